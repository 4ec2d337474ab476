//! What is said of a course in words: alias, safe contact, long-term plan. All sealed.

use domain::audit::Act;
use domain::id::CourseId;
use domain::policy::Actor;
use domain::words::{Alias, NOTE_MAX, free_text, sign};
use store::Statement;
use store::record::course::{self, Word};

use crate::case::Case;
use crate::context::Context;
use crate::error::{Error, FieldConflict};
use crate::sent::{Request, Sent};

/// The citizen is called something else here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAlias {
    /// The course.
    pub course: CourseId,
    /// The version it was made from, of [`version_of`]; `None` asks nothing.
    pub version: Option<i64>,
    /// The new alias.
    pub alias: String,
}

/// How she may be contacted safely is agreed, anew or for the first time; empty takes the agreement away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetSafeContact {
    /// The course.
    pub course: CourseId,
    /// The version it was made from, of [`version_of`]; `None` asks nothing.
    pub version: Option<i64>,
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
    /// The version it was made from, of [`version_of`]; `None` asks nothing.
    pub version: Option<i64>,
    /// The plan.
    pub plan: String,
}

/// The version of words that stand in a course: another for other words.
pub fn version_of(words: Option<&str>) -> i64 {
    i64::from_be_bytes(sign(words).to_be_bytes())
}

/// The conflict of words that were made from another version than the one that stands, unless both came to the same.
pub(super) async fn unchanged_since(
    ctx: &Context,
    case: &Case,
    (act, field): (Act, &'static str),
    (version, yours, theirs): (Option<i64>, Option<&str>, Option<&str>),
) -> Result<(), Error> {
    let stands = version_of(theirs);
    if version.is_none_or(|version| version == stands) || yours == theirs {
        return Ok(());
    }
    let (yours, theirs) = (yours.map(str::to_owned), theirs.map(str::to_owned));
    let fields = vec![FieldConflict { block: None, field, yours, theirs }];
    Err(case.conflict(ctx, act, stands, fields).await?)
}

/// Sets the alias.
///
/// # Errors
/// `notfound`; of the alias `empty`, `toolong`, `cpr`; a conflict with both versions when somebody else changed it
/// meanwhile.
pub async fn set_alias(ctx: &Context, actor: &Actor, command: SetAlias, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "course.set_alias", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::open(ctx, actor, command.course).await?;
    let alias = Alias::parse(&command.alias)?;
    let both = (command.version, Some(alias.as_str()), Some(case.record.row.alias.as_str()));
    unchanged_since(ctx, &case, (Act::ChangedCourse, "alias"), both).await?;
    let word = set(ctx, &case, Word::Alias, Some(alias.as_str()))?;
    request.save(ctx, case.unit(Act::ChangedCourse, [word]), ()).await
}

/// Sets the safe-contact agreement; it counts as confirmed today.
///
/// # Errors
/// `notfound`, `toolong`, `cpr`; a conflict with both versions when somebody else wrote it meanwhile.
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
    let both = (command.version, agreement.as_deref(), case.record.safe_contact.as_deref());
    unchanged_since(ctx, &case, (Act::ChangedCourse, "agreement"), both).await?;
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
/// `notfound`, `closed`, `toolong`, `cpr`; a conflict with both versions when somebody else wrote it meanwhile.
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
    let case = Case::running(ctx, actor, command.course).await?;
    let plan = free_text("long_term_plan", &command.plan, NOTE_MAX)?;
    let both = (command.version, plan.as_deref(), case.record.long_term_plan.as_deref());
    unchanged_since(ctx, &case, (Act::ChangedPlan, "long_term_plan"), both).await?;
    let word = set(ctx, &case, Word::LongTermPlan, plan.as_deref())?;
    // Two who write at once: the course's own version lets only one of them through.
    let counted = course::update(&case.scope, case.course(), &case.record.row.derived, case.now);
    request.save(ctx, case.unit(Act::ChangedPlan, [counted, word]), ()).await
}

pub(super) fn set(ctx: &Context, case: &Case, word: Word, words: Option<&str>) -> Result<Statement, Error> {
    Ok(course::set_word(&case.scope, &case.key, word, words, &mut ctx.randomness())?)
}
