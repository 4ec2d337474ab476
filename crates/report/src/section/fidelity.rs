//! Whether the method was followed, item by item: the figure with its table, and what it says in one sentence.

use super::Draft;
use crate::document::Block;
use crate::sentence;

/// The figure of all items.
pub(super) const ALL: &str = "figure-fidelity";

pub(super) fn write(draft: &mut Draft<'_>) {
    let Some(said) = sentence::fidelity(draft.words.language, &draft.findings.fidelity) else { return };
    draft.section("fidelity", &draft.say("h-fidelity"));
    draft.text(said);
    draft.figure(ALL);
    draft.figure_tables(ALL);
}

/// The leader's sentence, under the contacts: her pages are two. Without items it says that they are not measured.
pub(super) fn lead(draft: &mut Draft<'_>) {
    let Some(said) = sentence::fidelity(draft.words.language, &draft.findings.fidelity) else {
        if draft.findings.contacts.is_some() {
            draft.blocks.push(Block::Note(draft.say("fidelity-not")));
        }
        return;
    };
    draft.text(said);
}
