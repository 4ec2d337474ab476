//! Scores, bands, change, and answers that are no numbers.

use domain::instrument::{ItemKind, Scoring};
use domain::refusal::RefusalCode;
use domain::response::{Answer, Answers, check, from_text, to_text};
use domain::scoring::{ChangeSize, band, change, change_size, score};
use domain::workload::workload;
use proptest::prelude::*;

use crate::sample::{programme, who5};

fn answers(values: [i32; 5]) -> Answers {
    who5().items.iter().map(|item| item.key.clone()).zip(values.map(Answer::Value)).collect()
}

fn band_of(raw: i32) -> String {
    let spread = [
        raw.min(5),
        (raw - 5).clamp(0, 5),
        (raw - 10).clamp(0, 5),
        (raw - 15).clamp(0, 5),
        (raw - 20).max(0),
    ];
    let score = score(&who5(), &answers(spread)).unwrap();
    band(&who5(), score).unwrap().key.clone()
}

#[test]
fn the_bands_lie_on_the_grid_of_four() {
    assert_eq!(band_of(8), "high_risk");
    assert_eq!(band_of(9), "risk");
    assert_eq!(band_of(12), "risk");
    assert_eq!(band_of(13), "no_immediate_risk");
    assert_eq!((band_of(0).as_str(), band_of(25).as_str()), ("high_risk", "no_immediate_risk"));
}

#[test]
fn a_sum_with_anything_but_a_number_is_no_sum() {
    for other in [Answer::NotAsked, Answer::WillNotAnswer, Answer::DoesNotKnow] {
        let mut answers = answers([3, 3, 3, 3, 3]);
        answers.insert("calm".to_owned(), other);
        assert_eq!(score(&who5(), &answers), None);
        answers.remove("calm");
        assert_eq!(score(&who5(), &answers), None);
    }
    assert_eq!(who5().score_range(), Some((0.0, 100.0)));
}

#[test]
fn twelve_points_are_noticeable_and_within_one_persons_noise_twenty_four_are_beyond() {
    let size = |change| change_size(&who5(), change).unwrap();
    assert_eq!(
        (size(8.0), size(-12.0), size(20.0)),
        (ChangeSize::Small, ChangeSize::Relevant, ChangeSize::Relevant)
    );
    assert_eq!(size(24.0), ChangeSize::Reliable);
}

#[test]
fn every_fault_of_the_answers_is_said() {
    let mut answers = answers([3, 6, -1, 0, 5]);
    answers.insert("sad".to_owned(), Answer::Value(1));
    let codes: Vec<_> = check(&who5(), &answers).unwrap_err().into_iter().map(|fault| fault.code).collect();
    assert_eq!(codes.len(), 3);
    assert!(codes.contains(&RefusalCode::Unknown) && codes.contains(&RefusalCode::OutOfRange));
}

#[test]
fn several_choices_are_bits_of_their_options_alone() {
    let option = |value: i32| domain::instrument::Choice {
        value,
        key: value.to_string(),
        text: domain::programme::Text::new(),
    };
    let kind = ItemKind::Several { options: vec![option(0), option(1), option(4)] };
    assert!(kind.allows(0) && kind.allows(0b10011));
    assert!(!kind.allows(0b100) && !kind.allows(-1));
}

#[test]
fn load_is_weighted_by_phase_against_the_ceiling_of_the_hours() {
    let load = workload(&[1, 2, 2, 3, 0], 50, &programme(4).limits);
    assert_eq!((load.courses, load.ceiling), (5, 10.0));
    assert!((load.weighted - 4.0).abs() < 1e-12);
}

proptest! {
    #[test]
    fn answers_come_back_from_their_stored_form(values in proptest::collection::vec((0u8..5, -9i32..99), 0..9)) {
        let answers: Answers = values.into_iter().enumerate().map(|(i, (kind, n))| {
            let answer = match kind {
                0 => Answer::NotAsked,
                1 => Answer::WillNotAnswer,
                2 => Answer::DoesNotKnow,
                _ => Answer::Value(n),
            };
            (format!("item{i}"), answer)
        }).collect();
        prop_assert_eq!(from_text(&to_text(&answers)), Some(answers));
    }
}

#[test]
fn a_mean_and_its_change_take_scored_items_alone_and_only_those_answered_both_times() {
    let mut profile = who5();
    profile.scoring = Some(Scoring::MeanAnswered);
    profile.items[4].scored = false;
    let mut earlier = answers([1, 2, 3, 4, 5]);
    let later = answers([3, 4, 3, 0, 0]);
    earlier.insert(profile.items[3].key.clone(), Answer::WillNotAnswer);
    assert!((score(&profile, &earlier).unwrap() - 2.0).abs() < 1e-12);
    let found = change(&profile, &earlier, &later).unwrap();
    assert!((found.difference - 4.0 / 3.0).abs() < 1e-12 && found.items == 3);
    assert!(change(&who5(), &earlier, &later).is_none());
    let sum = change(&who5(), &later, &answers([3, 4, 3, 0, 5])).unwrap();
    assert!((sum.difference - 20.0).abs() < 1e-12);
}
