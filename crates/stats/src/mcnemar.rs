//! McNemar's test in its exact form: two-sided binomial test of the discordant pairs against one half.
//!
//! McNemar, Psychometrika 12 (1947) 153–157; Mosteller, Biometrics 8 (1952) 220–226. Because the null distribution is
//! symmetric the two-sided p is twice the smaller tail, at most 1; the same as R's `binom.test(b, b + c)`.

use crate::Unestimable;
use crate::special::binomial_half;

/// The result of the exact test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct McNemar {
    /// Pairs that changed sides.
    pub discordant: u64,
    /// Two-sided p.
    pub p: f64,
}

/// Exact McNemar test from the pairs that went from yes to no and from no to yes.
///
/// # Errors
/// [`Unestimable::NoSpread`] when nobody changed sides: then there is nothing to test.
pub fn mcnemar_exact(yes_no: u64, no_yes: u64) -> Result<McNemar, Unestimable> {
    let n = yes_no + no_yes;
    if n == 0 {
        return Err(Unestimable::NoSpread);
    }
    let fewer = yes_no.min(no_yes);
    if 2 * fewer == n {
        return Ok(McNemar { discordant: n, p: 1.0 });
    }
    let (mut k, mut term) = (fewer, binomial_half(fewer, n));
    let mut tail = term;
    while k > 0 && term > tail * 1e-18 {
        term *= k as f64 / (n - k + 1) as f64;
        tail += term;
        k -= 1;
    }
    Ok(McNemar { discordant: n, p: (2.0 * tail).min(1.0) })
}
