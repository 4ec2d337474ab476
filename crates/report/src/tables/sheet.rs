//! The tables as a workbook: a first sheet that says what the others hold, then a sheet per table. Numbers are numbers,
//! what is no number is words.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::header;
use crate::document::{Block, Document};
use crate::formats::Error;
use crate::table::{Row, Table};

/// A4, as the format numbers it.
const A4: u8 = 9;
/// Widest column of words, characters.
const WIDEST: u16 = 60;

/// The workbook's bytes.
pub(crate) fn workbook(document: &Document) -> Result<Vec<u8>, Error> {
    let mut book = Workbook::new();
    book.set_properties(&properties(document)?);
    let looks = Looks::new();
    read_me(document, book.add_worksheet(), &looks)?;
    for place in 0..document.tables.len() {
        sheet(document, place, book.add_worksheet(), &looks)?;
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
    header_right: Format,
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
            header_right: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_align(FormatAlign::Right)
                .set_border_bottom(FormatBorder::Thin),
            words: Format::new().set_align(FormatAlign::Top).set_text_wrap(),
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
    for id in ["hidden", "definitions"] {
        line += 2;
        line = part(document, sheet, looks, line, id)?;
    }
    Ok(())
}

/// A part of the report without figures and tables: what is hidden, what the numbers mean. Gives its last line.
fn part(
    document: &Document,
    sheet: &mut Worksheet,
    looks: &Looks,
    mut line: u32,
    id: &str,
) -> Result<u32, XlsxError> {
    let begins = |block: &&Block| matches!(block, Block::Heading { id: found, .. } if found == id);
    let blocks = document.blocks.iter().skip_while(|block| !begins(block));
    for (position, block) in blocks.enumerate() {
        match block {
            Block::Heading { text, .. } if position == 0 => {
                sheet.write_with_format(line, 0, text, &looks.header)?;
            }
            Block::Heading { .. } => break,
            Block::Text(words) | Block::Note(words) => {
                line += 1;
                sheet.write_with_format(line, 0, words, &looks.note)?;
            }
            Block::Definitions(all) => {
                for one in all {
                    line += 1;
                    sheet.write_with_format(line, 0, &one.name, &looks.words)?;
                    sheet.write_with_format(line, 1, &one.text, &looks.words)?;
                }
            }
            _ => {}
        }
    }
    Ok(line)
}

/// Title, header, rows, notes. Title and header stay in sight, and every printed page begins with them.
fn sheet(document: &Document, place: usize, sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
    let Some(table) = document.tables.get(place) else { return Ok(()) };
    let table = &table.apart(document.language);
    sheet.set_name(&table.name)?;
    let mark = document.synthetic.iter().map(|synthetic| synthetic.head.clone());
    let title: Vec<String> = std::iter::once(document.table_caption(place)).chain(mark).collect();
    sheet.write_with_format(0, 0, title.join(" · "), &looks.title)?;
    for (column, heading) in (0_u16..).zip(&table.columns) {
        let look = if heading.numeric { &looks.header_right } else { &looks.header };
        sheet.write_with_format(1, column, header(heading), look)?;
        sheet.set_column_width(column, width(document, table, usize::from(column)))?;
    }
    sheet.set_freeze_panes(2, 1)?;
    sheet.set_repeat_rows(0, 1)?.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    let mut line = 2;
    for row in &table.rows {
        write_row((document, table), sheet, line, row, looks)?;
        line += 1;
    }
    line += 1;
    let marks = document.synthetic.iter().map(|synthetic| &synthetic.line);
    for note in table.notes.iter().chain(marks) {
        sheet.write_with_format(line, 0, note, &looks.note)?;
        line += 1;
    }
    Ok(())
}

/// Room for the longest cell, and for a header over two lines; long words break.
fn width(document: &Document, table: &Table, column: usize) -> u16 {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    let longest = cells.map(|cell| cell.words(document.language).chars().count()).max().unwrap_or(0);
    let heading = table.columns.get(column).map_or(0, |column| header(column).chars().count().div_ceil(2));
    u16::try_from(longest.max(heading)).unwrap_or(WIDEST).clamp(7, WIDEST) + 3
}

fn write_row(
    (document, table): (&Document, &Table),
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
        let right = table.columns.get(usize::from(column)).is_some_and(|column| column.numeric);
        let mut look = looks.words.clone();
        if right {
            look = look.set_align(FormatAlign::Right);
        }
        if row.total {
            look = look.set_bold().set_border_top(FormatBorder::Thin);
        }
        sheet.write_with_format(line, column, words, &look)?;
    }
    Ok(())
}
