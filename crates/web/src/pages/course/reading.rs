//! Reads the fields of a form into values and gathers every fault, so that all are told at once and what was typed
//! stays. It decides nothing about courses.

use domain::Date;
use domain::refusal::{Refusal, RefusalCode};
use jiff::civil::Time;
use service::Error;

use crate::form::{Fields, read_date};

/// Fields that are the form's own: never part of a draft.
const OWN: &[&str] = &["once", "draft_version", "act"];

/// What a draft keeps of a form: everything that was typed or picked.
pub(crate) fn kept(fields: &Fields) -> String {
    let kept = fields.pairs().filter(|(name, _)| !OWN.contains(name));
    form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish()
}

/// Reads fields and gathers the faults.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    fields: &'a Fields,
    faults: Vec<Refusal>,
}

impl<'a> Reader<'a> {
    /// A reader of these fields.
    pub(crate) const fn new(fields: &'a Fields) -> Self {
        Self { fields, faults: Vec::new() }
    }
    fn kept<T>(&mut self, read: Result<Option<T>, Refusal>) -> Option<T> {
        read.map_err(|fault| self.faults.push(fault)).ok().flatten()
    }
    /// A date, if one was given.
    pub(crate) fn date(&mut self, name: &'static str) -> Option<Date> {
        let read = self.fields.date(name);
        self.kept(read)
    }
    /// A date of a field among several of its kind; a fault is told at `name`.
    pub(crate) fn date_of(&mut self, name: &'static str, field: &str) -> Option<Date> {
        let typed = self.fields.text(field)?;
        let read = read_date(typed).map(Some).ok_or_else(|| Refusal::of(name, RefusalCode::DateInvalid));
        self.kept(read)
    }
    /// A date that the act needs.
    pub(crate) fn needed_date(&mut self, name: &'static str) -> Option<Date> {
        if self.fields.text(name).is_none() {
            self.faults.push(Refusal::of(name, RefusalCode::DateInvalid));
        }
        self.date(name)
    }
    /// A time of day, if one was given.
    pub(crate) fn time(&mut self, name: &'static str) -> Option<Time> {
        let typed = self.fields.text(name)?;
        let read = time(typed).map(Some).ok_or_else(|| Refusal::of(name, RefusalCode::TimeInvalid));
        self.kept(read)
    }
    /// A number, if one was given.
    pub(crate) fn number<N: std::str::FromStr>(&mut self, name: &'static str) -> Option<N> {
        let read = self.fields.number(name);
        self.kept(read)
    }
    /// One of a closed set, if one was given.
    pub(crate) fn code<C>(&mut self, name: &'static str, parse: impl Fn(&str) -> Option<C>) -> Option<C> {
        let typed = self.fields.text(name)?;
        let read = parse(typed).map(Some).ok_or_else(|| Refusal::of(name, RefusalCode::Unknown));
        self.kept(read)
    }
    /// One of a closed set that the act needs.
    pub(crate) fn needed<C>(&mut self, name: &'static str, parse: impl Fn(&str) -> Option<C>) -> Option<C> {
        if self.fields.text(name).is_none() {
            self.faults.push(Refusal::of(name, RefusalCode::Empty));
        }
        self.code(name, parse)
    }
    /// Any of a closed set.
    pub(crate) fn codes<C>(&mut self, name: &'static str, parse: impl Fn(&str) -> Option<C>) -> Vec<C> {
        let read: Vec<Option<C>> = self.fields.all(name).map(parse).collect();
        if read.iter().any(Option::is_none) {
            self.faults.push(Refusal::of(name, RefusalCode::Unknown));
        }
        read.into_iter().flatten().collect()
    }
    /// The words of a field as they were typed; how long and of what kind they may be is for the act to say.
    pub(crate) fn words(&self, name: &str) -> String {
        self.fields.raw(name).to_owned()
    }
    /// Faults that only the caller can see.
    pub(crate) fn faults(&mut self, faults: Vec<Refusal>) {
        self.faults.extend(faults);
    }
    /// The value when nothing was at fault, else every fault.
    ///
    /// # Errors
    /// All faults found so far.
    pub(crate) fn finish<T>(self, value: Option<T>) -> Result<T, Error> {
        match value {
            Some(value) if self.faults.is_empty() => Ok(value),
            _ if self.faults.is_empty() => Err(Error::not_found()),
            _ => Err(self.faults.into()),
        }
    }
}

/// A time as a browser sends it (`10:00`) or as people type it (`10.00`, `kl. 10`, `1015`).
pub(crate) fn time(typed: &str) -> Option<Time> {
    let typed = typed.trim().trim_start_matches("kl").trim_start_matches('.').trim();
    let (hour, minute) = match typed.split_once([':', '.']) {
        Some((hour, minute)) => (hour, minute.get(..2).unwrap_or(minute)),
        None if typed.len() >= 3 && typed.is_ascii() => typed.split_at(typed.len() - 2),
        None => (typed, "0"),
    };
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil;

    #[test]
    fn times_are_read_as_browsers_and_people_write_them() {
        let ten = civil::time(10, 0, 0, 0);
        for typed in ["10:00", "10.00", "kl. 10.00", "10", "1000", "10:00:30"] {
            assert_eq!(time(typed), Some(ten), "{typed}");
        }
        for typed in ["", "25:00", "10:75", "ti", "æøå"] {
            assert_eq!(time(typed), None, "{typed}");
        }
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let fields = Fields::parse(b"once=abc&date=31-02-2026&time=99&area=a&area=b&note=h%C3%A6+%26");
        let mut reader = Reader::new(&fields);
        assert_eq!((reader.date("date"), reader.time("time")), (None, None));
        let faults = reader.finish(Some(())).unwrap_err();
        let named: Vec<_> = faults.refusals().iter().map(|fault| fault.field).collect();
        assert_eq!(named, [Some("date"), Some("time")]);
    }

    #[test]
    fn a_draft_keeps_what_was_typed_and_not_the_key_of_the_form() {
        let fields = Fields::parse(b"once=abc&area=a&area=b&note=h%C3%A6+%26");
        let draft = Fields::parse(kept(&fields).as_bytes());
        assert_eq!(draft.raw("once"), "");
        assert_eq!(draft.raw("note"), "hæ &");
        assert_eq!(draft.all("area").count(), 2);
    }
}
