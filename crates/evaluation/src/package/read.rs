//! Files → package. Each table is read by its declaration; ids are looked up in the tables read before; the rules
//! that tie cells together stand in `check`.

use std::collections::{BTreeMap, HashSet};

use super::check::Rules;
use super::checker::{Checker, Place, Taken};
use super::known::Known;
use super::manifest::{self, Stated};
use super::reading::{Lines, Reading};
use super::schema::{Row, Table};
use super::{Files, Package, SourceFile, TABLES, sha256_hex};
use crate::delimited::{Delimited, Record};
use crate::fault::{Fault, FaultCode};
use crate::parallel::both;

pub(super) fn read(files: &Files, known: &Known, left_out: &Lines) -> Result<Reading, Vec<Fault>> {
    let Some(bytes) = files.get(manifest::FILE) else {
        let missing = Fault::new(manifest::FILE, FaultCode::FileMissing);
        return Err(vec![missing.with("file", manifest::FILE)]);
    };
    let text = std::str::from_utf8(bytes)
        .map_err(|_| vec![Fault::new(manifest::FILE, FaultCode::Encoding).with("encoding", "UTF-8")])?;
    let (manifest, stated) = manifest::read(manifest::FILE, text)?;
    let checker = Checker::new(&manifest, known);
    let mut reader =
        Reader { files, left_out, stated, checker, sources: Vec::new(), lines: Vec::new(), already: 0 };
    let mut package = Package::empty(manifest);
    package.workers = reader.table();
    package.courses = reader.table();
    let lines = std::mem::take(&mut reader.lines);
    let at = |index: usize| Some(("courses.csv".to_owned(), *lines.get(index)?));
    reader.checker.earlier_courses(&package.courses, &at);
    reader.checker.courses(&package.courses);
    // What follows hangs on courses and workers alone, but for the answers, which hang on their responses. As a rule the
    // contacts are as much to read as all the rest.
    let mut beside = reader.beside();
    package.contacts = both(
        || beside.table(),
        || {
            package.phase_events = reader.table();
            package.responses = reader.table();
            package.answers = reader.table();
            package.assignments = reader.table();
            package.focus_areas = reader.table();
            package.activities = reader.table();
            package.supporters = reader.table();
            package.enquiries = reader.table();
        },
    )
    .0;
    reader.unknown_tables();
    let already = reader.already + beside.already;
    let mut faults: Vec<Fault> = [reader.checker.faults, beside.checker.faults].concat();
    faults.sort();
    let mut sources = [reader.sources, beside.sources].concat();
    sources.sort_by_key(|source| TABLES.iter().position(|table| table.file() == source.name));
    Ok(Reading { package, sources, already, faults, left_out: left_out.clone() })
}

struct Reader<'a> {
    files: &'a Files,
    left_out: &'a Lines,
    stated: BTreeMap<String, Stated>,
    checker: Checker<'a>,
    sources: Vec<SourceFile>,
    /// The line of each row of the table read last.
    lines: Vec<u64>,
    already: u64,
}

impl Reader<'_> {
    /// One for tables that are read beside those which follow here.
    fn beside(&self) -> Self {
        Self {
            stated: self.stated.clone(),
            checker: self.checker.beside(),
            sources: Vec::new(),
            lines: Vec::new(),
            already: 0,
            ..*self
        }
    }

    /// Reads a table; a file that is neither there nor stated is an empty table.
    fn table<R: Row + Rules>(&mut self) -> Vec<R> {
        let table = R::TABLE;
        let name = table.file();
        self.lines.clear();
        let Some(bytes) = self.files.get(&name) else {
            self.checker.begin(&table, 0);
            if self.stated.contains_key(table.name) {
                self.checker.add(Fault::new(&name, FaultCode::FileMissing).with("file", &name));
            }
            return Vec::new();
        };
        self.checker.begin(&table, bytes.split(|byte| *byte == b'\n').count());
        let (rows, count) = match Delimited::open(&name, bytes) {
            Ok(file) => self.rows(&table, &file),
            Err(faults) => {
                self.checker.add_all(faults);
                return Vec::new();
            }
        };
        let sha256 = sha256_hex(bytes);
        if let Some(stated) = self.stated.get(table.name).filter(|s| s.sha256 != sha256 && s.rows != count) {
            let changed = Fault::new(&name, FaultCode::TableChanged).with("stated", stated.rows);
            self.checker.add(changed.with("found", count));
        }
        self.sources.push(SourceFile { name, sha256, rows: count });
        rows
    }

    fn rows<R: Row + Rules>(&mut self, table: &Table, file: &Delimited<'_>) -> (Vec<R>, u64) {
        let mut count = 0;
        let places = self.columns(table, file);
        let left_out = self.left_out.get(file.name());
        let mut rows = Vec::new();
        let mut records = file.records();
        let mut record = Record::default();
        loop {
            match records.read(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(line) => {
                    self.checker.add(Fault::new(file.name(), FaultCode::QuoteOpen).at(line));
                    break;
                }
            }
            if record.cells().all(str::is_empty) {
                continue;
            }
            count += 1;
            let left_out = left_out.is_some_and(|lines| lines.contains(&record.line()));
            let line = Line { file: file.name(), record: &record, left_out };
            if record.len() != file.headings().len() && !left_out {
                let fault = Fault::new(file.name(), FaultCode::CellCount).at(record.line());
                self.checker.add(fault.with("found", record.len()).with("expected", file.headings().len()));
                continue;
            }
            let cell = |index: usize| {
                let place = places.get(index).copied().flatten();
                place.and_then(|place| record.cell(place)).unwrap_or_default()
            };
            match self.checker.row::<R>(&line, &cell, true) {
                Taken::New(row) => {
                    rows.push(row);
                    self.lines.push(record.line());
                }
                Taken::Already => self.already += 1,
                Taken::Not => {}
            }
        }
        (rows, count)
    }

    /// Where each column stands in the file.
    fn columns(&mut self, table: &Table, file: &Delimited<'_>) -> Vec<Option<usize>> {
        let line = file.header_line();
        let fault = |code, name: &str| Fault::new(file.name(), code).at(line).column(name).with("name", name);
        for heading in file.headings().filter(|heading| table.position(heading).is_none()) {
            let known: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
            self.checker.add(fault(FaultCode::ColumnUnknown, heading).with("known", known.join(", ")));
        }
        let places: Vec<Option<usize>> =
            table.columns.iter().map(|column| file.heading(column.name)).collect();
        for (column, place) in table.columns.iter().zip(&places) {
            if place.is_none() && !column.optional {
                self.checker.add(fault(FaultCode::ColumnMissing, column.name));
            }
        }
        places
    }

    fn unknown_tables(&mut self) {
        let known: HashSet<&str> = TABLES.iter().map(|table| table.name).collect();
        let unknown: Vec<String> =
            self.stated.keys().filter(|table| !known.contains(table.as_str())).cloned().collect();
        for table in unknown {
            let fault = Fault::new(manifest::FILE, FaultCode::NameUnknown).column(format!("tables.{table}"));
            let names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
            self.checker.add(fault.with("name", table).with("known", names.join(", ")));
        }
    }
}

struct Line<'a> {
    file: &'a str,
    record: &'a Record,
    left_out: bool,
}

impl Place for Line<'_> {
    fn line(&self) -> u64 {
        self.record.line()
    }
    fn left_out(&self) -> bool {
        self.left_out
    }
    fn origin(&self, table: &Table, index: usize) -> Option<(String, u64, String)> {
        let column = table.columns.get(index).map_or("", |column| column.name);
        Some((self.file.to_owned(), self.record.line(), column.to_owned()))
    }
    fn value(&self, _index: usize) -> Option<&str> {
        None
    }
}
