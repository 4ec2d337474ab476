//! The outcome of reading: what could be taken, what is wrong, and the lines that were left out, as bytes that can be
//! corrected and read again.

use std::collections::{BTreeMap, BTreeSet};

use super::{Files, Package, SourceFile};
use crate::delimited::{Delimited, Record};
use crate::fault::{Fault, FaultCode};

/// Lines by file.
pub type Lines = BTreeMap<String, BTreeSet<u64>>;

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The rows that are new and without fault.
    pub package: Package,
    /// The files that were read.
    pub sources: Vec<SourceFile>,
    /// Rows that the record holds exactly so already.
    pub already: u64,
    /// What is wrong, in the order of files and lines.
    pub faults: Vec<Fault>,
    /// The lines left out of `package`.
    pub left_out: Lines,
}

/// Reads over and over, leaving out the lines that were found faulty, until the rest is without fault.
///
/// # Errors
/// The faults, when one of them is not about a line that could be left out.
pub(crate) fn without_faulty(pass: impl Fn(&Lines) -> Reading) -> Result<Reading, Vec<Fault>> {
    let mut left_out = Lines::new();
    let mut all: Vec<Fault> = Vec::new();
    loop {
        let reading = pass(&left_out);
        if reading.faults.is_empty() {
            all.sort();
            return Ok(Reading { faults: all, left_out, ..reading });
        }
        let mut grown = false;
        for fault in reading.faults {
            let line = fault.line.filter(|_| can_be_left_out(fault.code));
            if let Some(line) = line {
                grown |= left_out.entry(fault.file.clone()).or_default().insert(line);
            } else {
                all.push(fault);
                all.sort();
                return Err(all);
            }
            all.push(fault);
        }
        if !grown {
            all.sort();
            return Err(all);
        }
    }
}

/// Faults of a file as a whole cannot be mended by leaving a line out.
const fn can_be_left_out(code: FaultCode) -> bool {
    !matches!(
        code,
        FaultCode::FileMissing
            | FaultCode::FileUnreadable
            | FaultCode::FileAmbiguous
            | FaultCode::Encoding
            | FaultCode::QuoteOpen
            | FaultCode::HeaderMissing
            | FaultCode::ColumnMissing
            | FaultCode::ColumnTwice
            | FaultCode::ColumnUnknown
            | FaultCode::TomlSyntax
            | FaultCode::KeyUnknown
            | FaultCode::KeyMissing
            | FaultCode::KeyInvalid
            | FaultCode::NameUnknown
            | FaultCode::SchemaUnknown
            | FaultCode::TableChanged
    )
}

/// The lines left out, file by file, in the writing of the file they came from and with its headings.
pub fn skipped_files(files: &Files, left_out: &Lines) -> Files {
    let mut skipped = Files::new();
    for (name, lines) in left_out {
        let Some(bytes) = files.get(name) else { continue };
        let Ok(file) = Delimited::open(name, bytes) else { continue };
        let mut out = file.header_bytes().to_vec();
        let mut records = file.records();
        let mut record = Record::default();
        while records.read(&mut record) == Ok(true) {
            if lines.contains(&record.line()) {
                out.extend_from_slice(records.raw(&record));
                if out.last() != Some(&b'\n') {
                    out.push(b'\n');
                }
            }
        }
        skipped.insert(name.clone(), out);
    }
    skipped
}
