//! Pooling, bounds, delta adjustment and weights against R's mice, published algebra and closed forms.

use stats::{
    DeltaModel, Interval, LEVEL_95, Moments, Unestimable, change_bounds, inverse_probability_weights,
    mean_interval, pool, share_bounds, weighted_mean, wilson,
};

use crate::support::{close, number, reference};

#[test]
fn pooling_is_that_of_mice() {
    if let Some(golden) = reference("misc.json") {
        let model = &golden["rubin"];
        let pairs: Vec<(f64, f64)> =
            (0..5).map(|k| (number(&model["Q"][k]), number(&model["U"][k]))).collect();
        let pooled = pool(&pairs, number(&model["n"]) - number(&model["k"]), LEVEL_95).unwrap();
        close(pooled.estimate.estimate, number(&model["qbar"]), 1e-12);
        close(pooled.within, number(&model["ubar"]), 1e-12);
        close(pooled.between, number(&model["b"]), 1e-12);
        close(pooled.total, number(&model["t"]), 1e-12);
        close(pooled.estimate.df, number(&model["df_barnard_rubin"]), 1e-12);
        close(pooled.large_sample_df, number(&model["df_rubin_old"]), 1e-12);
        close(pooled.increase, number(&model["r"]), 1e-12);
        close(pooled.missing_information, number(&model["fmi"]), 1e-12);
        close(pooled.estimate.interval.lower, number(&model["ci95"][0]), 1e-12);
        close(pooled.estimate.interval.upper, number(&model["ci95"][1]), 1e-12);
    }
    let pairs = [(9.8, 2.1), (10.4, 2.3), (11.1, 1.9), (9.5, 2.2), (10.9, 2.0)];
    let pooled = pool(&pairs, 79.0, LEVEL_95).unwrap();
    close(pooled.total, 2.6676, 1e-12);
    close(pooled.estimate.df, 35.971_337_479_4, 1e-11);
    close(pooled.missing_information, 0.253_175_705_842, 1e-11);
    close(pooled.estimate.interval.lower, 7.027_465_190, 1e-9);
}

#[test]
fn pooling_of_equal_estimates_adds_nothing_and_one_data_set_is_refused() {
    let pooled = pool(&[(3.0, 1.0); 4], f64::INFINITY, LEVEL_95).unwrap();
    close(pooled.estimate.se, 1.0, 1e-15);
    assert!(pooled.estimate.df.is_infinite() && pooled.between == 0.0);
    close(pooled.estimate.interval.upper, 3.0 + 1.959_963_984_540_054, 1e-14);
    assert_eq!(pool(&[(3.0, 1.0)], 10.0, LEVEL_95), Err(Unestimable::OnlyOne));
    assert_eq!(pool(&[(3.0, 0.0), (3.0, 1.0)], 10.0, LEVEL_95), Err(Unestimable::BadInput));
}

#[test]
fn bounds_hold_everything_the_missing_could_have_been() {
    let bounds = share_bounds(30, 90, 10, LEVEL_95).unwrap();
    assert_eq!((bounds.estimate.lower, bounds.estimate.upper, bounds.missing), (0.3, 0.4, 0.1));
    close(bounds.interval.upper, wilson(40, 100, LEVEL_95).unwrap().upper, 1e-15);
    assert_eq!(share_bounds(3, 2, 1, LEVEL_95), Err(Unestimable::BadInput));
    let seen = Moments::of([10.0, 20.0, 0.0, 14.0]);
    let first = Moments::of([40.0, 60.0]);
    let scale = Interval { lower: 0.0, upper: 100.0 };
    let bounds = change_bounds(&seen, &first, scale, LEVEL_95).unwrap();
    let worst = Moments::of([10.0, 20.0, 0.0, 14.0, -40.0, -60.0]);
    close(bounds.estimate.lower, worst.mean().unwrap(), 1e-14);
    close(bounds.interval.lower, mean_interval(&worst, LEVEL_95).unwrap().lower, 1e-13);
    close(bounds.estimate.upper, (44.0 + 60.0 + 40.0) / 6.0, 1e-14);
    let none = change_bounds(&seen, &Moments::default(), scale, LEVEL_95).unwrap();
    close(none.estimate.lower, none.estimate.upper, 1e-15);
    let nothing = Interval { lower: 1.0, upper: 1.0 };
    assert_eq!(change_bounds(&seen, &first, nothing, LEVEL_95), Err(Unestimable::BadInput));
}

#[test]
fn at_the_tipping_point_the_interval_reaches_the_value() {
    for (estimate, df) in [(8.0, 60.0), (-8.0, 60.0), (8.0, f64::INFINITY), (2.0, 30.0)] {
        let model = DeltaModel { estimate, se: 2.0, df, n: 120, missing: 40 };
        close(model.adjusted(0.0, LEVEL_95).unwrap().se, 2.0, 1e-15);
        close(model.adjusted(-3.0, LEVEL_95).unwrap().estimate, estimate - 1.0, 1e-14);
        let delta = model.tipping_point(0.0, LEVEL_95).unwrap().unwrap();
        let there = model.adjusted(delta, LEVEL_95).unwrap().interval;
        assert!(there.lower.abs().min(there.upper.abs()) < 1e-11, "{delta} {there:?}");
    }
    let nobody = DeltaModel { estimate: 8.0, se: 2.0, df: 60.0, n: 120, missing: 0 };
    assert_eq!(nobody.tipping_point(0.0, LEVEL_95), Ok(None));
    assert_eq!(DeltaModel { missing: 121, ..nobody }.adjusted(0.0, LEVEL_95), Err(Unestimable::BadInput));
}

#[test]
fn weights_restore_the_share_of_who_was_seen_less_often() {
    // Ten of each kind; of the second only five were seen.
    let chances = [(1.0, 10), (0.5, 5)];
    let weights = inverse_probability_weights(&chances, 0.75, 10.0).unwrap();
    close(weights.largest, 1.5, 1e-15);
    close(weights.effective, 15.0 * 15.0 / (10.0 * 0.5625 + 5.0 * 2.25), 1e-14);
    let values = [(0.0, weights.weights[0], 10), (1.0, weights.weights[1], 5)];
    close(weighted_mean(&values, LEVEL_95).unwrap().estimate, 0.5, 1e-15);
    assert_eq!(inverse_probability_weights(&chances, 0.75, 1.0).unwrap().truncated, 5);
    assert_eq!(inverse_probability_weights(&[(0.0, 1)], 1.0, 1.0), Err(Unestimable::BadInput));
    // Equal weights: the ordinary mean and its interval.
    let plain = [3.0, 5.0, 10.0, 4.0];
    let mean = weighted_mean(&plain.map(|v| (v, 2.0, 1)), LEVEL_95).unwrap();
    let expected = mean_interval(&Moments::of(plain), LEVEL_95).unwrap();
    close(mean.interval.lower, expected.lower, 1e-12);
    assert_eq!(weighted_mean(&[(1.0, 1.0, 2)], LEVEL_95), Err(Unestimable::NoSpread));
}
