//! Who works on a course: handed over on a day, with what was agreed and promised; somebody stands in for a period.
//! Ties are dated, so the history stays as it was.

use domain::Date;
use domain::assignment::{Assignment, AssignmentRole};
use domain::audit::Act;
use domain::id::{AssignmentId, CourseId, HandoverId, OrganisationId, UserId};
use domain::phase::add_days;
use domain::policy::{Action, Actor, authorise};
use domain::refusal::{Refusal, RefusalCode};
use store::record::handover::{self, Handover, Moved};
use store::record::{appointment, assignment, course, promise};
use store::{Statement, Unit};

use crate::case::{self, Case};
use crate::context::{Context, TAKE_BACK};
use crate::course::Purpose;
use crate::error::Error;
use crate::sent::{Request, Sent};

/// Courses handed over at once.
pub const COURSES_MAX: usize = 200;

/// Courses get another worker from a day on, all of them or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// Which courses.
    pub courses: Vec<CourseId>,
    /// To whom.
    pub to: UserId,
    /// Her first day.
    pub from: Date,
}

/// Somebody stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddDeputy {
    /// The course.
    pub course: CourseId,
    /// Who.
    pub deputy: UserId,
    /// First day.
    pub from: Date,
    /// Last day, if agreed.
    pub to: Option<Date>,
}

/// Standing in ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndDeputy {
    /// The course.
    pub course: CourseId,
    /// Which tie.
    pub assignment: AssignmentId,
    /// Last day.
    pub to: Date,
}

/// What a handover would move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandOverPreview {
    /// Courses.
    pub courses: usize,
    /// Agreed meetings and promises that follow.
    pub follow: usize,
}

/// What a handover would move: shown before it is done.
///
/// # Errors
/// `notfound` for any course out of reach.
pub async fn preview(ctx: &Context, actor: &Actor, courses: &[CourseId]) -> Result<HandOverPreview, Error> {
    let mut follow = 0;
    for id in courses.iter().take(COURSES_MAX) {
        let case = Case::running(ctx, actor, *id).await?;
        let open = case.record.appointments.iter().filter(|entry| entry.settled_at.is_none());
        let meetings = open.filter(|entry| entry.appointment.date >= case.today);
        follow += meetings.count() + case.record.row.promises.len();
    }
    Ok(HandOverPreview { courses: courses.len().min(COURSES_MAX), follow })
}

/// Hands courses over: the tie of the worker ends the day before (on the same day, if it began then), the new one begins, agreed meetings and promises
/// follow; in one transaction. What it moved is kept, so that it can be taken back.
///
/// # Errors
/// `notfound` for any course out of reach, `closed`, `unknown` worker, `empty` or `range` number of courses, `order`
/// before the present tie began.
pub async fn hand_over(
    ctx: &Context,
    actor: &Actor,
    command: HandOver,
    sent: Sent,
) -> Result<HandoverId, Error> {
    let request = Request::new(ctx, actor, "assignment.hand_over", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    if command.courses.len() > COURSES_MAX {
        return Err(Refusal::of("courses", RefusalCode::OutOfRange)
            .with("min", 1)
            .with("max", COURSES_MAX)
            .into());
    }
    carrier(ctx, actor.organisation, ("to", command.to)).await??;
    let id: HandoverId = ctx.id()?;
    let mut unit: Option<Unit> = None;
    for course in &command.courses {
        let case = Case::running(ctx, actor, *course).await?;
        let statements = handed(ctx, &case, &command, id)?;
        unit = Some(case.unit(Act::ChangedAssignment, statements).joined_to(unit));
    }
    let unit = unit.ok_or_else(|| Error::of("courses", RefusalCode::Empty))?;
    request.save(ctx, unit, id).await
}

/// The statements that hand one course over.
fn handed(ctx: &Context, case: &Case, command: &HandOver, act: HandoverId) -> Result<Vec<Statement>, Error> {
    let HandOver { to, from, .. } = *command;
    let scope = &case.scope;
    let mut statements = Vec::new();
    let mut moved = Vec::new();
    let mut after = case.record.assignments.clone();
    let holding = |a: &Assignment| a.role == AssignmentRole::Worker && a.to.is_none_or(|to| to >= from);
    for tie in after.iter_mut().filter(|a| holding(a)) {
        if from < tie.from {
            return Err(Refusal::of("from", RefusalCode::DateOrder).with("after", tie.from).into());
        }
        moved.push(Moved::Ended(tie.id, tie.to));
        // On its first day a tie is handed over within the day: the one begun last counts.
        let last = add_days(from, -1).max(tie.from);
        tie.to = Some(last);
        statements.push(assignment::set_end(scope, case.id(), tie.id, tie.to));
    }
    let id = AssignmentId::new(ctx.uuid()?);
    let tie = Assignment { id, course: case.id(), worker: to, role: AssignmentRole::Worker, from, to: None };
    statements.push(assignment::insert(scope, &tie));
    after.push(tie);
    moved.push(Moved::Begun(id));
    let ahead =
        case.record.appointments.iter().filter(|e| e.settled_at.is_none() && e.appointment.date >= from);
    moved.extend(ahead.map(|entry| Moved::Appointment(entry.appointment.id, entry.appointment.worker)));
    let open = case.record.promises.iter().filter(|(promise, _)| promise.kept.is_none());
    moved.extend(open.map(|(promise, _)| Moved::Promise(promise.id, promise.worker)));
    statements.push(appointment::hand_over(scope, case.id(), to, from));
    statements.push(promise::hand_over(scope, case.id(), to));
    statements.push(told_of(case, &after));
    let kept =
        Handover { id: act, course: case.id(), by: scope.actor(), at: case.now, moved, undone_at: None };
    statements.push(handover::insert(scope, &kept));
    Ok(statements)
}

/// The statement that writes whose course it is today.
fn told_of(case: &Case, after: &[Assignment]) -> Statement {
    let mut derived = case.record.row.derived.clone();
    derived.worker = domain::assignment::worker_on(after, case.today);
    course::update(&case.scope, case.course(), &derived, case.now)
}

/// Takes a handover back, all its courses or none: ties, agreed meetings and promises are as they were before. Whoever
/// handed over can do so for a day, also of courses that she no longer sees.
///
/// # Errors
/// `notfound` for what is not there or somebody else's, `toolate` after a day, once it was taken back, or when
/// a course was closed or has got another worker meanwhile.
pub async fn take_back(ctx: &Context, actor: &Actor, id: HandoverId, sent: Sent) -> Result<usize, Error> {
    let request = Request::new(ctx, actor, "assignment.take_back", &id, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let scope = authorise(actor, Action::TakeBackHandover)?;
    let made = ctx.store.handover(&scope, id).await?;
    let too_late = || Error::from(Refusal::new(RefusalCode::TooLate));
    let mut unit: Option<Unit> = None;
    for one in &made {
        if one.by != actor.user {
            return Err(Error::not_found());
        }
        if one.undone_at.is_some() || one.at < ctx.now().saturating_sub(TAKE_BACK) {
            return Err(too_late());
        }
        let case = Case::within(ctx, scope, one.course).await?;
        let statements = given_back(&case, one).filter(|_| case.course().is_open()).ok_or_else(too_late)?;
        let event =
            case::event(&scope, (Act::ChangedAssignment, case.id()), Purpose::Handover.code(), case.now);
        unit = Some(Unit::new(event).and_all(statements).joined_to(unit));
    }
    let unit = unit.ok_or_else(Error::not_found)?;
    request.save(ctx, unit, made.len()).await
}

/// The statements that give one course back; `None` where somebody else has taken it over since.
fn given_back(case: &Case, made: &Handover) -> Option<Vec<Statement>> {
    let (scope, course) = (&case.scope, case.id());
    let mut after = case.record.assignments.clone();
    let mut statements = vec![handover::undo(scope, made.id, course, case.now)];
    for moved in &made.moved {
        statements.push(match *moved {
            Moved::Begun(id) => {
                let standing = after.iter().position(|a| a.id == id && a.to.is_none())?;
                after.remove(standing);
                assignment::remove(scope, course, id)
            }
            Moved::Ended(id, to) => {
                after.iter_mut().find(|a| a.id == id)?.to = to;
                assignment::set_end(scope, course, id, to)
            }
            Moved::Appointment(id, user) => appointment::give(scope, course, id, user),
            Moved::Promise(id, user) => promise::give(scope, course, id, user),
        });
    }
    statements.push(told_of(case, &after));
    Some(statements)
}

/// Lets somebody stand in.
///
/// # Errors
/// `notfound`, `closed`, `unknown` deputy, `order`, `duplicate` when she works on it in that time already.
pub async fn add_deputy(
    ctx: &Context,
    actor: &Actor,
    command: AddDeputy,
    sent: Sent,
) -> Result<AssignmentId, Error> {
    let request = Request::new(ctx, actor, "assignment.add_deputy", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    carrier(ctx, actor.organisation, ("deputy", command.deputy)).await??;
    let AddDeputy { deputy, from, to, .. } = command;
    if to.is_some_and(|to| to < from) {
        return Err(Refusal::of("to", RefusalCode::DateOrder).with("after", from).into());
    }
    let overlaps = |a: &Assignment| {
        a.worker == deputy && a.to.is_none_or(|end| end >= from) && to.is_none_or(|to| a.from <= to)
    };
    if case.record.assignments.iter().any(overlaps) {
        return Err(Error::of("deputy", RefusalCode::Duplicate));
    }
    let id = AssignmentId::new(ctx.uuid()?);
    let tie = Assignment { id, course: case.id(), worker: deputy, role: AssignmentRole::Deputy, from, to };
    let insert = assignment::insert(&case.scope, &tie);
    request.save(ctx, case.unit(Act::ChangedAssignment, [insert]), id).await
}

/// Ends standing in.
///
/// # Errors
/// `notfound`, `unknown`, `order` before it began.
pub async fn end_deputy(ctx: &Context, actor: &Actor, command: EndDeputy, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "assignment.end_deputy", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::open(ctx, actor, command.course).await?;
    let found = case.record.assignments.iter().find(|a| a.id == command.assignment);
    let tie = found.filter(|a| a.role == AssignmentRole::Deputy);
    let tie = tie.ok_or_else(|| Error::of("assignment", RefusalCode::Unknown))?;
    if command.to < tie.from {
        return Err(Refusal::of("to", RefusalCode::DateOrder).with("after", tie.from).into());
    }
    let end = assignment::set_end(&case.scope, case.id(), tie.id, Some(command.to));
    request.save(ctx, case.unit(Act::ChangedAssignment, [end]), ()).await
}

/// Refuses (`unknown`, of this field) who is not one of those who can carry a course.
pub(crate) async fn carrier(
    ctx: &Context,
    organisation: OrganisationId,
    (field, id): (&'static str, UserId),
) -> Result<Result<(), Refusal>, Error> {
    let staff = ctx.store.staff(organisation, ctx.now()).await?;
    let known = staff.iter().any(|user| user.id == id && user.carries_courses());
    Ok(if known { Ok(()) } else { Err(Refusal::of(field, RefusalCode::Unknown)) })
}
