//! The network; what supporters are called and take over is sealed.

use domain::id::{CourseId, SupporterId};
use domain::network::{Strength, Supporter, SupporterKind};
use domain::policy::Scope;
use vault::Entropy;

use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::record::{belongs, course_of};
use crate::row::Row;
use crate::sql::{Sql, Statement, v};

const NAME: &str = "supporter.name";
const TASK: &str = "supporter.task";

pub(crate) const ALL: &[&Sql] = &[&INSERT, &UPDATE, &REMOVE, &OF_COURSE];

/// A supporter as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupporterEntry {
    /// Its countable facts.
    pub supporter: Supporter,
    /// What she is called here.
    pub name: Option<String>,
    /// What she takes over.
    pub task: Option<String>,
    /// Counts changes; a new one has 1.
    pub version: i64,
}

const INSERT: Sql = Sql::one(
    "insert into supporter (organisation_id, course_id, id, kind, strength, since, takes_over, holding, \
     municipal_entry, ended, name_sealed, task_sealed, version, team_strength) \
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13)",
);

/// Adds a supporter with the words about her.
///
/// # Errors
/// [`StoreError::Sealed`], or [`StoreError::Reference`] for the key of another course.
pub fn insert(
    scope: &Scope,
    key: &CourseKey,
    supporter: &Supporter,
    (name, task): (Option<&str>, Option<&str>),
    entropy: &mut dyn Entropy,
) -> Result<Statement, StoreError> {
    let id = supporter.id.uuid();
    let statement = INSERT.with([
        v(scope.organisation()),
        v(belongs(scope, key, supporter.course)?),
        v(supporter.id),
        v(supporter.kind.code()),
        v(supporter.strength.map(Strength::code)),
        v(supporter.since),
        v(supporter.takes_over),
        v(supporter.holding),
        v(supporter.municipal_entry),
        v(supporter.ended),
        key.seal_option(NAME, id, name, entropy)?,
        key.seal_option(TASK, id, task, entropy)?,
        v(supporter.team_strength.map(Strength::code)),
    ]);
    Ok(statement.within(supporter.course))
}

const UPDATE: Sql = Sql::one(
    "update supporter set kind = $5, strength = $6, since = $7, takes_over = $8, holding = $9, \
     municipal_entry = $10, ended = $11, name_sealed = $12, task_sealed = $13, team_strength = $14, \
     version = version + 1 \
     where organisation_id = $1 and course_id = $2 and id = $3 and version = $4",
);

/// Changes a supporter, if nobody else did since this version.
///
/// # Errors
/// [`StoreError::Sealed`], or [`StoreError::Reference`] for the key of another course.
pub fn update(
    scope: &Scope,
    key: &CourseKey,
    entry: &SupporterEntry,
    entropy: &mut dyn Entropy,
) -> Result<Statement, StoreError> {
    let supporter = &entry.supporter;
    let id = supporter.id.uuid();
    let statement = UPDATE.with([
        v(scope.organisation()),
        v(belongs(scope, key, supporter.course)?),
        v(supporter.id),
        v(entry.version),
        v(supporter.kind.code()),
        v(supporter.strength.map(Strength::code)),
        v(supporter.since),
        v(supporter.takes_over),
        v(supporter.holding),
        v(supporter.municipal_entry),
        v(supporter.ended),
        key.seal_option(NAME, id, entry.name.as_deref(), entropy)?,
        key.seal_option(TASK, id, entry.task.as_deref(), entropy)?,
        v(supporter.team_strength.map(Strength::code)),
    ]);
    Ok(statement.exactly_one().within(supporter.course))
}

const REMOVE: Sql = Sql::one(
    "delete from supporter where organisation_id = $1 and course_id = $2 and id = $3 and version = 1",
);

/// Takes a supporter out that was added and never changed since.
pub fn remove(scope: &Scope, course: CourseId, id: SupporterId) -> Statement {
    REMOVE.with([v(scope.organisation()), v(course), v(id)]).exactly_one().within(course)
}

pub(crate) const OF_COURSE: Sql = Sql::one(
    "select id, kind, strength, team_strength, since, takes_over, holding, municipal_entry, ended, version, name_sealed, \
     task_sealed from supporter where organisation_id = $1 and course_id = $2 order by since, id",
);

pub(crate) fn read(row: &Row, key: &CourseKey) -> Result<SupporterEntry, StoreError> {
    let mut columns = row.columns();
    let supporter = Supporter {
        id: SupporterId::new(columns.id()?),
        course: course_of(key),
        kind: columns.code(SupporterKind::parse)?,
        strength: columns.code_or_none(Strength::parse)?,
        team_strength: columns.code_or_none(Strength::parse)?,
        since: columns.date()?,
        takes_over: columns.flag()?,
        holding: columns.flag_or_none()?,
        municipal_entry: columns.flag()?,
        ended: columns.date_or_none()?,
    };
    let (id, version) = (supporter.id.uuid(), columns.int()?);
    Ok(SupporterEntry {
        name: key.open_option(NAME, id, columns.bytes_or_none()?)?,
        task: key.open_option(TASK, id, columns.bytes_or_none()?)?,
        supporter,
        version,
    })
}
