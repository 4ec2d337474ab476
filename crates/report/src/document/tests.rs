//! What holds for every report, whatever was found: its outline, its names. Its words and numbers are read in
//! `tests/pages`.

use std::collections::BTreeSet;

use evaluation::findings::{Estimable, Findings};
use locale::Language;

use super::*;
use crate::fixture::{exit, foreign};

/// Reports that must be true and readable: as it is, a fall, nothing sure, few, most missing, one file of scores, nobody.
fn cases() -> Vec<(&'static str, Findings)> {
    let with_change = |n: u64, difference: f64, ci95: [f64; 2]| {
        let mut findings = exit();
        if let Estimable::Value(change) = &mut findings.measures[0].change {
            (change.n, change.difference, change.ci95) = (n, difference, ci95);
        }
        findings
    };
    let mut missing = exit();
    if let Some(last) = missing.flow.as_mut().and_then(|flow| flow.measured.last_mut()) {
        (last.received, last.received_of_owed) = (50, 50.into());
    }
    let mut nobody = foreign();
    nobody.measures.clear();
    nobody.provenance.persons = 0;
    vec![
        ("as it is", exit()),
        ("a fall", with_change(92, -9.0, [-14.0, -4.0])),
        ("nothing sure", with_change(92, 1.0, [-3.0, 5.0])),
        ("few", with_change(12, 18.0, [2.0, 34.0])),
        ("most missing", missing),
        ("a file of scores", foreign()),
        ("nobody", nobody),
    ]
}

fn documents() -> impl Iterator<Item = (String, Document)> {
    cases().into_iter().flat_map(|(name, findings)| {
        Language::ALL
            .map(|language| (format!("{name}, {}", language.tag()), Document::of(&findings, language)))
    })
}

#[test]
fn headings_have_no_gaps_and_anchors_and_names_are_there_once() {
    for (name, document) in documents() {
        let mut last = 0;
        let mut ids = BTreeSet::new();
        for block in &document.blocks {
            let id = match block {
                Block::Heading { level, id, .. } => {
                    assert!(*level <= last + 1, "{name}: {id} jumps from {last} to {level}");
                    last = *level;
                    id
                }
                Block::Figure(figure) => &figure.id,
                _ => continue,
            };
            assert!(ids.insert(id.clone()), "{name}: {id} is there twice");
        }
        let names: BTreeSet<&str> = document.tables.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names.len(), document.tables.len(), "{name}: a table's name is there twice");
        for table in &document.tables {
            let fit =
                table.name.len() <= 31 && table.name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            assert!(fit, "{name}: {}", table.name);
            for row in &table.rows {
                assert_eq!(row.cells.len(), table.columns.len(), "{name}: {}", table.name);
            }
        }
    }
}

#[test]
fn every_table_stands_once_and_every_figure_has_one() {
    for (name, document) in documents() {
        let standing: Vec<usize> = document
            .blocks
            .iter()
            .filter_map(|block| if let Block::Table(place) = block { Some(*place) } else { None })
            .collect();
        let all: BTreeSet<usize> = standing.iter().copied().collect();
        assert_eq!((all.len(), standing.len()), (document.printed, document.printed), "{name}");
        for figure in document.figures() {
            assert!(!figure.tables.is_empty(), "{name}: {} has no table", figure.id);
        }
    }
}

#[test]
fn invented_persons_are_marked_on_every_page_and_file() {
    for language in Language::ALL {
        let document = Document::of(&exit(), language);
        let head = document.synthetic.as_ref().map(|synthetic| synthetic.head.clone()).unwrap();
        assert!(crate::html::page(&document).contains(&head));
        let plain = Document::of(&foreign(), language);
        assert_eq!(plain.synthetic, None);
    }
}

#[test]
fn what_was_not_done_is_not_there() {
    let document = Document::of(&foreign(), Language::En);
    let ids: Vec<&str> = document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Heading { id, .. } = block { Some(id.as_str()) } else { None })
        .collect();
    for absent in ["flow", "baseline", "shares", "subgroups", "contacts", "leaving", "did"] {
        assert!(!ids.contains(&absent), "{absent} is there: {ids:?}");
    }
    assert!(!document.words().iter().any(|words| words.contains("Wilson") || words.contains("Holm")));
}
