//! `package.toml`: what a package is about, when its data were cut, and what each of its files must hold. Read with
//! every fault at its line; written the same way every time.

use std::collections::BTreeMap;

use domain::programme::OccasionAt;
use jiff::civil::Date;
use serde::Deserialize;

use super::put;
use super::value::{Cell, Code, iso_date};
use crate::fault::{Fault, FaultCode};
use crate::toml_text;

/// The value of `schema`.
pub const SCHEMA: &str = "fodfaeste-package/1";
/// The file.
pub const FILE: &str = "package.toml";

/// What a package is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// Title, without anything that leads to a person.
    pub title: String,
    /// True when the people are invented; every rendering says so.
    pub synthetic: bool,
    /// Last day that the data know of.
    pub data_cut: Date,
    /// Key of the programme.
    pub programme: Code,
    /// Occasions of measurement, in order.
    pub occasions: Vec<Occasion>,
    /// Sites and their labels.
    pub sites: BTreeMap<Code, String>,
}

/// An occasion of measurement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// Key, as in `responses.csv`.
    pub key: Code,
    /// Label in Danish.
    pub da: String,
    /// Label in English.
    pub en: String,
    /// Day after the start of phase 1 at which it is due, where that is planned.
    pub day: Option<i32>,
    /// The day it belongs to, where the programme says so: decides of which courses it was owed.
    pub at: Option<OccasionAt>,
}

/// What the list of contents says about a file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    /// Rows below the headings.
    pub rows: u64,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
}

/// `package.toml` as it stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    schema: String,
    title: String,
    synthetic: bool,
    data_cut: String,
    programme: String,
    #[serde(default)]
    occasion: Vec<OccasionText>,
    #[serde(default)]
    sites: BTreeMap<String, String>,
    #[serde(default)]
    tables: BTreeMap<String, Stated>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OccasionText {
    key: String,
    da: String,
    en: String,
    day: Option<i32>,
    anchor: Option<String>,
    months: Option<u8>,
}

/// The day of an anchor as programmes name it: `start`, `phase1_end`, `closing`, and months after closing.
fn at_of(anchor: &str, months: Option<u8>) -> Option<OccasionAt> {
    match (anchor, months) {
        ("start", None) => Some(OccasionAt::Start),
        ("closing", None) => Some(OccasionAt::Closing),
        ("closing", Some(months)) => Some(OccasionAt::AfterClosing(months)),
        (phase, None) => {
            phase.strip_prefix("phase")?.strip_suffix("_end")?.parse().ok().map(OccasionAt::PhaseEnd)
        }
        _ => None,
    }
}

fn anchor_of(at: OccasionAt) -> (String, Option<u8>) {
    match at {
        OccasionAt::Start => ("start".to_owned(), None),
        OccasionAt::PhaseEnd(phase) => (format!("phase{phase}_end"), None),
        OccasionAt::Closing => ("closing".to_owned(), None),
        OccasionAt::AfterClosing(months) => ("closing".to_owned(), Some(months)),
    }
}

/// Reads `package.toml` and the list of contents in it.
///
/// # Errors
/// All faults of the file.
pub fn read(name: &str, text: &str) -> Result<(Manifest, BTreeMap<String, Stated>), Vec<Fault>> {
    let read: Text = toml_text::parse(name, text).map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    let mut wrong = |key: &str, value: &str, code: FaultCode, expected: &str| {
        let line = toml_text::line_of(text, key);
        let fault = Fault::new(name, code).column(key).with("name", key).with("value", value);
        faults.push(Fault { line, ..fault.with("expected", expected) });
    };
    if read.schema != SCHEMA {
        wrong("schema", &read.schema, FaultCode::SchemaUnknown, SCHEMA);
    }
    let data_cut = iso_date(&read.data_cut);
    if data_cut.is_none() {
        wrong("data_cut", &read.data_cut, FaultCode::DateInvalid, "2026-12-31");
    }
    let mut code = |key: &str, text: &str| {
        let code = Code::new(text);
        if code.is_none() {
            wrong(key, text, FaultCode::CodeInvalid, "a–z, 0–9, - _");
        }
        code
    };
    let programme = code("programme", &read.programme);
    let occasions: Vec<Occasion> = read
        .occasion
        .into_iter()
        .filter_map(|o| {
            let at = o.anchor.as_deref().and_then(|anchor| at_of(anchor, o.months));
            Some(Occasion { key: code("key", &o.key)?, da: o.da, en: o.en, day: o.day, at })
        })
        .collect();
    let sites: BTreeMap<Code, String> =
        read.sites.into_iter().filter_map(|(key, label)| Some((code("sites", &key)?, label))).collect();
    match (data_cut, programme) {
        (Some(data_cut), Some(programme)) if faults.is_empty() => {
            let (title, synthetic) = (read.title, read.synthetic);
            Ok((Manifest { title, synthetic, data_cut, programme, occasions, sites }, read.tables))
        }
        _ => Err(faults),
    }
}

/// Writes `package.toml` with the list of contents.
pub fn write(manifest: &Manifest, tables: &[(String, Stated)]) -> String {
    let mut out = String::from("# What this folder holds. Every column is explained in dictionary.csv.\n");
    let mut line = |key: &str, value: &str| {
        out.push_str(key);
        out.push_str(" = ");
        out.push_str(value);
        out.push('\n');
    };
    let mut cut = String::new();
    manifest.data_cut.write(&mut cut);
    line("schema", &quoted(SCHEMA));
    line("title", &quoted(&manifest.title));
    line("synthetic", if manifest.synthetic { "true" } else { "false" });
    line("data_cut", &quoted(&cut));
    line("programme", &quoted(manifest.programme.as_str()));
    for occasion in &manifest.occasions {
        out.push_str("\n[[occasion]]\n");
        put(&mut out, format_args!("key = {}\n", quoted(occasion.key.as_str())));
        put(&mut out, format_args!("da = {}\nen = {}\n", quoted(&occasion.da), quoted(&occasion.en)));
        if let Some(day) = occasion.day {
            put(&mut out, format_args!("day = {day}\n"));
        }
        if let Some((anchor, months)) = occasion.at.map(anchor_of) {
            put(&mut out, format_args!("anchor = {}\n", quoted(&anchor)));
            if let Some(months) = months {
                put(&mut out, format_args!("months = {months}\n"));
            }
        }
    }
    if !manifest.sites.is_empty() {
        out.push_str("\n[sites]\n");
        for (code, label) in &manifest.sites {
            put(&mut out, format_args!("{} = {}\n", quoted(code.as_str()), quoted(label)));
        }
    }
    for (table, stated) in tables {
        put(
            &mut out,
            format_args!("\n[tables.{table}]\nrows = {}\nsha256 = {}\n", stated.rows, quoted(&stated.sha256)),
        );
    }
    out
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
