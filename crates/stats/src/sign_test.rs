//! Sign test of paired differences, and the interval of a median that belongs to it.
//!
//! Arbuthnott 1710; Conover, *Practical Nonparametric Statistics*, 3rd ed. 1999, 3.4 and 3.2: the order statistics from
//! the r-th to the (n + 1 − r)-th hold the median with chance 1 − 2 P(B < r), B binomial with chance ½, whatever the
//! distribution.

use crate::special::binomial_half;
use crate::{Interval, Unestimable, mcnemar_exact};

/// A sign test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignTest {
    /// Differences above zero.
    pub positive: u64,
    /// Differences below zero.
    pub negative: u64,
    /// Two-sided p; differences of zero are left out.
    pub p: f64,
}

/// The exact test of as many differences above as below zero.
///
/// # Errors
/// [`Unestimable::Empty`] without differences, [`Unestimable::NoSpread`] when all are zero, [`Unestimable::BadInput`]
/// when one is not finite.
pub fn sign_test(differences: &[f64]) -> Result<SignTest, Unestimable> {
    if differences.is_empty() {
        return Err(Unestimable::Empty);
    }
    if !differences.iter().all(|d| d.is_finite()) {
        return Err(Unestimable::BadInput);
    }
    let positive = differences.iter().filter(|d| **d > 0.0).count() as u64;
    let negative = differences.iter().filter(|d| **d < 0.0).count() as u64;
    Ok(SignTest { positive, negative, p: mcnemar_exact(positive, negative)?.p })
}

/// Distribution-free interval of the median of values in ascending order, and the chance with which it holds it (at
/// least `level`). Nothing when there are too few values for that level (below 6 at 95 %).
///
/// # Errors
/// [`Unestimable::Empty`] without values, [`Unestimable::BadInput`] for a level not between 0 and 1.
pub fn median_interval(sorted: &[f64], level: f64) -> Result<Option<(Interval, f64)>, Unestimable> {
    let n = sorted.len() as u64;
    if n == 0 {
        return Err(Unestimable::Empty);
    }
    if !(level > 0.0 && level < 1.0) {
        return Err(Unestimable::BadInput);
    }
    let tail = 0.5 * (1.0 - level);
    let (mut below, mut rank) = (0.0, 0u64);
    while 2 * rank < n {
        let next = below + binomial_half(rank, n);
        if next > tail {
            break;
        }
        below = next;
        rank += 1;
    }
    let place = usize::try_from(rank).map_err(|_| Unestimable::BadInput)?;
    let ends = place.checked_sub(1).and_then(|low| {
        Some(Interval { lower: *sorted.get(low)?, upper: *sorted.get(sorted.len() - place)? })
    });
    Ok(ends.map(|interval| (interval, 1.0 - 2.0 * below)))
}
