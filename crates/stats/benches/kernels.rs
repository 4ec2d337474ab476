//! How long the kernels take: moments of a million values, a million pairs, the tests on their results.
#![expect(clippy::cast_precision_loss, reason = "made-up scores")]

use divan::{Bencher, black_box};
use stats::{Counts, LEVEL_95, Moments, PairMoments, mcnemar_exact, newcombe_paired, paired_t, t_two_sided};

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
