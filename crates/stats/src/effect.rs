//! Standardised sizes of a paired change.
//!
//! dz (standardised response mean) divides by the SD of the differences, Glass' Δ by the SD at the first occasion,
//! `d_av` by the root of the mean of both variances (Cumming, *Understanding the New Statistics*, 2012, 11). Hedges'
//! factor J takes away the bias of small samples (Journal of Educational Statistics 6 (1981) 107–128); the interval of dz
//! inverts the noncentral t distribution (Steiger & Fouladi, 1997).

use crate::noncentral_t::noncentrality;
use crate::normal::z_of_level;
use crate::special::half_step;
use crate::{Interval, PairMoments, Unestimable, paired_t};

/// Hedges' factor J = Γ(ν/2) / (√(ν/2) Γ((ν−1)/2)).
///
/// # Errors
/// [`Unestimable::BadInput`] unless `df` > 1.
pub fn hedges_factor(df: f64) -> Result<f64, Unestimable> {
    if df > 1.0 && df.is_finite() {
        Ok(half_step(0.5 * (df - 1.0)) / (0.5 * df).sqrt())
    } else {
        Err(Unestimable::BadInput)
    }
}

/// Sizes of a paired change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairedEffect {
    /// Mean difference ÷ SD of the differences.
    pub dz: f64,
    /// Its interval by the noncentral t distribution.
    pub dz_interval: Interval,
    /// Its interval by the normal approximation with variance 1/n + dz²/(2n), for comparison with older reports.
    pub dz_interval_normal: Interval,
    /// Hedges' factor; absent for two pairs.
    pub hedges: Option<f64>,
    /// dz · J.
    pub gz: Option<f64>,
    /// Mean difference ÷ SD at the first occasion; absent when that has no spread.
    pub by_first_sd: Option<f64>,
    /// Mean difference ÷ √((variance first + variance second) / 2).
    pub by_mean_sd: f64,
    /// Correlation of the two occasions; absent when one has no spread.
    pub correlation: Option<f64>,
}

/// The sizes from the moments of the pairs.
///
/// # Errors
/// As [`paired_t`].
pub fn paired_effect(pairs: &PairMoments, level: f64) -> Result<PairedEffect, Unestimable> {
    let test = paired_t(&pairs.difference(), level)?;
    let [lower, upper] = noncentrality(test.t, test.df, level)?;
    let root = (test.n as f64).sqrt();
    let (first, second) = (pairs.first(), pairs.second());
    let (a, b) = (first.variance()?, second.variance()?);
    let hedges = hedges_factor(test.df).ok();
    let spread = |moments: &crate::Moments| !moments.is_constant();
    let covariance = 0.5 * (a + b - test.sd * test.sd);
    let correlation =
        (spread(&first) && spread(&second)).then(|| (covariance / (a * b).sqrt()).clamp(-1.0, 1.0));
    Ok(PairedEffect {
        dz: test.dz,
        dz_interval: Interval { lower: lower / root, upper: upper / root },
        dz_interval_normal: Interval::around(
            test.dz,
            z_of_level(level)? * (1.0 + 0.5 * test.dz * test.dz).sqrt() / root,
        ),
        hedges,
        gz: hedges.map(|factor| factor * test.dz),
        by_first_sd: spread(&first).then(|| test.difference / a.sqrt()),
        by_mean_sd: test.difference / (0.5 * (a + b)).sqrt(),
        correlation,
    })
}
