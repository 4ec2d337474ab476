//! Splits bytes into records and cells. Quotes follow RFC 4180; a quote in the middle of an unquoted cell is kept as
//! it is; empty lines are passed over. Says where a record began; judges nothing.

use std::ops::Range;

use super::Dialect;

/// One record, reused from line to line.
#[derive(Debug, Clone, Default)]
pub struct Record {
    text: String,
    ends: Vec<usize>,
    line: u64,
    raw: Range<usize>,
}

impl Record {
    /// The line on which it begins, from 1.
    pub const fn line(&self) -> u64 {
        self.line
    }
    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }
    /// Whether it has no cells.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
    /// The cell at a position, from 0.
    pub fn cell(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start..end)
    }
    /// All cells.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.ends.len()).map(|index| self.cell(index).unwrap_or_default())
    }
    /// Empties it for the record of a line that was not read from delimited text.
    pub(crate) fn begin(&mut self, line: u64) {
        self.text.clear();
        self.ends.clear();
        self.line = line;
        self.raw = 0..0;
    }
    /// Adds a cell.
    pub(crate) fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }
    pub(super) fn trim(&mut self) {
        let trimmed: Vec<String> = self.cells().map(|cell| cell.trim().to_owned()).collect();
        self.text.clear();
        self.ends.clear();
        for cell in trimmed {
            self.push(&cell);
        }
    }
}

/// The records of a file, one after the other.
#[derive(Debug, Clone)]
pub struct Records<'a> {
    bytes: &'a [u8],
    dialect: Dialect,
    at: usize,
    line: u64,
    quoted: Vec<u8>,
}

impl<'a> Records<'a> {
    pub(super) const fn new(bytes: &'a [u8], dialect: Dialect, at: usize, line: u64) -> Self {
        Self { bytes, dialect, at, line, quoted: Vec::new() }
    }

    pub(super) const fn position(&self) -> (usize, u64) {
        (self.at, self.line)
    }

    /// The bytes a record was made of, with its line break.
    pub fn raw(&self, record: &Record) -> &'a [u8] {
        self.bytes.get(record.raw.clone()).unwrap_or_default()
    }

    /// Reads the next record; `false` at the end of the file.
    ///
    /// # Errors
    /// The line of a quotation mark that is never closed; the file ends there.
    pub fn read(&mut self, record: &mut Record) -> Result<bool, u64> {
        self.skip_empty_lines();
        record.text.clear();
        record.ends.clear();
        record.line = self.line;
        let start = self.at;
        if start >= self.bytes.len() {
            return Ok(false);
        }
        loop {
            let more =
                if self.peek() == Some(b'"') { self.quoted_cell(record)? } else { self.plain_cell(record) };
            record.ends.push(record.text.len());
            if !more {
                break;
            }
        }
        record.raw = start..self.at;
        Ok(true)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_empty_lines(&mut self) {
        while let Some(byte @ (b'\n' | b'\r')) = self.peek() {
            self.at += 1;
            self.line += u64::from(byte == b'\n');
        }
    }

    /// Reads up to the delimiter or line break and says whether a further cell follows.
    fn plain_cell(&mut self, record: &mut Record) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let delimiter = self.dialect.delimiter;
        let length = rest.iter().position(|&byte| byte == delimiter || byte == b'\n').unwrap_or(rest.len());
        let cell = rest.get(..length).unwrap_or_default();
        let stop = rest.get(length).copied();
        let cell = if stop == Some(delimiter) { cell } else { cell.strip_suffix(b"\r").unwrap_or(cell) };
        self.dialect.decode_into(cell, &mut record.text);
        self.at += length;
        self.stop(stop)
    }

    /// Steps over what ended a cell.
    fn stop(&mut self, stop: Option<u8>) -> bool {
        match stop {
            Some(b'\n') => {
                self.at += 1;
                self.line += 1;
                false
            }
            Some(_) => {
                self.at += 1;
                true
            }
            None => false,
        }
    }

    fn quoted_cell(&mut self, record: &mut Record) -> Result<bool, u64> {
        let opened = self.line;
        self.quoted.clear();
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err(opened),
                Some(b'"') if self.bytes.get(self.at + 1) == Some(&b'"') => {
                    self.quoted.push(b'"');
                    self.at += 2;
                }
                Some(b'"') => break,
                Some(byte) => {
                    self.quoted.push(byte);
                    self.line += u64::from(byte == b'\n');
                    self.at += 1;
                }
            }
        }
        self.at += 1;
        self.dialect.decode_into(&self.quoted, &mut record.text);
        Ok(self.plain_cell(record))
    }
}

/// Follows quotes through bytes that come in pieces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quotes {
    delimiter: u8,
    state: State,
}

/// Where in a record a byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing of the record has come but what is passed over.
    Record,
    /// At the first byte of a cell.
    Cell,
    /// In a cell without quotes, or after the quotes of one.
    Plain,
    /// Within quotes.
    Quoted,
    /// After a quote within quotes, which ends them or is the first of two.
    Quote,
}

impl Quotes {
    /// At the beginning of a record.
    pub(super) const fn new(delimiter: u8) -> Self {
        Self { delimiter, state: State::Record }
    }

    /// Whether quotes are open.
    pub(super) fn are_open(self) -> bool {
        self.state == State::Quoted
    }

    /// Steps over a byte; true when a record ends with it.
    pub(super) fn ends(&mut self, byte: u8) -> bool {
        let quoted = self.state == State::Quoted;
        self.state = match (self.state, byte) {
            (State::Quoted, b'"') => State::Quote,
            (State::Record | State::Cell | State::Quote, b'"') | (State::Quoted, _) => State::Quoted,
            // What stands before a record is passed over, as empty lines are.
            (_, b'\n') | (State::Record, b'\r') => State::Record,
            (_, byte) if byte == self.delimiter => State::Cell,
            _ => State::Plain,
        };
        byte == b'\n' && !quoted
    }
}

/// Where the first record ends that reaches so far; `at` is where a record begins.
pub(super) fn end_after(bytes: &[u8], at: usize, least: usize, delimiter: u8) -> usize {
    let mut quotes = Quotes::new(delimiter);
    let rest = bytes.iter().enumerate().skip(at);
    let end = rest.filter(|(_, byte)| quotes.ends(**byte)).map(|(at, _)| at + 1).find(|end| *end >= least);
    end.unwrap_or(bytes.len())
}
