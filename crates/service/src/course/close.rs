//! Closing a course: what the page lists, the closing itself, and taking it back. Nothing that is missing refuses a
//! closing; it becomes a duty.

use std::sync::Arc;

use domain::Date;
use domain::audit::Act;
use domain::course::{Closing, ClosingReason, Course, DecidedBy, FollowUpWay};
use domain::due::{Due, Window, window};
use domain::id::{CourseId, FocusAreaId, ResponseId, SupporterId};
use domain::instrument::InstrumentId;
use domain::phase::add_days;
use domain::plan::GoalResult;
use domain::policy::Actor;
use domain::programme::OccasionAt;
use domain::refusal::{Refusal, RefusalCode};
use domain::words::{NOTE_MAX, free_text, reason};
use store::record::course::Word;
use store::record::{FocusAreaEntry, SupporterEntry, course, focus_area, response, supporter};
use store::{CourseRecord, Statement};

use crate::case::Case;
use crate::context::Context;
use crate::course::words::{set, unchanged_since};
use crate::course::{CoursePage, NewResponse, Which, open};
use crate::error::Error;
use crate::response::decide;
use crate::sent::{Request, Sent};

/// Where a course brought to its end is followed up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Key of the occasion.
    pub occasion: String,
    /// When, if it is closed on the day that is proposed.
    pub window: Window,
}

/// A goal as the closing asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalAtClosing {
    /// The latest focus area of that area of life, with its goal.
    pub area: FocusAreaEntry,
    /// The state of its activities: done, and all that were not let go.
    pub activities: (usize, usize),
}

/// What the page for closing shows.
#[derive(Debug, Clone)]
pub struct CloseForm {
    /// The course.
    pub page: CoursePage,
    /// Day proposed: today.
    pub date: Date,
    /// Goals that stand, or were the last of their area.
    pub goals: Vec<GoalAtClosing>,
    /// The network as it stands.
    pub network: Vec<SupporterEntry>,
    /// Instruments of the closing that are not answered: occasion, instrument.
    pub missing: Vec<(String, InstrumentId)>,
    /// What is open and lapses.
    pub lapses: Vec<Due>,
    /// Promises and agreed meetings that are open and lapse.
    pub open: usize,
    /// When it is followed up.
    pub follow_ups: Vec<FollowUp>,
    /// Last day on which the closing could be undone.
    pub undo_until: Date,
}

/// A course is closed.
#[derive(Debug, Clone, PartialEq)]
pub struct CloseCourse {
    /// The course.
    pub course: CourseId,
    /// Its last day.
    pub date: Date,
    /// Why.
    pub reason: ClosingReason,
    /// Who decided, if said.
    pub decided_by: Option<DecidedBy>,
    /// Whether and how she may be reached afterwards; `None` while she was not asked.
    pub follow_up: Option<FollowUpWay>,
    /// What was said, in words.
    pub note: String,
    /// How far each goal was reached.
    pub goals: Vec<(FocusAreaId, GoalResult)>,
    /// Supporters of whom it is agreed that they take their task over.
    pub takes_over: Vec<SupporterId>,
    /// The long-term plan; `None` leaves it as it is.
    pub long_term_plan: Option<String>,
    /// The version of that plan which this was made from, of [`super::version_of`]; `None` asks nothing.
    pub plan_version: Option<i64>,
    /// The closing form, when it is filled in at once.
    pub form: Option<NewResponse>,
}

/// A closing is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReopenCourse {
    /// The course.
    pub course: CourseId,
    /// Why, in words.
    pub reason: String,
}

/// What the page for closing a course shows.
///
/// # Errors
/// `notfound`, `closed`.
pub async fn close_form(ctx: &Context, actor: &Actor, which: &Which) -> Result<CloseForm, Error> {
    let page = open(ctx, actor, which, None).await?;
    if !page.course().is_open() {
        return Err(Refusal::new(RefusalCode::CourseClosed).into());
    }
    let today = page.today;
    let record = Arc::clone(&page.record);
    let network = record.supporters.iter().filter(|entry| entry.supporter.ended.is_none()).cloned();
    let meetings = record.appointments.iter().filter(|entry| entry.settled_at.is_none()).count();
    Ok(CloseForm {
        date: today,
        goals: goals(&record),
        network: network.collect(),
        missing: missing(&page),
        lapses: page.due.clone(),
        open: page.open_promises().count() + meetings,
        follow_ups: follow_ups(&page),
        undo_until: add_days(today, domain::course::UNDO_CLOSING_DAYS),
        page,
    })
}

/// The last focus area of each area of life.
fn goals(record: &CourseRecord) -> Vec<GoalAtClosing> {
    let mut last: Vec<&FocusAreaEntry> = Vec::new();
    for entry in &record.focus_areas {
        last.retain(|other| other.area.area != entry.area.area);
        last.push(entry);
    }
    let activities = |entry: &FocusAreaEntry| {
        use domain::plan::ActivityState as S;
        let same = |id: FocusAreaId| {
            record.focus_areas.iter().any(|other| other.area.id == id && other.area.area == entry.area.area)
        };
        let of_area = record.activities.iter().map(|a| &a.activity).filter(|a| same(a.focus_area));
        let kept: Vec<S> = of_area.map(|a| a.state).filter(|state| *state != S::Dropped).collect();
        (kept.iter().filter(|state| **state == S::Done).count(), kept.len())
    };
    last.into_iter().map(|e| GoalAtClosing { area: e.clone(), activities: activities(e) }).collect()
}

/// Instruments of the closing that have no answer.
fn missing(page: &CoursePage) -> Vec<(String, InstrumentId)> {
    let answered = &page.record.row.derived.answered;
    let closings = page.programme.occasions.iter().filter(|occasion| occasion.at == OccasionAt::Closing);
    closings
        .flat_map(|occasion| occasion.instruments.iter().map(|id| (occasion.key.clone(), id.clone())))
        .filter(|(occasion, id)| !answered.iter().any(|(i, o)| i == id && o == occasion))
        .collect()
}

/// The occasions after closing, were it closed today.
fn follow_ups(page: &CoursePage) -> Vec<FollowUp> {
    let closing = Closing {
        date: Some(page.today),
        reason: ClosingReason::Other,
        decided_by: None,
        follow_up: None,
        recorded: page.today,
    };
    let Ok(closed) = page.course().clone().close(closing, page.today) else { return Vec::new() };
    let after = page.programme.occasions.iter().filter(|o| matches!(o.at, OccasionAt::AfterClosing(_)));
    after
        .filter_map(|occasion| {
            let window = window(&closed, page.schedule.as_ref(), occasion)?;
            Some(FollowUp { occasion: occasion.key.clone(), window })
        })
        .collect()
}

/// Closes a course: its facts stand, the network takes over, follow-ups open.
///
/// # Errors
/// `notfound`, `closed`, `future`, `order`; of the words `toolong`, `cpr`; `unknown` goal or supporter; and what the
/// closing form has. All faults at once. A conflict with both versions when somebody else wrote the long-term plan
/// meanwhile.
pub async fn close(ctx: &Context, actor: &Actor, command: CloseCourse, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "course.close", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::open(ctx, actor, command.course).await?;
    let closing = Closing {
        date: Some(command.date),
        reason: command.reason,
        decided_by: command.decided_by,
        follow_up: command.follow_up.filter(|_| command.reason != ClosingReason::Died),
        recorded: case.today,
    };
    let mut faults: Vec<Refusal> = Vec::new();
    let closed = case.course().clone().close(closing, case.today).map_err(|fault| faults.push(fault)).ok();
    let mut more = words(ctx, &case, &command, &mut faults)?;
    more.extend(goal_results(ctx, &case, &command, &mut faults)?);
    more.extend(taken_over(ctx, &case, &command, &mut faults)?);
    let mut derived = case.record.row.derived.clone();
    if let Some(new) = &command.form {
        let ids = (case.id(), ResponseId::new(ctx.uuid()?));
        match decide(ctx, case.programme(ctx)?, ids, new, case.today) {
            Ok(response) => {
                derived.answered.push((response.instrument.clone(), response.occasion.clone()));
                more.push(response::insert(&case.scope, &response, Some(actor.user), case.now));
            }
            Err(refusals) => faults.extend(refusals),
        }
    }
    let (Some(closed), true) = (closed, faults.is_empty()) else { return Err(faults.into()) };
    if let Some(plan) = &command.long_term_plan {
        let plan = free_text("long_term_plan", plan, NOTE_MAX)?;
        let both = (command.plan_version, plan.as_deref(), case.record.long_term_plan.as_deref());
        unchanged_since(ctx, &case, (Act::ChangedPlan, "long_term_plan"), both).await?;
    }
    let update = course::update(&case.scope, &closed, &derived, case.now);
    let mut unit = case.unit(Act::ClosedCourse, [update]).and_all(more);
    if command.form.is_some() {
        unit = unit.accounted(case.event(Act::RecordedResponse));
    }
    request.save(ctx, unit, ()).await
}

/// The words of the closing, sealed.
fn words(
    ctx: &Context,
    case: &Case,
    command: &CloseCourse,
    faults: &mut Vec<Refusal>,
) -> Result<Vec<Statement>, Error> {
    let mut statements = Vec::new();
    match free_text("note", &command.note, NOTE_MAX) {
        Ok(None) => {}
        Ok(note) => statements.push(set(ctx, case, Word::ClosingNote, note.as_deref())?),
        Err(fault) => faults.push(fault),
    }
    if let Some(plan) = &command.long_term_plan {
        match free_text("long_term_plan", plan, NOTE_MAX) {
            Ok(plan) => statements.push(set(ctx, case, Word::LongTermPlan, plan.as_deref())?),
            Err(fault) => faults.push(fault),
        }
    }
    Ok(statements)
}

/// The goals' results.
fn goal_results(
    ctx: &Context,
    case: &Case,
    command: &CloseCourse,
    faults: &mut Vec<Refusal>,
) -> Result<Vec<Statement>, Error> {
    let mut statements = Vec::new();
    for (id, result) in &command.goals {
        let Some(entry) = case.record.focus_areas.iter().find(|entry| entry.area.id == *id) else {
            faults.push(Refusal::of("goals", RefusalCode::Unknown));
            continue;
        };
        let mut entry = entry.clone();
        entry.area.result = Some(*result);
        statements.push(focus_area::update(&case.scope, &case.key, &entry, &mut ctx.randomness())?);
    }
    Ok(statements)
}

/// Who takes over: agreed for those named, no longer for the others.
fn taken_over(
    ctx: &Context,
    case: &Case,
    command: &CloseCourse,
    faults: &mut Vec<Refusal>,
) -> Result<Vec<Statement>, Error> {
    let known = |id: &SupporterId| case.record.supporters.iter().any(|entry| entry.supporter.id == *id);
    if !command.takes_over.iter().all(known) {
        faults.push(Refusal::of("takes_over", RefusalCode::Unknown));
    }
    let mut statements = Vec::new();
    for entry in case.record.supporters.iter().filter(|entry| entry.supporter.ended.is_none()) {
        let agreed = command.takes_over.contains(&entry.supporter.id);
        if entry.supporter.takes_over != agreed {
            let mut entry = entry.clone();
            entry.supporter.takes_over = agreed;
            statements.push(supporter::update(&case.scope, &case.key, &entry, &mut ctx.randomness())?);
        }
    }
    Ok(statements)
}

/// Takes a closing back within fourteen days; the reason stands after the note of the closing.
///
/// # Errors
/// `notfound`, `unknown` when it is not closed, `toolate`, and of the reason `reason`, `toolong`, `cpr`.
pub async fn reopen(ctx: &Context, actor: &Actor, command: ReopenCourse, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "course.reopen", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::open(ctx, actor, command.course).await?;
    let reopened: Course = case.course().clone().reopen(case.today)?;
    let reason = reason("reason", &command.reason)?;
    let note = match &case.record.closing_note {
        Some(note) => format!("{note}\n{} {reason}", case.today),
        None => format!("{} {reason}", case.today),
    };
    let word = set(ctx, &case, Word::ClosingNote, Some(&note))?;
    let update = course::update(&case.scope, &reopened, &case.record.row.derived, case.now);
    request.save(ctx, case.unit(Act::ReopenedCourse, [update, word]), ()).await
}
