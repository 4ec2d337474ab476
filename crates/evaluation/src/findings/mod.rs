//! What an evaluation found: the document that page, PDF, CSV and `findings.json` are made from.
//!
//! The shape is public (`"schema": "fodfaeste-findings/1"`, described in `docs/findings.md`): keys may be added,
//! never renamed or removed. It holds numbers, keys and the study's own labels, but no sentence in any language;
//! sentences are chosen from these numbers by the report. Shares and p-values lie in 0–1, intervals are
//! `[lower, upper]`, dates are ISO 8601. What could not be computed is `null` beside a [`Reason`], never NaN.

mod comparison;
mod contacts;
mod fidelity;
mod figure;
mod flow;
mod group;
mod individual;
mod measure;
mod model;
mod periods;
mod programme;
mod series;
mod survival;
mod written;
mod zones;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use comparison::*;
pub use contacts::*;
pub use fidelity::*;
pub use figure::Figure;
pub use flow::*;
pub use group::*;
pub use individual::*;
pub use measure::*;
pub use model::*;
pub use periods::*;
pub use programme::*;
pub use series::*;
pub use survival::*;
pub use written::*;

/// The value of [`Findings::schema`].
pub const SCHEMA: &str = "fodfaeste-findings/1";

/// Lower and upper end of an interval.
pub type Interval = [f64; 2];

/// A label in the languages the study gives it in (`da`, `en`).
pub type Label = BTreeMap<String, String>;

/// Everything that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The study's title, as its author wrote it.
    pub title: String,
    /// True when the persons are invented; then every rendering says so.
    pub synthetic: bool,
    /// Where the numbers come from.
    pub provenance: Provenance,
    /// Courses in, out and measured; absent when the data know no courses (a foreign file of measurements).
    pub flow: Option<Flow>,
    /// Who they are at the start; absent without characteristics.
    pub baseline: Option<Baseline>,
    /// The occasions in the study's order, with labels.
    pub occasions: Vec<Occasion>,
    /// One entry per measure of the study, in the study's order.
    pub measures: Vec<Measure>,
    /// Measures tested together, with Holm's adjustment.
    pub families: Vec<Family>,
    /// Contacts by phase and kind; absent when the data hold none.
    pub contacts: Option<Contacts>,
    /// Sub-groups fixed in the study.
    pub subgroups: Vec<Subgroup>,
    /// Leaving before the end; absent without dates.
    pub dropout: Option<Dropout>,
    /// Time to an early end, of all and by sub-group; empty without dates.
    #[serde(default)]
    pub survival: Vec<Survival>,
    /// How much each measure's result leans on those who are missing.
    #[serde(default)]
    pub sensitivity: Vec<Sensitivity>,
    /// Change of the primary measure against contacts; absent without contacts.
    #[serde(default)]
    pub dose: Option<Dose>,
    /// Whether the method was followed, item by item; empty where the study asks for no items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fidelity: Vec<FidelityItem>,
    /// Numbers over calendar time; empty without enough quarters.
    #[serde(default)]
    pub series: Vec<Series>,
    /// Limits of the design whose condition holds, in the order they are printed.
    pub limits: Vec<Limit>,
    /// What is hidden to protect single persons; empty before the gate, and where nothing had to be hidden.
    #[serde(default)]
    pub suppressed: Vec<Suppressed>,
    /// Units beside the whole; only of pooled findings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    /// The same units by the mean change of the primary measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change_comparison: Option<ChangeComparison>,
    /// A series from elsewhere that the study names; absent where it names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparator: Option<Comparator>,
    /// Courses that began in different periods beside each other; only where that is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub periods: Option<Periods>,
    /// Where and by whom the courses were run; absent when the data do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setting: Option<Setting>,
    /// The programme as its owner described it; absent where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme: Option<Programme>,
    /// What people wrote beside the numbers, in the study's order; absent where nobody wrote.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<Written>,
}

impl Findings {
    /// The setting that findings made of moments of several places have, and no others.
    pub(crate) const POOLED: &str = "pooled_left_out";

    /// Whether they are made of moments of several places; then no row was read.
    pub fn is_pooled(&self) -> bool {
        self.provenance.settings.contains_key(Self::POOLED)
    }
}

/// Figures that are hidden. The rule never tells which of them was the small one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppressed {
    /// Where it would stand: keys and positions from the top, `measures/0/occasions/3/bands/2/n`.
    pub path: String,
    /// Why.
    pub rule: Rule,
}

/// Why a figure is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A count below the threshold, or one from which, with other figures, such a count could be worked out. The two
    /// are not told apart.
    SmallCountOrComplement,
    /// A mean, spread, interval or test of too few persons, or one from which, with others, that of too few could be
    /// worked out.
    TooFewForMean,
    /// A quantile without enough persons on each side of it.
    TooFewForQuantile,
    /// A share of so few that it says no more than its count.
    LowDenominator,
    /// Made of figures that are hidden.
    FollowsHidden,
}

/// Where the numbers come from: enough to repeat them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// Name and version of the software, `fodfaeste 0.1.0`.
    pub software: String,
    /// The day the data were cut, ISO 8601, if known.
    pub data_cut: Option<String>,
    /// The sources read, in order.
    pub sources: Vec<Source>,
    /// Persons read.
    pub persons: u64,
    /// Rows (person × occasion) read.
    pub rows: u64,
    /// Choices that changed a number: name → value (for example `full_course_months` → `10`).
    pub settings: BTreeMap<String, String>,
}

/// One source of data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// File name without folder, or `record`.
    pub name: String,
    /// SHA-256 of the bytes in hexadecimal, absent for the live record.
    pub sha256: Option<String>,
    /// Data rows in it.
    pub rows: u64,
}

/// An occasion of measurement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Occasion {
    /// Key as in the data.
    pub key: String,
    /// Label.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub label: Label,
}

/// A limit whose condition holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Limit {
    /// `no_comparison`, `start_in_crisis`, `picked_on_start`, `missing_at_last`, `own_rating`, `many_measures`,
    /// `far_values`, `repeated_rows`, `running`, `few_pairs`, `synthetic`, `with_staff`, `mode_changed`, `outside_window`, `group_after_data`.
    pub id: String,
    /// Numbers for its sentence.
    pub parameters: BTreeMap<String, f64>,
}
