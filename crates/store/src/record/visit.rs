//! Who reads a course that is not hers: for which purpose, in which words (sealed), and for how long.

use domain::id::{CourseId, UserId};
use domain::policy::{Reach, Scope};
use uuid::Uuid;
use vault::Entropy;

use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::record::belongs;
use crate::sql::{Sql, Statement, v};
use crate::store::Store;

const REASON: &str = "reading.reason";
/// Visits told at once.
const MOST: i64 = 20;

pub(crate) const ALL: &[&Sql] = &[&INSERT, &IN_FORCE, &TOLD];

/// A visit to a course by somebody who does not work on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Its id.
    pub id: Uuid,
    /// The course.
    pub course: CourseId,
    /// Who reads.
    pub user: UserId,
    /// Why, as a code.
    pub purpose: String,
    /// From, microseconds since 1970 UTC.
    pub from: i64,
    /// Until.
    pub until: i64,
}

const INSERT: Sql = Sql::one(
    "insert into reading (organisation_id, course_id, id, user_id, purpose, reason_sealed, from_at, until_at) \
     values ($1, $2, $3, $4, $5, $6, $7, $8)",
);

/// Adds a visit with what was said of it.
///
/// # Errors
/// [`StoreError::Sealed`], or [`StoreError::Reference`] for the key of another course.
pub fn insert(
    scope: &Scope,
    key: &CourseKey,
    visit: &Visit,
    reason: Option<&str>,
    entropy: &mut dyn Entropy,
) -> Result<Statement, StoreError> {
    Ok(INSERT.with([
        v(scope.organisation()),
        v(belongs(scope, key, visit.course)?),
        v(visit.id),
        v(visit.user),
        v(visit.purpose.clone()),
        key.seal_option(REASON, visit.id, reason, entropy)?,
        v(visit.from),
        v(visit.until),
    ]))
}

const IN_FORCE: Sql = Sql::one(
    "select purpose from reading where organisation_id = $1 and course_id = $2 and user_id = $3 and from_at <= $4 \
     and until_at > $4 order by until_at desc limit 1",
);

const TOLD: Sql = Sql::one(
    "select r.id, r.course_id, r.user_id, r.purpose, r.from_at, r.until_at from reading r \
     join course c on c.organisation_id = r.organisation_id and c.id = r.course_id \
     where r.organisation_id = $1 and r.from_at >= $2 and c.worker_id = $3 and r.user_id <> $3 \
     order by r.from_at desc, r.id limit cast($4 as bigint)",
);

impl Store {
    /// For which purpose somebody may read a course now, where she said one.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn visit_in_force(
        &self,
        scope: &Scope,
        course: CourseId,
        now: i64,
    ) -> Result<Option<String>, StoreError> {
        let asked = IN_FORCE.with([v(scope.organisation()), v(course), v(scope.actor()), v(now)]);
        self.row(asked).await?.map(|row| row.columns().text()).transpose()
    }

    /// Who has visited the courses of the asker, their fixed worker, since a moment: the latest first, twenty at most.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn visits_to(&self, scope: &Scope, since: i64) -> Result<Vec<Visit>, StoreError> {
        if matches!(scope.reach(), Reach::Aggregates | Reach::House) {
            return Ok(Vec::new());
        }
        let asked = TOLD.with([v(scope.organisation()), v(since), v(scope.actor()), v(MOST)]);
        let mut visits = Vec::new();
        for row in self.rows(asked).await? {
            let mut columns = row.columns();
            visits.push(Visit {
                id: columns.id()?,
                course: CourseId::new(columns.id()?),
                user: UserId::new(columns.id()?),
                purpose: columns.text()?,
                from: columns.int()?,
                until: columns.int()?,
            });
        }
        Ok(visits)
    }
}
