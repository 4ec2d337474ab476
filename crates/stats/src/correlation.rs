//! Pearson's correlation with Fisher's interval (Metron 1 (1921) 3–32), as R's `cor.test`.

use crate::normal::z_of_level;
use crate::{Interval, PairMoments, Unestimable, t_two_sided};

/// A correlation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correlation {
    /// r.
    pub r: f64,
    /// r √(df / (1 − r²)).
    pub t: f64,
    /// Pairs − 2.
    pub df: f64,
    /// Two-sided p.
    pub p: f64,
    /// Interval; nothing below four pairs.
    pub interval: Option<Interval>,
}

/// The correlation of pairs.
///
/// # Errors
/// [`Unestimable::Empty`], [`Unestimable::OnlyOne`] below three pairs; [`Unestimable::NoSpread`] when one variable is
/// constant; [`Unestimable::BadInput`] for a level not between 0 and 1.
pub fn correlation(pairs: &PairMoments, level: f64) -> Result<Correlation, Unestimable> {
    let (first, second) = (pairs.first(), pairs.second());
    let size = first.sd()? * second.sd()?;
    if first.is_constant() || second.is_constant() {
        return Err(Unestimable::NoSpread);
    }
    if pairs.n() < 3 {
        return Err(Unestimable::OnlyOne);
    }
    let r = (pairs.covariance()? / size).clamp(-1.0, 1.0);
    let df = (pairs.n() - 2) as f64;
    let t = r * (df / ((1.0 - r) * (1.0 + r))).sqrt();
    let z = z_of_level(level)?;
    let interval = (pairs.n() > 3).then(|| {
        let half = z / (df - 1.0).sqrt();
        Interval { lower: (r.atanh() - half).tanh(), upper: (r.atanh() + half).tanh() }
    });
    Ok(Correlation { r, t, df, p: t_two_sided(t, df)?, interval })
}
