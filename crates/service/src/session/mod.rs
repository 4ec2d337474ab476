//! Logging in and out, and who is signed in. A session is a random secret of which only the hash is stored; it ends
//! after a quarter of an hour without use and in any case after a working day. A wrong name and a wrong password are
//! answered alike, in words and in time.

mod attempts;
pub mod profile;
pub mod tokens;
pub mod users;

use domain::audit::{Act, AuditEvent, SubjectKind};
use domain::id::{OrganisationId, UserId};
use domain::policy::Actor;
use store::Unit;
use store::session::{Bearer, NewSession, SignedIn};
use store::user::UserRow;
use vault::Secret;

pub(crate) use attempts::Attempts;

use crate::context::Context;
use crate::error::Error;

/// Without use for so long, a session ends, microseconds.
pub const IDLE: i64 = 15 * 60 * 1_000_000;
/// A session ends after so long in any case, microseconds.
pub const LIFE: i64 = 12 * 60 * 60 * 1_000_000;
/// A session that idled out is known for so long, so that what was typed reaches its author; nothing is shown for it.
pub(crate) const KEPT: i64 = LIFE;
/// Longest password that is looked at, bytes.
const PASSWORD_MAX: usize = 1_000;

/// Who is signed in, as pages need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// Who asks, for every intention.
    pub actor: Actor,
    /// Name that colleagues see.
    pub name: String,
    /// Initials.
    pub initials: String,
    /// What she types to log in.
    pub login: String,
    /// `da` or `en`.
    pub language: String,
    /// By an API token, not a session.
    pub by_token: bool,
    /// Signed in since, microseconds since 1970 UTC.
    pub since: i64,
    /// Ends in any case.
    pub ends_at: Option<i64>,
}

impl Viewer {
    fn of(signed_in: &SignedIn) -> Self {
        let user = &signed_in.user;
        Self {
            actor: Actor { user: user.id, organisation: user.organisation, role: user.role },
            name: user.name.clone(),
            initials: user.initials.clone(),
            login: user.login.clone(),
            language: user.language.clone(),
            by_token: signed_in.bearer != Bearer::Session,
            since: signed_in.created_at,
            ends_at: signed_in.ends_at,
        }
    }
}

/// What was typed to log in.
#[derive(Clone)]
pub struct LogIn {
    /// Name.
    pub login: String,
    /// Password.
    pub password: String,
    /// What the device calls itself; no address.
    pub device: String,
}

impl std::fmt::Debug for LogIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LogIn").field("login", &self.login).finish_non_exhaustive()
    }
}

/// A session that has begun: the secret goes into the cookie and nowhere else.
#[derive(Debug, Clone)]
pub struct Begun {
    /// The secret; show its text to the browser once.
    pub secret: Secret,
    /// Who is signed in.
    pub viewer: Viewer,
}

/// A name to log in with, as it is stored and looked for.
pub(crate) fn folded(login: &str) -> String {
    login.trim().to_lowercase()
}

/// True while an installation has nobody who could log in.
///
/// # Errors
/// [`Error::Store`].
pub async fn nobody_yet(ctx: &Context) -> Result<bool, Error> {
    for organisation in ctx.store.organisations().await? {
        if !ctx.store.users(organisation.id).await?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Logs in.
///
/// # Errors
/// [`Error::LoginWrong`] for a wrong name, a wrong password and somebody shut out alike; [`Error::LoginSlow`] after
/// many failed tries at this name.
pub async fn log_in(ctx: &Context, typed: LogIn) -> Result<Begun, Error> {
    let (name, now) = (folded(&typed.login), ctx.now());
    if let Some(until) = ctx.attempts.wait(&name, now) {
        return Err(Error::LoginSlow { until });
    }
    let found = ctx.store.user_by_login(&name).await?;
    let (user, hash) = found.map_or((None, None), |(user, hash)| (Some(user), hash));
    let fits = fits(ctx, typed.password, hash).await;
    let Some(user) = user.filter(|user| fits && user.active) else {
        ctx.attempts.failed(&name, now);
        return Err(Error::LoginWrong);
    };
    ctx.attempts.passed(&name);
    begin(ctx, &user, typed.device).await
}

/// Whether a password fits, checked where it blocks nobody.
async fn fits(ctx: &Context, password: String, hash: Option<String>) -> bool {
    let Ok(_turn) = ctx.attempts.checking.acquire().await else { return false };
    let check = move || password.len() <= PASSWORD_MAX && vault::password::verify(&password, hash.as_deref());
    tokio::task::spawn_blocking(check).await.unwrap_or(false)
}

async fn begin(ctx: &Context, user: &UserRow, device: String) -> Result<Begun, Error> {
    let now = ctx.now();
    let secret = Secret::generate(&mut ctx.randomness())?;
    let session = NewSession {
        organisation: user.organisation,
        user: user.id,
        token_hash: secret.hash(),
        device: device.chars().take(100).collect(),
        created_at: now,
        ends_at: now + LIFE,
    };
    let event = event(ctx, (user.organisation, user.id), Act::LoggedIn, "log_in");
    ctx.store.write_access(Unit::new(event).and(store::session::insert(&session))).await?;
    let signed_in = SignedIn {
        user: user.clone(),
        bearer: Bearer::Session,
        created_at: now,
        seen_at: now,
        ends_at: Some(session.ends_at),
    };
    Ok(Begun { secret, viewer: Viewer::of(&signed_in) })
}

/// An event about a member of staff that she did herself.
fn event(
    ctx: &Context,
    (organisation, user): (OrganisationId, UserId),
    act: Act,
    purpose: &'static str,
) -> AuditEvent {
    AuditEvent {
        organisation,
        actor: Some(user),
        act,
        subject_kind: SubjectKind::User,
        subject: user.uuid(),
        at: ctx.now(),
        purpose,
    }
}

/// Who holds the secret of a session, and has used it within the last quarter of an hour; notes that it was used.
/// `None` when nobody does: a secret that is none, one that has ended, somebody shut out.
///
/// # Errors
/// [`Error::Store`].
pub async fn current(ctx: &Context, secret: &str) -> Result<Option<Viewer>, Error> {
    let (Some(secret), now) = (Secret::parse(secret), ctx.now()) else { return Ok(None) };
    let hash = secret.hash();
    let Some(signed_in) = ctx.store.session(&hash, now).await? else { return Ok(None) };
    let ended = signed_in.ends_at.is_some_and(|end| now >= end)
        || now - signed_in.seen_at > IDLE
        || !signed_in.user.active
        || signed_in.bearer != Bearer::Session;
    if ended {
        return Ok(None);
    }
    ctx.store.touch_session(&signed_in, &hash, now).await?;
    Ok(Some(Viewer::of(&signed_in)))
}

/// Who locked this device or left it idle: her name stands on the locked page, and nothing else is shown for it.
///
/// # Errors
/// [`Error::Store`].
pub async fn locked_by(ctx: &Context, secret: &str) -> Result<Option<Viewer>, Error> {
    let (Some(secret), now) = (Secret::parse(secret), ctx.now()) else { return Ok(None) };
    let signed_in = ctx.store.session(&secret.hash(), now).await?;
    let owner = signed_in.filter(|found| {
        found.user.active && found.bearer == Bearer::Session && found.ends_at.is_none_or(|end| now < end)
    });
    Ok(owner.map(|found| Viewer::of(&found)))
}

/// Locks a session: nothing is shown for it any more, and the device still knows whose it is.
///
/// # Errors
/// [`Error::Store`].
pub async fn lock(ctx: &Context, secret: &str) -> Result<(), Error> {
    let (Some(secret), now) = (Secret::parse(secret), ctx.now()) else { return Ok(()) };
    let hash = secret.hash();
    let Some(signed_in) = ctx.store.session(&hash, now).await? else { return Ok(()) };
    let user = (signed_in.user.organisation, signed_in.user.id);
    let unit = Unit::new(event(ctx, user, Act::LoggedOut, "lock"));
    let idle = store::session::used_at(user.0, hash, now - IDLE - 1);
    ctx.store.write_access(unit.and(idle)).await?;
    Ok(())
}

/// Who holds an API token.
///
/// # Errors
/// [`Error::Store`].
pub async fn bearer(ctx: &Context, token: &str) -> Result<Option<Viewer>, Error> {
    let (Some(secret), now) = (Secret::parse(token), ctx.now()) else { return Ok(None) };
    let found = ctx.store.token(&secret.hash(), now).await?;
    let valid = found.filter(|found| {
        found.user.active
            && matches!(found.bearer, Bearer::Token(_))
            && found.ends_at.is_none_or(|end| now < end)
    });
    Ok(valid.map(|found| Viewer::of(&found)))
}

/// Ends a session: log-out and lock alike. Nothing happens when there is none.
///
/// # Errors
/// [`Error::Store`].
pub async fn log_out(ctx: &Context, secret: &str) -> Result<(), Error> {
    let (Some(secret), now) = (Secret::parse(secret), ctx.now()) else { return Ok(()) };
    let hash = secret.hash();
    let Some(signed_in) = ctx.store.session(&hash, now).await? else { return Ok(()) };
    let user = (signed_in.user.organisation, signed_in.user.id);
    let unit = Unit::new(event(ctx, user, Act::LoggedOut, "log_out"));
    ctx.store.write_access(unit.and(store::session::end(user.0, hash))).await?;
    Ok(())
}

#[cfg(test)]
mod tests;
