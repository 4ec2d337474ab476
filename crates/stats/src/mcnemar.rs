//! McNemar's test in its exact form: two-sided binomial test of the discordant pairs against one half.
//!
//! McNemar, Psychometrika 12 (1947) 153–157; Mosteller, Biometrics 8 (1952) 220–226. Because the null distribution is
//! symmetric the two-sided p is twice the smaller tail, at most 1; the same as R's `binom.test(b, b + c)`. Beside it
//! the mid-p (Fagerland, Lydersen & Laake, BMC Medical Research Methodology 13 (2013) 91) and the χ² with and without
//! Edwards' correction (Psychometrika 13 (1948) 185–187), as R's `mcnemar.test`.

use crate::special::binomial_half;
use crate::{Interval, Unestimable, chi_squared_tail, clopper_pearson};

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

/// The other forms of the test, and the odds ratio of changing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct McNemarForms {
    /// χ² and its p.
    pub plain: [f64; 2],
    /// χ² with continuity correction, and its p.
    pub corrected: [f64; 2],
    /// Two-sided mid-p.
    pub p_mid: f64,
    /// Yes to no ÷ no to yes; infinite when nobody went from no to yes.
    pub odds_ratio: f64,
    /// Exact interval of the odds ratio; its ends may be 0 and infinite.
    pub odds_ratio_interval: Interval,
}

/// The forms of McNemar's test from the pairs that went from yes to no and from no to yes.
///
/// # Errors
/// [`Unestimable::NoSpread`] when nobody changed sides; [`Unestimable::BadInput`] for a level not between 0 and 1.
pub fn mcnemar_forms(yes_no: u64, no_yes: u64, level: f64) -> Result<McNemarForms, Unestimable> {
    let exact = mcnemar_exact(yes_no, no_yes)?;
    let (b, c) = (yes_no as f64, no_yes as f64);
    let plain = (b - c) * (b - c) / (b + c);
    let corrected = ((b - c).abs() - 1.0).max(0.0).powi(2) / (b + c);
    let point = binomial_half(yes_no.min(no_yes), yes_no + no_yes);
    // Half of the chance of what was seen is left out on each side; with as many either way there is one of it alone.
    let p_mid = exact.p - if yes_no == no_yes { 0.5 * point } else { point };
    let share = clopper_pearson(yes_no, yes_no + no_yes, level)?;
    let odds = |share: f64| if share < 1.0 { share / (1.0 - share) } else { f64::INFINITY };
    Ok(McNemarForms {
        plain: [plain, chi_squared_tail(plain, 1)?],
        corrected: [corrected, chi_squared_tail(corrected, 1)?],
        p_mid,
        odds_ratio: b / c,
        odds_ratio_interval: Interval { lower: odds(share.lower), upper: odds(share.upper) },
    })
}
