//! A spreadsheet (XLSX, ISO/IEC 29500) as delimited text: one line for each row, so that a fault's line is the row's number
//! and cells go through the same rules as those of any other file. Cells are taken as they are stored, numbers with all
//! their digits; formulas by the value that was saved with them. Formats, hidden rows and the like say nothing here.
//!
//! A sheet is unpacked and written row by row; only the texts that its cells share are held in memory.

mod rows;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::HashMap;
use std::io::{BufReader, Read, Seek, Write};

use roxmltree::{Document, Node};
use zip::ZipArchive;

use crate::delimited::{Dialect, Encoding};
use crate::fault::{Fault, FaultCode};

/// How the text is written: a delimiter that leaves the comma to numbers, as typed by Danes in cells of text.
pub(crate) const DIALECT: Dialect = Dialect { encoding: Encoding::Utf8, marked: false, delimiter: b';' };

/// More bytes than this are not unpacked of a part that is held in memory.
const MOST: u64 = 1 << 30;
/// More bytes than this are not unpacked of a sheet: some eight thousand for each row that a sheet can have.
const MOST_OF_SHEET: u64 = 8 << 30;

/// Writes the rows of a sheet (the first one unless named) as text; `name` is what faults call the file.
///
/// # Errors
/// A file that is no spreadsheet, or a sheet that is not there.
pub(crate) fn write_text(
    name: &str,
    source: impl Read + Seek,
    sheet: Option<&str>,
    out: &mut dyn Write,
) -> Result<(), Vec<Fault>> {
    let unreadable = |reason: String| {
        vec![Fault::new(name, FaultCode::FileUnreadable).with("file", name).with("reason", reason)]
    };
    let mut archive = ZipArchive::new(source).map_err(|error| unreadable(error.to_string()))?;
    let workbook = part(&mut archive, "xl/workbook.xml").map_err(unreadable)?;
    let links = part(&mut archive, "xl/_rels/workbook.xml.rels").map_err(unreadable)?;
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
        Some(_) => {
            let strings = |part: &mut dyn Read| rows::strings(BufReader::new(part));
            unpacked(&mut archive, "xl/sharedStrings.xml", MOST, strings).map_err(unreadable)?
        }
        None => Vec::new(),
    };
    let rows = |part: &mut dyn Read| rows::write(BufReader::new(part), &shared, out);
    unpacked(&mut archive, path, MOST_OF_SHEET, rows).map_err(unreadable)
}

/// Reads a part that unpacks to no more than so many bytes.
fn unpacked<T>(
    archive: &mut ZipArchive<impl Read + Seek>,
    path: &str,
    most: u64,
    read: impl FnOnce(&mut dyn Read) -> Result<T, String>,
) -> Result<T, String> {
    let file = archive.by_name(path).map_err(|error| format!("{path}: {error}"))?;
    if file.size() > most {
        return Err(format!("{path}: {} bytes", file.size()));
    }
    read(&mut file.take(most)).map_err(|reason| format!("{path}: {reason}"))
}

fn part(archive: &mut ZipArchive<impl Read + Seek>, path: &str) -> Result<String, String> {
    unpacked(archive, path, MOST, |file| {
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(|error| error.to_string())?;
        Ok(text)
    })
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
