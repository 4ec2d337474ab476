//! The part of a package that belongs to the courses that began within a stretch of time.

use std::collections::HashSet;

use super::{Id, Package};
use crate::disclosure::Slice;

impl Package {
    /// Only the courses that began within it, with all that belongs to them; enquiries by the day they came.
    #[must_use]
    pub fn within(mut self, period: Slice) -> Self {
        self.courses.retain(|course| period.holds(course.start));
        let kept: HashSet<String> =
            self.courses.iter().map(|course| course.course_id.as_str().to_owned()).collect();
        let of_kept = |id: &Id| kept.contains(id.as_str());
        self.phase_events.retain(|row| of_kept(&row.course_id));
        self.responses.retain(|row| of_kept(&row.course_id));
        self.contacts.retain(|row| of_kept(&row.course_id));
        self.assignments.retain(|row| of_kept(&row.course_id));
        self.focus_areas.retain(|row| of_kept(&row.course_id));
        self.activities.retain(|row| of_kept(&row.course_id));
        self.supporters.retain(|row| of_kept(&row.course_id));
        self.enquiries.retain(|row| period.holds(Some(row.asked)));
        let answered: HashSet<String> =
            self.responses.iter().map(|row| row.response_id.as_str().to_owned()).collect();
        self.answers.retain(|row| answered.contains(row.response_id.as_str()));
        self
    }
}
