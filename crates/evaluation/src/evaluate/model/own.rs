//! Observations at times of their own. Nothing of them adds up by occasion, so the rows are kept: about 20 bytes an observation
//! and 8 for each column.

use std::collections::BTreeSet;
use std::sync::Arc;

use stats::{Covariance, Likelihood, MixedFit, OwnTimes, Unfitted, fit_own_times};

use super::design::{Design, Layout};

/// Rows of some persons, one person after the other. The first covariate of a row is its time.
#[derive(Debug, Clone, Default)]
struct Part {
    /// Rows of each person.
    persons: Vec<u32>,
    occasions: Vec<u8>,
    outcomes: Vec<f64>,
    /// By rows.
    covariates: Vec<f64>,
}

/// Rows of persons in the parts that they were read in; a part that is taken over is shared and not copied.
#[derive(Debug, Clone)]
pub(super) struct OwnRows {
    /// Covariates of a row.
    width: usize,
    parts: Vec<Arc<Part>>,
}

impl OwnRows {
    /// Of nobody yet.
    pub(super) const fn new(width: usize) -> Self {
        Self { width, parts: Vec::new() }
    }

    /// Takes in a person by her outcome at each occasion, where there is one, and her covariates.
    pub(super) fn add(&mut self, outcomes: &[Option<f64>], covariate: impl Fn(usize, usize) -> f64) {
        if self.parts.is_empty() {
            self.parts.push(Arc::default());
        }
        let Some(part) = self.parts.last_mut().map(Arc::make_mut) else { return };
        let before = part.outcomes.len();
        for (occasion, outcome) in outcomes.iter().enumerate() {
            let Some(outcome) = outcome else { continue };
            part.occasions.push(u8::try_from(occasion).unwrap_or(u8::MAX));
            part.outcomes.push(*outcome);
            part.covariates.extend((0..self.width).map(|one| covariate(one, occasion)));
        }
        part.persons.push(u32::try_from(part.outcomes.len() - before).unwrap_or(u32::MAX));
    }

    /// Adds other persons.
    pub(super) fn merge(&mut self, other: &Self) {
        self.parts.extend(other.parts.iter().map(Arc::clone));
    }

    fn sum(&self, of: impl Fn(&Part) -> usize) -> usize {
        self.parts.iter().map(|part| of(part)).sum()
    }

    /// Observations.
    pub(super) fn len(&self) -> usize {
        self.sum(|part| part.outcomes.len())
    }

    /// Persons.
    pub(super) fn persons(&self) -> u64 {
        self.sum(|part| part.persons.len()) as u64
    }

    /// Whether somebody was observed more than once.
    pub(super) fn repeats(&self) -> bool {
        self.parts.iter().flat_map(|part| &part.persons).any(|rows| *rows > 1)
    }

    /// Bytes it takes.
    pub(super) fn weight(&self) -> usize {
        self.sum(|part| 4 * part.persons.len() + 9 * part.outcomes.len() + 8 * part.covariates.len())
    }

    /// Occasions with an observation, and the levels seen of each text.
    pub(super) fn present(&self, layout: &Layout) -> (BTreeSet<usize>, Vec<BTreeSet<u32>>) {
        let mut levels = vec![BTreeSet::new(); layout.texts.len()];
        let rows = self.parts.iter().flat_map(|part| part.covariates.chunks_exact(self.width.max(1)));
        for row in rows.filter(|_| !layout.texts.is_empty()) {
            let of_row = layout.levels(|one| row.get(one).copied().unwrap_or_default());
            levels.iter_mut().zip(of_row).for_each(|(seen, level)| {
                seen.insert(level);
            });
        }
        let seen: BTreeSet<u8> = self.parts.iter().flat_map(|part| &part.occasions).copied().collect();
        (seen.into_iter().map(usize::from).collect(), levels)
    }

    /// The fit with the columns of a design.
    pub(super) fn fit(
        &self,
        design: &Design,
        covariance: Covariance,
        likelihood: Likelihood,
    ) -> Result<MixedFit, Unfitted> {
        let mut data = OwnTimes::new(design.width());
        for part in &self.parts {
            part.put(self.width, design, &mut data)?;
        }
        fit_own_times(&data, covariance, likelihood)
    }
}

impl Part {
    /// Puts the persons with the columns of a design into the data of a fit.
    fn put(&self, width: usize, design: &Design, data: &mut OwnTimes) -> Result<(), Unfitted> {
        let (mut times, mut columns) = (Vec::new(), Vec::new());
        let mut rows = self.covariates.chunks_exact(width.max(1));
        let mut outcomes = self.outcomes.as_slice();
        for count in &self.persons {
            times.clear();
            columns.clear();
            let count = usize::try_from(*count).map_err(|_| Unfitted::BadInput)?;
            for row in rows.by_ref().take(count) {
                times.extend(row.first());
                design.extend_by(&mut columns, row);
            }
            let (own, rest) = outcomes.split_at_checked(count).ok_or(Unfitted::BadInput)?;
            data.add(&times, &columns, own)?;
            outcomes = rest;
        }
        Ok(())
    }
}
