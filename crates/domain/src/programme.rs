//! A programme: neutral public name, phase model, contact band per phase, areas, instruments with when they are
//! due, limits. Data from `content/programmes/`; nothing here knows a particular programme.

use std::collections::BTreeMap;

use crate::instrument::InstrumentId;

/// Text in the languages it is given in (`da`, `en`).
pub type Text = BTreeMap<String, String>;

/// Key of a programme, for example `cti-9`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProgrammeId(pub String);

/// Key of a focus area or life-situation area, for example `bolig`.
pub type AreaKey = String;

crate::coded! {
    /// The legal track of a course: two, never linked.
    Track {
        /// Counselling without a name: taking part is not written in a case.
        NoName = "no_name",
        /// Decided support: there is a decision in the municipality's case.
        Decided = "decided",
    }
}

/// A programme as its owner described it.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    /// Key.
    pub id: ProgrammeId,
    /// Version of the description.
    pub version: String,
    /// Neutral public name.
    pub name: Text,
    /// What it is, in a sentence or two.
    pub description: Text,
    /// Finished: no new course, and nothing is asked of its courses any more.
    pub archived: bool,
    /// Tracks a course can be on.
    pub tracks: Vec<Track>,
    /// Contact-making, before the clock runs.
    pub contact_making: ContactMaking,
    /// The phases, in order; three in CTI.
    pub phases: Vec<PhaseModel>,
    /// Areas to work on.
    pub areas: Vec<Area>,
    /// Areas rated in the life-situation profile; may differ from [`Programme::areas`].
    pub life_areas: Vec<Area>,
    /// Occasions of measurement, in order.
    pub occasions: Vec<OccasionPlan>,
    /// Limits that are listed when passed, never enforced.
    pub limits: Limits,
    /// True when a pause moves the ends of the phases that follow.
    pub pause_moves_phases: bool,
    /// End of the funding, if known.
    pub funding_ends: Option<crate::Date>,
}

/// The time before phase 1, in which contact is built.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactMaking {
    /// Name on screen.
    pub name: Text,
    /// Planned contact: one at least every so many days.
    pub contact_every_days: u16,
}

/// One phase of the model.
#[derive(Debug, Clone, PartialEq)]
pub struct PhaseModel {
    /// Length in calendar months.
    pub months: u8,
    /// Short name on the band, for example *komme i gang*.
    pub name: Text,
    /// Planned contact: one at least every so many days.
    pub contact_every_days: u16,
}

/// An area of life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Key.
    pub key: AreaKey,
    /// Name on screen.
    pub name: Text,
}

/// An occasion of measurement: when it falls and what is measured.
#[derive(Debug, Clone, PartialEq)]
pub struct OccasionPlan {
    /// Key, for example `start`, `phase1`, `phase2`, `closing`.
    pub key: String,
    /// Name on screen.
    pub name: Text,
    /// The day it belongs to.
    pub at: OccasionAt,
    /// First day it can be answered, days before that day.
    pub opens_days_before: u16,
    /// Last day it counts as in time, days after that day.
    pub closes_days_after: u16,
    /// Only where the citizen has agreed to it: nothing waits for it by itself.
    pub optional: bool,
    /// Instruments due then.
    pub instruments: Vec<InstrumentId>,
}

/// The day an occasion belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OccasionAt {
    /// The first day of phase 1.
    Start,
    /// The last day of this phase (1-based).
    PhaseEnd(u8),
    /// The day of closing, or the planned end while the course runs.
    Closing,
    /// So many months after closing.
    AfterClosing(u8),
}

/// Limits of the programme; each is listed when passed and enforced never.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// Courses per full-time worker.
    pub caseload_per_full_time: u16,
    /// Fewest focus areas that are usual in a phase.
    pub focus_areas_min: u8,
    /// Most.
    pub focus_areas_max: u8,
    /// Days between two bookings of a course at the team meeting.
    pub meeting_interval_days: u16,
    /// Weight of a course in each phase when the load is counted; 1 when not given.
    pub phase_weights: Vec<f64>,
    /// Fewest months of a full course.
    pub full_course_months: f64,
}

impl Programme {
    /// The name in a language, in Danish when there is none, and the key when there is neither.
    pub fn name_in(&self, language: &str) -> &str {
        in_language(&self.name, language).unwrap_or(&self.id.0)
    }
    /// The area with this key, among those worked on and those rated.
    pub fn area(&self, key: &str) -> Option<&Area> {
        self.areas.iter().chain(&self.life_areas).find(|area| area.key == key)
    }
    /// The occasion with this key.
    pub fn occasion(&self, key: &str) -> Option<&OccasionPlan> {
        self.occasions.iter().find(|occasion| occasion.key == key)
    }
    /// Planned contact in a phase, days; 0 is contact-making.
    pub fn rhythm(&self, phase: u8) -> Option<i32> {
        match phase.checked_sub(1) {
            None => Some(i32::from(self.contact_making.contact_every_days)),
            Some(index) => {
                self.phases.get(usize::from(index)).map(|phase| i32::from(phase.contact_every_days))
            }
        }
    }
    /// The planned length in months.
    pub fn months(&self) -> u16 {
        self.phases.iter().map(|phase| u16::from(phase.months)).sum()
    }
}

/// The text in a language, else in Danish.
pub fn in_language<'a>(text: &'a Text, language: &str) -> Option<&'a str> {
    text.get(language).or_else(|| text.get("da")).map(String::as_str)
}
