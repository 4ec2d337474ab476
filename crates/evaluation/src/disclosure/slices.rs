//! Periods of first days. Whoever sees the numbers of some periods can subtract and add them, and gets those of every
//! stretch between two of their ends: none of these stretches may hold only a few persons.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Stopped;

/// First days, both ends included; open where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Slice {
    /// From.
    pub from: Option<Date>,
    /// To.
    pub to: Option<Date>,
}

impl Slice {
    /// Whether a first day lies within it; what has none lies only within all of time.
    pub fn holds(self, start: Option<Date>) -> bool {
        let open = self.from.is_none() && self.to.is_none();
        open || start.is_some_and(|start| {
            self.from.is_none_or(|from| from <= start) && self.to.is_none_or(|to| start <= to)
        })
    }
}

impl Slice {
    /// The same where an end that is the calendar's own is open.
    pub(super) fn opened(self) -> Self {
        Self { from: self.from.filter(|day| *day > Date::MIN), to: self.to.filter(|day| *day < Date::MAX) }
    }
}

/// A period as it is written: ISO 8601, or nothing where it is open.
pub(super) mod written {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Date, Slice};

    #[expect(clippy::ref_option, reason = "the shape that serde asks for")]
    pub(in crate::disclosure) fn serialize<S: Serializer>(
        period: &Option<Slice>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        period.map(|period| [day(period.from), day(period.to)]).serialize(serializer)
    }

    pub(in crate::disclosure) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Slice>, D::Error> {
        let found: Option<[Option<String>; 2]> = Option::deserialize(deserializer)?;
        let Some(ends) = found else { return Ok(None) };
        let [from, to] =
            ends.map(|day| day.map(|day| day.parse().map_err(serde::de::Error::custom)).transpose());
        Ok(Some(Slice { from: from?, to: to? }))
    }
}

/// The stretches between the ends of periods: all of time without any.
fn stretches(periods: &[Slice]) -> Vec<Slice> {
    let mut ends: BTreeSet<Date> = BTreeSet::new();
    for period in periods.iter().map(|period| period.opened()) {
        ends.extend(period.from);
        ends.extend(period.to.and_then(|day| day.tomorrow().ok()));
    }
    let firsts = std::iter::once(None).chain(ends.iter().copied().map(Some));
    let lasts = ends.iter().map(|end| end.yesterday().ok()).chain(std::iter::once(None));
    firsts.zip(lasts).map(|(from, to)| Slice { from, to }).collect()
}

/// Whether numbers of these periods can stand beside each other, and beside those of all. `starts` are the first days of
/// all persons.
///
/// # Errors
/// [`Stopped::Slice`] with the first stretch that holds persons, but fewer than the threshold.
pub fn slices(starts: &[Date], periods: &[Slice], threshold: u64) -> Result<(), Stopped> {
    for stretch in stretches(periods) {
        let persons = starts.iter().filter(|day| stretch.holds(Some(**day))).count() as u64;
        if (1..threshold).contains(&persons) {
            return Err(Stopped::Slice { from: stretch.from, to: stretch.to });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_stretch_that_follows_from_others_is_not_told_when_few_began_in_it() {
        let mut starts: Vec<Date> = (1..=20).map(|day| date(2026, 1, day)).collect();
        starts.push(date(2026, 2, 14));
        starts.extend((1..=20).map(|day| date(2026, 3, day)));
        let to = |month: i8, day: i8| Some(date(2026, month, day));
        let january = Slice { from: to(1, 1), to: to(1, 31) };
        let march = Slice { from: to(3, 1), to: None };
        assert_eq!(slices(&starts, &[], 5), Ok(()));
        // The rest of January is everybody since: enough. That of both is the one of February.
        assert_eq!(slices(&starts, &[january], 5), Ok(()));
        let stopped = slices(&starts, &[january, march], 5);
        assert_eq!(stopped, Err(Stopped::Slice { from: to(2, 1), to: to(2, 28) }));
        let since = Slice { from: to(2, 1), to: None };
        assert_eq!(slices(&starts, &[january, since], 5), Ok(()));
        // The end of the calendar is no end.
        assert_eq!(stretches(&[Slice { from: Some(Date::MIN), to: Some(Date::MAX) }]), [Slice::default()]);
        // A stretch without anybody tells of nobody.
        let first_half = Slice { from: None, to: to(1, 10) };
        let before = Slice { from: None, to: Some(date(2025, 12, 31)) };
        assert_eq!(slices(&starts, &[first_half, before], 5), Ok(()));
    }
}
