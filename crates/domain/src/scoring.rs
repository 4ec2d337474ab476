//! Scores, bands and change of an instrument: one function each, by the instrument's own definition.

use crate::instrument::{Band, Instrument, Scoring};
use crate::response::Answers;

/// The score of the answers by the instrument's rule.
///
/// `None` when the instrument has no score, or when items that the rule needs have no number: a sum with a
/// missing item is no sum (rule version 1; no authoritative rule for missing WHO-5 items is known).
pub fn score(instrument: &Instrument, answers: &Answers) -> Option<f64> {
    let values = instrument.scored().map(|item| answers.get(&item.key).and_then(|answer| answer.value()));
    match instrument.scoring? {
        Scoring::SumTimes { factor } => {
            let all: Option<Vec<i32>> = values.collect();
            Some(all?.into_iter().map(f64::from).sum::<f64>() * factor)
        }
        Scoring::MeanAnswered => {
            let answered: Vec<f64> = values.flatten().map(f64::from).collect();
            let n = u32::try_from(answered.len()).ok().filter(|n| *n > 0)?;
            Some(answered.iter().sum::<f64>() / f64::from(n))
        }
    }
}

/// From one time to another: the difference of two scores, and over how many items.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// Later minus earlier.
    pub difference: f64,
    /// Items answered with a number both times.
    pub items: usize,
}

/// The change between two times, over what was answered with a number both times: a mean over other items would
/// be a change of the items, not of the person. `None` when there is no score, or when a sum lacks an item.
pub fn change(instrument: &Instrument, earlier: &Answers, later: &Answers) -> Option<Change> {
    let value = |answers: &Answers, key: &str| answers.get(key).and_then(|answer| answer.value());
    let pairs: Vec<f64> = instrument
        .scored()
        .filter_map(|item| Some(f64::from(value(later, &item.key)?) - f64::from(value(earlier, &item.key)?)))
        .collect();
    let n = u32::try_from(pairs.len()).ok().filter(|n| *n > 0)?;
    let sum: f64 = pairs.iter().sum();
    let difference = match instrument.scoring? {
        Scoring::SumTimes { factor } if pairs.len() == instrument.scored().count() => sum * factor,
        Scoring::SumTimes { .. } => return None,
        Scoring::MeanAnswered => sum / f64::from(n),
    };
    Some(Change { difference, items: pairs.len() })
}

/// The band a score lies in: the first whose upper end it does not pass.
pub fn band(instrument: &Instrument, score: f64) -> Option<&Band> {
    instrument.bands.iter().find(|band| score <= band.up_to)
}

/// How large one person's change is, by the instrument's limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeSize {
    /// Less than counts as noticeable.
    Small,
    /// Noticeable, but within what one person's measurement may waver.
    Relevant,
    /// Beyond that.
    Reliable,
}

/// The size of a change (sign ignored); `None` when the instrument has no limits.
pub fn change_size(instrument: &Instrument, change: f64) -> Option<ChangeSize> {
    let limits = instrument.change.as_ref()?;
    let size = change.abs();
    Some(if limits.reliable.is_some_and(|reliable| size >= reliable) {
        ChangeSize::Reliable
    } else if size >= limits.relevant {
        ChangeSize::Relevant
    } else {
        ChangeSize::Small
    })
}
