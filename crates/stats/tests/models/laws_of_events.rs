//! What must hold for any yes/no outcomes and any times to an event: order, unit and coding do not matter.

use proptest::prelude::*;
use stats::{
    Cluster, Correction, Denominator, Family, FollowUp, KaplanMeier, LEVEL_95, Logistic, Ties, Trials,
    Working, fit_cox, fit_gee, log_rank,
};

fn alike(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-7 * (1.0 + a.abs().max(b.abs()))
}

/// (time, event, column)
fn people() -> impl Strategy<Value = Vec<(u8, bool, i8)>> {
    prop::collection::vec((1u8..20, prop::bool::weighted(0.7), -3i8..4), 8..40)
}

fn follow(rows: &[(u8, bool, i8)], time: impl Fn(f64) -> f64, unit: f64) -> Vec<(FollowUp, Vec<f64>)> {
    rows.iter()
        .map(|(t, event, x)| {
            (FollowUp { time: time(f64::from(*t)), event: *event }, vec![f64::from(*x) * unit])
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn without_censoring_survival_is_the_share_left(rows in people(), at in 0u8..20) {
        let all = rows.iter().map(|(time, _, _)| FollowUp { time: f64::from(*time), event: true });
        let curve = KaplanMeier::of(all).unwrap();
        let left = rows.iter().filter(|(time, _, _)| *time > at).count();
        let found = curve.at(f64::from(at)).map_or(1.0, |step| step.survival);
        prop_assert!((found * f64::from(u32::try_from(rows.len()).unwrap()) - f64::from(u32::try_from(left).unwrap())).abs() < 1e-10);
    }

    #[test]
    fn hazards_depend_on_the_order_of_times_only_and_follow_the_columns_unit(rows in people(), unit in 0.01f64..100.0) {
        for ties in [Ties::Efron, Ties::Breslow] {
            let plain = fit_cox(&follow(&rows, |t| t, 1.0), ties);
            let mut turned = rows.clone();
            turned.reverse();
            let moved = fit_cox(&follow(&turned, |t| t * t + 3.0, unit), ties);
            prop_assert_eq!(plain.is_ok(), moved.is_ok());
            if let (Ok(a), Ok(b)) = (plain, moved) {
                prop_assert!(alike(a.coefficients[0], b.coefficients[0] * unit));
                prop_assert!(alike(a.log_likelihood, b.log_likelihood));
                prop_assert!(a.log_likelihood >= a.null_log_likelihood - 1e-9);
            }
        }
    }

    #[test]
    fn log_rank_ignores_the_order_of_groups(rows in people()) {
        let part = |wanted: bool| -> Vec<FollowUp> {
            follow(&rows, |t| t, 1.0).into_iter().filter(|(_, x)| (x[0] > 0.0) == wanted).map(|(p, _)| p).collect()
        };
        let (a, b) = (log_rank(&[part(true), part(false)]), log_rank(&[part(false), part(true)]));
        prop_assert_eq!(a.is_ok(), b.is_ok());
        if let (Ok(a), Ok(b)) = (a, b) {
            prop_assert!(alike(a.chi_squared, b.chi_squared));
            let seen: u64 = a.observed.iter().sum();
            prop_assert!(alike(a.expected.iter().sum::<f64>(), f64::from(u32::try_from(seen).unwrap())));
        }
    }

    #[test]
    fn turning_yes_and_no_turns_the_coefficients(rows in people()) {
        let data = |turned: bool| -> Vec<Trials> {
            let row = |(_, yes, x): &(u8, bool, i8)| {
                let successes = f64::from(u8::from(*yes != turned));
                Trials { columns: vec![1.0, f64::from(*x)], successes, trials: 1.0 }
            };
            rows.iter().map(row).collect()
        };
        let fit = |turned| Logistic::new(&data(turned)).and_then(|data| data.fit());
        let (a, b) = (fit(false), fit(true));
        prop_assert_eq!(a.is_ok(), b.is_ok());
        if let (Ok(a), Ok(b)) = (a, b) {
            prop_assert!(alike(a.coefficients[1], -b.coefficients[1]));
            prop_assert!(alike(a.covariance[(1, 1)], b.covariance[(1, 1)]));
        }
    }

    #[test]
    fn estimating_equations_ignore_the_order_of_clusters_and_of_rows(rows in people()) {
        let clusters = |reverse: bool| -> Vec<Cluster> {
            let mut all: Vec<Cluster> = rows
                .chunks(3)
                .map(|rows| {
                    let mut rows: Vec<_> = rows.iter().zip(0u32..).collect();
                    if reverse {
                        rows.reverse();
                    }
                    let x: Vec<Vec<f64>> = rows.iter().map(|((_, _, x), _)| vec![1.0, f64::from(*x)]).collect();
                    let y: Vec<f64> = rows.iter().map(|((time, _, _), _)| f64::from(*time)).collect();
                    Cluster::new(&x, &y, rows.iter().map(|(_, wave)| *wave).collect()).unwrap()
                })
                .collect();
            if reverse {
                all.reverse();
            }
            all
        };
        for working in [Working::Independence, Working::Exchangeable, Working::Ar1] {
            let [a, b] = [false, true].map(|turn| fit_gee(&clusters(turn), Family::Gaussian, working, Denominator::Number));
            if let (Ok(a), Ok(b)) = (a, b) {
                prop_assert!(alike(a.coefficients[1], b.coefficients[1]));
                let of = |fit: &stats::GeeFit| fit.term(1, Correction::None, LEVEL_95).map(|term| term.se);
                if let (Ok(a), Ok(b)) = (of(&a), of(&b)) {
                    prop_assert!(alike(a, b));
                }
            }
        }
    }
}

/// At both events whoever has it has the lowest column of those at risk: the coefficient has no finite value. Its slope falls
/// below rounding on the way, which must not pass for an estimate in any unit.
#[test]
fn a_hazard_that_runs_away_is_no_estimate_in_any_unit() {
    let rows = [(16, true, 2), (1, false, 0), (12, false, -1), (2, true, -1), (1, false, 1)];
    for unit in [1.0, 0.01, 3.0, 65.771_646_136_908_09, 100.0] {
        for ties in [Ties::Efron, Ties::Breslow] {
            let found = fit_cox(&follow(&rows, |t| t, unit), ties);
            assert_eq!(found.unwrap_err(), stats::Unfitted::Separated, "unit {unit}");
        }
    }
}
