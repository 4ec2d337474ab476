//! Estimates, tests and intervals of a fitted mixed model, with degrees of freedom after Satterthwaite or Kenward and
//! Roger.
//!
//! Satterthwaite: Fai & Cornelius, Journal of Statistical Computation and Simulation 54 (1996) 363–378, with the
//! observed information of the covariance parameters, as R's lmerTest and mmrm. Kenward & Roger, Biometrics 53 (1997)
//! 983–997, with the expected information of the (co)variances, as R's pbkrtest; in these the covariance is linear, so
//! the term of second derivatives is none. For a single contrast their F has exactly 2/A₂ degrees of freedom and needs
//! no scaling.

use nalgebra::{DMatrix, DVector};

use crate::mixed::{Likelihood, MixedFit};
use crate::newton::inverse_within;
use crate::{Estimate, Unfitted};

/// How degrees of freedom are approximated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DegreesOfFreedom {
    /// Satterthwaite.
    Satterthwaite,
    /// Kenward and Roger: also widens the standard error. Restricted likelihood only.
    KenwardRoger,
}

/// So many times the observations no degrees of freedom are: where persons differ a thousand times as much as the measurements of
/// each, all digits of how the variance of a coefficient follows the variances are lost, and what comes out is noise.
const SO_MANY: f64 = 1e3;

impl MixedFit {
    /// Akaike's criterion, −2 log likelihood + 2 × parameters.
    pub fn aic(&self) -> f64 {
        2.0 * (self.parameters as f64 - self.log_likelihood)
    }

    /// Schwarz' criterion, −2 log likelihood + parameters × ln observations.
    pub fn bic(&self) -> f64 {
        self.parameters as f64 * (self.observations as f64).ln() - 2.0 * self.log_likelihood
    }

    /// Σ weightₖ · coefficientₖ.
    ///
    /// # Errors
    /// [`Unfitted::BadInput`] when the number of weights is not that of the coefficients, all are 0, the level is not
    /// between 0 and 1, or Kenward and Roger is asked of a fit by full likelihood.
    pub fn contrast(
        &self,
        weights: &[f64],
        method: DegreesOfFreedom,
        level: f64,
    ) -> Result<Estimate, Unfitted> {
        if weights.len() != self.coefficients.len() || weights.iter().all(|weight| *weight == 0.0) {
            return Err(Unfitted::BadInput);
        }
        let weights = DVector::from_column_slice(weights);
        let estimate = weights.iter().zip(&self.coefficients).map(|(w, b)| w * b).sum::<f64>();
        let along = |matrix: &DMatrix<f64>| weights.dot(&(matrix * &weights));
        let variance = along(&self.covariance);
        let ((slopes, uncertainty), widened) = match method {
            DegreesOfFreedom::Satterthwaite => (&self.free, variance),
            DegreesOfFreedom::KenwardRoger if self.likelihood == Likelihood::Full => {
                return Err(Unfitted::BadInput);
            }
            DegreesOfFreedom::KenwardRoger => (&self.linear, variance + along(&self.widening)),
        };
        let slopes = DVector::from_iterator(slopes.len(), slopes.iter().map(along));
        let found = 2.0 * variance * variance / slopes.dot(&(uncertainty * &slopes));
        let df = if found > SO_MANY * self.observations as f64 { f64::INFINITY } else { found };
        if method == DegreesOfFreedom::KenwardRoger && !df.is_finite() {
            // Nothing is known of how sure the variances are: there is no small sample to correct for.
            return Err(Unfitted::Undetermined);
        }
        Ok(Estimate::new(estimate, widened.sqrt(), df, level)?)
    }

    /// One coefficient.
    ///
    /// # Errors
    /// As [`MixedFit::contrast`].
    pub fn term(&self, column: usize, method: DegreesOfFreedom, level: f64) -> Result<Estimate, Unfitted> {
        let unit = |k| if k == column { 1.0 } else { 0.0 };
        self.contrast(&(0..self.coefficients.len()).map(unit).collect::<Vec<f64>>(), method, level)
    }
}

/// Covariance of the free parameters from the Hessian of the deviance; directions without information (at the edge) are
/// left out.
pub(crate) fn satterthwaite(hessian: &DMatrix<f64>) -> DMatrix<f64> {
    inverse_within(hessian, 1e-8).0 * 2.0
}

/// Covariance of the (co)variances from tr(P Gᵢ P Gⱼ).
pub(crate) fn kenward_roger(trace: &DMatrix<f64>) -> DMatrix<f64> {
    inverse_within(trace, 1e-12).0 * 2.0
}

/// 2 Σ Wᵢⱼ Φ (Qᵢⱼ − Pᵢ Φ Pⱼ) Φ: `first` are Φ Pᵢ Φ, `second` are Φ Qᵢⱼ Φ by rows of the lower triangle. Nothing without these.
pub(crate) fn widening(
    covariance: &DMatrix<f64>,
    first: &[DMatrix<f64>],
    second: &[DMatrix<f64>],
    uncertainty: &DMatrix<f64>,
) -> DMatrix<f64> {
    let mut sum = DMatrix::zeros(covariance.nrows(), covariance.ncols());
    let Some(inverse) = covariance.clone().cholesky() else { return sum };
    let solved: Vec<DMatrix<f64>> = first.iter().map(|slope| inverse.solve(slope)).collect();
    let mut second = second.iter();
    for (i, slope) in first.iter().enumerate() {
        for (j, other) in solved.iter().enumerate().take(i + 1) {
            let Some(q) = second.next() else { return sum };
            let term = q - slope * other;
            let weight = uncertainty[(i, j)];
            sum += &term * weight;
            if i != j {
                sum += term.transpose() * weight;
            }
        }
    }
    sum * 2.0
}
