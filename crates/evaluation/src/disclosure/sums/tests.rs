//! The rule against everybody who adds and subtracts: a small house over some months, with late entries and corrections,
//! of which all kinds of cuts and periods are asked for, one after the other.

use std::collections::BTreeSet;

use super::*;
use crate::disclosure::persons::Group;
use crate::disclosure::roll::Rolling;

const LEAST: u64 = 5;
const MEASURED: &str = "measured/m/end";

/// A small generator, the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// A person as the record has her: the month she began, and the month and the value of her measurement.
#[derive(Clone, Copy)]
struct Person {
    began: u64,
    measured: Option<(u64, u64)>,
}

/// What was told: persons with their values.
type Told = BTreeMap<u64, u64>;

fn told_of(house: &[Person], cut: u64, period: (u64, u64)) -> Told {
    let holds = |one: &Person| one.began <= cut && (period.0..period.1).contains(&one.began);
    let value = |one: &Person| one.measured.filter(|(month, _)| *month <= cut).map(|(_, value)| value);
    let persons = (1..).zip(house).filter(|(_, one)| holds(one));
    persons.filter_map(|(id, one)| Some((id, value(one)?))).collect()
}

fn release(told: &Told, line: Option<u64>) -> (Release, Groups) {
    let keys: Vec<u64> = told.keys().copied().collect();
    let value = |at: usize| keys.get(at).and_then(|key| told.get(key)).copied();
    let mut roll = Rolling::of(&keys).unwrap();
    roll.put(MEASURED, &value);
    roll.put("persons", &|_| Some(1));
    if let Some(limit) = line {
        roll.put("at_risk/m/end", &|at| value(at).filter(|value| *value <= limit).map(|_| 1));
    }
    let roll = Some(roll.done());
    let about = BTreeMap::from([(MEASURED.to_owned(), Group::of(keys.iter().copied()))]);
    let release = Release {
        id: String::new(),
        title: String::new(),
        data_cut: None,
        at: String::new(),
        threshold: LEAST,
        period: None,
        about: about.clone(),
        lines: BTreeMap::new(),
        roll: roll.clone(),
        told: BTreeSet::new(),
        hidden: BTreeSet::new(),
        whole: BTreeSet::new(),
        partly: BTreeSet::new(),
    };
    (release, Groups { about, lines: Vec::new(), observed: Vec::new(), roll })
}

/// The fewest persons, but not none, that a sum of up to four of what was told, each added or taken away up to twice,
/// tells of.
fn fewest(told: &[Told]) -> usize {
    let things: BTreeSet<(u64, u64)> = told.iter().flatten().map(|(id, value)| (*id, *value)).collect();
    let things: Vec<(u64, u64)> = things.into_iter().collect();
    let has = |one: &Told, (id, value): &(u64, u64)| i64::from(one.get(id) == Some(value));
    let rows: Vec<Vec<i64>> =
        told.iter().map(|one| things.iter().map(|thing| has(one, thing)).collect()).collect();
    let mut best = usize::MAX;
    let mut open = vec![(0, 0, vec![0; things.len()])];
    while let Some((next, used, sum)) = open.pop() {
        let about: BTreeSet<u64> =
            things.iter().zip(&sum).filter(|(_, times)| **times != 0).map(|((id, _), _)| *id).collect();
        if !about.is_empty() {
            best = best.min(about.len());
        }
        for (at, row) in rows.iter().enumerate().skip(next).filter(|_| used < 4) {
            for times in [-2, -1, 1, 2] {
                let more = sum.iter().zip(row).map(|(sum, has): (&i64, &i64)| sum + times * has).collect();
                open.push((at + 1, used + 1, more));
            }
        }
    }
    best
}

/// A house over eight months; what is asked of it, and what is told with the rule and without.
fn house(chance: &mut Chance) -> [Vec<Told>; 2] {
    let person = |chance: &mut Chance| {
        let began = chance.below(8);
        let measured = (chance.below(5) > 0).then(|| (began + chance.below(3), chance.below(4)));
        Person { began, measured }
    };
    let mut house: Vec<Person> = (0..40).map(|_| person(chance)).collect();
    let (mut log, mut with, mut without) = (Vec::new(), Vec::new(), Vec::new());
    for now in 3..8 {
        for _ in 0..3 {
            // Somebody is corrected, or written down late.
            let at = usize::try_from(chance.below(40)).unwrap();
            if chance.below(3) == 0 && house[at].began <= now {
                house[at].measured = Some((house[at].began, chance.below(4)));
            }
            let (cut, end) =
                (now - chance.below(2), [0, 2, 3, 4, 5, 8][usize::try_from(chance.below(6)).unwrap()]);
            let told = told_of(&house, cut, if chance.below(2) == 0 { (0, end) } else { (end, 9) });
            if (told.len() as u64) < LEAST || without.contains(&told) {
                continue;
            }
            let (release, groups) = release(&told, None);
            let sums = Sums::of(&log, groups.roll.as_ref().unwrap());
            if sums.tells_of_few(&groups, (LEAST, LEAST)).is_none() {
                with.push(told.clone());
                log.push(release);
            }
            without.push(told);
        }
    }
    [with, without]
}

#[test]
fn no_sum_of_cuts_and_periods_with_late_entries_and_corrections_is_about_a_few() {
    let mut chance = Chance(11);
    let (mut told, mut open) = (0, 0);
    for round in 0..60 {
        let [with, without] = house(&mut chance);
        let few = fewest(&with);
        assert!(few >= usize::try_from(LEAST).unwrap(), "{round}: {few} persons can be told apart");
        told += with.len();
        open += usize::from(fewest(&without[..without.len().min(8)]) < 5);
    }
    assert!(told > 150 && open > 50, "{told} told; without the rule {open} of 60 houses tell of a few");
}

/// All of September, then one half of October and the other: one person was measured between.
#[test]
fn what_came_between_two_cuts_is_not_told_by_the_whole_of_one_and_the_parts_of_the_other() {
    let person = |at: u64| Person { began: at % 2, measured: Some((if at == 7 { 10 } else { 9 }, at % 4)) };
    let house: Vec<Person> = (0..30).map(person).collect();
    let log: Vec<Release> = [told_of(&house, 9, (0, 9)), told_of(&house, 10, (0, 1))]
        .iter()
        .map(|told| release(told, None).0)
        .collect();
    let (_, groups) = release(&told_of(&house, 10, (1, 9)), None);
    let new = groups.roll.as_ref().unwrap();
    let few = |log: &[Release]| Sums::of(log, new).tells_of_few(&groups, (LEAST, LEAST));
    assert_eq!(few(&log).as_deref(), Some(MEASURED));
    assert_eq!((few(&log[..1]), few(&log[1..])), (None, None), "each by itself is harmless");
}

/// A line counts a few of those between, or leaves a few of them out, where enough of them were measured.
#[test]
fn a_line_tells_of_the_few_who_are_counted_and_of_the_few_who_are_not() {
    for (low, tells) in [(0, false), (2, true), (6, false), (9, true), (12, false)] {
        let value = |at: u64| if at < 12 { u64::from(at >= low) * 9 } else { at % 2 * 9 };
        let person = |at: u64| Person { began: 0, measured: Some((if at < 12 { 10 } else { 9 }, value(at))) };
        let house: Vec<Person> = (0..40).map(person).collect();
        let of = |cut| release(&told_of(&house, cut, (0, 9)), Some(3));
        let log = [of(9).0];
        let (_, groups) = of(10);
        let sums = Sums::of(&log, groups.roll.as_ref().unwrap());
        assert_eq!(sums.tells_of_few(&groups, (LEAST, LEAST)), None, "{low}");
        let line = Line {
            name: "at_risk/m/end".to_owned(),
            path: String::new(),
            of: MEASURED.to_owned(),
            group: Group::of(std::iter::empty()),
        };
        assert_eq!(sums.line_tells(&line, LEAST), tells, "{low} of twelve are counted");
    }
}

/// As many measures, with a line each, as the largest study has.
#[test]
fn years_of_releases_are_judged_and_take_little_room() {
    // Of each month the whole and two periods are told.
    let (persons, months) = (150, 36);
    let mut chance = Chance(3);
    let mut house: Vec<Vec<Person>> = Vec::new();
    for _ in 0..persons {
        let began = chance.below(months);
        let mut one = |_| {
            let late = [0, 3, 6, 9][usize::try_from(chance.below(4)).unwrap()];
            let measured = (chance.below(5) > 0).then(|| (began + late, chance.below(26)));
            Person { began, measured }
        };
        house.push((0..40).map(&mut one).collect());
    }
    let roll = |house: &[Vec<Person>], cut: u64, (from, to): (u64, u64)| {
        let inside = |one: &&Vec<Person>| one[0].began <= cut && (from..to).contains(&one[0].began);
        let there: Vec<(u64, &Vec<Person>)> = (1..).zip(house).filter(|(_, one)| inside(one)).collect();
        let keys: Vec<u64> = there.iter().map(|(id, _)| *id).collect();
        let mut roll = Rolling::of(&keys).unwrap();
        for measure in 0..40 {
            let value = |at: usize| there[at].1[measure].measured.filter(|it| it.0 <= cut).map(|it| it.1);
            roll.put(&format!("measured/{measure}"), &value);
            roll.put(&format!("line/{measure}"), &|at| value(at).filter(|it| *it < 5).map(|_| 1));
        }
        roll.done()
    };
    let mut log: Vec<Release> = Vec::new();
    let empty = release(&Told::new(), None).0;
    // Groups and lines that tell of nobody, and of a few.
    let mut looked = [0, 0];
    let mut look = |tells: bool| looked[usize::from(tells)] += 1;
    let mut bytes = 0;
    for now in 6..months {
        let one = usize::try_from(chance.below(persons)).unwrap();
        house[one][0].measured = Some((0, chance.below(26)));
        for period in [(0, months), (0, now / 12 * 12), (now / 12 * 12, months)] {
            let new = roll(&house, now, period);
            let sums = Sums::of(&log, &new);
            for measure in 0..40 {
                look(sums.group_tells(&format!("measured/{measure}"), LEAST));
                let line = Line {
                    name: format!("line/{measure}"),
                    path: String::new(),
                    of: format!("measured/{measure}"),
                    group: Group::of(std::iter::empty()),
                };
                look(sums.line_tells(&line, LEAST));
            }
            // Whatever is stopped is taken in as well: the log is never shorter than in a house.
            let one = Release { roll: Some(new), ..empty.clone() };
            bytes = one.to_bytes().unwrap().len();
            log.push(one);
        }
    }
    assert!(looked.iter().all(|count| *count > 1_000), "{looked:?}");
    assert!(bytes < 40_000, "{bytes}");
}
