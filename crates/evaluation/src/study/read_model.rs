//! The models of a measure: `[[measure.model]]`.

use super::model::{ModelPart, ModelSpec, Waves, WorkingKind};
use super::section::Section;
use super::{Columns, CovariateKind, CovariateSpec};
use crate::findings::{MeasureKind, ModelKind, ModelTime};

/// What the models of all measures share.
pub(super) struct Shared<'s> {
    /// The study's occasions.
    pub(super) order: &'s [String],
    /// Whether each of them is a number.
    pub(super) numbers: bool,
    /// Heading of the occasion, which means time in a product.
    pub(super) heading: &'s str,
    /// Columns that models ask for, each once.
    pub(super) covariates: Vec<CovariateSpec>,
}

impl Shared<'_> {
    /// The position of a column among those that models ask for.
    fn place(&mut self, covariate: CovariateSpec) -> usize {
        self.covariates.iter().position(|known| *known == covariate).unwrap_or_else(|| {
            self.covariates.push(covariate);
            self.covariates.len() - 1
        })
    }
}

/// The models of one measure; `at_risk` when a score has a limit, so that it can be taken as yes and no.
pub(super) fn models(
    measure: &Section<'_, '_>,
    kind: MeasureKind,
    at_risk: bool,
    shared: &mut Shared<'_>,
) -> Vec<ModelSpec> {
    let sections = measure.sections("model");
    if sections.is_empty() {
        return ModelSpec::usual_of(kind);
    }
    sections.iter().filter_map(|section| model(section, kind, at_risk, shared)).collect()
}

fn model(
    section: &Section<'_, '_>,
    measure: MeasureKind,
    at_risk: bool,
    shared: &mut Shared<'_>,
) -> Option<ModelSpec> {
    let kind = model_kind(section, measure, at_risk);
    let time = time(section, kind, shared);
    let own = own_time(section, time);
    let instrument = section.text("instrument").map(|at| at.value);
    let listed = covariates(section, own.as_ref().map(|(name, _)| name.as_str()), shared.heading);
    let columns: Vec<(String, CovariateKind)> =
        own.into_iter().chain(listed.into_iter().map(|name| (name, CovariateKind::Either))).collect();
    let interactions = interactions(section, &columns, time, shared.heading);
    let restricted = method(section);
    let working = working(section, kind);
    let waves = waves(section, working);
    section.finish();
    let covariates = columns.into_iter().map(|(name, kind)| {
        let columns = Columns { instrument: instrument.clone(), names: vec![name] };
        shared.place(CovariateSpec { columns, kind })
    });
    Some(ModelSpec {
        kind: kind?,
        time: time?,
        covariates: covariates.collect(),
        interactions,
        restricted,
        working,
        waves,
        asked: true,
    })
}

/// The columns that enter beside time, each once and none of them time.
fn covariates(section: &Section<'_, '_>, own_time: Option<&str>, heading: &str) -> Vec<String> {
    let Some(listed) = section.list("covariates") else { return Vec::new() };
    let twice = listed.value.iter().enumerate().any(|(k, one)| listed.value.iter().take(k).any(|o| o == one));
    let is_time = |name: &String| {
        name == heading || name == "time" && heading.is_empty() || Some(name.as_str()) == own_time
    };
    if twice || listed.value.iter().any(is_time) {
        section.invalid("covariates", listed.line, &listed.value.join(", "), "[\"female\", \"group\"]");
    }
    listed.value
}

/// The column of each observation's own time, where the model asks for it.
fn own_time(section: &Section<'_, '_>, time: Option<ModelTime>) -> Option<(String, CovariateKind)> {
    let number = section.text("time_column");
    let day = section.text("date_column");
    let given = [(&number, "time_column"), (&day, "date_column")];
    if time != Some(ModelTime::Own) {
        for (at, key) in given {
            if let (Some(at), Some(_)) = (at, time) {
                section.invalid(key, at.line, &at.value, "time = \"own\"");
            }
        }
        return None;
    }
    match (number, day) {
        (Some(at), None) => Some((at.value, CovariateKind::Time)),
        (None, Some(at)) => Some((at.value, CovariateKind::Day)),
        (None, None) => {
            section.missing("time_column");
            None
        }
        (Some(_), Some(at)) => {
            section.invalid("date_column", at.line, "time_column + date_column", "time_column | date_column");
            None
        }
    }
}

fn model_kind(section: &Section<'_, '_>, measure: MeasureKind, at_risk: bool) -> Option<ModelKind> {
    let kind = section.needed("kind")?;
    let found = match kind.value.as_str() {
        "random_intercept" => Some(ModelKind::RandomIntercept),
        "random_slope" => Some(ModelKind::RandomSlope),
        "mmrm" => Some(ModelKind::Mmrm),
        "gee" => Some(ModelKind::Gee),
        "logistic" => Some(ModelKind::Logistic),
        _ => None,
    };
    let fits = match (measure, found) {
        (_, None) => false,
        (MeasureKind::YesNo, Some(kind)) => matches!(kind, ModelKind::Gee | ModelKind::Logistic),
        (MeasureKind::Score, Some(kind)) => at_risk || kind != ModelKind::Logistic,
    };
    if fits {
        return found;
    }
    let expected = match (measure, at_risk) {
        (MeasureKind::YesNo, _) => "\"gee\" | \"logistic\"",
        (MeasureKind::Score, false) => "\"random_intercept\" | \"random_slope\" | \"mmrm\" | \"gee\"",
        (MeasureKind::Score, true) => {
            "\"random_intercept\" | \"random_slope\" | \"mmrm\" | \"gee\" | \"logistic\""
        }
    };
    section.invalid("kind", kind.line, &kind.value, expected);
    None
}

/// Linear time and a random slope need a number for each occasion.
fn time(section: &Section<'_, '_>, kind: Option<ModelKind>, shared: &Shared<'_>) -> Option<ModelTime> {
    let (time, line) = match section.text("time") {
        None if section.holds("time") => return None,
        None => (ModelTime::Factor, section.line()),
        Some(at) => {
            let time = match at.value.as_str() {
                "factor" => ModelTime::Factor,
                "linear" => ModelTime::Linear,
                "none" => ModelTime::Absent,
                "own" => ModelTime::Own,
                _ => {
                    let known = "\"factor\" | \"linear\" | \"own\" | \"none\"";
                    section.invalid("time", at.line, &at.value, known);
                    return None;
                }
            };
            (time, at.line)
        }
    };
    if time == ModelTime::Own {
        let fits =
            kind.is_none_or(|kind| matches!(kind, ModelKind::RandomIntercept | ModelKind::RandomSlope));
        if !fits {
            let known = "kind = \"random_slope\" | kind = \"random_intercept\"";
            section.invalid("time", line, "own", known);
        }
        return fits.then_some(time);
    }
    if !shared.numbers && (time == ModelTime::Linear || kind == Some(ModelKind::RandomSlope)) {
        section.invalid("time", line, &shared.order.join(", "), "[[occasion]] number = 6");
        return None;
    }
    Some(time)
}

fn interactions(
    section: &Section<'_, '_>,
    columns: &[(String, CovariateKind)],
    time: Option<ModelTime>,
    heading: &str,
) -> Vec<Vec<ModelPart>> {
    let Some(listed) = section.list("interactions") else { return Vec::new() };
    let mut all: Vec<Vec<ModelPart>> = Vec::new();
    for product in &listed.value {
        let part = |name: &str| {
            let column = columns.iter().position(|(known, _)| known == name).map(ModelPart::Covariate);
            let is_time = name == "time" || name == heading && time != Some(ModelTime::Own);
            let of_time = match time {
                Some(ModelTime::Absent) => None,
                // The first of the columns.
                Some(ModelTime::Own) => Some(ModelPart::Covariate(0)),
                _ => Some(ModelPart::Time),
            };
            column.or(of_time.filter(|_| is_time))
        };
        let names: Vec<&str> = product.split(':').map(str::trim).collect();
        let mut parts = Vec::new();
        for name in &names {
            if let Some(part) = part(name) {
                parts.push(part);
                continue;
            }
            let known: Vec<&str> =
                std::iter::once("time").chain(columns.iter().map(|(name, _)| name.as_str())).collect();
            section.unknown_name("interactions", listed.line, name, &known);
        }
        parts.sort_unstable();
        let twice = parts.windows(2).any(|pair| matches!(pair, [a, b] if a == b));
        if names.len() < 2 || twice || all.contains(&parts) {
            section.invalid("interactions", listed.line, product, "[\"time:group\"]");
        } else {
            all.push(parts);
        }
    }
    all.sort_by_key(Vec::len);
    all
}

fn method(section: &Section<'_, '_>) -> bool {
    let Some(method) = section.text("method") else { return true };
    if method.value.eq_ignore_ascii_case("ML") {
        return false;
    }
    if !method.value.eq_ignore_ascii_case("REML") {
        section.invalid("method", method.line, &method.value, "\"REML\" | \"ML\"");
    }
    true
}

fn working(section: &Section<'_, '_>, kind: Option<ModelKind>) -> WorkingKind {
    let Some(working) = section.text("working") else { return WorkingKind::Exchangeable };
    let found = WorkingKind::of(&working.value);
    if found.is_none() || kind.is_some_and(|kind| kind != ModelKind::Gee) {
        let expected =
            if found.is_none() { "\"exchangeable\" | \"independence\" | \"ar1\"" } else { "kind = \"gee\"" };
        section.invalid("working", working.line, &working.value, expected);
    }
    found.unwrap_or(WorkingKind::Exchangeable)
}

fn waves(section: &Section<'_, '_>, working: WorkingKind) -> Waves {
    let Some(waves) = section.text("waves") else { return Waves::default() };
    let found = Waves::of(&waves.value);
    if found.is_none() || working != WorkingKind::Ar1 {
        let expected = if found.is_none() { "\"rows\" | \"occasions\"" } else { "working = \"ar1\"" };
        section.invalid("waves", waves.line, &waves.value, expected);
    }
    found.unwrap_or_default()
}
