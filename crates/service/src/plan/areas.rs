//! Focus areas: chosen for a phase, let go, taken up again.

use domain::audit::Act;
use domain::id::{CourseId, FocusAreaId, StepId};
use domain::plan::FocusArea;
use domain::policy::Actor;
use domain::programme::AreaKey;
use domain::refusal::{Refusal, RefusalCode};
use domain::words::free_text;
use store::record::step::Added;
use store::record::{course, focus_area};

use crate::case::Case;
use crate::context::Context;
use crate::error::Error;
use crate::plan::change::focus_area as found;
use crate::sent::{Request, Sent};

/// Longest goal, characters.
pub(super) const GOAL_MAX: usize = 1_000;

/// A goal in the citizen's words, with an area of life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddGoal {
    /// Area of the programme.
    pub area: AreaKey,
    /// The goal; may wait.
    pub goal: String,
}

/// Focus areas are chosen for a phase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChooseArea {
    /// The course.
    pub course: CourseId,
    /// The phase; the present one when not said.
    pub phase: Option<u8>,
    /// What is chosen.
    pub areas: Vec<AddGoal>,
}

/// A focus area is let go, or taken up again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetGo {
    /// The course.
    pub course: CourseId,
    /// Which.
    pub focus_area: FocusAreaId,
    /// The version it was read at.
    pub version: i64,
}

/// Chooses focus areas for a phase; gives what takes it back. Fewer or more than usual is no fault; an area that stands
/// already stays as it is.
///
/// # Errors
/// `notfound`, `closed`; `empty` when nothing is chosen; `unknown` area or phase; of the goals `toolong`, `cpr`.
pub async fn choose(ctx: &Context, actor: &Actor, command: ChooseArea, sent: Sent) -> Result<StepId, Error> {
    let request = Request::new(ctx, actor, "plan.choose", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    let programme = case.programme(ctx)?;
    let phase = command.phase.unwrap_or(case.phase(ctx)?);
    let mut faults = Vec::new();
    if command.areas.is_empty() {
        faults.push(Refusal::of("areas", RefusalCode::Empty));
    }
    if phase == 0 || usize::from(phase) > programme.phases.len() {
        faults.push(Refusal::of("phase", RefusalCode::Unknown));
    }
    let areas: Vec<FocusArea> = case.record.focus_areas.iter().map(|entry| entry.area.clone()).collect();
    let stands = domain::plan::standing(&areas, phase, case.today);
    let (mut new, mut added) = (Vec::new(), Vec::new());
    for AddGoal { area, goal } in &command.areas {
        if !programme.areas.iter().any(|known| known.key == *area) {
            faults.push(Refusal::of("areas", RefusalCode::Unknown));
        } else if stands.iter().all(|standing| standing.area != *area) {
            let goal = free_text("goal", goal, GOAL_MAX).map_err(|fault| faults.push(fault)).ok().flatten();
            let (id, chosen) = (FocusAreaId::new(ctx.uuid()?), case.today);
            let area = FocusArea {
                id,
                course: case.id(),
                phase,
                area: area.clone(),
                chosen,
                let_go: None,
                result: None,
            };
            let entropy = &mut ctx.randomness();
            new.push(focus_area::insert(&case.scope, &case.key, &area, goal.as_deref(), entropy)?);
            added.push(Added::Area(id));
        }
    }
    if !faults.is_empty() {
        return Err(faults.into());
    }
    new.push(course::plan_changed(&case.scope, case.id(), case.today, case.now));
    let step = StepId::new(ctx.uuid()?);
    let kept = crate::step::kept(&case, step, &[], added);
    request.save(ctx, case.unit(Act::ChangedPlan, kept).and_all(new), step).await
}

/// Lets a focus area go; it can still be read.
///
/// # Errors
/// `notfound`, `closed`, `unknown`, a conflict.
pub async fn let_go(ctx: &Context, actor: &Actor, command: LetGo, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "plan.let_go", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    let mut entry = found(&case, command.focus_area)?.clone();
    if entry.version != command.version {
        return Err(case.conflict(ctx, Act::ChangedPlan, entry.version, Vec::new()).await?);
    }
    entry.area.let_go = Some(case.today);
    let update = focus_area::update(&case.scope, &case.key, &entry, &mut ctx.randomness())?;
    let changed = course::plan_changed(&case.scope, case.id(), case.today, case.now);
    request.save(ctx, case.unit(Act::ChangedPlan, [update, changed]), ()).await
}

/// Takes a focus area up again that was let go.
///
/// # Errors
/// `notfound`, `closed`, `unknown`, a conflict; `duplicate` when its area of life was chosen anew meanwhile.
pub async fn keep(ctx: &Context, actor: &Actor, command: LetGo, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "plan.keep", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    let mut entry = found(&case, command.focus_area)?.clone();
    if entry.version != command.version {
        return Err(case.conflict(ctx, Act::ChangedPlan, entry.version, Vec::new()).await?);
    }
    let areas: Vec<FocusArea> = case.record.focus_areas.iter().map(|entry| entry.area.clone()).collect();
    let stands = domain::plan::standing(&areas, entry.area.phase, case.today);
    if stands.iter().any(|other| other.area == entry.area.area) {
        return Err(Error::of("focus_area", RefusalCode::Duplicate));
    }
    entry.area.let_go = None;
    let update = focus_area::update(&case.scope, &case.key, &entry, &mut ctx.randomness())?;
    let changed = course::plan_changed(&case.scope, case.id(), case.today, case.now);
    request.save(ctx, case.unit(Act::ChangedPlan, [update, changed]), ()).await
}
