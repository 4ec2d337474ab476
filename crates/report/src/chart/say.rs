//! Words of the charts: catalogue keys `chart-…`, numbers as they are printed at marks, labels of a study.

use evaluation::findings::{Interval, Label};
use locale::{Decimals, Language, Value};

/// The sentence of a key.
pub(super) fn say(language: Language, key: &str, values: &[(&str, Value<'_>)]) -> String {
    locale::text(language, key, values).into_owned()
}

/// A number with so many decimals.
pub(super) fn num(language: Language, value: f64, decimals: u8) -> String {
    locale::decimal(language, value, Decimals::from_digits(usize::from(decimals)))
}

/// A change with its sign.
pub(super) fn signed(language: Language, value: f64, decimals: u8) -> String {
    locale::signed(language, value, Decimals::from_digits(usize::from(decimals)))
}

/// A count.
pub(super) fn whole(language: Language, value: u64) -> String {
    locale::integer(language, i64::try_from(value).unwrap_or(i64::MAX))
}

/// A share in whole per cent; never 0 or 100 for a share that is not.
pub(super) fn percent(language: Language, share: f64) -> String {
    locale::percent_sign(language, whole_percent(share) / 100.0, Decimals::NONE)
}

/// The number of [`percent`].
pub(crate) fn whole_percent(share: f64) -> f64 {
    let percent = (share * 100.0 + 1e-9).round();
    if share > 0.0 && percent < 0.5 {
        1.0
    } else if share < 1.0 && percent > 99.5 {
        99.0
    } else {
        percent
    }
}

/// Ends of an interval, in words because either may be negative.
pub(super) fn span(language: Language, ends: Interval, decimals: u8) -> String {
    let [low, high] = ends;
    let values =
        [("low", Value::from(num(language, low, decimals))), ("high", num(language, high, decimals).into())];
    say(language, "chart-span", &values)
}

/// "92 af 138".
pub(super) fn of(language: Language, x: u64, n: u64) -> String {
    say(language, "chart-of", &[("x", whole(language, x).into()), ("of", whole(language, n).into())])
}

/// "92 af 138 (67 %)"; without the percentage where the denominator is under ten.
pub(super) fn of_percent(language: Language, x: u64, n: u64) -> String {
    let counts = of(language, x, n);
    if n < 10 { counts } else { format!("{counts} ({})", percent(language, count(x) / count(n))) }
}

/// A label in the language; else the catalogue's word for the key; else any language; else the key.
pub(super) fn label(language: Language, label: &Label, kind: &str, key: &str) -> String {
    if let Some(words) = label.get(language.tag()).filter(|words| !words.is_empty()) {
        return words.clone();
    }
    let known = format!("chart-{kind}-{}", slug(key));
    if locale::has(language, &known) {
        return say(language, &known, &[]);
    }
    label.values().find(|words| !words.is_empty()).cloned().unwrap_or_else(|| key.to_owned())
}

/// ASCII, lower case, dashes: for ids and names of tables.
pub(super) fn slug(key: &str) -> String {
    let mut slug = String::new();
    for letter in key.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            'æ' => slug.push_str("ae"),
            'ø' => slug.push_str("oe"),
            'å' => slug.push_str("aa"),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// A count as a number.
#[expect(clippy::cast_precision_loss, reason = "numbers of persons stay far below 2^53")]
pub(super) fn count(n: u64) -> f64 {
    n as f64
}

/// First letter in upper case.
pub(super) fn upper(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// First letter in lower case, for a name inside a sentence.
pub(super) fn lower(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), letters.next()) {
        // WHO-5 stays WHO-5.
        (Some(first), Some(second)) if first.is_uppercase() && !second.is_uppercase() => {
            first.to_lowercase().chain(words.chars().skip(1)).collect()
        }
        _ => words.to_owned(),
    }
}
