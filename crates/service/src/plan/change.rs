//! Changing an area of the plan: its goal, its activities. A goal that is put in other words on a later day becomes a new version beside the old one, so
//! that the plan before can still be read.

use domain::Date;
use domain::audit::Act;
use domain::id::{ActivityId, CourseId, FocusAreaId, StepId};
use domain::plan::{Activity, ActivityState, FocusArea, Provider};
use domain::policy::Actor;
use domain::refusal::{Refusal, RefusalCode};
use domain::words::{LINE_MAX, free_text};
use store::Statement;
use store::record::step::{Added, Replaced};
use store::record::{ActivityEntry, FocusAreaEntry, activity, course, focus_area};

use crate::case::{Case, differs};
use crate::context::Context;
use crate::error::{Error, FieldConflict};
use crate::plan::areas::GOAL_MAX;
use crate::sent::{Request, Sent};

/// An activity to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewActivity {
    /// What it is.
    pub title: String,
    /// Who provides it.
    pub provider: Option<Provider>,
    /// By when.
    pub until: Option<Date>,
    /// How far it is.
    pub state: ActivityState,
}

/// An activity as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityChange {
    /// Which.
    pub id: ActivityId,
    /// The version it was read at.
    pub version: i64,
    /// What it is.
    pub title: String,
    /// Who provides it.
    pub provider: Option<Provider>,
    /// By when.
    pub until: Option<Date>,
    /// How far it is.
    pub state: ActivityState,
    /// Who carries it on after the course.
    pub handed_over_to: Option<Provider>,
}

/// One area of the plan is saved: its goal, its activities, new ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveArea {
    /// The course.
    pub course: CourseId,
    /// Which.
    pub focus_area: FocusAreaId,
    /// The version it was read at.
    pub version: i64,
    /// The goal; `None` leaves it as it is, whoever changed it meanwhile.
    pub goal: Option<String>,
    /// Its activities as they are to be; those not named stay.
    pub activities: Vec<ActivityChange>,
    /// New activities.
    pub add: Vec<NewActivity>,
    /// Takes the area up again, should somebody have put it away meanwhile.
    pub take_up: bool,
}

/// How far an activity is, in one tap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetActivityState {
    /// The course.
    pub course: CourseId,
    /// Which.
    pub activity: ActivityId,
    /// The version it was read at.
    pub version: i64,
    /// How far it is.
    pub state: ActivityState,
}

/// Saves one area of the plan; gives what takes it back.
///
/// # Errors
/// `notfound`, `closed`, `unknown` area or activity; `putaway` when somebody put the area away and it is not taken up;
/// `empty` title; of words `toolong`, `cpr`; a conflict with both versions of every field when somebody else saved
/// meanwhile.
pub async fn save_area(ctx: &Context, actor: &Actor, command: SaveArea, sent: Sent) -> Result<StepId, Error> {
    let request = Request::new(ctx, actor, "plan.save_area", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    let before = successor(&case, focus_area(&case, command.focus_area)?);
    let mut faults = Vec::new();
    if before.area.let_go.is_some() && !command.take_up {
        faults.push(Refusal::new(RefusalCode::PutAway));
    }
    let goal = match command.goal.as_deref().map(|goal| free_text("goal", goal, GOAL_MAX)) {
        None => before.goal.clone(),
        Some(goal) => goal.map_err(|fault| faults.push(fault)).ok().flatten(),
    };
    let changed = changed_activities(&case, ctx, &command, &mut faults)?;
    let added = new_activities(&case, ctx, &command, &mut faults)?;
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let fields = differing(&case, &command, goal.as_deref(), before);
    if let Some(version) = conflicting(&case, &command, before) {
        return Err(case.conflict(ctx, Act::ChangedPlan, version, fields).await?);
    }
    let worded = match command.goal {
        _ if before.area.let_go.is_some() => taken_up(ctx, &case, before, goal)?,
        Some(_) => goal_statements(ctx, &case, before, goal)?,
        None => Worded::default(),
    };
    let mut replaced: Vec<Replaced> = worded.replaced.map(Replaced::Area).into_iter().collect();
    replaced.extend(changed.iter().map(|entry| Replaced::Activity(entry.activity.id)));
    let mut new: Vec<Added> = worded.added.map(Added::Area).into_iter().collect();
    new.extend(added.iter().map(|(activity, _)| Added::Activity(activity.id)));
    let step = StepId::new(ctx.uuid()?);
    let mut unit = case.unit(Act::ChangedPlan, crate::step::kept(&case, step, &replaced, new));
    unit = unit.and_all(worded.statements);
    let entropy = &mut ctx.randomness();
    for entry in &changed {
        unit.push(activity::update(&case.scope, &case.key, entry, entropy)?);
    }
    for (new, title) in &added {
        unit.push(activity::insert(&case.scope, &case.key, new, title, entropy)?);
    }
    unit.push(course::plan_changed(&case.scope, case.id(), case.today, case.now));
    request.save(ctx, unit, step).await
}

/// Says how far an activity is.
///
/// # Errors
/// `notfound`, `closed`, `unknown`, a conflict.
pub async fn set_activity_state(
    ctx: &Context,
    actor: &Actor,
    command: SetActivityState,
    sent: Sent,
) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "plan.set_activity_state", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    let mut entry = an_activity(&case, command.activity)?.clone();
    if entry.version != command.version {
        let state = |state: ActivityState| Some(state.code().to_owned());
        let (yours, theirs) = (state(command.state), state(entry.activity.state));
        let fields =
            vec![FieldConflict { block: Some(command.activity.uuid()), field: "state", yours, theirs }];
        return Err(case.conflict(ctx, Act::ChangedPlan, entry.version, fields).await?);
    }
    entry.activity.state = command.state;
    entry.activity.state_date = case.today;
    let update = activity::update(&case.scope, &case.key, &entry, &mut ctx.randomness())?;
    let changed = course::plan_changed(&case.scope, case.id(), case.today, case.now);
    request.save(ctx, case.unit(Act::ChangedPlan, [update, changed]), ()).await
}

pub(super) fn focus_area(case: &Case, id: FocusAreaId) -> Result<&FocusAreaEntry, Error> {
    let found = case.record.focus_areas.iter().find(|entry| entry.area.id == id);
    found.ok_or_else(|| Error::of("focus_area", RefusalCode::Unknown))
}

/// The area as it stands: where a colleague put the goal in other words meanwhile, her version of it.
fn successor<'a>(case: &'a Case, entry: &'a FocusAreaEntry) -> &'a FocusAreaEntry {
    let gone = entry.area.let_go.is_some();
    let same = |other: &&FocusAreaEntry| {
        other.area.area == entry.area.area
            && other.area.phase == entry.area.phase
            && other.area.let_go.is_none()
    };
    case.record.focus_areas.iter().rfind(same).filter(|_| gone).unwrap_or(entry)
}

fn an_activity(case: &Case, id: ActivityId) -> Result<&ActivityEntry, Error> {
    let found = case.record.activities.iter().find(|entry| entry.activity.id == id);
    found.ok_or_else(|| Error::of("activity", RefusalCode::Unknown))
}

/// The statements of a goal, with the areas they change and add.
#[derive(Default)]
struct Worded {
    statements: Vec<Statement>,
    replaced: Option<FocusAreaId>,
    added: Option<FocusAreaId>,
}

/// The statements that take an area up again with its goal.
fn taken_up(
    ctx: &Context,
    case: &Case,
    before: &FocusAreaEntry,
    goal: Option<String>,
) -> Result<Worded, Error> {
    let mut entry = before.clone();
    entry.area.let_go = None;
    entry.goal = goal;
    let update = focus_area::update(&case.scope, &case.key, &entry, &mut ctx.randomness())?;
    Ok(Worded { statements: vec![update], replaced: Some(before.area.id), added: None })
}

/// The statements of a goal: in place on the day it was chosen, as a new version afterwards.
fn goal_statements(
    ctx: &Context,
    case: &Case,
    before: &FocusAreaEntry,
    goal: Option<String>,
) -> Result<Worded, Error> {
    let entropy = &mut ctx.randomness();
    let mut entry = before.clone();
    if before.goal == goal || before.goal.is_none() || before.area.chosen == case.today {
        entry.goal = goal;
        let update = focus_area::update(&case.scope, &case.key, &entry, entropy)?;
        return Ok(Worded { statements: vec![update], replaced: Some(before.area.id), added: None });
    }
    entry.area.let_go = Some(case.today);
    let id = FocusAreaId::new(ctx.uuid()?);
    let area = FocusArea { id, chosen: case.today, let_go: None, result: None, ..before.area.clone() };
    let statements = vec![
        focus_area::update(&case.scope, &case.key, &entry, entropy)?,
        focus_area::insert(&case.scope, &case.key, &area, goal.as_deref(), entropy)?,
    ];
    Ok(Worded { statements, replaced: Some(before.area.id), added: Some(id) })
}

/// The activities as they are to be, at the version they were read at.
fn changed_activities(
    case: &Case,
    ctx: &Context,
    command: &SaveArea,
    faults: &mut Vec<Refusal>,
) -> Result<Vec<ActivityEntry>, Error> {
    let in_phase_2 = case.phase(ctx)? == 2;
    let mut changed = Vec::new();
    for wish in &command.activities {
        let Ok(before) = an_activity(case, wish.id) else {
            faults.push(Refusal::of("activities", RefusalCode::Unknown));
            continue;
        };
        let Some(title) = title(&wish.title, faults) else { continue };
        let mut entry = ActivityEntry { title, version: wish.version, activity: before.activity.clone() };
        let activity = &mut entry.activity;
        if activity.state != wish.state {
            activity.state_date = case.today;
        }
        activity.state = wish.state;
        activity.provider = wish.provider;
        activity.until = wish.until;
        activity.handed_over_to = wish.handed_over_to;
        if entry.title != before.title || entry.activity != before.activity {
            entry.activity.adjusted_in_phase2 |= in_phase_2;
            changed.push(entry);
        }
    }
    Ok(changed)
}

/// The new activities with their titles; a line left empty is none.
fn new_activities(
    case: &Case,
    ctx: &Context,
    command: &SaveArea,
    faults: &mut Vec<Refusal>,
) -> Result<Vec<(Activity, String)>, Error> {
    let mut added = Vec::new();
    for new in command.add.iter().filter(|new| !new.title.trim().is_empty()) {
        let Some(title) = title(&new.title, faults) else { continue };
        let activity = Activity {
            id: ActivityId::new(ctx.uuid()?),
            course: case.id(),
            focus_area: command.focus_area,
            provider: new.provider,
            state: new.state,
            planned: case.today,
            state_date: case.today,
            until: new.until,
            adjusted_in_phase2: false,
            handed_over_to: None,
        };
        added.push((activity, title));
    }
    Ok(added)
}

fn title(text: &str, faults: &mut Vec<Refusal>) -> Option<String> {
    match free_text("title", text, LINE_MAX) {
        Ok(None) => faults.push(Refusal::of("title", RefusalCode::Empty)),
        Ok(title) => return title,
        Err(fault) => faults.push(fault),
    }
    None
}

/// The version that stands where the command was made from an older one.
fn conflicting(case: &Case, command: &SaveArea, before: &FocusAreaEntry) -> Option<i64> {
    let stale = |wish: &ActivityChange| {
        case.record.activities.iter().any(|e| e.activity.id == wish.id && e.version != wish.version)
    };
    let other = before.area.id != command.focus_area || before.version != command.version;
    let conflict = (other && command.goal.is_some()) || command.activities.iter().any(stale);
    conflict.then_some(before.version)
}

/// The fields in which what was to be written differs from what stands there.
fn differing(
    case: &Case,
    command: &SaveArea,
    goal: Option<&str>,
    before: &FocusAreaEntry,
) -> Vec<FieldConflict> {
    let mut fields = Vec::new();
    differs(&mut fields, "goal", goal.map(str::to_owned), before.goal.clone());
    for wish in &command.activities {
        let Ok(theirs) = an_activity(case, wish.id) else { continue };
        if theirs.version == wish.version {
            continue;
        }
        let activity = &theirs.activity;
        let mut block = Vec::new();
        let mut compare = |field, yours, theirs| differs(&mut block, field, yours, theirs);
        compare("title", Some(wish.title.trim().to_owned()), Some(theirs.title.clone()));
        let code = |state: ActivityState| Some(state.code().to_owned());
        compare("state", code(wish.state), code(activity.state));
        let code = |provider: Option<Provider>| provider.map(|provider| provider.code().to_owned());
        compare("provider", code(wish.provider), code(activity.provider));
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        compare("until", day(wish.until), day(activity.until));
        compare("handed_over_to", code(wish.handed_over_to), code(activity.handed_over_to));
        let of = Some(wish.id.uuid());
        fields.extend(block.into_iter().map(|field| FieldConflict { block: of, ..field }));
    }
    fields
}
