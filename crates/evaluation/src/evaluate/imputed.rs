//! Multiple imputation of a score, out of moments: the draws are made for all persons of a pattern at once. What is missing
//! is drawn from the measurements at all occasions and from the sub-groups that are known of everybody.

use stats::{CompletedChange, Imputation, LEVEL_95, RepeatedMoments, Unfitted, impute_change, pool_changes};

use super::groups::Members;
use super::parallel;
use super::sensitivity::Values;
use super::values::float;
use super::weights::{member, telling};
use crate::findings::{Estimable, Imputed, Reason};
use crate::study::Study;

/// Imputed data sets.
const IMPUTATIONS: u32 = 50;
/// Most sub-groups that are taken in.
const MOST_GROUPS: usize = 8;
/// What is left of a column beside the others, as a share, when it says nothing of its own.
const SAME: f64 = 1e-9;

/// The change of all with the first value, from all their values.
pub(super) fn imputed(study: &Study, values: &Values<'_>, groups: &[(&str, &Members)]) -> Estimable<Imputed> {
    let groups = independent(values, telling(values, groups));
    // Groups that say the same, or that the values tell of already, leave the draws undetermined: then without them.
    let found = match attempt(study, values.columns, &groups) {
        Err(Reason::NoSolution) if !groups.is_empty() => attempt(study, values.columns, &[]),
        found => found,
    };
    match found {
        Ok(found) => Estimable::Value(found),
        Err(not_estimable) => Estimable::Not { not_estimable },
    }
}

/// The groups that say something those before them do not say already, a few at most.
fn independent<'g>(values: &Values<'_>, groups: Vec<(&'g str, &'g Members)>) -> Vec<(&'g str, &'g Members)> {
    let mut kept = Vec::new();
    let mut directions: Vec<Vec<f64>> = Vec::new();
    for (name, own) in groups {
        let mut column: Vec<f64> = values.started().filter_map(|(person, ..)| member(own, person)).collect();
        let mean = column.iter().sum::<f64>() / float(column.len() as u64);
        for value in &mut column {
            *value -= mean;
        }
        let size = dot(&column, &column);
        for direction in &directions {
            let along = dot(&column, direction);
            for (value, step) in column.iter_mut().zip(direction) {
                *value -= along * step;
            }
        }
        let left = dot(&column, &column);
        if left > SAME * size && kept.len() < MOST_GROUPS {
            for value in &mut column {
                *value /= left.sqrt();
            }
            directions.push(column);
            kept.push((name, own));
        }
    }
    kept
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn attempt(study: &Study, columns: &[Vec<f64>], groups: &[(&str, &Members)]) -> Result<Imputed, Reason> {
    // An occasion that nobody was measured at says nothing.
    let seen = |column: &Vec<f64>| column.iter().any(|value| !value.is_nan());
    let used: Vec<(usize, &Vec<f64>)> = columns.iter().enumerate().filter(|(_, one)| seen(one)).collect();
    let place = |asked: usize| used.iter().position(|(at, _)| *at == asked).ok_or(Reason::NoValues);
    let ends = [place(study.from)?, place(study.to)?];
    let columns: Vec<&Vec<f64>> = used.iter().map(|(_, column)| *column).collect();
    let moments = moments(&columns, ends[0], groups).ok_or(Reason::NoValues)?;
    let how = Imputation::at_random(IMPUTATIONS, study.seed);
    let completed: Vec<CompletedChange> =
        impute_change(&moments, ends, |_| 0, how).map_err(|reason| match reason {
            Unfitted::Empty => Reason::NoValues,
            Unfitted::NoSpread => Reason::NoSpread,
            _ => Reason::NoSolution,
        })?;
    let pooled = pool_changes(&completed, 0.0, LEVEL_95).map_err(|_| Reason::NoSolution)?;
    let found = pooled.estimate;
    Ok(Imputed {
        imputations: IMPUTATIONS.into(),
        seed: study.seed,
        predictors: groups.iter().map(|(name, _)| (*name).to_owned()).collect(),
        estimate: found.estimate,
        se: found.se,
        df: found.df,
        p: found.p,
        ci95: found.interval.into(),
        within: pooled.within,
        between: pooled.between,
        missing_information: pooled.missing_information.clamp(0.0, 1.0),
    })
}

/// Moments over the persons with the first value, the groups as numbers beside it.
fn moments(columns: &[&Vec<f64>], from: usize, groups: &[(&str, &Members)]) -> Option<RepeatedMoments> {
    let from = columns.get(from)?;
    let empty = RepeatedMoments::new(columns.len(), groups.len()).ok()?;
    let make = |persons: std::ops::Range<usize>| {
        let mut moments = empty.clone();
        for person in persons {
            let at = |column: &&Vec<f64>| column.get(person).copied().filter(|value| !value.is_nan());
            if from.get(person).is_some_and(|value| !value.is_nan()) {
                let outcomes: Vec<Option<f64>> = columns.iter().map(at).collect();
                let own: Vec<f64> = groups.iter().filter_map(|(_, own)| member(own, person)).collect();
                moments.add(0, &outcomes, &own).unwrap_or_default();
            }
        }
        moments
    };
    parallel::join(from.len(), make, |all, part| all.merge(&part).unwrap_or_default())
}
