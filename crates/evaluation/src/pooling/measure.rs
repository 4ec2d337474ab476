//! A measure, or the mean over a family of measures, of all places together: what follows from moments and counts.

use stats::{CellKey, LEVEL_95, RepeatedMoments, t_quantile_two_sided};

use super::file::{Count, Moments, Pairs, PatternCell, SiteFamily, SiteMeasure, SiteModel, Tally};
use super::patterns::float;
use crate::evaluate::model::{Frame, of_moments};
use crate::evaluate::paired::{change_of, shares_of};
use crate::evaluate::share;
use crate::findings::{
    AtOccasion, Change, Estimable, Family, Interval, Measure, MeasureKind, Model, ModelKind, ModelReason,
    Occasion, PairedShares, Progress, Reason, Share,
};
use crate::study::{ModelSpec, Waves, WorkingKind};

/// The moments of all places; the shift is the middle of the scale, or the first mean. Nothing when a file names an occasion
/// that is not there, or has numbers that are none.
pub(super) fn together(
    occasions: &[Occasion],
    cells: &[&PatternCell],
    range: Option<Interval>,
) -> Option<RepeatedMoments> {
    let mut moments = RepeatedMoments::new(occasions.len(), 0).ok()?;
    let first = cells.iter().find_map(|cell| cell.means.first().copied()).unwrap_or_default();
    let shift = range.map_or(first, |[low, high]| f64::midpoint(low, high));
    for cell in cells {
        let at = |key: &String| occasions.iter().position(|occasion| occasion.key == *key);
        let places: Option<Vec<usize>> = cell.occasions.iter().map(at).collect();
        let pattern = places?.into_iter().fold(0, |pattern, at| pattern | (1 << at));
        let n = float(cell.n);
        let deviations: Vec<f64> = cell.means.iter().map(|mean| mean - shift).collect();
        let mut cross = cell.cross.iter();
        let mut products = Vec::with_capacity(cell.cross.len());
        for (row, a) in deviations.iter().enumerate() {
            for (b, cross) in deviations.iter().take(row + 1).zip(cross.by_ref()) {
                products.push(cross + n * a * b);
            }
        }
        let sums: Vec<f64> = deviations.iter().map(|deviation| deviation * n).collect();
        moments.add_sums(CellKey { class: 0, pattern }, cell.n, (shift, &sums, &products)).ok()?;
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

/// A model out of the moments of all places: the very one of an evaluation. Without moments, or with columns that moments do not
/// know, it says why it is not there.
pub(super) fn model(
    frame: Frame,
    asked: &SiteModel,
    kind: MeasureKind,
    moments: Option<&RepeatedMoments>,
) -> Model {
    let spec = ModelSpec {
        time: asked.time,
        restricted: asked.restricted,
        asked: asked.asked,
        working: asked.working.as_deref().and_then(WorkingKind::of).unwrap_or(WorkingKind::Exchangeable),
        waves: asked.waves.as_deref().and_then(Waves::of).unwrap_or_default(),
        ..ModelSpec::usual(asked.kind)
    };
    let needs_rows = !asked.covariates.is_empty() || asked.kind == ModelKind::Logistic;
    if let (Some(moments), false) = (moments, needs_rows) {
        return of_moments(frame, &spec, kind == MeasureKind::YesNo, moments.clone());
    }
    let reason = if needs_rows { ModelReason::NeedsRows } else { ModelReason::Suppressed };
    Model {
        time: asked.time,
        asked: asked.asked,
        covariates: asked.covariates.clone(),
        working: asked.working.clone(),
        waves: asked.waves.clone(),
        not_estimable: Some(reason),
        ..Model::unfitted(asked.kind)
    }
}

fn ends(first: &Moments) -> (String, String) {
    (first.from.clone(), first.to.clone())
}

pub(super) fn measure(first: &Moments, spec: &SiteMeasure, places: &[&SiteMeasure], persons: u64) -> Measure {
    let score = spec.kind == MeasureKind::Score;
    let cells: Vec<&PatternCell> = places.iter().flat_map(|place| &place.cell).collect();
    // Answers are told all or not at all; of all places only where every one tells them.
    let told = score || places.iter().all(|place| !place.cell.is_empty());
    let range = if score { spec.range } else { Some([0.0, 1.0]) };
    let sums = together(&first.occasion, &cells, range).filter(|_| told);
    let moments = sums.as_ref().filter(|_| score);
    let progress: Vec<Option<&Tally>> = places.iter().map(|place| place.progress.as_ref()).collect();
    let change = match moments.map_or(Estimable::NotApplicable(()), |found| change(first, found)) {
        Estimable::Value(found) => Estimable::Value(Change { progress: tallied(&progress), ..found }),
        other => other,
    };
    let fitted = |asked: &SiteModel| model(frame(first), asked, spec.kind, sums.as_ref());
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
        individual: None,
        cautious: None,
        alpha: Vec::new(),
        models: spec.model.iter().map(fitted).collect(),
    }
}

/// The mean over a family's measures, of those families whose means every place tells.
pub(super) fn family(first: &Moments, spec: &SiteFamily, places: &[&SiteFamily], persons: u64) -> Family {
    let told = places.iter().all(|place| !place.cell.is_empty());
    let cells: Vec<&PatternCell> = places.iter().flat_map(|place| &place.cell).collect();
    let moments = together(&first.occasion, &cells, None).filter(|_| told);
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
fn tallied(places: &[Option<&Tally>]) -> Option<Share> {
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
fn alone(moments: &RepeatedMoments, at: usize) -> Option<(u64, f64, f64)> {
    let mut one = RepeatedMoments::new(1, 0).ok()?;
    for (key, cell) in moments.cells() {
        let Some(place) = key.occasions().position(|occasion| occasion == at) else { continue };
        let mean = cell.means().get(place).copied()?;
        let key = CellKey { class: 0, pattern: 1 };
        one.add_sums(key, cell.n(), (mean, &[0.0], &[cell.cross(place, place)])).ok()?;
    }
    let (_, cell) = one.cells().next()?;
    let n = cell.n();
    let sd = (n > 1).then(|| (cell.cross(0, 0).max(0.0) / (float(n) - 1.0)).sqrt())?;
    Some((n, cell.means().first().copied()?, sd))
}

fn change(first: &Moments, moments: &RepeatedMoments) -> Estimable<Change> {
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
