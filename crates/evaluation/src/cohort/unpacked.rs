//! A spreadsheet as a long file: its rows are written once as delimited text into a file without a name, which is then read
//! in parts.

use std::fs::File;
use std::io::{BufWriter, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use super::table::Table;
use crate::delimited::{Parts, Record};
use crate::fault::Fault;
use crate::package::sha256_of;
use crate::sheet;

/// A sheet, unpacked.
pub(super) struct Unpacked {
    path: PathBuf,
    /// Bytes of its text.
    length: u64,
    text: Parts,
}

impl Unpacked {
    /// Unpacks a sheet; parts have about so many bytes of text.
    ///
    /// # Errors
    /// A file that is not there or no spreadsheet, no room for its text, no headings, a heading that stands twice.
    pub(super) fn of(name: &str, path: &Path, sheet: Option<&str>, size: usize) -> Result<Self, Vec<Fault>> {
        let unreadable = |error| vec![Fault::unread(name, path.display(), &error)];
        let source = File::open(path).map_err(unreadable)?;
        let mut out = BufWriter::with_capacity(1 << 18, tempfile::tempfile().map_err(unreadable)?);
        sheet::write_text(name, source, sheet, &mut out)?;
        out.flush().map_err(unreadable)?;
        let mut text = out.into_inner().map_err(|error| unreadable(error.into_error()))?;
        text.rewind().map_err(unreadable)?;
        let length = text.metadata().map_err(unreadable)?.len();
        Ok(Self { path: path.to_owned(), length, text: Parts::of_text(name, text, sheet::DIALECT, size)? })
    }
}

impl Table for Unpacked {
    fn name(&self) -> &str {
        self.text.name()
    }
    fn headings(&self) -> Vec<&str> {
        self.text.headings()
    }
    fn header_line(&self) -> u64 {
        self.text.header_line()
    }
    fn comma(&self) -> bool {
        self.text.comma()
    }
    fn unread(&self, place: usize) -> Option<Fault> {
        self.text.unread(place)
    }
    fn parts(&self) -> usize {
        Table::parts(&self.text)
    }
    fn read(&self, part: usize, places: &[usize], row: &mut dyn FnMut(&Record)) -> Result<(), Fault> {
        self.text.read(part, places, row)
    }
    fn bytes(&self) -> u64 {
        self.length
    }
    fn sha256(&self) -> Option<String> {
        sha256_of(File::open(&self.path).ok()?)
    }
}
