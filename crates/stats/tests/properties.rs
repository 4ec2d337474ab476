//! What must hold for any data: row order, scale, origin and the way data are split do not change a result.

use proptest::prelude::*;
use stats::{
    Counts, LEVEL_95, Moments, PairMoments, holm, mcnemar_exact, newcombe_paired, paired_t,
    quantile_of_sorted, ratio_of_sums, welch, wilson,
};

fn alike(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + a.abs().max(b.abs()))
}

fn scores() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((-50i32..150).prop_map(f64::from), 3..80)
}

fn pairs() -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec(
        ((0i32..26).prop_map(|v| f64::from(v * 4)), (0i32..26).prop_map(|v| f64::from(v * 4))),
        3..80,
    )
}

proptest! {
    #[test]
    fn moments_do_not_depend_on_order_or_on_how_data_are_split(values in scores(), cut in 0usize..80) {
        let cut = cut.min(values.len());
        let whole = Moments::of(values.iter().copied());
        let mut parts = Moments::of(values[cut..].iter().rev().copied());
        parts.merge(&Moments::of(values[..cut].iter().copied()));
        prop_assert_eq!(whole.n(), parts.n());
        prop_assert!(alike(whole.mean().unwrap(), parts.mean().unwrap()));
        prop_assert!(alike(whole.sd().unwrap(), parts.sd().unwrap()));
    }

    #[test]
    fn a_paired_test_keeps_t_and_p_when_the_scale_or_origin_changes(pairs in pairs(), scale in 0.01f64..1000.0, origin in -1e4f64..1e4) {
        let test = paired_t(&PairMoments::of(pairs.iter().copied()).difference(), LEVEL_95);
        let moved = pairs.iter().map(|(a, b)| (a * scale + origin, b * scale + origin));
        let again = paired_t(&PairMoments::of(moved).difference(), LEVEL_95);
        match (test, again) {
            (Ok(a), Ok(b)) => {
                prop_assert!((a.t - b.t).abs() < 1e-6 * (1.0 + a.t.abs()));
                prop_assert!((a.difference * scale - b.difference).abs() < 1e-6 * (1.0 + b.difference.abs()));
                prop_assert!(a.interval.lower <= a.difference && a.difference <= a.interval.upper);
            }
            (a, b) => prop_assert_eq!(a.map(|_| ()), b.map(|_| ())),
        }
    }

    #[test]
    fn differences_by_cross_products_are_the_differences_themselves(pairs in pairs()) {
        let crossed = PairMoments::of(pairs.iter().copied()).difference();
        let direct = Moments::of(pairs.iter().map(|(a, b)| b - a));
        prop_assert!(alike(crossed.mean().unwrap(), direct.mean().unwrap()));
        prop_assert!(alike(crossed.variance().unwrap(), direct.variance().unwrap()));
    }

    #[test]
    fn pair_moments_merge(pairs in pairs(), cut in 0usize..80) {
        let cut = cut.min(pairs.len());
        let whole = PairMoments::of(pairs.iter().copied());
        let mut parts = PairMoments::of(pairs[cut..].iter().copied());
        parts.merge(&PairMoments::of(pairs[..cut].iter().copied()));
        prop_assert!(alike(whole.difference().variance().unwrap(), parts.difference().variance().unwrap()));
        prop_assert!(alike(whole.first().variance().unwrap(), parts.first().variance().unwrap()));
        prop_assert!(alike(whole.second().mean().unwrap(), parts.second().mean().unwrap()));
    }

    #[test]
    fn counts_give_the_same_quantiles_and_moments_as_the_values(values in scores(), q in 0.0f64..=1.0) {
        let mut counts = Counts::default();
        let (left, right) = values.split_at(values.len() / 2);
        for &v in left {
            counts.add(v);
        }
        let mut other = Counts::default();
        for &v in right {
            other.add(v);
        }
        counts.merge(&other);
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        prop_assert!(alike(counts.quantile(q).unwrap(), quantile_of_sorted(&sorted, q).unwrap()));
        prop_assert!(alike(counts.moments().variance().unwrap(), Moments::of(values.iter().copied()).variance().unwrap()));
        let low = values.iter().filter(|v| (0.0..=50.0).contains(*v)).count();
        prop_assert_eq!(counts.between(0.0, 50.0), low as u64);
    }

    #[test]
    fn intervals_of_shares_hold_the_share_and_stay_within_bounds(x in 0u32..2500, rest in 0u32..2500) {
        prop_assume!(x + rest > 0);
        let interval = wilson(u64::from(x), u64::from(x + rest), LEVEL_95).unwrap();
        let share = f64::from(x) / f64::from(x + rest);
        prop_assert!(0.0 <= interval.lower && interval.lower <= share && share <= interval.upper && interval.upper <= 1.0);
    }

    #[test]
    fn paired_shares_turn_round_when_yes_and_no_change_places(a in 0u64..60, b in 0u64..60, c in 0u64..60, d in 0u64..60) {
        prop_assume!(a + b + c + d > 0);
        let one = newcombe_paired([a, b, c, d], LEVEL_95).unwrap();
        let other = newcombe_paired([d, c, b, a], LEVEL_95).unwrap();
        prop_assert!(alike(one.lower, -other.upper) && alike(one.upper, -other.lower));
        prop_assert!(one.lower <= one.upper && one.lower >= -1.0 && one.upper <= 1.0);
        if b + c > 0 {
            let p = mcnemar_exact(b, c).unwrap().p;
            prop_assert!(p > 0.0 && p <= 1.0);
            prop_assert!(alike(p, mcnemar_exact(c, b).unwrap().p));
        }
    }

    #[test]
    fn holm_never_lowers_a_p_and_keeps_their_order(p in prop::collection::vec(0.0f64..=1.0, 1..20)) {
        let given: Vec<_> = p.iter().map(|&p| Some(p)).collect();
        let adjusted: Vec<f64> = holm(&given).into_iter().map(Option::unwrap).collect();
        for i in 0..p.len() {
            prop_assert!(adjusted[i] >= p[i] && adjusted[i] <= 1.0);
            for j in 0..p.len() {
                prop_assert!(p[i] > p[j] || adjusted[i] <= adjusted[j]);
            }
        }
    }

    #[test]
    fn welch_turns_round_with_its_groups(a in scores(), b in scores()) {
        let (a, b) = (Moments::of(a), Moments::of(b));
        if let (Ok(one), Ok(other)) = (welch(&a, &b, LEVEL_95), welch(&b, &a, LEVEL_95)) {
            prop_assert!(alike(one.difference, -other.difference) && alike(one.p, other.p) && alike(one.df, other.df));
        }
    }

    #[test]
    fn a_rate_does_not_depend_on_the_unit_of_time(units in prop::collection::vec((0u32..40, 1u32..400), 2..40)) {
        let days: Vec<_> = units.iter().map(|&(y, x)| (f64::from(y), f64::from(x))).collect();
        let weeks: Vec<_> = units.iter().map(|&(y, x)| (f64::from(y), f64::from(x) / 7.0)).collect();
        let (days, weeks) = (ratio_of_sums(&days, LEVEL_95).unwrap(), ratio_of_sums(&weeks, LEVEL_95).unwrap());
        prop_assert!(alike(days.value * 7.0, weeks.value));
        prop_assert!(alike(days.interval.unwrap().upper * 7.0, weeks.interval.unwrap().upper));
    }
}
