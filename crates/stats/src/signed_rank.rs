//! Wilcoxon's signed rank test of paired differences.
//!
//! Wilcoxon, Biometrics Bulletin 1 (1945) 80–83; zeros and ties: Pratt, Journal of the American Statistical
//! Association 54 (1959) 655–667. The exact distribution gives every rank (ties share the mean) either sign with
//! chance ½; the normal one has its mean and variance. The same as R's `wilcox.test` and coin's `wilcoxsign_test`.

use std::collections::BTreeMap;

use crate::{Counts, Unestimable, normal_two_sided};

/// What becomes of differences of zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zeros {
    /// They are left out before ranking (Wilcoxon; R's `wilcox.test`).
    Dropped,
    /// They are ranked, then left out (Pratt).
    Ranked,
}

/// A signed rank test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignedRank {
    /// Differences that are not zero.
    pub n: u64,
    /// Positive ones among them.
    pub positive: u64,
    /// Sum of the ranks of positive differences, V.
    pub sum: f64,
    /// (V − its mean) ÷ its SD.
    pub z: f64,
    /// Two-sided p of `z`.
    pub p: f64,
    /// The same with continuity correction, as R does by default.
    pub p_corrected: f64,
    /// Two-sided p of the exact distribution, up to [`MOST_EXACT`] differences.
    pub p_exact: Option<f64>,
    /// (sum of positive ranks − sum of negative ranks) ÷ sum of all.
    pub rank_biserial: f64,
}

/// Most differences for which the exact distribution is worked out.
pub const MOST_EXACT: usize = 200;

/// Differences of one size that is not zero.
struct Tied {
    /// Twice the rank they share.
    double_rank: u64,
    positive: u64,
    negative: u64,
}

impl Tied {
    fn n(&self) -> u64 {
        self.positive + self.negative
    }
}

fn tied(counts: &Counts, zeros: Zeros) -> Vec<Tied> {
    let mut sizes: BTreeMap<u64, (u64, u64)> = BTreeMap::new(); // bits of a size sort as the size does
    let mut before = 0;
    for (difference, times) in counts.iter() {
        if difference.abs() > 0.0 {
            let (positive, negative) = sizes.entry(difference.abs().to_bits()).or_default();
            *(if difference > 0.0 { positive } else { negative }) += times;
        } else if zeros == Zeros::Ranked {
            before += times;
        }
    }
    let rank = |(positive, negative): (u64, u64)| {
        let n = positive + negative;
        let double_rank = 2 * before + n + 1;
        before += n;
        Tied { double_rank, positive, negative }
    };
    sizes.into_values().map(rank).collect()
}

/// Chance that a sum of ranks with random signs lies at least as far from its mean.
fn exact(ranks: &[usize], sum: usize) -> f64 {
    let all: usize = ranks.iter().sum();
    // No more of the distribution than its tail.
    let most = sum.min(all - sum);
    let mut chance = vec![0.0; most + 1];
    if let Some(first) = chance.first_mut() {
        *first = 1.0;
    }
    let mut reached = 0;
    for rank in ranks {
        reached = most.min(reached + rank);
        for place in (0..=reached).rev() {
            let with = place.checked_sub(*rank).and_then(|k| chance.get(k)).copied().unwrap_or(0.0);
            if let Some(slot) = chance.get_mut(place) {
                *slot = 0.5 * (*slot + with);
            }
        }
    }
    (2.0 * chance.iter().sum::<f64>()).min(1.0)
}

/// The test of differences (second − first).
///
/// # Errors
/// [`Unestimable::Empty`] without differences, [`Unestimable::NoSpread`] when all are zero, [`Unestimable::BadInput`]
/// when one is not finite.
pub fn signed_rank(differences: &[f64], zeros: Zeros) -> Result<SignedRank, Unestimable> {
    if !differences.iter().all(|d| d.is_finite()) {
        return Err(Unestimable::BadInput);
    }
    let mut counts = Counts::default();
    for difference in differences {
        counts.add(*difference);
    }
    signed_rank_of_counts(&counts, zeros)
}

/// The same from counts per distinct difference.
///
/// # Errors
/// As [`signed_rank`].
pub fn signed_rank_of_counts(differences: &Counts, zeros: Zeros) -> Result<SignedRank, Unestimable> {
    if differences.n() == 0 {
        return Err(Unestimable::Empty);
    }
    let tied = tied(differences, zeros);
    if tied.is_empty() {
        return Err(Unestimable::NoSpread);
    }
    let total = |part: &dyn Fn(&Tied) -> f64| tied.iter().map(part).sum::<f64>();
    let rank = |one: &Tied| 0.5 * one.double_rank as f64;
    let sum = total(&|one| rank(one) * one.positive as f64);
    let all = total(&|one| rank(one) * one.n() as f64);
    let variance = total(&|one| (0.5 * rank(one)).powi(2) * one.n() as f64);
    let n: u64 = tied.iter().map(Tied::n).sum();
    let excess = sum - 0.5 * all;
    let corrected = (excess.abs() - 0.5).max(0.0);
    Ok(SignedRank {
        n,
        positive: tied.iter().map(|one| one.positive).sum(),
        sum,
        z: excess / variance.sqrt(),
        p: normal_two_sided(excess / variance.sqrt())?,
        p_corrected: normal_two_sided(corrected / variance.sqrt())?,
        p_exact: (n <= MOST_EXACT as u64).then(|| exact_of(&tied)),
        rank_biserial: 2.0 * excess / all,
    })
}

fn exact_of(tied: &[Tied]) -> f64 {
    let place = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let ranks = tied.iter().flat_map(|one| std::iter::repeat_n(place(one.double_rank), place(one.n())));
    let sum: u64 = tied.iter().map(|one| one.double_rank * one.positive).sum();
    exact(&ranks.collect::<Vec<usize>>(), place(sum))
}
