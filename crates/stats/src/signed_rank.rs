//! Wilcoxon's signed rank test of paired differences.
//!
//! Wilcoxon, Biometrics Bulletin 1 (1945) 80–83; zeros and ties: Pratt, Journal of the American Statistical
//! Association 54 (1959) 655–667. The exact distribution gives every rank (ties share the mean) either sign with
//! chance ½; the normal one has its mean and variance. The same as R's `wilcox.test` and coin's `wilcoxsign_test`.

use crate::{Unestimable, normal_two_sided};

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

/// Twice the rank of each difference that is not zero, and whether it is positive.
fn double_ranks(differences: &[f64], zeros: Zeros) -> Vec<(usize, bool)> {
    let mut used: Vec<f64> =
        differences.iter().copied().filter(|d| zeros == Zeros::Ranked || d.abs() > 0.0).collect();
    used.sort_by(|a, b| a.abs().total_cmp(&b.abs()));
    let mut ranks = Vec::with_capacity(used.len());
    let mut before = 0;
    for tied in used.chunk_by(|a, b| a.abs().total_cmp(&b.abs()).is_eq()) {
        let rank = 2 * before + tied.len() + 1;
        ranks.extend(tied.iter().filter(|d| d.abs() > 0.0).map(|d| (rank, *d > 0.0)));
        before += tied.len();
    }
    ranks
}

/// Chance that a sum of ranks with random signs lies at least as far from its mean.
fn exact(ranks: &[(usize, bool)], sum: usize) -> f64 {
    let all: usize = ranks.iter().map(|(rank, _)| rank).sum();
    let mut chance = vec![0.0; all + 1];
    if let Some(first) = chance.first_mut() {
        *first = 1.0;
    }
    let mut reached = 0;
    for (rank, _) in ranks {
        reached += rank;
        for place in (0..=reached).rev() {
            let with = place.checked_sub(*rank).and_then(|k| chance.get(k)).copied().unwrap_or(0.0);
            if let Some(slot) = chance.get_mut(place) {
                *slot = 0.5 * (*slot + with);
            }
        }
    }
    let tail: f64 = chance.iter().take(sum.min(all - sum) + 1).sum();
    (2.0 * tail).min(1.0)
}

/// The test of differences (second − first).
///
/// # Errors
/// [`Unestimable::Empty`] without differences, [`Unestimable::NoSpread`] when all are zero, [`Unestimable::BadInput`]
/// when one is not finite.
pub fn signed_rank(differences: &[f64], zeros: Zeros) -> Result<SignedRank, Unestimable> {
    if differences.is_empty() {
        return Err(Unestimable::Empty);
    }
    if !differences.iter().all(|d| d.is_finite()) {
        return Err(Unestimable::BadInput);
    }
    let ranks = double_ranks(differences, zeros);
    if ranks.is_empty() {
        return Err(Unestimable::NoSpread);
    }
    let positive = || ranks.iter().filter(|(_, positive)| *positive);
    let doubled: usize = positive().map(|(rank, _)| rank).sum();
    let sum = 0.5 * doubled as f64;
    let all: f64 = ranks.iter().map(|(rank, _)| 0.5 * *rank as f64).sum();
    let variance: f64 = ranks.iter().map(|(rank, _)| (0.25 * *rank as f64).powi(2)).sum();
    let excess = sum - 0.5 * all;
    let corrected = (excess.abs() - 0.5).max(0.0);
    Ok(SignedRank {
        n: ranks.len() as u64,
        positive: positive().count() as u64,
        sum,
        z: excess / variance.sqrt(),
        p: normal_two_sided(excess / variance.sqrt())?,
        p_corrected: normal_two_sided(corrected / variance.sqrt())?,
        p_exact: (ranks.len() <= MOST_EXACT).then(|| exact(&ranks, doubled)),
        rank_biserial: 2.0 * excess / all,
    })
}
