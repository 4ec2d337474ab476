//! A date as it is asked for: the browser's own picker on a phone, three fields at a desk. Both stand in the page and
//! the style sheet shows one of them, so that it works without script; what comes back is told apart here, and every
//! handler reads one field with one date, as if nothing else had been there.

use std::borrow::Cow;

use askama::Template;
use askama::filters::HtmlSafe;

use crate::form::read_date;
use crate::words::Words;

/// What the three fields and the former value are called: the field's name with one of these behind it.
const PARTS: [&str; 3] = ["-day", "-month", "-year"];
/// What stood in the picker when the page was made.
const WAS: &str = "-was";

/// The inputs of a date, without label, hint and fault: those are the field's around it.
#[derive(Debug, Clone, Template)]
#[template(path = "date.html")]
pub(crate) struct DateInputs {
    name: String,
    /// The date as the picker takes it; empty for what it cannot show.
    iso: String,
    parts: [(&'static str, Cow<'static, str>, String); 3],
    invalid: bool,
    described: String,
}

impl HtmlSafe for DateInputs {}

impl DateInputs {
    /// The inputs with what was typed; `described` holds the ids of its fault and hint.
    pub(crate) fn new(
        words: Words,
        (name, value): (&str, &str),
        (invalid, described): (bool, String),
    ) -> Self {
        let [day, month, year] = split(value);
        Self {
            name: name.to_owned(),
            iso: read_date(value).map(|date| date.to_string()).unwrap_or_default(),
            parts: [
                ("day", words.say("date-part-day"), day),
                ("month", words.say("date-part-month"), month),
                ("year", words.say("date-part-year"), year),
            ],
            invalid,
            described,
        }
    }
    /// Signs that a field takes.
    #[expect(clippy::unused_self, reason = "the template asks")]
    fn most(&self, part: &str) -> u8 {
        if part == "year" { 4 } else { 2 }
    }
}

/// Day, month and year of a text, as far as they can be told apart: what was typed stays, also when it is no date.
fn split(value: &str) -> [String; 3] {
    let value = value.trim();
    if let Some(date) = read_date(value) {
        return [date.day().to_string(), date.month().to_string(), date.year().to_string()];
    }
    let pieces: Vec<&str> = value.split(['-', '.', '/', ' ']).map(str::trim).collect();
    if let [day, month, year] = pieces.as_slice() {
        return [(*day).to_owned(), (*month).to_owned(), (*year).to_owned()];
    }
    [value.to_owned(), String::new(), String::new()]
}

/// Makes one field of a date that came in several. Whoever changed the picker meant the picker; else the three fields
/// count.
pub(crate) fn fold(pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    let dates: Vec<String> =
        pairs.iter().filter_map(|(name, _)| name.strip_suffix(WAS)).map(str::to_owned).collect();
    if dates.is_empty() {
        return pairs;
    }
    let mut left = pairs;
    for name in dates {
        let value = |suffix: &str| {
            let wanted = format!("{name}{suffix}");
            left.iter().find_map(|(found, value)| (*found == wanted).then(|| value.trim().to_owned()))
        };
        let (was, picked) = (value(WAS).unwrap_or_default(), value("").unwrap_or_default());
        let parts = PARTS.map(|suffix| value(suffix).unwrap_or_default());
        let told = if picked != was || value(PARTS[0]).is_none() { picked } else { joined(&parts) };
        left.retain(|(found, _)| {
            found.strip_prefix(name.as_str()).is_none_or(|rest| rest != WAS && !PARTS.contains(&rest))
        });
        match left.iter_mut().find(|(found, _)| *found == name) {
            Some((_, value)) => *value = told,
            None => left.push((name, told)),
        }
    }
    left
}

/// The date of three fields; what is none stays as it was typed, to be mended.
fn joined(parts: &[String; 3]) -> String {
    if parts.iter().all(String::is_empty) {
        return String::new();
    }
    let typed = parts.join("-");
    let complete = parts.iter().all(|part| !part.is_empty());
    match read_date(&typed).filter(|_| complete) {
        Some(date) => date.to_string(),
        None => typed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(query: &str) -> String {
        let pairs = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        form_urlencoded::Serializer::new(String::new()).extend_pairs(fold(pairs)).finish()
    }

    #[test]
    fn the_picker_counts_where_it_was_changed_and_the_three_fields_elsewhere() {
        let parts = "&d-day=25&d-month=11&d-year=2026&d-was=2026-11-24";
        assert_eq!(told(&format!("a=1&d=2026-11-24{parts}&z=2")), "a=1&d=2026-11-25&z=2");
        assert_eq!(told(&format!("d=2026-12-01{parts}")), "d=2026-12-01");
        assert_eq!(told(&format!("d={parts}")), "d=", "emptied on a phone");
        assert_eq!(told("d=2026-11-24&d-day=&d-month=&d-year=&d-was=2026-11-24"), "d=", "emptied at a desk");
        assert_eq!(told("d=&d-day=1&d-month=2&d-year=26&d-was="), "d=2026-02-01");
        assert_eq!(told("d=2026-11-24&other-day=x"), "d=2026-11-24&other-day=x", "no date of ours");
    }

    #[test]
    fn what_is_no_date_stays_as_it_was_typed() {
        assert_eq!(told("d=&d-day=31&d-month=2&d-year=2026&d-was="), "d=31-2-2026");
        assert_eq!(split("31-2-2026"), ["31", "2", "2026"]);
        assert_eq!(told("d=&d-day=5&d-month=&d-year=&d-was="), "d=5--");
        assert_eq!(split("5--"), ["5", "", ""]);
        assert_eq!(split("2026-11-24"), ["24", "11", "2026"]);
    }
}
