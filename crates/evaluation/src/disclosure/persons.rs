//! Groups of persons that can be compared without keeping the persons: a sum that is equal only for the same persons, and
//! a sketch from which a difference of a few of them can be counted (an invertible Bloom look-up table). Both take a
//! fixed number of bytes however many persons there are.

use serde::{Deserialize, Serialize};

/// Places of a sketch, in three parts; differences of up to about thirty can be counted, larger ones are told to be so.
const PLACES: usize = 72;
const PARTS: u64 = 3;

/// A stable number for a person's id.
pub(crate) fn key(id: &str) -> u64 {
    let fnv = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    mix(id.bytes().fold(0xcbf2_9ce4_8422_2325, fnv))
}

/// A number for what is known of a person.
pub(super) const fn fact(person: u64, known: u64) -> u64 {
    mix(person ^ mix(known))
}

/// Scatters the bits of a number (splitmix64).
const fn mix(mut value: u64) -> u64 {
    value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// Half of the bits: enough to tell the few of a difference apart.
fn half(value: u64) -> u32 {
    u32::try_from(value >> 32).unwrap_or_default()
}

fn check(key: u32) -> u32 {
    half(mix(u64::from(key) ^ 0x55))
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// How many.
    pub n: u64,
    /// Equal only for the same persons.
    pub sum: [u64; 2],
    /// Places of the sketch: persons, sum of their numbers, sum of these scattered.
    pub sketch: Vec<(i32, u32, u32)>,
}

impl Group {
    /// Of the persons with these numbers.
    pub(super) fn of(keys: impl Iterator<Item = u64>) -> Self {
        let mut group = Self { n: 0, sum: [0, 0], sketch: vec![(0, 0, 0); PLACES] };
        for key in keys {
            group.n += 1;
            group.sum = [group.sum[0].wrapping_add(mix(key)), group.sum[1].wrapping_add(mix(!key))];
            group.place(half(key), 1);
        }
        group
    }

    fn place(&mut self, key: u32, sign: i32) {
        let times = if sign < 0 { u32::MAX } else { 1 };
        for at in places(key) {
            if let Some((n, keys, checks)) = self.sketch.get_mut(at) {
                *n = n.wrapping_add(sign);
                *keys = keys.wrapping_add(key.wrapping_mul(times));
                *checks = checks.wrapping_add(check(key).wrapping_mul(times));
            }
        }
    }

    /// How many persons are in one of the two groups and not in the other: exactly where they are few; otherwise at least
    /// so many, which is more than any threshold asks for.
    pub(super) fn apart(&self, other: &Self) -> u64 {
        if self.sum == other.sum {
            return 0;
        }
        self.less(other).held()
    }

    /// What is left of the sketch when the other's persons are taken out; those not in it are counted below nothing.
    pub(super) fn less(&self, other: &Self) -> Self {
        let mut rest = self.clone();
        for (place, (n, keys, checks)) in rest.sketch.iter_mut().zip(&other.sketch) {
            let (before, key, check) = *place;
            *place = (before.wrapping_sub(*n), key.wrapping_sub(*keys), check.wrapping_sub(*checks));
        }
        let sum = |at: fn(&Self) -> u64| at(&rest).wrapping_sub(at(other));
        rest.sum = [sum(|group| group.sum[0]), sum(|group| group.sum[1])];
        rest.n = self.n.saturating_sub(other.n);
        rest
    }

    /// How many persons a sketch holds, each counted once whether above or below nothing; at least so many where they are
    /// too many to be told one by one.
    fn held(mut self) -> u64 {
        let mut held = 0;
        while let Some((sign, key)) = self.single() {
            held += 1;
            self.place(key, sign.wrapping_neg());
            if held > 4 * PLACES as u64 {
                return held;
            }
        }
        // A person stands in three places.
        let left = self.sketch.iter().filter(|place| **place != (0, 0, 0)).count() as u64;
        held + left.div_ceil(PARTS)
    }

    /// Both together; they have nobody in common.
    pub(super) fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.n += other.n;
        both.sum = [both.sum[0].wrapping_add(other.sum[0]), both.sum[1].wrapping_add(other.sum[1])];
        for (place, (n, keys, checks)) in both.sketch.iter_mut().zip(&other.sketch) {
            let (before, key, check) = *place;
            *place = (before.wrapping_add(*n), key.wrapping_add(*keys), check.wrapping_add(*checks));
        }
        both
    }

    /// A place that holds one person, of either group.
    fn single(&self) -> Option<(i32, u32)> {
        self.sketch.iter().find_map(|&(n, key, sum)| match n {
            1 if sum == check(key) => Some((1, key)),
            -1 if sum.wrapping_neg() == check(key.wrapping_neg()) => Some((-1, key.wrapping_neg())),
            _ => None,
        })
    }
}

/// The places of a person, one in each part.
fn places(key: u32) -> [usize; 3] {
    let part = PLACES as u64 / PARTS;
    [0, 1, 2].map(|at| {
        let place = at * part + mix(u64::from(key).wrapping_add(at.wrapping_mul(0x9e37_0000_0000))) % part;
        usize::try_from(place).unwrap_or(0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_are_counted_whoever_they_are_and_many_are_told_to_be_many() {
        let people: Vec<u64> = (0..5_000).map(|at| key(&format!("person-{at}"))).collect();
        let group = |from: usize, to: usize| Group::of(people.iter().skip(from).take(to - from).copied());
        for few in 0..20 {
            assert_eq!(group(0, 4_000).apart(&group(few, 4_000)), few as u64);
        }
        for few in 0..10 {
            assert_eq!(group(few, 4_000).apart(&group(0, 4_000 - few)), 2 * few as u64);
        }
        for many in [30, 100, 2_000] {
            assert!(group(0, 4_000).apart(&group(many, 4_000)) >= 20, "{many}");
        }
        assert_eq!(group(0, 4_000).sum, Group::of(people.iter().take(4_000).rev().copied()).sum);
        assert_ne!(group(0, 4_000).sum, group(1, 4_001).sum);
    }

    #[test]
    fn a_difference_is_never_told_to_be_larger_than_it_is() {
        let people: Vec<u64> = (0..20_000).map(|at| key(&format!("person-{at}"))).collect();
        for start in (0..19_000).step_by(37) {
            let few = 1 + start % 19;
            let all = Group::of(people.iter().skip(start).take(200).copied());
            let rest = Group::of(people.iter().skip(start + few).take(200 - few).copied());
            let told = all.apart(&rest);
            assert!(told <= few as u64 && told > 0, "{few} are told to be {told}");
        }
    }
}
