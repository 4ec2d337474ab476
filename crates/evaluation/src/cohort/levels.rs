//! The different texts of a column, each by its place; found quickly however many they are.

use std::collections::HashMap;

/// So few are looked through one by one, which is quicker.
const FEW: usize = 16;

/// Different texts in the order they came.
#[derive(Debug, Default)]
pub(super) struct Levels {
    names: Vec<String>,
    /// The places of all names, once they are many.
    places: HashMap<String, usize>,
}

impl Levels {
    /// The place of a text, which is added when it is not there and there are fewer than `most`; otherwise `most`.
    pub(super) fn place(&mut self, name: &str, most: usize) -> usize {
        let known = if self.names.len() <= FEW {
            self.names.iter().position(|known| known == name)
        } else {
            self.places.get(name).copied()
        };
        known.unwrap_or_else(|| self.push(name, most))
    }

    fn push(&mut self, name: &str, most: usize) -> usize {
        let next = self.names.len();
        if next >= most {
            return most;
        }
        self.names.push(name.to_owned());
        if next == FEW {
            self.places = self.names.iter().cloned().zip(0..).collect();
        } else if next > FEW {
            self.places.insert(name.to_owned(), next);
        }
        next
    }

    /// All of them.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Those that are used in a column, which gets their new places; `first` is what place 0 is in it.
    pub(super) fn used(&self, column: &mut [f64], first: f64) -> Self {
        let mut kept = Self::default();
        if self.names.is_empty() {
            return kept;
        }
        for value in column.iter_mut().filter(|value| **value >= first) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "made from a place")]
            let name = self.names.get((*value - first) as usize);
            let place = name.and_then(|name| u32::try_from(kept.place(name, usize::MAX)).ok());
            // What has no name of its own keeps the place behind all names.
            *value = place.map_or(*value, |place| first + f64::from(place));
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_a_place_of_its_own_until_there_are_too_many() {
        let mut levels = Levels::default();
        for round in 0..2 {
            for at in 0..100 {
                assert_eq!(levels.place(&at.to_string(), 60), at.min(60), "{round}");
            }
        }
        assert_eq!((levels.names().len(), levels.place("59", 60)), (60, 59));
        let mut column = [7.0, f64::NAN, 30.0, 7.0, 60.0];
        let used = levels.used(&mut column, 0.0);
        assert_eq!(used.names(), ["7", "30"]);
        assert_eq!((column[0], column[2], column[3], column[4]), (0.0, 1.0, 0.0, 60.0));
    }
}
