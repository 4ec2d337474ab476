//! Who is signed in: browser sessions and API tokens, found by the hash of the secret their bearer holds. Found
//! ones are remembered in memory for a few seconds; what this process changes is forgotten at once. Whether a
//! session has been idle too long is decided above.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::id::{OrganisationId, UserId};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{Sql, Statement, v};
use crate::store::Store;
use crate::unit::{Outcome, Unit};
use crate::user::{self, UserRow};

/// For how long another process' change of a session may go unseen, microseconds.
const REMEMBERED: i64 = 5_000_000;
/// How much older a session's last use may stand in the database than in truth, microseconds.
const TOUCH_EVERY: i64 = 60_000_000;
const MANY: usize = 20_000;

/// How somebody is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearer {
    /// A browser session.
    Session,
    /// An API token and its id.
    Token(Uuid),
}

/// A member of staff who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Who.
    pub user: UserRow,
    /// How.
    pub bearer: Bearer,
    /// Since when, microseconds since 1970 UTC.
    pub created_at: i64,
    /// Last use known, at most a minute old.
    pub seen_at: i64,
    /// When it ends in any case (a token may have no end).
    pub ends_at: Option<i64>,
}

#[derive(Debug, Default)]
pub(crate) struct SessionCache {
    known: Mutex<HashMap<[u8; 32], Known>>,
}

/// Since when it is remembered, and what.
type Known = (i64, Arc<SignedIn>);

impl SessionCache {
    fn get(&self, hash: &[u8; 32], now: i64) -> Option<Arc<SignedIn>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, found) = known.get(hash)?;
        (now >= *since && now - *since < REMEMBERED).then(|| Arc::clone(found))
    }
    fn put(&self, hash: [u8; 32], now: i64, found: Arc<SignedIn>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MANY {
            known.retain(|_, (since, _)| now - *since < REMEMBERED);
        }
        if known.len() < MANY {
            known.insert(hash, (now, found));
        }
    }
    fn clear(&self) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

pub(crate) const ALL: &[&Sql] = &[
    &INSERT,
    &END,
    &END_OF_USER,
    &TOUCH,
    &CLEAR,
    &FIND,
    &FIND_TOKEN,
    &INSERT_TOKEN,
    &REVOKE_TOKEN,
    &REVOKE_OF_USER,
    &TOKENS,
    &SESSIONS,
];

const INSERT: Sql = Sql::one(
    "insert into session (organisation_id, token_hash, user_id, device, created_at, seen_at, ends_at) \
     values ($1, $2, $3, $4, $5, $5, $6)",
);

/// A session as it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// Organisation.
    pub organisation: OrganisationId,
    /// Whose.
    pub user: UserId,
    /// Hash of the secret in the cookie.
    pub token_hash: [u8; 32],
    /// What the device calls itself; no address.
    pub device: String,
    /// Now, microseconds since 1970 UTC.
    pub created_at: i64,
    /// When it ends in any case.
    pub ends_at: i64,
}

/// Begins a session.
pub fn insert(session: &NewSession) -> Statement {
    INSERT.with([
        v(session.organisation),
        v(session.token_hash),
        v(session.user),
        v(session.device.clone()),
        v(session.created_at),
        v(session.ends_at),
    ])
}

const END: Sql = Sql::one("delete from session where organisation_id = $1 and token_hash = $2");

const END_OF_USER: Sql = Sql::one("delete from session where organisation_id = $1 and user_id = $2");

const TOUCH: Sql = Sql::one("update session set seen_at = $3 where organisation_id = $1 and token_hash = $2");

/// Lets a session count as used at another moment than now: one that is locked counts as idle.
pub fn used_at(organisation: OrganisationId, hash: [u8; 32], at: i64) -> Statement {
    TOUCH.with([v(organisation), v(hash), v(at)])
}

const CLEAR: Sql =
    Sql::one("delete from session where organisation_id = $1 and (ends_at < $2 or seen_at < $3)");

const FIND: Sql = Sql::one(
    "select u.organisation_id, u.id, u.login, u.name, u.initials, u.role, u.hours_per_cent, u.language, u.active, \
     u.created_at, u.version, s.created_at, s.seen_at, s.ends_at \
     from session s join app_user u on u.organisation_id = s.organisation_id and u.id = s.user_id \
     where s.token_hash = $1",
);

const FIND_TOKEN: Sql = Sql::one(
    "select u.organisation_id, u.id, u.login, u.name, u.initials, u.role, u.hours_per_cent, u.language, u.active, \
     u.created_at, u.version, t.created_at, t.ends_at, t.id \
     from api_token t join app_user u on u.organisation_id = t.organisation_id and u.id = t.user_id \
     where t.token_hash = $1 and t.revoked_at is null",
);

const INSERT_TOKEN: Sql = Sql::one(
    "insert into api_token (organisation_id, id, user_id, label, token_hash, created_at, ends_at) \
     values ($1, $2, $3, $4, $5, $6, $7)",
);

/// An API token as stored: never the token itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// Organisation.
    pub organisation: OrganisationId,
    /// Id.
    pub id: Uuid,
    /// For whom it acts.
    pub user: UserId,
    /// What it is for.
    pub label: String,
    /// When made, microseconds since 1970 UTC.
    pub created_at: i64,
    /// When it ends, if ever.
    pub ends_at: Option<i64>,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
}

/// Adds an API token by the hash of its secret.
pub fn insert_token(token: &TokenRow, hash: [u8; 32]) -> Statement {
    INSERT_TOKEN.with([
        v(token.organisation),
        v(token.id),
        v(token.user),
        v(token.label.clone()),
        v(hash),
        v(token.created_at),
        v(token.ends_at),
    ])
}

const REVOKE_TOKEN: Sql = Sql::one(
    "update api_token set revoked_at = $3 where organisation_id = $1 and id = $2 and revoked_at is null",
);

const REVOKE_OF_USER: Sql = Sql::one(
    "update api_token set revoked_at = $3 where organisation_id = $1 and user_id = $2 and revoked_at is null",
);

const TOKENS: Sql = Sql::one(
    "select organisation_id, id, user_id, label, created_at, ends_at, revoked_at from api_token \
     where organisation_id = $1 order by created_at, id",
);

const SESSIONS: Sql = Sql::one(
    "select device, created_at, seen_at, ends_at from session where organisation_id = $1 and user_id = $2 \
     order by seen_at desc",
);

/// A session of one's own as shown to its owner: no secret, no address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// What the device calls itself.
    pub device: String,
    /// Begun, microseconds since 1970 UTC.
    pub created_at: i64,
    /// Last used.
    pub seen_at: i64,
    /// Ends in any case.
    pub ends_at: i64,
}

impl Store {
    /// Who holds the secret of this session, as far as it stands in the database; the caller judges times and
    /// whether the user is active.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn session(&self, hash: &[u8; 32], now: i64) -> Result<Option<Arc<SignedIn>>, StoreError> {
        if let Some(found) = self.inner.sessions.get(hash, now) {
            return Ok(Some(found));
        }
        let Some(row) = self.row(FIND.with([v(*hash)])).await? else { return Ok(None) };
        let mut columns = row.columns();
        let found = Arc::new(SignedIn {
            user: user::read_columns(&mut columns)?,
            bearer: Bearer::Session,
            created_at: columns.int()?,
            seen_at: columns.int()?,
            ends_at: columns.int_or_none()?,
        });
        self.inner.sessions.put(*hash, now, Arc::clone(&found));
        Ok(Some(found))
    }

    /// Who holds this API token, unless it is revoked.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn token(&self, hash: &[u8; 32], now: i64) -> Result<Option<Arc<SignedIn>>, StoreError> {
        if let Some(found) = self.inner.sessions.get(hash, now) {
            return Ok(Some(found));
        }
        let Some(row) = self.row(FIND_TOKEN.with([v(*hash)])).await? else { return Ok(None) };
        let mut columns = row.columns();
        let user = user::read_columns(&mut columns)?;
        let (created_at, ends_at) = (columns.int()?, columns.int_or_none()?);
        let bearer = Bearer::Token(columns.id()?);
        let found = Arc::new(SignedIn { user, bearer, created_at, seen_at: now, ends_at });
        self.inner.sessions.put(*hash, now, Arc::clone(&found));
        Ok(Some(found))
    }

    /// Notes that a session was used: at most once a minute, otherwise nothing is written.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn touch_session(
        &self,
        signed_in: &SignedIn,
        hash: &[u8; 32],
        now: i64,
    ) -> Result<(), StoreError> {
        if signed_in.bearer != Bearer::Session || now - signed_in.seen_at < TOUCH_EVERY {
            return Ok(());
        }
        let organisation = signed_in.user.organisation;
        let unit = Unit::housekeeping(organisation, now).and(TOUCH.with([v(organisation), v(*hash), v(now)]));
        self.write(unit).await?;
        let found = Arc::new(SignedIn { seen_at: now, ..signed_in.clone() });
        self.inner.sessions.put(*hash, now, found);
        Ok(())
    }

    /// Writes a unit that changes users, sessions or tokens, and forgets what is remembered of them, so that the
    /// next request already sees it.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn write_access(&self, unit: Unit) -> Result<Outcome, StoreError> {
        let outcome = self.write(unit).await;
        self.inner.sessions.clear();
        self.inner.staff.write().unwrap_or_else(PoisonError::into_inner).clear();
        outcome
    }

    /// Clears away the sessions that have ended or were not used since `idle_since`.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn clear_sessions(
        &self,
        organisation: OrganisationId,
        now: i64,
        idle_since: i64,
    ) -> Result<(), StoreError> {
        let statement = CLEAR.with([v(organisation), v(now), v(idle_since)]);
        self.write_access(Unit::housekeeping(organisation, now).and(statement)).await.map(|_| ())
    }

    /// The API tokens of an organisation, oldest first, revoked ones too.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn tokens(&self, organisation: OrganisationId) -> Result<Vec<TokenRow>, StoreError> {
        let rows = self.rows(TOKENS.with([v(organisation)])).await?;
        rows.iter()
            .map(|row| {
                let mut columns = row.columns();
                Ok(TokenRow {
                    organisation: OrganisationId::new(columns.id()?),
                    id: columns.id()?,
                    user: UserId::new(columns.id()?),
                    label: columns.text()?,
                    created_at: columns.int()?,
                    ends_at: columns.int_or_none()?,
                    revoked_at: columns.int_or_none()?,
                })
            })
            .collect()
    }

    /// The sessions of one member of staff, last used first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn sessions(
        &self,
        organisation: OrganisationId,
        user: UserId,
    ) -> Result<Vec<SessionRow>, StoreError> {
        let rows = self.rows(SESSIONS.with([v(organisation), v(user)])).await?;
        rows.iter()
            .map(|row| {
                let mut columns = row.columns();
                Ok(SessionRow {
                    device: columns.text()?,
                    created_at: columns.int()?,
                    seen_at: columns.int()?,
                    ends_at: columns.int()?,
                })
            })
            .collect()
    }
}

/// Ends a session; nothing happens when there is none. Write with [`Store::write_access`].
pub fn end(organisation: OrganisationId, hash: [u8; 32]) -> Statement {
    END.with([v(organisation), v(hash)])
}

/// Ends all sessions and API tokens of a member of staff. Write with [`Store::write_access`].
pub fn shut_out(organisation: OrganisationId, user: UserId, now: i64) -> [Statement; 2] {
    [END_OF_USER.with([v(organisation), v(user)]), REVOKE_OF_USER.with([v(organisation), v(user), v(now)])]
}

/// Revokes an API token. Write with [`Store::write_access`].
pub fn revoke_token(organisation: OrganisationId, id: Uuid, now: i64) -> Statement {
    REVOKE_TOKEN.with([v(organisation), v(id), v(now)]).exactly_one()
}
