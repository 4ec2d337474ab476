//! Units beside the whole: limits of chance round the share of all, and shares drawn towards it. Numbers come in as counts,
//! whichever way they were gathered.

use stats::{Heterogeneity, LEVEL_95, UnitEstimate, exact_funnel_limits, random_effects};

use super::values::share;
use crate::findings::{CaseMix, Comparison, Figure, Interval, Unit};

/// Level of the wider limits.
const LEVEL_998: f64 = 0.998;

/// A unit's count of how many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitCount {
    /// Name.
    pub name: String,
    /// How many.
    pub x: u64,
    /// Of how many.
    pub n: u64,
}

/// Compares units by the share `x / n` of a measure at an occasion; absent with fewer than two units that have anybody.
pub fn compare(
    measure: &str,
    occasion: &str,
    counts: &[UnitCount],
    case_mix: Vec<CaseMix>,
) -> Option<Comparison> {
    let mut counts: Vec<&UnitCount> = counts.iter().filter(|unit| unit.n > 0 && unit.x <= unit.n).collect();
    counts.sort_by(|a, b| a.name.cmp(&b.name));
    if counts.len() < 2 {
        return None;
    }
    let (x, n) = counts.iter().fold((0, 0), |(x, n), unit| (x + unit.x, n + unit.n));
    let all = share(x, n)?;
    let estimates: Option<Vec<UnitEstimate>> =
        counts.iter().map(|unit| UnitEstimate::logit(unit.x, unit.n).ok()).collect();
    let together = estimates.and_then(|units| random_effects(&units, Heterogeneity::Reml, LEVEL_95).ok());
    let units = counts.iter().enumerate().map(|(at, unit)| {
        let limits = |level: f64| exact_funnel_limits(all.share, unit.n, level).ok().map(ends);
        let limits998 = limits(LEVEL_998);
        let own = share(unit.x, unit.n);
        let within =
            own.as_ref().zip(limits998).map(|(own, [low, high])| own.share >= low && own.share <= high);
        let drawn = together.as_ref().and_then(|together| together.units.get(at));
        Unit {
            name: unit.name.clone(),
            n: Figure::Shown(unit.n),
            share: own.map_or(Figure::Hidden, Figure::Shown),
            limits95: limits(LEVEL_95),
            limits998,
            within,
            shrunken: drawn.map(|drawn| inverse_logit(drawn.estimate)),
            shrunken95: drawn.map(|drawn| [drawn.interval.lower, drawn.interval.upper].map(inverse_logit)),
        }
    });
    Some(Comparison {
        measure: measure.to_owned(),
        occasion: occasion.to_owned(),
        units: units.collect(),
        tau_squared: together.as_ref().map(|together| together.tau_squared),
        i_squared: together.as_ref().map(|together| together.i_squared),
        all,
        case_mix,
    })
}

fn ends(interval: stats::Interval) -> Interval {
    [interval.lower, interval.upper]
}

fn inverse_logit(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(counts: &[(u64, u64)]) -> Vec<UnitCount> {
        let unit = |(at, (x, n)): (usize, &(u64, u64))| UnitCount { name: format!("{at}"), x: *x, n: *n };
        counts.iter().enumerate().map(unit).collect()
    }

    /// The six units of statistics.md 9.11, computed with R's metafor (REML, blup).
    #[test]
    fn six_units_are_drawn_towards_the_whole_as_in_r() {
        let counts = units(&[(12, 20), (30, 60), (9, 25), (22, 30), (7, 21), (41, 66)]);
        let found = compare("m", "o", &counts, Vec::new()).unwrap();
        assert!((found.all.share - 0.545_045_045).abs() < 1e-9);
        // R stops its own search at 1e-5.
        assert!((found.tau_squared.unwrap() - 0.229_193_959_793).abs() < 1e-5);
        let blup = [
            0.568_370_980_1,
            0.507_430_195_3,
            0.432_777_921_8,
            0.653_939_676_8,
            0.426_905_631_5,
            0.602_316_792_8,
        ];
        for (unit, expected) in found.units.iter().zip(blup) {
            assert!((unit.shrunken.unwrap() - expected).abs() < 1e-5, "{}", unit.name);
            assert_eq!(unit.within, Some(true));
        }
    }

    #[test]
    fn one_unit_is_not_compared() {
        assert_eq!(compare("m", "o", &units(&[(1, 2), (0, 0)]), Vec::new()), None);
    }
}
