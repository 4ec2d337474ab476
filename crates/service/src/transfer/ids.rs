//! Ids of a package ↔ ids of the record. A short pseudonymous id (`SYN-0001`) is written into a UUID letter by letter,
//! so the record needs no list of foreign ids and the package reads back as it came; ids that are UUIDs stay what they
//! are; a longer one gets a UUID made from its fingerprint and is kept beside the row.
//!
//! UUIDs of version 8 (RFC 9562: free use) have 122 free bits; the first says whether it is a text (0) or a
//! fingerprint (1), the rest hold the text as a number to the base 65.

use uuid::Uuid;

/// Letters of an id, in the order of their values.
const LETTERS: &[u8; 65] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_";
/// Longest text that fits: 65²⁰ is less than 2¹²¹.
const LONGEST: usize = 20;
const FINGERPRINT: u128 = 1 << 121;
const LOW_62: u128 = (1 << 62) - 1;
const MIDDLE_12: u128 = (1 << 12) - 1;

/// The id in the record.
pub(super) fn to_uuid(text: &str) -> Uuid {
    if let Some(number) = number_of(text) {
        return spread(number);
    }
    match Uuid::parse_str(text) {
        Ok(id) if id.get_version_num() != 8 && id.hyphenated().to_string() == text => id,
        _ => {
            let print = vault::chain::fingerprint(text.as_bytes());
            let number = print.iter().take(16).fold(0u128, |number, &byte| (number << 8) | u128::from(byte));
            spread(FINGERPRINT | (number >> 7))
        }
    }
}

/// The id in a package.
pub(super) fn to_text(id: Uuid) -> String {
    let written = if id.get_version_num() == 8 { gather(id).and_then(text_of) } else { None };
    written.unwrap_or_else(|| id.hyphenated().to_string())
}

/// A text as a number, where each text has its own: letters count from 1.
fn number_of(text: &str) -> Option<u128> {
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    text.bytes().try_fold(0u128, |number, byte| {
        let value = LETTERS.iter().position(|&letter| letter == byte)?;
        Some(number * 65 + value as u128 + 1)
    })
}

fn text_of(mut number: u128) -> Option<String> {
    let mut letters = Vec::with_capacity(LONGEST);
    while number > 0 {
        number -= 1;
        letters.push(*LETTERS.get(usize::try_from(number % 65).ok()?)?);
        number /= 65;
    }
    letters.reverse();
    String::from_utf8(letters).ok().filter(|text| !text.is_empty() && text.len() <= LONGEST)
}

/// Puts 122 bits around version and variant.
fn spread(number: u128) -> Uuid {
    let (high, middle, low) = (number >> 74, (number >> 62) & MIDDLE_12, number & LOW_62);
    Uuid::from_u128((high << 80) | (0x8 << 76) | (middle << 64) | (0b10 << 62) | low)
}

/// Takes them out again; none for a fingerprint.
fn gather(id: Uuid) -> Option<u128> {
    let bits = id.as_u128();
    let number = ((bits >> 80) << 74) | (((bits >> 64) & MIDDLE_12) << 62) | (bits & LOW_62);
    (number & FINGERPRINT == 0).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back_as_they_were() {
        for text in [
            "A",
            "_",
            "SYN-0001",
            "SYN-A00001-life",
            "____________________",
            "AAAAAAAAAAAAAAAAAAAA",
            "019395a2-7012-7282-8567-100112345678",
        ] {
            let id = to_uuid(text);
            assert_eq!(to_text(id), text);
            assert_eq!(to_uuid(&to_text(id)), id);
        }
    }

    #[test]
    fn long_ids_have_each_their_own() {
        let long = "x".repeat(64);
        let id = to_uuid(&long);
        assert_eq!(id.get_version_num(), 8);
        assert_ne!(id, to_uuid(&long[1..]));
        // What the package called it is kept beside the row; alone it shows as the UUID, and that is another id.
        assert_eq!(to_text(id), id.to_string());
    }

    #[test]
    fn different_texts_have_different_ids() {
        let mut seen = std::collections::BTreeSet::new();
        for text in ["A", "AA", "AAA", "B", "a", "0", "00", "-", "--"] {
            assert!(seen.insert(to_uuid(text)), "{text}");
        }
    }
}
