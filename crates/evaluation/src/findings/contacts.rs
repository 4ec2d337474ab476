//! Contacts by phase, kind and time.

use serde::{Deserialize, Serialize};

use super::{Figure, Interval};

/// Contacts by phase and kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contacts {
    /// Phases 1 to 3.
    pub phases: Vec<PhaseContacts>,
    /// Contacts before phase 1.
    pub before: u64,
    /// Planned last day of phases 1, 2 and 3, days since phase 1 began; empty when the data do not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub planned_phase_ends: Vec<f64>,
    /// Windows of equal length from the first day of phase 1; only windows that at least 20 courses ran through.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<ContactWindow>,
}

/// Held contacts in one window of time since phase 1 began, over the courses that ran through the whole of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContactWindow {
    /// First day of the window; the first day of phase 1 is day 0.
    pub from_day: u64,
    /// First day after the window.
    pub to_day: u64,
    /// Courses that ran through the whole window.
    pub courses: Figure<u64>,
    /// Mean support contacts per week and course.
    pub support_per_week: f64,
    /// 95 % t-interval over courses, its lower end cut at 0.
    pub support_per_week_ci95: Interval,
    /// Mean coordination contacts per week and course.
    pub coordination_per_week: f64,
    /// 95 % t-interval over courses, its lower end cut at 0.
    pub coordination_per_week_ci95: Interval,
}

/// Contacts in one phase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PhaseContacts {
    /// 1, 2 or 3.
    pub phase: u8,
    /// Courses that spent at least a day in it.
    pub courses: Figure<u64>,
    /// Days of exposure, all courses together.
    pub days: u64,
    /// All held contacts.
    pub held: u64,
    /// Contacts that did not take place (moved, missed, unanswered).
    pub not_held: u64,
    /// Held contacts with the role support.
    pub support: u64,
    /// Held contacts with the role coordination.
    pub coordination: u64,
    /// Held contacts per course and month (30.4375 days) of exposure.
    pub per_month: f64,
    /// Support per course and week.
    pub support_per_week: f64,
    /// 95 % interval of that rate, by the spread between courses.
    pub support_per_week_ci95: Option<Interval>,
    /// The programme's planned band of support contacts per week, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_per_week: Option<Interval>,
    /// Coordination per course and week.
    pub coordination_per_week: f64,
    /// 95 % interval of that rate.
    pub coordination_per_week_ci95: Option<Interval>,
    /// Share of coordination among held contacts.
    pub coordination_share: Option<f64>,
    /// Minutes, all held contacts.
    pub minutes: u64,
    /// Held contacts by kind.
    pub kinds: Vec<KindRate>,
}

/// Held contacts of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KindRate {
    /// Kind (`meeting`, `call`, `message`, `accompaniment`, `coordination`).
    pub kind: String,
    /// How many.
    pub n: u64,
    /// Per course and month of exposure.
    pub per_month: f64,
}
