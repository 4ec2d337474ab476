//! Difference of two independent means with equal variances, and its standardised size.
//!
//! Student's t as R's `t.test(a, b, var.equal = TRUE)`; Hedges, Journal of Educational Statistics 6 (1981) 107–128, with
//! the exact factor J; standard error after Hedges & Olkin, *Statistical Methods for Meta-Analysis*, 1985, 5.

use crate::{Estimate, Moments, Unestimable, hedges_factor};

/// A comparison of two means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PooledT {
    /// First mean − second mean.
    pub difference: Estimate,
    /// Difference ÷ pooled SD (Cohen's d).
    pub d: f64,
    /// Hedges' J.
    pub hedges: f64,
    /// d · J.
    pub g: f64,
    /// Standard error of d.
    pub d_se: f64,
}

/// Compares the means of two independent groups.
///
/// # Errors
/// [`Unestimable::Empty`], [`Unestimable::OnlyOne`] when a group is too small; [`Unestimable::NoSpread`] when neither
/// varies; [`Unestimable::BadInput`] for a level not between 0 and 1.
pub fn pooled_t(a: &Moments, b: &Moments, level: f64) -> Result<PooledT, Unestimable> {
    let (va, vb) = (a.variance()?, b.variance()?);
    if a.is_constant() && b.is_constant() {
        return Err(Unestimable::NoSpread);
    }
    let [first, second] = [a, b].map(|group| group.n() as f64);
    let df = first + second - 2.0;
    let sd = (((first - 1.0) * va + (second - 1.0) * vb) / df).sqrt();
    let difference = a.mean()? - b.mean()?;
    let estimate = Estimate::new(difference, sd * (1.0 / first + 1.0 / second).sqrt(), df, level)?;
    let (d, hedges) = (difference / sd, hedges_factor(df)?);
    let d_se = ((first + second) / (first * second) + d * d / (2.0 * (first + second))).sqrt();
    Ok(PooledT { difference: estimate, d, hedges, g: d * hedges, d_se })
}
