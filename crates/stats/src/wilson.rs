//! Wilson's interval of a share, without continuity correction.
//!
//! Wilson, Journal of the American Statistical Association 22 (1927) 209–212; method 3 of Newcombe, Statistics in
//! Medicine 17 (1998) 857–872. The same as R's `prop.test(x, n, correct = FALSE)`.

use crate::normal::z_of_level;
use crate::{Interval, Unestimable};

/// Interval of x / n at `level`; exactly 0 below at x = 0 and exactly 1 above at x = n.
///
/// # Errors
/// [`Unestimable::Empty`] for n = 0, [`Unestimable::BadInput`] for x > n or a level outside 0–1.
pub fn wilson(x: u64, n: u64, level: f64) -> Result<Interval, Unestimable> {
    if n == 0 {
        return Err(Unestimable::Empty);
    }
    if x > n {
        return Err(Unestimable::BadInput);
    }
    let z = z_of_level(level)?;
    let (total, z2) = (n as f64, z * z);
    let share = x as f64 / total;
    let centre = (share + z2 / (2.0 * total)) / (1.0 + z2 / total);
    let half = z * (share * (1.0 - share) / total + z2 / (4.0 * total * total)).sqrt() / (1.0 + z2 / total);
    let lower = if x == 0 { 0.0 } else { (centre - half).max(0.0) };
    let upper = if x == n { 1.0 } else { (centre + half).min(1.0) };
    Ok(Interval { lower, upper })
}
