//! Courses with dates and contacts that are easy to see through.

use jiff::civil::date;

use super::*;
use Judgement::{Met, NotAssessable, NotMet};

fn held(month: i8, day: i8) -> Held {
    let date = date(2026, month, day);
    Held { date, met: true, reached: true, outside: Some(true), supports: false, meeting: None }
}

/// A course from 1 January to 30 September 2026 in three phases, closed on the last day.
fn course(contacts: &[Held]) -> Facts<'_> {
    Facts {
        start: date(2026, 1, 1),
        phase_ends: [(3, 31), (6, 30), (9, 30)].map(|(month, day)| Some(date(2026, month, day))),
        end: date(2026, 9, 30),
        closed: true,
        closing: Some(date(2026, 9, 30)),
        reason: None,
        decided_by: None,
        plan: None,
        areas: [0; 3],
        contacts,
        knows_meetings: false,
    }
}

#[test]
fn time_and_phases_are_judged_by_their_dates() {
    let limit = Rule::TimeLimit { grace_days: 7 };
    let mut facts = course(&[]);
    assert_eq!(limit.judge(&facts), Met);
    facts.closing = Some(date(2026, 10, 7));
    assert_eq!(limit.judge(&facts), Met);
    facts.closing = Some(date(2026, 10, 8));
    assert_eq!(limit.judge(&facts), NotMet);
    facts.closing = None;
    assert_eq!(limit.judge(&facts), NotAssessable, "closed on a day that nobody wrote down");
    let equal = |tolerance_days| Rule::EqualPhases { tolerance_days }.judge(&course(&[]));
    // 90, 91 and 92 days.
    assert_eq!([equal(0), equal(1)], [NotMet, Met]);
    facts.phase_ends[1] = None;
    assert_eq!(Rule::EqualPhases { tolerance_days: 90 }.judge(&facts), NotAssessable);
}

#[test]
fn meetings_count_in_their_phase_and_where_they_were_only_when_asked() {
    let mut contacts = [held(1, 1), held(3, 31), held(4, 1), held(2, 1)];
    let rule = |least, outside_office| Rule::Meetings { phase: 1, least, outside_office };
    assert_eq!([3, 4].map(|least| rule(least, true).judge(&course(&contacts))), [Met, NotMet]);
    contacts[0].outside = Some(false);
    assert_eq!([true, false].map(|out| rule(3, out).judge(&course(&contacts))), [NotMet, Met]);
    contacts[0].outside = None;
    assert_eq!(rule(3, true).judge(&course(&contacts)), NotAssessable, "it would make the difference");
    assert_eq!(rule(2, true).judge(&course(&contacts)), Met, "it would not");
    assert_eq!(rule(4, true).judge(&course(&contacts)), NotMet);
    contacts[3].met = false;
    assert_eq!(rule(3, false).judge(&course(&contacts)), NotMet, "a call is no meeting");
    assert_eq!(rule(1, false).judge(&course(&[])), NotAssessable, "nothing was recorded");
}

#[test]
fn early_contacts_supports_and_the_taper() {
    let mut contacts = [held(1, 1), held(1, 30), held(1, 31), held(5, 1), held(8, 1)];
    let early = |least| Rule::EarlyContacts { days: 30, least };
    assert_eq!([2, 3].map(|least| early(least).judge(&course(&contacts))), [Met, NotMet]);
    assert_eq!(Rule::Tapering.judge(&course(&contacts)), Met, "one in 92 days is fewer than one in 91");
    contacts[3].reached = false;
    assert_eq!(Rule::Tapering.judge(&course(&contacts)), NotMet);
    let running = Facts { end: date(2026, 7, 15), ..course(&contacts) };
    assert_eq!(Rule::Tapering.judge(&running), Met, "phase 3 is not over and does not count");
    for held in &mut contacts {
        held.reached = false;
    }
    assert_eq!(Rule::Tapering.judge(&course(&contacts)), NotAssessable);
    let supports = |least| Rule::Supports { phase: 1, least }.judge(&course(&contacts));
    assert_eq!(supports(1), NotMet);
    contacts[1].supports = true;
    assert_eq!(Rule::Supports { phase: 1, least: 1 }.judge(&course(&contacts)), Met);
}

#[test]
fn who_ended_it_is_taken_from_what_was_written_and_not_guessed() {
    let judge = |early: bool, reason, decided_by| {
        let closing = Some(if early { date(2026, 5, 1) } else { date(2026, 9, 30) });
        Rule::NotEndedByProgramme.judge(&Facts { closing, reason, decided_by, ..course(&[]) })
    };
    assert_eq!(judge(false, None, None), Met);
    assert_eq!(judge(true, None, None), NotAssessable);
    assert_eq!(judge(true, Some(ClosingReason::DidNotWish), None), Met);
    assert_eq!(judge(true, Some(ClosingReason::ProgrammeStopped), Some(DecidedBy::Others)), NotMet);
    assert_eq!(judge(true, Some(ClosingReason::GoalsReached), None), NotAssessable);
    assert_eq!(judge(true, Some(ClosingReason::GoalsReached), Some(DecidedBy::Together)), Met);
    assert_eq!(judge(true, Some(ClosingReason::GoalsReached), Some(DecidedBy::Team)), NotMet);
}

#[test]
fn plan_areas_and_meetings_of_a_kind() {
    let plan = |day| {
        let facts = Facts { plan: day, ..course(&[]) };
        Rule::PlanMade { phase: 1 }.judge(&facts)
    };
    assert_eq!([Some(date(2026, 3, 31)), Some(date(2026, 4, 1)), None].map(plan), [Met, NotMet, NotMet]);
    let areas = |areas| Rule::Areas { phase: 1, least: 1, most: 3 }.judge(&Facts { areas, ..course(&[]) });
    assert_eq!([[3, 0, 0], [4, 0, 0], [0, 2, 0], [0; 3]].map(areas), [Met, NotMet, NotMet, NotAssessable]);
    let rule = Rule::Meeting { kind: MeetingKind::Transfer };
    let mut contacts = [held(8, 1)];
    assert_eq!(rule.judge(&course(&contacts)), NotAssessable, "these data never say what a meeting was for");
    assert_eq!(rule.judge(&Facts { knows_meetings: true, ..course(&contacts) }), NotMet);
    contacts[0].meeting = Some(MeetingKind::Transfer);
    assert_eq!(rule.judge(&course(&contacts)), Met);
    let asked = [rule, Rule::PlanMade { phase: 1 }, Rule::Tapering, Rule::TimeLimit { grace_days: 0 }];
    let of = [AskedOf::Reached(3), AskedOf::Reached(2), AskedOf::Reached(3), AskedOf::Closed];
    assert_eq!(asked.map(|rule| rule.asked_of()), of);
}
