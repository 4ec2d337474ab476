//! Values of a column in rising order: what can be said of them does not depend on the order they came in.

use stats::{Counts, LEVEL_95, Moments, Unestimable, clopper_pearson, mean_interval, wilson};

use crate::findings::{Interval, Reason, Share};

/// What two numbers may differ by and still be the same point on a scale.
pub(super) const SLACK: f64 = 1e-9;

/// The values that are there: each different one with how often it occurs, rising. Scores have few different values, so
/// that millions of persons make a short list; what has many is sorted.
#[derive(Debug, Clone, Default)]
pub(super) struct Sorted {
    /// A value, and how many lie at or below it.
    runs: Vec<(f64, u64)>,
}

impl Sorted {
    pub(super) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut table = Table::new();
        let mut others = Vec::new();
        for value in values {
            // −0 is 0.
            let value = value + 0.0;
            if !value.is_nan() && !table.count(value) {
                others.push(value);
            }
        }
        others.sort_unstable_by(f64::total_cmp);
        let runs = others.chunk_by(|a, b| a.total_cmp(b).is_eq());
        let mut all: Vec<(f64, u64)> =
            runs.filter_map(|run| Some((*run.first()?, run.len() as u64))).chain(table.runs()).collect();
        all.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let mut until = 0;
        for (_, times) in &mut all {
            until += *times;
            *times = until;
        }
        Self { runs: all }
    }

    pub(super) fn n(&self) -> u64 {
        self.runs.last().map_or(0, |(_, until)| *until)
    }

    /// Each value with how often it occurs.
    fn counted(&self) -> impl Iterator<Item = (f64, u64)> + '_ {
        let before = std::iter::once(0).chain(self.runs.iter().map(|(_, until)| *until));
        self.runs.iter().zip(before).map(|((value, until), before)| (*value, until - before))
    }

    pub(super) fn moments(&self) -> Moments {
        let mut moments = Moments::default();
        for (value, times) in self.counted() {
            moments.add_times(value, times);
        }
        moments
    }

    pub(super) fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for (value, times) in self.counted() {
            counts.add_times(value, times);
        }
        counts
    }

    pub(super) fn median(&self) -> Option<f64> {
        self.counts().quantile(0.5).ok()
    }

    /// Lower and upper quartile.
    pub(super) fn quartiles(&self) -> Option<Interval> {
        let counts = self.counts();
        Some([counts.quantile(0.25).ok()?, counts.quantile(0.75).ok()?])
    }

    fn until(&self, place: usize) -> u64 {
        place.checked_sub(1).and_then(|last| self.runs.get(last)).map_or(0, |(_, until)| *until)
    }

    /// How many lie at or below a value.
    pub(super) fn up_to(&self, limit: f64) -> u64 {
        self.until(self.runs.partition_point(|(value, _)| *value <= limit + SLACK))
    }

    /// How many lie at or above a value.
    pub(super) fn from(&self, limit: f64) -> u64 {
        self.n() - self.until(self.runs.partition_point(|(value, _)| *value < limit - SLACK))
    }

    /// The lowest and the highest.
    pub(super) fn ends(&self) -> Option<(f64, f64)> {
        Some((self.runs.first()?.0, self.runs.last()?.0))
    }
}

/// Counts of a few hundred different values, found by their bits.
struct Table {
    places: Vec<(f64, u64)>,
    used: usize,
}

impl Table {
    /// A power of two; half of it is used at most.
    const PLACES: usize = 1024;

    fn new() -> Self {
        Self { places: vec![(0.0, 0); Self::PLACES], used: 0 }
    }

    /// Counts a value; not when it is new and the table is full.
    fn count(&mut self, value: f64) -> bool {
        // Fibonacci hashing spreads values that differ in few bits.
        let hash =
            value.to_bits().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - Self::PLACES.trailing_zeros());
        let mut at = usize::try_from(hash).unwrap_or_default();
        while let Some((known, times)) = self.places.get_mut(at) {
            if *times == 0 {
                if self.used * 2 >= Self::PLACES {
                    return false;
                }
                (*known, *times) = (value, 1);
                self.used += 1;
                return true;
            }
            if known.to_bits() == value.to_bits() {
                *times += 1;
                return true;
            }
            at = (at + 1) % Self::PLACES;
        }
        false
    }

    fn runs(&self) -> impl Iterator<Item = (f64, u64)> + '_ {
        self.places.iter().copied().filter(|(_, times)| *times > 0)
    }
}

/// x of n with Wilson's interval; nothing when n is 0.
pub(super) fn share(x: u64, n: u64) -> Option<Share> {
    let interval = wilson(x, n, LEVEL_95).ok()?;
    let exact = clopper_pearson(x, n, LEVEL_95).ok().map(Into::into);
    Some(Share { x, n, share: ratio(x, n), wilson95: interval.into(), clopper_pearson95: exact })
}

#[expect(clippy::cast_precision_loss, reason = "counts of persons stay far below 2^53")]
pub(super) fn ratio(x: u64, n: u64) -> f64 {
    x as f64 / n as f64
}

/// A count as a number to calculate with.
#[expect(clippy::cast_precision_loss, reason = "counts of persons and days stay far below 2^53")]
pub(super) const fn float(n: u64) -> f64 {
    n as f64
}

/// 95 % t-interval of a mean.
pub(super) fn mean_ci(moments: &Moments) -> Option<Interval> {
    mean_interval(moments, LEVEL_95).ok().map(Into::into)
}

/// Why pairs could not be tested.
pub(super) const fn pairs_reason(reason: Unestimable) -> Reason {
    match reason {
        Unestimable::Empty => Reason::NoPairs,
        Unestimable::OnlyOne => Reason::OnePair,
        Unestimable::NoSpread | Unestimable::BadInput => Reason::NoSpread,
    }
}
