//! What one place lets out when a database has added up: groups out of sums, and of all else what the gate let out of the same
//! persons. Nothing is told that needs rows.

use stats::RepeatedMoments;

use super::file::{Moments, SiteMeasure};
use super::measure::alone;
use super::site::{counted, empty, lines, measure};
use crate::disclosure::Released;
use crate::findings::{Figure, Measure, MeasureKind};
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
        if let Some(occasion) = moments.as_ref().and_then(|moments| other(moments, found)) {
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
        characteristic: lines(released),
        ..empty(site, study, study.occasions.clone())
    })
}

/// The first occasion at which sums and findings are not of the same numbers.
fn other<'f>(moments: &RepeatedMoments, found: &'f Measure) -> Option<&'f str> {
    let differs = |(place, at): &(usize, &crate::findings::AtOccasion)| {
        let own = alone(moments, *place);
        let n: u64 = moments
            .cells()
            .filter(|(key, _)| key.occasions().any(|seen| seen == *place))
            .map(|(_, cell)| cell.n())
            .sum();
        let mean = at.mean.and_then(Figure::shown).zip(own);
        n != at.n
            || mean.is_some_and(|(told, (_, own, _))| (told - own).abs() > ROUNDING * (1.0 + told.abs()))
    };
    found.occasions.iter().enumerate().find(differs).map(|(_, at)| at.occasion.as_str())
}
