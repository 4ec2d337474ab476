//! The life of one invented course: contacts that taper, a plan for each phase, a network that grows. Days and chance
//! come from the caller; nothing is written here.

use domain::Date;
use domain::appointment::Promise;
use domain::contact::{
    Contact, ContactKind, ContactOutcome, ContactPlace, MeetingKind, NewTime, Participant, asks_new_time,
    usual_role,
};
use domain::course::Course;
use domain::id::{CourseId, UserId};
use domain::network::{Strength, Supporter, SupporterKind};
use domain::phase::{Schedule, add_days};
use domain::plan::{Activity, ActivityState, FocusArea, GoalResult, Provider};
use domain::programme::Programme;
use domain::silence::days_between;
use jiff::civil::{Time, Weekday};

use super::chance::Chance;
use super::script::{AreaTexts, SupporterText, Texts};

/// What was lived through in a course, with its words.
#[derive(Debug, Default)]
pub(super) struct Life {
    pub(super) contacts: Vec<(Contact, Option<String>)>,
    pub(super) areas: Vec<(FocusArea, String)>,
    pub(super) activities: Vec<(Activity, String)>,
    pub(super) supporters: Vec<(Supporter, String, Option<String>)>,
    pub(super) promises: Vec<(Promise, String)>,
}

/// Whose life it is, and until when it is known.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub(super) course: &'a Course,
    pub(super) programme: &'a Programme,
    pub(super) schedule: Option<&'a Schedule>,
    pub(super) worker: UserId,
    /// Today, or the last day.
    pub(super) until: Date,
    /// Day of the last two-way contact.
    pub(super) last: Date,
    pub(super) texts: &'a Texts,
    /// Turns a day into a moment for ids.
    pub(super) moment: fn(Date) -> i64,
}

impl Frame<'_> {
    fn id(&self) -> CourseId {
        self.course.id
    }
    /// The phase it has come to.
    pub(super) fn phase_reached(&self) -> u8 {
        self.phase_on(self.until)
    }
    fn phase_on(&self, day: Date) -> u8 {
        self.schedule.and_then(|schedule| schedule.phase_on(day)).map_or(0, |span| span.phase)
    }
}

/// All contacts from the first one to the last two-way contact, and what was tried since.
pub(super) fn contacts(frame: &Frame<'_>, life: &mut Life, chance: &mut Chance) {
    let mut day = frame.course.first_contact;
    let mut first = true;
    while day < frame.last {
        two_way(frame, life, chance, (day, std::mem::take(&mut first)));
        let gap = match frame.phase_on(day) {
            0 | 1 => chance.between(4, 8),
            2 => chance.between(8, 16),
            _ => chance.between(17, 33),
        };
        if chance.in_hundred(24) {
            around(frame, life, chance, add_days(day, gap / 2));
        }
        day = on_a_weekday(add_days(day, gap));
    }
    two_way(frame, life, chance, (frame.last, first));
    // After a long silence somebody has tried.
    if days_between(frame.last, frame.until) > 14 {
        for ago in [days_between(frame.last, frame.until) / 2, 3] {
            let day = add_days(frame.until, -ago);
            let contact = contact(frame, chance, (day, ContactKind::Call), ContactOutcome::Unanswered);
            life.contacts.push((contact, None));
        }
    }
    life.contacts.sort_by_key(|(contact, _)| (contact.date, contact.time));
}

fn two_way(frame: &Frame<'_>, life: &mut Life, chance: &mut Chance, (day, first): (Date, bool)) {
    use ContactKind::{Accompaniment, Call, Meeting, Message};
    let kinds = [Meeting, Meeting, Meeting, Meeting, Accompaniment, Call, Call, Message];
    let kind = if first { Meeting } else { chance.choose(&kinds, Meeting) };
    let mut contact = contact(frame, chance, (day, kind), ContactOutcome::Held);
    contact.meeting = first.then_some(MeetingKind::First);
    let area = frame.texts.area.iter().filter(|area| worked_on(frame, life, area)).collect::<Vec<_>>();
    let area = chance.pick(&area).copied();
    let note = match kind {
        Message => String::new(),
        Call => chance.words(&frame.texts.call).to_owned(),
        _ => area.map(|area| chance.words(&area.notes).to_owned()).unwrap_or_default(),
    };
    if frame.phase_on(day) > 0 {
        contact.areas = area.map(|area| area.key.clone()).into_iter().collect();
    }
    let note = (!note.is_empty() && frame.phase_on(day) > 0 && chance.in_hundred(70)).then_some(note);
    life.contacts.push((contact, note));
}

/// True for the areas of the plan, and for all while there is none.
fn worked_on(frame: &Frame<'_>, life: &Life, area: &AreaTexts) -> bool {
    let known = frame.programme.area(&area.key).is_some();
    known && (life.areas.is_empty() || life.areas.iter().any(|(focus, _)| focus.area == area.key))
}

/// What happens between two meetings: coordination, or one that did not take place.
fn around(frame: &Frame<'_>, life: &mut Life, chance: &mut Chance, day: Date) {
    let day = on_a_weekday(day);
    if day >= frame.last {
        return;
    }
    if chance.in_hundred(55) {
        let held = ContactOutcome::Held;
        let mut contact = contact(frame, chance, (day, ContactKind::Coordination), held);
        let with = [Participant::Municipality, Participant::Health, Participant::Ngo];
        contact.joined = vec![chance.choose(&with, Participant::Municipality)];
        let note = chance.words(&frame.texts.coordination).to_owned();
        life.contacts.push((contact, Some(note)));
    } else {
        let outcomes = [ContactOutcome::Missed, ContactOutcome::Moved, ContactOutcome::Unanswered];
        let outcome = chance.choose(&outcomes, ContactOutcome::Moved);
        let kind =
            if outcome == ContactOutcome::Unanswered { ContactKind::Call } else { ContactKind::Meeting };
        let note = (outcome == ContactOutcome::Missed).then(|| chance.words(&frame.texts.missed).to_owned());
        life.contacts.push((contact(frame, chance, (day, kind), outcome), note));
    }
}

pub(super) fn contact(
    frame: &Frame<'_>,
    chance: &mut Chance,
    (date, kind): (Date, ContactKind),
    outcome: ContactOutcome,
) -> Contact {
    use ContactPlace::{Community, Home, Office, OtherService};
    let lengths: &[u16] = match kind {
        ContactKind::Message => &[5],
        ContactKind::Call => &[10, 15, 20],
        ContactKind::Coordination => &[15, 20, 30],
        ContactKind::Meeting => &[45, 60, 60, 90],
        ContactKind::Accompaniment => &[90, 120, 150],
    };
    let place = match kind {
        ContactKind::Meeting => Some(chance.choose(&[Community, Community, Home, Office], Community)),
        ContactKind::Accompaniment => Some(OtherService),
        ContactKind::Call | ContactKind::Message | ContactKind::Coordination => None,
    };
    let quarter = i8::try_from(chance.between(0, 3) * 15).unwrap_or(0);
    let hour = i8::try_from(chance.between(9, 15)).unwrap_or(10);
    Contact {
        id: chance.id((frame.moment)(date)),
        course: frame.id(),
        worker: frame.worker,
        date,
        time: Time::new(hour, quarter, 0, 0).ok(),
        kind,
        role: usual_role(kind),
        outcome,
        new_time: new_time(date, outcome),
        minutes: (outcome == ContactOutcome::Held).then(|| chance.choose(lengths, 30)),
        place: place.filter(|_| outcome == ContactOutcome::Held),
        joined: Vec::new(),
        meeting: None,
        areas: Vec::new(),
    }
}

/// Whether a new time was offered: most often it was, and sometimes it is not noted. By the day and not by chance, so that
/// the rest of the town stays as it was drawn.
fn new_time(day: Date, outcome: ContactOutcome) -> Option<NewTime> {
    let said = match day.day() % 7 {
        0 => None,
        1 => Some(NewTime::Later),
        2 => Some(NewTime::NotOffered),
        _ => Some(NewTime::Offered),
    };
    said.filter(|_| asks_new_time(outcome))
}

/// Saturday and Sunday become Monday: most of it is office life.
fn on_a_weekday(day: Date) -> Date {
    match day.weekday() {
        Weekday::Saturday => add_days(day, 2),
        Weekday::Sunday => add_days(day, 1),
        _ => day,
    }
}

/// A plan for each phase that has come so far: areas with a goal each, and activities.
pub(super) fn plans(frame: &Frame<'_>, life: &mut Life, chance: &mut Chance) {
    let Some(schedule) = frame.schedule else { return };
    let known: Vec<&AreaTexts> =
        frame.texts.area.iter().filter(|area| frame.programme.area(&area.key).is_some()).collect();
    let chosen: Vec<&AreaTexts> = chance.shuffled(&known).into_iter().copied().take(4).collect();
    for span in &schedule.phases {
        let agreed =
            add_days(span.start, if span.phase == 1 { chance.between(7, 20) } else { chance.between(0, 12) });
        if agreed > frame.until {
            break;
        }
        let few = usize::try_from(chance.between(3, 4)).unwrap_or(3);
        let (phase, over) = (span.phase, span.end < frame.until || !frame.course.is_open());
        for area in chosen.iter().skip(usize::from(phase == 3)).take(few) {
            let result = (phase == frame.phase_reached() && !frame.course.is_open()).then(|| {
                chance.choose(
                    &[GoalResult::Reached, GoalResult::Partly, GoalResult::Partly, GoalResult::Not],
                    GoalResult::Partly,
                )
            });
            let focus = FocusArea {
                id: chance.id((frame.moment)(agreed)),
                course: frame.id(),
                phase,
                area: area.key.clone(),
                chosen: agreed,
                let_go: None,
                result,
            };
            for (title, provider) in area.activities.iter().skip(usize::from(phase) - 1).take(2) {
                let activity = activity(frame, chance, &focus, (provider, over));
                life.activities.push((activity, title.clone()));
            }
            life.areas.push((focus, chance.words(&area.goals).to_owned()));
        }
    }
}

fn activity(
    frame: &Frame<'_>,
    chance: &mut Chance,
    focus: &FocusArea,
    (provider, over): (&str, bool),
) -> Activity {
    use ActivityState::{Done, Dropped, NotStarted, Started, Waiting};
    let states: &[ActivityState] = if over {
        &[Done, Done, Done, Done, Dropped]
    } else {
        &[NotStarted, Started, Started, Waiting, Done]
    };
    let state = chance.choose(states, Started);
    let lived = days_between(focus.chosen, frame.until).max(0);
    let state_date = if state == NotStarted {
        focus.chosen
    } else {
        add_days(focus.chosen, chance.between(lived / 3, lived))
    };
    let later = focus.phase == 3 && chance.in_hundred(60);
    Activity {
        id: chance.id((frame.moment)(focus.chosen)),
        course: frame.id(),
        focus_area: focus.id,
        provider: Provider::parse(provider),
        state,
        planned: focus.chosen,
        state_date,
        until: (!over && state != Done && chance.in_hundred(50))
            .then(|| add_days(frame.until, chance.between(2, 30))),
        adjusted_in_phase2: focus.phase == 2 && chance.in_hundred(40),
        handed_over_to: later.then(|| Provider::parse(provider)).flatten(),
    }
}

/// Supporters: more and stronger the longer the course has gone.
pub(super) fn network(frame: &Frame<'_>, life: &mut Life, chance: &mut Chance) {
    let phase = frame.phase_reached();
    let many = usize::from(phase) + usize::from(chance.in_hundred(50));
    let from: Vec<&SupporterText> = chance.shuffled(&frame.texts.supporter).into_iter().take(many).collect();
    for (number, words) in (0..).zip(from) {
        let lived = days_between(frame.course.first_contact, frame.until).max(1);
        let since = add_days(frame.course.first_contact, chance.between(0, lived));
        life.supporters.push(supporter(frame, chance, words, (since, phase == 3 && number < 2)));
    }
}

pub(super) fn supporter(
    frame: &Frame<'_>,
    chance: &mut Chance,
    words: &SupporterText,
    (since, takes_over): (Date, bool),
) -> (Supporter, String, Option<String>) {
    let strength = words.strength.as_deref().and_then(Strength::parse);
    let by_chance = [Strength::Weak, Strength::Some, Strength::Some, Strength::Strong];
    let supporter = Supporter {
        id: chance.id((frame.moment)(since)),
        course: frame.id(),
        kind: SupporterKind::parse(&words.kind).unwrap_or(SupporterKind::Other),
        strength: strength.or_else(|| chance.pick(&by_chance).copied()),
        // Mostly as she sees it; where it is not, there is something to talk about. By the day, so that no lot is drawn.
        team_strength: match since.day() % 4 {
            0 => None,
            1 => Some(Strength::Some),
            _ => strength,
        },
        since,
        takes_over: takes_over && words.task.is_some(),
        holding: takes_over.then_some(true),
        municipal_entry: words.entry && takes_over,
        ended: None,
    };
    let task = words.task.clone().filter(|_| takes_over || words.strength.is_some());
    (supporter, words.name.clone(), task)
}

/// A promise that was kept some time ago.
pub(super) fn kept_promise(frame: &Frame<'_>, life: &mut Life, chance: &mut Chance) {
    let lived = days_between(frame.course.first_contact, frame.last);
    if lived < 20 {
        return;
    }
    let made = add_days(frame.course.first_contact, chance.between(5, lived - 10));
    let promise = Promise {
        id: chance.id((frame.moment)(made)),
        course: frame.id(),
        worker: frame.worker,
        made,
        until: add_days(made, 7),
        kept: Some(add_days(made, chance.between(1, 9))),
    };
    life.promises.push((promise, chance.words(&frame.texts.promise).to_owned()));
}
