//! Files with one row per person and occasion, as far as a cohort needs to know of them: headings, and rows in parts that
//! are read side by side.

use std::fs::File;
use std::path::Path;

use crate::columnar::{self, Columnar};
use crate::delimited::{Delimited, Parts, Record, Records};
use crate::fault::{Fault, FaultCode};
use crate::package::{sha256_hex, sha256_of};

/// Bytes of a piece of delimited text.
pub(super) const PIECE: usize = 2 << 20;

/// A long file.
pub(super) trait Table: Sync {
    /// What faults call it.
    fn name(&self) -> &str;
    /// Its headings, trimmed.
    fn headings(&self) -> Vec<&str>;
    /// The line of the headings.
    fn header_line(&self) -> u64;
    /// Whether numbers may have a decimal comma.
    fn comma(&self) -> bool;
    /// The fault of a column that is there and whose type is not read.
    fn unread(&self, place: usize) -> Option<Fault>;
    /// How many parts there are.
    fn parts(&self) -> usize;
    /// Gives the rows of a part in the order of the file; only the cells at these places need to be there.
    ///
    /// # Errors
    /// What keeps the rest of the part from being read.
    fn read(&self, part: usize, places: &[usize], row: &mut dyn FnMut(&Record)) -> Result<(), Fault>;
    /// How many bytes it has.
    fn bytes(&self) -> u64;
    /// SHA-256 of its bytes.
    fn sha256(&self) -> Option<String>;
}

/// Delimited text in memory, cut into pieces.
pub(super) struct Pieces<'f> {
    file: &'f Delimited<'f>,
    /// The bytes it came as, which may be those of a spreadsheet.
    bytes: &'f [u8],
    cuts: Vec<Records<'f>>,
}

impl<'f> Pieces<'f> {
    pub(super) fn of(file: &'f Delimited<'f>, bytes: &'f [u8]) -> Self {
        Self::sized(file, bytes, PIECE)
    }

    /// The same with pieces of about this many bytes.
    pub(super) fn sized(file: &'f Delimited<'f>, bytes: &'f [u8], size: usize) -> Self {
        Self { file, bytes, cuts: file.pieces(size) }
    }
}

impl Table for Pieces<'_> {
    fn name(&self) -> &str {
        self.file.name()
    }
    fn headings(&self) -> Vec<&str> {
        self.file.headings().collect()
    }
    fn header_line(&self) -> u64 {
        self.file.header_line()
    }
    fn comma(&self) -> bool {
        self.file.dialect().delimiter != b','
    }
    fn unread(&self, _: usize) -> Option<Fault> {
        None
    }
    fn parts(&self) -> usize {
        self.cuts.len()
    }
    fn read(&self, part: usize, _: &[usize], row: &mut dyn FnMut(&Record)) -> Result<(), Fault> {
        self.cuts.get(part).cloned().map_or(Ok(()), |records| all(records, self.name(), row))
    }
    fn bytes(&self) -> u64 {
        self.bytes.len() as u64
    }
    fn sha256(&self) -> Option<String> {
        Some(sha256_hex(self.bytes))
    }
}

impl Table for Columnar {
    fn name(&self) -> &str {
        self.name()
    }
    fn headings(&self) -> Vec<&str> {
        self.headings().collect()
    }
    fn header_line(&self) -> u64 {
        columnar::HEADER_LINE
    }
    fn comma(&self) -> bool {
        // In a column of text numbers stand as they were typed.
        true
    }
    fn unread(&self, place: usize) -> Option<Fault> {
        self.unread(place)
    }
    fn parts(&self) -> usize {
        self.groups()
    }
    fn read(&self, part: usize, places: &[usize], row: &mut dyn FnMut(&Record)) -> Result<(), Fault> {
        self.read(part, places, row)
    }
    fn bytes(&self) -> u64 {
        length(self.path())
    }
    fn sha256(&self) -> Option<String> {
        sha256_of(File::open(self.path()).ok()?)
    }
}

impl Table for Parts {
    fn name(&self) -> &str {
        self.name()
    }
    fn headings(&self) -> Vec<&str> {
        self.header().cells().collect()
    }
    fn header_line(&self) -> u64 {
        self.header().line()
    }
    fn comma(&self) -> bool {
        self.dialect().delimiter != b','
    }
    fn unread(&self, _: usize) -> Option<Fault> {
        None
    }
    fn parts(&self) -> usize {
        self.parts().len()
    }
    fn read(&self, part: usize, _: &[usize], row: &mut dyn FnMut(&Record)) -> Result<(), Fault> {
        let Some(part) = self.parts().get(part).copied() else { return Ok(()) };
        let unreadable = |error| {
            let fault = Fault::new(self.name(), FaultCode::FileUnreadable).with("file", self.name());
            fault.with("reason", error)
        };
        let bytes = self.bytes(part).map_err(unreadable)?;
        all(self.records(part, &bytes), self.name(), row)
    }
    fn bytes(&self) -> u64 {
        self.path().map_or(0, length)
    }
    fn sha256(&self) -> Option<String> {
        sha256_of(File::open(self.path()?).ok()?)
    }
}

/// How many bytes a file has.
pub(super) fn length(path: &Path) -> u64 {
    path.metadata().map_or(0, |about| about.len())
}

/// Gives every record.
fn all(mut records: Records<'_>, name: &str, row: &mut dyn FnMut(&Record)) -> Result<(), Fault> {
    let mut record = Record::default();
    let open = |line| Fault::new(name, FaultCode::QuoteOpen).at(line);
    while records.read(&mut record).map_err(open)? {
        row(&record);
    }
    Ok(())
}
