//! Persons × occasions in columns, as one study asks for them, with the courses and contacts behind them where the
//! data know any. Made from a long file or from a cohort package; persons stand in the order of their ids, so that the
//! same facts give the same cohort whichever way they came. The ids themselves are not kept.

mod build;
mod chunk;
mod covariate;
mod earliest;
mod faults;
mod fidelity;
mod from_package;
mod items;
mod lane;
mod learn;
mod levels;
mod long;
mod manner;
mod order;
mod plan;
mod slots;
mod spill;
mod stream;
mod table;
mod unpacked;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::Path;

use domain::fidelity::Judgement;
use domain::programme::OccasionAt;
use jiff::civil::Date;

pub(crate) use covariate::Covariate;
pub(crate) use items::ItemSums;
pub(crate) use manner::Manner;

use crate::columnar::Columnar;
use crate::delimited::{Delimited, Parts};
use crate::evaluate::Counted;
use crate::fault::{Fault, FaultCode};
use crate::findings::{Occasion, Setting, Source};
use crate::package::codes::{ClosingReason, ContactKind, ContactRole, Status};
use crate::package::{self, Package, SourceFile};
use crate::sheet;
use crate::study::{Data, Study};
use stream::Sizes;
use table::Pieces;
use unpacked::Unpacked;

/// The persons of a study.
#[derive(Debug, Clone, PartialEq)]
pub struct Cohort {
    pub(crate) persons: usize,
    /// A number for each person's id, by which groups of two releases are compared.
    pub(crate) keys: Vec<u64>,
    pub(crate) rows: u64,
    pub(crate) sources: Vec<Source>,
    pub(crate) synthetic: bool,
    pub(crate) data_cut: Option<Date>,
    pub(crate) occasions: Vec<Occasion>,
    /// The day each occasion belongs to, where the data say so.
    pub(crate) anchors: BTreeMap<String, OccasionAt>,
    /// Measure × occasion × person; missing is NaN, yes is 1, no is 0.
    pub(crate) measures: Vec<Vec<Vec<f64>>>,
    /// Sub-group × person, for groups that a column decides; missing is NaN.
    pub(crate) groups: Vec<Vec<f64>>,
    /// Characteristic × person, for those that stand in a column.
    pub(crate) characteristics: Vec<Trait>,
    /// Columns that models ask for, in the order of [`Study::covariates`].
    pub(crate) covariates: Vec<Covariate>,
    /// Measure and occasion → sums over the items of a score.
    pub(crate) items: BTreeMap<(usize, u8), ItemSums>,
    /// One for each person, where the data know courses.
    pub(crate) courses: Option<Vec<Course>>,
    /// Where the data know contacts.
    pub(crate) contacts: Option<Vec<Contact>>,
    /// Where enquiries are recorded.
    pub(crate) enquiries: Option<u64>,
    /// How and when the primary measure was answered.
    pub(crate) manner: Manner,
    /// Responses that a later one at the same occasion took the place of.
    pub(crate) replaced: u64,
    /// For each item of the method what is said of each course, of data that know courses.
    pub(crate) fidelity: Vec<Vec<Judgement>>,
    /// Where and by whom the courses were run, where the data say.
    pub(crate) setting: Option<Setting>,
}

/// What is counted beside the tally.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    /// The groups of persons that a log of releases compares.
    pub(crate) groups: bool,
}

/// A characteristic of each person.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Trait {
    /// Numbers, or 1 and 0; missing is NaN.
    Values(Vec<f64>),
    /// Positions in the list of levels; missing is NaN.
    Levels(Vec<String>, Vec<f64>),
}

/// The dates of a course.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Course {
    pub(crate) start: Option<Date>,
    /// Last days of phases 1 and 2, and the planned last day of phase 3.
    pub(crate) phase_ends: [Option<Date>; 3],
    pub(crate) status: Status,
    pub(crate) closing_date: Option<Date>,
    pub(crate) closing_reason: Option<ClosingReason>,
    /// How its planned phases were changed on the way, each kind once.
    pub(crate) changes: BTreeSet<&'static str>,
    /// She said yes to follow-up.
    pub(crate) follow_up: bool,
    pub(crate) closing_form: bool,
    pub(crate) last_contact: Option<Date>,
}

/// A contact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Contact {
    pub(crate) person: u32,
    pub(crate) date: Date,
    pub(crate) kind: ContactKind,
    pub(crate) role: ContactRole,
    pub(crate) held: bool,
    pub(crate) minutes: u32,
}

impl Cohort {
    /// Reads the data that a study names.
    ///
    /// # Errors
    /// Every fault of the data, and of the study where it asks for something the data do not have.
    pub fn load(study: &Study) -> Result<Self, Vec<Fault>> {
        match &study.data {
            Data::File(path) => {
                let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
                if ends_in(&name, "parquet") {
                    return Self::from_parquet(&name, path, study);
                }
                let unread = |error| vec![Fault::unread(&name, path.display(), &error)];
                let bytes = std::fs::read(path).map_err(unread)?;
                if ends_in(&name, "xlsx") {
                    Self::from_xlsx(&name, &bytes, study)
                } else {
                    Self::from_csv(&name, &bytes, study)
                }
            }
            Data::Package(folder) => {
                let (package, sources) = package::load_folder(folder)?;
                let cohort = Self::from_package(&package, &sources, study);
                // To give back a hundred thousand small pieces takes time that nobody need wait for.
                std::thread::Builder::new().spawn(move || drop(package)).ok();
                cohort
            }
            Data::Record => {
                let fault = Fault::new("", FaultCode::KeyInvalid).column("record").with("name", "record");
                Err(vec![fault.with("value", true).with("expected", "file | package")])
            }
        }
    }

    /// Tallies the long file that a study names, without keeping its rows; nothing for other data, and for a small file in no
    /// order.
    ///
    /// # Errors
    /// Every fault of the file.
    pub(crate) fn streamed(study: &Study, wanted: Wanted) -> Result<Option<Counted>, Vec<Fault>> {
        let Data::File(path) = &study.data else { return Ok(None) };
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        if ends_in(&name, "xlsx") {
            let sheet = Unpacked::of(&name, path, study.layout.sheet.as_deref(), table::PIECE)?;
            stream::read(&sheet, study, wanted, Sizes::USUAL)
        } else if ends_in(&name, "parquet") {
            stream::read(&Columnar::open(&name, path)?, study, wanted, Sizes::USUAL)
        } else {
            stream::read(&Parts::open(&name, path, table::PIECE)?, study, wanted, Sizes::USUAL)
        }
    }

    /// Reads a delimited file with one row per person and occasion; `name` is what faults call the file.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn from_csv(name: &str, bytes: &[u8], study: &Study) -> Result<Self, Vec<Fault>> {
        let file = Delimited::open(name, bytes)?;
        long::read(&Pieces::of(&file, bytes), study)
    }

    /// The same from a spreadsheet (XLSX); the line of a fault is the number of the row.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn from_xlsx(name: &str, bytes: &[u8], study: &Study) -> Result<Self, Vec<Fault>> {
        let mut text = Vec::new();
        sheet::write_text(name, Cursor::new(bytes), study.layout.sheet.as_deref(), &mut text)?;
        let file = Delimited::open_as(name, &text, sheet::DIALECT)?;
        long::read(&Pieces::of(&file, bytes), study)
    }

    /// The same from a Parquet file; the first row is line 2, as if headings stood above it.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn from_parquet(name: &str, path: &Path, study: &Study) -> Result<Self, Vec<Fault>> {
        long::read(&Columnar::open(name, path)?, study)
    }

    /// Takes the same from a package. `sources` are the files it was read from; empty for the live record.
    ///
    /// # Errors
    /// What the study asks for and the package does not have.
    pub fn from_package(
        package: &Package,
        sources: &[SourceFile],
        study: &Study,
    ) -> Result<Self, Vec<Fault>> {
        from_package::read(package, sources, study)
    }

    /// How many persons.
    pub const fn persons(&self) -> usize {
        self.persons
    }

    /// How many rows (person × occasion) were read.
    pub const fn rows(&self) -> u64 {
        self.rows
    }
}

/// Whether a file is of a kind, by the end of its name.
fn ends_in(name: &str, kind: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case(kind))
}

#[cfg(test)]
mod tests;
