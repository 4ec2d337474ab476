//! The phase clock: by calendar, equal phases, moved only with a reason.

use domain::phase::{Cause, MoveKind, PhaseChange, PhaseEvent, add_days, schedule};
use proptest::prelude::*;

use crate::sample::{day, event_id, programme};

fn moved(id: u128, phase: u8, to: &str) -> PhaseEvent {
    PhaseEvent {
        id: event_id(id),
        recorded: day("2026-06-01"),
        cause: Cause::Surroundings,
        change: PhaseChange::EndMoved { phase, to: day(to), kind: MoveKind::Extension },
    }
}

fn pause(from: &str, to: Option<&str>) -> PhaseEvent {
    PhaseEvent {
        id: event_id(50),
        recorded: day(from),
        cause: Cause::Citizen,
        change: PhaseChange::Pause { from: day(from), to: to.map(day) },
    }
}

fn ends(events: &[PhaseEvent]) -> Vec<String> {
    schedule(&programme(4), day("2026-05-04"), events).phases.iter().map(|p| p.end.to_string()).collect()
}

#[test]
fn twelve_months_are_three_phases_of_four_calendar_months_as_in_the_drawing() {
    let schedule = schedule(&programme(4), day("2026-05-04"), &[]);
    let spans: Vec<_> = schedule.phases.iter().map(|p| (p.start.to_string(), p.end.to_string())).collect();
    let expected = [("2026-05-04", "2026-09-03"), ("2026-09-04", "2027-01-03"), ("2027-01-04", "2027-05-03")];
    assert_eq!(spans, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    let phase2 = schedule.phase_on(day("2026-11-24")).unwrap();
    assert_eq!((phase2.phase, phase2.week(day("2026-11-24"))), (2, (12, 18)));
}

#[test]
fn the_synthetic_cohorts_own_dates_come_out() {
    let schedule = schedule(&programme(4), day("2015-04-28"), &[]);
    let ends: Vec<_> = schedule.phases.iter().map(|p| p.end.to_string()).collect();
    assert_eq!(ends, ["2015-08-27", "2015-12-27", "2016-04-27"]);
}

#[test]
fn before_the_start_there_is_no_phase_and_after_the_end_the_last_one_stays() {
    let schedule = schedule(&programme(3), day("2026-01-31"), &[]);
    assert!(schedule.phase_on(day("2026-01-30")).is_none());
    assert_eq!(schedule.phase_on(day("2030-01-01")).unwrap().phase, 3);
    assert_eq!(schedule.phases[0].end, day("2026-04-29"), "a day that the month has not falls on its last");
}

#[test]
fn an_extension_moves_what_comes_after_and_the_plan_stays_to_be_seen() {
    assert_eq!(ends(&[moved(1, 1, "2026-10-03")]), ["2026-10-03", "2027-02-03", "2027-06-03"]);
    let schedule = schedule(&programme(4), day("2026-05-04"), &[moved(1, 1, "2026-10-03")]);
    assert_eq!(schedule.phases[1].planned_start, day("2026-09-04"));
    assert_eq!(schedule.phases[1].start, day("2026-10-04"));
}

#[test]
fn an_early_end_pulls_the_next_phase_forward_and_the_latest_word_counts() {
    assert_eq!(ends(&[moved(1, 1, "2026-10-03"), moved(2, 1, "2026-08-03")])[0], "2026-08-03");
}

#[test]
fn a_pause_of_known_length_moves_the_end_of_its_phase_and_an_open_one_moves_nothing_yet() {
    assert_eq!(ends(&[pause("2026-06-01", Some("2026-06-14"))])[0], "2026-09-17");
    assert_eq!(ends(&[pause("2026-06-01", None)])[0], "2026-09-03");
    let open = schedule(&programme(4), day("2026-05-04"), &[pause("2026-06-01", None)]);
    assert!(open.paused_on(day("2026-06-01")) && open.paused_on(day("2027-06-01")));
    assert!(!open.paused_on(day("2026-05-31")));
}

proptest! {
    #[test]
    fn phases_always_touch_and_never_overlap(start in 0i32..9000, months in 1u8..7, end1 in -40i32..400, rest in 0i32..90) {
        let start = add_days(day("2010-01-01"), start);
        let event = |id, change| PhaseEvent { id: event_id(id), recorded: start, cause: Cause::Programme, change };
        let events = [
            event(1, PhaseChange::EndMoved { phase: 1, to: add_days(start, end1), kind: MoveKind::Correction }),
            event(2, PhaseChange::Pause { from: add_days(start, 200), to: Some(add_days(start, 200 + rest)) }),
        ];
        let schedule = schedule(&programme(months), start, &events);
        prop_assert_eq!(schedule.phases[0].start, start);
        for pair in schedule.phases.windows(2) {
            prop_assert_eq!(add_days(pair[0].end, 1), pair[1].start);
        }
        prop_assert!(schedule.phases.iter().all(|p| p.start <= p.end));
    }
}
