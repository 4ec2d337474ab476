//! One's own profile: language, password, sessions, API tokens.

use domain::audit::Act;
use domain::policy::Actor;
use domain::refusal::{Refusal, RefusalCode};
use store::Unit;
use store::session::{SessionRow, shut_out};
use store::user::UserRow;

use super::tokens::{self, Made, NewToken, Token};
use super::users::{Member, replace_password};
use super::{event, fits};
use crate::context::Context;
use crate::error::Error;

/// One's own profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Oneself.
    pub member: Member,
    /// Where one is signed in, last used first.
    pub sessions: Vec<SessionRow>,
    /// One's own API tokens that can be used, oldest first.
    pub tokens: Vec<Token>,
}

/// Opens one's own profile.
///
/// # Errors
/// [`Error::Store`].
pub async fn open(ctx: &Context, actor: &Actor) -> Result<Profile, Error> {
    let row = own(ctx, actor).await?;
    let now = ctx.now();
    let mut sessions = ctx.store.sessions(actor.organisation, actor.user).await?;
    sessions.retain(|session| now < session.ends_at && now - session.seen_at <= super::IDLE);
    let mut tokens = tokens::list(ctx, actor).await?;
    tokens.retain(|token| {
        token.user == actor.user && token.revoked_at.is_none() && token.ends_at.is_none_or(|end| now < end)
    });
    Ok(Profile { member: row.into(), sessions, tokens })
}

async fn own(ctx: &Context, actor: &Actor) -> Result<UserRow, Error> {
    ctx.store.user(actor.organisation, actor.user).await?.ok_or_else(Error::not_found)
}

/// Sets one's own language (`da`, `en`).
///
/// # Errors
/// `unknown` for another.
pub async fn set_language(ctx: &Context, actor: &Actor, language: &str) -> Result<(), Error> {
    if !locale::Language::ALL.iter().any(|known| known.tag() == language) {
        return Err(Error::of("language", RefusalCode::Unknown));
    }
    let row = UserRow { language: language.to_owned(), ..own(ctx, actor).await? };
    let event = event(ctx, (actor.organisation, actor.user), Act::ChangedUser, "own_profile");
    ctx.store.write_access(Unit::new(event).and(store::user::update(&row))).await?;
    Ok(())
}

/// Changes one's own password; all one's sessions end.
///
/// # Errors
/// `old` with `unknown` when the present password does not fit, `password` with `tooshort` or `toolong`,
/// [`Error::LoginSlow`] after many wrong ones.
pub async fn set_password(ctx: &Context, actor: &Actor, old: String, new: String) -> Result<(), Error> {
    let row = confirm(ctx, actor, "old", old).await?;
    let event = event(ctx, (actor.organisation, actor.user), Act::ChangedUser, "own_password");
    replace_password(ctx, &row, new, event).await
}

/// Oneself, once the present password was typed: an unlocked screen alone is not enough.
async fn confirm(
    ctx: &Context,
    actor: &Actor,
    field: &'static str,
    password: String,
) -> Result<UserRow, Error> {
    let row = own(ctx, actor).await?;
    if let Some(until) = ctx.attempts.wait(&row.login, ctx.now()) {
        return Err(Error::LoginSlow { until });
    }
    let hash = ctx.store.user_by_login(&row.login).await?.and_then(|(_, hash)| hash);
    if !fits(ctx, password, hash).await {
        ctx.attempts.failed(&row.login, ctx.now());
        return Err(Refusal::of(field, RefusalCode::Unknown).into());
    }
    ctx.attempts.passed(&row.login);
    Ok(row)
}

/// Makes an API token for oneself, once the present password was typed.
///
/// # Errors
/// `confirm` with `unknown` when the password does not fit, [`Error::LoginSlow`] after many wrong ones, or as
/// [`tokens::make`].
pub async fn make_token(
    ctx: &Context,
    actor: &Actor,
    password: String,
    new: NewToken,
) -> Result<Made, Error> {
    let row = confirm(ctx, actor, "confirm", password).await?;
    tokens::make(ctx, actor, NewToken { user: row.id, ..new }).await
}

/// Ends all one's sessions, also on a telephone that is lost, and all one's API tokens.
///
/// # Errors
/// [`Error::Store`].
pub async fn end_sessions(ctx: &Context, actor: &Actor) -> Result<(), Error> {
    let event = event(ctx, (actor.organisation, actor.user), Act::LoggedOut, "end_sessions");
    let unit = Unit::new(event).and_all(shut_out(actor.organisation, actor.user, ctx.now()));
    ctx.store.write_access(unit).await?;
    Ok(())
}
