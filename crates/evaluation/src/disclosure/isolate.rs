//! Whether a new release, added to and taken from earlier ones as often as anybody likes, leaves a few persons.
//!
//! A release is a row, what a person adds to it a column; a column of ones and zeros stands for one thing that was known
//! of her, and whoever was corrected has several. Some sum of rows with the new one among them is about these few alone
//! exactly where, without the columns of the few, the new row is a sum of the earlier ones, and with them it is not.

use std::collections::BTreeMap;

/// A prime that the sums are taken by: whatever holds of whole numbers holds by it, and what holds by it and not of
/// whole numbers would take a determinant that it happens to divide.
const PRIME: u64 = (1 << 61) - 1;

/// So many numbers are looked at; where that is not enough, it is taken that the release tells.
const MOST_WORK: usize = 4_000_000;

/// Persons of whom all releases know alike: for each release, the new one last, which of the things that were ever known
/// of such a person it knows (counted from 1; 0 where it knows nothing), and how many they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Alike {
    pub(super) known: Vec<u16>,
    pub(super) persons: u64,
}

/// Whether the new release tells of somebody, but of fewer than `least`.
pub(super) fn tells(all: &[Alike], least: u64) -> bool {
    tells_within(all, least, MOST_WORK)
}

fn tells_within(all: &[Alike], least: u64, work: usize) -> bool {
    let mut all: Vec<&Alike> = all.iter().collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.persons));
    let mut open = Open::of(&all);
    match open.lead() {
        None => false,
        // Those of whom there are enough can be told; what is left is about the others.
        Some(column) if open.persons(column) >= least => false,
        Some(_) => {
            open.keep_few(least);
            Search { left: work }.finds(&open, least - 1, &mut Vec::new())
        }
    }
}

/// Rows that are still looked at, in steps: the first number of each stands in a column where no other row has its first.
#[derive(Clone)]
struct Open {
    /// Whose column it is, and how many they are.
    columns: Vec<(usize, u64)>,
    /// By the column of its first number.
    rows: BTreeMap<usize, Vec<u64>>,
    new: Vec<u64>,
}

impl Open {
    /// Columns of most persons come first.
    fn of(all: &[&Alike]) -> Self {
        let things = |one: &Alike| 1..=one.known.iter().copied().max().unwrap_or_default();
        let columns: Vec<(usize, &Alike, u16)> = all
            .iter()
            .enumerate()
            .flat_map(|(whose, one)| things(one).map(move |thing| (whose, *one, thing)))
            .collect();
        let row = |at: usize| -> Vec<u64> {
            columns.iter().map(|(_, one, thing)| u64::from(one.known.get(at) == Some(thing))).collect()
        };
        let length = all.first().map_or(0, |one| one.known.len());
        let mut rows: Vec<Vec<u64>> = (0..length).map(row).collect();
        let new = rows.pop().unwrap_or_default();
        rows.sort_unstable();
        rows.dedup();
        let whose = columns.iter().map(|(whose, one, _)| (*whose, one.persons)).collect();
        let mut open = Self { columns: whose, rows: BTreeMap::new(), new };
        for row in rows {
            open.put(row);
        }
        open.step();
        open
    }

    fn persons(&self, column: usize) -> u64 {
        self.columns.get(column).map_or(0, |(_, persons)| *persons)
    }

    /// The first column of what is left of the new row.
    fn lead(&self) -> Option<usize> {
        first(&self.new)
    }

    /// Takes a row in, less what is known of it.
    fn put(&mut self, mut row: Vec<u64>) {
        if let Some(column) = self.reduced(&mut row) {
            self.rows.insert(column, row);
        }
    }

    fn step(&mut self) {
        let mut new = std::mem::take(&mut self.new);
        self.reduced(&mut new);
        self.new = new;
    }

    /// Takes the rows from another until its first number stands where none of them has its own; where that is.
    fn reduced(&self, row: &mut [u64]) -> Option<usize> {
        loop {
            let column = first(row)?;
            let Some(by) = self.rows.get(&column) else { return Some(column) };
            let (Some(there), Some(own)) = (row.get(column), by.get(column)) else { return None };
            let times = PRIME - product(*there, inverse(*own));
            for (cell, by) in row.iter_mut().zip(by).skip(column).filter(|(_, by)| **by != 0) {
                *cell = sum(*cell, product(times, *by));
            }
        }
    }

    /// Leaves the columns of fewer than so many, and the rows that begin there: those before have got numbers there alone.
    fn keep_few(&mut self, least: u64) {
        let from = self.columns.iter().position(|(_, persons)| *persons < least).unwrap_or(0);
        self.columns.drain(..from);
        self.new.drain(..from);
        let rows = std::mem::take(&mut self.rows).into_iter().filter(|(column, _)| *column >= from);
        self.rows = rows.map(|(column, row)| (column - from, row.into_iter().skip(from).collect())).collect();
    }

    /// Without the columns of some persons.
    fn without(&self, whose: usize) -> Self {
        let gone = |column: usize| self.columns.get(column).is_some_and(|it| it.0 == whose);
        let blank = |row: &[u64]| -> Vec<u64> {
            row.iter().enumerate().map(|(at, cell)| if gone(at) { 0 } else { *cell }).collect()
        };
        let mut open = Self { columns: self.columns.clone(), rows: BTreeMap::new(), new: blank(&self.new) };
        let (moved, kept): (Vec<_>, Vec<_>) = self.rows.iter().partition(|(column, _)| gone(**column));
        open.rows = kept.into_iter().map(|(column, row)| (*column, blank(row))).collect();
        for (_, row) in moved {
            open.put(blank(row));
        }
        open.step();
        open
    }
}

/// The search for the few.
struct Search {
    /// So many numbers may still be looked at.
    left: usize,
}

impl Search {
    /// Whether the new row is nothing without some of the columns, of no more persons than `most`. Each time the columns
    /// in which the rows begin show that it is something: one of them has to go. `stay` are those looked at before.
    fn finds(&mut self, open: &Open, most: u64, stay: &mut Vec<usize>) -> bool {
        let Some(lead) = open.lead() else { return true };
        let mut whose: Vec<(usize, u64)> =
            open.rows.keys().chain([&lead]).filter_map(|at| open.columns.get(*at).copied()).collect();
        whose.sort_unstable();
        whose.dedup();
        whose.retain(|(whose, persons)| *persons <= most && !stay.contains(whose));
        let before = stay.len();
        for (one, persons) in whose {
            let numbers = (open.rows.len() + 1) * open.columns.len();
            let Some(left) = self.left.checked_sub(numbers) else { return true };
            self.left = left;
            if self.finds(&open.without(one), most - persons, stay) {
                return true;
            }
            stay.push(one);
        }
        stay.truncate(before);
        false
    }
}

fn first(row: &[u64]) -> Option<usize> {
    row.iter().position(|cell| *cell != 0)
}

/// What is above the bits of the prime counts once more below: it is a power of two less one.
fn product(one: u64, other: u64) -> u64 {
    let whole = u128::from(one) * u128::from(other);
    let below = u64::try_from(whole & u128::from(PRIME)).unwrap_or_default();
    sum(below, u64::try_from(whole >> PRIME.count_ones()).unwrap_or_default())
}

const fn sum(one: u64, other: u64) -> u64 {
    let both = one + other;
    if both < PRIME { both } else { both - PRIME }
}

/// By Fermat: the power of two less than the prime.
fn inverse(value: u64) -> u64 {
    let (mut power, mut base, mut left) = (1, value, PRIME - 2);
    while left > 0 {
        if left & 1 == 1 {
            power = product(power, base);
        }
        base = product(base, base);
        left >>= 1;
    }
    power
}

#[cfg(test)]
mod tests;
