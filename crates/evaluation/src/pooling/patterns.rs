//! Persons grouped by the occasions they were observed at: sums of a group, groups made coarser where they are small.

use std::collections::BTreeMap;

use stats::RepeatedMoments;

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

/// The groups with no fewer persons than the threshold, as they stand in the file.
pub(super) fn grouped(
    mut patterns: Patterns,
    keep: [usize; 2],
    threshold: u64,
    key: &dyn Fn(usize) -> String,
) -> Grouped {
    let (coarsened, left_out) = coarsen(&mut patterns, keep, threshold);
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
    Grouped { coarsened, left_out, cell: patterns.iter().map(cell).collect() }
}

/// Joins patterns with too few with coarser ones: an occasion of theirs is left out, never the first or the second of the
/// change while there is another. Gives how many persons were moved, and how many stand nowhere now.
pub(super) fn coarsen(patterns: &mut Patterns, keep: [usize; 2], threshold: u64) -> (u64, u64) {
    let (mut moved, mut out) = (0, 0);
    // Always the longest of the small ones, so that what is joined on the way can still become large enough.
    while let Some(small) = patterns
        .iter()
        .filter(|(_, one)| one.n < threshold)
        .max_by_key(|(occasions, _)| occasions.len())
        .map(|(occasions, _)| occasions.clone())
    {
        let Some(one) = patterns.remove(&small) else { break };
        let gone = small.iter().rev().find(|at| !keep.contains(at)).or_else(|| small.last()).copied();
        let rest: Vec<usize> = small.iter().copied().filter(|at| Some(*at) != gone).collect();
        if rest.is_empty() {
            out += one.n;
            continue;
        }
        moved += one.n;
        let kept: Vec<usize> = (0..small.len()).filter(|at| small.get(*at).copied() != gone).collect();
        let taken = one.only(&kept);
        match patterns.get_mut(&rest) {
            Some(there) => there.join(&taken),
            None => {
                patterns.insert(rest, taken);
            }
        }
    }
    (moved, out)
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
