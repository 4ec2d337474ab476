//! Newton's method for the smallest value of a smooth function of a few parameters with exact derivatives.
//!
//! Directions of negative curvature are turned round (eigenvalues by their size), so that saddles are left; steps are
//! halved until the value falls (Armijo); close to the minimum full steps are taken until they are nothing but rounding.
//! Nocedal & Wright, *Numerical Optimization*, 2nd ed. 2006, 3.4.

use nalgebra::{DMatrix, DVector, Dyn, SymmetricEigen};

/// A function's value and derivatives at a point.
pub(crate) struct Local {
    pub(crate) value: f64,
    pub(crate) gradient: DVector<f64>,
    pub(crate) hessian: DMatrix<f64>,
}

/// The point found.
pub(crate) struct Minimum {
    pub(crate) at: DVector<f64>,
    pub(crate) local: Local,
    pub(crate) steps: u32,
}

const MOST_STEPS: u32 = 60;
/// Expected fall of the value below which only full steps are left to take.
const CLOSE: f64 = 1e-8;
/// Part of the greatest curvature that counts as none.
const FLAT: f64 = 1e-12;

/// Eigenvalues and directions of a symmetric matrix; nothing when an entry is no number, which the search for them
/// would never get over.
pub(crate) fn eigen_of(matrix: &DMatrix<f64>) -> Option<SymmetricEigen<f64, Dyn>> {
    const MOST_ROUNDS: usize = 10_000;
    if matrix.iter().all(|entry| entry.is_finite()) {
        SymmetricEigen::try_new(matrix.clone(), f64::EPSILON, MOST_ROUNDS)
    } else {
        None
    }
}

/// −|H|⁻¹ g, with flat directions left alone when there is no slope in them.
fn step_of(gradient: &DVector<f64>, hessian: &DMatrix<f64>) -> Option<DVector<f64>> {
    let eigen = eigen_of(hessian)?;
    let most = eigen.eigenvalues.iter().fold(0.0f64, |most, value| most.max(value.abs()));
    let floor = (most * FLAT).max(f64::MIN_POSITIVE);
    let mut step = DVector::zeros(gradient.len());
    for (value, direction) in eigen.eigenvalues.iter().zip(eigen.eigenvectors.column_iter()) {
        let slope = direction.dot(gradient);
        if value.abs() > floor {
            step.axpy(-slope / value.abs(), &direction, 1.0);
        } else if slope.abs() > most * 1e-9 {
            step.axpy(-slope / most.max(1.0), &direction, 1.0);
        }
    }
    step.iter().all(|part| part.is_finite()).then_some(step)
}

/// Minimises from `start`; nothing when the function has no value there or no minimum is reached.
pub(crate) fn minimise(
    start: DVector<f64>,
    function: impl Fn(&DVector<f64>) -> Option<Local>,
) -> Option<Minimum> {
    let mut local = function(&start)?;
    let mut at = start;
    for taken in 0..MOST_STEPS {
        let step = step_of(&local.gradient, &local.hessian)?;
        let fall = -step.dot(&local.gradient);
        if fall < CLOSE * (1.0 + local.value.abs() * 1e-3) {
            return polished(Minimum { at, local, steps: taken }, step, function);
        }
        let size = at.amax().max(1.0);
        let mut length = (size * 2.0 / step.amax().max(f64::MIN_POSITIVE)).min(1.0);
        loop {
            let next = &at + &step * length;
            if let Some(found) =
                function(&next).filter(|found| found.value <= local.value - 1e-4 * length * fall)
            {
                (at, local) = (next, found);
                break;
            }
            length *= 0.5;
            if length < 1e-10 {
                return None;
            }
        }
    }
    None
}

/// Full steps until they stop getting shorter: where the curvature at the minimum is nothing, as for a variance that is
/// just about zero, they are many.
fn polished(
    mut found: Minimum,
    mut step: DVector<f64>,
    function: impl Fn(&DVector<f64>) -> Option<Local>,
) -> Option<Minimum> {
    let mut length = f64::INFINITY;
    while step.amax() < length && found.steps < 2 * MOST_STEPS {
        let before = length;
        length = step.amax();
        let next = &found.at + &step;
        let sound = |local: &Local| local.gradient.iter().all(|slope| slope.is_finite());
        let Some(local) = function(&next).filter(sound) else { break };
        found = Minimum { at: next, local, steps: found.steps + 1 };
        let size = found.at.amax();
        // Digits double from step to step: after a step of 1e-8 there are none left to win.
        if length <= f64::EPSILON * size || (length <= 1e-9 * size && length <= 1e-2 * before) {
            break;
        }
        step = step_of(&found.local.gradient, &found.local.hessian)?;
    }
    Some(found)
}

/// Inverse of a symmetric matrix within the directions whose eigenvalues exceed `part` of the largest; the number of
/// directions left out goes with it.
pub(crate) fn inverse_within(matrix: &DMatrix<f64>, part: f64) -> (DMatrix<f64>, usize) {
    let mut inverse = DMatrix::zeros(matrix.nrows(), matrix.ncols());
    let Some(eigen) = eigen_of(matrix) else { return (inverse, matrix.nrows()) };
    let most = eigen.eigenvalues.iter().fold(0.0f64, |most, value| most.max(value.abs()));
    let mut left_out = 0;
    for (value, direction) in eigen.eigenvalues.iter().zip(eigen.eigenvectors.column_iter()) {
        if *value > most * part {
            inverse += direction * direction.transpose() / *value;
        } else {
            left_out += 1;
        }
    }
    (inverse, left_out)
}
