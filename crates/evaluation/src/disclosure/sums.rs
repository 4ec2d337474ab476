//! What follows from sums. Whoever sees the counts and means of some releases can add and subtract them, and gets those
//! of whoever is left: of these persons together either nobody may be told of, or of enough. It is looked at person by
//! person, with what each release knew of her when it was made, so that periods, data cuts, corrections and late entries
//! are all the same to it.

use std::collections::HashMap;

use super::groups::{Groups, Line};
use super::isolate::{Alike, tells};
use super::log::Release;
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
        let rows: Vec<(&Seat<'_>, Vec<u64>)> = before.chain([(&self.new, new)]).collect();
        // What a release tells by itself is the gate's.
        rows.len() > 1 && tells(&self.alike(&rows), least)
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
        let mut alike: HashMap<Vec<u16>, u64> = HashMap::new();
        for person in known.chunks(width.max(1)).filter(|person| person.iter().any(|value| *value != 0)) {
            *alike.entry(numbered(person)).or_default() += 1;
        }
        let mut alike: Vec<Alike> =
            alike.into_iter().map(|(known, persons)| Alike { known, persons }).collect();
        alike.sort_unstable_by(|a, b| a.known.cmp(&b.known));
        alike
    }
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
