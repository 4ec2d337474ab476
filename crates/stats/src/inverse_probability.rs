//! Inverse probability weights: those who were seen stand for those like them who were not.
//!
//! Horvitz & Thompson, Journal of the American Statistical Association 47 (1952) 663–685; stabilised and truncated as
//! Cole & Hernán, American Journal of Epidemiology 168 (2008) 656–664. The error of a weighted mean is by linearisation
//! (Cochran, *Sampling Techniques*, 1977, 6.3), which takes the weights as known and so is somewhat too wide.

use crate::{Estimate, Unestimable};

/// Weights of the persons seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// One weight per person.
    pub weights: Vec<f64>,
    /// The largest before truncation.
    pub largest: f64,
    /// How many were truncated.
    pub truncated: usize,
    /// (Σ w)² ÷ Σ w²: as many persons of equal weight say as much (Kish).
    pub effective: f64,
}

/// Weights `overall` ÷ chance, cut at `most`. Chances are those of having been seen, of the persons who were.
///
/// # Errors
/// [`Unestimable::Empty`] without persons; [`Unestimable::BadInput`] for chances outside (0, 1] or limits that are not
/// positive.
pub fn inverse_probability_weights(chances: &[f64], overall: f64, most: f64) -> Result<Weights, Unestimable> {
    if chances.is_empty() {
        return Err(Unestimable::Empty);
    }
    let sound = |chance: &f64| *chance > 0.0 && *chance <= 1.0;
    if !chances.iter().all(sound) || overall.is_nan() || overall <= 0.0 || most.is_nan() || most <= 0.0 {
        return Err(Unestimable::BadInput);
    }
    let raw: Vec<f64> = chances.iter().map(|chance| overall / chance).collect();
    let largest = raw.iter().copied().fold(0.0, f64::max);
    let truncated = raw.iter().filter(|weight| **weight > most).count();
    let weights: Vec<f64> = raw.into_iter().map(|weight| weight.min(most)).collect();
    let (sum, squares) = weights.iter().fold((0.0, 0.0), |(sum, squares), w| (sum + w, squares + w * w));
    Ok(Weights { weights, largest, truncated, effective: sum * sum / squares })
}

/// The weighted mean of `(value, weight)`, with a t-test of 0 on n − 1 degrees of freedom.
///
/// # Errors
/// [`Unestimable::Empty`], [`Unestimable::OnlyOne`] below two; [`Unestimable::BadInput`] for weights that are not
/// positive or values that are no numbers; [`Unestimable::NoSpread`] when all values are equal.
pub fn weighted_mean(values: &[(f64, f64)], level: f64) -> Result<Estimate, Unestimable> {
    match values.len() {
        0 => return Err(Unestimable::Empty),
        1 => return Err(Unestimable::OnlyOne),
        _ => {}
    }
    if !values.iter().all(|(value, weight)| value.is_finite() && weight.is_finite() && *weight > 0.0) {
        return Err(Unestimable::BadInput);
    }
    let total: f64 = values.iter().map(|(_, weight)| weight).sum();
    let mean = values.iter().map(|(value, weight)| value * weight).sum::<f64>() / total;
    let squares: f64 = values.iter().map(|(value, weight)| (weight * (value - mean)).powi(2)).sum();
    let n = values.len() as f64;
    let se = (n / (n - 1.0) * squares).sqrt() / total;
    if se <= 1e-13 * mean.abs() {
        return Err(Unestimable::NoSpread);
    }
    Estimate::new(mean, se, n - 1.0, level)
}
