//! Multiple imputation of a score, out of moments: the draws are made for all persons of a pattern at once. What is missing
//! is drawn from the measurements at all occasions that more than a few have and from the sub-groups that are known of
//! everybody.

use stats::{
    CellKey, CompletedChange, Imputation, LEVEL_95, RepeatedMoments, Unfitted, impute_change, pool_changes,
};

use super::sensitivity::Values;
use super::tally::Kind;
use super::values::float;
use super::weights::telling;
use crate::findings::{Estimable, Imputed, Reason};
use crate::study::Study;

/// Imputed data sets.
const IMPUTATIONS: u32 = 50;
/// Most sub-groups that are taken in.
const MOST_GROUPS: usize = 8;
/// What is left of a column beside the others, as a share, when it says nothing of its own.
const SAME: f64 = 1e-9;

/// The change of all with the first value, from all their values.
pub(super) fn imputed(study: &Study, values: &Values<'_>) -> Estimable<Imputed> {
    let groups = independent(values, &telling(values));
    // Groups that say the same, or that the values tell of already, leave the draws undetermined: then without them.
    let found = match attempt(study, values, &groups) {
        Err(Reason::NoSolution) if !groups.is_empty() => attempt(study, values, &[]),
        found => found,
    };
    match found {
        Ok(found) => Estimable::Value(found),
        Err(not_estimable) => Estimable::Not { not_estimable },
    }
}

/// The groups that say something those before them do not say already, a few at most.
fn independent(values: &Values<'_>, groups: &[usize]) -> Vec<usize> {
    let times: Vec<f64> = values.started.iter().map(|kind| float(kind.times)).collect();
    let dot = |a: &[f64], b: &[f64]| dot(&times, a, b);
    let ones = vec![1.0; times.len()];
    let all = dot(&ones, &ones);
    let mut kept = Vec::new();
    let mut directions: Vec<Vec<f64>> = Vec::new();
    for place in groups {
        let number = |kind: &Kind| kind.bits.number(*place).unwrap_or_default();
        let mut column: Vec<f64> = values.started.iter().map(number).collect();
        let mean = dot(&column, &ones) / all;
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
            kept.push(*place);
        }
    }
    kept
}

fn dot(times: &[f64], a: &[f64], b: &[f64]) -> f64 {
    times.iter().zip(a).zip(b).map(|((times, a), b)| times * a * b).sum()
}

fn attempt(study: &Study, values: &Values<'_>, groups: &[usize]) -> Result<Imputed, Reason> {
    let all = values.scale.moments().ok_or(Reason::NoValues)?;
    let predictors = groups.iter().filter_map(|at| values.groups.get(*at)).map(|name| (*name).to_owned());
    let numbers = |class: u32| {
        let bits = values.classes.bits(class);
        groups.iter().map(|group| bits.number(*group)).collect()
    };
    let found = completed(all, ([study.from, study.to], study.seed), groups.len(), &numbers)?;
    Ok(Imputed { predictors: predictors.collect(), ..found })
}

/// The same out of moments whose groups are not known.
pub(super) fn of_moments(all: &RepeatedMoments, ends: [usize; 2], seed: u64) -> Estimable<Imputed> {
    match completed(all, (ends, seed), 0, &|_| Some(Vec::new())) {
        Ok(found) => Estimable::Value(found),
        Err(not_estimable) => Estimable::Not { not_estimable },
    }
}

/// The change over the completed data sets; `numbers` are those of a class, of so many groups.
fn completed(
    all: &RepeatedMoments,
    (ends, seed): ([usize; 2], u64),
    groups: usize,
    numbers: &dyn Fn(u32) -> Option<Vec<f64>>,
) -> Result<Imputed, Reason> {
    let used = occasions(all, ends, groups);
    let place = |asked: usize| used.iter().position(|at| *at == asked).ok_or(Reason::NoValues);
    let ends = [place(ends[0])?, place(ends[1])?];
    let kept = all.only(&used).map_err(|_| Reason::NoValues)?;
    let moments = started(&kept, ends[0], groups, numbers).ok_or(Reason::NoValues)?;
    let how = Imputation::at_random(IMPUTATIONS, seed);
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
        seed,
        predictors: Vec::new(),
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

/// The occasions that the draws go by: those of the change, and of the others those that enough persons with the first value
/// have for a regression on everything else.
fn occasions(all: &RepeatedMoments, ends: [usize; 2], groups: usize) -> Vec<usize> {
    let enough = (groups + all.occasions() + 2) as u64;
    let has = |pattern: u64, occasion: usize| pattern >> occasion & 1 == 1;
    let persons = |occasion: usize| -> u64 {
        let both = all.cells().filter(|(key, _)| has(key.pattern, ends[0]) && has(key.pattern, occasion));
        both.map(|(_, cell)| cell.n()).sum()
    };
    let seen = |occasion: &usize| persons(*occasion) >= if ends.contains(occasion) { 1 } else { enough };
    (0..all.occasions()).filter(seen).collect()
}

/// Moments over the persons with the first value, the groups as numbers beside it.
fn started(
    all: &RepeatedMoments,
    from: usize,
    groups: usize,
    numbers: &dyn Fn(u32) -> Option<Vec<f64>>,
) -> Option<RepeatedMoments> {
    let place = |key: CellKey| {
        let started = key.pattern >> from & 1 == 1;
        Some((CellKey { class: 0, ..key }, numbers(key.class).filter(|_| started)?))
    };
    all.regrouped(all.occasions(), groups, place).ok()
}
