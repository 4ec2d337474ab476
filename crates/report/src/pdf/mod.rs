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
    let figures = document
        .figures()
        .flat_map(|figure| {
            let wide = (markup::figure_path(figure.number), figure.wide.svg.clone());
            let narrow = figure.narrow.as_ref();
            let narrow = narrow.map(|narrow| (markup::narrow_path(figure.number), narrow.svg.clone()));
            std::iter::once(wide).chain(narrow)
        })
        .collect();
    let world = ReportWorld::new(markup::text(document), figures)
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

/// What makes this report another than the last: its name, its data, its language.
fn identity(document: &Document) -> String {
    format!("{}\n{}\n{}", document.title, document.top.join("\n"), document.language.tag())
}

fn told(faults: impl IntoIterator<Item = typst::diag::SourceDiagnostic>) -> Error {
    let told: Vec<String> = faults.into_iter().map(|fault| fault.message.to_string()).collect();
    Error::Typesetting(told.join("; "))
}
