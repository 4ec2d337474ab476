//! Agreed meetings ahead.

use domain::Date;
use domain::appointment::Appointment;
use domain::contact::{ContactKind, ContactPlace};
use domain::id::{AppointmentId, CourseId, UserId};
use domain::policy::Scope;

use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::record::{clock, clock_of, course_of};
use crate::row::{Columns, Row};
use crate::sql::{Sql, Statement, v};
use crate::store::Store;

pub(crate) const ALL: &[&Sql] = &[&INSERT, &SETTLE, &HAND_OVER, &GIVE, &OF_COURSE, &OF_WORKER];

/// An agreed meeting as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentEntry {
    /// The agreement.
    pub appointment: Appointment,
    /// When it was settled (held, moved, cancelled), microseconds since 1970 UTC.
    pub settled_at: Option<i64>,
}

const INSERT: Sql = Sql::one(
    "insert into appointment (organisation_id, course_id, id, worker_id, day, clock, kind, place) \
     values ($1, $2, $3, $4, $5, $6, $7, $8)",
);

/// Adds an agreed meeting.
pub fn insert(scope: &Scope, appointment: &Appointment) -> Statement {
    INSERT
        .with([
            v(scope.organisation()),
            v(appointment.course),
            v(appointment.id),
            v(appointment.worker),
            v(appointment.date),
            v(appointment.time.map(clock)),
            v(appointment.kind.code()),
            v(appointment.place.map(ContactPlace::code)),
        ])
        .within(appointment.course)
}

const SETTLE: Sql = Sql::one(
    "update appointment set settled_at = $4 where organisation_id = $1 and course_id = $2 and id = $3",
);

/// Settles an agreed meeting (`None` opens it again).
pub fn settle(scope: &Scope, course: CourseId, id: AppointmentId, at: Option<i64>) -> Statement {
    SETTLE.with([v(scope.organisation()), v(course), v(id), v(at)]).exactly_one().within(course)
}

const HAND_OVER: Sql = Sql::one(
    "update appointment set worker_id = $3 \
     where organisation_id = $1 and course_id = $2 and settled_at is null and day >= $4",
);

/// Gives the open agreed meetings of a course from a day on to another worker.
pub fn hand_over(scope: &Scope, course: CourseId, to: UserId, from: Date) -> Statement {
    HAND_OVER.with([v(scope.organisation()), v(course), v(to), v(from)]).within(course)
}

const GIVE: Sql = Sql::one(
    "update appointment set worker_id = $4 where organisation_id = $1 and course_id = $2 and id = $3",
);

/// Gives one agreed meeting to a worker.
pub fn give(scope: &Scope, course: CourseId, id: AppointmentId, to: UserId) -> Statement {
    GIVE.with([v(scope.organisation()), v(course), v(id), v(to)]).within(course)
}

pub(crate) const OF_COURSE: Sql = Sql::one(
    "select id, worker_id, day, clock, kind, place, settled_at from appointment \
     where organisation_id = $1 and course_id = $2 order by day, id",
);

const OF_WORKER: Sql = Sql::one(
    "select id, worker_id, day, clock, kind, place, settled_at, course_id from appointment \
     where organisation_id = $1 and worker_id = $2 and day >= $3 and day <= $4 and settled_at is null \
     order by day, id limit 500",
);

fn read_columns(columns: &mut Columns<'_>, course: CourseId) -> Result<AppointmentEntry, StoreError> {
    let appointment = Appointment {
        id: AppointmentId::new(columns.id()?),
        course,
        worker: UserId::new(columns.id()?),
        date: columns.date()?,
        time: clock_of(columns.text_or_none()?)?,
        kind: columns.code(ContactKind::parse)?,
        place: columns.code_or_none(ContactPlace::parse)?,
    };
    Ok(AppointmentEntry { appointment, settled_at: columns.int_or_none()? })
}

pub(crate) fn read(row: &Row, key: &CourseKey) -> Result<AppointmentEntry, StoreError> {
    read_columns(&mut row.columns(), course_of(key))
}

impl Store {
    /// What a worker has agreed from one day to another and not settled, by day; with the scope of her own
    /// courses only her own.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn appointments(
        &self,
        scope: &Scope,
        worker: UserId,
        (from, to): (Date, Date),
    ) -> Result<Vec<Appointment>, StoreError> {
        if scope.only_own().is_some_and(|own| own != worker) {
            return Ok(Vec::new());
        }
        let values = [v(scope.organisation()), v(worker), v(from), v(to)];
        let rows = self.rows(OF_WORKER.with(values)).await?;
        rows.iter()
            .map(|row| {
                let mut columns = row.columns();
                let mut entry = read_columns(&mut columns, CourseId::new(uuid::Uuid::nil()))?;
                entry.appointment.course = CourseId::new(columns.id()?);
                Ok(entry.appointment)
            })
            .collect()
    }
}
