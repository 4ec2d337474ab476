//! Limits of the design whose condition holds, with the numbers of their sentences.

use std::collections::BTreeMap;

use super::values::{float, ratio};
use crate::cohort::Cohort;
use crate::findings::{Baseline, Figure, Flow, Limit, Measure, ModelKind, Subgroup};
use crate::study::Study;

/// A share of missing last measurements above this is a limit.
const MISSING: f64 = 0.1;
/// A share of answers given with staff above this is a limit.
const WITH_STAFF: f64 = 1.0 / 3.0;
/// A share of persons who changed their way of answering above this is a limit.
const CHANGED_WAY: f64 = 0.1;
/// A share of measurements outside the planned time above this is a limit.
const OUTSIDE_WINDOW: f64 = 0.2;
/// With fewer pairs the interval is wide.
pub(crate) const FEW_PAIRS: u64 = 40;
/// A standardised difference from here on is called a difference.
const DIFFERS: f64 = 0.25;

/// What has been found so far.
pub(super) struct Found<'f> {
    pub(super) flow: Option<&'f Flow>,
    pub(super) baseline: Option<&'f Baseline>,
    pub(super) measures: &'f [Measure],
    pub(super) subgroups: &'f [Subgroup],
    pub(super) families: u64,
}

/// The limits in the order they are printed.
pub(super) fn limits(cohort: &Cohort, study: &Study, found: &Found<'_>) -> Vec<Limit> {
    let primary = found.measures.get(study.primary);
    let own = study.measures.iter().filter(|measure| measure.own_rating).count() as u64;
    let picked = found.subgroups.iter().filter(|group| group.picked_on_start).count() as u64;
    let running = found.flow.and_then(|flow| flow.running.shown()).unwrap_or_default();
    let [informed, with_staff] = cohort.manner.informers;
    let [ways, changed] = cohort.manner.ways;
    let [timed, outside] = cohort.manner.timed;
    let late_groups = study.subgroups.iter().filter(|group| group.after_data).count() as u64;
    let pairs = primary.and_then(|measure| measure.change.value()).map(|change| (change.n, change.ci95));
    let measures = found.measures.len() as u64;
    let staff = if informed == 0 { 0.0 } else { ratio(with_staff, informed) };
    let far = found.measures.iter().filter(|measure| measure.far_values).count() as u64;
    let few = pairs.filter(|(n, _)| *n < FEW_PAIRS);
    [
        Some(limit("no_comparison", &[])),
        found.flow.map(|_| limit("start_in_crisis", &[])),
        (picked > 0).then(|| limit("picked_on_start", &[("groups", float(picked))])),
        missing_at_last(study, found),
        (staff > WITH_STAFF).then(|| {
            let numbers =
                [("share", staff), ("responses", float(informed)), ("with_staff", float(with_staff))];
            limit("with_staff", &numbers)
        }),
        (ways > 0 && ratio(changed, ways) > CHANGED_WAY).then(|| {
            let share = ("share", ratio(changed, ways));
            limit("mode_changed", &[share, ("changed", float(changed)), ("pairs", float(ways))])
        }),
        (timed > 0 && ratio(outside, timed) > OUTSIDE_WINDOW).then(|| {
            let share = ("share", ratio(outside, timed));
            limit("outside_window", &[share, ("outside", float(outside)), ("responses", float(timed))])
        }),
        (far > 0).then(|| limit("far_values", &[("measures", float(far))])),
        (own > 0).then(|| limit("own_rating", &[("measures", float(own))])),
        (measures > 1).then(|| {
            limit("many_measures", &[("measures", float(measures)), ("families", float(found.families))])
        }),
        repeated_rows(found.measures),
        (late_groups > 0).then(|| limit("group_after_data", &[("groups", float(late_groups))])),
        (running > 0).then(|| limit("running", &[("running", float(running))])),
        few.map(|(n, [low, high])| {
            limit("few_pairs", &[("pairs", float(n)), ("half_width", 0.5 * (high - low))])
        }),
        cohort.synthetic.then(|| limit("synthetic", &[])),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A logistic regression takes the rows of one person as independent. How many there are stands with the model.
fn repeated_rows(measures: &[Measure]) -> Option<Limit> {
    let mut models = measures.iter().flat_map(|measure| &measure.models);
    let repeated = models.any(|model| model.kind == ModelKind::Logistic && model.repeats());
    repeated.then(|| limit("repeated_rows", &[]))
}

pub(crate) fn limit(id: &str, numbers: &[(&str, f64)]) -> Limit {
    let parameters: BTreeMap<String, f64> =
        numbers.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
    Limit { id: id.to_owned(), parameters }
}

/// With courses: of the closed; without: of those measured at the first occasion.
fn missing_at_last(study: &Study, found: &Found<'_>) -> Option<Limit> {
    let (owed, missing) = if let Some(flow) = found.flow {
        let last = flow.measured.get(study.to)?;
        last.owed.zip(last.missing()).shown()?
    } else {
        let measure = found.measures.get(study.primary)?;
        let started = measure.occasions.get(study.from)?.n;
        let change = measure.change.value().map(|change| change.n);
        let pairs = change.or_else(|| measure.paired_shares.value().map(|shares| shares.n))?;
        (started, started.saturating_sub(pairs))
    };
    if owed == 0 || ratio(missing, owed) <= MISSING {
        return None;
    }
    let differences = found.baseline.map_or(&[][..], |baseline| &baseline.rows);
    let compared = differences.iter().filter_map(|row| Figure::seen(row.standardised_difference));
    let [compared, differing] = compared.fold([0, 0], |[all, differing], difference| {
        [all + 1, differing + u64::from(difference.abs() >= DIFFERS)]
    });
    let numbers = [
        ("missing", float(missing)),
        ("owed", float(owed)),
        ("compared", float(compared)),
        ("differing", float(differing)),
    ];
    Some(limit("missing_at_last", &numbers))
}
