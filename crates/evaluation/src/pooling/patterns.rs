//! Persons grouped by the occasions they were observed at: sums of a group, groups joined where they are made coarser.

use std::collections::{BTreeMap, BTreeSet};

use stats::RepeatedMoments;

use super::coarsen::{Set, targets};
use super::file::PatternCell;

/// A group of persons with the occasions they are told for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pattern {
    pub(super) n: u64,
    pub(super) means: Vec<f64>,
    /// Full matrix of cross-products.
    pub(super) cross: Vec<Vec<f64>>,
}

/// The moments of one measure by set of observed occasions.
pub(super) type Patterns = BTreeMap<Vec<usize>, Pattern>;

/// Groups that may leave the house.
pub(super) struct Grouped {
    /// Persons in a coarser group than their own.
    pub(super) coarsened: u64,
    /// Persons in none.
    pub(super) left_out: u64,
    pub(super) cell: Vec<PatternCell>,
}

/// The groups, whatever class their persons are in.
pub(super) fn patterns(moments: &RepeatedMoments) -> Patterns {
    let mut found = Patterns::new();
    for (key, cell) in moments.cells() {
        let occasions: Vec<usize> = key.occasions().collect();
        let size = occasions.len();
        let cross = (0..size).map(|a| (0..size).map(|b| cell.cross(a, b)).collect()).collect();
        let own = Pattern { n: cell.n(), means: cell.means(), cross };
        match found.get_mut(&occasions) {
            Some(there) => there.join(&own),
            None => {
                found.insert(occasions, own);
            }
        }
    }
    found
}

/// The groups as they stand in the file: none with fewer persons than the threshold, and none that leaves a few untold.
pub(super) fn grouped(
    patterns: &Patterns,
    ends: [usize; 2],
    threshold: u64,
    key: &dyn Fn(usize) -> String,
) -> Grouped {
    let (told, coarsened, left_out) = coarser(patterns, ends, threshold);
    let cell = |(occasions, one): (&Vec<usize>, &Pattern)| PatternCell {
        occasions: occasions.iter().map(|at| key(*at)).collect(),
        n: one.n,
        means: one.means.clone(),
        cross: one
            .cross
            .iter()
            .enumerate()
            .flat_map(|(row, values)| values.iter().take(row + 1).copied())
            .collect(),
    };
    Grouped { coarsened, left_out, cell: told.iter().map(cell).collect() }
}

/// The patterns whose persons are told for just these occasions.
pub(super) fn standing(patterns: &Patterns, ends: [usize; 2], threshold: u64) -> BTreeSet<Vec<usize>> {
    let targets = targets(&counts(patterns), ends, threshold);
    patterns.keys().filter(|own| targets.get(&set(own)) == Some(&set(own))).cloned().collect()
}

fn set(occasions: &[usize]) -> Set {
    occasions.iter().fold(0, |set, at| set | 1 << at)
}

fn counts(patterns: &Patterns) -> BTreeMap<Set, u64> {
    patterns.iter().map(|(own, one)| (set(own), one.n)).collect()
}

/// The patterns that are told, how many persons stand in a coarser one than their own, and how many in none.
pub(super) fn coarser(patterns: &Patterns, ends: [usize; 2], threshold: u64) -> (Patterns, u64, u64) {
    let targets = targets(&counts(patterns), ends, threshold);
    let (mut told, mut moved, mut out) = (Patterns::new(), 0, 0);
    for (own, one) in patterns {
        let to = targets.get(&set(own)).copied().unwrap_or_default();
        let places = || (0..own.len()).filter(|place| own.get(*place).is_some_and(|at| to & (1 << at) != 0));
        let rest: Vec<usize> = places().filter_map(|place| own.get(place).copied()).collect();
        if rest.is_empty() {
            out += one.n;
            continue;
        }
        moved += if rest == *own { 0 } else { one.n };
        let taken = one.only(&places().collect::<Vec<_>>());
        match told.get_mut(&rest) {
            Some(there) => there.join(&taken),
            None => {
                told.insert(rest, taken);
            }
        }
    }
    (told, moved, out)
}

impl Pattern {
    /// Of ones and zeros: whether every count that follows from the sums is of nobody or of so many.
    pub(super) fn is_safe(&self, threshold: u64) -> bool {
        let n = float(self.n);
        let enough = |count: f64| count.round() <= 0.0 || count.round() >= float(threshold);
        let both = |a: usize, b: usize| {
            let (Some(first), Some(second)) = (self.means.get(a), self.means.get(b)) else { return 0.0 };
            let cross = self.cross.get(a).and_then(|row| row.get(b)).copied().unwrap_or_default();
            cross + n * first * second
        };
        let yes: Vec<f64> = self.means.iter().map(|mean| mean * n).collect();
        let alone = yes.iter().all(|yes| enough(*yes) && enough(n - yes));
        let pairs = yes.iter().enumerate().all(|(a, first)| {
            yes.iter().enumerate().take(a).all(|(b, second)| {
                let both = both(a, b);
                [both, first - both, second - both, n - first - second + both].into_iter().all(enough)
            })
        });
        self.n >= threshold && alone && pairs
    }

    fn only(&self, kept: &[usize]) -> Self {
        let pick =
            |values: &Vec<f64>| kept.iter().filter_map(|at| values.get(*at).copied()).collect::<Vec<f64>>();
        let cross = kept.iter().filter_map(|at| self.cross.get(*at)).map(pick).collect();
        Self { n: self.n, means: pick(&self.means), cross }
    }

    /// Takes in other persons with the same occasions (Chan, Golub and `LeVeque`).
    fn join(&mut self, other: &Self) {
        let (n, m) = (float(self.n), float(other.n));
        let shift: Vec<f64> = self.means.iter().zip(&other.means).map(|(a, b)| b - a).collect();
        for ((row, theirs), a) in self.cross.iter_mut().zip(&other.cross).zip(&shift) {
            for ((cell, their), b) in row.iter_mut().zip(theirs).zip(&shift) {
                *cell += their + a * b * n * m / (n + m);
            }
        }
        for (mean, by) in self.means.iter_mut().zip(&shift) {
            *mean += by * m / (n + m);
        }
        self.n += other.n;
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of persons stay far below 2^53")]
pub(super) const fn float(count: u64) -> f64 {
    count as f64
}
