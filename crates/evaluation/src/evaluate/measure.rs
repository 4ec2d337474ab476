//! One measure: each occasion by itself, and the same persons at two occasions.

use super::bands;
use super::individual::individual;
use super::paired::{change, paired_shares};
use super::values::{SLACK, Sorted, float, mean_ci, share};
use crate::findings::{AtOccasion, Cautious, Estimable, Measure, MeasureKind, Occasion, Share};
use crate::study::{MeasureSpec, Study};

/// A column of one person after the other; missing is NaN.
pub(super) type Column<'c> = &'c [f64];

/// The values of one measure at each occasion.
pub(super) struct Columns<'c>(pub(super) &'c [Vec<f64>]);

impl<'c> Columns<'c> {
    pub(super) fn at(&self, occasion: usize) -> Column<'c> {
        self.0.get(occasion).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Those with both values, in the order of persons.
pub(super) fn pairs<'c>(first: Column<'c>, second: Column<'c>) -> impl Iterator<Item = (f64, f64)> + 'c {
    first.iter().copied().zip(second.iter().copied()).filter(|(a, b)| !a.is_nan() && !b.is_nan())
}

pub(super) fn measure(study: &Study, spec: &MeasureSpec, columns: &Columns<'_>) -> Measure {
    let [from, to] = [columns.at(study.from), columns.at(study.to)];
    let score = spec.kind == MeasureKind::Score;
    Measure {
        name: spec.name.clone(),
        label: spec.label.clone(),
        kind: spec.kind,
        instrument: spec.known_as.clone().or_else(|| spec.columns.instrument.clone()),
        family: spec.family.clone(),
        range: spec.range,
        step: spec.step,
        risk_at_or_below: spec.risk_at_or_below,
        relevant_change: spec.relevant_change,
        reliable_change: spec.reliable_change,
        occasions: occasions(&study.occasions, spec, columns),
        change: if score {
            change(study, spec.relevant_change, pairs(from, to))
        } else {
            Estimable::NotApplicable(())
        },
        paired_shares: paired_shares(study, spec, from, to),
        individual: if score { individual(spec, from, to) } else { None },
        cautious: if score { cautious(from, to) } else { None },
        alpha: Vec::new(),
        models: Vec::new(),
    }
}

fn occasions(occasions: &[Occasion], spec: &MeasureSpec, columns: &Columns<'_>) -> Vec<AtOccasion> {
    let sorted: Vec<Sorted> =
        (0..occasions.len()).map(|at| Sorted::of(columns.at(at).iter().copied())).collect();
    let all = sorted.iter().filter_map(Sorted::ends).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    let persons = columns.0.iter().map(Vec::len).max().unwrap_or_default() as u64;
    let each = occasions.iter().zip(&sorted).map(|(occasion, values)| match spec.kind {
        MeasureKind::Score => {
            let limit = spec.risk_at_or_below;
            let mut at = at_occasion(occasion, values, persons, limit);
            at.bands = all.map_or_else(Vec::new, |all| bands::histogram(spec, values, all));
            at
        }
        MeasureKind::YesNo => yes_at_occasion(occasion, values, persons),
    });
    each.collect()
}

/// A score at one occasion.
pub(super) fn at_occasion(
    occasion: &Occasion,
    values: &Sorted,
    persons: u64,
    limit: Option<f64>,
) -> AtOccasion {
    let moments = values.moments();
    AtOccasion {
        occasion: occasion.key.clone(),
        n: values.n(),
        missing: persons.saturating_sub(values.n()),
        mean: moments.mean().ok().map(Into::into),
        mean_ci95: mean_ci(&moments).map(Into::into),
        sd: moments.sd().ok().map(Into::into),
        median: values.median().map(Into::into),
        quartiles: values.quartiles().map(Into::into),
        at_risk: limit.and_then(|limit| share(values.up_to(limit), values.n())).map(Into::into),
        x: None,
        share: None,
        wilson95: None,
        clopper_pearson95: None,
        bands: Vec::new(),
    }
}

fn yes_at_occasion(occasion: &Occasion, values: &Sorted, persons: u64) -> AtOccasion {
    let (x, n) = (values.from(1.0), values.n());
    let share = share(x, n);
    AtOccasion {
        occasion: occasion.key.clone(),
        n,
        missing: persons.saturating_sub(n),
        mean: None,
        mean_ci95: None,
        sd: None,
        median: None,
        quartiles: None,
        at_risk: None,
        x: Some(x.into()),
        share: share.as_ref().map(|share| share.share.into()),
        wilson95: share.as_ref().map(|share| share.wilson95.into()),
        clopper_pearson95: share.and_then(|share| share.clopper_pearson95).map(Into::into),
        bands: Vec::new(),
    }
}

/// All with the first value; a missing second one counts as no change.
fn cautious(from: Column<'_>, to: Column<'_>) -> Option<Cautious> {
    let mut assumed = 0;
    let started = from.iter().zip(to).filter(|(first, _)| !first.is_nan());
    let differences = Sorted::of(started.map(|(first, second)| {
        if second.is_nan() {
            assumed += 1;
            0.0
        } else {
            second - first
        }
    }));
    let moments = differences.moments();
    let ci95 = mean_ci(&moments).filter(|_| !moments.is_constant())?;
    Some(Cautious { n: differences.n(), assumed, difference: moments.mean().ok()?, ci95 })
}

/// Share of the pairs, for a list of differences of means.
pub(super) fn progress(differences: &[f64], at_least: f64) -> Option<Share> {
    let risen = differences.iter().filter(|difference| **difference >= at_least - SLACK).count();
    share(risen as u64, differences.len() as u64)
}

/// Mean of several values of one person; nothing when one is missing.
pub(super) fn person_mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0u64), |(sum, n), value| (sum + value, n + 1));
    sum / float(n)
}
