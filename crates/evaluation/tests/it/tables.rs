//! One table in three kinds of file: delimited text, a spreadsheet, Parquet. The same findings to the last digit, and the
//! same faults at the same places.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::Arc;

use evaluation::fault::{Fault, FaultCode};
use evaluation::findings::Findings;
use evaluation::{Cohort, Study, evaluate, evaluate_data};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const STUDY: &str = r#"title = "A study"
synthetic = true
[data]
file = "FILE"
person = "id"
occasion = "month"
order = ["0", "6", "12"]
[[measure]]
name = "wellbeing"
kind = "score"
items = ["q1", "q2"]
item_range = [0, 5]
multiply = 4
risk_at_or_below = 20
relevant_change = 10
[[measure.model]]
kind = "random_slope"
time = "linear"
covariates = ["age", "place"]
[[measure]]
name = "level"
kind = "score"
column = "level"
[[measure]]
name = "paid"
kind = "yes_no"
column = "paid"
[[subgroup]]
name = "misuse"
column = "misuse"
[[characteristic]]
column = "place"
kind = "choice"
"#;

const HEADINGS: [&str; 9] = ["id", "month", "q1", "q2", "level", "paid", "misuse", "age", "place"];
type Row = [String; 9];

/// Two hundred invented persons in no order, a seventh of the answers missing.
fn rows() -> Vec<Row> {
    let mut state = 20_261_126_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut rows = Vec::new();
    for person in 0..200u64 {
        let person = person * 77 % 200;
        let place = ["Ærø", "Nord, øst", "Syd"][usize::try_from(next(3)).unwrap()];
        for month in [0, 6, 12] {
            if month > 0 && next(6) == 0 {
                continue;
            }
            let mut answer = |below: u64| if next(7) == 0 { String::new() } else { next(below).to_string() };
            let [q1, q2, paid] = [answer(6), answer(6), answer(2)];
            let level = if paid.is_empty() {
                String::new()
            } else {
                format!("{}", f64::from(u32::try_from(next(1000)).unwrap()) / 7.0)
            };
            let paid = paid.replace('1', "true").replace('0', "false");
            let [month, misuse, age] =
                [month, person % 3 % 2, 20 + person % 40].map(|number| number.to_string());
            rows.push([format!("p{person}"), month, q1, q2, level, paid, misuse, age, place.to_owned()]);
        }
    }
    rows
}

fn csv(rows: &[Row]) -> Vec<u8> {
    let mut text = HEADINGS.join("\t");
    for row in rows {
        write!(text, "\n{}", row.join("\t")).unwrap();
    }
    text.into_bytes()
}

fn xlsx(rows: &[Row]) -> Vec<u8> {
    let cell = |at: usize, row: usize, value: &str| {
        let place = format!("{}{row}", char::from(b'A' + u8::try_from(at).unwrap()));
        if value.is_empty() {
            String::new()
        } else if value.parse::<f64>().is_ok() {
            format!("<c r=\"{place}\"><v>{value}</v></c>")
        } else {
            format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{value}</t></is></c>")
        }
    };
    let headings = HEADINGS.map(str::to_owned);
    let mut sheet = String::from("<worksheet><sheetData>");
    for (row, number) in std::iter::once(&headings).chain(rows).zip(1..) {
        let cells: String = row.iter().enumerate().map(|(at, value)| cell(at, number, value)).collect();
        write!(sheet, "<row r=\"{number}\">{cells}</row>").unwrap();
    }
    sheet.push_str("</sheetData></worksheet>");
    let book = "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
        <sheets><sheet name=\"Ark1\" r:id=\"r1\"/></sheets></workbook>";
    let links = "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", links),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    for (path, text) in parts {
        archive.start_file(path, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A column of numbers, truths or texts; what is empty is missing.
fn column<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, &mut Vec<u8>>,
    rows: &[Row],
    at: usize,
    value: impl Fn(&str) -> T::T,
) {
    let mut column = group.next_column().unwrap().unwrap();
    let there: Vec<&str> = rows.iter().map(|row| row[at].as_str()).collect();
    let levels: Vec<i16> = there.iter().map(|cell| i16::from(!cell.is_empty())).collect();
    let values: Vec<T::T> = there.iter().filter(|cell| !cell.is_empty()).map(|cell| value(cell)).collect();
    column.typed::<T>().write_batch(&values, Some(&levels), None).unwrap();
    column.close().unwrap();
}

/// The same as Parquet in row groups of so many rows.
fn parquet(rows: &[Row], each: usize) -> Vec<u8> {
    let schema = "message m { optional BYTE_ARRAY id (STRING); optional INT32 month; optional INT32 q1 (INTEGER(8,true));
        optional INT64 q2; optional DOUBLE level; optional BOOLEAN paid; optional BYTE_ARRAY misuse (STRING);
        optional INT32 age (DECIMAL(5,1)); optional BYTE_ARRAY place (STRING); }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut bytes = Vec::new();
    let properties = WriterProperties::builder().set_compression(parquet::basic::Compression::SNAPPY).build();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties)).unwrap();
    for rows in rows.chunks(each) {
        let mut group = writer.next_row_group().unwrap();
        column::<ByteArrayType>(&mut group, rows, 0, |cell| ByteArray::from(cell));
        column::<Int32Type>(&mut group, rows, 1, |cell| cell.parse().unwrap());
        column::<Int32Type>(&mut group, rows, 2, |cell| cell.parse().unwrap());
        column::<Int64Type>(&mut group, rows, 3, |cell| cell.parse().unwrap());
        column::<DoubleType>(&mut group, rows, 4, |cell| cell.parse().unwrap());
        column::<BoolType>(&mut group, rows, 5, |cell| cell == "true");
        column::<ByteArrayType>(&mut group, rows, 6, |cell| ByteArray::from(cell));
        column::<Int32Type>(&mut group, rows, 7, |cell| cell.parse::<i32>().unwrap() * 10);
        column::<ByteArrayType>(&mut group, rows, 8, |cell| ByteArray::from(cell));
        group.close().unwrap();
    }
    writer.close().unwrap();
    bytes
}

/// What a study file beside this data file finds, or the faults without the name of the file.
fn outcome(name: &str, bytes: &[u8]) -> Result<Findings, Vec<Fault>> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    let path = folder.path().join("STUDY.toml");
    std::fs::write(&path, STUDY.replace("FILE", name)).unwrap();
    let study = Study::read(Path::new(&path)).unwrap();
    let faults = |faults: Vec<Fault>| {
        faults.into_iter().map(|fault| Fault { file: String::new(), ..fault }).collect::<Vec<_>>()
    };
    let mut findings = evaluate(&Cohort::load(&study).map_err(faults)?, &study);
    let source = &mut findings.provenance.sources[0];
    assert_eq!(source.name, name);
    assert_eq!(source.sha256.take().map(|sum| sum.len()), Some(64));
    source.name.clear();
    Ok(findings)
}

#[test]
fn a_table_gives_the_same_digits_as_text_as_a_spreadsheet_and_as_parquet() {
    let rows = rows();
    let text = outcome("long.csv", &csv(&rows)).unwrap();
    assert!(text.provenance.persons == 200 && text.measures[0].models.len() == 1);
    let written = serde_json::to_string(&text).unwrap();
    for (name, bytes) in [
        ("long.xlsx", xlsx(&rows)),
        ("long.parquet", parquet(&rows, 10_000)),
        ("LONG.PARQUET", parquet(&rows, 37)),
    ] {
        assert_eq!(serde_json::to_string(&outcome(name, &bytes).unwrap()).unwrap(), written, "{name}");
    }
}

#[test]
fn a_table_in_order_is_tallied_alike_from_text_and_from_parquet() {
    let mut rows = rows();
    rows.sort_by_key(|row| (row[0][1..].parse::<u32>().unwrap(), row[1].parse::<u32>().unwrap()));
    let study = STUDY.replace("covariates = [\"age\", \"place\"]", "covariates = [\"age\"]");
    let folder = tempfile::tempdir().unwrap();
    let found = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let path = folder.path().join("STUDY.toml");
        std::fs::write(&path, study.replace("FILE", name)).unwrap();
        let study = Study::read(&path).unwrap();
        let (mut tallied, mut kept) =
            (evaluate_data(&study).unwrap(), evaluate(&Cohort::load(&study).unwrap(), &study));
        assert_eq!(tallied.provenance, kept.provenance);
        // Numbers out of moments may differ in the last of their digits; nothing else does.
        for findings in [&mut tallied, &mut kept] {
            findings.sensitivity.clear();
            findings.subgroups.clear();
            findings.measures.iter_mut().for_each(|measure| measure.models.clear());
            findings.provenance.sources.clear();
        }
        assert_eq!(tallied, kept, "{name}");
        tallied
    };
    let text = found("long.csv", &csv(&rows));
    assert_eq!(found("long.parquet", &parquet(&rows, 37)), text);
    assert_eq!(text.provenance.persons, 200);
}

#[test]
fn the_same_faults_stand_at_the_same_places_in_every_kind_of_file() {
    let mut rows = rows();
    rows[3][2] = "9".to_owned();
    rows[5][1] = "7".to_owned();
    rows[8][0].clear();
    rows[9][0] = "010180-1234".to_owned();
    rows[11][6] = "maybe".to_owned();
    let again = rows[1].clone();
    rows.push(again);
    let text = outcome("long.csv", &csv(&rows)).unwrap_err();
    let codes: Vec<(Option<u64>, FaultCode)> = text.iter().map(|fault| (fault.line, fault.code)).collect();
    assert!(
        codes.contains(&(Some(5), FaultCode::ItemRange))
            && codes.contains(&(Some(7), FaultCode::KindUnknown))
    );
    assert_eq!(codes.last().unwrap(), &(Some(rows.len() as u64 + 1), FaultCode::Duplicate));
    assert_eq!(codes.len(), 6);
    assert_eq!(outcome("long.xlsx", &xlsx(&rows)).unwrap_err(), text);
    assert_eq!(outcome("long.parquet", &parquet(&rows, 50)).unwrap_err(), text);
}

#[test]
fn a_column_that_parquet_does_not_have_is_told_with_those_it_has() {
    let name = "long.parquet";
    let study = STUDY.replace("FILE", name).replace("column = \"level\"", "column = \"height\"");
    let study = Study::parse("STUDY.toml", &study).unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), parquet(&rows(), 1_000)).unwrap();
    let found = Cohort::from_parquet(name, file.path(), &study).unwrap_err();
    assert_eq!((found.len(), found[0].code, found[0].line), (1, FaultCode::ColumnMissing, Some(1)));
    assert_eq!(found[0].parameters["known"], HEADINGS.join(", "));
}
