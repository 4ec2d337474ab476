//! Filled-in instruments: the form with its texts and earlier answers, one answer at a time as a draft, recorded,
//! corrected, taken back; and what a score says about one person.

mod form;
mod record;

pub use form::{
    Earlier, FormAsked, FormView, KeepAnswer, Outcome, ProfileRow, draft_name, form, keep_answer, outcome,
    profile,
};
pub(crate) use record::decide;
pub use record::{ChangeResponse, RecordResponse, UndoResponse, change, check, record, undo};
