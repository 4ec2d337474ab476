//! What follows from sums. Whoever sees the counts and means of some releases can add and subtract them, and gets those
//! of whoever is left: of these persons together either nobody may be told of, or of enough. It is looked at person by
//! person, with what each release knew of her when it was made, so that periods, data cuts, corrections and late entries
//! are all the same to it.

use std::collections::{BTreeMap, HashMap};

use super::groups::{Groups, Line};
use super::isolate::{Alike, tells};
use super::log::Release;
use super::persons::fact;
use super::roll::{Column, Roll};

/// The releases of a log and a new one, person by person.
pub(super) struct Sums<'m> {
    new: Seat<'m>,
    before: Vec<Seat<'m>>,
    persons: usize,
}

/// A release, and where each of its persons stands among those of all releases.
struct Seat<'m> {
    roll: &'m Roll,
    places: Vec<usize>,
}

/// For each person of a release a number for what is known of her, as it is told of a group or a line.
type Told<'t> = &'t dyn Fn(&Roll) -> Option<Vec<u64>>;

impl<'m> Sums<'m> {
    /// Of the releases whose persons are remembered.
    pub(super) fn of(releases: &'m [Release], new: &'m Roll) -> Self {
        let mut all: HashMap<u64, usize> = HashMap::new();
        let mut seat = |roll: &'m Roll| {
            let place = |key: &u64| {
                let next = all.len();
                *all.entry(*key).or_insert(next)
            };
            Seat { roll, places: roll.keys().iter().map(place).collect() }
        };
        let before = releases.iter().filter_map(|one| one.roll.as_ref()).map(&mut seat).collect();
        let new = seat(new);
        Self { new, before, persons: all.len() }
    }

    /// The first group of those told of whom a few could be told from the rest: by the threshold of the release where
    /// the group itself has fewer than the strictest of all asks for.
    pub(super) fn tells_of_few(&self, groups: &Groups, (own, strictest): (u64, u64)) -> Option<String> {
        let mut told = groups.about.iter().filter(|(_, group)| group.n >= own);
        let few = |key: &str, n: u64| self.group_tells(key, if n < strictest { own } else { strictest });
        told.find(|(key, group)| few(key, group.n)).map(|(key, _)| key.clone())
    }

    /// Whether a group would tell of a few of those in it.
    pub(super) fn group_tells(&self, key: &str, least: u64) -> bool {
        let kinds = self.new.roll.columns(key).map_or(0, <[Column]>::len);
        (0..kinds).any(|kind| self.tells(least, &|roll| told(roll, key, kind)))
    }

    /// Whether a line of the tables would tell of the few who are counted, or of the few who are not.
    pub(super) fn line_tells(&self, line: &Line, least: u64) -> bool {
        let kinds = self.new.roll.columns(&line.name).map_or(0, <[Column]>::len);
        let of: Vec<String> = std::iter::once(line.of.clone()).chain(line.of_known()).collect();
        (0..kinds).any(|kind| {
            self.tells(least, &|roll| told(roll, &line.name, kind))
                || of.iter().any(|of| self.tells(least, &|roll| rest(roll, (of, &line.name), kind)))
        })
    }

    fn tells(&self, least: u64, told: Told<'_>) -> bool {
        let Some(new) = told(self.new.roll) else { return false };
        let before = self.before.iter().filter_map(|seat| Some((seat, told(seat.roll)?)));
        let before: Vec<(&Seat<'_>, Vec<u64>)> = before.collect();
        // What a release tells by itself is the gate's, and what was told before word for word tells nothing.
        let same = |(seat, values): &(&Seat<'_>, Vec<u64>)| seat.places == self.new.places && *values == new;
        if before.is_empty() || before.iter().any(same) || self.apart(&before, &new) >= least {
            return false;
        }
        let once: BTreeMap<u64, (&Seat<'_>, Vec<u64>)> =
            before.into_iter().map(|row| (word(&row), row)).collect();
        let rows: Vec<(&Seat<'_>, Vec<u64>)> = once.into_values().chain([(&self.new, new)]).collect();
        tells(&self.alike(&rows), least)
    }

    /// So many times over, with other persons each time, the new release is shown to be no sum of the earlier ones: by a
    /// person of whom only the new one knows what it knows; or by two of whom all the earlier ones know alike, and the
    /// new one knows only one. Where a few are not told of, this mostly shows it, and costs little.
    fn apart(&self, before: &[(&Seat<'_>, Vec<u64>)], new: &[u64]) -> u64 {
        // What is known of each person, last by the new release; whether by that; and by which of the earlier ones.
        let mut known: Vec<(u64, bool, u64)> = vec![(0, false, 0); self.persons];
        let told = |(place, value): (&usize, &u64)| (*value != 0).then_some((*place, *value));
        for (seat, values) in before {
            for (place, value) in seat.places.iter().zip(values).filter_map(told) {
                if let Some(one) = known.get_mut(place) {
                    one.0 = value;
                }
            }
        }
        for (place, value) in self.new.places.iter().zip(new).filter_map(told) {
            if let Some(one) = known.get_mut(place) {
                (one.0, one.1) = (value, true);
            }
        }
        for (at, (seat, values)) in (1..).zip(before) {
            let mark = fact(at, at);
            for (place, value) in seat.places.iter().zip(values).filter_map(told) {
                if let Some(one) = known.get_mut(place).filter(|one| one.0 == value) {
                    one.2 = one.2.wrapping_add(mark);
                }
            }
        }
        let mut sides: Vec<(u64, bool)> =
            known.into_iter().filter(|one| one.0 != 0).map(|(_, inside, by)| (by, inside)).collect();
        sides.sort_unstable();
        let shown = |alike: &[(u64, bool)]| {
            let within = alike.iter().filter(|(_, inside)| *inside).count();
            let alone = alike.first().is_some_and(|(by, _)| *by == 0);
            if alone { within } else { within.min(alike.len() - within) }
        };
        sides.chunk_by(|one, other| one.0 == other.0).map(shown).sum::<usize>() as u64
    }

    /// Persons of whom the releases know alike.
    fn alike(&self, rows: &[(&Seat<'_>, Vec<u64>)]) -> Vec<Alike> {
        let width = rows.len();
        let mut known: Vec<u64> = vec![0; self.persons * width];
        for (at, (seat, values)) in rows.iter().enumerate() {
            for (place, value) in seat.places.iter().zip(values) {
                if let Some(cell) = known.get_mut(place * width + at) {
                    *cell = *value;
                }
            }
        }
        let told_of = known.chunks(width.max(1)).filter(|person| person.iter().any(|value| *value != 0));
        let mut told_of: Vec<Vec<u16>> = told_of.map(numbered).collect();
        told_of.sort_unstable();
        let alike = |same: &[Vec<u16>]| {
            let known = same.first()?.clone();
            Some(Alike { known, persons: same.len() as u64 })
        };
        told_of.chunk_by(|one, other| one == other).filter_map(alike).collect()
    }
}

/// A number that is the same for releases that tell the same.
fn word((seat, values): &(&Seat<'_>, Vec<u64>)) -> u64 {
    let told = seat.places.iter().zip(values).filter(|(_, value)| **value != 0);
    told.fold(0, |sum, (place, value)| sum.wrapping_add(fact(*place as u64, *value)))
}

fn told(roll: &Roll, key: &str, kind: usize) -> Option<Vec<u64>> {
    Some(roll.columns(key)?.get(kind)?.values())
}

/// Of those of a group who are not counted in a line: first who they are, then, where more is told of them than how many,
/// what is known of them.
fn rest(roll: &Roll, (of, line): (&str, &str), kind: usize) -> Option<Vec<u64>> {
    let all = told(roll, of, kind.saturating_sub(1))?.into_iter().zip(told(roll, line, 0)?);
    let seen = |value: u64| if kind == 0 { value.min(1) } else { value };
    Some(all.map(|(value, counted)| if counted == 0 { seen(value) } else { 0 }).collect())
}

/// What was known of a person by the order in which it first was.
fn numbered(person: &[u64]) -> Vec<u16> {
    let mut seen: Vec<u64> = Vec::new();
    let number = |value: &u64| {
        if *value == 0 {
            return 0;
        }
        let found = seen.iter().position(|other| other == value);
        let at = found.unwrap_or_else(|| {
            seen.push(*value);
            seen.len() - 1
        });
        u16::try_from(at + 1).unwrap_or(u16::MAX)
    };
    person.iter().map(number).collect()
}

#[cfg(test)]
mod tests;
