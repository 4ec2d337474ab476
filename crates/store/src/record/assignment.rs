//! Who works on a course when.

use domain::Date;
use domain::assignment::{Assignment, AssignmentRole};
use domain::id::{AssignmentId, CourseId, UserId};
use domain::policy::Scope;

use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::record::course_of;
use crate::row::Row;
use crate::sql::{Sql, Statement, v};

pub(crate) const ALL: &[&Sql] = &[&INSERT, &SET_END, &OF_COURSE];

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

pub(crate) const OF_COURSE: Sql = Sql::one(
    "select id, worker_id, role, from_day, to_day from assignment where organisation_id = $1 and course_id = $2 \
     order by from_day, id",
);

pub(crate) fn read(row: &Row, key: &CourseKey) -> Result<Assignment, StoreError> {
    let mut columns = row.columns();
    Ok(Assignment {
        id: AssignmentId::new(columns.id()?),
        course: course_of(key),
        worker: UserId::new(columns.id()?),
        role: columns.code(AssignmentRole::parse)?,
        from: columns.date()?,
        to: columns.date_or_none()?,
    })
}
