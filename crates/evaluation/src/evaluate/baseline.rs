//! Who they are at the start: all, and those with and without the last measurement.

use std::collections::BTreeSet;

use stats::{Moments, standardised_difference_of_means, standardised_difference_of_shares};

use crate::cohort::{Cohort, Trait};
use crate::findings::{Baseline, BaselineCell, BaselineRow, Label};
use crate::study::{Characteristic, CharacteristicKind, Place, Study};

/// The level that stands for yes.
const YES: &str = "yes";

pub(super) fn baseline(cohort: &Cohort, study: &Study) -> Option<Baseline> {
    if study.characteristics.is_empty() {
        return None;
    }
    let last = cohort.measures.get(study.primary).and_then(|columns| columns.get(study.to));
    let there = |person: usize| last.and_then(|last| last.get(person)).is_some_and(|value| !value.is_nan());
    let has_last: Vec<bool> = (0..cohort.persons).map(there).collect();
    let lines = |(one, values): (&Characteristic, Trait)| lines(one, &values, &has_last);
    let rows = each(cohort, study).into_iter().flat_map(lines).collect();
    let with_last = has_last.iter().filter(|last| **last).count() as u64;
    let all = cohort.persons as u64;
    Some(Baseline { all, with_last, without_last: all - with_last, rows })
}

/// For each line of the baseline table its characteristic and level, and who is counted in it; absent for a number.
pub(crate) fn members(cohort: &Cohort, study: &Study) -> Vec<(String, Option<Vec<bool>>)> {
    let mut in_columns = cohort.characteristics.iter();
    let mut rows = Vec::new();
    for one in &study.characteristics {
        let values = match one.place {
            Place::Columns(_) => in_columns.next(),
            Place::Measure(_) => None,
        };
        let who = |values: &[f64], is: &dyn Fn(f64) -> bool| values.iter().map(|value| is(*value)).collect();
        let named = |level: &str| format!("{}/{level}", one.name);
        match (&one.kind, values) {
            (CharacteristicKind::YesNo(_), Some(Trait::Values(values))) => {
                rows.push((named(YES), Some(who(values, &|value| value > 0.5))));
            }
            (CharacteristicKind::Choice(listed), Some(Trait::Levels(levels, values))) => {
                for is in holders(listed, levels, |level| vec![level]) {
                    rows.push((named(is.0), Some(who(values, &|value| holds(&is.2, value)))));
                }
            }
            (CharacteristicKind::Several(listed), Some(Trait::Levels(levels, values))) => {
                for is in holders(listed, levels, |level| level.split('|').map(str::trim).collect()) {
                    rows.push((named(is.0), Some(who(values, &|value| holds(&is.2, value)))));
                }
            }
            (CharacteristicKind::Number, _) => rows.push((one.name.clone(), None)),
            _ => {}
        }
    }
    rows
}

fn holds(holds: &[bool], value: f64) -> bool {
    position(value).and_then(|at| holds.get(at)).copied().unwrap_or(false)
}

/// Each level with its label and which answers hold it, the listed ones first. `parts` tells what one answer holds.
fn holders<'l>(
    listed: &'l [(String, Label)],
    answers: &'l [String],
    parts: fn(&str) -> Vec<&str>,
) -> Vec<(&'l str, Label, Vec<bool>)> {
    let held: Vec<Vec<&str>> = answers.iter().map(|answer| parts(answer)).collect();
    let others: BTreeSet<&str> = held.iter().flatten().copied().collect();
    let others = others.into_iter().filter(|level| !listed.iter().any(|(key, _)| key == level));
    let listed = listed.iter().map(|(key, label)| (key.as_str(), label.clone()));
    let levels = listed.chain(others.map(|level| (level, Label::new())));
    levels.map(|(key, label)| (key, label, held.iter().map(|parts| parts.contains(&key)).collect())).collect()
}

/// The study's characteristics with the values of all persons.
pub(super) fn each<'s>(cohort: &Cohort, study: &'s Study) -> Vec<(&'s Characteristic, Trait)> {
    let mut in_columns = cohort.characteristics.iter();
    let values = |one: &'s Characteristic| {
        let values = match one.place {
            Place::Columns(_) => in_columns.next().cloned(),
            Place::Measure(at) => {
                let start = cohort.measures.get(at).and_then(|columns| columns.get(study.from));
                start.map(|values| Trait::Values(values.clone()))
            }
        };
        Some((one, values?))
    };
    study.characteristics.iter().filter_map(values).collect()
}

/// The lines of one characteristic; `has_last` says for each person which of two groups she is in.
pub(super) fn lines(one: &Characteristic, values: &Trait, has_last: &[bool]) -> Vec<BaselineRow> {
    match (&one.kind, values) {
        (CharacteristicKind::Number, Trait::Values(values)) => vec![number(one, values, has_last)],
        (CharacteristicKind::YesNo(_), Trait::Values(values)) => {
            vec![level(one, YES, Label::new(), &|value| value > 0.5, values, has_last)]
        }
        (CharacteristicKind::Choice(listed), Trait::Levels(levels, values)) => {
            by_level(one, listed, levels, values, has_last, |level| vec![level])
        }
        (CharacteristicKind::Several(listed), Trait::Levels(levels, values)) => {
            by_level(one, listed, levels, values, has_last, |level| level.split('|').map(str::trim).collect())
        }
        _ => Vec::new(),
    }
}

/// A line for each level, the listed ones first. `parts` tells what one answer holds.
fn by_level(
    one: &Characteristic,
    listed: &[(String, Label)],
    answers: &[String],
    values: &[f64],
    has_last: &[bool],
    parts: fn(&str) -> Vec<&str>,
) -> Vec<BaselineRow> {
    let levels = holders(listed, answers, parts).into_iter();
    levels
        .map(|(key, label, held)| level(one, key, label, &|value| holds(&held, value), values, has_last))
        .collect()
}

/// A level's position, which was put in a column of numbers.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "made from a position, never negative"
)]
fn position(value: f64) -> Option<usize> {
    (value >= 0.0).then_some(value as usize)
}

fn split<'v>(values: &'v [f64], has_last: &'v [bool], which: Option<bool>) -> impl Iterator<Item = f64> + 'v {
    values
        .iter()
        .zip(has_last)
        .filter(move |(_, last)| which.is_none_or(|which| which == **last))
        .map(|(v, _)| *v)
}

fn number(one: &Characteristic, values: &[f64], has_last: &[bool]) -> BaselineRow {
    let moments = |which| Moments::of(split(values, has_last, which).filter(|value| !value.is_nan()));
    let cell = |which: Option<bool>| {
        let moments = moments(which);
        let all = split(values, has_last, which).count() as u64;
        BaselineCell {
            n: moments.n(),
            missing: all - moments.n(),
            x: None,
            mean: moments.mean().ok().map(Into::into),
            sd: moments.sd().ok().map(Into::into),
        }
    };
    BaselineRow {
        name: one.name.clone(),
        label: one.label.clone(),
        level: None,
        level_label: Label::new(),
        all: cell(None),
        with_last: cell(Some(true)),
        without_last: cell(Some(false)),
        standardised_difference: standardised_difference_of_means(
            &moments(Some(true)),
            &moments(Some(false)),
        )
        .ok()
        .map(Into::into),
    }
}

fn level(
    one: &Characteristic,
    key: &str,
    label: Label,
    is: &dyn Fn(f64) -> bool,
    values: &[f64],
    has_last: &[bool],
) -> BaselineRow {
    let counts = |which: Option<bool>| {
        let (mut n, mut x, mut missing) = (0, 0, 0);
        for value in split(values, has_last, which) {
            if value.is_nan() {
                missing += 1;
            } else {
                n += 1;
                x += u64::from(is(value));
            }
        }
        (x, n, missing)
    };
    let cell = |(x, n, missing): (u64, u64, u64)| BaselineCell {
        n,
        missing,
        x: Some(x.into()),
        mean: None,
        sd: None,
    };
    let (with_last, without_last) = (counts(Some(true)), counts(Some(false)));
    let share = |(x, n, _): (u64, u64, u64)| (x, n);
    let difference = standardised_difference_of_shares(share(with_last), share(without_last)).ok();
    BaselineRow {
        name: one.name.clone(),
        label: one.label.clone(),
        level: Some(key.to_owned()),
        level_label: label,
        all: cell(counts(None)),
        with_last: cell(with_last),
        without_last: cell(without_last),
        standardised_difference: difference.map(Into::into),
    }
}
