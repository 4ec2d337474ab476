//! The first page, word for word, of cohorts that are hard to be honest about. Each golden file was read by people: it must
//! be true, readable, and say what it does not know. A change of it is read again.

use std::fmt::Write as _;

use locale::Language;
use report::document::{Block, Document};

use super::cohort::CASES;
use super::{REPORTS, caption, drawn, pages, report};

/// The first page as it is read, from its top to its foot.
fn page(document: &Document) -> String {
    let mut page = format!("{}\n", document.top.join(" · "));
    for block in &document.blocks {
        match block {
            Block::Heading { new_page: true, .. } => break,
            Block::Heading { level, text, .. } => writeln!(page, "\n{} {text}", "#".repeat((*level).into())),
            Block::Lead(lines) | Block::List(lines) => writeln!(page, "\n{}", lines.join("\n")),
            Block::Facts(facts) => facts.iter().try_for_each(|(name, said)| writeln!(page, "{name}: {said}")),
            Block::Text(said) | Block::Note(said) => writeln!(page, "{said}"),
            Block::Figure(figure) => {
                let caption = caption(document, figure);
                writeln!(page, "\n[{}]\n{}\n[{caption}]", figure.wide.description, drawn(figure).join(" | "))
            }
            _ => Ok(()),
        }
        .expect("words");
    }
    page.replace('\u{a0}', " ")
}

#[test]
fn every_cohort_has_a_true_and_readable_first_page() {
    for (name, released) in REPORTS.iter().filter(|(name, _)| CASES.contains(name)) {
        for language in Language::ALL {
            let page = page(&Document::build(released, language));
            insta::assert_snapshot!(format!("{name}-{}", language.tag()), page);
        }
    }
}

#[test]
fn on_paper_the_first_page_is_one_page() {
    for name in CASES {
        let document = Document::build(report(name), Language::Da);
        let pages = pages(name);
        let plain = |words: &str| words.replace('\u{a0}', " ");
        let made_with = plain(&document.made_with);
        assert!(pages[0].contains(&made_with), "{name}: the foot is not on the first page");
        let next = document.blocks.iter().find_map(|block| match block {
            Block::Heading { new_page: true, text, .. } => Some(plain(text)),
            _ => None,
        });
        assert!(pages[1].contains(&next.expect("a second page")), "{name}: {}", pages[1]);
    }
}
