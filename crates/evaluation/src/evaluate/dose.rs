//! Change against the number of contacts that took place: described, never explained.

use stats::{LEVEL_95, Moments, normal_quantile};

use super::values::{float, mean_ci};
use crate::cohort::Cohort;
use crate::findings::{Dose, DoseBand, Interval, MeasureKind};
use crate::study::Study;

/// Bands of about as many persons each.
const BANDS: usize = 3;

pub(super) fn dose(cohort: &Cohort, study: &Study) -> Option<Dose> {
    let contacts = cohort.contacts.as_ref()?;
    let measure = study.measures.get(study.primary).filter(|one| one.kind == MeasureKind::Score)?;
    let columns = cohort.measures.get(study.primary)?;
    let mut held = vec![0u64; cohort.persons];
    for contact in contacts.iter().filter(|contact| contact.held) {
        let count = usize::try_from(contact.person).ok().and_then(|person| held.get_mut(person));
        if let Some(count) = count {
            *count += 1;
        }
    }
    let changes = columns.get(study.from)?.iter().zip(columns.get(study.to)?).map(|(from, to)| to - from);
    let mut both: Vec<(u64, f64)> = held.into_iter().zip(changes).filter(|(_, d)| !d.is_nan()).collect();
    both.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let (correlation, ci95) = correlation(&both);
    Some(Dose { measure: measure.name.clone(), n: both.len() as u64, bands: bands(&both), correlation, ci95 })
}

/// Thirds of the persons; those with the same number of contacts stay together.
fn bands(both: &[(u64, f64)]) -> Vec<DoseBand> {
    let mut bands = Vec::new();
    let mut rest = both;
    for band in 0..BANDS {
        let aim = rest.len().div_ceil(BANDS - band);
        let Some((last, _)) = aim.checked_sub(1).and_then(|at| rest.get(at)) else { break };
        let end = if band + 1 == BANDS { rest.len() } else { rest.partition_point(|(held, _)| held <= last) };
        let (own, others) = rest.split_at(end);
        let changes = Moments::of(own.iter().map(|(_, change)| *change));
        if let (Some((from, _)), Some((to, _))) = (own.first(), own.last()) {
            bands.push(DoseBand {
                from: *from,
                to: *to,
                n: own.len() as u64,
                mean: changes.mean().ok(),
                ci95: mean_ci(&changes),
            });
        }
        rest = others;
    }
    bands
}

/// Pearson's correlation with Fisher's interval.
fn correlation(both: &[(u64, f64)]) -> (Option<f64>, Option<Interval>) {
    let pairs = stats::PairMoments::of(both.iter().map(|(held, change)| (float(*held), *change)));
    let spread = |moments: &Moments| moments.variance().ok().filter(|_| !moments.is_constant());
    let spreads = (spread(&pairs.first()), spread(&pairs.second()), pairs.difference().variance());
    let (Some(of_held), Some(of_change), Ok(between)) = spreads else { return (None, None) };
    let covariance = 0.5 * (of_held + of_change - between);
    let r = (covariance / (of_held * of_change).sqrt()).clamp(-1.0, 1.0);
    let n = both.len() as u64;
    let interval = normal_quantile(0.5 + 0.5 * LEVEL_95).ok().filter(|_| n > 3 && r.abs() < 1.0).map(|z| {
        let half = z / (float(n) - 3.0).sqrt();
        [(r.atanh() - half).tanh(), (r.atanh() + half).tanh()]
    });
    (Some(r), interval)
}
