//! Promises made to the citizen: given, kept, open after all.

use domain::Date;
use domain::appointment::Promise;
use domain::audit::Act;
use domain::id::{CourseId, PromiseId};
use domain::policy::Actor;
use domain::refusal::{Refusal, RefusalCode};
use domain::words::{LINE_MAX, free_text};
use store::record::promise;

use crate::case::Case;
use crate::context::Context;
use crate::error::Error;
use crate::sent::{Request, Sent};

/// A promise is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddPromise {
    /// The course.
    pub course: CourseId,
    /// What is promised.
    pub what: String,
    /// Until when.
    pub until: Date,
}

/// A promise was kept, or is open after all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeepPromise {
    /// The course.
    pub course: CourseId,
    /// Which.
    pub promise: PromiseId,
    /// The day it was kept; `None` opens it again.
    pub kept: Option<Date>,
}

/// Adds a promise of the asker.
///
/// # Errors
/// `notfound`, `closed`; `order` before today; of the words `empty`, `toolong`, `cpr`.
pub async fn add(ctx: &Context, actor: &Actor, command: AddPromise, sent: Sent) -> Result<PromiseId, Error> {
    let request = Request::new(ctx, actor, "promise.add", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    let mut faults = Vec::new();
    let id = PromiseId::new(ctx.uuid()?);
    let (made, until) = (case.today, command.until);
    let promise = Promise { id, course: case.id(), worker: actor.user, made, until, kept: None };
    let promise = promise.made().map_err(|fault| faults.push(fault)).ok();
    let what = free_text("what", &command.what, LINE_MAX);
    let what = what.and_then(|what| what.ok_or_else(|| Refusal::of("what", RefusalCode::Empty)));
    let what = what.map_err(|fault| faults.push(fault)).ok();
    let (Some(promise), Some(what)) = (promise, what) else { return Err(faults.into()) };
    let insert = promise::insert(&case.scope, &case.key, &promise, &what, &mut ctx.randomness())?;
    request.save(ctx, case.unit(Act::ChangedCourse, [insert]), id).await
}

/// Notes that a promise was kept, or that it is open after all.
///
/// # Errors
/// `notfound`, `closed`, `unknown`, `future`, `order` before it was made.
pub async fn keep(ctx: &Context, actor: &Actor, command: KeepPromise, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "promise.keep", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    let found = case.record.promises.iter().find(|(promise, _)| promise.id == command.promise);
    let (promise, _) = found.ok_or_else(|| Error::of("promise", RefusalCode::Unknown))?;
    let promise = promise.clone().kept(command.kept, case.today)?;
    let kept = promise::set_kept(&case.scope, case.id(), promise.id, promise.kept);
    request.save(ctx, case.unit(Act::ChangedCourse, [kept]), ()).await
}
