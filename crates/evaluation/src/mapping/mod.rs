//! Foreign tables → package. A mapping file says which files to read, what their columns hold, what their codes mean
//! and how the tables of a package are made from them; the format is described in `docs/mapping.md`. The files may be
//! written in any dialect that `delimited` knows, with Danish dates and decimal commas. Every fault of every file is
//! reported at its place in the foreign file, in one run.
//!
//! Nothing here knows a particular programme: `content/mappings/exit-2013-16.toml` is data.

mod cell;
mod compile;
mod convert;
mod make;
mod source;
mod text;

use std::fs;
use std::io;
use std::path::Path;

use crate::fault::Fault;
use crate::package::{Files, Known, Lines, Manifest, Package, Reading, without_faulty};
use cell::Cell;
use convert::Convert;

/// How foreign tables become a package.
#[derive(Debug, Clone)]
pub struct Mapping {
    manifest: Manifest,
    files: Vec<FileRule>,
    codes: Vec<CodeList>,
    tables: Vec<TableRule>,
}

/// A foreign file.
#[derive(Debug, Clone)]
struct FileRule {
    name: String,
    /// Names and patterns; the first that any file answers to counts.
    files: Vec<String>,
    optional: bool,
    columns: Vec<ColumnRule>,
}

/// A column that is read.
#[derive(Debug, Clone)]
struct ColumnRule {
    name: String,
    optional: bool,
    convert: Convert,
}

/// What foreign values mean, folded to small letters.
#[derive(Debug, Clone)]
struct CodeList {
    meanings: Vec<(String, String)>,
}

/// How a table of the package is made.
#[derive(Debug, Clone)]
struct TableRule {
    table: &'static crate::package::schema::Table,
    from: usize,
    /// Columns that must hold a value.
    filter: Vec<(usize, String)>,
    /// Columns of which one at least must be filled; none named: every row counts.
    given: Vec<usize>,
    /// One cell for each column of the table.
    cells: Vec<Cell>,
    /// Several rows from one line: the cells named here differ.
    items: Vec<(String, Cell)>,
    once_per_occasion: bool,
    /// Equal rows become one.
    distinct: bool,
    /// The column in which rows that become one may differ: the least value stands.
    least: Option<usize>,
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<Fault>> {
        compile::compile(name, text)
    }

    /// What the package will be about.
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The files of a folder that the mapping reads; others are left alone.
    ///
    /// # Errors
    /// A folder or a file that cannot be read.
    pub fn load_files(&self, folder: &Path) -> Result<Files, Vec<Fault>> {
        let fault = |error: &io::Error, name: &str| vec![Fault::unread(name, name, error)];
        let shown = folder.display().to_string();
        let mut files = Files::new();
        for entry in fs::read_dir(folder).map_err(|error| fault(&error, &shown))? {
            let entry = entry.map_err(|error| fault(&error, &shown))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if self.files.iter().any(|rule| rule.answers(&name)) && entry.path().is_file() {
                let bytes = fs::read(entry.path()).map_err(|error| fault(&error, &name))?;
                files.insert(name, bytes);
            }
        }
        Ok(files)
    }

    /// Makes the package from its files, onto what a record holds already.
    ///
    /// # Errors
    /// Every fault of every file, in the order of files and lines.
    pub fn read(&self, files: &Files, known: &Known) -> Result<Reading, Vec<Fault>> {
        let reading = make::make(self, files, known, &Lines::new());
        if reading.faults.is_empty() { Ok(reading) } else { Err(reading.faults) }
    }

    /// The same, leaving out every line with a fault and every line that hangs on one left out; the faults are in
    /// the reading.
    ///
    /// # Errors
    /// The faults, when one of them is not about a line that could be left out.
    pub fn read_without_faulty(&self, files: &Files, known: &Known) -> Result<Reading, Vec<Fault>> {
        without_faulty(|left_out| make::make(self, files, known, left_out))
    }

    /// An empty package of this mapping.
    fn empty(&self) -> Package {
        Package::empty(self.manifest.clone())
    }
}

impl FileRule {
    fn answers(&self, name: &str) -> bool {
        self.files.iter().any(|pattern| matches(pattern, name))
    }

    fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|known| known.name == column)
    }
}

impl CodeList {
    fn meaning(&self, value: &str) -> Option<&str> {
        let folded = value.to_lowercase();
        self.meanings.iter().find(|(foreign, _)| *foreign == folded).map(|(_, code)| code.as_str())
    }

    fn known(&self) -> String {
        self.meanings.iter().map(|(foreign, _)| foreign.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// Whether a file's name answers to a pattern; `*` stands for any letters. Capital letters make no difference.
fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.to_lowercase(), name.to_lowercase());
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| name.strip_prefix(first)) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.len() >= last.len() && rest.ends_with(last)
}

#[cfg(test)]
mod tests;
