//! Those who left before phase 3 against those who stayed: who they were, and how they had fared until then.

use stats::standardised_difference_of_means;

use super::baseline;
use super::flow::{Fate, fates};
use super::groups::difference;
use super::tally::Lines;
use super::values::Sorted;
use crate::cohort::Cohort;
use crate::findings::{BaselineRow, Dropout, LeaverRow};
use crate::study::Study;

/// Those who left before phase 3 against those who stayed, by the primary measure.
pub(super) fn dropout(cohort: &Cohort, study: &Study, fates: &[Option<Fate>]) -> Option<Dropout> {
    let (asked, columns) = (study.measures.get(study.primary)?, cohort.measures.get(study.primary)?);
    let (first, second) = (columns.get(study.from)?, columns.get(study.from + 1)?);
    let known = |which: bool| {
        move |fate: &Option<Fate>| fate.is_some_and(|fate| fate.is_known() && fate.left_early() == which)
    };
    let of = |which: bool, values: &dyn Fn(usize) -> f64| {
        let mine = fates.iter().enumerate().filter(|(_, fate)| known(which)(fate));
        Sorted::of(mine.map(|(person, _)| values(person))).moments()
    };
    let at = |column: &[f64], person: usize| column.get(person).copied().unwrap_or(f64::NAN);
    let start = |person: usize| at(first, person);
    let rise = |person: usize| at(second, person) - at(first, person);
    let count = |which: bool| fates.iter().filter(|fate| known(which)(fate)).count() as u64;
    let (left, stayed) = (of(true, &rise), of(false, &rise));
    Some(Dropout {
        measure: asked.name.clone(),
        left_early: count(true).into(),
        stayed: count(false).into(),
        start_difference: difference(&of(true, &start), &of(false, &start)),
        early_change_difference: difference(&stayed, &left),
        start_n: [of(true, &start).n(), of(false, &start).n()],
        early_change_n: [left.n(), stayed.n()],
        early_change_left: left.mean().ok().map(Into::into),
        early_change_stayed: stayed.mean().ok().map(Into::into),
        start_standardised_difference: standardised_difference_of_means(
            &of(true, &start),
            &of(false, &start),
        )
        .ok()
        .map(Into::into),
        rows: rows(cohort, study, fates),
    })
}

/// Who left before phase 3, and who is known not to have; nobody without courses.
pub(crate) fn leavers(cohort: &Cohort) -> [Vec<bool>; 2] {
    let fates = fates(cohort).unwrap_or_default();
    [true, false].map(|which| {
        let fits =
            |fate: &Option<Fate>| fate.is_some_and(|fate| fate.is_known() && fate.left_early() == which);
        fates.iter().map(fits).collect()
    })
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
