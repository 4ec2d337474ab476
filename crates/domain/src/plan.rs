//! The activity plan: focus areas that the citizen chose for a phase, a goal in her words in each, and activities
//! with provider, date and state. Words are sealed apart; here stand their ids and countable facts.

use jiff::civil::Date;

use crate::id::{ActivityId, CourseId, FocusAreaId};
use crate::programme::AreaKey;

crate::coded! {
    /// How far an activity is.
    ActivityState {
        /// Not begun.
        NotStarted = "not_started",
        /// Under way.
        Started = "started",
        /// Waiting for somebody else.
        Waiting = "waiting",
        /// Done.
        Done = "done",
        /// Let go.
        Dropped = "dropped",
    }
}

crate::coded! {
    /// Who provides an activity or takes a task over.
    Provider {
        /// The citizen herself.
        Citizen = "citizen",
        /// The CTI worker.
        Worker = "worker",
        /// Private network.
        Network = "network",
        /// An NGO or association.
        Ngo = "ngo",
        /// A municipal service.
        Municipality = "municipality",
        /// Health services.
        Health = "health",
        /// Education or work.
        EducationWork = "education_work",
        /// Somebody else.
        Other = "other",
    }
}

crate::coded! {
    /// How far a goal was reached, said at closing.
    GoalResult {
        /// Reached.
        Reached = "reached",
        /// Partly.
        Partly = "partly",
        /// Not.
        Not = "not",
    }
}

/// A focus area of one phase; its goal is a sealed word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FocusArea {
    /// Its id.
    pub id: FocusAreaId,
    /// The course.
    pub course: CourseId,
    /// Phase it was chosen for, 1–3.
    pub phase: u8,
    /// Area of the programme.
    pub area: AreaKey,
    /// Day it was chosen.
    pub chosen: Date,
    /// Day it was let go, if it was.
    pub let_go: Option<Date>,
    /// Result, said at closing.
    pub result: Option<GoalResult>,
}

/// An activity within a focus area; its title is a sealed word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// The course.
    pub course: CourseId,
    /// The focus area it serves.
    pub focus_area: FocusAreaId,
    /// Who provides it.
    pub provider: Option<Provider>,
    /// How far it is.
    pub state: ActivityState,
    /// Day it was planned.
    pub planned: Date,
    /// Day of its present state.
    pub state_date: Date,
    /// When it is to be done, if agreed.
    pub until: Option<Date>,
    /// Adjusted when the plan was gone through in phase 2.
    pub adjusted_in_phase2: bool,
    /// Who carries it on after the course.
    pub handed_over_to: Option<Provider>,
}

/// The focus areas of a phase that stand on a day, in the order in which they were first chosen.
pub fn standing(areas: &[FocusArea], phase: u8, today: Date) -> Vec<&FocusArea> {
    let mut standing: Vec<&FocusArea> =
        areas.iter().filter(|a| a.phase == phase && a.let_go.is_none_or(|day| day > today)).collect();
    standing.sort_by_key(|area| place(areas, area));
    standing
}

/// What the focus areas of a phase are ordered by: when the area was first chosen in it. A goal in other words is another
/// entry and keeps its place.
pub fn place<'a>(areas: impl IntoIterator<Item = &'a FocusArea>, area: &FocusArea) -> (Date, FocusAreaId) {
    let same = areas.into_iter().filter(|other| other.phase == area.phase && other.area == area.area);
    let own = (area.chosen, area.id);
    same.map(|other| (other.chosen, other.id)).min().map_or(own, |first| first.min(own))
}

/// The latest phase up to the present one that has a standing focus area: the plan in force.
pub fn phase_in_force(areas: &[FocusArea], phase: u8, today: Date) -> Option<u8> {
    (1..=phase).rev().find(|phase| !standing(areas, *phase, today).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_goal_in_other_words_keeps_its_place_in_the_plan() {
        let area = |id: u128, area: &str, chosen: i8, let_go: Option<i8>| FocusArea {
            id: FocusAreaId::new(Uuid::from_u128(id)),
            course: CourseId::new(Uuid::nil()),
            area: area.to_owned(),
            phase: 1,
            chosen: Date::constant(2026, 11, chosen),
            let_go: let_go.map(|day| Date::constant(2026, 11, day)),
            result: None,
        };
        let areas = [
            area(1, "housing", 2, Some(20)),
            area(2, "money", 2, None),
            area(3, "health", 9, None),
            area(4, "housing", 20, None),
        ];
        let on = |day| {
            let standing = standing(&areas, 1, Date::constant(2026, 11, day));
            standing.iter().map(|area| area.id.uuid().as_u128()).collect::<Vec<_>>()
        };
        assert_eq!(on(20), [4, 2, 3]);
    }
}
