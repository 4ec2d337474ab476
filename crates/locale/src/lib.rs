//! The languages of Fodfæste: sentences (Danish is the source, English its twin), numbers and dates.
//!
//! Codes and figures come in, words go out; no other crate writes a sentence that a person reads.
//! Everything here is pure: no files are read (the catalogues are compiled in), no clock, no state.
//!
//! # Keys
//! The keys are those of the microcopy table with dots written as dashes: `frame.hidden.filter` is
//! `frame-hidden-filter`. A list of values in the table (`contact.kind.values`) is one key for each
//! value (`contact-kind-meeting`). Keys are stable: pages, tests and translators rely on them.
//!
//! # Variables
//! A variable whose name is one letter is a number. The catalogue joins it to the following word with a
//! no-break space, so that "19 dage" never parts at a line break. All other variables are words.

mod catalogue;
mod date;
mod language;
mod number;
mod value;

pub use catalogue::{AREAS, Area, has, keys, text};
pub use date::{
    at, clock, day, full_date, long_day, month_and_year, month_name, numeric_date, range, relative,
    short_day, short_day_with_year,
};
pub use language::Language;
pub use number::{Decimals, decimal, integer, interval, p_value, percent, percent_sign, share, signed};
pub use value::Value;
