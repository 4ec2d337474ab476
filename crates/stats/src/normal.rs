//! Quantile of the standard normal distribution.

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
