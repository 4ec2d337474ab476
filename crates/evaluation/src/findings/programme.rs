//! What was done, by plan: the programme the courses followed and the setting it ran in. For the description of the
//! programme in the report; no number of a result stands here.

use serde::{Deserialize, Serialize};

use super::{Interval, Label};

/// Where and by whom the courses were run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Key of the programme.
    pub programme: String,
    /// Municipalities or other sites with a course.
    pub sites: u64,
    /// Workers the data know of.
    pub workers: u64,
}

/// A programme as its owner described it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Programme {
    /// Key.
    pub key: String,
    /// Version of the description.
    pub version: String,
    /// Neutral public name.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub name: Label,
    /// What it is, in a sentence or two.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub description: Label,
    /// Planned contact before phase 1: one at least every so many days.
    pub contact_making_every_days: u64,
    /// The phases, in order.
    pub phases: Vec<PlannedPhase>,
    /// Areas that can be worked on.
    pub areas: Vec<Label>,
    /// Fewest and most areas usual at a time.
    pub focus_areas: Interval,
    /// Courses per full-time worker.
    pub caseload_per_full_time: u64,
    /// Days between the team's meetings.
    pub meeting_every_days: u64,
    /// Whether a pause moves the ends of the phases.
    pub pause_moves_phases: bool,
    /// What is asked, and with which version.
    pub instruments: Vec<PlannedInstrument>,
}

/// A phase by plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedPhase {
    /// 1, 2 or 3.
    pub phase: u8,
    /// Name.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub name: Label,
    /// Length in calendar months.
    pub months: u64,
    /// One contact at least every so many days.
    pub contact_every_days: u64,
}

/// An instrument by plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedInstrument {
    /// Key.
    pub key: String,
    /// Title.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub title: Label,
    /// Version of its definition.
    pub version: String,
    /// Who holds the rights to it.
    pub holder: String,
    /// Occasions it is due at, in order.
    pub occasions: Vec<String>,
}
