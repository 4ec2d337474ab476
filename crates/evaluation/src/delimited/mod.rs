//! Delimited text as it comes from offices: UTF-8 with or without a mark, or Windows-1252; comma, semicolon, tab or
//! bar; quoted cells with line breaks in them. Gives records with the line they begin on and the bytes they were
//! made of, so that a faulty record can be handed back exactly as it came. Knows nothing of columns or types.

mod dialect;
mod parts;
mod records;

pub use dialect::{Dialect, Encoding};
pub(crate) use parts::Parts;
pub use records::{Record, Records};

use crate::fault::{Fault, FaultCode};

/// A delimited file in memory.
#[derive(Debug)]
pub struct Delimited<'a> {
    name: &'a str,
    bytes: &'a [u8],
    dialect: Dialect,
    header: Record,
    body: usize,
    body_line: u64,
}

impl<'a> Delimited<'a> {
    /// Recognises the dialect of a file and reads its headings. `name` is what faults call the file.
    ///
    /// # Errors
    /// An encoding that is not read here, no headings, a heading that stands twice.
    pub fn open(name: &'a str, bytes: &'a [u8]) -> Result<Self, Vec<Fault>> {
        let dialect = Dialect::sniff(bytes).map_err(|fault| vec![fault.in_file(name)])?;
        Self::open_as(name, bytes, dialect)
    }

    /// The same with a dialect that is known beforehand.
    ///
    /// # Errors
    /// Bytes that are not text in the dialect's encoding, no headings, a heading that stands twice.
    pub fn open_as(name: &'a str, bytes: &'a [u8], dialect: Dialect) -> Result<Self, Vec<Fault>> {
        if let Some(line) = dialect.undecodable(bytes) {
            let fault = Fault::new(name, FaultCode::Encoding).at(line).with("encoding", "UTF-8");
            return Err(vec![fault]);
        }
        let mut records = Records::new(bytes, dialect, dialect.start(), 1);
        let mut header = Record::default();
        match records.read(&mut header) {
            Ok(true) => {}
            Ok(false) => return Err(vec![Fault::new(name, FaultCode::HeaderMissing)]),
            Err(line) => return Err(vec![Fault::new(name, FaultCode::QuoteOpen).at(line)]),
        }
        header.trim();
        let twice = headings_twice(name, &header);
        if !twice.is_empty() {
            return Err(twice);
        }
        let (body, body_line) = records.position();
        Ok(Self { name, bytes, dialect, header, body, body_line })
    }

    /// What faults call the file.
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// How it is written.
    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The headings, trimmed.
    pub fn headings(&self) -> impl ExactSizeIterator<Item = &str> {
        self.header.cells()
    }

    /// Where a heading stands, from 0.
    pub fn heading(&self, name: &str) -> Option<usize> {
        self.headings().position(|heading| heading == name)
    }

    /// The line of the headings.
    pub const fn header_line(&self) -> u64 {
        self.header.line()
    }

    /// The bytes of the headings, with the mark before them and the line break after them.
    pub fn header_bytes(&self) -> &'a [u8] {
        self.bytes.get(..self.body).unwrap_or_default()
    }

    /// The records below the headings in pieces of about this many bytes, each with the line it begins on, so that they
    /// can be read side by side. Together they are the records of the file, whatever the size.
    pub fn pieces(&self, size: usize) -> Vec<Records<'a>> {
        let quoted = self.bytes.get(self.body..).is_some_and(|body| body.contains(&b'"'));
        let mut pieces = Vec::new();
        let (mut at, mut line) = (self.body, self.body_line);
        while at < self.bytes.len() {
            let least = at.saturating_add(size.max(1));
            let end = if quoted {
                records::end_after(self.bytes, at, least, self.dialect.delimiter)
            } else {
                let rest = self.bytes.get(least..).unwrap_or_default();
                let more = rest.iter().position(|&byte| byte == b'\n');
                more.map_or(self.bytes.len(), |more| least + more + 1)
            };
            let until = self.bytes.get(..end).unwrap_or(self.bytes);
            pieces.push(Records::new(until, self.dialect, at, line));
            let piece = until.get(at..).unwrap_or_default();
            line += piece.iter().map(|&byte| u64::from(byte == b'\n')).sum::<u64>();
            at = end;
        }
        pieces
    }

    /// The records below the headings.
    pub fn records(&self) -> Records<'a> {
        Records::new(self.bytes, self.dialect, self.body, self.body_line)
    }
}

fn headings_twice(name: &str, header: &Record) -> Vec<Fault> {
    let mut seen = std::collections::BTreeSet::new();
    header
        .cells()
        .filter(|heading| !heading.is_empty() && !seen.insert(*heading))
        .map(|heading| {
            Fault::new(name, FaultCode::ColumnTwice).at(header.line()).column(heading).with("name", heading)
        })
        .collect()
}

#[cfg(test)]
mod tests;
