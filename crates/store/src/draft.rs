//! Text typed and not sent yet: kept for its author alone, sealed with a key of the author's own, one for each
//! form. No part of the record: no audit event, cleared away when the form is sent or after [`KEEP_DAYS`].

use domain::id::{DraftId, OrganisationId, UserId};
use vault::Entropy;

use crate::DAY;
use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::sql::{Sql, Statement, v};
use crate::store::Store;
use crate::unit::Unit;

/// For how long a draft nobody touches is kept, days.
pub const KEEP_DAYS: i64 = 60;
const BODY: &str = "draft.body";

pub(crate) const ALL: &[&Sql] = &[&UPSERT, &GET, &OF_USER, &REMOVE, &CLEAR, &EVERY];

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Id.
    pub id: DraftId,
    /// Which form of which course: a path such as `contact/0192…`.
    pub form: String,
    /// What was typed, as the form encodes it.
    pub body: String,
    /// Last change, microseconds since 1970 UTC.
    pub updated_at: i64,
}

const UPSERT: Sql = Sql::one(
    "insert into draft (organisation_id, user_id, form, id, body_sealed, updated_at) values ($1, $2, $3, $4, $5, $6) \
     on conflict (organisation_id, user_id, form) \
     do update set id = excluded.id, body_sealed = excluded.body_sealed, updated_at = excluded.updated_at",
);

const GET: Sql = Sql::one(
    "select id, form, body_sealed, updated_at from draft where organisation_id = $1 and user_id = $2 and form = $3",
);

const OF_USER: Sql = Sql::one(
    "select id, form, body_sealed, updated_at from draft where organisation_id = $1 and user_id = $2 \
     order by updated_at desc, form",
);

const REMOVE: Sql = Sql::one("delete from draft where organisation_id = $1 and user_id = $2 and form = $3");

/// Removes a draft, in the unit that writes what it became.
pub fn remove(organisation: OrganisationId, user: UserId, form: String) -> Statement {
    REMOVE.with([v(organisation), v(user), v(form)])
}

const CLEAR: Sql = Sql::one("delete from draft where organisation_id = $1 and updated_at < $2");

pub(crate) const EVERY: Sql = Sql::one(
    "select user_id, id, body_sealed from draft where organisation_id = $1 and id > $2 order by id limit cast($3 as bigint)",
);

fn read(row: &crate::row::Row, key: &CourseKey) -> Result<Draft, StoreError> {
    let mut columns = row.columns();
    let id = columns.id()?;
    Ok(Draft {
        id: DraftId::new(id),
        form: columns.text()?,
        body: key.open(BODY, id, &columns.bytes()?)?,
        updated_at: columns.int()?,
    })
}

impl Store {
    /// Keeps what was typed so far; the last word wins. The key of the author is made at her first draft.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], [`StoreError::Sealed`], [`StoreError::Locked`].
    pub async fn save_draft(
        &self,
        (organisation, user): (OrganisationId, UserId),
        draft: &Draft,
        entropy: &mut (dyn Entropy + Send),
    ) -> Result<(), StoreError> {
        let mut unit = Unit::housekeeping(organisation, draft.updated_at);
        let key = self.own_key((organisation, user), &mut unit, entropy).await?;
        let sealed = key.seal(BODY, draft.id.uuid(), &draft.body, entropy)?;
        let ids = [v(organisation), v(user), v(draft.form.clone()), v(draft.id)];
        let [a, b, c, d] = ids;
        self.write(unit.and(UPSERT.with([a, b, c, d, sealed, v(draft.updated_at)]))).await.map(|_| ())
    }

    /// The key of a member of staff's own words, made in the unit where there is none yet.
    pub(crate) async fn own_key(
        &self,
        (organisation, user): (OrganisationId, UserId),
        unit: &mut Unit,
        entropy: &mut (dyn Entropy + Send),
    ) -> Result<CourseKey, StoreError> {
        if let Some(key) = self.key(organisation, user.uuid()).await? {
            return Ok(key);
        }
        let (key, statement) = self.new_key(organisation, ("user", user.uuid()), unit.now, entropy)?;
        unit.push(statement);
        Ok(key)
    }

    /// The draft of one form.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], [`StoreError::Sealed`], [`StoreError::Locked`].
    pub async fn draft(
        &self,
        organisation: OrganisationId,
        user: UserId,
        form: &str,
    ) -> Result<Option<Draft>, StoreError> {
        let found = self.row(GET.with([v(organisation), v(user), v(form.to_owned())])).await?;
        let Some(row) = found else { return Ok(None) };
        let key = self.key(organisation, user.uuid()).await?.ok_or(StoreError::Locked)?;
        read(&row, &key).map(Some)
    }

    /// All drafts of one author, newest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], [`StoreError::Sealed`], [`StoreError::Locked`].
    pub async fn drafts(&self, organisation: OrganisationId, user: UserId) -> Result<Vec<Draft>, StoreError> {
        let rows = self.rows(OF_USER.with([v(organisation), v(user)])).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.key(organisation, user.uuid()).await?.ok_or(StoreError::Locked)?;
        rows.iter().map(|row| read(row, &key)).collect()
    }

    /// Removes one draft, as its author asked.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn remove_draft(
        &self,
        (organisation, user): (OrganisationId, UserId),
        form: &str,
        now: i64,
    ) -> Result<(), StoreError> {
        let statement = remove(organisation, user, form.to_owned());
        self.write(Unit::housekeeping(organisation, now).and(statement)).await.map(|_| ())
    }

    /// Clears away drafts nobody touched for [`KEEP_DAYS`].
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn clear_drafts(&self, organisation: OrganisationId, now: i64) -> Result<(), StoreError> {
        let before = now.saturating_sub(KEEP_DAYS * DAY);
        let statement = CLEAR.with([v(organisation), v(before)]);
        self.write(Unit::housekeeping(organisation, now).and(statement)).await.map(|_| ())
    }
}
