//! A worker's tie to a course, dated. One worker at a time; a deputy stands in for a period.

use jiff::civil::Date;

use crate::id::{AssignmentId, CourseId, UserId};

crate::coded! {
    /// In which capacity.
    AssignmentRole {
        /// The fixed worker.
        Worker = "worker",
        /// Stands in.
        Deputy = "deputy",
    }
}

/// A dated tie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Its id.
    pub id: AssignmentId,
    /// The course.
    pub course: CourseId,
    /// The worker.
    pub worker: UserId,
    /// In which capacity.
    pub role: AssignmentRole,
    /// First day.
    pub from: Date,
    /// Last day, if it has ended or an end is agreed.
    pub to: Option<Date>,
}

impl Assignment {
    /// True on a day within it.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// The fixed worker on a day: the latest begun, should two overlap; of two begun on the same day the one that lasts
/// longer, for the other was handed over within the day.
pub fn worker_on(assignments: &[Assignment], day: Date) -> Option<UserId> {
    assignments
        .iter()
        .filter(|a| a.role == AssignmentRole::Worker && a.holds_on(day))
        .max_by_key(|a| (a.from, a.to.is_none(), a.to, a.id))
        .map(|a| a.worker)
}
