//! Signals of a run chart that need no limits: an unusually long run on one side of the median, or unusually few
//! crossings of it.
//!
//! Anhøj & Olesen, `PLoS` ONE 9 (2014) e113825; Anhøj, `PLoS` ONE 10 (2015) e0121349: a run longer than log₂ n + 3
//! (rounded), or fewer crossings than the 5 % quantile of the binomial distribution of n − 1 with chance ½. Points on
//! the median are left out.

use crate::special::binomial_half;
use crate::{Unestimable, quantile_of_sorted};

/// What a run chart shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RunRules {
    /// The median, unless another centre was given.
    pub centre: f64,
    /// Points that do not lie on it.
    pub useful: u64,
    /// Longest run on one side.
    pub longest: u64,
    /// The longest that is not unusual.
    pub longest_limit: u64,
    /// Crossings.
    pub crossings: u64,
    /// The fewest that are not unusual.
    pub crossings_limit: u64,
}

impl RunRules {
    /// A shift is likely: either rule is broken.
    pub fn signal(&self) -> bool {
        self.longest > self.longest_limit || self.crossings < self.crossings_limit
    }
}

/// The longest usual run and the fewest usual crossings of so many useful points.
pub fn run_limits(useful: u64) -> (u64, u64) {
    if useful == 0 {
        return (0, 0);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 3 and 67")]
    let longest = ((useful as f64).log2() + 3.0).round_ties_even() as u64;
    let (mut below, mut least) = (0.0, 0);
    while least < useful {
        below += if useful == 1 { 1.0 } else { binomial_half(least, useful - 1) };
        if below >= 0.05 {
            break;
        }
        least += 1;
    }
    (longest, least)
}

/// The rules for values in order of time, about their median or another centre.
///
/// # Errors
/// [`Unestimable::Empty`] without values or when all lie on the centre; [`Unestimable::BadInput`] when one is not finite.
pub fn run_rules(values: &[f64], centre: Option<f64>) -> Result<RunRules, Unestimable> {
    if !values.iter().chain(&centre).all(|value| value.is_finite()) {
        return Err(Unestimable::BadInput);
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let centre = match centre {
        Some(centre) => centre,
        None => quantile_of_sorted(&sorted, 0.5)?,
    };
    let sides: Vec<bool> = values
        .iter()
        .map(|value| value - centre)
        .filter(|gap| gap.abs() > 0.0)
        .map(|gap| gap > 0.0)
        .collect();
    if sides.is_empty() {
        return Err(Unestimable::Empty);
    }
    let runs: Vec<u64> = sides.chunk_by(|a, b| a == b).map(|run| run.len() as u64).collect();
    let useful = sides.len() as u64;
    let (longest_limit, crossings_limit) = run_limits(useful);
    Ok(RunRules {
        centre,
        useful,
        longest: runs.iter().copied().max().unwrap_or(0),
        longest_limit,
        crossings: runs.len() as u64 - 1,
        crossings_limit,
    })
}
