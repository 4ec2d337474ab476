//! The rows and the shared texts of a spreadsheet, event by event.

use std::io::{BufRead, Write};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::DIALECT;

/// The last row that a sheet can have.
const LAST_ROW: usize = 1_048_576;
/// Columns that a sheet can have.
const COLUMNS: usize = 16_384;

/// What is read of a part.
enum Found {
    Begins(Tag),
    Text(String),
    Ends(Tag),
}

/// The elements that say something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Row,
    Cell,
    /// The stored value of a cell.
    Value,
    /// A text, or a run of one.
    Run,
    /// How a word is pronounced, which is no part of it.
    Spoken,
    /// A shared text.
    Shared,
    Other,
}

/// An element with the attributes that are asked for.
struct Tag {
    element: Element,
    /// `r`: which row, or which cell.
    place: Option<String>,
    /// `t`: what a cell holds.
    kind: Option<String>,
}

/// A part as events.
struct Events<R> {
    reader: Reader<Bounded<R>>,
    room: Vec<u8>,
    depth: usize,
}

/// Bytes that one event may have: a text of a cell is at most a tenth of it.
const MOST_OF_EVENT: usize = 1 << 20;
/// Bytes of a cell's text: the format ends at 32,767 characters.
const MOST_OF_TEXT: usize = 4 * 32_767;
/// Bytes of a row's texts.
const MOST_OF_ROW: usize = 64 << 20;
/// Texts that the cells share.
const MOST_SHARED: usize = 10_000_000;

/// Bytes to read, of which one event takes no more than it may.
struct Bounded<R> {
    part: R,
    left: usize,
}

impl<R: BufRead> std::io::Read for Bounded<R> {
    fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
        let length = self.fill_buf()?.read(room)?;
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.left == 0 {
            return Err(std::io::Error::other(TOO_LONG));
        }
        self.part.fill_buf()
    }
    fn consume(&mut self, length: usize) {
        self.left = self.left.saturating_sub(length);
        self.part.consume(length);
    }
}

/// What a text is that no spreadsheet program could have stored.
const TOO_LONG: &str = "a cell of more than 32,767 characters";

impl<R: BufRead> Events<R> {
    fn of(part: R) -> Self {
        let mut reader = Reader::from_reader(Bounded { part, left: MOST_OF_EVENT });
        reader.config_mut().expand_empty_elements = true;
        Self { reader, room: Vec::new(), depth: 0 }
    }

    /// The next thing that says something; nothing at the end.
    fn next(&mut self) -> Result<Option<Found>, String> {
        loop {
            self.room.clear();
            self.reader.get_mut().left = MOST_OF_EVENT;
            match self.reader.read_event_into(&mut self.room).map_err(|error| error.to_string())? {
                Event::Start(tag) => {
                    self.depth += 1;
                    return Ok(Some(Found::Begins(Tag::of(&tag)?)));
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    let element = Element::of(tag.local_name().as_ref());
                    return Ok(Some(Found::Ends(Tag { element, place: None, kind: None })));
                }
                Event::Text(text) => {
                    let text = text.xml_content().map_err(|error| error.to_string())?;
                    return Ok(Some(Found::Text(text.into_owned())));
                }
                Event::CData(text) => {
                    let text = text.xml_content().map_err(|error| error.to_string())?;
                    return Ok(Some(Found::Text(text.into_owned())));
                }
                Event::GeneralRef(name) => return Ok(Some(Found::Text(resolved(&name)?))),
                // No spreadsheet has one, and one could be made to grow without end.
                Event::DocType(_) => return Err("DTD".to_owned()),
                Event::Eof if self.depth > 0 => return Err("…".to_owned()),
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }
}

impl Element {
    fn of(name: &[u8]) -> Self {
        match name {
            b"row" => Self::Row,
            b"c" => Self::Cell,
            b"v" => Self::Value,
            b"t" => Self::Run,
            b"rPh" => Self::Spoken,
            b"si" => Self::Shared,
            _ => Self::Other,
        }
    }
}

impl Tag {
    fn of(tag: &BytesStart<'_>) -> Result<Self, String> {
        let element = Element::of(tag.local_name().as_ref());
        let mut found = Self { element, place: None, kind: None };
        if !matches!(element, Element::Row | Element::Cell) {
            return Ok(found);
        }
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let slot = match attribute.key.local_name().as_ref() {
                b"r" => &mut found.place,
                b"t" => &mut found.kind,
                _ => continue,
            };
            let value = attribute.unescape_value().map_err(|error| error.to_string())?;
            *slot = Some(value.into_owned());
        }
        Ok(found)
    }
}

/// What a reference such as `&amp;` stands for.
fn resolved(name: &BytesRef<'_>) -> Result<String, String> {
    if let Some(letter) = name.resolve_char_ref().map_err(|error| error.to_string())? {
        return Ok(letter.to_string());
    }
    let name = name.decode().map_err(|error| error.to_string())?;
    resolve_predefined_entity(&name).map(str::to_owned).ok_or_else(|| format!("&{name};"))
}

/// The shared texts, by their places.
pub(super) fn strings(part: impl BufRead) -> Result<Vec<String>, String> {
    let mut events = Events::of(part);
    let mut all = Vec::new();
    let mut text = Text::default();
    while let Some(found) = events.next()? {
        match found {
            Found::Begins(Tag { element: Element::Shared, .. }) => text = Text::default(),
            Found::Ends(Tag { element: Element::Shared, .. }) => all.push(std::mem::take(&mut text.runs)),
            other => text.take(&other)?,
        }
        if all.len() > MOST_SHARED {
            return Err(format!("more than {MOST_SHARED} shared texts"));
        }
    }
    Ok(all)
}

/// A text made of runs, and a stored value beside it.
#[derive(Default)]
struct Text {
    runs: String,
    stored: String,
    within: Option<Element>,
    spoken: bool,
}

impl Text {
    fn take(&mut self, found: &Found) -> Result<(), String> {
        match found {
            Found::Begins(tag) => match tag.element {
                Element::Spoken => self.spoken = true,
                element @ (Element::Value | Element::Run) => self.within = Some(element),
                _ => {}
            },
            Found::Ends(tag) => match tag.element {
                Element::Spoken => self.spoken = false,
                Element::Value | Element::Run => self.within = None,
                _ => {}
            },
            Found::Text(text) => match self.within {
                Some(Element::Value) => self.stored.push_str(text),
                Some(Element::Run) if !self.spoken => self.runs.push_str(text),
                _ => {}
            },
        }
        if self.runs.len().max(self.stored.len()) > MOST_OF_TEXT { Err(TOO_LONG.to_owned()) } else { Ok(()) }
    }

    /// What the cell shows.
    fn value(self, kind: Option<&str>, shared: &[String]) -> String {
        let stored = self.stored.trim();
        match kind {
            Some("s") => {
                stored.parse::<usize>().ok().and_then(|at| shared.get(at)).cloned().unwrap_or_default()
            }
            Some("inlineStr") => self.runs,
            _ => stored.to_owned(),
        }
    }
}

/// Position of a column from a reference such as `BC12`; from 0.
fn column(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase).take(4);
    let number = letters.fold(0usize, |number, letter| number * 26 + usize::from(letter - b'A') + 1);
    number.checked_sub(1).filter(|at| *at < COLUMNS)
}

/// Writes the rows of a sheet as delimited text.
pub(super) fn write(part: impl BufRead, shared: &[String], out: &mut dyn Write) -> Result<(), String> {
    let mut events = Events::of(part);
    let mut lines = Lines { out, line: 1, width: 0, held: 0, cells: Vec::new() };
    let (mut row, mut cell) = (None, None);
    while let Some(found) = events.next()? {
        match found {
            Found::Begins(tag) if tag.element == Element::Row => {
                row = Some(lines.begin(tag.place.as_deref())?);
            }
            Found::Begins(tag) if tag.element == Element::Cell && row.is_some() => {
                cell = Some((tag, Text::default()));
            }
            Found::Ends(tag) if tag.element == Element::Cell => {
                if let Some((tag, text)) = cell.take() {
                    let at = tag.place.as_deref().and_then(column);
                    lines.put(at, text.value(tag.kind.as_deref(), shared))?;
                }
            }
            Found::Ends(tag) if tag.element == Element::Row => {
                if let Some(number) = row.take() {
                    lines.end(number).map_err(|error| error.to_string())?;
                }
            }
            other => {
                if let Some((_, text)) = &mut cell {
                    text.take(&other)?;
                }
            }
        }
    }
    Ok(())
}

/// The text that is being written.
struct Lines<'o> {
    out: &'o mut dyn Write,
    /// The next line.
    line: usize,
    /// Number of headings, once there are any.
    width: usize,
    /// Bytes of the row so far.
    held: usize,
    cells: Vec<String>,
}

impl Lines<'_> {
    /// Begins a row, and gives its number.
    fn begin(&mut self, number: Option<&str>) -> Result<usize, String> {
        let number = number.and_then(|number| number.parse().ok()).unwrap_or(self.line);
        if number > LAST_ROW || number < self.line {
            return Err(format!("row {number}"));
        }
        self.cells.clear();
        self.held = 0;
        Ok(number)
    }

    /// Puts a cell in a column, or behind the last one.
    fn put(&mut self, at: Option<usize>, value: String) -> Result<(), String> {
        let at = at.unwrap_or(self.cells.len());
        if at >= COLUMNS {
            return Err(format!("column {at}"));
        }
        self.held += value.len();
        if self.held > MOST_OF_ROW {
            return Err(format!("row {}", self.line));
        }
        if self.cells.len() <= at {
            self.cells.resize(at + 1, String::new());
        }
        if let Some(slot) = self.cells.get_mut(at) {
            *slot = value;
        }
        Ok(())
    }

    /// Writes the row.
    fn end(&mut self, number: usize) -> std::io::Result<()> {
        for _ in self.line..number {
            self.out.write_all(b"\n")?;
        }
        let filled = self.cells.iter().any(|cell| !cell.is_empty());
        // Cells that a row does not store are empty; the headings say how many there are.
        self.width = if self.width == 0 && filled { self.cells.len() } else { self.width };
        if filled && self.cells.len() < self.width {
            self.cells.resize(self.width, String::new());
        }
        while self.cells.len() > self.width && self.cells.last().is_some_and(String::is_empty) {
            self.cells.pop();
        }
        for (at, cell) in self.cells.iter().enumerate().filter(|_| filled) {
            if at > 0 {
                self.out.write_all(&[DIALECT.delimiter])?;
            }
            // A line break within a cell would move the numbers of the rows below.
            let cell = cell.replace(['\n', '\r'], " ");
            if cell.contains(['"', ';']) {
                write!(self.out, "\"{}\"", cell.replace('"', "\"\""))?;
            } else {
                self.out.write_all(cell.as_bytes())?;
            }
        }
        self.out.write_all(b"\n")?;
        self.line = number + 1;
        Ok(())
    }
}
