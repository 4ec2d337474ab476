//! Time to an early end, and what could be otherwise because somebody is missing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{BaselineCell, Estimable, Figure, Interaction, Interval, Label, ModelReason};

/// Time from the start of phase 1 to an early end, of all or by a sub-group. A course that ended because the phases were
/// done, or on or after its planned last day, is completed; one that runs at the data cut is censored there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Survival {
    /// The event: always `early_end`.
    pub event: String,
    /// Name of the sub-group; null for all.
    pub group: Option<String>,
    /// Its label.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub label: Label,
    /// `all`, or `with` and `without`.
    pub strata: Vec<Stratum>,
    /// Test of equal curves; null for all.
    pub log_rank: Estimable<LogRankTest>,
    /// Hazard ratio, with against without, Efron's method for ties; null for all.
    pub cox: Estimable<HazardRatio>,
}

/// One curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stratum {
    /// `all`, `with` or `without`.
    pub key: String,
    /// Courses.
    pub n: u64,
    /// Early ends.
    pub events: u64,
    /// Completed, the competing event.
    pub completed: u64,
    /// Censored: running at the data cut.
    pub censored: u64,
    /// Median time to an early end in days, completion taken as censoring; null when the curve stays above a half.
    pub median_days: Option<f64>,
    /// Its 95 % interval (log-log); an end is null when the limit never falls to a half.
    pub median_ci95: [Option<f64>; 2],
    /// At each month (30.4375 days) from 0 to the planned end.
    pub months: Vec<SurvivalMonth>,
}

/// A curve at one month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SurvivalMonth {
    /// Months since phase 1 began.
    pub month: u64,
    /// Courses still under observation.
    pub at_risk: u64,
    /// Kaplan–Meier estimate of not having left early, completion taken as censoring.
    pub survival: f64,
    /// Its standard error (Greenwood); null when it is not determined.
    pub se: Option<f64>,
    /// 95 % interval on the scale of the logarithm, cut at 1 (the default of R's survfit).
    pub log95: Option<Interval>,
    /// 95 % interval on the plain scale, cut at 0 and 1.
    pub plain95: Option<Interval>,
    /// 95 % interval on the log-log scale.
    pub log_log95: Option<Interval>,
    /// Aalen–Johansen: share that has left early by then, completion competing.
    pub left: f64,
    /// Its standard error.
    pub left_se: f64,
    /// Its 95 % interval on the log-log scale; null when it is not determined.
    #[serde(default)]
    pub left95: Option<Interval>,
    /// Share that has dropped out by then: left early because the person stayed away, or nobody knows why.
    #[serde(default = "Figure::hidden")]
    pub dropped_out: Figure<f64>,
    /// Its 95 % interval on the log-log scale; null when it is not determined.
    #[serde(default)]
    pub dropped_out95: Option<Figure<Interval>>,
    /// Share that has left early for another reason by then, the goals being reached among them.
    #[serde(default = "Figure::hidden")]
    pub other_early: Figure<f64>,
    /// Aalen–Johansen: share that has completed by then.
    pub completed: f64,
    /// Its standard error.
    pub completed_se: f64,
}

/// Log-rank test.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LogRankTest {
    /// χ².
    pub chi_squared: f64,
    /// Degrees of freedom.
    pub df: u32,
    /// p.
    pub p: f64,
}

/// Hazard ratio out of Cox' regression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HazardRatio {
    /// Logarithm of the ratio.
    pub coefficient: f64,
    /// Its standard error.
    pub se: f64,
    /// Two-sided p (Wald).
    pub p: f64,
    /// The ratio.
    pub ratio: f64,
    /// Its 95 % interval.
    pub ci95: Interval,
    /// Logarithm of the ratio with Breslow's method for ties.
    pub breslow_coefficient: f64,
    /// Its standard error.
    pub breslow_se: f64,
}

/// A line of the comparison of those who left with those who stayed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeaverRow {
    /// Column in the data.
    pub name: String,
    /// Label.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub label: Label,
    /// The level; absent for a number.
    pub level: Option<String>,
    /// Label of the level.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub level_label: Label,
    /// Those who left early.
    pub left: BaselineCell,
    /// Those who stayed.
    pub stayed: BaselineCell,
    /// Standardised difference of left against stayed; absent when it cannot be estimated.
    pub standardised_difference: Option<Figure<f64>>,
}

/// How much the result of one measure leans on those who are missing at the second occasion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sensitivity {
    /// Name of the measure.
    pub measure: String,
    /// First occasion.
    pub from: String,
    /// Second occasion.
    pub to: String,
    /// Persons with the first value.
    pub n: u64,
    /// Of these, without the second.
    pub missing: u64,
    /// Value at the first occasion: those with the second against those without, standardised.
    pub start_standardised_difference: Option<f64>,
    /// Value at the first occasion: with the second − without.
    pub start_difference: Estimable<Interaction>,
    /// Change to the occasion after the first: with the second − without; null when there is none between.
    pub early_change_difference: Estimable<Interaction>,
    /// Of how many with and without the second value that change is known.
    #[serde(default)]
    pub early_change_n: [u64; 2],
    /// If everybody missing had done as badly or as well as the scale allows.
    pub bounds: Estimable<ChangeBounds>,
    /// If the missing had done worse or better by some amount than a model expects of them.
    pub delta: Estimable<Delta>,
    /// Those seen, weighted by the inverse of their chance of having been seen.
    pub weighted: Estimable<Weighted>,
    /// The missing values drawn many times from what is known of these persons.
    pub imputed: Estimable<Imputed>,
}

/// Bounds without assumptions about the missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChangeBounds {
    /// Mean change (of a score) or share at the second occasion − share at the first, if all missing did their worst for
    /// the number: the least possible.
    pub least: f64,
    /// The greatest possible.
    pub greatest: f64,
    /// From the lower limit of the least to the upper limit of the greatest.
    pub ci95: Interval,
}

/// Delta adjustment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Delta {
    /// Kind of the model it starts from: `mmrm`, else `random_intercept`, else `paired`.
    pub base: String,
    /// Adjusted estimates, from the largest loss to none.
    pub points: Vec<DeltaPoint>,
    /// The δ nearest to 0 at which the interval reaches no change; null when no δ does.
    pub tipping_point: Option<f64>,
    /// The δ nearest to 0 at which the interval reaches the least noticeable change; null when no δ does, or it does at 0.
    #[serde(default)]
    pub relevant_tipping_point: Option<f64>,
}

/// The estimate under one assumption.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeltaPoint {
    /// How much the missing differ from what the model expects of them.
    pub delta: f64,
    /// Mean change of all.
    pub estimate: f64,
    /// 95 % interval.
    pub ci95: Interval,
    /// Two-sided p.
    pub p: f64,
}

/// Inverse probability weighting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Weighted {
    /// What the chance of being seen is estimated from (logistic regression).
    pub predictors: Vec<String>,
    /// Weighted mean change, or difference of shares.
    pub estimate: f64,
    /// Standard error.
    pub se: f64,
    /// Degrees of freedom.
    pub df: f64,
    /// Two-sided p.
    pub p: f64,
    /// 95 % interval.
    pub ci95: Interval,
    /// The largest stabilised weight, before it was cut.
    pub largest_weight: f64,
    /// Weights above this were cut.
    pub cut_at: f64,
    /// How many were cut.
    pub cut: u64,
    /// As many persons of equal weight would say as much.
    pub effective: f64,
}

/// Multiple imputation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Imputed {
    /// Imputed data sets.
    pub imputations: u64,
    /// The seed of the draws.
    pub seed: u64,
    /// What is taken to be related to the values besides the measurements at all occasions: the sub-groups that are known
    /// of everybody.
    #[serde(default)]
    pub predictors: Vec<String>,
    /// Mean change pooled by Rubin's rules.
    pub estimate: f64,
    /// Standard error.
    pub se: f64,
    /// Degrees of freedom after Barnard and Rubin.
    pub df: f64,
    /// Two-sided p.
    pub p: f64,
    /// 95 % interval.
    pub ci95: Interval,
    /// Variance within the data sets.
    pub within: f64,
    /// Variance between them.
    pub between: f64,
    /// Fraction of information missing.
    pub missing_information: f64,
}

/// Change against the number of contacts, only described: it says nothing about cause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dose {
    /// The measure.
    pub measure: String,
    /// Persons with both values.
    pub n: u64,
    /// Bands of held contacts, from few to many.
    pub bands: Vec<DoseBand>,
    /// Correlation of change and held contacts with its 95 % interval (Fisher's z).
    pub correlation: Option<f64>,
    /// Its interval.
    pub ci95: Option<Interval>,
}

/// A band of contacts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DoseBand {
    /// Fewest held contacts in it.
    pub from: u64,
    /// Most held contacts in it.
    pub to: u64,
    /// Persons.
    pub n: u64,
    /// Their mean change.
    pub mean: Option<f64>,
    /// Its 95 % t-interval.
    pub ci95: Option<Interval>,
}

/// Why the chance of being seen, or a curve, could not be estimated, is a [`ModelReason`] in the models and a
/// [`super::Reason`] here.
impl From<ModelReason> for super::Reason {
    fn from(reason: ModelReason) -> Self {
        match reason {
            ModelReason::NoValues => Self::NoValues,
            ModelReason::NoSpread => Self::NoSpread,
            ModelReason::PerfectSeparation => Self::PerfectSeparation,
            ModelReason::Suppressed => Self::Suppressed,
            _ => Self::NoSolution,
        }
    }
}
