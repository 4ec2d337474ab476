//! What the program says: results on standard output, as sentences or as JSON; faults on standard error, one per line
//! with place, code, what is wrong and how to mend it.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::Write as _;
use std::process::ExitCode;

use evaluation::fault::{Fault, FaultCode};
use locale::{Language, Value, text};
use serde_json::json;

use crate::args::Args;
use crate::config::Config;

/// Why a subcommand was not carried out.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Files, configuration or study with faults.
    Faults(Vec<Fault>),
    /// The call is wrong; the keys of its sentence and of what it fills in.
    Call(&'static str, Vec<(&'static str, String)>),
    /// Something is wrong that the caller cannot mend by calling differently.
    Broken(Vec<(&'static str, String)>),
    /// The program failed.
    Program(String),
}

impl Failure {
    /// The program failed.
    pub(crate) fn program(error: &dyn Display) -> Self {
        Self::Program(error.to_string())
    }
    /// The call is wrong.
    pub(crate) fn call<const N: usize>(key: &'static str, values: [(&'static str, &dyn Display); N]) -> Self {
        Self::Call(key, values.into_iter().map(|(name, value)| (name, value.to_string())).collect())
    }
}

impl From<service::Error> for Failure {
    fn from(error: service::Error) -> Self {
        match error {
            service::Error::Files(faults) => Self::Faults(faults),
            service::Error::Store(error) => Self::program(&error),
            service::Error::Withheld(withheld) => crate::evaluate::told(&withheld.why),
            other => Self::Call("program-refused", vec![("reason", refusal(&other))]),
        }
    }
}

impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Self {
        Self::program(&error)
    }
}

impl From<Vec<Fault>> for Failure {
    fn from(faults: Vec<Fault>) -> Self {
        Self::Faults(faults)
    }
}

fn refusal(error: &service::Error) -> String {
    let fields: Vec<String> = error
        .refusals()
        .iter()
        .map(|refusal| format!("{} ({})", refusal.field.unwrap_or("–"), refusal.code.code()))
        .collect();
    if fields.is_empty() { error.code().to_owned() } else { fields.join(", ") }
}

/// The voice of the program.
#[derive(Debug)]
pub(crate) struct Teller {
    language: Language,
    /// Results are printed as JSON.
    pub(crate) json: bool,
}

impl Teller {
    /// The language by arguments and environment, before the configuration is read.
    pub(crate) fn new(args: &Args, environment: &BTreeMap<String, String>) -> Self {
        let names = ["FODFAESTE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"];
        let set = names.into_iter().filter_map(|name| environment.get(name)).find(|value| !value.is_empty());
        let chosen = args.language.as_ref().or(set).and_then(|tag| Language::from_tag(tag));
        Self { language: chosen.unwrap_or_default(), json: args.json }
    }

    /// Takes the language of the configuration, unless an argument says otherwise.
    pub(crate) fn speak(&mut self, args: &Args, config: &Config) {
        let chosen = args.language.as_deref().or(config.language.as_deref()).and_then(Language::from_tag);
        self.language = chosen.unwrap_or(self.language);
    }

    /// The language of what is said.
    pub(crate) const fn language(&self) -> Language {
        self.language
    }

    /// A sentence, unless results are asked for as JSON.
    pub(crate) fn say<const N: usize>(&self, key: &str, values: [(&str, &dyn Display); N]) {
        if !self.json {
            print(&self.sentence(key, &values.map(|(name, value)| (name, value.to_string()))));
        }
    }

    /// A sentence on standard error: that something is under way.
    pub(crate) fn note<const N: usize>(&self, key: &str, values: [(&str, &dyn Display); N]) {
        complain(&self.sentence(key, &values.map(|(name, value)| (name, value.to_string()))));
    }

    /// A result as JSON, where it is asked for: one line.
    pub(crate) fn result(&self, value: &serde_json::Value) {
        if self.json {
            print(&value.to_string());
        }
    }

    /// Tells of a failure and gives the exit code.
    pub(crate) fn failure(&self, failure: &Failure) -> ExitCode {
        match failure {
            Failure::Faults(faults) => {
                self.faults(faults);
                self.result(&json!({ "faults": self.faults_json(faults) }));
                ExitCode::from(2)
            }
            Failure::Call(key, values) => {
                self.both(key, values);
                ExitCode::from(2)
            }
            Failure::Broken(found) => {
                for (key, what) in found {
                    self.both(key, &[("what", what.clone())]);
                }
                ExitCode::from(1)
            }
            Failure::Program(reason) => {
                self.both("program-failed", &[("reason", reason.clone())]);
                ExitCode::from(1)
            }
        }
    }

    /// Faults, one per line.
    pub(crate) fn faults(&self, faults: &[Fault]) {
        for fault in faults {
            complain(&self.fault(fault));
        }
    }

    /// Faults as JSON.
    pub(crate) fn faults_json(&self, faults: &[Fault]) -> serde_json::Value {
        faults.iter().map(|fault| self.fault_json(fault)).collect()
    }

    fn fault_json(&self, fault: &Fault) -> serde_json::Value {
        json!({
            "file": fault.file,
            "line": fault.line,
            "column": fault.column,
            "code": fault.code.code(),
            "parameters": fault.parameters,
            "what": self.what(fault.code, fault),
            "remedy": self.remedy(fault.code, fault),
        })
    }

    /// `file:line:column: CODE: what. How to mend.`
    fn fault(&self, fault: &Fault) -> String {
        let mut place = if fault.file.is_empty() { "fodfaeste".to_owned() } else { fault.file.clone() };
        if let Some(line) = fault.line {
            place = format!("{place}:{line}");
        }
        if let Some(column) = &fault.column {
            place = format!("{place}:{column}");
        }
        let code = fault.code.code();
        format!("{place}: {code}: {} {}", self.what(fault.code, fault), self.remedy(fault.code, fault))
    }

    fn what(&self, code: FaultCode, fault: &Fault) -> String {
        self.filled(code.key(), fault)
    }

    fn remedy(&self, code: FaultCode, fault: &Fault) -> String {
        self.filled(&format!("{}-remedy", code.key()), fault)
    }

    fn filled(&self, key: &str, fault: &Fault) -> String {
        let values: Vec<(&str, String)> =
            fault.parameters.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.sentence(key, &values)
    }

    fn both(&self, key: &str, values: &[(&'static str, String)]) {
        let remedy = format!("{key}-remedy");
        let (what, remedy) = (self.sentence(key, values), self.sentence(&remedy, values));
        complain(&format!("fodfaeste: {what} {remedy}"));
        if self.json {
            print(&json!({ "error": key, "what": what, "remedy": remedy }).to_string());
        }
    }

    fn sentence(&self, key: &str, values: &[(&str, String)]) -> String {
        let values: Vec<(&str, Value<'_>)> =
            values.iter().map(|(name, value)| (*name, Value::from(value.as_str()))).collect();
        one_line(&text(self.language, key, &values))
    }
}

/// On one line and without anything that steers a terminal: names and reasons may come out of somebody else's file.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn print(line: &str) {
    let mut out = std::io::stdout().lock();
    // A reader that went away wants to hear no more.
    writeln!(out, "{line}").and_then(|()| out.flush()).unwrap_or_default();
}

fn complain(line: &str) {
    writeln!(std::io::stderr().lock(), "{line}").unwrap_or_default();
}
