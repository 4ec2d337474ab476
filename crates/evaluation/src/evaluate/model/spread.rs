//! How the numbers of the persons of a class lie, so that it is known how much a single one of them weighs in its sums.

use std::collections::BTreeMap;

use stats::{Cell, Extent, greatest_leverage, leverage_bound};

/// Persons of a class whose numbers are kept; of more only the extremes are.
const MOST_KEPT: usize = 1 << 16;
/// Values of a number that are counted. How many have each of a few follows from their mean and their spread.
const FEW_VALUES: usize = 6;

/// The numbers of the persons of a class.
#[derive(Debug, Clone)]
pub(super) struct Spread {
    width: usize,
    /// Person after person; nothing once they are many.
    rows: Option<Vec<f64>>,
    low: Vec<f64>,
    high: Vec<f64>,
    /// How many have which value of each number; nothing of one with more than a few.
    held: Vec<Option<BTreeMap<u64, u64>>>,
}

impl Spread {
    /// Nobody; of so many numbers each.
    pub(super) fn new(width: usize) -> Self {
        Self {
            width,
            rows: Some(Vec::new()),
            low: vec![f64::INFINITY; width],
            high: vec![f64::NEG_INFINITY; width],
            held: vec![Some(BTreeMap::new()); width],
        }
    }

    /// Takes in persons: the numbers of one after the other.
    fn take(&mut self, rows: &[f64], low: &[f64], high: &[f64]) {
        let ends = self.low.iter_mut().zip(low).zip(self.high.iter_mut().zip(high));
        for ((low, their_low), (high, their_high)) in ends {
            (*low, *high) = (low.min(*their_low), high.max(*their_high));
        }
        let most = MOST_KEPT * self.width;
        self.rows = self.rows.take().filter(|kept| kept.len() + rows.len() <= most).map(|mut kept| {
            kept.extend_from_slice(rows);
            kept
        });
    }

    /// Takes in one person.
    pub(super) fn add(&mut self, numbers: &[f64]) {
        self.take(numbers, numbers, numbers);
        for (held, number) in self.held.iter_mut().zip(numbers) {
            hold(held, number.to_bits(), 1);
        }
    }

    /// Takes in other persons of the class.
    pub(super) fn merge(&mut self, other: &Self) {
        for (held, their) in self.held.iter_mut().zip(&other.held) {
            match their {
                Some(their) => their.iter().for_each(|(value, persons)| hold(held, *value, *persons)),
                None => *held = None,
            }
        }
        self.take(other.rows.as_deref().unwrap_or_default(), &other.low, &other.high);
        if other.rows.is_none() {
            self.rows = None;
        }
    }

    /// The fewest persons that have a value of a number with a few; nothing where every number has more.
    pub(super) fn fewest(&self) -> Option<u64> {
        self.held.iter().flatten().flat_map(BTreeMap::values).copied().min()
    }

    /// How much of any combination of the numbers a single person can hold, 0–1 ([`greatest_leverage`]), at most; `cell` are
    /// the moments of the class, its numbers first. All of it where that cannot be told.
    pub(super) fn most_of_one(&self, cell: &Cell) -> f64 {
        let of_all = |cell: &Cell| {
            let means: Vec<f64> = cell.means().into_iter().take(self.width).collect();
            let places = (0..self.width).flat_map(|row| (0..=row).map(move |column| (row, column)));
            let cross: Vec<f64> = places.map(|(row, column)| cell.cross(row, column)).collect();
            let (low, high) = (&self.low, &self.high);
            leverage_bound(&Extent { rows: cell.n(), low, high, means: &means, cross: &cross })
        };
        let found =
            self.rows.as_ref().map_or_else(|| of_all(cell), |rows| greatest_leverage(rows, self.width));
        found.unwrap_or(1.0)
    }

    /// About how many bytes it takes.
    pub(super) fn weight(&self) -> usize {
        16 * self.width + self.rows.as_ref().map_or(0, |rows| 8 * rows.len())
    }
}

fn hold(held: &mut Option<BTreeMap<u64, u64>>, value: u64, persons: u64) {
    let Some(counts) = held else { return };
    *counts.entry(value).or_default() += persons;
    if counts.len() > FEW_VALUES {
        *held = None;
    }
}
