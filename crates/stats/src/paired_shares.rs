//! Further intervals of the difference between two shares of the same persons, from the table of pairs
//! `[yes_yes, yes_no, no_yes, no_no]`; [`crate::newcombe_paired`] is the one to report.
//!
//! Wald: Fleiss, *Statistical Methods for Rates and Proportions*, 1981, 8.1. Method 8: Newcombe, Statistics in Medicine
//! 17 (1998) 2635–2650, with the plain φ. Score: Tango, Statistics in Medicine 17 (1998) 891–908.

use crate::newcombe::{corrected_phi, joined, plain_phi};
use crate::normal::z_of_level;
use crate::root::root_between;
use crate::{Interval, Unestimable};

/// Difference, discordant parts and number of pairs.
fn parts([both, lost, won, neither]: [u64; 4]) -> Result<[f64; 4], Unestimable> {
    let n = both + lost + won + neither;
    if n == 0 {
        return Err(Unestimable::Empty);
    }
    let (b, c, n) = (lost as f64, won as f64, n as f64);
    Ok([(b - c) / n, b, c, n])
}

/// Wald's interval; too narrow for few pairs, and without width when nobody changed sides.
///
/// # Errors
/// [`Unestimable::Empty`] without pairs, [`Unestimable::BadInput`] for a level not between 0 and 1.
pub fn wald_paired(table: [u64; 4], level: f64) -> Result<Interval, Unestimable> {
    let [difference, b, c, n] = parts(table)?;
    let variance = (b + c - (b - c) * (b - c) / n) / (n * n);
    Ok(Interval::around(difference, z_of_level(level)? * variance.max(0.0).sqrt()))
}

/// Newcombe's method 8: the Wilson intervals joined by the plain φ.
///
/// # Errors
/// [`Unestimable::Empty`] without pairs; [`Unestimable::NoSpread`] when nobody changed sides, where it has no value;
/// [`Unestimable::BadInput`] for a level not between 0 and 1.
pub fn newcombe_paired_plain(table: [u64; 4], level: f64) -> Result<Interval, Unestimable> {
    joined(table, paired_phi(table, false)?, level)
}

/// Correlation φ of the pairs, or corrected for continuity as in [`crate::newcombe_paired`]; 0 when a margin is empty.
///
/// # Errors
/// [`Unestimable::Empty`] without pairs; uncorrected [`Unestimable::NoSpread`] when nobody changed sides.
pub fn paired_phi(table: [u64; 4], corrected: bool) -> Result<f64, Unestimable> {
    parts(table)?;
    let [_, lost, won, _] = table;
    if corrected {
        return Ok(corrected_phi(table));
    }
    if lost + won == 0 {
        return Err(Unestimable::NoSpread);
    }
    Ok(plain_phi(table))
}

/// Tango's score interval: the differences δ that (b − c − nδ)² ≤ z² n (2 q + δ (1 − δ)) does not reject, where q is the
/// share from no to yes that is most likely under δ.
///
/// # Errors
/// [`Unestimable::Empty`] without pairs, [`Unestimable::BadInput`] for a level not between 0 and 1.
pub fn tango_paired(table: [u64; 4], level: f64) -> Result<Interval, Unestimable> {
    let [difference, b, c, n] = parts(table)?;
    let z = z_of_level(level)?;
    let excess = |delta: f64| {
        let linear = -b - c + (2.0 * n - b + c) * delta;
        let constant = -c * delta * (1.0 - delta);
        let root = (linear * linear - 8.0 * n * constant).max(0.0).sqrt();
        let share = ((root - linear) / (4.0 * n)).max(0.0);
        let variance = n * (2.0 * share + delta * (1.0 - delta));
        (b - c - n * delta) - z * variance.max(0.0).sqrt() * (difference - delta).signum()
    };
    let end = |edge: f64| root_between(edge, difference + 1e-9 * edge, excess).unwrap_or(edge);
    let lower = if difference <= -1.0 { -1.0 } else { end(-1.0) };
    let upper = if difference >= 1.0 { 1.0 } else { end(1.0) };
    Ok(Interval { lower, upper })
}
