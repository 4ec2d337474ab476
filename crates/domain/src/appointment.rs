//! Agreed meetings ahead, and promises to keep.

use jiff::civil::{Date, Time};

use crate::contact::{ContactKind, ContactPlace};
use crate::id::{AppointmentId, CourseId, PromiseId, UserId};

/// An agreed meeting or call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// Its id.
    pub id: AppointmentId,
    /// The course.
    pub course: CourseId,
    /// With whom.
    pub worker: UserId,
    /// Day.
    pub date: Date,
    /// Time of day.
    pub time: Option<Time>,
    /// What it will be.
    pub kind: ContactKind,
    /// Where, if agreed.
    pub place: Option<ContactPlace>,
}

/// A promise made to the citizen; what was promised is a sealed word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Its id.
    pub id: PromiseId,
    /// The course.
    pub course: CourseId,
    /// Who promised.
    pub worker: UserId,
    /// Day of the promise.
    pub made: Date,
    /// Until when.
    pub until: Date,
    /// Day it was kept.
    pub kept: Option<Date>,
}
