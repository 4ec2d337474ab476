//! Courses that began in one stretch of time beside those that began in another. Other persons in another time: what is
//! between them is no effect.

use serde::{Deserialize, Serialize};

use super::{AtOccasion, BaselineCell, Change, Estimable, Figure, Interval, Label, MeasureKind, Share};

/// Periods beside each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Periods {
    /// The measure whose change is compared.
    pub measure: String,
    /// First occasion of every change.
    pub from: String,
    /// Second occasion.
    pub to: String,
    /// The periods, in order of time.
    pub periods: Vec<OnePeriod>,
    /// Every later period against the first one.
    pub differences: Vec<PeriodDifference>,
}

/// The courses that began in one period, with all that is known of them at the data cut.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OnePeriod {
    /// First day on which they began; null where it is open.
    pub from: Option<String>,
    /// Last day on which they began; null where it is open.
    pub to: Option<String>,
    /// Courses that began.
    pub started: u64,
    /// Of these, closed at the data cut.
    pub closed: Figure<u64>,
    /// Of these, running at the data cut.
    pub running: Figure<u64>,
    /// Closed before phase 3 began.
    pub left_early: Figure<u64>,
    /// Of so many it is known whether they left early: they closed, or reached phase 3.
    pub fate_known: Figure<u64>,
    /// Share that left early, of those of whom it is known.
    pub left_early_share: Option<Figure<Share>>,
    /// Who they are at the start.
    pub who: Vec<PeriodTrait>,
    /// The primary measure and every yes/no of the study, at both occasions.
    pub measures: Vec<PeriodMeasure>,
    /// Contacts by phase; empty where there are none.
    pub contacts: Vec<PeriodContacts>,
}

/// Held contacts in one phase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PeriodContacts {
    /// 1, 2 or 3.
    pub phase: u8,
    /// Days of exposure, all courses together.
    pub days: u64,
    /// Held contacts.
    pub held: u64,
    /// Held contacts per course and month (30.4375 days) of exposure.
    pub per_month: f64,
}

/// A characteristic at the start.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PeriodTrait {
    /// Column in the data.
    pub name: String,
    /// Label.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub label: Label,
    /// The level; absent for a number.
    pub level: Option<String>,
    /// Label of the level.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub level_label: Label,
    /// How many, or the mean.
    pub cell: BaselineCell,
}

/// A measure in one period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PeriodMeasure {
    /// Name in the study.
    pub name: String,
    /// Score or yes/no.
    pub kind: MeasureKind,
    /// At both occasions.
    pub occasions: Vec<AtOccasion>,
    /// Paired change of a score.
    pub change: Estimable<Change>,
}

/// A later period against the first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PeriodDifference {
    /// Position of the later period.
    pub period: u64,
    /// Position of the one it is compared with.
    pub against: u64,
    /// Mean change of the later one − that of the first.
    pub change: Estimable<MeanDifference>,
    /// Mean at the first occasion of the later one − that of the first.
    pub start: Estimable<MeanDifference>,
    /// Shares of the later one − those of the first.
    pub shares: Vec<ShareDifference>,
}

/// A difference of two means of different persons (Welch).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeanDifference {
    /// The difference.
    pub difference: f64,
    /// Degrees of freedom (Satterthwaite).
    pub df: f64,
    /// 95 % interval.
    pub ci95: Interval,
    /// Two-sided p.
    pub p: f64,
}

/// A difference of two shares of different persons.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShareDifference {
    /// `left_early`, `paired` (measured at both occasions, of those who began), `at_risk` or `yes`.
    pub of: String,
    /// The measure, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// The occasion, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occasion: Option<String>,
    /// The difference.
    pub difference: Figure<f64>,
    /// Newcombe's 95 % interval for independent shares (method 10).
    pub newcombe95: Figure<Interval>,
}
