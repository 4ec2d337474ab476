//! Chance from a seed: the same seed gives the same municipality.

use uuid::Uuid;

/// A sequence of numbers (splitmix64).
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        let width = u64::from(high.saturating_sub(low).unsigned_abs()) + 1;
        low.saturating_add(i32::try_from(self.next() % width).unwrap_or(0))
    }
    /// True in so many of a hundred cases.
    pub(super) fn in_hundred(&mut self, cases: i32) -> bool {
        self.between(1, 100) <= cases
    }
    /// One of several.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let last = i32::try_from(from.len()).unwrap_or(i32::MAX).checked_sub(1).filter(|last| *last >= 0)?;
        let index = usize::try_from(self.between(0, last)).ok()?;
        from.get(index)
    }
    /// One of several, as a copy; the first of the values given where there is none.
    pub(super) fn choose<T: Copy>(&mut self, from: &[T], otherwise: T) -> T {
        self.pick(from).copied().unwrap_or(otherwise)
    }
    /// One text of several, or an empty one.
    pub(super) fn words<'a>(&mut self, from: &'a [String]) -> &'a str {
        self.pick(from).map_or("", String::as_str)
    }
    /// Several in a new order.
    pub(super) fn shuffled<'a, T>(&mut self, from: &'a [T]) -> Vec<&'a T> {
        let mut keyed: Vec<(u64, &T)> = from.iter().map(|item| (self.next(), item)).collect();
        keyed.sort_by_key(|(key, _)| *key);
        keyed.into_iter().map(|(_, item)| item).collect()
    }
    /// A number around nought, seldom beyond two.
    pub(super) fn around(&mut self) -> f64 {
        let sum: i32 = (0..6).map(|_| self.between(-1_000, 1_000)).sum();
        f64::from(sum) / 1_400.0
    }
    /// An id of a moment, microseconds since 1970 UTC.
    pub(super) fn id<T: From<Uuid>>(&mut self, moment: i64) -> T {
        let (high, low) = (self.next().to_le_bytes(), self.next().to_le_bytes());
        let mut random = [0; 10];
        for (slot, byte) in random.iter_mut().zip(high.into_iter().chain(low)) {
            *slot = byte;
        }
        let milliseconds = u64::try_from(moment / 1_000).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(milliseconds, &random).into_uuid().into()
    }
}
