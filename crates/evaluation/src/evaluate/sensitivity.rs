//! How much the result of a measure leans on those who are missing at the second occasion: who they are, what they could
//! make of the result at worst and at best, and what it is when they are accounted for in other ways.

use stats::{DeltaModel, Interval, LEVEL_95, Moments, change_bounds, standardised_difference_of_means};

use super::groups::difference;
use super::tally::{Classes, Kind, MOST_GROUPS, Scale};
use super::values::{Sorted, float, pairs_reason};
use super::{imputed, weights};
use crate::findings::{
    ChangeBounds, Delta, DeltaPoint, Estimable, Measure, MeasureKind, ModelKind, Reason, Sensitivity,
};
use crate::study::{MeasureSpec, Study};

/// Steps of the delta adjustment, and how many of them make the least noticeable change.
const DELTAS: u32 = 6;
const DELTAS_TO_RELEVANT: f64 = 2.0;

/// What was counted of one measure.
pub(super) struct Values<'v> {
    pub(super) spec: &'v MeasureSpec,
    pub(super) scale: &'v Scale,
    pub(super) classes: &'v Classes,
    /// Names of the sub-groups.
    pub(super) groups: Vec<&'v str>,
    /// Those with the first value.
    pub(super) started: Vec<Kind>,
}

/// That of one measure, whose change and models are found already.
pub(super) fn sensitivity(
    study: &Study,
    classes: &Classes,
    (spec, scale): (&MeasureSpec, &Scale),
    found: &Measure,
) -> Sensitivity {
    let groups = study.subgroups.iter().map(|spec| spec.name.as_str()).take(MOST_GROUPS).collect();
    let started = scale.kinds().into_iter().filter(|kind| !kind.from.is_nan()).collect();
    one(study, &Values { spec, scale, classes, groups, started }, found)
}

/// Why nothing can be otherwise: nobody was measured, or nobody is missing.
const fn nothing<T>(n: u64, missing: u64) -> Option<Estimable<T>> {
    match (n, missing) {
        (0, _) => Some(Estimable::Not { not_estimable: Reason::NoValues }),
        (_, 0) => Some(Estimable::Not { not_estimable: Reason::NobodyMissing }),
        _ => None,
    }
}

/// How many persons these are.
pub(super) fn count<'k>(kinds: impl IntoIterator<Item = &'k Kind>) -> u64 {
    kinds.into_iter().map(|kind| kind.times).sum()
}

fn one(study: &Study, values: &Values<'_>, found: &Measure) -> Sensitivity {
    let n = count(&values.started);
    let missing = count(values.started.iter().filter(|kind| kind.to.is_nan()));
    let start = |seen: bool| {
        let own = values.started.iter().filter(move |kind| kind.to.is_nan() != seen);
        Sorted::of_counts(own.map(|kind| (kind.from, kind.times))).moments()
    };
    let early = |seen: bool| values.scale.early(seen);
    let between = study.from + 1 < study.to;
    let key = |at: usize| study.occasions.get(at).map(|one| one.key.clone()).unwrap_or_default();
    let score = values.spec.kind == MeasureKind::Score;
    Sensitivity {
        measure: values.spec.name.clone(),
        from: key(study.from),
        to: key(study.to),
        n,
        missing,
        start_standardised_difference: standardised_difference_of_means(&start(true), &start(false)).ok(),
        start_difference: nothing(n, missing).unwrap_or_else(|| difference(&start(true), &start(false))),
        early_change_difference: if between {
            nothing(n, missing).unwrap_or_else(|| difference(&early(true), &early(false)))
        } else {
            Estimable::NotApplicable(())
        },
        early_change_n: if between { [early(true).n(), early(false).n()] } else { [0, 0] },
        bounds: nothing(n, missing).unwrap_or_else(|| bounds(values)),
        delta: if score {
            nothing(n, missing).unwrap_or_else(|| delta(values, found, n, missing))
        } else {
            Estimable::NotApplicable(())
        },
        weighted: nothing(n, missing).unwrap_or_else(|| weights::weighted(values, n, missing)),
        imputed: if score {
            nothing(n, missing).unwrap_or_else(|| imputed::imputed(study, values))
        } else {
            Estimable::NotApplicable(())
        },
    }
}

/// Everybody missing at either end of the scale.
fn bounds(values: &Values<'_>) -> Estimable<ChangeBounds> {
    let scale = match (values.spec.kind, values.spec.range) {
        (MeasureKind::YesNo, _) => [0.0, 1.0],
        (MeasureKind::Score, Some(range)) => range,
        (MeasureKind::Score, None) => return Estimable::Not { not_estimable: Reason::NoRange },
    };
    let (mut seen, mut missing) = (Moments::default(), Moments::default());
    for kind in &values.started {
        if kind.to.is_nan() {
            missing.add_times(kind.from, kind.times);
        } else {
            seen.add_times(kind.change(), kind.times);
        }
    }
    let scale = Interval { lower: scale[0], upper: scale[1] };
    match change_bounds(&seen, &missing, scale, LEVEL_95) {
        Ok(found) => Estimable::Value(ChangeBounds {
            least: found.estimate.lower,
            greatest: found.estimate.upper,
            ci95: found.interval.into(),
        }),
        Err(reason) => Estimable::Not { not_estimable: pairs_reason(reason) },
    }
}

/// From the estimate that takes the missing to be like those they resemble: the MMRM, else the random intercept, else the
/// pairs.
fn base(found: &Measure, n: u64, missing: u64) -> Option<(&'static str, DeltaModel)> {
    let of = |kind: ModelKind| {
        let mut models =
            found.models.iter().filter(|model| model.kind == kind && model.covariates.is_empty());
        models.find_map(|model| model.change.value())
    };
    let model = |estimate: f64, se: f64, df: f64| DeltaModel { estimate, se, df, n, missing };
    let by = |name, kind| {
        let change = of(kind)?;
        Some((name, model(change.estimate, change.se, change.df.unwrap_or(f64::INFINITY))))
    };
    by("mmrm", ModelKind::Mmrm).or_else(|| by("random_intercept", ModelKind::RandomIntercept)).or_else(|| {
        let change = found.change.value()?;
        Some(("paired", model(change.difference, change.sd / float(change.n).sqrt(), change.df)))
    })
}

fn delta(values: &Values<'_>, found: &Measure, n: u64, missing: u64) -> Estimable<Delta> {
    let Some((name, base)) = base(found, n, missing) else {
        return Estimable::Not { not_estimable: Reason::NoPairs };
    };
    let relevant = values.spec.relevant_change;
    let spread = found.change.value().map(|change| change.sd);
    let Some(unit) = relevant.or(spread.map(|sd| 0.5 * sd)).map(|size| size / DELTAS_TO_RELEVANT) else {
        return Estimable::Not { not_estimable: Reason::NoSpread };
    };
    // The missing did worse than expected: less of the change that was seen.
    let sign = if base.estimate < 0.0 { 1.0 } else { -1.0 };
    let point = |step: u32| {
        let delta = if step == 0 { 0.0 } else { sign * unit * f64::from(step) };
        let adjusted = base.adjusted(delta, LEVEL_95).ok()?;
        Some(DeltaPoint { delta, estimate: adjusted.estimate, ci95: adjusted.interval.into(), p: adjusted.p })
    };
    let tipping = |value: f64| base.tipping_point(value, LEVEL_95).ok().flatten();
    Estimable::Value(Delta {
        base: name.to_owned(),
        points: (0..=DELTAS).rev().filter_map(point).collect(),
        tipping_point: tipping(0.0),
        relevant_tipping_point: relevant.and_then(|relevant| tipping(-sign * relevant)),
    })
}
