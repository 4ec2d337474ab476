//! Chunks → columns. Persons get their place when they first come and are put in the order of their ids in the end.
//! A person's characteristics are taken from the earliest occasion that has them, so the order of rows decides nothing.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use super::chunk::{Chunk, Key, Names};
use super::covariate::Growing;
use super::earliest::{Earliest, too_many_choices};
use super::faults::Faults;
use super::items::ItemSums;
use super::levels::Levels;
use super::slots::{MISSING, Slots};
use super::{Covariate, Trait};
use crate::fault::{Fault, FaultCode};
use crate::package::value::holds_cpr;

/// The keys are hashes already.
#[derive(Default)]
struct Itself(u64);

impl Hasher for Itself {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
    fn finish(&self) -> u64 {
        self.0
    }
}

/// Columns being filled.
pub(super) struct Builder<'s> {
    slots: &'s Slots<'s>,
    file: String,
    occasion_heading: String,
    persons: Names,
    by_key: HashMap<Key, u32, BuildHasherDefault<Itself>>,
    /// Occasion × person: the line of the row, 0 while there is none.
    lines: Vec<Vec<u32>>,
    /// Measure × occasion × person.
    measures: Vec<Vec<Vec<f64>>>,
    traits: Vec<Earliest>,
    covariates: Vec<Growing>,
    items: BTreeMap<(usize, u8), ItemSums>,
    faults: Faults,
    rows: u64,
}

/// The finished columns.
#[derive(Default)]
pub(super) struct Built {
    pub(super) persons: usize,
    pub(super) keys: Vec<u64>,
    pub(super) rows: u64,
    pub(super) measures: Vec<Vec<Vec<f64>>>,
    pub(super) groups: Vec<Vec<f64>>,
    pub(super) characteristics: Vec<Trait>,
    pub(super) covariates: Vec<Covariate>,
    pub(super) items: BTreeMap<(usize, u8), ItemSums>,
}

impl<'s> Builder<'s> {
    /// Nothing yet of a file whose occasions stand under a heading. `known` are the levels of its covariates, where they are
    /// known beforehand.
    pub(super) fn new(
        slots: &'s Slots<'s>,
        occasions: usize,
        (file, occasion_heading): (&str, &str),
        known: Option<&[Vec<String>]>,
    ) -> Self {
        let levels = |covariate: usize| known.and_then(|known| known.get(covariate)).cloned();
        let traits =
            slots.all.iter().skip(slots.measures).take(slots.all.len() - slots.measures - slots.covariates);
        Self {
            slots,
            file: file.to_owned(),
            occasion_heading: occasion_heading.to_owned(),
            persons: Names::default(),
            by_key: HashMap::default(),
            lines: vec![Vec::new(); occasions],
            measures: vec![vec![Vec::new(); occasions]; slots.measures],
            traits: traits.map(|_| Earliest::default()).collect(),
            covariates: (0..slots.covariates).map(|one| Growing::new(occasions, levels(one))).collect(),
            items: BTreeMap::new(),
            faults: Faults::default(),
            rows: 0,
        }
    }

    /// Notes a fault.
    pub(super) fn fault(&mut self, fault: Fault) {
        self.faults.note(fault);
    }

    /// The place of a person, who is added when she is not there.
    fn person(&mut self, name: &str, key: Key) -> usize {
        if let Some(&place) = self.by_key.get(&key) {
            return usize::try_from(place).unwrap_or(usize::MAX);
        }
        let place = self.persons.push(name);
        self.by_key.insert(key, place);
        for column in self.measures.iter_mut().flatten() {
            column.push(MISSING);
        }
        for lines in &mut self.lines {
            lines.push(0);
        }
        self.traits.iter_mut().for_each(Earliest::person);
        for one in &mut self.covariates {
            one.person();
        }
        usize::try_from(place).unwrap_or(usize::MAX)
    }

    /// The same by name alone.
    pub(super) fn add(&mut self, name: &str) -> usize {
        self.person(name, Key::of(name))
    }

    /// Takes up the rows of a chunk.
    pub(super) fn absorb(&mut self, chunk: Chunk) {
        self.rows += chunk.rows;
        self.faults.count(chunk.more_faults);
        for (key, sums) in &chunk.items {
            self.items.entry(*key).or_default().merge(sums);
        }
        for fault in chunk.faults {
            self.fault(fault);
        }
        let places: Vec<usize> = chunk
            .keys
            .iter()
            .zip(0u32..)
            .map(|(&key, index)| self.person(chunk.persons.get(index), key))
            .collect();
        let place = |person: &u32| {
            usize::try_from(*person).ok().and_then(|index| places.get(index)).copied().unwrap_or(usize::MAX)
        };
        let again: Vec<(u32, u32, u32)> = {
            let rows = chunk.person.iter().zip(&chunk.occasion).zip(&chunk.line);
            rows.filter_map(|((person, &occasion), &line)| {
                let seen = self.lines.get_mut(usize::from(occasion))?.get_mut(place(person))?;
                if *seen != 0 {
                    return Some((*person, line, *seen));
                }
                *seen = line;
                None
            })
            .collect()
        };
        for (person, line, first) in again {
            self.twice(chunk.persons.get(person), line, first);
        }
        for (slot, values) in chunk.values.iter().enumerate() {
            let rows = chunk.person.iter().map(place).zip(&chunk.occasion).zip(values);
            if self.slots.is_covariate(slot) {
                let index = slot + self.slots.covariates - self.slots.all.len();
                let Some(one) = self.covariates.get_mut(index) else { continue };
                let levels = one.translate(chunk.levels.get(slot).map_or(&[], Levels::names));
                for ((place, &occasion), &value) in rows {
                    one.take(place, usize::from(occasion), value, &levels);
                }
                continue;
            }
            match slot.checked_sub(self.slots.measures) {
                None => {
                    let Some(columns) = self.measures.get_mut(slot) else { continue };
                    for ((place, &occasion), &value) in rows {
                        let column = columns.get_mut(usize::from(occasion));
                        if let Some(cell) = column.and_then(|column| column.get_mut(place)) {
                            *cell = value;
                        }
                    }
                }
                Some(index) => {
                    let Some(one) = self.traits.get_mut(index) else { continue };
                    let levels = one.translate(chunk.levels.get(slot).map_or(&[], Levels::names));
                    for ((place, &occasion), &value) in rows {
                        one.take(place, occasion, value, &levels);
                    }
                }
            }
        }
    }

    fn twice(&mut self, person: &str, line: u32, first: u32) {
        let fault = Fault::new(&self.file, FaultCode::Duplicate).at(u64::from(line));
        let fault = fault.column(&self.occasion_heading).with("first", first);
        let shown = if holds_cpr(person) { String::new() } else { person.to_owned() };
        self.fault(fault.with("value", shown));
    }

    /// Notes the characteristics with more different answers than a table has lines.
    fn too_many_choices(&mut self) {
        let slots = self.slots.all.iter().skip(self.slots.measures);
        let full = slots.zip(&self.traits).filter(|(_, one)| one.has_too_many());
        let headings: Vec<&str> =
            full.filter_map(|(slot, _)| slot.columns.names.first()).map(String::as_str).collect();
        for heading in headings {
            self.fault(too_many_choices(&self.file, heading));
        }
    }

    /// The columns, with persons in the order of their ids.
    ///
    /// # Errors
    /// All faults that were noted.
    pub(super) fn finish(mut self) -> Result<Built, Faults> {
        self.too_many_choices();
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        self.by_key = HashMap::default();
        let lines = std::mem::take(&mut self.lines);
        let covariates: Vec<Covariate> = self.covariates.into_iter().map(|one| one.finish(&lines)).collect();
        drop(lines);
        let order = order(&self.persons);
        let persons = self.persons.len();
        let places = 0..u32::try_from(persons).unwrap_or(u32::MAX);
        let key = |place: u32| crate::disclosure::person_key(self.persons.get(place));
        let keys = order.as_ref().map_or_else(
            || places.map(key).collect(),
            |order| order.iter().map(|place| key(*place)).collect(),
        );
        self.persons = Names::default();
        for column in self.measures.iter_mut().flatten() {
            reorder(column, order.as_deref());
        }
        let covariates = covariates.into_iter().map(|mut one| {
            one.values.iter_mut().for_each(|column| reorder(column, order.as_deref()));
            one
        });
        let covariates = covariates.collect();
        let mut traits = self.traits.into_iter().map(|mut one| {
            one.reorder(|values| reorder(values, order.as_deref()));
            one
        });
        let groups = traits.by_ref().take(self.slots.groups).map(Earliest::values).collect();
        let characteristics = traits.map(Earliest::finish).collect();
        Ok(Built {
            persons,
            keys,
            rows: self.rows,
            measures: self.measures,
            groups,
            characteristics,
            covariates,
            items: self.items,
        })
    }
}

/// The persons in the order of their ids; `None` when they stand so already. Ids are compared by their first sixteen bytes
/// as one number, and as text only where these are the same.
fn order(persons: &Names) -> Option<Vec<u32>> {
    let places = 0..u32::try_from(persons.len()).unwrap_or(u32::MAX);
    if places.clone().is_sorted_by_key(|place| persons.get(place)) {
        return None;
    }
    let mut order: Vec<(u128, u32)> = places.map(|place| (first_bytes(persons.get(place)), place)).collect();
    order.sort_unstable_by(|(a, one), (b, other)| {
        a.cmp(b).then_with(|| persons.get(*one).cmp(persons.get(*other)))
    });
    Some(order.into_iter().map(|(_, place)| place).collect())
}

fn first_bytes(name: &str) -> u128 {
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(name.bytes()) {
        *to = from;
    }
    u128::from_be_bytes(bytes)
}

fn reorder(column: &mut Vec<f64>, order: Option<&[u32]>) {
    if let Some(order) = order {
        let at = |place: &u32| usize::try_from(*place).ok().and_then(|place| column.get(place)).copied();
        *column = order.iter().map(|place| at(place).unwrap_or(MISSING)).collect();
    }
}
