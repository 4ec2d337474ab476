//! The plan as it is read: in force today, or as it stood before a day.

use domain::Date;
use domain::id::FocusAreaId;
use domain::plan::{ActivityState, phase_in_force, standing};
use domain::policy::Actor;
use domain::programme::{Area, Programme};
use store::CourseRecord;
use store::record::{ActivityEntry, FocusAreaEntry};

use crate::context::Context;
use crate::course::{CoursePage, Which, open};
use crate::error::Error;

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanView {
    /// The phase whose plan it is; 0 when there is none yet.
    pub phase: u8,
    /// Its areas, in the order they were chosen.
    pub areas: Vec<PlanArea>,
    /// Areas on which somebody works in a phase: fewest and most that are usual. Never enforced.
    pub usual: (u8, u8),
}

/// An area of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanArea {
    /// The focus area with its goal.
    pub entry: FocusAreaEntry,
    /// Its activities, also those begun in an earlier phase and not at an end.
    pub activities: Vec<ActivityEntry>,
}

/// The plan to edit.
#[derive(Debug, Clone)]
pub struct PlanForm {
    /// The course.
    pub page: CoursePage,
    /// The plan in force.
    pub plan: PlanView,
    /// The phase that new areas are chosen for: the present one.
    pub phase: u8,
    /// Areas of the programme that are not in the plan of that phase.
    pub free: Vec<Area>,
    /// Days on which the plan was changed, the latest first: a plan can be read as it stood before each.
    pub versions: Vec<Date>,
}

impl PlanForm {
    /// The area of a focus area that was opened for editing: as it stands, in a colleague's version where she put the
    /// goal in other words meanwhile, else as it was put away.
    pub fn area(&self, id: FocusAreaId) -> Option<PlanArea> {
        let standing =
            |fits: &dyn Fn(&PlanArea) -> bool| self.plan.areas.iter().find(|area| fits(area)).cloned();
        let known = entry(&self.page.record, id);
        let put_away = |entry: &FocusAreaEntry| PlanArea {
            activities: activities(&self.page.record, entry, None),
            entry: entry.clone(),
        };
        standing(&|area| area.entry.area.id == id)
            .or_else(|| known.and_then(|old| standing(&|area| area.entry.area.area == old.area.area)))
            .or_else(|| known.map(put_away))
    }
}

/// The plan to edit.
///
/// # Errors
/// `notfound`.
pub async fn form(ctx: &Context, actor: &Actor, which: &Which) -> Result<PlanForm, Error> {
    let page = open(ctx, actor, which, None).await?;
    let phase = page.phase.max(1);
    let plan = page.plan();
    let areas: Vec<_> = page.record.focus_areas.iter().map(|entry| entry.area.clone()).collect();
    let chosen = standing(&areas, phase, page.today);
    let free = page.programme.areas.iter().filter(|area| chosen.iter().all(|c| c.area != area.key)).cloned();
    Ok(PlanForm { free: free.collect(), versions: versions(&page.record), plan, phase, page })
}

/// The plan in force in a phase on a day.
pub fn in_force(record: &CourseRecord, programme: &Programme, phase: u8, today: Date) -> PlanView {
    let usual = (programme.limits.focus_areas_min, programme.limits.focus_areas_max);
    let areas: Vec<_> = record.focus_areas.iter().map(|entry| entry.area.clone()).collect();
    let Some(phase) = phase_in_force(&areas, phase, today) else {
        return PlanView { phase: 0, areas: Vec::new(), usual };
    };
    let entries = standing(&areas, phase, today);
    let entries = entries.iter().filter_map(|area| entry(record, area.id));
    let areas =
        entries.map(|entry| PlanArea { activities: activities(record, entry, None), entry: entry.clone() });
    PlanView { phase, areas: areas.collect(), usual }
}

/// The plan as it stood before a day, as far as it is kept: goals and activities with the words they have now.
pub fn before(record: &CourseRecord, programme: &Programme, phase: u8, day: Date) -> PlanView {
    let stood = |entry: &&FocusAreaEntry| {
        entry.area.chosen < day && entry.area.let_go.is_none_or(|let_go| let_go >= day)
    };
    let usual = (programme.limits.focus_areas_min, programme.limits.focus_areas_max);
    let entries: Vec<&FocusAreaEntry> = record.focus_areas.iter().filter(stood).collect();
    let phase = entries.iter().map(|entry| entry.area.phase).filter(|p| *p <= phase).max().unwrap_or(0);
    let mut entries: Vec<&FocusAreaEntry> =
        entries.into_iter().filter(|entry| entry.area.phase == phase).collect();
    let all = || record.focus_areas.iter().map(|entry| &entry.area);
    entries.sort_by_key(|entry| domain::plan::place(all(), &entry.area));
    let areas = entries
        .into_iter()
        .map(|entry| PlanArea { activities: activities(record, entry, Some(day)), entry: entry.clone() });
    PlanView { phase, areas: areas.collect(), usual }
}

/// Days on which focus areas were chosen or let go, the latest first, without the first: before that was no plan.
pub fn versions(record: &CourseRecord) -> Vec<Date> {
    let days = record.focus_areas.iter().flat_map(|entry| [Some(entry.area.chosen), entry.area.let_go]);
    let mut days: Vec<Date> = days.flatten().collect();
    days.sort_unstable();
    days.dedup();
    days.into_iter().skip(1).rev().collect()
}

fn entry(record: &CourseRecord, id: FocusAreaId) -> Option<&FocusAreaEntry> {
    record.focus_areas.iter().find(|entry| entry.area.id == id)
}

/// The activities of an area of life: those of its focus area, of those before it with the same goal in other words,
/// and those of earlier phases that are not at an end.
fn activities(record: &CourseRecord, of: &FocusAreaEntry, before: Option<Date>) -> Vec<ActivityEntry> {
    let belongs = |activity: &&ActivityEntry| {
        let Some(parent) = entry(record, activity.activity.focus_area) else { return false };
        let open = !matches!(activity.activity.state, ActivityState::Done | ActivityState::Dropped);
        parent.area.area == of.area.area
            && (parent.area.phase == of.area.phase || (parent.area.phase < of.area.phase && open))
            && before.is_none_or(|day| activity.activity.planned < day)
    };
    record.activities.iter().filter(belongs).cloned().collect()
}
