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

/// A cell as the sampler sees it. Variables are numbered as the sampler orders them.
pub(crate) struct Part {
    pub(crate) group: usize,
    pub(crate) n: u64,
    /// The observed variables, ascending.
    pub(crate) seen: Vec<usize>,
    /// The missing variables before the last observed one: what keeps the cells from lying within each other.
    pub(crate) holes: Vec<usize>,
    /// Means of the observed.
    pub(crate) mean: Vec<f64>,
    /// Their sums of squares about them.
    pub(crate) squares: Vec<f64>,
    /// R with R′R their sums of products, row by row.
    pub(crate) root: Vec<f64>,
}

impl Part {
    /// Where a variable stands among the observed.
    pub(crate) fn place(&self, variable: usize) -> Option<usize> {
        self.seen.binary_search(&variable).ok()
    }

    /// One more than the last observed variable.
    pub(crate) fn level(&self) -> usize {
        self.seen.last().map_or(0, |last| last + 1)
    }

    fn rows(&self) -> usize {
        self.root.len() / self.seen.len()
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

/// A completed cell, and what it takes to make one; kept from cell to cell.
#[derive(Default)]
pub(crate) struct Completed {
    /// Of all variables; those neither observed nor asked for are left as they were.
    pub(crate) mean: Vec<f64>,
    /// One row for each stand-in, 0 where nothing was asked for.
    pub(crate) rows: Vec<f64>,
    /// The factor of the covariance, observed variables first.
    factor: Vec<f64>,
    /// Lower triangular, Wishart.
    wishart: Vec<f64>,
    along: Vec<f64>,
}

impl Completed {
    /// Takes over what was observed, of so many variables.
    pub(crate) fn observe(&mut self, part: &Part, width: usize) {
        self.mean.resize(width, 0.0);
        self.rows.clear();
        self.rows.resize(part.rows() * width, 0.0);
        for (place, variable) in part.seen.iter().enumerate() {
            self.mean[*variable] = part.mean[place];
            for (row, known) in self.rows.chunks_exact_mut(width).zip(part.root.chunks_exact(part.seen.len()))
            {
                row[*variable] = known[place];
            }
        }
    }

    /// Draws these missing variables, given the observed and the covariance of all: their mean, the rest of each stand-in,
    /// and the stand-ins of the persons left over. `own` are the means of the group, `expected` those that what is missing is
    /// drawn about. Nothing when variables depend on each other.
    pub(crate) fn fill(
        &mut self,
        part: &Part,
        missing: &[usize],
        covariance: &[f64],
        (own, expected): (impl Fn(usize) -> f64, impl Fn(usize) -> f64),
        random: &mut Random,
    ) -> Option<()> {
        let (width, observed) = (self.mean.len(), part.seen.len());
        let size = observed + missing.len();
        self.regress(part, missing, covariance)?;
        self.along.clear();
        self.along.extend(part.seen.iter().zip(&part.mean).map(|(variable, mean)| mean - own(*variable)));
        self.fall(size, 1.0 / (part.n as f64).sqrt(), random);
        for (place, variable) in missing.iter().enumerate() {
            self.mean[*variable] = expected(*variable) + self.along[observed + place];
        }
        for (stand_in, known) in part.root.chunks_exact(observed).enumerate() {
            self.along.clear();
            self.along.extend(known);
            self.fall(size, 1.0, random);
            for (place, variable) in missing.iter().enumerate() {
                self.rows[stand_in * width + variable] = self.along[observed + place];
            }
        }
        random.wishart_columns(missing.len(), part.n - 1 - part.rows() as u64, &mut self.wishart);
        for column in self.wishart.chunks_exact(missing.len()) {
            let from = self.rows.len();
            self.rows.resize(from + width, 0.0);
            for (place, variable) in missing.iter().enumerate() {
                let row = (observed + place) * size + observed;
                self.rows[from + variable] = dot(&self.factor[row..=row + place], column);
            }
        }
        Some(())
    }

    /// Factorises the covariance, the observed variables first: the factor is then that of the observed, below it the missing
    /// on the observed, and beside that the factor of what these leave open.
    fn regress(&mut self, part: &Part, missing: &[usize], covariance: &[f64]) -> Option<()> {
        let width = self.mean.len();
        let order = || part.seen.iter().chain(missing);
        self.factor.clear();
        for row in order() {
            self.factor.extend(order().map(|column| covariance[row * width + column]));
        }
        factorise(&mut self.factor, part.seen.len() + missing.len())
    }

    /// Puts behind the observed part of a vector what it makes of the missing one, with a normal rest of this size.
    fn fall(&mut self, size: usize, rest: f64, random: &mut Random) {
        let observed = self.along.len();
        solve_lower(&self.factor, size, &mut self.along);
        self.along.extend((observed..size).map(|_| random.normal() * rest));
        // From the last, so that those before it are still what it is made of.
        for row in (observed..size).rev() {
            self.along[row] = dot(&self.factor[row * size..=row * size + row], &self.along[..=row]);
        }
    }
}
