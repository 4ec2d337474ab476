//! Two-way tables of counts: Pearson's χ² with and without Yates' correction, Cramér's V, Fisher's exact test.
//!
//! Pearson, Philosophical Magazine 50 (1900) 157–175; Yates, Supplement to the Journal of the Royal Statistical Society
//! 1 (1934) 217–235; Cramér 1946; Fisher, *The Design of Experiments*, 1935: the two-sided p adds the tables that are not
//! more likely than the one seen, the odds ratio is the conditional maximum likelihood one with its exact interval, as
//! R's `chisq.test` and `fisher.test`.

use crate::root::root_between;
use crate::special::ln_factorial;
use crate::{Interval, Unestimable, chi_squared_tail};

/// A test of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableTest {
    /// Pearson's χ².
    pub chi_squared: f64,
    /// Its degrees of freedom.
    pub df: u32,
    /// Its p.
    pub p: f64,
    /// χ² with Yates' correction and its p, for two by two.
    pub corrected: Option<[f64; 2]>,
    /// Expected counts, by rows.
    pub expected: Vec<Vec<f64>>,
    /// √(χ² / n / (least of rows and columns − 1)).
    pub cramers_v: f64,
}

/// The test that rows and columns have nothing to do with each other.
///
/// # Errors
/// [`Unestimable::BadInput`] below two rows or columns, or for rows of different lengths; [`Unestimable::NoSpread`] when
/// a row or column is empty.
pub fn table_test(rows: &[Vec<u64>]) -> Result<TableTest, Unestimable> {
    let width = rows.first().map_or(0, Vec::len);
    if rows.len() < 2 || width < 2 || rows.iter().any(|row| row.len() != width) {
        return Err(Unestimable::BadInput);
    }
    let sums: Vec<f64> = rows.iter().map(|row| row.iter().sum::<u64>() as f64).collect();
    let column = |k: usize| rows.iter().filter_map(|row| row.get(k)).sum::<u64>() as f64;
    let columns: Vec<f64> = (0..width).map(column).collect();
    if sums.iter().chain(&columns).any(|sum| *sum <= 0.0) {
        return Err(Unestimable::NoSpread);
    }
    let n: f64 = sums.iter().sum();
    let expected: Vec<Vec<f64>> =
        sums.iter().map(|row| columns.iter().map(|column| row * column / n).collect()).collect();
    let gaps = || {
        let cells = rows.iter().flatten().zip(expected.iter().flatten());
        cells.map(|(seen, expected)| ((*seen as f64 - expected).abs(), *expected))
    };
    let statistic = |less: f64| gaps().map(|(gap, e)| (gap - less).powi(2) / e).sum::<f64>();
    let df = u32::try_from((rows.len() - 1) * (width - 1)).map_err(|_| Unestimable::BadInput)?;
    let chi_squared = statistic(0.0);
    let corrected = if df == 1 {
        let less = gaps().map(|(gap, _)| gap).fold(0.5, f64::min);
        let value = statistic(less);
        Some([value, chi_squared_tail(value, 1)?])
    } else {
        None
    };
    let smaller = (rows.len().min(width) - 1) as f64;
    let p = chi_squared_tail(chi_squared, df)?;
    Ok(TableTest { chi_squared, df, p, corrected, expected, cramers_v: (chi_squared / n / smaller).sqrt() })
}

/// Fisher's exact test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fisher {
    /// Two-sided p.
    pub p: f64,
    /// Conditional maximum likelihood estimate of the odds ratio; may be 0 or infinite.
    pub odds_ratio: f64,
    /// Its exact interval; the ends may be 0 and infinite.
    pub interval: Interval,
}

/// The distribution of the first cell, given the margins.
struct Hypergeometric {
    least: u64,
    /// Logarithms of the chances for an odds ratio of 1, up to a constant.
    logarithms: Vec<f64>,
}

impl Hypergeometric {
    fn new(table: [u64; 4]) -> Self {
        let [first, above, left, _] = table;
        let (row, column, n) = (first + above, first + left, table.iter().sum::<u64>());
        let (least, most) = ((row + column).saturating_sub(n), row.min(column));
        let choose = |n: u64, k: u64| ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k);
        let logarithm = |k: u64| choose(column, k) + choose(n - column, row - k);
        Self { least, logarithms: (least..=most).map(logarithm).collect() }
    }

    /// Chances of each value for the logarithm of an odds ratio.
    fn chances(&self, log_odds: f64) -> Vec<f64> {
        let raw: Vec<f64> =
            self.logarithms.iter().zip(0u32..).map(|(l, k)| l + f64::from(k) * log_odds).collect();
        let most = raw.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let weights: Vec<f64> = raw.iter().map(|l| (l - most).exp()).collect();
        let total: f64 = weights.iter().sum();
        weights.iter().map(|w| w / total).collect()
    }
}

/// The test of `[a, b, c, d]`, two rows of two.
///
/// # Errors
/// [`Unestimable::Empty`] without counts; [`Unestimable::BadInput`] for a level not between 0 and 1.
pub fn fisher(table: [u64; 4], level: f64) -> Result<Fisher, Unestimable> {
    if table.iter().sum::<u64>() == 0 {
        return Err(Unestimable::Empty);
    }
    if !(level > 0.0 && level < 1.0) {
        return Err(Unestimable::BadInput);
    }
    let distribution = Hypergeometric::new(table);
    let place = usize::try_from(table[0] - distribution.least).map_err(|_| Unestimable::BadInput)?;
    let last = distribution.logarithms.len() - 1;
    let chances = distribution.chances(0.0);
    let seen = chances.get(place).copied().unwrap_or(0.0) * (1.0 + 1e-7);
    let p = chances.iter().filter(|chance| **chance <= seen).sum::<f64>().min(1.0);
    let tail = 0.5 * (1.0 - level);
    let mean = |log_odds: f64| {
        distribution.chances(log_odds).iter().zip(0u32..).map(|(p, k)| p * f64::from(k)).sum::<f64>()
    };
    let from = |log_odds: f64| distribution.chances(log_odds).iter().skip(place).sum::<f64>();
    let to = |log_odds: f64| distribution.chances(log_odds).iter().take(place + 1).sum::<f64>();
    let solve = |function: &dyn Fn(f64) -> f64| {
        root_between(-60.0, 60.0, function).map(f64::exp).ok_or(Unestimable::BadInput)
    };
    let wanted = place as f64;
    let (odds_ratio, lower, upper) = (
        if place == 0 {
            0.0
        } else if place == last {
            f64::INFINITY
        } else {
            solve(&|x| mean(x) - wanted)?
        },
        if place == 0 { 0.0 } else { solve(&|x| from(x).max(1e-300).ln() - tail.ln())? },
        if place == last { f64::INFINITY } else { solve(&|x| to(x).max(1e-300).ln() - tail.ln())? },
    );
    Ok(Fisher { p, odds_ratio, interval: Interval { lower, upper } })
}
