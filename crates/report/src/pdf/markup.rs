//! The document as a text for the typesetter: calls of the template's functions, every word as a quoted string, so that
//! nothing anybody typed is ever read as markup.

use std::fmt::Write;

use crate::document::{Block, Document, Figure, Pointer, table_anchor};
use crate::table::{Cell, Row, Table};

/// The path a figure is found under.
pub(super) fn figure_path(number: usize) -> String {
    format!("/figure-{number}.svg")
}

/// The path the same is found under as it is drawn for a column.
pub(super) fn column_path(number: usize) -> String {
    format!("/figure-{number}-column.svg")
}

/// A string literal.
fn quoted(words: &str) -> String {
    let mut quoted = String::with_capacity(words.len() + 2);
    quoted.push('"');
    for letter in words.chars() {
        match letter {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(letter);
            }
            letter if letter.is_control() => quoted.push(' '),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// An array literal of finished pieces.
fn array(pieces: impl IntoIterator<Item = String>) -> String {
    let mut text = "(".to_owned();
    for piece in pieces {
        text.push_str(&piece);
        text.push_str(", ");
    }
    text.push(')');
    if text == "()" { text } else { text.replace(", )", ",)") }
}

/// The whole text.
pub(super) fn text(document: &Document) -> String {
    let mut text = "#import \"template.typ\": *\n".to_owned();
    let said = |key: &str| locale::text(document.language, &format!("report-{key}"), &[]);
    let page_words =
        locale::text(document.language, "report-page-of", &[("page", "¤".into()), ("total", "¤".into())]);
    let page_words = array(page_words.split('¤').map(quoted));
    let date = document.cut_iso.as_deref().and_then(date).unwrap_or_else(|| "none".to_owned());
    let region = if document.language == locale::Language::Da { "DK" } else { "GB" };
    line(
        &mut text,
        format_args!(
            "#show: report.with(title: {}, language: {}, region: {}, date: {date}, head: {}, foot: {}, page-words: {page_words})",
            quoted(&document.title),
            quoted(document.language.tag()),
            quoted(region),
            document
                .synthetic
                .as_ref()
                .map_or_else(|| "none".to_owned(), |synthetic| quoted(&synthetic.head)),
            array([quoted(&document.title)].into_iter().chain(document.cut.as_deref().map(quoted))),
        ),
    );
    line(&mut text, format_args!("#top({})", array(document.top.iter().map(|words| quoted(words)))));
    let mut narrow = false;
    for block in &document.blocks {
        match block {
            Block::Narrow(on) => {
                narrow = *on;
                text.push_str(if narrow { "#narrow[\n" } else { "]\n" });
            }
            Block::Figure(figure) => figure_text(&mut text, document, figure, narrow),
            other => block_text(&mut text, document, other, &said),
        }
    }
    text
}

fn line(text: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    if text.write_fmt(words).is_ok() {
        text.push('\n');
    }
}

fn block_text(
    text: &mut String,
    document: &Document,
    block: &Block,
    said: &dyn Fn(&str) -> std::borrow::Cow<'static, str>,
) {
    let list = |lines: &[String]| array(lines.iter().map(|words| quoted(words)));
    match block {
        Block::Heading { level, id, text: words, new_page } => {
            if *new_page {
                text.push_str("#pagebreak(weak: true)\n");
            }
            line(text, format_args!("#heading(level: {level}, {}) <{}>", quoted(words), label(id)));
        }
        Block::Lead(lines) => line(text, format_args!("#lead({})", list(lines))),
        Block::Facts(facts) => {
            let pairs = facts.iter().map(|(name, words)| format!("({}, {})", quoted(name), quoted(words)));
            line(text, format_args!("#facts({})", array(pairs)));
        }
        Block::Definitions(all) => {
            let each = all.iter().map(|one| {
                format!(
                    "({}, {}, [#metadata(none) <{}>])",
                    quoted(&one.name),
                    quoted(&one.text),
                    label(&one.id)
                )
            });
            line(text, format_args!("#definitions({})", array(each)));
        }
        Block::Text(words) => line(text, format_args!("#para({})", quoted(words))),
        Block::Note(words) => line(text, format_args!("#note({})", quoted(words))),
        Block::List(lines) => line(text, format_args!("#points({})", list(lines))),
        Block::Pointed(all) => {
            let pages = page_of(document.language);
            let each = all.iter().map(|(words, place)| {
                // "Se tabel 2, s. 4."
                let comma = if place.anchor.is_some() { "," } else { "" };
                let place = Pointer { words: format!("{}{comma}", place.words), ..place.clone() };
                format!("[#{} #{}.]", quoted(words), pointer(&place, &pages))
            });
            line(text, format_args!("#points({})", array(each)));
        }
        Block::Figure(_) | Block::Narrow(_) | Block::SeeFigures(_) => {}
        Block::Table(place) => {
            if let Some(table) = document.tables.get(*place) {
                table_text(text, document, *place, table);
            }
        }
        Block::Written(passage) => line(
            text,
            format_args!(
                "#written({}, {}, {})",
                quoted(&passage.title),
                list(&passage.paragraphs),
                quoted(&passage.by)
            ),
        ),
        Block::OwnText { prompt } => line(
            text,
            format_args!(
                "#own({}, {}, {})",
                quoted(prompt),
                quoted(&said("written-by")),
                quoted(&said("written-date"))
            ),
        ),
    }
}

/// A figure as wide as the page, or the one for a column.
fn figure_text(text: &mut String, document: &Document, figure: &Figure, narrow: bool) {
    let (call, path) = if narrow {
        ("small-chart", column_path(figure.number))
    } else {
        (if figure.number == 1 { "front-chart" } else { "chart" }, figure_path(figure.number))
    };
    line(
        text,
        format_args!(
            "#{call}({}, {}, {})",
            quoted(&path),
            quoted(&figure.wide.description),
            caption(document, figure),
        ),
    );
}

/// The caption of a figure as content: words, with links to where they point, and the page where it is to be told.
fn caption(document: &Document, figure: &Figure) -> String {
    let pages = page_of(document.language);
    array(document.figure_caption(figure).iter().map(|place| pointer(place, &pages)))
}

/// Words, with a link to where they lead, and with that page where it is to be told.
fn pointer(place: &Pointer, pages: &str) -> String {
    let words = quoted(&place.words);
    match &place.anchor {
        Some(anchor) if place.with_page => format!("place({words}, <{}>, {pages})", label(anchor)),
        Some(anchor) => format!("link(<{}>, {words})", label(anchor)),
        None => format!("text({words})"),
    }
}

fn table_text(text: &mut String, document: &Document, place: usize, table: &Table) {
    let language = document.language;
    let header = array(table.columns.iter().map(|column| {
        let group = column.group.as_deref().map_or_else(|| "none".to_owned(), quoted);
        let room = column.room.map_or_else(|| "none".to_owned(), |room| room.to_string());
        format!("({group}, {}, {}, {room})", quoted(&column.title), column.numeric)
    }));
    let cells = |row: &Row| {
        let words = row.cells.iter().zip(&table.columns).map(|(cell, column)| {
            let words = cell.words(language);
            let right = column.numeric;
            match cell {
                Cell::Place(anchor, _) => {
                    format!(
                        "(place({} + \",\", <{}>, {}), {right})",
                        quoted(&words),
                        label(anchor),
                        page_of(language)
                    )
                }
                _ => format!("({}, {right})", quoted(&words)),
            }
        });
        format!("({}, {})", row.total, array(words))
    };
    line(
        text,
        format_args!(
            "#numbers({}, {header}, {}, {}) <{}>",
            quoted(&document.table_caption(place)),
            array(table.rows.iter().map(cells)),
            array(table.notes.iter().map(|note| quoted(note))),
            label(&table_anchor(table)),
        ),
    );
}

/// The label of an anchor: what a label may hold.
fn label(anchor: &str) -> String {
    anchor.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect()
}

/// The words round the number of a page that is pointed to.
fn page_of(language: locale::Language) -> String {
    let words = locale::text(language, "report-place-page", &[("page", "¤".into())]);
    array(words.split('¤').map(quoted))
}

/// A date literal, from ISO 8601.
fn date(iso: &str) -> Option<String> {
    let mut parts = iso.splitn(3, '-').map(str::parse::<u16>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let real = (1..=12).contains(&month) && (1..=31).contains(&day);
    real.then(|| format!("datetime(year: {year}, month: {month}, day: {day})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_becomes_markup() {
        assert_eq!(quoted("a \"#x\" \\ \n"), "\"a \\\"#x\\\" \\\\  \"");
        assert_eq!(array([]), "()");
        assert_eq!(array(["1".to_owned()]), "(1,)");
    }

    #[test]
    fn only_a_date_is_a_date() {
        assert_eq!(date("2016-12-05").as_deref(), Some("datetime(year: 2016, month: 12, day: 5)"));
        assert_eq!(date("2016-13-05"), None);
        assert_eq!(date("record"), None);
    }
}
