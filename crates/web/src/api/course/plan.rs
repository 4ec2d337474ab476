//! What a course works on and with whom: its plan and its network.

use serde::Serialize;
use service::record::{ActivityEntry, FocusAreaEntry, SupporterEntry};
use utoipa::ToSchema;

use crate::api::wire::{Day, Id, code};

/// A focus area of a phase with its goal and activities.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FocusAreaView<'a> {
    /// Its id.
    pub(crate) id: Id,
    /// Phase it was chosen for, from 1.
    pub(crate) phase: u8,
    /// Area of the programme.
    #[schema(example = "bolig")]
    pub(crate) area: &'a str,
    /// The goal, in the citizen's words.
    pub(crate) goal: Option<&'a str>,
    /// Day it was chosen.
    pub(crate) chosen: Day,
    /// Day it was let go, if it was.
    pub(crate) let_go: Option<Day>,
    /// Result, said at closing.
    pub(crate) result: Option<code::GoalResult>,
    /// True when it belongs to the plan in force today.
    pub(crate) in_force: bool,
    /// Activities that serve it.
    pub(crate) activities: Vec<ActivityView<'a>>,
    /// Counts changes.
    pub(crate) version: i64,
}

impl<'a> FocusAreaView<'a> {
    pub(crate) fn of(
        entry: &'a FocusAreaEntry,
        activities: impl Iterator<Item = &'a ActivityEntry>,
        in_force: bool,
    ) -> Self {
        let area = &entry.area;
        Self {
            id: area.id.into(),
            phase: area.phase,
            area: &area.area,
            goal: entry.goal.as_deref(),
            chosen: area.chosen.into(),
            let_go: area.let_go.map(Day),
            result: area.result.map(code::GoalResult),
            in_force,
            activities: activities.map(ActivityView::from).collect(),
            version: entry.version,
        }
    }
}

/// An activity of the plan.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActivityView<'a> {
    /// Its id.
    pub(crate) id: Id,
    /// What.
    pub(crate) title: &'a str,
    /// Who provides it.
    pub(crate) provider: Option<code::Provider>,
    /// How far it is.
    pub(crate) state: code::ActivityState,
    /// Day it was planned.
    pub(crate) planned: Day,
    /// Day of its present state.
    pub(crate) state_date: Day,
    /// When it is to be done, if agreed.
    pub(crate) until: Option<Day>,
    /// Adjusted when the plan was gone through in phase 2.
    pub(crate) adjusted_in_phase2: bool,
    /// Who carries it on after the course.
    pub(crate) handed_over_to: Option<code::Provider>,
    /// Counts changes.
    pub(crate) version: i64,
}

impl<'a> From<&'a ActivityEntry> for ActivityView<'a> {
    fn from(entry: &'a ActivityEntry) -> Self {
        let activity = &entry.activity;
        Self {
            id: activity.id.into(),
            title: &entry.title,
            provider: activity.provider.map(code::Provider),
            state: activity.state.into(),
            planned: activity.planned.into(),
            state_date: activity.state_date.into(),
            until: activity.until.map(Day),
            adjusted_in_phase2: activity.adjusted_in_phase2,
            handed_over_to: activity.handed_over_to.map(code::Provider),
            version: entry.version,
        }
    }
}

/// A supporter in the network.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SupporterView<'a> {
    /// Its id.
    pub(crate) id: Id,
    /// What kind.
    pub(crate) kind: code::SupporterKind,
    /// What she is called here.
    pub(crate) name: Option<&'a str>,
    /// What she takes over.
    pub(crate) task: Option<&'a str>,
    /// How strong the tie is.
    pub(crate) strength: Option<code::Strength>,
    /// How strong the team finds it.
    pub(crate) team_strength: Option<code::Strength>,
    /// Since when.
    pub(crate) since: Day,
    /// Carries a task on after the course.
    pub(crate) takes_over: bool,
    /// Still holding, as said at the last look.
    pub(crate) holding: Option<bool>,
    /// The lasting way into the municipality.
    pub(crate) municipal_entry: bool,
    /// Day the tie ended, if it did.
    pub(crate) ended: Option<Day>,
    /// Counts changes.
    pub(crate) version: i64,
}

impl<'a> From<&'a SupporterEntry> for SupporterView<'a> {
    fn from(entry: &'a SupporterEntry) -> Self {
        let supporter = &entry.supporter;
        Self {
            id: supporter.id.into(),
            kind: supporter.kind.into(),
            name: entry.name.as_deref(),
            task: entry.task.as_deref(),
            strength: supporter.strength.map(code::Strength),
            team_strength: supporter.team_strength.map(code::Strength),
            since: supporter.since.into(),
            takes_over: supporter.takes_over,
            holding: supporter.holding,
            municipal_entry: supporter.municipal_entry,
            ended: supporter.ended.map(Day),
            version: entry.version,
        }
    }
}
