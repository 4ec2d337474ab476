//! Standardised difference between two groups: how unlike they are, without a test (Austin, Statistics in Medicine 28
//! (2009) 3083–3107).

use crate::{Moments, Unestimable};

/// (mean a − mean b) ÷ √((var a + var b) / 2).
///
/// # Errors
/// [`Unestimable::Empty`], [`Unestimable::OnlyOne`] when a group is too small, [`Unestimable::NoSpread`] when neither
/// varies.
pub fn standardised_difference_of_means(a: &Moments, b: &Moments) -> Result<f64, Unestimable> {
    let pooled = 0.5 * (a.variance()? + b.variance()?);
    if a.is_constant() && b.is_constant() {
        return Err(Unestimable::NoSpread);
    }
    Ok((a.mean()? - b.mean()?) / pooled.sqrt())
}

/// (p a − p b) ÷ √((p a (1 − p a) + p b (1 − p b)) / 2), from counts `(x, n)`.
///
/// # Errors
/// [`Unestimable::Empty`] when a group is empty, [`Unestimable::BadInput`] for x > n, [`Unestimable::NoSpread`] when
/// both shares are 0 or 1.
pub fn standardised_difference_of_shares(a: (u64, u64), b: (u64, u64)) -> Result<f64, Unestimable> {
    if a.1 == 0 || b.1 == 0 {
        return Err(Unestimable::Empty);
    }
    if a.0 > a.1 || b.0 > b.1 {
        return Err(Unestimable::BadInput);
    }
    let [pa, pb] = [a.0 as f64 / a.1 as f64, b.0 as f64 / b.1 as f64];
    let pooled = 0.5 * (pa * (1.0 - pa) + pb * (1.0 - pb));
    if pooled <= 0.0 { Err(Unestimable::NoSpread) } else { Ok((pa - pb) / pooled.sqrt()) }
}
