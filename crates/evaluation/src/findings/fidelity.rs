//! Whether the method was followed, item by item.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Figure, Label, Share};

/// One item of the method, over the courses it is asked of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FidelityItem {
    /// Key in the study.
    pub key: String,
    /// Label.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub label: Label,
    /// The rule: `time_limit`, `equal_phases`, `areas`, `meetings`, `meetings_outside`, `supports`, `tapering`,
    /// `not_ended_by_programme`, `early_contacts`, `plan_made`, `meeting_first`, `meeting_transfer`, `meeting_last`.
    pub rule: String,
    /// Its limits by name: `phase`, `least`, `most`, `days`, `tolerance_days`, `grace_days`.
    pub limits: BTreeMap<String, u32>,
    /// Where it comes from, as the study says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Which courses it is asked of: `closed`, or `reached_phase_2`, `reached_phase_3`.
    pub asked_of: String,
    /// Courses that meet it.
    pub met: Figure<u64>,
    /// Courses that do not.
    pub not_met: Figure<u64>,
    /// Courses of which it cannot be said: not recorded, or not over yet.
    pub not_assessable: Figure<u64>,
    /// Those that meet it among those of which it can be said; null where there are none.
    pub share: Option<Figure<Share>>,
}
