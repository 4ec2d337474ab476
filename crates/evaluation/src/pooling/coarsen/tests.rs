//! The attack on sums of means: whatever is told of groups is added to and taken from what a report tells of all who were
//! measured at an occasion and of all who were measured at both ends, and nobody is left with the sum of a few.

use std::collections::BTreeSet;

use super::*;

const THRESHOLD: u64 = 5;
const ENDS: [usize; 2] = [0, 2];

/// Invented places: how many persons were measured at which of so many occasions.
fn places(occasions: u32, count: u64) -> Vec<BTreeMap<Set, u64>> {
    let mut state = 1u64;
    let mut next = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut place = |_| {
        let most = [4, 9, 30][usize::try_from(next(3)).unwrap()];
        let all = (1..1 << occasions).map(|set| (set, if next(3) == 0 { 0 } else { next(most) }));
        all.filter(|(_, n)| *n > 0).collect()
    };
    (0..count).map(&mut place).collect()
}

fn joined_only(counts: &BTreeMap<Set, u64>) -> BTreeMap<Set, Set> {
    let mut plan = Plan::of(counts, ENDS, THRESHOLD);
    plan.join_small(Way::of(0));
    plan.to
}

/// How many persons a combination of sums at an occasion is of; sums of few are found by trying all combinations.
fn few_told(counts: &BTreeMap<Set, u64>, to: &BTreeMap<Set, Set>, occasion: Set) -> Vec<u64> {
    let both = ENDS.iter().fold(0, |set: Set, end| set | 1 << end);
    let pairs: u64 = counts.iter().filter(|(own, _)| **own & both == both).map(|(_, n)| n).sum();
    let there: Vec<(Set, bool, u64)> = counts
        .iter()
        .filter(|(own, _)| **own & occasion != 0)
        .map(|(own, n)| (to[own], *own & both == both, *n))
        .collect();
    let cells: BTreeSet<Set> = there.iter().map(|one| one.0).filter(|set| set & occasion != 0).collect();
    if cells.is_empty() {
        return Vec::new();
    }
    // Each sum that is told, as the groups of persons it counts: all, the pairs, then the cells.
    let tells_pairs = pairs >= THRESHOLD && both & occasion != 0;
    let once: u64 = there.iter().filter(|one| !one.1).map(|one| one.2).sum();
    let combinations = 3usize.pow(u32::try_from(cells.len() + 2).unwrap());
    let mut found = Vec::new();
    for combination in 0..combinations {
        let mut digits = combination;
        let mut times = || {
            let digit = i64::try_from(digits % 3).unwrap() - 1;
            digits /= 3;
            digit
        };
        let (all, of_pairs) = (times(), times());
        let of_cells: BTreeMap<Set, i64> = cells.iter().map(|cell| (*cell, times())).collect();
        if of_pairs != 0 && !tells_pairs {
            continue;
        }
        let left = there.iter().filter(|(cell, pair, _)| {
            all + of_cells.get(cell).copied().unwrap_or_default() + if *pair { of_pairs } else { 0 } != 0
        });
        let left: Vec<_> = left.collect();
        let n: u64 = left.iter().map(|one| one.2).sum();
        // All but the pairs follow from the report by itself.
        let by_report = tells_pairs && n == once && left.iter().all(|one| !one.1);
        if (1..THRESHOLD).contains(&n) && !by_report {
            found.push(n);
        }
    }
    found
}

#[test]
fn no_sum_of_a_few_follows_from_the_groups_and_the_report() {
    let (mut without, mut all, mut kept) = (0, 0, 0);
    for counts in places(3, 400) {
        let to = targets(&counts, ENDS, THRESHOLD);
        for occasion in bits(7) {
            assert_eq!(few_told(&counts, &to, occasion), Vec::<u64>::new(), "{counts:?} {to:?}");
            without += few_told(&counts, &joined_only(&counts), occasion).len();
        }
        let mut groups: BTreeMap<Set, u64> = BTreeMap::new();
        for (own, told) in &to {
            assert_eq!(own & told, *told, "nobody is told for what she was not measured at");
            *groups.entry(*told).or_default() += counts[own];
            all += counts[own] * u64::from(own.count_ones());
            kept += counts[own] * u64::from(told.count_ones());
        }
        assert!(groups.iter().all(|(set, n)| *set == 0 || *n >= THRESHOLD), "{groups:?}");
    }
    assert!(without > 100, "without the rule they follow: {without}");
    assert!(10 * kept > 7 * all, "{kept} of {all} measurements are told");
}

#[test]
fn nothing_is_given_up_where_all_groups_are_large_enough() {
    for counts in places(4, 50) {
        let counts = counts.into_iter().map(|(set, n)| (set, n + THRESHOLD)).collect();
        let to = targets(&counts, [0, 3], THRESHOLD);
        assert!(to.iter().all(|(own, told)| own == told));
    }
}

#[test]
fn the_few_of_a_municipality_take_some_more_with_them() {
    // 20 were measured throughout, three left out the second time, one the last: the report tells of 24 at the start.
    let counts = BTreeMap::from([(0b1111, 20), (0b1101, 3), (0b0111, 1), (0b0001, 7), (0b1011, 6)]);
    let to = targets(&counts, [0, 3], THRESHOLD);
    let told = |occasion: Set| -> u64 {
        to.iter().filter(|(_, told)| **told & occasion != 0).map(|(own, _)| counts[own]).sum()
    };
    for occasion in bits(0b1111) {
        let all: u64 = counts.iter().filter(|(own, _)| **own & occasion != 0).map(|(_, n)| n).sum();
        let rest = all - told(occasion);
        assert!(rest == 0 || rest >= THRESHOLD, "{occasion:b}: {rest}");
    }
    assert!(told(1) == 37 && told(0b1000) >= 20, "{to:?}");
}

#[test]
fn of_several_ways_the_one_that_loses_least_is_taken() {
    // One municipality of the synthetic cohort: the first way would leave ten told of forty.
    let counts: BTreeMap<Set, u64> =
        BTreeMap::from([(1, 11), (2, 1), (3, 1), (5, 1), (7, 1), (9, 2), (11, 10), (13, 6), (15, 5)]);
    let told = |to: &BTreeMap<Set, Set>, occasion: Set| -> u64 {
        to.iter().filter(|(_, told)| **told & occasion != 0).map(|(own, _)| counts[own]).sum()
    };
    let to = targets(&counts, [0, 3], THRESHOLD);
    assert!(told(&to, 1) >= 30 && told(&to, 8) >= 16, "{to:?}");
    let mut first = Plan::of(&counts, [0, 3], THRESHOLD);
    first.join_small(Way::of(0));
    first.hide_rests(Way::of(0));
    assert!(told(&first.to, 1) < told(&to, 1), "{:?}", first.to);
}

#[test]
fn the_few_measured_once_take_nobody_with_them_whom_the_report_sets_apart_already() {
    let counts = BTreeMap::from([(0b101, 40), (0b001, 3)]);
    assert_eq!(targets(&counts, ENDS, THRESHOLD), BTreeMap::from([(0b101, 0b101), (0b001, 0)]));
}

#[test]
fn many_occasions_with_many_small_groups_end_in_a_moment() {
    let counts: BTreeMap<Set, u64> = (1..1 << 10).map(|set: Set| (set, 1 + set % 7)).collect();
    let to = targets(&counts, [0, 9], THRESHOLD);
    let kept: u64 = to.iter().map(|(own, told)| counts[own] * u64::from(told.count_ones())).sum();
    let all: u64 = to.keys().map(|own| counts[own] * u64::from(own.count_ones())).sum();
    assert!(2 * kept > all, "{kept} of {all}");
    assert_eq!(to, targets(&counts, [0, 9], THRESHOLD));
}
