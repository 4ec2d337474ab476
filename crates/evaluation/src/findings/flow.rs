//! Courses in and out, who they are at the start, and who left.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Estimable, Figure, Interaction, Label, LeaverRow};

/// Courses in, out and measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Flow {
    /// Enquiries known, if they are recorded.
    pub enquiries: Option<u64>,
    /// Courses started (phase 1 begun).
    pub started: u64,
    /// Of these, closed at the data cut.
    pub closed: Figure<u64>,
    /// Of these, running at the data cut.
    pub running: Figure<u64>,
    /// Closing forms received.
    pub closing_forms: u64,
    /// Closing forms owed: one for each closed course.
    pub closing_forms_owed: Figure<u64>,
    /// Courses with a closing form and at least [`Flow::full_course_months`] months from start to closing.
    pub full_courses: Figure<u64>,
    /// The limit of a full course, months.
    pub full_course_months: f64,
    /// First and last start, ISO 8601.
    pub first_start: Option<String>,
    /// Last start, ISO 8601.
    pub last_start: Option<String>,
    /// Closed before the planned end, by the phase in which the course stood (1–3); needs a closing date.
    pub left_in_phase: Vec<LeftInPhase>,
    /// Closed courses whose closing date is not known.
    pub closing_date_unknown: Figure<u64>,
    /// Closing reasons with their counts, most frequent first.
    pub closing_reasons: Vec<Count>,
    /// Courses whose planned phases were changed on the way, by kind (`extension`, `pause`); empty where the data know of no
    /// change.
    #[serde(default)]
    pub modifications: Vec<Count>,
    /// Measurements owed and received at each occasion, for the study's primary measure.
    pub measured: Vec<Measured>,
}

/// How many left in one phase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeftInPhase {
    /// 1, 2 or 3.
    pub phase: u8,
    /// Courses that reached this phase.
    pub entered: Figure<u64>,
    /// Courses closed in it on a known day before their planned end, and not because the phases were done.
    pub left: Figure<u64>,
}

/// A key with a count.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Count {
    /// Value as in the data.
    pub key: String,
    /// Label, if the study or programme has one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub label: Label,
    /// How many.
    pub n: Figure<u64>,
}

/// Owed and received at one occasion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// Key of the occasion.
    pub occasion: String,
    /// Courses that stood in the programme on the day this occasion fell due.
    pub owed: Figure<u64>,
    /// Of all courses, measured at this occasion.
    pub received: u64,
    /// Of those that owed it, measured at this occasion: what is owed and not among these is missing.
    #[serde(default = "Figure::hidden")]
    pub received_of_owed: Figure<u64>,
    /// Of those received, how many came after the last day on which they were in time; absent where no day is known.
    #[serde(default)]
    pub late: Option<Figure<u64>>,
}

impl Measured {
    /// Owed and not received.
    pub fn missing(&self) -> Figure<u64> {
        self.owed.zip(self.received_of_owed).map(|(owed, received)| owed.saturating_sub(received))
    }

    /// Received of courses that did not owe it: closed already, or not there yet.
    pub fn beside(&self) -> Figure<u64> {
        self.received_of_owed.map(|of_owed| self.received.saturating_sub(of_owed))
    }
}

/// Baseline table: all who started, and those with and without the last measurement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    /// All who started.
    pub all: u64,
    /// Of these, with the primary measure at the last occasion.
    pub with_last: u64,
    /// Of these, without it.
    pub without_last: u64,
    /// The lines, in the study's order.
    pub rows: Vec<BaselineRow>,
}

/// One line of the baseline table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BaselineRow {
    /// Column in the data.
    pub name: String,
    /// Label.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub label: Label,
    /// The level (`yes`, `Grundskole`); absent for a number.
    pub level: Option<String>,
    /// Label of the level.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub level_label: Label,
    /// Values for all, with and without the last measurement.
    pub all: BaselineCell,
    /// Those with it.
    pub with_last: BaselineCell,
    /// Those without it.
    pub without_last: BaselineCell,
    /// Standardised difference of with against without; absent when it cannot be estimated.
    pub standardised_difference: Option<Figure<f64>>,
}

/// One cell of the baseline table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BaselineCell {
    /// Persons with a value.
    pub n: u64,
    /// Persons without.
    pub missing: u64,
    /// Count at the level, for shares.
    pub x: Option<Figure<u64>>,
    /// Mean, for numbers.
    pub mean: Option<Figure<f64>>,
    /// Standard deviation (n − 1), for numbers.
    pub sd: Option<Figure<f64>>,
}

/// Those who left before phase 3 against those who stayed. A course that closed on a day nobody wrote down counts as
/// closed on the day of its last contact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dropout {
    /// The measure compared.
    pub measure: String,
    /// Closed before phase 3 began.
    pub left_early: Figure<u64>,
    /// All others whose fate is known: closed later, or running in phase 3.
    pub stayed: Figure<u64>,
    /// Start value: left − stayed.
    pub start_difference: Estimable<Interaction>,
    /// Change from the first to the second occasion: stayed − left.
    pub early_change_difference: Estimable<Interaction>,
    /// Of how many who left and who stayed the start value is known.
    #[serde(default)]
    pub start_n: [u64; 2],
    /// Of how many who left and who stayed the early change is known.
    #[serde(default)]
    pub early_change_n: [u64; 2],
    /// Mean early change of those who left.
    pub early_change_left: Option<Figure<f64>>,
    /// Mean early change of those who stayed.
    pub early_change_stayed: Option<Figure<f64>>,
    /// Standardised difference of the start value, left against stayed.
    #[serde(default)]
    pub start_standardised_difference: Option<Figure<f64>>,
    /// Who they were at the start, left against stayed; the study's characteristics.
    #[serde(default)]
    pub rows: Vec<LeaverRow>,
}
