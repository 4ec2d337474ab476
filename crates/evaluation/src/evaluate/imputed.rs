//! Multiple imputation of a score, out of moments: the draws are made for all persons of a pattern at once.

use stats::{Imputation, LEVEL_95, RepeatedMoments, Unfitted, impute_change, pool_changes};

use super::parallel;
use crate::findings::{Estimable, Imputed, Reason};
use crate::study::Study;

/// Imputed data sets.
const IMPUTATIONS: u32 = 50;

/// The change of all with the first value, from all their values.
pub(super) fn imputed(study: &Study, columns: &[Vec<f64>]) -> Estimable<Imputed> {
    match attempt(study, columns) {
        Ok(found) => Estimable::Value(found),
        Err(not_estimable) => Estimable::Not { not_estimable },
    }
}

fn attempt(study: &Study, columns: &[Vec<f64>]) -> Result<Imputed, Reason> {
    // An occasion that nobody was measured at says nothing.
    let seen = |column: &Vec<f64>| column.iter().any(|value| !value.is_nan());
    let used: Vec<(usize, &Vec<f64>)> = columns.iter().enumerate().filter(|(_, one)| seen(one)).collect();
    let place = |asked: usize| used.iter().position(|(at, _)| *at == asked).ok_or(Reason::NoValues);
    let ends = [place(study.from)?, place(study.to)?];
    let columns: Vec<&Vec<f64>> = used.iter().map(|(_, column)| *column).collect();
    let moments = moments(&columns, ends[0]).ok_or(Reason::NoValues)?;
    let how = Imputation::at_random(IMPUTATIONS, study.seed);
    let completed = impute_change(&moments, ends, |_| 0, how).map_err(|reason| match reason {
        Unfitted::Empty => Reason::NoValues,
        Unfitted::NoSpread => Reason::NoSpread,
        _ => Reason::NoSolution,
    })?;
    let pooled = pool_changes(&completed, 0.0, LEVEL_95).map_err(|_| Reason::NoSolution)?;
    let found = pooled.estimate;
    Ok(Imputed {
        imputations: IMPUTATIONS.into(),
        seed: study.seed,
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

/// Moments over the persons with the first value.
fn moments(columns: &[&Vec<f64>], from: usize) -> Option<RepeatedMoments> {
    let from = columns.get(from)?;
    let empty = RepeatedMoments::new(columns.len(), 0).ok()?;
    let make = |persons: std::ops::Range<usize>| {
        let mut moments = empty.clone();
        for person in persons {
            let at = |column: &&Vec<f64>| column.get(person).copied().filter(|value| !value.is_nan());
            if from.get(person).is_some_and(|value| !value.is_nan()) {
                let outcomes: Vec<Option<f64>> = columns.iter().map(at).collect();
                moments.add(0, &outcomes, &[]).unwrap_or_default();
            }
        }
        moments
    };
    parallel::join(from.len(), make, |all, part| all.merge(&part).unwrap_or_default())
}
