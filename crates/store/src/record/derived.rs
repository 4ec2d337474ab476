//! What the row of a course repeats of its history, so that lists and the due engine read one row. Decided elsewhere:
//! written in the same transaction as the history itself.

use domain::Date;
use domain::id::UserId;
use domain::instrument::InstrumentId;

use crate::record::{joined, parts};

/// The columns of a course that repeat what its history says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// The fixed worker today.
    pub worker: Option<UserId>,
    /// Day of the last two-way contact; the first contact while there is none.
    pub last_two_way: Date,
    /// Day the plan changed last.
    pub plan_changed: Option<Date>,
    /// Instrument and occasion of every response.
    pub answered: Vec<(InstrumentId, String)>,
}

impl Derived {
    pub(crate) fn answered_text(&self) -> String {
        let pairs: Vec<String> =
            self.answered.iter().map(|(id, occasion)| answered_text(id, occasion)).collect();
        joined(pairs.iter().map(String::as_str))
    }
}

/// One answered instrument as it is stored.
pub(crate) fn answered_text(instrument: &InstrumentId, occasion: &str) -> String {
    format!("{}/{occasion}", instrument.0)
}

/// The answered instruments of a stored list.
pub(crate) fn answered_of(text: &str) -> Vec<(InstrumentId, String)> {
    parts(text)
        .map(|part| part.split_once('/').unwrap_or((part, "")))
        .map(|(instrument, occasion)| (InstrumentId(instrument.to_owned()), occasion.to_owned()))
        .collect()
}
