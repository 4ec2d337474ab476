//! Numbers that are computed beside the ones the sections speak of: standardised sizes, rank tests, exact intervals, groups
//! after Jacobson and Truax, further tests, errors of curves. Their tables stand in the annex and in the files.

mod changes;
mod missing;
mod over_time;
mod scores;
mod shares;
mod time;

use evaluation::findings::{Change, Figure, Findings, Measure};

use super::Draft;

/// Puts the tables into the annex; those of groups and areas into the files alone.
pub(super) fn write(draft: &mut Draft<'_>) {
    changes::write(draft);
    scores::write(draft);
    shares::write(draft);
    time::write(draft);
    missing::write(draft);
    over_time::write(draft);
}

/// Every paired change: of the measures, of the mean over a family, of both sides of the sub-groups.
pub(super) fn changes(findings: &Findings) -> impl Iterator<Item = &Change> {
    let measures = findings.measures.iter().map(|measure| &measure.change);
    let families = findings.families.iter().map(|family| &family.overall);
    let groups = findings.subgroups.iter().flat_map(|group| [&group.with, &group.without]);
    measures.chain(families).chain(groups).filter_map(|change| change.value())
}

/// Whether a share of the measure has Clopper and Pearson's interval.
pub(super) fn has_exact_interval(measure: &Measure) -> bool {
    measure.occasions.iter().any(|at| {
        let of_risk = Figure::seen(at.at_risk.as_ref().map(Figure::as_ref));
        Figure::seen(at.clopper_pearson95).is_some()
            || of_risk.is_some_and(|share| share.clopper_pearson95.is_some())
    })
}

/// Whether persons are put into the groups of Jacobson and Truax.
pub(super) fn has_groups_of_change(measure: &Measure) -> bool {
    measure.individual.as_ref().is_some_and(|found| found.jacobson_truax.is_some())
}
