//! How much the result of a measure leans on those who are missing at the second occasion: who they are, what they could
//! make of the result at worst and at best, and what it is when they are accounted for in other ways.

use stats::{
    DeltaModel, Interval, LEVEL_95, RepeatedMoments, change_bounds, standardised_difference_of_means,
};

use super::groups::difference;
use super::starts::Starts;
use super::tally::{Classes, Kind, MOST_GROUPS, Scale};
use super::values::{float, pairs_reason};
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

fn one(study: &Study, values: &Values<'_>, found: &Measure) -> Sensitivity {
    let key = |at: usize| study.occasions.get(at).map(|one| one.key.clone()).unwrap_or_default();
    let starts = Starts::of(values, study.from + 1 < study.to);
    let (n, missing) = (starts.n(), starts.missing());
    let score = values.spec.kind == MeasureKind::Score;
    Sensitivity {
        weighted: nothing(n, missing).unwrap_or_else(|| weights::weighted(values, n, missing)),
        imputed: if score {
            nothing(n, missing).unwrap_or_else(|| imputed::imputed(study, values))
        } else {
            Estimable::NotApplicable(())
        },
        ..of_sums((key(study.from), key(study.to)), &starts, found)
    }
}

/// What sums tell of it, the change and the models being found already: all but what is weighted and imputed.
fn of_sums((from, to): (String, String), starts: &Starts, found: &Measure) -> Sensitivity {
    let (n, missing) = (starts.n(), starts.missing());
    let [seen, gone] = &starts.start;
    Sensitivity {
        measure: found.name.clone(),
        from,
        to,
        n,
        missing,
        start_standardised_difference: standardised_difference_of_means(seen, gone).ok(),
        start_difference: nothing(n, missing).unwrap_or_else(|| difference(seen, gone)),
        early_change_difference: starts
            .early
            .as_ref()
            .map_or(Estimable::NotApplicable(()), |[seen, gone]| {
                nothing(n, missing).unwrap_or_else(|| difference(seen, gone))
            }),
        early_change_n: starts.early.map_or([0, 0], |sides| sides.map(|side| side.n())),
        bounds: nothing(n, missing).unwrap_or_else(|| bounds(starts, found)),
        delta: if found.kind == MeasureKind::Score {
            nothing(n, missing).unwrap_or_else(|| delta(found, n, missing))
        } else {
            Estimable::NotApplicable(())
        },
        weighted: Estimable::NotApplicable(()),
        imputed: Estimable::NotApplicable(()),
    }
}

/// The same of a score whose moments were gathered elsewhere, by pattern of occasions. Weights need the persons; imputed is from
/// all values and no sub-group.
pub(crate) fn of_moments(
    keys: (String, String),
    moments: &RepeatedMoments,
    (ends, seed): ([usize; 2], u64),
    found: &Measure,
) -> Sensitivity {
    let starts = Starts::of_moments(moments, ends);
    let (n, missing) = (starts.n(), starts.missing());
    Sensitivity {
        weighted: nothing(n, missing).unwrap_or(Estimable::Not { not_estimable: Reason::NeedsRows }),
        imputed: nothing(n, missing).unwrap_or_else(|| imputed::of_moments(moments, ends, seed)),
        ..of_sums(keys, &starts, found)
    }
}

/// Everybody missing at either end of the scale.
fn bounds(starts: &Starts, found: &Measure) -> Estimable<ChangeBounds> {
    let scale = match (found.kind, found.range) {
        (MeasureKind::YesNo, _) => [0.0, 1.0],
        (MeasureKind::Score, Some(range)) => range,
        (MeasureKind::Score, None) => return Estimable::Not { not_estimable: Reason::NoRange },
    };
    let scale = Interval { lower: scale[0], upper: scale[1] };
    match change_bounds(&starts.change, &starts.start[1], scale, LEVEL_95) {
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

fn delta(found: &Measure, n: u64, missing: u64) -> Estimable<Delta> {
    let Some((name, base)) = base(found, n, missing) else {
        return Estimable::Not { not_estimable: Reason::NoPairs };
    };
    let relevant = found.relevant_change;
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
