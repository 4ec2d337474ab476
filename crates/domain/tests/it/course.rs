//! The state machine: what may follow what, and that nothing blocks the human work.

use domain::course::{Closing, ClosingReason, EndMove, Stage};
use domain::phase::{Cause, MoveKind};
use domain::refusal::RefusalCode;

use crate::sample::{course, day, event_id, programme, running};

fn closing(date: &str) -> Closing {
    Closing {
        date: Some(day(date)),
        reason: ClosingReason::GoalsReached,
        decided_by: None,
        follow_up: None,
        recorded: day("2026-11-24"),
    }
}

#[test]
fn contact_making_comes_before_phase_1_and_the_clock_starts_with_it() {
    assert_eq!(course().phase_on(&programme(4), day("2026-11-24")), 0);
    assert_eq!(running().phase_on(&programme(4), day("2026-11-24")), 2);
    assert_eq!(course().begin(day("2026-04-09")).unwrap_err().code, RefusalCode::DateOrder);
    assert_eq!(running().begin(day("2026-06-01")).unwrap_err().code, RefusalCode::AlreadyStarted);
}

#[test]
fn a_new_course_begins_with_a_first_contact_that_has_been_and_no_phase_before_it() {
    let today = day("2026-11-24");
    let start = Some(day("2026-12-01"));
    assert_eq!(Stage::at_first(today, None, today), Ok(Stage::ContactMaking));
    assert_eq!(Stage::at_first(today, start, today), Ok(Stage::Running { start: day("2026-12-01") }));
    let refused = Stage::at_first(day("2026-12-02"), start, today).unwrap_err();
    let refused: Vec<_> = refused.iter().map(|fault| (fault.field.unwrap(), fault.code)).collect();
    assert_eq!(refused, [("first_contact", RefusalCode::DateInFuture), ("start", RefusalCode::DateOrder)]);
}

#[test]
fn a_course_can_be_closed_from_any_state_and_only_once() {
    for open in [course(), running()] {
        let closed = open.close(closing("2026-11-20"), day("2026-11-24")).unwrap();
        assert!(!closed.is_open());
        let again = closed.close(closing("2026-11-20"), day("2026-11-24")).unwrap_err();
        assert_eq!(again.code, RefusalCode::CourseClosed);
    }
}

#[test]
fn a_closing_lies_neither_ahead_nor_before_the_first_contact() {
    let close = |date| running().close(closing(date), day("2026-11-24")).unwrap_err().code;
    assert_eq!(close("2026-11-25"), RefusalCode::DateInFuture);
    assert_eq!(close("2026-04-09"), RefusalCode::DateOrder);
}

#[test]
fn a_closed_course_stands_in_the_phase_of_its_last_day() {
    let closed = running().close(closing("2026-08-01"), day("2026-11-24")).unwrap();
    assert_eq!(closed.phase_on(&programme(4), day("2027-11-24")), 1);
}

#[test]
fn a_closing_can_be_taken_back_for_fourteen_days_and_leads_back_to_where_it_was() {
    let closed = running().close(closing("2026-11-20"), day("2026-11-24")).unwrap();
    let back = closed.clone().reopen(day("2026-12-08")).unwrap();
    assert_eq!(back.stage, Stage::Running { start: day("2026-05-04") });
    assert_eq!(closed.reopen(day("2026-12-09")).unwrap_err().code, RefusalCode::TooLate);
    assert_eq!(running().reopen(day("2026-12-09")).unwrap_err().code, RefusalCode::Unknown);
}

#[test]
fn pauses_do_not_overlap_and_an_open_one_can_be_ended() {
    let today = day("2026-11-24");
    let resting = running().pause(event_id(1), day("2026-11-01"), None, Cause::Citizen, today).unwrap();
    let again = resting.clone().pause(event_id(2), day("2026-12-01"), None, Cause::Citizen, today);
    assert_eq!(again.unwrap_err().code, RefusalCode::AlreadyPaused);
    assert_eq!(resting.clone().resume(day("2026-10-31")).unwrap_err().code, RefusalCode::DateOrder);
    let going = resting.resume(day("2026-11-10")).unwrap();
    assert_eq!(going.resume(day("2026-11-11")).unwrap_err().code, RefusalCode::Unknown);
    let not_begun = course().pause(event_id(1), today, None, Cause::Citizen, today);
    assert_eq!(not_begun.unwrap_err().code, RefusalCode::NotStarted);
}

#[test]
fn the_end_of_a_phase_moves_only_to_a_day_within_reason() {
    let today = day("2026-11-24");
    let to = |phase, date| {
        let event = EndMove {
            id: event_id(1),
            phase,
            to: day(date),
            kind: MoveKind::Extension,
            cause: Cause::Programme,
        };
        running().move_end(&programme(4), event, today)
    };
    assert_eq!(to(2, "2026-09-03").unwrap_err().code, RefusalCode::DateOrder);
    assert_eq!(to(4, "2027-09-03").unwrap_err().code, RefusalCode::Unknown);
    let extended = to(3, "2027-07-03").unwrap();
    assert_eq!(extended.schedule(&programme(4)).unwrap().end(), Some(day("2027-07-03")));
}

#[test]
fn a_wrong_start_can_be_corrected() {
    let corrected = running().correct_start(day("2026-05-11")).unwrap();
    assert_eq!(corrected.start(), Some(day("2026-05-11")));
    assert_eq!(running().correct_start(day("2026-01-01")).unwrap_err().code, RefusalCode::DateOrder);
}
