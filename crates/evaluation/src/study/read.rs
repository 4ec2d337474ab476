//! TOML → study: every key is checked, every name must point to something, and all faults come out together.

use toml::de::DeTable;

use super::model::occasion_number;
use super::read_fidelity::fidelity;
use super::read_measure::measures;
use super::read_model::Shared;
use super::read_parts::{characteristics, comparator, families, primary, subgroups};
use super::read_periods::periods;
use super::read_written::written;
use super::section::{At, Section, Source};
use super::{ContactSpec, Data, Layout, SEED, Study};
use crate::disclosure::Disclosure;
use crate::fault::{Fault, FaultCode};
use crate::findings::{MeasureKind, Occasion};
use crate::package::value::iso_date;

const FULL_COURSE_MONTHS: f64 = 10.0;
const WINDOW_DAYS: u32 = 14;
/// Days from its planned day: the widest window of the programmes that come with the program.
const WINDOW: [f64; 2] = [-28.0, 28.0];

pub(super) fn study(name: &str, text: &str) -> Result<Study, Vec<Fault>> {
    let source = Source::new(name, text);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let line = error.span().map(|span| source.line(span.start));
        let reason = error.message().trim().replace('\n', "; ");
        source.add(Fault { line, ..Fault::new(name, FaultCode::TomlSyntax).with("reason", reason) });
    }
    let read = top(&Section::new(&source, table.get_ref(), 1));
    let faults = source.into_faults();
    match read {
        Some(study) if faults.is_empty() => Ok(study),
        _ if faults.is_empty() => Err(vec![Fault::new(name, FaultCode::KeyMissing).with("name", "measure")]),
        _ => Err(faults),
    }
}

fn top(root: &Section<'_, '_>) -> Option<Study> {
    let title = root.needed("title");
    let synthetic = root.flag("synthetic");
    let data_cut = date(root, "data_cut");
    let full_course_months = root.positive("full_course_months").unwrap_or(FULL_COURSE_MONTHS);
    let window = root.interval("measured_within_days").unwrap_or(WINDOW);
    let data = data(root);
    let order = data.as_ref().map(|data| data.occasions.as_slice());
    let (labels, numbers) = occasion_labels(root, order);
    let mut shared = Shared {
        order: order.unwrap_or_default(),
        numbers: numbers.is_some(),
        heading: data.as_ref().map(|data| data.layout.occasion.as_str()).unwrap_or_default(),
        covariates: Vec::new(),
    };
    let measures = measures(root, &mut shared);
    let covariates = shared.covariates;
    let seed = root.whole("seed", "20261126").map_or(SEED, u64::from);
    let families = families(root, &measures);
    let primary = primary(root, &measures);
    let subgroups = subgroups(root, &measures, primary);
    let characteristics = characteristics(root, &measures);
    let contacts = contacts(root);
    let fidelity = fidelity(root);
    let disclosure = disclosure(root);
    let score = primary.and_then(|at| measures.get(at)).is_none_or(|one| one.kind == MeasureKind::Score);
    let comparator = comparator(root, score);
    let written = written(root);
    let periods = periods(root, data.as_ref().and_then(|data| data.place.as_ref()));
    root.finish();
    let data = data?;
    Some(Study {
        title: title?.value,
        synthetic,
        data_cut,
        data: data.place?,
        layout: data.layout,
        occasions: labels,
        numbers,
        from: data.from?,
        to: data.to?,
        measures,
        primary: primary?,
        families,
        subgroups,
        characteristics,
        window,
        full_course_months,
        contacts,
        disclosure,
        covariates,
        fidelity,
        seed,
        comparator,
        written,
        periods,
    })
}

fn disclosure(root: &Section<'_, '_>) -> Disclosure {
    let Some(section) = root.section("disclosure") else { return Disclosure::default() };
    let (least, most) = (Disclosure::LEAST, Disclosure::MOST);
    let asked = section.number("threshold");
    let found = asked.and_then(|asked| {
        (least..=most)
            .find(|whole| u32::try_from(*whole).is_ok_and(|whole| f64::from(whole).total_cmp(&asked).is_eq()))
    });
    if let (Some(asked), None) = (asked, found) {
        section.invalid("threshold", section.line(), &asked.to_string(), "3–10");
    }
    section.finish();
    Disclosure { threshold: found.unwrap_or(Disclosure::default().threshold) }
}

fn date(section: &Section<'_, '_>, key: &'static str) -> Option<jiff::civil::Date> {
    let text = section.text(key)?;
    let date = iso_date(&text.value);
    if date.is_none() {
        section.invalid(key, text.line, &text.value, "\"2026-12-31\"");
    }
    date
}

struct DataPart {
    place: Option<Data>,
    layout: Layout,
    occasions: Vec<String>,
    from: Option<usize>,
    to: Option<usize>,
}

fn data(root: &Section<'_, '_>) -> Option<DataPart> {
    let Some(section) = root.section("data") else {
        if !root.holds("data") {
            root.missing("data");
        }
        return None;
    };
    let file = section.text("file");
    let package = section.text("package");
    let record = section.flag("record").unwrap_or(false);
    let is_file = section.holds("file");
    let place = match (file, package, record) {
        (Some(file), None, false) => Some(Data::File(file.value.into())),
        (None, Some(package), false) => Some(Data::Package(package.value.into())),
        (None, None, true) => Some(Data::Record),
        (None, None, false) => {
            if !is_file && !section.holds("package") {
                section.missing("file");
            }
            None
        }
        (_, Some(At { line, value }), _) => {
            section.invalid("package", line, &value, "file | package | record");
            None
        }
        (Some(At { line, value }), None, true) => {
            section.invalid("file", line, &value, "file | package | record");
            None
        }
    };
    let (person, occasion) = if is_file {
        (section.needed("person"), section.needed("occasion"))
    } else {
        (section.text("person"), section.text("occasion"))
    };
    let layout = Layout {
        person: person.map(|at| at.value).unwrap_or_default(),
        occasion: occasion.map(|at| at.value).unwrap_or_default(),
        missing: section.list("missing").map_or_else(|| vec!["NA".to_owned()], |at| at.value),
        sheet: section.text("sheet").map(|at| at.value),
        ignored: section.list("ignore").map(|at| at.value).unwrap_or_default(),
    };
    let occasions = order(&section);
    let (from, to) = ends(&section, &occasions);
    section.finish();
    Some(DataPart { place, layout, occasions, from, to })
}

fn order(section: &Section<'_, '_>) -> Vec<String> {
    let Some(order) = section.texts("order") else {
        if !section.holds("order") {
            section.missing("order");
        }
        return Vec::new();
    };
    let twice = order.value.iter().enumerate().any(|(at, key)| order.value.iter().take(at).any(|k| k == key));
    if twice || order.value.len() < 2 || order.value.len() > usize::from(u8::MAX) {
        section.invalid("order", order.line, &order.value.join(", "), "[\"0\", \"6\", \"12\"]");
    }
    order.value
}

fn ends(section: &Section<'_, '_>, occasions: &[String]) -> (Option<usize>, Option<usize>) {
    let known: Vec<&str> = occasions.iter().map(String::as_str).collect();
    let position = |key: &'static str, default: usize| match section.key_text(key) {
        None if section.holds(key) => None,
        None => Some(default),
        Some(at) => {
            let position = known.iter().position(|one| *one == at.value);
            if position.is_none() && !known.is_empty() {
                section.unknown_name(key, at.line, &at.value, &known);
            }
            position
        }
    };
    let from = position("from", 0);
    let to = position("to", occasions.len().saturating_sub(1));
    if let (Some(first), Some(second)) = (from, to)
        && first >= second
        && occasions.len() > 1
    {
        let shown = known.get(second).copied().unwrap_or_default();
        let later: Vec<String> = known.iter().skip(first + 1).map(|key| format!("{key:?}")).collect();
        let expected = if later.is_empty() { "…".to_owned() } else { later.join(" | ") };
        section.invalid("to", section.line(), shown, &expected);
    }
    (from, to)
}

/// Labels of the occasions, and the number that each is in models.
fn occasion_labels(root: &Section<'_, '_>, order: Option<&[String]>) -> (Vec<Occasion>, Option<Vec<f64>>) {
    let mut occasions: Vec<Occasion> = order
        .unwrap_or_default()
        .iter()
        .map(|key| Occasion { key: key.clone(), label: std::collections::BTreeMap::new() })
        .collect();
    let mut numbers: Vec<Option<f64>> = occasions.iter().map(|one| occasion_number(&one.key)).collect();
    for section in root.sections("occasion") {
        let key = section.key_text("key");
        if !section.holds("key") {
            section.missing("key");
        }
        let label = section.label("label");
        let number = section.number("number");
        section.finish();
        let Some(key) = key else { continue };
        let at = occasions.iter().position(|occasion| occasion.key == key.value);
        if let Some((occasion, own)) = at.and_then(|at| occasions.get_mut(at).zip(numbers.get_mut(at))) {
            occasion.label = label;
            *own = number.or(*own);
        } else if order.is_some() {
            let known: Vec<&str> = occasions.iter().map(|occasion| occasion.key.as_str()).collect();
            section.unknown_name("key", key.line, &key.value, &known);
        }
    }
    (occasions, numbers.into_iter().collect())
}

fn contacts(root: &Section<'_, '_>) -> ContactSpec {
    let mut spec = ContactSpec { window_days: WINDOW_DAYS, planned_per_week: Vec::new() };
    let Some(section) = root.section("contacts") else { return spec };
    if let Some(days) = section.positive("window_days") {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked to lie in 1–366"
        )]
        let whole = days.clamp(1.0, 366.0) as u32;
        if (f64::from(whole) - days).abs() > 0.0 {
            section.invalid("window_days", section.line(), &format!("{days}"), "14");
        }
        spec.window_days = whole;
    }
    if let Some(planned) = section.intervals("planned_per_week") {
        if planned.len() != 3 {
            let found = format!("{}", planned.len());
            section.invalid(
                "planned_per_week",
                section.line(),
                &found,
                "[[0.5, 1.5], [0.2, 0.8], [0.1, 0.4]]",
            );
        }
        spec.planned_per_week = planned;
    }
    section.finish();
    spec
}
