//! The last section of the course page in words: dates, workers, changes, who has read.

use domain::assignment::AssignmentRole;
use domain::course::ClosingReason;
use domain::programme::Track;
use service::Context;
use service::course::{CoursePage, Reading};

use super::super::say;
use super::timeline::phase_change;
use crate::words::Words;

/// About the course.
#[derive(Debug)]
pub(crate) struct About {
    /// Terms with what they are.
    pub(crate) facts: Vec<(String, String)>,
    /// The course before it: address and word.
    pub(crate) previous: Option<(String, String)>,
    /// Phases: name, planned days, days as they are.
    pub(crate) phases: Vec<(String, String, String)>,
    /// Changes of the phases with their reasons.
    pub(crate) changes: Vec<String>,
    /// Who has been there, and when.
    pub(crate) workers: Vec<(String, String)>,
    /// Readings: when, who, what.
    pub(crate) readers: Vec<(String, String, String)>,
    /// They were asked for.
    pub(crate) show_readers: bool,
}

/// About a course; the readings are shown where they were asked for.
pub(crate) fn about(words: Words, ctx: &Context, page: &CoursePage, readings: Option<Vec<Reading>>) -> About {
    let show_readers = readings.is_some();
    About {
        facts: facts(words, page),
        previous: page.course().previous.map(|id| {
            (
                format!("/forloeb/id/{}", id.uuid().simple()),
                words.say("course-about-previous-see").into_owned(),
            )
        }),
        phases: phases(words, page),
        changes: changes(words, page),
        workers: workers(words, page),
        readers: readings.into_iter().flatten().map(|reading| line(words, ctx, page, &reading)).collect(),
        show_readers,
    }
}

fn facts(words: Words, page: &CoursePage) -> Vec<(String, String)> {
    let course = page.course();
    let worker = page.worker().and_then(|id| page.member(id)).map(|user| user.name.clone());
    let deputies: Vec<String> =
        page.deputies().filter_map(|tie| page.member(tie.worker)).map(|user| user.name.clone()).collect();
    let track = match course.track {
        Track::NoName => "course-noname",
        Track::Decided => "course-decided",
    };
    let mut facts = vec![
        ("course-about-worker", worker.unwrap_or_else(|| words.say("course-about-noworker").into_owned())),
        ("course-about-programme", page.programme.name_in(words.language.tag()).to_owned()),
        ("course-about-track", words.say(track).into_owned()),
        ("course-about-first", words.day(course.first_contact)),
    ];
    if !deputies.is_empty() {
        facts.insert(1, ("course-about-deputy", deputies.join(", ")));
    }
    facts.extend(course.start().map(|start| ("course-about-start", words.day(start))));
    if course.is_open() {
        let end = page.schedule.as_ref().and_then(domain::phase::Schedule::end);
        facts.extend(end.map(|end| ("course-about-end", words.day(end))));
    }
    let closed = page.closing().and_then(|closing| closing.date);
    facts.extend(closed.map(|date| ("course-about-closed", words.day(date))));
    if let Some(closing) = page.closing().filter(|closing| closing.reason != ClosingReason::Died) {
        let said = super::super::follow_up::said(words, closing.follow_up);
        facts.push(("close-followup-title", said.into_owned()));
    }
    if let Some(plan) = &page.record.long_term_plan {
        facts.push(("close-plan", plan.clone()));
    }
    facts.into_iter().map(|(key, what)| (words.say(key).into_owned(), what)).collect()
}

fn phases(words: Words, page: &CoursePage) -> Vec<(String, String, String)> {
    let spans = page.schedule.iter().flat_map(|schedule| &schedule.phases);
    let range = |from, to| locale::range(words.language, from, to, page.today);
    spans
        .map(|span| {
            let same = (span.start, span.end) == (span.planned_start, span.planned_end);
            let actual = if same {
                words.say("course-about-asplanned").into_owned()
            } else {
                range(span.start, span.end)
            };
            (
                words.fill("course-band-phase", &[("p", span.phase.into())]).into_owned(),
                range(span.planned_start, span.planned_end),
                actual,
            )
        })
        .collect()
}

/// Changes of the phases with their reasons.
pub(crate) fn changes(words: Words, page: &CoursePage) -> Vec<String> {
    let events = page.course().events.iter();
    events
        .map(|event| {
            let reason = page.record.reasons.iter().find(|(id, _)| *id == event.id);
            let cause = words.word("phase-cause", event.cause.code());
            let reason = reason.map_or(String::new(), |(_, reason)| format!(" {reason}"));
            format!("{}. {cause}.{reason}", phase_change(words, event))
        })
        .collect()
}

fn workers(words: Words, page: &CoursePage) -> Vec<(String, String)> {
    let mut ties: Vec<_> = page.record.assignments.iter().collect();
    ties.sort_by_key(|tie| std::cmp::Reverse((tie.from, tie.id)));
    ties.into_iter()
        .map(|tie| {
            let name = page.member(tie.worker).map_or("–", |user| user.name.as_str());
            let days = match tie.to {
                Some(to) => locale::range(words.language, tie.from, to, page.today),
                None => {
                    words.fill("course-about-since", &[("date", words.day(tie.from).into())]).into_owned()
                }
            };
            let role = match tie.role {
                AssignmentRole::Worker => words.say("course-about-worker"),
                AssignmentRole::Deputy => words.say("course-about-deputy"),
            };
            (name.to_owned(), format!("{} · {days}", say::inside(&role)))
        })
        .collect()
}

fn line(words: Words, ctx: &Context, page: &CoursePage, reading: &Reading) -> (String, String, String) {
    let at = ctx.local_of(reading.at);
    let when = format!("{} {}", words.short_day(at.date()), words.clock(at.time()));
    let who = reading.who.and_then(|id| page.member(id)).map_or("–", |user| user.name.as_str());
    let act = words.word("course-act", reading.act.code());
    let what = match reading.purpose {
        Some(purpose) => format!("{act} · {}", words.word("course-purpose", purpose.code())),
        None => act.into_owned(),
    };
    (when, who.to_owned(), what)
}
