//! Members of staff. Holds no rules about roles or passwords: a role is a code, a password only its hash.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use domain::id::{OrganisationId, UserId};
use domain::policy::Role;

use crate::error::StoreError;
use crate::row::{Columns, Row};
use crate::sql::{Sql, Statement, v};
use crate::store::Store;

/// A member of staff as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserRow {
    /// Organisation.
    pub organisation: OrganisationId,
    /// Id.
    pub id: UserId,
    /// What is typed to log in, folded to lower case by the caller.
    pub login: String,
    /// Name on screen.
    pub name: String,
    /// Initials on screen.
    pub initials: String,
    /// What they may do.
    pub role: Role,
    /// Share of full time, per cent.
    pub hours_per_cent: u8,
    /// `da` or `en`.
    pub language: String,
    /// May log in.
    pub active: bool,
    /// When added, microseconds since 1970 UTC.
    pub created_at: i64,
    /// Counts changes; an update names the version it was read at.
    pub version: i64,
}

impl UserRow {
    /// True for who can carry a course now.
    pub const fn carries_courses(&self) -> bool {
        self.active && self.role.carries_courses()
    }
}

/// How old the staff that [`Store::staff`] remembers may be, microseconds.
pub const STAFF_AGE: i64 = 2_000_000;

/// Staff by organisation, with the time it was read.
pub(crate) type Staff = RwLock<BTreeMap<OrganisationId, (i64, Arc<Vec<UserRow>>)>>;

pub(crate) const ALL: &[&Sql] = &[&INSERT, &UPDATE, &SET_PASSWORD, &GET, &BY_LOGIN, &EVERY];

const INSERT: Sql = Sql::one(
    "insert into app_user (organisation_id, id, login, name, initials, role, hours_per_cent, language, \
     password_hash, active, created_at, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)",
);

/// Adds a member of staff, with a password hash or (for the time being) without log-in.
pub fn insert(user: &UserRow, password_hash: Option<String>) -> Statement {
    INSERT.with([
        v(user.organisation),
        v(user.id),
        v(user.login.clone()),
        v(user.name.clone()),
        v(user.initials.clone()),
        v(user.role.code()),
        v(user.hours_per_cent),
        v(user.language.clone()),
        v(password_hash),
        v(user.active),
        v(user.created_at),
    ])
}

const UPDATE: Sql = Sql::one(
    "update app_user set name = $4, initials = $5, role = $6, language = $7, active = $8, \
     hours_per_cent = $9, version = version + 1 \
     where organisation_id = $1 and id = $2 and version = $3",
);

/// Changes name, initials, role, language and whether she may log in, if nobody else did since it was read.
pub fn update(user: &UserRow) -> Statement {
    UPDATE
        .with([
            v(user.organisation),
            v(user.id),
            v(user.version),
            v(user.name.clone()),
            v(user.initials.clone()),
            v(user.role.code()),
            v(user.language.clone()),
            v(user.active),
            v(user.hours_per_cent),
        ])
        .exactly_one()
}

const SET_PASSWORD: Sql = Sql::one(
    "update app_user set password_hash = $3, version = version + 1 where organisation_id = $1 and id = $2",
);

/// Sets a password hash.
pub fn set_password(organisation: OrganisationId, id: UserId, hash: String) -> Statement {
    SET_PASSWORD.with([v(organisation), v(id), v(hash)]).exactly_one()
}

const GET: Sql = Sql::one(
    "select organisation_id, id, login, name, initials, role, hours_per_cent, language, active, created_at, version \
     from app_user where organisation_id = $1 and id = $2",
);

const BY_LOGIN: Sql = Sql::one(
    "select organisation_id, id, login, name, initials, role, hours_per_cent, language, active, created_at, version, password_hash \
     from app_user where login = $1 order by organisation_id limit 1",
);

const EVERY: Sql = Sql::one(
    "select organisation_id, id, login, name, initials, role, hours_per_cent, language, active, created_at, version \
     from app_user where organisation_id = $1 order by name, id",
);

pub(crate) fn read_columns(columns: &mut Columns<'_>) -> Result<UserRow, StoreError> {
    Ok(UserRow {
        organisation: OrganisationId::new(columns.id()?),
        id: UserId::new(columns.id()?),
        login: columns.text()?,
        name: columns.text()?,
        initials: columns.text()?,
        role: columns.code(Role::parse)?,
        hours_per_cent: columns.number()?,
        language: columns.text()?,
        active: columns.flag()?,
        created_at: columns.int()?,
        version: columns.int()?,
    })
}

fn read(row: &Row) -> Result<UserRow, StoreError> {
    read_columns(&mut row.columns())
}

impl Store {
    /// One member of staff.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn user(
        &self,
        organisation: OrganisationId,
        id: UserId,
    ) -> Result<Option<UserRow>, StoreError> {
        self.row(GET.with([v(organisation), v(id)])).await?.as_ref().map(read).transpose()
    }

    /// Who logs in with this, and the hash to check the password against (also of those who may not log in: the
    /// caller answers all failures alike).
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn user_by_login(&self, login: &str) -> Result<Option<(UserRow, Option<String>)>, StoreError> {
        let Some(row) = self.row(BY_LOGIN.with([v(login.to_owned())])).await? else { return Ok(None) };
        let mut columns = row.columns();
        let user = read_columns(&mut columns)?;
        Ok(Some((user, columns.text_or_none()?)))
    }

    /// All staff of an organisation, by name as bytes sort; people sort above.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn users(&self, organisation: OrganisationId) -> Result<Vec<UserRow>, StoreError> {
        self.rows(EVERY.with([v(organisation)])).await?.iter().map(read).collect()
    }

    /// The same, at most [`STAFF_AGE`] old: for names beside what is read often.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn staff(
        &self,
        organisation: OrganisationId,
        now: i64,
    ) -> Result<Arc<Vec<UserRow>>, StoreError> {
        let fresh = |(at, _): &&(i64, Arc<Vec<UserRow>>)| now >= *at && now.saturating_sub(*at) < STAFF_AGE;
        {
            let known = self.inner.staff.read().unwrap_or_else(PoisonError::into_inner);
            if let Some((_, staff)) = known.get(&organisation).filter(fresh) {
                return Ok(Arc::clone(staff));
            }
        }
        let staff = Arc::new(self.users(organisation).await?);
        let mut known = self.inner.staff.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(organisation, (now, Arc::clone(&staff)));
        Ok(staff)
    }
}
