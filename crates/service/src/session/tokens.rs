//! API tokens: a random secret shown once, of which only the hash is stored. A token acts for its user, within what
//! she may do.

use domain::audit::{Act, AuditEvent, SubjectKind};
use domain::id::UserId;
use domain::policy::{Action, Actor, authorise};
use domain::refusal::{Refusal, RefusalCode};
use domain::words::free_text;
use store::session::TokenRow;
use store::{DAY, StoreError, Unit};
use uuid::Uuid;
use vault::Secret;

use crate::context::Context;
use crate::error::Error;

/// Longest life of a token, days.
pub const DAYS_MAX: u16 = 366;
const LABEL_MAX: usize = 80;

/// A token as listed; the secret itself is known to its bearer alone.
pub type Token = TokenRow;

/// A token to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// For whom it acts: one's own, or anybody's for the administrator.
    pub user: UserId,
    /// What it is for.
    pub label: String,
    /// Days it is valid.
    pub days: u16,
    /// Key of the form: sent twice it makes one token.
    pub once: Option<Uuid>,
}

/// A token that was made.
#[derive(Debug, Clone)]
pub struct Made {
    /// Its id.
    pub id: Uuid,
    /// The secret; show its text once.
    pub secret: Secret,
    /// When it ends, microseconds since 1970 UTC.
    pub ends_at: i64,
}

/// Makes a token.
///
/// # Errors
/// `notfound` for somebody else's, unless one administers users; `label` or `days` that do not do; `once` with
/// `duplicate` where the form made one already.
pub async fn make(ctx: &Context, actor: &Actor, new: NewToken) -> Result<Made, Error> {
    if new.user != actor.user {
        authorise(actor, Action::AdministerUsers)?;
    }
    let user = ctx.store.user(actor.organisation, new.user).await?.ok_or_else(Error::not_found)?;
    let mut faults = Vec::new();
    if new.days == 0 || new.days > DAYS_MAX {
        faults.push(Refusal::of("days", RefusalCode::OutOfRange).with("min", 1).with("max", DAYS_MAX));
    }
    let label = free_text("label", &new.label, LABEL_MAX).unwrap_or_else(|fault| {
        faults.push(fault);
        None
    });
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let secret = Secret::generate(&mut ctx.randomness())?;
    let ends_at = ctx.now() + i64::from(new.days) * DAY;
    let row = TokenRow {
        organisation: user.organisation,
        id: match new.once {
            Some(once) => once,
            None => ctx.uuid()?,
        },
        user: user.id,
        label: label.unwrap_or_default(),
        created_at: ctx.now(),
        ends_at: Some(ends_at),
        revoked_at: None,
    };
    let unit = Unit::new(event(ctx, actor, user.id, "make_token"));
    let made = ctx.store.write_access(unit.and(store::session::insert_token(&row, secret.hash()))).await;
    made.map_err(|error| match error {
        StoreError::Duplicate => Refusal::of("once", RefusalCode::Duplicate).into(),
        error => Error::Store(error),
    })?;
    Ok(Made { id: row.id, secret, ends_at })
}

/// The tokens one may see: one's own, or all for the administrator.
///
/// # Errors
/// [`Error::Store`].
pub async fn list(ctx: &Context, actor: &Actor) -> Result<Vec<Token>, Error> {
    let all = authorise(actor, Action::AdministerUsers).is_ok();
    let tokens = ctx.store.tokens(actor.organisation).await?;
    Ok(tokens.into_iter().filter(|token| all || token.user == actor.user).collect())
}

/// Revokes a token: its next use is refused.
///
/// # Errors
/// `notfound` for one that does not exist or that one may not see.
pub async fn revoke(ctx: &Context, actor: &Actor, id: Uuid) -> Result<(), Error> {
    let token =
        list(ctx, actor).await?.into_iter().find(|token| token.id == id && token.revoked_at.is_none());
    let token = token.ok_or_else(Error::not_found)?;
    let unit = Unit::new(event(ctx, actor, token.user, "revoke_token"));
    let statement = store::session::revoke_token(actor.organisation, id, ctx.now());
    ctx.store.write_access(unit.and(statement)).await?;
    Ok(())
}

fn event(ctx: &Context, actor: &Actor, user: UserId, purpose: &'static str) -> AuditEvent {
    AuditEvent {
        organisation: actor.organisation,
        actor: Some(actor.user),
        act: Act::ChangedUser,
        subject_kind: SubjectKind::User,
        subject: user.uuid(),
        at: ctx.now(),
        purpose,
    }
}
