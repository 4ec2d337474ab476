//! Foreign values → the writing of the package: Danish dates, decimal commas, words for yes and no. Says what is wrong
//! with a value that cannot be taken.

use crate::fault::FaultCode;
use crate::package::value::{Problem, date_of, iso_date};

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Convert {
    /// Anything.
    Text,
    /// A date: `yyyy-mm-dd`, or day, month and year with `-`, `.` or `/` between.
    Date,
    /// A whole number, perhaps written with decimals that are nought.
    Whole,
    /// An answer within a range.
    Item { min: i32, max: i32 },
    /// Yes or no, with the words for each in small letters and the fault of anything else.
    YesNo { yes: Vec<String>, no: Vec<String>, fault: FaultCode },
    /// A score that is stated besides its items.
    Score { items: Vec<usize>, multiply: i32 },
}

impl Convert {
    /// A value that is not empty, in the package's writing.
    pub(super) fn convert(&self, text: &str) -> Result<String, Problem> {
        match self {
            Self::Text => Ok(text.to_owned()),
            Self::Date => date(text)
                .map(|date| date.to_string())
                .ok_or_else(|| (FaultCode::DateInvalid, vec![("value", text.to_owned())])),
            Self::Whole => whole(text, FaultCode::NumberInvalid, FaultCode::NumberNotInteger)
                .map(|number| number.to_string()),
            Self::Item { min, max } => {
                let number = whole(text, FaultCode::ItemText, FaultCode::ItemNotInteger)?;
                if (i64::from(*min)..=i64::from(*max)).contains(&number) {
                    return Ok(number.to_string());
                }
                let limits =
                    vec![("value", text.to_owned()), ("min", min.to_string()), ("max", max.to_string())];
                Err((FaultCode::ItemRange, limits))
            }
            Self::YesNo { yes, no, fault } => {
                let folded = text.to_lowercase();
                if yes.contains(&folded) {
                    Ok("1".to_owned())
                } else if no.contains(&folded) {
                    Ok("0".to_owned())
                } else {
                    let known = yes.iter().chain(no).cloned().collect::<Vec<_>>().join(", ");
                    Err((*fault, vec![("value", text.to_owned()), ("known", known)]))
                }
            }
            Self::Score { .. } => decimal(text)
                .map(|number| number.to_string())
                .ok_or_else(|| (FaultCode::NumberInvalid, vec![("value", text.to_owned())])),
        }
    }
}

/// A date in one of the writings that offices use.
fn date(text: &str) -> Option<jiff::civil::Date> {
    if let Some(date) = iso_date(text) {
        return Some(date);
    }
    // A spreadsheet's export may put the time behind.
    let text = text.split([' ', 'T']).next()?;
    if let Some(date) = iso_date(text) {
        return Some(date);
    }
    let mut parts = text.split(['-', '.', '/']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let short = (1..=2).contains(&day.len()) && (1..=2).contains(&month.len());
    if !short || year.len() != 4 || parts.next().is_some() {
        return None;
    }
    date_of(year, month, day)
}

/// A number with decimal comma or point.
fn decimal(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b',' | b'.'));
    plain.then(|| text.replace(',', ".").parse::<f64>().ok()).flatten().filter(|number| number.is_finite())
}

/// A whole number; `not_number` and `not_whole` are the faults.
fn whole(text: &str, not_number: FaultCode, not_whole: FaultCode) -> Result<i64, Problem> {
    if let Ok(number) = text.parse::<i64>() {
        return Ok(number);
    }
    let value = vec![("value", text.to_owned())];
    if decimal(text).is_none() {
        return Err((not_number, value));
    }
    let (before, after) = text.split_once([',', '.']).unwrap_or((text, ""));
    match before.parse::<i64>() {
        Ok(number) if after.bytes().all(|byte| byte == b'0') => Ok(number),
        _ => Err((not_whole, value)),
    }
}

/// Whether a stated score is what the items give, when all of them are answered.
pub(super) fn score_agrees(stated: &str, items: &[&str], multiply: i32) -> Result<(), String> {
    let numbers: Option<Vec<i64>> = items.iter().map(|item| item.parse().ok()).collect();
    let Some(numbers) = numbers else { return Ok(()) };
    let computed = numbers.iter().sum::<i64>().saturating_mul(i64::from(multiply));
    match decimal(stated) {
        #[expect(clippy::cast_precision_loss, reason = "a score has a few digits")]
        Some(stated) if (stated - computed as f64).abs() > 1e-9 => Err(computed.to_string()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(convert: &Convert, text: &str) -> FaultCode {
        convert.convert(text).unwrap_err().0
    }

    #[test]
    fn dates_of_offices_are_read_and_days_that_do_not_exist_are_not() {
        for text in ["2015-05-04", "04-05-2015", "4.5.2015", "04/05/2015", "04-05-2015 00:00:00"] {
            assert_eq!(Convert::Date.convert(text).unwrap(), "2015-05-04", "{text}");
        }
        for text in ["31-02-2015", "2015-13-01", "4 maj 2015", "04-05-15", "42128", "04-05-2015-1"] {
            assert_eq!(code(&Convert::Date, text), FaultCode::DateInvalid, "{text}");
        }
    }

    #[test]
    fn answers_are_whole_numbers_within_their_range() {
        let item = Convert::Item { min: 0, max: 5 };
        assert_eq!(item.convert("3").unwrap(), "3");
        assert_eq!(item.convert("3,0").unwrap(), "3");
        assert_eq!(code(&item, "6"), FaultCode::ItemRange);
        assert_eq!(code(&item, "-1"), FaultCode::ItemRange);
        assert_eq!(code(&item, "2,5"), FaultCode::ItemNotInteger);
        assert_eq!(code(&item, "ved ikke"), FaultCode::ItemText);
        assert_eq!(code(&item, "1e3"), FaultCode::ItemText);
    }

    #[test]
    fn a_stated_score_is_held_against_its_items() {
        assert!(score_agrees("8,0", &["0", "0", "1", "0", "1"], 4).is_ok());
        assert_eq!(score_agrees("100", &["4", "2", "5", "4", "4"], 4), Err("76".to_owned()));
        assert!(score_agrees("100", &["4", "", "5", "4", "4"], 4).is_ok());
    }
}
