//! The phases of a course: begun, corrected, paused, resumed, moved. They follow the calendar; every change of the
//! plan says why, and nothing here closes a course.

use domain::Date;
use domain::audit::Act;
use domain::course::{Course, EndMove};
use domain::id::{CourseId, PhaseEventId};
use domain::phase::{Cause, MoveKind, PhaseChange};
use domain::policy::Actor;
use domain::refusal::{Refusal, RefusalCode};
use domain::words;
use store::record::{course, phase_event};
use store::{Statement, StoreError, Unit};

use crate::case::Case;
use crate::context::Context;
use crate::error::Error;
use crate::sent::{Request, Sent};

/// Phase 1 begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begin {
    /// The course.
    pub course: CourseId,
    /// First day of phase 1.
    pub start: Date,
}

/// The first day of phase 1 was wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectStart {
    /// The course.
    pub course: CourseId,
    /// First day of phase 1.
    pub start: Date,
}

/// The course rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// The course.
    pub course: CourseId,
    /// First day of rest.
    pub from: Date,
    /// Last day of rest, if known.
    pub to: Option<Date>,
    /// What made it so.
    pub cause: Cause,
    /// Why, in words.
    pub reason: String,
}

/// The course goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resume {
    /// The course.
    pub course: CourseId,
    /// Last day of rest.
    pub to: Date,
}

/// The last day of a phase is moved: early end, extension, correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveEnd {
    /// The course.
    pub course: CourseId,
    /// Phase, 1-based.
    pub phase: u8,
    /// New last day.
    pub to: Date,
    /// Which of the three.
    pub kind: MoveKind,
    /// What made it so.
    pub cause: Cause,
    /// Why, in words.
    pub reason: String,
}

/// A change of the phases is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeBackPhaseChange {
    /// The course.
    pub course: CourseId,
    /// Which change.
    pub event: PhaseEventId,
}

/// Begins phase 1.
///
/// # Errors
/// `notfound`, `closed`, `alreadystarted`, `order` before the first contact.
pub async fn begin(ctx: &Context, actor: &Actor, command: Begin, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "course.begin", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::open(ctx, actor, command.course).await?;
    let begun = case.course().clone().begin(command.start)?;
    request.save(ctx, changed(&case, &begun, None), ()).await
}

/// Corrects the first day of phase 1; the phases move with it.
///
/// # Errors
/// `notfound`, `closed`, `notstarted`, `order` before the first contact.
pub async fn correct_start(
    ctx: &Context,
    actor: &Actor,
    command: CorrectStart,
    sent: Sent,
) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "course.correct_start", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::open(ctx, actor, command.course).await?;
    let corrected = case.course().clone().correct_start(command.start)?;
    request.save(ctx, changed(&case, &corrected, None), ()).await
}

/// Lets the course rest.
///
/// # Errors
/// `notfound`, `closed`, `notstarted`, `order`, `alreadypaused`, and of the reason `reason`, `toolong`, `cpr`.
pub async fn pause(ctx: &Context, actor: &Actor, command: Pause, sent: Sent) -> Result<PhaseEventId, Error> {
    let request = Request::new(ctx, actor, "course.pause", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::open(ctx, actor, command.course).await?;
    let Pause { from, to, cause, .. } = command;
    let id = PhaseEventId::new(ctx.uuid()?);
    let paused = case.course().clone().pause(id, from, to, cause, case.today);
    let (paused, reason) = both(paused, &command.reason)?;
    let event = added(ctx, &case, &paused, &reason)?;
    request.save(ctx, changed(&case, &paused, Some(event)), id).await
}

/// Ends the open pause.
///
/// # Errors
/// `notfound`, `closed`, `notstarted`, `unknown` when there is none, `order`.
pub async fn resume(ctx: &Context, actor: &Actor, command: Resume, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "course.resume", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::open(ctx, actor, command.course).await?;
    let open = case.course().events.iter().find_map(|event| match event.change {
        PhaseChange::Pause { to: None, .. } => Some(event.id),
        _ => None,
    });
    let resumed = case.course().clone().resume(command.to)?;
    let end = open.map(|id| phase_event::set_end(&case.scope, case.id(), id, command.to));
    request.save(ctx, changed(&case, &resumed, end), ()).await
}

/// Moves the last day of a phase.
///
/// # Errors
/// `notfound`, `closed`, `notstarted`, `unknown` phase, `order`, and of the reason `reason`, `toolong`, `cpr`.
pub async fn move_end(
    ctx: &Context,
    actor: &Actor,
    command: MoveEnd,
    sent: Sent,
) -> Result<PhaseEventId, Error> {
    let request = Request::new(ctx, actor, "course.move_end", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::open(ctx, actor, command.course).await?;
    let MoveEnd { phase, to, kind, cause, .. } = command;
    let id = PhaseEventId::new(ctx.uuid()?);
    let wish = EndMove { id, phase, to, kind, cause };
    let moved = case.course().clone().move_end(case.programme(ctx)?, wish, case.today);
    let (moved, reason) = both(moved, &command.reason)?;
    let event = added(ctx, &case, &moved, &reason)?;
    request.save(ctx, changed(&case, &moved, Some(event)), id).await
}

/// Takes a pause or a moved end back.
///
/// # Errors
/// `notfound`, `closed`, `unknown`.
pub async fn take_back(
    ctx: &Context,
    actor: &Actor,
    command: TakeBackPhaseChange,
    sent: Sent,
) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "course.take_back", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    let mut before = case.course().clone();
    before.events.retain(|event| event.id != command.event);
    if before.events.len() == case.course().events.len() {
        return Err(Error::of("event", RefusalCode::Unknown));
    }
    let removed = phase_event::remove(&case.scope, case.id(), command.event);
    request.save(ctx, changed(&case, &before, Some(removed)), ()).await
}

/// The decision and the reason, or the faults of both at once.
fn both(decided: Result<Course, Refusal>, reason: &str) -> Result<(Course, String), Error> {
    match (decided, words::reason("reason", reason)) {
        (Ok(course), Ok(reason)) => Ok((course, reason)),
        (decided, reason) => {
            let refusals: Vec<Refusal> = [decided.err(), reason.err()].into_iter().flatten().collect();
            Err(refusals.into())
        }
    }
}

/// The statement of the event that the decision added last.
fn added(ctx: &Context, case: &Case, course: &Course, reason: &str) -> Result<Statement, Error> {
    let event = course.events.last().ok_or(StoreError::Reference)?;
    Ok(phase_event::insert(&case.scope, &case.key, event, reason, &mut ctx.randomness())?)
}

/// The unit that writes a changed course.
pub(super) fn changed(case: &Case, course: &Course, more: Option<Statement>) -> Unit {
    let update = course::update(&case.scope, course, &case.record.row.derived, case.now);
    case.unit(Act::ChangedCourse, [update]).and_all(more)
}
