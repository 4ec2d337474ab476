//! The estimators against reference numbers: R's, published ones and exact arithmetic, to 1e-9 relative or better.
#![expect(clippy::cast_precision_loss, reason = "small counts")]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use serde_json::Value;
use stats::{
    LEVEL_95, Moments, PairMoments, Unestimable, holm, mcnemar_exact, newcombe_paired, normal_quantile,
    paired_t, quantile_of_sorted, standardised_difference_of_means, standardised_difference_of_shares,
    t_quantile_two_sided, t_two_sided, welch, wilson,
};

fn golden() -> Value {
    serde_json::from_str(include_str!("data/golden.json")).unwrap()
}

#[track_caller]
fn close(found: f64, expected: f64, relative: f64) {
    let tolerance = (expected.abs() * relative).max(1e-15);
    assert!((found - expected).abs() <= tolerance, "found {found:e}, expected {expected:e}");
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn table(value: &Value) -> [u64; 4] {
    [0, 1, 2, 3].map(|i| value[i].as_u64().unwrap())
}

#[test]
fn student_tail_is_right_to_twelve_digits_from_one_to_millions_of_degrees_of_freedom() {
    for row in golden()["student"].as_array().unwrap() {
        let (found, expected) = (t_two_sided(number(&row[1]), number(&row[0])).unwrap(), number(&row[2]));
        assert!((found / expected - 1.0).abs() < 1e-12, "{row}: {found:e}");
    }
}

#[test]
fn student_quantile_gives_back_its_tail() {
    for row in golden()["student_quantile_0.05"].as_array().unwrap() {
        close(t_quantile_two_sided(0.05, number(&row[0])).unwrap(), number(&row[1]), 1e-12);
    }
    close(normal_quantile(0.975).unwrap(), 1.959_963_984_540_054, 1e-14);
}

#[test]
fn exact_mcnemar_and_newcombe_method_10_agree_with_r() {
    for row in golden()["mcnemar"].as_array().unwrap() {
        let pairs = table(&row["table"]);
        close(mcnemar_exact(pairs[1], pairs[2]).unwrap().p, number(&row["p_exact"]), 1e-12);
        let interval = newcombe_paired(pairs, LEVEL_95).unwrap();
        close(interval.lower, number(&row["newcombe10"][0]), 1e-9);
        close(interval.upper, number(&row["newcombe10"][1]), 1e-9);
    }
}

#[test]
fn exact_mcnemar_is_right_with_hundreds_of_thousands_of_discordant_pairs() {
    for row in golden()["mcnemar_large"].as_array().unwrap() {
        let found = mcnemar_exact(row[0].as_u64().unwrap(), row[1].as_u64().unwrap()).unwrap().p;
        assert!((found / number(&row[2]) - 1.0).abs() < 1e-9, "{row}: {found:e}");
    }
}

#[test]
fn newcombe_has_a_value_without_discordant_pairs_and_mcnemar_has_none() {
    let row = &golden()["newcombe_no_discordant"];
    let interval = newcombe_paired(table(&row["table"]), LEVEL_95).unwrap();
    close(interval.lower, number(&row["newcombe10"][0]), 1e-9);
    close(interval.upper, number(&row["newcombe10"][1]), 1e-9);
    assert_eq!(mcnemar_exact(0, 0), Err(Unestimable::NoSpread));
    assert_eq!(newcombe_paired([0; 4], LEVEL_95), Err(Unestimable::Empty));
}

#[test]
fn wilson_agrees_with_r_at_three_levels() {
    for row in golden()["wilson"].as_array().unwrap() {
        for (level, key) in [(0.95, "l95"), (0.9, "l90"), (0.99, "l99")] {
            let interval = wilson(row["x"].as_u64().unwrap(), row["n"].as_u64().unwrap(), level).unwrap();
            close(interval.lower, number(&row[key][0]), 1e-12);
            close(interval.upper, number(&row[key][1]), 1e-12);
        }
    }
    let seven = wilson(7, 21, LEVEL_95).unwrap();
    close(seven.lower, 0.171_947_526_1, 1e-9);
    close(seven.upper, 0.546_265_480_3, 1e-9);
    assert_eq!(wilson(0, 0, LEVEL_95), Err(Unestimable::Empty));
    assert_eq!(wilson(2, 1, LEVEL_95), Err(Unestimable::BadInput));
}

#[test]
fn holm_agrees_with_r_and_leaves_out_what_was_not_tested() {
    for row in golden()["holm"].as_array().unwrap() {
        let given: Vec<Option<f64>> = row["p"].as_array().unwrap().iter().map(Value::as_f64).collect();
        for (found, expected) in holm(&given).into_iter().zip(row["holm"].as_array().unwrap()) {
            match expected.as_f64() {
                Some(expected) => close(found.unwrap(), expected, 1e-12),
                None => assert_eq!(found, None),
            }
        }
    }
}

#[test]
fn paired_t_from_ten_published_differences() {
    let differences = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
    let found = paired_t(&Moments::of(differences), LEVEL_95).unwrap();
    let expected = &golden()["paired"][0];
    for (value, key) in [
        (found.n as f64, "n"),
        (found.difference, "mean_diff"),
        (found.sd, "sd_diff"),
        (found.t, "t"),
        (found.df, "df"),
        (found.p, "p"),
        (found.dz, "dz"),
    ] {
        close(value, number(&expected[key]), 1e-12);
    }
    close(found.interval.lower, number(&expected["ci95"][0]), 1e-12);
    close(found.interval.upper, number(&expected["ci95"][1]), 1e-12);
}

#[test]
fn welch_and_standardised_differences_agree_with_hand_calculation() {
    let (a, b) = (Moments::of([1.0, 2.0, 3.0, 4.0, 5.0]), Moments::of([2.0, 4.0, 6.0]));
    let found = welch(&a, &b, LEVEL_95).unwrap();
    // variances 2.5 and 4: standard error √(0.5 + 4/3), df (11/6)² / (0.25/4 + (16/9)/2)
    close(found.difference, -1.0, 1e-14);
    close(found.t, -1.0 / (11.0_f64 / 6.0).sqrt(), 1e-14);
    close(found.df, (11.0_f64 / 6.0).powi(2) / (0.0625 + 8.0 / 9.0), 1e-13);
    close(standardised_difference_of_means(&a, &b).unwrap(), -1.0 / 3.25_f64.sqrt(), 1e-14);
    close(
        standardised_difference_of_shares((1, 2), (1, 4)).unwrap(),
        0.25 / (0.5 * (0.25 + 0.1875_f64)).sqrt(),
        1e-14,
    );
    assert_eq!(standardised_difference_of_shares((0, 2), (0, 4)), Err(Unestimable::NoSpread));
}

#[test]
fn quantiles_are_type_7() {
    let values = [1.0, 2.0, 4.0, 8.0];
    for (q, expected) in [(0.0, 1.0), (0.25, 1.75), (0.5, 3.0), (0.75, 5.0), (1.0, 8.0), (0.1, 1.3)] {
        close(quantile_of_sorted(&values, q).unwrap(), expected, 1e-14);
    }
    assert_eq!(quantile_of_sorted(&[], 0.5), Err(Unestimable::Empty));
    assert_eq!(quantile_of_sorted(&values, 1.1), Err(Unestimable::BadInput));
}

#[test]
fn what_cannot_be_estimated_has_a_reason_and_never_nan() {
    assert_eq!(paired_t(&Moments::default(), LEVEL_95), Err(Unestimable::Empty));
    assert_eq!(paired_t(&Moments::of([3.0]), LEVEL_95), Err(Unestimable::OnlyOne));
    assert_eq!(paired_t(&Moments::of([4.0; 30]), LEVEL_95), Err(Unestimable::NoSpread));
    assert_eq!(paired_t(&Moments::of([0.1; 30]), LEVEL_95), Err(Unestimable::NoSpread));
    assert_eq!(paired_t(&Moments::of([1.0, f64::NAN]), LEVEL_95), Err(Unestimable::BadInput));
    assert_eq!(paired_t(&Moments::of([1.0, f64::INFINITY]), LEVEL_95), Err(Unestimable::BadInput));
    assert_eq!(Moments::of([1e308, -1e308]).sd(), Err(Unestimable::BadInput));
    let same = PairMoments::of([(1.1, 3.3), (2.7, 4.9), (0.3, 2.5)]);
    assert_eq!(paired_t(&same.difference(), LEVEL_95), Err(Unestimable::NoSpread));
    let none = Moments::of([2.0; 5]);
    assert_eq!(welch(&none, &none, LEVEL_95), Err(Unestimable::NoSpread));
    assert_eq!(t_two_sided(f64::NAN, 3.0), Err(Unestimable::BadInput));
    assert_eq!(t_two_sided(1.0, 0.0), Err(Unestimable::BadInput));
}

/// The data sets of other packages are not part of this repository; where they lie beside it, they are used too.
#[test]
fn other_packages_data_sets_agree_where_they_are_present() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/statistics");
    let (Ok(wide), Ok(misc)) = (
        std::fs::read_to_string(format!("{folder}/btheb_wide.csv")),
        std::fs::read_to_string(format!("{folder}/misc.json")),
    ) else {
        eprintln!("SKIPPED: reference data sets are not present");
        return;
    };
    let mut lines = wide.lines();
    let header = lines.next().unwrap();
    let column = header.split(',').position(|name| name.trim_matches('"') == "bdi.pre").unwrap();
    let mut values: Vec<f64> =
        lines.map(|line| line.split(',').nth(column).unwrap().parse().unwrap()).collect();
    let expected = &serde_json::from_str::<Value>(&misc).unwrap()["descriptives"];
    values.sort_by(f64::total_cmp);
    let moments = Moments::of(values.iter().copied());
    close(moments.mean().unwrap(), number(&expected["mean"]), 1e-12);
    close(moments.sd().unwrap(), number(&expected["sd"]), 1e-12);
    let interval = stats::mean_interval(&moments, LEVEL_95).unwrap();
    close(interval.lower, number(&expected["mean_ci95"][0]), 1e-12);
    for (q, place) in [(0.05, 0), (0.25, 1), (0.5, 2), (0.75, 3), (0.95, 4)] {
        close(quantile_of_sorted(&values, q).unwrap(), number(&expected["quartiles_type7"][place]), 1e-12);
    }
}
