//! Whether the persons of a file stand in order, so that nobody comes again further down: by their ids as text, or by the
//! number at the end of an id (`p2` before `p10`).

use std::cmp::Ordering;

/// What is known of the order of a stretch of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ascent {
    ends: Option<(String, String)>,
    by_text: bool,
    by_number: bool,
}

/// Letters, and the digits at the end without zeros before them.
fn parts(id: &str) -> (&str, &str) {
    let letters = id.trim_end_matches(|one: char| one.is_ascii_digit());
    let digits = id.get(letters.len()..).unwrap_or_default();
    (letters, digits.trim_start_matches('0'))
}

fn by_number(one: &str, other: &str) -> Ordering {
    let ((letters, digits), (others, more)) = (parts(one), parts(other));
    letters.cmp(others).then_with(|| digits.len().cmp(&more.len())).then_with(|| digits.cmp(more))
}

impl Ascent {
    /// Of ids one after the other, each once for all rows that stand together.
    pub(super) fn of<'n>(mut names: impl Iterator<Item = &'n str>) -> Self {
        let Some(first) = names.next() else { return Self::default() };
        let mut found = Self { ends: None, by_text: true, by_number: true };
        let mut last = first;
        for name in names {
            found.step(last, name);
            last = name;
        }
        found.ends = Some((first.to_owned(), last.to_owned()));
        found
    }

    fn step(&mut self, one: &str, next: &str) {
        self.by_text = self.by_text && one < next;
        self.by_number = self.by_number && by_number(one, next) == Ordering::Less;
    }

    /// Adds the stretch that follows, which may go on with the same person.
    pub(super) fn followed_by(&mut self, next: Self) {
        let Some((start, end)) = next.ends else { return };
        let Some((first, last)) = self.ends.take() else {
            *self = Self { ends: Some((start, end)), ..next };
            return;
        };
        self.by_text = self.by_text && next.by_text;
        self.by_number = self.by_number && next.by_number;
        if last != start {
            self.step(&last, &start);
        }
        self.ends = Some((first, end));
    }

    /// Whether everybody's rows stand together.
    pub(super) const fn holds(&self) -> bool {
        self.ends.is_none() || self.by_text || self.by_number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(stretches: &[&[&str]]) -> bool {
        let mut all = Ascent::default();
        for names in stretches {
            all.followed_by(Ascent::of(names.iter().copied()));
        }
        all.holds()
    }

    #[test]
    fn ids_stand_in_order_as_text_or_by_their_numbers() {
        assert!(holds(&[&["a", "b"], &[], &["b", "c"]]));
        assert!(holds(&[&["1", "2", "9"], &["9", "10", "100"]]));
        assert!(holds(&[&["p2", "p10", "q1"]]));
        assert!(holds(&[&["1", "10", "100", "2"]]));
        assert!(holds(&[]));
        assert!(!holds(&[&["a", "b", "a"]]));
        assert!(!holds(&[&["a", "b"], &["a"]]));
        assert!(!holds(&[&["2", "10"], &["1"]]));
        // In order by number at first, by text later on: neither holds throughout.
        assert!(!holds(&[&["2", "10"], &["100", "20"]]));
        // Two ids of one number might take turns.
        assert!(!holds(&[&["7", "07"], &["7"]]));
    }
}
