//! The door of the crate: findings and a format in, files out.

use std::str::FromStr;

use evaluation::disclosure::Released;
use locale::Language;

use crate::document::Document;
use crate::{html, pdf, tables};

/// What a report can be made into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// `findings.json`, full precision, the public schema.
    Json,
    /// `report.html`: one page that needs nothing else.
    Html,
    /// `report.pdf`: tagged, PDF/UA-1.
    Pdf,
    /// One CSV file per table.
    Csv,
    /// `report.xlsx`: a sheet per table.
    Xlsx,
}

impl Format {
    /// All formats, in the order they are written.
    pub const ALL: [Self; 5] = [Self::Json, Self::Html, Self::Pdf, Self::Csv, Self::Xlsx];

    /// The word on the command line, also the file's ending.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// The media type of its files.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Html => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|format| format.name().eq_ignore_ascii_case(word.trim()));
        found.ok_or_else(|| Error::Format(word.trim().to_owned()))
    }
}

/// Choices that do not change a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// The language of all words.
    pub language: Language,
}

/// A finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Its name without folder: neutral, ASCII.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Why there is no report. The sentence of each stands in the catalogues under [`Error::key`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The word names no format.
    #[error("no format is called {0}")]
    Format(String),
    /// The findings could not be written as JSON.
    #[error("findings as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A table could not be written as CSV.
    #[error("table as CSV: {0}")]
    Csv(#[from] csv::Error),
    /// The workbook could not be written.
    #[error("tables as XLSX: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The document could not be set as PDF; what the typesetter said.
    #[error("report as PDF: {0}")]
    Typesetting(String),
}

impl Error {
    /// The key of the sentence for people.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Format(_) => "error-report-format",
            _ => "error-report-typesetting",
        }
    }
}

/// Makes the files of one format. The same findings, options and version give the same bytes.
pub fn render(findings: &Released, options: &Options, format: Format) -> Result<Vec<Rendered>, Error> {
    if format == Format::Json {
        let mut bytes = serde_json::to_vec_pretty(findings)?;
        bytes.push(b'\n');
        return Ok(vec![Rendered { name: "findings.json".to_owned(), bytes }]);
    }
    let document = Document::build(findings, options.language);
    let one = |name: &str, bytes: Vec<u8>| vec![Rendered { name: name.to_owned(), bytes }];
    Ok(match format {
        Format::Json => Vec::new(),
        Format::Html => one("report.html", html::page(&document).into_bytes()),
        Format::Pdf => one("report.pdf", pdf::bytes(&document)?),
        Format::Csv => tables::csv_files(&document)?,
        Format::Xlsx => one("report.xlsx", tables::workbook(&document)?),
    })
}
