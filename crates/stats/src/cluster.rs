//! The observations that estimating equations take together: one person's, or those of persons equal in everything.

use nalgebra::{DMatrix, DVector};

use crate::Unfitted;

/// The observations of one person (or other cluster).
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    pub(crate) columns: DMatrix<f64>,
    pub(crate) outcome: DVector<f64>,
    waves: Vec<u32>,
    pub(crate) times: u64,
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
        Ok(Self { columns, outcome: DVector::from_column_slice(outcome), waves, times: 1 })
    }

    /// The same for so many clusters that are equal in everything: they count one by one, and cost as much as one.
    #[must_use]
    pub fn times(mut self, clusters: u64) -> Self {
        self.times = clusters;
        self
    }

    /// How many clusters it stands for.
    pub(crate) fn number(&self) -> u64 {
        self.times
    }

    pub(crate) fn columns(&self) -> &DMatrix<f64> {
        &self.columns
    }

    pub(crate) fn outcome(&self) -> &DVector<f64> {
        &self.outcome
    }

    /// (row, row, distance) of all pairs.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (usize, usize, u32)> {
        let waves = self.waves.iter().enumerate();
        waves.flat_map(|(j, wave)| {
            self.waves.iter().enumerate().take(j).map(move |(k, other)| (j, k, wave.abs_diff(*other)))
        })
    }
}
