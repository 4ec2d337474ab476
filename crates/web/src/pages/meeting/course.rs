//! A course in short, as the team talks of it. What is not for the wall is there only where it was asked for.

use std::borrow::Cow;

use domain::meeting::Outcome;
use domain::plan::ActivityState;
use domain::programme::Track;
use service::course::CoursePage;
use service::record::{DecisionEntry, UserRow};

use super::item::{Course, Earlier};
use crate::pages::course::say;
use crate::pages::course::view::{band, head};
use crate::words::Words;

/// Contacts that are told.
const CONTACTS: usize = 3;
/// Earlier decisions that are told.
const EARLIER: usize = 4;

/// The course; with the words that are not for the wall, where they are asked for.
pub(super) fn course(words: Words, page: &CoursePage, shown: bool) -> Course {
    let plan = page.plan();
    let area = |entry: &service::plan::PlanArea| {
        let name = say::area(words, &page.programme, &entry.entry.area.area);
        let open = entry
            .activities
            .iter()
            .filter(|one| !matches!(one.activity.state, ActivityState::Done | ActivityState::Dropped));
        let said = entry.entry.goal.clone().filter(|_| shown);
        (name, said, open.map(|one| one.title.clone()).filter(|_| shown).collect())
    };
    Course {
        alias: page.alias().to_owned(),
        code: page.course().code.clone(),
        noname: page.course().track == Track::NoName,
        href: crate::pages::course::forms::href(&page.course().code),
        sentence: head::head(words, page).sentence,
        worker: page.worker().and_then(|id| page.member(id)).map(|user| user.name.clone()),
        band: band::band(words, page),
        due: page.due.iter().map(|due| say::due(words, page, "", due).sentence).take(CONTACTS).collect(),
        contacts: contacts(words, page),
        note: if shown { note(words, page) } else { None },
        plan: plan.areas.iter().map(area).collect(),
        measures: measures(words, page),
        network: if shown { network(page) } else { Vec::new() },
        earlier: earlier(words, page),
    }
}

fn contacts(words: Words, page: &CoursePage) -> Vec<String> {
    let mut standing: Vec<_> =
        page.record.contacts.iter().filter(|entry| entry.undone_at.is_none()).collect();
    standing.sort_by_key(|entry| std::cmp::Reverse((entry.contact.date, entry.contact.time)));
    let told = standing.iter().take(CONTACTS).map(|entry| {
        format!("{} · {}", words.short_day(entry.contact.date), say::contact(words, &entry.contact))
    });
    told.collect()
}

/// The latest note, with its day.
fn note(words: Words, page: &CoursePage) -> Option<(String, String)> {
    let noted = page.record.contacts.iter().filter(|entry| entry.undone_at.is_none() && entry.note.is_some());
    let latest = noted.max_by_key(|entry| (entry.contact.date, entry.contact.time))?;
    Some((words.short_day(latest.contact.date), latest.note.clone()?))
}

/// *Trivsel: 32 → 40*: the last two scores of each instrument.
fn measures(words: Words, page: &CoursePage) -> Vec<Cow<'static, str>> {
    let line = |curve: &service::course::Curve| {
        let scores: Vec<f64> = curve.points.iter().filter_map(|point| point.score).collect();
        let form = say::short_name(words, &curve.instrument);
        let (last, before) = (scores.last()?, scores.iter().rev().nth(1));
        let last = say::score(words, *last);
        Some(match before {
            Some(before) => {
                let before = say::score(words, *before);
                words.fill("meet-measure", &[("form", form.into()), ("a", before.into()), ("b", last.into())])
            }
            None => words.fill("meet-measure-one", &[("form", form.into()), ("b", last.into())]),
        })
    };
    page.curves().iter().filter_map(line).collect()
}

/// Who is in the network, by name and what they take over.
fn network(page: &CoursePage) -> Vec<String> {
    let standing = page.record.supporters.iter().filter(|entry| entry.supporter.ended.is_none());
    let line = |entry: &service::record::SupporterEntry| {
        let parts: Vec<&str> = [&entry.name, &entry.task].into_iter().flatten().map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    };
    standing.filter_map(line).collect()
}

/// What was decided earlier, the latest first.
fn earlier(words: Words, page: &CoursePage) -> Vec<Earlier> {
    let said = page
        .record
        .decisions
        .iter()
        .rev()
        .filter(|entry| entry.undone_at.is_none() && entry.decision.outcome != Outcome::Skipped);
    let line = |entry: &DecisionEntry| Earlier {
        day: words.short_day(entry.day),
        text: entry.words.clone().or_else(|| entry.issue.clone()),
        what: becomes(words, entry, &page.staff),
    };
    said.take(EARLIER).map(line).collect()
}

/// *Sanne, senest 1. dec.*; *Sanne, gjort 28. nov.*; *note*; *ikke nu*.
pub(super) fn becomes(words: Words, entry: &DecisionEntry, staff: &[UserRow]) -> String {
    let decision = &entry.decision;
    let name = decision.who.and_then(|who| staff.iter().find(|user| user.id == who));
    let name = name.map_or("", |user| say::first_name(&user.name));
    match (decision.outcome, decision.done, decision.until) {
        (Outcome::Decided, Some(done), _) => {
            let values = [("name", name.into()), ("date", words.short_day(done).into())];
            words.fill("meet-task-done", &values).into_owned()
        }
        (Outcome::Decided, None, Some(until)) => {
            let values = [("name", name.into()), ("date", words.short_day(until).into())];
            words.fill("meet-task", &values).into_owned()
        }
        (outcome, ..) => words.word("meet-dealt", outcome.code()).into_owned(),
    }
}
