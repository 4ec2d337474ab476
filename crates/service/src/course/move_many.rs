//! The dates of several courses moved at once: the running phase of each ends so many days later or earlier, for one
//! reason. All or none, and taken back together.

use domain::audit::Act;
use domain::course::EndMove;
use domain::id::{CourseId, PhaseEventId};
use domain::phase::{Cause, MoveKind, add_days};
use domain::policy::Actor;
use domain::refusal::{Refusal, RefusalCode};
use domain::words;
use store::Unit;
use store::record::{course, phase_event};

use crate::case::Case;
use crate::context::Context;
use crate::error::Error;
use crate::sent::{Answer, Request, Sent};

/// Courses whose dates are moved at once.
pub const MOVE_MAX: usize = 50;
/// Most days by which dates are moved at once, either way.
pub const MOVE_DAYS_MAX: i32 = 92;

/// The running phase of several courses ends on another day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveEnds {
    /// Which courses.
    pub courses: Vec<CourseId>,
    /// By how many days: later, or (below zero) earlier.
    pub days: i32,
    /// What made it so.
    pub cause: Cause,
    /// Why, in words: the same for all of them.
    pub reason: String,
}

/// Moved dates are taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeBackEnds {
    /// Each course with its change.
    pub changes: Vec<(CourseId, PhaseEventId)>,
}

/// What was moved: each course with its change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedEnds(pub Vec<(CourseId, PhaseEventId)>);

impl Answer for MovedEnds {
    fn text(&self) -> String {
        let pairs: Vec<String> = self.0.iter().map(|(course, event)| format!("{course} {event}")).collect();
        pairs.join(";")
    }
    fn parse(text: &str) -> Option<Self> {
        let pair = |text: &str| {
            let (course, event) = text.split_once(' ')?;
            Some((course.parse().ok()?, event.parse().ok()?))
        };
        text.split(';').map(pair).collect::<Option<Vec<_>>>().map(Self)
    }
}

/// Moves the end of the running phase of several courses.
///
/// # Errors
/// `notfound` for any out of reach; `empty` or `range` number of courses; `range` of the days; `closed`; `notstarted`
/// where no phase runs; `order` where a phase would end before it begins; of the reason `reason`, `toolong`, `cpr`.
pub async fn move_ends(
    ctx: &Context,
    actor: &Actor,
    command: MoveEnds,
    sent: Sent,
) -> Result<MovedEnds, Error> {
    let request = Request::new(ctx, actor, "course.move_ends", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let mut faults = several(command.courses.len()).err().into_iter().collect::<Vec<_>>();
    if command.days == 0 || command.days.abs() > MOVE_DAYS_MAX {
        let range = Refusal::of("days", RefusalCode::OutOfRange);
        faults.push(range.with("min", -MOVE_DAYS_MAX).with("max", MOVE_DAYS_MAX));
    }
    let reason = words::reason("reason", &command.reason).map_err(|fault| faults.push(fault)).ok();
    let Some(reason) = reason.filter(|_| faults.is_empty()) else { return Err(faults.into()) };
    let (mut unit, mut moved) = (None, Vec::new());
    for id in &command.courses {
        let case = Case::running(ctx, actor, *id).await?;
        let (next, event) = one(ctx, &case, &command, &reason)?;
        moved.push((case.id(), event));
        unit = Some(next.joined_to(unit));
    }
    let unit = unit.ok_or_else(|| Error::of("courses", RefusalCode::Empty))?;
    request.save(ctx, unit, MovedEnds(moved)).await
}

/// The unit that moves one course, and its change.
fn one(ctx: &Context, case: &Case, command: &MoveEnds, reason: &str) -> Result<(Unit, PhaseEventId), Error> {
    let programme = case.programme(ctx)?;
    let phase = case.course().phase_on(programme, case.today);
    let schedule = case.course().schedule(programme);
    let span = schedule.as_ref().and_then(|schedule| schedule.phase(phase));
    let span = span.ok_or_else(|| Refusal::new(RefusalCode::NotStarted))?;
    let kind = if command.days > 0 { MoveKind::Extension } else { MoveKind::EarlyEnd };
    let id = PhaseEventId::new(ctx.uuid()?);
    let wish = EndMove { id, phase, to: add_days(span.end, command.days), kind, cause: command.cause };
    let after = case.course().clone().move_end(programme, wish, case.today)?;
    let event = after.events.last().ok_or(store::StoreError::Reference)?;
    let insert = phase_event::insert(&case.scope, &case.key, event, reason, &mut ctx.randomness())?;
    let update = course::update(&case.scope, &after, &case.record.row.derived, case.now);
    Ok((case.unit(Act::ChangedCourse, [update, insert]), id))
}

/// Takes moved dates back, all of them or none.
///
/// # Errors
/// `notfound`, `closed`, `unknown` for a change that does not stand any longer; `empty` or `range` number of courses.
pub async fn take_back_ends(
    ctx: &Context,
    actor: &Actor,
    command: TakeBackEnds,
    sent: Sent,
) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "course.take_back_ends", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    several(command.changes.len())?;
    let mut unit = None;
    for (id, event) in &command.changes {
        let case = Case::running(ctx, actor, *id).await?;
        let mut before = case.course().clone();
        before.events.retain(|known| known.id != *event);
        if before.events.len() == case.course().events.len() {
            return Err(Error::of("event", RefusalCode::Unknown));
        }
        let removed = phase_event::remove(&case.scope, case.id(), *event);
        let update = course::update(&case.scope, &before, &case.record.row.derived, case.now);
        let next = case.unit(Act::ChangedCourse, [update, removed]);
        unit = Some(next.joined_to(unit));
    }
    let unit = unit.ok_or_else(|| Error::of("changes", RefusalCode::Empty))?;
    request.save(ctx, unit, ()).await
}

fn several(count: usize) -> Result<(), Refusal> {
    if (1..=MOVE_MAX).contains(&count) {
        return Ok(());
    }
    Err(Refusal::of("courses", RefusalCode::OutOfRange).with("min", 1).with("max", MOVE_MAX))
}
