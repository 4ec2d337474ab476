//! A measure, or the mean over a family of measures, of all places together: what follows from moments and counts.

use stats::{CellKey, LEVEL_95, RepeatedMoments, t_quantile_two_sided};

use super::file::{Count, Moments, Pairs, PatternCell, SiteFamily, SiteMeasure, SiteModel, Tally};
use super::patterns::float;
use super::{classes, parts};
use crate::evaluate::model::{Classed, Frame, of_classes, of_moments};
use crate::evaluate::paired::{change_of, shares_of};
use crate::evaluate::{sensitivity, share};
use crate::findings::{
    AtOccasion, Change, Estimable, Family, Measure, MeasureKind, Model, ModelKind, ModelReason, ModelTime,
    Occasion, PairedShares, Progress, Reason, Sensitivity, Share,
};
use crate::study::{ModelPart, ModelSpec, Waves, WorkingKind};

/// The moments of all places. Nothing when a file names an occasion that is not there, or has numbers that are none.
pub(super) fn together(occasions: &[Occasion], cells: &[&PatternCell]) -> Option<RepeatedMoments> {
    let mut moments = RepeatedMoments::new(occasions.len(), 0).ok()?;
    for cell in cells {
        let at = |key: &String| occasions.iter().position(|occasion| occasion.key == *key);
        let places: Option<Vec<usize>> = cell.occasions.iter().map(at).collect();
        let pattern = places?.into_iter().fold(0, |pattern, at| pattern | (1 << at));
        moments.add_cell(CellKey { class: 0, pattern }, cell.n, (&cell.means, &cell.cross)).ok()?;
    }
    Some(moments)
}

/// What the models of a file are about.
pub(super) fn frame(first: &Moments) -> Frame {
    let at = |key: &str| first.occasion.iter().position(|occasion| occasion.key == *key).unwrap_or_default();
    let place = |at: usize| float(at as u64);
    Frame {
        heading: first.heading.clone(),
        occasions: first.occasion.iter().map(|one| one.key.clone()).collect(),
        numbers: if first.numbers.len() == first.occasion.len() {
            first.numbers.clone()
        } else {
            (0..first.occasion.len()).map(place).collect()
        },
        from: at(&first.from),
        to: at(&first.to),
    }
}

/// What the models of a measure are made of.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums<'s> {
    /// Moments of all, whatever their covariates.
    pub(super) moments: Option<&'s RepeatedMoments>,
    /// Moments by covariates, where every place tells of them, or why there are none.
    pub(super) classed: Option<Result<&'s Classed, ModelReason>>,
}

/// A model out of the sums of all places: the very one of an evaluation. `by_class` are the covariates that every place has
/// classes by. Without sums, or with columns that they do not know, it says why it is not there.
pub(super) fn model(
    frame: Frame,
    asked: &SiteModel,
    (kind, by_class): (MeasureKind, &[String]),
    sums: Sums<'_>,
) -> Model {
    let spec = spec(asked);
    let needs_rows = match (asked.kind, asked.covariates.is_empty()) {
        _ if asked.time == ModelTime::Own => true,
        (ModelKind::Logistic, _) => true,
        (_, true) => false,
        (kind, false) => !kind.is_linear() || !asked.covariates.iter().all(|one| by_class.contains(one)),
    };
    let reason = match sums {
        _ if needs_rows => ModelReason::NeedsRows,
        Sums { moments: Some(moments), .. } if asked.covariates.is_empty() => {
            return of_moments(frame, &spec, kind == MeasureKind::YesNo, moments.clone());
        }
        Sums { classed: Some(classed), .. } if !asked.covariates.is_empty() => match classed {
            Ok(classed) => return of_classes(frame, &spec, &asked.covariates, classed),
            Err(reason) => reason,
        },
        _ => ModelReason::Suppressed,
    };
    let (own_time, beside) = asked.covariates.split_at(usize::from(asked.time == ModelTime::Own));
    let part = |part: &usize| match part.checked_sub(1) {
        None => frame.heading.as_str(),
        Some(one) => asked.covariates.get(one).map_or("", String::as_str),
    };
    let product = |parts: &Vec<usize>| parts.iter().map(part).collect::<Vec<_>>().join(":");
    Model {
        time: asked.time,
        asked: asked.asked,
        time_column: own_time.first().cloned(),
        covariates: beside.to_vec(),
        interactions: asked.interactions.iter().map(product).collect(),
        working: asked.working.clone(),
        waves: asked.waves.clone(),
        not_estimable: Some(reason),
        ..Model::unfitted(asked.kind)
    }
}

fn spec(asked: &SiteModel) -> ModelSpec {
    let part = |part: &usize| part.checked_sub(1).map_or(ModelPart::Time, ModelPart::Covariate);
    ModelSpec {
        time: asked.time,
        covariates: (0..asked.covariates.len()).collect(),
        interactions: asked.interactions.iter().map(|parts| parts.iter().map(part).collect()).collect(),
        restricted: asked.restricted,
        asked: asked.asked,
        working: asked.working.as_deref().and_then(WorkingKind::of).unwrap_or(WorkingKind::Exchangeable),
        waves: asked.waves.as_deref().and_then(Waves::of).unwrap_or_default(),
        ..ModelSpec::usual(asked.kind)
    }
}

/// The covariates that every place has classes by; none where one has no classes, or by others.
fn by_class(places: &[&SiteMeasure]) -> Vec<String> {
    let names = |place: &SiteMeasure| place.covariate.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    let mut all = places.iter().map(|place| names(place));
    let first = all.next().unwrap_or_default();
    if all.all(|other| other == first) { first } else { Vec::new() }
}

pub(super) fn ends(first: &Moments) -> (String, String) {
    (first.from.clone(), first.to.clone())
}

pub(super) fn measure(first: &Moments, spec: &SiteMeasure, places: &[&SiteMeasure], persons: u64) -> Measure {
    let score = spec.kind == MeasureKind::Score;
    let cells: Vec<&PatternCell> = places.iter().flat_map(|place| &place.cell).collect();
    // Answers are told all or not at all; of all places only where every one tells them.
    let told = score || places.iter().all(|place| !place.cell.is_empty());
    let sums = together(&first.occasion, &cells).filter(|_| told);
    let moments = sums.as_ref().filter(|_| score);
    let (classed, by_class) = (classes::of_all(places, &first.occasion), by_class(places));
    let progress: Vec<Option<&Tally>> = places.iter().map(|place| place.progress.as_ref()).collect();
    let change = match moments.map_or(Estimable::NotApplicable(()), |found| change(first, found)) {
        Estimable::Value(found) => Estimable::Value(Change { progress: tallied(&progress), ..found }),
        other => other,
    };
    let sums = Sums { moments: sums.as_ref(), classed: Some(classed.as_ref().map_err(|why| *why)) };
    let fitted = |asked: &SiteModel| model(frame(first), asked, (spec.kind, &by_class), sums);
    Measure {
        name: spec.name.clone(),
        label: spec.label.clone(),
        kind: spec.kind,
        instrument: spec.instrument.clone(),
        family: first
            .family
            .iter()
            .find(|family| family.measures.contains(&spec.name))
            .map(|one| one.name.clone()),
        range: spec.range,
        step: spec.step,
        risk_at_or_below: spec.risk_at_or_below,
        relevant_change: spec.relevant_change,
        reliable_change: spec.reliable_change,
        occasions: (0..)
            .zip(&first.occasion)
            .map(|(at, occasion)| self::occasion(occasion, (at, moments), places, persons))
            .collect(),
        change,
        paired_shares: paired(first, places),
        individual: parts::individual(places),
        cautious: None,
        alpha: Vec::new(),
        far_values: false,
        models: spec.model.iter().map(fitted).collect(),
    }
}

/// How much the result of a score leans on those who are missing, of all places.
pub(super) fn sensitivity(first: &Moments, found: &Measure, places: &[&SiteMeasure]) -> Option<Sensitivity> {
    let cells: Vec<&PatternCell> = places.iter().flat_map(|place| &place.cell).collect();
    let moments = together(&first.occasion, &cells).filter(|_| found.kind == MeasureKind::Score)?;
    let frame = frame(first);
    Some(sensitivity::of_moments(ends(first), &moments, ([frame.from, frame.to], first.seed), found))
}

/// The mean over a family's measures, of those families whose means every place tells.
pub(super) fn family(first: &Moments, spec: &SiteFamily, places: &[&SiteFamily], persons: u64) -> Family {
    let told = places.iter().all(|place| !place.cell.is_empty());
    let cells: Vec<&PatternCell> = places.iter().flat_map(|place| &place.cell).collect();
    let moments = together(&first.occasion, &cells).filter(|_| told);
    let progress: Vec<Option<&Tally>> = places.iter().map(|place| place.progress.as_ref()).collect();
    let among = places.iter().find_map(|place| place.progress.as_ref()).map(|tally| tally.among.clone());
    Family {
        name: spec.name.clone(),
        label: spec.label.clone(),
        measures: spec.measures.clone(),
        overall: moments
            .as_ref()
            .map_or(Estimable::Not { not_estimable: Reason::Suppressed }, |found| change(first, found)),
        overall_occasions: (0..)
            .zip(&first.occasion)
            .map(|(at, occasion)| self::occasion(occasion, (at, moments.as_ref()), &[], persons))
            .collect(),
        progress: spec
            .progress_at_least
            .zip(tallied(&progress))
            .zip(among)
            .map(|((at_least, share), among)| Progress { at_least, among, share }),
    }
}

/// A share of all is told only where every place told its own, among the same persons; else the rest could be taken from
/// it.
pub(super) fn tallied(places: &[Option<&Tally>]) -> Option<Share> {
    let all: Option<Vec<&Tally>> = places.iter().copied().collect();
    let all = all?;
    let first = all.first()?;
    let alike = all.iter().all(|tally| tally.among == first.among && tally.x <= tally.n);
    let (x, n) = all.iter().fold((0, 0), |(x, n), tally| (x + tally.x, n + tally.n));
    share(x, n).filter(|_| alike)
}

fn occasion(
    occasion: &Occasion,
    (at, moments): (usize, Option<&RepeatedMoments>),
    places: &[&SiteMeasure],
    persons: u64,
) -> AtOccasion {
    let found = moments.and_then(|moments| alone(moments, at));
    let counts: Vec<&Count> =
        places.iter().flat_map(|place| &place.count).filter(|count| count.occasion == occasion.key).collect();
    // As with every share: told of all only where every place told its own.
    let (x, of) = counts.iter().fold((0, 0), |(x, n), count| (x + count.x, n + count.n));
    let risk = (counts.len() == places.len()).then(|| share(x, of)).flatten();
    let (score, n) = (moments.is_some(), found.map_or(of, |(n, ..)| n));
    AtOccasion {
        occasion: occasion.key.clone(),
        n,
        missing: persons.saturating_sub(n),
        mean: found.map(|(_, mean, _)| mean.into()),
        mean_ci95: found.and_then(|(n, mean, sd)| {
            let t = t_quantile_two_sided(1.0 - LEVEL_95, float(n) - 1.0).ok()?;
            let half = t * sd / float(n).sqrt();
            Some([mean - half, mean + half].into())
        }),
        sd: found.map(|(.., sd)| sd.into()),
        median: None,
        at_risk: risk.clone().filter(|_| score).map(Into::into),
        x: risk.as_ref().filter(|_| !score).map(|found| found.x.into()),
        share: risk.as_ref().filter(|_| !score).map(|found| found.share.into()),
        wilson95: risk.as_ref().filter(|_| !score).map(|found| found.wilson95.into()),
        clopper_pearson95: risk.filter(|_| !score).and_then(|found| found.clopper_pearson95).map(Into::into),
        quartiles: None,
        bands: Vec::new(),
    }
}

/// n, mean and standard deviation of all who were observed at an occasion.
pub(super) fn alone(moments: &RepeatedMoments, at: usize) -> Option<(u64, f64, f64)> {
    let mut all = stats::Moments::default();
    for (key, cell) in moments.cells() {
        if let Some(place) = key.occasions().position(|occasion| occasion == at) {
            all.merge(&cell.moments(place));
        }
    }
    Some((all.n(), all.mean().ok()?, all.sd().ok()?))
}

/// The change of all whose moments these are.
pub(super) fn change(first: &Moments, moments: &RepeatedMoments) -> Estimable<Change> {
    let frame = frame(first);
    let both = moments.pair(frame.from, frame.to, |_| true);
    change_of(ends(first), &both, &both.difference())
}

fn paired(first: &Moments, places: &[&SiteMeasure]) -> Estimable<PairedShares> {
    let told: Vec<Pairs> = places.iter().filter_map(|place| place.pairs).collect();
    let applies =
        places.iter().any(|place| place.kind == MeasureKind::YesNo || place.risk_at_or_below.is_some());
    if !applies {
        return Estimable::NotApplicable(());
    }
    if told.len() < places.len() {
        return Estimable::Not { not_estimable: Reason::Suppressed };
    }
    let sum = |of: fn(&Pairs) -> u64| -> u64 { told.iter().map(of).sum() };
    let cells = [sum(|one| one.yes_yes), sum(|one| one.yes_no), sum(|one| one.no_yes), sum(|one| one.no_no)];
    shares_of(ends(first), cells)
}
