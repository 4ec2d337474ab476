//! Files → package. Each table is read by its declaration; ids are looked up in the tables read before; the rules
//! that tie cells together stand in `check`.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::check::{Rules, Surroundings};
use super::manifest::{self, Stated};
use super::schema::{Row, Table};
use super::value::Problem;
use super::{Files, Package, SourceFile, sha256_hex};
use crate::delimited::{Delimited, Record};
use crate::fault::{Fault, FaultCode};

pub(super) fn read(files: &Files) -> Result<(Package, Vec<SourceFile>), Vec<Fault>> {
    let Some(bytes) = files.get(manifest::FILE) else {
        let missing = Fault::new(manifest::FILE, FaultCode::FileMissing);
        return Err(vec![missing.with("file", manifest::FILE)]);
    };
    let text = std::str::from_utf8(bytes)
        .map_err(|_| vec![Fault::new(manifest::FILE, FaultCode::Encoding).with("encoding", "UTF-8")])?;
    let (manifest, stated) = manifest::read(manifest::FILE, text)?;
    let mut reader = Reader {
        files,
        stated,
        keys: HashMap::new(),
        faults: Vec::new(),
        sources: Vec::new(),
        surroundings: Surroundings::new(&manifest),
    };
    let mut package = Package::empty(manifest);
    package.workers = reader.table();
    package.courses = reader.table();
    reader.earlier_courses(&package);
    reader.surroundings.courses(&package.courses);
    package.phase_events = reader.table();
    package.responses = reader.table();
    package.answers = reader.table();
    package.contacts = reader.table();
    package.assignments = reader.table();
    package.focus_areas = reader.table();
    package.activities = reader.table();
    package.supporters = reader.table();
    package.enquiries = reader.table();
    reader.unknown_tables();
    if reader.faults.is_empty() {
        Ok((package, reader.sources))
    } else {
        reader.faults.sort();
        Err(reader.faults)
    }
}

struct Reader<'a> {
    files: &'a Files,
    stated: BTreeMap<String, Stated>,
    /// Keys of the tables read so far, with the line of each.
    keys: HashMap<&'static str, HashMap<String, u64>>,
    faults: Vec<Fault>,
    sources: Vec<SourceFile>,
    surroundings: Surroundings,
}

impl Reader<'_> {
    /// Reads a table; a file that is neither there nor stated is an empty table.
    fn table<R: Row + Rules>(&mut self) -> Vec<R> {
        let table = R::TABLE;
        let name = table.file();
        let Some(bytes) = self.files.get(&name) else {
            if self.stated.contains_key(table.name) {
                self.faults.push(Fault::new(&name, FaultCode::FileMissing).with("file", &name));
            }
            self.keys.insert(table.name, HashMap::new());
            return Vec::new();
        };
        let (rows, count) = match Delimited::open(&name, bytes) {
            Ok(file) => self.rows(&table, &file),
            Err(faults) => {
                self.faults.extend(faults);
                self.keys.insert(table.name, HashMap::new());
                return Vec::new();
            }
        };
        let sha256 = sha256_hex(bytes);
        if let Some(stated) = self.stated.get(table.name).filter(|s| s.sha256 != sha256 && s.rows != count) {
            let changed = Fault::new(&name, FaultCode::TableChanged).with("stated", stated.rows);
            self.faults.push(changed.with("found", count));
        }
        self.sources.push(SourceFile { name, sha256, rows: count });
        rows
    }

    fn rows<R: Row + Rules>(&mut self, table: &Table, file: &Delimited<'_>) -> (Vec<R>, u64) {
        let mut count = 0;
        let places = self.columns(table, file);
        let mut keys: HashMap<String, u64> = HashMap::new();
        let mut rows = Vec::new();
        let mut records = file.records();
        let mut record = Record::default();
        loop {
            match records.read(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(line) => {
                    self.faults.push(Fault::new(file.name(), FaultCode::QuoteOpen).at(line));
                    break;
                }
            }
            if record.cells().all(str::is_empty) {
                continue;
            }
            count += 1;
            let before = self.faults.len();
            let line = Line { table, file: file.name(), record: &record, places: &places };
            if let Some(row) = self.row::<R>(&line, file.headings().len()) {
                line.references(&self.keys, &mut self.faults);
                line.key(&mut keys, &mut self.faults);
                row.rules(&self.surroundings, &mut |column, problem| {
                    self.faults.push(line.fault(column, problem));
                });
                if self.faults.len() == before {
                    rows.push(row);
                }
            }
        }
        self.keys.insert(table.name, keys);
        (rows, count)
    }

    fn row<R: Row>(&mut self, line: &Line<'_>, headings: usize) -> Option<R> {
        if line.record.len() != headings {
            let fault = Fault::new(line.file, FaultCode::CellCount).at(line.record.line());
            self.faults.push(fault.with("found", line.record.len()).with("expected", headings));
            return None;
        }
        R::read(&|column| line.cell(column), &mut |column, problem| {
            let name = line.table.columns.get(column).map_or("", |column| column.name);
            self.faults.push(line.fault(name, problem));
        })
    }

    /// Where each column stands in the file.
    fn columns(&mut self, table: &Table, file: &Delimited<'_>) -> Vec<Option<usize>> {
        let line = file.header_line();
        let fault = |code, name: &str| Fault::new(file.name(), code).at(line).column(name).with("name", name);
        for heading in file.headings().filter(|heading| table.position(heading).is_none()) {
            let known: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
            self.faults.push(fault(FaultCode::ColumnUnknown, heading).with("known", known.join(", ")));
        }
        let places: Vec<Option<usize>> =
            table.columns.iter().map(|column| file.heading(column.name)).collect();
        for (column, place) in table.columns.iter().zip(&places) {
            if place.is_none() && !column.optional {
                self.faults.push(fault(FaultCode::ColumnMissing, column.name));
            }
        }
        places
    }

    /// An earlier course may stand below the later one, so this reference is looked up when all are read.
    fn earlier_courses(&mut self, package: &Package) {
        let Some(keys) = self.keys.get("courses") else { return };
        for course in &package.courses {
            let Some(previous) = course.previous_course.as_ref() else { continue };
            if keys.contains_key(previous.as_str()) {
                continue;
            }
            let fault = Fault::new("courses.csv", FaultCode::CourseUnknown).column("previous_course");
            let line = keys.get(course.course_id.as_str()).copied();
            self.faults.push(Fault { line, ..fault.with("value", previous) });
        }
    }

    fn unknown_tables(&mut self) {
        let known: HashSet<&str> = super::TABLES.iter().map(|table| table.name).collect();
        for table in self.stated.keys().filter(|table| !known.contains(table.as_str())) {
            let fault = Fault::new(manifest::FILE, FaultCode::NameUnknown).column(format!("tables.{table}"));
            let names: Vec<&str> = super::TABLES.iter().map(|table| table.name).collect();
            self.faults.push(fault.with("name", table).with("known", names.join(", ")));
        }
    }
}

struct Line<'a> {
    table: &'a Table,
    file: &'a str,
    record: &'a Record,
    places: &'a [Option<usize>],
}

impl<'a> Line<'a> {
    fn cell(&self, column: usize) -> &'a str {
        self.places
            .get(column)
            .copied()
            .flatten()
            .and_then(|place| self.record.cell(place))
            .unwrap_or_default()
    }

    fn fault(&self, column: &str, (code, parameters): Problem) -> Fault {
        let fault = Fault::new(self.file, code).at(self.record.line()).column(column);
        parameters.into_iter().fold(fault, |fault, (name, value)| fault.with(name, value))
    }

    fn references(&self, keys: &HashMap<&'static str, HashMap<String, u64>>, faults: &mut Vec<Fault>) {
        for (index, column) in self.table.columns.iter().enumerate() {
            let Some(known) = keys.get(column.refers_to) else { continue };
            let value = self.cell(index).trim();
            if value.is_empty() || known.contains_key(value) {
                continue;
            }
            let code = if column.refers_to == "courses" {
                FaultCode::CourseUnknown
            } else {
                FaultCode::ReferenceUnknown
            };
            let fault = self.fault(column.name, (code, vec![("value", value.to_owned())]));
            faults.push(fault.with("table", format!("{}.csv", column.refers_to)));
        }
    }

    fn key(&self, keys: &mut HashMap<String, u64>, faults: &mut Vec<Fault>) {
        let Some(last) = self.table.key.last() else { return };
        let cells = self
            .table
            .key
            .iter()
            .map(|name| self.table.position(name).map_or("", |index| self.cell(index)).trim());
        let key = cells.collect::<Vec<_>>().join(" ");
        let line = self.record.line();
        if let Some(first) = keys.get(&key) {
            let problem = vec![("value", key), ("first", first.to_string())];
            faults.push(self.fault(last, (FaultCode::Duplicate, problem)));
        } else {
            keys.insert(key, line);
        }
    }
}
