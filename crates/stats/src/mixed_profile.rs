//! Profile likelihood intervals of a mixed model: of its coefficients and of its standard deviations and correlation.
//!
//! Venzon & Moolgavkar, Applied Statistics 37 (1988) 87–94; for mixed models Pinheiro & Bates, *Mixed-Effects Models in S
//! and S-PLUS*, 2000, 2.4: an end is where the deviance (full likelihood, everything else fitted anew) has risen by the χ²
//! quantile. R's `confint(method = "profile")` interpolates the same curve by splines and agrees to about four digits;
//! here the equation is solved.
#![expect(clippy::indexing_slicing, reason = "matrices, indexed within their own sizes")]

use nalgebra::{DMatrix, DVector};

use crate::block::Block;
use crate::covariance::Covariance;
use crate::deviance::{Group, evaluate};
use crate::mixed::{Likelihood, MixedFit, Scale, fit_mixed, scale_of, scaled};
use crate::newton::{Local, minimise};
use crate::normal::z_of_level;
use crate::root::root_between;
use crate::{Interval, Unfitted};

/// A parameter of the covariance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deviation {
    /// Standard deviation of the random intercept.
    Intercept,
    /// Standard deviation of the random slope.
    Slope,
    /// Correlation of the two.
    Correlation,
    /// Residual standard deviation.
    Residual,
}

/// The parameters of a structure, in the order of the search: intercept, angle whose cosine is the correlation, slope,
/// residual.
fn parameters(covariance: Covariance) -> &'static [Deviation] {
    match covariance {
        Covariance::Intercept => &[Deviation::Intercept, Deviation::Residual],
        Covariance::Slope => {
            &[Deviation::Intercept, Deviation::Correlation, Deviation::Slope, Deviation::Residual]
        }
        Covariance::SlopeUncorrelated => &[Deviation::Intercept, Deviation::Slope, Deviation::Residual],
        Covariance::Unstructured(_) => &[],
    }
}

/// The (co)variances φ of a point, their first and second derivatives.
fn variances(covariance: Covariance, at: &DVector<f64>) -> (DVector<f64>, DMatrix<f64>, Vec<DMatrix<f64>>) {
    let width = at.len();
    let mut jacobian = DMatrix::zeros(width, width);
    let mut second = vec![DMatrix::zeros(width, width); width];
    let mut phi = at.map(|sd| sd * sd);
    for k in 0..width {
        jacobian[(k, k)] = 2.0 * at[k];
        second[k][(k, k)] = 2.0;
    }
    if covariance == Covariance::Slope {
        let (a, angle, b) = (at[0], at[1], at[2]);
        let (cosine, sine) = (angle.cos(), angle.sin());
        phi[1] = a * b * cosine;
        jacobian[(1, 0)] = b * cosine;
        jacobian[(1, 1)] = -a * b * sine;
        jacobian[(1, 2)] = a * cosine;
        let entries = [(0, 1, -b * sine), (0, 2, cosine), (1, 2, -a * sine), (1, 1, -a * b * cosine)];
        second[1] = DMatrix::zeros(width, width);
        for (j, k, value) in entries {
            second[1][(j, k)] = value;
            second[1][(k, j)] = value;
        }
    }
    (phi, jacobian, second)
}

/// A model fitted by full likelihood, ready to be profiled.
pub struct Profile<'a> {
    blocks: &'a [Block],
    covariance: Covariance,
    fit: MixedFit,
    groups: Vec<Group>,
    scale: Scale,
    /// The maximum in the parameters of the search.
    best: DVector<f64>,
    deviance: f64,
}

impl<'a> Profile<'a> {
    /// Fits the model by full likelihood.
    ///
    /// # Errors
    /// As [`fit_mixed`].
    pub fn new(blocks: &'a [Block], covariance: Covariance) -> Result<Self, Unfitted> {
        let fit = fit_mixed(blocks, covariance, Likelihood::Full)?;
        let columns = fit.coefficients.len();
        let scale = scale_of(blocks, columns, fit.observations as f64)?;
        let groups = Group::all(&scaled(blocks, columns, &scale), covariance);
        let (sd, unit) = (fit.deviations_and_correlations(), scale.outcome);
        let entry = |parameter: &Deviation| match parameter {
            Deviation::Intercept => sd[(0, 0)] / unit,
            Deviation::Slope => sd[(1, 1)] * scale.time / unit,
            Deviation::Correlation => sd[(1, 0)].acos(),
            Deviation::Residual => fit.residual.unwrap_or(0.0).sqrt() / unit,
        };
        let best = DVector::from_vec(parameters(covariance).iter().map(entry).collect());
        let mut profile = Self { blocks, covariance, fit, groups, scale, best, deviance: 0.0 };
        profile.deviance = profile.deviance_at(&profile.best).unwrap_or(0.0);
        Ok(profile)
    }

    /// The fit by full likelihood.
    pub fn fit(&self) -> &MixedFit {
        &self.fit
    }

    fn deviance_at(&self, at: &DVector<f64>) -> Option<f64> {
        let (phi, _, _) = variances(self.covariance, at);
        evaluate(&self.groups, &phi, false, false).map(|found| found.deviance)
    }

    /// Rise of the deviance when a parameter of the search is held.
    fn rise(&self, place: usize, held: f64) -> Option<f64> {
        let others: Vec<usize> = (0..self.best.len()).filter(|k| *k != place).collect();
        let whole = |rest: &DVector<f64>| {
            let mut at = self.best.clone();
            at[place] = held;
            for (k, value) in others.iter().zip(rest.iter()) {
                at[*k] = *value;
            }
            at
        };
        let found = minimise(self.best.select_rows(&others), |rest| {
            let (phi, jacobian, second) = variances(self.covariance, &whole(rest));
            let evaluation = evaluate(&self.groups, &phi, false, false)?;
            let mut hessian = jacobian.transpose() * &evaluation.hessian * &jacobian;
            for (second, slope) in second.iter().zip(evaluation.gradient.iter()) {
                hessian += second * *slope;
            }
            let gradient = (jacobian.transpose() * &evaluation.gradient).select_rows(&others);
            let hessian = hessian.select_rows(&others).select_columns(&others);
            Some(Local { value: evaluation.deviance, gradient, hessian })
        })?;
        Some(found.local.value - self.deviance)
    }

    /// The interval of a standard deviation or of the correlation. An end at 0 (or ±1) means that the likelihood never
    /// falls so far on that side.
    ///
    /// # Errors
    /// [`Unfitted::BadInput`] when the model has no such parameter or for a level not between 0 and 1;
    /// [`Unfitted::Undetermined`] for a singular fit, or when no end is found.
    pub fn deviation(&self, parameter: Deviation, level: f64) -> Result<Interval, Unfitted> {
        let known = parameters(self.covariance);
        let place = known.iter().position(|other| *other == parameter).ok_or(Unfitted::BadInput)?;
        let z = z_of_level(level)?;
        if self.fit.singular {
            return Err(Unfitted::Undetermined);
        }
        let unit = match parameter {
            Deviation::Correlation => 1.0,
            Deviation::Slope => self.scale.outcome / self.scale.time,
            _ => self.scale.outcome,
        };
        let angle = parameter == Deviation::Correlation;
        let inner = |outer: f64| if angle { outer.clamp(-1.0, 1.0).acos() } else { outer / unit };
        let best = if angle { self.best[place].cos() } else { self.best[place] * unit };
        let miss = |outer: f64| {
            let rise = self.rise(place, inner(outer)).unwrap_or(f64::NAN);
            rise.max(0.0).sqrt() - z
        };
        let edges = if angle { [-1.0, 1.0] } else { [0.0, f64::INFINITY] };
        let [lower, upper] = edges.map(|edge| end(best, edge, &miss));
        Ok(Interval {
            lower: lower.ok_or(Unfitted::Undetermined)?,
            upper: upper.ok_or(Unfitted::Undetermined)?,
        })
    }

    /// The interval of a coefficient.
    ///
    /// # Errors
    /// [`Unfitted::BadInput`] for a column that is not there or a level not between 0 and 1;
    /// [`Unfitted::Undetermined`] when no end is found; as [`fit_mixed`].
    pub fn coefficient(&self, column: usize, level: f64) -> Result<Interval, Unfitted> {
        let z = z_of_level(level)?;
        let estimate = self.fit.coefficients.get(column).copied().ok_or(Unfitted::BadInput)?;
        let se = self.fit.covariance[(column, column)].sqrt();
        if self.fit.coefficients.len() < 2 {
            return Err(Unfitted::Undetermined);
        }
        let miss = |value: f64| {
            let held: Vec<Block> = self.blocks.iter().map(|block| block.with_held(column, value)).collect();
            match fit_mixed(&held, self.covariance, Likelihood::Full) {
                Ok(found) => (2.0 * (self.fit.log_likelihood - found.log_likelihood)).max(0.0).sqrt() - z,
                Err(_) => f64::NAN,
            }
        };
        let end = |sign: f64| {
            let mut near = estimate;
            for step in 1..40 {
                let far = estimate + sign * se * z * 0.5 * f64::from(step);
                let value = miss(far);
                if value >= 0.0 {
                    return root_between(near, far, miss);
                }
                near = far;
            }
            None
        };
        match (end(-1.0), end(1.0)) {
            (Some(lower), Some(upper)) => Ok(Interval { lower, upper }),
            _ => Err(Unfitted::Undetermined),
        }
    }
}

/// Where the signed root reaches the quantile between the best value and an edge; the edge when it never does.
fn end(best: f64, edge: f64, miss: &dyn Fn(f64) -> f64) -> Option<f64> {
    let mut near = best;
    for step in 1..60 {
        let part = 1.0 - 0.8f64.powi(step);
        let far = if edge.is_finite() { best + part * (edge - best) } else { best * 1.25f64.powi(step) };
        let value = miss(far);
        if value >= 0.0 {
            return root_between(near, far, miss);
        }
        if value.is_nan() {
            return None;
        }
        near = far;
    }
    edge.is_finite().then_some(edge)
}
