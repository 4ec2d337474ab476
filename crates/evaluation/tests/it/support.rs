//! What the tests share: the finished programme's package and study, reference numbers, closeness.

use std::io::Write as _;
use std::path::{Path, PathBuf};

pub(crate) use shared::{Table, number, reference};

use evaluation::findings::{Findings, Measure};
use evaluation::package::Package;
use evaluation::{Cohort, Study, evaluate};
use serde_json::Value;

#[expect(dead_code, reason = "the tests of `stats` use the rest")]
#[path = "../../../stats/tests/models/support.rs"]
mod shared;

/// The text of a file of `../shared/data/statistics`, which is there.
pub(crate) fn text_beside(name: &str) -> String {
    std::fs::read_to_string(beside_folder().unwrap().join(name)).unwrap()
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub(crate) fn exit_study() -> Study {
    Study::read(&root().join("content/studies/exit-2013-16.toml")).unwrap()
}

pub(crate) fn exit_package() -> Package {
    evaluation::package::load_folder(&root().join("content/training/exit-2013-16")).unwrap().0
}

pub(crate) fn exit() -> Findings {
    let study = exit_study();
    evaluate(&Cohort::load(&study).unwrap(), &study)
}

pub(crate) fn json(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

pub(crate) fn measure<'f>(findings: &'f Findings, name: &str) -> &'f Measure {
    findings.measures.iter().find(|measure| measure.name == name).unwrap()
}

/// The figures of a study in TOML, on a long file.
pub(crate) fn on_file(study: &str, file: &str) -> Findings {
    let study = Study::parse("STUDY.toml", study).unwrap();
    evaluate(&Cohort::from_csv("long.csv", file.as_bytes(), &study).unwrap(), &study)
}

/// Equal to 1e-9 relative, as the reference numbers are given with fifteen digits.
#[track_caller]
pub(crate) fn close(found: f64, expected: &Value) {
    near(found, expected.as_f64().unwrap());
}

#[track_caller]
pub(crate) fn near(found: f64, expected: f64) {
    let tolerance = (expected.abs() * 1e-9).max(1e-300);
    assert!((found - expected).abs() <= tolerance, "found {found:e}, expected {expected:e}");
}

/// A number that is there and shown.
pub(crate) fn seen<T>(figure: Option<evaluation::findings::Figure<T>>) -> T {
    figure.and_then(evaluation::findings::Figure::shown).unwrap()
}

/// The folder of reference files beside the project; nothing, and a line that says so, where it is absent.
pub(crate) fn beside_folder() -> Option<PathBuf> {
    let folder = shared::beside().map(|folder| folder.join("statistics"));
    if folder.is_none() {
        // Past the test harness, which hides what a passing test prints.
        writeln!(std::io::stderr(), "skipped: ../shared/data/statistics is not here").unwrap();
    }
    folder
}

/// Reference numbers and two files that stand beside the project (data sets of GPL packages are no part of it); nothing, and
/// a line that says so, where they are absent.
pub(crate) fn beside(numbers: &str, one: &str, other: &str) -> Option<(Value, String, String)> {
    let folder = beside_folder()?;
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    Some((serde_json::from_str(&read(numbers)).unwrap(), read(one), read(other)))
}
