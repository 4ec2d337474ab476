//! An interval, and the t-interval of a mean.

use crate::{Moments, Unestimable, t_quantile_two_sided};

/// Lower and upper end of an interval, lower ≤ upper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub lower: f64,
    /// Upper end.
    pub upper: f64,
}

impl Interval {
    /// `centre` ± `half`.
    pub fn around(centre: f64, half: f64) -> Self {
        Self { lower: centre - half, upper: centre + half }
    }
}

impl From<Interval> for [f64; 2] {
    fn from(interval: Interval) -> Self {
        [interval.lower, interval.upper]
    }
}

/// Student's interval of a mean: mean ± t(n − 1) · SD / √n (Student, Biometrika 6, 1908).
///
/// Without any spread the interval is the mean itself. `level` lies in 0–1, usually [`crate::LEVEL_95`].
///
/// # Errors
/// [`Unestimable::Empty`] and [`Unestimable::OnlyOne`] below two observations; [`Unestimable::BadInput`] when the
/// moments or the level are not usable.
pub fn mean_interval(moments: &Moments, level: f64) -> Result<Interval, Unestimable> {
    let sd = moments.sd()?;
    let mean = moments.mean()?;
    let t = t_quantile_two_sided(1.0 - level, (moments.n() - 1) as f64)?;
    Ok(Interval::around(mean, t * sd / (moments.n() as f64).sqrt()))
}
