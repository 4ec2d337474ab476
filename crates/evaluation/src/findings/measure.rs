//! Measures: each occasion, change, shares, families and sub-groups.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Figure, Individual, Interval, Label, Model};

/// A measure and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Name in the study.
    pub name: String,
    /// Label.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub label: Label,
    /// Score or yes/no.
    pub kind: MeasureKind,
    /// Key of a known instrument (`who5`, `paid_last_month`), if the study or record says; then the report has words
    /// of its own for it and does not need the label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
    /// The family it is tested in, if any.
    pub family: Option<String>,
    /// Lowest and highest possible score, if the study says.
    pub range: Option<Interval>,
    /// Distance between neighbouring scores (4 for WHO-5), if known.
    pub step: Option<f64>,
    /// Scores at or below this count as at risk.
    pub risk_at_or_below: Option<f64>,
    /// The least change that counts as noticeable.
    pub relevant_change: Option<f64>,
    /// The least change beyond one person's measurement noise.
    pub reliable_change: Option<f64>,
    /// At each occasion, in the study's order.
    pub occasions: Vec<AtOccasion>,
    /// Paired change of a score from `from` to `to`.
    pub change: Estimable<Change>,
    /// Paired shares: yes/no itself, or being at risk for a score with a limit.
    pub paired_shares: Estimable<PairedShares>,
    /// Who changed how much, for a score with a relevant change.
    pub individual: Option<Individual>,
    /// The cautious estimate of a score's change: those without the second measurement count as unchanged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cautious: Option<Cautious>,
    /// Cronbach's alpha at each occasion, for a score made of items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alpha: Vec<Alpha>,
    /// True when a value at some occasion lies farther than 50 times the middle distance from the median (than 1,000 times
    /// the median where more than half of the values are one): it may be a slip. How many and whose is not told.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub far_values: bool,
    /// Models of all measurements.
    #[serde(default)]
    pub models: Vec<Model>,
}

/// Cronbach's alpha at one occasion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alpha {
    /// Key of the occasion.
    pub occasion: String,
    /// Persons with all items.
    pub n: u64,
    /// Items.
    pub items: u64,
    /// Alpha; null when it cannot be estimated.
    pub alpha: Option<f64>,
    /// Its 95 % interval (Feldt); null where alpha is.
    #[serde(default)]
    pub alpha_ci95: Option<Interval>,
}

/// Kind of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// A number.
    Score,
    /// Yes or no.
    YesNo,
}

/// Something that could be estimated, or why not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Estimable<T> {
    /// The estimate.
    Value(T),
    /// It cannot be estimated because…
    Not {
        /// Why.
        not_estimable: Reason,
    },
    /// It does not apply to this measure.
    NotApplicable(#[serde(deserialize_with = "super::figure::nothing")] ()),
}

impl<T> Default for Estimable<T> {
    fn default() -> Self {
        Self::NotApplicable(())
    }
}

impl<T> Estimable<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }
}

/// Why something cannot be estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Nobody was measured at both occasions.
    NoPairs,
    /// Only one person was.
    OnePair,
    /// All differences are equal, so the spread is zero.
    NoSpread,
    /// Nobody changed sides.
    NoDiscordantPairs,
    /// No values at all.
    NoValues,
    /// It could tell of a single person (see [`Findings::suppressed`](super::Findings::suppressed)).
    Suppressed,
    /// Nobody is missing, so nothing can be otherwise.
    NobodyMissing,
    /// The measure has no lowest and highest value.
    NoRange,
    /// Those seen and those missing can be told apart perfectly, so that a weight is infinite.
    PerfectSeparation,
    /// The model behind it cannot be estimated.
    NoSolution,
    /// Nobody left early.
    NoEvents,
    /// There are more different values than are kept in memory.
    TooManyValues,
    /// It needs rows, and the findings are made of sums of several places.
    NeedsRows,
}

/// A measure at one occasion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AtOccasion {
    /// Key of the occasion.
    pub occasion: String,
    /// Persons with a value.
    pub n: u64,
    /// Persons in the cohort without one.
    pub missing: u64,
    /// Mean of a score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<Figure<f64>>,
    /// 95 % t-interval of the mean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean_ci95: Option<Figure<Interval>>,
    /// Standard deviation (n − 1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sd: Option<Figure<f64>>,
    /// Median (type 7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median: Option<Figure<f64>>,
    /// Share at risk of a score with a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_risk: Option<Figure<Share>>,
    /// Number of yes, for yes/no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<Figure<u64>>,
    /// Share of yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Figure<f64>>,
    /// Wilson's 95 % interval of the share of yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wilson95: Option<Figure<Interval>>,
    /// Clopper and Pearson's 95 % interval of the share of yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clopper_pearson95: Option<Figure<Interval>>,
    /// Lower and upper quartile (type 7) of a score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quartiles: Option<Figure<Interval>>,
    /// Counts per distinct score or band, for the picture of the spread: upper end of each band → count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
}

/// How many lie in a band of scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// Lowest score in the band.
    pub from: f64,
    /// Highest score in the band.
    pub to: f64,
    /// Persons in it.
    pub n: u64,
}

/// A share with its counts and Wilson's interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// How many.
    pub x: u64,
    /// Of how many.
    pub n: u64,
    /// x / n.
    pub share: f64,
    /// Wilson's 95 % interval.
    pub wilson95: Interval,
    /// Clopper and Pearson's 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clopper_pearson95: Option<Interval>,
}

/// Paired change of a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// First occasion.
    pub from: String,
    /// Second occasion.
    pub to: String,
    /// Persons with both.
    pub n: u64,
    /// Their mean at the first.
    pub mean_from: f64,
    /// Their mean at the second.
    pub mean_to: f64,
    /// Mean of second − first.
    pub difference: f64,
    /// Standard deviation of the differences (n − 1).
    pub sd: f64,
    /// t of the paired t-test.
    pub t: f64,
    /// Its degrees of freedom.
    pub df: f64,
    /// Two-sided p.
    pub p: f64,
    /// p after Holm within the measure's family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p_holm: Option<f64>,
    /// 95 % interval of the mean difference.
    pub ci95: Interval,
    /// Standardised change: difference / sd.
    pub dz: f64,
    /// p after Benjamini and Hochberg within the measure's family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p_bh: Option<f64>,
    /// Standardised sizes of the change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
    /// Wilcoxon's signed rank test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wilcoxon: Option<Wilcoxon>,
    /// Share that rose by at least the relevant change, if the study has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Share>,
}

/// Standardised sizes of a paired change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// Interval of dz (which is the standardised response mean), by the noncentral t distribution.
    pub dz_ci95: Interval,
    /// Hedges' correction factor; null for two pairs.
    pub hedges_factor: Option<f64>,
    /// dz times Hedges' factor.
    pub hedges_g: Option<f64>,
    /// Its 95 % interval: that of dz times the factor.
    #[serde(default)]
    pub hedges_g_ci95: Option<Interval>,
    /// Difference ÷ standard deviation at the first occasion (Glass); null without spread there.
    pub glass: Option<f64>,
    /// Difference ÷ root of the mean of both variances.
    pub d_av: f64,
    /// Correlation of the two occasions; null when one has no spread.
    pub correlation: Option<f64>,
}

/// Wilcoxon's signed rank test. Differences of zero are dropped, ties share their ranks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Wilcoxon {
    /// Differences that are not zero.
    pub n: u64,
    /// Sum of the ranks of the rises.
    pub v: f64,
    /// z without continuity correction; positive for rises.
    pub z: f64,
    /// Two-sided p, normal approximation without continuity correction.
    pub p: f64,
    /// The same with it.
    pub p_corrected: f64,
    /// Exact p, ties sharing their ranks; null with more than 200 differences that are not zero.
    pub p_exact: Option<f64>,
    /// (Ranks of rises − ranks of falls) ÷ all ranks.
    pub rank_biserial: f64,
    /// Hodges and Lehmann's estimate: the shift that balances the ranks of the differences that are not zero; null with more
    /// than 500 distinct differences and where all of these are equal.
    #[serde(default)]
    pub hodges_lehmann: Option<Figure<f64>>,
    /// Its 95 % interval: the shifts that the corrected test does not reject.
    #[serde(default)]
    pub hodges_lehmann_ci95: Option<Figure<Interval>>,
}

/// Mean change of all with the first measurement, when a missing second one counts as no change at all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cautious {
    /// Persons with the first measurement.
    pub n: u64,
    /// Of these, without the second: assumed unchanged.
    pub assumed: u64,
    /// Mean change.
    pub difference: f64,
    /// 95 % t-interval with n − 1 degrees of freedom.
    pub ci95: Interval,
}

/// The same persons' yes and no at two occasions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairedShares {
    /// First occasion.
    pub from: String,
    /// Second occasion.
    pub to: String,
    /// Persons with both.
    pub n: u64,
    /// Yes at the first.
    pub yes_from: u64,
    /// Yes at the second.
    pub yes_to: u64,
    /// Yes both times.
    pub yes_yes: Figure<u64>,
    /// Yes, then no.
    pub yes_no: Figure<u64>,
    /// No, then yes.
    pub no_yes: Figure<u64>,
    /// No both times.
    pub no_no: Figure<u64>,
    /// Share at the first minus share at the second.
    pub difference: f64,
    /// Newcombe's paired interval (method 10) of that difference.
    pub newcombe95: Figure<Interval>,
    /// Exact McNemar, two-sided.
    pub mcnemar_exact_p: Figure<f64>,
    /// The other forms of McNemar's test; absent when nobody changed sides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mcnemar: Option<McNemar>,
}

/// Forms of McNemar's test beside the exact one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct McNemar {
    /// χ² without correction.
    pub chi_squared: f64,
    /// Its p.
    pub p: f64,
    /// χ² with continuity correction.
    pub chi_squared_corrected: f64,
    /// Its p.
    pub p_corrected: f64,
    /// Mid-p.
    pub p_mid: f64,
    /// Odds ratio yes–no ÷ no–yes; null when infinite.
    pub odds_ratio: Option<f64>,
    /// Its exact 95 % interval; the upper end is null when infinite.
    pub odds_ratio_ci95: [Option<f64>; 2],
}
