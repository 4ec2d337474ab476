//! What was read into memory once and is now counted as it is read: texts as covariates, groups for the log of releases, moments
//! for other places, spreadsheets; and what ends in a message instead of growing.

use super::*;
use crate::disclosure::{Groups, Memory, Release, Stopped};
use crate::evaluate::Counted;
use crate::findings::{Findings, MeasureKind, ModelReason};
use crate::package::sha256_hex;
use crate::pooling::{Moments, site_moments};

/// Models with every use of a text: alone, in products, as the only column that is not time.
const MODELS: &str = r#"title = "t"
[data]
file = "f"
person = "id"
occasion = "month"
order = ["0", "3", "6", "12"]
[[measure]]
name = "level"
kind = "score"
column = "level"
[[measure.model]]
kind = "random_intercept"
covariates = ["kind", "age"]
interactions = ["time:kind", "kind:age"]
[[measure.model]]
kind = "mmrm"
covariates = ["mood"]
[[measure.model]]
kind = "random_slope"
time = "linear"
covariates = ["late"]
[[measure]]
name = "paid"
kind = "yes_no"
column = "paid"
[[measure.model]]
kind = "gee"
covariates = ["kind", "mood"]
[[measure.model]]
kind = "logistic"
covariates = ["late"]
"#;

/// The same persons with a text that changes from row to row, and a column of numbers with a text far down in it.
fn with_texts(count: u32) -> String {
    let text = persons(count);
    let mut lines = text.lines();
    let mut out = format!("{},mood,late\n", lines.next().unwrap());
    let rows: Vec<&str> = lines.collect();
    for (at, row) in rows.iter().enumerate() {
        let mood = ["low", "\"so; so\"", "æh", ""][at * 7 % 11 % 4];
        let late =
            if at * 5 > rows.len() * 4 && at % 3 == 0 { "unknown".to_owned() } else { (at % 2).to_string() };
        writeln!(out, "{row},{mood},{late}").unwrap();
    }
    out
}

/// The rows of a file turned round by so many.
fn turned(text: &str, by: usize) -> String {
    let (headings, rows) = text.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.rotate_left(by);
    format!("{headings}\n{}\n", rows.join("\n"))
}

fn terms(found: &Value, measure: usize, model: usize) -> Vec<String> {
    let terms = found["measures"][measure]["models"][model]["terms"].as_array().unwrap();
    terms.iter().map(|term| term["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn texts_are_factors_in_the_order_they_first_come_however_the_file_is_read() {
    let study = Study::parse("STUDY.toml", MODELS).unwrap();
    let text = with_texts(300);
    let expected = in_memory(&text, &study).unwrap();
    for (bytes, rows) in [(1 << 30, usize::MAX), (5_000, 20), (700, 3)] {
        alike(&tallied(&text, &study, bytes, rows).unwrap().unwrap(), &expected, "");
    }
    // The first row decides the reference, and what comes later stands behind it, numbers among texts too.
    let first = text.lines().nth(1).unwrap().rsplit(',').nth(2).unwrap().to_owned();
    assert!(terms(&expected, 0, 0).iter().all(|name| *name != format!("kind{}", first.trim_matches('"'))));
    assert_eq!(terms(&expected, 0, 2), ["(Intercept)", "month", "late1", "lateunknown"]);
    // In another order other levels come first; out of drawers they are the same.
    let turned = turned(&text, 401);
    let expected = in_memory(&turned, &study).unwrap();
    alike(&by_drawers(&turned, &study, (400, 10, 300)).unwrap().unwrap(), &expected, "");
    assert!(tallied(&turned, &study, 400, 10).is_none());
}

#[test]
fn a_text_with_too_many_levels_is_said_to_be_one_and_gathers_nothing() {
    let study = Study::parse("STUDY.toml", MODELS).unwrap();
    let text = with_texts(1_200);
    let mut lines = text.lines();
    let mut own = format!("{}\n", lines.next().unwrap());
    for (at, row) in lines.enumerate() {
        let (rest, _) = row.rsplit_once(',').unwrap();
        writeln!(own, "{rest},text{}", at % 1_001).unwrap();
    }
    let expected = in_memory(&own, &study).unwrap();
    let found = tallied(&own, &study, 9_000, 100).unwrap().unwrap();
    alike(&found, &expected, "");
    let reason = serde_json::to_value(ModelReason::TooManyLevels).unwrap();
    assert_eq!(found["measures"][0]["models"][2]["not_estimable"], reason);
    assert_eq!(found["measures"][1]["models"][1]["not_estimable"], reason);
}

fn parts(text: &str, bytes: usize) -> (tempfile::NamedTempFile, Parts) {
    let file = on_disk(text);
    let parts = Parts::open("f.csv", file.path(), bytes).unwrap();
    (file, parts)
}

fn counted(
    text: &str,
    study: &Study,
    (bytes, rows, room): (usize, usize, usize),
) -> Result<Counted, Vec<Fault>> {
    let (_file, parts) = parts(text, bytes);
    let sizes = Sizes { rows, room, ..Sizes::USUAL };
    Ok(stream::read(&parts, study, Wanted { groups: true }, sizes)?.unwrap())
}

#[test]
fn an_empty_record_among_the_rows_of_a_person_makes_no_second_person_of_her() {
    let text = persons(60);
    let (heading, rows) = text.split_once('\n').unwrap();
    let blank = ",".repeat(heading.matches(',').count());
    let between = format!("\n{blank}\n");
    let spaced = [heading, &rows.lines().collect::<Vec<_>>().join(&between), ""].join("\n");
    let study = Study::parse("STUDY.toml", FULL).unwrap();
    let memory = evaluate(&Cohort::from_csv("f.csv", spaced.as_bytes(), &study).unwrap(), &study);
    for bytes in [200, 100_000] {
        let found = counted(&spaced, &study, (bytes, 1, usize::MAX)).unwrap().findings(&study);
        assert_eq!(found.provenance.persons, memory.provenance.persons);
        assert_eq!(found.measures[0].occasions, memory.measures[0].occasions);
    }
}

/// A release beside others.
fn released(found: (Findings, Groups), study: &Study, before: &[Release]) -> Result<Release, Stopped> {
    Memory::of(before).release(found.0, study.disclosure, &found.1).map(|(_, release)| release)
}

#[test]
fn the_log_of_releases_knows_the_same_groups_however_the_file_is_read() {
    // A yes that is a measure, and a characteristic behind it: every line at its own place.
    let text = FULL.replace(
        "[[characteristic]]\ncolumn = \"kind\"",
        "[[characteristic]]\nmeasure = \"paid\"\n[[characteristic]]\ncolumn = \"kind\"",
    );
    let study = Study::parse("STUDY.toml", &text).unwrap();
    let all = persons(400);
    let memory = |text: &str| {
        let cohort = Cohort::from_csv("f.csv", text.as_bytes(), &study).unwrap();
        (evaluate(&cohort, &study), Groups::of(&cohort, &study))
    };
    let streamed = |text: &str| {
        let (counted, groups) = counted(text, &study, (3_000, 20, usize::MAX)).unwrap().with_groups(&study);
        (counted.findings(&study), groups)
    };
    let first = released(memory(&all), &study, &[]).unwrap();
    assert_eq!(released(streamed(&all), &study, &[]).unwrap(), first);
    assert!(first.lines.contains_key("trait/paid/yes") && first.lines.contains_key("trait/kind/dæ"));
    let fewer: String =
        all.lines().filter(|line| !line.starts_with("p0,")).map(|line| line.to_owned() + "\n").collect();
    let before = [first];
    let stopped = released(memory(&fewer), &study, &before).unwrap_err();
    assert_eq!(released(streamed(&fewer), &study, &before).unwrap_err(), stopped);
    assert!(matches!(stopped, Stopped::Differs { .. }));
}

#[test]
fn moments_for_other_places_are_the_same_however_the_file_is_read() {
    // A family is told where those who have one of its measures have the other: here both are read from one column.
    let study = FULL.replace("column = \"rating\"", "column = \"level\"");
    let study = Study::parse("STUDY.toml", &study).unwrap();
    let text = persons(500);
    let cohort = Cohort::from_csv("f.csv", text.as_bytes(), &study).unwrap();
    let released = crate::release(evaluate(&cohort, &study), study.disclosure);
    let expected = site_moments("here", &cohort, &study, &released);
    assert!(expected.measure.iter().all(|one| one.kind == MeasureKind::YesNo || !one.cell.is_empty()));
    assert!(!expected.family[0].cell.is_empty());
    let of = |(bytes, rows)| -> Moments {
        let counted = counted(&text, &study, (bytes, rows, usize::MAX)).unwrap();
        let released = crate::release(counted.findings(&study), study.disclosure);
        counted.moments("here", &study, &released)
    };
    let value = |moments: &Moments| serde_json::to_value(moments).unwrap();
    for sizes in [(5_000, 20), (900, usize::MAX)] {
        alike(&value(&of(sizes)), &value(&expected), "");
    }
    // All in one part: not a byte is different.
    let draft = |moments: &Moments| crate::pooling::draft(moments).unwrap();
    assert_eq!(draft(&of((1 << 30, usize::MAX))), draft(&expected));
}

#[test]
fn a_spreadsheet_is_counted_as_it_is_read_row_by_row() {
    let study = Study::parse("STUDY.toml", FULL).unwrap();
    let text = persons(120);
    let file = on_disk("");
    std::fs::write(file.path(), sheet::tests::packed(&text)).unwrap();
    let bytes = std::fs::read(file.path()).unwrap();
    let cohort = Cohort::from_xlsx("f.xlsx", &bytes, &study).unwrap();
    let sheet = Unpacked::of("f.xlsx", file.path(), None, 2_000).unwrap();
    assert!(Table::parts(&sheet) > 3);
    let sizes = Sizes { rows: 30, ..Sizes::USUAL };
    let counted = stream::read(&sheet, &study, Wanted { groups: false }, sizes).unwrap().unwrap();
    let value = |found| serde_json::to_value(found).unwrap();
    alike(&value(counted.findings(&study)), &value(evaluate(&cohort, &study)), "");
    assert_eq!(Table::sha256(&sheet), Some(sha256_hex(&bytes)));
    assert_eq!(
        Unpacked::of("f", Path::new("none.xlsx"), None, 9).err().unwrap()[0].code,
        FaultCode::FileMissing
    );
    std::fs::write(file.path(), "no archive").unwrap();
    assert_eq!(Unpacked::of("f", file.path(), None, 9).err().unwrap()[0].code, FaultCode::FileUnreadable);
}

/// One row for each person, with as many different values as there are persons.
fn different(persons: u32) -> String {
    let mut text = String::from("id,month,score,paid,kind\n");
    for person in 0..persons {
        writeln!(text, "{person},0,{},1,k{person}", f64::from(person % 30) + f64::from(person) / 1e6)
            .unwrap();
    }
    text
}

#[test]
fn too_many_different_values_and_answers_end_in_a_message_that_names_them() {
    let numbers = Study::parse(
        "STUDY.toml",
        &STUDY.replace("[[characteristic]]\ncolumn = \"kind\"\nkind = \"choice\"\n", ""),
    )
    .unwrap();
    let text = different(30_000).replace("29.", "28.");
    let faults = counted(&text, &numbers, (20_000, 100, 1 << 20)).err().unwrap();
    assert_eq!(
        (faults.len(), faults[0].code, faults[0].column.as_deref()),
        (1, FaultCode::ValuesMany, Some("score"))
    );
    assert_eq!(faults[0].parameters["most"], "1");
    assert!(counted(&text, &numbers, (20_000, 100, usize::MAX)).is_ok());
    let study = study();
    let faults = counted(&text, &study, (20_000, 100, usize::MAX)).err().unwrap();
    assert_eq!(
        (faults.len(), faults[0].code, faults[0].column.as_deref()),
        (1, FaultCode::LevelsMany, Some("kind"))
    );
    assert_eq!(Cohort::from_csv("f.csv", text.as_bytes(), &study).unwrap_err(), faults);
}

#[test]
fn a_column_of_occasions_with_a_level_for_each_row_is_told_and_the_rest_counted() {
    let mut text = String::from("id,month,score,paid,kind\n");
    for row in 0..12_000 {
        writeln!(text, "{},{row}.5,1,1,a", row / 2).unwrap();
    }
    let faults = counted(&text, &study(), (20_000, 100, usize::MAX)).err().unwrap();
    assert_eq!(faults.len(), 10_001);
    assert_eq!(faults[10_000].parameters["count"], "2000");
    assert_eq!(Cohort::from_csv("f.csv", text.as_bytes(), &study()).unwrap_err(), faults);
}

#[test]
fn of_endless_rows_of_one_person_no_more_are_kept_than_are_told() {
    let mut text = String::from("id,month,score,paid,kind\n");
    for row in 0..30_000 {
        writeln!(text, "{},{},1,1,a", u8::from(row > 29_000), [0, 6][row % 2]).unwrap();
    }
    let faults = counted(&text, &study(), (3_000, 50, usize::MAX)).err().unwrap();
    assert_eq!((faults.len(), faults[10_000].parameters["count"].as_str()), (10_001, "19996"));
    assert_eq!(Cohort::from_csv("f.csv", text.as_bytes(), &study()).unwrap_err(), faults);
    let study = study();
    let slots = slots::Slots::of(&study, false);
    let mut chunk = chunk::Chunk::new(&slots);
    for (row, person) in ["a", "a", "b", "b", "b", "b"].iter().enumerate() {
        chunk.row(person, u8::from(row == 1 || row == 3), row as u64);
    }
    assert_eq!(chunk.drop_repeats(1), (1, 1));
    assert_eq!(
        (chunk.line.as_slice(), chunk.person.as_slice()),
        (&[0, 1, 2, 3, 4][..], &[0, 0, 1, 1, 1][..])
    );
}
