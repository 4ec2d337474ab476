//! Promises made to the citizen; what was promised is sealed.

use domain::Date;
use domain::appointment::Promise;
use domain::id::{CourseId, PromiseId, UserId};
use domain::policy::Scope;
use vault::Entropy;

use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::record::{belongs, course_of};
use crate::row::Row;
use crate::sql::{Sql, Statement, v};

const WHAT: &str = "promise.what";

pub(crate) const ALL: &[&Sql] = &[&INSERT, &SET_KEPT, &HAND_OVER, &GIVE, &OF_COURSE];

const INSERT: Sql = Sql::one(
    "insert into promise (organisation_id, course_id, id, worker_id, made, until_day, kept, what_sealed) \
     values ($1, $2, $3, $4, $5, $6, $7, $8)",
);

/// Adds a promise with its words.
///
/// # Errors
/// [`StoreError::Sealed`], or [`StoreError::Reference`] for the key of another course.
pub fn insert(
    scope: &Scope,
    key: &CourseKey,
    promise: &Promise,
    what: &str,
    entropy: &mut dyn Entropy,
) -> Result<Statement, StoreError> {
    let statement = INSERT.with([
        v(scope.organisation()),
        v(belongs(scope, key, promise.course)?),
        v(promise.id),
        v(promise.worker),
        v(promise.made),
        v(promise.until),
        v(promise.kept),
        key.seal(WHAT, promise.id.uuid(), what, entropy)?,
    ]);
    Ok(statement.within(promise.course))
}

const SET_KEPT: Sql =
    Sql::one("update promise set kept = $4 where organisation_id = $1 and course_id = $2 and id = $3");

/// Notes that a promise was kept, or (`None`) that it is open after all.
pub fn set_kept(scope: &Scope, course: CourseId, id: PromiseId, kept: Option<Date>) -> Statement {
    SET_KEPT.with([v(scope.organisation()), v(course), v(id), v(kept)]).exactly_one().within(course)
}

const HAND_OVER: Sql = Sql::one(
    "update promise set worker_id = $3 where organisation_id = $1 and course_id = $2 and kept is null",
);

/// Gives the promises of a course that are not kept yet to another worker.
pub fn hand_over(scope: &Scope, course: CourseId, to: UserId) -> Statement {
    HAND_OVER.with([v(scope.organisation()), v(course), v(to)]).within(course)
}

const GIVE: Sql =
    Sql::one("update promise set worker_id = $4 where organisation_id = $1 and course_id = $2 and id = $3");

/// Gives one promise to a worker.
pub fn give(scope: &Scope, course: CourseId, id: PromiseId, to: UserId) -> Statement {
    GIVE.with([v(scope.organisation()), v(course), v(id), v(to)]).within(course)
}

pub(crate) const OF_COURSE: Sql = Sql::one(
    "select id, worker_id, made, until_day, kept, what_sealed from promise \
     where organisation_id = $1 and course_id = $2 order by made, id",
);

pub(crate) fn read(row: &Row, key: &CourseKey) -> Result<(Promise, String), StoreError> {
    let mut columns = row.columns();
    let promise = Promise {
        id: PromiseId::new(columns.id()?),
        course: course_of(key),
        worker: UserId::new(columns.id()?),
        made: columns.date()?,
        until: columns.date()?,
        kept: columns.date_or_none()?,
    };
    let what = key.open(WHAT, promise.id.uuid(), &columns.bytes()?)?;
    Ok((promise, what))
}

/// Those not kept yet, by the day they are due.
pub(crate) fn open_of(promises: &[(Promise, String)]) -> Vec<(PromiseId, Date)> {
    let open = promises.iter().filter(|(promise, _)| promise.kept.is_none());
    let mut open: Vec<_> = open.map(|(promise, _)| (promise.until, promise.id)).collect();
    open.sort_unstable();
    open.into_iter().map(|(until, id)| (id, until)).collect()
}
