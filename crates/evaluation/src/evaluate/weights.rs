//! Inverse probability weights: those seen at the second occasion stand for those like them who were not.

use std::collections::HashMap;

use stats::{
    LEVEL_95, Logistic, LogisticFit, Trials, Unestimable, Unfitted, inverse_probability_weights,
    weighted_mean,
};

use super::sensitivity::Values;
use super::tally::Kind;
use super::values::{float, pairs_reason, ratio};
use crate::findings::{Estimable, Reason, Weighted};

/// Stabilised weights above this are cut.
const CUT: f64 = 10.0;
/// More different persons than this, by what predicts being seen, are too many to keep.
const MOST_COMBINATIONS: usize = 50_000;

/// What tells persons apart: the bits of the first value, and a bit for each group.
type Key = (u64, u64);

/// Those seen, weighted by how unlikely they were to be seen.
pub(super) fn weighted(values: &Values<'_>, n: u64, missing: u64) -> Estimable<Weighted> {
    match attempt(values, n, missing) {
        Ok(found) => Estimable::Value(found),
        Err(not_estimable) => Estimable::Not { not_estimable },
    }
}

/// What the chance of being seen is estimated from: the first value, and the places of the groups that are known of everybody.
struct Predictors {
    start: bool,
    groups: Vec<usize>,
}

/// Whether something is known of everybody who started and not the same of all: a column that does not vary, or that
/// somebody misses, predicts nothing.
fn varies(values: &Values<'_>, of: &dyn Fn(&Kind) -> Option<f64>) -> bool {
    let mut all = values.started.iter().map(of);
    let first = all.next().flatten();
    let mut other = false;
    let known = all.all(|value| {
        other |= value != first;
        value.is_some()
    });
    first.is_some() && known && other
}

/// The places of the groups that can predict something.
pub(super) fn telling(values: &Values<'_>) -> Vec<usize> {
    let all = 0..values.groups.len();
    all.filter(|place| varies(values, &|kind| kind.bits.number(*place))).collect()
}

impl Predictors {
    fn of(values: &Values<'_>) -> Self {
        Self { start: varies(values, &|kind| Some(kind.from)), groups: telling(values) }
    }

    fn key(&self, kind: &Kind) -> Key {
        let bit = |(at, place): (usize, &usize)| u64::from(kind.bits.is(*place) == Some(true)) << at;
        let bits = self.groups.iter().enumerate().map(bit).sum();
        (if self.start { kind.from.to_bits() } else { 0 }, bits)
    }

    fn columns(&self, (start, bits): Key) -> Vec<f64> {
        let start = self.start.then(|| f64::from_bits(start));
        let own = (0..self.groups.len()).map(|at| f64::from(u8::from(bits >> at & 1 == 1)));
        std::iter::once(1.0).chain(start).chain(own).collect()
    }
}

/// The chance of being seen for each kind of person.
fn chances(values: &Values<'_>, predictors: &Predictors) -> Result<HashMap<Key, f64>, Reason> {
    let mut counts: HashMap<Key, (f64, f64)> = HashMap::new(); // seen, all
    for kind in &values.started {
        let own = counts.entry(predictors.key(kind)).or_default();
        own.0 += if kind.to.is_nan() { 0.0 } else { float(kind.times) };
        own.1 += float(kind.times);
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

fn attempt(values: &Values<'_>, n: u64, missing: u64) -> Result<Weighted, Reason> {
    let predictors = Predictors::of(values);
    let chances = chances(values, &predictors)?;
    let seen: Vec<&Kind> = values.started.iter().filter(|kind| !kind.to.is_nan()).collect();
    let likely = |kind: &&Kind| (chances.get(&predictors.key(kind)).copied().unwrap_or(1.0), kind.times);
    let likely: Vec<(f64, u64)> = seen.iter().map(likely).collect();
    let why = |reason: Unestimable| pairs_reason(reason);
    let weights = inverse_probability_weights(&likely, ratio(n - missing, n), CUT).map_err(why)?;
    let rises = seen.iter().zip(&weights.weights);
    let rises: Vec<(f64, f64, u64)> =
        rises.map(|(kind, weight)| (kind.change(), *weight, kind.times)).collect();
    let mean = weighted_mean(&rises, LEVEL_95).map_err(why)?;
    let start = predictors.start.then(|| values.spec.name.clone());
    let groups = predictors.groups.iter().filter_map(|place| values.groups.get(*place)).copied();
    Ok(Weighted {
        predictors: start.into_iter().chain(groups.map(str::to_owned)).collect(),
        estimate: mean.estimate,
        se: mean.se,
        df: mean.df,
        p: mean.p,
        ci95: mean.interval.into(),
        largest_weight: weights.largest,
        cut_at: CUT,
        cut: weights.truncated,
        effective: weights.effective,
    })
}
