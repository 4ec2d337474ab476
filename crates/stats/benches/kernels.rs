//! How long the kernels take: moments of a million values, a million pairs, repeated measures of a hundred thousand
//! persons, the models given their moments, random slopes at own times. Against R: `benches/compare.sh`.
#![expect(clippy::cast_precision_loss, reason = "made-up scores")]

use divan::{Bencher, black_box};
use stats::{
    Block, Counts, Covariance, Imputation, LEVEL_95, Likelihood, Moments, OwnTimes, PairMoments,
    RepeatedMoments, Term, blocks_of, fit_mixed, fit_own_times, impute_change, mcnemar_exact,
    newcombe_paired, paired_t, t_two_sided,
};

fn main() {
    divan::main();
}

/// Made-up scores in steps of four, the same each time.
fn scores(n: u64) -> Vec<f64> {
    (0..n).map(|i| ((i.wrapping_mul(6_364_136_223_846_793_005) >> 40) % 26 * 4) as f64).collect()
}

#[divan::bench]
fn moments_of_a_million(bencher: Bencher<'_, '_>) {
    let values = scores(1_000_000);
    bencher.bench(|| Moments::of(black_box(&values).iter().copied()).sd());
}

#[divan::bench]
fn pair_moments_of_a_million(bencher: Bencher<'_, '_>) {
    let values = scores(1_000_001);
    bencher.bench(|| {
        PairMoments::of(black_box(&values).iter().zip(values.iter().skip(1)).map(|(a, b)| (*a, *b)))
            .difference()
            .sd()
    });
}

#[divan::bench]
fn counts_of_a_hundred_thousand(bencher: Bencher<'_, '_>) {
    let values = scores(100_000);
    bencher.bench(|| {
        let mut counts = Counts::default();
        for &value in black_box(&values) {
            counts.add(value);
        }
        counts.quantile(0.5)
    });
}

#[divan::bench]
fn student_tail_with_a_million_degrees_of_freedom() -> Option<f64> {
    t_two_sided(black_box(5.3), black_box(999_999.0)).ok()
}

#[divan::bench]
fn paired_t_of_the_moments(bencher: Bencher<'_, '_>) {
    let moments = Moments::of(scores(1_000));
    bencher.bench(|| paired_t(black_box(&moments), LEVEL_95));
}

#[divan::bench]
fn exact_mcnemar_with_half_a_million_changes() -> Option<f64> {
    mcnemar_exact(black_box(251_000), black_box(249_000)).ok().map(|test| test.p)
}

#[divan::bench]
fn newcombe() -> Option<f64> {
    newcombe_paired(black_box([26, 36, 5, 25]), LEVEL_95).ok().map(|interval| interval.lower)
}

const MONTHS: [f64; 4] = [0.0, 4.0, 8.0, 12.0];

/// The same persons each time; a fifth of the later occasions is missing.
fn repeated(persons: usize) -> RepeatedMoments {
    let values = scores(5 * persons as u64);
    let mut moments = RepeatedMoments::new(4, 0).unwrap_or_else(|_| unreachable!("four occasions"));
    for (person, scores) in values.chunks_exact(5).enumerate() {
        let level = scores.first().copied().unwrap_or(0.0);
        let outcome = |k: usize, own: &f64| {
            Some(0.5 * (level + own)).filter(|_| k == 0 || !(person + k).is_multiple_of(5))
        };
        let outcomes: Vec<Option<f64>> =
            scores.iter().skip(1).enumerate().map(|(k, own)| outcome(k, own)).collect();
        let _ = moments.add(u32::from(person.is_multiple_of(3)), &outcomes, &[]);
    }
    moments
}

fn design(class: u32, k: usize) -> Vec<Term> {
    let at = |wanted: usize| Term::from(f64::from(u8::from(k == wanted)));
    vec![1.0.into(), at(1), at(2), at(3), f64::from(class).into()]
}

fn blocks(persons: usize) -> Vec<Block> {
    blocks_of(&repeated(persons), &MONTHS, design).unwrap_or_default()
}

#[divan::bench]
fn repeated_moments_of_a_hundred_thousand_persons() -> u64 {
    repeated(black_box(100_000)).persons()
}

#[divan::bench]
fn random_intercept_given_the_moments(bencher: Bencher<'_, '_>) {
    let blocks = blocks(100_000);
    bencher.bench(|| fit_mixed(black_box(&blocks), Covariance::Intercept, Likelihood::Restricted).is_ok());
}

#[divan::bench]
fn random_slope_given_the_moments(bencher: Bencher<'_, '_>) {
    let blocks = blocks(100_000);
    bencher.bench(|| fit_mixed(black_box(&blocks), Covariance::Slope, Likelihood::Restricted).is_ok());
}

#[divan::bench]
fn unstructured_given_the_moments(bencher: Bencher<'_, '_>) {
    let blocks = blocks(100_000);
    bencher
        .bench(|| fit_mixed(black_box(&blocks), Covariance::Unstructured(4), Likelihood::Restricted).is_ok());
}

#[divan::bench]
fn twenty_imputations_of_a_hundred_thousand_persons(bencher: Bencher<'_, '_>) {
    let moments = repeated(100_000);
    bencher.bench(|| impute_change(black_box(&moments), [0, 3], |_| 0, Imputation::at_random(20, 1)).is_ok());
}

#[divan::bench]
fn random_slope_at_own_times_of_ten_thousand_persons(bencher: Bencher<'_, '_>) {
    let values = scores(80_000);
    let mut data = OwnTimes::new(2);
    for rows in values.chunks_exact(8) {
        let (times, own) = rows.split_at(4);
        let times: Vec<f64> =
            times.iter().zip(MONTHS).map(|(jitter, month)| month + jitter / 100.0).collect();
        let level = own.first().copied().unwrap_or(0.0);
        let outcome: Vec<f64> = own.iter().map(|own| 0.5 * (level + own)).collect();
        let columns: Vec<f64> = times.iter().flat_map(|time| [1.0, *time]).collect();
        let _ = data.add(&times, &columns, &outcome);
    }
    bencher.bench(|| fit_own_times(black_box(&data), Covariance::Slope, Likelihood::Restricted).is_ok());
}
