//! What reading a content file has in common: TOML with faults at their lines, texts in languages, names checked.

use std::collections::BTreeSet;

use domain::programme::Text;
use evaluation::fault::{Fault, FaultCode};
use evaluation::toml_text;
use serde::de::DeserializeOwned;

use super::Source;

/// A content file and what is wrong with it so far.
#[derive(Debug)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) faults: Vec<Fault>,
}

impl File {
    /// Opens a file that must be there.
    pub(super) fn open(source: &Source, path: &str) -> Result<Self, Fault> {
        let name = format!("content/{path}");
        let Some(bytes) = source.read(path) else {
            return Err(Fault::new(name.clone(), FaultCode::FileMissing).with("file", name));
        };
        match String::from_utf8(bytes.into_owned()) {
            Ok(text) => Ok(Self { name, text, faults: Vec::new() }),
            Err(_) => Err(Fault::new(name, FaultCode::Encoding).with("encoding", "UTF-8")),
        }
    }

    /// Opens a file that may be missing.
    pub(super) fn open_if_there(source: &Source, path: &str) -> Result<Option<Self>, Fault> {
        match Self::open(source, path) {
            Ok(file) => Ok(Some(file)),
            Err(fault) if fault.code == FaultCode::FileMissing => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// Its TOML as a type.
    pub(super) fn parse<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        toml_text::parse(&self.name, &self.text)
    }

    /// Notes a name that points to nothing, at the first line where it stands in quotation marks or as a heading.
    pub(super) fn unknown<'a>(&mut self, key: &str, name: &str, known: impl IntoIterator<Item = &'a str>) {
        let known = known.into_iter().collect::<Vec<_>>().join(", ");
        let fault = Fault::new(self.name.clone(), FaultCode::NameUnknown).column(key);
        self.note(name, fault.with("name", name).with("known", known));
    }

    /// Notes a value that does not fit.
    pub(super) fn invalid(&mut self, key: &str, value: &str, expected: &str) {
        let fault = Fault::new(self.name.clone(), FaultCode::KeyInvalid).column(key);
        self.note(value, fault.with("name", key).with("value", value).with("expected", expected));
    }

    /// Notes a key that must be there.
    pub(super) fn missing(&mut self, key: &str) {
        let fault = Fault::new(self.name.clone(), FaultCode::KeyMissing).column(key).with("name", key);
        self.faults.push(fault);
    }

    /// Notes a key that stands twice.
    pub(super) fn twice<'a>(&mut self, keys: impl IntoIterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        let again: Vec<&str> = keys.into_iter().filter(|key| !seen.insert(*key)).collect();
        for key in again {
            let lines: Vec<u64> = self.lines_with(key).collect();
            let fault = Fault::new(self.name.clone(), FaultCode::Duplicate).with("value", key);
            let fault = fault.with("first", lines.first().copied().unwrap_or(0));
            self.faults.push(Fault { line: lines.get(1).copied(), ..fault });
        }
    }

    fn note(&mut self, value: &str, fault: Fault) {
        let line = self.lines_with(value).next();
        self.faults.push(Fault { line, ..fault });
    }

    fn lines_with<'a>(&'a self, value: &str) -> impl Iterator<Item = u64> + use<'a> {
        let forms =
            [format!("\"{value}\""), format!("= {value}"), format!(".{value}]"), format!("{value} =")];
        let holds = move |line: &str| forms.iter().any(|form| line.contains(form.as_str()));
        self.text.lines().zip(1..).filter(move |(line, _)| holds(line)).map(|(_, number)| number)
    }

    /// The faults, or the value when there are none.
    pub(super) fn finish<T>(self, value: T) -> Result<T, Vec<Fault>> {
        if self.faults.is_empty() { Ok(value) } else { Err(self.faults) }
    }
}

/// Adds a text in a language, unless it is empty.
pub(super) fn add(text: &mut Text, language: &str, words: Option<&str>) {
    if let Some(words) = words.map(str::trim).filter(|words| !words.is_empty()) {
        text.insert(language.to_owned(), words.to_owned());
    }
}
