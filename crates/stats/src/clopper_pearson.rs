//! Exact interval of a share (Clopper & Pearson, Biometrika 26 (1934) 404–413), as R's `binom.test`.

use crate::special::beta_whole;
use crate::{Interval, Unestimable, wilson};

/// The share at which the incomplete beta function reaches `p`: Newton's method within a bracket.
fn beta_quantile(a: u64, b: u64, p: f64, start: f64) -> f64 {
    let (mut low, mut high, mut x) = (0.0, 1.0, start);
    for _ in 0..200 {
        let (value, slope) = beta_whole(a, b, x);
        if value < p {
            low = x;
        } else {
            high = x;
        }
        let newton = x - (value - p) / slope;
        let next = if newton > low && newton < high { newton } else { f64::midpoint(low, high) };
        let settled = (next - x).abs() <= 2e-16 * x;
        x = next;
        if settled {
            break;
        }
    }
    x
}

/// Interval of x / n.
///
/// # Errors
/// [`Unestimable::Empty`] for n = 0, [`Unestimable::BadInput`] for x > n or a level not between 0 and 1.
pub fn clopper_pearson(x: u64, n: u64, level: f64) -> Result<Interval, Unestimable> {
    let near = wilson(x, n, level)?;
    let half = 0.5 * (1.0 - level);
    let inner = |end: f64| end.clamp(1e-9, 1.0 - 1e-9);
    let lower = if x == 0 { 0.0 } else { beta_quantile(x, n - x + 1, half, inner(near.lower)) };
    let upper = if x == n { 1.0 } else { 1.0 - beta_quantile(n - x, x + 1, half, inner(1.0 - near.upper)) };
    Ok(Interval { lower, upper })
}
