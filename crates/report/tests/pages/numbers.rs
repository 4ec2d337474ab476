//! Every number of the first three pages stands again, with the same rounding, in what a researcher reads.

use locale::Language;
use report::document::{Block, Document};
use report::table::Cell;

use super::{documents, place};

/// A number as it is written: its value without a sign, and its decimals.
type Written = (f64, u8);

/// Words before a number that is a name: which phase, which figure, which measurement.
const NAMES: [&str; 10] =
    ["fase", "phase", "figur", "figure", "tabel", "table", "måling", "occasion", "uge", "week"];

/// The numbers in words. No findings are years, the name WHO-5, the 95 of an interval, and what is only a name.
fn numbers(words: &str, language: Language) -> Vec<Written> {
    let plain = words.replace(['\u{a0}', '\u{202f}'], " ").replace("WHO-5", "");
    let plain = plain.replace("95 % interval", "").replace("95% interval", "");
    let (point, thousands) = if language == Language::Da { (',', '.') } else { ('.', ',') };
    let mut before = String::new();
    let mut found = Vec::new();
    for token in plain.split(|letter: char| letter.is_whitespace() || matches!(letter, '–' | '(' | ')' | '/'))
    {
        let number = token.trim_matches(|letter: char| !letter.is_ascii_digit());
        let is_number =
            number.chars().all(|letter| letter.is_ascii_digit() || letter == '.' || letter == ',');
        let is_year =
            number.len() == 4 && number.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year));
        if !number.is_empty() && is_number && !is_year && !NAMES.contains(&before.as_str()) {
            let value = number.replace(thousands, "").replace(point, ".");
            let decimals = value.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            // A version or a fingerprint is none.
            found.extend(value.parse().ok().zip(u8::try_from(decimals).ok()));
        }
        before = token.to_lowercase();
    }
    found
}

/// What a block of the text says.
fn said(block: &Block) -> Vec<String> {
    match block {
        Block::Lead(lines) | Block::List(lines) => lines.clone(),
        Block::Facts(facts) => facts.iter().map(|(name, words)| format!("{name} {words}")).collect(),
        Block::Pointed(all) => all.iter().map(|(words, _)| words.clone()).collect(),
        Block::Definitions(all) => all.iter().map(|one| one.text.clone()).collect(),
        Block::Text(words) | Block::Note(words) => vec![words.clone()],
        _ => Vec::new(),
    }
}

/// The numbers of a cell in full, as the table rounds them.
fn of_cell(cell: &Cell) -> Vec<Written> {
    match cell {
        Cell::Of(x, n) => [x, n].into_iter().flat_map(|count| of_cell(&Cell::Count(*count))).collect(),
        Cell::Number(value, decimals) | Cell::Signed(value, decimals) => vec![(*value, *decimals)],
        Cell::Share(share, decimals) => vec![(share * 100.0, *decimals)],
        other => other.rounded().into_iter().collect(),
    }
}

/// Whether a number further on reads as one of the first pages does: the same, or the same before it was rounded there.
fn reads_as((value, decimals): Written, (later, more): Written) -> bool {
    let rounded = Cell::Number(later.abs(), decimals).rounded().map_or(f64::NAN, |(rounded, _)| rounded);
    decimals <= more && (rounded - value).abs() < 1e-9
}

/// What is read on the first three pages: sentences, facts, and of figures the heading and what is said of them.
fn first_pages(document: &Document, research: usize) -> Vec<String> {
    let blocks = document.blocks.iter().take(research);
    blocks
        .flat_map(|block| match block {
            Block::Figure(figure) => vec![figure.wide.title.clone(), figure.wide.description.clone()],
            // The foot says what computed it.
            Block::Note(words) if *words == document.made_with => Vec::new(),
            other => said(other),
        })
        .collect()
}

/// All numbers of what follows: sections, tables, annexes; words of tables too.
fn further(document: &Document, research: usize) -> Vec<Written> {
    let language = document.language;
    let text = document.blocks.iter().skip(research).flat_map(said);
    let notes = document.tables.iter().flat_map(|table| table.notes.iter().cloned());
    let cells = || document.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let words =
        cells().filter_map(|cell| if let Cell::Text(words) = cell { Some(words.clone()) } else { None });
    let headers = document.tables.iter().flat_map(|table| table.columns.iter().map(|one| one.title.clone()));
    let told = text.chain(notes).chain(words).chain(headers);
    told.flat_map(|words| numbers(&words, language)).chain(cells().flat_map(of_cell)).collect()
}

#[test]
fn every_number_of_the_first_three_pages_stands_again_in_what_a_researcher_reads() {
    let (mut lost, mut found) = (Vec::new(), 0);
    for (name, document) in documents() {
        let research = place(&document, "research").expect("a researcher's part");
        let later = further(&document, research);
        for words in first_pages(&document, research) {
            for number in numbers(&words, document.language) {
                found += 1;
                if !later.iter().any(|later| reads_as(number, *later)) {
                    lost.push(format!("{name}: {} in: {words}", number.0));
                }
            }
        }
    }
    assert!(lost.is_empty(), "{} of {found} stand nowhere further on:\n{}", lost.len(), lost.join("\n"));
    assert!(found > 1500, "{found} numbers were read");
}

#[test]
fn numbers_are_read_as_they_are_written() {
    let da = |words| numbers(words, Language::Da);
    assert_eq!(
        da("De 92, der i 2016 gik 18,7 point op (14 til 23 %)."),
        [(92.0, 0), (18.7, 1), (14.0, 0), (23.0, 0)]
    );
    assert_eq!(da("1.000.000 er målt med WHO-5 i fase 2; −4,5"), [(1_000_000.0, 0), (4.5, 1)]);
    assert_eq!(numbers("1,000 of 12.5", Language::En), [(1000.0, 0), (12.5, 1)]);
    assert!(
        reads_as((19.0, 0), (18.695, 1))
            && !reads_as((19.0, 0), (18.4, 1))
            && !reads_as((18.7, 1), (18.7, 0))
    );
}
