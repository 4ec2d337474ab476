//! Groups of persons that can be compared without keeping the persons: a sum that is equal only for the same persons, and
//! a sketch from which a difference of a few of them can be counted (an invertible Bloom look-up table). Both take a
//! fixed number of bytes however many persons there are.

use serde::{Deserialize, Serialize};

/// Places of a sketch, in three parts; differences of up to about twenty persons can be counted.
const PLACES: usize = 36;
const PARTS: u64 = 3;

/// A stable number for a person's id.
pub(crate) fn key(id: &str) -> u64 {
    let fnv = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    mix(id.bytes().fold(0xcbf2_9ce4_8422_2325, fnv))
}

/// Scatters the bits of a number (splitmix64).
const fn mix(mut value: u64) -> u64 {
    value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// How many.
    pub n: u64,
    /// Equal only for the same persons.
    pub sum: [u64; 2],
    /// Places of the sketch: persons, sum of their numbers, sum of these scattered.
    pub sketch: Vec<(i64, u64, u64)>,
}

impl Group {
    /// Of the persons with these numbers.
    pub(super) fn of(keys: impl Iterator<Item = u64>) -> Self {
        let mut group = Self { n: 0, sum: [0, 0], sketch: vec![(0, 0, 0); PLACES] };
        for key in keys {
            group.n += 1;
            group.sum = [group.sum[0].wrapping_add(mix(key)), group.sum[1].wrapping_add(mix(!key))];
            group.place(key, 1);
        }
        group
    }

    fn place(&mut self, key: u64, sign: i64) {
        let times = if sign < 0 { u64::MAX } else { 1 };
        for at in places(key) {
            if let Some((n, keys, checks)) = self.sketch.get_mut(at) {
                *n += sign;
                *keys = keys.wrapping_add(key.wrapping_mul(times));
                *checks = checks.wrapping_add(mix(key ^ 0x55).wrapping_mul(times));
            }
        }
    }

    /// How many persons are in one of the two groups and not in the other; nothing when they are too many to count.
    pub(super) fn apart(&self, other: &Self) -> Option<u64> {
        let mut rest = self.clone();
        for (place, (n, keys, checks)) in rest.sketch.iter_mut().zip(&other.sketch) {
            *place = (place.0 - n, place.1.wrapping_sub(*keys), place.2.wrapping_sub(*checks));
        }
        let mut apart = 0;
        while let Some((sign, key)) = rest.single() {
            apart += 1;
            rest.place(key, -sign);
            if apart > 4 * PLACES as u64 {
                return None;
            }
        }
        rest.sketch.iter().all(|place| *place == (0, 0, 0)).then_some(apart)
    }

    /// Both together; they have nobody in common.
    pub(super) fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.n += other.n;
        for (place, (n, keys, checks)) in both.sketch.iter_mut().zip(&other.sketch) {
            *place = (place.0 + n, place.1.wrapping_add(*keys), place.2.wrapping_add(*checks));
        }
        both
    }

    /// A place that holds one person, of either group.
    fn single(&self) -> Option<(i64, u64)> {
        self.sketch.iter().find_map(|&(n, key, check)| match n {
            1 if check == mix(key ^ 0x55) => Some((1, key)),
            -1 if check.wrapping_neg() == mix(key.wrapping_neg() ^ 0x55) => Some((-1, key.wrapping_neg())),
            _ => None,
        })
    }
}

/// The places of a person, one in each part.
fn places(key: u64) -> [usize; 3] {
    let part = PLACES as u64 / PARTS;
    [0, 1, 2].map(|at| {
        let place = at * part + mix(key.wrapping_add(at.wrapping_mul(0x9e37))) % part;
        usize::try_from(place).unwrap_or(0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_are_counted_whoever_they_are_and_many_are_not() {
        let people: Vec<u64> = (0..5_000).map(|at| key(&format!("person-{at}"))).collect();
        let group = |from: usize, to: usize| Group::of(people.iter().skip(from).take(to - from).copied());
        for few in 0..10 {
            assert_eq!(group(0, 4_000).apart(&group(few, 4_000)), Some(few as u64));
        }
        for few in 0..5 {
            assert_eq!(group(few, 4_000).apart(&group(0, 4_000 - few)), Some(2 * few as u64));
        }
        assert_eq!(group(0, 4_000).apart(&group(0, 2_000)), None);
        assert_eq!(group(0, 4_000).sum, Group::of(people.iter().take(4_000).rev().copied()).sum);
        assert_ne!(group(0, 4_000).sum, group(1, 4_001).sum);
    }
}
