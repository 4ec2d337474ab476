//! Courses in, out and measured: who started, who closed, where they left, what was owed and received.

use std::collections::BTreeMap;

use domain::due::{Lived, owed};
use domain::programme::OccasionAt;
use jiff::civil::Date;

use super::values::{SLACK, float};
use crate::cohort::{Cohort, Course};
use crate::findings::{Count, Flow, LeftInPhase, Measured};
use crate::package::codes::{ClosingReason, PhaseEventKind, Status};
use crate::study::Study;

/// Days in a month, a twelfth of a year of 365.25 days.
pub(crate) const MONTH: f64 = 30.4375;

/// What became of a course by the data cut.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fate {
    /// First day of phase 1.
    pub(super) start: Date,
    /// Last day it is known to have run: closing, else the data cut for a running one, else the last contact.
    pub(super) end: Date,
    pub(super) closed: bool,
    /// Last days of phases 1 and 2 and the planned last day.
    pub(super) phase_ends: [Option<Date>; 3],
}

impl Fate {
    fn of(course: &Course, cut: Date) -> Option<Self> {
        let start = course.start?;
        let closed = course.status == Status::Closed;
        let known = if closed { course.closing_date.or(course.last_contact).unwrap_or(start) } else { cut };
        Some(Self { start, end: known.min(cut).max(start), closed, phase_ends: course.phase_ends })
    }

    /// The phase a day falls in; 0 before phase 1. Days after the planned end belong to phase 3.
    pub(super) fn phase_on(&self, day: Date) -> u8 {
        let ended = |index: usize| self.phase_ends.get(index).copied().flatten().is_some_and(|end| day > end);
        if day < self.start {
            0
        } else if !ended(0) {
            1
        } else if !ended(1) {
            2
        } else {
            3
        }
    }

    /// Whether it closed before phase 3 began.
    pub(super) fn left_early(&self) -> bool {
        self.closed && self.phase_on(self.end) < 3
    }

    /// Whether it closed, or reached phase 3: then it is known whether it left early.
    pub(super) fn is_known(&self) -> bool {
        self.closed || self.phase_on(self.end) == 3
    }
}

/// Days from one date to another.
pub(super) fn days(from: Date, to: Date) -> i64 {
    (to - from).get_days().into()
}

/// The last day that the data know of.
fn cut(cohort: &Cohort) -> Option<Date> {
    let latest = || cohort.courses.iter().flatten().filter_map(|one| one.closing_date.or(one.start)).max();
    cohort.data_cut.or_else(latest)
}

/// The fate of each person's course.
pub(super) fn fates(cohort: &Cohort) -> Option<Vec<Option<Fate>>> {
    let (courses, cut) = cohort.courses.as_ref().zip(cut(cohort))?;
    Some(courses.iter().map(|course| Fate::of(course, cut)).collect())
}

/// Whether each person's course is a full one.
pub(super) fn full(cohort: &Cohort, study: &Study) -> Option<Vec<bool>> {
    let full = |course: &Course| {
        let length = course.start.zip(course.closing_date).map(|(start, end)| days(start, end));
        let months = length.and_then(|days| i32::try_from(days).ok()).map(|days| f64::from(days) / MONTH);
        course.closing_form && months.is_some_and(|months| months >= study.full_course_months - SLACK)
    };
    cohort.courses.as_ref().map(|courses| courses.iter().map(full).collect())
}

pub(super) fn flow(cohort: &Cohort, study: &Study, fates: &[Option<Fate>], full: &[bool]) -> Option<Flow> {
    let courses = cohort.courses.as_ref()?;
    let count = |fits: &dyn Fn(&Course) -> bool| courses.iter().filter(|course| fits(course)).count() as u64;
    let closed = count(&|course| course.status == Status::Closed);
    let starts = || courses.iter().filter_map(|course| course.start);
    Some(Flow {
        enquiries: cohort.enquiries,
        started: courses.len() as u64,
        closed: closed.into(),
        running: (courses.len() as u64 - closed).into(),
        closing_forms: count(&|course| course.status == Status::Closed && course.closing_form),
        closing_forms_owed: closed.into(),
        full_courses: (full.iter().filter(|full| **full).count() as u64).into(),
        full_course_months: study.full_course_months,
        first_start: starts().min().map(|date| date.to_string()),
        last_start: starts().max().map(|date| date.to_string()),
        left_in_phase: (1..=3).map(|phase| left(courses, fates, phase)).collect(),
        closing_date_unknown: count(&|one| one.status == Status::Closed && one.closing_date.is_none()).into(),
        closing_reasons: reasons(courses),
        modifications: modifications(courses),
        measured: measured(cohort, study, fates),
    })
}

/// Who reached a phase and who left in it: closed on a known day before the planned end, and not because the phases were
/// done.
fn left(courses: &[Course], fates: &[Option<Fate>], phase: u8) -> LeftInPhase {
    let (mut entered, mut gone) = (0u64, 0u64);
    for (course, fate) in courses.iter().zip(fates) {
        let Some(fate) = fate else { continue };
        entered += u64::from(fate.phase_on(fate.end) >= phase);
        let early = course.closing_date.is_some_and(|closing| {
            let planned = course.phase_ends.last().copied().flatten();
            planned.is_none_or(|planned| closing < planned) && fate.phase_on(closing) == phase
        });
        let done = course.closing_reason == Some(ClosingReason::PhasesDone);
        gone += u64::from(fate.closed && early && !done);
    }
    LeftInPhase { phase, entered: entered.into(), left: gone.into() }
}

fn reasons(courses: &[Course]) -> Vec<Count> {
    let mut counts: BTreeMap<&'static str, u64> = BTreeMap::new();
    for reason in courses.iter().filter_map(|course| course.closing_reason) {
        *counts.entry(reason.code()).or_default() += 1;
    }
    let mut counts: Vec<(&str, u64)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let count = |(key, n): (&str, u64)| Count { key: key.to_owned(), label: BTreeMap::new(), n: n.into() };
    counts.into_iter().map(count).collect()
}

/// Courses that were extended and those that paused; nothing where the data know of no change to any phase.
fn modifications(courses: &[Course]) -> Vec<Count> {
    if courses.iter().all(|course| course.changes.is_empty()) {
        return Vec::new();
    }
    let kinds = [PhaseEventKind::Extension, PhaseEventKind::Pause].map(PhaseEventKind::code);
    let count = |key: &str| {
        let n = courses.iter().filter(|course| course.changes.contains(key)).count() as u64;
        Count { key: key.to_owned(), label: BTreeMap::new(), n: n.into() }
    };
    kinds.map(count).to_vec()
}

/// What was owed and received at each occasion. Whether a measurement was owed of a course is decided where duties are.
fn measured(cohort: &Cohort, study: &Study, fates: &[Option<Fate>]) -> Vec<Measured> {
    let columns = cohort.measures.get(study.primary);
    let Some((courses, cut)) = cohort.courses.as_ref().zip(cut(cohort)) else { return Vec::new() };
    let owed_of = |at: OccasionAt, (course, fate): (&Course, &Option<Fate>)| {
        fate.as_ref().is_some_and(|fate| {
            let closed = fate.closed.then_some(Some(fate.end));
            let (start, follow_up) = (fate.start, course.follow_up);
            owed(&Lived { start, phase_ends: &fate.phase_ends, closed, follow_up }, at, cut)
        })
    };
    let line = |(position, occasion): (usize, &crate::findings::Occasion)| {
        let column = columns.and_then(|columns| columns.get(position));
        let is_measured =
            |person: usize| column.and_then(|column| column.get(person)).is_some_and(|value| !value.is_nan());
        let at = cohort.anchors.get(&occasion.key).copied().unwrap_or_else(|| usual(position, study));
        let late_of = |person: usize| cohort.manner.late.get(position)?.get(person).copied()?;
        let (mut owed, mut received, mut of_owed) = (0u64, 0u64, 0u64);
        let mut late = None;
        for (person, pair) in courses.iter().zip(fates).enumerate() {
            let (is_owed, is_measured) = (owed_of(at, pair), is_measured(person));
            owed += u64::from(is_owed);
            received += u64::from(is_measured);
            of_owed += u64::from(is_owed && is_measured);
            if let Some(is_late) = late_of(person).filter(|_| is_measured) {
                late = Some(late.unwrap_or(0u64) + u64::from(is_late));
            }
        }
        let occasion = occasion.key.clone();
        let (owed, received_of_owed) = (owed.into(), of_owed.into());
        Measured { occasion, owed, received, received_of_owed, late: late.map(Into::into) }
    };
    study.occasions.iter().enumerate().map(line).collect()
}

/// The day an occasion belongs to where the data do not say it: the first of the study at the start, the last of it at the
/// closing, those between at the ends of phases, those beyond after the closing.
fn usual(position: usize, study: &Study) -> OccasionAt {
    match position {
        _ if position <= study.from => OccasionAt::Start,
        _ if position == study.to => OccasionAt::Closing,
        _ if position > study.to => OccasionAt::AfterClosing(0),
        _ => OccasionAt::PhaseEnd(u8::try_from(position - study.from).unwrap_or(u8::MAX)),
    }
}

/// Days as weeks.
pub(super) fn weeks(days: u64) -> f64 {
    float(days) / 7.0
}
