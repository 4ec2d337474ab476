//! What can be filled into a sentence. Dates are filled in as words: format them first (`date`).

use std::borrow::Cow;

use fluent::types::FluentNumber;
use fluent::{FluentValue, types::FluentNumberOptions};

/// A fill-in of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// A whole number; it also chooses between the singular and the plural of the sentence.
    Count(i64),
    /// A number with a fixed count of decimals; not finite numbers are shown as "–".
    Number(f64, u8),
    /// Words, shown as they are.
    Text(Cow<'a, str>),
}

impl<'a> Value<'a> {
    pub(crate) fn to_fluent(&'a self) -> FluentValue<'a> {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "counts on a screen stay far below 2^53")]
            Self::Count(count) => FluentNumber::new(*count as f64, FluentNumberOptions::default()).into(),
            Self::Number(number, _) if !number.is_finite() => FluentValue::String("–".into()),
            Self::Number(number, decimals) => {
                let options = FluentNumberOptions {
                    minimum_fraction_digits: Some(usize::from(*decimals)),
                    ..FluentNumberOptions::default()
                };
                FluentNumber::new(*number, options).into()
            }
            Self::Text(text) => FluentValue::String(Cow::Borrowed(text.as_ref())),
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

macro_rules! from_whole {
    ($($whole:ty)+) => {$(
        impl From<$whole> for Value<'_> {
            fn from(count: $whole) -> Self {
                Self::Count(i64::from(count))
            }
        }
    )+};
}
from_whole!(i8 i16 i32 i64 u8 u16 u32);

impl From<usize> for Value<'_> {
    fn from(count: usize) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<u64> for Value<'_> {
    fn from(count: u64) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}
