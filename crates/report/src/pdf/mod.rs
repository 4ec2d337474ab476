//! The report as PDF: tagged, PDF/UA-1, fonts embedded, typeset in process. The file's date is the data cut, never the clock.

mod markup;
mod world;

use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use self::world::ReportWorld;
use crate::document::Document;
use crate::formats::Error;

/// Results of the typesetter's parts that this many reports did not need are forgotten.
const REMEMBERED_REPORTS: usize = 4;

/// The PDF's bytes.
pub(crate) fn bytes(document: &Document) -> Result<Vec<u8>, Error> {
    let world = ReportWorld::new(markup::text(document), figures(document))
        .ok_or_else(|| Error::Typesetting("a path is not one".to_owned()))?;
    let set = typst::compile::<PagedDocument>(&world).output.map_err(told)?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|fault| Error::Typesetting(fault.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(identity(document)),
        creator: Smart::Custom(None),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&set, &options).map_err(told);
    typst::comemo::evict(REMEMBERED_REPORTS);
    bytes
}

/// The pictures, each under its path, for a page and for a column.
fn figures(document: &Document) -> Vec<(String, String)> {
    let both = |figure: &crate::document::Figure| {
        [
            (markup::figure_path(figure.number), figure.wide.svg.clone()),
            (markup::column_path(figure.number), figure.column.svg.clone()),
        ]
    };
    document.figures().flat_map(both).collect()
}

/// What makes this report another than the last: its name, its data, its language.
fn identity(document: &Document) -> String {
    format!("{}\n{}\n{}", document.title, document.top.join("\n"), document.language.tag())
}

fn told(faults: impl IntoIterator<Item = typst::diag::SourceDiagnostic>) -> Error {
    let told: Vec<String> = faults.into_iter().map(|fault| fault.message.to_string()).collect();
    Error::Typesetting(told.join("; "))
}

#[cfg(test)]
mod tests {
    use locale::Language;

    use super::*;
    use crate::document::Block;
    use crate::fixture::{exit, foreign};

    /// Pages of a report's beginning, up to a heading.
    fn pages_before(findings: &evaluation::findings::Findings, language: Language, ends: &[&str]) -> usize {
        let mut document = Document::of(findings, language);
        let is_end =
            |block: &Block| matches!(block, Block::Heading { id, .. } if ends.contains(&id.as_str()));
        let end = document.blocks.iter().position(is_end).unwrap();
        document.blocks.truncate(end);
        // What captions point to is cut off with the rest.
        for block in &mut document.blocks {
            match block {
                Block::Figure(figure) => {
                    figure.tables.clear();
                    figure.definition = None;
                }
                Block::Pointed(all) => all.iter_mut().for_each(|(_, place)| place.anchor = None),
                _ => {}
            }
        }
        let world = ReportWorld::new(markup::text(&document), figures(&document)).unwrap();
        typst::compile::<PagedDocument>(&world).output.unwrap().pages().len()
    }

    #[test]
    fn the_politician_has_one_page_and_the_leader_two() {
        for language in Language::ALL {
            assert_eq!(pages_before(&exit(), language, &["research"]), 3, "{language:?}");
            assert_eq!(
                pages_before(&foreign(), language, &["did", "changed", "research"]),
                1,
                "{language:?}"
            );
        }
    }
}
