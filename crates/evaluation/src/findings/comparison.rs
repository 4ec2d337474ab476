//! Units such as municipalities beside the whole: shares with limits of chance and with intervals drawn towards the mean.
//! There is no rank. And a series from elsewhere that the study holds its own change against.

use serde::{Deserialize, Serialize};

use super::{Figure, Interval, Label, Share};

/// A share of each unit beside that of all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The measure: at risk for a score, yes for yes and no.
    pub measure: String,
    /// The occasion.
    pub occasion: String,
    /// All units together.
    pub all: Share,
    /// The units by name.
    pub units: Vec<Unit>,
    /// Variance between units on the scale of the logit (restricted likelihood); null where it cannot be estimated.
    pub tau_squared: Option<f64>,
    /// Share of the variation between units that is not chance; null where it cannot be estimated.
    pub i_squared: Option<f64>,
    /// Who they are in each unit.
    pub case_mix: Vec<CaseMix>,
}

/// One unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Name.
    pub name: String,
    /// Persons measured.
    pub n: Figure<u64>,
    /// How many of them, with Wilson's interval.
    pub share: Figure<Share>,
    /// Where chance alone puts 95 of 100 units of this size with the share of all (exact binomial).
    pub limits95: Option<Interval>,
    /// The same for 998 of 1000.
    pub limits998: Option<Interval>,
    /// Whether it lies within the wider limits; null where it is hidden.
    pub within: Option<bool>,
    /// Share drawn towards that of all (random effects on the logit).
    pub shrunken: Option<f64>,
    /// Its 95 % interval.
    pub shrunken95: Option<Interval>,
}

/// The mean change of each unit beside that of all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChangeComparison {
    /// The measure, a score.
    pub measure: String,
    /// First occasion.
    pub from: String,
    /// Second occasion.
    pub to: String,
    /// Persons of these units measured at both.
    pub n: u64,
    /// Their mean change.
    pub difference: f64,
    /// Standard deviation of the change within the units.
    pub sd_within: f64,
    /// The units by name.
    pub units: Vec<UnitChange>,
    /// Variance between units (restricted likelihood); null where it cannot be estimated.
    pub tau_squared: Option<f64>,
    /// Share of the variation between units that is not chance; null where it cannot be estimated.
    pub i_squared: Option<f64>,
    /// Who they are in each of these units.
    pub case_mix: Vec<CaseMix>,
}

/// The change of one unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitChange {
    /// Name.
    pub name: String,
    /// Persons measured at both occasions.
    pub n: u64,
    /// Their mean change.
    pub difference: f64,
    /// Its 95 % t-interval.
    pub ci95: Option<Interval>,
    /// Where chance alone puts 95 of 100 units of this size with the change of all (normal, with the spread within units).
    pub limits95: Option<Interval>,
    /// The same for 998 of 1000.
    pub limits998: Option<Interval>,
    /// Whether it lies within the wider limits.
    pub within: Option<bool>,
    /// Change drawn towards that of all (random effects).
    pub shrunken: Option<f64>,
    /// Its 95 % interval.
    pub shrunken95: Option<Interval>,
}

/// A characteristic in each unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseMix {
    /// Name.
    pub name: String,
    /// Label.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub label: Label,
    /// For each unit, in their order: the share in 0–1 or the mean; null where it is hidden or not known.
    pub values: Vec<Option<f64>>,
    /// Whether the values are shares.
    pub share: bool,
}

/// A series from elsewhere, such as a published one, that the study holds the change of its primary measure against. The
/// groups were not drawn by lot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparator {
    /// What it is called.
    pub name: Label,
    /// Persons in it.
    pub n: u64,
    /// Their mean change.
    pub change: f64,
    /// Its 95 % interval.
    pub ci95: Interval,
    /// The study's measure that it is held against.
    pub measure: String,
    /// The study's change less theirs; null where the study's own cannot be estimated or is not told.
    pub difference: Option<f64>,
    /// Its 95 % interval: normal, both errors together.
    pub difference_ci95: Option<Interval>,
}
