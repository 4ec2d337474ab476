//! Weights of the coefficients for the mean at an occasion: the columns with time as it is there and all else at its mean
//! over the persons.

use super::design::Design;
use super::gather::Gather;

/// The weights at each occasion, of a model gathered as moments or as counted persons; none where each observation has its own
/// time, for there is no mean at an occasion then.
pub(super) fn weights(gather: &Gather, design: &Design, occasions: usize) -> Vec<Vec<f64>> {
    if gather.own.is_some() {
        return Vec::new();
    }
    (0..occasions).map(|occasion| at(gather, design, occasion)).collect()
}

fn at(gather: &Gather, design: &Design, occasion: usize) -> Vec<f64> {
    let mut sums = vec![0.0; design.width()];
    let mut persons = 0.0;
    let mut add = |weight: f64, values: Vec<f64>| {
        persons += weight;
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum += weight * value;
        }
    };
    let (texts, features) = (gather.layout().texts.len(), design.features());
    for gathered in [&gather.steady, &gather.moving] {
        for (key, cell) in gathered.moments.cells() {
            let means = cell.means();
            // Each observation of a person whose covariates change has a part of her.
            let of: Vec<usize> = if gathered.moving { key.occasions().collect() } else { vec![0] };
            let part = 1.0 / count(of.len());
            for from in of {
                let start = if gathered.moving { from * features } else { 0 };
                let own = means.get(start..start + features).unwrap_or_default();
                let levels = gathered.levels(key.class, from, texts);
                add(super::super::values::float(cell.n()) * part, design.values(occasion, levels, own));
            }
        }
    }
    for profile in gather.profiles() {
        let part = super::super::values::float(profile.persons) / count(profile.rows.len());
        for (_, _, covariates) in &profile.rows {
            add(part, design.row(occasion, covariates));
        }
    }
    sums.into_iter().map(|sum| sum / persons).collect()
}

fn count(n: usize) -> f64 {
    super::super::values::float(n as u64)
}
