//! Individual change: how many became noticeably better or worse, and from which band to which.

use evaluation::findings::{Individual, Measure};

use super::{Draft, figures};
use crate::sentence;

pub(super) fn write(draft: &mut Draft<'_>) {
    let findings = draft.findings;
    let with_zones: Vec<(&Measure, &Individual)> = findings
        .measures
        .iter()
        .filter(|measure| measure.family.is_none())
        .filter_map(|measure| measure.individual.as_ref().map(|individual| (measure, individual)))
        .filter(|(_, individual)| individual.n > 0 && !individual.zones.is_empty())
        .collect();
    if with_zones.is_empty() {
        return;
    }
    draft.section("individual", &draft.say("h-individual"));
    for (measure, individual) in with_zones {
        draft.maybe(sentence::individual(&draft.words, measure, individual));
        let id = figures::zones_id(measure);
        draft.figure(&id);
        draft.figure_tables(&id);
    }
}
