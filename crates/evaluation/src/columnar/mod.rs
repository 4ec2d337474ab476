//! A Parquet file with one row per person and occasion, as records of text like those of a delimited file, so that cells go
//! through the same rules whichever way they came. Row groups are read side by side, a few thousand rows at a time and only
//! the columns that are asked for. Rows are numbered as if the headings stood on line 1: the first is line 2, as in the same
//! table saved as a spreadsheet.

mod kind;
mod read;

use std::fs::File;
use std::path::{Path, PathBuf};

use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};

use crate::delimited::Record;
use crate::fault::{Fault, FaultCode};
use kind::Kind;
use read::Rows;

/// A Parquet file.
#[derive(Debug)]
pub(crate) struct Columnar {
    name: String,
    path: PathBuf,
    columns: Vec<Column>,
    /// Number of rows of each row group.
    groups: Vec<usize>,
}

/// A column at the top of the schema.
#[derive(Debug)]
struct Column {
    heading: String,
    /// Position among the columns that hold values, and whether a value can be missing.
    stored: usize,
    optional: bool,
    /// What it holds, or the type that is not read.
    kind: Result<Kind, String>,
}

impl Columnar {
    /// Reads headings and types of a file; `name` is what faults call it.
    ///
    /// # Errors
    /// A file that is no Parquet file or is damaged, no columns, a heading that stands twice.
    pub(crate) fn open(name: &str, path: &Path) -> Result<Self, Vec<Fault>> {
        let unreadable = |reason: String| vec![unreadable(name, &reason)];
        let file = File::open(path).map_err(|error| unreadable(error.to_string()))?;
        let reader = guarded(|| SerializedFileReader::new(file)).map_err(unreadable)?;
        let schema = reader.metadata().file_metadata().schema_descr();
        let mut columns: Vec<Column> = Vec::new();
        let mut faults = Vec::new();
        for (stored, column) in schema.columns().iter().enumerate() {
            let parts = column.path().parts();
            let Some(heading) = parts.first().map(|heading| heading.trim()) else { continue };
            let nested = parts.len() > 1 || column.max_rep_level() > 0;
            if columns.iter().any(|known| known.heading == heading) {
                // The parts of a nested column share one heading.
                if !nested && !heading.is_empty() {
                    let fault = Fault::new(name, FaultCode::ColumnTwice).at(HEADER_LINE);
                    faults.push(fault.column(heading).with("name", heading));
                }
                continue;
            }
            columns.push(Column {
                heading: heading.to_owned(),
                stored,
                optional: column.max_def_level() > 0,
                kind: if nested { Err("LIST, MAP, STRUCT".to_owned()) } else { Kind::of(column) },
            });
        }
        if columns.is_empty() {
            faults.push(Fault::new(name, FaultCode::HeaderMissing));
        }
        let rows = |group: &parquet::file::metadata::RowGroupMetaData| {
            usize::try_from(group.num_rows()).unwrap_or(0)
        };
        let groups = reader.metadata().row_groups().iter().map(rows).collect();
        if faults.is_empty() {
            Ok(Self { name: name.to_owned(), path: path.to_owned(), columns, groups })
        } else {
            Err(faults)
        }
    }

    /// What faults call the file.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The headings, trimmed.
    pub(crate) fn headings(&self) -> impl ExactSizeIterator<Item = &str> {
        self.columns.iter().map(|column| column.heading.as_str())
    }

    /// How many row groups there are.
    pub(crate) const fn groups(&self) -> usize {
        self.groups.len()
    }

    /// The fault of a column whose values are none that a study can read.
    pub(crate) fn unread(&self, place: usize) -> Option<Fault> {
        let column = self.columns.get(place)?;
        let found = column.kind.as_ref().err()?;
        let fault = Fault::new(&self.name, FaultCode::ColumnType).at(HEADER_LINE).column(&column.heading);
        Some(fault.with("name", &column.heading).with("found", found))
    }

    /// Gives the rows of a row group one after the other, with the cells at the places asked for and all others empty.
    ///
    /// # Errors
    /// A file that changed or is damaged, text that is not UTF-8, a value outside what its type can hold.
    pub(crate) fn read(
        &self,
        group: usize,
        places: &[usize],
        row: &mut dyn FnMut(&Record),
    ) -> Result<(), Fault> {
        let before: usize = self.groups.iter().take(group).sum();
        let first = HEADER_LINE + 1 + before as u64;
        let columns =
            self.columns.iter().enumerate().map(|(at, column)| places.contains(&at).then_some(column));
        let columns: Vec<Option<&Column>> = columns.collect();
        // The library trusts what a file says of itself in places, and a damaged one must not end the program.
        guarded(|| {
            let file = File::open(&self.path)?;
            let reader = SerializedFileReader::new(file)?;
            let rows = self.groups.get(group).copied().unwrap_or_default();
            Rows::of(&reader, group, rows, &columns, &self.name, first).and_then(|mut rows| rows.each(row))
        })
        .map_err(|reason| unreadable(&self.name, &reason))?
    }
}

/// The line that the headings would stand on.
pub(crate) const HEADER_LINE: u64 = 1;

fn unreadable(name: &str, reason: &str) -> Fault {
    Fault::new(name, FaultCode::FileUnreadable).with("file", name).with("reason", reason)
}

/// What a closure gives, or why it could not; a panic within it is a reason too.
fn guarded<T>(work: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, String> {
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(|error| error.to_string()),
        Err(_) => Err("damaged".to_owned()),
    }
}

#[cfg(test)]
mod tests;
