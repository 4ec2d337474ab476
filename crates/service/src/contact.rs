//! Contacts: one entry in half a minute that feeds plan, meeting and evaluation. Proposed, recorded, corrected, taken
//! back and brought again.

mod command;
mod preset;
mod record;

pub use command::{
    ChangeContact, ContactFacts, NewPromise, NextAppointment, RecordContact, RedoContact, UndoContact,
};
pub use preset::{Preset, WithWhom, preset, with_whom};
pub use record::{Recorded, change, check, record, redo, undo};
