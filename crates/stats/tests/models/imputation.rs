//! Multiple imputation, tested by distribution: against closed forms, the mixed model and the truth it was simulated from.

use proptest::prelude::*;
use stats::{
    CompletedChange, Covariance, DegreesOfFreedom, Imputation, LEVEL_95, Likelihood, MissingMean,
    PairMoments, RepeatedMoments, Term, Unfitted, blocks_of, fit_mixed, impute_change, paired_t,
    pool_changes, tipping_delta,
};

use crate::support::close;

/// Numbers between 0 and 1, the same each time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.0 >> 33).unwrap()) / f64::from(1u32 << 31)
    }

    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.next()).sum::<f64>() - 6.0
    }
}

type Person = (u32, [Option<f64>; 3], f64);

/// Persons who rise by 10 from the first to the last occasion; the lower the second value, the likelier they leave.
fn people(n: u32, seed: u64, leaving: f64) -> Vec<Person> {
    let mut random = Numbers(seed);
    let mut person = |k: u32| {
        let age = 5.0 * random.normal();
        let level = 40.0 + age + 12.0 * random.normal();
        let first = level + 8.0 * random.normal();
        let shock = 10.0 * random.normal();
        let (second, third) = (level + 6.0 + shock, level + 10.0 + shock + 3.0 * random.normal());
        let gone = random.next() < leaving * (1.0 / (1.0 + ((second - 45.0) / 8.0).exp()));
        (k % 2, [Some(first), Some(second), (!gone).then_some(third)], age)
    };
    (0..n).map(&mut person).collect()
}

fn moments<'a>(people: impl IntoIterator<Item = &'a Person>) -> RepeatedMoments {
    let mut moments = RepeatedMoments::new(3, 1).unwrap();
    for (class, scores, age) in people {
        moments.add(*class, scores, &[*age]).unwrap();
    }
    moments
}

fn impute(moments: &RepeatedMoments, options: Imputation) -> Vec<CompletedChange> {
    impute_change(moments, [0, 2], |_| 0, options).unwrap()
}

#[test]
fn with_nothing_missing_it_is_the_paired_change() {
    let people = people(30, 1, 0.0);
    let pairs = people.iter().map(|(_, scores, _)| (scores[0].unwrap(), scores[2].unwrap()));
    let test = paired_t(&PairMoments::of(pairs).difference(), LEVEL_95).unwrap();
    let completed = impute(&moments(&people), Imputation::at_random(5, 3));
    let pooled = pool_changes(&completed, 0.0, LEVEL_95).unwrap();
    close(pooled.estimate.estimate, test.difference, 1e-12);
    close(pooled.estimate.se, test.sd / 30.0f64.sqrt(), 1e-12);
    close(pooled.missing_information, (2.0 / (pooled.estimate.df + 3.0)).max(0.0), 1e-6);
    assert_eq!(completed[0].imputed.n(), 0);
}

#[test]
fn intervals_hold_the_truth_as_often_as_they_say_and_completers_alone_are_wrong() {
    let (mut held, mut complete_held, runs) = (0, 0, 200u64);
    let mut sum = 0.0;
    for run in 0..runs {
        let people = people(60, 1000 + run, 0.9);
        let pooled =
            pool_changes(&impute(&moments(&people), Imputation::at_random(20, run)), 0.0, LEVEL_95).unwrap();
        let ends = pooled.estimate.interval;
        held += u32::from(ends.lower <= 10.0 && 10.0 <= ends.upper);
        sum += pooled.estimate.estimate;
        let stayed = people.iter().filter_map(|(_, scores, _)| Some((scores[0]?, scores[2]?)));
        let ends = paired_t(&PairMoments::of(stayed).difference(), LEVEL_95).unwrap().interval;
        complete_held += u32::from(ends.lower <= 10.0 && 10.0 <= ends.upper);
    }
    // 95 % of 200 with its binomial error.
    assert!((180..=199).contains(&held), "{held} of {runs}");
    assert!(held > complete_held + 20, "{held} {complete_held}");
    assert!((sum / f64::from(u32::try_from(runs).unwrap()) - 10.0).abs() < 0.35, "{sum}");
}

#[test]
fn many_imputations_come_to_the_mixed_model_of_all() {
    let people = people(400, 5, 0.9);
    agrees_with_the_mixed_model(&people);
    // Half of them were not seen in between, so that the cells do not lie within each other.
    let mut random = Numbers(17);
    let mut holed = people;
    for (_, scores, _) in &mut holed {
        scores[1] = scores[1].filter(|_| random.next() < 0.5);
    }
    agrees_with_the_mixed_model(&holed);
}

fn agrees_with_the_mixed_model(people: &[Person]) {
    let all = moments(people);
    let design = |_: u32, k: usize| {
        let at = |wanted| Term::from(f64::from(u8::from(k == wanted)));
        // The covariate has a slope of its own at each occasion, as the joint distribution has.
        let age = |wanted| Term { constant: 0.0, slopes: vec![f64::from(u8::from(k == wanted))] };
        vec![at(0), at(1), at(2), age(0), age(1), age(2)]
    };
    let blocks = blocks_of(&all, &[0.0, 1.0, 2.0], design).unwrap();
    let fit = fit_mixed(&blocks, Covariance::Unstructured(3), Likelihood::Restricted).unwrap();
    let mean = people.iter().map(|(_, _, age)| age).sum::<f64>() / 400.0;
    let model =
        fit.contrast(&[-1.0, 0.0, 1.0, -mean, 0.0, mean], DegreesOfFreedom::Satterthwaite, LEVEL_95).unwrap();
    let pooled = pool_changes(&impute(&all, Imputation::at_random(400, 9)), 0.0, LEVEL_95).unwrap();
    let simulation = 4.0 * (pooled.between / 400.0).sqrt();
    assert!((pooled.estimate.estimate - model.estimate).abs() < simulation, "{pooled:?} {model:?}");
    assert!((pooled.estimate.se / model.se - 1.0).abs() < 0.1, "{pooled:?} {model:?}");
    assert!(pooled.missing_information > 0.05 && pooled.missing_information < 0.6);
}

#[test]
fn a_million_persons_are_imputed_from_their_moments() {
    // A thousand copies of the same moments by doubling: the numbers drawn have the spread of a large sample.
    let people = people(200, 11, 0.9);
    let mut all = moments(&people);
    for _ in 0..12 {
        let copy = all.clone();
        all.merge(&copy).unwrap();
    }
    let completed = impute(&all, Imputation::at_random(20, 1));
    let pooled = pool_changes(&completed, 0.0, LEVEL_95).unwrap();
    assert_eq!(completed[0].observed.n() + completed[0].imputed.n(), 200 * 4096);
    assert!((0.005..0.05).contains(&pooled.estimate.se), "{pooled:?}");
    let spread = completed[0].imputed.sd().unwrap();
    assert!((5.0..20.0).contains(&spread), "{spread}");
}

#[test]
fn departures_from_missing_at_random() {
    let people = people(120, 21, 0.9);
    let all = moments(&people);
    let options = Imputation::at_random(30, 2);
    let completed = impute(&all, options);
    let (now, lower) = (
        pool_changes(&completed, 0.0, LEVEL_95).unwrap(),
        pool_changes(&completed, -10.0, LEVEL_95).unwrap(),
    );
    let share = f64::from(u32::try_from(completed[0].imputed.n()).unwrap()) / 120.0;
    close(lower.estimate.estimate, now.estimate.estimate - 10.0 * share, 1e-12);
    let delta = tipping_delta(&completed, 0.0, 200.0, LEVEL_95).unwrap().unwrap();
    assert!(delta < 0.0);
    let tipped = pool_changes(&completed, delta, LEVEL_95).unwrap().estimate;
    assert!(tipped.interval.lower.abs() < 1e-9, "{tipped:?}");
    assert_eq!(tipping_delta(&completed, 0.0, 1.0, LEVEL_95).unwrap(), None);
    // Those who left came back to where they began, on average.
    let back = impute(&all, Imputation { mean: MissingMean::Occasion(0), ..options });
    let back = pool_changes(&back, 0.0, LEVEL_95).unwrap().estimate;
    let expected = now.estimate.estimate - share * 10.0;
    assert!((back.estimate - expected).abs() < 2.5, "{back:?} {expected}");
    // A reference that is the own group changes nothing.
    let own = impute(&all, Imputation { mean: MissingMean::Group(0), ..options });
    assert_eq!(own, completed);
}

#[test]
fn what_cannot_be_imputed_is_said() {
    let some = people(40, 3, 0.9);
    let all = moments(&some);
    let options = Imputation::at_random(5, 1);
    let fails =
        |moments: &RepeatedMoments, ends, options| impute_change(moments, ends, |_| 0, options).map(|_| ());
    assert_eq!(fails(&RepeatedMoments::new(3, 1).unwrap(), [0, 2], options), Err(Unfitted::Empty));
    assert_eq!(fails(&all, [0, 3], options), Err(Unfitted::BadInput));
    assert_eq!(fails(&all, [1, 1], options), Err(Unfitted::BadInput));
    let never: Vec<Person> = some.iter().map(|(c, y, age)| (*c, [y[0], y[1], None], *age)).collect();
    assert_eq!(fails(&moments(&never), [0, 2], options), Err(Unfitted::Undetermined));
    let flat: Vec<Person> = some.iter().map(|(c, y, age)| (*c, [y[0], Some(3.0), y[2]], *age)).collect();
    assert_eq!(fails(&moments(&flat), [0, 2], options), Err(Unfitted::NoSpread));
    let double: Vec<Person> = some.iter().map(|(c, y, _)| (*c, *y, y[0].unwrap())).collect();
    assert_eq!(fails(&moments(&double), [0, 2], options), Err(Unfitted::Undetermined));
    assert_eq!(fails(&moments(&people(4, 3, 0.0)), [0, 2], options), Err(Unfitted::Collinear));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_order_of_persons_does_not_matter_and_a_seed_says_it_all(seed in 0u64..1000, cut in 1usize..50) {
        let people = people(50, seed, 0.8);
        let options = Imputation::at_random(3, seed);
        let mut parts = moments(people[cut..].iter().rev());
        parts.merge(&moments(&people[..cut])).unwrap();
        if let (Ok(a), Ok(b)) = (
            impute_change(&moments(&people), [0, 2], |class| class, options),
            impute_change(&parts, [0, 2], |class| class, options),
        ) {
            for (a, b) in a.iter().zip(&b) {
                let (a, b) = (a.estimate(0.0).unwrap(), b.estimate(0.0).unwrap());
                prop_assert!((a.0 - b.0).abs() < 1e-9 * (1.0 + a.0.abs()));
                prop_assert!((a.1 - b.1).abs() < 1e-9 * a.1);
            }
        }
    }
}
