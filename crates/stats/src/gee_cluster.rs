//! The observations that estimating equations take together: one person's, several equal persons', or persons of whom only
//! sums are known.

use nalgebra::{DMatrix, DVector};

use crate::Unfitted;
use crate::newton::eigen_of;

/// The observations of one person (or other cluster).
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    pub(crate) columns: DMatrix<f64>,
    pub(crate) outcome: DVector<f64>,
    pub(crate) waves: Vec<u32>,
    pub(crate) times: f64,
    /// Stands with others for persons of whom only sums are known: its outcomes are nobody's.
    pub(crate) summed: bool,
}

impl Cluster {
    /// Columns, outcome and wave (place in time, for AR(1)) of each observation.
    ///
    /// # Errors
    /// [`Unfitted::Empty`] without observations; [`Unfitted::BadInput`] when lengths differ or a number is not finite.
    pub fn new(columns: &[Vec<f64>], outcome: &[f64], waves: Vec<u32>) -> Result<Self, Unfitted> {
        let width = columns.first().ok_or(Unfitted::Empty)?.len();
        let values: Vec<f64> = columns.iter().flatten().copied().collect();
        let fits = columns.iter().all(|row| row.len() == width) && columns.len() == outcome.len();
        if !fits || waves.len() != outcome.len() || !values.iter().chain(outcome).all(|v| v.is_finite()) {
            return Err(Unfitted::BadInput);
        }
        let columns = DMatrix::from_row_slice(outcome.len(), width, &values);
        Ok(Self { columns, outcome: DVector::from_column_slice(outcome), waves, times: 1.0, summed: false })
    }

    /// The same for so many clusters that are equal in everything: they count one by one, and cost as much as one.
    #[must_use]
    pub fn times(mut self, clusters: u64) -> Self {
        self.times = clusters as f64;
        self
    }

    /// How many clusters it stands for.
    pub(crate) fn number(&self) -> f64 {
        self.times
    }

    /// Clusters that stand together for `n` persons with the same columns, of whose outcomes the means and the sums of products
    /// of deviations from them are known. Estimating equations and their robust errors need no more than these: two outcomes on
    /// each axis of the cross-products, as far from the means on either side, have the same.
    ///
    /// # Errors
    /// As [`Cluster::new`]; [`Unfitted::BadInput`] when a cross-product is not finite.
    pub fn summed(
        columns: &[Vec<f64>],
        (n, means, cross): (u64, &[f64], &dyn Fn(usize, usize) -> f64),
        waves: &[u32],
    ) -> Result<Vec<Self>, Unfitted> {
        let size = means.len();
        if n == 0 {
            return Err(Unfitted::Empty);
        }
        let spread = DMatrix::from_fn(size, size, |row, column| cross(row, column) / n as f64);
        let axes = eigen_of(&spread).ok_or(Unfitted::BadInput)?;
        let part = n as f64 / (2.0 * size as f64);
        let mut all = Vec::with_capacity(2 * size);
        for (value, axis) in axes.eigenvalues.iter().zip(axes.eigenvectors.column_iter()) {
            let far = (size as f64 * value.max(0.0)).sqrt();
            for sign in [1.0, -1.0] {
                let outcome: Vec<f64> =
                    means.iter().zip(axis.iter()).map(|(mean, along)| mean + sign * far * along).collect();
                let one = Self::new(columns, &outcome, waves.to_vec())?;
                all.push(Self { times: part, summed: true, ..one });
            }
        }
        Ok(all)
    }

    /// (row, row, distance) of all pairs.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (usize, usize, u32)> {
        let waves = self.waves.iter().enumerate();
        waves.flat_map(|(j, wave)| {
            self.waves.iter().enumerate().take(j).map(move |(k, other)| (j, k, wave.abs_diff(*other)))
        })
    }
}
