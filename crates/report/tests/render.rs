//! The door: findings in, files out, in both languages, for a whole programme and for a foreign file of scores.
#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[cfg(test)]
mod attack;
#[cfg(test)]
mod pages;

use evaluation::findings::Findings;
use evaluation::{Cohort, Disclosure, Released, Study, evaluate, release};
use locale::Language;
use report::document::Document;
use report::table::{Cell, Table};
use report::{Format, Options, Rendered, render};

fn findings(name: &str) -> Released {
    if name == "exit" {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/studies/exit-2013-16.toml");
        let study = Study::read(path.as_ref()).expect("the study");
        return release(evaluate(&Cohort::load(&study).expect("the cohort"), &study), study.disclosure);
    }
    let path = format!("{}/tests/findings/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the findings are there");
    release(
        serde_json::from_str::<Findings>(&text).expect("findings in the public shape"),
        Disclosure::default(),
    )
}

fn files(findings: &Released, language: Language, format: Format) -> Vec<Rendered> {
    render(findings, &Options { language }, format).unwrap_or_else(|fault| panic!("{format:?}: {fault}"))
}

#[test]
fn every_format_of_both_reports_is_made_and_made_alike_twice() {
    let keep = std::env::var_os("FODFAESTE_KEEP_REPORTS").map(std::path::PathBuf::from);
    for name in ["exit", "foreign"] {
        let findings = findings(name);
        for language in Language::ALL {
            for format in Format::ALL {
                let made = files(&findings, language, format);
                assert!(!made.is_empty());
                // Typesetting twice is slow without optimisation; once is enough to see that nothing outside gets in.
                if format != Format::Pdf || (name, language) == ("foreign", Language::Da) {
                    assert_eq!(made, files(&findings, language, format), "{name} {language:?} {format:?}");
                }
                if let Some(folder) = &keep {
                    let folder = folder.join(format!("{name}-{}", language.tag()));
                    std::fs::create_dir_all(&folder).expect("a folder");
                    for file in &made {
                        std::fs::write(folder.join(&file.name), &file.bytes).expect("a file");
                    }
                }
            }
        }
    }
}

/// What a sheet holds of a row: numbers as they are rounded, words as they are; "so many of so many" in two cells.
fn row_of(table: &Table, row: &report::table::Row, language: Language) -> Vec<String> {
    let plain = |cell: &Cell| match cell.rounded() {
        Some((value, _)) => value.to_string(),
        None => cell.words(language),
    };
    let double =
        |place: usize| table.rows.iter().any(|row| matches!(row.cells.get(place), Some(Cell::Of(..))));
    let cells = row.cells.iter().enumerate().flat_map(|(place, cell)| match cell {
        Cell::Of(x, n) => vec![x.to_string(), n.to_string()],
        Cell::Count(_) if double(place) => vec![plain(&Cell::NotApplicable), plain(cell)],
        _ if double(place) => vec![plain(cell), plain(cell)],
        _ => vec![plain(cell)],
    });
    cells.collect()
}

#[test]
fn the_workbook_holds_every_table_of_the_report_and_nothing_else() {
    let findings = findings("exit");
    for language in Language::ALL {
        let document = Document::build(&findings, language);
        let book = files(&findings, language, Format::Xlsx).remove(0);
        let sheets = attack::read::tables(&book);
        assert_eq!(
            sheets.len(),
            document.tables.len() + 1,
            "one sheet more, which says what the others hold"
        );
        for table in &document.tables {
            let named = |sheet: &&attack::read::Table| {
                sheet.first().is_some_and(|line| line[0].contains(&table.caption))
            };
            let fits = |sheet: &&attack::read::Table| {
                let rows = sheet.iter().skip(2).take(table.rows.len());
                let wanted = table.rows.iter().map(|row| row_of(table, row, language));
                sheet.len() >= table.rows.len() + 2
                    && rows.zip(wanted).all(|(found, wanted)| alike(found, &wanted))
            };
            assert!(sheets.iter().filter(named).any(|sheet| fits(&sheet)), "{language:?}: {}", table.name);
        }
    }
}

/// Whether cells are the same, numbers by their value.
fn alike(found: &[String], wanted: &[String]) -> bool {
    let same = |(one, other): (&String, &String)| match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => (one - other).abs() < 1e-9,
        _ => one == other,
    };
    found.len() == wanted.len() && found.iter().zip(wanted).all(same)
}
