//! Contacts: one entry in half a minute that feeds plan, meeting and evaluation. Proposed, recorded, corrected, taken
//! back and brought again.

mod preset;
mod record;

pub use preset::{Preset, WithWhom, preset, with_whom};
pub use record::{
    ChangeContact, ContactFacts, NewPromise, NextAppointment, RecordContact, Recorded, RedoContact,
    UndoContact, change, check, record, redo, undo,
};
