//! Repeated measures whose correlation falls with the distance between occasions: ρ to the power of the distance, AR(1),
//! with one residual variance, by generalised least squares.
//!
//! Pinheiro & Bates, *Mixed-Effects Models in S and S-PLUS*, 2000, 5.1 and 5.3.1, as nlme's `gls(correlation = corAR1())`.
//! Coefficients and variance are profiled out; ρ is where the exact derivative of the (restricted) likelihood is zero.
#![expect(clippy::indexing_slicing, reason = "matrices, indexed within their own sizes")]

use nalgebra::{DMatrix, DVector};

use crate::Unfitted;
use crate::block::Block;
use crate::covariance::Covariance;
use crate::deviance::{Evaluation, Group, evaluate};
use crate::mixed::{Likelihood, checked_width, scale_of, scaled};
use crate::root::root_between;

/// A fitted model.
#[derive(Debug, Clone)]
pub struct AutoregressiveFit {
    /// The coefficients, in the order of the columns.
    pub coefficients: Vec<f64>,
    /// Covariance matrix of the coefficients.
    pub covariance: DMatrix<f64>,
    /// Correlation of neighbouring occasions.
    pub correlation: f64,
    /// Residual variance.
    pub residual: f64,
    /// Logarithm of the (restricted) likelihood.
    pub log_likelihood: f64,
    /// Observations.
    pub observations: u64,
    /// Coefficients and covariance parameters together.
    pub parameters: usize,
}

/// Blocks with their correlation matrix for ρ and its derivative as the two directions.
fn groups_at(blocks: &[Block], rho: f64) -> Vec<Group> {
    let group = |block: &Block| {
        let n = block.occasions.len();
        let distance = |j: usize, k: usize| block.occasions[j].abs_diff(block.occasions[k]);
        let power = |d: usize| rho.powi(i32::try_from(d).unwrap_or(i32::MAX));
        let correlation = DMatrix::from_fn(n, n, |j, k| power(distance(j, k)));
        let slope = DMatrix::from_fn(n, n, |j, k| match distance(j, k) {
            0 => 0.0,
            d => d as f64 * power(d - 1),
        });
        Group::of(block, vec![correlation, slope])
    };
    blocks.iter().map(group).collect()
}

/// The best variance and the evaluation there.
fn profiled(blocks: &[Block], rho: f64, free: f64, restricted: bool) -> Option<(f64, Evaluation)> {
    let groups = groups_at(blocks, rho);
    let unit = evaluate(&groups, &DVector::from_vec(vec![1.0, 0.0]), restricted, false)?;
    // With V = R the first derivative of the deviance is free − r′R⁻¹r.
    let variance = (free - unit.gradient[0]) / free;
    if variance.is_nan() || variance <= 0.0 {
        return None;
    }
    let found = evaluate(&groups, &DVector::from_vec(vec![variance, 0.0]), restricted, false)?;
    Some((variance, found))
}

/// Fits a model; the distance between occasions is the difference of their numbers.
///
/// # Errors
/// As [`crate::fit_mixed`]; [`Unfitted::Undetermined`] when nobody has two occasions.
pub fn fit_autoregressive(blocks: &[Block], likelihood: Likelihood) -> Result<AutoregressiveFit, Unfitted> {
    let columns = checked_width(blocks, Covariance::Unstructured(usize::MAX - 1))?;
    let n: f64 = blocks.iter().map(|block| block.persons as f64 * block.times.len() as f64).sum();
    let scale = scale_of(blocks, columns, n)?;
    if blocks.iter().all(|block| block.occasions.len() < 2) {
        return Err(Unfitted::Undetermined);
    }
    let blocks = scaled(blocks, columns, &scale);
    let restricted = likelihood == Likelihood::Restricted;
    let free = n - if restricted { columns as f64 } else { 0.0 };
    let at = |rho: f64| profiled(&blocks, rho, free, restricted);
    let grid: Vec<f64> = (-19..20).map(|k| f64::from(k) / 20.0).collect();
    let deviances: Vec<f64> =
        grid.iter().map(|rho| at(*rho).map_or(f64::INFINITY, |(_, found)| found.deviance)).collect();
    let best =
        deviances.iter().enumerate().min_by(|(_, a), (_, b)| a.total_cmp(b)).map_or(0, |(place, _)| place);
    let end = |place: Option<usize>, edge: f64| place.and_then(|k| grid.get(k)).copied().unwrap_or(edge);
    let (low, high) = (end(best.checked_sub(1), -0.9999), end(Some(best + 1), 0.9999));
    let slope = |rho: f64| at(rho).map_or(f64::NAN, |(variance, found)| variance * found.gradient[1]);
    let rho = root_between(low, high, slope).ok_or(Unfitted::Undetermined)?;
    let (variance, found) = at(rho).ok_or(Unfitted::Undetermined)?;
    let square = scale.outcome * scale.outcome;
    Ok(AutoregressiveFit {
        coefficients: found.coefficients.iter().map(|value| value * scale.outcome).collect(),
        covariance: &found.root * found.root.transpose() * square,
        correlation: rho,
        residual: variance * square,
        log_likelihood: -0.5 * (found.deviance + 2.0 * free * scale.outcome.ln()),
        observations: blocks.iter().map(|block| block.persons * block.times.len() as u64).sum(),
        parameters: columns + 2,
    })
}
