//! Inverse probability weights: those seen at the second occasion stand for those like them who were not.

use std::collections::HashMap;

use stats::{
    LEVEL_95, Logistic, LogisticFit, Trials, Unestimable, Unfitted, inverse_probability_weights,
    weighted_mean,
};

use super::groups::Members;
use super::sensitivity::Values;
use super::values::{pairs_reason, ratio};
use crate::findings::{Estimable, Reason, Weighted};

/// Stabilised weights above this are cut.
const CUT: f64 = 10.0;
/// More different persons than this, by what predicts being seen, are too many to keep.
const MOST_COMBINATIONS: usize = 50_000;
/// A group is a bit of a number.
const MOST_GROUPS: usize = 64;

/// What tells persons apart: the bits of the first value, and a bit for each group.
type Key = (u64, u64);

/// Those seen, weighted by how unlikely they were to be seen.
pub(super) fn weighted(
    values: &Values<'_>,
    groups: &[(&str, &Members)],
    n: u64,
    missing: u64,
) -> Estimable<Weighted> {
    match attempt(values, groups, n, missing) {
        Ok(found) => Estimable::Value(found),
        Err(not_estimable) => Estimable::Not { not_estimable },
    }
}

/// What the chance of being seen is estimated from: the first value, and the groups that are known of everybody.
struct Predictors<'g> {
    start: bool,
    groups: Vec<(&'g str, &'g Members)>,
}

/// 1 for a member, 0 for another; nothing where that is not known.
pub(super) fn member(own: &Members, person: usize) -> Option<f64> {
    own.get(person).copied().flatten().map(|is| f64::from(u8::from(is)))
}

/// Whether something is known of everybody who started and not the same of all: a column that does not vary, or that
/// somebody misses, predicts nothing.
fn varies(values: &Values<'_>, of: &dyn Fn(usize, f64) -> Option<f64>) -> bool {
    let mut all = values.started().map(|(person, from, _)| of(person, from));
    let first = all.next().flatten();
    let mut other = false;
    let known = all.all(|value| {
        other |= value != first;
        value.is_some()
    });
    first.is_some() && known && other
}

/// The groups that can predict something.
pub(super) fn telling<'g>(
    values: &Values<'_>,
    groups: &[(&'g str, &'g Members)],
) -> Vec<(&'g str, &'g Members)> {
    let used = groups.iter().filter(|(_, own)| varies(values, &|person, _| member(own, person)));
    used.take(MOST_GROUPS).copied().collect()
}

impl<'g> Predictors<'g> {
    fn of(values: &Values<'_>, groups: &[(&'g str, &'g Members)]) -> Self {
        Self { start: varies(values, &|_, from| Some(from)), groups: telling(values, groups) }
    }

    fn key(&self, person: usize, from: f64) -> Key {
        let bit = |(at, (_, own)): (usize, &(&str, &Members))| {
            u64::from(member(own, person).is_some_and(|is| is > 0.5)) << at
        };
        let bits = self.groups.iter().enumerate().map(bit).sum();
        (if self.start { from.to_bits() } else { 0 }, bits)
    }

    fn columns(&self, (start, bits): Key) -> Vec<f64> {
        let start = self.start.then(|| f64::from_bits(start));
        let own = (0..self.groups.len()).map(|at| f64::from(u8::from(bits >> at & 1 == 1)));
        std::iter::once(1.0).chain(start).chain(own).collect()
    }
}

/// The chance of being seen for each kind of person.
fn chances(values: &Values<'_>, predictors: &Predictors<'_>) -> Result<HashMap<Key, f64>, Reason> {
    let mut counts: HashMap<Key, (f64, f64)> = HashMap::new(); // seen, all
    for (person, from, change) in values.started() {
        let own = counts.entry(predictors.key(person, from)).or_default();
        own.0 += f64::from(u8::from(!change.is_nan()));
        own.1 += 1.0;
        if counts.len() > MOST_COMBINATIONS {
            return Err(Reason::TooManyValues);
        }
    }
    let mut counts: Vec<(Key, (f64, f64))> = counts.into_iter().collect();
    counts.sort_unstable_by_key(|(key, _)| *key);
    let trials = |(key, (successes, trials)): &(Key, (f64, f64))| Trials {
        columns: predictors.columns(*key),
        successes: *successes,
        trials: *trials,
    };
    let rows: Vec<Trials> = counts.iter().map(trials).collect();
    let fit: LogisticFit =
        Logistic::new(&rows).and_then(|data| data.fit()).map_err(|reason| match reason {
            Unfitted::NoSpread | Unfitted::Empty => Reason::NoPairs,
            Unfitted::Separated => Reason::PerfectSeparation,
            _ => Reason::NoSolution,
        })?;
    let chance = |key: Key| {
        let eta: f64 = predictors.columns(key).iter().zip(&fit.coefficients).map(|(x, b)| x * b).sum();
        1.0 / (1.0 + (-eta).exp())
    };
    Ok(counts.into_iter().map(|(key, _)| (key, chance(key))).collect())
}

fn attempt(
    values: &Values<'_>,
    groups: &[(&str, &Members)],
    n: u64,
    missing: u64,
) -> Result<Weighted, Reason> {
    let predictors = Predictors::of(values, groups);
    let chances = chances(values, &predictors)?;
    let (differences, likely): (Vec<f64>, Vec<f64>) = values
        .started()
        .filter(|(.., change)| !change.is_nan())
        .map(|(person, from, change)| {
            (change, chances.get(&predictors.key(person, from)).copied().unwrap_or(1.0))
        })
        .unzip();
    let why = |reason: Unestimable| pairs_reason(reason);
    let weights = inverse_probability_weights(&likely, ratio(n - missing, n), CUT).map_err(why)?;
    let pairs: Vec<(f64, f64)> = differences.into_iter().zip(weights.weights.iter().copied()).collect();
    let mean = weighted_mean(&pairs, LEVEL_95).map_err(why)?;
    let start = predictors.start.then(|| values.spec.name.clone());
    let groups = predictors.groups.iter().map(|(name, _)| (*name).to_owned());
    Ok(Weighted {
        predictors: start.into_iter().chain(groups).collect(),
        estimate: mean.estimate,
        se: mean.se,
        df: mean.df,
        p: mean.p,
        ci95: mean.interval.into(),
        largest_weight: weights.largest,
        cut_at: CUT,
        cut: weights.truncated as u64,
        effective: weights.effective,
    })
}
