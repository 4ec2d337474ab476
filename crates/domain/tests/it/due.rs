//! The due engine: what is waiting, since when, by which rule.

use domain::course::{Closing, ClosingReason, FollowUpWay};
use domain::due::{Duty, DutyKind, Facts, Lived, Urgency, due, due_enquiry, owed};
use domain::enquiry::{Door, Enquiry};
use domain::id::{EnquiryId, PromiseId};
use domain::instrument::InstrumentId;
use domain::phase::Cause;
use domain::programme::{OccasionAt, OccasionPlan};

use crate::sample::{course, day, event_id, facts, programme, running, uuid};

fn duties(facts: &Facts, today: &str) -> Vec<(DutyKind, Urgency)> {
    due(facts, &programme(4), day(today)).into_iter().map(|due| (due.duty.kind(), due.urgency)).collect()
}

#[test]
fn a_course_in_step_asks_for_nothing() {
    assert_eq!(duties(&facts(running()), "2026-11-24"), []);
}

#[test]
fn silence_is_past_its_time_the_day_after_the_rhythm_of_the_phase() {
    let facts = facts(running());
    assert_eq!(duties(&facts, "2026-12-03"), [], "fourteen days are within the rhythm");
    let list = due(&facts, &programme(4), day("2026-12-04"));
    assert_eq!(list[0].duty, Duty::Silent { days: 15, phase: 2, rhythm: 14 });
    assert_eq!((list[0].urgency, list[0].day), (Urgency::Overdue, day("2026-12-03")));
}

#[test]
fn a_course_that_rests_is_asked_for_nothing() {
    let resting =
        running().pause(event_id(1), day("2026-11-20"), None, Cause::Citizen, day("2026-11-20")).unwrap();
    assert_eq!(duties(&facts(resting), "2027-03-01"), []);
}

#[test]
fn a_form_opens_before_its_day_and_can_still_be_filled_in_after_it() {
    let mut facts = facts(running());
    facts.last_two_way = Some(day("2026-08-19"));
    facts.answered.pop();
    assert_eq!(duties(&facts, "2026-08-19"), []);
    let open = due(&facts, &programme(4), day("2026-08-20"));
    let expected = Duty::Form {
        instrument: InstrumentId("who5".to_owned()),
        occasion: "phase1".to_owned(),
        months: 4,
        from: day("2026-08-20"),
        to: day("2026-09-17"),
    };
    assert_eq!((&open[0].duty, open[0].urgency), (&expected, Urgency::Later));
    assert!(duties(&facts, "2026-09-18").contains(&(DutyKind::Form, Urgency::Overdue)));
}

#[test]
fn a_missing_first_measurement_is_said_as_such_once_it_is_late() {
    let mut facts = facts(running());
    facts.answered.clear();
    let list = due(&facts, &programme(4), day("2026-05-19"));
    assert!(list.iter().any(|due| matches!(due.duty, Duty::Baseline { .. })), "{list:?}");
}

#[test]
fn a_plan_is_made_in_the_first_month_and_gone_through_in_each_new_phase() {
    let mut facts = facts(running());
    facts.plan_changed = None;
    facts.last_two_way = Some(day("2026-05-20"));
    assert_eq!(duties(&facts, "2026-05-20"), [(DutyKind::Plan, Urgency::Later)]);
    facts.plan_changed = Some(day("2026-06-01"));
    facts.last_two_way = Some(day("2026-09-05"));
    let list = due(&facts, &programme(4), day("2026-09-05"));
    assert_eq!(list[0].duty, Duty::PlanReview { by: day("2026-10-04") });
}

#[test]
fn a_phase_change_is_announced_a_fortnight_ahead() {
    let mut facts = facts(running());
    facts.last_two_way = Some(day("2026-12-20"));
    assert!(!duties(&facts, "2026-12-20").iter().any(|d| d.0 == DutyKind::Phase));
    let list = due(&facts, &programme(4), day("2026-12-21"));
    let change = Duty::PhaseChange { phase: 3, days: 14, on: day("2027-01-04") };
    assert!(list.iter().any(|due| due.duty == change), "{list:?}");
}

#[test]
fn time_never_closes_a_course_it_only_says_that_the_end_is_past() {
    let mut facts = facts(running());
    facts.last_two_way = Some(day("2027-05-10"));
    let list = due(&facts, &programme(4), day("2027-05-10"));
    assert!(list.iter().any(|due| due.duty == Duty::PastEnd { end: day("2027-05-03") }), "{list:?}");
}

#[test]
fn a_closed_course_asks_only_for_its_closing_form() {
    let closing = Closing {
        date: Some(day("2026-08-10")),
        reason: ClosingReason::LostContact,
        decided_by: None,
        follow_up: None,
        recorded: day("2026-08-10"),
    };
    let mut facts = facts(running().close(closing, day("2026-08-10")).unwrap());
    facts.answered.pop();
    let list = due(&facts, &programme(4), day("2026-11-24"));
    assert_eq!(list.len(), 1, "the phase it never ended asks for no form: {list:?}");
    assert!(matches!(list[0].duty, Duty::ClosingForm { .. }));
}

/// A course closed on 10 August 2026 with everything answered, and what she said about follow-up.
fn closed(reason: ClosingReason, follow_up: Option<FollowUpWay>) -> Facts {
    let day = day("2026-08-10");
    let closing = Closing { date: Some(day), reason, decided_by: None, follow_up, recorded: day };
    let mut facts = facts(running().close(closing, day).unwrap());
    facts.answered.push((InstrumentId("who5".to_owned()), "closing".to_owned()));
    facts
}

#[test]
fn a_follow_up_waits_only_with_her_yes_from_its_window_until_some_weeks_after() {
    use ClosingReason::{Died, GoalsReached};
    let said = |follow_up| closed(GoalsReached, follow_up);
    let mut programme = programme(4);
    programme.occasions.push(OccasionPlan {
        key: "followup3".to_owned(),
        at: OccasionAt::AfterClosing(3),
        optional: true,
        ..programme.occasions[0].clone()
    });
    let asked = |facts: &Facts, today: &str| due(facts, &programme, day(today));
    for silent in [said(None), said(Some(FollowUpWay::No)), closed(Died, Some(FollowUpWay::Call))] {
        assert_eq!(asked(&silent, "2026-11-10"), []);
    }
    let yes = said(Some(FollowUpWay::Message));
    assert_eq!(asked(&yes, "2026-10-26"), [], "fourteen days before is the first");
    let open = asked(&yes, "2026-10-27");
    let expected = Duty::FollowUp {
        occasion: "followup3".to_owned(),
        months: 3,
        way: FollowUpWay::Message,
        instruments: vec![InstrumentId("who5".to_owned())],
        from: day("2026-10-27"),
        to: day("2026-11-24"),
    };
    assert_eq!((open.len(), &open[0].duty, open[0].urgency), (1, &expected, Urgency::Later));
    assert_eq!(asked(&yes, "2026-11-25")[0].urgency, Urgency::Overdue);
    assert_eq!(asked(&yes, "2026-12-22").len(), 1);
    assert_eq!(asked(&yes, "2026-12-23"), [], "then it lapses");
    let mut answered = yes.clone();
    answered.answered.push((InstrumentId("who5".to_owned()), "followup3".to_owned()));
    assert_eq!(asked(&answered, "2026-11-10"), []);
    assert!(domain::due::asked_days(&programme).1 >= 92 + 14 + 28);
}

#[test]
fn a_yes_can_be_given_later_and_taken_back_while_the_course_is_closed() {
    let course = closed(ClosingReason::GoalsReached, None).course;
    let agreed = course.agree_follow_up(Some(FollowUpWay::Call)).unwrap();
    assert_eq!(agreed.follow_up(), Some(FollowUpWay::Call));
    assert_eq!(agreed.agree_follow_up(Some(FollowUpWay::No)).unwrap().follow_up(), None);
    assert!(running().agree_follow_up(Some(FollowUpWay::Call)).is_err());
}

#[test]
fn a_measurement_is_owed_once_its_day_has_come_and_the_course_had_not_ended() {
    use OccasionAt::{AfterClosing, Closing as AtClosing, PhaseEnd, Start};
    let ends = [Some(day("2026-05-01")), Some(day("2026-09-01")), Some(day("2027-01-01"))];
    let lived = |closed, follow_up| Lived { start: day("2026-01-01"), phase_ends: &ends, closed, follow_up };
    let on = |lived: Lived<'_>, on: &str| {
        [Start, PhaseEnd(1), PhaseEnd(2), AtClosing, AfterClosing(3)].map(|at| owed(&lived, at, day(on)))
    };
    assert_eq!(on(lived(None, false), "2026-04-30"), [true, false, false, false, false]);
    assert_eq!(on(lived(None, false), "2027-03-01"), [true, true, true, false, false], "it still runs");
    let early = Some(Some(day("2026-08-31")));
    assert_eq!(on(lived(early, false), "2027-03-01"), [true, true, false, true, false]);
    assert_eq!(on(lived(early, true), "2026-11-29"), [true, true, false, true, false]);
    assert_eq!(on(lived(early, true), "2026-12-01"), [true, true, false, true, true], "with her yes");
    assert_eq!(on(lived(Some(None), true), "2027-03-01"), [true, false, false, false, false], "no day known");
}

#[test]
fn promises_and_safe_contact_are_kept_in_mind() {
    let mut facts = facts(running());
    facts.promises = vec![(PromiseId::new(uuid(7)), day("2026-11-27"))];
    facts.has_safe_contact = true;
    facts.course.safe_contact_confirmed = Some(day("2026-08-01"));
    let kinds = duties(&facts, "2026-11-24");
    assert_eq!(kinds, [(DutyKind::SafeContact, Urgency::Overdue), (DutyKind::Promise, Urgency::Week)]);
}

#[test]
fn contact_making_has_the_rhythm_of_the_first_phase_and_no_plan_yet() {
    let mut facts = facts(course());
    facts.plan_changed = None;
    facts.last_two_way = None;
    let list = due(&facts, &programme(4), day("2026-04-20"));
    assert_eq!(list.len(), 1);
    assert_eq!(list[0].duty, Duty::Silent { days: 10, phase: 0, rhythm: 7 });
}

#[test]
fn an_enquiry_waits_two_days_before_it_is_past_its_time() {
    let mut enquiry = Enquiry {
        id: EnquiryId::new(uuid(5)),
        door: Door::Ngo,
        asked: day("2026-11-22"),
        offered: None,
        met: None,
        target_group: None,
        outcome: None,
        settled: None,
        course: None,
        owner: None,
    };
    assert_eq!(due_enquiry(&enquiry, day("2026-11-24")).unwrap().urgency, Urgency::Week);
    assert_eq!(due_enquiry(&enquiry, day("2026-11-25")).unwrap().urgency, Urgency::Overdue);
    enquiry.offered = Some(day("2026-11-24"));
    assert!(due_enquiry(&enquiry, day("2026-11-25")).is_none());
}
