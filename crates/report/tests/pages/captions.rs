//! A figure says which table has its numbers and where what it shows is defined: as links on a page, with the page on paper.
//! On paper the pages that are told are those where it stands, also in the checklist.

use std::collections::BTreeSet;

use locale::Language;
use report::document::{Block, Document};
use report::table::Cell;
use report::{Format, Options, render};

use super::{REPORTS, caption, documents, pages, report};

#[test]
fn every_figure_says_its_tables_and_where_it_is_defined() {
    for (name, document) in documents() {
        let defined: BTreeSet<&str> = document.definitions().map(|one| one.id.as_str()).collect();
        let all = document.definitions().count();
        assert_eq!(defined.len(), all, "{name}: a definition stands twice");
        for figure in document.figures() {
            let anchor = figure.definition.as_deref();
            assert!(
                anchor.is_some_and(|anchor| defined.contains(anchor)),
                "{name}: {} {anchor:?}",
                figure.id
            );
            let parts = caption(&document, figure);
            assert!(parts.contains("tabel ") || parts.contains("table "), "{name}: {parts}");
        }
        // One line each: a definition of two sentences is the longest there is.
        for one in document.definitions() {
            assert!(one.text.len() < 140 && one.text.ends_with('.'), "{name}: {}", one.text);
        }
    }
}

#[test]
fn what_a_caption_points_to_is_on_the_page() {
    for (name, released) in REPORTS.iter() {
        let options = Options { language: Language::Da };
        let file = render(released, &options, Format::Html).expect("a page").remove(0);
        let page = String::from_utf8(file.bytes).expect("UTF-8");
        let captions: Vec<&str> = page.split("<figcaption>").skip(1).collect();
        assert!(captions.len() > 1 || *name == "nobody", "{name}");
        for words in captions {
            let words = words.split("</figcaption>").next().unwrap_or_default();
            assert!(words.contains("#table-") && words.contains("#definition-"), "{name}: {words}");
            for link in words.split("href=\"#").skip(1) {
                let anchor = link.split('"').next().unwrap_or_default();
                assert!(page.contains(&format!(" id=\"{anchor}\"")), "{name}: #{anchor} leads nowhere");
            }
        }
    }
}

/// The numbers of pages that stand after some words in a text.
fn told_pages(text: &str, words: &str) -> Vec<usize> {
    let after = text.match_indices(words).map(|(at, _)| &text[at + words.len()..]);
    let digits = after.map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>());
    digits.filter_map(|number| number.parse().ok()).collect()
}

#[test]
fn the_pages_that_paper_tells_are_those_where_it_stands() {
    for name in ["exit", "everything"] {
        let document = Document::build(report(name), Language::Da);
        let pages = pages(name);
        told_truly(&document, &pages);
        let written = document.blocks.iter().filter_map(|block| match block {
            Block::Written(passage) => Some(passage),
            _ => None,
        });
        for passage in written {
            let by = passage.by.replace('\u{a0}', " ");
            assert!(pages.iter().any(|page| page.contains(&by)), "{name}: {by}");
        }
    }
}

/// Holds the pages that are told in captions and in the checklist against those where it stands.
fn told_truly(document: &Document, pages: &[String]) {
    let on = |number: usize| pages.get(number - 1).map_or("", String::as_str);
    let whole = pages.join(" ");
    // Of each figure: "Figur 4 · tabel 7 · definition s. 31".
    for figure in document.figures() {
        let told = told_pages(&whole, &format!("{} s. ", caption(document, figure)));
        let anchor = figure.definition.as_deref().unwrap_or_default();
        let meant = document.definitions().find(|one| one.id == anchor).expect("a definition");
        assert_eq!(told.len(), 1, "{}", figure.id);
        let words: Vec<&str> = meant.text.split_whitespace().take(4).collect();
        assert!(on(told[0]).contains(&words.join(" ")), "{}: not on page {}", figure.id, told[0]);
    }
    // Of each item of the checklist.
    let headings = document.blocks.iter().filter_map(|block| match block {
        Block::Heading { id, text, .. } => Some((id.as_str(), text.as_str())),
        _ => None,
    });
    let table = document.tables.iter().find(|table| table.name == "record").expect("the checklist");
    let mut places: BTreeSet<(&str, &str)> = BTreeSet::new();
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        if let Cell::Place(anchor, words) = cell {
            assert!(headings.clone().any(|(id, text)| id == anchor && text == words), "{anchor}");
            places.insert((anchor, words));
        }
    }
    assert!(places.len() > 8);
    for (anchor, words) in places {
        let plain = words.replace('\u{a0}', " ");
        let told = told_pages(&whole, &format!("{plain}, s. "));
        assert!(!told.is_empty(), "{plain}: no page is told");
        let real = told.iter().all(|number| on(*number).contains(&plain));
        let once: BTreeSet<usize> = told.iter().copied().collect();
        assert!(real && once.len() == 1, "{anchor}: {plain} is not on {told:?}");
    }
}
