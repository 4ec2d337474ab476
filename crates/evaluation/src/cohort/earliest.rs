//! A characteristic of each person, from the earliest occasion that has it, so that the order of rows decides nothing.

use super::Trait;
use super::chunk::NO_LEVEL;
use super::levels::Levels;
use super::slots::{MISSING, MOST_CHOICES};
use crate::fault::{Fault, FaultCode};

/// A value per person with the occasion it was taken from.
#[derive(Default)]
pub(super) struct Earliest {
    values: Vec<f64>,
    occasion: Vec<u8>,
    levels: Levels,
}

impl Earliest {
    /// Makes room for a further person.
    pub(super) fn person(&mut self) {
        self.values.push(MISSING);
        self.occasion.push(u8::MAX);
    }

    /// Whether there are more levels than a table has lines.
    pub(super) fn has_too_many(&self) -> bool {
        self.levels.names().len() > MOST_CHOICES
    }

    /// Puts the persons in another order.
    pub(super) fn reorder(&mut self, order: impl Fn(&mut Vec<f64>)) {
        order(&mut self.values);
    }

    /// The numbers.
    pub(super) fn values(self) -> Vec<f64> {
        self.values
    }

    /// Positions of a chunk's levels among all levels.
    pub(super) fn translate(&mut self, levels: &[String]) -> Vec<f64> {
        levels
            .iter()
            .map(|level| {
                let position = self.levels.place(level, MOST_CHOICES + 1);
                u32::try_from(position).map_or(NO_LEVEL, f64::from)
            })
            .collect()
    }

    pub(super) fn take(&mut self, place: usize, occasion: u8, value: f64, levels: &[f64]) {
        let (Some(kept), Some(since)) = (self.values.get_mut(place), self.occasion.get_mut(place)) else {
            return;
        };
        if value.is_nan() || occasion >= *since {
            return;
        }
        *since = occasion;
        *kept = if levels.is_empty() { value } else { level(value, levels) };
    }

    /// Levels in the order of the alphabet, whatever order they came in.
    pub(super) fn finish(self) -> Trait {
        let levels = self.levels.names();
        if levels.is_empty() {
            return Trait::Values(self.values);
        }
        let mut sorted: Vec<String> = levels.to_vec();
        sorted.sort();
        let places: Vec<f64> = levels
            .iter()
            .map(|level| {
                let place = sorted.binary_search(level).unwrap_or_default();
                u32::try_from(place).map_or(NO_LEVEL, f64::from)
            })
            .collect();
        let values = self.values.into_iter().map(|value| level(value, &places)).collect();
        Trait::Levels(sorted, values)
    }
}

/// That a characteristic has more different answers than a table has lines.
pub(super) fn too_many_choices(file: &str, heading: &str) -> Fault {
    let fault = Fault::new(file, FaultCode::LevelsMany).column(heading);
    fault.with("name", heading).with("most", MOST_CHOICES)
}

/// The new position of a level.
fn level(value: f64, places: &[f64]) -> f64 {
    if value.is_nan() {
        return NO_LEVEL;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a position made from a u32")]
    let index = value as usize;
    places.get(index).copied().unwrap_or(NO_LEVEL)
}
