//! Units beside the whole by the mean change of a score: limits of chance round the change of all, and changes drawn towards it.

use stats::{
    Heterogeneity, LEVEL_95, UnitEstimate, funnel_limits_of_mean, random_effects, t_quantile_two_sided,
};

use super::values::float;
use crate::findings::{CaseMix, ChangeComparison, Interval, UnitChange};

/// Level of the wider limits.
const LEVEL_998: f64 = 0.998;

/// The change of a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// Name.
    pub name: String,
    /// Persons measured at both occasions.
    pub n: u64,
    /// Their mean change.
    pub difference: f64,
    /// Its standard deviation.
    pub sd: f64,
}

impl Changed {
    fn squared_error(&self) -> f64 {
        self.sd * self.sd / float(self.n)
    }

    fn interval(&self) -> Option<Interval> {
        let t = t_quantile_two_sided(1.0 - LEVEL_95, float(self.n) - 1.0).ok()?;
        let half = t * self.squared_error().sqrt();
        Some([self.difference - half, self.difference + half])
    }
}

/// Compares units by their mean change; absent with fewer than two that have one, and where nobody's change differs from the
/// others of her unit.
///
/// The limits of chance are those of a mean of so many with the spread of changes within the units.
pub fn compare_changes(
    measure: &str,
    (from, to): (&str, &str),
    mut units: Vec<Changed>,
    case_mix: Vec<CaseMix>,
) -> Option<ChangeComparison> {
    units.retain(|unit| unit.n > 1 && unit.difference.is_finite() && unit.sd.is_finite());
    units.sort_by(|a, b| a.name.cmp(&b.name));
    if units.len() < 2 {
        return None;
    }
    let sum = |of: fn(&Changed) -> f64| units.iter().map(of).sum::<f64>();
    let n: u64 = units.iter().map(|unit| unit.n).sum();
    let mean = sum(|unit| float(unit.n) * unit.difference) / float(n);
    let degrees = sum(|unit| float(unit.n - 1));
    let sd_within = (sum(|unit| float(unit.n - 1) * unit.sd * unit.sd) / degrees).sqrt();
    if !(mean.is_finite() && sd_within.is_finite() && sd_within > 0.0) {
        return None;
    }
    let estimate =
        |unit: &Changed| UnitEstimate { estimate: unit.difference, variance: unit.squared_error() };
    let estimates: Vec<UnitEstimate> = units.iter().map(estimate).collect();
    let together = random_effects(&estimates, Heterogeneity::Reml, LEVEL_95).ok();
    let unit = |(at, unit): (usize, &Changed)| {
        let limits =
            |level: f64| funnel_limits_of_mean(mean, sd_within, unit.n, level).ok().map(Interval::from);
        let limits998 = limits(LEVEL_998);
        let drawn = together.as_ref().and_then(|together| together.units.get(at));
        UnitChange {
            name: unit.name.clone(),
            n: unit.n,
            difference: unit.difference,
            ci95: unit.interval(),
            limits95: limits(LEVEL_95),
            limits998,
            within: limits998.map(|[low, high]| (low..=high).contains(&unit.difference)),
            shrunken: drawn.map(|drawn| drawn.estimate),
            shrunken95: drawn.map(|drawn| drawn.interval.into()),
        }
    };
    Some(ChangeComparison {
        measure: measure.to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        n,
        difference: mean,
        sd_within,
        units: units.iter().enumerate().map(unit).collect(),
        tau_squared: together.as_ref().map(|together| together.tau_squared),
        i_squared: together.as_ref().map(|together| together.i_squared),
        case_mix,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(name: &str, n: u64, difference: f64, sd: f64) -> Changed {
        Changed { name: name.to_owned(), n, difference, sd }
    }

    /// R 4.2.2 in closed form for two units of one size: τ² = (d² − s²) where d² is half the squared distance and s² the squared
    /// error, and each unit is drawn by s²/(τ² + s²) to their mean.
    #[test]
    fn two_units_of_one_size_are_drawn_as_by_hand() {
        let units = vec![unit("Syd", 25, 10.0, 20.0), unit("Nord", 25, 26.0, 20.0)];
        let found = compare_changes("m", ("a", "b"), units, Vec::new()).unwrap();
        let names: Vec<&str> = found.units.iter().map(|unit| unit.name.as_str()).collect();
        assert_eq!(names, ["Nord", "Syd"]);
        assert!((found.difference - 18.0).abs() < 1e-12 && (found.sd_within - 20.0).abs() < 1e-12);
        // Squared error 16; half the squared distance 128; so 112 between them.
        assert!((found.tau_squared.unwrap() - 112.0).abs() < 1e-6, "{found:?}");
        let drawn = 18.0 + 8.0 * 112.0 / 128.0;
        assert!((found.units[0].shrunken.unwrap() - drawn).abs() < 1e-6);
        let [low, high] = found.units[0].limits998.unwrap();
        let half = 3.090_232_306_167_813 * 4.0;
        assert!((high - 18.0 - half).abs() < 1e-9 && (18.0 - low - half).abs() < 1e-9);
        assert_eq!(found.units[0].within, Some(true));
    }

    #[test]
    fn a_unit_far_from_the_others_is_outside_and_one_alone_is_not_compared() {
        let units = vec![unit("A", 40, 2.0, 10.0), unit("B", 40, 2.5, 10.0), unit("C", 40, 14.0, 10.0)];
        let found = compare_changes("m", ("a", "b"), units, Vec::new()).unwrap();
        let within: Vec<Option<bool>> = found.units.iter().map(|unit| unit.within).collect();
        assert_eq!(within, [Some(true), Some(true), Some(false)]);
        assert_eq!(compare_changes("m", ("a", "b"), vec![unit("A", 40, 2.0, 10.0)], Vec::new()), None);
        let vast = vec![unit("A", 40, 1e308, 1e200), unit("B", 40, 1.0, 1e200)];
        assert_eq!(compare_changes("m", ("a", "b"), vast, Vec::new()), None, "no infinite limits");
        let equal = vec![unit("A", 5, 1.0, 0.0), unit("B", 5, 1.0, 0.0)];
        assert_eq!(compare_changes("m", ("a", "b"), equal, Vec::new()), None);
    }
}
