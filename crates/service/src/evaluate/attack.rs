//! The attack on the live record: everything is asked for at every month end, in every period, for all but a few, and by
//! two at once; and what came out is laid side by side. Nothing about fewer than five persons may follow from it.
#![expect(clippy::cognitive_complexity, reason = "a test tells a story; these become tests by a macro")]

use std::collections::{BTreeMap, BTreeSet};

use domain::course::ClosingReason;
use domain::instrument::InstrumentId;
use domain::policy::Actor;
use domain::programme::Track;
use domain::response::{Answer, Answers, Informer, Mode};
use evaluation::package::Package;
use jiff::civil::date;

use super::compare_tests::fewest;
use super::*;
use crate::course::{CloseCourse, NewResponse, StartCourse, StartWho, close, start};
use crate::response::{ChangeResponse, RecordResponse};
use crate::sample::{Town, on_both};
use crate::{Sent, response};

on_both! {
    what_one_person_adds_in_a_month_is_not_told_until_five_have,
    no_sum_or_difference_of_periods_is_about_a_few,
    of_two_at_once_that_would_tell_together_one_is_stopped,
    who_sees_numbers_sees_the_same_as_everybody_and_each_release_is_in_the_trail,
}

const PROGRAMME: &str = "cti-12";
const LEAST: usize = 5;

fn ask(until: Option<Date>, period: Period) -> Ask {
    Ask { programme: ProgrammeId(PROGRAMME.to_owned()), until, period, compare: Compare::Nothing }
}

fn set_clock(town: &Town, day: Date) {
    town.clock.set(town.ctx.moment_of(day.at(11, 0, 0, 0)));
}

async fn package(town: &Town) -> Package {
    let otto = town.actor("otto").await;
    crate::transfer::export(&town.ctx, &otto, &ProgrammeId(PROGRAMME.to_owned())).await.unwrap()
}

/// A course that began on a day.
async fn begun(town: &Town, worker: &Actor, day: Date, alias: &str) -> domain::id::CourseId {
    let command = StartCourse {
        programme: ProgrammeId(PROGRAMME.to_owned()),
        track: Track::NoName,
        site: String::new(),
        alias: alias.to_owned(),
        first_contact: day,
        start: Some(day),
        worker: worker.user,
        deputy: None,
        safe_contact: String::new(),
        from: StartWho::default(),
    };
    start(&town.ctx, worker, command, Sent::default()).await.unwrap().course
}

fn wellbeing(occasion: &str, day: Date, value: i32) -> NewResponse {
    let items = ["happy", "calm", "active", "rested", "interest"];
    let answers: Answers = items.iter().map(|item| ((*item).to_owned(), Answer::Value(value))).collect();
    NewResponse {
        instrument: InstrumentId("who5".to_owned()),
        occasion: occasion.to_owned(),
        date: day,
        mode: Mode::Interview,
        informer: Informer::Citizen,
        answers,
    }
}

async fn withheld(town: &Town, who: &Actor, day: Date) -> &'static str {
    let found = evaluate(&town.ctx, who, &ask(Some(day), Period::default())).await;
    let error = found.expect_err("one person more may not be told");
    assert!(matches!(error, Error::Withheld(_)), "{error:?}");
    error.code()
}

/// Begun, measured, corrected, closed: whatever changes of one person between two month ends is not told, neither by the
/// numbers of the later day nor by another study of it; and when five have changed it is.
async fn what_one_person_adds_in_a_month_is_not_told_until_five_have() {
    let town = Town::found().await;
    let (ctx, elin, sanne) = (&town.ctx, town.actor("elin").await, town.actor("sanne").await);
    let (november, december) = (date(2026, 11, 30), date(2026, 12, 31));
    set_clock(&town, date(2026, 12, 2));
    let first = evaluate(ctx, &elin, &ask(None, Period::default())).await.unwrap();
    assert_eq!((first.data_cut, first.held_back.is_none()), (november, true));
    set_clock(&town, date(2026, 12, 20));
    let course = begun(&town, &sanne, date(2026, 12, 10), "Attack-1").await;
    set_clock(&town, date(2027, 1, 2));
    assert_eq!(withheld(&town, &elin, december).await, "release-differs");
    // Who names no day sees what could be seen, and why not more.
    let held = evaluate(ctx, &elin, &ask(None, Period::default())).await.unwrap();
    assert_eq!((held.data_cut, &held.findings), (november, &first.findings));
    let why = held.held_back.unwrap();
    assert_eq!((why.asked, why.least, why.why.earlier()), (december, 5, Some(november)));

    // Only a measurement, only a correction of one, only a closing: each is one person's.
    let record = RecordResponse { course, new: wellbeing("start", date(2026, 12, 12), 2) };
    let id = response::record(ctx, &sanne, record, Sent::default()).await.unwrap();
    withheld(&town, &elin, december).await;
    for number in 2..=4 {
        begun(&town, &sanne, date(2026, 12, 10), &format!("Attack-{number}")).await;
        withheld(&town, &elin, december).await;
    }
    let fifth = begun(&town, &sanne, date(2026, 12, 11), "Attack-5").await;
    // Five began, but one of them alone is measured.
    withheld(&town, &elin, december).await;
    response::undo(ctx, &sanne, response::UndoResponse { course, response: id }, Sent::default())
        .await
        .unwrap();
    let then = evaluate(ctx, &elin, &ask(Some(december), Period::default())).await.unwrap();
    let started = |made: &Evaluation| made.findings.as_ref().unwrap().flow.as_ref().unwrap().started;
    assert_eq!(started(&then), started(&first) + 5);

    // In January one is closed.
    set_clock(&town, date(2027, 1, 20));
    close_one(&town, &sanne, fifth).await;
    set_clock(&town, date(2027, 2, 2));
    withheld(&town, &elin, date(2027, 1, 31)).await;
    // What was let out stays what it was, also when the facts behind it change.
    let again = evaluate(ctx, &elin, &ask(Some(december), Period::default())).await.unwrap();
    assert_eq!(again, then);
}

async fn close_one(town: &Town, worker: &Actor, course: domain::id::CourseId) {
    let command = CloseCourse {
        course,
        date: date(2027, 1, 20),
        reason: ClosingReason::Moved,
        decided_by: None,
        follow_up: None,
        note: String::new(),
        goals: Vec::new(),
        takes_over: Vec::new(),
        long_term_plan: None,
        plan_version: None,
        form: None,
    };
    close(&town.ctx, worker, command, Sent::default()).await.unwrap();
}

/// Persons by what was let out about them.
type Sets = Vec<BTreeSet<String>>;

async fn no_sum_or_difference_of_periods_is_about_a_few() {
    let town = Town::found().await;
    let (ctx, elin) = (&town.ctx, town.actor("elin").await);
    let cut = date(2026, 10, 31);
    let whole = cut::cut(package(&town).await, Some(cut), Period::default());
    let starts: BTreeMap<String, Date> = whole
        .courses
        .iter()
        .filter_map(|course| Some((course.course_id.as_str().to_owned(), course.start?)))
        .collect();
    let within = |period: Period| -> BTreeSet<String> {
        let holds =
            |day: &Date| period.from.is_none_or(|from| from <= *day) && period.to.is_none_or(|to| *day <= to);
        starts.iter().filter(|(_, day)| holds(day)).map(|(id, _)| id.clone()).collect()
    };
    // Every sixth month on its own, everybody but a month, all before and all after each, then everybody.
    let mut firsts: Vec<Date> = starts.values().map(|day| day.first_of_month()).collect();
    firsts.sort_unstable();
    firsts.dedup();
    let mut periods = Vec::new();
    for first in firsts.iter().step_by(6) {
        let before = first.yesterday().unwrap();
        periods.push(Period { from: Some(*first), to: Some(first.last_of_month()) });
        periods.push(Period { from: None, to: Some(before) });
        periods.push(Period { from: Some(*first), to: None });
        let since = date(2025, 1, 1);
        if since < before {
            periods.push(Period { from: Some(since), to: Some(before) });
        }
    }
    periods.push(Period::default());
    let mut told: Sets = Vec::new();
    let mut stopped = 0;
    for period in periods {
        match evaluate(ctx, &elin, &ask(Some(cut), period)).await {
            Ok(made) if made.findings.is_some() => {
                let persons = made.findings.unwrap().provenance.persons;
                let set = within(made.period);
                assert_eq!(u64::try_from(set.len()).unwrap(), persons);
                told.push(set);
            }
            Ok(_) => {}
            Err(Error::Withheld(_)) => stopped += 1,
            Err(error) => panic!("{error:?}"),
        }
    }
    told.sort();
    told.dedup();
    assert!(told.len() >= 2 && stopped > 4, "{} told, {stopped} stopped", told.len());
    assert!(fewest(&told) >= LEAST, "{} persons can be told apart", fewest(&told));
}

/// Two questions that are harmless each, and together tell of the few that began in one month: asked at the same moment,
/// one is answered.
async fn of_two_at_once_that_would_tell_together_one_is_stopped() {
    let town = Town::found().await;
    let (ctx, elin, karen) = (&town.ctx, town.actor("elin").await, town.actor("karen").await);
    let cut = date(2026, 10, 31);
    let whole = cut::cut(package(&town).await, Some(cut), Period::default());
    let mut months: BTreeMap<Date, usize> = BTreeMap::new();
    for start in whole.courses.iter().filter_map(|course| course.start) {
        *months.entry(start.first_of_month()).or_default() += 1;
    }
    // A month with a few, with many before it and after it.
    let total: usize = months.values().sum();
    let mut before = 0;
    let mut few = None;
    for (month, n) in &months {
        if (1..LEAST).contains(n) && before >= 10 && total - before - n >= 10 {
            few = Some(*month);
            break;
        }
        before += n;
    }
    let few = few.expect("a month in which few began");
    let until = Period { from: None, to: Some(few.yesterday().unwrap()) };
    let after = Period { from: Some(few.last_of_month().tomorrow().unwrap()), to: None };
    let (before, since) = (ask(Some(cut), until), ask(Some(cut), after));
    let (one, two) = tokio::join!(evaluate(ctx, &elin, &before), evaluate(ctx, &karen, &since));
    let answered = [&one, &two].iter().filter(|found| found.is_ok()).count();
    assert_eq!(answered, 1, "{:?} {:?}", one.map(|_| ()), two.map(|_| ()));
    let stopped = if one.is_ok() { two } else { one };
    assert_eq!(stopped.unwrap_err().code(), "release-slice");
    // The same asked by many at once is one release.
    let town = Town::found().await;
    let (ctx, elin) = (&town.ctx, town.actor("elin").await);
    let all = ask(None, Period::default());
    let same = || evaluate(ctx, &elin, &all);
    let (one, two, three) = tokio::join!(same(), same(), same());
    assert_eq!(one.unwrap(), two.unwrap());
    assert!(three.unwrap().findings.is_some());
    assert_eq!(releases(&town, &elin).await, 1);
}

async fn releases(town: &Town, who: &Actor) -> usize {
    let events = town.ctx.store.audit_page(who.organisation, None, None, 500).await.unwrap();
    events.iter().filter(|event| event.act == "released").count()
}

async fn who_sees_numbers_sees_the_same_as_everybody_and_each_release_is_in_the_trail() {
    let town = Town::found().await;
    let ctx = &town.ctx;
    let (elin, karen, sanne) =
        (town.actor("elin").await, town.actor("karen").await, town.actor("sanne").await);
    let first = evaluate(ctx, &elin, &ask(None, Period::default())).await.unwrap();
    assert_eq!(releases(&town, &elin).await, 1);
    for who in [&karen, &sanne, &elin] {
        assert_eq!(evaluate(ctx, who, &ask(None, Period::default())).await.unwrap(), first);
    }
    assert_eq!(releases(&town, &elin).await, 1, "who looks again is shown what was let out");
    // An answer of long ago is corrected: what was let out stays, and another question of the same day is stopped.
    let (course, id) = measured(&town, &sanne).await;
    let change = ChangeResponse {
        course,
        response: id,
        version: 1,
        occasion: "start".to_owned(),
        date: date(2026, 6, 1),
        mode: Mode::Interview,
        informer: Informer::Citizen,
        answers: wellbeing("start", date(2026, 6, 1), 5).answers,
    };
    response::change(ctx, &sanne, change, Sent::default()).await.unwrap();
    assert_eq!(evaluate(ctx, &karen, &ask(None, Period::default())).await.unwrap(), first);
    let other = Period { from: Some(date(2000, 1, 1)), to: None };
    let stopped = evaluate(ctx, &karen, &ask(Some(date(2026, 10, 31)), other)).await.unwrap_err();
    assert_eq!(stopped.code(), "release-differs");
}

/// A course of hers that was measured at its start before October, and the measurement.
async fn measured(town: &Town, worker: &Actor) -> (domain::id::CourseId, domain::id::ResponseId) {
    let query = crate::courses::Query {
        programme: Some(ProgrammeId(PROGRAMME.to_owned())),
        stage: store::record::StageFilter::Running,
        ..crate::courses::Query::default()
    };
    let list = crate::courses::list(&town.ctx, worker, &query).await.unwrap();
    for line in list.lines {
        let which = crate::course::Which::Id(line.course.id);
        let page = crate::course::open(&town.ctx, worker, &which, None).await.unwrap();
        let found = page.record.responses.iter().find(|entry| {
            let one = &entry.response;
            one.instrument.0 == "who5" && one.occasion == "start" && one.date < date(2026, 10, 1)
        });
        if let Some(entry) = found {
            return (line.course.id, entry.response.id);
        }
    }
    panic!("nobody is measured");
}
