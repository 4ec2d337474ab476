//! What a column of a Parquet file holds, and its values as the text they would have in a delimited file: numbers with the
//! shortest digits that give them back, decimals with all their places, dates and times as ISO 8601. Types: Apache Parquet,
//! `LogicalTypes.md`; files of old writers have a converted type alone.

use std::fmt::{Display, LowerExp, Write as _};

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use parquet::schema::types::ColumnDescriptor;

use crate::fault::FaultCode;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// True or false.
    Boolean,
    /// A whole number.
    Whole,
    /// The bits of a whole number without a sign.
    Unsigned,
    /// A binary fraction, of 16, 32 or 64 bits.
    Float,
    /// A decimal number with so many places.
    Decimal(usize),
    /// Days since 1970.
    Date,
    /// Parts of a second since midnight, so many to the second.
    Time(i64),
    /// Parts of a second since 1970, so many to the second; `true` when they are counted in UTC.
    Moment(i64, bool),
    /// Text in UTF-8.
    Text,
    /// An identifier of 16 bytes.
    Uuid,
    /// Nothing but missing values.
    Nothing,
}

const MILLIS: i64 = 1_000;
const MICROS: i64 = 1_000_000;
const NANOS: i64 = 1_000_000_000;

const fn per_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => MILLIS,
        TimeUnit::MICROS => MICROS,
        TimeUnit::NANOS => NANOS,
    }
}

impl Kind {
    /// What a column holds; its type as the file names it when that is nothing a study can read.
    pub(super) fn of(column: &ColumnDescriptor) -> Result<Self, String> {
        let named = match column.logical_type_ref() {
            Some(logical) => Self::logical(logical),
            None => Self::converted(column),
        };
        let unread = || {
            let logical = column.logical_type_ref().map(|logical| format!("{logical:?}"));
            let converted = Some(column.converted_type()).filter(|one| *one != ConvertedType::NONE);
            logical
                .or_else(|| converted.map(|one| one.to_string()))
                .unwrap_or_else(|| column.physical_type().to_string())
        };
        if let Some(kind) = named.ok_or_else(unread)? {
            return Ok(kind);
        }
        Ok(match column.physical_type() {
            Type::BOOLEAN => Self::Boolean,
            Type::INT32 | Type::INT64 => Self::Whole,
            Type::FLOAT | Type::DOUBLE => Self::Float,
            Type::INT96 => Self::Moment(NANOS, false),
            Type::BYTE_ARRAY => Self::Text,
            Type::FIXED_LEN_BYTE_ARRAY => return Err(unread()),
        })
    }

    /// By the logical type; nothing when it is not read, an empty place when the physical type decides.
    #[expect(clippy::option_option, reason = "not read, and nothing said, are two things")]
    const fn logical(logical: &LogicalType) -> Option<Option<Self>> {
        let kind = match logical {
            LogicalType::String | LogicalType::Enum | LogicalType::Json => Self::Text,
            LogicalType::Decimal(decimal) => return Self::decimal(decimal.scale),
            LogicalType::Date => Self::Date,
            LogicalType::Time(time) => Self::Time(per_second(time.unit)),
            LogicalType::Timestamp(moment) => {
                Self::Moment(per_second(moment.unit), moment.is_adjusted_to_u_t_c)
            }
            LogicalType::Integer(whole) if whole.is_signed => Self::Whole,
            LogicalType::Integer(_) => Self::Unsigned,
            LogicalType::Unknown => Self::Nothing,
            LogicalType::Uuid => Self::Uuid,
            LogicalType::Float16 => Self::Float,
            _ => return None,
        };
        Some(Some(kind))
    }

    #[expect(clippy::option_option, reason = "as for the logical type")]
    fn converted(column: &ColumnDescriptor) -> Option<Option<Self>> {
        let kind = match column.converted_type() {
            ConvertedType::NONE => return Some(None),
            ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON => Self::Text,
            ConvertedType::DECIMAL => return Self::decimal(column.type_scale()),
            ConvertedType::DATE => Self::Date,
            ConvertedType::TIME_MILLIS => Self::Time(MILLIS),
            ConvertedType::TIME_MICROS => Self::Time(MICROS),
            ConvertedType::TIMESTAMP_MILLIS => Self::Moment(MILLIS, true),
            ConvertedType::TIMESTAMP_MICROS => Self::Moment(MICROS, true),
            ConvertedType::UINT_8
            | ConvertedType::UINT_16
            | ConvertedType::UINT_32
            | ConvertedType::UINT_64 => Self::Unsigned,
            ConvertedType::INT_8 | ConvertedType::INT_16 | ConvertedType::INT_32 | ConvertedType::INT_64 => {
                Self::Whole
            }
            _ => return None,
        };
        Some(Some(kind))
    }

    #[expect(clippy::option_option, reason = "as for the logical type")]
    const fn decimal(scale: i32) -> Option<Option<Self>> {
        // Precision is 38 digits at most where a value has 16 bytes.
        if scale < 0 || scale > 38 {
            return None;
        }
        #[expect(clippy::cast_sign_loss, reason = "not below 0")]
        let places = scale as usize;
        Some(Some(Self::Decimal(places)))
    }

    /// What is wrong with a value that is none of this kind.
    pub(super) const fn fault(self) -> FaultCode {
        match self {
            Self::Date | Self::Moment(..) => FaultCode::DateInvalid,
            Self::Time(_) => FaultCode::TimeInvalid,
            Self::Text | Self::Uuid => FaultCode::Encoding,
            _ => FaultCode::NumberInvalid,
        }
    }

    /// A value that was stored as a whole number; false when the kind has no such value.
    pub(super) fn whole(self, value: i64, bits: u32, text: &mut String) -> bool {
        let written = match self {
            Self::Whole if (0..10).contains(&value) => {
                // The most frequent of all values: an answer.
                text.push(char::from(b'0' + u8::try_from(value).unwrap_or_default()));
                return true;
            }
            Self::Whole => write!(text, "{value}"),
            Self::Unsigned if bits < 64 => write!(text, "{}", value & ((1 << bits) - 1)),
            Self::Unsigned => write!(text, "{}", value.cast_unsigned()),
            Self::Decimal(places) => return decimal(value.into(), places, text),
            Self::Date => return date(value, text),
            Self::Time(unit) => return time(value, unit, text),
            Self::Moment(unit, utc) => {
                return moment(i128::from(value) * i128::from(NANOS / unit), utc, text);
            }
            _ => return false,
        };
        written.is_ok()
    }

    /// A value that was stored as bytes; false when it is none of this kind.
    pub(super) fn bytes(self, value: &[u8], text: &mut String) -> bool {
        match self {
            Self::Text => std::str::from_utf8(value).is_ok_and(|value| {
                text.push_str(value);
                true
            }),
            Self::Decimal(places) => unscaled(value).is_some_and(|value| decimal(value, places, text)),
            Self::Float => <[u8; 2]>::try_from(value).is_ok_and(|value| {
                float(half(u16::from_le_bytes(value)), text);
                true
            }),
            Self::Uuid => uuid(value, text),
            _ => false,
        }
    }

    /// A value of twelve bytes: nanoseconds of a day and the Julian day.
    pub(super) fn moment(self, nanoseconds: i128, text: &mut String) -> bool {
        matches!(self, Self::Moment(..)) && moment(nanoseconds, false, text)
    }
}

/// A fraction with the shortest digits that give it back; what is no number is named as other programs name it.
pub(super) fn float(value: impl Into<f64> + Display + LowerExp + Copy, text: &mut String) {
    let wide: f64 = value.into();
    // Very large and very small numbers would have hundreds of digits.
    let plain = wide == 0.0 || (1e-5..1e17).contains(&wide.abs()) || !wide.is_finite();
    let written = if plain { write!(text, "{value}") } else { write!(text, "{value:e}") };
    written.unwrap_or_default();
}

/// A fraction of 16 bits (IEEE 754 binary16).
fn half(bits: u16) -> f32 {
    let (sign, exponent, fraction) = (bits >> 15, (bits >> 10) & 0x1f, f32::from(bits & 0x3ff));
    let size = match exponent {
        0 => fraction * 2f32.powi(-24),
        0x1f if fraction > 0.0 => f32::NAN,
        0x1f => f32::INFINITY,
        _ => (1.0 + fraction / 1024.0) * 2f32.powi(i32::from(exponent) - 15),
    };
    if sign == 1 { -size } else { size }
}

/// A whole number out of its bytes, the highest first, in two's complement.
fn unscaled(bytes: &[u8]) -> Option<i128> {
    let negative = bytes.first()? & 0x80 != 0;
    let fill = if negative { 0xff } else { 0 };
    let (more, last) = bytes.split_at(bytes.len().saturating_sub(16));
    let mut whole = [fill; 16];
    for (to, from) in whole.iter_mut().rev().zip(last.iter().rev()) {
        *to = *from;
    }
    let value = i128::from_be_bytes(whole);
    (more.iter().all(|byte| *byte == fill) && (value < 0) == negative).then_some(value)
}

fn decimal(unscaled: i128, places: usize, text: &mut String) -> bool {
    if places == 0 {
        return write!(text, "{unscaled}").is_ok();
    }
    let digits = format!("{:0width$}", unscaled.unsigned_abs(), width = places + 1);
    let (before, after) = digits.split_at(digits.len() - places);
    let sign = if unscaled < 0 { "-" } else { "" };
    write!(text, "{sign}{before}.{after}").is_ok()
}

fn date(days: i64, text: &mut String) -> bool {
    let span = jiff::Span::new().try_days(days);
    let date = span.and_then(|span| Date::constant(1970, 1, 1).checked_add(span));
    date.is_ok_and(|date| write!(text, "{date}").is_ok())
}

fn time(parts: i64, per_second: i64, text: &mut String) -> bool {
    let span = jiff::Span::new().try_nanoseconds(parts.saturating_mul(NANOS / per_second));
    let time = span.and_then(|span| Time::midnight().checked_add(span));
    time.is_ok_and(|time| write!(text, "{time}").is_ok())
}

fn moment(nanoseconds: i128, utc: bool, text: &mut String) -> bool {
    let Ok(moment) = Timestamp::from_nanosecond(nanoseconds) else { return false };
    if utc {
        return write!(text, "{moment}").is_ok();
    }
    write!(text, "{}", moment.to_zoned(TimeZone::UTC).datetime()).is_ok()
}

fn uuid(bytes: &[u8], text: &mut String) -> bool {
    if bytes.len() != 16 {
        return false;
    }
    let written = bytes.iter().enumerate().map(|(at, byte)| {
        let dash = if matches!(at, 4 | 6 | 8 | 10) { "-" } else { "" };
        write!(text, "{dash}{byte:02x}")
    });
    written.collect::<std::fmt::Result>().is_ok()
}
