//! A spreadsheet (XLSX, ISO/IEC 29500) as delimited text: one line for each row, so that a fault's line is the row's number
//! and cells go through the same rules as those of any other file. Cells are taken as they are stored, numbers with all
//! their digits; formulas by the value that was saved with them. Formats, hidden rows and the like say nothing here.

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use roxmltree::{Document, Node};
use zip::ZipArchive;

use crate::delimited::{Dialect, Encoding};
use crate::fault::{Fault, FaultCode};

/// How the text is written: a delimiter that leaves the comma to numbers, as typed by Danes in cells of text.
pub(crate) const DIALECT: Dialect = Dialect { encoding: Encoding::Utf8, marked: false, delimiter: b';' };

/// More bytes than this in one part of the file are not unpacked.
const MOST: u64 = 1 << 30;

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// The rows of a sheet (the first one unless named); `name` is what faults call the file.
///
/// # Errors
/// A file that is no spreadsheet, or a sheet that is not there.
pub(crate) fn text_of(name: &str, bytes: &[u8], sheet: Option<&str>) -> Result<Vec<u8>, Vec<Fault>> {
    let unreadable = |reason: String| {
        vec![Fault::new(name, FaultCode::FileUnreadable).with("file", name).with("reason", reason)]
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(error.to_string()))?;
    let part = |archive: &mut Archive<'_>, path: &str| part(archive, path).map_err(unreadable);
    let workbook = part(&mut archive, "xl/workbook.xml")?;
    let links = part(&mut archive, "xl/_rels/workbook.xml.rels")?;
    let sheets = sheets(&workbook, &links).map_err(unreadable)?;
    let found = match sheet {
        None => sheets.first(),
        Some(asked) => sheets.iter().find(|(title, _)| title == asked),
    };
    let Some((_, path)) = found else {
        let known: Vec<&str> = sheets.iter().map(|(title, _)| title.as_str()).collect();
        let fault = Fault::new(name, FaultCode::NameUnknown).column("sheet");
        return Err(vec![fault.with("name", sheet.unwrap_or_default()).with("known", known.join(", "))]);
    };
    let shared = match archive.index_for_name("xl/sharedStrings.xml") {
        Some(_) => strings(&part(&mut archive, "xl/sharedStrings.xml")?).map_err(unreadable)?,
        None => Vec::new(),
    };
    let sheet = part(&mut archive, path)?;
    rows(&sheet, &shared).map_err(unreadable)
}

fn part(archive: &mut Archive<'_>, path: &str) -> Result<String, String> {
    let file = archive.by_name(path).map_err(|error| format!("{path}: {error}"))?;
    if file.size() > MOST {
        return Err(format!("{path}: {} bytes", file.size()));
    }
    let mut text = String::new();
    file.take(MOST).read_to_string(&mut text).map_err(|error| format!("{path}: {error}"))?;
    Ok(text)
}

fn parsed(text: &str) -> Result<Document<'_>, String> {
    Document::parse(text).map_err(|error| error.to_string())
}

/// The attribute by its name, whatever its namespace.
fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

fn named<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |node| node.tag_name().name() == name)
}

/// Titles and places of the sheets, in the order of the tabs.
fn sheets(workbook: &str, links: &str) -> Result<Vec<(String, String)>, String> {
    let (workbook, links) = (parsed(workbook)?, parsed(links)?);
    let place: HashMap<&str, &str> = named(links.root(), "Relationship")
        .filter_map(|link| Some((attribute(link, "Id")?, attribute(link, "Target")?)))
        .collect();
    let sheet = |node: Node<'_, '_>| {
        let link = node.attributes().find(|one| one.name() == "id" && one.namespace().is_some())?;
        let target = place.get(link.value())?;
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        Some((attribute(node, "name")?.to_owned(), path))
    };
    Ok(named(workbook.root(), "sheet").filter_map(sheet).collect())
}

/// The text of a node made of runs; how a word is pronounced is no part of it.
fn runs(node: Node<'_, '_>) -> String {
    let spoken = |text: &Node<'_, '_>| !text.ancestors().any(|one| one.tag_name().name() == "rPh");
    named(node, "t").filter(spoken).filter_map(|text| text.text()).collect()
}

fn strings(text: &str) -> Result<Vec<String>, String> {
    let document = parsed(text)?;
    Ok(named(document.root(), "si").map(runs).collect())
}

/// Position of a column from a reference such as `BC12`; from 0.
fn column(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase);
    let number = letters.fold(0usize, |number, letter| number * 26 + usize::from(letter - b'A') + 1);
    number.checked_sub(1).filter(|at| *at < 16_384)
}

fn rows(sheet: &str, shared: &[String]) -> Result<Vec<u8>, String> {
    let document = parsed(sheet)?;
    let mut out = Vec::new();
    let (mut line, mut width) = (1usize, 0usize);
    for row in named(document.root(), "row") {
        let number = attribute(row, "r").and_then(|number| number.parse().ok()).unwrap_or(line);
        if number > 1_048_576 || number < line {
            return Err(format!("row {number}"));
        }
        out.extend(std::iter::repeat_n(b'\n', number - line));
        let mut cells: Vec<String> = Vec::new();
        for cell in row.children().filter(|cell| cell.tag_name().name() == "c") {
            let at = attribute(cell, "r").and_then(column).unwrap_or(cells.len());
            if cells.len() <= at {
                cells.resize(at + 1, String::new());
            }
            if let Some(slot) = cells.get_mut(at) {
                *slot = value(cell, shared);
            }
        }
        let filled = cells.iter().any(|cell| !cell.is_empty());
        // Cells that a row does not store are empty; the headings say how many there are.
        width = if width == 0 && filled { cells.len() } else { width };
        if filled && cells.len() < width {
            cells.resize(width, String::new());
        }
        while cells.len() > width && cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if filled {
            write(&cells, &mut out);
        }
        out.push(b'\n');
        line = number + 1;
    }
    Ok(out)
}

fn value(cell: Node<'_, '_>, shared: &[String]) -> String {
    let stored = || {
        let value = cell.children().find(|child| child.tag_name().name() == "v");
        value.and_then(|value| value.text()).unwrap_or_default().trim()
    };
    match attribute(cell, "t") {
        Some("s") => {
            stored().parse::<usize>().ok().and_then(|at| shared.get(at)).cloned().unwrap_or_default()
        }
        Some("inlineStr") => runs(cell),
        _ => stored().to_owned(),
    }
}

fn write(cells: &[String], out: &mut Vec<u8>) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(DIALECT.delimiter);
        }
        // A line break within a cell would move the numbers of the rows below.
        let cell = cell.replace(['\n', '\r'], " ");
        if cell.contains(['"', ';']) {
            out.push(b'"');
            out.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
            out.push(b'"');
        } else {
            out.extend_from_slice(cell.as_bytes());
        }
    }
}
