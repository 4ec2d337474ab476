//! The shipped mapping on the synthetic cohort's deliberately faulty file, and on the whole cohort; the latter is skipped,
//! and says so, where the cohort is not at hand.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::*;
use crate::fault::FaultCode;

const SHIPPED: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/mappings/exit-2013-16.toml"));

fn shipped() -> Mapping {
    Mapping::parse("exit-2013-16.toml", SHIPPED).unwrap()
}

/// The folder of the cohort, beside the project.
fn cohort() -> Option<PathBuf> {
    let from = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found =
        from.ancestors().map(|folder| folder.join("shared/data/cohort")).find(|folder| folder.is_dir());
    if found.is_none() {
        // Past the test harness, which hides what a passing test prints.
        writeln!(io::stderr(), "skipped: ../shared/data/cohort is not here").unwrap();
    }
    found
}

const DIRTY: &str = "dirty_assessments_cp1252.csv";

fn beside_the_tests(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/dirty").join(name)
}

/// The deliberately faulty file: semicolons, decimal commas, dates as 24-11-2015, Windows-1252.
fn dirty() -> Files {
    [(DIRTY.to_owned(), fs::read(beside_the_tests(DIRTY)).unwrap())].into()
}

fn shipped_package() -> Package {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/training/exit-2013-16");
    crate::package::load_folder(&folder).unwrap().0
}

/// The cohort's courses as a record holds them before any form of the faulty file came in.
fn courses_known() -> Known {
    let mut package = shipped_package();
    package.responses.clear();
    package.answers.clear();
    Known::of(&package)
}

#[test]
fn the_mapping_still_gives_the_package_that_is_shipped() {
    let Some(folder) = cohort() else { return };
    let mapping = shipped();
    let reading = mapping.read(&mapping.load_files(&folder).unwrap(), &Known::nothing()).unwrap();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/training/exit-2013-16");
    if std::env::var_os("UPDATE_CONTENT").is_some() {
        crate::package::save_folder(&reading.package, &shipped).unwrap();
    }
    for (name, bytes) in reading.package.write() {
        assert!(bytes.len() < 1_000_000, "{name}");
        assert!(fs::read(shipped.join(&name)).unwrap() == bytes, "{name} differs");
    }
}

#[test]
fn each_of_the_fifteen_known_faults_is_told_in_one_run_and_nothing_else() {
    let expected: serde_json::Value =
        serde_json::from_slice(&fs::read(beside_the_tests("dirty_expected.json")).unwrap()).unwrap();
    let expected: Vec<(u64, String)> = expected["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["line"].as_u64().unwrap(), error["code"].as_str().unwrap().to_owned()))
        .collect();
    let faults = shipped().read(&dirty(), &courses_known()).unwrap_err();
    assert_eq!(expected.len(), 15);
    let found: Vec<_> = faults.iter().map(|f| (f.line.unwrap(), f.code.code().to_owned())).collect();
    assert_eq!(found, expected, "{faults:#?}");
    assert!(faults.iter().all(|f| f.file == DIRTY && f.column.is_some()));
    let text = format!("{faults:?}");
    assert!(!text.contains("251248"), "a CPR number is repeated");
}

#[test]
fn skipped_lines_are_handed_back_as_they_came_and_come_in_once_corrected() {
    let (mapping, files) = (shipped(), dirty());
    let reading = mapping.read_without_faulty(&files, &courses_known()).unwrap();
    assert_eq!(reading.faults.len(), 15);
    let assessed = |package: &Package| {
        package.responses.iter().filter(|row| row.instrument.as_str() == "payment").count()
    };
    let skipped = crate::package::skipped_files(&files, &reading.left_out);
    let name = DIRTY;
    let lines: Vec<&[u8]> = skipped[name].split_inclusive(|&byte| byte == b'\n').collect();
    assert_eq!(lines.len(), 16);
    assert!(
        files[name].starts_with(lines[0])
            && lines[1].starts_with(b"SYN-A00004;SYN-0002;start;30-04-2014;1;6")
    );
    // Correct one and bring it in alone, onto what is there.
    let mended = [lines[0], b"SYN-A00004;SYN-0002;start;30-04-2014;1;1;2;1;1;24,0;1\r\n"].concat();
    let rest: Files = [(name.to_owned(), mended)].into();
    let held = Package { courses: shipped_package().courses, ..reading.package };
    let known = Known::of(&held);
    let added = mapping.read(&rest, &known).unwrap();
    assert_eq!((added.package.responses.len(), added.package.answers.len()), (2, 6));
    assert_eq!(assessed(&added.package), 1);
    // A second start measurement is still one, against the record too.
    let second = [lines[0], b"SYN-A99999;SYN-0005;start;27-09-2013;2;3;3;1;2;44,0;1\r\n"].concat();
    let faults = mapping.read(&[(name.to_owned(), second)].into(), &known).unwrap_err();
    assert_eq!(faults.iter().map(|f| f.code).collect::<Vec<_>>(), [FaultCode::DuplicateKind]);
}

/// Semicolons, Windows-1252, Danish dates, decimal commas, carriage returns.
fn in_office_dialect(name: &str, bytes: &[u8]) -> Vec<u8> {
    let file = crate::delimited::Delimited::open(name, bytes).unwrap();
    let cell = |cell: &str| match crate::package::value::iso_date(cell) {
        Some(date) => date.strftime("%d-%m-%Y").to_string(),
        None if cell.parse::<f64>().is_ok() => cell.replace('.', ","),
        None if cell.contains(';') => format!("\"{cell}\""),
        None => cell.to_owned(),
    };
    let mut text = file.headings().collect::<Vec<_>>().join(";") + "\r\n";
    let mut records = file.records();
    let mut record = crate::delimited::Record::default();
    while records.read(&mut record).unwrap() {
        text += &(record.cells().map(cell).collect::<Vec<_>>().join(";") + "\r\n");
    }
    encoding_rs::WINDOWS_1252.encode(&text).0.into_owned()
}

#[test]
fn a_file_in_any_dialect_gives_the_same_package() {
    let Some(folder) = cohort() else { return };
    let mapping = shipped();
    let files = mapping.load_files(&folder).unwrap();
    let plain = mapping.read(&files, &Known::nothing()).unwrap().package;
    let mut written = files.clone();
    for (name, bytes) in &mut written {
        *bytes = in_office_dialect(name, bytes);
    }
    assert_eq!(mapping.read(&written, &Known::nothing()).unwrap().package, plain);
}

#[test]
fn patterns_answer_to_names() {
    assert!(matches("assessments.csv", "Assessments.CSV"));
    assert!(matches("*assessments*.csv", DIRTY));
    assert!(!matches("assessments.csv", "assessments.csv.bak"));
    assert!(!matches("a*a", "a"));
}

#[test]
fn a_mapping_that_points_to_nothing_is_told_with_its_line() {
    let wrong = |from: &str, to: &str| {
        let faults = Mapping::parse("m.toml", &SHIPPED.replacen(from, to, 1)).unwrap_err();
        assert!(faults[0].line.is_some(), "{faults:?}");
        faults[0].code
    };
    assert_eq!(wrong("name = \"assignments\"", "name = \"asignments\""), FaultCode::NameUnknown);
    assert_eq!(wrong("from = \"contacts\"", "from = \"kontakter\""), FaultCode::NameUnknown);
    assert_eq!(wrong("{type|contact_kind}", "{type|slags}"), FaultCode::NameUnknown);
    assert_eq!(wrong("kind = \"date\"", "kind = \"dato\""), FaultCode::NameUnknown);
    assert_eq!(wrong("data_cut = \"2016-12-05\"", "data_cut = \"05-12-2016\""), FaultCode::DateInvalid);
    assert_eq!(wrong("once_per_occasion", "one_per_occasion"), FaultCode::KeyUnknown);
}
