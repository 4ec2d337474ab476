//! Words that no report says, in either language: claims, blame, ranks, diagnoses, adjectives that carry an opinion.

use locale::Language;
use report::document::{Block, Document};
use report::table::Cell;

use super::{caption, documents, drawn, place};

/// What is never said in Danish: a space stands for the edge of a word.
const DANISH: &[&str] = &[
    " virker ",
    " virkede ",
    " virkning",
    " effekt",
    " førte til ",
    " fører til ",
    " på grund af ",
    " takket være ",
    " bevis",
    " dokumentere",
    " evidens",
    " bedst",
    " dårligste ",
    " nummer ét ",
    " vinder ",
    " recovery",
    " succes",
    " udebliv",
    " udeblev",
    " svigt",
    " compliance",
    " misbruger",
    " prostitu",
    " et tilfælde ",
    " tilfælde af ",
    " sagen ",
    " sager ",
    " klient",
    " har depression ",
    " er depr",
    " rask",
    " normal ",
    " normale ",
    " markant",
    " kraftig",
    " dramatisk",
    " mangler data ",
    " p 0 000 ",
    " p 0 05 ",
    " ingen forskel ",
    " hele 1",
    " hele 2",
    " kun 1 ",
];

/// The same in English.
const ENGLISH: &[&str] = &[
    " works ",
    " effect",
    " impact",
    " led to ",
    " leads to ",
    " because of ",
    " due to ",
    " thanks to ",
    " caused ",
    " proof",
    " prove",
    " documented ",
    " evidence",
    " best ",
    " worst ",
    " number one ",
    " winner",
    " recover",
    " success",
    " no show",
    " failure",
    " failed ",
    " compliance",
    " addict",
    " abuser",
    " prostitut",
    " the case ",
    " client",
    " has depression ",
    " is depressed ",
    " healthy ",
    " normal ",
    " marked ",
    " markedly ",
    " strongly ",
    " dramatic",
    " striking",
    " lacks data ",
    " p 0 000 ",
    " p 0 05 ",
    " no difference ",
    " only 1 ",
];

/// What may be said although it holds such a word: names of methods, chance, and the words that the rules themselves use.
const ALLOWED: &[&str] = &[
    // "By chance", not a person.
    " ved et tilfælde ",
    " et tilfælde ",
    // Limits L8 and L14, and the line in every drawing: what the figures do not say.
    " mål for virkning ",
    " measure of effect ",
    " ikke virkningen ",
    " not the effect ",
    " ikke hvad indsatsen gør ",
    " må ikke læses som virkning ",
    " not be read as caused by the support ",
    // Names of methods, in tables of models.
    " normal test ",
    " normal distribution ",
    " fixed effects ",
    " random effects ",
    " tilfældige effekter ",
    " normal approximation ",
];

/// Only where the methods are named.
const METHODS_ONLY: &[&str] = &[" signifikan", " significan"];

/// Words in small letters with one space between them and round them; signs and names of files are left out.
fn plain(words: &str) -> String {
    let letters = words.to_lowercase();
    let letters = letters.split(" (table-").next().unwrap_or_default();
    let parts = letters.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    format!(" {} ", parts.collect::<Vec<_>>().join(" "))
}

/// What is found of a list in some words that the reports may not say.
fn found(words: &str, never: &[&'static str]) -> Vec<&'static str> {
    let mut said = plain(words);
    for allowed in ALLOWED {
        said = said.replace(allowed, " ");
    }
    never.iter().copied().filter(|never| said.contains(never)).collect()
}

/// Everything a report says outside its methods: text, figures as they are drawn and as they are told, tables.
fn said(document: &Document) -> Vec<String> {
    let methods = place(document, "methods").expect("methods");
    let after = |block: &Block| matches!(block, Block::Heading { level: 2, .. });
    let end =
        document.blocks.iter().skip(methods + 1).position(after).map_or(usize::MAX, |at| methods + 1 + at);
    let blocks = document.blocks.iter().enumerate().filter(|(at, _)| *at <= methods || *at >= end);
    let text = blocks.flat_map(|(_, block)| match block {
        Block::Heading { text, .. } | Block::Text(text) | Block::Note(text) => vec![text.clone()],
        Block::OwnText { prompt } => vec![prompt.clone()],
        Block::Lead(lines) | Block::List(lines) => lines.clone(),
        Block::Facts(facts) => facts.iter().map(|(name, words)| format!("{name}: {words}")).collect(),
        Block::Pointed(all) => all.iter().map(|(words, _)| words.clone()).collect(),
        Block::Definitions(all) => all.iter().map(|one| format!("{}: {}", one.name, one.text)).collect(),
        _ => Vec::new(),
    });
    let figures = document.figures().flat_map(|figure| {
        let chart = &figure.wide;
        let told = [chart.title.clone(), chart.description.clone(), caption(document, figure)];
        told.into_iter().chain(drawn(figure))
    });
    let tables = document.tables.iter().flat_map(|table| {
        let headers =
            table.columns.iter().flat_map(|one| one.group.iter().cloned().chain([one.title.clone()]));
        let cells = table.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| match cell {
            Cell::Text(words) | Cell::Place(_, words) => Some(words.clone()),
            _ => None,
        });
        [table.caption.clone()].into_iter().chain(table.notes.clone()).chain(headers).chain(cells)
    });
    text.chain(figures).chain(tables).collect()
}

#[test]
fn no_report_says_what_is_never_said() {
    let mut wrong = Vec::new();
    for (name, document) in documents() {
        let never = if document.language == Language::Da { DANISH } else { ENGLISH };
        let never: Vec<&str> = never.iter().chain(METHODS_ONLY).copied().collect();
        for words in said(&document) {
            for never in found(&words, &never) {
                wrong.push(format!("{name}: {never:?} in: {words}"));
            }
            // Stars, and a key in place of words.
            for sign in ["*", "report-", "chart-"] {
                if words.contains(sign) {
                    wrong.push(format!("{name}: {sign:?} in: {words}"));
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_never_said_is_found_where_it_stands() {
    assert_eq!(found("Det virker – bedst af alle.", DANISH), [" virker ", " bedst"]);
    assert_eq!(found("Nogle kan ramme ved siden af ved et tilfælde.", DANISH), Vec::<&str>::new());
    assert_eq!(found("p < 0.05", ENGLISH), [" p 0 05 "]);
    assert_eq!(found("It led to success.", ENGLISH), [" led to ", " success"]);
}
