//! The 147 courses of the finished programme, and long files of growing size: read and evaluated.
#![expect(clippy::unwrap_used, reason = "a benchmark fails as a test does")]

#[path = "../examples/invented/mod.rs"]
mod invented;

use std::path::Path;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use evaluation::{Cohort, Study, evaluate, release};

fn main() {
    divan::main();
}

fn exit() -> Study {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/studies");
    Study::read(&folder.join("exit-2013-16.toml")).unwrap()
}

#[divan::bench]
fn exit_from_folder_to_findings(bencher: Bencher<'_, '_>) {
    let study = exit();
    bencher.bench(|| evaluate(&Cohort::load(black_box(&study)).unwrap(), &study));
}

#[divan::bench]
fn exit_evaluated(bencher: Bencher<'_, '_>) {
    let study = exit();
    let cohort = Cohort::load(&study).unwrap();
    bencher.bench(|| evaluate(black_box(&cohort), &study));
}

#[divan::bench]
fn exit_let_out(bencher: Bencher<'_, '_>) {
    let study = exit();
    let findings = evaluate(&Cohort::load(&study).unwrap(), &study);
    bencher.with_inputs(|| findings.clone()).bench_values(|all| release(all, study.disclosure));
}

#[divan::bench]
fn exit_from_folder_to_released(bencher: Bencher<'_, '_>) {
    let study = exit();
    bencher.bench(|| {
        let cohort = Cohort::load(black_box(&study)).unwrap();
        release(evaluate(&cohort, &study), study.disclosure)
    });
}

/// The invented persons as a file.
fn long(persons: u32) -> Vec<u8> {
    let mut file = Vec::new();
    invented::write(persons, &mut file).unwrap();
    file
}

#[divan::bench(args = [1_000, 100_000], max_time = 10)]
fn long_file_read(bencher: Bencher<'_, '_>, persons: u32) {
    let (study, file) = (Study::parse("STUDY.toml", invented::STUDY).unwrap(), long(persons));
    bencher
        .counter(ItemsCount::new(persons))
        .bench(|| Cohort::from_csv("long.csv", black_box(&file), &study).unwrap());
}

#[divan::bench(args = [1_000, 100_000], max_time = 10)]
fn long_file_evaluated(bencher: Bencher<'_, '_>, persons: u32) {
    let study = Study::parse("STUDY.toml", invented::STUDY).unwrap();
    let cohort = Cohort::from_csv("long.csv", &long(persons), &study).unwrap();
    bencher.counter(ItemsCount::new(persons)).bench(|| evaluate(black_box(&cohort), &study));
}
