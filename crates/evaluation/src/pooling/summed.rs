//! What one place lets out when a database has added up: sums are all that is known, so the counts of yes and no are
//! looked through here, and nothing is told that needs rows.

use stats::RepeatedMoments;

use super::file::{Count, Moments, Pairs, SiteMeasure};
use super::site::{answered, empty, measure};
use crate::findings::MeasureKind;
use crate::study::Study;

/// Shares of fewer are not told.
const LEAST_FOR_SHARE: u64 = 10;

/// A draft of what a place lets out, from the moments of its measures in the study's order; `None` for a measure that the
/// database could not add up. `data_cut` is the last day that is known of.
pub fn summed_moments(
    site: &str,
    study: &Study,
    sums: &[Option<RepeatedMoments>],
    (data_cut, synthetic): (String, bool),
) -> Moments {
    let persons = |moments: &RepeatedMoments| moments.persons() + moments.unobserved();
    let measures = study.measures.iter().zip(sums).map(|(spec, sums)| {
        let score = spec.kind == MeasureKind::Score;
        let blank = measure(spec, sums.as_ref().filter(|_| score), study);
        match sums.as_ref().filter(|_| !score) {
            Some(moments) => yes_no(moments, study, blank),
            None => blank,
        }
    });
    Moments {
        synthetic,
        data_cut: Some(data_cut),
        persons: sums.iter().flatten().map(persons).max().unwrap_or_default(),
        measure: measures.collect(),
        ..empty(site, study, study.occasions.clone())
    }
}

/// Yes and no out of the sums of ones.
fn yes_no(moments: &RepeatedMoments, study: &Study, blank: SiteMeasure) -> SiteMeasure {
    let threshold = study.disclosure.threshold;
    let enough = |n: u64| n == 0 || n >= threshold;
    let at = |occasion: usize| {
        let cells = moments.cells().filter_map(|(key, cell)| {
            let place = key.occasions().position(|observed| observed == occasion)?;
            Some((cell.n(), whole(cell.means().get(place)? * super::patterns::float(cell.n()))))
        });
        cells.fold((0, 0), |(n, x), (of_cell, yes)| (n + of_cell, x + yes))
    };
    let told = |(n, x): (u64, u64)| n >= LEAST_FOR_SHARE && enough(x) && enough(n.saturating_sub(x));
    let both = moments.pair(study.from, study.to, |_| true);
    let (n, before, after) = (both.n(), whole(both.first().sum()), whole(both.second().sum()));
    // The cross-product of yes and yes is what its count is more than chance would make it.
    let yes_yes = if n == 0 {
        0
    } else {
        let of = |count: u64| super::patterns::float(count);
        let covariance = both.covariance().unwrap_or_default() * (of(n) - 1.0);
        whole(covariance + of(before) * of(after) / of(n))
    };
    let (yes_no, no_yes) = (before.saturating_sub(yes_yes), after.saturating_sub(yes_yes));
    let no_no = n.saturating_sub(yes_yes + yes_no + no_yes);
    // Those with one of the two must not follow from the counts at each occasion either.
    let apart = |occasion: usize, pairs_yes: u64| {
        let (all, yes) = at(occasion);
        let (more_yes, more) = (yes.saturating_sub(pairs_yes), all.saturating_sub(n));
        !told((all, yes)) || enough(more_yes) && enough(more.saturating_sub(more_yes))
    };
    let safe = n >= LEAST_FOR_SHARE
        && [yes_yes, yes_no, no_yes, no_no].into_iter().all(enough)
        && apart(study.from, before)
        && apart(study.to, after);
    let count = |(place, occasion): (usize, &crate::findings::Occasion)| {
        let (n, x) = at(place);
        told((n, x)).then(|| Count { occasion: occasion.key.clone(), x, n })
    };
    let counts: Vec<Count> = study.occasions.iter().enumerate().filter_map(count).collect();
    let all_told = safe && counts.len() == study.occasions.len();
    SiteMeasure {
        count: counts,
        pairs: safe.then_some(Pairs { yes_yes, yes_no, no_yes, no_no }),
        cell: if all_told { answered(moments, study) } else { Vec::new() },
        ..blank
    }
}

/// A count that rounding has moved a little.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count, never negative")]
fn whole(value: f64) -> u64 {
    value.round().max(0.0) as u64
}
