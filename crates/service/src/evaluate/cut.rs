//! A package as it stood on a day, and of the courses that began within a period: what came later is taken out, and
//! what was closed later runs.

use std::collections::HashSet;

use domain::Date;
use evaluation::disclosure::Slice;
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
    /// The whole months that the period touches: single days could be asked for one by one.
    pub(super) fn of_months(self) -> Self {
        Self { from: self.from.map(Date::first_of_month), to: self.to.map(Date::last_of_month) }
    }

    /// Whether a first day lies within it.
    pub(super) fn holds(self, start: Option<Date>) -> bool {
        self.slice().holds(start)
    }

    /// As the evaluation knows it.
    pub(super) const fn slice(self) -> Slice {
        Slice { from: self.from, to: self.to }
    }
}

/// The last day whose numbers are told: the end of the last month that is over, on the day asked for or before it. Who
/// looks every day sees the same numbers until the month is over.
pub(super) fn settled(today: Date, asked: Option<Date>) -> Date {
    let over = today.first_of_month().yesterday().unwrap_or(Date::MIN);
    let asked = asked.unwrap_or(over);
    let whole = asked == asked.last_of_month();
    let of_asked = if whole { asked } else { asked.first_of_month().yesterday().unwrap_or(Date::MIN) };
    of_asked.min(over)
}

/// The package on a day and in a period.
pub(super) fn cut(mut package: Package, until: Option<Date>, period: Period) -> Package {
    let until = until.filter(|until| *until < package.manifest.data_cut);
    if let Some(until) = until {
        as_of(&mut package, until);
    }
    package.within(period.slice())
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::settled;

    #[test]
    fn numbers_are_those_of_the_last_month_that_is_over() {
        let today = date(2026, 11, 24);
        let october = date(2026, 10, 31);
        assert_eq!(settled(today, None), october);
        assert_eq!(settled(today, Some(today)), october);
        assert_eq!(settled(today, Some(date(2026, 11, 1))), october);
        assert_eq!(settled(today, Some(october)), october);
        assert_eq!(settled(today, Some(date(2026, 10, 30))), date(2026, 9, 30));
        assert_eq!(settled(date(2026, 10, 31), None), date(2026, 9, 30), "the day is not over");
        assert_eq!(settled(date(2026, 11, 1), None), october);
        assert_eq!(settled(date(2028, 3, 1), None), date(2028, 2, 29));
    }
}
