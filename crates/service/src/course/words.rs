//! What is said of a course in words: alias, safe contact, long-term plan. All sealed.

use domain::audit::Act;
use domain::id::CourseId;
use domain::policy::Actor;
use domain::words::{Alias, NOTE_MAX, free_text};
use store::Statement;
use store::record::course::{self, Word};

use crate::case::Case;
use crate::context::Context;
use crate::error::Error;
use crate::sent::{Request, Sent};

/// The citizen is called something else here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAlias {
    /// The course.
    pub course: CourseId,
    /// The new alias.
    pub alias: String,
}

/// How she may be contacted safely is agreed, anew or for the first time; empty takes the agreement away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetSafeContact {
    /// The course.
    pub course: CourseId,
    /// The agreement.
    pub agreement: String,
}

/// The safe-contact agreement still holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmSafeContact {
    /// The course.
    pub course: CourseId,
}

/// The long-term plan of phase 3; empty takes it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetLongTermPlan {
    /// The course.
    pub course: CourseId,
    /// The plan.
    pub plan: String,
}

/// Sets the alias.
///
/// # Errors
/// `notfound`; of the alias `empty`, `toolong`, `cpr`.
pub async fn set_alias(ctx: &Context, actor: &Actor, command: SetAlias, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "course.set_alias", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::open(ctx, actor, command.course).await?;
    let alias = Alias::parse(&command.alias)?;
    let word = set(ctx, &case, Word::Alias, Some(alias.as_str()))?;
    request.save(ctx, case.unit(Act::ChangedCourse, [word]), ()).await
}

/// Sets the safe-contact agreement; it counts as confirmed today.
///
/// # Errors
/// `notfound`, `toolong`, `cpr`.
pub async fn set_safe_contact(
    ctx: &Context,
    actor: &Actor,
    command: SetSafeContact,
    sent: Sent,
) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "course.set_safe_contact", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::open(ctx, actor, command.course).await?;
    let agreement = free_text("agreement", &command.agreement, NOTE_MAX)?;
    let mut confirmed = case.course().clone();
    confirmed.safe_contact_confirmed = agreement.as_ref().map(|_| case.today);
    let word = set(ctx, &case, Word::SafeContact, agreement.as_deref())?;
    request.save(ctx, super::phases::changed(&case, &confirmed, Some(word)), ()).await
}

/// Confirms the safe-contact agreement as of today.
///
/// # Errors
/// `notfound`, `empty` when there is none.
pub async fn confirm_safe_contact(
    ctx: &Context,
    actor: &Actor,
    command: ConfirmSafeContact,
    sent: Sent,
) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "course.confirm_safe_contact", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::open(ctx, actor, command.course).await?;
    if case.record.safe_contact.is_none() {
        return Err(Error::of("agreement", domain::refusal::RefusalCode::Empty));
    }
    let mut confirmed = case.course().clone();
    confirmed.safe_contact_confirmed = Some(case.today);
    request.save(ctx, super::phases::changed(&case, &confirmed, None), ()).await
}

/// Sets the long-term plan.
///
/// # Errors
/// `notfound`, `toolong`, `cpr`.
pub async fn set_long_term_plan(
    ctx: &Context,
    actor: &Actor,
    command: SetLongTermPlan,
    sent: Sent,
) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "course.set_long_term_plan", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::open(ctx, actor, command.course).await?;
    let plan = free_text("plan", &command.plan, NOTE_MAX)?;
    let word = set(ctx, &case, Word::LongTermPlan, plan.as_deref())?;
    request.save(ctx, case.unit(Act::ChangedPlan, [word]), ()).await
}

pub(super) fn set(ctx: &Context, case: &Case, word: Word, words: Option<&str>) -> Result<Statement, Error> {
    Ok(course::set_word(&case.scope, &case.key, word, words, &mut ctx.randomness())?)
}
