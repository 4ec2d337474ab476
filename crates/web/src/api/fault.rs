//! A fault of what was sent: where it is, a stable code, and its sentence, which says what to do.

use std::borrow::Cow;
use std::collections::BTreeMap;

use domain::refusal::{Refusal, RefusalCode};
use serde::Serialize;

use crate::words::Words;

/// Where a fault is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum At {
    /// In the body: a JSON pointer (RFC 6901).
    Body(String),
    /// In the query: the name of a parameter.
    Query(String),
}

/// A fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) at: At,
    pub(crate) code: &'static str,
    pub(crate) parameters: BTreeMap<&'static str, String>,
}

/// A fault as it is written.
#[derive(Debug, Serialize)]
pub(crate) struct FaultView<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<&'a str>,
    code: &'a str,
    detail: Cow<'static, str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    parameters: &'a BTreeMap<&'static str, String>,
}

impl Fault {
    /// A fault at a place.
    pub(crate) fn new(at: At, code: &'static str) -> Self {
        Self { at, code, parameters: BTreeMap::new() }
    }
    /// The same with a parameter.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.parameters.insert(name, value.into());
        self
    }
    /// A refusal at the place of the body that its field and parameters name.
    pub(crate) fn of(refusal: &Refusal) -> Self {
        let mut parameters = refusal.parameters.clone();
        let mut pointer = String::new();
        if let Some(number) = parameters.remove("response") {
            pointer.push_str("/responses/");
            pointer.push_str(&number);
        }
        pointer.push('/');
        pointer.push_str(match refusal.field.unwrap_or_default() {
            "next_date" => "next/date",
            "promise" => "promise/what",
            "promise_until" => "promise/until",
            field => field,
        });
        if let Some(item) = parameters.get("item") {
            pointer.push('/');
            pointer.push_str(&escaped(item));
        }
        Self { at: At::Body(pointer), code: refusal.code.code(), parameters }
    }
    /// True when the other is about the same place, or one within it.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        match (&self.at, &other.at) {
            (At::Body(mine), At::Body(others)) => others
                .strip_prefix(mine.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
            _ => self.at == other.at,
        }
    }
    /// The same of a query: its field is a parameter.
    pub(crate) fn in_query(self) -> Self {
        let at = match self.at {
            At::Body(pointer) => At::Query(pointer.trim_start_matches('/').to_owned()),
            at @ At::Query(_) => at,
        };
        Self { at, ..self }
    }
    /// The fault in words.
    pub(crate) fn view(&self, words: Words) -> FaultView<'_> {
        let (pointer, parameter) = match &self.at {
            At::Body(pointer) => (Some(pointer.as_str()), None),
            At::Query(name) => (None, Some(name.as_str())),
        };
        let detail = self.sentence(words);
        FaultView { pointer, parameter, code: self.code, detail, parameters: &self.parameters }
    }

    fn sentence(&self, words: Words) -> Cow<'static, str> {
        match RefusalCode::parse(self.code) {
            // Of an answer no limits are told: they are the instrument's.
            Some(RefusalCode::OutOfRange) if !self.parameters.contains_key("min") => {
                words.say("api-fault-answer")
            }
            Some(code) => {
                let refusal = Refusal { code, field: None, parameters: self.parameters.clone() };
                crate::form::sentence(&refusal, words)
            }
            None => {
                let values: Vec<_> =
                    self.parameters.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
                words.fill(&format!("api-fault-{}", self.code), &values)
            }
        }
    }
}

/// A part of a JSON pointer.
pub(crate) fn escaped(part: &str) -> Cow<'_, str> {
    if part.contains(['~', '/']) { part.replace('~', "~0").replace('/', "~1").into() } else { part.into() }
}
