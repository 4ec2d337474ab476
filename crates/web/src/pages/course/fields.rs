//! A form as it travelled: names and values in their order, a name as often as it was sent. Reads fields into values
//! and remembers every fault, so that all are told at once and what was typed stays. It decides nothing about courses.

use domain::Date;
use domain::refusal::{Refusal, RefusalCode};
use jiff::civil::Time;

/// Fields that are never part of a draft and never shown again.
const OWN: &[&str] = &["key", "csrf", "next"];

/// The fields of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The fields of a body in the encoding of forms. 
    pub(crate) fn parse(body: &str) -> Self {
        Self(form_urlencoded::parse(body.as_bytes()).into_owned().collect())
    }
    /// Fields from pairs.
    pub(crate) fn of(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }
    /// The body that gives the same fields, without the form's own ones: what a draft keeps.
    pub(crate) fn draft(&self) -> String {
        let kept = self.0.iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
        form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish()
    }
    /// The value of a field, trimmed; `None` when it is absent or empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
    /// The value as it was typed; empty when it is absent.
    pub(crate) fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }
    /// All values of a field.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(n, value)| n == name && !value.is_empty()).map(|(_, value)| value.as_str()).collect()
    }
    /// True when the field was sent with anything in it.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
    /// Puts a value in the place of what the field held.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(n, _)| n != name);
        self.0.push((name.to_owned(), value.into()));
    }
    /// Every name with its value.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
    /// True when nothing was sent.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
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
    /// A date, if one was given.
    pub(crate) fn date(&mut self, name: &'static str) -> Option<Date> {
        let typed = self.fields.get(name)?;
        let date = date(typed);
        if date.is_none() {
            self.faults.push(Refusal::of(name, RefusalCode::DateInvalid));
        }
        date
    }
    /// A date that the act needs; the given one when the field is empty.
    pub(crate) fn date_or(&mut self, name: &'static str, default: Date) -> Date {
        self.date(name).unwrap_or(default)
    }
    /// A time of day, if one was given.
    pub(crate) fn time(&mut self, name: &'static str) -> Option<Time> {
        let typed = self.fields.get(name)?;
        let time = time(typed);
        if time.is_none() {
            self.faults.push(Refusal::of(name, RefusalCode::Unknown));
        }
        time
    }
    /// A number, if one was given; beyond what a number can be it is out of range.
    pub(crate) fn number<N: std::str::FromStr>(&mut self, name: &'static str) -> Option<N> {
        let typed = self.fields.get(name)?;
        let number = typed.parse().ok();
        if number.is_none() {
            self.faults.push(Refusal::of(name, RefusalCode::Unknown));
        }
        number
    }
    /// One of a closed set, if one was given.
    pub(crate) fn code<C>(&mut self, name: &'static str, parse: fn(&str) -> Option<C>) -> Option<C> {
        let typed = self.fields.get(name)?;
        let code = parse(typed);
        if code.is_none() {
            self.faults.push(Refusal::of(name, RefusalCode::Unknown));
        }
        code
    }
    /// One of a closed set that the act needs.
    pub(crate) fn needed<C>(&mut self, name: &'static str, parse: fn(&str) -> Option<C>) -> Option<C> {
        if !self.fields.has(name) {
            self.faults.push(Refusal::of(name, RefusalCode::Empty));
        }
        self.code(name, parse)
    }
    /// Any of a closed set.
    pub(crate) fn codes<C>(&mut self, name: &'static str, parse: fn(&str) -> Option<C>) -> Vec<C> {
        let read: Vec<Option<C>> = self.fields.all(name).into_iter().map(parse).collect();
        if read.iter().any(Option::is_none) {
            self.faults.push(Refusal::of(name, RefusalCode::Unknown));
        }
        read.into_iter().flatten().collect()
    }
    /// Adds a fault that only the caller can see.
    pub(crate) fn fault(&mut self, fault: Refusal) {
        self.faults.push(fault);
    }
    /// The value when nothing was at fault, else every fault.
    ///
    /// # Errors
    /// All faults found so far.
    pub(crate) fn finish<T>(self, value: T) -> Result<T, service::Error> {
        if self.faults.is_empty() { Ok(value) } else { Err(self.faults.into()) }
    }
}

/// A date as a browser sends it (`2026-11-24`) or as people type it (`24-11-2026`, `24.11.26`, `24/11 2026`).
pub(crate) fn date(typed: &str) -> Option<Date> {
    let parts: Vec<&str> = typed.split(['-', '.', '/', ' ']).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let (year, month, day) = if first.len() == 4 { (first, second, third) } else { (third, second, first) };
    let century = if year.len() == 2 { 2000 } else { 0 };
    if !matches!(year.len(), 2 | 4) {
        return None;
    }
    Date::new(century + year.parse::<i16>().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A time as a browser sends it (`10:00`) or as people type it (`10.00`, `kl. 10`, `1015`).
pub(crate) fn time(typed: &str) -> Option<Time> {
    let typed = typed.trim().trim_start_matches("kl.").trim_start_matches("kl").trim();
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
    fn dates_are_read_as_browsers_and_people_write_them() {
        let day = civil::date(2026, 11, 24);
        for typed in ["2026-11-24", "24-11-2026", "24.11.2026", "24/11 2026", "24-11-26"] {
            assert_eq!(date(typed), Some(day), "{typed}");
        }
        for typed in ["", "31-02-2026", "24-11", "i dag", "24-11-026"] {
            assert_eq!(date(typed), None, "{typed}");
        }
    }

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
    fn all_faults_are_told_at_once_and_a_draft_leaves_the_keys_of_the_form_out() {
        let fields = Fields::parse("key=abc&date=31-02-2026&time=99&area=a&area=b&note=h%C3%A6+%26");
        let mut reader = Reader::new(&fields);
        assert_eq!((reader.date("date"), reader.time("time")), (None, None));
        let faults = reader.finish(()).unwrap_err();
        let named: Vec<_> = faults.refusals().iter().map(|fault| fault.field).collect();
        assert_eq!(named, [Some("date"), Some("time")]);
        assert_eq!(fields.all("area"), ["a", "b"]);
        assert_eq!(fields.raw("note"), "hæ &");
        assert_eq!(Fields::parse(&fields.draft()).raw("key"), "");
        assert_eq!(Fields::parse(&fields.draft()).raw("note"), "hæ &");
    }
}
