//! Where the middle of paired differences lies, by their ranks.
//!
//! Hodges & Lehmann, Annals of Mathematical Statistics 34 (1963) 598–611: the median of all Walsh averages
//! (xᵢ + xⱼ)/2, i ≤ j. The interval holds the shifts that a signed rank test with ties, zeros left out and continuity
//! correction does not reject (Bauer, Journal of the American Statistical Association 67 (1972) 687–690), as R's
//! `wilcox.test(…, exact = FALSE, conf.int = TRUE)`, which looks for the same jumps to four decimals. No average is kept:
//! the k-th is found by counting.

use crate::normal::z_of_level;
use crate::{Interval, Unestimable};

/// The estimate and its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HodgesLehmann {
    /// Median of the Walsh averages of all differences.
    pub estimate: f64,
    /// The shift at which the signed rank statistic changes sign, differences of zero left out.
    pub balance: f64,
    /// The shifts that are not rejected.
    pub interval: Interval,
}

/// A key that sorts as the number does.
fn key(value: f64) -> i64 {
    let bits = (value + 0.0).to_bits().cast_signed();
    bits ^ (((bits >> 63).cast_unsigned()) >> 1).cast_signed()
}

fn value(key: i64) -> f64 {
    f64::from_bits((key ^ (((key >> 63).cast_unsigned()) >> 1).cast_signed()).cast_unsigned())
}

/// The least number between two at which a condition that stays true once it is true holds.
fn least(from: f64, to: f64, holds: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (i128::from(key(from)), i128::from(key(to)));
    while low < high {
        let middle = low + (high - low) / 2;
        if i64::try_from(middle).is_ok_and(|middle| holds(value(middle))) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    i64::try_from(high).map_or(to, value)
}

/// Number of Walsh averages at or below `d`.
fn averages_up_to(sorted: &[f64], d: f64) -> u64 {
    let mut upper = sorted.len();
    let mut count = 0;
    for (i, x) in sorted.iter().enumerate() {
        while upper > 0 && sorted.get(upper - 1).is_some_and(|y| f64::midpoint(*x, *y) > d) {
            upper -= 1;
        }
        count += upper.saturating_sub(i) as u64;
    }
    count
}

/// Signed rank statistic of differences − `shift`, zeros left out, over its standard deviation.
fn statistic(differences: &[f64], shift: f64, correct: bool, room: &mut Vec<f64>) -> f64 {
    room.clear();
    room.extend(differences.iter().map(|x| x - shift).filter(|x| x.abs() > 0.0));
    room.sort_unstable_by(|a, b| a.abs().total_cmp(&b.abs()));
    let (mut before, mut positive, mut squares) = (0.0, 0.0, 0.0);
    for tied in room.chunk_by(|a, b| a.abs().total_cmp(&b.abs()).is_eq()) {
        let size = tied.len() as f64;
        let rank = before + 0.5 * (size + 1.0);
        positive += rank * tied.iter().filter(|x| **x > 0.0).count() as f64;
        squares += rank * rank * size;
        before += size;
    }
    let excess = positive - 0.25 * before * (before + 1.0);
    let by = if correct && excess.abs() > 0.0 { 0.5 * excess.signum() } else { 0.0 };
    if squares > 0.0 { (excess - by) / (0.5 * squares.sqrt()) } else { 0.0 }
}

/// The middle of differences (second − first).
///
/// # Errors
/// [`Unestimable::Empty`]; [`Unestimable::BadInput`] when one is not finite or for a level not between 0 and 1;
/// [`Unestimable::NoSpread`] when all are equal or all but zeros are.
pub fn hodges_lehmann(differences: &[f64], level: f64) -> Result<HodgesLehmann, Unestimable> {
    let mut sorted = differences.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let (Some(&first), Some(&last)) = (sorted.first(), sorted.last()) else { return Err(Unestimable::Empty) };
    let z = z_of_level(level)?;
    if !first.is_finite() || !last.is_finite() {
        return Err(Unestimable::BadInput);
    }
    let n = sorted.len() as u64;
    let averages = n * (n + 1) / 2;
    let ranked = |k: u64| least(first, last, |d| averages_up_to(&sorted, d) >= k);
    let estimate = if averages % 2 == 1 {
        ranked(averages / 2 + 1)
    } else {
        f64::midpoint(ranked(averages / 2), ranked(averages / 2 + 1))
    };
    let used: Vec<f64> = sorted.iter().copied().filter(|x| x.abs() > 0.0).collect();
    let (Some(&low), Some(&high)) = (used.first(), used.last()) else { return Err(Unestimable::NoSpread) };
    if low >= high {
        return Err(Unestimable::NoSpread);
    }
    let crossing = |wanted: f64, correct: bool| {
        least(low, high, |d| statistic(&used, d, correct, &mut Vec::new()) <= wanted)
    };
    let interval = Interval { lower: crossing(z, true), upper: crossing(-z, true) };
    Ok(HodgesLehmann { estimate, balance: crossing(0.0, false), interval })
}
