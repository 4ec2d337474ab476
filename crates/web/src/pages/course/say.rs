//! What the course pages say of a record's values: kinds, places, phases, duties in words. It decides nothing.

use std::borrow::Cow;

use askama::Template;
use askama::filters::HtmlSafe;
use domain::contact::{Contact, ContactKind, ContactOutcome, ContactPlace};
use domain::due::{Due, Duty, Urgency};
use domain::instrument::{Instrument, InstrumentId};
use domain::programme::{Programme, Text, in_language};
use service::Context;
use service::course::{CoursePage, Told};

use crate::words::Words;

/// The same words with a capital first letter.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The same words with a small first letter and without the full stop, for the middle of a sentence. Abbreviations
/// keep their capitals.
pub(crate) fn inside(words: &str) -> String {
    let words = words.trim().trim_end_matches('.');
    let mut letters = words.chars();
    let first = letters.next();
    if letters.clone().next().is_some_and(char::is_uppercase) {
        return words.to_owned();
    }
    first.map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A text of the content in the reader's language.
pub(crate) fn text(words: Words, text: &Text) -> &str {
    in_language(text, words.language.tag()).unwrap_or_default()
}

/// The name of an area of the programme; its key where the programme no longer has it.
pub(crate) fn area(words: Words, programme: &Programme, key: &str) -> String {
    programme.area(key).map_or(key, |area| text(words, &area.name)).to_owned()
}

/// A number with one decimal at most, without `,0`.
pub(crate) fn score(words: Words, number: f64) -> String {
    let whole = (number - number.round()).abs() < 0.05;
    locale::decimal(words.language, number, locale::Decimals::from_digits(usize::from(!whole)))
}

/// `45 minutter`.
pub(crate) fn minutes(words: Words, minutes: u16) -> Cow<'static, str> {
    words.count("date-minutes", minutes)
}

/// The word on a chip for a place.
pub(crate) fn place(words: Words, place: ContactPlace) -> Cow<'static, str> {
    words.say(match place {
        ContactPlace::Community => "contact-place-out",
        ContactPlace::Home => "contact-place-home",
        ContactPlace::Office => "contact-place-ours",
        ContactPlace::OtherService => "contact-place-theirs",
        ContactPlace::None => "contact-place-none",
    })
}

/// `Møde, 45 minutter`; `Møde, blev ikke til noget`.
pub(crate) fn contact(words: Words, contact: &Contact) -> String {
    let what = words.word("contact-kind", contact.kind.code());
    let key = match (contact.outcome, contact.minutes) {
        (ContactOutcome::Held, None) => return what.into_owned(),
        (ContactOutcome::Held, Some(length)) => {
            let values = [("what", what.into()), ("minutes", minutes(words, length).into())];
            return words.fill("course-entry-minutes", &values).into_owned();
        }
        (ContactOutcome::Moved, _) => "course-entry-moved",
        (ContactOutcome::Missed, _) => "course-entry-notheld",
        (ContactOutcome::Unanswered, _) => "course-entry-unanswered",
    };
    words.fill(key, &[("what", what.into())]).into_owned()
}

/// `Torsdag 19. november · ude · Sanne`.
pub(crate) fn contact_when(words: Words, page: &CoursePage, contact: &Contact) -> String {
    let mut parts = vec![capital(&words.long_day(contact.date))];
    if let Some(time) = contact.time {
        parts.push(words.at(time));
    }
    let joined: Vec<_> =
        contact.joined.iter().map(|who| words.word("contact-with", who.code()).into_owned()).collect();
    if !joined.is_empty() {
        parts.push(words.fill("course-entry-with", &[("who", joined.join(", ").into())]).into_owned());
    }
    if let Some(at) = contact.place.filter(|at| *at != ContactPlace::None) {
        parts.push(inside(&place(words, at)));
    }
    if contact.kind != ContactKind::Coordination || joined.is_empty() {
        parts.extend(page.member(contact.worker).map(|user| first_name(&user.name).to_owned()));
    }
    parts.join(" · ")
}

/// The first of somebody's names: staff call each other by it.
pub(crate) fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// The name of an instrument; its key where the content no longer has it.
pub(crate) fn instrument_name(words: Words, page: &CoursePage, id: &InstrumentId) -> String {
    let found = page.content.instrument(&page.programme.id, id);
    found.map_or_else(|| id.as_str().to_owned(), |instrument| text(words, &instrument.name).to_owned())
}

/// The short name of an instrument.
pub(crate) fn short_name(words: Words, instrument: &Instrument) -> String {
    text(words, &instrument.short_name).to_owned()
}

/// The name of an occasion.
pub(crate) fn occasion(words: Words, page: &CoursePage, key: &str) -> String {
    page.programme.occasion(key).map_or(key, |occasion| text(words, &occasion.name)).to_owned()
}

/// A duty in words, with its one act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DueLine {
    /// What is waiting and why.
    pub(crate) sentence: String,
    /// Past its time.
    pub(crate) over: bool,
    /// The one act.
    pub(crate) act: Option<DueAct>,
}

/// The act of a duty: a link, or one press where that does it.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    ext = "html",
    source = r#"{% if post %}<form class="ff-inline" method="post" action="{{ href }}"><button class="ff-plainbutton" type="submit">{{ label }}</button></form>{% else %}<a href="{{ href }}">{{ label }}</a>{% endif %}"#
)]
pub(crate) struct DueAct {
    /// Address.
    pub(crate) href: String,
    /// Word.
    pub(crate) label: Cow<'static, str>,
    /// One press does it.
    pub(crate) post: bool,
}

impl HtmlSafe for DueAct {}

/// A duty of this course in words.
pub(crate) fn due(words: Words, page: &CoursePage, href: &str, due: &Due) -> DueLine {
    let act = act(words, page, href, &due.duty);
    DueLine { sentence: duty(words, page, due), over: due.urgency == Urgency::Overdue, act }
}

fn duty(words: Words, page: &CoursePage, due: &Due) -> String {
    let day = |date| words.day(date).into();
    match &due.duty {
        Duty::Silent { days, phase: 0, .. } => words.count("course-due-silent-pre", *days),
        Duty::Silent { days, phase, rhythm } => words
            .fill("due-silent", &[("n", (*days).into()), ("p", (*phase).into()), ("k", (*rhythm).into())]),
        Duty::Form { instrument, months, from, to, .. } => {
            let form = instrument_name(words, page, instrument).into();
            let late = due.urgency == Urgency::Overdue;
            let key = match (late, *months) {
                (true, ..=0) => "due-form-start-late",
                (true, _) => "due-form-late",
                (false, ..=0) => "due-form-start",
                (false, _) => "due-form",
            };
            let last = if late {
                [("date", day(*to)), ("to", day(*to))]
            } else {
                [("from", day(*from)), ("to", day(*to))]
            };
            let [a, b] = last;
            words.fill(key, &[("form", form), ("m", (*months).into()), a, b])
        }
        Duty::Baseline { .. } => words.say("due-baseline"),
        Duty::PlanMissing => words.say("due-plan-missing"),
        Duty::PlanReview { by } => words.fill("due-plan-review", &[("date", day(*by))]),
        Duty::PhaseChange { phase, days, .. } => {
            words.fill("due-phase", &[("p", (*phase).into()), ("n", (*days).into())])
        }
        Duty::Promise { promise, until } => {
            let what = page.open_promises().find(|(open, _)| open.id == *promise);
            let what = what.map(|(_, what)| inside(what)).unwrap_or_default();
            words.fill("due-promise", &[("what", what.into()), ("date", day(*until))])
        }
        Duty::Decision { decision, who, until } => {
            let entry = page.record.decisions.iter().find(|entry| entry.decision.id == *decision);
            let what = entry.and_then(|entry| entry.words.as_deref()).unwrap_or_default();
            let what = what.trim_end_matches('.');
            let name = page.member(*who).map_or("–", |user| first_name(&user.name));
            let values = [("what", what.into()), ("name", name.into()), ("date", day(*until))];
            words.fill("course-due-decision", &values)
        }
        Duty::SafeContact { was_due } => words.fill("due-safe", &[("date", day(*was_due))]),
        Duty::ClosingForm { .. } => words.say("due-closing"),
        Duty::FollowUp { months, way, .. } => crate::pages::parts::follow_up(words, (*months, *way)),
        Duty::PastEnd { end } => words.fill("course-due-end", &[("date", day(*end))]),
        Duty::Enquiry { .. } => words.say("course-next-none"),
    }
    .into_owned()
}

fn act(words: Words, page: &CoursePage, href: &str, duty: &Duty) -> Option<DueAct> {
    let (path, key) = match duty {
        Duty::Silent { .. } => ("kontakt".to_owned(), "due-do-contact"),
        Duty::Form { instrument, occasion, .. }
        | Duty::Baseline { instrument, occasion }
        | Duty::ClosingForm { instrument, occasion } => {
            (format!("skema/{}", number(&page.programme, occasion, instrument)?), "due-do-fill")
        }
        Duty::FollowUp { instruments, occasion, .. } => {
            (format!("skema/{}", number(&page.programme, occasion, instruments.first()?)?), "due-do-fill")
        }
        Duty::PlanMissing => ("plan/omraader".to_owned(), "course-plan-make"),
        Duty::PlanReview { .. } | Duty::PhaseChange { .. } => ("plan".to_owned(), "due-do-prepare"),
        Duty::Promise { promise, .. } => (format!("loefte/{}", promise.uuid().simple()), "due-do-done"),
        Duty::Decision { decision, .. } => {
            let (course, id) = (page.course().id.uuid().simple(), decision.uuid().simple());
            let href = format!("{}{course}/{id}", crate::pages::parts::DECISIONS);
            return Some(DueAct { href, label: words.say("due-do-done"), post: true });
        }
        Duty::SafeContact { .. } => ("sikker-kontakt".to_owned(), "due-do-confirm"),
        Duty::PastEnd { .. } => ("afslut".to_owned(), "close-title"),
        Duty::Enquiry { .. } => return None,
    };
    let post = matches!(duty, Duty::Promise { .. });
    Some(DueAct { href: format!("{href}/{path}"), label: words.say(key), post })
}

/// *Karen Øvelse læste her 24. nov. kl. 10.12: metodevejledning.* On a page that is not the course's, with its alias.
pub(crate) fn told(words: Words, ctx: &Context, told: &Told, alias: Option<&str>) -> String {
    let at = ctx.local_of(told.at);
    let when = format!("{} {}", words.short_day(at.date()), words.at(at.time()));
    let why = words.word("course-purpose", told.purpose.code());
    let mut values = vec![("name", told.name.as_str().into()), ("when", when.into()), ("why", why.into())];
    let key = if let Some(alias) = alias {
        values.push(("alias", alias.into()));
        "read-told-of"
    } else {
        "read-told"
    };
    words.fill(key, &values).into_owned()
}

/// The number of an instrument at an occasion, for addresses that name neither: `2-1`.
pub(crate) fn number(programme: &Programme, occasion: &str, instrument: &InstrumentId) -> Option<String> {
    let at = programme.occasions.iter().position(|plan| plan.key == occasion)?;
    let which = programme.occasions.get(at)?.instruments.iter().position(|id| id == instrument)?;
    Some(format!("{}-{}", at + 1, which + 1))
}

/// The occasion and instrument of such a number.
pub(crate) fn numbered<'a>(programme: &'a Programme, number: &str) -> Option<(&'a str, &'a InstrumentId)> {
    let (at, which) = number.split_once('-')?;
    let plan = programme.occasions.get(at.parse::<usize>().ok()?.checked_sub(1)?)?;
    let instrument = plan.instruments.get(which.parse::<usize>().ok()?.checked_sub(1)?)?;
    Some((&plan.key, instrument))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fit_into_a_sentence_and_abbreviations_stay() {
        assert_eq!(inside("Sende en kopi."), "sende en kopi");
        assert_eq!(inside("NGO eller forening"), "NGO eller forening");
        assert_eq!(capital("i dag"), "I dag");
        assert_eq!(inside(""), "");
    }
}
