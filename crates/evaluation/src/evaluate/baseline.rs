//! Who they are at the start: all, and those with and without the last measurement.

use std::collections::BTreeSet;

use stats::{Moments, standardised_difference_of_means, standardised_difference_of_shares};

use super::tally::{Lines, Scale, Tally};
use crate::cohort::{Cohort, Trait};
use crate::findings::{Baseline, BaselineCell, BaselineRow, Label};
use crate::study::{Characteristic, CharacteristicKind, Place, Study};

/// The level that stands for yes.
const YES: &str = "yes";

pub(super) fn baseline(study: &Study, tally: &Tally) -> Option<Baseline> {
    if study.characteristics.is_empty() {
        return None;
    }
    let of_primary = tally.measures.get(study.primary).map(Scale::kinds).unwrap_or_default();
    let with_last = of_primary.iter().filter(|kind| !kind.to.is_nan()).map(|kind| kind.times).sum();
    let all = study.characteristics.iter().zip(&tally.characteristics);
    let rows = all.flat_map(|(one, counted)| lines(one, counted)).collect();
    Some(Baseline { all: tally.persons, with_last, without_last: tally.persons - with_last, rows })
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

/// The lines of one characteristic in two groups; "with the last measurement" is the second of them.
pub(super) fn lines(one: &Characteristic, counted: &Lines) -> Vec<BaselineRow> {
    match &one.kind {
        CharacteristicKind::Number => vec![number(one, counted)],
        CharacteristicKind::YesNo(_) => {
            let yes = counted.numbers().map(|numbers| (numbers.from(0.5), numbers.n()));
            vec![level(one, (YES, Label::new()), yes.map(|(x, _)| x), yes.map(|(_, n)| n), counted)]
        }
        CharacteristicKind::Choice(listed) => by_level(one, listed, counted, |level| vec![level]),
        CharacteristicKind::Several(listed) => {
            by_level(one, listed, counted, |level| level.split('|').map(str::trim).collect())
        }
    }
}

/// A line for each level, the listed ones first. `parts` tells what one answer holds.
fn by_level(
    one: &Characteristic,
    listed: &[(String, Label)],
    counted: &Lines,
    parts: fn(&str) -> Vec<&str>,
) -> Vec<BaselineRow> {
    let answers: Vec<String> = counted.levels().keys().cloned().collect();
    let sum = |of: &dyn Fn(usize) -> bool| {
        let own = counted.levels().values().enumerate().filter(|(at, _)| of(*at));
        own.fold([0, 0], |[a, b], (_, [more, others])| [a + more, b + others])
    };
    let n = sum(&|_| true);
    let line = |(key, label, held): (&str, Label, Vec<bool>)| {
        let x = sum(&|at| held.get(at).copied().unwrap_or(false));
        level(one, (key, label), x, n, counted)
    };
    holders(listed, &answers, parts).into_iter().map(line).collect()
}

/// A level's position, which was put in a column of numbers.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "made from a position, never negative"
)]
pub(super) fn position(value: f64) -> Option<usize> {
    (value >= 0.0).then_some(value as usize)
}

fn number(one: &Characteristic, counted: &Lines) -> BaselineRow {
    let [without, with] = counted.numbers().map(|numbers| numbers.moments());
    let mut all = without;
    all.merge(&with);
    let [missing_without, missing_with] = counted.missing();
    let cell = |moments: &Moments, missing: u64| BaselineCell {
        n: moments.n(),
        missing,
        x: None,
        mean: moments.mean().ok().map(Into::into),
        sd: moments.sd().ok().map(Into::into),
    };
    BaselineRow {
        name: one.name.clone(),
        label: one.label.clone(),
        level: None,
        level_label: Label::new(),
        all: cell(&all, missing_without + missing_with),
        with_last: cell(&with, missing_with),
        without_last: cell(&without, missing_without),
        standardised_difference: standardised_difference_of_means(&with, &without).ok().map(Into::into),
    }
}

/// How many of each group have a level, of those of whom it is known.
fn level(
    one: &Characteristic,
    (key, label): (&str, Label),
    x: [u64; 2],
    n: [u64; 2],
    counted: &Lines,
) -> BaselineRow {
    let missing = counted.missing();
    let cell =
        |x: u64, n: u64, missing: u64| BaselineCell { n, missing, x: Some(x.into()), mean: None, sd: None };
    let difference = standardised_difference_of_shares((x[1], n[1]), (x[0], n[0])).ok();
    BaselineRow {
        name: one.name.clone(),
        label: one.label.clone(),
        level: Some(key.to_owned()),
        level_label: label,
        all: cell(x[0] + x[1], n[0] + n[1], missing[0] + missing[1]),
        with_last: cell(x[1], n[1], missing[1]),
        without_last: cell(x[0], n[0], missing[0]),
        standardised_difference: difference.map(Into::into),
    }
}
