//! One measure: each occasion by itself, and the same persons at two occasions.

use super::bands;
use super::individual::individual;
use super::paired::{change, paired_shares};
use super::tally::{Kind, Scale};
use super::values::{Sorted, float, mean_ci, share};
use crate::findings::{AtOccasion, Cautious, Estimable, Measure, MeasureKind, Occasion};
use crate::study::{MeasureSpec, Study};

/// Those with both values.
pub(super) fn pairs(kinds: &[Kind]) -> impl Iterator<Item = (f64, f64, u64)> + '_ {
    let both = kinds.iter().filter(|kind| !kind.from.is_nan() && !kind.to.is_nan());
    both.map(|kind| (kind.from, kind.to, kind.times))
}

/// A measure out of what was counted of it; `persons` is how many there are.
pub(super) fn measure(study: &Study, spec: &MeasureSpec, scale: &Scale, persons: u64) -> Measure {
    let kinds = scale.kinds();
    let score = spec.kind == MeasureKind::Score;
    let sorted = scale.occasions();
    // Of a few it would tell that one of them is far from the others.
    let enough = 2 * study.disclosure.threshold;
    let is_far = |sorted: &Sorted| sorted.n() >= enough && sorted.has_far_value();
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
        occasions: occasions(&study.occasions, spec, &sorted, persons),
        far_values: score && sorted.iter().any(is_far),
        change: if score {
            change(study, spec.relevant_change, pairs(&kinds))
        } else {
            Estimable::NotApplicable(())
        },
        paired_shares: paired_shares(study, spec, &kinds),
        individual: if score { individual(spec, &kinds) } else { None },
        cautious: if score { cautious(&kinds) } else { None },
        alpha: Vec::new(),
        models: Vec::new(),
    }
}

fn occasions(occasions: &[Occasion], spec: &MeasureSpec, sorted: &[Sorted], persons: u64) -> Vec<AtOccasion> {
    let all = sorted.iter().filter_map(Sorted::ends).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    let each = occasions.iter().zip(sorted).map(|(occasion, values)| match spec.kind {
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
fn cautious(kinds: &[Kind]) -> Option<Cautious> {
    let started = || kinds.iter().filter(|kind| !kind.from.is_nan());
    let assumed = started().filter(|kind| kind.to.is_nan()).map(|kind| kind.times).sum();
    let differences = Sorted::of_counts(started().map(|kind| {
        let change = if kind.to.is_nan() { 0.0 } else { kind.change() };
        (change, kind.times)
    }));
    let moments = differences.moments();
    let ci95 = mean_ci(&moments).filter(|_| !moments.is_constant())?;
    Some(Cautious { n: differences.n(), assumed, difference: moments.mean().ok()?, ci95 })
}

/// Mean of several values of one person; nothing when one is missing.
pub(super) fn person_mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0u64), |(sum, n), value| (sum + value, n + 1));
    sum / float(n)
}
