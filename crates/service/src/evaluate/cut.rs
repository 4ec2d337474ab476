//! A package as it stood on a day, and of the courses that began within a period: what came later is taken out, and
//! what was closed later runs.

use std::collections::HashSet;

use domain::Date;
use evaluation::package::codes::Status;
use evaluation::package::{Course, Enquiry, Package};

/// The instrument that a closing form is.
const CLOSING: &str = "closing";

/// First days of phase 1, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// From.
    pub from: Option<Date>,
    /// To.
    pub to: Option<Date>,
}

impl Period {
    fn holds(self, start: Option<Date>) -> bool {
        let open = self.from.is_none() && self.to.is_none();
        open || start.is_some_and(|start| {
            self.from.is_none_or(|from| from <= start) && self.to.is_none_or(|to| start <= to)
        })
    }
}

/// The package on a day and in a period.
pub(super) fn cut(mut package: Package, until: Option<Date>, period: Period) -> Package {
    let until = until.filter(|until| *until < package.manifest.data_cut);
    if let Some(until) = until {
        as_of(&mut package, until);
    }
    package.courses.retain(|course| period.holds(course.start));
    let kept: HashSet<String> =
        package.courses.iter().map(|course| course.course_id.as_str().to_owned()).collect();
    let of_kept = |id: &evaluation::package::Id| kept.contains(id.as_str());
    package.phase_events.retain(|row| of_kept(&row.course_id));
    package.responses.retain(|row| of_kept(&row.course_id));
    package.contacts.retain(|row| of_kept(&row.course_id));
    package.assignments.retain(|row| of_kept(&row.course_id));
    package.focus_areas.retain(|row| of_kept(&row.course_id));
    package.activities.retain(|row| of_kept(&row.course_id));
    package.supporters.retain(|row| of_kept(&row.course_id));
    if period != Period::default() {
        package.enquiries.retain(|row| {
            period.from.is_none_or(|from| from <= row.asked) && period.to.is_none_or(|to| row.asked <= to)
        });
    }
    let answered: HashSet<String> =
        package.responses.iter().map(|row| row.response_id.as_str().to_owned()).collect();
    package.answers.retain(|row| answered.contains(row.response_id.as_str()));
    package
}

fn as_of(package: &mut Package, until: Date) {
    let known = |day: Option<Date>| day.is_none_or(|day| day <= until);
    package.manifest.data_cut = until;
    package.responses.retain(|row| known(row.date));
    let forms: HashSet<String> = package
        .responses
        .iter()
        .filter(|row| row.instrument.as_str() == CLOSING)
        .map(|row| row.course_id.as_str().to_owned())
        .collect();
    package.courses.retain(|row| known(row.first_contact.or(row.start)));
    for course in &mut package.courses {
        open_again(course, until, &forms);
    }
    package.phase_events.retain(|row| known(row.recorded));
    package.contacts.retain(|row| row.date <= until);
    package.assignments.retain(|row| row.from <= until);
    package.focus_areas.retain(|row| known(row.chosen));
    package.activities.retain(|row| known(row.start));
    package.supporters.retain(|row| known(row.since));
    package.enquiries.retain(|row| row.asked <= until);
    for enquiry in &mut package.enquiries {
        unsettle(enquiry, until);
    }
}

fn open_again(course: &mut Course, until: Date, forms: &HashSet<String>) {
    let later = |day: Option<Date>| day.is_some_and(|day| day > until);
    if later(course.closing_date) {
        course.status = Status::Running;
        course.closing_date = None;
        course.closing_reason = None;
        course.decided_by = None;
        course.follow_up = None;
        course.closing_form = false;
    }
    if course.closing_form && !forms.contains(course.course_id.as_str()) {
        course.closing_form = false;
    }
    if later(course.start) {
        course.status = Status::ContactMaking;
        course.start = None;
        course.phase1_end = None;
        course.phase2_end = None;
        course.planned_end = None;
    }
    course.plan_date = course.plan_date.filter(|day| *day <= until);
}

fn unsettle(enquiry: &mut Enquiry, until: Date) {
    let known = |day: &Date| *day <= until;
    enquiry.offered = enquiry.offered.filter(known);
    enquiry.met = enquiry.met.filter(known);
    if enquiry.settled.is_some_and(|day| day > until) {
        enquiry.settled = None;
        enquiry.outcome = None;
        enquiry.course_id = None;
    }
}
