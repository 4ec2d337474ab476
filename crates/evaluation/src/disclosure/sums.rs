//! What follows from sums. Whoever sees a count or a mean of some periods can add and subtract them, and gets that of
//! some of the stretches of time between their ends: in these together either nobody may be counted, or enough.

use super::Release;
use super::groups::{Groups, Line};
use super::slices::{Slice, stretches};
use crate::cohort::Cohort;
use crate::fault::Fault;
use crate::package::Package;
use crate::study::Study;

/// So many sets of stretches are looked at; where there are more, it is taken that one of them tells.
const MOST_SETS: usize = 20_000;

/// The groups of a study in every stretch of time between the ends of periods.
pub struct Stretches {
    spans: Vec<Slice>,
    groups: Vec<Groups>,
}

impl Stretches {
    /// Of the courses of a package, between the ends of these periods.
    ///
    /// # Errors
    /// What the study asks for and the package does not have.
    pub fn of(package: &Package, study: &Study, periods: &[Slice]) -> Result<Self, Vec<Fault>> {
        let spans = stretches(periods);
        let groups = |span: &Slice| -> Result<Groups, Vec<Fault>> {
            let cohort = Cohort::from_package(&package.clone().within(*span), &[], study)?;
            Ok(Groups::of(&cohort, study))
        };
        // All of time is one stretch, of which nothing is taken.
        let groups =
            if spans.len() > 1 { spans.iter().map(groups).collect::<Result<_, _>>()? } else { Vec::new() };
        Ok(Self { spans, groups })
    }

    /// Which stretches a period is made of.
    fn made_of(&self, period: Slice) -> Vec<bool> {
        let period = period.opened();
        let inside = |span: &Slice| {
            let begins = period.from.is_none_or(|from| span.from.is_some_and(|day| day >= from));
            let ends = period.to.is_none_or(|to| span.to.is_some_and(|day| day <= to));
            begins && ends
        };
        self.spans.iter().map(inside).collect()
    }

    /// How many persons a group of [`Groups::about`] has in each stretch.
    fn about(&self, key: &str) -> Vec<u64> {
        self.groups.iter().map(|one| one.about.get(key).map_or(0, |group| group.n)).collect()
    }

    /// How many persons a line counts in each stretch.
    fn line(&self, line: &Line) -> Vec<u64> {
        let of =
            |one: &Groups| one.lines.iter().find(|other| other.name == line.name).map_or(0, |it| it.group.n);
        self.groups.iter().map(of).collect()
    }
}

/// A period that is asked about.
#[derive(Clone, Copy)]
pub struct Times<'m> {
    /// The period.
    pub asked: Slice,
    /// What lies between the ends of it and of those of all releases.
    pub stretches: &'m Stretches,
}

impl Times<'_> {
    /// The first group of those measured of whom a few could be told from the rest.
    pub(super) fn tells_of_few(&self, releases: &[Release], groups: &Groups, least: u64) -> Option<String> {
        let named = groups.about.iter().filter(|(key, group)| is_measured(key) && group.n >= least);
        let mut named = named.map(|(key, _)| key);
        let told_of =
            |key: &str, one: &Release| one.about.get(key).is_some_and(|group| group.n >= one.threshold);
        let found = named.find(|key| {
            let sets = self.sets(releases, &|one| told_of(key, one));
            isolates(&sets, &self.stretches.about(key), least)
        });
        found.cloned()
    }

    /// Whether a line of the tables would tell of the few who are counted, or of the few who are not.
    pub(super) fn line_tells(&self, releases: &[Release], line: &Line, least: u64) -> bool {
        let sets = self.sets(releases, &|one| one.lines.contains_key(&line.name));
        let counted = self.stretches.line(line);
        let all = self.stretches.about(&line.of);
        let rest: Vec<u64> =
            all.iter().zip(&counted).map(|(all, counted)| all.saturating_sub(*counted)).collect();
        isolates(&sets, &counted, least) || isolates(&sets, &rest, least)
    }

    /// The stretches of the new release, and of those before that tell of the same.
    fn sets(&self, releases: &[Release], fits: &dyn Fn(&Release) -> bool) -> Vec<Vec<bool>> {
        let told = releases.iter().filter(|one| fits(one)).filter_map(|one| one.period);
        let mut sets: Vec<Vec<bool>> =
            told.chain([self.asked]).map(|period| self.stretches.made_of(period)).collect();
        sets.sort_unstable();
        sets.dedup();
        sets
    }
}

fn is_measured(key: &str) -> bool {
    key.starts_with("measured/") || key.starts_with("both/")
}

/// Whether some sum and difference of the sets is about persons, but fewer than `least`. `weights` is how many stand in
/// each stretch. It is exactly where the sets have a lower rank without the stretches of these few.
fn isolates(sets: &[Vec<bool>], weights: &[u64], least: u64) -> bool {
    let held: Vec<usize> = (0..weights.len()).filter(|at| weights.get(*at).is_some_and(|n| *n > 0)).collect();
    let rank_without = |few: &[usize]| {
        let row = |set: &Vec<bool>| {
            let kept = held.iter().filter(|at| !few.contains(at));
            kept.map(|at| i8::from(set.get(*at).copied().unwrap_or(false))).collect()
        };
        rank(sets.iter().map(row).collect())
    };
    let whole = rank_without(&[]);
    let weight = |at: usize| weights.get(at).copied().unwrap_or_default();
    let mut tried = 0;
    let mut open: Vec<(usize, u64, Vec<usize>)> = vec![(0, 0, Vec::new())];
    while let Some((next, sum, few)) = open.pop() {
        tried += 1;
        if tried > MOST_SETS {
            return true;
        }
        if !few.is_empty() && rank_without(&few) < whole {
            return true;
        }
        for (place, at) in held.iter().enumerate().skip(next) {
            let more = sum.saturating_add(weight(*at));
            if more < least {
                let mut few = few.clone();
                few.push(*at);
                open.push((place + 1, more, few));
            }
        }
    }
    false
}

/// The rank of rows of zeros and ones whose ones stand together. Elimination leaves every number −1, 0 or 1, because
/// such a matrix is totally unimodular.
fn rank(mut rows: Vec<Vec<i8>>) -> usize {
    let width = rows.first().map_or(0, Vec::len);
    let mut rank = 0;
    for column in 0..width {
        let at = |row: &Vec<i8>| row.get(column).copied().unwrap_or_default();
        let Some(found) = rows.iter().skip(rank).position(|row| at(row) != 0) else { continue };
        rows.swap(rank, rank + found);
        let (done, rest) = rows.split_at_mut(rank + 1);
        let Some(pivot) = done.last() else { continue };
        for row in rest {
            let times = at(row) * at(pivot);
            row.iter_mut().zip(pivot).for_each(|(cell, by)| *cell -= times * by);
        }
        rank += 1;
    }
    rank
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sets of stretches, from and to.
    fn sets(of: &[(usize, usize)], width: usize) -> Vec<Vec<bool>> {
        of.iter().map(|(from, to)| (0..width).map(|at| (*from..=*to).contains(&at)).collect()).collect()
    }

    #[test]
    fn a_few_are_found_in_whatever_sum_they_are_what_is_left_of() {
        let all = (0, 4);
        // All, less three parts, is the fourth and the fifth.
        let parts = sets(&[all, (0, 0), (1, 1), (2, 2)], 5);
        assert!(isolates(&parts, &[9, 9, 9, 2, 1], 5));
        assert!(!isolates(&parts, &[9, 9, 9, 2, 3], 5), "together they are five");
        assert!(!isolates(&parts, &[9, 9, 9, 0, 0], 5), "nobody is nobody");
        // The fourth alone is in no sum.
        assert!(!isolates(&parts, &[9, 9, 9, 2, 9], 5));
        // Two that overlap by all but a month on each side: the difference is both months together.
        let moved = sets(&[(0, 2), (1, 3)], 5);
        assert!(isolates(&moved, &[1, 9, 9, 2, 9], 5));
        assert!(!isolates(&moved, &[3, 9, 9, 2, 9], 5));
        // With the middle told as well, each month is told by itself.
        let middle = sets(&[(0, 2), (1, 3), (1, 2)], 5);
        assert!(isolates(&middle, &[3, 9, 9, 2, 9], 5));
        // Told of nothing, nothing follows.
        assert!(!isolates(&[], &[1, 1], 5));
        // Far more sets than can be looked at are taken to tell.
        let many = sets(&(0..60).map(|at| (at, at + 1)).collect::<Vec<_>>(), 61);
        assert!(isolates(&many, &[1; 61], 10));
    }

    #[test]
    fn every_small_case_agrees_with_trying_all_sums() {
        let spans: Vec<(usize, usize)> =
            (0..4).flat_map(|from| (from..4).map(move |to| (from, to))).collect();
        let weights = [[7, 1, 2, 8], [1, 6, 6, 1], [2, 2, 9, 0], [3, 1, 1, 3]];
        let mut told = 0;
        for chosen in 1_u32..(1 << spans.len()) {
            let of: Vec<(usize, usize)> = spans
                .iter()
                .enumerate()
                .filter(|(at, _)| chosen >> at & 1 == 1)
                .map(|(_, one)| *one)
                .collect();
            if of.len() > 4 {
                continue;
            }
            let sets = sets(&of, 4);
            for weights in weights {
                let found = isolates(&sets, &weights, 5);
                assert_eq!(found, by_all_sums(&sets, &weights, 5), "{of:?} {weights:?}");
                told += usize::from(found);
            }
        }
        assert!(told > 100, "{told}");
    }

    /// Every sum with each set taken −2 to 2 times.
    fn by_all_sums(sets: &[Vec<bool>], weights: &[u64; 4], least: u64) -> bool {
        (0..5_u32.pow(u32::try_from(sets.len()).unwrap())).any(|code| {
            let times: Vec<i32> = (0..sets.len())
                .map(|at| (code / 5_u32.pow(u32::try_from(at).unwrap()) % 5).cast_signed() - 2)
                .collect();
            let sum = |column: usize| -> i32 {
                sets.iter().zip(&times).map(|(set, times)| times * i32::from(set[column])).sum()
            };
            let told: u64 = (0..4).filter(|column| sum(*column) != 0).map(|column| weights[column]).sum();
            (1..least).contains(&told)
        })
    }
}
