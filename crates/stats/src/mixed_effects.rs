//! What a fitted mixed model says about a single person: the predicted random effects (BLUP) and fitted values.
//!
//! Henderson, Biometrics 31 (1975) 423–447: D Z′V⁻¹(y − Xβ), the effects' mean given the person's own data, drawn towards
//! zero the more the fewer data there are. As R's `ranef` and `fitted`.
#![expect(clippy::indexing_slicing, reason = "matrices, indexed within their own sizes")]

use nalgebra::{DMatrix, DVector};

use crate::Unfitted;
use crate::block::Block;
use crate::mixed::MixedFit;

/// One person as the model sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Predicted {
    /// Random effects: intercept, then slope.
    pub effects: Vec<f64>,
    /// Covariance of effects − true effects, coefficients taken as known.
    pub covariance: DMatrix<f64>,
    /// Fitted value of each row: fixed and random part.
    pub fitted: Vec<f64>,
    /// Outcome − fitted value of each row.
    pub residuals: Vec<f64>,
}

impl MixedFit {
    /// The person of a block made by [`Block::person`].
    ///
    /// # Errors
    /// [`Unfitted::BadInput`] for a model without random effects, a block that holds more than one person or has
    /// other columns than the model.
    pub fn predict(&self, person: &Block) -> Result<Predicted, Unfitted> {
        let (Some(residual), 1, Some(rows)) = (self.residual, person.persons, person.rows.first()) else {
            return Err(Unfitted::BadInput);
        };
        let p = self.coefficients.len();
        if rows.ncols() != p + 1 {
            return Err(Unfitted::BadInput);
        }
        let z = self.structure.effects_of(person);
        let beta = DVector::from_column_slice(&self.coefficients);
        let fixed = rows.columns(0, p) * beta;
        let gap = rows.column(p) - &fixed;
        let n = rows.nrows();
        let v = &z * &self.effects * z.transpose() + DMatrix::identity(n, n) * residual;
        let factor = v.cholesky().ok_or(Unfitted::Undetermined)?;
        let shared = &z * &self.effects;
        let effects = shared.transpose() * factor.solve(&gap);
        let covariance = &self.effects - shared.transpose() * factor.solve(&shared);
        let fitted = fixed + &z * &effects;
        let residuals = rows.column(p) - &fitted;
        let list = |values: &DVector<f64>| values.iter().copied().collect();
        Ok(Predicted {
            effects: list(&effects),
            covariance,
            fitted: list(&fitted),
            residuals: list(&residuals),
        })
    }

    /// Share of the variance that lies between persons, for a random intercept alone (intraclass correlation).
    pub fn intraclass_correlation(&self) -> Option<f64> {
        let residual = self.residual.filter(|_| self.effects.nrows() == 1)?;
        let between = self.effects[(0, 0)];
        Some(between / (between + residual))
    }

    /// Standard deviations of the random effects (or of the occasions) and, below the diagonal, their correlations; 0
    /// where one has no variance.
    pub fn deviations_and_correlations(&self) -> DMatrix<f64> {
        let sd = |k: usize| self.effects[(k, k)].max(0.0).sqrt();
        DMatrix::from_fn(self.effects.nrows(), self.effects.ncols(), |row, column| {
            let size = sd(row) * sd(column);
            match row.cmp(&column) {
                std::cmp::Ordering::Equal => sd(row),
                _ if size > 0.0 => (self.effects[(row, column)] / size).clamp(-1.0, 1.0),
                _ => 0.0,
            }
        })
    }
}
