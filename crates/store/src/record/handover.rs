//! What a handover moved, course by course, so that it can be taken back: ids and dates, never words.

use domain::Date;
use domain::id::{AppointmentId, AssignmentId, CourseId, HandoverId, PromiseId, UserId};
use domain::policy::Scope;
use uuid::Uuid;

use crate::error::StoreError;
use crate::row::Row;
use crate::sql::{Sql, Statement, v};
use crate::store::Store;

pub(crate) const ALL: &[&Sql] = &[&INSERT, &UNDO, &OF_ACT];

/// Something that was moved, with what it was before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// The tie that began.
    Begun(AssignmentId),
    /// A tie that was ended, and its last day before (`None`: it was open).
    Ended(AssignmentId, Option<Date>),
    /// An agreed meeting, and whose it was.
    Appointment(AppointmentId, UserId),
    /// A promise, and whose it was.
    Promise(PromiseId, UserId),
}

/// What a handover moved in one course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// The handover: the same for all its courses.
    pub id: HandoverId,
    /// The course.
    pub course: CourseId,
    /// Who handed over.
    pub by: UserId,
    /// When, microseconds since 1970 UTC.
    pub at: i64,
    /// What was moved.
    pub moved: Vec<Moved>,
    /// When it was taken back, microseconds since 1970 UTC.
    pub undone_at: Option<i64>,
}

impl Moved {
    fn text(self) -> String {
        match self {
            Self::Begun(id) => format!("begun={id}>"),
            Self::Ended(id, None) => format!("ended={id}>"),
            Self::Ended(id, Some(day)) => format!("ended={id}>{day}"),
            Self::Appointment(id, user) => format!("appointment={id}>{user}"),
            Self::Promise(id, user) => format!("promise={id}>{user}"),
        }
    }
    fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once('=')?;
        let (id, before) = rest.split_once('>')?;
        let id: Uuid = id.parse().ok()?;
        let user = || before.parse::<Uuid>().ok().map(UserId::new);
        Some(match kind {
            "begun" => Self::Begun(AssignmentId::new(id)),
            "ended" if before.is_empty() => Self::Ended(AssignmentId::new(id), None),
            "ended" => Self::Ended(AssignmentId::new(id), Some(before.parse().ok()?)),
            "appointment" => Self::Appointment(AppointmentId::new(id), user()?),
            "promise" => Self::Promise(PromiseId::new(id), user()?),
            _ => return None,
        })
    }
}

const INSERT: Sql = Sql::one(
    "insert into handover (organisation_id, id, course_id, made_by, made_at, moved) values ($1, $2, $3, $4, $5, $6)",
);

/// Notes what was moved.
pub fn insert(scope: &Scope, handover: &Handover) -> Statement {
    let moved: Vec<String> = handover.moved.iter().map(|moved| moved.text()).collect();
    INSERT
        .with([
            v(scope.organisation()),
            v(handover.id),
            v(handover.course),
            v(handover.by),
            v(handover.at),
            v(moved.join(";")),
        ])
        .within(handover.course)
}

const UNDO: Sql = Sql::one(
    "update handover set undone_at = $4 where organisation_id = $1 and id = $2 and course_id = $3 \
     and undone_at is null",
);

/// Notes that it was taken back; it can be once.
pub fn undo(scope: &Scope, id: HandoverId, course: CourseId, at: i64) -> Statement {
    UNDO.with([v(scope.organisation()), v(id), v(course), v(at)]).exactly_one().within(course)
}

const OF_ACT: Sql = Sql::one(
    "select course_id, made_by, made_at, moved, undone_at from handover where organisation_id = $1 and id = $2 \
     order by course_id",
);

fn read(row: &Row, id: HandoverId) -> Result<Handover, StoreError> {
    let mut columns = row.columns();
    let course = CourseId::new(columns.id()?);
    let (by, at) = (UserId::new(columns.id()?), columns.int()?);
    let moved = columns.text()?;
    let damaged = || StoreError::Damaged("what a handover moved".to_owned());
    let moved: Option<Vec<Moved>> = moved.split(';').map(Moved::parse).collect();
    Ok(Handover { id, course, by, at, moved: moved.ok_or_else(damaged)?, undone_at: columns.int_or_none()? })
}

impl Store {
    /// What one handover moved, course by course; empty for one that is not there.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn handover(&self, scope: &Scope, id: HandoverId) -> Result<Vec<Handover>, StoreError> {
        let rows = self.rows(OF_ACT.with([v(scope.organisation()), v(id)])).await?;
        rows.iter().map(|row| read(row, id)).collect()
    }
}
