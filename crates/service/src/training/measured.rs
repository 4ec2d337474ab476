//! Invented answers to the instruments: wellbeing and life situation that rise a little over a course for most, fall for
//! some, and are sometimes not answered.

use domain::Date;
use domain::due::{FOLLOW_UP_LATE_DAYS, window};
use domain::instrument::{Instrument, ItemKind};
use domain::phase::add_days;
use domain::programme::OccasionAt;
use domain::response::{Answer, Answers, Informer, Mode, Response};
use domain::scoring;

use super::chance::Chance;
use super::life::Frame;
use crate::content::Content;

/// What is left open in the measurements of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    /// Nothing.
    Nothing,
    /// The first occasion was never answered.
    First,
    /// WHO-5 and life situation of the latest occasion are not answered yet.
    Latest,
    /// Of the occasion ahead only WHO-5 is missing.
    Who5Ahead,
    /// The closing form itself is missing.
    ClosingForm,
}

/// How a citizen fares.
#[derive(Debug)]
pub(super) struct Fares {
    /// Where she begins on a scale from 0 to 1.
    pub(super) begins: f64,
    /// What a whole course changes.
    pub(super) changes: f64,
    /// What is left open.
    pub(super) open: Open,
    /// The scores of WHO-5, where they are told.
    pub(super) who5: Vec<i32>,
}

/// All responses of a course up to a day.
pub(super) fn responses(
    content: &Content,
    frame: &Frame<'_>,
    fares: &Fares,
    chance: &mut Chance,
) -> Vec<Response> {
    let mut list = Vec::new();
    let schedule = frame.schedule;
    let mut times = 0;
    let occasions = frame.programme.occasions.iter().filter(|occasion| !occasion.optional);
    let due: Vec<_> = occasions
        .filter_map(|occasion| Some((occasion, window(frame.course, schedule, occasion)?)))
        .filter(|(occasion, window)| {
            let closing = occasion.at == OccasionAt::Closing;
            window.from <= frame.until && (!closing || !frame.course.is_open())
        })
        .collect();
    for (place, (occasion, window)) in due.iter().enumerate() {
        let latest = place + 1 == due.len();
        let ahead = window.target > frame.until;
        let first = occasion.at == OccasionAt::Start;
        if (first && fares.open == Open::First) || (ahead && fares.open != Open::Who5Ahead) {
            continue;
        }
        let date =
            add_days(window.target, chance.between(-3, 10)).min(frame.until).max(frame.course.first_contact);
        let share = f64::from(u8::try_from(place).unwrap_or(u8::MAX)) / 3.0;
        let level = fares.begins + fares.changes * share;
        for id in &occasion.instruments {
            let Some(instrument) = content.instrument(&frame.course.programme, id) else { continue };
            let who5 = id.as_str() == "who5";
            let life_situation = id.as_str() == "life-situation";
            let missing = (latest && fares.open == Open::Latest && (who5 || life_situation))
                || (who5 && ahead)
                || (fares.open == Open::ClosingForm && id.as_str() == "closing");
            if missing {
                continue;
            }
            let told = fares.who5.get(times).copied().filter(|_| who5);
            times += usize::from(who5);
            list.push(response(frame, instrument, (&occasion.key, date), (level, told), chance));
        }
    }
    list
}

/// The follow-ups of a closed course with a yes: those that lie behind are answered, mostly; one that is open now waits
/// where it is left open.
pub(super) fn follow_ups(
    content: &Content,
    frame: &Frame<'_>,
    (fares, today, left_open): (&Fares, Date, bool),
    chance: &mut Chance,
) -> Vec<Response> {
    let mut list = Vec::new();
    if frame.course.follow_up().is_none() {
        return list;
    }
    for occasion in &frame.programme.occasions {
        let Some(window) = window(frame.course, None, occasion) else { continue };
        let date = add_days(window.target, chance.between(-6, 20)).min(today);
        let after = matches!(occasion.at, OccasionAt::AfterClosing(_)) && window.from <= today;
        let answered = chance.in_hundred(72);
        let asked = today <= add_days(window.to, FOLLOW_UP_LATE_DAYS);
        if !after || (if asked { left_open } else { !answered }) {
            continue;
        }
        let level = fares.begins + fares.changes + chance.around() / 10.0;
        for id in &occasion.instruments {
            let Some(instrument) = content.instrument(&frame.programme.id, id) else { continue };
            list.push(response(frame, instrument, (&occasion.key, date), (level, None), chance));
        }
    }
    list
}

fn response(
    frame: &Frame<'_>,
    instrument: &Instrument,
    (occasion, date): (&str, Date),
    (level, told): (f64, Option<i32>),
    chance: &mut Chance,
) -> Response {
    let answers =
        told.map_or_else(|| answers(frame, instrument, level, chance), |score| of_score(instrument, score));
    let citizen = [Informer::Citizen, Informer::Citizen, Informer::WithStaff];
    let modes = [Mode::Screen, Mode::Screen, Mode::Paper, Mode::Interview];
    let informer =
        if instrument.citizen_answers { chance.choose(&citizen, Informer::Citizen) } else { Informer::Staff };
    Response {
        id: chance.id((frame.moment)(date)),
        course: frame.course.id,
        instrument: instrument.id.clone(),
        version: instrument.version.clone(),
        occasion: occasion.to_owned(),
        date,
        mode: chance.choose(&modes, Mode::Screen),
        informer,
        score: scoring::score(instrument, &answers),
        answers,
    }
}

/// Five answers that give a told score in steps of four.
fn of_score(instrument: &Instrument, score: i32) -> Answers {
    let raw = score / 4;
    let items = i32::try_from(instrument.items.len()).unwrap_or(1).max(1);
    (0..)
        .zip(&instrument.items)
        .map(|(place, item)| (item.key.clone(), Answer::Value(raw / items + i32::from(place < raw % items))))
        .collect()
}

fn answers(frame: &Frame<'_>, instrument: &Instrument, level: f64, chance: &mut Chance) -> Answers {
    let mut answers = Answers::new();
    for item in &instrument.items {
        let said = match &item.kind {
            ItemKind::Scale { min, max, .. } => scale((*min, *max), level, chance),
            ItemKind::YesNo => i32::from(chance.in_hundred(yes_in_hundred(&item.key, level))),
            ItemKind::Choice { options } => chance.pick(options).map_or(0, |option| option.value),
            ItemKind::Several { options } => {
                chance.pick(options).map_or(0, |option| 1 << option.value.clamp(0, 30))
            }
            ItemKind::Number { min, max } => chance.between(*min.max(&19), *max.min(&54)),
        };
        let answer = match chance.between(1, 60) {
            1 => Answer::WillNotAnswer,
            2 if !item.scored => Answer::DoesNotKnow,
            3 if !item.scored => Answer::NotAsked,
            _ => Answer::Value(said),
        };
        if !(item.optional && chance.in_hundred(40)) {
            answers.insert(item.key.clone(), answer);
        }
    }
    // What the record says elsewhere must not be contradicted.
    for (key, value) in [("long_term_plan", 1), ("handover_meeting", 1), ("network_in_place", 1)] {
        if frame.phase_reached() < 3 && answers.contains_key(key) {
            answers.insert(key.to_owned(), Answer::Value(1 - value));
        }
    }
    answers
}

fn yes_in_hundred(item: &str, level: f64) -> i32 {
    match item {
        // The two questions of the payment form: fewer yes the better she fares.
        "paid_last_month" => {
            if level > 0.5 {
                25
            } else {
                60
            }
        }
        "paid_last_six_months" => {
            if level > 0.5 {
                45
            } else {
                80
            }
        }
        "danish_background" => 80,
        "debt" | "weak_network" | "mental_problems" => 70,
        _ => 45,
    }
}

fn scale((min, max): (i32, i32), level: f64, chance: &mut Chance) -> i32 {
    let width = f64::from(max - min);
    let place = (level * width + chance.around() * width / 7.0).clamp(0.0, width);
    // Counting up avoids a conversion that could lose something.
    (0..=max - min)
        .filter(|step| f64::from(*step) <= place + 0.5)
        .count()
        .try_into()
        .map_or(min, |steps: i32| min + steps - 1)
}
