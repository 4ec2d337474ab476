//! The form for a contact: its parts, what is proposed, and how what was sent becomes a command. The areas are
//! never proposed: they are the one tap that is the worker's judgement.

use domain::contact::{
    Contact, ContactKind, ContactOutcome, ContactPlace, ContactRole, MeetingKind, NewTime, Participant,
};
use domain::id::CourseId;
use domain::programme::{AreaKey, Programme};
use service::Error;
use service::contact::{ContactFacts, NewPromise, NextAppointment, Preset, RecordContact};

use super::forms::{Filled, fields};
use super::reading::Reader;
use super::say;
use super::widgets::{Chips, Choice, Field, Kind, Maker};
use crate::form::Fields;
use crate::words::Words;

/// Minutes that have a chip.
const MINUTES: [u16; 5] = [15, 30, 45, 60, 90];

/// The parts of the form.
pub(crate) struct Parts {
    /// What it was.
    pub(crate) kind: Chips,
    /// How it went.
    pub(crate) outcome: Chips,
    /// Whether a new time was offered.
    pub(crate) new_time: Chips,
    /// How long.
    pub(crate) minutes: Chips,
    /// What about.
    pub(crate) areas: Chips,
    /// Areas that are not in the plan.
    pub(crate) more_areas: Option<Chips>,
    /// Where.
    pub(crate) place: Chips,
    /// With whom, where it was coordination.
    pub(crate) with: Chips,
    /// The note.
    pub(crate) note: Field,
    /// Day and time.
    pub(crate) when: [Field; 2],
    /// What is folded away.
    pub(crate) folded: Folded,
}

/// The parts that are folded away.
pub(crate) struct Folded {
    /// Who joined.
    pub(crate) joined: Chips,
    /// Another number of minutes.
    pub(crate) other_minutes: Field,
    /// Support or coordination.
    pub(crate) role: Chips,
    /// A special meeting.
    pub(crate) meeting: Chips,
    /// The next appointment.
    pub(crate) next: [Field; 2],
    /// Its kind.
    pub(crate) next_kind: Chips,
    /// A promise.
    pub(crate) promise: [Field; 2],
    /// True when something folded away is filled in or at fault.
    pub(crate) open: bool,
}

/// The areas to choose from.
pub(crate) struct Areas<'a> {
    /// Those on top.
    pub(crate) first: &'a [AreaKey],
    /// True when they are those of the plan.
    pub(crate) of_plan: bool,
    /// The programme, for names and the rest.
    pub(crate) programme: &'a Programme,
}

/// The parts of the form, filled.
pub(crate) fn parts(words: Words, filled: &Filled, areas: &Areas<'_>) -> Parts {
    let make = filled.maker(words);
    let choices = |keys: &mut dyn Iterator<Item = &AreaKey>| -> Vec<Choice> {
        keys.map(|key| Choice::new(key.clone(), say::area(words, areas.programme, key))).collect()
    };
    let rest: Vec<&AreaKey> =
        areas.programme.areas.iter().map(|area| &area.key).filter(|key| !areas.first.contains(key)).collect();
    let hint = |key: &str| words.say(key).into_owned();
    Parts {
        kind: make.chips("kind", "contact-kind", kinds(&make)),
        outcome: Chips {
            layout: "ff-even",
            when: "kind=meeting|call|message|accompaniment",
            hint: hint("contact-only-support"),
            ..make.chips(
                "outcome",
                "contact-outcome",
                make.codes("contact", ContactOutcome::ALL.iter().map(|o| o.code())),
            )
        },
        new_time: new_time(&make),
        minutes: Chips {
            aside: hint("contact-minutes-unit"),
            layout: "ff-five",
            when: "outcome=held",
            hint: hint("contact-only-held"),
            ..make.chips(
                "minutes",
                "contact-minutes",
                MINUTES.map(|n| Choice::new(n.to_string(), n.to_string())).to_vec(),
            )
        },
        areas: Chips {
            aside: hint(if areas.of_plan { "contact-areas-plan" } else { "contact-areas-all" }),
            several: true,
            ..make.chips("areas", "contact-areas", choices(&mut areas.first.iter()))
        },
        more_areas: (!rest.is_empty()).then(|| Chips {
            several: true,
            fault: None,
            id: "areas-more".to_owned(),
            ..make.chips("areas", "contact-areas-more", choices(&mut rest.iter().copied()))
        }),
        place: Chips {
            when: "kind=meeting|accompaniment|call|message",
            hint: hint("contact-only-support"),
            ..make.chips("place", "contact-place", places(words))
        },
        with: Chips {
            several: true,
            when: "kind=coordination",
            hint: hint("contact-only-coordination"),
            ..make.chips("with", "contact-with", participants(&make))
        },
        note: Field {
            aside: hint("contact-note-optional"),
            hint: hint("contact-note-hint"),
            ..make.field(Kind::Area, "note", "contact-note")
        },
        when: [
            make.field(Kind::Date, "date", "contact-date"),
            Field { hint: hint("contact-time-hint"), ..make.field(Kind::Time, "time", "contact-time") },
        ],
        folded: folded(words, filled),
    }
}

/// Whether a new time was offered: asked where it was moved or did not take place.
fn new_time(make: &Maker<'_>) -> Chips {
    let answers = make.codes("contact-newtime", NewTime::ALL.iter().map(|answer| answer.code()));
    Chips {
        when: "outcome=moved|missed",
        hint: make.words.say("contact-only-moved").into_owned(),
        ..make.chips("new_time", "contact-newtime", answers)
    }
}

/// The parts that are folded away.
fn folded(words: Words, filled: &Filled) -> Folded {
    let make = filled.maker(words);
    let hint = |key: &str| words.say(key).into_owned();
    let usual = Choice {
        picked: filled.fields.text("role").is_none(),
        ..Choice::new("", words.say("contact-role-usual"))
    };
    let none = Choice {
        picked: filled.fields.text("meeting").is_none(),
        ..Choice::new("", words.say("contact-meeting-none"))
    };
    Folded {
        joined: Chips { several: true, ..make.chips("joined", "contact-joined", participants(&make)) },
        other_minutes: make.field(Kind::Number, "other_minutes", "contact-minutes-other"),
        role: with_first(
            make.chips(
                "role",
                "contact-role",
                make.codes("contact-role", ContactRole::ALL.iter().map(|r| r.code())),
            ),
            usual,
        ),
        meeting: with_first(
            make.chips(
                "meeting",
                "contact-meeting",
                make.codes("contact-meeting", MeetingKind::ALL.iter().map(|m| m.code())),
            ),
            none,
        ),
        next: [
            Field {
                hint: hint("contact-newtime-hint"),
                ..make.field(Kind::Date, "next_date", "contact-date")
            },
            make.field(Kind::Time, "next_time", "contact-time"),
        ],
        next_kind: make.chips("next_kind", "contact-next-kind", kinds(&make)),
        promise: [
            Field {
                hint: hint("contact-promise-hint"),
                ..make.field(Kind::Line, "promise", "contact-promise")
            },
            make.field(Kind::Date, "promise_until", "contact-promise-until"),
        ],
        open: FOLDED
            .iter()
            .any(|name| filled.fields.text(name).is_some() || filled.faults.at(name).is_some()),
    }
}

fn participants(make: &Maker<'_>) -> Vec<Choice> {
    make.codes("contact-joined", Participant::ALL.iter().map(|who| who.code()))
}

fn kinds(make: &Maker<'_>) -> Vec<Choice> {
    make.codes("contact-kind", ContactKind::ALL.iter().map(|kind| kind.code()))
}

const FOLDED: [&str; 8] =
    ["joined", "other_minutes", "role", "meeting", "next_date", "next_time", "promise", "promise_until"];

fn with_first(mut chips: Chips, first: Choice) -> Chips {
    chips.choices.insert(0, first);
    chips
}

fn places(words: Words) -> Vec<Choice> {
    let shown = ContactPlace::ALL.iter().filter(|place| **place != ContactPlace::None);
    shown.map(|place| Choice::new(place.code(), say::place(words, *place))).collect()
}

/// What is proposed for a new contact.
pub(crate) fn proposed(preset: &Preset) -> Fields {
    let place = preset.place.filter(|place| *place != ContactPlace::None);
    let mut proposed = fields(vec![
        ("date", Some(preset.date.to_string())),
        ("time", Some(preset.time.strftime("%H:%M").to_string())),
        ("kind", Some(preset.kind.code().to_owned())),
        ("outcome", Some(preset.outcome.code().to_owned())),
        ("place", place.map(|place| place.code().to_owned())),
        ("next_kind", Some(ContactKind::Meeting.code().to_owned())),
        ("settles", preset.appointment.map(|id| id.uuid().simple().to_string())),
    ]);
    put_minutes(&mut proposed, preset.minutes);
    proposed
}

/// What stands in the form for a contact that was recorded.
pub(crate) fn recorded(contact: &Contact, note: Option<&str>, version: i64) -> Fields {
    let usual = domain::contact::usual_role(contact.kind);
    let mut pairs: Vec<(String, String)> = Vec::new();
    pairs.extend(contact.areas.iter().map(|area| ("areas".to_owned(), area.clone())));
    let joined = if contact.kind == ContactKind::Coordination { "with" } else { "joined" };
    pairs.extend(contact.joined.iter().map(|who| (joined.to_owned(), who.code().to_owned())));
    let encoded = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let mut known = Fields::parse(encoded.as_bytes());
    let more = fields(vec![
        ("date", Some(contact.date.to_string())),
        ("time", contact.time.map(|time| time.strftime("%H:%M").to_string())),
        ("kind", Some(contact.kind.code().to_owned())),
        ("outcome", Some(contact.outcome.code().to_owned())),
        ("new_time", contact.new_time.map(|answer| answer.code().to_owned())),
        ("place", contact.place.map(|place| place.code().to_owned())),
        ("role", Some(contact.role.code().to_owned()).filter(|_| contact.role != usual)),
        ("meeting", contact.meeting.map(|meeting| meeting.code().to_owned())),
        ("note", note.map(str::to_owned)),
        ("version", Some(version.to_string())),
    ]);
    more.pairs().for_each(|(name, value)| known.put(name, value));
    put_minutes(&mut known, contact.minutes);
    known
}

fn put_minutes(fields: &mut Fields, minutes: Option<u16>) {
    let Some(minutes) = minutes else { return };
    let name = if MINUTES.contains(&minutes) { "minutes" } else { "other_minutes" };
    fields.put(name, minutes.to_string());
}

/// The facts that were sent; without script every field comes, also those that do not matter for the kind.
fn facts(reader: &mut Reader<'_>) -> Option<ContactFacts> {
    let date = reader.needed_date("date");
    let kind = reader.needed("kind", ContactKind::parse);
    let coordination = kind == Some(ContactKind::Coordination);
    let outcome = reader.code("outcome", ContactOutcome::parse).filter(|_| !coordination);
    let held = outcome.is_none_or(|outcome| outcome == ContactOutcome::Held);
    let (other, chip) = (reader.number::<u16>("other_minutes"), reader.number::<u16>("minutes"));
    let place = reader.code("place", ContactPlace::parse);
    Some(ContactFacts {
        date: date?,
        time: reader.time("time"),
        kind: kind?,
        role: reader.code("role", ContactRole::parse),
        outcome: outcome.unwrap_or(ContactOutcome::Held),
        new_time: reader.code("new_time", NewTime::parse),
        minutes: other.or(chip).filter(|_| held),
        place: place.filter(|_| !coordination && held),
        joined: reader.codes(if coordination { "with" } else { "joined" }, Participant::parse),
        meeting: reader.code("meeting", MeetingKind::parse),
        areas: reader.codes("areas", |area| Some(area.to_owned())),
    })
}

/// The command to record what was sent.
///
/// # Errors
/// Every field that cannot be read.
pub(crate) fn command(course: CourseId, fields: &Fields) -> Result<RecordContact, Error> {
    let mut reader = Reader::new(fields);
    let facts = facts(&mut reader);
    let next_date = reader.date("next_date");
    let next_time = reader.time("next_time");
    let next_kind = reader.code("next_kind", ContactKind::parse).unwrap_or(ContactKind::Meeting);
    let next = next_date.map(|date| NextAppointment { date, time: next_time, kind: next_kind, place: None });
    let what = fields.text("promise").map(str::to_owned);
    let until = what.as_ref().and_then(|_| reader.needed_date("promise_until"));
    let promise = what.zip(until).map(|(what, until)| NewPromise { what, until });
    let settles = reader.code("settles", |id| uuid::Uuid::try_parse(id).ok().map(Into::into));
    let note = reader.words("note");
    reader.finish(facts.map(|facts| RecordContact { course, facts, note, settles, next, promise }))
}

/// The facts and the note of a correction.
///
/// # Errors
/// Every field that cannot be read.
pub(crate) fn correction(fields: &Fields) -> Result<(ContactFacts, String, i64), Error> {
    let mut reader = Reader::new(fields);
    let facts = facts(&mut reader);
    let version = reader.number("version").unwrap_or(0);
    let note = reader.words("note");
    reader.finish(facts.map(|facts| (facts, note, version)))
}
