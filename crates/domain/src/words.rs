//! Free text at the door: limits, and the one check that refuses. Nothing may lead to a name, so a string that
//! looks like a CPR number is not taken in.

use crate::refusal::{Refusal, RefusalCode};

/// Longest note, characters.
pub const NOTE_MAX: usize = 10_000;
/// Longest line (alias, goal, activity, reason), characters.
pub const LINE_MAX: usize = 300;
/// Longest alias, characters.
pub const ALIAS_MAX: usize = 40;

/// True when the text holds six digits of a possible date (`ddmmyy`, the day also with 60 added as in test
/// numbers) followed by four more, with an optional dash or space between: the shape of a CPR number.
pub fn looks_like_cpr(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len()).any(|start| {
        let before = start.checked_sub(1).and_then(|i| chars.get(i));
        !before.is_some_and(char::is_ascii_digit) && chars.get(start..).is_some_and(cpr_at)
    })
}

fn cpr_at(chars: &[char]) -> bool {
    let mut digits = [0u32; 10];
    let mut position = 0;
    for (index, slot) in digits.iter_mut().enumerate() {
        if index == 6 && matches!(chars.get(position), Some('-' | ' ' | '–')) {
            position += 1;
        }
        match chars.get(position).and_then(|c| c.to_digit(10)) {
            Some(digit) => *slot = digit,
            None => return false,
        }
        position += 1;
    }
    let [d1, d2, m1, m2, ..] = digits;
    let (day, month) = (d1 * 10 + d2, m1 * 10 + m2);
    let day_fits = (1..=31).contains(&day) || (61..=91).contains(&day);
    !chars.get(position).is_some_and(char::is_ascii_digit) && day_fits && (1..=12).contains(&month)
}

/// True when the text may hold a telephone number (eight digits), an address (a road and a number) or a name (two
/// capitalised words in a row within a sentence). A question to ask, never a reason to refuse: it is often wrong.
pub fn may_lead_to_a_person(text: &str) -> bool {
    // A list has an entry a line, each of which begins with a capital.
    text.lines().any(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        telephone(&words)
            || words.windows(2).any(address)
            || sentences(&words).any(|words| words.windows(2).any(name))
    })
}

/// The words of each sentence without its first, which begins with a capital in any case.
fn sentences<'a>(words: &'a [&'a str]) -> impl Iterator<Item = &'a [&'a str]> {
    let ends = |word: &&str| word.ends_with(['.', ':', '!', '?']);
    words.split_inclusive(ends).filter_map(|sentence| sentence.get(1..))
}

/// Last words of the names of offices and organisations, which lead to nobody.
const OF_OFFICES: [&str; 9] = [
    "Danmark",
    "Hospital",
    "Jobcenter",
    "Kommune",
    "Kors",
    "Krisecenter",
    "Region",
    "Sjælland",
    "Syddanmark",
];

fn name(pair: &[&str]) -> bool {
    let bare = |word: &&str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let words: Vec<String> = pair.iter().map(bare).collect();
    let is_office = words.last().is_some_and(|last| OF_OFFICES.contains(&last.as_str()));
    !is_office && words.iter().all(|word| is_name_like(word))
}

fn is_name_like(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.chars().count() > 1
        && letters.all(|c| c.is_lowercase() || c == '-')
}

/// Eight digits at once, as four and four, or as four pairs, with spaces or dashes between and the country before; no day.
fn telephone(words: &[&str]) -> bool {
    let groups: Vec<&str> = words.iter().flat_map(|word| word.split('-')).collect();
    let digits = |group: &str| {
        let bare = group.trim_start_matches(['(', '+']).trim_end_matches(|c: char| !c.is_ascii_digit());
        let bare = bare.strip_prefix("45").filter(|rest| rest.len() == 8).unwrap_or(bare);
        let length = if bare.chars().all(|c| c.is_ascii_digit()) && !is_day(bare) { bare.len() } else { 0 };
        (length, group.ends_with(|c: char| !c.is_ascii_digit()))
    };
    let groups: Vec<(usize, bool)> = groups.into_iter().map(digits).collect();
    [&[8][..], &[4, 4], &[2, 2, 2, 2]].iter().any(|shape| {
        groups.windows(shape.len()).any(|window| {
            // A comma between two figures makes them two figures.
            let whole = window.split_last().is_some_and(|(_, before)| before.iter().all(|(_, ended)| !ended));
            whole && window.iter().map(|(length, _)| length).eq(shape.iter())
        })
    })
}

/// Whether eight digits are a day, month and year.
fn is_day(digits: &str) -> bool {
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok());
    digits.len() == 8
        && part(0..2).is_some_and(|day| (1..=31).contains(&day))
        && part(2..4).is_some_and(|month| (1..=12).contains(&month))
        && part(4..6).is_some_and(|century| (19..=20).contains(&century))
}

fn address(pair: &[&str]) -> bool {
    let [road, number] = pair else { return false };
    let road = road.to_lowercase();
    let is_road = ["vej", "gade", "alle", "allé", "stræde", "plads", "torv", "vænget", "street", "road"]
        .iter()
        .any(|end| road.ends_with(end) && road.len() > end.len());
    is_road && number.starts_with(|c: char| c.is_ascii_digit())
}

/// Free text of one field, trimmed: `None` when empty.
///
/// # Errors
/// `toolong` beyond `max` characters, `cpr` when it holds what looks like a CPR number.
pub fn free_text(field: &'static str, text: &str, max: usize) -> Result<Option<String>, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if text.chars().count() > max {
        return Err(Refusal::of(field, RefusalCode::TooLong).with("max", max));
    }
    if looks_like_cpr(text) {
        return Err(Refusal::of(field, RefusalCode::LooksLikeCpr));
    }
    Ok(Some(text.to_owned()))
}

/// A sign of some texts: equal for equal ones. It tells whether words stand as they were read where no version counts
/// them, and guards nothing (FNV-1a, 64 bits).
pub fn sign<'a>(texts: impl IntoIterator<Item = &'a str>) -> u64 {
    texts
        .into_iter()
        .flat_map(|text| text.bytes().chain([0]))
        .fold(0xcbf2_9ce4_8422_2325, |sign, byte| (sign ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A reason that others can understand; needed, so it may not be empty.
///
/// # Errors
/// `reason` when empty, otherwise as [`free_text`].
pub fn reason(field: &'static str, text: &str) -> Result<String, Refusal> {
    free_text(field, text, LINE_MAX)?.ok_or_else(|| Refusal::of(field, RefusalCode::ReasonMissing))
}

/// What the citizen is called here: never a real name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias(String);

impl Alias {
    /// An alias from what was typed.
    ///
    /// # Errors
    /// `empty`, `toolong` or `cpr`.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        free_text("alias", text, ALIAS_MAX)?.map(Self).ok_or_else(|| Refusal::of("alias", RefusalCode::Empty))
    }
    /// The alias as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cpr_number_is_seen_in_any_dress_and_other_numbers_are_not() {
        for text in ["7012824567", "701282-4567", "ring 701282 4567 i dag", "x 010190-1234."] {
            assert!(looks_like_cpr(text), "{text}");
        }
        for text in ["", "12345", "20 26 11 24", "00 00 00 00", "991399-1234", "1234567890123", "24-11-2026"]
        {
            assert!(!looks_like_cpr(text), "{text}");
        }
    }

    #[test]
    fn a_number_an_address_and_a_name_are_asked_about_and_ordinary_notes_are_not() {
        for text in [
            "Ring 20 12 34 56 i morgen",
            "tlf 20123456",
            "Hun bor på Nørregade 14.",
            "Vi talte med Lone Hansen om huslejen.",
            "tlf 20-12-34-56",
            "Skriv til +4520123456.",
            "Ring 2012 3456, gerne i morgen",
        ] {
            assert!(may_lead_to_a_person(text), "{text}");
        }
        for text in [
            "",
            "Vi gik budgettet igennem. Hun vil ringe til banken på torsdag kl. 10.30.",
            "Mødtes den 24-11-2026 på biblioteket. Gik godt.",
            "Skylder 12.500 kr. til Udbetaling.",
            "Hun ringer til Udbetaling Danmark og til Odense Kommune.",
            "Vi så på det hele:\nHusleje\nBank\nLæge",
            "Brevet er fra 24112026.",
            "Rater: 1200, 1500 kr. hver måned",
            "Mødtes 24-11-2026 kl. 10.30-11.15",
        ] {
            assert!(!may_lead_to_a_person(text), "{text}");
        }
    }

    #[test]
    fn an_alias_is_trimmed_and_may_not_be_empty_or_a_number_that_leads_to_a_name() {
        assert_eq!(Alias::parse("  Havtorn ").unwrap().as_str(), "Havtorn");
        assert_eq!(Alias::parse(" ").unwrap_err().code, RefusalCode::Empty);
        assert_eq!(Alias::parse("701282-4567").unwrap_err().code, RefusalCode::LooksLikeCpr);
        assert_eq!(Alias::parse(&"a".repeat(41)).unwrap_err().code, RefusalCode::TooLong);
    }
}
