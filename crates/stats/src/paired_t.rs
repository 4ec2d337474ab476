//! The paired t-test: mean difference, its t, p, interval and standardised size.
//!
//! Student, Biometrika 6 (1908); the same as R's `t.test(second, first, paired = TRUE)`. dz is mean difference ÷ SD
//! of the differences (Cohen 1988, also called standardised response mean); it depends on the correlation between the
//! two occasions and is not comparable between studies that differ in it.

use crate::{Interval, Moments, Unestimable, mean_interval, t_two_sided};

/// A paired t-test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairedT {
    /// Pairs.
    pub n: u64,
    /// Mean difference, second − first.
    pub difference: f64,
    /// Standard deviation of the differences (n − 1).
    pub sd: f64,
    /// Mean difference ÷ its standard error.
    pub t: f64,
    /// Degrees of freedom, n − 1.
    pub df: f64,
    /// Two-sided p.
    pub p: f64,
    /// Interval of the mean difference.
    pub interval: Interval,
    /// Mean difference ÷ SD.
    pub dz: f64,
}

/// The paired t-test from the moments of the differences.
///
/// # Errors
/// [`Unestimable::Empty`], [`Unestimable::OnlyOne`]; [`Unestimable::NoSpread`] when all differences are equal;
/// [`Unestimable::BadInput`] when a value was not finite.
pub fn paired_t(differences: &Moments, level: f64) -> Result<PairedT, Unestimable> {
    let sd = differences.sd()?;
    let difference = differences.mean()?;
    if differences.is_constant() {
        return Err(Unestimable::NoSpread);
    }
    let n = differences.n();
    let df = (n - 1) as f64;
    let dz = difference / sd;
    let t = dz * (n as f64).sqrt();
    let interval = mean_interval(differences, level)?;
    Ok(PairedT { n, difference, sd, t, df, p: t_two_sided(t, df)?, interval, dz })
}
