//! Difference of two independent means with unequal variances.
//!
//! Welch, Biometrika 34 (1947) 28–35; degrees of freedom by Satterthwaite, Biometrics Bulletin 2 (1946) 110–114. The
//! same as R's `t.test(a, b)`.

use crate::{Interval, Moments, Unestimable, t_quantile_two_sided, t_two_sided};

/// A Welch comparison.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Welch {
    /// First mean − second mean.
    pub difference: f64,
    /// Difference ÷ its standard error.
    pub t: f64,
    /// Satterthwaite's degrees of freedom, rarely whole.
    pub df: f64,
    /// Two-sided p.
    pub p: f64,
    /// Interval of the difference.
    pub interval: Interval,
}

/// Compares the means of two independent groups.
///
/// # Errors
/// [`Unestimable::Empty`], [`Unestimable::OnlyOne`] when either group is too small; [`Unestimable::NoSpread`] when
/// neither varies.
pub fn welch(a: &Moments, b: &Moments, level: f64) -> Result<Welch, Unestimable> {
    let (va, vb) = (a.variance()? / a.n() as f64, b.variance()? / b.n() as f64);
    let difference = a.mean()? - b.mean()?;
    if a.is_constant() && b.is_constant() {
        return Err(Unestimable::NoSpread);
    }
    let (total, na, nb) = (va + vb, (a.n() - 1) as f64, (b.n() - 1) as f64);
    let (wa, wb) = (va / total, vb / total);
    let df = 1.0 / (wa * wa / na + wb * wb / nb);
    let se = total.sqrt();
    let t = difference / se;
    let half = t_quantile_two_sided(1.0 - level, df)? * se;
    Ok(Welch { difference, t, df, p: t_two_sided(t, df)?, interval: Interval::around(difference, half) })
}
