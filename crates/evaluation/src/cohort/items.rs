//! Exact sums over the items of a score, from which its reliability follows. Answers are whole numbers, so that no order of
//! rows changes a digit.

use crate::findings::Interval;

/// Sums at one occasion.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ItemSums {
    n: u64,
    /// Σ x and Σ x² of each item.
    items: Vec<(i64, i64)>,
    /// The same of the persons' totals.
    total: (i64, i64),
}

impl ItemSums {
    /// Takes in one person's answers.
    pub(super) fn add(&mut self, answers: &[i64]) {
        if self.items.len() < answers.len() {
            self.items.resize(answers.len(), (0, 0));
        }
        self.n += 1;
        let total: i64 = answers.iter().sum();
        for (sums, value) in self.items.iter_mut().zip(answers) {
            *sums = (sums.0 + value, sums.1 + value * value);
        }
        self.total = (self.total.0 + total, self.total.1 + total * total);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        if self.items.len() < other.items.len() {
            self.items.resize(other.items.len(), (0, 0));
        }
        self.n += other.n;
        for (own, their) in self.items.iter_mut().zip(&other.items) {
            *own = (own.0 + their.0, own.1 + their.1);
        }
        self.total = (self.total.0 + other.total.0, self.total.1 + other.total.1);
    }

    /// Persons with all items.
    pub(crate) const fn n(&self) -> u64 {
        self.n
    }

    /// How many items.
    pub(crate) const fn items(&self) -> usize {
        self.items.len()
    }

    /// Cronbach's alpha; nothing below two persons or items, or when the totals do not vary.
    pub(crate) fn alpha(&self) -> Option<f64> {
        stats::Items::of_sums(self.n, &self.items, self.total).alpha().ok()
    }

    /// Feldt's 95 % interval of alpha; nothing where alpha is not.
    pub(crate) fn alpha_interval(&self) -> Option<Interval> {
        let sums = stats::Items::of_sums(self.n, &self.items, self.total);
        sums.alpha_interval(stats::LEVEL_95).ok().map(Into::into)
    }
}
