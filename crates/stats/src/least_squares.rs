//! Weighted least squares by QR, for the models that are fitted by repeating it.

use nalgebra::{DMatrix, DVector};

use crate::Unfitted;
use crate::deviance::triangular_factor;

/// Part of a weighted column that must be left beside the columns before it.
const RANK: f64 = 1e-10;
/// The same of columns as they are given, as of R's `qr`: below it a column is another's copy with rounding, and a solution
/// has hardly a digit.
const INDEPENDENT: f64 = 1e-7;

/// Whether each of the first columns of a triangular factor has something of its own beside those before it.
pub(crate) fn is_independent(factor: &DMatrix<f64>, columns: usize) -> bool {
    stands_apart(factor, columns, INDEPENDENT)
}

fn stands_apart(factor: &DMatrix<f64>, columns: usize, part: f64) -> bool {
    let diagonal = factor.diagonal();
    let mut each = diagonal.iter().zip(factor.column_iter()).take(columns);
    each.all(|(entry, column)| entry.abs() > part * column.norm() && entry.is_finite())
}

/// Whether columns depend on each other, before any weights.
pub(crate) fn are_independent<'a>(parts: impl Iterator<Item = &'a DMatrix<f64>>, columns: usize) -> bool {
    is_independent(&triangular_factor(parts, columns), columns)
}

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
    if !stands_apart(&factor, p, RANK) {
        return Err(Unfitted::Collinear);
    }
    let r = factor.view((0, 0), (p, p)).into_owned();
    let right = factor.view((0, p), (p, 1)).column(0).into_owned();
    let coefficients = r.solve_upper_triangular(&right).ok_or(Unfitted::Collinear)?;
    let root = r.solve_upper_triangular(&DMatrix::identity(p, p)).ok_or(Unfitted::Collinear)?;
    Ok(Solution { coefficients, root })
}
