//! Random effects when everybody has own times: the fast kernel says what the search for everything says.

use proptest::prelude::*;
use stats::{
    Block, Covariance, DegreesOfFreedom, LEVEL_95, Likelihood, MixedFit, OwnTimes, Unfitted, fit_mixed,
    fit_own_times,
};

/// (time, outcome) of each observation, and a column of the person.
type Person = (Vec<(f64, f64)>, f64);

fn people() -> impl Strategy<Value = Vec<Person>> {
    let row = (0u32..4000, -30i32..30).prop_map(|(t, e)| (f64::from(t) / 100.0, f64::from(e)));
    let person = (prop::collection::vec(row, 1..6), (-20i32..20).prop_map(f64::from), -10i32..10);
    let person = person.prop_map(|(rows, level, slope)| {
        let slope = f64::from(slope) / 10.0;
        let rows = rows.into_iter().map(|(t, e)| (t, 50.0 + level + slope * t + 0.3 * e)).collect();
        (rows, (level / 7.0).round())
    });
    prop::collection::vec(person, 15..60)
}

/// Intercept, time, the person's column, both together.
fn columns(t: f64, x: f64) -> [f64; 4] {
    [1.0, t, x, x * t]
}

fn both(
    people: &[Person],
    covariance: Covariance,
    likelihood: Likelihood,
) -> [Result<MixedFit, Unfitted>; 2] {
    let mut data = OwnTimes::new(4);
    let mut blocks = Vec::new();
    for (rows, x) in people {
        let times: Vec<f64> = rows.iter().map(|(t, _)| *t).collect();
        let y: Vec<f64> = rows.iter().map(|(_, y)| *y).collect();
        let design: Vec<Vec<f64>> = times.iter().map(|t| columns(*t, *x).to_vec()).collect();
        data.add(&times, &design.concat(), &y).unwrap();
        blocks.push(Block::person((0..y.len()).collect(), times, &design, &y).unwrap());
    }
    [fit_own_times(&data, covariance, likelihood), fit_mixed(&blocks, covariance, likelihood)]
}

fn alike(a: f64, b: f64, relative: f64) -> bool {
    (a - b).abs() <= relative * (1.0 + a.abs().max(b.abs()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn it_is_the_model_of_the_rows(people in people(), kind in 0usize..3, restricted: bool) {
        let covariance = [Covariance::Intercept, Covariance::Slope, Covariance::SlopeUncorrelated][kind];
        let likelihood = if restricted { Likelihood::Restricted } else { Likelihood::Full };
        let [fast, slow] = both(&people, covariance, likelihood);
        prop_assert_eq!(fast.is_ok(), slow.is_ok());
        if let (Ok(fast), Ok(slow)) = (fast, slow) {
            prop_assert!(alike(fast.log_likelihood, slow.log_likelihood, 1e-11), "{fast:?} {slow:?}");
            prop_assert_eq!(fast.singular, slow.singular);
            // Along an edge the likelihood can be so flat that fewer digits are determined.
            let digits = if fast.singular { 1e-5 } else { 1e-7 };
            prop_assert!(alike(fast.residual.unwrap(), slow.residual.unwrap(), digits));
            for (a, b) in fast.effects.iter().zip(slow.effects.iter()) {
                prop_assert!(alike(*a, *b, digits), "{} {}", fast.effects, slow.effects);
            }
            let methods: &[DegreesOfFreedom] = if restricted {
                &[DegreesOfFreedom::Satterthwaite, DegreesOfFreedom::KenwardRoger]
            } else {
                &[DegreesOfFreedom::Satterthwaite]
            };
            for k in 0..4 {
                for method in methods {
                    let [a, b] = [&fast, &slow].map(|fit| fit.term(k, *method, LEVEL_95).unwrap());
                    prop_assert!(alike(a.estimate, b.estimate, digits), "{a:?} {b:?}");
                    prop_assert!(alike(a.se, b.se, digits), "{a:?} {b:?}");
                    // At the edge the degrees of freedom hang on which directions count as having information.
                    prop_assert!(fast.singular || alike(a.df, b.df, 1e-4), "{a:?} {b:?}");
                }
            }
        }
    }
}

#[test]
fn what_cannot_be_fitted_is_said() {
    let fit = |data: &OwnTimes, covariance| fit_own_times(data, covariance, Likelihood::Full).map(|_| ());
    let mut data = OwnTimes::new(2);
    assert_eq!(fit(&data, Covariance::Slope), Err(Unfitted::Empty));
    assert_eq!(data.add(&[0.0], &[1.0], &[2.0]), Err(Unfitted::BadInput));
    assert_eq!(data.add(&[], &[], &[]), Err(Unfitted::Empty));
    assert_eq!(data.add(&[0.0], &[1.0, f64::NAN], &[2.0]), Err(Unfitted::BadInput));
    for k in 0..6 {
        let t = f64::from(k);
        data.add(&[t, t + 1.0], &[1.0, t, 1.0, t + 1.0], &[t, t + 1.0]).unwrap();
    }
    assert_eq!(fit(&data, Covariance::Unstructured(2)), Err(Unfitted::BadInput));
    assert_eq!(fit(&data, Covariance::Slope), Err(Unfitted::NoSpread));
    let mut double = OwnTimes::new(2);
    for k in 0..6 {
        let t = f64::from(k);
        double.add(&[t, t + 1.0], &[1.0, 3.0, 1.0, 3.0], &[t * t, t]).unwrap();
    }
    assert_eq!(fit(&double, Covariance::Intercept), Err(Unfitted::Collinear));
    assert_eq!((double.persons(), double.observations()), (6, 12));
}

#[test]
fn many_persons_begin_with_a_part_and_end_with_all() {
    let mut data = OwnTimes::new(2);
    let mut at = 1u64;
    let mut next = || {
        at = at.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(at >> 33).unwrap()) / f64::from(1u32 << 31)
    };
    for _ in 0..50_000 {
        let (level, slope) = (20.0 * (next() - 0.5), next() - 0.5);
        let times = [0.0, 3.0 + next(), 6.0 + next()];
        let y = times.map(|t| 40.0 + level + (1.0 + slope) * t + 10.0 * (next() - 0.5));
        let x: Vec<f64> = times.iter().flat_map(|t| [1.0, *t]).collect();
        data.add(&times, &x, &y).unwrap();
    }
    let fit = fit_own_times(&data, Covariance::Slope, Likelihood::Restricted).unwrap();
    // Variances of the uniform numbers: width² / 12.
    assert!((fit.effects[(0, 0)] - 400.0 / 12.0).abs() < 1.0);
    assert!((fit.effects[(1, 1)] - 1.0 / 12.0).abs() < 0.01);
    assert!((fit.residual.unwrap() - 100.0 / 12.0).abs() < 0.3);
    assert!((fit.coefficients[0] - 40.0).abs() < 0.2 && (fit.coefficients[1] - 1.0).abs() < 0.02);
}
