//! The 147 courses of the finished programme, and long files of growing size: read and evaluated.
#![expect(clippy::unwrap_used, reason = "a benchmark fails as a test does")]

use std::fmt::Write;
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

const STUDY: &str = r#"title = "Long"
[data]
file = "long.csv"
person = "id"
occasion = "month"
order = ["0", "4", "8", "12"]
[[measure]]
name = "wellbeing"
kind = "score"
items = ["q1", "q2", "q3", "q4", "q5"]
item_range = [0, 5]
multiply = 4
risk_at_or_below = 50
relevant_change = 10
reliable_change = 23.6
[[measure]]
name = "paid"
kind = "yes_no"
column = "paid"
[[subgroup]]
name = "misuse"
column = "misuse"
"#;

/// Persons × 4 occasions, from a small generator with a fixed seed.
fn long(persons: u32) -> String {
    let mut file = String::from("id,month,q1,q2,q3,q4,q5,paid,misuse\n");
    let mut state = 20_130_617_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for person in 0..persons {
        let misuse = next(2);
        for month in [0, 4, 8, 12] {
            write!(file, "{person},{month}").unwrap();
            for _ in 0..5 {
                write!(file, ",{}", next(6)).unwrap();
            }
            writeln!(file, ",{},{misuse}", next(2)).unwrap();
        }
    }
    file
}

#[divan::bench(args = [1_000, 100_000], max_time = 10)]
fn long_file_read(bencher: Bencher<'_, '_>, persons: u32) {
    let (study, file) = (Study::parse("STUDY.toml", STUDY).unwrap(), long(persons));
    bencher
        .counter(ItemsCount::new(4 * persons))
        .bench(|| Cohort::from_csv("long.csv", black_box(file.as_bytes()), &study).unwrap());
}

#[divan::bench(args = [1_000, 100_000], max_time = 10)]
fn long_file_evaluated(bencher: Bencher<'_, '_>, persons: u32) {
    let study = Study::parse("STUDY.toml", STUDY).unwrap();
    let cohort = Cohort::from_csv("long.csv", long(persons).as_bytes(), &study).unwrap();
    bencher.counter(ItemsCount::new(4 * persons)).bench(|| evaluate(black_box(&cohort), &study));
}
