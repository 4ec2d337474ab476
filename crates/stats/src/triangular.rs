//! Triangular factors of small symmetric matrices that lie row by row in a slice, in place: for loops in which a matrix on the
//! heap for each step would cost more than its arithmetic.
#![expect(clippy::indexing_slicing, reason = "matrices, indexed within their own sizes")]

/// Part of a diagonal entry that the others do not explain, below which they explain all of it.
const NOTHING_LEFT: f64 = 1e-12;

/// Puts the lower triangular L with LL′ = `matrix` into its lower triangle (Cholesky); nothing unless it is positive definite.
pub(crate) fn factorise(matrix: &mut [f64], size: usize) -> Option<()> {
    for row in 0..size {
        for column in 0..=row {
            let whole = matrix[row * size + column];
            let (left, right) = (&matrix[row * size..][..column], &matrix[column * size..][..column]);
            let rest = whole - dot(left, right);
            matrix[row * size + column] = if column < row {
                rest / matrix[column * size + column]
            } else if rest > whole * NOTHING_LEFT {
                rest.sqrt()
            } else {
                return None;
            };
        }
    }
    Some(())
}

/// Solves L x = `vector` in place for the leading rows of a lower triangular L whose rows are `stride` apart.
pub(crate) fn solve_lower(factor: &[f64], stride: usize, vector: &mut [f64]) {
    for row in 0..vector.len() {
        let known = dot(&factor[row * stride..][..row], &vector[..row]);
        vector[row] = (vector[row] - known) / factor[row * stride + row];
    }
}

/// Solves L′ x = `vector` in place for the leading rows of a lower triangular L whose rows are `stride` apart.
pub(crate) fn solve_lower_transposed(factor: &[f64], stride: usize, vector: &mut [f64]) {
    for row in (0..vector.len()).rev() {
        let value = vector[row] / factor[row * stride + row];
        vector[row] = value;
        for (before, own) in vector[..row].iter_mut().zip(&factor[row * stride..]) {
            *before -= own * value;
        }
    }
}

/// Sum of products, as far as both go.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let length = a.len().min(b.len());
    // Four sums side by side: in a single one each addition would wait for the last.
    let ((a, a_rest), (b, b_rest)) = (a[..length].as_chunks::<4>(), b[..length].as_chunks::<4>());
    let mut sums = [0.0; 4];
    for (a, b) in a.iter().zip(b) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    let rest: f64 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_factor_is_found_and_solved_and_a_flat_matrix_refused() {
        // L = [2 0 0; 1 3 0; −1 0.5 4].
        let whole = [4.0, 2.0, -2.0, 2.0, 10.0, 0.5, -2.0, 0.5, 17.25];
        let mut factor = whole;
        factorise(&mut factor, 3).unwrap();
        let lower = [(0, 2.0), (3, 1.0), (4, 3.0), (6, -1.0), (7, 0.5), (8, 4.0)];
        assert!(lower.iter().all(|(at, value)| (factor[*at] - value).abs() < 1e-15), "{factor:?}");
        let mut vector = [2.0, 7.0, 8.0];
        solve_lower(&factor, 3, &mut vector);
        assert!(vector.iter().zip([1.0, 2.0, 2.0]).all(|(found, value)| (found - value).abs() < 1e-15));
        // L′ (1, 1, 2) = (1, 4, 8), and L (1, 1, 2) is not.
        let mut vector = [1.0, 4.0, 8.0];
        solve_lower_transposed(&factor, 3, &mut vector);
        assert!(vector.iter().zip([1.0, 1.0, 2.0]).all(|(found, value)| (found - value).abs() < 1e-15));
        let mut leading = [2.0, 7.0];
        solve_lower(&factor, 3, &mut leading);
        assert!(leading.iter().zip([1.0, 2.0]).all(|(found, value)| (found - value).abs() < 1e-15));
        for flat in
            [[1.0, 1.0, 1.0, 1.0], [0.0, 0.0, 0.0, 1.0], [1.0, 2.0, 2.0, 1.0], [f64::NAN, 0.0, 0.0, 1.0]]
        {
            assert_eq!(factorise(&mut { flat }, 2), None, "{flat:?}");
        }
    }
}
