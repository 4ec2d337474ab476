//! A rate as a ratio of two sums over units (events ÷ exposure), with an interval from the spread between the units.
//!
//! The units, not the events, are taken as independent, so that lively and quiet units widen the interval. Variance
//! by linearisation (Cochran, *Sampling Techniques*, 1977, 6.3): n/(n−1) Σ (y − R x)² / (Σ x)², t with n − 1.

use crate::{Interval, Unestimable, t_quantile_two_sided};

/// A ratio of sums.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio {
    /// Units with exposure.
    pub n: u64,
    /// Σ y ÷ Σ x.
    pub value: f64,
    /// Interval, its lower end cut at 0; absent below two units.
    pub interval: Option<Interval>,
}

/// Σ y ÷ Σ x over `(y, x)` with x > 0 (others are left out), y ≥ 0.
///
/// # Errors
/// [`Unestimable::Empty`] without exposure.
pub fn ratio_of_sums(units: &[(f64, f64)], level: f64) -> Result<Ratio, Unestimable> {
    let used = || units.iter().filter(|(_, x)| *x > 0.0);
    let n = used().count() as u64;
    if n == 0 {
        return Err(Unestimable::Empty);
    }
    let exposure: f64 = used().map(|(_, x)| x).sum();
    let value = used().map(|(y, _)| y).sum::<f64>() / exposure;
    if n == 1 {
        return Ok(Ratio { n, value, interval: None });
    }
    let squares: f64 = used().map(|(y, x)| (y - value * x).powi(2)).sum();
    let free = (n - 1) as f64;
    let se = (n as f64 / free * squares).sqrt() / exposure;
    let half = t_quantile_two_sided(1.0 - level, free)? * se;
    let interval = Interval { lower: (value - half).max(0.0), upper: value + half };
    Ok(Ratio { n, value, interval: Some(interval) })
}
