//! Interval of the difference between two shares of the same persons: method 10 of Newcombe, Statistics in Medicine
//! 17 (1998) 2635–2650, which joins the two Wilson intervals by the correlation φ of the pairs, corrected for
//! continuity when the correlation is positive.
//!
//! Without discordant pairs (nobody changed sides) method 8 has no value, because its φ is 1 and the width becomes 0
//! by 0; method 10 still has one, since the correction keeps φ below 1. Where a margin of the table is empty, φ is 0.

use crate::{Interval, Unestimable, wilson};

/// Interval of (share yes at first) − (share yes at second), from the table of pairs
/// `[yes_yes, yes_no, no_yes, no_no]`.
///
/// # Errors
/// [`Unestimable::Empty`] without pairs, [`Unestimable::BadInput`] for a level outside 0–1.
pub fn newcombe_paired(table: [u64; 4], level: f64) -> Result<Interval, Unestimable> {
    joined(table, corrected_phi(table), level)
}

/// The two Wilson intervals joined by a correlation.
pub(crate) fn joined(table: [u64; 4], phi: f64, level: f64) -> Result<Interval, Unestimable> {
    let [both, lost, won, _] = table;
    let n: u64 = table.iter().sum();
    let first = wilson(both + lost, n, level)?;
    let second = wilson(both + won, n, level)?;
    let p1 = (both + lost) as f64 / n as f64;
    let p2 = (both + won) as f64 / n as f64;
    let difference = (lost as f64 - won as f64) / n as f64;
    let [below1, above1] = [p1 - first.lower, first.upper - p1];
    let [below2, above2] = [p2 - second.lower, second.upper - p2];
    let width = |one: f64, other: f64| (one * one - 2.0 * phi * one * other + other * other).max(0.0).sqrt();
    Ok(Interval { lower: difference - width(below1, above2), upper: difference + width(above1, below2) })
}

/// ad − bc over the root of the margins, less `by` n where positive (but not below 0); 0 where a margin is empty.
fn phi(table: [u64; 4], by: f64) -> f64 {
    let [a, b, c, d] = table.map(|count| count as f64);
    let margins = (a + b) * (c + d) * (a + c) * (b + d);
    let cross = a * d - b * c;
    let corrected = if cross > 0.0 { (cross - by * (a + b + c + d)).max(0.0) } else { cross };
    if margins > 0.0 { corrected / margins.sqrt() } else { 0.0 }
}

/// The plain φ.
pub(crate) fn plain_phi(table: [u64; 4]) -> f64 {
    phi(table, 0.0)
}

/// φ with the continuity correction of method 10: a positive ad − bc is made n/2 smaller, but not below 0.
pub(crate) fn corrected_phi(table: [u64; 4]) -> f64 {
    phi(table, 0.5)
}
