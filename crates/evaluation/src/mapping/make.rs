//! Makes the tables of the package from the foreign files, in the order of the package's tables, and has each row
//! checked as if it stood in a package; faults are told at the place in the foreign file.

use std::collections::{BTreeSet, HashMap};

use super::cell::{Around, Cell, Made};
use super::source::{Index, Line, Source, read_all};
use super::{Mapping, TableRule};
use crate::fault::{Fault, FaultCode};
use crate::package::schema::{Row, Table};
use crate::package::{Checker, Files, Known, Lines, Place, Reading, Response, Rules, Taken};

pub(super) fn make(mapping: &Mapping, files: &Files, known: &Known, left_out: &Lines) -> Reading {
    let mut checker = Checker::new(&mapping.manifest, known);
    let (sources, described) = read_all(mapping, files, left_out, &mut |fault| checker.add(fault));
    if let (true, Some(rule)) = (described.is_empty() && checker.faults.is_empty(), mapping.files.first()) {
        let name = rule.files.first().cloned().unwrap_or_default();
        checker.add(Fault::new(&name, FaultCode::FileMissing).with("file", &name));
    }
    let indexes = indexes(mapping, &sources);
    let mut maker = Maker {
        mapping,
        sources: &sources,
        indexes,
        checker,
        unclean: sources
            .iter()
            .map(|source| vec![false; source.as_ref().map_or(0, |s| s.lines.len())])
            .collect(),
        origins: Vec::new(),
        already: 0,
    };
    let mut package = mapping.empty();
    package.workers = maker.table();
    package.courses = maker.table();
    let origins = std::mem::take(&mut maker.origins);
    maker.checker.earlier_courses(&package.courses, &|index| origins.get(index).cloned());
    maker.checker.courses(&package.courses);
    package.phase_events = maker.table();
    package.responses = maker.responses();
    package.answers = maker.table();
    package.contacts = maker.table();
    package.assignments = maker.table();
    package.focus_areas = maker.table();
    package.activities = maker.table();
    package.supporters = maker.table();
    package.enquiries = maker.table();
    package.sort();
    let Maker { checker, already, .. } = maker;
    let mut faults = checker.faults;
    faults.sort();
    Reading { package, sources: described, already, faults, left_out: left_out.clone() }
}

/// One index for each way in which lines of a file are looked up.
fn indexes(mapping: &Mapping, sources: &[Option<Source>]) -> Vec<Index> {
    let mut wanted: BTreeSet<(usize, Vec<usize>)> = BTreeSet::new();
    for rule in &mapping.tables {
        for cell in rule.cells.iter().chain(rule.items.iter().map(|(_, cell)| cell)) {
            if let Cell::Lookup(lookup) = cell {
                wanted.insert((lookup.file, lookup.by.iter().map(|(column, _)| *column).collect()));
            }
        }
    }
    wanted.into_iter().map(|(file, columns)| Index::new(file, columns, sources)).collect()
}

struct Maker<'a> {
    mapping: &'a Mapping,
    sources: &'a [Option<Source>],
    indexes: Vec<Index>,
    checker: Checker<'a>,
    /// Lines that have shown a fault, by file.
    unclean: Vec<Vec<bool>>,
    /// Where each row of the table made last stands.
    origins: Vec<(String, u64)>,
    already: u64,
}

impl<'a> Maker<'a> {
    fn table<R: Row + Rules>(&mut self) -> Vec<R> {
        self.origins.clear();
        self.checker.begin(&R::TABLE, 0);
        let mut rows = Vec::new();
        for rule in self.rules(&R::TABLE) {
            self.rule(rule, &mut rows, &|_, _, _| true);
        }
        rows
    }

    fn responses(&mut self) -> Vec<Response> {
        self.checker.begin(&Response::TABLE, 0);
        let mut rows = Vec::new();
        for rule in self.rules(&Response::TABLE) {
            self.rule(rule, &mut rows, &|checker, place, row| {
                !rule.once_per_occasion || checker.once(place, row)
            });
        }
        rows
    }

    fn rules(&self, table: &Table) -> impl Iterator<Item = &'a TableRule> + use<'a> {
        let name = table.name;
        self.mapping.tables.iter().filter(move |rule| rule.table.name == name)
    }

    fn rule<R: Row + Rules>(&mut self, rule: &'a TableRule, rows: &mut Vec<R>, accept: Accept<'_, R>) {
        let Some(source) = self.sources.get(rule.from).and_then(Option::as_ref) else { return };
        let least = if rule.distinct { Some(self.least(rule, source)) } else { None };
        for (at, line) in source.lines.iter().enumerate().filter(|(_, line)| rule.applies(line)) {
            let mut cells = self.cells(rule, source, at, line);
            if let Some(least) = &least {
                match least.get(&rule.group(&cells)) {
                    Some((first, value)) if *first == at => {
                        if let Some(cell) = rule.least.and_then(|index| cells.get_mut(index)) {
                            cell.text.clone_from(value);
                        }
                    }
                    _ => continue,
                }
            }
            if rule.items.is_empty() {
                self.row(rule, (source, at, line), &cells, rows, accept);
                continue;
            }
            for (item, cell) in &rule.items {
                let value = self.cell(rule.from, cell, (source, at, line));
                let [.., item_cell, value_cell] = cells.as_mut_slice() else { continue };
                item_cell.text.clone_from(item);
                *value_cell = value;
                if !value_cell.text.is_empty() {
                    self.row(rule, (source, at, line), &cells, rows, accept);
                }
            }
        }
    }

    /// For rows that become one: the first line and the least value of the column that may differ.
    fn least(&mut self, rule: &TableRule, source: &Source) -> HashMap<String, (usize, String)> {
        let mut least: HashMap<String, (usize, String)> = HashMap::new();
        for (at, line) in source.lines.iter().enumerate() {
            if line.left_out || !rule.applies(line) {
                continue;
            }
            let cells = self.cells(rule, source, at, line);
            let value =
                rule.least.and_then(|index| cells.get(index)).map_or("", |cell| &cell.text).to_owned();
            least
                .entry(rule.group(&cells))
                .and_modify(|(_, known)| {
                    if value < *known {
                        known.clone_from(&value);
                    }
                })
                .or_insert((at, value));
        }
        least
    }

    fn cells(&mut self, rule: &TableRule, source: &Source, at: usize, line: &Line) -> Vec<Made> {
        rule.cells.iter().map(|cell| self.cell(rule.from, cell, (source, at, line))).collect()
    }

    fn cell(&mut self, file: usize, cell: &Cell, (source, at, line): (&Source, usize, &Line)) -> Made {
        let around = Around { sources: self.sources, codes: &self.mapping.codes, indexes: &self.indexes };
        let mut found = Vec::new();
        let made = cell.make(source, line, &around, &mut |fault| found.push(fault));
        if !found.is_empty() && !line.left_out {
            self.mark(file, at);
            self.checker.add_all(found);
        }
        made
    }

    fn row<R: Row + Rules>(
        &mut self,
        rule: &TableRule,
        (source, at, line): (&Source, usize, &Line),
        cells: &[Made],
        rows: &mut Vec<R>,
        accept: Accept<'_, R>,
    ) {
        let clean = !self.unclean.get(rule.from).and_then(|lines| lines.get(at)).copied().unwrap_or(false);
        let before = self.checker.faults.len();
        let spot = Spot { rule, source, line, cells };
        let taken =
            self.checker.row::<R>(&spot, &|index| cells.get(index).map_or("", |cell| &cell.text), clean);
        match taken {
            Taken::New(row) => {
                if accept(&mut self.checker, &spot, &row) {
                    rows.push(row);
                    self.origins.push((source.file.clone(), line.number));
                }
            }
            Taken::Already => self.already += 1,
            Taken::Not => {}
        }
        if self.checker.faults.len() > before {
            self.mark(rule.from, at);
        }
    }

    fn mark(&mut self, file: usize, at: usize) {
        if let Some(mark) = self.unclean.get_mut(file).and_then(|lines| lines.get_mut(at)) {
            *mark = true;
        }
    }
}

type Accept<'f, R> = &'f dyn Fn(&mut Checker<'_>, &dyn Place, &R) -> bool;

impl TableRule {
    fn applies(&self, line: &Line) -> bool {
        self.filter.iter().all(|(column, value)| line.cell(*column) == value)
            && (self.given.is_empty()
                || self.given.iter().any(|&column| !line.cell(column).is_empty() || line.poisoned(column)))
    }

    /// What rows have in common that become one.
    fn group(&self, cells: &[Made]) -> String {
        let mut key = String::new();
        for (index, cell) in cells.iter().enumerate() {
            if Some(index) != self.least {
                key.push_str(&cell.text);
            }
            key.push('\u{1f}');
        }
        key
    }
}

/// A row's place in the foreign file.
struct Spot<'a> {
    rule: &'a TableRule,
    source: &'a Source,
    line: &'a Line,
    cells: &'a [Made],
}

impl Spot<'_> {
    fn columns(&self, index: usize) -> Vec<usize> {
        self.rule.cells.get(index).map(Cell::columns).unwrap_or_default()
    }
}

impl Place for Spot<'_> {
    fn line(&self) -> u64 {
        self.line.number
    }
    fn left_out(&self) -> bool {
        self.line.left_out
    }
    fn origin(&self, table: &Table, index: usize) -> Option<(String, u64, String)> {
        let made = self.cells.get(index);
        if made.is_some_and(|cell| cell.poisoned) {
            return None;
        }
        if let Some(elsewhere) = made.and_then(|cell| cell.elsewhere.clone()) {
            return Some(elsewhere);
        }
        let own = table.columns.get(index).map_or_else(String::new, |column| column.name.to_owned());
        let column = self.columns(index).first().map_or(own, |&column| self.source.heading(column));
        Some((self.source.file.clone(), self.line.number, column))
    }
    fn value(&self, index: usize) -> Option<&str> {
        let own = self.cells.get(index).is_some_and(|cell| cell.elsewhere.is_none());
        match self.columns(index).as_slice() {
            [only] if own => Some(self.line.cell(*only)),
            _ => None,
        }
    }
}
