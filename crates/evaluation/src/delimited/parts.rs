//! A delimited file on disk in parts that end with a record, found in one pass that keeps a part at a time.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::records::Quotes;
use super::{Delimited, Dialect, Encoding, Record, Records};
use crate::fault::{Fault, FaultCode};

/// Bytes that a record can have: what is longer is no record but a quotation mark that nobody closed, or no table.
const LONGEST: usize = 64 << 20;

/// Where a part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    at: u64,
    length: usize,
    /// The line it begins on.
    line: u64,
}

/// Where the text is.
#[derive(Debug)]
enum Place {
    /// A file that each reader opens by itself.
    Path(PathBuf),
    /// A file without a name.
    Open(Mutex<File>),
}

/// A delimited file on disk.
#[derive(Debug)]
pub(crate) struct Parts {
    name: String,
    place: Place,
    dialect: Dialect,
    header: Record,
    all: Vec<Part>,
}

/// What a pass over the file has found.
struct Pass {
    /// What the first part says.
    dialect: Dialect,
    header: Record,
    /// Where the records below the headings begin, and on which line.
    body: (usize, u64),
    parts: Vec<Part>,
    /// The first line that is no UTF-8.
    foreign: Option<u64>,
}

impl Parts {
    /// Looks through a file; parts have about so many bytes. `name` is what faults call the file.
    ///
    /// # Errors
    /// A file that is not there or cannot be read, an encoding that is not read here, no headings, a heading that stands
    /// twice.
    pub(crate) fn open(name: &str, path: &Path, size: usize) -> Result<Self, Vec<Fault>> {
        let unread = |error| vec![Fault::unread(name, path.display(), &error)];
        let mut file = File::open(path).map_err(unread)?;
        let pass = Pass::over(name, &mut file, size, None)?;
        pass.finished(name, Place::Path(path.to_owned()))
    }

    /// The same of a file without a name whose dialect is known.
    ///
    /// # Errors
    /// A file that cannot be read, no headings, a heading that stands twice.
    pub(crate) fn of_text(
        name: &str,
        mut file: File,
        dialect: Dialect,
        size: usize,
    ) -> Result<Self, Vec<Fault>> {
        let pass = Pass::over(name, &mut file, size, Some(dialect))?;
        pass.finished(name, Place::Open(Mutex::new(file)))
    }

    /// What faults call the file.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Where it is, unless it has no name.
    pub(crate) fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::Path(path) => Some(path),
            Place::Open(_) => None,
        }
    }

    /// How it is written.
    pub(crate) const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The headings, trimmed.
    pub(crate) fn header(&self) -> &Record {
        &self.header
    }

    /// The parts below the headings.
    pub(crate) fn parts(&self) -> &[Part] {
        &self.all
    }

    /// The bytes of a part.
    ///
    /// # Errors
    /// A file that changed or cannot be read.
    pub(crate) fn bytes(&self, part: Part) -> std::io::Result<Vec<u8>> {
        let mut bytes = vec![0; part.length];
        let mut read = |file: &mut File| {
            file.seek(SeekFrom::Start(part.at))?;
            file.read_exact(&mut bytes)
        };
        match &self.place {
            Place::Path(path) => read(&mut File::open(path)?)?,
            Place::Open(file) => read(&mut file.lock().unwrap_or_else(PoisonError::into_inner))?,
        }
        Ok(bytes)
    }

    /// The records of a part's bytes.
    pub(crate) fn records<'b>(&self, part: Part, bytes: &'b [u8]) -> Records<'b> {
        Records::new(bytes, self.dialect, 0, part.line)
    }
}

impl Pass {
    /// Goes through a file, whose dialect may be known.
    fn over(name: &str, file: &mut File, size: usize, dialect: Option<Dialect>) -> Result<Self, Vec<Fault>> {
        let unreadable = |error| vec![Fault::unread(name, name, &error)];
        let mut blocks = Blocks { room: Vec::new(), at: 0, size: size.max(1), ended: false, quotes: None };
        let mut pass: Option<Self> = None;
        let mut line = 1;
        while let Some(length) = blocks.next(file).map_err(unreadable)? {
            if length == 0 {
                return Err(vec![blocks.endless(name, line)]);
            }
            let part = Part { at: blocks.at, length, line };
            let bytes = blocks.room.get(..length).unwrap_or_default();
            let own = match &mut pass {
                None => {
                    let first = Self::of(name, bytes, dialect)?;
                    blocks.quotes = Some(Quotes::new(first.dialect.delimiter));
                    pass.insert(first)
                }
                Some(pass) => pass,
            };
            if own.foreign.is_none() && std::str::from_utf8(bytes).is_err() {
                let utf8 = Dialect { encoding: Encoding::Utf8, ..own.dialect };
                own.foreign = utf8.undecodable(bytes).map(|within| line + within - 1);
            }
            own.parts.push(part);
            line += bytes.iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
            blocks.take(length);
        }
        pass.map_or_else(|| Self::of(name, &[], dialect), Ok)
    }

    fn of(name: &str, first: &[u8], dialect: Option<Dialect>) -> Result<Self, Vec<Fault>> {
        let file = match dialect {
            None => Delimited::open(name, first)?,
            Some(dialect) => Delimited::open_as(name, first, dialect)?,
        };
        let body = (file.body, file.body_line);
        Ok(Self { dialect: file.dialect, header: file.header, body, parts: Vec::new(), foreign: None })
    }

    fn finished(self, name: &str, place: Place) -> Result<Parts, Vec<Fault>> {
        let Self { mut dialect, header, body, mut parts, foreign } = self;
        match foreign {
            Some(line) if dialect.marked => {
                return Err(vec![Fault::new(name, FaultCode::Encoding).at(line).with("encoding", "UTF-8")]);
            }
            Some(_) => dialect.encoding = Encoding::Windows1252,
            None => {}
        }
        if let Some(first) = parts.first_mut() {
            let (at, line) = body;
            *first = Part { at: at as u64, length: first.length.saturating_sub(at), line };
        }
        parts.retain(|part| part.length > 0);
        Ok(Parts { name: name.to_owned(), place, dialect, header, all: parts })
    }
}

/// Bytes that were read and are not taken yet.
struct Blocks {
    room: Vec<u8>,
    /// Where in the file they begin.
    at: u64,
    size: usize,
    ended: bool,
    /// How quotes are followed from the beginning of a record, once the delimiter is known.
    quotes: Option<Quotes>,
}

impl Blocks {
    /// How many of the bytes make the next part, which ends with a record: none where no record comes to an end; nothing at the
    /// end of the file.
    fn next(&mut self, file: &mut File) -> std::io::Result<Option<usize>> {
        let mut least = self.size;
        loop {
            let more = least.saturating_sub(self.room.len());
            if more > 0 && !self.ended {
                let read = file.by_ref().take(more as u64).read_to_end(&mut self.room)?;
                self.ended = read < more;
            }
            if self.room.is_empty() {
                return Ok(None);
            }
            if let Some(length) = self.last_end() {
                return Ok(Some(length));
            }
            if self.ended {
                return Ok(Some(self.room.len()));
            }
            if self.room.len() >= LONGEST {
                return Ok(Some(0));
            }
            // Not a whole record yet: a very long one, or quotes with line breaks in them.
            least = least.saturating_mul(2);
        }
    }

    /// How quotes are followed in these bytes.
    fn quotes(&self) -> Quotes {
        self.quotes.unwrap_or_else(|| Quotes::new(Dialect::first_delimiter(&self.room)))
    }

    /// That the record which begins on this line has no end, or that its quotes have none and where they were opened.
    fn endless(&self, name: &str, mut line: u64) -> Fault {
        let mut quotes = self.quotes();
        let (mut opened, mut open) = (line, false);
        for byte in &self.room {
            quotes.ends(*byte);
            if quotes.are_open() && !open {
                opened = line;
            }
            // A quote within quotes may be the first of two: they are closed once something else follows.
            open = quotes.are_open() || open && *byte == b'"';
            line += u64::from(*byte == b'\n');
        }
        if open {
            Fault::new(name, FaultCode::QuoteOpen).at(opened)
        } else {
            Fault::new(name, FaultCode::RecordLong).at(line).with("most", LONGEST >> 20)
        }
    }

    /// Where the last record ends.
    fn last_end(&self) -> Option<usize> {
        if !self.room.contains(&b'"') {
            return self.room.iter().rposition(|byte| *byte == b'\n').map(|at| at + 1);
        }
        let mut quotes = self.quotes();
        let ends = self.room.iter().enumerate().filter(|(_, byte)| quotes.ends(**byte));
        ends.last().map(|(at, _)| at + 1)
    }

    fn take(&mut self, length: usize) {
        self.room.drain(..length.min(self.room.len()));
        self.at += length as u64;
    }
}
