//! Who works on a course when.

use domain::Date;
use domain::assignment::{Assignment, AssignmentRole};
use domain::id::{AssignmentId, CourseId, UserId};
use domain::policy::Scope;

use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::record::course_of;
use crate::row::{Columns, Row};
use crate::sql::{Sql, Statement, v};
use crate::store::Store;

pub(crate) const ALL: &[&Sql] = &[&INSERT, &SET_END, &REMOVE, &OF_COURSE, &AS_DEPUTY];

const INSERT: Sql = Sql::one(
    "insert into assignment (organisation_id, course_id, id, worker_id, role, from_day, to_day) \
     values ($1, $2, $3, $4, $5, $6, $7)",
);

/// Adds a tie.
pub fn insert(scope: &Scope, assignment: &Assignment) -> Statement {
    INSERT
        .with([
            v(scope.organisation()),
            v(assignment.course),
            v(assignment.id),
            v(assignment.worker),
            v(assignment.role.code()),
            v(assignment.from),
            v(assignment.to),
        ])
        .within(assignment.course)
}

const SET_END: Sql =
    Sql::one("update assignment set to_day = $4 where organisation_id = $1 and course_id = $2 and id = $3");

/// Sets or lifts the last day of a tie.
pub fn set_end(scope: &Scope, course: CourseId, id: AssignmentId, to: Option<Date>) -> Statement {
    SET_END.with([v(scope.organisation()), v(course), v(id), v(to)]).exactly_one().within(course)
}

const REMOVE: Sql =
    Sql::one("delete from assignment where organisation_id = $1 and course_id = $2 and id = $3");

/// Removes a tie that was taken back before anybody worked by it.
pub fn remove(scope: &Scope, course: CourseId, id: AssignmentId) -> Statement {
    REMOVE.with([v(scope.organisation()), v(course), v(id)]).exactly_one().within(course)
}

pub(crate) const OF_COURSE: Sql = Sql::one(
    "select id, worker_id, role, from_day, to_day from assignment where organisation_id = $1 and course_id = $2 \
     order by from_day, id",
);

const AS_DEPUTY: Sql = Sql::one(
    "select course_id, id, worker_id, role, from_day, to_day from assignment where organisation_id = $1 \
     and worker_id = $2 and role = 'deputy' and (to_day is null or to_day >= $3) order by from_day, id limit 500",
);

impl Store {
    /// Where a worker stands in, today or later; with the scope of her own courses only herself.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn deputy_ties(
        &self,
        scope: &Scope,
        worker: UserId,
        today: Date,
    ) -> Result<Vec<Assignment>, StoreError> {
        if scope.only_own().is_some_and(|own| own != worker) {
            return Ok(Vec::new());
        }
        let rows = self.rows(AS_DEPUTY.with([v(scope.organisation()), v(worker), v(today)])).await?;
        rows.iter()
            .map(|row| {
                let mut columns = row.columns();
                let course = CourseId::new(columns.id()?);
                read_columns(&mut columns, course)
            })
            .collect()
    }
}

pub(crate) fn read(row: &Row, key: &CourseKey) -> Result<Assignment, StoreError> {
    read_columns(&mut row.columns(), course_of(key))
}

fn read_columns(columns: &mut Columns<'_>, course: CourseId) -> Result<Assignment, StoreError> {
    Ok(Assignment {
        id: AssignmentId::new(columns.id()?),
        course,
        worker: UserId::new(columns.id()?),
        role: columns.code(AssignmentRole::parse)?,
        from: columns.date()?,
        to: columns.date_or_none()?,
    })
}
