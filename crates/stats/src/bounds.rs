//! What the result would be if everybody who is missing had done as badly, or as well, as possible.
//!
//! Manski, American Economic Review 80 (1990) 319–323: without assumptions about the missing, only these bounds follow
//! from the data. With the sampling error of each end they make an interval of ignorance and imprecision (Vansteelandt
//! and others, Statistica Sinica 16 (2006) 953–979).

use crate::{Interval, Moments, Unestimable, mean_interval, wilson};

/// Bounds without assumptions about the missing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Least and greatest possible estimate.
    pub estimate: Interval,
    /// From the lower limit of the least to the upper limit of the greatest.
    pub interval: Interval,
    /// Share missing.
    pub missing: f64,
}

/// Bounds of a share: `yes` of `n` observed, and `missing` more.
///
/// # Errors
/// [`Unestimable::Empty`] with nobody at all; [`Unestimable::BadInput`] for yes > n or a level not between 0 and 1.
pub fn share_bounds(yes: u64, n: u64, missing: u64, level: f64) -> Result<Bounds, Unestimable> {
    if yes > n {
        return Err(Unestimable::BadInput);
    }
    let all = n + missing;
    let (worst, best) = (wilson(yes, all, level)?, wilson(yes + missing, all, level)?);
    let total = all as f64;
    Ok(Bounds {
        estimate: Interval { lower: yes as f64 / total, upper: (yes + missing) as f64 / total },
        interval: Interval { lower: worst.lower, upper: best.upper },
        missing: missing as f64 / total,
    })
}

/// Bounds of a mean change on a scale: the differences of those observed twice, the first values of those who are
/// missing the second time.
///
/// The missing are put at either end of the scale; their own first values are kept.
///
/// # Errors
/// [`Unestimable::Empty`], [`Unestimable::OnlyOne`] below two persons; [`Unestimable::BadInput`] for an empty scale or
/// first values outside of it on average.
pub fn change_bounds(
    differences: &Moments,
    missing_first: &Moments,
    scale: Interval,
    level: f64,
) -> Result<Bounds, Unestimable> {
    let within = |mean: f64| mean >= scale.lower && mean <= scale.upper;
    if scale.lower.partial_cmp(&scale.upper) != Some(std::cmp::Ordering::Less)
        || missing_first.mean().is_ok_and(|mean| !within(mean))
    {
        return Err(Unestimable::BadInput);
    }
    let put_at = |end: f64| {
        // end − first: the same spread, the mean turned about.
        let mut all = *differences;
        all.merge(&missing_first.taken_from(end));
        all
    };
    let (worst, best) = (put_at(scale.lower), put_at(scale.upper));
    let estimate = Interval { lower: worst.mean()?, upper: best.mean()? };
    let interval =
        Interval { lower: mean_interval(&worst, level)?.lower, upper: mean_interval(&best, level)?.upper };
    Ok(Bounds { estimate, interval, missing: missing_first.n() as f64 / worst.n() as f64 })
}
