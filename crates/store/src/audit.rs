//! The audit trail: one row for each act and each first reading, chained per organisation by hashes, written in
//! the transaction of the act. Holds codes and ids, never words. Decides nothing about what must be audited.

use domain::audit::AuditEvent;
use domain::id::OrganisationId;
use uuid::Uuid;
use vault::ChainHash;

use crate::connection::Connection;
use crate::error::StoreError;
use crate::row::Row;
use crate::sql::{Sql, Statement, Value, v};
use crate::store::Store;

/// The end of an organisation's chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) sequence: i64,
    pub(crate) hash: ChainHash,
}

pub(crate) const ALL: &[&Sql] =
    &[&HEAD, &SET_HEAD, &START, &APPEND, &APPEND_FOUR, &LATEST, &OF_SUBJECT, &STRETCH, &HEADS];

const HEAD: Sql = Sql::pair(
    "select sequence, hash from audit_head where organisation_id = $1",
    "select sequence, hash from audit_head where organisation_id = $1 for update",
);

pub(crate) async fn head(
    connection: &mut Connection,
    organisation: OrganisationId,
) -> Result<Head, StoreError> {
    let rows = connection.rows(HEAD.with([v(organisation)])).await?;
    let row = rows.first().ok_or(StoreError::Reference)?;
    let mut columns = row.columns();
    Ok(Head { sequence: columns.int()?, hash: chain_hash(&columns.bytes()?)? })
}

fn chain_hash(bytes: &[u8]) -> Result<ChainHash, StoreError> {
    ChainHash::from_slice(bytes).ok_or_else(|| StoreError::Damaged("length of an audit hash".to_owned()))
}

const SET_HEAD: Sql = Sql::one("update audit_head set sequence = $2, hash = $3 where organisation_id = $1");

pub(crate) fn set_head(organisation: OrganisationId, head: Head) -> Statement {
    SET_HEAD.with([v(organisation), v(head.sequence), v(head.hash.0)]).exactly_one()
}

const START: Sql = Sql::one("insert into audit_head (organisation_id, sequence, hash) values ($1, 0, $2)");

/// The empty chain of a new organisation.
pub(crate) fn start(organisation: OrganisationId) -> Statement {
    START.with([v(organisation), v(ChainHash::START.0)])
}

const APPEND: Sql = Sql::one(
    "insert into audit_event (organisation_id, sequence, at, actor_id, act, subject_kind, subject_id, \
     purpose, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
);

const APPEND_FOUR: Sql = Sql::one(
    "insert into audit_event (organisation_id, sequence, at, actor_id, act, subject_kind, subject_id, \
     purpose, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9), ($10, $11, $12, $13, $14, $15, $16, $17, $18), \
     ($19, $20, $21, $22, $23, $24, $25, $26, $27), ($28, $29, $30, $31, $32, $33, $34, $35, $36)",
);

/// The statement that adds an event after `head`, and the head after it.
pub(crate) fn append(head: Head, event: &AuditEvent) -> (Statement, Head) {
    let (row, next) = row_after(head, event);
    (APPEND.with(row), next)
}

/// The statements that add these rows, four with one statement: a statement costs more than a row.
pub(crate) fn append_all(rows: Vec<[Value; COLUMNS]>) -> Vec<Statement> {
    let mut statements = Vec::with_capacity(rows.len());
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let four: Vec<[Value; COLUMNS]> = rows.by_ref().take(4).collect();
        if four.len() == 4 {
            statements.push(APPEND_FOUR.with_values(four.into_iter().flatten().collect()));
        } else {
            statements.extend(four.into_iter().map(|row| APPEND.with(row)));
        }
    }
    statements
}

/// Columns of a row of the trail.
pub(crate) const COLUMNS: usize = 9;

/// The row of an event after `head`, and the head after it.
pub(crate) fn row_after(head: Head, event: &AuditEvent) -> ([Value; COLUMNS], Head) {
    let stored = AuditRow::of(head.sequence.saturating_add(1), event);
    let next = Head { sequence: stored.sequence, hash: stored.link(event.organisation, head.hash) };
    let row = [
        v(event.organisation),
        v(stored.sequence),
        v(stored.at),
        v(stored.actor),
        v(stored.act),
        v(stored.subject_kind),
        v(stored.subject),
        v(stored.purpose),
        v(next.hash.0),
    ];
    (row, next)
}

/// An event as it stands in the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Its number in the organisation's chain, from 1.
    pub sequence: i64,
    /// When, microseconds since 1970 UTC.
    pub at: i64,
    /// The member of staff; none for the program itself.
    pub actor: Option<Uuid>,
    /// The act's code.
    pub act: String,
    /// Kind of what it is about.
    pub subject_kind: String,
    /// Id of what it is about.
    pub subject: Uuid,
    /// Why, a code.
    pub purpose: String,
}

impl AuditRow {
    fn of(sequence: i64, event: &AuditEvent) -> Self {
        Self {
            sequence,
            at: event.at,
            actor: event.actor.map(domain::id::UserId::uuid),
            act: event.act.code().to_owned(),
            subject_kind: event.subject_kind.code().to_owned(),
            subject: event.subject,
            purpose: event.purpose.to_owned(),
        }
    }

    /// The link of this row after `previous`.
    fn link(&self, organisation: OrganisationId, previous: ChainHash) -> ChainHash {
        previous.next(&[
            organisation.uuid().as_bytes(),
            &self.sequence.to_le_bytes(),
            &self.at.to_le_bytes(),
            self.actor.as_ref().map_or(&[], |id| id.as_bytes().as_slice()),
            self.act.as_bytes(),
            self.subject_kind.as_bytes(),
            self.subject.as_bytes(),
            self.purpose.as_bytes(),
        ])
    }

    fn read(row: &Row) -> Result<(Self, ChainHash), StoreError> {
        let mut columns = row.columns();
        let read = Self {
            sequence: columns.int()?,
            at: columns.int()?,
            actor: columns.id_or_none()?,
            act: columns.text()?,
            subject_kind: columns.text()?,
            subject: columns.id()?,
            purpose: columns.text()?,
        };
        Ok((read, chain_hash(&columns.bytes()?)?))
    }
}

const LATEST: Sql = Sql::one(
    "select sequence, at, actor_id, act, subject_kind, subject_id, purpose, hash \
     from audit_event where organisation_id = $1 and sequence < $2 order by sequence desc limit cast($3 as bigint)",
);

const OF_SUBJECT: Sql = Sql::one(
    "select sequence, at, actor_id, act, subject_kind, subject_id, purpose, hash \
     from audit_event where organisation_id = $1 and subject_id = $2 and sequence < $3 \
     order by sequence desc limit cast($4 as bigint)",
);

const STRETCH: Sql = Sql::one(
    "select sequence, at, actor_id, act, subject_kind, subject_id, purpose, hash \
     from audit_event where organisation_id = $1 and sequence > $2 order by sequence limit cast($3 as bigint)",
);

const HEADS: Sql =
    Sql::one("select organisation_id, sequence, hash from audit_head order by organisation_id");

/// What is wrong with an organisation's chain, first fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenChain {
    /// Whose.
    pub organisation: Uuid,
    /// The sequence number where it breaks.
    pub sequence: i64,
}

/// Rows read at once while a chain is checked.
const STRETCH_LENGTH: i64 = 5_000;

impl Store {
    /// The latest events before a sequence number, newest first: of the organisation, or of one subject.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn audit_page(
        &self,
        organisation: OrganisationId,
        subject: Option<Uuid>,
        before: Option<i64>,
        limit: u16,
    ) -> Result<Vec<AuditRow>, StoreError> {
        let before = v(before.unwrap_or(i64::MAX));
        let statement = match subject {
            None => LATEST.with([v(organisation), before, v(limit)]),
            Some(id) => OF_SUBJECT.with([v(organisation), v(id), before, v(limit)]),
        };
        let rows = self.rows(statement).await?;
        rows.iter().map(|row| AuditRow::read(row).map(|(read, _)| read)).collect()
    }

    /// Recomputes every chain from its first event to its head. `Ok` holds the number of events checked and the
    /// first fault of each broken chain: a changed, removed, added or moved event, or a cut-off end.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn verify_audit(&self) -> Result<(u64, Vec<BrokenChain>), StoreError> {
        let mut checked = 0;
        let mut broken = Vec::new();
        for row in self.rows(HEADS.with([])).await? {
            let mut columns = row.columns();
            let organisation = OrganisationId::new(columns.id()?);
            let head = Head { sequence: columns.int()?, hash: chain_hash(&columns.bytes()?)? };
            let (count, fault) = self.verify_chain(organisation, head).await?;
            checked += count;
            broken.extend(fault.map(|sequence| BrokenChain { organisation: organisation.uuid(), sequence }));
        }
        Ok((checked, broken))
    }

    async fn verify_chain(
        &self,
        organisation: OrganisationId,
        head: Head,
    ) -> Result<(u64, Option<i64>), StoreError> {
        let (mut last, mut checked) = (Head { sequence: 0, hash: ChainHash::START }, 0);
        loop {
            let values: [Value; 3] = [v(organisation), v(last.sequence), v(STRETCH_LENGTH)];
            let rows = self.rows(STRETCH.with(values)).await?;
            for row in &rows {
                let (event, hash) = AuditRow::read(row)?;
                // Written after the head was read: not ours to judge this time.
                if last.sequence == head.sequence {
                    break;
                }
                let expected = last.sequence + 1;
                if event.sequence != expected || event.link(organisation, last.hash) != hash {
                    return Ok((checked, Some(expected)));
                }
                last = Head { sequence: event.sequence, hash };
                checked += 1;
            }
            if rows.is_empty() || last.sequence == head.sequence {
                break;
            }
        }
        Ok((checked, (last != head).then_some(last.sequence + 1)))
    }
}
