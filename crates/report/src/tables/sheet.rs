//! The tables as a workbook: a first sheet that says what the others hold, then a sheet per table. Numbers are numbers,
//! what is no number is words.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::header;
use crate::document::Document;
use crate::formats::Error;
use crate::table::{Cell, Row, Table};

/// The workbook's bytes.
pub(crate) fn workbook(document: &Document) -> Result<Vec<u8>, Error> {
    let mut book = Workbook::new();
    book.set_properties(&properties(document)?);
    let looks = Looks::new();
    read_me(document, book.add_worksheet(), &looks)?;
    for table in &document.tables {
        sheet(document, table, book.add_worksheet(), &looks)?;
    }
    Ok(book.save_to_buffer()?)
}

/// Title and a fixed date: the day the data were cut, never the clock.
fn properties(document: &Document) -> Result<DocProperties, XlsxError> {
    let cut = document.cut_iso.as_deref().unwrap_or("1970-01-01");
    let date = ExcelDateTime::parse_from_str(cut).or_else(|_| ExcelDateTime::parse_from_str("1970-01-01"))?;
    Ok(DocProperties::new().set_title(&document.title).set_creation_datetime(&date))
}

/// The ways cells look.
struct Looks {
    title: Format,
    header: Format,
    words: Format,
    note: Format,
}

impl Looks {
    fn new() -> Self {
        Self {
            title: Format::new().set_bold().set_font_size(13),
            header: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Thin),
            words: Format::new().set_align(FormatAlign::Top),
            note: Format::new().set_align(FormatAlign::Top).set_font_color("#50585B"),
        }
    }

    fn number(decimals: u8, total: bool) -> Format {
        let mut pattern = "#,##0".to_owned();
        if decimals > 0 {
            pattern.push('.');
            pattern.extend(std::iter::repeat_n('0', usize::from(decimals)));
        }
        let look = Format::new().set_num_format(pattern);
        if total { look.set_border_top(FormatBorder::Thin).set_bold() } else { look }
    }
}

fn said(document: &Document, key: &str) -> String {
    locale::text(document.language, key, &[]).into_owned()
}

fn read_me(document: &Document, sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name(said(document, "report-x-readme"))?;
    sheet.set_column_width(0, 34)?.set_column_width(1, 90)?;
    sheet.write_with_format(0, 0, &document.title, &looks.title)?;
    let mut line = 1;
    let marks = document.synthetic.iter().map(|synthetic| synthetic.line.clone());
    let about = [said(document, "report-x-about"), document.made_with.clone()];
    for text in document.top.iter().skip(1).cloned().chain(marks).chain(about) {
        sheet.write_with_format(line, 0, text, &looks.words)?;
        line += 1;
    }
    line += 1;
    sheet.write_with_format(line, 0, said(document, "report-x-columns"), &looks.header)?;
    sheet.write_with_format(line, 1, said(document, "report-c-table"), &looks.header)?;
    for table in &document.tables {
        line += 1;
        sheet.write_with_format(line, 0, &table.name, &looks.words)?;
        sheet.write_with_format(line, 1, &table.caption, &looks.words)?;
    }
    Ok(())
}

fn sheet(document: &Document, table: &Table, sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
    let table = &table.apart(document.language);
    sheet.set_name(&table.name)?;
    for (column, heading) in (0_u16..).zip(&table.columns) {
        sheet.write_with_format(0, column, header(heading), &looks.header)?;
        sheet.set_column_width(column, if heading.numeric { 14 } else { 36 })?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let mut line = 1;
    for row in &table.rows {
        write_row(document, sheet, line, row, looks)?;
        line += 1;
    }
    line += 1;
    let marks = document.synthetic.iter().map(|synthetic| &synthetic.line);
    for note in std::iter::once(&table.caption).chain(&table.notes).chain(marks) {
        sheet.write_with_format(line, 0, note, &looks.note)?;
        line += 1;
    }
    Ok(())
}

fn write_row(
    document: &Document,
    sheet: &mut Worksheet,
    line: u32,
    row: &Row,
    looks: &Looks,
) -> Result<(), XlsxError> {
    for (column, cell) in (0_u16..).zip(&row.cells) {
        if let Some((value, decimals)) = cell.rounded() {
            sheet.write_with_format(line, column, value, &Looks::number(decimals, row.total))?;
            continue;
        }
        let words = cell.words(document.language);
        let look = looks.words.clone();
        let look = if matches!(cell, Cell::Text(_) | Cell::Place(..)) {
            look
        } else {
            look.set_align(FormatAlign::Right)
        };
        sheet.write_with_format(line, column, words, &look)?;
    }
    Ok(())
}
