//! Measures tested together: Holm's adjustment within the family, and the mean over its measures.

use stats::{benjamini_hochberg, holm};

use super::measure::{at_occasion, person_mean, progress};
use super::paired::change;
use super::values::Sorted;
use crate::cohort::Cohort;
use crate::findings::{Estimable, Family, Measure, Progress};
use crate::study::{FamilySpec, Study};

/// Writes the adjusted p-values into the measures of each family; families are places of measures.
pub(crate) fn adjust(families: &[&[usize]], measures: &mut [Measure]) {
    for family in families {
        let p: Vec<Option<f64>> = family
            .iter()
            .map(|&at| measures.get(at).and_then(|one| one.change.value()).map(|change| change.p))
            .collect();
        for ((&at, by_holm), by_rate) in family.iter().zip(holm(&p)).zip(benjamini_hochberg(&p)) {
            if let Some(Estimable::Value(change)) = measures.get_mut(at).map(|one| &mut one.change) {
                change.p_holm = by_holm;
                change.p_bh = by_rate;
            }
        }
    }
}

/// The families; `full` tells for each person whether her course is a full one, where the data know courses.
pub(super) fn families(cohort: &Cohort, study: &Study, full: Option<&[bool]>) -> Vec<Family> {
    let scores = |family: &&FamilySpec| family.measures.iter().all(|&at| is_score(study, at));
    study.families.iter().filter(scores).map(|family| one(cohort, study, full, family)).collect()
}

/// Whether a measure is a score.
fn is_score(study: &Study, at: usize) -> bool {
    study.measures.get(at).is_some_and(|one| one.kind == crate::findings::MeasureKind::Score)
}

fn one(cohort: &Cohort, study: &Study, full: Option<&[bool]>, family: &FamilySpec) -> Family {
    let means: Vec<Vec<f64>> =
        (0..study.occasions.len()).map(|occasion| means(cohort, family, occasion)).collect();
    let at = |occasion: usize| means.get(occasion).map(Vec::as_slice).unwrap_or_default();
    let both = || super::measure::pairs(at(study.from), at(study.to));
    let persons = cohort.persons as u64;
    Family {
        name: family.name.clone(),
        label: family.label.clone(),
        measures: family
            .measures
            .iter()
            .filter_map(|&at| study.measures.get(at))
            .map(|measure| measure.name.clone())
            .collect(),
        overall: change(study, family.progress_at_least, both()),
        overall_occasions: study
            .occasions
            .iter()
            .zip(&means)
            .map(|(occasion, means)| at_occasion(occasion, &Sorted::of(means.iter().copied()), persons, None))
            .collect(),
        progress: family.progress_at_least.and_then(|least| {
            let rises = at(study.from).iter().zip(at(study.to)).map(|(from, to)| to - from);
            let rises: Vec<f64> = match full {
                Some(full) => rises.zip(full).filter(|(_, full)| **full).map(|(rise, _)| rise).collect(),
                None => rises.collect(),
            };
            let rises: Vec<f64> = rises.into_iter().filter(|rise| !rise.is_nan()).collect();
            let among = if full.is_some() { "full_courses" } else { "paired" };
            let share = progress(&rises, least)?;
            Some(Progress { at_least: least, among: among.to_owned(), share })
        }),
    }
}

/// Each person's mean over the measures of a family; missing when one of them is.
pub(crate) fn means(cohort: &Cohort, family: &FamilySpec, occasion: usize) -> Vec<f64> {
    let columns: Vec<&[f64]> = family
        .measures
        .iter()
        .filter_map(|&at| cohort.measures.get(at)?.get(occasion))
        .map(Vec::as_slice)
        .collect();
    (0..cohort.persons)
        .map(|person| {
            person_mean(columns.iter().map(|column| column.get(person).copied().unwrap_or(f64::NAN)))
        })
        .collect()
}
