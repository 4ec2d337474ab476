//! The agenda of a team meeting: who is on it, why, in which order; and what a decision is.

use domain::due::{Due, Duty, Urgency, due};
use domain::id::{CourseId, DecisionId, MeetingId, UserId};
use domain::meeting::{Agenda, Decision, Heard, Matter, Meeting, OpenDecision, Outcome, agenda, outcome};
use domain::phase::Cause;

use crate::sample::{day, event_id, facts, programme, running, uuid};

fn course(number: u128) -> CourseId {
    CourseId::new(uuid(number))
}

/// A course talked of a week ago, about which nothing is to be said.
fn quiet(number: u128, due: &[Due]) -> Heard<'_> {
    Heard {
        course: course(number),
        begun: day("2026-05-04"),
        last: Some(day("2026-11-17")),
        skipped: false,
        due,
    }
}

fn silent(days: i32) -> Due {
    let day = domain::phase::add_days(day("2026-11-24"), 14 - days);
    Due { duty: Duty::Silent { days, phase: 2, rhythm: 14 }, day, urgency: Urgency::Overdue }
}

fn matters(agenda: &Agenda) -> Vec<(u128, Matter)> {
    agenda.items.iter().map(|item| (item.course.uuid().as_u128(), item.matter)).collect()
}

#[test]
fn a_course_stands_once_under_its_first_matter_and_says_why_besides() {
    let due = [silent(19)];
    let new = Heard { begun: day("2026-11-20"), last: None, ..quiet(1, &due) };
    let skipped = Heard { skipped: true, ..quiet(2, &[]) };
    let longer = [silent(40)];
    let rest: Vec<Heard<'_>> = (10..37).map(|number| quiet(number, &[])).collect();
    let heard = [vec![quiet(3, &due), quiet(4, &longer), new, skipped], rest].concat();
    let agenda = agenda(&heard, day("2026-11-17"));
    let first = &matters(&agenda)[..4];
    assert_eq!(
        first,
        [(2, Matter::Skipped), (1, Matter::New), (4, Matter::Silent), (3, Matter::Silent)],
        "skipped first, then the agenda's order, the longest silent first"
    );
    assert_eq!(agenda.items[1].also, [Matter::Silent]);
    assert_eq!(agenda.open, 31);
    assert_eq!(agenda.round, 8, "31 courses within four meetings: a quarter at each, rounded up");
    assert_eq!(agenda.items.len(), 8, "the four are part of the round and stand once");
}

#[test]
fn every_open_course_has_its_turn_within_four_meetings() {
    let mut last: Vec<Option<jiff::civil::Date>> = vec![None; 30];
    let mut meeting = day("2026-01-06");
    for week in 0..12 {
        let heard: Vec<Heard<'_>> = (0..)
            .zip(&last)
            .map(|(number, last)| Heard { last: *last, begun: day("2025-12-01"), ..quiet(number, &[]) })
            .collect();
        let agenda = agenda(&heard, domain::phase::add_days(meeting, -7));
        assert!(agenda.items.iter().all(|item| item.matter == Matter::Round));
        for item in &agenda.items {
            let at = usize::try_from(item.course.uuid().as_u128()).unwrap();
            if let Some(before) = last[at] {
                assert!(domain::silence::days_between(before, meeting) <= 28, "week {week}: {at}");
            }
            last[at] = Some(meeting);
        }
        meeting = domain::phase::add_days(meeting, 7);
    }
    assert!(last.iter().all(|day| day.is_some_and(|day| domain::silence::days_between(day, meeting) <= 28)));
}

#[test]
fn a_decision_with_words_somebody_and_a_day_is_a_duty_and_what_lacks_one_of_them_a_note() {
    let (who, until) = (Some(UserId::new(uuid(7))), Some(day("2026-12-01")));
    assert_eq!(outcome(true, who, until), Outcome::Decided);
    for (words, who, until) in [(false, who, until), (true, None, until), (true, who, None)] {
        assert_eq!(outcome(words, who, until), Outcome::Noted);
    }
    let decision = |outcome, done| Decision {
        id: DecisionId::new(uuid(1)),
        course: course(1),
        meeting: MeetingId::new(uuid(2)),
        outcome,
        who,
        until,
        done,
    };
    assert!(decision(Outcome::Decided, None).open().is_some());
    assert_eq!(decision(Outcome::Decided, Some(day("2026-11-25"))).open(), None);
    assert_eq!(
        decision(Outcome::Skipped, None).open(),
        None,
        "what was written before it was skipped asks nobody"
    );
}

#[test]
fn what_the_team_decided_is_due_for_whoever_does_it_also_while_the_course_rests() {
    let resting =
        running().pause(event_id(1), day("2026-11-20"), None, Cause::Citizen, day("2026-11-20")).unwrap();
    let mut facts = facts(resting);
    let (id, who) = (DecisionId::new(uuid(5)), UserId::new(uuid(77)));
    facts.decisions = vec![OpenDecision { id, who, until: day("2026-12-01") }];
    let list = due(&facts, &programme(4), day("2026-11-24"));
    let expected = Duty::Decision { decision: id, who, until: day("2026-12-01") };
    assert_eq!((&list[0].duty, list[0].urgency, list.len()), (&expected, Urgency::Week, 1));
    assert_eq!(due(&facts, &programme(4), day("2026-12-02"))[0].urgency, Urgency::Overdue);
    let mut archived = programme(4);
    archived.archived = true;
    assert_eq!(due(&facts, &archived, day("2026-12-02")), []);
    let mut over = facts;
    over.course = running();
    let due = due(&over, &programme(4), day("2026-12-01"));
    let heard = [Heard { due: &due, ..quiet(1, &[]) }];
    assert_eq!(agenda(&heard, day("2026-11-24")).items[0].matter, Matter::Decision);
}

#[test]
fn something_can_be_written_down_of_a_meeting_for_a_week() {
    let meeting = Meeting {
        id: MeetingId::new(uuid(1)),
        day: day("2026-11-24"),
        led_by: UserId::new(uuid(2)),
        present: Vec::new(),
    };
    for (today, open) in
        [("2026-11-23", false), ("2026-11-24", true), ("2026-12-01", true), ("2026-12-02", false)]
    {
        assert_eq!(meeting.is_open(day(today)), open, "{today}");
    }
}
