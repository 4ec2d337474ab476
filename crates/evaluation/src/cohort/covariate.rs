//! Covariates of models: a value for each person and occasion, numbers or levels. A column that holds a text anywhere is a
//! column of levels; they stand in the order in which they first come in the file.

use std::collections::BTreeMap;

use super::slots::{LEVELS, MISSING, MOST_LEVELS};

/// A covariate.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Covariate {
    /// Levels in the order of their first appearance; empty for numbers.
    pub(crate) levels: Vec<String>,
    /// Occasion × person: the number, or the position of the level; missing is NaN.
    pub(crate) values: Vec<Vec<f64>>,
}

impl Covariate {
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
    levels: Vec<String>,
    values: Vec<Vec<f64>>,
}

impl Growing {
    pub(super) fn new(occasions: usize) -> Self {
        Self { levels: Vec::new(), values: vec![Vec::new(); occasions] }
    }

    /// Makes room for a further person.
    pub(super) fn person(&mut self) {
        self.values.iter_mut().for_each(|column| column.push(MISSING));
    }

    /// Positions of a chunk's levels among all levels.
    pub(super) fn translate(&mut self, levels: &[String]) -> Vec<f64> {
        let position = |level: &String| {
            let known = self.levels.iter().position(|known| known == level);
            let position = known.unwrap_or_else(|| {
                if self.levels.len() < MOST_LEVELS {
                    self.levels.push(level.clone());
                    self.levels.len() - 1
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
        let Self { mut levels, mut values } = self;
        if levels.is_empty() {
            return Covariate { levels, values };
        }
        // Numbers among texts are levels too, and take their place in the order of the file.
        let mut first: BTreeMap<u64, (u32, f64)> = BTreeMap::new();
        for (column, lines) in values.iter().zip(lines) {
            for (value, line) in column.iter().zip(lines) {
                if !value.is_nan() {
                    let seen = first.entry(value.to_bits()).or_insert((*line, *value));
                    seen.0 = seen.0.min(*line);
                }
            }
        }
        let mut order: Vec<(u32, f64)> = first.into_values().collect();
        order.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let name = |value: f64| match position(value) {
            Some(level) => levels.get(level).cloned().unwrap_or_else(|| "…".to_owned()),
            None => value.to_string(),
        };
        let names: Vec<String> = order.iter().map(|(_, value)| name(*value)).collect();
        let places: BTreeMap<u64, f64> =
            order.iter().zip(0u32..).map(|((_, value), place)| (value.to_bits(), f64::from(place))).collect();
        for value in values.iter_mut().flatten().filter(|value| !value.is_nan()) {
            *value = places.get(&value.to_bits()).copied().unwrap_or(MISSING);
        }
        levels = names;
        Covariate { levels, values }
    }
}

/// The position of a level, of a value that is one.
fn position(value: f64) -> Option<usize> {
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
