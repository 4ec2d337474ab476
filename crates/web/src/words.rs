//! Words for a page: the language somebody reads, and today, against which days are told.

use std::borrow::Cow;

use jiff::civil::{Date, Time};
use locale::{Language, Value};

/// A language and a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Words {
    /// The language.
    pub(crate) language: Language,
    /// Today in Denmark.
    pub(crate) today: Date,
}

impl Words {
    /// Danish words, where nobody has chosen.
    pub(crate) const fn danish(today: Date) -> Self {
        Self { language: Language::Da, today }
    }
    /// The sentence of a key. The keys are those of the microcopy with dashes.
    pub(crate) fn say(self, key: &str) -> Cow<'static, str> {
        locale::text(self.language, key, &[])
    }
    /// The sentence of a key that needs a number `n`.
    pub(crate) fn count(self, key: &str, n: impl Whole) -> Cow<'static, str> {
        locale::text(self.language, key, &[("n", Value::Count(n.whole()))])
    }
    /// The sentence of a key, filled in.
    pub(crate) fn fill(self, key: &str, values: &[(&str, Value<'_>)]) -> Cow<'static, str> {
        locale::text(self.language, key, values)
    }
    /// The word of a code: `word("contact-kind", kind.code())`.
    pub(crate) fn word(self, family: &str, code: &str) -> Cow<'static, str> {
        let mut key = String::with_capacity(family.len() + code.len() + 1);
        key.push_str(family);
        key.push('-');
        key.extend(code.chars().map(|c| if c == '_' { '-' } else { c }));
        locale::text(self.language, &key, &[])
    }
    /// torsdag 19. november
    pub(crate) fn long_day(self, date: Date) -> String {
        locale::long_day(self.language, date, self.today)
    }
    /// 19. november
    pub(crate) fn day(self, date: Date) -> String {
        locale::day(self.language, date, self.today)
    }
    /// 19. nov.
    pub(crate) fn short_day(self, date: Date) -> String {
        locale::short_day_with_year(self.language, date, self.today)
    }
    /// i går; for 5 dage siden
    pub(crate) fn relative(self, date: Date) -> String {
        locale::relative(self.language, date, self.today)
    }
    /// 10.00
    pub(crate) fn clock(self, time: Time) -> String {
        locale::clock(self.language, time)
    }
    /// kl. 10.00
    pub(crate) fn at(self, time: Time) -> String {
        locale::at(self.language, time)
    }
    /// 1.234
    pub(crate) fn number(self, n: impl Whole) -> String {
        locale::integer(self.language, n.whole())
    }
}

/// Whole numbers of any width, and references to them, as templates hand them over.
pub(crate) trait Whole {
    /// The number.
    fn whole(self) -> i64;
}

macro_rules! whole {
    ($($kind:ty)+) => {$(
        impl Whole for $kind {
            fn whole(self) -> i64 {
                i64::try_from(self).unwrap_or(i64::MAX)
            }
        }
        impl Whole for &$kind {
            fn whole(self) -> i64 {
                (*self).whole()
            }
        }
    )+};
}
whole!(i64 u64 usize);

macro_rules! small {
    ($($kind:ty)+) => {$(
        impl Whole for $kind {
            fn whole(self) -> i64 {
                i64::from(self)
            }
        }
        impl Whole for &$kind {
            fn whole(self) -> i64 {
                i64::from(*self)
            }
        }
    )+};
}
small!(u8 i8 u16 i16 u32 i32);
