//! How a file of moments is written, signed and checked.
//!
//! It is TOML that a person can read. Everything before the last table is signed byte by byte; the last table holds the
//! public key and the signature. A changed byte anywhere in the file is found.

use super::file::{Moments, SCHEMA};

/// Where the signed part ends.
const TAIL: &str = "\n[signature]\n";

/// What a file of moments can be wrong in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// It is a draft: nobody has let it out.
    Unsigned,
    /// Its bytes are not those that were signed.
    Changed,
    /// It is not a file of moments of this version; what the reader said.
    Unreadable(String),
}

/// The text of a draft, which anybody may read before it is approved.
///
/// # Errors
/// What could not be written.
pub fn draft(moments: &Moments) -> Result<String, String> {
    toml::to_string_pretty(moments).map_err(|error| error.to_string())
}

/// Reads a draft.
///
/// # Errors
/// What is wrong with it, as the reader of TOML says it; the schema or the name of whoever approved it, where it is no draft.
pub fn read_draft(text: &str) -> Result<Moments, String> {
    let moments: Moments = toml::from_str(text).map_err(|error| error.to_string())?;
    if moments.schema != SCHEMA {
        return Err(moments.schema);
    }
    if moments.approved_by.is_empty() { Ok(moments) } else { Err(moments.approved_by) }
}

/// The text of a signed file: that of the draft with the name of whoever approved it, then the signature.
///
/// # Errors
/// What could not be written.
pub fn signed(moments: &Moments, key: &vault::sign::SignKey) -> Result<String, String> {
    let body = draft(moments)?;
    let tail = tail(&key.public(), &key.sign(body.as_bytes()));
    Ok(body + &tail)
}

fn tail(key: &str, value: &str) -> String {
    format!("{TAIL}algorithm = \"Ed25519\"\nkey = \"{key}\"\nvalue = \"{value}\"\n")
}

/// Reads a signed file, and gives the public key it was signed with.
///
/// # Errors
/// [`FileFault`].
pub fn open(text: &str) -> Result<(Moments, String), FileFault> {
    let end = text.rfind(TAIL).ok_or(FileFault::Unsigned)?;
    let (body, last) = text.split_at_checked(end).ok_or(FileFault::Unsigned)?;
    let value = |name: &str| {
        let start = last.split_once(&format!("\n{name} = \""))?.1;
        start.split_once('"').map(|(value, _)| value.to_owned())
    };
    let (key, signature) = value("key").zip(value("value")).ok_or(FileFault::Changed)?;
    if last != tail(&key, &signature) {
        return Err(FileFault::Changed);
    }
    vault::sign::verify(&key, body.as_bytes(), &signature).map_err(|_| FileFault::Changed)?;
    let moments: Moments = toml::from_str(body).map_err(|error| FileFault::Unreadable(error.to_string()))?;
    if moments.schema != SCHEMA {
        return Err(FileFault::Unreadable(moments.schema));
    }
    if moments.approved_by.trim().is_empty() {
        return Err(FileFault::Unsigned);
    }
    Ok((moments, key))
}
