//! A copy of the database while it is in use, and the way back. The key is never in it.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use store::{Place, Store, StoreError};

use crate::config::Config;
use crate::house;
use crate::tell::{Failure, Teller};
use crate::verify;

/// What a database file begins with.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// `fodfaeste backup`.
pub(crate) async fn backup(file: &Path, config: &Config, teller: &Teller) -> Result<(), Failure> {
    let place = config.place();
    let Place::File(database) = &place else { return Err(server(config)) };
    if !database.exists() {
        return Err(Failure::call("house-none", [("folder", &config.folder().display())]));
    }
    match store::backup::copy_to(&place, file).await {
        Ok(()) => {}
        Err(StoreError::Duplicate) => return Err(exists(file)),
        Err(error) => return Err(error.into()),
    }
    let keys = config.keys();
    teller.result(&serde_json::json!({ "file": file, "keys": keys }));
    teller.say("backup-done", [("file", &file.display())]);
    teller.say("backup-key", [("file", &keys.display())]);
    Ok(())
}

/// `fodfaeste restore`.
pub(crate) async fn restore(file: &Path, config: &Config, teller: &Teller) -> Result<(), Failure> {
    let Place::File(database) = config.place() else { return Err(server(config)) };
    if database.exists() {
        return Err(exists(&database));
    }
    let no_copy = |reason: &dyn std::fmt::Display| {
        Failure::call("restore-file", [("file", &file.display()), ("reason", reason)])
    };
    let mut begin = [0; 16];
    let read = fs::File::open(file).and_then(|mut file| file.read_exact(&mut begin));
    read.map_err(|error| no_copy(&error))?;
    if begin != MAGIC {
        return Err(no_copy(&"SQLite"));
    }
    fs::create_dir_all(config.folder()).map_err(|error| Failure::program(&error))?;
    // Beside its place first, so that half a copy is never taken for a house.
    let beside = database.with_extension("restoring");
    let placed = fs::copy(file, &beside)
        .and_then(|_| fs::File::open(&beside)?.sync_all())
        .and_then(|()| fs::rename(&beside, &database));
    placed.map_err(|error| Failure::program(&error))?;
    let store = Store::open(&config.place()).await?;
    house::unlock_what_opens(&store, config).await?;
    let found = store.verify().await?;
    store.close().await;
    let broken = verify::wrong(&found);
    // A missing key is no fault of the copy: it is brought back apart.
    let (locked, broken): (Vec<_>, Vec<_>) = broken.into_iter().partition(|(key, _)| *key == verify::LOCKED);
    if !broken.is_empty() {
        return Err(Failure::Broken(broken));
    }
    teller
        .result(&serde_json::json!({ "data": config.folder(), "whole": true, "keys_missing": locked.len() }));
    teller.say("restore-done", [("folder", &config.folder().display())]);
    for (key, what) in &locked {
        teller.say(key, [("what", what)]);
    }
    Ok(())
}

fn exists(file: &Path) -> Failure {
    Failure::call("backup-exists", [("file", &file.display())])
}

fn server(config: &Config) -> Failure {
    Failure::call("backup-server", [("folder", &config.keys().display())])
}
