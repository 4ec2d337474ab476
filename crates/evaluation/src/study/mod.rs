//! What is asked: a study names the data, the occasions and the measures. Read from TOML with every fault at its
//! line; judged without looking at the data.

mod model;
mod periods;
mod read;
mod read_fidelity;
mod read_measure;
mod read_model;
mod read_parts;
mod read_periods;
mod read_written;
mod section;

use std::path::{Path, PathBuf};

use domain::fidelity::Rule;
use jiff::civil::Date;

pub use model::{ModelPart, ModelSpec, Waves, WorkingKind};
pub use periods::{PERIODS_LEAST, PERIODS_MOST, PeriodFault, in_order};

use crate::disclosure::{Disclosure, Slice};
use crate::fault::{Fault, FaultCode};
use crate::findings::{Interval, Label, MeasureKind, Occasion, Written};

/// Seed of the multiple imputation, where a study names none.
pub(crate) const SEED: u64 = 20_261_126;

/// A study.
#[derive(Debug, Clone, PartialEq)]
pub struct Study {
    /// Title as its author wrote it.
    pub title: String,
    /// Whether the persons are invented; absent when the study does not say (a package says it itself).
    pub synthetic: Option<bool>,
    /// The day the data were cut, if the study says (a package says it itself).
    pub data_cut: Option<Date>,
    /// The data.
    pub data: Data,
    /// How a file of measurements is read.
    pub layout: Layout,
    /// Occasions in order, two at least; labels may be missing (a package has them).
    pub occasions: Vec<Occasion>,
    /// The number that each occasion is in models: the study's own, else that of its key; all of them or none.
    pub numbers: Option<Vec<f64>>,
    /// Position of the first occasion of every change.
    pub from: usize,
    /// Position of the second.
    pub to: usize,
    /// What is measured, one at least.
    pub measures: Vec<MeasureSpec>,
    /// Position of the measure that flow, baseline, drop-out and sub-groups are about.
    pub primary: usize,
    /// Measures tested together.
    pub families: Vec<FamilySpec>,
    /// Sub-groups fixed beforehand.
    pub subgroups: Vec<SubgroupSpec>,
    /// Lines of the baseline table.
    pub characteristics: Vec<Characteristic>,
    /// First and last day, counted from its planned day, on which a measurement is in time.
    pub window: Interval,
    /// Months from start to closing that make a course full.
    pub full_course_months: f64,
    /// Contacts.
    pub contacts: ContactSpec,
    /// What is hidden in what leaves.
    pub disclosure: Disclosure,
    /// Columns that models ask for, each once.
    pub covariates: Vec<CovariateSpec>,
    /// Items of the method that each course is held against.
    pub fidelity: Vec<FidelitySpec>,
    /// Seed of the multiple imputation.
    pub seed: u64,
    /// A series from elsewhere that the change of the primary measure is held against.
    pub comparator: Option<ComparatorSpec>,
    /// What people wrote beside the numbers.
    pub written: Vec<Written>,
    /// Periods of first days that are compared, in order of time; none or two at least.
    pub periods: Vec<Slice>,
}

/// A series from elsewhere, as it was published.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparatorSpec {
    /// What it is called.
    pub name: Label,
    /// Persons.
    pub n: u64,
    /// Mean change.
    pub change: f64,
    /// Its 95 % interval.
    pub ci95: Interval,
}

/// Where the data are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    /// A delimited file with one row per person and occasion.
    File(PathBuf),
    /// The folder of a cohort package.
    Package(PathBuf),
    /// The live record; the caller brings its package.
    Record,
}

/// How a file of measurements is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// Heading of the person's id.
    pub person: String,
    /// Heading of the occasion.
    pub occasion: String,
    /// Cells that mean that there is no value, besides the empty one.
    pub missing: Vec<String>,
    /// Sheet of a spreadsheet; the first one when the study does not say.
    pub sheet: Option<String>,
    /// Occasions of the file that the study is not about.
    pub ignored: Vec<String>,
}

/// Where values come from: headings of a file, or items of an instrument in a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The instrument, for a package.
    pub instrument: Option<String>,
    /// Headings or items.
    pub names: Vec<String>,
}

/// A column that models ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CovariateSpec {
    /// Where it stands.
    pub columns: Columns,
    /// What it holds.
    pub kind: CovariateKind,
}

/// What a column that models ask for holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CovariateKind {
    /// Numbers; levels where a text stands anywhere.
    Either,
    /// The time of each observation, a number.
    Time,
    /// The day of each observation.
    Day,
}

impl CovariateKind {
    /// Whether each observation has its own, also in a package.
    pub const fn is_of_rows(self) -> bool {
        matches!(self, Self::Time | Self::Day)
    }
}

/// How several items make a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Items {
    /// Lowest and highest answer.
    pub range: Interval,
    /// What their sum is multiplied with.
    pub multiply: f64,
}

/// A measure that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureSpec {
    /// Name.
    pub name: String,
    /// Label.
    pub label: Label,
    /// Score or yes/no.
    pub kind: MeasureKind,
    /// Where its values stand.
    pub columns: Columns,
    /// For a score made of items.
    pub items: Option<Items>,
    /// Words for yes and no, besides the usual ones.
    pub words: YesNo,
    /// Key under which the report has words of its own for it, where that is not the instrument's.
    pub known_as: Option<String>,
    /// Family it is tested in.
    pub family: Option<String>,
    /// Lowest and highest score.
    pub range: Option<Interval>,
    /// Distance between neighbouring scores.
    pub step: Option<f64>,
    /// Scores at or below are at risk.
    pub risk_at_or_below: Option<f64>,
    /// Least noticeable change.
    pub relevant_change: Option<f64>,
    /// Least change beyond one person's measurement noise.
    pub reliable_change: Option<f64>,
    /// Upper ends of the bands a person can move between, rising; empty: two sides of the risk limit.
    pub bands: Vec<f64>,
    /// Upper ends of the bands of the picture of the spread, rising; empty: chosen from range and step.
    pub histogram: Vec<f64>,
    /// True for a person's own rating that was never tested as a measure of effect.
    pub own_rating: bool,
    /// Models of all measurements.
    pub models: Vec<ModelSpec>,
    /// What persons are classed by between places; nothing where no model asks for it.
    pub(crate) classing: Option<ModelSpec>,
}

impl MeasureSpec {
    /// Everything that is gathered of the persons: the models, and last that of the classes where it is none of them.
    pub(crate) fn gathered(&self) -> impl Iterator<Item = &ModelSpec> {
        let beside =
            self.classing.as_ref().filter(|classing| !self.models.iter().any(|own| alike(own, classing)));
        self.models.iter().chain(beside)
    }

    /// What persons are classed by, and its place in what is gathered.
    pub(crate) fn classes(&self) -> Option<(usize, &ModelSpec)> {
        let classing = self.classing.as_ref()?;
        self.gathered().enumerate().find(|(_, own)| alike(own, classing))
    }
}

/// Whether a model knows the classes that another goes by.
fn alike(model: &ModelSpec, classing: &ModelSpec) -> bool {
    model.is_classable()
        && (&model.covariates, &model.interactions) == (&classing.covariates, &classing.interactions)
}

/// Words for yes and no.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct YesNo {
    /// Cells that mean yes; empty: the usual ones.
    pub yes: Vec<String>,
    /// Cells that mean no; empty: the usual ones, or every other value where [`YesNo::yes`] is given.
    pub no: Vec<String>,
}

impl YesNo {
    /// Usual words for yes.
    pub const YES: [&'static str; 7] = ["1", "yes", "ja", "true", "sand", "j", "y"];
    /// Usual words for no.
    pub const NO: [&'static str; 6] = ["0", "no", "nej", "false", "falsk", "n"];

    /// Whether a cell means yes; absent when it means neither.
    pub fn read(&self, cell: &str) -> Option<bool> {
        let among = |own: &[String], usual: &[&str]| {
            if own.is_empty() {
                usual.iter().any(|word| word.eq_ignore_ascii_case(cell))
            } else {
                own.iter().any(|word| word == cell)
            }
        };
        if among(&self.yes, &Self::YES) {
            Some(true)
        } else if among(&self.no, &Self::NO) || (!self.yes.is_empty() && self.no.is_empty()) {
            Some(false)
        } else {
            None
        }
    }

    /// The words that are known, for a fault.
    pub fn known(&self) -> String {
        let own = |own: &[String], usual: &[&str]| {
            if own.is_empty() { usual.join(", ") } else { own.join(", ") }
        };
        format!("{}, {}", own(&self.yes, &Self::YES), own(&self.no, &Self::NO))
    }
}

/// Measures tested together.
#[derive(Debug, Clone, PartialEq)]
pub struct FamilySpec {
    /// Name.
    pub name: String,
    /// Label.
    pub label: Label,
    /// Positions of its measures.
    pub measures: Vec<usize>,
    /// Least rise of the mean over all measures that counts as progress.
    pub progress_at_least: Option<f64>,
}

/// An item of the method.
#[derive(Debug, Clone, PartialEq)]
pub struct FidelitySpec {
    /// Key.
    pub key: String,
    /// Label.
    pub label: Label,
    /// Where the item comes from.
    pub source: Option<String>,
    /// What is asked of a course.
    pub rule: Rule,
}

/// A sub-group.
#[derive(Debug, Clone, PartialEq)]
pub struct SubgroupSpec {
    /// Name.
    pub name: String,
    /// Label.
    pub label: Label,
    /// Who belongs to it.
    pub rule: GroupRule,
    /// Positions of the scores it is shown for.
    pub measures: Vec<usize>,
    /// True when it was chosen after the data were seen.
    pub after_data: bool,
}

/// Who belongs to a sub-group.
#[derive(Debug, Clone, PartialEq)]
pub enum GroupRule {
    /// Yes in any of these columns (at the start).
    Column(Columns, YesNo),
    /// At risk on this measure at the first occasion.
    AtRisk(usize),
    /// Yes on this measure at the first occasion.
    Yes(usize),
}

/// A line (or several, one per level) of the baseline table.
#[derive(Debug, Clone, PartialEq)]
pub struct Characteristic {
    /// Name.
    pub name: String,
    /// Label.
    pub label: Label,
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub kind: CharacteristicKind,
}

/// Where a characteristic stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a column.
    Columns(Columns),
    /// It is the measure at this position, at the first occasion of every change.
    Measure(usize),
}

/// What a characteristic is.
#[derive(Debug, Clone, PartialEq)]
pub enum CharacteristicKind {
    /// A number: mean and spread.
    Number,
    /// Yes or no.
    YesNo(YesNo),
    /// One of several; labels of levels in the order of the table, other levels after them.
    Choice(Vec<(String, Label)>),
    /// Any of several, with `|` between; levels as for a choice, and a person can be in more than one.
    Several(Vec<(String, Label)>),
}

/// What is asked of the contacts.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactSpec {
    /// Length of a window, days.
    pub window_days: u32,
    /// Planned support contacts per week in phases 1, 2 and 3; empty when there is no plan.
    pub planned_per_week: Vec<Interval>,
}

impl Study {
    /// Reads a study file; paths in it are taken relative to it.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn read(path: &Path) -> Result<Self, Vec<Fault>> {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let bytes =
            std::fs::read(path).map_err(|error| vec![Fault::unread(&name, path.display(), &error)])?;
        let text = String::from_utf8(bytes)
            .map_err(|_| vec![Fault::new(&name, FaultCode::Encoding).with("encoding", "UTF-8")])?;
        let mut study = Self::parse(&name, text.trim_start_matches('\u{feff}'))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        match &mut study.data {
            Data::File(place) | Data::Package(place) => *place = folder.join(&*place),
            Data::Record => {}
        }
        Ok(study)
    }

    /// Reads the text of a study; `name` is what faults call the file.
    ///
    /// # Errors
    /// Every fault of the text.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<Fault>> {
        read::study(name, text)
    }
}

#[cfg(test)]
mod tests;
