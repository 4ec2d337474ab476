//! Changes of the planned phases.

use domain::Date;
use domain::id::{CourseId, PhaseEventId};
use domain::phase::{Cause, MoveKind, PhaseChange, PhaseEvent};
use domain::policy::Scope;
use vault::Entropy;

use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::record::{belongs, course_of};
use crate::row::{Columns, Row};
use crate::sql::{Sql, Statement, v};

const REASON: &str = "phase_event.reason";
const PAUSE: &str = "pause";

pub(crate) const ALL: &[&Sql] = &[&INSERT, &SET_END, &REMOVE, &OF_COURSE];

const INSERT: Sql = Sql::one(
    "insert into phase_event (organisation_id, course_id, id, recorded, kind, phase, from_day, to_day, cause, \
     reason_sealed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
);

/// Adds a change with its reason in words.
///
/// # Errors
/// [`StoreError::Sealed`], or [`StoreError::Reference`] for the key of another course.
pub fn insert(
    scope: &Scope,
    key: &CourseKey,
    event: &PhaseEvent,
    reason: &str,
    entropy: &mut dyn Entropy,
) -> Result<Statement, StoreError> {
    let course = course_of(key);
    let (kind, phase, from, to) = match event.change {
        PhaseChange::Pause { from, to } => (PAUSE, None, Some(from), to),
        PhaseChange::EndMoved { phase, to, kind } => (kind.code(), Some(phase), None, Some(to)),
    };
    let statement = INSERT.with([
        v(scope.organisation()),
        v(belongs(scope, key, course)?),
        v(event.id),
        v(event.recorded),
        v(kind),
        v(phase),
        v(from),
        v(to),
        v(event.cause.code()),
        key.seal(REASON, event.id.uuid(), reason, entropy)?,
    ]);
    Ok(statement.within(course))
}

const SET_END: Sql =
    Sql::one("update phase_event set to_day = $4 where organisation_id = $1 and course_id = $2 and id = $3");

/// Sets the last day of a pause.
pub fn set_end(scope: &Scope, course: CourseId, id: PhaseEventId, to: Date) -> Statement {
    SET_END.with([v(scope.organisation()), v(course), v(id), v(to)]).exactly_one().within(course)
}

const REMOVE: Sql =
    Sql::one("delete from phase_event where organisation_id = $1 and course_id = $2 and id = $3");

/// Takes a change back.
pub fn remove(scope: &Scope, course: CourseId, id: PhaseEventId) -> Statement {
    REMOVE.with([v(scope.organisation()), v(course), v(id)]).exactly_one().within(course)
}

pub(crate) const OF_COURSE: Sql = Sql::one(
    "select id, recorded, kind, phase, from_day, to_day, cause, reason_sealed from phase_event \
     where organisation_id = $1 and course_id = $2 order by recorded, id",
);

/// A change from its columns `id, recorded, kind, phase, from_day, to_day, cause`.
pub(crate) fn read_columns(columns: &mut Columns<'_>) -> Result<PhaseEvent, StoreError> {
    let id = PhaseEventId::new(columns.id()?);
    let recorded = columns.date()?;
    let kind = columns.text()?;
    let phase = columns.number_or_none::<u8>()?;
    let (from, to) = (columns.date_or_none()?, columns.date_or_none()?);
    let cause = columns.code(Cause::parse)?;
    let damaged = || StoreError::Damaged(format!("phase event {id}"));
    let change = if kind == PAUSE {
        PhaseChange::Pause { from: from.ok_or_else(damaged)?, to }
    } else {
        PhaseChange::EndMoved {
            phase: phase.ok_or_else(damaged)?,
            to: to.ok_or_else(damaged)?,
            kind: MoveKind::parse(&kind).ok_or_else(damaged)?,
        }
    };
    Ok(PhaseEvent { id, recorded, cause, change })
}

pub(crate) fn read(row: &Row, key: &CourseKey) -> Result<(PhaseEvent, String), StoreError> {
    let mut columns = row.columns();
    let event = read_columns(&mut columns)?;
    let reason = key.open(REASON, event.id.uuid(), &columns.bytes()?)?;
    Ok((event, reason))
}
