//! Values of a column in rising order: what can be said of them does not depend on the order they came in.

use stats::{LEVEL_95, Moments, Unestimable, clopper_pearson, mean_interval, quantile_of_sorted, wilson};

use crate::findings::{Interval, Reason, Share};

/// What two numbers may differ by and still be the same point on a scale.
pub(super) const SLACK: f64 = 1e-9;

/// The values that are there, rising.
#[derive(Debug, Clone, Default)]
pub(super) struct Sorted(Vec<f64>);

impl Sorted {
    pub(super) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = values.into_iter().filter(|value| !value.is_nan()).collect();
        if !sorted.is_sorted() {
            sorted.sort_unstable_by(f64::total_cmp);
        }
        Self(sorted)
    }

    pub(super) const fn n(&self) -> u64 {
        self.0.len() as u64
    }

    pub(super) fn moments(&self) -> Moments {
        let mut moments = Moments::default();
        for run in self.0.chunk_by(|a, b| a.total_cmp(b) == std::cmp::Ordering::Equal) {
            if let Some(&value) = run.first() {
                moments.add_times(value, run.len() as u64);
            }
        }
        moments
    }

    pub(super) fn median(&self) -> Option<f64> {
        quantile_of_sorted(&self.0, 0.5).ok()
    }

    /// Lower and upper quartile.
    pub(super) fn quartiles(&self) -> Option<Interval> {
        Some([quantile_of_sorted(&self.0, 0.25).ok()?, quantile_of_sorted(&self.0, 0.75).ok()?])
    }

    pub(super) fn values(&self) -> &[f64] {
        &self.0
    }

    /// How many lie at or below a value.
    pub(super) fn up_to(&self, limit: f64) -> u64 {
        self.0.partition_point(|&value| value <= limit + SLACK) as u64
    }

    /// How many lie at or above a value.
    pub(super) fn from(&self, limit: f64) -> u64 {
        self.n() - self.0.partition_point(|&value| value < limit - SLACK) as u64
    }

    /// The lowest and the highest.
    pub(super) fn ends(&self) -> Option<(f64, f64)> {
        Some((*self.0.first()?, *self.0.last()?))
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
