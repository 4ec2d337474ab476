//! What must hold for any package: it reads back as it was written, and every fault has its place.

use proptest::prelude::*;

use super::codes::{ContactKind, ContactOutcome, ContactRole, Status, Track};
use super::*;
use crate::fault::FaultCode;

fn code(text: &str) -> Code {
    Code::new(text).unwrap()
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn date(text: &str) -> jiff::civil::Date {
    text.parse().unwrap()
}

fn manifest() -> Manifest {
    Manifest {
        title: "Øvelse \"en\"".to_owned(),
        synthetic: true,
        data_cut: date("2026-12-31"),
        programme: code("cti-9"),
        occasions: vec![Occasion {
            key: code("start"),
            da: "Ved start".to_owned(),
            en: "At start".to_owned(),
            day: Some(0),
            at: Some(domain::programme::OccasionAt::AfterClosing(3)),
        }],
        sites: [(code("0101"), "Øvekommunen".to_owned())].into(),
    }
}

fn course(number: usize) -> Course {
    Course {
        course_id: id(&format!("c-{number}")),
        previous_course: None,
        programme: code("cti-9"),
        site: Some(code("0101")),
        track: Track::NoName,
        first_contact: Some(date("2026-01-05")),
        start: Some(date("2026-02-01")),
        phase1_end: Some(date("2026-04-30")),
        phase2_end: Some(date("2026-07-31")),
        planned_end: Some(date("2026-10-31")),
        plan_date: None,
        status: Status::Running,
        closing_date: None,
        closing_reason: None,
        decided_by: None,
        follow_up: None,
        closing_form: false,
    }
}

fn answers() -> impl Strategy<Value = AnswerValue> {
    prop_oneof![
        any::<i32>().prop_map(AnswerValue::Number),
        "[a-z_]{1,20}".prop_filter_map("a code", |text| Some(AnswerValue::Code(Code::new(&text)?))),
        Just(AnswerValue::NotAsked),
        Just(AnswerValue::WillNotAnswer),
        Just(AnswerValue::DoesNotKnow),
        Just(AnswerValue::Several(Codes(vec![code("a"), code("b")]))),
    ]
    .prop_filter("special answers have their own value", |value| match value.code() {
        Some(text) => !["not_asked", "will_not_answer", "does_not_know"].contains(&text),
        None => true,
    })
}

prop_compose! {
    fn packages()(
        values in prop::collection::vec((0usize..6, answers()), 0..40),
        contacts in prop::collection::vec((0usize..6, 0i8..28, 0usize..5, prop::option::of(0u32..600)), 0..40),
    ) -> Package {
        let mut package = Package::empty(manifest());
        package.courses = (0..6).map(course).collect();
        for (number, (course, value)) in values.into_iter().enumerate() {
            let response_id = id(&format!("r-{number}"));
            package.responses.push(Response {
                response_id: response_id.clone(),
                course_id: id(&format!("c-{course}")),
                instrument: code("who5"),
                version: code("1.0.0"),
                occasion: code("start"),
                date: None,
                mode: None,
                informer: None,
            });
            package.answers.push(Answer { response_id, item: code("happy"), value });
        }
        for (number, (course, day, kind, minutes)) in contacts.into_iter().enumerate() {
            package.contacts.push(Contact {
                contact_id: id(&format!("k-{number}")),
                course_id: id(&format!("c-{course}")),
                date: jiff::civil::Date::new(2026, 3, day + 1).unwrap(),
                time: minutes.map(|minutes| jiff::civil::Time::new(9, i8::try_from(minutes % 60).unwrap(), 0, 0).unwrap()),
                kind: ContactKind::ALL[kind],
                role: ContactRole::Support,
                outcome: ContactOutcome::Held,
                new_time: None,
                minutes,
                place: Some(code("home")),
                joined: Codes(vec![code("network"), code("ngo")]),
                worker: None,
                meeting: None,
                areas: Codes::default(),
            });
        }
        package
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same_and_writes_the_same_bytes(package in packages()) {
        let files = package.write();
        let (back, sources) = Package::read(&files).unwrap();
        prop_assert_eq!(&back, &package);
        prop_assert_eq!(back.write(), files);
        prop_assert_eq!(sources.iter().map(|source| source.rows).sum::<u64>(), package.rows());
    }

    #[test]
    fn no_bytes_make_the_reader_fail_without_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut files = Package::empty(manifest()).write();
        files.insert("courses.csv".to_owned(), bytes);
        if let Err(faults) = Package::read(&files) {
            prop_assert!(!faults.is_empty());
        }
    }
}

fn with(file: &str, text: &str) -> Vec<(String, Option<u64>, Option<String>, FaultCode)> {
    let mut package = Package::empty(manifest());
    package.courses = vec![course(1)];
    let mut files = package.write();
    files.insert(file.to_owned(), text.as_bytes().to_vec());
    let faults = Package::read(&files).map(|_| ()).unwrap_err();
    faults.into_iter().map(|fault| (fault.file, fault.line, fault.column, fault.code)).collect()
}

#[test]
fn every_fault_of_a_file_is_reported_at_its_line_and_column() {
    let text = "contact_id,course_id,date,kind,role,outcome,minutes\n\
        k1,c-1,2026-03-01,meeting,support,held,30\n\
        k1,c-1,2026-02-31,tea,support,held,x\n\
        k1,c-1,2026-03-01,meeting,support,held,30\n\
        ,c-9,2027-03-01,meeting,support,held,2000\n\
        k3,c-9,2027-03-01,meeting,support,held,2000\n\
        k4,c-1\n\
        701282-4567,c-1,2026-03-01,meeting,support,held,30\n";
    let column = |name: &str| Some(name.to_owned());
    let faults = with("contacts.csv", text).into_iter();
    let found: Vec<_> = faults.filter_map(|(_, line, column, code)| Some((line?, column, code))).collect();
    assert_eq!(
        found,
        vec![
            (3, column("contact_id"), FaultCode::Duplicate),
            (3, column("date"), FaultCode::DateInvalid),
            (3, column("kind"), FaultCode::ValueUnknown),
            (3, column("minutes"), FaultCode::NumberInvalid),
            (4, column("contact_id"), FaultCode::Duplicate),
            (5, column("contact_id"), FaultCode::IdMissing),
            (5, column("course_id"), FaultCode::CourseUnknown),
            (6, column("course_id"), FaultCode::CourseUnknown),
            (6, column("date"), FaultCode::DateFuture),
            (6, column("minutes"), FaultCode::NumberRange),
            (7, None, FaultCode::CellCount),
            (8, column("contact_id"), FaultCode::CprInField),
        ]
    );
}

#[test]
fn faulty_lines_can_be_left_out_with_all_that_hangs_on_them_and_read_again() {
    let mut package = Package::empty(manifest());
    package.courses = vec![course(1), course(2)];
    let mut files = package.write();
    // Without its list of contents, as when it is put together by hand.
    let text = String::from_utf8(files["package.toml"].clone()).unwrap();
    let text = text.split("\n[tables").next().unwrap().to_owned();
    files.insert("package.toml".to_owned(), text.into_bytes());
    let courses = String::from_utf8(files["courses.csv"].clone()).unwrap();
    files.insert("courses.csv".to_owned(), courses.replacen("running", "rynning", 1).into_bytes());
    let contacts = "contact_id;course_id;date;kind;role;outcome\r\n\
        k1;c-1;2026-03-01;meeting;support;held\r\nk2;c-2;2026-03-01;meeting;support;held\r\n";
    files.insert("contacts.csv".to_owned(), contacts.as_bytes().to_vec());
    // In one run the cause alone is told, not what hangs on it.
    let faults = Package::read(&files).unwrap_err();
    assert_eq!(faults.iter().map(|f| f.code).collect::<Vec<_>>(), [FaultCode::ValueUnknown]);
    let reading = Package::read_without_faulty(&files, &Known::nothing()).unwrap();
    let codes: Vec<_> = reading.faults.iter().map(|f| (f.file.as_str(), f.line, f.code)).collect();
    assert_eq!(
        codes,
        [
            ("contacts.csv", Some(2), FaultCode::ReferenceSkipped),
            ("courses.csv", Some(2), FaultCode::ValueUnknown)
        ]
    );
    assert_eq!(reading.package.courses, vec![course(2)]);
    assert_eq!(reading.package.contacts.len(), 1);
    let mut skipped = skipped_files(&files, &reading.left_out);
    assert_eq!(
        skipped["contacts.csv"],
        b"contact_id;course_id;date;kind;role;outcome\r\nk1;c-1;2026-03-01;meeting;support;held\r\n"
    );
    // Corrected, they come in on top of what is there; and once more, nothing happens.
    let mended = String::from_utf8(skipped["courses.csv"].clone()).unwrap().replace("rynning", "running");
    skipped.insert("courses.csv".to_owned(), mended.into_bytes());
    skipped.insert("package.toml".to_owned(), files["package.toml"].clone());
    let rest = Package::read_onto(&skipped, &Known::of(&reading.package)).unwrap();
    assert_eq!((rest.package.courses.len(), rest.package.contacts.len()), (1, 1));
    let again = Package::read_onto(&skipped, &Known::of(&rest.package)).unwrap();
    assert_eq!((again.package.rows(), again.already), (0, 2));
}

#[test]
fn headings_that_are_missing_or_unknown_are_faults() {
    let found = with("workers.csv", "worker,site\nw1,0101\n");
    assert!(found.iter().any(|f| f.3 == FaultCode::ColumnUnknown && f.2.as_deref() == Some("worker")));
    assert!(found.iter().any(|f| f.3 == FaultCode::ColumnMissing && f.2.as_deref() == Some("worker_id")));
}

#[test]
fn package_toml_is_checked_with_lines() {
    let good = String::from_utf8(Package::empty(manifest()).write()["package.toml"].clone()).unwrap();
    let wrong = |from: &str, to: &str| with("package.toml", &good.replace(from, to))[0].clone();
    assert_eq!(wrong("fodfaeste-package/1", "other/2").3, FaultCode::SchemaUnknown);
    assert_eq!(wrong("synthetic = true\n", "").3, FaultCode::KeyMissing);
    let unknown = wrong("synthetic", "synthetisk");
    assert_eq!((unknown.3, unknown.1), (FaultCode::KeyUnknown, Some(4)));
    assert_eq!(wrong("2026-12-31", "31-12-2026").1, Some(5));
    assert_eq!(wrong("title = ", "title = [").3, FaultCode::TomlSyntax);
}

#[test]
fn a_table_cut_short_is_noticed_and_a_corrected_cell_is_not() {
    let mut package = Package::empty(manifest());
    package.courses = vec![course(1), course(2)];
    let mut files = package.write();
    let text = String::from_utf8(files["courses.csv"].clone()).unwrap();
    let cut = text.lines().take(2).collect::<Vec<_>>().join("\n");
    files.insert("courses.csv".to_owned(), cut.into_bytes());
    assert_eq!(Package::read(&files).unwrap_err()[0].code, FaultCode::TableChanged);
    files.insert("courses.csv".to_owned(), text.replace("no_name", "decided").into_bytes());
    assert_eq!(Package::read(&files).unwrap().0.courses[0].track, Track::Decided);
    files.remove("courses.csv");
    assert_eq!(Package::read(&files).unwrap_err()[0].code, FaultCode::FileMissing);
}

#[test]
fn states_and_dates_that_contradict_each_other_are_faults() {
    let mut package = Package::empty(manifest());
    let closed_later = Course { closing_date: Some(date("2026-09-01")), ..course(1) };
    let unstarted = Course { start: None, ..course(2) };
    let disordered = Course { phase2_end: Some(date("2026-03-01")), ..course(3) };
    let orphan = Course { previous_course: Some(id("c-77")), ..course(4) };
    package.courses = vec![closed_later, unstarted, disordered, orphan];
    let codes: Vec<_> =
        Package::read(&package.write()).unwrap_err().into_iter().map(|f| (f.line, f.code)).collect();
    assert_eq!(
        codes,
        vec![
            (Some(2), FaultCode::StateContradiction),
            (Some(3), FaultCode::ValueMissing),
            (Some(4), FaultCode::DateOrder),
            (Some(5), FaultCode::CourseUnknown),
        ]
    );
}

#[test]
fn a_package_edited_in_a_spreadsheet_is_read_as_well() {
    let mut package = Package::empty(manifest());
    package.courses = vec![course(1)];
    let mut files = package.write();
    let text = String::from_utf8(files["courses.csv"].clone()).unwrap();
    let edited = format!("\u{feff}{}", text.replace(',', ";").replace('\n', "\r\n"));
    files.insert("courses.csv".to_owned(), edited.into_bytes());
    assert_eq!(Package::read(&files).unwrap().0, package);
}

#[test]
fn a_folder_holds_a_package_and_is_replaced_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    let mut package = Package::empty(manifest());
    package.courses = vec![course(1)];
    save_folder(&package, folder.path()).unwrap();
    package.courses.push(course(2));
    save_folder(&package, folder.path()).unwrap();
    assert_eq!(load_folder(folder.path()).unwrap().0, package);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), TABLES.len() + 2);
}

#[test]
fn every_column_is_explained_in_both_languages() {
    for table in TABLES {
        for column in table.columns {
            assert!(!column.da.is_empty() && !column.en.is_empty(), "{}.{}", table.name, column.name);
            assert!(column.refers_to.is_empty() || TABLES.iter().any(|other| other.name == column.refers_to));
            // Contacts are read beside all that follows courses and workers.
            let known_before =
                table.name != "contacts" || ["", "courses", "workers"].contains(&column.refers_to);
            assert!(column.refers_to != "contacts" && known_before, "{}.{}", table.name, column.name);
        }
        assert!(table.key.iter().all(|key| table.position(key).is_some()));
    }
}

#[test]
fn the_document_says_what_the_declarations_say() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cohort-package.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let mark = "## The tables\n\n";
    let (before, after) = text.split_once(mark).unwrap();
    if std::env::var_os("UPDATE_CONTENT").is_some() {
        std::fs::write(&path, format!("{before}{mark}{}", dictionary::markdown())).unwrap();
    } else {
        assert!(after == dictionary::markdown(), "run the tests once with UPDATE_CONTENT=1");
    }
}
