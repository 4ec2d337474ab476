//! Counts per distinct value, and quantiles from them or from sorted values.
//!
//! Quantiles are type 7 of Hyndman & Fan, The American Statistician 50 (1996) 361–365, as R's default: position
//! 1 + (n − 1) q, linear between neighbours.

use std::collections::BTreeMap;

use crate::{Moments, Unestimable};

/// How often each value was seen, in ascending order. Scores have few distinct values, so this is small whatever the
/// number of persons, and it adds up.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Counts {
    by_order: BTreeMap<i64, u64>,
    n: u64,
}

/// A key that sorts as the finite number does. −0 counts as 0.
pub(crate) fn key(value: f64) -> i64 {
    let bits = (value + 0.0).to_bits().cast_signed();
    bits ^ (((bits >> 63).cast_unsigned()) >> 1).cast_signed()
}

/// The number of a key.
pub(crate) fn value(key: i64) -> f64 {
    f64::from_bits((key ^ (((key >> 63).cast_unsigned()) >> 1).cast_signed()).cast_unsigned())
}

impl Counts {
    /// Takes in one value.
    pub fn add(&mut self, value: f64) {
        self.add_times(value, 1);
    }

    /// Takes in one value `times` times.
    pub fn add_times(&mut self, value: f64, times: u64) {
        if times > 0 {
            *self.by_order.entry(key(value)).or_default() += times;
            self.n += times;
        }
    }

    /// Adds other counts.
    pub fn merge(&mut self, other: &Self) {
        for (&key, &times) in &other.by_order {
            *self.by_order.entry(key).or_default() += times;
        }
        self.n += other.n;
    }

    /// Number of values.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Number of distinct values.
    pub fn distinct(&self) -> usize {
        self.by_order.len()
    }

    /// Values with their counts, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (f64, u64)> + '_ {
        self.by_order.iter().map(|(&key, &times)| (value(key), times))
    }

    /// Number of values from `low` to `high`, both included.
    pub fn between(&self, low: f64, high: f64) -> u64 {
        if low > high { 0 } else { self.by_order.range(key(low)..=key(high)).map(|(_, n)| n).sum() }
    }

    /// Moments of the values.
    pub fn moments(&self) -> Moments {
        let mut moments = Moments::default();
        for (value, times) in self.iter() {
            moments.add_times(value, times);
        }
        moments
    }

    /// Type-7 quantile; 0.5 is the median.
    ///
    /// # Errors
    /// [`Unestimable::Empty`] without values, [`Unestimable::BadInput`] when `q` lies outside 0–1.
    pub fn quantile(&self, q: f64) -> Result<f64, Unestimable> {
        position(self.n, q).map(|(rank, part)| {
            let (mut low, mut high, mut seen) = (f64::NAN, f64::NAN, 0);
            for (value, times) in self.iter() {
                let until = seen + times;
                if (seen..until).contains(&rank) {
                    low = value;
                }
                if (seen..until).contains(&(rank + 1)) {
                    high = value;
                }
                seen = until;
            }
            between(low, high, part)
        })
    }
}

/// Type-7 quantile of values in ascending order.
///
/// # Errors
/// [`Unestimable::Empty`] without values, [`Unestimable::BadInput`] when `q` lies outside 0–1.
pub fn quantile_of_sorted(sorted: &[f64], q: f64) -> Result<f64, Unestimable> {
    let (rank, part) = position(sorted.len() as u64, q)?;
    let at = |rank: u64| usize::try_from(rank).ok().and_then(|rank| sorted.get(rank)).copied();
    let low = at(rank).ok_or(Unestimable::BadInput)?;
    Ok(between(low, at(rank + 1).unwrap_or(low), part))
}

/// How a quantile lies between the order statistics, numbered as by Hyndman & Fan and R.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuantileType {
    /// Position (n + 1) q: SPSS and Minitab.
    Six,
    /// Position 1 + (n − 1) q: R, spreadsheets, and everything here unless said otherwise.
    Seven,
}

/// Quantile of values in ascending order.
///
/// # Errors
/// [`Unestimable::Empty`] without values, [`Unestimable::BadInput`] when `q` lies outside 0–1.
pub fn quantile_of_type(sorted: &[f64], q: f64, kind: QuantileType) -> Result<f64, Unestimable> {
    let n = sorted.len() as f64;
    if kind == QuantileType::Seven || sorted.len() < 2 || !(0.0..=1.0).contains(&q) {
        return quantile_of_sorted(sorted, q);
    }
    // The same place among the values, told in the other way.
    quantile_of_sorted(sorted, (((n + 1.0) * q - 1.0) / (n - 1.0)).clamp(0.0, 1.0))
}

/// Zero-based rank and the part of the way to the next value.
fn position(n: u64, q: f64) -> Result<(u64, f64), Unestimable> {
    if n == 0 {
        return Err(Unestimable::Empty);
    }
    if !(0.0..=1.0).contains(&q) {
        return Err(Unestimable::BadInput);
    }
    let place = (n - 1) as f64 * q;
    // a hair below a whole number is that number: (n − 1) q is rounded
    let whole = (place + 4.0 * f64::EPSILON * place.max(1.0)).floor();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 ≤ whole ≤ n − 1 by construction"
    )]
    let rank = (whole as u64).min(n - 1);
    Ok((rank, (place - whole).max(0.0)))
}

fn between(low: f64, high: f64, part: f64) -> f64 {
    if part > 0.0 { low + part * (high - low) } else { low }
}
