//! TOML files of the house: read into a type, with a fault that has a line when they cannot be. Studies, packages
//! and mappings all come through here.

use serde::de::DeserializeOwned;

use crate::fault::{Fault, FaultCode};

/// Reads a TOML text into a type.
///
/// # Errors
/// The first place that cannot be read, with its line: not TOML, an unknown key, a missing one, a wrong type.
pub fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, Fault> {
    toml::from_str(text).map_err(|error| {
        let message = error.message().trim().to_owned();
        let line = error.span().map(|span| line_at(text, span.start));
        let tick = |after: &str| message.split_once(after).and_then(|(_, rest)| rest.split('`').next());
        let fault = if let Some(key) = tick("unknown field `") {
            let known = message.split_once("expected ").map_or("", |(_, known)| known).replace('`', "");
            let known = known.trim_start_matches("one of ").to_owned();
            Fault::new(name, FaultCode::KeyUnknown).column(key).with("name", key).with("known", known)
        } else if let Some(key) = tick("missing field `") {
            Fault::new(name, FaultCode::KeyMissing).column(key).with("name", key)
        } else {
            Fault::new(name, FaultCode::TomlSyntax).with("reason", message)
        };
        Fault { line, ..fault }
    })
}

/// The line of the first `key = …` in a TOML text.
pub fn line_of(text: &str, key: &str) -> Option<u64> {
    let at = |line: &str| {
        line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    text.lines().zip(1..).find(|(line, _)| at(line)).map(|(_, number)| number)
}

fn line_at(text: &str, offset: usize) -> u64 {
    text.bytes().take(offset).fold(1, |line, byte| line + u64::from(byte == b'\n'))
}
