//! Delta adjustment: what if those who are missing did worse (or better) by δ than those like them who were seen?
//!
//! An estimate that takes the missing at random holds for everybody if δ = 0; otherwise it moves by share missing × δ.
//! Carpenter & Kenward, *Multiple Imputation and its Application*, 2013, 10; Cro and others, Statistics in Medicine 39
//! (2020) 2815–2842. The share missing is itself a sample share, which adds δ² π(1 − π)/n to the variance. The tipping
//! point is the δ nearest to 0 at which the interval reaches a value.

use crate::{Estimate, Unestimable, t_quantile_two_sided};

/// An estimate under missing at random, and how many are missing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DeltaModel {
    /// The estimate under missing at random.
    pub estimate: f64,
    /// Its standard error.
    pub se: f64,
    /// Its degrees of freedom; infinite for a normal interval.
    pub df: f64,
    /// Persons altogether.
    pub n: u64,
    /// Persons missing.
    pub missing: u64,
}

impl DeltaModel {
    fn share(&self) -> Result<f64, Unestimable> {
        match self.n {
            0 => Err(Unestimable::Empty),
            n if self.missing > n => Err(Unestimable::BadInput),
            n => Ok(self.missing as f64 / n as f64),
        }
    }

    /// The estimate when the missing differ by `delta`.
    ///
    /// # Errors
    /// [`Unestimable::Empty`] without persons; [`Unestimable::BadInput`] when more are missing than there are, or the
    /// standard error, the degrees of freedom or the level are not usable.
    pub fn adjusted(&self, delta: f64, level: f64) -> Result<Estimate, Unestimable> {
        let share = self.share()?;
        let variance = self.se * self.se + delta * delta * share * (1.0 - share) / self.n as f64;
        Estimate::new(self.estimate + share * delta, variance.sqrt(), self.df, level)
    }

    /// The δ nearest to 0 at which the interval's end reaches `value`; nothing when nobody is missing or no δ does it.
    ///
    /// # Errors
    /// As [`DeltaModel::adjusted`].
    pub fn tipping_point(&self, value: f64, level: f64) -> Result<Option<f64>, Unestimable> {
        let share = self.share()?;
        let now = self.adjusted(0.0, level)?;
        let quantile = if self.df.is_infinite() {
            (now.interval.upper - now.estimate) / self.se
        } else {
            t_quantile_two_sided(1.0 - level, self.df)?
        };
        // (estimate − value + share δ)² = quantile² (se² + δ² share (1 − share) / n)
        let gap = self.estimate - value;
        let square = quantile * quantile;
        let a = share * share - square * share * (1.0 - share) / self.n as f64;
        let (b, c) = (gap * share, gap * gap - square * self.se * self.se);
        let root = b * b - a * c;
        if share <= 0.0 || root < 0.0 {
            return Ok(None);
        }
        // Both roots without cancellation.
        let q = -(b + root.sqrt().copysign(b));
        let roots = [q / a, c / q].into_iter().filter(|delta| delta.is_finite());
        Ok(roots.min_by(|x, y| x.abs().total_cmp(&y.abs())))
    }
}
