//! The key that signs files of moments: made on first use, readable by its owner alone.

use std::path::Path;

use store::StoreError;
use store::keyfile::{read_private, write_private};
use vault::OsEntropy;
use vault::sign::SignKey;

use crate::tell::{Failure, Teller};

/// The key at a place; made where there is none, and said so.
pub(crate) fn key(place: &Path, teller: &Teller) -> Result<SignKey, Failure> {
    if !place.try_exists().map_err(|error| failed(place, &error))? {
        let key = make(place)?;
        // Where the place was mistyped, this says so.
        teller.say("signing-key-made", [("file", &place.display()), ("key", &key.public())]);
        return Ok(key);
    }
    let text = read_private(place).map_err(|error| match error {
        StoreError::Check(_) => Failure::call("signing-key-open", [("file", &place.display())]),
        other => failed(place, &other),
    })?;
    SignKey::from_file(&text).map_err(|error| failed(place, &error))
}

fn make(place: &Path) -> Result<SignKey, Failure> {
    let key = SignKey::generate(&mut OsEntropy).map_err(|error| failed(place, &error))?;
    if let Some(folder) = place.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| failed(place, &error))?;
    }
    write_private(place, &key.to_file()).map_err(|error| failed(place, &error))?;
    Ok(key)
}

fn failed(place: &Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::call("file-unwritten", [("file", &place.display()), ("reason", error)])
}
