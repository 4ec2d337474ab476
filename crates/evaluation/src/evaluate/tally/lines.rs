//! A characteristic in two groups of persons: those with and those without the last measurement, or any other two.

use std::collections::BTreeMap;
use std::ops::Range;

use super::scale::sorted;
use super::table::{Number, Table};
use crate::cohort::Trait;
use crate::evaluate::values::Sorted;

/// What is counted of a characteristic; of two groups, the second those of whom the caller says yes.
#[derive(Debug, Clone, Default)]
pub(in crate::evaluate) struct Lines {
    missing: [u64; 2],
    numbers: [Table<Number>; 2],
    levels: BTreeMap<String, [u64; 2]>,
}

impl Lines {
    /// Counts persons; `side` tells in which group somebody is, nothing where she is in none.
    pub(in crate::evaluate) fn of(
        values: &Trait,
        persons: Range<usize>,
        side: &dyn Fn(usize) -> Option<bool>,
    ) -> Self {
        let mut lines = Self::default();
        let (levels, column) = match values {
            Trait::Values(column) => (None, column),
            Trait::Levels(levels, column) => (Some(levels), column),
        };
        let mut by_level = vec![[0u64; 2]; levels.map_or(0, Vec::len)];
        for person in persons {
            let (Some(side), Some(value)) = (side(person), column.get(person)) else { continue };
            let side = usize::from(side);
            if value.is_nan() {
                add(&mut lines.missing, side);
            } else if levels.is_some() {
                if let Some(counts) =
                    super::super::baseline::position(*value).and_then(|at| by_level.get_mut(at))
                {
                    add(counts, side);
                }
            } else if let Some(table) = lines.numbers.get_mut(side) {
                table.add(Number::of(*value));
            }
        }
        lines.levels = levels.into_iter().flatten().cloned().zip(by_level).collect();
        lines
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for side in [0, 1] {
            if let (Some(own), Some(their)) = (self.numbers.get_mut(side), other.numbers.get(side)) {
                own.merge(their);
            }
        }
        sum(&mut self.missing, other.missing);
        for (level, counts) in &other.levels {
            sum(self.levels.entry(level.clone()).or_default(), *counts);
        }
    }

    /// About how many bytes it takes.
    pub(super) fn weight(&self) -> usize {
        let levels: usize = self.levels.keys().map(|level| level.len() + 80).sum();
        levels + self.numbers.iter().map(Table::weight).sum::<usize>()
    }

    /// How many of each group have no value.
    pub(in crate::evaluate) const fn missing(&self) -> [u64; 2] {
        self.missing
    }

    /// The numbers of each group.
    pub(in crate::evaluate) fn numbers(&self) -> [Sorted; 2] {
        [sorted(&self.numbers[0]), sorted(&self.numbers[1])]
    }

    /// The levels in the order of the alphabet, with how many of each group have them.
    pub(in crate::evaluate) const fn levels(&self) -> &BTreeMap<String, [u64; 2]> {
        &self.levels
    }
}

fn add(counts: &mut [u64; 2], side: usize) {
    if let Some(count) = counts.get_mut(side) {
        *count += 1;
    }
}

fn sum(own: &mut [u64; 2], their: [u64; 2]) {
    *own = [own[0] + their[0], own[1] + their[1]];
}
