//! Which set of occasions each person is told for, so that nobody stands in a group of a few, and so that what a file does not
//! tell of a place is nobody or enough as well: the place's own report tells number, mean and spread of all who were measured at
//! an occasion and of all who were measured at both ends of the change, and what is told there less what is told here must not
//! be a few.

use std::collections::BTreeMap;

/// A set of occasions: bit *k* is the occasion at place *k*.
pub(crate) type Set = u64;

/// How many groups are tried before the others: those with the fewest persons, of which least is lost.
const TRIED: usize = 24;
/// A group with more occasions than this gives up one, those that must be, or all.
const EVERY_PART: u32 = 6;

/// What is lost is compared in parts of a measurement.
const SHARE: u64 = 1000;

/// Persons who are told for the same occasions.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    n: u64,
    /// Those of them who were measured at both ends of the change, whether they are told for both or not.
    pairs: u64,
}

/// For which occasions everybody is told, by the occasions she was observed at; none is a place in no group. Of several ways
/// the one that loses the fewest measurements.
pub(crate) fn targets(counts: &BTreeMap<Set, u64>, ends: [usize; 2], threshold: u64) -> BTreeMap<Set, Set> {
    let ways = if counts.len() > MANY { 1 } else { Way::ALL };
    let plans = (0..ways).map(|at| {
        let (mut plan, way) = (Plan::of(counts, ends, threshold), Way::of(at));
        plan.join_small(way);
        plan.hide_rests(way);
        plan
    });
    let least = plans.min_by_key(|plan| Whole::of(plan).beside(&plan.groups()).lost);
    least.map(|plan| plan.to).unwrap_or_default()
}

/// With more groups only the first way is tried.
const MANY: usize = 64;

/// A way to make groups coarser.
#[derive(Clone, Copy)]
struct Way {
    /// Of the occasions that are no ends the first is left out first, else the last.
    first_other: bool,
    /// Of the ends the first, else the second.
    first_end: bool,
    /// What hides the most sums of a few is given up first, else what costs least for each.
    most_first: bool,
}

impl Way {
    const ALL: u8 = 8;

    const fn of(at: u8) -> Self {
        Self { first_other: at & 4 != 0, first_end: at & 2 != 0, most_first: at & 1 != 0 }
    }

    /// Which occasion of a group with too few is left out: an end only where there is no other.
    const fn left_out(self, set: Set, ends: [Set; 2]) -> Set {
        let others = set & !(ends[0] | ends[1]);
        let (among, first) = if others == 0 { (set, self.first_end) } else { (others, self.first_other) };
        if first { among & among.wrapping_neg() } else { last(among) }
    }

    /// What is compared of a choice that hides so many sums of a few for so many measurements.
    const fn price(self, hidden: u64, lost: u64) -> (u64, u64) {
        if self.most_first { (u64::MAX - hidden, lost) } else { (SHARE * lost / hidden, lost) }
    }
}

/// Who is told for what.
#[derive(Clone)]
struct Plan<'c> {
    counts: &'c BTreeMap<Set, u64>,
    ends: [Set; 2],
    threshold: u64,
    to: BTreeMap<Set, Set>,
}

impl<'c> Plan<'c> {
    fn of(counts: &'c BTreeMap<Set, u64>, ends: [usize; 2], threshold: u64) -> Self {
        let to = counts.keys().map(|set| (*set, *set)).collect();
        Self { counts, ends: ends.map(|end| 1 << end), threshold, to }
    }

    fn has_both(&self, set: Set) -> bool {
        self.ends.iter().all(|end| set & end != 0)
    }

    /// The groups as they are told.
    fn groups(&self) -> BTreeMap<Set, Told> {
        let mut groups: BTreeMap<Set, Told> = BTreeMap::new();
        for (own, to) in &self.to {
            let n = self.counts.get(own).copied().unwrap_or_default();
            let group = groups.entry(*to).or_default();
            group.n += n;
            group.pairs += if self.has_both(*own) { n } else { 0 };
        }
        groups
    }

    fn send(&mut self, from: Set, to: Set) {
        self.to.values_mut().filter(|told| **told == from).for_each(|told| *told = to);
    }

    /// Joins groups with too few with coarser ones: an occasion of theirs is left out, never an end of the change while there
    /// is another. The longest first, so that what is joined on the way can still become large enough.
    fn join_small(&mut self, way: Way) {
        loop {
            let groups = self.groups();
            let small = groups.iter().filter(|(set, told)| **set != 0 && told.n < self.threshold);
            let Some((set, _)) = small.max_by_key(|(set, _)| (set.count_ones(), **set)) else { return };
            self.send(*set, set & !way.left_out(*set, self.ends));
        }
    }

    /// Gives up more for as long as there are sums of a few; everything where nothing hides them.
    fn hide_rests(&mut self, way: Way) {
        let all = Whole::of(self);
        loop {
            let groups = self.groups();
            let now = all.beside(&groups);
            if now.unsafe_sums == 0 {
                return;
            }
            let tried = Self::moves(&groups, now.occasions).into_iter().map(|one| {
                let after = all.beside(&moved(&groups, &one));
                (now.unsafe_sums.saturating_sub(after.unsafe_sums), after.lost.saturating_sub(now.lost), one)
            });
            let hiding = tried.filter(|(hidden, ..)| *hidden > 0);
            match hiding.min_by_key(|(hidden, lost, _)| way.price(*hidden, *lost)) {
                Some((.., one)) => one.into_iter().for_each(|(from, to)| self.send(from, to)),
                None => return self.to.values_mut().for_each(|told| *told = 0),
            }
        }
    }

    /// What could be given up: occasions of one group, or an occasion of all of them.
    fn moves(groups: &BTreeMap<Set, Told>, occasions: Set) -> Vec<Move> {
        let mut some: Vec<(&Set, &Told)> = groups.iter().filter(|(set, _)| **set & occasions != 0).collect();
        some.sort_by_key(|(set, told)| (told.n, **set));
        let of_one = some
            .into_iter()
            .take(TRIED)
            .flat_map(|(set, _)| parts(*set, occasions).into_iter().map(|part| vec![(*set, *set & !part)]));
        let of_all = bits(occasions).map(|occasion| {
            let with = groups.keys().rev().filter(|set| **set & occasion != 0);
            with.map(|set| (*set, *set & !occasion)).collect()
        });
        of_one.chain(of_all).filter(|one: &Move| !one.is_empty()).collect()
    }
}

/// Groups that are told for fewer occasions.
type Move = Vec<(Set, Set)>;

fn moved(groups: &BTreeMap<Set, Told>, one: &Move) -> BTreeMap<Set, Told> {
    let mut groups = groups.clone();
    for (from, to) in one {
        let Some(told) = groups.remove(from) else { continue };
        let there = groups.entry(*to).or_default();
        *there = Told { n: there.n + told.n, pairs: there.pairs + told.pairs };
    }
    groups
}

/// What the report tells of all.
struct Whole {
    threshold: u64,
    ends: [Set; 2],
    /// Persons measured at each occasion.
    at: Vec<(Set, u64)>,
    /// Persons measured at both ends.
    pairs: u64,
}

/// What a file leaves untold beside the report.
#[derive(Debug, Default)]
struct Beside {
    /// Sums of a few that would follow.
    unsafe_sums: u64,
    /// The occasions they are of.
    occasions: Set,
    /// Measurements that are not told; pairs count twice more.
    lost: u64,
}

impl Whole {
    fn of(plan: &Plan<'_>) -> Self {
        let everything = plan.counts.keys().fold(0, |all, set| all | set);
        let sum = |fits: &dyn Fn(Set) -> bool| {
            plan.counts.iter().filter(|(set, _)| fits(**set)).map(|(_, n)| n).sum()
        };
        Self {
            threshold: plan.threshold,
            ends: plan.ends,
            at: bits(everything).map(|occasion| (occasion, sum(&|set| set & occasion != 0))).collect(),
            pairs: sum(&|set| plan.has_both(set)),
        }
    }

    fn few(&self, n: u64) -> bool {
        (1..self.threshold).contains(&n)
    }

    /// Whether the report tells sums of the pairs at this occasion.
    fn tells_pairs(&self, occasion: Set) -> bool {
        self.ends.contains(&occasion) && self.pairs >= self.threshold
    }

    /// The few who were measured at one end only, where the report tells of both: their sum is that of all at that end less
    /// that of the pairs, whatever a file tells.
    fn apart(&self, occasion: Set, all: u64) -> u64 {
        let once = all.saturating_sub(self.pairs);
        if self.tells_pairs(occasion) && self.few(once) { once } else { 0 }
    }

    /// What the groups leave untold.
    fn beside(&self, groups: &BTreeMap<Set, Told>) -> Beside {
        let mut found = Beside::default();
        if groups.keys().all(|set| *set == 0) {
            let all: u64 = self.at.iter().map(|(_, n)| n).sum();
            return Beside { lost: all + 2 * self.pairs, ..found };
        }
        let mut note = |wrong: bool, occasions: Set| {
            if wrong {
                found.unsafe_sums += 1;
                found.occasions |= occasions;
            }
        };
        let (mut lost, mut known) = (0, 0);
        for (occasion, all) in &self.at {
            let end = End::of(groups, (*occasion, *all), self);
            lost += end.lost;
            if end.told == 0 {
                continue;
            }
            let is_apart = end.lost_pairs == 0 && end.lost == self.apart(*occasion, *all);
            known += if is_apart { end.lost } else { 0 };
            note(self.few(end.lost) && !is_apart, *occasion);
            note(self.few(end.mixed), *occasion);
        }
        let both = self.ends[0] | self.ends[1];
        let told: u64 = groups.iter().filter(|(set, _)| **set & both == both).map(|(_, told)| told.n).sum();
        let lost_pairs = self.pairs.saturating_sub(told);
        note(told > 0 && self.few(lost_pairs), both);
        let nowhere = groups.get(&0).map_or(0, |told| told.n);
        note(self.few(nowhere.saturating_sub(known)), Set::MAX);
        Beside { lost: lost + 2 * lost_pairs, ..found }
    }
}

/// One occasion: who is told for it, and who is not.
struct End {
    told: u64,
    lost: u64,
    /// Those of the lost who were measured at both ends of the change, where the report tells of these.
    lost_pairs: u64,
    /// The fewest who can be told apart by taking the sum of the pairs from those of the groups: a group that is told for one
    /// end only holds persons who were measured at both and others.
    mixed: u64,
}

impl End {
    fn of(groups: &BTreeMap<Set, Told>, (occasion, all): (Set, u64), whole: &Whole) -> Self {
        let both = whole.ends[0] | whole.ends[1];
        let (mut told, mut pairs, mut mixed) = (0, 0, 0);
        for (set, group) in groups.iter().filter(|(set, _)| **set & occasion != 0) {
            told += group.n;
            pairs += group.pairs;
            mixed += if set & both == both { 0 } else { group.pairs.min(group.n - group.pairs) };
        }
        let lost = all.saturating_sub(told);
        if !whole.tells_pairs(occasion) {
            return Self { told, lost, lost_pairs: 0, mixed: 0 };
        }
        let lost_pairs = whole.pairs.saturating_sub(pairs);
        Self { told, lost, lost_pairs, mixed: mixed + lost_pairs.min(lost.saturating_sub(lost_pairs)) }
    }
}

/// The last occasion of a set.
const fn last(set: Set) -> Set {
    if set == 0 { 0 } else { 1 << (Set::BITS - 1 - set.leading_zeros()) }
}

fn bits(set: Set) -> impl Iterator<Item = Set> {
    (0..Set::BITS).map(|at| 1 << at).filter(move |bit| set & bit != 0)
}

/// Occasions that a group could give up: each choice of a few, of many one by one, those named, or all.
fn parts(set: Set, named: Set) -> Vec<Set> {
    let each: Vec<Set> = bits(set).collect();
    if set.count_ones() > EVERY_PART {
        return each.into_iter().chain([set & named, set]).collect();
    }
    let choice = |chosen: Set| {
        each.iter().enumerate().filter(|(at, _)| chosen & (1 << at) != 0).fold(0, |part, (_, bit)| part | bit)
    };
    (1..1 << set.count_ones()).map(choice).collect()
}

#[cfg(test)]
mod tests;
