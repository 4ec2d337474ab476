//! Files put in place at once: a program that ends in the middle leaves the one that was there.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Whoever the machine lets.
    Any,
    /// Its owner alone.
    Owner,
}

/// Writes a file beside its place, durably, and moves it there.
pub(crate) fn put_in_place(place: &Path, bytes: &[u8], readers: Readers) -> std::io::Result<()> {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let beside = place.with_file_name(format!("{name}.new"));
    let mut file = open(&beside, readers)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&beside, place)
}

fn open(place: &Path, readers: Readers) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    if readers == Readers::Owner {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(place)
}
