//! How often each of few different things occurs, in a form that adds up and comes out in order.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// Spreads the bits of numbers quickly; the keys are values of persons and not chosen by anybody who would gain by a slow table.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Mixer(u64);

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }
    fn write_u64(&mut self, value: u64) {
        // Fibonacci hashing spreads values that differ in few bits; turning brings the good bits to both ends.
        self.0 = (self.0.rotate_left(23) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    fn write_i64(&mut self, value: i64) {
        self.write_u64(value.cast_unsigned());
    }
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

/// A map with that hasher.
pub(super) type Quick<K, V> = HashMap<K, V, BuildHasherDefault<Mixer>>;

/// A number as a key: it sorts as the number does, a missing one last; −0 is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Number(i64);

impl Number {
    pub(super) fn of(value: f64) -> Self {
        let value = if value.is_nan() { f64::NAN } else { value + 0.0 };
        Self(turned(value.to_bits().cast_signed()))
    }

    pub(super) const fn value(self) -> f64 {
        f64::from_bits(turned(self.0).cast_unsigned())
    }
}

/// Negative numbers in reverse, which is its own inverse.
const fn turned(bits: i64) -> i64 {
    bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
}

/// Counts by key.
#[derive(Debug, Clone)]
pub(super) struct Table<K>(Quick<K, u64>);

impl<K> Default for Table<K> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<K: Copy + Ord + Hash> Table<K> {
    pub(super) fn add(&mut self, key: K) {
        *self.0.entry(key).or_default() += 1;
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (key, times) in &other.0 {
            *self.0.entry(*key).or_default() += times;
        }
    }

    /// About how many bytes it takes.
    pub(super) fn weight(&self) -> usize {
        // Seven of eight places are used at most, and each has a byte beside it.
        self.0.capacity() / 7 * 8 * (size_of::<(K, u64)>() + 1)
    }

    /// Every key with its count, in the order of the keys.
    pub(super) fn sorted(&self) -> Vec<(K, u64)> {
        let mut all: Vec<(K, u64)> = self.0.iter().map(|(key, times)| (*key, *times)).collect();
        all.sort_unstable_by_key(|(key, _)| *key);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_in_their_order_with_the_missing_last() {
        let mut table = Table::default();
        for value in [3.0, -1.5, f64::NAN, 0.0, -0.0, -1e300, 3.0, -f64::NAN] {
            table.add(Number::of(value));
        }
        let mut twice = table.clone();
        twice.merge(&table);
        let found: Vec<(f64, u64)> =
            twice.sorted().into_iter().map(|(number, times)| (number.value(), times)).collect();
        let expected = [(-1e300, 2), (-1.5, 2), (0.0, 4), (3.0, 4)];
        assert_eq!(found[..4], expected);
        assert!(found[4].0.is_nan() && found[4].1 == 4 && found.len() == 5);
    }
}
