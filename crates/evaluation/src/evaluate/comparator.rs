//! The change of the primary measure against a series from elsewhere.

use stats::{LEVEL_95, normal_quantile};

use super::values::float;
use crate::findings::{Comparator, Measure};
use crate::study::Study;

/// Both changes beside each other, where the study names a series.
pub(super) fn comparator(study: &Study, measures: &[Measure]) -> Option<Comparator> {
    let given = study.comparator.as_ref()?;
    let measure = measures.get(study.primary)?;
    let z = normal_quantile(0.5 + 0.5 * LEVEL_95).ok()?;
    let [low, high] = given.ci95;
    let theirs = 0.5 * (high - low) / z;
    let own = measure.change.value().map(|own| (own.difference, own.sd / float(own.n).sqrt()));
    let difference = own.map(|(change, _)| change - given.change);
    let half = own.map(|(_, se)| z * theirs.hypot(se));
    Some(Comparator {
        name: given.name.clone(),
        n: given.n,
        change: given.change,
        ci95: given.ci95,
        measure: measure.name.clone(),
        difference,
        difference_ci95: difference.zip(half).map(|(middle, half)| [middle - half, middle + half]),
    })
}
