//! Weighted least squares by QR, for the models that are fitted by repeating it.

use nalgebra::{DMatrix, DVector};

use crate::Unfitted;
use crate::deviance::triangular_factor;

/// Part of a column that must be left beside the columns before it.
const RANK: f64 = 1e-10;

/// The solution and the inverse of R, where R′R = X′X.
pub(crate) struct Solution {
    pub(crate) coefficients: DVector<f64>,
    pub(crate) root: DMatrix<f64>,
}

/// Least squares of the last column on the others, over all parts.
///
/// # Errors
/// [`Unfitted::Collinear`] when the columns are linearly dependent.
pub(crate) fn least_squares(parts: &[DMatrix<f64>]) -> Result<Solution, Unfitted> {
    let width = parts.first().ok_or(Unfitted::Empty)?.ncols();
    let p = width - 1;
    let factor = triangular_factor(parts.iter(), width);
    let r = factor.view((0, 0), (p, p)).into_owned();
    let diagonal = r.diagonal();
    let depends = |(entry, column): (&f64, f64)| entry.abs() <= RANK * column || !entry.is_finite();
    if diagonal.iter().zip(r.column_iter().map(|column| column.norm())).any(depends) {
        return Err(Unfitted::Collinear);
    }
    let right = factor.view((0, p), (p, 1)).column(0).into_owned();
    let coefficients = r.solve_upper_triangular(&right).ok_or(Unfitted::Collinear)?;
    let root = r.solve_upper_triangular(&DMatrix::identity(p, p)).ok_or(Unfitted::Collinear)?;
    Ok(Solution { coefficients, root })
}
