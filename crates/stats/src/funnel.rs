//! Funnel plots of shares: how far from the common share a unit of some size may lie by chance. No ranking.
//!
//! Spiegelhalter, Statistics in Medicine 24 (2005) 1185–1202: limits by the normal approximation or by the binomial
//! distribution, interpolated; overdispersion φ multiplicative after winsorising, or additive τ² by `DerSimonian` & Laird.
//! Either needs many units: with fewer than ten show plain limits.

use crate::normal::z_of_level;
use crate::special::beta_whole;
use crate::{Interval, Unestimable, normal_two_sided, quantile_of_sorted};

/// Normal limits of a share among `n` when the common one is `theta`: θ ± z √(θ(1 − θ)/n), within 0–1.
///
/// # Errors
/// [`Unestimable::Empty`] for n = 0; [`Unestimable::BadInput`] unless θ and the level lie between 0 and 1.
pub fn funnel_limits(theta: f64, n: u64, level: f64) -> Result<Interval, Unestimable> {
    widened_limits(theta, n, 0.0, level)
}

/// The same with variance τ² between units (on the scale of shares) added.
///
/// # Errors
/// As [`funnel_limits`]; [`Unestimable::BadInput`] for a negative τ².
pub fn widened_limits(theta: f64, n: u64, tau_squared: f64, level: f64) -> Result<Interval, Unestimable> {
    if n == 0 {
        return Err(Unestimable::Empty);
    }
    if !(theta > 0.0 && theta < 1.0 && tau_squared >= 0.0 && tau_squared.is_finite()) {
        return Err(Unestimable::BadInput);
    }
    let half = z_of_level(level)? * (theta * (1.0 - theta) / n as f64 + tau_squared).sqrt();
    Ok(Interval { lower: (theta - half).max(0.0), upper: (theta + half).min(1.0) })
}

/// Limits of the mean of `n` numbers with this spread when the common mean is `mean`: mean ± z · sd / √n.
///
/// # Errors
/// [`Unestimable::Empty`] for n = 0; [`Unestimable::BadInput`] unless the mean is finite, the spread above 0 and the level between
/// 0 and 1.
pub fn funnel_limits_of_mean(mean: f64, sd: f64, n: u64, level: f64) -> Result<Interval, Unestimable> {
    if n == 0 {
        return Err(Unestimable::Empty);
    }
    if !(mean.is_finite() && sd > 0.0 && sd.is_finite()) {
        return Err(Unestimable::BadInput);
    }
    let half = z_of_level(level)? * sd / (n as f64).sqrt();
    Ok(Interval { lower: mean - half, upper: mean + half })
}

/// Binomial limits: the least r with P(X ≤ r) above the tail, less the part of its step that lies above it, over n.
///
/// # Errors
/// As [`funnel_limits`].
pub fn exact_funnel_limits(theta: f64, n: u64, level: f64) -> Result<Interval, Unestimable> {
    funnel_limits(theta, n, level)?;
    let tail = 0.5 * (1.0 - level);
    // P(X ≤ r) = 1 − I_θ(r + 1, n − r)
    let up_to = |r: u64| if r >= n { 1.0 } else { beta_whole(n - r, r + 1, 1.0 - theta).0 };
    let end = |p: f64| {
        let (mut low, mut high) = (0, n);
        while low < high {
            let middle = low + (high - low) / 2;
            if up_to(middle) > p {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        let here = up_to(high);
        let before = if high == 0 { 0.0 } else { up_to(high - 1) };
        ((high as f64 - (here - p) / (here - before)) / n as f64).clamp(0.0, 1.0)
    };
    Ok(Interval { lower: end(tail), upper: end(1.0 - tail) })
}

/// Units against their common share.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    /// Common share.
    pub theta: f64,
    /// Each unit's deviation in standard errors under the common share.
    pub z: Vec<f64>,
    /// Two-sided p of each.
    pub p: Vec<f64>,
    /// Mean square of the deviations; about 1 when there is nothing but chance.
    pub phi: f64,
    /// The same after winsorising.
    pub phi_winsorised: f64,
    /// Variance between units on the scale of shares, from the winsorised deviations; 0 when φ is at most 1.
    pub tau_squared: f64,
}

/// The funnel of `(x, n)` of each unit; `winsorised` is the share of units drawn in at each end (0.1 as a rule).
///
/// # Errors
/// [`Unestimable::Empty`] without units; [`Unestimable::BadInput`] for n = 0, x > n or a share not in 0–0.5;
/// [`Unestimable::NoSpread`] when nobody or everybody has it.
pub fn funnel(counts: &[(u64, u64)], winsorised: f64) -> Result<Funnel, Unestimable> {
    if counts.is_empty() {
        return Err(Unestimable::Empty);
    }
    if !(0.0..0.5).contains(&winsorised) || counts.iter().any(|(x, n)| *n == 0 || x > n) {
        return Err(Unestimable::BadInput);
    }
    let (x, n) = counts.iter().fold((0, 0), |(a, b), (x, n)| (a + x, b + n));
    if x == 0 || x == n {
        return Err(Unestimable::NoSpread);
    }
    let theta = x as f64 / n as f64;
    let variance = |n: u64| theta * (1.0 - theta) / n as f64;
    let z: Vec<f64> =
        counts.iter().map(|(x, n)| (*x as f64 / *n as f64 - theta) / variance(*n).sqrt()).collect();
    let units = z.len() as f64;
    let phi = z.iter().map(|z| z * z).sum::<f64>() / units;
    let mut sorted = z.clone();
    sorted.sort_unstable_by(f64::total_cmp);
    let (low, high) =
        (quantile_of_sorted(&sorted, winsorised)?, quantile_of_sorted(&sorted, 1.0 - winsorised)?);
    let phi_winsorised = z.iter().map(|z| z.clamp(low, high).powi(2)).sum::<f64>() / units;
    let weights: Vec<f64> = counts.iter().map(|(_, n)| 1.0 / variance(*n)).collect();
    let (sum, squares) = weights.iter().fold((0.0, 0.0), |(s, q), w| (s + w, q + w * w));
    let excess = (units * phi_winsorised - (units - 1.0)) / (sum - squares / sum);
    let p = z.iter().map(|z| normal_two_sided(*z)).collect::<Result<_, _>>()?;
    let tau_squared = if excess.is_finite() { excess.max(0.0) } else { 0.0 };
    Ok(Funnel { theta, z, p, phi, phi_winsorised, tau_squared })
}
