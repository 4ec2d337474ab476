//! The rounds of multiple imputation: what is missing given the parameters, then the parameters given everything.
#![expect(clippy::indexing_slicing, reason = "matrices, indexed within their own sizes")]

use nalgebra::DMatrix;

use crate::imputation::{CompletedChange, MissingMean};
use crate::imputation_cell::{Completed, Part, root_of};
use crate::random::Random;
use crate::triangular::{dot, factorise, solve_lower};
use crate::{Moments, RepeatedMoments, Unfitted};

/// Parameters of the normal distribution.
pub(crate) struct State {
    /// One row for each group.
    means: Vec<f64>,
    covariance: Vec<f64>,
}

/// What is known of the cells, and room to work in.
pub(crate) struct Sampler {
    parts: Vec<Part>,
    groups: Vec<u32>,
    width: usize,
    covariates: usize,
    cell: Completed,
    /// Persons of each group so far.
    persons: Vec<f64>,
    /// Their means so far.
    sums: Vec<f64>,
    scatter: Vec<f64>,
    gap: Vec<f64>,
}

/// Adds the outer products of rows, weighted, to the lower triangle of a sum.
fn add_products(sum: &mut [f64], rows: &[f64], width: usize, weight: f64) {
    for row in rows.chunks_exact(width) {
        for (at, value) in row.iter().enumerate() {
            let scaled = value * weight;
            for (sum, other) in sum[at * width..=at * width + at].iter_mut().zip(row) {
                *sum += scaled * other;
            }
        }
    }
}

impl Sampler {
    /// The cells of `moments`, classes put into groups.
    ///
    /// # Errors
    /// As [`crate::impute_change`].
    pub(crate) fn new(moments: &RepeatedMoments, group: impl Fn(u32) -> u32) -> Result<Self, Unfitted> {
        let covariates = moments.covariates();
        let width = covariates + moments.occasions();
        let mut groups: Vec<u32> = moments.cells().map(|(key, _)| group(key.class)).collect();
        groups.sort_unstable();
        groups.dedup();
        let mut parts = Vec::new();
        for (key, cell) in moments.cells() {
            let place = groups.binary_search(&group(key.class)).map_err(|_| Unfitted::BadInput)?;
            let mut order: Vec<usize> =
                (0..covariates).chain(key.occasions().map(|k| k + covariates)).collect();
            let observed = order.len();
            if observed == 0 {
                continue; // They say nothing of what is missing.
            }
            let cross = DMatrix::from_fn(observed, observed, |j, k| cell.cross(j, k));
            let root = root_of(&cross, cell.n()).ok_or(Unfitted::BadInput)?;
            order
                .extend((covariates..width).filter(|k| !key.occasions().any(|seen| seen + covariates == *k)));
            let squares = cross.diagonal().iter().copied().collect();
            parts.push(Part {
                group: place,
                n: cell.n(),
                order,
                observed,
                mean: cell.means(),
                squares,
                root,
            });
        }
        let (persons, sums) = (vec![0.0; groups.len()], vec![0.0; groups.len() * width]);
        let (scatter, gap) = (vec![0.0; width * width], vec![0.0; width]);
        let cell = Completed::default();
        Self { parts, groups, width, covariates, cell, persons, sums, scatter, gap }.checked()
    }

    /// Whether there is such a group.
    pub(crate) fn knows(&self, group: u32) -> bool {
        self.groups.contains(&group)
    }

    /// Every group must have been seen at every occasion by more persons than there are variables.
    fn checked(self) -> Result<Self, Unfitted> {
        if self.parts.is_empty() {
            return Err(Unfitted::Empty);
        }
        let persons: u64 = self.parts.iter().map(|part| part.n).sum();
        for variable in 0..self.width {
            for group in 0..self.groups.len() {
                let own = self.parts.iter().filter(|part| part.group == group);
                let seen: u64 = own.filter(|part| part.sees(variable)).map(|part| part.n).sum();
                if seen < 2 {
                    return Err(Unfitted::Undetermined);
                }
            }
        }
        if persons <= (self.width + self.groups.len()) as u64 {
            return Err(Unfitted::Collinear);
        }
        Ok(self)
    }

    /// Means of what was observed, and its variances without covariances.
    ///
    /// # Errors
    /// [`Unfitted::NoSpread`] for a constant variable.
    pub(crate) fn start(&self) -> Result<State, Unfitted> {
        let width = self.width;
        let mut means = vec![0.0; self.groups.len() * width];
        let mut covariance = vec![0.0; width * width];
        for variable in 0..width {
            let (mut squares, mut persons) = (0.0, 0.0);
            for group in 0..self.groups.len() {
                let mut all = (0.0, 0.0, 0.0); // n, mean, squares
                for part in self.parts.iter().filter(|part| part.group == group) {
                    let seen = part.seen().iter().position(|k| *k == variable);
                    let Some(at) = seen else { continue };
                    let (n, mean) = (part.n as f64, part.mean[at]);
                    let sum = all.0 + n;
                    let gap = mean - all.1;
                    all =
                        (sum, all.1 + gap * n / sum, all.2 + part.squares[at] + gap * gap * all.0 * n / sum);
                }
                means[group * width + variable] = all.1;
                squares += all.2;
                persons += all.0 - 1.0;
            }
            if squares <= 0.0 {
                return Err(Unfitted::NoSpread);
            }
            covariance[variable * width + variable] = squares / persons;
        }
        Ok(State { means, covariance })
    }

    /// Completes a cell: what was observed, and draws for the rest.
    fn complete(&mut self, part: usize, state: &State, mean: MissingMean, random: &mut Random) -> Option<()> {
        let (part, width) = (&self.parts[part], self.width);
        let mean_of = |group: usize, variable: usize| state.means[group * width + variable];
        let expected = |variable| match mean {
            MissingMean::Own => mean_of(part.group, variable),
            MissingMean::Group(group) => {
                mean_of(self.groups.binary_search(&group).unwrap_or(part.group), variable)
            }
            MissingMean::Occasion(occasion) => mean_of(part.group, self.covariates + occasion),
        };
        self.cell.observe(part, width);
        if part.observed < width {
            self.cell.regress(part, &state.covariance)?;
            self.cell.draw(part, |variable| mean_of(part.group, variable), expected, random);
        }
        Some(())
    }

    /// One round: what is missing given the parameters, then the parameters given everything. Nothing when the variables
    /// depend on each other.
    pub(crate) fn round(&mut self, state: &mut State, random: &mut Random) -> Option<()> {
        let width = self.width;
        self.persons.fill(0.0);
        self.sums.fill(0.0);
        self.scatter.fill(0.0);
        for place in 0..self.parts.len() {
            self.complete(place, state, MissingMean::Own, random)?;
            let part = &self.parts[place];
            let (before, own) = (self.persons[part.group], part.n as f64);
            let after = before + own;
            let mean = &mut self.sums[part.group * width..][..width];
            for ((gap, mean), cell) in self.gap.iter_mut().zip(mean).zip(&self.cell.mean) {
                *gap = cell - *mean;
                *mean += *gap * (own / after);
            }
            add_products(&mut self.scatter, &self.cell.rows, width, 1.0);
            add_products(&mut self.scatter, &self.gap, width, before * own / after);
            self.persons[part.group] = after;
        }
        self.parameters(state, random)
    }

    /// Draws the parameters given completed cells.
    fn parameters(&mut self, state: &mut State, random: &mut Random) -> Option<()> {
        let width = self.width;
        let persons: f64 = self.persons.iter().sum();
        // Σ = L (AA′)⁻¹ L′ with AA′ Wishart is inverse Wishart: Σ = HH′, the rows of H being A⁻¹ l.
        factorise(&mut self.scatter, width)?;
        let wishart = &mut self.cell.wishart;
        random.wishart_factor(width, persons - self.groups.len() as f64, wishart);
        let half = &mut self.scatter;
        for row in 0..width {
            half[row * width + row + 1..(row + 1) * width].fill(0.0);
            solve_lower(wishart, width, &mut half[row * width..][..width]);
        }
        for row in 0..width {
            for column in 0..=row {
                let value = dot(&half[row * width..][..width], &half[column * width..][..width]);
                state.covariance[row * width + column] = value;
                state.covariance[column * width + row] = value;
            }
        }
        let sums = self.sums.chunks_exact(width).zip(&self.persons);
        for (means, (sums, n)) in state.means.chunks_exact_mut(width).zip(sums) {
            self.gap.fill_with(|| random.normal() / n.sqrt());
            for (at, mean) in means.iter_mut().enumerate() {
                *mean = sums[at] + dot(&half[at * width..][..width], &self.gap);
            }
        }
        Some(())
    }

    /// The change from one occasion to another of all observed at the first, in a data set completed once more.
    pub(crate) fn change(
        &mut self,
        state: &State,
        ends: [usize; 2],
        mean: MissingMean,
        random: &mut Random,
    ) -> Option<CompletedChange> {
        let [from, to] = ends.map(|occasion| occasion + self.covariates);
        let mut change = CompletedChange::default();
        for place in 0..self.parts.len() {
            if !self.parts[place].sees(from) {
                continue;
            }
            self.complete(place, state, mean, random)?;
            let (part, cell) = (&self.parts[place], &self.cell);
            let rows = cell.rows.chunks_exact(self.width);
            let squares = rows.map(|row| (row[to] - row[from]).powi(2)).sum();
            let own = Moments::from_parts(part.n, cell.mean[to] - cell.mean[from], squares);
            if part.sees(to) { change.observed.merge(&own) } else { change.imputed.merge(&own) }
        }
        Some(change)
    }
}
