//! The persons of a release one by one, each by a number for her id, with numbers for what she adds to what was told: by
//! them any sum of releases can be laid side by side, whatever the periods, the data cuts and the studies were. They tell
//! as much as the data do, and stay where these are kept.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::persons::fact;

/// So many persons are remembered one by one; of a release of more, sums and sketches of groups are.
const MOST: usize = 5_000;

/// Persons, and what each of them adds to what was told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roll {
    /// Numbers of the persons, in order.
    keys: Vec<u64>,
    /// By the group or the line it is of: what is told of its persons, one column for each kind of number.
    columns: BTreeMap<String, Vec<Column>>,
}

/// What is known of each person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Column {
    /// Numbers for what can be known, in order.
    known: Vec<u64>,
    /// For each person the place of hers, from 1; 0 where nothing is told of her.
    at: Vec<u16>,
}

impl Column {
    fn of(values: &[u64]) -> Self {
        let mut known: Vec<u64> = values.iter().copied().filter(|value| *value != 0).collect();
        known.sort_unstable();
        known.dedup();
        let place = |value: &u64| {
            let found = known.binary_search(value).ok();
            found.and_then(|at| u16::try_from(at + 1).ok()).unwrap_or(0)
        };
        let at = values.iter().map(place).collect();
        Self { known, at }
    }

    /// For each person a number for what is known of her; 0 where nothing is.
    pub(super) fn values(&self) -> Vec<u64> {
        let value = |at: &u16| match usize::from(*at).checked_sub(1) {
            Some(at) => self.known.get(at).copied().unwrap_or(1),
            None => 0,
        };
        self.at.iter().map(value).collect()
    }
}

impl Roll {
    pub(super) fn keys(&self) -> &[u64] {
        &self.keys
    }

    /// The columns of a group or a line, where something of it is told.
    pub(super) fn columns(&self, key: &str) -> Option<&[Column]> {
        self.columns.get(key).map(Vec::as_slice)
    }

    /// With the columns that are told.
    #[must_use]
    pub(super) fn only(mut self, told: impl Fn(&str) -> bool) -> Self {
        self.columns.retain(|key, _| told(key));
        self
    }
}

/// A roll that persons are still being added to.
#[derive(Debug, Clone)]
pub(super) struct Rolling {
    keys: Vec<u64>,
    columns: BTreeMap<String, Vec<Vec<u64>>>,
}

impl Rolling {
    /// Of these persons, unless they are too many.
    pub(super) fn of(keys: &[u64]) -> Option<Self> {
        (keys.len() <= MOST).then(|| Self { keys: keys.to_vec(), columns: BTreeMap::new() })
    }

    /// A column more of a group or a line: for each person in it a number for what is known of her.
    pub(super) fn put(&mut self, key: &str, known: &dyn Fn(usize) -> Option<u64>) {
        let value = |at| known(at).map_or(0, |value| fact(0, value).max(1));
        let column = (0..self.keys.len()).map(value).collect();
        self.columns.entry(key.to_owned()).or_default().push(column);
    }

    /// With other persons, unless they are too many together.
    pub(super) fn and(mut self, other: Self) -> Option<Self> {
        let (own, their) = (self.keys.len(), other.keys.len());
        if own + their > MOST {
            return None;
        }
        self.keys.extend(other.keys);
        for (key, columns) in other.columns {
            // A level that nobody had so far.
            let mine = self.columns.entry(key).or_insert_with(|| vec![vec![0; own]; columns.len()]);
            mine.iter_mut().zip(columns).for_each(|(mine, theirs)| mine.extend(theirs));
        }
        for column in self.columns.values_mut().flatten() {
            column.resize(own + their, 0);
        }
        Some(self)
    }

    /// The same however the persons came.
    pub(super) fn done(self) -> Roll {
        let mut order: Vec<usize> = (0..self.keys.len()).collect();
        order.sort_by_key(|at| self.keys.get(*at));
        let sorted = |values: &[u64]| -> Vec<u64> {
            order.iter().map(|at| values.get(*at).copied().unwrap_or_default()).collect()
        };
        let column = |values: &Vec<u64>| Column::of(&sorted(values));
        let columns = self.columns.iter().map(|(key, all)| (key.clone(), all.iter().map(column).collect()));
        Roll { columns: columns.collect(), keys: sorted(&self.keys) }
    }
}
