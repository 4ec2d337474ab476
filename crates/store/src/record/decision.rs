//! What the team made of a course at its meetings: who does what by when are columns, what was said is sealed.

use std::sync::Arc;

use domain::Date;
use domain::id::{CourseId, DecisionId, MeetingId, UserId};
use domain::meeting::{Decision, OpenDecision, Outcome};
use domain::policy::{Reach, Scope};
use uuid::Uuid;
use vault::Entropy;

use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::record::{CourseRow, belongs, course_of};
use crate::row::Row;
use crate::sql::{Sql, Statement, v};
use crate::store::Store;

const ISSUE: &str = "decision.issue";
const WORDS: &str = "decision.words";

pub(crate) const ALL: &[&Sql] = &[&INSERT, &SET_DONE, &TAKE_BACK, &OF_COURSE, &OF_MEETING, &TALKED, &WAITING];

/// A decision with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionEntry {
    /// What was decided, countable.
    pub decision: Decision,
    /// The day of the meeting.
    pub day: Date,
    /// What the matter was.
    pub issue: Option<String>,
    /// What was decided, in words.
    pub words: Option<String>,
    /// Who wrote it down.
    pub by: UserId,
    /// When, microseconds since 1970 UTC.
    pub recorded_at: i64,
    /// When it was taken back.
    pub undone_at: Option<i64>,
}

const INSERT: Sql = Sql::one(
    "insert into decision (organisation_id, course_id, id, meeting_id, outcome, who_id, until_day, done, \
     issue_sealed, words_sealed, recorded_by, recorded_at) \
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
);

/// Adds what was made of a course.
///
/// # Errors
/// [`StoreError::Sealed`], or [`StoreError::Reference`] for the key of another course.
pub fn insert(
    scope: &Scope,
    key: &CourseKey,
    entry: &DecisionEntry,
    entropy: &mut dyn Entropy,
) -> Result<Statement, StoreError> {
    let decision = &entry.decision;
    let id = decision.id.uuid();
    let statement = INSERT.with([
        v(scope.organisation()),
        v(belongs(scope, key, decision.course)?),
        v(decision.id),
        v(decision.meeting),
        v(decision.outcome.code()),
        v(decision.who),
        v(decision.until),
        v(decision.done),
        key.seal_option(ISSUE, id, entry.issue.as_deref(), entropy)?,
        key.seal_option(WORDS, id, entry.words.as_deref(), entropy)?,
        v(entry.by),
        v(entry.recorded_at),
    ]);
    Ok(statement.within(decision.course))
}

const SET_DONE: Sql =
    Sql::one("update decision set done = $4 where organisation_id = $1 and course_id = $2 and id = $3");

/// Notes that a decision was carried out, or (`None`) that it is open after all.
pub fn set_done(scope: &Scope, course: CourseId, id: DecisionId, done: Option<Date>) -> Statement {
    SET_DONE.with([v(scope.organisation()), v(course), v(id), v(done)]).exactly_one().within(course)
}

const TAKE_BACK: Sql = Sql::one(
    "update decision set undone_at = $4 where organisation_id = $1 and course_id = $2 and id = $3 \
     and undone_at is null",
);

/// Takes back what was written down.
pub fn take_back(scope: &Scope, course: CourseId, id: DecisionId, at: i64) -> Statement {
    TAKE_BACK.with([v(scope.organisation()), v(course), v(id), v(at)]).exactly_one().within(course)
}

pub(crate) const OF_COURSE: Sql = Sql::one(
    "select d.id, d.meeting_id, d.outcome, d.who_id, d.until_day, d.done, m.day, d.issue_sealed, d.words_sealed, \
     d.recorded_by, d.recorded_at, d.undone_at from decision d \
     join meeting m on m.organisation_id = d.organisation_id and m.id = d.meeting_id \
     where d.organisation_id = $1 and d.course_id = $2 order by m.day, d.recorded_at, d.id",
);

pub(crate) fn read(row: &Row, key: &CourseKey) -> Result<DecisionEntry, StoreError> {
    let mut columns = row.columns();
    let id = columns.id()?;
    let decision = Decision {
        id: DecisionId::new(id),
        course: course_of(key),
        meeting: MeetingId::new(columns.id()?),
        outcome: columns.code(Outcome::parse)?,
        who: columns.id_or_none()?.map(UserId::new),
        until: columns.date_or_none()?,
        done: columns.date_or_none()?,
    };
    let day = columns.date()?;
    let (issue, words) = (columns.bytes_or_none()?, columns.bytes_or_none()?);
    Ok(DecisionEntry {
        issue: key.open_option(ISSUE, id, issue)?,
        words: key.open_option(WORDS, id, words)?,
        by: UserId::new(columns.id()?),
        recorded_at: columns.int()?,
        undone_at: columns.int_or_none()?,
        decision,
        day,
    })
}

/// Those that wait for somebody, by the day they are due.
pub(crate) fn open_of(entries: &[DecisionEntry]) -> Vec<OpenDecision> {
    let standing = entries.iter().filter(|entry| entry.undone_at.is_none());
    let mut open: Vec<_> = standing.filter_map(|entry| entry.decision.open()).collect();
    open.sort_unstable_by_key(|open| (open.until, open.id));
    open
}

const OF_MEETING: Sql = Sql::one(
    "select course_id, id, outcome from decision where organisation_id = $1 and meeting_id = $2 \
     and undone_at is null order by recorded_at, id",
);

/// What was said of a course at the meetings before one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Talked {
    /// The course.
    pub course: CourseId,
    /// The last day on which it was talked of.
    pub last: Option<Date>,
    /// True when it was skipped since.
    pub skipped: bool,
}

const TALKED: Sql = Sql::one(
    "select d.course_id, max(case when d.outcome <> 'skipped' then m.day end), \
     max(case when d.outcome = 'skipped' then m.day end) from decision d \
     join meeting m on m.organisation_id = d.organisation_id and m.id = d.meeting_id \
     where d.organisation_id = $1 and m.day >= $2 and m.day < $3 and d.undone_at is null group by d.course_id",
);

const WAITING: Sql = Sql::one(
    "select id, version from course where organisation_id = $1 and id in (select course_id from decision \
     where organisation_id = $1 and who_id = $2 and done is null and outcome = 'decided' and undone_at is null) \
     order by id",
);

impl Store {
    /// What was made of courses at a meeting, in the order it was written down; nothing for a scope that does not reach
    /// the organisation.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn decisions_at(
        &self,
        scope: &Scope,
        meeting: MeetingId,
    ) -> Result<Vec<(CourseId, DecisionId, Outcome)>, StoreError> {
        if scope.reach() != Reach::Organisation {
            return Ok(Vec::new());
        }
        let rows = self.rows(OF_MEETING.with([v(scope.organisation()), v(meeting)])).await?;
        rows.iter()
            .map(|row| {
                let mut columns = row.columns();
                let (course, id) = (CourseId::new(columns.id()?), DecisionId::new(columns.id()?));
                Ok((course, id, columns.code(Outcome::parse)?))
            })
            .collect()
    }

    /// When courses were last talked of at meetings from one day on and before another; nothing for a scope that does not
    /// reach the organisation.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn talked_of(
        &self,
        scope: &Scope,
        (from, before): (Date, Date),
    ) -> Result<Vec<Talked>, StoreError> {
        if scope.reach() != Reach::Organisation {
            return Ok(Vec::new());
        }
        let rows = self.rows(TALKED.with([v(scope.organisation()), v(from), v(before)])).await?;
        rows.iter()
            .map(|row| {
                let mut columns = row.columns();
                let course = CourseId::new(columns.id()?);
                let (last, skipped) = (columns.date_or_none()?, columns.date_or_none()?);
                Ok(Talked { course, last, skipped: skipped > last })
            })
            .collect()
    }

    /// The courses on which the asker has something to do that a meeting decided, whoever works on them.
    ///
    /// # Errors
    /// As [`Store::courses`].
    pub async fn courses_waiting_for(&self, scope: &Scope) -> Result<Vec<Arc<CourseRow>>, StoreError> {
        let mut connection = self.inner.pool.reader().await?;
        let asked = WAITING.with([v(scope.organisation()), v(scope.actor())]);
        let mut keys: Vec<(Uuid, i64)> = Vec::new();
        for row in connection.rows(asked).await? {
            let mut columns = row.columns();
            keys.push((columns.id()?, columns.int()?));
        }
        self.course_rows(&mut connection, scope.organisation(), &keys).await
    }
}
