//! Units beside each other, charts over time, planning: against R (metafor, stats) and published numbers.

use proptest::prelude::*;
use stats::{
    Heterogeneity, LEVEL_95, RangeFactors, Unestimable, UnitEstimate, detectable_change, exact_funnel_limits,
    funnel, mcnemar_size, mean_half_width, newcombe_paired, p_chart, paired_power, paired_size,
    random_effects, run_limits, run_rules, tango_paired, u_chart, wald_paired, widened_limits, xmr,
};

use crate::support::close;

const COUNTS: [(u64, u64); 6] = [(12, 20), (30, 60), (9, 25), (22, 30), (7, 21), (41, 66)];

fn shares(method: Heterogeneity) -> stats::RandomEffects {
    let units: Vec<UnitEstimate> = COUNTS.iter().map(|(x, n)| UnitEstimate::logit(*x, *n).unwrap()).collect();
    random_effects(&units, method, LEVEL_95).unwrap()
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

#[test]
fn six_units_are_drawn_together_as_by_metafor() {
    let found = shares(Heterogeneity::Reml);
    // The root of the restricted score to all digits; metafor stops within 1e-5 of τ².
    close(found.tau_squared, 0.229_192_969_984_191, 1e-13);
    close(found.tau_squared, 0.229_193_959_793, 1e-5);
    close(found.mean.estimate, 0.131_907_909_867_54, 1e-13);
    close(found.mean.estimate, 0.131_907_844_040, 1e-5);
    close(found.mean.se, 0.247_601_763_718_668, 1e-13);
    close(found.q, 13.168_005_632_124, 1e-12);
    close(100.0 * found.i_squared, 64.944_247_123_172, 1e-5);
    let expected = [
        0.568_370_980_1,
        0.507_430_195_3,
        0.432_777_921_8,
        0.653_939_676_8,
        0.426_905_631_5,
        0.602_316_792_8,
    ];
    for (unit, expected) in found.units.iter().zip(expected) {
        close(logistic(unit.estimate), expected, 1e-6);
        assert!(unit.interval.lower < unit.estimate && unit.estimate < unit.interval.upper);
    }
    close(found.knapp_hartung.se, 0.257_108_790_433_492, 1e-13);
    close(found.knapp_hartung.interval.lower, -0.529_011_276_603_219, 1e-13);
    close(found.knapp_hartung.interval.upper, 0.792_827_096_338_3, 1e-12);
    close(shares(Heterogeneity::DerSimonianLaird).tau_squared, 0.202_100_693_769, 1e-11);
}

#[test]
fn the_restricted_optimum_is_one_and_alike_units_have_no_variance_between_them() {
    let unit = |estimate| UnitEstimate { estimate, variance: 0.5 };
    let alike = random_effects(&[unit(1.0), unit(1.1), unit(0.9)], Heterogeneity::Reml, LEVEL_95).unwrap();
    close(alike.tau_squared, 0.0, 0.0);
    alike.units.iter().for_each(|unit| close(unit.estimate, 1.0, 1e-14));
    // Equal variances have a closed form: the variance of the estimates less their own.
    let apart = random_effects(&[unit(0.0), unit(2.0), unit(5.0)], Heterogeneity::Reml, LEVEL_95).unwrap();
    close(apart.tau_squared, 19.0 / 3.0 - 0.5, 1e-14);
    assert_eq!(random_effects(&[unit(1.0)], Heterogeneity::Reml, LEVEL_95), Err(Unestimable::OnlyOne));
    assert_eq!(UnitEstimate::logit(3, 2), Err(Unestimable::BadInput));
    assert!(UnitEstimate::logit(0, 2).unwrap().estimate.is_finite());
}

#[test]
fn six_units_in_a_funnel() {
    let found = funnel(&COUNTS, 0.0).unwrap();
    close(found.theta, 0.545_045_045_045, 1e-11);
    let expected = [
        0.493_538_976_9,
        -0.700_684_084_8,
        -1.858_005_807_9,
        2.071_016_395_6,
        -1.948_292_385_8,
        1.242_621_474_9,
    ];
    found.z.iter().zip(expected).for_each(|(z, expected)| close(*z, expected, 1e-9));
    close(found.phi, 2.302_630_792, 1e-9);
    assert!(funnel(&COUNTS, 0.1).unwrap().phi_winsorised < found.phi);
    let plain = widened_limits(found.theta, 30, 0.0, LEVEL_95).unwrap();
    let wide = widened_limits(found.theta, 30, found.tau_squared, LEVEL_95).unwrap();
    assert!(found.tau_squared > 0.0 && wide.lower < plain.lower && wide.upper > plain.upper);
    // Chance alone: no more spread than the binomial has.
    let even = funnel(&[(10, 20), (20, 40), (16, 30)], 0.1).unwrap();
    close(even.tau_squared, 0.0, 0.0);
    assert_eq!(exact_funnel_limits(1.0, 10, LEVEL_95), Err(Unestimable::BadInput));
    assert_eq!(funnel(&[(0, 4), (0, 5)], 0.1), Err(Unestimable::NoSpread));
}

#[test]
fn ten_values_over_time() {
    let values = [52.0, 47.0, 61.0, 55.0, 49.0, 58.0, 66.0, 50.0, 44.0, 57.0];
    let rounded = xmr(&values, RangeFactors::Rounded).unwrap();
    close(rounded.mean, 53.9, 1e-14);
    close(rounded.mean_range, 83.0 / 9.0, 1e-14);
    close(rounded.limits.lower, 29.368_888_888_889, 1e-12);
    close(rounded.limits.upper, 78.431_111_111_111, 1e-12);
    close(rounded.range_limit, 30.129, 1e-12);
    let rules = run_rules(&values, None).unwrap();
    assert_eq!((rules.useful, rules.longest, rules.crossings), (10, 2, 5));
    assert!(!rules.signal());
    assert_eq!(xmr(&[1.0], RangeFactors::Exact), Err(Unestimable::OnlyOne));
    assert_eq!(p_chart(&[(0, 0)]), Err(Unestimable::BadInput));
    assert_eq!(u_chart(&[(0, 1.0)]), Err(Unestimable::NoSpread));
}

#[test]
fn run_rules_have_their_published_limits_and_see_a_shift() {
    assert_eq!([12, 24, 36].map(run_limits), [(7, 3), (8, 8), (8, 13)]);
    let shift: Vec<f64> = (0..24).map(|k| if k < 12 { 1.0 } else { 5.0 } + f64::from(k % 3) * 0.1).collect();
    let rules = run_rules(&shift, None).unwrap();
    assert!(rules.signal() && rules.longest == 12 && rules.crossings == 1);
    assert_eq!(run_rules(&[2.0, 2.0], None), Err(Unestimable::Empty));
}

#[test]
fn planning_has_its_table_numbers() {
    for (dz, expected) in [(0.3, 90.0), (0.5, 34.0), (0.8, 15.0)] {
        close(paired_size(dz, 0.8, LEVEL_95).unwrap().ceil(), expected, 0.0);
    }
    for (n, expected) in [(20, 11.7), (40, 8.0), (80, 5.6), (120, 4.5)] {
        assert!((mean_half_width(25.0, n, LEVEL_95).unwrap() - expected).abs() < 0.05);
    }
    close(paired_power(detectable_change(34, 0.8, LEVEL_95).unwrap(), 34.0, LEVEL_95).unwrap(), 0.8, 1e-12);
    close(paired_power(0.0, 20.0, LEVEL_95).unwrap(), 0.025, 1e-9);
    assert!(mcnemar_size(0.3, 0.1, 0.8, LEVEL_95).unwrap() > 70.0);
    assert_eq!(paired_size(0.0, 0.8, LEVEL_95), Err(Unestimable::BadInput));
}

#[test]
fn thirty_better_and_three_worse_of_eighty() {
    let wald = wald_paired([20, 3, 30, 27], LEVEL_95).unwrap();
    assert!((100.0 * wald.lower + 45.7).abs() < 0.05 && (100.0 * wald.upper + 21.8).abs() < 0.05);
}

proptest! {
    #[test]
    fn score_intervals_turn_round_with_the_table_and_hold_the_difference(
        a in 0u32..40, b in 0u32..40, c in 0u32..40, d in 0u32..40
    ) {
        prop_assume!(a + b + c + d > 0);
        let n = f64::from(a + b + c + d);
        let table = [a, b, c, d].map(u64::from);
        let (one, other) = (tango_paired(table, LEVEL_95).unwrap(), tango_paired([d, c, b, a].map(u64::from), LEVEL_95).unwrap());
        let difference = (f64::from(b) - f64::from(c)) / n;
        prop_assert!((one.lower + other.upper).abs() < 1e-9 && (one.upper + other.lower).abs() < 1e-9);
        prop_assert!(one.lower <= difference + 1e-12 && difference <= one.upper + 1e-12);
        prop_assert!(one.lower >= -1.0 && one.upper <= 1.0 && one.upper - one.lower > 1e-6);
        // Not far from the interval that is reported.
        let newcombe = newcombe_paired(table, LEVEL_95).unwrap();
        if n > 30.0 {
            prop_assert!((one.lower - newcombe.lower).abs() < 0.1 && (one.upper - newcombe.upper).abs() < 0.1);
        }
    }
}
