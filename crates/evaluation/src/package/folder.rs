//! A package in a folder: reads the files that belong to one, and writes all of them or none.

use std::fs;
use std::io;
use std::path::Path;

use super::{Files, Package, SourceFile, TABLES, dictionary, manifest};
use crate::fault::{Fault, FaultCode};

/// Reads the package in a folder; other files in it are left alone.
///
/// # Errors
/// Every fault of every file.
pub fn load_folder(folder: &Path) -> Result<(Package, Vec<SourceFile>), Vec<Fault>> {
    Package::read(&load_files(folder)?)
}

/// The files in a folder that belong to a package.
///
/// # Errors
/// A file that is there and cannot be read.
pub fn load_files(folder: &Path) -> Result<Files, Vec<Fault>> {
    let mut files = Files::new();
    let mut faults = Vec::new();
    let names = TABLES.iter().map(super::schema::Table::file).chain([manifest::FILE.to_owned()]);
    for name in names {
        match fs::read(folder.join(&name)) {
            Ok(bytes) => {
                files.insert(name, bytes);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => faults.push(Fault::new(name, FaultCode::FileUnreadable).with("reason", error)),
        }
    }
    if faults.is_empty() { Ok(files) } else { Err(faults) }
}

/// Writes a package to a folder, which is made when it is not there. Files of an earlier package are replaced; each
/// file is written beside its place and moved there when all are complete.
///
/// # Errors
/// What the file system says; then no file of the package has been replaced.
pub fn save_folder(package: &Package, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let files = package.write();
    let beside = |name: &str| folder.join(format!(".{name}.new"));
    for (name, bytes) in &files {
        if let Err(error) = write_synced(&beside(name), bytes) {
            for name in files.keys() {
                // Best effort: the fault that counts is the one returned below.
                fs::remove_file(beside(name)).unwrap_or_default();
            }
            return Err(error);
        }
    }
    // The list of contents last: until it stands there, the old one tells that the tables changed.
    let mut names: Vec<&String> = files.keys().collect();
    names.sort_by_key(|name| (name.as_str() == manifest::FILE, name.as_str() == dictionary::FILE));
    names.into_iter().try_for_each(|name| fs::rename(beside(name), folder.join(name)))
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    io::Write::write_all(&mut file, bytes)?;
    file.sync_all()
}
