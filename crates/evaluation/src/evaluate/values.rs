//! Values of a column in rising order: what can be said of them does not depend on the order they came in.

use stats::{Counts, LEVEL_95, Moments, Unestimable, clopper_pearson, mean_interval, wilson};

use crate::findings::{Interval, Reason, Share};

/// What two numbers may differ by and still be the same point on a scale.
pub(super) const SLACK: f64 = 1e-9;

/// The values that are there: each different one with how often it occurs, rising.
#[derive(Debug, Clone, Default)]
pub(super) struct Sorted {
    /// A value, and how many lie at or below it.
    runs: Vec<(f64, u64)>,
}

impl Sorted {
    pub(super) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        Self::of_counts(values.into_iter().map(|value| (value, 1)))
    }

    /// The same of values with how often each occurs; a value may come more than once.
    pub(super) fn of_counts(values: impl IntoIterator<Item = (f64, u64)>) -> Self {
        // −0 is 0.
        let known = values.into_iter().filter(|(value, times)| !value.is_nan() && *times > 0);
        let mut runs: Vec<(f64, u64)> = known.map(|(value, times)| (value + 0.0, times)).collect();
        runs.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        runs.dedup_by(|next, kept| {
            let same = next.0.total_cmp(&kept.0).is_eq();
            kept.1 += if same { next.1 } else { 0 };
            same
        });
        let mut until = 0;
        for (_, times) in &mut runs {
            until += *times;
            *times = until;
        }
        Self { runs }
    }

    pub(super) fn n(&self) -> u64 {
        self.runs.last().map_or(0, |(_, until)| *until)
    }

    /// Each value with how often it occurs.
    pub(super) fn counted(&self) -> impl Iterator<Item = (f64, u64)> + '_ {
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

/// So many times the middle distance from the median lies a value that may be a slip of the pen.
const FAR: f64 = 50.0;
/// The same of the median itself, where the middle distance is none: more than half of the values are one.
const FAR_FROM_ONE: f64 = 1000.0;

impl Sorted {
    /// Whether a value lies so far from all others that it may be a slip: beyond 50 times the middle distance from the
    /// median. Neither of the two moves with a few such values, as mean and SD would.
    pub(super) fn has_far_value(&self) -> bool {
        let (Some(median), Some((low, high))) = (self.median(), self.ends()) else { return false };
        let middle = self.middle_distance(median);
        let far = if middle > 0.0 { FAR * middle } else { FAR_FROM_ONE * median.abs().max(1.0) };
        (median - low).max(high - median) > far
    }

    /// The distance from a value within which half of all values lie.
    fn middle_distance(&self, from: f64) -> f64 {
        let mut above = self.runs.partition_point(|(value, _)| *value < from);
        let mut below = above;
        let distance = |place: Option<usize>| {
            let value = place.and_then(|place| self.runs.get(place));
            value.map_or(f64::INFINITY, |(value, _)| (value - from).abs())
        };
        loop {
            let (down, up) = (distance(below.checked_sub(1)), distance(Some(above)));
            if up <= down {
                above += 1;
            } else {
                below -= 1;
            }
            let nearest = down.min(up);
            if 2 * (self.until(above) - self.until(below)) >= self.n() || !nearest.is_finite() {
                return nearest;
            }
        }
    }
}

/// x of n with Wilson's interval; nothing when n is 0.
pub(crate) fn share(x: u64, n: u64) -> Option<Share> {
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
