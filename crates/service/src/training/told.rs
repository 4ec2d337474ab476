//! The course that is told in full: its last weeks as they are written down, before them a course like others.

use domain::contact::{ContactKind, ContactOutcome, ContactPlace, NewTime, Participant};
use domain::phase::add_days;
use domain::plan::{Activity, ActivityState, FocusArea, Provider};

use super::chance::Chance;
use super::life::{self, Frame, Life};
use super::script::{Told, ToldArea, ToldContact};

/// The whole of it.
pub(super) fn course(told: &Told, frame: &Frame<'_>, life: &mut Life, chance: &mut Chance) {
    let Some(span) = frame.schedule.and_then(|schedule| schedule.phase_on(frame.until)) else { return };
    let oldest = told.contact.iter().map(|contact| contact.ago).max().unwrap_or(0);
    let before = add_days(span.start, -1);
    let earlier = Frame { until: before, last: add_days(frame.until, -oldest - 9).min(before), ..*frame };
    life::plans(&earlier, life, chance);
    // What is told stands once, also where an earlier phase had happened to begin it.
    let tells =
        |title: &str| told.area.iter().flat_map(|area| &area.activities).any(|one| one.title == title);
    life.activities.retain(|(_, title)| !tells(title));
    life::contacts(&earlier, life, chance);
    for contact in &told.contact {
        tell(contact, frame, life, chance);
    }
    for area in &told.area {
        plan(area, frame, (span.phase, span.start), life, chance);
    }
    for words in &told.supporter {
        let since = add_days(span.start, chance.between(-60, 20));
        life.supporters.push(life::supporter(frame, chance, words, (since, false)));
    }
}

fn tell(told: &ToldContact, frame: &Frame<'_>, life: &mut Life, chance: &mut Chance) {
    let kind = ContactKind::parse(&told.kind).unwrap_or(ContactKind::Meeting);
    let outcome = told.outcome.as_deref().and_then(ContactOutcome::parse).unwrap_or(ContactOutcome::Held);
    let day = add_days(frame.until, -told.ago);
    let mut contact = life::contact(frame, chance, (day, kind), outcome);
    contact.new_time = told.new_time.as_deref().and_then(NewTime::parse);
    contact.minutes = told.minutes;
    contact.place = told.place.as_deref().and_then(ContactPlace::parse);
    contact.joined = told.joined.iter().filter_map(|code| Participant::parse(code)).collect();
    contact.areas.clone_from(&told.areas);
    life.contacts.push((contact, told.note.clone()));
}

fn plan(
    told: &ToldArea,
    frame: &Frame<'_>,
    (phase, chosen): (u8, domain::Date),
    life: &mut Life,
    chance: &mut Chance,
) {
    let id = chance.id((frame.moment)(chosen));
    let course = frame.course.id;
    for words in &told.activities {
        let activity = Activity {
            id: chance.id((frame.moment)(chosen)),
            course,
            focus_area: id,
            provider: Provider::parse(&words.provider),
            state: ActivityState::parse(&words.state).unwrap_or(ActivityState::Started),
            planned: chosen,
            state_date: add_days(frame.until, -words.ago).max(chosen),
            until: words.until.map(|days| add_days(frame.until, days)),
            adjusted_in_phase2: false,
            handed_over_to: None,
        };
        life.activities.push((activity, words.title.clone()));
    }
    let area = told.key.clone();
    let focus = FocusArea { id, course, phase, area, chosen, let_go: None, result: None };
    life.areas.push((focus, told.goal.clone()));
}

/// Where nobody has met yet, there were telephone calls.
pub(super) fn only_by_telephone(life: &mut Life) {
    for (contact, note) in &mut life.contacts {
        contact.kind = ContactKind::Call;
        contact.place = None;
        contact.meeting = None;
        contact.minutes = contact.minutes.map(|_| 15);
        *note = None;
    }
}
