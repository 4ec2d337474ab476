//! Numbers in words of the language: decimal comma and full stops in Danish, points and commas in English,
//! a true minus, no-break spaces. What is not a finite number is shown as "–".

use crate::Language;

const NO_BREAK: char = '\u{a0}';
const MINUS: char = '\u{2212}';
const NOTHING: &str = "–";

/// How many decimals a number is shown with (0–9). Rounds half away from zero, as a reader expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimals(u8);

impl Decimals {
    /// No decimals.
    pub const NONE: Self = Self(0);
    /// One decimal.
    pub const ONE: Self = Self(1);
    /// Two decimals.
    pub const TWO: Self = Self(2);
    /// Three decimals.
    pub const THREE: Self = Self(3);

    /// A count of digits; more than nine are shown as nine.
    pub fn from_digits(digits: usize) -> Self {
        Self(u8::try_from(digits.min(9)).unwrap_or(9))
    }
}

/// A number with a fixed count of decimals: `1.234,5` or `1,234.5`. Minus is "−"; there is no minus zero.
pub fn decimal(language: Language, number: f64, decimals: Decimals) -> String {
    if !number.is_finite() {
        return NOTHING.to_owned();
    }
    let digits = usize::from(decimals.0);
    let rounded = round_half_away(number, decimals);
    let plain = format!("{:.digits$}", rounded.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let nothing_left = plain.chars().all(|digit| matches!(digit, '0' | '.'));
    let (group, mark) = match language {
        Language::Da => ('.', ','),
        Language::En => (',', '.'),
    };
    let mut words = String::with_capacity(plain.len() + 6);
    if rounded < 0.0 && !nothing_left {
        words.push(MINUS);
    }
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            words.push(group);
        }
        words.push(digit);
    }
    if !fraction.is_empty() {
        words.push(mark);
        words.push_str(fraction);
    }
    words
}

/// Rust rounds the exact binary value half to even; 2.345 shown with two decimals would surprise readers.
fn round_half_away(number: f64, decimals: Decimals) -> f64 {
    let scale = 10_f64.powi(i32::from(decimals.0));
    let scaled = number * scale;
    if scaled.abs() < 1e15 { (scaled * (1.0 + f64::EPSILON)).round() / scale } else { number }
}

/// A whole number: `1.234` or `1,234`.
pub fn integer(language: Language, number: impl Into<i64>) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts that are shown stay far below 2^53")]
    let number = number.into() as f64;
    decimal(language, number, Decimals::NONE)
}

/// A number that always carries its sign: `+5,2`, `−3,0`, `0,0`. For changes.
pub fn signed(language: Language, number: f64, decimals: Decimals) -> String {
    let words = decimal(language, number, decimals);
    let positive = number > 0.0 && words.chars().any(|digit| digit.is_ascii_digit() && digit != '0');
    if positive { format!("+{words}") } else { words }
}

/// A share (0–1) in words: `63 pct.` or `63 per cent`.
pub fn percent(language: Language, share: f64, decimals: Decimals) -> String {
    let number = decimal(language, share * 100.0, decimals);
    match language {
        Language::Da => format!("{number}{NO_BREAK}pct."),
        Language::En => format!("{number}{NO_BREAK}per cent"),
    }
}

/// A share (0–1) with the sign, for charts and narrow tables: `63 %` or `63%`.
pub fn percent_sign(language: Language, share: f64, decimals: Decimals) -> String {
    let number = decimal(language, share * 100.0, decimals);
    match language {
        Language::Da => format!("{number}{NO_BREAK}%"),
        Language::En => format!("{number}%"),
    }
}

/// A share with its denominator, as it must always stand: `63 pct. (75 af 119)`. "–" where the denominator is 0.
pub fn share(language: Language, x: u64, n: u64) -> String {
    if n == 0 {
        return NOTHING.to_owned();
    }
    #[expect(clippy::cast_precision_loss, reason = "numbers of persons stay far below 2^53")]
    let part = x as f64 / n as f64;
    let words = percent(language, part, Decimals::NONE);
    let of = match language {
        Language::Da => "af",
        Language::En => "of",
    };
    let count = |number: u64| integer(language, i64::try_from(number).unwrap_or(i64::MAX));
    format!("{words} ({}{NO_BREAK}{of}{NO_BREAK}{})", count(x), count(n))
}

/// The two ends of an interval: `12,3–18,1`, and in words (`−3,1 til 2,0`) as soon as an end is negative.
pub fn interval(language: Language, low: f64, high: f64, decimals: Decimals) -> String {
    let (from, to) = (decimal(language, low, decimals), decimal(language, high, decimals));
    if low.is_finite() && high.is_finite() && low >= 0.0 && high >= 0.0 {
        return format!("{from}–{to}");
    }
    let word = match language {
        Language::Da => "til",
        Language::En => "to",
    };
    format!("{from}{NO_BREAK}{word}{NO_BREAK}{to}")
}

/// A p-value: `< 0,001`, three decimals under 0.1, two from there on. "–" outside 0–1.
pub fn p_value(language: Language, p: f64) -> String {
    if !(0.0..=1.0).contains(&p) {
        return NOTHING.to_owned();
    }
    if p < 0.001 {
        return format!("<{NO_BREAK}{}", decimal(language, 0.001, Decimals::THREE));
    }
    decimal(language, p, if p < 0.1 { Decimals::THREE } else { Decimals::TWO })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{Da, En};

    #[test]
    fn thousands_decimals_and_minus_follow_the_language() {
        assert_eq!(decimal(Da, 1_234_567.891, Decimals::TWO), "1.234.567,89");
        assert_eq!(decimal(En, 1_234_567.891, Decimals::TWO), "1,234,567.89");
        assert_eq!(decimal(Da, -12.35, Decimals::ONE), "−12,4");
        assert_eq!(integer(Da, 999), "999");
        assert_eq!(integer(Da, -1000), "−1.000");
    }

    #[test]
    fn halves_are_rounded_away_from_zero_and_zero_has_no_sign() {
        assert_eq!(decimal(Da, 2.345, Decimals::TWO), "2,35");
        assert_eq!(decimal(Da, 0.5, Decimals::NONE), "1");
        assert_eq!(decimal(Da, -0.04, Decimals::ONE), "0,0");
        assert_eq!(signed(Da, 0.04, Decimals::ONE), "0,0");
        assert_eq!(signed(Da, 5.2, Decimals::ONE), "+5,2");
    }

    #[test]
    fn what_is_not_a_number_is_a_dash() {
        assert_eq!(decimal(Da, f64::NAN, Decimals::ONE), "–");
        assert_eq!(decimal(Da, f64::INFINITY, Decimals::ONE), "–");
        assert_eq!(p_value(Da, f64::NAN), "–");
        assert_eq!(share(Da, 0, 0), "–");
    }

    #[test]
    fn percentages_stand_with_their_denominator() {
        assert_eq!(share(Da, 75, 119), "63\u{a0}pct. (75\u{a0}af\u{a0}119)");
        assert_eq!(share(En, 75, 119), "63\u{a0}per cent (75\u{a0}of\u{a0}119)");
        assert_eq!(percent_sign(Da, 0.333, Decimals::ONE), "33,3\u{a0}%");
    }

    #[test]
    fn intervals_avoid_a_dash_beside_a_minus() {
        assert_eq!(interval(Da, 12.3, 18.14, Decimals::ONE), "12,3–18,1");
        assert_eq!(interval(Da, -3.1, 2.0, Decimals::ONE), "−3,1\u{a0}til\u{a0}2,0");
        assert_eq!(p_value(Da, 0.000_2), "<\u{a0}0,001");
        assert_eq!(p_value(En, 0.0421), "0.042");
        assert_eq!(p_value(En, 0.421), "0.42");
    }
}
