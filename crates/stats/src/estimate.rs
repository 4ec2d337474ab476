//! An estimate with its standard error, test and interval.

use crate::normal::z_of_level;
use crate::{Interval, Unestimable, normal_two_sided, t_quantile_two_sided, t_two_sided};

/// An estimate with its test and interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub estimate: f64,
    /// Standard error.
    pub se: f64,
    /// Estimate ÷ standard error.
    pub t: f64,
    /// Degrees of freedom; infinite for a normal test.
    pub df: f64,
    /// Two-sided p.
    pub p: f64,
    /// Interval.
    pub interval: Interval,
}

impl Estimate {
    /// With Student's distribution, or the normal where `df` is infinite.
    ///
    /// # Errors
    /// [`Unestimable::BadInput`] unless `se` and `df` are positive and the level lies between 0 and 1.
    pub fn new(estimate: f64, se: f64, df: f64, level: f64) -> Result<Self, Unestimable> {
        if !(se > 0.0 && se.is_finite() && estimate.is_finite()) {
            return Err(Unestimable::BadInput);
        }
        let t = estimate / se;
        let normal = df.is_infinite() && df > 0.0;
        let p = if normal { normal_two_sided(t)? } else { t_two_sided(t, df)? };
        let quantile = if normal { z_of_level(level)? } else { t_quantile_two_sided(1.0 - level, df)? };
        Ok(Self { estimate, se, t, df, p, interval: Interval::around(estimate, quantile * se) })
    }
}
