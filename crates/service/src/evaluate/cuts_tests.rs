//! The attack across data cuts on the live record: all courses as they stood at the end of one month, and the parts of
//! them at the end of the next. Each part is harmless by itself; taken from the whole together they leave who was measured
//! between.

use std::collections::{BTreeMap, BTreeSet};

use evaluation::package::Package;
use jiff::civil::date;

use super::compare_tests::{EXIT, Facts, fewest, town};
use super::*;
use crate::sample::{Town, on_both};
use crate::studies::{self, Asks, KeepStudy};
use crate::{Sent, transfer};

on_both! {
    what_came_between_two_months_is_not_told_by_all_of_one_and_the_parts_of_the_next,
    periods_within_a_period_of_a_later_month_tell_of_no_few,
    a_kept_study_names_as_a_file_the_years_that_its_page_shows,
}

const FIRST_PART: Period = Period { from: None, to: Some(date(2014, 12, 31)) };
const SECOND_PART: Period = Period { from: Some(date(2015, 1, 1)), to: None };

fn ask(until: Date, period: Period, compare: &str) -> Ask {
    let compare = Compare::parse(compare).unwrap();
    Ask { programme: ProgrammeId(EXIT.to_owned()), until: Some(until), period, compare }
}

async fn package(town: &Town) -> Package {
    transfer::export(&town.ctx, &town.actor("otto").await, &ProgrammeId(EXIT.to_owned())).await.unwrap()
}

/// What was told: of those who began, of those measured twice.
type Told = BTreeMap<&'static str, Vec<BTreeSet<String>>>;

fn learn(told: &mut Told, facts: &Facts, period: Period, (began, both): (u64, Option<u64>)) {
    for (kind, n) in [("began", Some(began)), ("both", both)] {
        let Some(n) = n else { continue };
        let set = facts.within(kind, period);
        assert_eq!(
            set.len() as u64,
            n,
            "{kind} of {period:?}: the facts are read as the evaluation reads them"
        );
        told.entry(kind).or_default().push(set);
    }
}

/// Asks, notes what is told, and says what it was stopped by.
async fn asked(town: &Town, package: &Package, told: &mut Told, ask: &Ask) -> Result<(), Vec<&'static str>> {
    let elin = town.actor("elin").await;
    let facts = Facts::of(&cut::cut(package.clone(), ask.until, Period::default()));
    let made = match evaluate(&town.ctx, &elin, ask).await {
        Ok(made) => made,
        Err(Error::Withheld(why)) => return Err(vec![why.why.code()]),
        Err(error) => panic!("{error:?}"),
    };
    let found = made.findings.expect("there are enough");
    let change = found.measures[0].change.value().map(|change| change.n);
    learn(told, &facts, made.period, (found.provenance.persons, change));
    for one in found.periods.iter().flat_map(|found| &found.periods) {
        let day = |day: &Option<String>| day.as_ref().map(|day| day.parse().unwrap());
        let period = Period { from: day(&one.from), to: day(&one.to) };
        let change = one.measures.first().and_then(|one| one.change.value()).map(|change| change.n);
        learn(told, &facts, period, (one.started, change));
    }
    let held: Vec<&str> = made.compared.iter().flat_map(|it| &it.held).map(|one| one.why.code()).collect();
    if held.is_empty() { Ok(()) } else { Err(held) }
}

async fn what_came_between_two_months_is_not_told_by_all_of_one_and_the_parts_of_the_next() {
    // Nobody began in October 2016, and one was measured at closing.
    let (first, next) = (date(2016, 9, 30), date(2016, 10, 31));
    let town = town().await;
    let package = package(&town).await;
    let mut told = Told::new();
    let parts = [ask(next, FIRST_PART, ""), ask(next, SECOND_PART, "")];
    asked(&town, &package, &mut told, &ask(first, Period::default(), "")).await.unwrap();
    asked(&town, &package, &mut told, &parts[0]).await.unwrap();
    let stopped = asked(&town, &package, &mut told, &parts[1]).await.unwrap_err();
    assert_eq!(stopped, ["release-sums"]);
    let mut open = told.clone();
    for (kind, sets) in told {
        assert!(fewest(&sets) >= LEAST_COURSES, "{kind}: {} can be told apart", fewest(&sets));
    }
    // Nothing else stands in the way of the second part: beside the first it is told where the whole was not; and beside
    // the whole it would tell of the one.
    let town = self::town().await;
    let mut beside = Told::new();
    for part in &parts {
        asked(&town, &package, &mut beside, part).await.unwrap();
    }
    for (kind, sets) in beside {
        open.entry(kind).or_default().extend(sets);
    }
    assert_eq!(fewest(&open["both"]), 1, "the attack would tell of one");
}

/// The same where the parts stand side by side within a longer period, in one question.
async fn periods_within_a_period_of_a_later_month_tell_of_no_few() {
    let town = town().await;
    let package = package(&town).await;
    let mut told = Told::new();
    let (first, next) = (date(2015, 12, 31), date(2016, 1, 31));
    let since = Period { from: Some(date(2014, 1, 1)), to: None };
    let mut stopped = BTreeSet::new();
    for one in [
        ask(first, Period::default(), ""),
        ask(first, since, ""),
        ask(next, FIRST_PART, "2014-01..2014-12,2015-01.."),
        ask(next, SECOND_PART, "..2013-12,2014-01..2014-12"),
        ask(next, since, "2014-01..2014-12,2015-01.."),
        ask(next, Period::default(), "..2014-12,2015-01.."),
    ] {
        stopped.extend(asked(&town, &package, &mut told, &one).await.err().into_iter().flatten());
    }
    assert!(told["began"].len() > 2 && !stopped.is_empty(), "{} told, {stopped:?}", told["began"].len());
    for (kind, mut sets) in told {
        sets.sort();
        sets.dedup();
        assert!(fewest(&sets) >= LEAST_COURSES, "{kind}: {} can be told apart", fewest(&sets));
    }
}

async fn a_kept_study_names_as_a_file_the_years_that_its_page_shows() {
    let town = town().await;
    let (ctx, elin) = (&town.ctx, town.actor("elin").await);
    let keep = |name: &str, compare| KeepStudy {
        name: name.to_owned(),
        programme: ProgrammeId(EXIT.to_owned()),
        asks: Asks { compare, ..Asks::default() },
    };
    for (name, compare) in [("Years", Compare::Years), ("Half-years", Compare::HalfYears)] {
        let id = studies::keep(ctx, &elin, keep(name, compare), Sent::default()).await.unwrap();
        let months = |file: &str| evaluation::Study::parse("study.toml", file).unwrap().periods;
        // The programme ended in 2016, ten years before today.
        let before = months(&studies::as_file(ctx, &elin, id).await.unwrap());
        let shown = studies::run(ctx, &elin, id).await.unwrap().compared.unwrap().periods;
        let shown: Vec<_> = shown.iter().map(|period| period.slice()).collect();
        assert_eq!(before, shown, "before anybody looked");
        assert_eq!(months(&studies::as_file(ctx, &elin, id).await.unwrap()), shown, "and after");
        assert_eq!(shown[1].to.unwrap().year(), 2016);
    }
}
