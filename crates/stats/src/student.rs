//! Student's distribution: two-sided tail and quantile, precise where p is tiny and where there are millions of
//! degrees of freedom.
//!
//! P(|T| ≥ |t|) = `I_x(ν/2, ½)` with x = ν / (ν + t²) (Abramowitz & Stegun 26.7.1). The common library loses digits in
//! the logarithm of Γ when ν is large; this does not.

use crate::special::{beta_half, inverse_beta_half};
use crate::{Unestimable, normal_quantile};

/// Chance of a |T| at least as large as |t| with `df` degrees of freedom (real, > 0).
///
/// # Errors
/// [`Unestimable::BadInput`] when `t` is NaN or `df` is not a positive finite number.
pub fn t_two_sided(t: f64, df: f64) -> Result<f64, Unestimable> {
    if t.is_nan() || !df.is_finite() || df <= 0.0 {
        return Err(Unestimable::BadInput);
    }
    if t.is_infinite() {
        return Ok(0.0);
    }
    Ok(beta_half(0.5 * df, t * t / df).clamp(0.0, 1.0))
}

/// The t > 0 whose two-sided tail is `p` (0.05 for a 95 % interval).
///
/// The tail is convex to the right of 0, so Newton's method rises steadily from the normal quantile, which is always
/// smaller.
///
/// # Errors
/// [`Unestimable::BadInput`] when `p` is not between 0 and 1 or `df` is not a positive finite number.
pub fn t_quantile_two_sided(p: f64, df: f64) -> Result<f64, Unestimable> {
    let mut t = normal_quantile(1.0 - 0.5 * p)?;
    if p >= 1.0 {
        return Ok(0.0);
    }
    for _ in 0..400 {
        let tail = t_two_sided(t, df)?;
        let density =
            (-(0.5 * df + 0.5) * (t * t / df).ln_1p()).exp() * inverse_beta_half(0.5 * df) / df.sqrt();
        let step = (tail - p) / (2.0 * density);
        t += step;
        if step.abs() <= 1e-15 * t {
            break;
        }
    }
    if t.is_finite() && t > 0.0 { Ok(t) } else { Err(Unestimable::BadInput) }
}
