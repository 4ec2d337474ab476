//! Ordinary least squares, with robust errors: analysis of covariance (a later score on the first one and a group).
//!
//! Gauss 1821; heteroscedasticity: `MacKinnon` & White, Journal of Econometrics 29 (1985) 305–325 (HC3). Solved by QR, as
//! R's `lm`.

use nalgebra::{DMatrix, DVector};

use crate::least_squares::least_squares;
use crate::{Estimate, Unfitted};

/// A fitted model.
#[derive(Debug, Clone)]
pub struct LinearFit {
    /// The coefficients, in the order of the columns.
    pub coefficients: Vec<f64>,
    /// Their covariance matrix.
    pub covariance: DMatrix<f64>,
    /// Their covariance matrix whatever the variances of the observations (HC3); nothing when an observation alone
    /// decides a coefficient.
    pub robust: Option<DMatrix<f64>>,
    /// Residual standard deviation.
    pub sigma: f64,
    /// Residual degrees of freedom.
    pub df: f64,
    /// Share of the variance explained, about the mean.
    pub r_squared: f64,
    /// The same, corrected for the number of columns.
    pub r_squared_adjusted: f64,
    /// F of all columns but the intercept, with their number as its first degrees of freedom.
    pub f: f64,
}

/// Fits a model whose columns contain an intercept.
///
/// # Errors
/// [`Unfitted::Empty`]; [`Unfitted::BadInput`] when lengths differ or a number is not finite; [`Unfitted::Collinear`];
/// [`Unfitted::NoSpread`] when the columns explain everything.
pub fn fit_linear(columns: &[Vec<f64>], outcome: &[f64]) -> Result<LinearFit, Unfitted> {
    let p = columns.first().ok_or(Unfitted::Empty)?.len();
    let sound = columns.iter().all(|row| row.len() == p && row.iter().all(|x| x.is_finite()));
    if p == 0 || !sound || columns.len() != outcome.len() || !outcome.iter().all(|y| y.is_finite()) {
        return Err(Unfitted::BadInput);
    }
    let n = outcome.len();
    if n <= p {
        return Err(Unfitted::Collinear);
    }
    let values: Vec<f64> = columns.iter().flatten().copied().collect();
    let x = DMatrix::from_row_slice(n, p, &values);
    let y = DVector::from_column_slice(outcome);
    let mut both = x.clone().insert_column(p, 0.0);
    both.set_column(p, &y);
    let solution = least_squares(&[both])?;
    let residual = &y - &x * &solution.coefficients;
    let squares = residual.norm_squared();
    let total = y.add_scalar(-y.mean()).norm_squared();
    if squares <= 1e-24 * y.norm_squared() {
        return Err(Unfitted::NoSpread);
    }
    let df = (n - p) as f64;
    let bread = &solution.root * solution.root.transpose();
    let half = &x * &solution.root;
    let mut meat = x.clone();
    let mut decided = false;
    for ((mut row, leverage), r) in
        meat.row_iter_mut().zip(half.row_iter().map(|row| row.norm_squared())).zip(residual.iter())
    {
        decided |= leverage >= 1.0 - 1e-9;
        row *= r / (1.0 - leverage);
    }
    let scores = meat * &bread;
    let between = (p - 1) as f64;
    Ok(LinearFit {
        coefficients: solution.coefficients.iter().copied().collect(),
        covariance: &bread * (squares / df),
        robust: (!decided).then(|| scores.transpose() * &scores),
        sigma: (squares / df).sqrt(),
        df,
        r_squared: 1.0 - squares / total,
        r_squared_adjusted: 1.0 - squares / df * (df + between) / total,
        f: (total - squares) / between / (squares / df),
    })
}

impl LinearFit {
    /// One coefficient.
    ///
    /// # Errors
    /// [`Unfitted::BadInput`] for a column that is not there or a level not between 0 and 1.
    pub fn term(&self, column: usize, level: f64) -> Result<Estimate, Unfitted> {
        let estimate = self.coefficients.get(column).ok_or(Unfitted::BadInput)?;
        let variance = self.covariance.get((column, column)).copied().unwrap_or(0.0);
        Ok(Estimate::new(*estimate, variance.sqrt(), self.df, level)?)
    }
}
