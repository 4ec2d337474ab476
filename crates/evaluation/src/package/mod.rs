//! The cohort package: a folder of CSV files with countable facts about courses, and `package.toml` that says what
//! they are about. Pseudonymous ids, codes, dates and numbers; never words. Described in `docs/cohort-package.md`,
//! which is made from the declarations in `tables`.
//!
//! Reading reports every fault of every file; a package with a fault is not made. Writing gives the same bytes for
//! the same value, and what was written reads back as the same value.

mod answer;
mod check;
mod checker;
pub mod codes;
pub mod dictionary;
mod folder;
mod known;
pub mod manifest;
mod order;
mod read;
mod reading;
pub mod schema;
pub mod tables;
pub mod value;
mod within;
mod write;

pub(crate) use check::Rules;
pub(crate) use checker::{Checker, Place, Taken};
pub use folder::{load_files, load_folder, save_folder};
pub use known::Known;
pub use manifest::{Manifest, Occasion};
pub(crate) use reading::without_faulty;
pub use reading::{Lines, Reading, skipped_files};
pub use tables::{
    Activity, Answer, Assignment, Contact, Course, Enquiry, FocusArea, PhaseEvent, Response, Supporter,
    TABLES, Worker,
};
pub use value::{AnswerValue, Code, Codes, Id};

use std::collections::BTreeMap;

use crate::fault::Fault;

/// The files of a package: name → bytes.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The facts of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// What they are about.
    pub manifest: Manifest,
    /// Workers, without names.
    pub workers: Vec<Worker>,
    /// Courses.
    pub courses: Vec<Course>,
    /// Changes of the planned phases.
    pub phase_events: Vec<PhaseEvent>,
    /// Filled-in instruments.
    pub responses: Vec<Response>,
    /// Their answers.
    pub answers: Vec<Answer>,
    /// Contacts.
    pub contacts: Vec<Contact>,
    /// Ties of workers to courses.
    pub assignments: Vec<Assignment>,
    /// Chosen focus areas.
    pub focus_areas: Vec<FocusArea>,
    /// Activities of the plans.
    pub activities: Vec<Activity>,
    /// Supporters in the networks.
    pub supporters: Vec<Supporter>,
    /// Enquiries.
    pub enquiries: Vec<Enquiry>,
}

/// A file that was read: what provenance needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Name without folder.
    pub name: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Rows below the headings.
    pub rows: u64,
}

impl Package {
    /// A package without rows.
    pub const fn empty(manifest: Manifest) -> Self {
        Self {
            manifest,
            workers: Vec::new(),
            courses: Vec::new(),
            phase_events: Vec::new(),
            responses: Vec::new(),
            answers: Vec::new(),
            contacts: Vec::new(),
            assignments: Vec::new(),
            focus_areas: Vec::new(),
            activities: Vec::new(),
            supporters: Vec::new(),
            enquiries: Vec::new(),
        }
    }

    /// Reads a package from its files.
    ///
    /// # Errors
    /// Every fault of every file, in the order of files and lines.
    pub fn read(files: &Files) -> Result<(Self, Vec<SourceFile>), Vec<Fault>> {
        let reading = Self::read_onto(files, &Known::nothing())?;
        Ok((reading.package, reading.sources))
    }

    /// Reads what a record that holds `known` does not hold yet.
    ///
    /// # Errors
    /// Every fault of every file, in the order of files and lines.
    pub fn read_onto(files: &Files, known: &Known) -> Result<Reading, Vec<Fault>> {
        let reading = read::read(files, known, &Lines::new())?;
        if reading.faults.is_empty() { Ok(reading) } else { Err(reading.faults) }
    }

    /// The same, leaving out every line with a fault and every line that hangs on one left out; the faults are in
    /// the reading.
    ///
    /// # Errors
    /// The faults, when one of them is not about a line that could be left out.
    pub fn read_without_faulty(files: &Files, known: &Known) -> Result<Reading, Vec<Fault>> {
        // `package.toml` is judged first, so that the passes below cannot fail on it.
        let manifest = read::read(files, known, &Lines::new())?.package.manifest;
        without_faulty(|left_out| {
            read::read(files, known, left_out).unwrap_or_else(|faults| Reading {
                package: Self::empty(manifest.clone()),
                sources: Vec::new(),
                already: 0,
                faults,
                left_out: left_out.clone(),
            })
        })
    }

    /// The files of the package, with `package.toml` and `dictionary.csv`.
    pub fn write(&self) -> Files {
        write::write(self)
    }

    /// Rows in all tables together.
    pub fn rows(&self) -> u64 {
        let lengths = [
            self.workers.len(),
            self.courses.len(),
            self.phase_events.len(),
            self.responses.len(),
            self.answers.len(),
            self.contacts.len(),
            self.assignments.len(),
            self.focus_areas.len(),
            self.activities.len(),
            self.supporters.len(),
            self.enquiries.len(),
        ];
        lengths.iter().map(|&rows| rows as u64).sum()
    }
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    vault::sign::hex(&vault::chain::fingerprint(bytes))
}

/// The same of what a reader gives, without keeping it; nothing when it cannot be read to its end.
pub(crate) fn sha256_of(from: impl std::io::Read) -> Option<String> {
    vault::chain::fingerprint_of(from).ok().map(|sum| vault::sign::hex(&sum))
}

/// Appends formatted text; writing to a `String` cannot fail.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    std::fmt::Write::write_fmt(out, text).unwrap_or_default();
}

#[cfg(test)]
mod tests;
