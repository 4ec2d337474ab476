//! Upper tail of the χ² distribution.

use std::f64::consts::PI;

use crate::{Unestimable, normal_two_sided};

/// Chance of a χ² at least as large, with `df` degrees of freedom: the finite sums of Abramowitz & Stegun 26.4.4–5,
/// all of whose terms are positive.
///
/// # Errors
/// [`Unestimable::BadInput`] when `value` is negative or not a number, or without degrees of freedom.
pub fn chi_squared_tail(value: f64, df: u32) -> Result<f64, Unestimable> {
    if value.is_nan() || value < 0.0 || df == 0 {
        return Err(Unestimable::BadInput);
    }
    if value.is_infinite() {
        return Ok(0.0);
    }
    let half = 0.5 * value;
    let odd = df % 2 == 1;
    let (mut sum, mut term, first) = if odd {
        (normal_two_sided(value.sqrt())?, 2.0 * (half / PI).sqrt() * (-half).exp(), 1.5)
    } else {
        (0.0, (-half).exp(), 1.0)
    };
    for k in 0..df / 2 {
        sum += term;
        term *= half / (first + f64::from(k));
    }
    Ok(sum.min(1.0))
}
