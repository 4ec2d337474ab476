//! Reading a course on which one does not work: why is asked once, holds for two hours, goes to the audit, and the
//! course's worker is told.

use domain::audit::Act;
use domain::id::{CourseId, UserId};
use domain::policy::{Action, Actor, authorise};
use domain::refusal::{Refusal, RefusalCode};
use domain::words::{LINE_MAX, free_text};
use store::record::visit::{self, Visit};
use store::{StoreError, Unit};

use crate::case::{event, purpose_of};
use crate::context::Context;
use crate::course::open::meant;
use crate::course::{Purpose, Which};
use crate::error::Error;
use crate::sent::{Request, Sent};

/// For so long a purpose holds, microseconds.
pub const READS_FOR: i64 = 2 * 60 * 60 * 1_000_000;
/// For so long a visit is told to the worker, microseconds.
const TOLD_FOR: i64 = 7 * store::DAY;

/// A course that asks why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// Which.
    pub course: CourseId,
    /// Its code.
    pub code: String,
    /// The name of the worker who will be told, if it has one.
    pub worker: Option<String>,
}

/// Why somebody wants to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskToRead {
    /// The course.
    pub course: CourseId,
    /// One of the known purposes, if one was chosen.
    pub purpose: Option<Purpose>,
    /// In her own words; may be empty where a purpose was chosen.
    pub reason: String,
}

/// A visit as the course's worker is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Which course.
    pub course: CourseId,
    /// Who read.
    pub who: UserId,
    /// Her name.
    pub name: String,
    /// Why.
    pub purpose: Purpose,
    /// When, microseconds since 1970 UTC.
    pub at: i64,
}

/// Whether the asker is to say why before she reads a course: `None` on her own, as a deputy, and while a purpose holds.
///
/// # Errors
/// `notfound`.
pub async fn asks_why(ctx: &Context, actor: &Actor, which: &Which) -> Result<Option<Why>, Error> {
    let scope = authorise(actor, Action::ReadCourses)?;
    if scope.only_own().is_some() {
        return Ok(None);
    }
    let today = ctx.today();
    let id = meant(ctx, &scope, which).await?;
    let record = ctx.store.course(&scope, id, today).await?.ok_or_else(Error::not_found)?;
    let oversees = purpose_of(&scope, &record, today) == Purpose::Oversight;
    if !oversees || ctx.store.visit_in_force(&scope, id, ctx.now()).await?.is_some() {
        return Ok(None);
    }
    let staff = ctx.store.staff(scope.organisation(), ctx.now()).await?;
    let worker = domain::assignment::worker_on(&record.assignments, today);
    let name = worker.and_then(|worker| staff.iter().find(|user| user.id == worker));
    let worker = name.map(|user| user.name.clone());
    Ok(Some(Why { course: id, code: record.row.course.code.clone(), worker }))
}

/// Says why: for two hours she reads for this purpose.
///
/// # Errors
/// `notfound`; `reason` when neither a purpose nor words are given; of the words `toolong`, `cpr`.
pub async fn ask_to_read(ctx: &Context, actor: &Actor, command: AskToRead, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "course.ask_to_read", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let scope = authorise(actor, Action::ReadCourses)?;
    let now = ctx.now();
    let course = command.course;
    ctx.store.course(&scope, course, ctx.today()).await?.ok_or_else(Error::not_found)?;
    let key = ctx.store.key(scope.organisation(), course.uuid()).await?.ok_or(StoreError::Locked)?;
    let reason = free_text("reason", &command.reason, LINE_MAX)?;
    let purpose = match (command.purpose, &reason) {
        (Some(purpose), _) => purpose,
        (None, Some(_)) => Purpose::Other,
        (None, None) => return Err(Refusal::of("reason", RefusalCode::ReasonMissing).into()),
    };
    let visit = Visit {
        id: ctx.uuid()?,
        course,
        user: actor.user,
        purpose: purpose.code().to_owned(),
        from: now,
        until: now + READS_FOR,
    };
    let insert = visit::insert(&scope, &key, &visit, reason.as_deref(), &mut ctx.randomness())?;
    let reading = event(&scope, (Act::ReadCourse, course), purpose.code(), now);
    request.save(ctx, Unit::new(reading).and(insert), ()).await
}

/// Who has read the asker's own courses within a week without working on them, the latest first.
///
/// # Errors
/// `notfound`.
pub async fn told(ctx: &Context, actor: &Actor) -> Result<Vec<Told>, Error> {
    let scope = authorise(actor, Action::ReadCourses)?;
    let now = ctx.now();
    let visits = ctx.store.visits_to(&scope, now - TOLD_FOR).await?;
    if visits.is_empty() {
        return Ok(Vec::new());
    }
    let staff = ctx.store.staff(scope.organisation(), now).await?;
    let told = |visit: Visit| Told {
        name: staff
            .iter()
            .find(|user| user.id == visit.user)
            .map_or_else(String::new, |user| user.name.clone()),
        course: visit.course,
        who: visit.user,
        purpose: Purpose::parse(&visit.purpose).unwrap_or(Purpose::Other),
        at: visit.from,
    };
    Ok(visits.into_iter().map(told).collect())
}
