//! The phase band of the course page and the ordered list that says the same.

use domain::Date;
use domain::contact::ContactOutcome;
use domain::phase::PhaseChange;
use report::chart::{self, BandContact, PhaseBand, Place, Width};
use service::course::CoursePage;

use super::super::say;
use crate::words::Words;

/// The phase band with the list that says the same.
#[derive(Debug)]
pub(crate) struct Band {
    /// The picture.
    pub(crate) svg: String,
    /// The list.
    pub(crate) steps: Vec<Step>,
    /// Pauses in words.
    pub(crate) pauses: Vec<String>,
}

/// A part of the list.
#[derive(Debug)]
pub(crate) struct Step {
    /// `Fase 2`.
    pub(crate) name: String,
    /// `afprøve`.
    pub(crate) words: String,
    /// Its days.
    pub(crate) dates: String,
    /// What was planned, where it came to differ.
    pub(crate) planned: String,
    /// Passed, now or to come.
    pub(crate) state: String,
    /// The one it stands in.
    pub(crate) current: bool,
    /// Told to screen readers only: there is no room for it under the picture.
    pub(crate) hidden: bool,
}

/// The band of a course. While contact is being made, the phases as they would be if they began today.
pub(crate) fn band(words: Words, page: &CoursePage) -> Band {
    let course = page.course();
    let planned;
    let schedule = if let Some(schedule) = &page.schedule {
        schedule
    } else {
        planned = domain::phase::schedule(&page.programme, page.today, &[]);
        &planned
    };
    let contacts: Vec<BandContact> = page
        .record
        .contacts
        .iter()
        .filter(|entry| entry.undone_at.is_none())
        .map(|entry| BandContact {
            date: entry.contact.date,
            role: entry.contact.role,
            held: entry.contact.outcome == ContactOutcome::Held,
        })
        .collect();
    let closed = ended_on(page);
    let follow_ups: Vec<Date> = page
        .programme
        .occasions
        .iter()
        .filter(|_| course.follow_up().is_some())
        .filter(|plan| matches!(plan.at, domain::programme::OccasionAt::AfterClosing(_)))
        .filter_map(|plan| domain::due::window(course, page.schedule.as_ref(), plan))
        .map(|window| window.target)
        .collect();
    let input = PhaseBand {
        schedule,
        contact_making_from: Some(course.first_contact).filter(|first| Some(*first) != course.start()),
        contacts: &contacts,
        today: page.today,
        closed,
        follow_ups: &follow_ups,
    };
    let svg =
        chart::phase_band(&input, Place { id: "band", language: words.language, width: Width::Wide }).svg;
    Band { svg, steps: steps(words, page), pauses: pauses(words, page) }
}

/// The day a course ended on; when it is not known, the day that was written down.
pub(super) fn ended_on(page: &CoursePage) -> Option<Date> {
    page.closing().map(|closing| closing.date.unwrap_or(closing.recorded))
}

fn steps(words: Words, page: &CoursePage) -> Vec<Step> {
    let course = page.course();
    let open = course.is_open();
    let state = |key: &str| words.say(key).into_owned();
    let begun = page.schedule.is_some();
    let mut steps = vec![Step {
        name: words.say("course-band-pre").into_owned(),
        words: String::new(),
        dates: words
            .fill("course-about-since", &[("date", words.day(course.first_contact).into())])
            .into_owned(),
        planned: String::new(),
        state: state(if begun { "course-band-done" } else { "course-band-now" }),
        current: open && !begun,
        hidden: true,
    }];
    for (number, model) in (1u8..).zip(&page.programme.phases) {
        let span = page.schedule.as_ref().and_then(|schedule| schedule.phase(number));
        let (name, named) = phase_name(words, number, say::text(words, &model.name));
        let dates = match span {
            None => words.count("date-months", model.months).into_owned(),
            Some(span) if span.start <= page.today && number < page.phase => {
                locale::range(words.language, span.start, span.end, page.today)
            }
            Some(span) => {
                words.fill("course-band-until", &[("date", words.short_day(span.end).into())]).into_owned()
            }
        };
        let moved = span.filter(|span| span.end != span.planned_end);
        steps.push(Step {
            name,
            words: named,
            dates,
            planned: moved.map_or_else(String::new, |span| {
                words
                    .fill("course-band-planned", &[("date", words.short_day(span.planned_end).into())])
                    .into_owned()
            }),
            state: state(match number.cmp(&page.phase) {
                std::cmp::Ordering::Equal if open && begun => "course-band-now",
                std::cmp::Ordering::Less | std::cmp::Ordering::Equal => "course-band-done",
                std::cmp::Ordering::Greater => "course-band-coming",
            }),
            current: open && begun && number == page.phase,
            hidden: false,
        });
    }
    steps
}

/// The name of a phase in two parts: `Fase 2` and `afprøve`, from a name such as `Fase 2 · afprøve`.
fn phase_name(words: Words, number: u8, name: &str) -> (String, String) {
    let short = words.fill("course-band-phase", &[("p", number.into())]).into_owned();
    let named = name.split_once('·').map_or(name, |(_, after)| after).trim();
    (short.clone(), if named == short { String::new() } else { named.to_owned() })
}

fn pauses(words: Words, page: &CoursePage) -> Vec<String> {
    let events = page.course().events.iter();
    events
        .filter_map(|event| match event.change {
            PhaseChange::Pause { from, to } => Some((event, from, to)),
            PhaseChange::EndMoved { .. } => None,
        })
        .map(|(event, from, to)| {
            let reason = page.record.reasons.iter().find(|(id, _)| *id == event.id);
            let reason = reason.map_or("", |(_, words)| words.as_str());
            let key = if to.is_some() { "course-pause" } else { "course-pause-open" };
            let to = to.map(|to| words.day(to)).unwrap_or_default();
            let values = [("from", words.day(from).into()), ("to", to.into()), ("reason", reason.into())];
            words.fill(key, &values).into_owned()
        })
        .collect()
}
