//! Profile likelihood intervals of logistic regression.
//!
//! Venzon & Moolgavkar, Applied Statistics 37 (1988) 87–94: an end of the interval is where twice the loss of log
//! likelihood, all other coefficients fitted anew, equals the χ² quantile. R's `confint` interpolates the same curve
//! by a spline and agrees to about three digits; here the equation is solved.

use nalgebra::DVector;

use crate::normal::z_of_level;
use crate::{Interval, Logistic, LogisticFit, Unfitted};

const MOST_STEPS: u32 = 100;

impl Logistic {
    /// Signed root of twice the loss of log likelihood when a coefficient is held at `value`.
    ///
    /// # Errors
    /// [`Unfitted::BadInput`] for a column that is not there; as [`Logistic::fit`].
    pub fn profile_root(&self, fit: &LogisticFit, column: usize, value: f64) -> Result<f64, Unfitted> {
        let estimate = fit.coefficients.get(column).copied().ok_or(Unfitted::BadInput)?;
        let (rest, taken) = self.without(column);
        // Where the others are expected beside the value: far from the estimate they are nowhere near what they were.
        let own = fit.covariance.get((column, column)).copied().ok_or(Unfitted::BadInput)?;
        let along = fit.covariance.column(column) / own;
        let moved = fit.coefficients.iter().zip(along.iter()).map(|(b, by)| b + by * (value - estimate));
        let start = moved.enumerate().filter(|(k, _)| *k != column).map(|(_, b)| b);
        let held =
            rest.maximum(&(taken * value), DVector::from_iterator(fit.coefficients.len() - 1, start))?;
        let loss = 2.0 * (fit.log_likelihood - held.log_likelihood);
        Ok(loss.max(0.0).sqrt() * (value - estimate).signum())
    }

    /// The interval of a coefficient.
    ///
    /// # Errors
    /// [`Unfitted::BadInput`] for a column that is not there or a level not between 0 and 1;
    /// [`Unfitted::Undetermined`] when the likelihood never falls so far.
    pub fn profile_interval(
        &self,
        fit: &LogisticFit,
        column: usize,
        level: f64,
    ) -> Result<Interval, Unfitted> {
        let z = z_of_level(level)?;
        let wald = fit.term(column, level)?;
        let end = |sign: f64| -> Result<f64, Unfitted> {
            let root = |value: f64| self.profile_root(fit, column, value).map(|root| root - sign * z);
            let (mut near, mut near_value) = (wald.estimate, -sign * z);
            let (mut far, mut far_value) = (wald.estimate, near_value);
            for k in 0..40 {
                far = wald.estimate + sign * z * wald.se * 1.5f64.powi(k);
                far_value = root(far)?;
                if far_value * sign >= 0.0 {
                    break;
                }
                (near, near_value) = (far, far_value);
            }
            if far_value * sign < 0.0 {
                return Err(Unfitted::Undetermined);
            }
            // Regula falsi after Illinois.
            for _ in 0..MOST_STEPS {
                let next = (near * far_value - far * near_value) / (far_value - near_value);
                let value = root(next)?;
                if value.abs() < 1e-13 * z || (next - far).abs() < 1e-15 * next.abs() {
                    return Ok(next);
                }
                if value * far_value < 0.0 {
                    (near, near_value) = (far, far_value);
                } else {
                    near_value *= 0.5;
                }
                (far, far_value) = (next, value);
            }
            Ok(far)
        };
        Ok(Interval { lower: end(-1.0)?, upper: end(1.0)? })
    }
}
