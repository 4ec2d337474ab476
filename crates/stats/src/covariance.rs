//! The covariance within a person: Z L L′ Z′ (+ s² I), where L is lower triangular.
//!
//! The free parameters ψ are the entries of L and s, so that no step of the search can leave the permitted region and
//! the edge (a variance of zero) is an ordinary point. The variances and covariances φ are quadratic in ψ, φᵢ = ψ′Bᵢψ,
//! and the covariance matrix is linear in φ.
#![expect(clippy::indexing_slicing, reason = "matrices, indexed within their own sizes")]

use nalgebra::{DMatrix, DVector};

use crate::block::Block;

/// The structure of the covariance within a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covariance {
    /// A random intercept and independent residuals.
    Intercept,
    /// A random intercept and a random slope on time, correlated, and independent residuals.
    Slope,
    /// The same, uncorrelated.
    SlopeUncorrelated,
    /// Any covariance between this many occasions (MMRM).
    Unstructured(usize),
}

impl Covariance {
    /// Number of random effects.
    pub(crate) fn effects(self) -> usize {
        match self {
            Self::Intercept => 1,
            Self::Slope | Self::SlopeUncorrelated => 2,
            Self::Unstructured(occasions) => occasions,
        }
    }

    pub(crate) fn has_residual(self) -> bool {
        !matches!(self, Self::Unstructured(_))
    }

    /// Places of the free entries of L, by rows; they are also the places of the (co)variances φ.
    pub(crate) fn places(self) -> Vec<(usize, usize)> {
        let correlated = self != Self::SlopeUncorrelated;
        (0..self.effects())
            .flat_map(|row| (0..=row).map(move |column| (row, column)))
            .filter(|(row, column)| correlated || row == column)
            .collect()
    }

    /// Number of parameters.
    pub(crate) fn parameters(self) -> usize {
        self.places().len() + usize::from(self.has_residual())
    }

    /// The symmetric Bᵢ of φᵢ = ψ′Bᵢψ.
    pub(crate) fn quadratics(self) -> Vec<DMatrix<f64>> {
        let places = self.places();
        let size = self.parameters();
        let at = |place: (usize, usize)| places.iter().position(|other| *other == place);
        let mut all: Vec<DMatrix<f64>> = Vec::with_capacity(size);
        for &(j, k) in &places {
            let mut b = DMatrix::zeros(size, size);
            for m in 0..=k {
                if let (Some(left), Some(right)) = (at((j, m)), at((k, m))) {
                    b[(left, right)] += 0.5;
                    b[(right, left)] += 0.5;
                }
            }
            all.push(b);
        }
        if self.has_residual() {
            let mut b = DMatrix::zeros(size, size);
            b[(size - 1, size - 1)] = 1.0;
            all.push(b);
        }
        all
    }

    /// Starting values of ψ when the outcome's residual variance is 1 and times are of size 1.
    pub(crate) fn start(self) -> DVector<f64> {
        let unstructured = !self.has_residual();
        let entry = |(row, column): (usize, usize)| match (unstructured, row == column) {
            (true, true) if row == 0 => 1.0,
            (true, true) => 0.8,
            (true, false) if column == 0 => 0.5,
            (false, true) if row == 0 => 0.7,
            (false, true) => 0.4,
            _ => 0.0,
        };
        let entries = self.places().into_iter().map(entry);
        DVector::from_vec(entries.chain(self.has_residual().then_some(0.7)).collect())
    }

    /// Further starting values: close to edges (a correlation of nearly ±1, with a large and with a small intercept), and small
    /// variances with a correlation of some size.
    pub(crate) fn edges(self) -> Vec<DVector<f64>> {
        match self {
            Self::Slope => {
                let starts = [
                    (0.05, 0.5, 0.02),
                    (0.05, -0.5, 0.02),
                    (0.7, 0.3, 0.02),
                    (0.7, -0.3, 0.02),
                    (0.25, 0.15, 0.25),
                    (0.25, -0.15, 0.25),
                ];
                starts
                    .map(|(intercept, both, slope)| DVector::from_vec(vec![intercept, both, slope, 0.7]))
                    .to_vec()
            }
            Self::SlopeUncorrelated => {
                vec![DVector::from_vec(vec![0.05, 0.4, 0.7]), DVector::from_vec(vec![0.7, 0.05, 0.7])]
            }
            Self::Intercept | Self::Unstructured(_) => Vec::new(),
        }
    }

    /// Z of a block, one row per row of a person.
    pub(crate) fn effects_of(self, block: &Block) -> DMatrix<f64> {
        let rows = block.occasions.len();
        let times = DVector::from_column_slice(&block.times);
        match self {
            Self::Intercept => DMatrix::repeat(rows, 1, 1.0),
            Self::Slope | Self::SlopeUncorrelated => {
                DMatrix::from_fn(rows, 2, |row, column| if column == 0 { 1.0 } else { times[row] })
            }
            Self::Unstructured(size) => {
                let mut z = DMatrix::zeros(rows, size);
                for (row, occasion) in block.occasions.iter().enumerate().filter(|(_, k)| **k < size) {
                    z[(row, *occasion)] = 1.0;
                }
                z
            }
        }
    }

    /// The derivative of the covariance matrix by each φ, for a block with these random effects.
    pub(crate) fn directions(self, z: &DMatrix<f64>) -> Vec<DMatrix<f64>> {
        let outer = |(j, k): (usize, usize)| {
            let product = z.column(j) * z.column(k).transpose();
            if j == k { product } else { &product + product.transpose() }
        };
        let mut all: Vec<DMatrix<f64>> = self.places().into_iter().map(outer).collect();
        if self.has_residual() {
            all.push(DMatrix::identity(z.nrows(), z.nrows()));
        }
        all
    }
}
