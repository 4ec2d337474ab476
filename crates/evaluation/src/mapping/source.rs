//! A foreign file in memory: the columns that the mapping reads, converted, with a mark on each cell that was not
//! taken. Everything that can be said of a line by itself is said here.

use std::collections::{HashMap, HashSet};

use super::convert::{Convert, score_agrees};
use super::{FileRule, Mapping};
use crate::delimited::{Delimited, Record};
use crate::fault::{Fault, FaultCode};
use crate::package::value::holds_cpr;
use crate::package::{Files, Lines, SourceFile, sha256_hex};

/// A file that was read.
#[derive(Debug)]
pub(super) struct Source {
    /// Its name in the folder.
    pub(super) file: String,
    pub(super) lines: Vec<Line>,
    headings: Vec<String>,
}

/// A line of it.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) number: u64,
    pub(super) left_out: bool,
    cells: Vec<Box<str>>,
    poisoned: Vec<bool>,
}

impl Line {
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell)
    }
    pub(super) fn poisoned(&self, column: usize) -> bool {
        self.poisoned.get(column).copied().unwrap_or(false)
    }
    fn poison(&mut self, column: usize) {
        if let Some(mark) = self.poisoned.get_mut(column) {
            *mark = true;
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = Box::from("");
        }
    }
}

impl Source {
    /// What the file calls a column.
    pub(super) fn heading(&self, column: usize) -> String {
        self.headings.get(column).cloned().unwrap_or_default()
    }
}

/// Lines of a file by the values of some columns; the first line with them counts.
#[derive(Debug)]
pub(super) struct Index {
    pub(super) file: usize,
    pub(super) columns: Vec<usize>,
    pub(super) lines: HashMap<String, usize>,
}

impl Index {
    pub(super) fn new(file: usize, columns: Vec<usize>, sources: &[Option<Source>]) -> Self {
        let mut lines = HashMap::new();
        let source = sources.get(file).and_then(Option::as_ref);
        for (at, line) in source.iter().flat_map(|source| source.lines.iter().enumerate()) {
            if line.left_out {
                continue;
            }
            let mut key = String::new();
            for &column in &columns {
                key.push_str(line.cell(column));
                key.push('\u{1f}');
            }
            lines.entry(key).or_insert(at);
        }
        Self { file, columns, lines }
    }
}

/// Reads the file that a rule names.
pub(super) fn read(
    rule: &FileRule,
    files: &Files,
    left_out: &Lines,
    fault: &mut dyn FnMut(Fault),
) -> Option<(Source, SourceFile)> {
    let name = find(rule, files, fault)?;
    let bytes = files.get(&name)?;
    let file = match Delimited::open(&name, bytes) {
        Ok(file) => file,
        Err(faults) => {
            faults.into_iter().for_each(fault);
            return None;
        }
    };
    let places: Vec<Option<usize>> = rule.columns.iter().map(|column| file.heading(&column.name)).collect();
    let mut whole = true;
    for (column, _) in
        rule.columns.iter().zip(&places).filter(|(column, place)| place.is_none() && !column.optional)
    {
        let missing = Fault::new(&name, FaultCode::ColumnMissing).at(file.header_line());
        fault(missing.column(&column.name).with("name", &column.name));
        whole = false;
    }
    if !whole {
        return None;
    }
    let mut source = Source {
        headings: rule.columns.iter().map(|column| column.name.clone()).collect(),
        lines: Vec::new(),
        file: name.clone(),
    };
    let left_out = left_out.get(&name);
    let rows = lines(rule, &file, &places, &mut source, left_out, fault);
    Some((source, SourceFile { sha256: sha256_hex(bytes), name, rows }))
}

fn lines(
    rule: &FileRule,
    file: &Delimited<'_>,
    places: &[Option<usize>],
    source: &mut Source,
    left_out: Option<&std::collections::BTreeSet<u64>>,
    fault: &mut dyn FnMut(Fault),
) -> u64 {
    let mut rows = 0;
    let mut records = file.records();
    let mut record = Record::default();
    loop {
        match records.read(&mut record) {
            Ok(true) => {}
            Ok(false) => return rows,
            Err(line) => {
                fault(Fault::new(file.name(), FaultCode::QuoteOpen).at(line));
                return rows;
            }
        }
        if record.cells().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        rows += 1;
        let left_out = left_out.is_some_and(|lines| lines.contains(&record.line()));
        let headings = file.headings().len();
        if record.len() == headings {
            let mut quiet = |_| {};
            let fault: &mut dyn FnMut(Fault) = if left_out { &mut quiet } else { &mut *fault };
            source.lines.push(line(rule, file, places, &record, left_out, fault));
        } else if !left_out {
            let count = Fault::new(file.name(), FaultCode::CellCount).at(record.line());
            fault(count.with("found", record.len()).with("expected", headings));
        }
    }
}

fn line(
    rule: &FileRule,
    file: &Delimited<'_>,
    places: &[Option<usize>],
    record: &Record,
    left_out: bool,
    fault: &mut dyn FnMut(Fault),
) -> Line {
    let at = |code, column: &str| Fault::new(file.name(), code).at(record.line()).column(column);
    let width = rule.columns.len();
    let mut line = Line {
        number: record.line(),
        left_out,
        cells: vec![Box::from(""); width],
        poisoned: vec![false; width],
    };
    let cpr: HashSet<usize> = record
        .cells()
        .zip(file.headings())
        .enumerate()
        .filter(|(_, (cell, _))| holds_cpr(cell))
        .map(|(place, (_, heading))| {
            fault(at(FaultCode::CprInField, heading));
            place
        })
        .collect();
    for (index, (column, place)) in rule.columns.iter().zip(places).enumerate() {
        let Some(place) = *place else { continue };
        let text = record.cell(place).unwrap_or_default().trim();
        if cpr.contains(&place) {
            line.poison(index);
        } else if !text.is_empty() {
            match column.convert.convert(text) {
                Ok(value) => {
                    if let Some(cell) = line.cells.get_mut(index) {
                        *cell = value.into_boxed_str();
                    }
                }
                Err((code, parameters)) => {
                    line.poison(index);
                    let found = at(code, &column.name);
                    fault(parameters.into_iter().fold(found, |found, (name, value)| found.with(name, value)));
                }
            }
        }
    }
    for (index, column) in rule.columns.iter().enumerate() {
        let Convert::Score { items, multiply } = &column.convert else { continue };
        let stated = line.cell(index);
        if stated.is_empty() || items.iter().any(|&item| line.poisoned(item)) {
            continue;
        }
        let answers: Vec<&str> = items.iter().map(|&item| line.cell(item)).collect();
        if let Err(computed) = score_agrees(stated, &answers, *multiply) {
            fault(at(FaultCode::SumMismatch, &column.name).with("stated", stated).with("computed", computed));
            line.poison(index);
        }
    }
    line
}

/// The one file that answers to the rule.
fn find(rule: &FileRule, files: &Files, fault: &mut dyn FnMut(Fault)) -> Option<String> {
    for pattern in &rule.files {
        let found: Vec<&String> = files.keys().filter(|name| super::matches(pattern, name)).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Some((*one).clone()),
            several => {
                let names = several.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
                let ambiguous = Fault::new(pattern, FaultCode::FileAmbiguous).with("pattern", pattern);
                fault(ambiguous.with("files", names));
                return None;
            }
        }
    }
    if !rule.optional {
        let name = rule.files.first().cloned().unwrap_or_default();
        fault(Fault::new(&name, FaultCode::FileMissing).with("file", &name));
    }
    None
}

/// All files of a mapping.
pub(super) fn read_all(
    mapping: &Mapping,
    files: &Files,
    left_out: &Lines,
    fault: &mut dyn FnMut(Fault),
) -> (Vec<Option<Source>>, Vec<SourceFile>) {
    let mut sources = Vec::new();
    let mut described = Vec::new();
    for rule in &mapping.files {
        let read = read(rule, files, left_out, fault);
        sources.push(read.map(|(source, file)| {
            described.push(file);
            source
        }));
    }
    (sources, described)
}
