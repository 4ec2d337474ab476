//! The rounds of multiple imputation: what keeps the cells from lying within each other is drawn given the parameters, then
//! the parameters given that (monotone data augmentation).
//!
//! Variables stand in the order in which fewer and fewer persons have them. Then most cells are the first so many variables,
//! and each regression on those before is drawn out of all who have the variable; only holes before the last observed one
//! are filled in a round. Without any hole every draw of the parameters is independent of the last.
#![expect(clippy::indexing_slicing, reason = "matrices, indexed within their own sizes")]

use crate::imputation::{CompletedChange, MissingMean};
use crate::imputation_cell::{Completed, Part};
use crate::imputation_parts::Parts;
use crate::imputation_sums::{Regressions, Sums};
use crate::random::Random;
use crate::{Moments, RepeatedMoments, Unfitted};

/// What a round may remember of the one before the last imputation, as a share.
const REMEMBERED: f64 = 0.01;
/// Rounds before the first imputation, as so many between two: what is left of the start is a millionth.
const BURN_IN: u32 = 3;
/// Rounds between two imputations at most.
const MOST_ROUNDS: u32 = 100;

/// Parameters of the normal distribution.
pub(crate) struct State {
    /// One row for each group.
    means: Vec<f64>,
    covariance: Vec<f64>,
}

/// What is known of the cells, and room to work in.
pub(crate) struct Sampler {
    parts: Parts,
    /// The persons whose first so many variables are all observed, by how many these are.
    whole: Vec<Sums>,
    cell: Completed,
    sums: Sums,
    regressions: Regressions,
}

impl Sampler {
    /// The cells of `moments`, classes put into groups.
    ///
    /// # Errors
    /// As [`crate::impute_change`].
    pub(crate) fn new(moments: &RepeatedMoments, group: impl Fn(u32) -> u32) -> Result<Self, Unfitted> {
        let parts = Parts::new(moments, group)?;
        let (groups, width) = (parts.groups.len(), parts.width);
        let mut cell = Completed::default();
        let mut whole = vec![Sums::new(groups, width); width];
        for part in parts.all.iter().filter(|part| part.holes.is_empty()) {
            cell.observe(part, width);
            let level = part.level();
            whole[level - 1].add((part.group, part.n as f64), &cell.mean, &cell.rows, level);
        }
        let (sums, regressions) = (Sums::new(groups, width), Regressions::new(groups, width));
        Ok(Self { parts, whole, cell, sums, regressions })
    }

    /// The variable of an occasion, and the group of a number, as the sampler has them.
    pub(crate) fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Means of what was observed, and its variances without covariances.
    ///
    /// # Errors
    /// [`Unfitted::NoSpread`] for a constant variable.
    pub(crate) fn start(&self) -> Result<State, Unfitted> {
        let width = self.parts.width;
        let mut means = vec![0.0; self.parts.groups.len() * width];
        let mut covariance = vec![0.0; width * width];
        for variable in 0..width {
            let (mut squares, mut persons) = (0.0, 0.0);
            for group in 0..self.parts.groups.len() {
                let own = self
                    .parts
                    .seen_by(variable, group)
                    .map(|(part, place)| Moments::from_parts(part.n, part.mean[place], part.squares[place]));
                let all = own.fold(Moments::default(), |mut all, part| {
                    all.merge(&part);
                    all
                });
                means[group * width + variable] = all.mean().map_err(|_| Unfitted::Undetermined)?;
                squares += all.squares();
                persons += all.n() as f64 - 1.0;
            }
            if squares <= 0.0 {
                return Err(Unfitted::NoSpread);
            }
            covariance[variable * width + variable] = squares / persons;
        }
        Ok(State { means, covariance })
    }

    /// Rounds before the first imputation and between two. What a round remembers of the last one falls by the share of
    /// information that is filled in, about that of the persons with a hole among those who have a variable.
    pub(crate) fn rounds(&self) -> [u32; 2] {
        let (filled, mut between, mut left) = (self.parts.filled(), 0, 1.0);
        while left > REMEMBERED && between < MOST_ROUNDS {
            left *= filled;
            between += 1;
        }
        [BURN_IN * between, between]
    }

    /// One round: what is filled in given the parameters, then the parameters given everything. Nothing when the variables
    /// depend on each other or too few have one.
    pub(crate) fn round(&mut self, state: &mut State, random: &mut Random) -> Option<()> {
        let (width, first) = (self.parts.width, self.parts.covariates);
        self.sums.clear();
        for level in (first + 1..=width).rev() {
            self.sums.merge(&self.whole[level - 1], level);
            let own = |part: &&Part| part.level() == level && !part.holes.is_empty();
            for part in self.parts.all.iter().filter(own) {
                let mean = |variable| state.means[part.group * width + variable];
                self.cell.observe(part, width);
                self.cell.fill(part, &part.holes, &state.covariance, (mean, mean), random)?;
                self.sums.add((part.group, part.n as f64), &self.cell.mean, &self.cell.rows, level);
            }
            self.sums.draw(level - 1, &mut self.regressions, random)?;
        }
        self.regressions.parameters(first, &mut state.means, &mut state.covariance);
        Some(())
    }

    /// The change from one variable to another of all observed at the first, in a data set completed once more.
    pub(crate) fn change(
        &mut self,
        state: &State,
        [from, to]: [usize; 2],
        mean: MissingMean,
        random: &mut Random,
    ) -> Option<CompletedChange> {
        let width = self.parts.width;
        let mut change = CompletedChange::default();
        for part in self.parts.all.iter().filter(|part| part.place(from).is_some()) {
            let mean_of = |group: usize, variable: usize| state.means[group * width + variable];
            let own = |variable| mean_of(part.group, variable);
            let expected = |variable| match mean {
                MissingMean::Own => own(variable),
                MissingMean::Group(group) => mean_of(self.parts.group(group).unwrap_or(part.group), variable),
                MissingMean::Occasion(occasion) => own(self.parts.variable(occasion).unwrap_or(variable)),
            };
            let seen = part.place(to).is_some();
            self.cell.observe(part, width);
            if !seen {
                self.cell.fill(part, &[to], &state.covariance, (own, expected), random)?;
            }
            let cell = &self.cell;
            let squares = cell.rows.chunks_exact(width).map(|row| (row[to] - row[from]).powi(2)).sum();
            let moved = Moments::from_parts(part.n, cell.mean[to] - cell.mean[from], squares);
            if seen { change.observed.merge(&moved) } else { change.imputed.merge(&moved) }
        }
        Some(change)
    }
}
