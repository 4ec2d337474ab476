//! Families of measures that are tested together, and sub-groups fixed beforehand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{AtOccasion, Change, Estimable, Interval, Label, ModelEstimate, Share};

/// Measures tested together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Family {
    /// Name in the study.
    pub name: String,
    /// Label.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub label: Label,
    /// Names of its measures, in the study's order.
    pub measures: Vec<String>,
    /// Change of the mean over all measures, persons with all of them at both occasions.
    pub overall: Estimable<Change>,
    /// The mean over all measures at each occasion.
    pub overall_occasions: Vec<AtOccasion>,
    /// Share whose mean over all measures rose by at least `progress_at_least`, among full courses if there is a flow.
    pub progress: Option<Progress>,
}

/// Share with noticeable progress.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Least rise of the mean that counts.
    pub at_least: f64,
    /// Among whom: `paired` or `full_courses`.
    pub among: String,
    /// The share.
    pub share: Share,
}

/// A sub-group fixed in the study: those with the trait against those without, on each score with a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Subgroup {
    /// Name in the study.
    pub name: String,
    /// Label.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub label: Label,
    /// The measure it is shown for.
    pub measure: String,
    /// True when the group is picked on the measure's own value at the start (regression to the mean).
    pub picked_on_start: bool,
    /// True when it was chosen after the data were seen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub after_data: bool,
    /// Those with the trait.
    pub with: Estimable<Change>,
    /// Those without.
    pub without: Estimable<Change>,
    /// Difference of the two changes (with − without), Welch's interval.
    pub interaction: Estimable<Interaction>,
    /// The same out of an MMRM with group × occasion: all measurements of all persons.
    #[serde(default)]
    pub model_interaction: Estimable<ModelEstimate>,
}

/// Difference between two groups' changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Interaction {
    /// With − without.
    pub difference: f64,
    /// Welch's degrees of freedom.
    pub df: f64,
    /// 95 % interval.
    pub ci95: Interval,
    /// Two-sided p.
    pub p: f64,
    /// p after Holm over the study's sub-groups that were not picked on their start value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p_holm: Option<f64>,
}
