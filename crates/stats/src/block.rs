//! Persons as a mixed model sees them: rows of columns and outcome, grouped by the occasions they have in common.
//!
//! A cell of [`RepeatedMoments`] is equivalent to a few made-up persons: one at √n times the mean and one per
//! direction of the cross-products, which give the same sums of products as all of the cell's persons. The models
//! work on these rows, never on sums of squares, so that no digits are lost.

use nalgebra::{DMatrix, DVector};

use crate::newton::eigen_of;
use crate::{Cell, RepeatedMoments, Unfitted};

/// One column of the model at one occasion of one class: `constant` + Σ `slopes`ₘ · covariateₘ.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Term {
    /// The part that does not depend on the covariates.
    pub constant: f64,
    /// One factor per covariate of the moments; missing ones are 0.
    pub slopes: Vec<f64>,
}

impl From<f64> for Term {
    fn from(constant: f64) -> Self {
        Self { constant, slopes: Vec::new() }
    }
}

/// Persons observed at the same occasions.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Number of persons.
    pub(crate) persons: u64,
    /// Occasion of each row, for unstructured covariance.
    pub(crate) occasions: Vec<usize>,
    /// Time of each row, for a random slope.
    pub(crate) times: Vec<f64>,
    /// Rows of columns and, last, the outcome: one matrix per (made-up) person.
    pub(crate) rows: Vec<DMatrix<f64>>,
}

impl Block {
    /// One person: occasion and time, columns and outcome of each row.
    ///
    /// # Errors
    /// [`Unfitted::Empty`] without rows; [`Unfitted::BadInput`] when lengths differ or a number is not finite.
    pub fn person(
        occasions: Vec<usize>,
        times: Vec<f64>,
        columns: &[Vec<f64>],
        outcome: &[f64],
    ) -> Result<Self, Unfitted> {
        let n = outcome.len();
        let width = columns.first().ok_or(Unfitted::Empty)?.len();
        let fits = occasions.len() == n && times.len() == n && columns.len() == n;
        let row = |(columns, y): (&Vec<f64>, &f64)| columns.iter().copied().chain([*y]).collect::<Vec<f64>>();
        let values: Vec<f64> = columns.iter().zip(outcome).flat_map(row).collect();
        if !fits || values.len() != n * (width + 1) || !values.iter().chain(&times).all(|v| v.is_finite()) {
            return Err(Unfitted::BadInput);
        }
        let rows = vec![DMatrix::from_row_slice(n, width + 1, &values)];
        Ok(Self { persons: 1, occasions, times, rows })
    }

    /// The same with other numbers for the occasions, as when some of them have no observation at all. An occasion
    /// without a new number keeps its own.
    #[must_use]
    pub fn renumbered(mut self, number: impl Fn(usize) -> Option<usize>) -> Self {
        for occasion in &mut self.occasions {
            *occasion = number(*occasion).unwrap_or(*occasion);
        }
        self
    }

    /// The same with a coefficient held at a value: its column is taken out and its part off the outcome.
    pub(crate) fn with_held(&self, column: usize, value: f64) -> Self {
        let held = self.rows.iter().map(|rows| {
            let taken = rows.column(column) * value;
            let mut rest = rows.clone().remove_column(column);
            let last = rest.ncols() - 1;
            rest.column_mut(last).axpy(-1.0, &taken, 1.0);
            rest
        });
        Self { rows: held.collect(), ..self.clone() }
    }
}

/// The blocks of moments: `times` gives the time of each occasion, `design` the columns for a class at an occasion.
///
/// # Errors
/// [`Unfitted::BadInput`] when a time is missing or the number of columns differs.
pub fn blocks_of(
    moments: &RepeatedMoments,
    times: &[f64],
    design: impl Fn(u32, usize) -> Vec<Term>,
) -> Result<Vec<Block>, Unfitted> {
    let width = design(0, 0).len();
    let mut blocks: Vec<(u64, Block)> = Vec::new();
    for (key, cell) in moments.cells() {
        let occasions: Vec<usize> = key.occasions().collect();
        let terms: Vec<Vec<Term>> = occasions.iter().map(|k| design(key.class, *k)).collect();
        let at: Option<Vec<f64>> = occasions.iter().map(|k| times.get(*k).copied()).collect();
        let times = at.ok_or(Unfitted::BadInput)?;
        if terms.iter().any(|row| row.len() != width) {
            return Err(Unfitted::BadInput);
        }
        let rows = stand_ins(cell)?.into_iter().map(|person| rows_of(&person, &terms, moments.covariates()));
        if let Some((_, block)) = blocks.iter_mut().find(|(pattern, _)| *pattern == key.pattern) {
            block.persons += cell.n();
            block.rows.extend(rows);
        } else {
            let block = Block { persons: cell.n(), occasions, times, rows: rows.collect() };
            blocks.push((key.pattern, block));
        }
    }
    Ok(blocks.into_iter().map(|(_, block)| block).collect())
}

/// A made-up person: its weight (what a constant is multiplied with) and its values.
struct StandIn {
    weight: f64,
    values: DVector<f64>,
}

/// Persons with the same sums of products as the cell's.
fn stand_ins(cell: &Cell) -> Result<Vec<StandIn>, Unfitted> {
    let weight = (cell.n() as f64).sqrt();
    let mean = DVector::from_vec(cell.means()) * weight;
    let size = mean.len();
    let mut persons = vec![StandIn { weight, values: mean }];
    if cell.n() < 2 {
        return Ok(persons);
    }
    let scale: Vec<f64> = (0..size).map(|k| cell.cross(k, k).max(0.0).sqrt()).collect();
    let of = |k: usize| scale.get(k).copied().filter(|s| *s > 0.0);
    let correlation = DMatrix::from_fn(size, size, |a, b| match (of(a), of(b)) {
        (Some(sa), Some(sb)) => cell.cross(a, b) / sa / sb,
        _ => 0.0,
    });
    let Some(eigen) = eigen_of(&correlation) else { return Err(Unfitted::BadInput) };
    for (value, direction) in eigen.eigenvalues.iter().zip(eigen.eigenvectors.column_iter()) {
        if *value > 0.0 {
            let root = value.sqrt();
            let values =
                DVector::from_iterator(size, direction.iter().zip(&scale).map(|(d, s)| d * s * root));
            persons.push(StandIn { weight: 0.0, values });
        }
    }
    Ok(persons)
}

fn rows_of(person: &StandIn, terms: &[Vec<Term>], covariates: usize) -> DMatrix<f64> {
    let outcome = person.values.iter().skip(covariates);
    let rows = terms.iter().zip(outcome).flat_map(|(row, y)| {
        let value = |term: &Term| {
            let along: f64 =
                term.slopes.iter().zip(person.values.iter().take(covariates)).map(|(a, b)| a * b).sum();
            term.constant * person.weight + along
        };
        row.iter().map(value).chain([*y]).collect::<Vec<f64>>()
    });
    let values: Vec<f64> = rows.collect();
    DMatrix::from_row_slice(terms.len(), values.len() / terms.len().max(1), &values)
}
