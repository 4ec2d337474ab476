//! What a form brought: every field as it was typed, so that nothing is lost when one of them is at fault. Fields are
//! read one by one into the command of a service function; what cannot be read is a fault beside its field.

use std::borrow::Cow;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use domain::Date;
use domain::refusal::{Refusal, RefusalCode};
use service::Error;

use crate::date_field;
use crate::problem::Problem;
use crate::site::Site;
use crate::words::Words;

/// The fields of a form, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads an URL-encoded body or query. Line ends are told as one sign, a date as one field.
    pub(crate) fn parse(encoded: &[u8]) -> Self {
        let tidy = |text: Cow<'_, str>| text.replace("\r\n", "\n");
        let pairs = form_urlencoded::parse(encoded).map(|(name, value)| (tidy(name), tidy(value)));
        Self(date_field::fold(pairs.collect()))
    }
    /// The first value of a field, as typed; empty when it did not come.
    pub(crate) fn raw(&self, name: &str) -> &str {
        self.0.iter().find_map(|(found, value)| (found == name).then_some(value.as_str())).unwrap_or_default()
    }
    /// The words of a field without blanks around them; `None` when there are none.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let text = self.raw(name).trim();
        (!text.is_empty()).then_some(text)
    }
    /// All values of a field: check boxes.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(found, value)| found == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }
    /// True when a field came with this value.
    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(found, known)| found == name && known == value)
    }
    /// All fields in their order.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
    /// Puts a field, in the place of its former values.
    pub(crate) fn put(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(found, _)| found != name);
        self.0.push((name.to_owned(), value.into()));
    }
    /// Puts a field with several values, in the place of its former ones.
    pub(crate) fn put_all<'a>(&mut self, name: &str, values: impl IntoIterator<Item = &'a str>) {
        self.0.retain(|(found, _)| found != name);
        self.0.extend(values.into_iter().map(|value| (name.to_owned(), value.to_owned())));
    }

    /// A date: `2026-11-24` as native pickers send it, or day, month and year as people write it.
    ///
    /// # Errors
    /// `date` on the field when it is none.
    pub(crate) fn date(&self, name: &'static str) -> Result<Option<Date>, Refusal> {
        let Some(text) = self.text(name) else { return Ok(None) };
        read_date(text).map(Some).ok_or_else(|| Refusal::of(name, RefusalCode::DateInvalid))
    }
    /// A whole number.
    ///
    /// # Errors
    /// `unknown` on the field when it is none.
    pub(crate) fn number<N: std::str::FromStr>(&self, name: &'static str) -> Result<Option<N>, Refusal> {
        let Some(text) = self.text(name) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| Refusal::of(name, RefusalCode::Unknown))
    }
}

/// Reads a date in either spelling.
pub(crate) fn read_date(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let mut parts = text.split(['-', '.', '/', ' ']).filter(|part| !part.is_empty());
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let year: i16 = year.parse().ok()?;
    let year = if (0..100).contains(&year) { year + 2000 } else { year };
    if parts.next().is_some() {
        return None;
    }
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

impl FromRequest<Site> for Fields {
    type Rejection = Problem;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Problem> {
        let body = Bytes::from_request(request, site).await.map_err(|_| Problem::unreadable())?;
        Ok(Self::parse(&body))
    }
}

/// One choice of a select or a row of chips.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What is sent.
    pub(crate) value: Cow<'static, str>,
    /// What is read.
    pub(crate) words: Cow<'static, str>,
    /// True when it is picked.
    pub(crate) picked: bool,
}

impl Choice {
    /// A choice, picked when it is the one that was typed.
    pub(crate) fn new(
        value: impl Into<Cow<'static, str>>,
        words: impl Into<Cow<'static, str>>,
        typed: &str,
    ) -> Self {
        let value = value.into();
        Self { picked: value == typed, value, words: words.into() }
    }
}

/// One thing to mend, beside its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldFault {
    /// The field's name; empty when the fault is about the whole.
    pub(crate) field: &'static str,
    /// What to do, in words.
    pub(crate) message: Cow<'static, str>,
}

/// What is to be mended on a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Faults(pub(crate) Vec<FieldFault>);

impl Faults {
    /// The faults of an error that a form can answer; other errors are passed on.
    pub(crate) fn of(error: Error, words: Words) -> Result<Self, Problem> {
        match error {
            Error::Refused(refusals)
                if refusals.iter().all(|refusal| refusal.code != RefusalCode::NotFound) =>
            {
                Ok(Self(refusals.iter().map(|refusal| fault(refusal, words)).collect()))
            }
            other => Err(other.into()),
        }
    }
    /// The sentence beside a field.
    pub(crate) fn at(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|fault| fault.field == field).map(|fault| fault.message.as_ref())
    }
    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
    /// One by one.
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, FieldFault> {
        self.0.iter()
    }
    /// True when nothing is to be mended.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn fault(refusal: &Refusal, words: Words) -> FieldFault {
    FieldFault { field: refusal.field.unwrap_or_default(), message: sentence(refusal, words) }
}

/// The sentence of a refusal.
pub(crate) fn sentence(refusal: &Refusal, words: Words) -> Cow<'static, str> {
    let values: Vec<_> = refusal
        .parameters
        .iter()
        .map(|(name, value)| {
            let whole = value.parse::<i64>().map(locale::Value::Count);
            let day = || read_date(value).map(|date| words.day(date).into());
            (*name, whole.ok().or_else(day).unwrap_or_else(|| value.as_str().into()))
        })
        .collect();
    words.fill(&format!("error-{}", refusal.code.code()), &values)
}

#[cfg(test)]
mod tests {
    use super::{Fields, read_date};

    #[test]
    fn dates_are_read_in_both_spellings() {
        let expected = jiff::civil::date(2026, 11, 24);
        for text in ["2026-11-24", "24-11-2026", "24.11.2026", "24/11 2026", "24. 11. 26"] {
            assert_eq!(read_date(text), Some(expected), "{text}");
        }
        for text in ["31-02-2026", "i går", "24-11", "1-2-3-4"] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }

    #[test]
    fn fields_are_kept_as_typed() {
        let fields = Fields::parse("area=housing&area=money&note=+to%0D%0Alinjer+&empty=".as_bytes());
        assert_eq!(fields.all("area").collect::<Vec<_>>(), ["housing", "money"]);
        assert_eq!(fields.text("note"), Some("to\nlinjer"));
        assert_eq!(fields.text("empty"), None);
        assert!(fields.has("area", "money"));
    }
}
