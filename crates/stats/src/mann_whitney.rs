//! Rank sum test of two independent groups, with ties and continuity correction.
//!
//! Mann & Whitney, Annals of Mathematical Statistics 18 (1947) 50–60; as R's `wilcox.test(a, b, exact = FALSE)`.

use crate::{Unestimable, normal_two_sided};

/// A rank sum test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannWhitney {
    /// Pairs in which the first group's value is larger, ties counting half.
    pub w: f64,
    /// w ÷ number of pairs: the chance that a value of the first group is the larger one.
    pub superiority: f64,
    /// Two-sided p of the normal approximation with continuity correction.
    pub p: f64,
}

/// The test.
///
/// # Errors
/// [`Unestimable::Empty`] when a group is empty, [`Unestimable::NoSpread`] when all values are equal,
/// [`Unestimable::BadInput`] when one is not finite.
pub fn mann_whitney(first: &[f64], second: &[f64]) -> Result<MannWhitney, Unestimable> {
    if first.is_empty() || second.is_empty() {
        return Err(Unestimable::Empty);
    }
    let mut all: Vec<(f64, bool)> =
        first.iter().map(|x| (*x, true)).chain(second.iter().map(|x| (*x, false))).collect();
    if !all.iter().all(|(x, _)| x.is_finite()) {
        return Err(Unestimable::BadInput);
    }
    all.sort_unstable_by(|(a, _), (b, _)| a.total_cmp(b));
    let (mut before, mut sum, mut ties) = (0.0, 0.0, 0.0);
    for tied in all.chunk_by(|(a, _), (b, _)| a.total_cmp(b).is_eq()) {
        let size = tied.len() as f64;
        let own = tied.iter().filter(|(_, first)| *first).count() as f64;
        sum += own * (before + 0.5 * (size + 1.0));
        ties += size * (size * size - 1.0);
        before += size;
    }
    let (n, m) = (first.len() as f64, second.len() as f64);
    let w = sum - 0.5 * n * (n + 1.0);
    let total = n + m;
    let variance = n * m / 12.0 * (total + 1.0 - ties / (total * (total - 1.0)));
    if variance <= 0.0 {
        return Err(Unestimable::NoSpread);
    }
    let excess = w - 0.5 * n * m;
    let z = (excess.abs() - 0.5).max(0.0) / variance.sqrt();
    Ok(MannWhitney { w, superiority: w / (n * m), p: normal_two_sided(z)? })
}
