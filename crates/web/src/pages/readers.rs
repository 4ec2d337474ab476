//! For whom the results page is: which parts of the report each reader is shown.

use std::fmt;

use askama::filters::HtmlSafe;
use evaluation::disclosure::Released;
use report::document::Document;
use service::evaluate::Evaluation;

use crate::form::Fields;
use crate::problem::Problem;
use crate::words::Words;

/// HTML that `report` made: its words are escaped there.
pub(super) struct Made(String);

impl fmt::Display for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Made {}

/// What was made of the findings: the parts chosen, and the names of the tables.
pub(super) struct Report {
    pub(super) parts: Vec<Made>,
    /// True when the report brings the heading of the page.
    pub(super) has_heading: bool,
    pub(super) tables: Vec<String>,
}

/// The readers: name in the address and key.
pub(super) const READERS: [(&str, &str); 4] = [
    (PERIODS, "results-periods"),
    ("kort", "results-short"),
    ("leder", "results-leader"),
    ("forsker", "results-researcher"),
];

/// The part on periods beside each other, and who reads it.
pub(super) const PERIODS: &str = "perioder";

/// Who reads: the periods where there are any, else the first page, unless the address says otherwise.
pub(super) fn reader<'t>(typed: &'t Fields, findings: Option<&Released>) -> &'t str {
    let compared = findings.is_some_and(|findings| findings.periods.is_some());
    match typed.raw("for") {
        "" | PERIODS if compared => PERIODS,
        "" | PERIODS => "kort",
        known => known,
    }
}

/// Where the report begins to speak to the researcher.
const RESEARCH: &str = "research";

/// The parts that a reader is shown.
fn for_reader(parts: Vec<report::html::Part>, reader: &str) -> Vec<Made> {
    let (compared, parts): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.id == "periods");
    let research = parts.iter().position(|part| part.id == RESEARCH).unwrap_or(parts.len());
    let range = match reader {
        PERIODS => return compared.into_iter().map(|part| Made(part.html)).collect(),
        "leder" => 1..research,
        "forsker" => research..parts.len(),
        _ => 0..1,
    };
    let parts = parts.into_iter().enumerate().filter(|(number, _)| range.contains(number));
    let parts = report::html::shown_together(parts.map(|(_, part)| part).collect());
    parts.into_iter().map(|part| Made(part.html)).collect()
}

pub(super) async fn made(
    evaluation: &Evaluation,
    words: Words,
    typed: &Fields,
) -> Result<Option<Report>, Problem> {
    let Some(findings) = evaluation.findings.clone() else { return Ok(None) };
    let reader = reader(typed, Some(&findings)).to_owned();
    let make = move || {
        let document = Document::build(&findings, words.language);
        let parts = for_reader(report::html::parts(&document), &reader);
        let tables = document.tables.iter().map(|table| table.name.clone()).collect();
        Report { parts, has_heading: !matches!(reader.as_str(), PERIODS | "leder" | "forsker"), tables }
    };
    tokio::task::spawn_blocking(make).await.map(Some).map_err(|error| Problem::Server(error.to_string()))
}
