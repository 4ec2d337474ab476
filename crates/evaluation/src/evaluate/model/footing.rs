//! How many persons each column of a model stands on. The coefficient of a group of two persons is those two persons'
//! mean: disclosure control asks for the smallest group before a model leaves.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Asked, parallel};
use crate::findings::ModelTime;
use crate::study::ModelPart;

/// More combinations of levels than this are not counted: some of them are of one person.
const MOST_COMBINATIONS: usize = 1 << 16;

/// Covariates whose levels set groups of persons apart, at each occasion or at all of them together.
#[derive(Debug, Clone, PartialEq)]
struct Crossing {
    /// Covariates with the values that are levels.
    parts: Vec<(usize, Vec<f64>)>,
    /// Whether the groups are those of each occasion by itself.
    by_occasion: bool,
}

impl Crossing {
    fn combinations(&self, occasions: usize) -> Option<usize> {
        let occasions = if self.by_occasion { occasions } else { 1 };
        let sizes = self.parts.iter().map(|(_, levels)| levels.len());
        sizes.chain([occasions]).try_fold(1usize, usize::checked_mul).filter(|all| *all <= MOST_COMBINATIONS)
    }

    /// Place of a row's combination.
    fn place(&self, occasion: usize, value: &dyn Fn(usize) -> f64) -> usize {
        let start = if self.by_occasion { occasion } else { 0 };
        self.parts.iter().fold(start, |place, (covariate, levels)| {
            let own = value(*covariate);
            let level = levels.iter().position(|level| level.total_cmp(&own).is_eq()).unwrap_or_default();
            place * levels.len() + level
        })
    }
}

impl Asked<'_> {
    /// Persons of the smallest group that a column of the model sets apart; nothing where no column does. `columns` holds
    /// the outcome, occasion × person.
    pub(super) fn smallest_group(&self, columns: &[Vec<f64>], persons: usize) -> Option<u64> {
        let crossings = self.crossings();
        let occasions = self.frame.occasions.len();
        let counted = crossings.iter().map(|crossing| {
            let Some(size) = crossing.combinations(occasions) else { return Some(1) };
            let count = |range| self.count(crossing, size, columns, range);
            let merge = |all: &mut Vec<u64>, part: Vec<u64>| {
                all.iter_mut().zip(part).for_each(|(all, part)| *all += part);
            };
            parallel::join(persons, count, merge)?.into_iter().filter(|n| *n > 0).min()
        });
        counted.flatten().min()
    }

    /// Persons of each combination, each person once.
    fn count(
        &self,
        crossing: &Crossing,
        size: usize,
        columns: &[Vec<f64>],
        persons: Range<usize>,
    ) -> Vec<u64> {
        let mut counts = vec![0u64; size];
        let mut own: Vec<usize> = Vec::new();
        for person in persons {
            own.clear();
            for (occasion, column) in columns.iter().enumerate() {
                let value = |one: usize| self.value(one, occasion, person);
                let outcome = column.get(person).copied().unwrap_or(f64::NAN);
                if outcome.is_nan() || (0..self.covariates.len()).any(|one| value(one).is_nan()) {
                    continue;
                }
                let place = crossing.place(occasion, &value);
                if !own.contains(&place) {
                    own.push(place);
                }
            }
            for place in &own {
                if let Some(count) = counts.get_mut(*place) {
                    *count += 1;
                }
            }
        }
        counts
    }

    fn value(&self, covariate: usize, occasion: usize, person: usize) -> f64 {
        let column = self.covariates.get(covariate).and_then(|one| one.values.get(occasion));
        column.and_then(|column| column.get(person)).copied().unwrap_or(f64::NAN)
    }

    /// Each covariate with levels, and each product that has such.
    fn crossings(&self) -> Vec<Crossing> {
        let levels: Vec<Option<Vec<f64>>> =
            (0..self.covariates.len()).map(|one| self.levels_of(one)).collect();
        let crossing = |parts: &[ModelPart]| {
            let own = parts.iter().filter_map(|part| match part {
                ModelPart::Covariate(one) => Some((*one, levels.get(*one)?.clone()?)),
                ModelPart::Time => None,
            });
            let by_occasion = self.spec.time == ModelTime::Factor && parts.contains(&ModelPart::Time);
            Crossing { parts: own.collect(), by_occasion }
        };
        let alone = (0..self.covariates.len()).map(|one| crossing(&[ModelPart::Covariate(one)]));
        let products = self.spec.interactions.iter().map(|parts| crossing(parts));
        alone.chain(products).filter(|crossing| !crossing.parts.is_empty()).collect()
    }

    /// The levels of a text, or the two values of a number that has no more; nothing of a number with many.
    fn levels_of(&self, covariate: usize) -> Option<Vec<f64>> {
        let column = self.covariates.get(covariate)?;
        if !column.levels.is_empty() {
            return Some((0u32..).zip(&column.levels).map(|(level, _)| f64::from(level)).collect());
        }
        let mut seen: BTreeSet<u64> = BTreeSet::new();
        for value in column.values.iter().flatten().filter(|value| !value.is_nan()) {
            if seen.insert(value.to_bits()) && seen.len() > 2 {
                return None;
            }
        }
        Some(seen.into_iter().map(f64::from_bits).collect())
    }
}
