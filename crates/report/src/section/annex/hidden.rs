//! What is hidden: which table, by which rule, how many cells; never which cell was small.

use super::super::Draft;

pub(super) fn write(draft: &mut Draft<'_>) {
    let said = draft.say("hidden-none");
    draft.text(said);
}
