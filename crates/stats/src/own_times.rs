//! Random intercept and slope when every person has own times, for millions of persons in memory.
//!
//! Nothing can be gathered into classes here, but each person enters the likelihood only through the sums of products of
//! the intercept and slope columns with themselves, the columns and the outcome (Laird & Ware, Biometrics 38 (1982)
//! 963–974, with Woodbury's identity). The columns are made orthogonal and the outcome replaced by its least squares
//! residual first, so that the sums lose no digits; the kernel is `own_times_sums.rs`. Threads share the persons in portions
//! that do not depend on the number of threads, so that neither do the results.
#![expect(clippy::indexing_slicing, reason = "matrices, indexed within their own sizes")]

use nalgebra::{DMatrix, DVector};

use crate::Unfitted;
use crate::block::Block;
use crate::covariance::Covariance;
use crate::mixed::{Likelihood, MixedFit, Problem, Scale, fit_mixed, search};
use crate::own_times_sums::Persons;
use crate::parallel::in_portions;

/// Observations of many persons, one after the other.
#[derive(Debug, Clone, Default)]
pub struct OwnTimes {
    width: usize,
    /// Place of each person's first observation, and at the end their number.
    starts: Vec<usize>,
    times: Vec<f64>,
    /// By rows.
    columns: Vec<f64>,
    outcome: Vec<f64>,
}

impl OwnTimes {
    /// No person yet; `columns` is their number in each row.
    pub fn new(columns: usize) -> Self {
        Self { width: columns, starts: vec![0], ..Self::default() }
    }

    /// Takes in one person: the time, the columns (by rows) and the outcome of each observation.
    ///
    /// # Errors
    /// [`Unfitted::Empty`] without observations; [`Unfitted::BadInput`] when lengths do not fit or a number is not finite;
    /// nothing is taken in then.
    pub fn add(&mut self, times: &[f64], columns: &[f64], outcome: &[f64]) -> Result<(), Unfitted> {
        if outcome.is_empty() {
            return Err(Unfitted::Empty);
        }
        let fits =
            times.len() == outcome.len() && columns.len() == outcome.len() * self.width && self.width > 0;
        if !fits || !times.iter().chain(columns).chain(outcome).all(|value| value.is_finite()) {
            return Err(Unfitted::BadInput);
        }
        self.times.extend(times);
        self.columns.extend(columns);
        self.outcome.extend(outcome);
        self.starts.push(self.outcome.len());
        Ok(())
    }

    /// Persons.
    pub fn persons(&self) -> usize {
        self.starts.len() - 1
    }

    /// Observations.
    pub fn observations(&self) -> usize {
        self.outcome.len()
    }

    /// Each observation of a person: time, columns, outcome.
    fn rows(&self, person: usize) -> impl Iterator<Item = (f64, &[f64], f64)> {
        let range = self.starts[person]..self.starts[person + 1];
        let columns = &self.columns[range.start * self.width..range.end * self.width];
        let rows = columns.chunks_exact(self.width).zip(&self.outcome[range.clone()]);
        self.times[range].iter().zip(rows).map(|(time, (x, y))| (*time, x, *y))
    }

    /// The persons as blocks, for the search that copes with everything.
    fn blocks(&self) -> Result<Vec<Block>, Unfitted> {
        let block = |person: usize| {
            let (mut times, mut columns, mut outcome) = (Vec::new(), Vec::new(), Vec::new());
            for (time, x, y) in self.rows(person) {
                times.push(time);
                columns.push(x.to_vec());
                outcome.push(y);
            }
            Block::person((0..times.len()).collect(), times, &columns, &outcome)
        };
        (0..self.persons()).map(block).collect()
    }

    /// Sums of products of the columns and the outcome.
    fn products(&self) -> DMatrix<f64> {
        let width = self.width + 1;
        let portions = in_portions(self.persons(), |persons| {
            let mut sum = vec![0.0; width * width];
            let mut row = vec![0.0; width];
            for person in persons {
                for (_, x, y) in self.rows(person) {
                    row[..width - 1].copy_from_slice(x);
                    row[width - 1] = y;
                    for (j, a) in row.iter().enumerate() {
                        for (k, b) in row[..=j].iter().enumerate() {
                            sum[j * width + k] += a * b;
                        }
                    }
                }
            }
            sum
        });
        let mut total = DMatrix::zeros(width, width);
        for sum in portions {
            for j in 0..width {
                for k in 0..=j {
                    total[(j, k)] += sum[j * width + k];
                }
            }
        }
        total.fill_upper_triangle_with_lower_triangle();
        total
    }
}

/// Orthogonal columns q = x · `turn`, about unit size, and the least squares coefficients.
pub(crate) struct Turned {
    pub(crate) turn: DMatrix<f64>,
    pub(crate) least_squares: DVector<f64>,
}

/// Nothing when the columns are so close to dependence that sums of squares cannot tell.
fn turned(products: &DMatrix<f64>, observations: f64) -> Option<Turned> {
    const CLOSE: f64 = 1e-9;
    let p = products.nrows() - 1;
    let scale = products.diagonal().rows(0, p).map(f64::sqrt);
    if scale.iter().any(|size| !size.is_finite() || *size <= 0.0) {
        return None;
    }
    let unit = DMatrix::from_fn(p, p, |j, k| products[(j, k)] / scale[j] / scale[k]);
    let lower = unit.cholesky()?.unpack();
    if lower.diagonal().iter().any(|pivot| pivot * pivot < CLOSE) {
        return None;
    }
    let inverse = lower.solve_lower_triangular(&DMatrix::identity(p, p))?;
    let mut turn = inverse.transpose();
    for (mut row, size) in turn.row_iter_mut().zip(scale.iter()) {
        row /= *size;
    }
    let right = products.view((0, p), (p, 1)).column(0).into_owned();
    let least_squares = &turn * (turn.transpose() * right);
    Some(Turned { turn: turn * observations.sqrt(), least_squares })
}

impl OwnTimes {
    /// Sums of each of these persons, times in units of `time`.
    fn persons_of(&self, persons: &[usize], turned: &Turned, time: f64) -> Persons {
        let p = self.width;
        let turn: Vec<f64> = turned.turn.iter().copied().collect(); // by columns
        let portions = in_portions(persons.len(), |places| {
            let mut part = Persons::new(p + 1);
            let mut row = vec![0.0; p + 1];
            for place in places {
                part.begin();
                for (at, x, y) in self.rows(persons[place]) {
                    // Upper triangular: column k has k + 1 entries.
                    for (k, entry) in row[..p].iter_mut().enumerate() {
                        *entry = x[..=k].iter().zip(&turn[k * p..]).map(|(a, b)| a * b).sum();
                    }
                    let fitted: f64 = x.iter().zip(turned.least_squares.iter()).map(|(a, b)| a * b).sum();
                    row[p] = y - fitted;
                    part.add(at / time, &row);
                }
            }
            part
        });
        let mut all = Persons::new(p + 1);
        for part in portions {
            all.append(part);
        }
        all
    }
}

/// Persons of whom the search begins with a part only.
const MANY: usize = 40_000;
const PART: usize = 8_000;

/// Fits a model with random intercept, or intercept and slope.
///
/// # Errors
/// [`Unfitted::BadInput`] for an unstructured covariance; else as [`fit_mixed`].
pub fn fit_own_times(
    data: &OwnTimes,
    covariance: Covariance,
    likelihood: Likelihood,
) -> Result<MixedFit, Unfitted> {
    if data.persons() == 0 {
        return Err(Unfitted::Empty);
    }
    if !covariance.has_residual() {
        return Err(Unfitted::BadInput);
    }
    let n = data.observations() as f64;
    let products = data.products();
    let prepared = turned(&products, n).filter(|_| n > data.width as f64);
    let Some(turned) = prepared else { return fit_mixed(&data.blocks()?, covariance, likelihood) };
    let squares: f64 = data.times.iter().map(|time| time * time).sum::<f64>() / n;
    let time = if squares > 0.0 { squares.sqrt() } else { 1.0 };
    let all: Vec<usize> = (0..data.persons()).collect();
    let mut persons = data.persons_of(&all, &turned, time);
    let residual = persons.residual_squares();
    let size = products[(data.width, data.width)];
    if residual <= 1e-24 * size || !size.is_finite() {
        return Err(if size.is_finite() { Unfitted::NoSpread } else { Unfitted::BadInput });
    }
    let scale = Scale { time, outcome: (residual / (n - data.width as f64)).sqrt() };
    persons.divide_outcome(scale.outcome);
    let restricted = likelihood == Likelihood::Restricted;
    let problem = Problem {
        covariance,
        likelihood,
        columns: data.width,
        observations: data.observations() as u64,
        persons: data.persons() as u64,
        scale,
    };
    let mut start = covariance.start();
    if data.persons() > MANY {
        let step = data.persons() / PART;
        let some: Vec<usize> = all.iter().copied().step_by(step).collect();
        let mut part = data.persons_of(&some, &turned, time);
        part.divide_outcome(problem.scale.outcome);
        let found =
            search(&problem, start.clone(), |phi, second| part.evaluate(covariance, phi, restricted, second));
        if let Ok(found) = found.and_then(|fit| fit.start_at.ok_or(Unfitted::Undetermined)) {
            start = found;
        }
    }
    let mut fit =
        search(&problem, start, |phi, second| persons.evaluate(covariance, phi, restricted, second))?;
    fit.turn_back(&turned, restricted);
    Ok(fit)
}
