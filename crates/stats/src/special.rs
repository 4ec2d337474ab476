//! The incomplete beta function for Student's distribution and binomial point probabilities, precise in the far tail
//! and for millions of observations. Not a general library of special functions.
//!
//! `ln Γ` of large arguments loses digits by cancellation, so ratios are formed from the remainder of Stirling's
//! series instead (Loader, *Fast and Accurate Computation of Binomial Probabilities*, 2000). The continued fraction
//! is the one of Didonato & Morris, ACM Transactions on Mathematical Software 18 (1992) 360–373, which has no
//! cancellation near x = 1, evaluated by the method of Lentz.

use std::f64::consts::{LN_2, PI};

/// Remainder of Stirling's formula, δ(a) = ln Γ(a) − [(a − ½) ln a − a + ½ ln 2π], for a ≥ 16.
fn stirling_remainder(a: f64) -> f64 {
    let square = a * a;
    let tail = 1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / (1188.0 * square)) / square;
    (1.0 / 12.0 - (1.0 / 360.0 - tail / square) / square) / a
}

/// Γ(a + ½) / Γ(a), a > 0.
pub(crate) fn half_step(a: f64) -> f64 {
    let (mut factor, mut a) = (1.0, a);
    while a < 16.0 {
        factor *= a / (a + 0.5);
        a += 1.0;
    }
    let exponent = a * (0.5 / a).ln_1p() - 0.5 + stirling_remainder(a + 0.5) - stirling_remainder(a);
    factor * a.sqrt() * exponent.exp()
}

/// 1 / B(a, ½).
pub(crate) fn inverse_beta_half(a: f64) -> f64 {
    half_step(a) / PI.sqrt()
}

/// Regularised incomplete beta function for (a, ½) at x = 1 / (1 + ratio), ratio ≥ 0, so that neither end of x loses
/// digits.
pub(crate) fn beta_half(a: f64, ratio: f64) -> f64 {
    if ratio <= 0.0 {
        return 1.0;
    }
    let (x, y) = (1.0 / (1.0 + ratio), ratio / (1.0 + ratio));
    let front = (-a * ratio.ln_1p()).exp() * y.sqrt() * inverse_beta_half(a);
    if x < (a + 1.0) / (a + 2.5) {
        front / continued_fraction([a, 0.5], [x, y])
    } else {
        1.0 - front / continued_fraction([0.5, a], [y, x])
    }
}

/// The fraction that divides `x^a y^b / B(a, b)`, for `rest` = y = 1 − x.
fn continued_fraction([a, b]: [f64; 2], [x, rest]: [f64; 2]) -> f64 {
    const STEPS: u32 = 100_000; // about √max(a, b) steps are needed
    let denominator = |m: f64| {
        m + m * (b - m) * x / (a + 2.0 * m - 1.0)
            + (a + m) * (a * rest - b * x + 1.0 + m * (1.0 + rest)) / (a + 2.0 * m + 1.0)
    };
    let mut value = a * (a * rest - b * x + 1.0) / (a + 1.0);
    let (mut upper, mut lower) = (value, 0.0);
    for step in 1..STEPS {
        let m = f64::from(step);
        let numerator = (a + m - 1.0) * (a + b + m - 1.0) * m * (b - m) * x * x / (a + 2.0 * m - 1.0).powi(2);
        let next = denominator(m);
        lower = 1.0 / (next + numerator * lower);
        upper = next + numerator / upper;
        let change = upper * lower;
        value *= change;
        if (change - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}

/// ln n! − Stirling's approximation of it.
fn factorial_remainder(n: u64) -> f64 {
    let (mut a, mut correction) = (n as f64, 0.0);
    // δ(a) = δ(a + 1) + (a + ½) ln(1 + 1/a) − 1
    while a < 16.0 {
        correction += (a + 0.5) * (1.0 / a).ln_1p() - 1.0;
        a += 1.0;
    }
    stirling_remainder(a) + correction
}

/// Probability of k successes among n with chance ½.
pub(crate) fn binomial_half(k: u64, n: u64) -> f64 {
    let total = n as f64;
    if k == 0 || k == n {
        return (-total * LN_2).exp();
    }
    let (x, y) = (k as f64, (n - k) as f64);
    let skew = (y - x) / total;
    let deviance = 0.5 * total * ((1.0 - skew) * (-skew).ln_1p() + (1.0 + skew) * skew.ln_1p());
    let remainder = factorial_remainder(n) - factorial_remainder(k) - factorial_remainder(n - k);
    (remainder - deviance).exp() * (total / (2.0 * PI * x * y)).sqrt()
}

/// x ln(x / m) + m − x, without cancellation where x is close to m (Loader's bd0).
fn deviance_part(x: f64, m: f64) -> f64 {
    if x == 0.0 {
        return m;
    }
    let v = (x - m) / (x + m);
    if v.abs() >= 0.1 {
        return x * (x / m).ln() + m - x;
    }
    let (mut sum, mut term) = ((x - m) * v, 2.0 * x * v);
    for k in 1..60 {
        term *= v * v;
        sum += term / f64::from(2 * k + 1);
    }
    sum
}

/// Regularised incomplete beta function for whole a, b ≥ 1 at 0 < x < 1, and its derivative by x.
pub(crate) fn beta_whole(first: u64, second: u64, x: f64) -> (f64, f64) {
    let rest = 1.0 - x;
    let (a, b, total) = (first as f64, second as f64, (first + second) as f64);
    let remainder =
        factorial_remainder(first + second) - factorial_remainder(first) - factorial_remainder(second);
    let deviance = deviance_part(a, total * x) + deviance_part(b, total * rest);
    // x^a (1 − x)^b / B(a, b)
    let front = (remainder - deviance).exp() * (a * b / (2.0 * PI * total)).sqrt();
    let value = if x < (a + 1.0) / (total + 2.0) {
        front / continued_fraction([a, b], [x, rest])
    } else {
        1.0 - front / continued_fraction([b, a], [rest, x])
    };
    (value, front / (x * rest))
}

/// ln n!
pub(crate) fn ln_factorial(n: u64) -> f64 {
    let a = n as f64;
    if n < 2 { 0.0 } else { (a + 0.5) * a.ln() - a + 0.5 * (2.0 * PI).ln() + factorial_remainder(n) }
}

/// The x at which the regularised incomplete beta function of (a, b) reaches `p`, by bisection and secants.
pub(crate) fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    let below = |x: f64| {
        let value = statrs::function::beta::checked_beta_reg(a, b, x).unwrap_or(f64::NAN);
        (value.max(1e-300) / (1.0 - value).max(1e-300)).ln() - (p / (1.0 - p)).ln()
    };
    crate::root::root_between(1e-12, 1.0 - 1e-12, below).unwrap_or(f64::NAN)
}
