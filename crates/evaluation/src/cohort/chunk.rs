//! Rows that were read together: columns of values with the person, occasion and line of each row. Chunks are read side
//! by side and taken up in order.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::faults::FAULTS_SHOWN;
use super::items::ItemSums;
use super::levels::Levels;
use super::slots::{LEVELS, MISSING, MOST_CHOICES, MOST_LEVELS, Slots, Value};
use crate::fault::Fault;

/// Position of a level that is missing.
pub(super) const NO_LEVEL: f64 = MISSING;

/// Texts that occur again and again, each stored once.
#[derive(Debug, Default)]
pub(super) struct Names {
    text: String,
    ends: Vec<usize>,
}

impl Names {
    pub(super) fn push(&mut self, name: &str) -> u32 {
        self.text.push_str(name);
        self.ends.push(self.text.len());
        u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX)
    }
    pub(super) fn get(&self, index: u32) -> &str {
        let index = usize::try_from(index).unwrap_or(usize::MAX);
        let end = self.ends.get(index).copied().unwrap_or_default();
        let start =
            index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.text.get(start..end).unwrap_or_default()
    }
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..u32::try_from(self.len()).unwrap_or(u32::MAX)).map(|index| self.get(index))
    }
    /// Takes out the first name, or the last.
    fn without(&self, first: bool, last: bool) -> Self {
        let mut kept = Self::default();
        let count = self.len().saturating_sub(usize::from(first) + usize::from(last));
        for name in self.iter().skip(usize::from(first)).take(count) {
            kept.push(name);
        }
        kept
    }
    pub(super) fn last(&self) -> Option<&str> {
        self.len().checked_sub(1).map(|last| self.get(u32::try_from(last).unwrap_or(u32::MAX)))
    }
}

/// What a person is found by: two independent hashes of her id. That two ids of one file agree in all 128 bits does not
/// happen, and comparing the ids themselves would cost more than everything else where rows are in no order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key(u64, u64);

impl Key {
    pub(super) fn of(name: &str) -> Self {
        let [one, other] = [0u8, 1].map(|first| {
            let mut hasher = DefaultHasher::new();
            hasher.write_u8(first);
            hasher.write(name.as_bytes());
            hasher.finish()
        });
        Self(one, other)
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0);
    }
}

/// Rows that were read together.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// Persons in the order they came, a person possibly more than once.
    pub(super) persons: Names,
    /// The key of each.
    pub(super) keys: Vec<Key>,
    /// Levels of characteristics and covariates, in the order they came.
    pub(super) levels: Vec<Levels>,
    /// For each row the position of its person.
    pub(super) person: Vec<u32>,
    /// For each row the position of its occasion.
    pub(super) occasion: Vec<u8>,
    /// For each row the line it stands on.
    pub(super) line: Vec<u32>,
    /// For each slot the value of each row; levels by their position, those of a covariate from [`LEVELS`] on.
    pub(super) values: Vec<Vec<f64>>,
    /// Slot × occasion: sums over the items of scores.
    pub(super) items: BTreeMap<(usize, u8), ItemSums>,
    /// What was wrong.
    pub(super) faults: Vec<Fault>,
    /// Faults that are only counted.
    pub(super) more_faults: u64,
    /// Rows read, with those that had a fault.
    pub(super) rows: u64,
    /// The first slot that is a covariate.
    covariates_from: usize,
}

impl Chunk {
    pub(super) fn new(slots: &Slots<'_>) -> Self {
        Self {
            levels: slots.all.iter().map(|_| Levels::default()).collect(),
            values: slots.all.iter().map(|_| Vec::new()).collect(),
            covariates_from: slots.all.len() - slots.covariates,
            ..Self::default()
        }
    }

    /// Begins a row.
    pub(super) fn row(&mut self, person: &str, occasion: u8, line: u64) {
        if self.persons.last() != Some(person) {
            self.persons.push(person);
            self.keys.push(Key::of(person));
        }
        self.person.push(u32::try_from(self.persons.len() - 1).unwrap_or(u32::MAX));
        self.occasion.push(occasion);
        self.line.push(u32::try_from(line).unwrap_or(u32::MAX));
    }

    /// Takes in the answers behind a score of the row just begun.
    pub(super) fn answers(&mut self, slot: usize, answers: &[i64]) {
        if let (false, Some(occasion)) = (answers.is_empty(), self.occasion.last()) {
            self.items.entry((slot, *occasion)).or_default().add(answers);
        }
    }

    /// Puts a value of the row just begun.
    pub(super) fn put(&mut self, slot: usize, value: Value<'_>) {
        let number = match value {
            Value::Number(number) => number,
            Value::Missing => MISSING,
            Value::Level(level) => self.level(slot, level),
        };
        if let Some(values) = self.values.get_mut(slot) {
            values.push(number);
        }
    }

    fn level(&mut self, slot: usize, level: &str) -> f64 {
        let Some(levels) = self.levels.get_mut(slot) else { return NO_LEVEL };
        let (first, most) =
            if slot >= self.covariates_from { (LEVELS, MOST_LEVELS + 1) } else { (0.0, MOST_CHOICES + 1) };
        let place = levels.place(level, most);
        u32::try_from(place).map_or(NO_LEVEL, |place| first + f64::from(place))
    }

    /// Takes out the rows of the first person, or of the last one, who may have more rows elsewhere. What was wrong and what
    /// adds up stays.
    pub(super) fn take_ends(&mut self, first: bool, last: bool) -> Self {
        let persons = u32::try_from(self.persons.len()).unwrap_or(u32::MAX);
        let first = first && persons > 0;
        let last = last && persons > u32::from(first);
        let head = if first { self.person.partition_point(|person| *person == 0) } else { 0 };
        let tail = if last {
            self.person.partition_point(|person| *person + 1 < persons)
        } else {
            self.person.len()
        };
        let mut ends = Self {
            covariates_from: self.covariates_from,
            person: cut(&mut self.person, head, tail),
            occasion: cut(&mut self.occasion, head, tail),
            line: cut(&mut self.line, head, tail),
            values: self.values.iter_mut().map(|values| cut(values, head, tail)).collect(),
            ..Self::default()
        };
        let covariate = |slot: usize| if slot >= self.covariates_from { LEVELS } else { 0.0 };
        let levels = self.levels.iter().zip(&mut ends.values).enumerate();
        ends.levels = levels.map(|(slot, (levels, values))| levels.used(values, covariate(slot))).collect();
        let names = [first.then_some(0), last.then_some(persons.saturating_sub(1))];
        for place in names.into_iter().flatten() {
            let name = self.persons.get(place);
            ends.persons.push(name);
            ends.keys.push(Key::of(name));
        }
        // The first has place 0 already.
        let place = u32::from(first);
        ends.person.iter_mut().for_each(|person| *person = (*person).min(place));
        if first && !self.keys.is_empty() {
            self.keys.remove(0);
        }
        if last {
            self.keys.pop();
        }
        self.persons = self.persons.without(first, last);
        self.person.iter_mut().for_each(|person| *person -= place);
        ends
    }

    /// Drops the rows of a person at an occasion that has one already, but for so many: each is a fault, and of faults no more
    /// are told one by one. Gives how many of them stay, and how many went.
    pub(super) fn drop_repeats(&mut self, most: usize) -> (usize, u64) {
        let (mut kept, mut dropped) = (0, 0);
        let (mut of, mut seen) = (None, [false; 256]);
        let rows = self.person.iter().zip(&self.occasion);
        let stay: Vec<bool> = rows
            .map(|(person, occasion)| {
                if of != Some(*person) {
                    (of, seen) = (Some(*person), [false; 256]);
                }
                let before =
                    seen.get_mut(usize::from(*occasion)).is_some_and(|seen| std::mem::replace(seen, true));
                let stays = !before || kept < most;
                kept += usize::from(before && stays);
                dropped += u64::from(!stays);
                stays
            })
            .collect();
        if dropped > 0 {
            retain(&mut self.person, &stay);
            retain(&mut self.occasion, &stay);
            retain(&mut self.line, &stay);
            self.values.iter_mut().for_each(|values| retain(values, &stay));
        }
        (kept, dropped)
    }

    /// Notes a fault.
    pub(super) fn fault(&mut self, fault: Fault) {
        if self.faults.len() < FAULTS_SHOWN {
            self.faults.push(fault);
        } else {
            self.more_faults += 1;
        }
    }
}

/// Keeps those that stay.
fn retain<T>(all: &mut Vec<T>, stay: &[bool]) {
    let mut stay = stay.iter();
    all.retain(|_| stay.next().copied().unwrap_or(true));
}

/// Takes out what stands before one place and from another one on.
fn cut<T>(all: &mut Vec<T>, head: usize, tail: usize) -> Vec<T> {
    let last = all.split_off(tail.max(head).min(all.len()));
    let mut out: Vec<T> = all.drain(..head.min(all.len())).collect();
    out.extend(last);
    out
}
