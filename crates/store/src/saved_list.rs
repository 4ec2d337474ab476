//! Lists of courses that somebody keeps for herself: a name and what is looked for, both sealed with the key of her
//! drafts, for they may hold an alias. No part of the record: no audit event. Thrown away, a list can be fetched back
//! until it is cleared.

use domain::id::{OrganisationId, SavedListId, UserId};
use vault::Entropy;

use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::row::Row;
use crate::sql::{Sql, Statement, v};
use crate::store::Store;
use crate::unit::Unit;

const NAME: &str = "saved_list.name";
const QUERY: &str = "saved_list.query";

pub(crate) const ALL: &[&Sql] = &[&INSERT, &UPDATE, &SET_PINNED, &SET_REMOVED, &OF_USER, &CLEAR];

/// A list as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedList {
    /// Id.
    pub id: SavedListId,
    /// What its owner calls it.
    pub name: String,
    /// What it looks for, as its owner's floor encodes it: the store does not read it.
    pub query: String,
    /// When it was pinned, microseconds since 1970 UTC; absent for one that is not.
    pub pinned_at: Option<i64>,
    /// When it was made, microseconds since 1970 UTC.
    pub created_at: i64,
    /// When it was thrown away, microseconds since 1970 UTC.
    pub removed_at: Option<i64>,
}

const INSERT: Sql = Sql::one(
    "insert into saved_list (organisation_id, user_id, id, name_sealed, query_sealed, pinned_at, created_at) \
     values ($1, $2, $3, $4, $5, $6, $7)",
);

const UPDATE: Sql = Sql::one(
    "update saved_list set name_sealed = $4, query_sealed = $5 where organisation_id = $1 and user_id = $2 and id = $3",
);

const SET_PINNED: Sql =
    Sql::one("update saved_list set pinned_at = $4 where organisation_id = $1 and user_id = $2 and id = $3");

const SET_REMOVED: Sql =
    Sql::one("update saved_list set removed_at = $4 where organisation_id = $1 and user_id = $2 and id = $3");

const OF_USER: Sql = Sql::one(
    "select id, name_sealed, query_sealed, pinned_at, created_at, removed_at from saved_list \
     where organisation_id = $1 and user_id = $2 order by created_at, id",
);

const CLEAR: Sql = Sql::one(
    "delete from saved_list where organisation_id = $1 and user_id = $2 and removed_at is not null and removed_at < $3",
);

/// What happens to a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListChange {
    /// It is kept for the first time.
    Keep(SavedList),
    /// It gets this name and looks for this.
    Become(SavedList),
    /// It is pinned (`None`: no longer), microseconds since 1970 UTC.
    Pin(SavedListId, Option<i64>),
    /// It is thrown away (`None`: fetched back), microseconds since 1970 UTC.
    Remove(SavedListId, Option<i64>),
}

fn read(row: &Row, key: &CourseKey) -> Result<SavedList, StoreError> {
    let mut columns = row.columns();
    let id = columns.id()?;
    Ok(SavedList {
        id: SavedListId::new(id),
        name: key.open(NAME, id, &columns.bytes()?)?,
        query: key.open(QUERY, id, &columns.bytes()?)?,
        pinned_at: columns.int_or_none()?,
        created_at: columns.int()?,
        removed_at: columns.int_or_none()?,
    })
}

fn statement(
    (organisation, user): (OrganisationId, UserId),
    key: &CourseKey,
    change: &ListChange,
    entropy: &mut dyn Entropy,
) -> Result<Statement, StoreError> {
    let mut sealed = |list: &SavedList| -> Result<_, StoreError> {
        let id = list.id.uuid();
        Ok((key.seal(NAME, id, &list.name, entropy)?, key.seal(QUERY, id, &list.query, entropy)?))
    };
    let owner = (v(organisation), v(user));
    Ok(match change {
        ListChange::Keep(list) => {
            let (name, query) = sealed(list)?;
            let times = (v(list.pinned_at), v(list.created_at));
            INSERT.with([owner.0, owner.1, v(list.id), name, query, times.0, times.1])
        }
        ListChange::Become(list) => {
            let (name, query) = sealed(list)?;
            UPDATE.with([owner.0, owner.1, v(list.id), name, query]).exactly_one()
        }
        ListChange::Pin(id, at) => SET_PINNED.with([owner.0, owner.1, v(*id), v(*at)]).exactly_one(),
        ListChange::Remove(id, at) => SET_REMOVED.with([owner.0, owner.1, v(*id), v(*at)]).exactly_one(),
    })
}

impl Store {
    /// All lists of their owner, oldest first, with those thrown away.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], [`StoreError::Sealed`], [`StoreError::Locked`].
    pub async fn saved_lists(
        &self,
        (organisation, user): (OrganisationId, UserId),
    ) -> Result<Vec<SavedList>, StoreError> {
        let rows = self.rows(OF_USER.with([v(organisation), v(user)])).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.key(organisation, user.uuid()).await?.ok_or(StoreError::Locked)?;
        rows.iter().map(|row| read(row, &key)).collect()
    }

    /// Changes one list, and clears those that were thrown away before a time, microseconds since 1970 UTC. The key of
    /// the owner is made with her first draft or list.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for a list that is not there, [`StoreError::Unavailable`], [`StoreError::Sealed`],
    /// [`StoreError::Locked`].
    pub async fn change_saved_list(
        &self,
        owner: (OrganisationId, UserId),
        change: &ListChange,
        (now, clear_before): (i64, i64),
        entropy: &mut (dyn Entropy + Send),
    ) -> Result<(), StoreError> {
        let (organisation, user) = owner;
        let mut unit = Unit::housekeeping(organisation, now);
        let key = self.own_key(owner, &mut unit, entropy).await?;
        let clear = CLEAR.with([v(organisation), v(user), v(clear_before)]);
        let unit = unit.and(statement(owner, &key, change, entropy)?).and(clear);
        self.write(unit).await.map(|_| ())
    }
}
