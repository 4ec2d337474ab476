//! The change of the primary measure against a series from elsewhere.

use stats::{LEVEL_95, t_quantile_two_sided};

use super::values::float;
use crate::findings::{Comparator, Interval, Measure};
use crate::study::{ComparatorSpec, Study};

/// Both changes beside each other, where the study names a series.
pub(super) fn comparator(study: &Study, measures: &[Measure]) -> Option<Comparator> {
    let given = study.comparator.as_ref()?;
    let measure = measures.get(study.primary)?;
    let own = measure.change.value().map(|own| (own.difference, own.sd / float(own.n).sqrt(), own.n));
    let found = own.and_then(|own| difference(given, own));
    Some(Comparator {
        name: given.name.clone(),
        n: given.n,
        change: given.change,
        ci95: given.ci95,
        measure: measure.name.clone(),
        difference: found.map(|(difference, _)| difference),
        difference_ci95: found.map(|(_, interval)| interval),
    })
}

/// The difference of the changes with Welch's interval (Biometrika 34 (1947) 28–35): degrees of freedom after Satterthwaite,
/// their error out of their t-interval.
fn difference(given: &ComparatorSpec, (change, se, n): (f64, f64, u64)) -> Option<(f64, Interval)> {
    let outside = 1.0 - LEVEL_95;
    let [low, high] = given.ci95;
    let degrees = |n: u64| (n > 1).then(|| float(n - 1));
    let (own, other) = (degrees(n)?, degrees(given.n)?);
    let theirs = 0.5 * (high - low) / t_quantile_two_sided(outside, other).ok()?;
    let [a, b] = [se * se, theirs * theirs];
    let df = (a + b).powi(2) / (a * a / own + b * b / other);
    let half = t_quantile_two_sided(outside, df).ok()? * (a + b).sqrt();
    let difference = change - given.change;
    Some((difference, [difference - half, difference + half]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_pairs_make_the_difference_as_unsure_as_welch_says() {
        let given =
            ComparatorSpec { name: crate::findings::Label::new(), n: 101, change: 4.0, ci95: [2.0, 6.0] };
        // By hand: their error is 2 ÷ t(100) = 2 ÷ 1.983972 = 1.008079; ours 3, with 4 degrees of freedom.
        let (found, [low, high]) = difference(&given, (10.0, 3.0, 5)).unwrap();
        let theirs: f64 = 2.0 / 1.983_971_518_523_552;
        let all = 9.0 + theirs * theirs;
        let df = all * all / (81.0 / 4.0 + theirs.powi(4) / 100.0);
        let half = t_quantile_two_sided(0.05, df).unwrap() * all.sqrt();
        assert!((found - 6.0).abs() < 1e-12 && (high - low - 2.0 * half).abs() < 1e-9, "{low} {high}");
        // A normal interval would be a quarter too narrow.
        assert!(half > 1.3 * 1.959_964 * all.sqrt(), "{half}");
        assert_eq!(difference(&given, (10.0, 3.0, 1)), None);
    }
}
