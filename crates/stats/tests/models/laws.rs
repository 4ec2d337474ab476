//! What must hold for any data: order, split and unit do not change what a model says.

use proptest::prelude::*;
use stats::{
    CellKey, Covariance, DegreesOfFreedom, LEVEL_95, Likelihood, MixedFit, Moments, RepeatedMoments, Term,
    Unfitted, blocks_of, fit_mixed,
};

fn alike(a: f64, b: f64, relative: f64) -> bool {
    (a - b).abs() <= relative * (1.0 + a.abs().max(b.abs()))
}

type Person = (u32, [Option<f64>; 3], f64);

fn people() -> impl Strategy<Value = Vec<Person>> {
    let score = || prop::option::weighted(0.8, (0i32..26).prop_map(|v| f64::from(v * 4)));
    let person = (0u32..2, [score(), score(), score()], (0i32..50).prop_map(f64::from));
    prop::collection::vec(person, 12..40)
}

fn moments<'a>(people: impl IntoIterator<Item = &'a Person>) -> RepeatedMoments {
    let mut moments = RepeatedMoments::new(3, 1).unwrap();
    for (class, scores, age) in people {
        moments.add(*class, scores, &[*age]).unwrap();
    }
    moments
}

fn fit(moments: &RepeatedMoments, covariance: Covariance) -> Result<MixedFit, Unfitted> {
    let design = |class: u32, k: usize| {
        let at = |wanted| Term::from(f64::from(u8::from(k == wanted)));
        vec![1.0.into(), at(1), at(2), f64::from(class).into(), Term { constant: 0.0, slopes: vec![1.0] }]
    };
    fit_mixed(&blocks_of(moments, &[0.0, 1.0, 2.0], design)?, covariance, Likelihood::Restricted)
}

fn same(
    a: &Result<MixedFit, Unfitted>,
    b: &Result<MixedFit, Unfitted>,
    unit: f64,
) -> Result<(), TestCaseError> {
    let (Ok(a), Ok(b)) = (a, b) else { return Ok(()) };
    for k in 0..a.coefficients.len() {
        let of = |fit: &MixedFit| fit.term(k, DegreesOfFreedom::KenwardRoger, LEVEL_95).unwrap();
        let (first, second) = (of(a), of(b));
        prop_assert!(alike(first.estimate * unit, second.estimate, 1e-10), "{first:?} {second:?}");
        prop_assert!(alike(first.se * unit, second.se, 1e-10), "{first:?} {second:?}");
        prop_assert!(alike(first.df, second.df, 1e-8), "{first:?} {second:?}");
    }
    Ok(())
}

fn same_cells(some: &RepeatedMoments, others: &RepeatedMoments) -> Result<(), TestCaseError> {
    let keys =
        |moments: &RepeatedMoments| moments.cells().map(|(key, cell)| (key, cell.n())).collect::<Vec<_>>();
    prop_assert_eq!(keys(some), keys(others));
    for ((_, a), (_, b)) in some.cells().zip(others.cells()) {
        for (k, (mean, again)) in a.means().iter().zip(b.means()).enumerate() {
            prop_assert!(alike(*mean, again, 1e-12));
            for j in 0..=k {
                // A product that nearly cancels is as exact as the two it is made of.
                let size = (a.cross(k, k) * a.cross(j, j)).sqrt();
                prop_assert!((a.cross(k, j) - b.cross(k, j)).abs() <= 1e-12 * (1.0 + size));
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn moments_do_not_depend_on_order_or_split(people in people(), cut in 0usize..40) {
        let cut = cut.min(people.len());
        let whole = moments(&people);
        let mut parts = moments(people[cut..].iter().rev());
        parts.merge(&moments(&people[..cut])).unwrap();
        prop_assert_eq!(whole.persons() + whole.unobserved(), people.len() as u64);
        prop_assert_eq!(whole.unobserved(), parts.unobserved());
        same_cells(&whole, &parts)?;
    }

    #[test]
    fn some_of_the_occasions_are_those_of_persons_seen_at_no_others(people in people()) {
        let mut direct = RepeatedMoments::new(2, 1).unwrap();
        for (class, [a, _, c], age) in &people {
            direct.add(*class, &[*a, *c], &[*age]).unwrap();
        }
        let found = moments(&people).only(&[0, 2]).unwrap();
        prop_assert_eq!((found.persons(), found.unobserved()), (direct.persons(), direct.unobserved()));
        same_cells(&found, &direct)?;
        for wrong in [&[2, 0][..], &[1, 1], &[3]] {
            prop_assert!(moments(&people).only(wrong).is_err());
        }
    }

    #[test]
    fn what_is_the_same_of_a_class_can_become_a_covariate(people in people()) {
        // Occasion 1 is dropped where nobody has it, so that places move.
        let people: Vec<Person> = people.into_iter().map(|(class, [a, _, c], age)| (class, [a, None, c], age)).collect();
        let mut direct = RepeatedMoments::new(2, 2).unwrap();
        for (class, [a, _, c], age) in &people {
            direct.add(0, &[*a, *c], &[f64::from(*class), *age]).unwrap();
        }
        let to = |key: CellKey| {
            let pattern = key.pattern & 1 | key.pattern >> 1 & 2;
            Some((CellKey { class: 0, pattern }, vec![f64::from(key.class)]))
        };
        let found = moments(&people).regrouped(2, 1, to).unwrap();
        prop_assert_eq!(found.persons(), direct.persons());
        same_cells(&found, &direct)?;
        prop_assert!(moments(&people).regrouped(2, 1, |key| Some((key, Vec::new()))).is_err() || people.iter().all(|one| one.1 == [None; 3]));
        prop_assert_eq!(moments(&people).regrouped(3, 0, |_| None).unwrap().persons(), 0);
    }

    #[test]
    fn pairs_from_moments_are_the_pairs_themselves(people in people()) {
        let pairs = people.iter().filter_map(|(_, scores, _)| Some((scores[0]?, scores[2]?)));
        let direct = Moments::of(pairs.map(|(a, b)| b - a));
        let found = moments(&people).pair(0, 2, |_| true).difference();
        prop_assert_eq!(direct.n(), found.n());
        if let (Ok(a), Ok(b)) = (direct.variance(), found.variance()) {
            prop_assert!(alike(a, b, 1e-12));
            prop_assert!(alike(direct.mean().unwrap(), found.mean().unwrap(), 1e-12));
        }
    }

    #[test]
    fn a_model_of_merged_moments_is_the_model_of_all(people in people(), cut in 0usize..40) {
        let cut = cut.min(people.len());
        let mut parts = moments(people[cut..].iter().rev());
        parts.merge(&moments(&people[..cut])).unwrap();
        for covariance in [Covariance::Intercept, Covariance::Unstructured(3)] {
            same(&fit(&moments(&people), covariance), &fit(&parts, covariance), 1.0)?;
        }
    }

    #[test]
    fn a_model_follows_the_unit_of_the_outcome(people in people(), unit in 0.001f64..1000.0) {
        let scaled: Vec<Person> =
            people.iter().map(|(class, scores, age)| (*class, scores.map(|y| y.map(|y| y * unit)), *age)).collect();
        same(&fit(&moments(&people), Covariance::Intercept), &fit(&moments(&scaled), Covariance::Intercept), unit)?;
    }

    #[test]
    fn far_from_zero_a_change_stays_the_same(people in people(), origin in -1e6f64..1e6) {
        let moved: Vec<Person> = people
            .iter()
            .map(|(class, scores, age)| (*class, scores.map(|y| y.map(|y| y + origin.round())), *age))
            .collect();
        let fits = [&people, &moved].map(|people| fit(&moments(people), Covariance::Intercept));
        if let [Ok(a), Ok(b)] = fits {
            for k in 1..5 {
                let of = |fit: &MixedFit| fit.term(k, DegreesOfFreedom::Satterthwaite, LEVEL_95).unwrap();
                prop_assert!(alike(of(&a).estimate, of(&b).estimate, 1e-7));
                prop_assert!(alike(of(&a).se, of(&b).se, 1e-7));
            }
        }
    }
}
