//! What a package said of a row that the record has no column for. Codes, dates and numbers, never words; what they
//! mean is decided where packages are made.

use domain::policy::Scope;
use domain::programme::ProgrammeId;
use uuid::Uuid;

use crate::error::StoreError;
use crate::row::Row;
use crate::sql::{Sql, Statement, v};

pub(crate) const ALL: &[&Sql] = &[&INSERT, &OF_PROGRAMME];

/// One row's facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Table of the package.
    pub kind: String,
    /// The row of the record.
    pub id: Uuid,
    /// The facts as they are stored.
    pub facts: String,
}

const INSERT: Sql = Sql::one(
    "insert into kept (organisation_id, kind, id, programme, facts) values ($1, $2, $3, $4, $5) \
     on conflict (organisation_id, kind, id) do update set programme = excluded.programme, facts = excluded.facts",
);

/// Keeps the facts of a row, in the place of earlier ones.
pub fn insert(
    scope: &Scope,
    (kind, id): (&'static str, Uuid),
    programme: &ProgrammeId,
    facts: String,
) -> Statement {
    INSERT.with([v(scope.organisation()), v(kind), v(id), v(programme.0.clone()), v(facts)])
}

pub(crate) const OF_PROGRAMME: Sql =
    Sql::one("select kind, id, facts from kept where organisation_id = $1 and programme = $2");

pub(crate) fn read(row: &Row) -> Result<Kept, StoreError> {
    let mut columns = row.columns();
    Ok(Kept { kind: columns.text()?, id: columns.id()?, facts: columns.text()? })
}
