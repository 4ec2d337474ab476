//! Requests that come twice: the key and the answer are written in the same transaction as the act. Keys are
//! kept for [`KEEP_DAYS`]; clearing them away is a job.

use domain::id::OrganisationId;

use crate::DAY;
use crate::connection::Connection;
use crate::error::StoreError;
use crate::sql::{Sql, Statement, v};
use crate::store::Store;
use crate::unit::{Idempotency, Outcome, Unit};

/// For how long a repeated request is recognised, days.
pub const KEEP_DAYS: i64 = 30;

pub(crate) const ALL: &[&Sql] = &[&REMEMBER, &RECALL, &CLEAR];

const REMEMBER: Sql = Sql::one(
    "insert into idempotency (organisation_id, key, request, answer, at) values ($1, $2, $3, $4, $5) \
     on conflict (organisation_id, key) do nothing",
);

pub(crate) fn remember(organisation: OrganisationId, once: &Idempotency, now: i64) -> Statement {
    REMEMBER.with([v(organisation), v(once.key.clone()), v(once.request), v(once.answer.clone()), v(now)])
}

const RECALL: Sql =
    Sql::one("select request, answer from idempotency where organisation_id = $1 and key = $2");

/// The answer given before to the same key.
pub(crate) async fn recall(
    connection: &mut Connection,
    organisation: OrganisationId,
    once: &Idempotency,
) -> Result<Outcome, StoreError> {
    let rows = connection.rows(RECALL.with([v(organisation), v(once.key.clone())])).await?;
    answer(rows.first(), once)?.ok_or(StoreError::Conflict)
}

fn answer(row: Option<&crate::row::Row>, once: &Idempotency) -> Result<Option<Outcome>, StoreError> {
    let Some(row) = row else { return Ok(None) };
    let mut columns = row.columns();
    if columns.bytes()? != once.request {
        return Err(StoreError::KeyReused);
    }
    Ok(Some(Outcome::Repeated { answer: columns.text()? }))
}

const CLEAR: Sql = Sql::one("delete from idempotency where organisation_id = $1 and at < $2");

impl Store {
    /// The answer to a request that was done before, to give without doing anything.
    ///
    /// # Errors
    /// [`StoreError::KeyReused`] when the key belongs to another request.
    pub async fn repeated(
        &self,
        organisation: OrganisationId,
        once: &Idempotency,
    ) -> Result<Option<Outcome>, StoreError> {
        let rows = self.rows(RECALL.with([v(organisation), v(once.key.clone())])).await?;
        answer(rows.first(), once)
    }

    /// Forgets the keys older than [`KEEP_DAYS`].
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn clear_repeated(&self, organisation: OrganisationId, now: i64) -> Result<(), StoreError> {
        let before = now.saturating_sub(KEEP_DAYS * DAY);
        let unit = Unit::housekeeping(organisation, now).and(CLEAR.with([v(organisation), v(before)]));
        self.write(unit).await.map(|_| ())
    }
}
