//! Studies that an organisation keeps: a name, a programme and what is asked of it, as the floor above encodes it. Thrown
//! away, one can be fetched back; nothing is cleared, because reports were made of it.

use domain::id::{OrganisationId, StudyId, UserId};
use domain::policy::Scope;
use domain::programme::ProgrammeId;

use crate::error::StoreError;
use crate::row::Row;
use crate::sql::{Sql, Statement, v};
use crate::store::Store;

pub(crate) const ALL: &[&Sql] = &[&INSERT, &RENAME, &SET_REMOVED, &EVERY];

/// A study as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StudyRow {
    /// Id.
    pub id: StudyId,
    /// Its name, which stands on its reports.
    pub name: String,
    /// The programme it is about.
    pub programme: ProgrammeId,
    /// What it asks for, as the floor above encodes it: the store does not read it.
    pub asks: String,
    /// Who kept it.
    pub made_by: UserId,
    /// When, microseconds since 1970 UTC.
    pub made_at: i64,
    /// When it was thrown away, microseconds since 1970 UTC.
    pub removed_at: Option<i64>,
    /// Counts changes.
    pub version: i64,
}

const INSERT: Sql = Sql::one(
    "insert into saved_study (organisation_id, id, name, programme, asks, made_by, made_at, version) \
     values ($1, $2, $3, $4, $5, $6, $7, 1)",
);

/// Keeps a study.
pub fn insert(organisation: OrganisationId, study: &StudyRow) -> Statement {
    INSERT.with([
        v(organisation),
        v(study.id),
        v(study.name.clone()),
        v(study.programme.0.clone()),
        v(study.asks.clone()),
        v(study.made_by),
        v(study.made_at),
    ])
}

const RENAME: Sql = Sql::one(
    "update saved_study set name = $3, version = version + 1 where organisation_id = $1 and id = $2 and version = $4",
);

/// Gives a study another name, if nobody changed it since it was read.
pub fn rename(organisation: OrganisationId, study: &StudyRow, name: String) -> Statement {
    RENAME.with([v(organisation), v(study.id), v(name), v(study.version)]).exactly_one()
}

const SET_REMOVED: Sql = Sql::one(
    "update saved_study set removed_at = $3, version = version + 1 \
     where organisation_id = $1 and id = $2 and version = $4",
);

/// Throws a study away (`None`: fetches it back), if nobody changed it since it was read.
pub fn set_removed(organisation: OrganisationId, study: &StudyRow, at: Option<i64>) -> Statement {
    SET_REMOVED.with([v(organisation), v(study.id), v(at), v(study.version)]).exactly_one()
}

const EVERY: Sql = Sql::one(
    "select id, name, programme, asks, made_by, made_at, removed_at, version from saved_study \
     where organisation_id = $1 order by made_at, id",
);

fn read(row: &Row) -> Result<StudyRow, StoreError> {
    let mut columns = row.columns();
    Ok(StudyRow {
        id: StudyId::new(columns.id()?),
        name: columns.text()?,
        programme: ProgrammeId(columns.text()?),
        asks: columns.text()?,
        made_by: UserId::new(columns.id()?),
        made_at: columns.int()?,
        removed_at: columns.int_or_none()?,
        version: columns.int()?,
    })
}

impl Store {
    /// All studies of the organisation, oldest first, with those thrown away.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn studies(&self, scope: &Scope) -> Result<Vec<StudyRow>, StoreError> {
        let rows = self.rows(EVERY.with([v(scope.organisation())])).await?;
        rows.iter().map(read).collect()
    }
}
