//! Pooling of estimates from several imputed data sets.
//!
//! Rubin, *Multiple Imputation for Nonresponse in Surveys*, 1987, 3.3; degrees of freedom for small samples: Barnard &
//! Rubin, Biometrika 86 (1999) 948–955. The same as `pool.scalar` of R's mice.

use crate::{Estimate, Moments, Unestimable};

/// A pooled estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pooled {
    /// Estimate, standard error, degrees of freedom after Barnard and Rubin, test and interval.
    pub estimate: Estimate,
    /// Mean of the variances.
    pub within: f64,
    /// Variance of the estimates.
    pub between: f64,
    /// Within + (1 + 1/m) between.
    pub total: f64,
    /// Relative increase in variance due to what is missing.
    pub increase: f64,
    /// Fraction of information missing.
    pub missing_information: f64,
    /// Rubin's degrees of freedom, for large samples; infinite without any variance between.
    pub large_sample_df: f64,
}

/// Pools `(estimate, variance)` of each imputed data set. `complete_df` are the degrees of freedom without anything
/// missing; infinite for a large sample.
///
/// # Errors
/// [`Unestimable::Empty`], [`Unestimable::OnlyOne`] below two data sets; [`Unestimable::BadInput`] for variances that
/// are not positive, numbers that are none or degrees of freedom that are not positive.
pub fn pool(imputed: &[(f64, f64)], complete_df: f64, level: f64) -> Result<Pooled, Unestimable> {
    let estimates = Moments::of(imputed.iter().map(|(estimate, _)| *estimate));
    let between = estimates.variance()?;
    let within = Moments::of(imputed.iter().map(|(_, variance)| *variance)).mean()?;
    if !imputed.iter().all(|(_, variance)| *variance > 0.0) || complete_df.is_nan() || complete_df <= 0.0 {
        return Err(Unestimable::BadInput);
    }
    let m = imputed.len() as f64;
    let extra = (1.0 + 1.0 / m) * between;
    let total = within + extra;
    let share = extra / total;
    let large_sample_df = (m - 1.0) / (share * share);
    let observed = if complete_df.is_infinite() {
        f64::INFINITY
    } else {
        (complete_df + 1.0) / (complete_df + 3.0) * complete_df * (1.0 - share)
    };
    let df = 1.0 / (1.0 / large_sample_df + 1.0 / observed);
    let increase = extra / within;
    let half = if df.is_infinite() { 0.0 } else { 2.0 / (df + 3.0) };
    Ok(Pooled {
        estimate: Estimate::new(estimates.mean()?, total.sqrt(), df, level)?,
        within,
        between,
        total,
        increase,
        missing_information: (increase + half) / (increase + 1.0),
        large_sample_df,
    })
}
