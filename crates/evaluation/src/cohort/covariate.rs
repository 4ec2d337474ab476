//! Covariates of models: a value for each person and occasion, numbers or levels. A column that holds a text anywhere is a
//! column of levels; they stand in the order in which they first come in the file.

use std::collections::{BTreeMap, HashMap};

use super::slots::{LEVELS, MISSING, MOST_LEVELS};

/// What the levels are called that are too many to be told apart.
pub(super) const OTHERS: &str = "…";

/// A covariate.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Covariate {
    /// Levels in the order of their first appearance; empty for numbers.
    pub(crate) levels: Vec<String>,
    /// Occasion × person: the number, or the position of the level; missing is NaN.
    pub(crate) values: Vec<Vec<f64>>,
}

impl Covariate {
    /// Of nobody yet.
    pub(crate) const fn of_levels(levels: Vec<String>) -> Self {
        Self { levels, values: Vec::new() }
    }

    /// Whether it has more levels than can be told apart.
    pub(crate) const fn is_overfull(&self) -> bool {
        self.levels.len() > MOST_LEVELS
    }

    /// Gives each person at every occasion the value of the earliest occasion that has one.
    pub(super) fn carry_first(&mut self) {
        let persons = self.values.first().map_or(0, Vec::len);
        for person in 0..persons {
            let first =
                self.values.iter().filter_map(|column| column.get(person)).find(|value| !value.is_nan());
            let first = first.copied().unwrap_or(MISSING);
            for column in &mut self.values {
                if let Some(value) = column.get_mut(person) {
                    *value = first;
                }
            }
        }
    }
}

/// A covariate that is being read.
pub(super) struct Growing {
    /// Texts in the order they came.
    texts: Vec<String>,
    values: Vec<Vec<f64>>,
    /// The levels of the whole file, where they are known beforehand.
    known: Option<Vec<String>>,
}

impl Growing {
    pub(super) fn new(occasions: usize, known: Option<Vec<String>>) -> Self {
        Self { texts: Vec::new(), values: vec![Vec::new(); occasions], known }
    }

    /// Makes room for a further person.
    pub(super) fn person(&mut self) {
        self.values.iter_mut().for_each(|column| column.push(MISSING));
    }

    /// Positions of a chunk's levels among all levels.
    pub(super) fn translate(&mut self, levels: &[String]) -> Vec<f64> {
        let position = |level: &String| {
            let known = self.texts.iter().position(|known| known == level);
            let position = known.unwrap_or_else(|| {
                if self.texts.len() < MOST_LEVELS {
                    self.texts.push(level.clone());
                    self.texts.len() - 1
                } else {
                    MOST_LEVELS
                }
            });
            u32::try_from(position).map_or(MISSING, |position| LEVELS + f64::from(position))
        };
        levels.iter().map(position).collect()
    }

    pub(super) fn take(&mut self, place: usize, occasion: usize, value: f64, levels: &[f64]) {
        let value = match position(value) {
            Some(level) => levels.get(level).copied().unwrap_or(LEVELS + 1000.0),
            None => value,
        };
        if let Some(cell) = self.values.get_mut(occasion).and_then(|column| column.get_mut(place)) {
            *cell = value;
        }
    }

    /// The finished column; `lines` gives the line of each row, occasion × person.
    pub(super) fn finish(self, lines: &[Vec<u32>]) -> Covariate {
        let Self { texts, mut values, known } = self;
        // Numbers among texts are levels too.
        let name = |value: f64| match position(value) {
            Some(level) => texts.get(level).map_or(OTHERS, String::as_str).to_owned(),
            None => value.to_string(),
        };
        let levels = match known {
            Some(levels) => levels,
            None if texts.is_empty() => Vec::new(),
            None => bounded(first_come(&values, lines).into_iter().map(name)),
        };
        if levels.is_empty() {
            return Covariate { levels, values };
        }
        let places: HashMap<&str, f64> =
            levels.iter().map(String::as_str).zip((0u32..).map(f64::from)).collect();
        let others = places.get(OTHERS).copied().unwrap_or(MISSING);
        let mut of_value: HashMap<u64, f64> = HashMap::new();
        for value in values.iter_mut().flatten().filter(|value| !value.is_nan()) {
            let place = || places.get(name(*value).as_str()).copied().unwrap_or(others);
            *value = *of_value.entry(value.to_bits()).or_insert_with(place);
        }
        drop(places);
        Covariate { levels, values }
    }
}

/// The different values in the order of the lines they first stand on.
fn first_come(values: &[Vec<f64>], lines: &[Vec<u32>]) -> Vec<f64> {
    let mut first: BTreeMap<u64, (u32, f64)> = BTreeMap::new();
    for (column, lines) in values.iter().zip(lines) {
        for (value, line) in column.iter().zip(lines).filter(|(value, _)| !value.is_nan()) {
            let seen = first.entry(value.to_bits()).or_insert((*line, *value));
            seen.0 = seen.0.min(*line);
        }
    }
    let mut order: Vec<(u32, f64)> = first.into_values().collect();
    order.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    order.into_iter().map(|(_, value)| value).collect()
}

/// As many levels as are told apart, and one for all others where there are more.
pub(super) fn bounded(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut levels: Vec<String> = names.take(MOST_LEVELS + 1).collect();
    if let Some(last) = levels.get_mut(MOST_LEVELS) {
        OTHERS.clone_into(last);
    }
    levels
}

/// The position of a level, of a value that is one.
pub(super) fn position(value: f64) -> Option<usize> {
    if value >= LEVELS {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a position made from a u32"
        )]
        let position = (value - LEVELS) as usize;
        Some(position)
    } else {
        None
    }
}
