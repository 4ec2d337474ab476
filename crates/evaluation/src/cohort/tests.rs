//! Reading in pieces: however a file is cut, the same persons, rows, faults and findings.

mod streaming;

use std::fmt::Write as _;

use proptest::prelude::*;

use serde_json::Value;

use super::table::{Pieces, Table};
use super::*;
use crate::{Study, evaluate};

const STUDY: &str = r#"title = "t"
[data]
file = "f"
person = "id"
occasion = "month"
order = ["0", "6"]
[[measure]]
name = "score"
kind = "score"
column = "score"
range = [0, 30]
[[measure]]
name = "paid"
kind = "yes_no"
column = "paid"
[[characteristic]]
column = "kind"
kind = "choice"
"#;

fn study() -> Study {
    Study::parse("STUDY.toml", STUDY).unwrap()
}

/// The findings, or the faults.
fn outcome(text: &str, piece: usize) -> String {
    let study = study();
    let file = Delimited::open("f.csv", text.as_bytes()).unwrap();
    match long::read(&Pieces::sized(&file, text.as_bytes(), piece), &study) {
        Ok(cohort) => serde_json::to_string(&evaluate(&cohort, &study)).unwrap(),
        Err(faults) => serde_json::to_string(&faults).unwrap(),
    }
}

prop_compose! {
    fn rows()(rows in prop::collection::vec((0u8..12, 0usize..4, 0u8..33, 0u8..3, 0usize..3), 0..60)) -> String {
        let mut text = String::from("id,month,score,paid,kind\n");
        for (id, month, score, paid, kind) in rows {
            let (month, kind) = (["0", "6", "6.0", "7"][month], ["\"a, b\"", "c", ""][kind]);
            text.push_str(&[&format!("p{id}"), month, &score.to_string(), &paid.to_string(), kind].join(","));
            text.push('\n');
        }
        text
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn a_file_may_be_cut_anywhere(text in rows(), piece in 1usize..300) {
        prop_assert_eq!(outcome(&text, piece), outcome(&text, usize::MAX / 2));
    }
}

#[test]
fn a_row_that_is_there_twice_is_told_with_the_first_wherever_the_file_is_cut() {
    let text = "id,month,score,paid,kind\na,0,1,1,x\na,6,1,1,x\nb,0,1,0,x\na,6,2,1,x\n";
    for piece in [1, 12, 1000] {
        let file = Delimited::open("f.csv", text.as_bytes()).unwrap();
        let faults = long::read(&Pieces::sized(&file, text.as_bytes(), piece), &study()).unwrap_err();
        assert_eq!(faults.len(), 1);
        assert_eq!((faults[0].line, faults[0].code), (Some(5), FaultCode::Duplicate));
        assert_eq!(faults[0].parameters["first"], "3");
    }
}

/// A study with everything that is tallied.
const FULL: &str = r#"title = "t"
[data]
file = "f"
person = "id"
occasion = "month"
order = ["0", "3", "6", "12"]
from = "0"
to = "12"
[[measure]]
name = "wellbeing"
kind = "score"
items = ["q1", "q2"]
item_range = [0, 5]
multiply = 4
risk_at_or_below = 20
relevant_change = 10
reliable_change = 16
[[measure.model]]
kind = "random_slope"
time = "linear"
covariates = ["age"]
[[measure.model]]
kind = "mmrm"
[[measure.model]]
kind = "logistic"
covariates = ["age"]
[[measure]]
name = "level"
kind = "score"
column = "level"
family = "both"
[[measure]]
name = "rating"
kind = "score"
column = "rating"
family = "both"
[[measure]]
name = "paid"
kind = "yes_no"
column = "paid"
[[family]]
name = "both"
progress_at_least = 0.5
[[subgroup]]
name = "misuse"
column = "misuse"
[[subgroup]]
name = "poor"
at_risk = "wellbeing"
[[characteristic]]
column = "kind"
kind = "choice"
[[characteristic]]
column = "age"
kind = "number"
[[characteristic]]
column = "misuse"
kind = "yes_no"
"#;

/// Invented persons in order of their ids, a sixth of everything missing.
fn persons(persons: u32) -> String {
    let mut text = String::from("id,month,q1,q2,level,rating,paid,misuse,age,kind\n");
    let mut state = 20_130_617_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for person in 0..persons {
        let (misuse, age, kind) =
            (next(2), 18 + next(60), ["a", "\"b, c\"", "dæ"][usize::try_from(next(3)).unwrap()]);
        let bent = next(3);
        for month in [0, 3, 6, 12] {
            if month > 0 && next(6) == 0 {
                continue;
            }
            let mut answer = |low: u64, high: u64| match next(6) {
                0 => String::new(),
                _ => (low + next(high - low)).to_string(),
            };
            let answers = [answer(bent, bent + 4), answer(1, 6), answer(bent, 9), answer(0, 9), answer(0, 2)];
            let answers = answers.join(",");
            writeln!(text, "p{person},{month},{answers},{misuse},{age},{kind}").unwrap();
        }
    }
    text
}

fn on_disk(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    file
}

/// The findings of a file that is tallied in parts of so many bytes and chunks of so many rows; nothing when it is not.
fn tallied(text: &str, study: &Study, bytes: usize, rows: usize) -> Option<Result<Value, Vec<Fault>>> {
    by_drawers(text, study, (bytes, rows, u64::MAX))
}

/// The same, where a file of more than `small` bytes in no order is sorted into drawers.
fn by_drawers(
    text: &str,
    study: &Study,
    (bytes, rows, small): (usize, usize, u64),
) -> Option<Result<Value, Vec<Fault>>> {
    let file = on_disk(text);
    let parts = match Parts::open("f.csv", file.path(), bytes) {
        Ok(parts) => parts,
        Err(faults) => return Some(Err(faults)),
    };
    let sizes = Sizes { rows, small, ..Sizes::USUAL };
    let counted = stream::read(&parts, study, Wanted { groups: false }, sizes).transpose()?;
    Some(counted.map(|counted| serde_json::to_value(counted.findings(study)).unwrap()))
}

fn in_memory(text: &str, study: &Study) -> Result<Value, Vec<Fault>> {
    let cohort = Cohort::from_csv("f.csv", text.as_bytes(), study)?;
    Ok(serde_json::to_value(evaluate(&cohort, study)).unwrap())
}

/// Alike in every word and, but for rounding, in every number.
#[track_caller]
fn alike(one: &Value, other: &Value, path: &str) {
    match (one, other) {
        (Value::Object(own), Value::Object(their)) => {
            assert_eq!(own.keys().collect::<Vec<_>>(), their.keys().collect::<Vec<_>>(), "{path}");
            own.iter().for_each(|(key, value)| alike(value, &their[key], &format!("{path}/{key}")));
        }
        (Value::Array(own), Value::Array(their)) => {
            assert_eq!(own.len(), their.len(), "{path}");
            for (at, (one, other)) in own.iter().zip(their).enumerate() {
                alike(one, other, &format!("{path}/{at}"));
            }
        }
        (Value::Number(one), Value::Number(other)) if one.is_f64() || other.is_f64() => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            // What an optimiser has settled on, and what follows of it, is as exact as its own last step.
            let least =
                if path.contains("/models/") || path.contains("model_interaction") { 1e-8 } else { 1e-11 };
            assert!(
                (one - other).abs() <= least * one.abs().max(other.abs()).max(1e-3),
                "{path}: {one:e} {other:e}"
            );
        }
        _ => assert_eq!(one, other, "{path}"),
    }
}

#[test]
fn what_is_tallied_in_parts_is_what_is_found_in_memory() {
    let study = Study::parse("STUDY.toml", FULL).unwrap();
    let text = persons(700);
    let expected = in_memory(&text, &study).unwrap();
    assert_eq!(expected["provenance"]["persons"], 700);
    for (bytes, rows) in [(1 << 30, usize::MAX), (1 << 30, 50), (5_000, 20), (999, usize::MAX), (100, 3)] {
        alike(&tallied(&text, &study, bytes, rows).unwrap().unwrap(), &expected, "");
    }
    // All in one part: not a digit is different.
    let whole = tallied(&text, &study, 1 << 30, usize::MAX).unwrap().unwrap();
    assert_eq!(whole["measures"], expected["measures"]);
    assert_eq!(whole["sensitivity"], expected["sensitivity"]);
}

#[test]
fn a_small_file_that_is_not_in_order_is_read_into_memory_and_a_large_one_sorted() {
    let study = Study::parse("STUDY.toml", FULL).unwrap();
    let text = persons(60);
    let (headings, rows) = text.split_once('\n').unwrap();
    let mut turned: Vec<&str> = rows.lines().collect();
    turned.rotate_left(7);
    let turned = format!("{headings}\n{}\n", turned.join("\n"));
    assert!(tallied(&turned, &study, 400, 10).is_none());
    // A large one is sorted into drawers.
    let sorted = by_drawers(&turned, &study, (400, 10, 300)).unwrap().unwrap();
    alike(&sorted, &in_memory(&turned, &study).unwrap(), "");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn faults_are_told_alike_in_parts_and_in_memory(text in rows(), bytes in 1usize..300, each in 1usize..20) {
        let (headings, rest) = text.split_once('\n').unwrap();
        let mut lines: Vec<&str> = rest.lines().collect();
        // Those who have rows together in order; a quoted cell has no line break here.
        lines.sort_by_key(|line| line.split(',').next().unwrap()[1..].parse::<u32>().unwrap());
        let text = format!("{headings}\n{}", lines.join("\n"));
        let study = study();
        match (tallied(&text, &study, bytes, each), in_memory(&text, &study)) {
            (Some(Ok(own)), Ok(expected)) => {
                for key in ["persons", "rows"] {
                    prop_assert_eq!(&own["provenance"][key], &expected["provenance"][key]);
                }
                prop_assert_eq!(&own["baseline"], &expected["baseline"]);
                for (own, expected) in own["measures"].as_array().unwrap().iter().zip(expected["measures"].as_array().unwrap()) {
                    for key in ["occasions", "change", "paired_shares", "cautious"] {
                        prop_assert_eq!(&own[key], &expected[key]);
                    }
                }
            }
            (Some(own), expected) => prop_assert_eq!(own.err(), expected.err()),
            (None, _) => prop_assert!(false, "not tallied"),
        }
    }

    #[test]
    fn faults_are_told_alike_of_a_file_in_drawers(text in rows(), bytes in 1usize..300) {
        let study = study();
        let own = by_drawers(&text, &study, (bytes, 5, 20)).unwrap();
        match (own, in_memory(&text, &study)) {
            (Ok(own), Ok(expected)) => prop_assert_eq!(&own["measures"][0]["occasions"], &expected["measures"][0]["occasions"]),
            (own, expected) => prop_assert_eq!(own.err(), expected.err()),
        }
    }

    #[test]
    fn a_file_on_disk_is_cut_where_records_end(
        cells in prop::collection::vec(prop::sample::select(vec!["a", "\"b\nc\"", "\"d\"\"\n\"", "x\"y", "", "æ", "\r"]), 0..60),
        bytes in 1usize..40,
    ) {
        let rows: Vec<String> = cells.chunks(2).map(|row| row.join(";") + "\n").collect();
        let text = format!("one;two\n{}", rows.concat());
        let file = on_disk(&text);
        let parts = Parts::open("f.csv", file.path(), bytes).unwrap();
        let memory = Delimited::open("f.csv", text.as_bytes()).unwrap();
        let memory = Pieces::sized(&memory, text.as_bytes(), usize::MAX / 2);
        let rows = |table: &dyn Table| -> Vec<(u64, Vec<String>)> {
            let mut rows = Vec::new();
            for part in 0..table.parts() {
                let row = &mut |record: &crate::delimited::Record| {
                    rows.push((record.line(), record.cells().map(str::to_owned).collect()));
                };
                table.read(part, &[], row).unwrap();
            }
            rows
        };
        prop_assert_eq!(rows(&parts), rows(&memory));
        prop_assert_eq!(parts.sha256(), memory.sha256());
    }
}

#[test]
fn a_file_on_disk_is_read_in_the_encoding_that_all_of_it_is_written_in() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), b"a;b\n1;2\n3;\xE6\n").unwrap();
    let parts = Parts::open("f.csv", file.path(), 4).unwrap();
    assert_eq!(parts.dialect().encoding, crate::delimited::Encoding::Windows1252);
    std::fs::write(file.path(), b"\xEF\xBB\xBFa;b\n1;2\n3;\xE6\n").unwrap();
    let faults = Parts::open("f.csv", file.path(), 4).unwrap_err();
    assert_eq!((faults[0].code, faults[0].line), (FaultCode::Encoding, Some(3)));
    assert_eq!(Parts::open("f.csv", Path::new("none.csv"), 4).unwrap_err()[0].code, FaultCode::FileMissing);
    std::fs::write(file.path(), b"").unwrap();
    assert_eq!(Parts::open("f.csv", file.path(), 4).unwrap_err()[0].code, FaultCode::HeaderMissing);
}

#[test]
fn a_quotation_mark_that_nobody_closes_is_told_where_it_stands_before_the_file_fills_the_memory() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let fault = |start: &str, rest: &str| {
        let mut text = format!("id,note\n1,\"a \"\"b\"\"\nc\"\n{start}");
        text.push_str(&rest.repeat((80 << 20) / rest.len()));
        std::fs::write(file.path(), text).unwrap();
        let mut faults = Parts::open("f.csv", file.path(), 2 << 20).unwrap_err();
        assert_eq!(faults.len(), 1);
        faults.remove(0)
    };
    let open = fault("2,x\n3,\"open \"\"here\"\"\n", "4,y\n");
    assert_eq!((open.code, open.line), (FaultCode::QuoteOpen, Some(5)));
    let long = fault("2,x\n3,", "no line breaks at all ");
    assert_eq!((long.code, long.line), (FaultCode::RecordLong, Some(5)));
    assert_eq!(long.parameters["most"], "64");
}
