//! Measures tested together: Holm's adjustment within the family, and the mean over its measures.

use stats::{benjamini_hochberg, holm};

use super::measure::{at_occasion, person_mean};
use super::paired::change;
use super::tally::{Means, Tally};
use super::values::{Sorted, share};
use crate::cohort::Cohort;
use crate::findings::{Estimable, Family, Measure, Progress, Reason};
use crate::study::{FamilySpec, Study};

/// Writes the adjusted p-values into the measures of each family; families are places of measures.
pub(crate) fn adjust(families: &[&[usize]], measures: &mut [Measure]) {
    for family in families {
        let p: Vec<Option<f64>> = family
            .iter()
            .map(|&at| measures.get(at).and_then(|one| tested(&one.change, |change| change.p)))
            .collect();
        for ((&at, by_holm), by_rate) in family.iter().zip(holm(&p)).zip(benjamini_hochberg(&p)) {
            if let Some(Estimable::Value(change)) = measures.get_mut(at).map(|one| &mut one.change) {
                change.p_holm = by_holm;
                change.p_bh = by_rate;
            }
        }
    }
}

/// The p of a test as the adjustment counts it: a hidden one as 1, which tells nothing of it and makes no other p smaller.
pub(super) fn tested<T>(found: &Estimable<T>, p: impl Fn(&T) -> f64) -> Option<f64> {
    match found {
        Estimable::Value(found) => Some(p(found)),
        Estimable::Not { not_estimable: Reason::Suppressed } => Some(1.0),
        _ => None,
    }
}

/// The families; `courses` tells whether the data know courses, and so which of them are full.
pub(super) fn families(study: &Study, tally: &Tally, courses: bool) -> Vec<Family> {
    let scores = |(family, _): &(&FamilySpec, &Means)| family.measures.iter().all(|&at| is_score(study, at));
    let all = study.families.iter().zip(&tally.families).filter(scores);
    all.map(|(family, means)| one(study, family, means, (tally.persons, courses))).collect()
}

/// Whether a measure is a score.
fn is_score(study: &Study, at: usize) -> bool {
    study.measures.get(at).is_some_and(|one| one.kind == crate::findings::MeasureKind::Score)
}

fn one(study: &Study, family: &FamilySpec, means: &Means, (persons, courses): (u64, bool)) -> Family {
    let pairs = means.pairs();
    Family {
        name: family.name.clone(),
        label: family.label.clone(),
        measures: family
            .measures
            .iter()
            .filter_map(|&at| study.measures.get(at))
            .map(|measure| measure.name.clone())
            .collect(),
        overall: change(
            study,
            family.progress_at_least,
            pairs.iter().map(|(from, to, _, n)| (*from, *to, *n)),
        ),
        overall_occasions: study
            .occasions
            .iter()
            .zip(means.occasions())
            .map(|(occasion, means)| at_occasion(occasion, &means, persons, None))
            .collect(),
        progress: family.progress_at_least.and_then(|least| {
            let among = pairs.iter().filter(|(_, _, full, _)| *full || !courses);
            let rises = Sorted::of_counts(among.map(|(from, to, _, n)| (to - from, *n)));
            let among = if courses { "full_courses" } else { "paired" };
            let share = share(rises.from(least), rises.n())?;
            Some(Progress { at_least: least, among: among.to_owned(), share })
        }),
    }
}

/// A person's mean over the measures of a family at an occasion; missing when one of them is.
pub(crate) fn mean_of(cohort: &Cohort, family: &FamilySpec, occasion: usize, person: usize) -> f64 {
    let columns = family.measures.iter().filter_map(|&at| cohort.measures.get(at)?.get(occasion));
    person_mean(columns.map(|column| column.get(person).copied().unwrap_or(f64::NAN)))
}
