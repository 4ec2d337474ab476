//! Periods beside each other on the live record, and the attack on them: periods against the whole, against each other,
//! moved by a month; nothing about fewer than five persons may follow from what comes out.
#![expect(clippy::cognitive_complexity, reason = "a test tells a story; these become tests by a macro")]

use std::collections::{BTreeMap, BTreeSet};

use domain::policy::Actor;
use evaluation::package::{AnswerValue, Files, Known, Package};
use jiff::civil::date;

use super::*;
use crate::sample::{Town, on_both};

on_both! {
    two_periods_stand_beside_each_other_and_stay_as_they_were,
    what_cannot_be_told_says_which_period_and_why_and_nothing_is_let_out,
    what_is_wrong_with_periods_is_told_before_anything_is_made,
    no_sum_of_periods_moved_month_by_month_is_about_a_few,
}

pub(super) const EXIT: &str = "exit-2013-16";

fn compare(text: &str) -> Compare {
    Compare::parse(text).unwrap()
}

fn ask(text: &str) -> Ask {
    Ask {
        programme: ProgrammeId(EXIT.to_owned()),
        until: None,
        period: Period::default(),
        compare: compare(text),
    }
}

/// A town with the finished programme of 147 courses.
pub(super) async fn town() -> Town {
    let town = Town::found().await;
    let (ctx, otto) = (&town.ctx, town.actor("otto").await);
    let source = ctx.content.source();
    let name = |path: &String| path.rsplit('/').next().map(ToOwned::to_owned);
    let files: Files = source
        .list("training/exit-2013-16")
        .into_iter()
        .filter_map(|path| Some((name(&path)?, source.read(&path)?.into_owned())))
        .collect();
    let reading = Package::read_onto(&files, &Known::nothing()).unwrap();
    crate::transfer::import(ctx, &otto, &reading).await.unwrap();
    town
}

pub(super) async fn releases(town: &Town, who: &Actor) -> usize {
    let scope = authorise(who, Action::Evaluate).unwrap();
    town.ctx.store.releases(&scope, &ProgrammeId(EXIT.to_owned())).await.unwrap().len()
}

async fn two_periods_stand_beside_each_other_and_stay_as_they_were() {
    let town = town().await;
    let (ctx, elin, karen) = (&town.ctx, town.actor("elin").await, town.actor("karen").await);
    let asked = ask("2015-01..,..2014-12");
    let made = evaluate(ctx, &elin, &asked).await.unwrap();
    let compared = made.compared.as_ref().unwrap();
    assert!(compared.held.is_empty(), "{:?}", compared.held);
    assert_eq!(compared.periods[0].to, Some(date(2014, 12, 31)), "in order of time");
    let found = made.findings.as_ref().unwrap();
    let periods = found.periods.as_ref().unwrap();
    assert_eq!(periods.periods.iter().map(|one| one.started).collect::<Vec<_>>(), [100, 47]);
    let between = periods.differences[0].change.value().unwrap();
    assert!((between.difference + 3.362_318_840_579_711).abs() < 1e-9, "as from the files: {between:?}");
    // The whole is the whole: the same as without periods.
    let alone = evaluate(ctx, &elin, &ask("")).await.unwrap();
    assert_eq!(
        (alone.compared, alone.findings.as_ref().unwrap().measures.clone()),
        (None, found.measures.clone())
    );
    assert_eq!(releases(&town, &elin).await, 3, "the whole and two periods");
    assert_eq!(evaluate(ctx, &karen, &asked).await.unwrap(), made, "for everybody the same");
    assert_eq!(releases(&town, &elin).await, 3);
    // Two ask at once: one release of each period.
    let town = self::town().await;
    let (ctx, elin) = (&town.ctx, town.actor("elin").await);
    let (one, two) = tokio::join!(evaluate(ctx, &elin, &asked), evaluate(ctx, &elin, &asked));
    assert_eq!(one.unwrap(), two.unwrap());
    assert_eq!(releases(&town, &elin).await, 3);
}

async fn what_cannot_be_told_says_which_period_and_why_and_nothing_is_let_out() {
    let town = town().await;
    let (ctx, elin) = (&town.ctx, town.actor("elin").await);
    evaluate(ctx, &elin, &ask("")).await.unwrap();
    for (text, codes) in [
        ("..2012-12,2013-01..", vec!["period-nobody"]),
        ("2014-01..2014-12,2015-01..2015-01", vec!["period-few"]),
        ("2012-01..2012-12,2015-01..2015-01", vec!["period-nobody", "period-few"]),
        // Each holds enough, but the few of January 2015 would be what is left.
        ("..2014-12,2015-02..", vec!["release-slice"]),
    ] {
        let made = evaluate(ctx, &elin, &ask(text)).await.unwrap();
        let compared = made.compared.unwrap();
        let found: Vec<_> = compared.held.iter().map(|one| one.why.code()).collect();
        assert_eq!(found, codes, "{text}");
        assert!(made.findings.unwrap().periods.is_none(), "{text}");
        assert_eq!(releases(&town, &elin).await, 1, "{text}");
    }
    // What was refused stands in nobody's way.
    let made = evaluate(ctx, &elin, &ask("..2014-12,2015-01..")).await.unwrap();
    assert!(made.findings.unwrap().periods.is_some());
    // And now the few of a month are what periods moved by it would tell.
    let made = evaluate(ctx, &elin, &ask("..2015-01,2015-02..")).await.unwrap();
    let held = made.compared.unwrap().held;
    assert_eq!(held.iter().map(|one| one.why.code()).collect::<Vec<_>>(), ["release-slice"]);
    assert_eq!(held[0].period.to, Some(date(2015, 1, 31)));
}

async fn what_is_wrong_with_periods_is_told_before_anything_is_made() {
    let town = Town::found().await;
    let (ctx, elin, otto) = (&town.ctx, town.actor("elin").await, town.actor("otto").await);
    for (text, code) in [
        ("2014-01..2014-12", "periods"),
        ("2014-01..2014-12,2014-12..2015-01", "overlap"),
        ("2014-05..2014-01,2015-01..2015-12", "order"),
        ("2014-01..2014-12,2027-01..2027-12", "future"),
        ("..2014-01,2014-02..2014-03,2014-04..2014-05,2014-06..2014-07,2014-08..", "periods"),
    ] {
        let error = evaluate(ctx, &elin, &ask(text)).await.unwrap_err();
        assert_eq!((error.code(), error.refusals()[0].field), (code, Some("compare")), "{text}");
    }
    assert!(evaluate(ctx, &otto, &ask("years")).await.unwrap_err().is_not_found());
    assert_eq!(releases(&town, &elin).await, 0);
}

/// What came out about whom: the group and how it was counted.
type Sets = BTreeMap<&'static str, Vec<BTreeSet<String>>>;

/// Everybody who began, was measured twice or was at risk at the end, by the facts themselves.
pub(super) struct Facts {
    starts: BTreeMap<String, Date>,
    kinds: BTreeMap<&'static str, BTreeSet<String>>,
}

impl Facts {
    pub(super) fn of(package: &Package) -> Self {
        let mut answers: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
        for answer in &package.answers {
            if let AnswerValue::Number(number) = answer.value {
                answers.entry(answer.response_id.as_str()).or_default().push(i64::from(number));
            }
        }
        let mut scores: BTreeMap<(String, String), (Option<Date>, i64)> = BTreeMap::new();
        for response in package.responses.iter().filter(|one| one.instrument.as_str() == "who5") {
            let Some(items) = answers.get(response.response_id.as_str()).filter(|items| items.len() == 5)
            else {
                continue;
            };
            let key = (response.course_id.as_str().to_owned(), response.occasion.as_str().to_owned());
            let new = (response.date, 4 * items.iter().sum::<i64>());
            let known = scores.entry(key).or_insert(new);
            if known.0 <= new.0 {
                *known = new;
            }
        }
        let starts: BTreeMap<String, Date> = package
            .courses
            .iter()
            .filter_map(|course| Some((course.course_id.as_str().to_owned(), course.start?)))
            .collect();
        let at = |id: &String, occasion: &str| scores.get(&(id.clone(), occasion.to_owned())).map(|it| it.1);
        let some = |fits: &dyn Fn(&String) -> bool| starts.keys().filter(|id| fits(id)).cloned().collect();
        let kinds = BTreeMap::from([
            ("began", some(&|_| true)),
            ("both", some(&|id| at(id, "start").is_some() && at(id, "afslutning").is_some())),
            ("at_risk", some(&|id| at(id, "afslutning").is_some_and(|score| score <= 50))),
        ]);
        Self { starts, kinds }
    }

    /// Those of a kind who began within a period.
    pub(super) fn within(&self, kind: &str, period: Period) -> BTreeSet<String> {
        let began = |id: &&String| self.starts.get(*id).is_some_and(|day| period.holds(Some(*day)));
        self.kinds[kind].iter().filter(began).cloned().collect()
    }
}

/// The fewest persons, but not none, that a sum of up to four of the sets, each added or taken away, tells of.
pub(super) fn fewest(sets: &[BTreeSet<String>]) -> usize {
    let people: BTreeSet<&String> = sets.iter().flatten().collect();
    let places: BTreeMap<&String, usize> = people.into_iter().zip(0..).collect();
    let mut best = usize::MAX;
    let mut stack: Vec<(usize, usize, Vec<i8>)> = vec![(0, 0, vec![0; places.len()])];
    while let Some((next, used, sum)) = stack.pop() {
        let told = sum.iter().filter(|times| **times != 0).count();
        if told > 0 {
            best = best.min(told);
        }
        if used == 4 {
            continue;
        }
        for (at, set) in sets.iter().enumerate().skip(next) {
            for sign in [1, -1] {
                let mut more = sum.clone();
                for person in set {
                    more[places[person]] += sign;
                }
                stack.push((at + 1, used + 1, more));
            }
        }
    }
    best
}

async fn no_sum_of_periods_moved_month_by_month_is_about_a_few() {
    let town = town().await;
    let (ctx, elin) = (&town.ctx, town.actor("elin").await);
    let facts = Facts::of(
        &crate::transfer::export(ctx, &town.actor("otto").await, &ProgrammeId(EXIT.to_owned()))
            .await
            .unwrap(),
    );
    let mut sets = Sets::new();
    let mut stopped = BTreeSet::new();
    let mut shown = 0;
    let whole = evaluate(ctx, &elin, &ask("")).await.unwrap().findings.unwrap();
    for (kind, set) in
        [("began", whole.provenance.persons), ("both", whole.measures[0].change.value().unwrap().n)]
    {
        let all = facts.within(kind, Period::default());
        assert_eq!(
            u64::try_from(all.len()).unwrap(),
            set,
            "{kind}: the facts are read as the evaluation reads them"
        );
        sets.entry(kind).or_default().push(all);
    }
    sets.entry("at_risk").or_default().push(facts.within("at_risk", Period::default()));
    // The year before and after, the same moved by a month and by two, halves and single years.
    for text in [
        "2014-01..2014-12,2015-01..2015-12",
        "2014-02..2015-01,2015-02..2016-01",
        "2013-12..2014-11,2014-12..2015-11",
        "..2014-12,2015-01..",
        "..2015-01,2015-02..",
        "..2014-11,2014-12..",
        "..2015-12,2016-01..",
        "2014-01..2014-06,2014-07..2014-12",
        "2014-01..2014-07,2014-08..2014-12",
        "..2013-12,2014-01..2014-12,2015-01..",
        "..2014-06,2014-07..",
    ] {
        let made = evaluate(ctx, &elin, &ask(text)).await.unwrap();
        stopped.extend(made.compared.unwrap().held.into_iter().map(|one| one.why.code()));
        let Some(found) = made.findings.unwrap().periods.clone() else { continue };
        shown += 1;
        for one in &found.periods {
            let day = |day: &Option<String>| day.as_ref().map(|day| day.parse().unwrap());
            let period = Period { from: day(&one.from), to: day(&one.to) };
            let mut add = |kind, n: u64| {
                let set = facts.within(kind, period);
                assert_eq!(u64::try_from(set.len()).unwrap(), n, "{text} {kind}");
                sets.entry(kind).or_default().push(set);
            };
            add("began", one.started);
            if let Some(change) = one.measures[0].change.value() {
                add("both", change.n);
            }
            let risk = one.measures[0].occasions.iter().find(|at| at.occasion == "afslutning");
            if let Some(share) = risk.and_then(|at| at.at_risk.as_ref()?.as_ref().shown()) {
                add("at_risk", share.x);
            }
        }
    }
    assert!(shown >= 2 && stopped.contains("release-slice"), "{shown} shown, stopped by {stopped:?}");
    for (kind, mut sets) in sets {
        sets.sort();
        sets.dedup();
        let few = fewest(&sets);
        assert!(few >= LEAST_COURSES, "{kind}: {few} persons can be told apart");
    }
}
