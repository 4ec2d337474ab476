//! One cell of multiple imputation: the persons of one group that were observed at the same occasions, and how what is missing
//! of them is drawn without taking them apart.
//!
//! The sums of products about the mean of n persons are those of a few *stand-ins*: R with R′R the observed sums (as many as
//! their rank), each with a drawn rest beside it, and columns of a Wishart factor for the persons left over. So a completed
//! cell is a mean and a list of stand-ins, and its sums add up as theirs do.
#![expect(clippy::indexing_slicing, reason = "matrices, indexed within their own sizes")]

use nalgebra::{DMatrix, DVector};

use crate::newton::eigen_of;
use crate::random::Random;
use crate::triangular::{dot, factorise, solve_lower};

/// A cell as the sampler sees it.
pub(crate) struct Part {
    pub(crate) group: usize,
    pub(crate) n: u64,
    /// The variables: the observed ones, then the missing.
    pub(crate) order: Vec<usize>,
    /// How many are observed.
    pub(crate) observed: usize,
    /// Means of the observed.
    pub(crate) mean: Vec<f64>,
    /// Their sums of squares about them.
    pub(crate) squares: Vec<f64>,
    /// R with R′R their sums of products, row by row.
    pub(crate) root: Vec<f64>,
}

impl Part {
    pub(crate) fn seen(&self) -> &[usize] {
        &self.order[..self.observed]
    }

    fn missing(&self) -> &[usize] {
        &self.order[self.observed..]
    }

    pub(crate) fn sees(&self, variable: usize) -> bool {
        self.seen().contains(&variable)
    }

    fn rows(&self) -> usize {
        self.root.len() / self.observed
    }
}

/// R with R′R = `cross`, row by row: as many rows as its rank, at most one less than persons.
pub(crate) fn root_of(cross: &DMatrix<f64>, n: u64) -> Option<Vec<f64>> {
    let scale = cross.diagonal().map(|square| square.max(0.0).sqrt());
    let unit = DMatrix::from_fn(cross.nrows(), cross.ncols(), |j, k| {
        let size = scale[j] * scale[k];
        if size > 0.0 { cross[(j, k)] / size } else { 0.0 }
    });
    let eigen = eigen_of(&unit)?;
    let mut rows: Vec<(f64, DVector<f64>)> = eigen
        .eigenvalues
        .iter()
        .zip(eigen.eigenvectors.column_iter())
        .filter(|(value, _)| **value > 1e-12)
        .map(|(value, direction)| (*value, direction.component_mul(&scale) * value.sqrt()))
        .collect();
    rows.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    rows.truncate(usize::try_from(n.saturating_sub(1)).unwrap_or(usize::MAX));
    Some(rows.iter().flat_map(|(_, row)| row.iter().copied()).collect())
}

/// A completed cell, all variables, and what it takes to make one; kept from cell to cell.
#[derive(Default)]
pub(crate) struct Completed {
    pub(crate) mean: Vec<f64>,
    /// One row for each stand-in.
    pub(crate) rows: Vec<f64>,
    /// The factor of the covariance, observed variables first.
    factor: Vec<f64>,
    /// Lower triangular, Wishart.
    pub(crate) wishart: Vec<f64>,
    along: Vec<f64>,
}

impl Completed {
    /// Takes over what was observed.
    pub(crate) fn observe(&mut self, part: &Part, width: usize) {
        self.mean.resize(width, 0.0);
        self.rows.clear();
        self.rows.resize(part.rows() * width, 0.0);
        for (place, variable) in part.seen().iter().enumerate() {
            self.mean[*variable] = part.mean[place];
            for (row, known) in self.rows.chunks_exact_mut(width).zip(part.root.chunks_exact(part.observed)) {
                row[*variable] = known[place];
            }
        }
    }

    /// Factorises the covariance, the observed variables first: the factor is then that of the observed, below it the missing
    /// on the observed, and beside that the factor of what these leave open.
    pub(crate) fn regress(&mut self, part: &Part, covariance: &[f64]) -> Option<()> {
        let width = part.order.len();
        self.factor.clear();
        for row in &part.order {
            self.factor.extend(part.order.iter().map(|column| covariance[row * width + column]));
        }
        factorise(&mut self.factor, width)
    }

    /// Draws the mean of the missing, the rest of each stand-in, and the stand-ins of the persons left over.
    pub(crate) fn draw(
        &mut self,
        part: &Part,
        own: impl Fn(usize) -> f64,
        expected: impl Fn(usize) -> f64,
        random: &mut Random,
    ) {
        let (width, missing) = (part.order.len(), part.missing());
        let away = part.seen().iter().zip(&part.mean).map(|(variable, mean)| mean - own(*variable));
        self.along.clear();
        self.along.extend(away);
        self.fall(missing.len(), 1.0 / (part.n as f64).sqrt(), random);
        for (place, variable) in missing.iter().enumerate() {
            self.mean[*variable] = expected(*variable) + self.along[part.observed + place];
        }
        for (stand_in, known) in part.root.chunks_exact(part.observed).enumerate() {
            self.along.clear();
            self.along.extend(known);
            self.fall(missing.len(), 1.0, random);
            for (place, variable) in missing.iter().enumerate() {
                self.rows[stand_in * width + variable] = self.along[part.observed + place];
            }
        }
        random.wishart_columns(missing.len(), part.n - 1 - part.rows() as u64, &mut self.wishart);
        for column in self.wishart.chunks_exact(missing.len()) {
            let from = self.rows.len();
            self.rows.resize(from + width, 0.0);
            for (place, variable) in missing.iter().enumerate() {
                let row = (part.observed + place) * width + part.observed;
                self.rows[from + variable] = dot(&self.factor[row..=row + place], column);
            }
        }
    }

    /// Puts behind the observed part of a vector what it makes of the missing one, with a normal rest of this size.
    fn fall(&mut self, missing: usize, size: f64, random: &mut Random) {
        let (observed, width) = (self.along.len(), self.along.len() + missing);
        solve_lower(&self.factor, width, &mut self.along);
        self.along.extend((0..missing).map(|_| random.normal() * size));
        // From the last, so that those before it are still what it is made of.
        for row in (observed..width).rev() {
            self.along[row] = dot(&self.factor[row * width..=row * width + row], &self.along[..=row]);
        }
    }
}
