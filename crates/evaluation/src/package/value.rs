//! What a cell of the package may hold: one type for each kind, each of which reads, writes and describes itself.
//! Free text is not among them, on purpose: a package holds countable facts only, and no type here could carry a
//! name, an alias or a note.

use std::fmt;
use std::sync::Arc;

use jiff::civil::{Date, Time};

use domain::words::looks_like_cpr;

use crate::fault::FaultCode;

pub use super::answer::AnswerValue;

/// Longest id and code, bytes.
pub const LONGEST: usize = 64;

/// Why a cell was not taken: the code and, where it helps, what was expected (parameters of the fault).
pub type Problem = (FaultCode, Vec<(&'static str, String)>);

/// What a column holds, for the data dictionary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A random or imported id.
    Id,
    /// A code from a list that grows (programme, area, instrument, reason).
    Code,
    /// A code from a closed list.
    OneOf(&'static [CodeMeaning]),
    /// Several codes with `|` between.
    Codes,
    /// A whole number, not negative.
    Whole,
    /// Yes or no: `1` or `0`.
    YesNo,
    /// A date, `yyyy-mm-dd`.
    Date,
    /// A time of day, `hh:mm`.
    Time,
    /// An answer: a whole number, a code or one of the three special answers.
    Answer,
}

/// A code of a closed list and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeMeaning {
    /// The code.
    pub code: &'static str,
    /// In Danish.
    pub da: &'static str,
    /// In English.
    pub en: &'static str,
}

/// A cell's type.
pub trait Cell: Sized {
    /// What it holds.
    const KIND: Kind;
    /// Whether the cell may be empty.
    const OPTIONAL: bool = false;
    /// Reads a cell that is not empty.
    ///
    /// # Errors
    /// What is wrong with it.
    fn parse(text: &str) -> Result<Self, Problem>;
    /// Reads an empty cell.
    ///
    /// # Errors
    /// A missing value, where one must be.
    fn empty() -> Result<Self, Problem> {
        let code =
            if matches!(Self::KIND, Kind::Id) { FaultCode::IdMissing } else { FaultCode::ValueMissing };
        Err((code, Vec::new()))
    }
    /// Writes it as it stands in a file.
    fn write(&self, out: &mut String);
}

fn value(code: FaultCode, text: &str) -> Problem {
    (code, vec![("value", text.to_owned())])
}

impl<T: Cell> Cell for Option<T> {
    const KIND: Kind = T::KIND;
    const OPTIONAL: bool = true;
    fn parse(text: &str) -> Result<Self, Problem> {
        T::parse(text).map(Some)
    }
    fn empty() -> Result<Self, Problem> {
        Ok(None)
    }
    fn write(&self, out: &mut String) {
        if let Some(cell) = self {
            cell.write(out);
        }
    }
}

macro_rules! short_text {
    ($(#[$doc:meta])* $name:ident, $kind:expr, $fits:expr, $fault:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// From text that fits.
            pub fn new(text: &str) -> Option<Self> {
                Self::parse(text).ok()
            }
            /// As text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
        impl Cell for $name {
            const KIND: Kind = $kind;
            fn parse(text: &str) -> Result<Self, Problem> {
                if holds_cpr(text) {
                    return Err((FaultCode::CprInField, Vec::new()));
                }
                let fits: fn(&str) -> bool = $fits;
                if fits(text) { Ok(Self(text.into())) } else { Err(value($fault, text)) }
            }
            fn write(&self, out: &mut String) {
                out.push_str(&self.0);
            }
        }
    };
}

short_text!(
    /// A pseudonymous id: up to 64 letters (a–z, A–Z), digits, dots, dashes and underscores; never shaped as a CPR
    /// number.
    Id,
    Kind::Id,
    |text| short(text, u8::is_ascii_alphanumeric),
    FaultCode::IdInvalid
);
short_text!(
    /// A code: up to 64 small letters, digits, dots, dashes and underscores.
    Code,
    Kind::Code,
    |text| short(text, |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()),
    FaultCode::CodeInvalid
);

fn short(text: &str, letter: impl Fn(&u8) -> bool) -> bool {
    (1..=LONGEST).contains(&text.len())
        && text.bytes().all(|byte| letter(&byte) || matches!(byte, b'.' | b'-' | b'_'))
        && text.bytes().any(|byte| letter(&byte))
}

/// Whether a cell looks like a CPR number. Ids made by the programme (UUIDs) are not mistaken for one.
pub(crate) fn holds_cpr(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (10..=32).contains(&digits) && !is_uuid(text) && looks_like_cpr(text)
}

fn is_uuid(text: &str) -> bool {
    let groups = [8usize, 4, 4, 4, 12];
    let mut parts = text.split('-');
    groups.iter().all(|&length| {
        parts.next().is_some_and(|part| part.len() == length && part.bytes().all(|b| b.is_ascii_hexdigit()))
    }) && parts.next().is_none()
}

/// Several codes, in the order given, without repetition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Codes(pub Vec<Code>);

impl Cell for Codes {
    const KIND: Kind = Kind::Codes;
    const OPTIONAL: bool = true;
    fn parse(text: &str) -> Result<Self, Problem> {
        let mut codes = Vec::new();
        for part in text.split('|') {
            let code = Code::parse(part.trim())?;
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        Ok(Self(codes))
    }
    fn empty() -> Result<Self, Problem> {
        Ok(Self::default())
    }
    fn write(&self, out: &mut String) {
        for (index, code) in self.0.iter().enumerate() {
            if index > 0 {
                out.push('|');
            }
            out.push_str(code.as_str());
        }
    }
}

impl Cell for u32 {
    const KIND: Kind = Kind::Whole;
    fn parse(text: &str) -> Result<Self, Problem> {
        text.parse().map_err(|_| value(FaultCode::NumberInvalid, text))
    }
    fn write(&self, out: &mut String) {
        out.push_str(&self.to_string());
    }
}

impl Cell for bool {
    const KIND: Kind = Kind::YesNo;
    fn parse(text: &str) -> Result<Self, Problem> {
        match text {
            "1" => Ok(true),
            "0" => Ok(false),
            _ => {
                Err((FaultCode::ValueUnknown, vec![("value", text.to_owned()), ("known", "0, 1".to_owned())]))
            }
        }
    }
    fn write(&self, out: &mut String) {
        out.push(if *self { '1' } else { '0' });
    }
}

impl Cell for Date {
    const KIND: Kind = Kind::Date;
    fn parse(text: &str) -> Result<Self, Problem> {
        iso_date(text).ok_or_else(|| value(FaultCode::DateInvalid, text))
    }
    fn write(&self, out: &mut String) {
        push_padded(out, i32::from(self.year()), 4);
        out.push('-');
        push_padded(out, i32::from(self.month()), 2);
        out.push('-');
        push_padded(out, i32::from(self.day()), 2);
    }
}

/// A date written `yyyy-mm-dd`, from the year 1900.
pub(crate) fn iso_date(text: &str) -> Option<Date> {
    let (year, rest) = text.split_at_checked(4)?;
    let (month, day) = rest.strip_prefix('-')?.split_once('-')?;
    if month.len() != 2 || day.len() != 2 {
        return None;
    }
    date_of(year, month, day)
}

/// A date from its digits, from the year 1900.
pub(crate) fn date_of(year: &str, month: &str, day: &str) -> Option<Date> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !(digits(year) && digits(month) && digits(day)) {
        return None;
    }
    let year: i16 = year.parse().ok()?;
    if year < 1900 { None } else { Date::new(year, month.parse().ok()?, day.parse().ok()?).ok() }
}

fn push_padded(out: &mut String, number: i32, width: usize) {
    let digits = number.to_string();
    for _ in digits.len()..width {
        out.push('0');
    }
    out.push_str(&digits);
}

impl Cell for Time {
    const KIND: Kind = Kind::Time;
    fn parse(text: &str) -> Result<Self, Problem> {
        let read = || {
            let (hour, minute) = text.split_once(':')?;
            let two = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            if !(two(hour) && two(minute)) {
                return None;
            }
            Self::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
        };
        read().ok_or_else(|| value(FaultCode::TimeInvalid, text))
    }
    fn write(&self, out: &mut String) {
        push_padded(out, i32::from(self.hour()), 2);
        out.push(':');
        push_padded(out, i32::from(self.minute()), 2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back<T: Cell>(text: &str) -> String {
        let mut out = String::new();
        T::parse(text).unwrap().write(&mut out);
        out
    }

    #[test]
    fn values_are_written_as_they_were_read() {
        assert_eq!(back::<Id>("SYN-0001"), "SYN-0001");
        assert_eq!(back::<Date>("2016-02-29"), "2016-02-29");
        assert_eq!(back::<Time>("09:05"), "09:05");
        assert_eq!(back::<Codes>("bolig|netvaerk"), "bolig|netvaerk");
        for answer in ["5", "-1", "yes", "a|b", "not_asked", "will_not_answer", "does_not_know"] {
            assert_eq!(back::<AnswerValue>(answer), answer);
        }
    }

    #[test]
    fn days_that_do_not_exist_are_not_dates() {
        for text in [
            "2015-02-31",
            "2015-2-01",
            "15-02-01",
            "2015-02-0a",
            "1899-12-31",
            "",
            "2015-02-01x",
            "æø15-01-01",
        ] {
            assert!(Date::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_cpr_number_is_no_id_and_is_not_repeated() {
        assert_eq!(Id::parse("701282-4567").unwrap_err(), (FaultCode::CprInField, Vec::new()));
        assert_eq!(Code::parse("7012824567").unwrap_err().0, FaultCode::CprInField);
        assert!(Id::parse("019395a2-7012-7282-8567-100112345678").is_ok());
    }

    #[test]
    fn names_and_notes_do_not_fit_in_any_type() {
        for text in ["Jens Hansen", "Ærø", "a,b", "", "...", &"x".repeat(65)] {
            assert!(Id::parse(text).is_err(), "{text}");
            assert!(Code::parse(text).is_err(), "{text}");
        }
    }
}
