//! Those who left before phase 3 against those who stayed: who they were, and how they had fared until then.

use stats::{Moments, standardised_difference_of_means};

use super::baseline;
use super::flow::{Fate, fates};
use super::groups::difference;
use super::tally::Lines;
use super::values::Sorted;
use crate::cohort::Cohort;
use crate::findings::{BaselineRow, Dropout, LeaverRow};
use crate::study::Study;

/// The primary measure of those who left and of those who stayed.
pub(crate) struct Sides {
    /// At the start.
    pub(crate) start: [Moments; 2],
    /// Change to the occasion after the first.
    pub(crate) early: [Moments; 2],
}

impl Sides {
    fn of(cohort: &Cohort, study: &Study, fates: &[Option<Fate>]) -> Option<Self> {
        let columns = cohort.measures.get(study.primary)?;
        let (first, second) = (columns.get(study.from)?, columns.get(study.from + 1)?);
        let of = |which: bool, values: &dyn Fn(usize) -> f64| {
            let mine = fates.iter().enumerate().filter(|(_, fate)| known(which, fate.as_ref()));
            Sorted::of(mine.map(|(person, _)| values(person))).moments()
        };
        let at = |column: &[f64], person: usize| column.get(person).copied().unwrap_or(f64::NAN);
        Some(Self {
            start: [true, false].map(|which| of(which, &|person| at(first, person))),
            early: [true, false].map(|which| of(which, &|person| at(second, person) - at(first, person))),
        })
    }
}

/// Whether it is known of a course that the person left early, or that she stayed.
fn known(which: bool, fate: Option<&Fate>) -> bool {
    fate.is_some_and(|fate| fate.is_known() && fate.left_early() == which)
}

/// The primary measure of those who left and of those who stayed; nothing without courses.
pub(crate) fn sides(cohort: &Cohort, study: &Study) -> Option<Sides> {
    Sides::of(cohort, study, &fates(cohort)?)
}

/// Those who left before phase 3 against those who stayed, by the primary measure.
pub(super) fn dropout(cohort: &Cohort, study: &Study, fates: &[Option<Fate>]) -> Option<Dropout> {
    let measure = study.measures.get(study.primary)?;
    let sides = Sides::of(cohort, study, fates)?;
    let count = |which: bool| fates.iter().filter(|fate| known(which, fate.as_ref())).count() as u64;
    Some(Dropout {
        rows: rows(cohort, study, fates),
        ..compared(&measure.name, [true, false].map(count), &sides)
    })
}

/// What the sums of both tell: how many left and stayed, and how they had fared.
pub(crate) fn compared(measure: &str, [left_early, stayed]: [u64; 2], sides: &Sides) -> Dropout {
    let Sides { start: [left_start, stayed_start], early: [left, stayers] } = sides;
    Dropout {
        measure: measure.to_owned(),
        left_early: left_early.into(),
        stayed: stayed.into(),
        start_difference: difference(left_start, stayed_start),
        early_change_difference: difference(stayers, left),
        start_n: [left_start.n(), stayed_start.n()],
        early_change_n: [left.n(), stayers.n()],
        early_change_left: left.mean().ok().map(Into::into),
        early_change_stayed: stayers.mean().ok().map(Into::into),
        start_standardised_difference: standardised_difference_of_means(left_start, stayed_start)
            .ok()
            .map(Into::into),
        rows: Vec::new(),
    }
}

/// Who left before phase 3, and who is known not to have; nobody without courses.
pub(crate) fn leavers(cohort: &Cohort) -> [Vec<bool>; 2] {
    let fates = fates(cohort).unwrap_or_default();
    [true, false].map(|which| fates.iter().map(|fate| known(which, fate.as_ref())).collect())
}

/// The study's characteristics of both, over courses whose fate is known.
fn rows(cohort: &Cohort, study: &Study, fates: &[Option<Fate>]) -> Vec<LeaverRow> {
    let known = |fate: &Option<Fate>| fate.filter(Fate::is_known).map(|fate| fate.left_early());
    let left: Vec<Option<bool>> = fates.iter().map(known).collect();
    let side = |person: usize| left.get(person).copied().flatten();
    let row = |row: BaselineRow| LeaverRow {
        name: row.name,
        label: row.label,
        level: row.level,
        level_label: row.level_label,
        left: row.with_last,
        stayed: row.without_last,
        standardised_difference: row.standardised_difference,
    };
    let lines = baseline::each(cohort, study).into_iter();
    let lines =
        lines.flat_map(|(one, values)| baseline::lines(one, &Lines::of(&values, 0..left.len(), &side)));
    lines.map(row).collect()
}
