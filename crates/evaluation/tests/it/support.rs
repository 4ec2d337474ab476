//! What the tests share: the finished programme's package and study, reference numbers, closeness.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use evaluation::findings::{Findings, Measure};
use evaluation::package::Package;
use evaluation::{Cohort, Study, evaluate};
use serde_json::Value;

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

/// Reference numbers and two files that stand beside the project (data sets of GPL packages are no part of it); nothing, and
/// a line that says so, where they are absent.
pub(crate) fn beside(numbers: &str, one: &str, other: &str) -> Option<(Value, String, String)> {
    let folders = ["../shared/data/statistics", "../../../shared/data/statistics"].map(|at| root().join(at));
    let folder = folders.into_iter().find(|folder| folder.join(numbers).exists());
    let Some(folder) = folder else {
        // Past the test harness, which hides what a passing test prints.
        writeln!(std::io::stderr(), "skipped: ../shared/data/statistics/{numbers} is not here").unwrap();
        return None;
    };
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    Some((serde_json::from_str(&read(numbers)).unwrap(), read(one), read(other)))
}
