//! Courses in, out and measured: what is missing is owed and not received, and not what is left when all that was received is
//! taken from what was owed.

use evaluation::findings::Flow;
use evaluation::package::codes::{ClosingReason, PhaseEventKind, Status};
use evaluation::package::{Course, Id, Package, PhaseEvent};
use evaluation::{Cohort, Disclosure, evaluate, release};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::support::{exit_package, exit_study};

const START: Date = date(2014, 1, 1);
/// Last day of phase 1.
const PHASE_END: Date = date(2014, 5, 1);

fn id(kind: &str, at: usize) -> Id {
    Id::new(&format!("{kind}-{at:04}")).unwrap()
}

/// A course that ran so many days.
fn course(at: usize, days: i64) -> Course {
    Course {
        course_id: id("c", at),
        previous_course: None,
        start: Some(START),
        first_contact: Some(START),
        phase1_end: Some(PHASE_END),
        phase2_end: Some(PHASE_END + 120.days()),
        planned_end: Some(PHASE_END + 240.days()),
        status: Status::Closed,
        closing_date: Some(START + days.days()),
        closing_reason: Some(ClosingReason::DidNotWish),
        ..exit_package().courses[0].clone()
    }
}

/// Courses with how long they ran and the day they were measured after phase 1, if they were.
fn package(courses: &[(i64, Option<Date>)]) -> Package {
    let shipped = exit_package();
    let mut package = Package::empty(shipped.manifest.clone());
    let is_asked = |one: &&evaluation::package::Response| {
        one.instrument.as_str() == "who5" && one.occasion.as_str() == "fase1"
    };
    let response = shipped.responses.iter().find(is_asked).unwrap();
    let answers = shipped.answers.iter().filter(|one| one.response_id == response.response_id);
    let answers: Vec<_> = answers.collect();
    for (at, (days, measured)) in courses.iter().enumerate() {
        package.courses.push(course(at, *days));
        let Some(day) = measured else { continue };
        let mut filled = response.clone();
        (filled.response_id, filled.course_id, filled.date) = (id("r", at), id("c", at), Some(*day));
        package.responses.push(filled);
        package.answers.extend(answers.iter().map(|one| {
            let mut answer = (*one).clone();
            answer.response_id = id("r", at);
            answer
        }));
    }
    package
}

fn flow(package: &Package) -> Flow {
    let study = exit_study();
    evaluate(&Cohort::from_package(package, &[], &study).unwrap(), &study).flow.unwrap()
}

#[test]
fn what_is_missing_is_owed_and_not_received() {
    // One left in phase 1 and was measured before; one is missing; one was measured two months late.
    let found =
        flow(&package(&[(60, Some(START + 55.days())), (300, None), (300, Some(PHASE_END + 60.days()))]));
    let after_phase_1 = &found.measured[1];
    assert_eq!((after_phase_1.owed, after_phase_1.received), (2.into(), 2));
    assert_eq!(after_phase_1.received_of_owed, 1);
    assert_eq!((after_phase_1.missing(), after_phase_1.beside()), (1.into(), 1.into()));
    assert_eq!(after_phase_1.late, Some(1.into()));
    assert_eq!(found.measured[0].late, None, "nobody was measured at the start");
}

#[test]
fn where_what_is_owed_is_hidden_so_is_what_was_received_of_it() {
    // Two of forty left before the end of phase 1: that they did not owe the measurement would tell it.
    let courses: Vec<(i64, Option<Date>)> =
        (0..40).map(|at| (if at < 2 { 60 } else { 300 }, (at != 7).then_some(PHASE_END))).collect();
    let study = exit_study();
    let cohort = Cohort::from_package(&package(&courses), &[], &study).unwrap();
    let told = release(evaluate(&cohort, &study), Disclosure { threshold: 5 });
    let at = &told.flow.as_ref().unwrap().measured[1];
    assert!(at.owed.is_hidden() && at.received_of_owed.is_hidden(), "{at:?}");
    assert!(at.missing().is_hidden() && at.beside().is_hidden());
}

#[test]
fn extensions_and_pauses_are_counted_by_course() {
    let mut package = package(&[(300, None), (300, None)]);
    assert!(flow(&package).modifications.is_empty(), "nothing is known of changes");
    for kind in [PhaseEventKind::Extension, PhaseEventKind::Extension, PhaseEventKind::Pause] {
        let (course_id, phase) = (id("c", 0), (kind == PhaseEventKind::Extension).then_some(1));
        let (from, to, recorded) = (Some(PHASE_END), Some(PHASE_END + 9.days()), Some(PHASE_END));
        package.phase_events.push(PhaseEvent { course_id, kind, phase, from, to, recorded, cause: None });
    }
    let found = flow(&package).modifications;
    let counts: Vec<(&str, u64)> = found.iter().map(|one| (&*one.key, one.n.shown().unwrap())).collect();
    assert_eq!(counts, [("extension", 1), ("pause", 1)]);
}
