//! How often the one with the higher predictor has the event first (Harrell's C).
//!
//! Harrell, Lee & Mark, Statistics in Medicine 15 (1996) 361–387. Pairs count when it is known who came first: the earlier
//! time is an event, or both times are the same and one of them is censored. Pairs alike in the predictor count half; pairs
//! of two events at the same time do not count. As R's `concordance`.

use crate::kaplan_meier::checked;
use crate::{FollowUp, Unestimable};

/// Pairs by what they say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Concordance {
    /// The higher predictor had the event first.
    pub concordant: f64,
    /// The lower one had.
    pub discordant: f64,
    /// Alike in the predictor.
    pub tied: f64,
    /// (concordant + tied / 2) ÷ all of these, 0–1.
    pub c: f64,
}

/// Counts of ranks that add up to any place in a logarithm of steps (Fenwick, Software: Practice and Experience 24
/// (1994) 327–336).
struct Ranks(Vec<f64>);

impl Ranks {
    fn add(&mut self, rank: usize) {
        let mut place = rank + 1;
        while let Some(count) = self.0.get_mut(place) {
            *count += 1.0;
            place += place & place.wrapping_neg();
        }
    }

    /// Number below a rank.
    fn below(&self, rank: usize) -> f64 {
        let (mut place, mut sum) = (rank, 0.0);
        while place > 0 {
            sum += self.0.get(place).copied().unwrap_or(0.0);
            place &= place - 1;
        }
        sum
    }
}

/// The concordance of a predictor, higher meaning earlier, with follow-up.
///
/// # Errors
/// [`Unestimable::Empty`] without persons; [`Unestimable::BadInput`] for a time that is negative or a predictor that is no
/// number; [`Unestimable::NoSpread`] when no pair says anything.
pub fn concordance(persons: &[(FollowUp, f64)]) -> Result<Concordance, Unestimable> {
    if persons.is_empty() {
        return Err(Unestimable::Empty);
    }
    for (person, predictor) in persons {
        checked(person.time)?;
        if !predictor.is_finite() {
            return Err(Unestimable::BadInput);
        }
    }
    let mut values: Vec<f64> = persons.iter().map(|(_, x)| x + 0.0).collect();
    values.sort_unstable_by(f64::total_cmp);
    values.dedup_by(|a, b| a.total_cmp(b).is_eq());
    let rank = |x: f64| values.partition_point(|known| known.total_cmp(&(x + 0.0)).is_lt());
    let mut all = persons.to_vec();
    all.sort_unstable_by(|(a, _), (b, _)| b.time.total_cmp(&a.time)); // latest first
    let mut later = Ranks(vec![0.0; values.len() + 1]);
    let mut known = 0.0;
    let (mut concordant, mut discordant, mut tied) = (0.0, 0.0, 0.0);
    for same in all.chunk_by(|(a, _), (b, _)| a.time.total_cmp(&b.time).is_eq()) {
        for (_, x) in same.iter().filter(|(person, _)| !person.event) {
            later.add(rank(*x));
            known += 1.0;
        }
        for (_, x) in same.iter().filter(|(person, _)| person.event) {
            let (below, up_to) = (later.below(rank(*x)), later.below(rank(*x) + 1));
            concordant += below;
            tied += up_to - below;
            discordant += known - up_to;
        }
        for (_, x) in same.iter().filter(|(person, _)| person.event) {
            later.add(rank(*x));
            known += 1.0;
        }
    }
    let pairs = concordant + discordant + tied;
    if pairs <= 0.0 {
        return Err(Unestimable::NoSpread);
    }
    Ok(Concordance { concordant, discordant, tied, c: (concordant + 0.5 * tied) / pairs })
}
