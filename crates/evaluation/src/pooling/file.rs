//! The file of moments that one municipality lets out: what stands in it. How it is written, signed and checked stands in
//! `signed`.

use serde::{Deserialize, Serialize};

use super::told::{SiteGroup, SiteLeavers};
use crate::findings::{
    Baseline, CaseMix, FidelityItem, Flow, Individual, Interval, Label, MeasureKind, ModelKind, ModelTime,
    Occasion,
};
use crate::study::SEED;

/// The value of [`Moments::schema`].
pub const SCHEMA: &str = "fodfaeste-moments/3";

/// What one place lets out: sums over groups of persons, no person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moments {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Name of the place.
    pub site: String,
    /// Title of the study.
    pub title: String,
    /// Whether the persons are invented.
    pub synthetic: bool,
    /// The day the data were cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_cut: Option<String>,
    /// Who looked at it and lets it out; empty in a draft.
    pub approved_by: String,
    /// Program that made it.
    pub software: String,
    /// No group in it is smaller.
    pub threshold: u64,
    /// Persons of the place.
    pub persons: u64,
    /// First and second occasion of every change.
    pub from: String,
    /// See `from`.
    pub to: String,
    /// Name of the measure the places are compared by.
    pub primary: String,
    /// Heading of the occasion in the data: the terms of models are named by it.
    pub heading: String,
    /// Seed of the multiple imputation.
    #[serde(default = "usual_seed")]
    pub seed: u64,
    /// The number that each occasion is in models; none where the study has no numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<f64>,
    /// The occasions in order.
    pub occasion: Vec<Occasion>,
    /// The measures.
    pub measure: Vec<SiteMeasure>,
    /// Measures tested together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub family: Vec<SiteFamily>,
    /// Sub-groups of the study.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subgroup: Vec<SiteGroup>,
    /// The courses, of data that know any.
    #[serde(default, with = "super::plain", skip_serializing_if = "Option::is_none")]
    pub flow: Option<Flow>,
    /// Who they are at the start: all, with and without the last measurement.
    #[serde(default, with = "super::plain", skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    /// Whether the method was followed, item by item.
    #[serde(default, with = "super::plain", skip_serializing_if = "Option::is_none")]
    pub fidelity: Option<Vec<FidelityItem>>,
    /// Who left before phase 3, where that could be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropout: Option<SiteLeavers>,
    /// Ends of courses month by month: of all, then of each sub-group, where that could be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub survival: Vec<SiteCurves>,
    /// Who they are: shares and means that could be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub characteristic: Vec<Line>,
}

/// The seed of a study that names none.
const fn usual_seed() -> u64 {
    SEED
}

/// One measure of a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteMeasure {
    /// Name in the study.
    pub name: String,
    /// Score or yes/no.
    pub kind: MeasureKind,
    /// Key of a known instrument.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
    /// Lowest and highest score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<Interval>,
    /// Distance between neighbouring scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<f64>,
    /// Scores at or below are at risk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk_at_or_below: Option<f64>,
    /// Least noticeable change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant_change: Option<f64>,
    /// Least change beyond one person's measurement noise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reliable_change: Option<f64>,
    /// Persons of patterns too small for a group of their own, who stand in a coarser one: an occasion of theirs is left
    /// out.
    pub coarsened: u64,
    /// Persons who stand in no group, because even the coarsest would have been too small.
    pub left_out: u64,
    /// Label.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub label: Label,
    /// The share with a relevant rise among those with both occasions, where that could be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Tally>,
    /// The models that the study asks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub model: Vec<SiteModel>,
    /// Scores by pattern of observed occasions; yes as 1 and no as 0, where every count that follows is of nobody or of enough.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cell: Vec<PatternCell>,
    /// The covariates that `class` goes by; none where the models have none, or theirs need rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covariate: Vec<SiteCovariate>,
    /// What `class` has means of before those of the occasions: products of covariates that are numbers, each as the places of
    /// its factors; a number by itself is one too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub product: Vec<Vec<usize>>,
    /// Persons of `cell` who stand in no class, because their own would have been too small or is not known.
    #[serde(default)]
    pub unclassed: u64,
    /// Scores by covariates and pattern of observed occasions; none where that would tell of a few.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub class: Vec<ClassCell>,
    /// Yes, or at risk, at each occasion where that could be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub count: Vec<Count>,
    /// The same persons' yes and no at both occasions, where that could be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pairs: Option<Pairs>,
    /// Who changed how much, where that could be told.
    #[serde(default, with = "super::plain", skip_serializing_if = "Option::is_none")]
    pub individual: Option<Individual>,
}

/// A model that the study asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteModel {
    /// Kind.
    pub kind: ModelKind,
    /// How time enters.
    pub time: ModelTime,
    /// True for REML, false for ML.
    pub restricted: bool,
    /// Whether the study file asks for it.
    pub asked: bool,
    /// Columns beside time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covariates: Vec<String>,
    /// Products: 0 is time, 1 the first covariate.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interactions: Vec<Vec<usize>>,
    /// Working correlation; of `gee`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working: Option<String>,
    /// What its distance is counted in; of `gee` with `ar1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waves: Option<String>,
}

/// A covariate of the models of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteCovariate {
    /// Column.
    pub name: String,
    /// Its levels in the order of their first appearance; none of a number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
}

/// Persons with the same covariates who were observed at just these occasions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassCell {
    /// The level of each covariate that is a text.
    pub levels: Vec<String>,
    /// Keys of the occasions.
    pub occasions: Vec<String>,
    /// Persons.
    pub n: u64,
    /// Means of the products, then at the occasions.
    pub means: Vec<f64>,
    /// Sums of products of deviations from the means: lower triangle by rows.
    pub cross: Vec<f64>,
}

/// Measures tested together, and each person's mean over them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteFamily {
    /// Name in the study.
    pub name: String,
    /// Names of its measures.
    pub measures: Vec<String>,
    /// Least rise of the mean that counts as progress.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress_at_least: Option<f64>,
    /// As in [`SiteMeasure::coarsened`].
    pub coarsened: u64,
    /// As in [`SiteMeasure::left_out`].
    pub left_out: u64,
    /// Label.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub label: Label,
    /// The share with progress, where that could be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Tally>,
    /// Means over the measures by pattern of observed occasions; none where they would tell of a few persons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cell: Vec<PatternCell>,
}

/// How many of how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Among whom: `paired` or `full_courses`.
    pub among: String,
    /// How many.
    pub x: u64,
    /// Of how many.
    pub n: u64,
}

/// Ends of courses month by month, of all or of a sub-group and the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteCurves {
    /// Name of the sub-group; of all, none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Months since phase 1 began that part the counts, rising: before the first, between the first and the second, …,
    /// from the last on.
    pub months: Vec<u64>,
    /// Label of the sub-group.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub label: Label,
    /// `all`, or `with` and `without`.
    pub side: Vec<SiteCurve>,
}

/// How courses ended, in each part of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteCurve {
    /// `all`, `with` or `without`.
    pub key: String,
    /// Ended early because the person stayed away.
    pub dropped_out: Vec<u64>,
    /// Ended early for another reason.
    pub other_early: Vec<u64>,
    /// Completed.
    pub completed: Vec<u64>,
    /// Still running at the data cut, so many months after they began.
    pub running: Vec<u64>,
}

/// Persons who were observed at just these occasions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatternCell {
    /// Keys of the occasions.
    pub occasions: Vec<String>,
    /// Persons.
    pub n: u64,
    /// Their means.
    pub means: Vec<f64>,
    /// Sums of products of deviations from the means: lower triangle by rows.
    pub cross: Vec<f64>,
}

/// How many of how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// Key of the occasion.
    pub occasion: String,
    /// Yes, or at risk.
    pub x: u64,
    /// Of how many.
    pub n: u64,
}

/// The four cells of yes and no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pairs {
    /// Yes both times.
    pub yes_yes: u64,
    /// Yes, then no.
    pub yes_no: u64,
    /// No, then yes.
    pub no_yes: u64,
    /// No both times.
    pub no_no: u64,
}

/// A line of who they are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Name, with its level.
    pub name: String,
    /// Whether the value is a share; else a mean.
    pub share: bool,
    /// The share in 0–1, or the mean.
    pub value: f64,
    /// Persons with an answer.
    pub n: u64,
    /// Label.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub label: Label,
}

impl Line {
    /// The line beside those of other places.
    pub(super) fn beside(&self, values: Vec<Option<f64>>) -> CaseMix {
        CaseMix { name: self.name.clone(), label: self.label.clone(), share: self.share, values }
    }
}
