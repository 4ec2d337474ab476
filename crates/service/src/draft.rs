//! Text typed and not sent yet: kept for its author alone until it is sent or thrown away; thrown away, it can be
//! fetched back for a day.

use domain::id::{DraftId, OrganisationId, UserId};
use domain::policy::Actor;
use domain::refusal::RefusalCode;
use store::draft::Draft;

use crate::context::{Context, TAKE_BACK};
use crate::error::Error;

/// Longest body, bytes.
const BODY_MAX: usize = 400_000;
/// Longest name of a form, bytes.
const FORM_MAX: usize = 200;
/// What stands before the name of a form whose draft was thrown away.
const THROWN: &str = "thrown/";

/// What was typed so far in a form. The form is a path such as `contact/4F7K`; its parts say which course it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveDraft {
    /// Which form.
    pub form: String,
    /// What was typed, as the form encodes it; empty removes the draft.
    pub body: String,
}

/// A draft in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLine {
    /// Which form.
    pub form: String,
    /// Last change, microseconds since 1970 UTC.
    pub updated_at: i64,
}

fn owner(actor: &Actor) -> (OrganisationId, UserId) {
    (actor.organisation, actor.user)
}

/// Keeps what was typed; the last word wins. Gives the time it was kept at, microseconds since 1970 UTC.
///
/// # Errors
/// `toolong`, `unknown` form.
pub async fn save(ctx: &Context, actor: &Actor, command: SaveDraft) -> Result<i64, Error> {
    let SaveDraft { form, body } = command;
    if form.is_empty() || form.len() > FORM_MAX || form.starts_with(THROWN) {
        return Err(Error::of("form", RefusalCode::Unknown));
    }
    if body.len() > BODY_MAX {
        return Err(Error::of("body", RefusalCode::TooLong));
    }
    if body.is_empty() {
        ctx.store.remove_draft(owner(actor), &form, ctx.now()).await?;
        return Ok(ctx.now());
    }
    keep(ctx, actor, form, body).await
}

/// Keeps a body under a name.
pub(crate) async fn keep(ctx: &Context, actor: &Actor, form: String, body: String) -> Result<i64, Error> {
    let now = ctx.now();
    let draft = Draft { id: DraftId::new(ctx.uuid()?), form, body, updated_at: now };
    ctx.store.save_draft(owner(actor), &draft, &mut ctx.randomness()).await?;
    Ok(now)
}

/// What was typed in a form.
///
/// # Errors
/// A store that does not answer.
pub async fn load(ctx: &Context, actor: &Actor, form: &str) -> Result<Option<Draft>, Error> {
    Ok(ctx.store.draft(actor.organisation, actor.user, form).await?)
}

/// All drafts of the asker, newest first, without those thrown away.
///
/// # Errors
/// A store that does not answer.
pub async fn list(ctx: &Context, actor: &Actor) -> Result<Vec<DraftLine>, Error> {
    let drafts = ctx.store.drafts(actor.organisation, actor.user).await?;
    let standing = drafts.into_iter().filter(|draft| !draft.form.starts_with(THROWN));
    Ok(standing.map(|Draft { form, updated_at, .. }| DraftLine { form, updated_at }).collect())
}

/// Throws a draft away. It can be fetched back for a day; older ones are gone for good with this.
///
/// # Errors
/// `unknown` when there is none.
pub async fn discard(ctx: &Context, actor: &Actor, form: &str) -> Result<(), Error> {
    let now = ctx.now();
    let drafts = ctx.store.drafts(actor.organisation, actor.user).await?;
    for old in drafts.iter().filter(|draft| draft.form.starts_with(THROWN)) {
        if old.updated_at < now.saturating_sub(TAKE_BACK) {
            ctx.store.remove_draft(owner(actor), &old.form, now).await?;
        }
    }
    let draft = drafts.into_iter().find(|draft| draft.form == form && !form.starts_with(THROWN));
    let draft = draft.ok_or_else(|| Error::of("form", RefusalCode::Unknown))?;
    // First kept aside, then taken away: between the two nothing is lost.
    keep(ctx, actor, format!("{THROWN}{form}"), draft.body).await?;
    ctx.store.remove_draft(owner(actor), form, now).await?;
    Ok(())
}

/// Fetches back a draft that was thrown away within a day. What was typed in the form since then stands.
///
/// # Errors
/// `unknown` when there is none, `toolate` after a day, `duplicate` when the form has a new draft.
pub async fn fetch_back(ctx: &Context, actor: &Actor, form: &str) -> Result<(), Error> {
    let now = ctx.now();
    let name = format!("{THROWN}{form}");
    let thrown = load(ctx, actor, &name).await?.ok_or_else(|| Error::of("form", RefusalCode::Unknown))?;
    if thrown.updated_at < now.saturating_sub(TAKE_BACK) {
        return Err(Error::of("form", RefusalCode::TooLate));
    }
    if load(ctx, actor, form).await?.is_some() {
        return Err(Error::of("form", RefusalCode::Duplicate));
    }
    keep(ctx, actor, form.to_owned(), thrown.body).await?;
    ctx.store.remove_draft(owner(actor), &name, now).await?;
    Ok(())
}
