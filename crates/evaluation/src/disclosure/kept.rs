//! What was let out, as it is kept: the same bytes for the same findings, and read again to the last digit, so that who
//! asks again is shown the same. JSON would not do: in it what is hidden and what is absent look alike, and a number may
//! come back a digit off.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Release, Released};

/// What was kept cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("kept findings: {0}")]
pub struct Damaged(String);

impl Released {
    /// As bytes (CBOR).
    ///
    /// # Errors
    /// [`Damaged`] when they cannot be written.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Damaged> {
        to_bytes(&self.0)
    }

    /// Findings that the gate let out before and that were kept since.
    ///
    /// # Errors
    /// [`Damaged`] when the bytes are not those of findings.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Damaged> {
        from_bytes(bytes).map(Self)
    }
}

impl Release {
    /// As bytes (CBOR).
    ///
    /// # Errors
    /// [`Damaged`] when they cannot be written.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Damaged> {
        to_bytes(self)
    }

    /// A release that was kept.
    ///
    /// # Errors
    /// [`Damaged`] when the bytes are not those of a release.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Damaged> {
        from_bytes(bytes)
    }
}

fn to_bytes(value: &impl Serialize) -> Result<Vec<u8>, Damaged> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).map_err(|error| Damaged(error.to_string()))?;
    Ok(bytes)
}

fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Damaged> {
    ciborium::from_reader(bytes).map_err(|error| Damaged(error.to_string()))
}
