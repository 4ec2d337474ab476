//! How many persons each column of a model stands on, in a form that adds up. The coefficient of a group of two persons is
//! those two persons' mean: disclosure control asks for the smallest group before a model leaves.

use std::collections::{BTreeSet, HashMap};

use crate::findings::ModelTime;
use crate::study::{ModelPart, ModelSpec};

/// More combinations of levels than this are not counted: some of them are of one person.
const MOST_COMBINATIONS: usize = 1 << 16;

/// Covariates whose values set groups of persons apart, at each occasion or at all of them together, with the persons of
/// each group.
#[derive(Debug, Clone)]
struct Crossing {
    /// Place of the column it belongs to.
    column: usize,
    /// Covariates.
    parts: Vec<usize>,
    /// Whether the groups are those of each occasion by itself.
    by_occasion: bool,
    /// Persons by the values; nothing once they are too many.
    counts: Option<HashMap<Box<[u64]>, u64>>,
}

impl Crossing {
    fn count(&mut self, key: &[u64], persons: u64) {
        let Some(counts) = &mut self.counts else { return };
        if let Some(known) = counts.get_mut(key) {
            *known += persons;
        } else if counts.len() < MOST_COMBINATIONS {
            counts.insert(key.into(), persons);
        } else {
            self.counts = None;
        }
    }

    fn smallest(&self) -> Option<u64> {
        self.counts.as_ref().map_or(Some(1), |counts| counts.values().copied().min())
    }
}

/// The groups that the columns of a model set apart. A number with more than two values is a slope and sets nobody apart;
/// because that shows only on the way, each column is counted with and without each of its numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Footing {
    /// The values seen of each covariate that is a number; nothing for a text, and of what proved a slope.
    numbers: Vec<Option<BTreeSet<u64>>>,
    columns: usize,
    crossings: Vec<Crossing>,
    room: Vec<Box<[u64]>>,
}

impl Footing {
    /// Nobody; of a model whose covariates are texts or not.
    pub(super) fn of(spec: &ModelSpec, text: &[bool]) -> Self {
        let alone = (0..text.len()).map(|one| vec![ModelPart::Covariate(one)]);
        let columns: Vec<Vec<ModelPart>> = alone.chain(spec.interactions.iter().cloned()).collect();
        let mut crossings = Vec::new();
        for (column, parts) in columns.iter().enumerate() {
            let by_occasion = spec.time == ModelTime::Factor && parts.contains(&ModelPart::Time);
            let covariates: Vec<usize> = parts.iter().filter_map(of_covariate).collect();
            let subsets = subsets(&covariates, text).into_iter().filter(|parts| !parts.is_empty());
            crossings.extend(subsets.map(|parts| Crossing {
                column,
                parts,
                by_occasion,
                counts: Some(HashMap::new()),
            }));
        }
        let numbers = text.iter().map(|text| (!text).then(BTreeSet::new)).collect();
        Self { numbers, columns: columns.len(), crossings, room: Vec::new() }
    }

    /// Takes in one person: the outcome at each occasion, NaN where there is none, and the values of the covariates.
    pub(super) fn add(
        &mut self,
        occasions: usize,
        outcome: &impl Fn(usize) -> f64,
        covariate: &impl Fn(usize, usize) -> f64,
    ) {
        if self.crossings.is_empty() {
            return;
        }
        let width = self.numbers.len();
        for one in 0..width {
            for value in (0..occasions).map(|occasion| covariate(one, occasion)).filter(|v| !v.is_nan()) {
                self.see(one, value.to_bits());
            }
        }
        let counts = |occasion: &usize| {
            !outcome(*occasion).is_nan() && (0..width).all(|one| !covariate(one, *occasion).is_nan())
        };
        let observed: Vec<usize> = (0..occasions).filter(counts).collect();
        for crossing in &mut self.crossings {
            self.room.clear();
            for occasion in &observed {
                let own = crossing.parts.iter().map(|one| covariate(*one, *occasion).to_bits());
                let by = crossing.by_occasion.then_some(*occasion as u64);
                let key: Box<[u64]> = by.into_iter().chain(own).collect();
                // Each person counts once in a group.
                if !self.room.contains(&key) {
                    self.room.push(key);
                }
            }
            for key in &self.room {
                crossing.count(key, 1);
            }
        }
    }

    /// A value of a covariate; more than two of a number make it a slope.
    fn see(&mut self, covariate: usize, value: u64) {
        let Some(slot) = self.numbers.get_mut(covariate) else { return };
        let Some(seen) = slot else { return };
        if seen.insert(value) && seen.len() > 2 {
            *slot = None;
            self.crossings.retain(|crossing| !crossing.parts.contains(&covariate));
        }
    }

    /// Adds other persons of the same model.
    pub(super) fn merge(&mut self, other: &Self) {
        for (covariate, their) in other.numbers.iter().enumerate() {
            match their {
                Some(seen) => seen.iter().for_each(|value| self.see(covariate, *value)),
                None => self.drop_slope(covariate, other),
            }
        }
        for own in &mut self.crossings {
            let same = |their: &&Crossing| their.column == own.column && their.parts == own.parts;
            match other.crossings.iter().find(same).map(|their| &their.counts) {
                Some(Some(counts)) => counts.iter().for_each(|(key, persons)| own.count(key, *persons)),
                Some(None) => own.counts = None,
                None => {}
            }
        }
    }

    /// What proved a slope elsewhere is one here; a text has no numbers on either side.
    fn drop_slope(&mut self, covariate: usize, other: &Self) {
        let was_number = self.numbers.get(covariate).is_some_and(Option::is_some);
        if was_number && other.numbers.get(covariate).is_some_and(Option::is_none) {
            if let Some(slot) = self.numbers.get_mut(covariate) {
                *slot = None;
            }
            self.crossings.retain(|crossing| !crossing.parts.contains(&covariate));
        }
    }

    /// The values that a number has, two at most; nothing of a text and of what proved a slope.
    pub(super) fn few_values(&self, covariate: usize) -> Option<Vec<f64>> {
        let seen = self.numbers.get(covariate)?.as_ref()?;
        Some(seen.iter().map(|bits| f64::from_bits(*bits)).collect())
    }

    /// Persons of the smallest group that a column sets apart; nothing where no column does.
    pub(super) fn smallest_group(&self) -> Option<u64> {
        let of_column = |column: usize| {
            let own = self.crossings.iter().filter(|crossing| crossing.column == column);
            own.max_by_key(|crossing| crossing.parts.len()).and_then(Crossing::smallest)
        };
        (0..self.columns).filter_map(of_column).min()
    }
}

const fn of_covariate(part: &ModelPart) -> Option<usize> {
    match part {
        ModelPart::Covariate(one) => Some(*one),
        ModelPart::Time => None,
    }
}

/// All texts with each choice of the numbers.
fn subsets(covariates: &[usize], text: &[bool]) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for one in covariates {
        let with = |set: &Vec<usize>| set.iter().copied().chain([*one]).collect::<Vec<_>>();
        let more: Vec<Vec<usize>> = all.iter().map(with).collect();
        if text.get(*one).copied().unwrap_or(false) {
            all = more;
        } else {
            all.extend(more);
        }
    }
    all
}
