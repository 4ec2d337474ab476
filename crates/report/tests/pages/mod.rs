//! What every report must be, on reports of invented cohorts that were read, evaluated and let out as a user's are.

mod captions;
mod cohort;
mod first;
mod never;
mod numbers;

use std::process::Command;
use std::sync::LazyLock;

use evaluation::findings::Findings;
use evaluation::{Disclosure, Released, release};
use locale::Language;
use report::document::{Block, Document, Figure};
use report::{Format, Options, render};

#[path = "../../src/fixture.rs"]
mod fixture;

/// Every case of the first page, the programme that comes with the program, the same with every kind of model, a file of
/// scores, and the pooled report of four municipalities; each with its name.
pub(crate) static REPORTS: LazyLock<Vec<(&str, Released)>> = LazyLock::new(|| {
    let fixed = |findings| release(findings, Disclosure::default());
    let mut reports: Vec<(&str, Released)> =
        cohort::CASES.into_iter().map(|name| (name, cohort::case(name))).collect();
    reports.extend([
        ("exit", fixed(fixture::exit())),
        ("everything", fixed(fixture::everything())),
        ("foreign", fixed(fixture::foreign())),
        ("nobody", fixed(nobody())),
        ("pooled", super::attack::pooled()),
    ]);
    reports
});

/// A file in which nobody stands.
fn nobody() -> Findings {
    let mut findings = fixture::foreign();
    findings.measures.clear();
    findings.provenance.persons = 0;
    findings
}

/// A report by its name.
pub(crate) fn report(name: &str) -> &'static Released {
    &REPORTS.iter().find(|(known, _)| *known == name).expect("a report").1
}

/// The words of a report on paper in Danish, page by page, one space between them. With `FODFAESTE_KEEP_REPORTS` the file stays
/// there.
pub(crate) fn pages(name: &str) -> Vec<String> {
    let file =
        render(report(name), &Options { language: Language::Da }, Format::Pdf).expect("a PDF").remove(0);
    let folder = tempfile::tempdir().expect("a folder");
    let kept = std::env::var_os("FODFAESTE_KEEP_REPORTS").map(std::path::PathBuf::from);
    let path = kept.unwrap_or_else(|| folder.path().to_owned()).join(format!("{name}.pdf"));
    std::fs::write(&path, file.bytes).expect("a file");
    let output = Command::new("pdftotext").arg(&path).arg("-").output().expect("pdftotext");
    assert!(output.status.success(), "pdftotext");
    // Words that were parted at the end of a line are made whole.
    let text =
        String::from_utf8(output.stdout).expect("UTF-8").replace("\u{ad}\n", "").replace('\u{a0}', " ");
    text.split('\u{c}').map(|page| page.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Every report in both languages.
pub(crate) fn documents() -> impl Iterator<Item = (String, Document)> {
    REPORTS.iter().flat_map(|(name, released)| {
        Language::ALL
            .map(|language| (format!("{name}-{}", language.tag()), Document::build(released, language)))
    })
}

/// The words of a chart as they are drawn, piece by piece.
pub(crate) fn drawn(figure: &Figure) -> Vec<String> {
    let svg = roxmltree::Document::parse(&figure.wide.svg).expect("a drawing");
    let words = svg.descendants().filter(|node| node.has_tag_name("text"));
    words
        .map(|node| {
            node.descendants().filter(roxmltree::Node::is_text).filter_map(|inner| inner.text()).collect()
        })
        .collect()
}

/// The line under a figure.
pub(crate) fn caption(document: &Document, figure: &Figure) -> String {
    document.figure_caption(figure).into_iter().map(|piece| piece.words).collect::<Vec<_>>().join(" · ")
}

/// The place of a heading among the blocks.
pub(crate) fn place(document: &Document, anchor: &str) -> Option<usize> {
    document.blocks.iter().position(|block| matches!(block, Block::Heading { id, .. } if id == anchor))
}
