//! Properties of sealing: it opens for its own place only, and no changed bit goes unnoticed.

use proptest::prelude::*;

use super::*;
use crate::fake::{Broken, Seeded};

fn place() -> Associated<'static> {
    Associated { organisation: [1; 16], course: [2; 16], field: "contact.note", row: [3; 16], version: 1 }
}

fn key(seed: u64) -> DataKey {
    DataKey::generate(&mut Seeded(seed)).unwrap()
}

proptest! {
    #[test]
    fn what_was_sealed_opens_to_the_same_words(words in proptest::collection::vec(any::<u8>(), 0..1500), seed: u64) {
        let sealed = seal(&key(seed), &place(), &words, &mut Seeded(seed ^ 1)).unwrap();
        prop_assert_eq!(&*open(&key(seed), &place(), &sealed.0).unwrap(), &words);
    }

    #[test]
    fn another_key_never_opens(words in ".{0,80}", a: u64, b: u64) {
        prop_assume!(a != b);
        let sealed = seal(&key(a), &place(), words.as_bytes(), &mut Seeded(5)).unwrap();
        prop_assert_eq!(open(&key(b), &place(), &sealed.0), Err(VaultError::CannotOpen));
    }
}

#[test]
fn another_place_never_opens() {
    let sealed = seal(&key(1), &place(), "Mødes ved havnen".as_bytes(), &mut Seeded(2)).unwrap();
    let others = [
        Associated { organisation: [9; 16], ..place() },
        Associated { course: [9; 16], ..place() },
        Associated { field: "contact.place", ..place() },
        Associated { row: [9; 16], ..place() },
        Associated { version: 2, ..place() },
    ];
    for other in others {
        assert_eq!(open(&key(1), &other, &sealed.0), Err(VaultError::CannotOpen), "{other:?}");
    }
    assert_eq!(&*open(&key(1), &place(), &sealed.0).unwrap(), "Mødes ved havnen".as_bytes());
}

#[test]
fn every_flipped_bit_and_every_cut_is_noticed() {
    let sealed = seal(&key(1), &place(), b"ord", &mut Seeded(2)).unwrap();
    for position in 0..sealed.0.len() {
        for bit in 0..8 {
            let mut changed = sealed.0.clone();
            changed[position] ^= 1 << bit;
            assert!(open(&key(1), &place(), &changed).is_err(), "byte {position}, bit {bit}");
        }
        assert!(open(&key(1), &place(), &sealed.0[..position]).is_err(), "cut at {position}");
    }
}

#[test]
fn the_length_of_short_words_does_not_show() {
    let length = |words: &str| seal(&key(1), &place(), words.as_bytes(), &mut Seeded(2)).unwrap().0.len();
    assert_eq!(length(""), length("Havtorn"));
    assert_eq!(length("ja"), length("tredive tegn er det her vist ik"));
    assert!(length("x") < length(&"x".repeat(40)));
}

#[test]
fn the_same_words_never_look_the_same_twice() {
    let mut entropy = Seeded(2);
    let first = seal(&key(1), &place(), b"ord", &mut entropy).unwrap();
    let second = seal(&key(1), &place(), b"ord", &mut entropy).unwrap();
    assert_ne!(first, second);
}

#[test]
fn without_randomness_nothing_is_sealed_and_a_key_never_shows_itself() {
    assert_eq!(seal(&key(1), &place(), b"ord", &mut Broken), Err(VaultError::NoEntropy));
    assert_eq!(format!("{:?}", key(1)), "DataKey(…)");
}
