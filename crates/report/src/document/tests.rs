//! What holds for every report, whatever was found: its outline, its names, its words.

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

/// What never stands in a report outside the methods: claims, ranks, blame.
const NEVER: [&str; 26] = [
    "signifikan",
    "significan",
    "virker",
    "effekten af",
    "førte til",
    "på grund af",
    "takket være",
    "bevist",
    "dokumenteret",
    "evidens",
    "bedste",
    "dårligste",
    "vinder",
    "succesrate",
    "recovery",
    "udeblivelse",
    "svigt",
    "compliance",
    "stofmisbruger",
    "har depression",
    "markant",
    "dramatisk",
    "proves",
    "caused",
    "thanks to",
    "success rate",
];

#[test]
fn no_report_says_more_than_it_knows() {
    for (name, document) in documents() {
        let captions = document.tables.iter().map(|table| table.caption.as_str());
        let drawn =
            document.figures().flat_map(|figure| [figure.wide.title.as_str(), &figure.wide.description]);
        for words in document.words().into_iter().chain(captions).chain(drawn) {
            let lower = words.to_lowercase();
            for never in NEVER {
                assert!(!lower.contains(never), "{name}: {never:?} in: {words}");
            }
            assert!(
                !words.contains("report-") && !words.contains("chart-"),
                "{name}: a key is shown: {words}"
            );
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

/// The numbers in words: value, decimals. Dates, ordinals of phases, figures and tables, and the name WHO-5 are no findings.
fn numbers(words: &str, language: Language) -> Vec<(f64, u8)> {
    let mut words = words.replace('\u{a0}', " ").replace("WHO-5", "").replace("95 %", "").replace("95%", "");
    for before in ["fase ", "phase ", "figur ", "figure ", "tabel ", "table ", " 20"] {
        let mut parts = words.split(before).map(str::to_owned).collect::<Vec<_>>();
        for part in parts.iter_mut().skip(1) {
            *part = part.trim_start_matches(|letter: char| letter.is_ascii_digit()).to_owned();
        }
        words = parts.join(" ");
    }
    let (point, thousands) = if language == Language::Da { (',', '.') } else { ('.', ',') };
    words
        .split(|letter: char| !(letter.is_ascii_digit() || letter == '.' || letter == ','))
        .filter_map(|token| {
            let token = token.trim_matches(['.', ',']).replace(thousands, "").replace(point, ".");
            let decimals = token.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            Some((token.parse().ok()?, u8::try_from(decimals).ok()?))
        })
        .collect()
}

/// Every number of the first pages stands in a table further on, or among the limits that the question names.
#[test]
fn every_number_of_the_first_pages_recurs_in_a_table() {
    let mut lost = Vec::new();
    for language in Language::ALL {
        for findings in [exit(), foreign()] {
            let document = Document::of(&findings, language);
            let cells: Vec<f64> = document
                .tables
                .iter()
                .flat_map(|table| &table.rows)
                .flat_map(|row| &row.cells)
                .flat_map(|cell| match cell {
                    crate::table::Cell::Of(x, n) => vec![crate::words::as_f64(*x), crate::words::as_f64(*n)],
                    crate::table::Cell::Count(n) => vec![crate::words::as_f64(*n)],
                    crate::table::Cell::Number(value, _) | crate::table::Cell::Signed(value, _) => {
                        vec![*value]
                    }
                    crate::table::Cell::Share(share, _) => vec![share * 100.0],
                    _ => Vec::new(),
                })
                .collect();
            let research = |block: &Block| matches!(block, Block::Heading { id, .. } if id == "research");
            let at = document.blocks.iter().position(research).unwrap();
            let (first, rest) = document.blocks.split_at(at);
            let asked: Vec<(f64, u8)> = rest
                .iter()
                .find_map(|block| if let Block::Facts(facts) = block { Some(facts) } else { None })
                .unwrap()
                .iter()
                .flat_map(|(_, words)| numbers(words, language))
                .collect();
            let mut said: Vec<String> = Vec::new();
            for block in first {
                match block {
                    Block::Lead(lines) | Block::List(lines) => said.extend(lines.iter().cloned()),
                    Block::Facts(facts) => said.extend(facts.iter().map(|(_, words)| words.clone())),
                    Block::Text(words) => said.push(words.clone()),
                    Block::Figure(figure) => {
                        said.extend([figure.wide.title.clone(), figure.wide.description.clone()]);
                    }
                    _ => {}
                }
            }
            for words in &said {
                for (number, decimals) in numbers(words, language) {
                    let there =
                        |cell: &f64| (crate::words::rounded(cell.abs(), decimals) - number).abs() < 1e-9;
                    let found = cells.iter().any(there) || asked.contains(&(number, decimals));
                    if !found {
                        lost.push(format!("{number} stands in no table: {words}"));
                    }
                }
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}
