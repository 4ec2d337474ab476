//! The document's blocks as HTML. Tables scroll by themselves on a narrow screen; a figure has its numbers folded beneath.

use super::escape::escaped;
use super::put;
use crate::document::{Block, Document, Figure, Passage, Pointer, table_anchor};
use crate::table::{Cell, Column, Row, Table};

/// The heading over the room to write in, which only paper has.
const PAPER_ONLY: &str = "own";

/// Writes all blocks. After the first page comes the list of contents.
pub(super) fn write(page: &mut String, document: &Document) {
    let mut contents = false;
    let mut open = false;
    for block in &document.blocks {
        if let Block::Heading { level, new_page, .. } = block
            && *level <= 2
            && (*new_page || *level == 1 || !in_front(document, block))
        {
            if open {
                page.push_str("</section>\n");
            }
            if *level == 2 && !contents {
                write_contents(page, document);
                contents = true;
            }
            let class = if *level == 1 { "front" } else { "part" };
            let turned = if *new_page { " new-page" } else { "" };
            put(page, format_args!("<section class=\"{class}{turned}\">\n"));
            open = true;
        }
        one(page, document, block);
    }
    if open {
        page.push_str("</section>\n");
    }
}

/// Whether a heading of level 2 belongs to the first page: no heading of level 2 that begins a page stands before it.
fn in_front(document: &Document, heading: &Block) -> bool {
    document
        .blocks
        .iter()
        .take_while(|block| !matches!(block, Block::Heading { level: 2, new_page: true, .. }))
        .any(|block| block == heading)
}

fn write_contents(page: &mut String, document: &Document) {
    let said = locale::text(document.language, "report-contents", &[]);
    put(
        page,
        format_args!(
            "<nav class=\"contents\" aria-labelledby=\"contents\">\n<h2 id=\"contents\">{}</h2>\n<ul>\n",
            escaped(&said)
        ),
    );
    let mut nested = false;
    let headings = document.blocks.iter().filter(|block| !in_front(document, block));
    for block in headings {
        let Block::Heading { level, id, text, .. } = block else { continue };
        if id == PAPER_ONLY {
            continue;
        }
        match (*level, nested) {
            (3, false) => page.push_str("<ul>\n"),
            (2, true) => page.push_str("</ul>\n"),
            _ => {}
        }
        nested = *level == 3;
        put(page, format_args!("<li><a href=\"#{}\">{}</a></li>\n", escaped(id), escaped(text)));
    }
    page.push_str(if nested { "</ul>\n</ul>\n</nav>\n" } else { "</ul>\n</nav>\n" });
}

/// Writes one block.
pub(super) fn one(page: &mut String, document: &Document, block: &Block) {
    match block {
        Block::Heading { level, id, text, .. } => {
            let paper = if id == PAPER_ONLY { " class=\"paper\"" } else { "" };
            put(page, format_args!("<h{level} id=\"{}\"{paper}>{}</h{level}>\n", escaped(id), escaped(text)));
        }
        Block::Lead(lines) => {
            page.push_str("<div class=\"lead\">\n");
            for words in lines {
                put(page, format_args!("<p>{}</p>\n", escaped(words)));
            }
            page.push_str("</div>\n");
        }
        Block::Facts(facts) => {
            list(page, facts.iter().map(|(name, words)| (None, name.as_str(), words.as_str())));
        }
        Block::Definitions(all) => {
            list(page, all.iter().map(|one| (Some(&*one.id), one.name.as_str(), one.text.as_str())));
        }
        Block::Text(words) => put(page, format_args!("<p>{}</p>\n", escaped(words))),
        Block::Note(words) => put(page, format_args!("<p class=\"note\">{}</p>\n", escaped(words))),
        Block::List(lines) => {
            page.push_str("<ul class=\"points\">\n");
            for words in lines {
                put(page, format_args!("<li>{}</li>\n", escaped(words)));
            }
            page.push_str("</ul>\n");
        }
        Block::Pointed(all) => {
            page.push_str("<ul class=\"points\">\n");
            for (words, place) in all {
                put(page, format_args!("<li>{} {}.</li>\n", escaped(words), pointer(place)));
            }
            page.push_str("</ul>\n");
        }
        Block::Figure(figure) => figure_html(page, document, figure),
        Block::SeeFigures(_) | Block::Narrow(_) => {}
        Block::Table(place) => {
            if let Some(table) = document.tables.get(*place) {
                let id = table_anchor(table);
                table_html(page, document, *place, table, Some(&id));
            }
        }
        Block::Written(passage) => written(page, passage),
        Block::OwnText { prompt } => own(page, document, prompt),
    }
}

/// Names and what follows from them, each perhaps with its anchor.
fn list<'a>(page: &mut String, all: impl Iterator<Item = (Option<&'a str>, &'a str, &'a str)>) {
    page.push_str("<dl>\n");
    for (anchor, name, words) in all {
        let id = anchor.map_or_else(String::new, |anchor| format!(" id=\"{}\"", escaped(anchor)));
        put(page, format_args!("<div{id}><dt>{}</dt><dd>{}</dd></div>\n", escaped(name), escaped(words)));
    }
    page.push_str("</dl>\n");
}

/// The caption of a figure, with links to where it points.
fn caption(document: &Document, figure: &Figure) -> String {
    document.figure_caption(figure).iter().map(pointer).collect::<Vec<_>>().join(" · ")
}

/// Words, with a link to where they lead.
fn pointer(place: &Pointer) -> String {
    let words = escaped(&place.words);
    match &place.anchor {
        Some(anchor) => format!("<a href=\"#{}\">{words}</a>", escaped(anchor)),
        None => words,
    }
}

/// What somebody wrote: a rule in the margin, and by whom.
fn written(page: &mut String, passage: &Passage) {
    put(page, format_args!("<div class=\"written\"><p><strong>{}</strong></p>\n", escaped(&passage.title)));
    for words in &passage.paragraphs {
        put(page, format_args!("<p>{}</p>\n", escaped(words)));
    }
    put(page, format_args!("<p class=\"note\">{}</p></div>\n", escaped(&passage.by)));
}

/// Room to write on paper; the screen has its own fields elsewhere.
fn own(page: &mut String, document: &Document, prompt: &str) {
    let said = |key: &str| escaped(&locale::text(document.language, key, &[]));
    put(
        page,
        format_args!(
            "<div class=\"own\"><p>{}</p><div class=\"lines\"></div><p class=\"note\">{}: <span></span> {}:</p></div>\n",
            escaped(prompt),
            said("report-written-by"),
            said("report-written-date")
        ),
    );
}

fn figure_html(page: &mut String, document: &Document, figure: &Figure) {
    put(page, format_args!("<figure id=\"{}\">\n", escaped(&figure.id)));
    put(
        page,
        format_args!(
            "<div class=\"wide\">{}</div>\n<div class=\"narrow\">{}</div>\n",
            figure.wide.svg, figure.narrow.svg
        ),
    );
    put(page, format_args!("<figcaption>{}</figcaption>\n", caption(document, figure)));
    if !figure.tables.is_empty() {
        let said = locale::text(document.language, "report-figure-table", &[]);
        put(page, format_args!("<details><summary>{}</summary>\n", escaped(&said)));
        for place in &figure.tables {
            if let Some(table) = document.tables.get(*place) {
                table_html(page, document, *place, table, None);
            }
        }
        page.push_str("</details>\n");
    }
    page.push_str("</figure>\n");
}

/// A table; without an id where it is a second copy under its figure.
fn table_html(page: &mut String, document: &Document, place: usize, table: &Table, id: Option<&str>) {
    let caption = escaped(&document.table_caption(place));
    let id = id.map_or_else(String::new, |id| format!(" id=\"{}\"", escaped(id)));
    put(
        page,
        format_args!(
            "<div class=\"table\"{id} role=\"region\" tabindex=\"0\" aria-label=\"{caption}\">\n<table>\n"
        ),
    );
    put(page, format_args!("<caption>{caption}</caption>\n<thead>\n"));
    header(page, &table.columns);
    page.push_str("</thead>\n<tbody>\n");
    for row in &table.rows {
        row_html(page, document, table, row);
    }
    page.push_str("</tbody>\n</table>\n");
    for note in &table.notes {
        put(page, format_args!("<p class=\"note\">{}</p>\n", escaped(note)));
    }
    page.push_str("</div>\n");
}

fn header(page: &mut String, columns: &[Column]) {
    let grouped = columns.iter().any(|column| column.group.is_some());
    let class = |column: &Column| if column.numeric { " class=\"n\"" } else { "" };
    page.push_str("<tr>");
    let mut place = 0;
    while let Some(column) = columns.get(place) {
        let Some(group) = &column.group else {
            let span = if grouped { " rowspan=\"2\"" } else { "" };
            put(
                page,
                format_args!("<th scope=\"col\"{span}{}>{}</th>", class(column), escaped(&column.title)),
            );
            place += 1;
            continue;
        };
        let same = columns.iter().skip(place).take_while(|other| other.group.as_ref() == Some(group)).count();
        put(
            page,
            format_args!("<th scope=\"colgroup\" colspan=\"{same}\" class=\"g\">{}</th>", escaped(group)),
        );
        place += same.max(1);
    }
    page.push_str("</tr>\n");
    if grouped {
        page.push_str("<tr>");
        for column in columns.iter().filter(|column| column.group.is_some()) {
            put(page, format_args!("<th scope=\"col\"{}>{}</th>", class(column), escaped(&column.title)));
        }
        page.push_str("</tr>\n");
    }
}

fn row_html(page: &mut String, document: &Document, table: &Table, row: &Row) {
    page.push_str(if row.total { "<tr class=\"total\">" } else { "<tr>" });
    for (place, (cell, column)) in row.cells.iter().zip(&table.columns).enumerate() {
        let mut words = escaped(&cell.words(document.language));
        if let Cell::Place(anchor, _) = cell {
            words = format!("<a href=\"#{}\">{words}</a>", escaped(anchor));
        }
        if place == 0 {
            put(page, format_args!("<th scope=\"row\">{words}</th>"));
            continue;
        }
        let class = if column.numeric { " class=\"n\"" } else { "" };
        put(page, format_args!("<td{class}>{words}</td>"));
    }
    page.push_str("</tr>\n");
}
