//! Over time: whether something has changed, or whether it is the usual variation.

use super::Draft;

pub(super) fn write(draft: &mut Draft<'_>) {
    if draft.findings.series.is_empty() {
        return;
    }
    draft.section("over-time", &draft.say("h-over-time"));
    draft.figure("figure-series");
    draft.figure_tables("figure-series");
}
