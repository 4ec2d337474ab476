//! Contacts: one entry in half a minute that feeds plan, meeting and evaluation. Proposed, recorded, corrected, taken
//! back and brought again.

mod command;
mod group;
mod preset;
mod record;

pub use command::{
    ChangeContact, ContactFacts, NewPromise, NextAppointment, RecordContact, RedoContact, UndoContact,
};
pub use group::{GROUP_MAX, RecordGroup, RecordedGroup, UndoGroup, record_group, undo_group};
pub use preset::{Preset, WithWhom, preset, with_whom};
pub use record::{Recorded, change, check, record, redo, undo};
