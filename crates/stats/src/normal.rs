//! Quantile and tail of the standard normal distribution.

use statrs::distribution::{ContinuousCDF, Normal};

use crate::Unestimable;

/// The z below which a standard normal value lies with chance `p`.
///
/// # Errors
/// [`Unestimable::BadInput`] unless 0 < p < 1.
pub fn normal_quantile(p: f64) -> Result<f64, Unestimable> {
    if !(p > 0.0 && p < 1.0) {
        return Err(Unestimable::BadInput);
    }
    Ok(Normal::standard().inverse_cdf(p))
}

/// z of a two-sided interval at this level.
pub(crate) fn z_of_level(level: f64) -> Result<f64, Unestimable> {
    if level > 0.0 && level < 1.0 { normal_quantile(0.5 + 0.5 * level) } else { Err(Unestimable::BadInput) }
}

/// Chance that a standard normal value lies at least as far from 0 as `z`.
///
/// # Errors
/// [`Unestimable::BadInput`] when `z` is NaN.
pub fn normal_two_sided(z: f64) -> Result<f64, Unestimable> {
    if z.is_nan() {
        return Err(Unestimable::BadInput);
    }
    Ok(libm::erfc(z.abs() * std::f64::consts::FRAC_1_SQRT_2))
}

/// Chance that a standard normal value lies below `x`.
pub(crate) fn normal_below(x: f64) -> f64 {
    let tail = 0.5 * normal_two_sided(x).unwrap_or(f64::NAN);
    if x < 0.0 { tail } else { 1.0 - tail }
}
