//! Who they are at the start: all, and those with and without the last measurement.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

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

/// Who has a level of a characteristic. Where a column has thousands of levels, a list of all persons for each of them would be
/// too many.
pub(crate) struct Holders {
    values: Rc<[f64]>,
    /// Positions of the answers that hold it, ascending; nothing of a yes.
    answers: Option<Vec<usize>>,
}

impl Holders {
    /// Whether it is so of a person.
    pub(crate) fn hold(&self, person: usize) -> bool {
        self.values.get(person).is_some_and(|value| match &self.answers {
            Some(answers) => position(*value).is_some_and(|at| answers.binary_search(&at).is_ok()),
            None => *value > 0.5,
        })
    }
}

/// For each characteristic the levels that have a line in the baseline table, with who has them; none of a number.
pub(crate) fn members(cohort: &Cohort, study: &Study) -> Vec<Vec<(String, Holders)>> {
    let lines = |(one, values): (&Characteristic, Trait)| {
        let (answers, column) = match values {
            Trait::Values(column) => (Vec::new(), column),
            Trait::Levels(levels, column) => (levels, column),
        };
        let values: Rc<[f64]> = column.into();
        let who = |answers| Holders { values: Rc::clone(&values), answers };
        let Some((listed, parts)) = by_parts(&one.kind) else {
            let yes = matches!(one.kind, CharacteristicKind::YesNo(_));
            return yes.then(|| (YES.to_owned(), who(None))).into_iter().collect();
        };
        let held = holders(listed, &answers, parts).into_iter();
        held.map(|(level, _, held)| (level.to_owned(), who(Some(held)))).collect()
    };
    each(cohort, study).into_iter().map(lines).collect()
}

/// The levels that a study lists of a characteristic with levels, and how it tells what one answer holds.
#[expect(clippy::type_complexity, reason = "a list beside a rule, taken apart at once")]
const fn by_parts(kind: &CharacteristicKind) -> Option<(&[(String, Label)], fn(&str) -> Vec<&str>)> {
    match kind {
        CharacteristicKind::Choice(listed) => Some((listed.as_slice(), |level| vec![level])),
        CharacteristicKind::Several(listed) => {
            Some((listed.as_slice(), |level| level.split('|').map(str::trim).collect()))
        }
        CharacteristicKind::Number | CharacteristicKind::YesNo(_) => None,
    }
}

/// The levels of a characteristic in the order of their lines in the baseline table, out of all that occur; none of a
/// number.
pub(crate) fn in_order<'l>(one: &'l Characteristic, occur: impl Iterator<Item = &'l str>) -> Vec<&'l str> {
    match (&one.kind, by_parts(&one.kind)) {
        (CharacteristicKind::YesNo(_), _) => vec![YES],
        (_, Some((listed, _))) => {
            let listed: Vec<&str> = listed.iter().map(|(key, _)| key.as_str()).collect();
            let others: BTreeSet<&str> = occur.filter(|level| !listed.contains(level)).collect();
            listed.into_iter().chain(others).collect()
        }
        _ => Vec::new(),
    }
}

/// Each level with its label and the positions of the answers that hold it, the listed ones first. `parts` tells what one answer
/// holds.
fn holders<'l>(
    listed: &'l [(String, Label)],
    answers: &'l [String],
    parts: fn(&str) -> Vec<&str>,
) -> Vec<(&'l str, Label, Vec<usize>)> {
    let mut held: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, answer) in answers.iter().enumerate() {
        for part in parts(answer) {
            held.entry(part).or_default().push(at);
        }
    }
    let of = |key: &str| held.get(key).cloned().unwrap_or_default();
    let others = held.keys().filter(|level| !listed.iter().any(|(key, _)| key == *level));
    let listed = listed.iter().map(|(key, label)| (key.as_str(), label.clone()));
    listed
        .chain(others.map(|level| (*level, Label::new())))
        .map(|(key, label)| (key, label, of(key)))
        .collect()
}

/// The study's characteristics with the values of all persons.
pub(crate) fn each<'s>(cohort: &Cohort, study: &'s Study) -> Vec<(&'s Characteristic, Trait)> {
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
        CharacteristicKind::Choice(_) | CharacteristicKind::Several(_) => by_level(one, counted),
    }
}

/// A line for each level, the listed ones first.
fn by_level(one: &Characteristic, counted: &Lines) -> Vec<BaselineRow> {
    let Some((listed, parts)) = by_parts(&one.kind) else { return Vec::new() };
    let answers: Vec<String> = counted.levels().keys().cloned().collect();
    let sum = |of: &dyn Fn(usize) -> bool| {
        let own = counted.levels().values().enumerate().filter(|(at, _)| of(*at));
        own.fold([0, 0], |[a, b], (_, [more, others])| [a + more, b + others])
    };
    let n = sum(&|_| true);
    let line = |(key, label, held): (&str, Label, Vec<usize>)| {
        let x = sum(&|at| held.binary_search(&at).is_ok());
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
