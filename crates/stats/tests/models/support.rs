//! References that lie beside the project and are no part of it; comparison of numbers.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The nearest folder upwards that holds the references.
pub(crate) fn beside() -> Option<PathBuf> {
    let upwards = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    upwards.map(|folder| folder.join("shared/data")).find(|folder| folder.is_dir())
}

fn read(name: &str) -> Option<String> {
    let text = beside().and_then(|folder| fs::read_to_string(folder.join(name)).ok());
    if text.is_none() {
        // Past the test harness, which hides what a passing test prints.
        let mut past = std::io::stderr();
        writeln!(past, "skipped: ../shared/data/{name} is not there").unwrap();
    }
    text
}

/// A file of references, when it is there.
pub(crate) fn reference(name: &str) -> Option<Value> {
    read(&format!("statistics/{name}")).map(|text| serde_json::from_str(&text).unwrap())
}

/// A number, or one written as text with more digits.
pub(crate) fn number(value: &Value) -> f64 {
    value.as_f64().or_else(|| value.as_str()?.parse().ok()).unwrap_or_else(|| panic!("no number: {value}"))
}

/// Alike to an absolute difference.
#[track_caller]
pub(crate) fn within(found: f64, expected: f64, difference: f64) {
    assert!((found - expected).abs() <= difference, "found {found:e}, expected {expected:e}");
}

#[track_caller]
pub(crate) fn close(found: f64, expected: f64, relative: f64) {
    let tolerance = (expected.abs() * relative).max(1e-14);
    assert!((found - expected).abs() <= tolerance, "found {found:e}, expected {expected:e}");
}

/// The cells of a line; a comma between quotes does not part them.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            letter => cells.last_mut().unwrap().push(letter),
        }
    }
    cells
}

/// A data set with a header line.
pub(crate) struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table of the statistics references.
    pub(crate) fn read(name: &str) -> Option<Self> {
        Self::open(&format!("statistics/{name}"))
    }

    /// A table of the synthetic cohort.
    pub(crate) fn cohort(name: &str) -> Option<Self> {
        Self::open(&format!("cohort/{name}"))
    }

    fn open(name: &str) -> Option<Self> {
        let text = read(name)?;
        let mut lines = text.lines().map(cells);
        Some(Self { header: lines.next().unwrap(), rows: lines.collect() })
    }

    /// Without the rows in which this column is empty.
    pub(crate) fn with(mut self, column: &str) -> Self {
        let place = self.header.iter().position(|name| name == column).unwrap();
        self.rows.retain(|row| !row[place].is_empty() && row[place] != "NA");
        self
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn text(&self, row: usize, column: &str) -> &str {
        &self.rows[row][self.header.iter().position(|name| name == column).unwrap()]
    }

    pub(crate) fn number(&self, row: usize, column: &str) -> f64 {
        self.text(row, column).parse().unwrap()
    }

    /// Rows with the same value, in order of appearance.
    pub(crate) fn groups(&self, column: &str) -> Vec<Vec<usize>> {
        let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
        for row in 0..self.len() {
            let value = self.text(row, column);
            match groups.iter_mut().find(|(known, _)| *known == value) {
                Some((_, rows)) => rows.push(row),
                None => groups.push((value, vec![row])),
            }
        }
        groups.into_iter().map(|(_, rows)| rows).collect()
    }
}
