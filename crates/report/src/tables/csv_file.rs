//! A table as CSV: UTF-8 with a byte order mark; semicolon and decimal comma in Danish, comma and point in English, as the
//! spreadsheet programs of the two countries open them. Numbers have no thousands mark and a plain minus.

use locale::Language;

use super::{file_name, header};
use crate::document::Document;
use crate::formats::{Error, Rendered};
use crate::table::{Cell, Table};

/// One file per table.
pub(crate) fn csv_files(document: &Document) -> Result<Vec<Rendered>, Error> {
    let language = document.language;
    document
        .tables
        .iter()
        .map(|table| {
            Ok(Rendered {
                name: file_name(table),
                bytes: bytes(table, language, document.synthetic.as_ref().map(|synthetic| &*synthetic.head))?,
            })
        })
        .collect()
}

fn bytes(table: &Table, language: Language, synthetic: Option<&str>) -> Result<Vec<u8>, Error> {
    let delimiter = if language == Language::Da { b';' } else { b',' };
    let mut out = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(vec![0xef, 0xbb, 0xbf]);
    // Invented persons are marked in every row, so that the mark survives copying.
    let mark = |row: Vec<String>, word: &str| {
        row.into_iter().chain(synthetic.map(|_| word.to_owned())).collect::<Vec<_>>()
    };
    let table = table.apart(language);
    out.write_record(mark(table.columns.iter().map(header).collect(), "synthetic"))?;
    for row in &table.rows {
        let cells = row.cells.iter().map(|cell| field(cell, language)).collect();
        out.write_record(mark(cells, "1"))?;
    }
    out.into_inner().map_err(|fault| Error::Csv(fault.into_error().into()))
}

fn field(cell: &Cell, language: Language) -> String {
    let Some((value, decimals)) = cell.rounded() else { return cell.words(language) };
    let plain = format!("{value:.*}", usize::from(decimals));
    if language == Language::Da { plain.replace('.', ",") } else { plain }
}
