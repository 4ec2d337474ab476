//! Inverse probability weights: those who were seen stand for those like them who were not.
//!
//! Horvitz & Thompson, Journal of the American Statistical Association 47 (1952) 663–685; stabilised and truncated as
//! Cole & Hernán, American Journal of Epidemiology 168 (2008) 656–664. The error of a weighted mean is by linearisation
//! (Cochran, *Sampling Techniques*, 1977, 6.3), which takes the weights as known and so is somewhat too wide.

use crate::{Estimate, Unestimable};

/// Weights of the persons seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// One weight per chance.
    pub weights: Vec<f64>,
    /// The largest before truncation.
    pub largest: f64,
    /// How many persons' were truncated.
    pub truncated: u64,
    /// (Σ w)² ÷ Σ w²: as many persons of equal weight say as much (Kish).
    pub effective: f64,
}

/// Weights `overall` ÷ chance, cut at `most`. Chances are those of having been seen, each with how many of those seen had it;
/// there is a weight for each chance.
///
/// # Errors
/// [`Unestimable::Empty`] without persons; [`Unestimable::BadInput`] for chances outside (0, 1] or limits that are not
/// positive.
pub fn inverse_probability_weights(
    chances: &[(f64, u64)],
    overall: f64,
    most: f64,
) -> Result<Weights, Unestimable> {
    if chances.iter().all(|(_, times)| *times == 0) {
        return Err(Unestimable::Empty);
    }
    let sound = |(chance, _): &(f64, u64)| *chance > 0.0 && *chance <= 1.0;
    if !chances.iter().all(sound) || overall.is_nan() || overall <= 0.0 || most.is_nan() || most <= 0.0 {
        return Err(Unestimable::BadInput);
    }
    let raw: Vec<(f64, u64)> = chances.iter().map(|(chance, times)| (overall / chance, *times)).collect();
    let largest = raw.iter().map(|(weight, _)| *weight).fold(0.0, f64::max);
    let truncated = raw.iter().filter(|(weight, _)| *weight > most).map(|(_, times)| times).sum();
    let weights: Vec<f64> = raw.iter().map(|(weight, _)| weight.min(most)).collect();
    let (sum, squares) = weights.iter().zip(&raw).fold((0.0, 0.0), |(sum, squares), (w, (_, times))| {
        let times = *times as f64;
        (sum + w * times, squares + w * w * times)
    });
    Ok(Weights { weights, largest, truncated, effective: sum * sum / squares })
}

/// The weighted mean of `(value, weight, times)`, each of as many persons, with a t-test of 0 on n − 1 degrees of freedom.
///
/// # Errors
/// [`Unestimable::Empty`], [`Unestimable::OnlyOne`] below two persons; [`Unestimable::BadInput`] for weights that are not
/// positive or values that are no numbers; [`Unestimable::NoSpread`] when all values are equal.
pub fn weighted_mean(values: &[(f64, f64, u64)], level: f64) -> Result<Estimate, Unestimable> {
    match values.iter().map(|(.., times)| times).sum::<u64>() {
        0 => return Err(Unestimable::Empty),
        1 => return Err(Unestimable::OnlyOne),
        _ => {}
    }
    if !values.iter().all(|(value, weight, _)| value.is_finite() && weight.is_finite() && *weight > 0.0) {
        return Err(Unestimable::BadInput);
    }
    let of = |one: &dyn Fn(f64, f64) -> f64| -> f64 {
        values.iter().map(|(value, weight, times)| one(*value, *weight) * *times as f64).sum()
    };
    let total = of(&|_, weight| weight);
    let mean = of(&|value, weight| value * weight) / total;
    let squares = of(&|value, weight| (weight * (value - mean)).powi(2));
    let n = of(&|_, _| 1.0);
    let se = (n / (n - 1.0) * squares).sqrt() / total;
    if se <= 1e-13 * mean.abs() {
        return Err(Unestimable::NoSpread);
    }
    Estimate::new(mean, se, n - 1.0, level)
}
