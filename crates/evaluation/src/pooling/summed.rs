//! What one place lets out when a database has added up: groups out of sums, and of all else what the gate let out of the same
//! persons. Nothing is told that needs rows.

use stats::RepeatedMoments;

use super::file::{Moments, SiteMeasure};
use super::measure::alone;
use super::site::{counted, empty, items, lines, measure};
use crate::disclosure::Released;
use crate::evaluate::paired::change_of;
use crate::findings::{AtOccasion, Change, Figure, Measure, MeasureKind};
use crate::study::Study;

/// Relative difference of two means of the same numbers added up in another order.
const ROUNDING: f64 = 1e-9;

/// A draft of what a place lets out, from the moments of its measures in the study's order (`None` for a measure that the
/// database could not add up) and the findings of the same persons after the gate.
///
/// # Errors
/// The name of a measure and an occasion (`measured/NAME/OCCASION`) at which the sums are not those of the findings: facts were
/// corrected since the findings were made.
pub fn summed_moments(
    site: &str,
    study: &Study,
    sums: &[Option<RepeatedMoments>],
    released: &Released,
) -> Result<Moments, String> {
    let persons = |moments: &RepeatedMoments| moments.persons() + moments.unobserved();
    let each = || study.measures.iter().zip(sums).zip(&released.measures);
    for ((_, moments), found) in each() {
        if let Some(occasion) = moments.as_ref().and_then(|moments| other(moments, found, study)) {
            return Err(format!("measured/{}/{occasion}", found.name));
        }
    }
    let measures = each().map(|((spec, moments), found)| {
        let blank = measure(spec, moments.as_ref().filter(|_| spec.kind == MeasureKind::Score), study);
        match moments {
            Some(moments) => counted(blank, found, Some(moments), study),
            None => blank,
        }
    });
    Ok(Moments {
        persons: sums.iter().flatten().map(persons).max().unwrap_or_default(),
        measure: measures.collect::<Vec<SiteMeasure>>(),
        flow: released.flow.clone(),
        baseline: released.baseline.clone(),
        fidelity: items(released),
        characteristic: lines(released),
        ..empty(site, study, study.occasions.clone())
    })
}

/// The first occasion at which sums and findings are not of the same numbers; of those measured at both ends the second.
fn other<'f>(moments: &RepeatedMoments, found: &'f Measure, study: &Study) -> Option<&'f str> {
    let differs = |(place, at): &(usize, &AtOccasion)| {
        let n: u64 = moments
            .cells()
            .filter(|(key, _)| key.occasions().any(|seen| seen == *place))
            .map(|(_, cell)| cell.n())
            .sum();
        let (mean, sd) = alone(moments, *place).map(|(_, mean, sd)| (mean, sd)).unzip();
        n != at.n || apart(Figure::seen(at.mean), mean) || apart(Figure::seen(at.sd), sd)
    };
    let at = found.occasions.iter().enumerate().find(differs).map(|(_, at)| at.occasion.as_str());
    at.or_else(|| {
        found.change.value().filter(|told| other_pairs(moments, told, study)).map(|told| told.to.as_str())
    })
}

/// Whether the pairs are others than those whose change is told.
fn other_pairs(moments: &RepeatedMoments, told: &Change, study: &Study) -> bool {
    let both = moments.pair(study.from, study.to, |_| true);
    let own = change_of((told.from.clone(), told.to.clone()), &both, &both.difference());
    let numbers = |change: &Change| [change.mean_from, change.mean_to, change.difference, change.sd];
    own.value().is_none_or(|own| {
        let pairs = numbers(own).into_iter().zip(numbers(told));
        own.n != told.n || pairs.into_iter().any(|(own, told)| apart(Some(told), Some(own)))
    })
}

/// Whether two numbers that are both there are not the same.
fn apart(told: Option<f64>, own: Option<f64>) -> bool {
    told.zip(own).is_some_and(|(told, own)| (told - own).abs() > ROUNDING * (1.0 + told.abs()))
}
