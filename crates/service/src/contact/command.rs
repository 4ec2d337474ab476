//! What can be said of a contact: recorded, corrected, taken back, brought again. Parsed commands, nothing else.

use domain::Date;
use domain::contact::{
    ContactKind, ContactOutcome, ContactPlace, ContactRole, MeetingKind, NewTime, Participant,
};
use domain::id::{AppointmentId, ContactId, CourseId};
use domain::programme::AreaKey;
use jiff::civil::Time;

/// A contact's countable facts as they are said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactFacts {
    /// Day.
    pub date: Date,
    /// Time of day.
    pub time: Option<Time>,
    /// What it was.
    pub kind: ContactKind,
    /// Support or coordination; follows from the kind when not said.
    pub role: Option<ContactRole>,
    /// How it went.
    pub outcome: ContactOutcome,
    /// Whether a new time was offered, if it was moved or did not take place.
    pub new_time: Option<NewTime>,
    /// Minutes.
    pub minutes: Option<u16>,
    /// Where.
    pub place: Option<ContactPlace>,
    /// Who joined.
    pub joined: Vec<Participant>,
    /// Special meeting of the method.
    pub meeting: Option<MeetingKind>,
    /// Areas touched.
    pub areas: Vec<AreaKey>,
}

/// The next meeting, agreed at this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextAppointment {
    /// Day.
    pub date: Date,
    /// Time of day.
    pub time: Option<Time>,
    /// What it will be.
    pub kind: ContactKind,
    /// Where.
    pub place: Option<ContactPlace>,
}

/// A promise made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPromise {
    /// What was promised.
    pub what: String,
    /// Until when.
    pub until: Date,
}

/// A contact is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordContact {
    /// The course.
    pub course: CourseId,
    /// Its facts.
    pub facts: ContactFacts,
    /// The note; may be empty.
    pub note: String,
    /// The agreed meeting that this was.
    pub settles: Option<AppointmentId>,
    /// The next meeting.
    pub next: Option<NextAppointment>,
    /// A promise made.
    pub promise: Option<NewPromise>,
}

/// A contact is corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeContact {
    /// The course.
    pub course: CourseId,
    /// Which contact.
    pub contact: ContactId,
    /// The version it was read at.
    pub version: i64,
    /// Its facts.
    pub facts: ContactFacts,
    /// The note.
    pub note: String,
}

/// A contact is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoContact {
    /// The course.
    pub course: CourseId,
    /// Which contact.
    pub contact: ContactId,
}

/// A contact taken back stands again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedoContact {
    /// The course.
    pub course: CourseId,
    /// Which contact.
    pub contact: ContactId,
}
