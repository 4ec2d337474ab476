//! Further intervals of shares: Wilson's with continuity correction, and of the difference of two independent shares.
//!
//! Newcombe, Statistics in Medicine 17 (1998) 857–872, method 4 (as R's `prop.test`), and 873–890, method 10.

use crate::normal::z_of_level;
use crate::{Interval, Unestimable, wilson};

/// Wilson's interval of x / n with continuity correction: wider than [`wilson`], for those who compare with old reports.
///
/// # Errors
/// As [`wilson`].
pub fn wilson_corrected(x: u64, n: u64, level: f64) -> Result<Interval, Unestimable> {
    wilson(x, n, level)?;
    let z = z_of_level(level)?;
    let (total, share) = (n as f64, x as f64 / n as f64);
    let z2 = z * z;
    let end = |sign: f64| {
        let inner = z2 + sign * (2.0 - 1.0 / total * sign) + 4.0 * share * (total * (1.0 - share) - sign);
        (2.0 * total * share + z2 + sign * (1.0 + z * inner.max(0.0).sqrt())) / (2.0 * (total + z2))
    };
    Ok(Interval {
        lower: if x == 0 { 0.0 } else { end(-1.0).max(0.0) },
        upper: if x == n { 1.0 } else { end(1.0).min(1.0) },
    })
}

/// Interval of x₁/n₁ − x₂/n₂ of two independent groups.
///
/// # Errors
/// As [`wilson`].
pub fn newcombe_independent(
    first: (u64, u64),
    second: (u64, u64),
    level: f64,
) -> Result<Interval, Unestimable> {
    let (a, b) = (wilson(first.0, first.1, level)?, wilson(second.0, second.1, level)?);
    let [p, q] = [first, second].map(|(x, n)| x as f64 / n as f64);
    let difference = p - q;
    Ok(Interval {
        lower: difference - (p - a.lower).hypot(b.upper - q),
        upper: difference + (a.upper - p).hypot(q - b.lower),
    })
}
