//! The order of rows in a package: by course and then by id, so that the same facts always make the same bytes,
//! wherever they come from.

use super::Package;

impl Package {
    /// Puts the rows of every table in their order.
    pub fn sort(&mut self) {
        self.workers.sort_by(|a, b| a.worker_id.cmp(&b.worker_id));
        self.courses.sort_by(|a, b| a.course_id.cmp(&b.course_id));
        self.phase_events.sort_by(|a, b| {
            let key =
                |row: &super::PhaseEvent| (row.recorded, row.phase, row.from, row.to, row.kind, row.cause);
            a.course_id.cmp(&b.course_id).then_with(|| key(a).cmp(&key(b)))
        });
        self.responses.sort_by(|a, b| (&a.course_id, &a.response_id).cmp(&(&b.course_id, &b.response_id)));
        self.answers.sort_by(|a, b| (&a.response_id, &a.item).cmp(&(&b.response_id, &b.item)));
        self.contacts.sort_by(|a, b| (&a.course_id, &a.contact_id).cmp(&(&b.course_id, &b.contact_id)));
        self.assignments.sort_by(|a, b| {
            (&a.course_id, a.from, a.to, &a.worker, a.role).cmp(&(
                &b.course_id,
                b.from,
                b.to,
                &b.worker,
                b.role,
            ))
        });
        self.focus_areas.sort_by(|a, b| {
            let key = |row: &super::FocusArea| (row.phase, row.chosen, row.let_go, row.result);
            (&a.course_id, &a.area).cmp(&(&b.course_id, &b.area)).then_with(|| key(a).cmp(&key(b)))
        });
        self.activities.sort_by(|a, b| (&a.course_id, &a.activity_id).cmp(&(&b.course_id, &b.activity_id)));
        self.supporters.sort_by(|a, b| (&a.course_id, &a.supporter_id).cmp(&(&b.course_id, &b.supporter_id)));
        self.enquiries.sort_by(|a, b| a.enquiry_id.cmp(&b.enquiry_id));
    }
}
