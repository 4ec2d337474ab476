//! Takes in one row after the other: reads its cells, looks its references up, holds its key against the keys before
//! it and asks the rules of `check`. Used for a package and for foreign tables alike; says nothing of where a row
//! comes from beyond what its [`Place`] tells.

use std::sync::Arc;

use super::check::{Rules, Surroundings};
use super::known::{Known, text_of};
use super::manifest::Manifest;
use super::schema::{Row, Table};
use super::tables::Course;
use super::value::Problem;
use crate::fault::{Fault, FaultCode};
use crate::quick::{Map, Set};

/// Where a row stands.
pub(crate) trait Place {
    /// Its line.
    fn line(&self) -> u64;
    /// Whether the line was left out by the caller's wish: its keys are remembered, nothing is taken.
    fn left_out(&self) -> bool;
    /// File, line and column that a cell comes from; `None` where a fault of it was reported before.
    fn origin(&self, table: &Table, index: usize) -> Option<(String, u64, String)>;
    /// The cell as it stands there, where that is a single one.
    fn value(&self, index: usize) -> Option<&str>;
}

/// What became of a row.
pub(crate) enum Taken<R> {
    /// It is new.
    New(R),
    /// The record holds exactly this row.
    Already,
    /// It has a fault, or was left out.
    Not,
}

/// Most rows that room is made for before they are read.
const MOST_ROOM: usize = 1 << 20;

#[derive(Default, Clone)]
struct Keys {
    lines: Map<String, u64>,
    left_out: Set<String>,
}

/// The state of reading.
pub(crate) struct Checker<'a> {
    known: &'a Known,
    keys: Map<&'static str, Arc<Keys>>,
    occasions: Map<String, u64>,
    surroundings: Arc<Surroundings>,
    places: Set<(String, u64, Option<String>, FaultCode)>,
    /// What was found so far.
    pub(crate) faults: Vec<Fault>,
}

impl<'a> Checker<'a> {
    pub(crate) fn new(manifest: &Manifest, known: &'a Known) -> Self {
        let mut surroundings = Surroundings::new(manifest);
        surroundings.first_contacts(known.first_contacts());
        Self {
            known,
            keys: Map::default(),
            occasions: Map::default(),
            surroundings: Arc::new(surroundings),
            places: Set::default(),
            faults: Vec::new(),
        }
    }

    /// One that knows what this one has read, for tables that can be read beside those which follow here.
    pub(crate) fn beside(&self) -> Self {
        Self {
            known: self.known,
            keys: self.keys.clone(),
            occasions: Map::default(),
            surroundings: Arc::clone(&self.surroundings),
            places: Set::default(),
            faults: Vec::new(),
        }
    }

    /// Begins a table of at most so many rows, so that references to it are looked up from now on.
    pub(crate) fn begin(&mut self, table: &Table, rows: usize) {
        let keys = self.of(table);
        if !table.key.is_empty() {
            // A file may have lines and no rows: what it says is not believed beyond this.
            keys.lines.reserve(rows.min(MOST_ROOM));
        }
    }

    fn of(&mut self, table: &Table) -> &mut Keys {
        Arc::make_mut(self.keys.entry(table.name).or_default())
    }

    /// What later tables need to know of the courses.
    pub(crate) fn courses(&mut self, courses: &[Course]) {
        Arc::make_mut(&mut self.surroundings).courses(courses);
    }

    /// Adds a fault, once for each place, column and code.
    pub(crate) fn add(&mut self, fault: Fault) {
        let place = (fault.file.clone(), fault.line.unwrap_or(0), fault.column.clone(), fault.code);
        if self.places.insert(place) {
            self.faults.push(fault);
        }
    }

    /// Adds several.
    pub(crate) fn add_all(&mut self, faults: impl IntoIterator<Item = Fault>) {
        for fault in faults {
            self.add(fault);
        }
    }

    /// Takes a row in. `clean` says that its line has shown no fault so far; of a line that has, only the cells are
    /// judged, because keys and references would repeat what is known.
    pub(crate) fn row<'c, R: Row + Rules>(
        &mut self,
        place: &dyn Place,
        cell: &dyn Fn(usize) -> &'c str,
        clean: bool,
    ) -> Taken<R> {
        let table = R::TABLE;
        if place.left_out() {
            if let Some(key) = key_of(&table, cell) {
                self.of(&table).left_out.insert(key);
            }
            return Taken::Not;
        }
        let mut found = Vec::new();
        let mut bad = Vec::new();
        let read = R::read(cell, &mut |index, problem| {
            bad.push(index);
            found.extend(located(&table, place, index, problem));
        });
        // A cell that was not taken is looked up nowhere: it could be a CPR number, and it is reported already.
        let cell = &|index: usize| if bad.contains(&index) { "" } else { cell(index) };
        if clean {
            self.references(&table, place, cell, &mut found);
            let twice = self.key(&table, place, cell, &mut found);
            if let (Some(row), false) = (&read, twice) {
                row.rules(&self.surroundings, &mut |name, problem| {
                    let index = table.position(name).unwrap_or(usize::MAX);
                    found.extend(located(&table, place, index, problem));
                });
            }
        }
        let good = found.is_empty() && clean;
        self.add_all(found);
        match read {
            Some(row) if good => self.against_record(&table, place, cell, row),
            _ => Taken::Not,
        }
    }

    /// A response of the same instrument at the same occasion of a course, where only one may be.
    pub(crate) fn once(&mut self, place: &dyn Place, row: &super::Response) -> bool {
        let key = format!("{} {} {}", row.course_id, row.instrument, row.occasion);
        let first = self.occasions.get(&key).copied();
        let recorded = self.known.has_occasion(&key);
        if first.is_none() && !recorded {
            self.occasions.insert(key, place.line());
            return true;
        }
        let mut parameters = vec![("value", row.occasion.to_string())];
        parameters.push(("first", first.map_or_else(|| "–".to_owned(), |line| line.to_string())));
        let table = super::Response::TABLE;
        let index = table.position("occasion").unwrap_or(usize::MAX);
        if let Some(fault) = located(&table, place, index, (FaultCode::DuplicateKind, parameters)) {
            self.add(fault);
        }
        false
    }

    fn references<'c>(
        &self,
        table: &Table,
        place: &dyn Place,
        cell: &dyn Fn(usize) -> &'c str,
        found: &mut Vec<Fault>,
    ) {
        // An earlier course may stand below the later one: looked up when all are read.
        let refers = |to: &str| !to.is_empty() && to != table.name;
        for (index, column) in table.columns.iter().enumerate().filter(|(_, one)| refers(one.refers_to)) {
            let Some(keys) = self.keys.get(column.refers_to) else { continue };
            let value = cell(index).trim();
            if value.is_empty() || keys.lines.contains_key(value) || self.known.has(column.refers_to, value) {
                continue;
            }
            let code = if keys.left_out.contains(value) {
                FaultCode::ReferenceSkipped
            } else if column.refers_to == "courses" {
                FaultCode::CourseUnknown
            } else {
                FaultCode::ReferenceUnknown
            };
            let parameters =
                vec![("value", value.to_owned()), ("table", format!("{}.csv", column.refers_to))];
            found.extend(located(table, place, index, (code, parameters)));
        }
    }

    /// Remembers the key of a row; true when it was there before.
    fn key<'c>(
        &mut self,
        table: &Table,
        place: &dyn Place,
        cell: &dyn Fn(usize) -> &'c str,
        found: &mut Vec<Fault>,
    ) -> bool {
        let Some(key) = key_of(table, cell) else { return false };
        let keys = self.of(table);
        let Some(first) = keys.lines.get(&key).copied() else {
            keys.lines.insert(key, place.line());
            return false;
        };
        let last = table.key.last().and_then(|name| table.position(name)).unwrap_or(usize::MAX);
        let parameters = vec![("value", key), ("first", first.to_string())];
        found.extend(located(table, place, last, (FaultCode::Duplicate, parameters)));
        true
    }

    fn against_record<'c, R: Row>(
        &mut self,
        table: &Table,
        place: &dyn Place,
        cell: &dyn Fn(usize) -> &'c str,
        row: R,
    ) -> Taken<R> {
        if self.known.is_empty() {
            return Taken::New(row);
        }
        let text = text_of(&row);
        let key = key_of(table, cell).unwrap_or_else(|| text.clone());
        let owner = table.key.first().and_then(|name| table.position(name)).map_or("", cell);
        let differs = match self.known.row(table.name, &key) {
            Some(known) if known == text => return Taken::Already,
            Some(_) => true,
            // An answer more to a response that the record holds.
            None => table.key.len() > 1 && self.known.has("responses", owner.trim()),
        };
        if !differs {
            return Taken::New(row);
        }
        let first = table.key.first().and_then(|name| table.position(name)).unwrap_or(usize::MAX);
        let problem = (FaultCode::AlreadyRecorded, vec![("value", key)]);
        self.add_all(located(table, place, first, problem));
        Taken::Not
    }

    /// Looks the earlier courses up, when all courses are read. `line` gives where a course stands.
    pub(crate) fn earlier_courses(
        &mut self,
        courses: &[Course],
        at: &dyn Fn(usize) -> Option<(String, u64)>,
    ) {
        let mut found = Vec::new();
        for (index, course) in courses.iter().enumerate() {
            let Some(previous) = course.previous_course.as_ref() else { continue };
            let keys = self.keys.get("courses");
            if keys.is_some_and(|keys| keys.lines.contains_key(previous.as_str()))
                || self.known.has("courses", previous.as_str())
            {
                continue;
            }
            let left_out = keys.is_some_and(|keys| keys.left_out.contains(previous.as_str()));
            let code = if left_out { FaultCode::ReferenceSkipped } else { FaultCode::CourseUnknown };
            let (file, line) = at(index).unwrap_or_default();
            let fault = Fault::new(file, code).at(line).column("previous_course").with("value", previous);
            found.push(fault.with("table", "courses.csv"));
        }
        self.add_all(found);
    }
}

/// The key of a row, where its table has one and all its cells are filled.
fn key_of<'c>(table: &Table, cell: &dyn Fn(usize) -> &'c str) -> Option<String> {
    let mut key = String::new();
    for name in table.key {
        let part = table.position(name).map_or("", cell).trim();
        if part.is_empty() {
            return None;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(part);
    }
    (!key.is_empty()).then_some(key)
}

fn located(table: &Table, place: &dyn Place, index: usize, (code, parameters): Problem) -> Option<Fault> {
    let (file, line, column) = place.origin(table, index)?;
    let fault = Fault::new(file, code).at(line).column(column);
    Some(parameters.into_iter().fold(fault, |fault, (name, value)| match (name, place.value(index)) {
        ("value", Some(cell)) if code != FaultCode::CprInField => fault.with(name, cell),
        _ => fault.with(name, value),
    }))
}
