//! Courses and citizens: one row for each course, with the columns that lists and the due engine read. A citizen
//! is an id and nothing else.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::Date;
use domain::course::{Closing, ClosingReason, Course, DecidedBy, FollowUpWay, Stage};
use domain::id::{CitizenId, CourseId, OrganisationId, UserId};
use domain::instrument::InstrumentId;
use domain::policy::Scope;
use domain::programme::{ProgrammeId, Track};
use vault::Entropy;

use crate::connection::Connection;
use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::record::derived::{answered_of, answered_text};
use crate::record::{CourseRow, Derived, belongs, own};
use crate::row::Columns;
use crate::sql::{Sql, Statement, v};
use crate::store::Store;

pub use crate::record::course_words::{Word, set_word};

pub(crate) const ALIAS: &str = "course.alias";
pub(crate) const SAFE_CONTACT: &str = "course.safe_contact";
pub(crate) const CLOSING_NOTE: &str = "course.closing_note";
pub(crate) const LONG_TERM_PLAN: &str = "course.long_term_plan";

pub(crate) const CONTACT_MAKING: &str = "contact_making";
pub(crate) const RUNNING: &str = "running";
pub(crate) const CLOSED: &str = "closed";

pub(crate) const ALL: &[&Sql] = &[
    &CITIZEN,
    &INSERT,
    &UPDATE,
    &TOUCH,
    &CONTACT_MADE,
    &ANSWERED,
    &PLAN_CHANGED,
    &VERSION,
    &VERSION_OWN,
    &LOAD,
    &BY_CODE,
];

/// A course to begin.
#[derive(Debug, Clone, PartialEq)]
pub struct NewCourse {
    /// The course; its phase events are added apart.
    pub course: Course,
    /// Key of the site, or empty.
    pub site: String,
    /// What the citizen is called here.
    pub alias: String,
    /// How she may be contacted safely.
    pub safe_contact: Option<String>,
    /// What its history says at the beginning.
    pub derived: Derived,
}

const CITIZEN: Sql = Sql::one("insert into citizen (organisation_id, id, created_at) values ($1, $2, $3)");

/// Adds a citizen.
pub fn insert_citizen(scope: &Scope, id: CitizenId, now: i64) -> Statement {
    CITIZEN.with([v(scope.organisation()), v(id), v(now)])
}

const INSERT: Sql = Sql::one(
    "insert into course (organisation_id, id, citizen_id, programme, track, site, code, previous_id, alias_sealed, \
     safe_contact_sealed, safe_contact_confirmed, first_contact, stage, start, closed_on, closing_reason, \
     decided_by, closing_recorded, worker_id, last_two_way, plan_changed, answered, created_at, changed_at, version, \
     follow_up) \
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, \
     $23, $23, 1, $24)",
);

/// Adds a course; its key is made with [`Store::new_key`](crate::Store::new_key) for the subject `("course", id)` in the same unit.
///
/// # Errors
/// [`StoreError::Sealed`], or [`StoreError::Reference`] for the key of another course.
pub fn insert(
    scope: &Scope,
    key: &CourseKey,
    new: &NewCourse,
    now: i64,
    entropy: &mut dyn Entropy,
) -> Result<Statement, StoreError> {
    let course = &new.course;
    let id = belongs(scope, key, course.id)?;
    let (stage, start, closing) = stage_columns(course.stage);
    let statement = INSERT.with([
        v(scope.organisation()),
        v(id),
        v(course.citizen),
        v(course.programme.0.clone()),
        v(course.track.code()),
        v(new.site.clone()),
        v(course.code.clone()),
        v(course.previous),
        key.seal(ALIAS, id, &new.alias, entropy)?,
        key.seal_option(SAFE_CONTACT, id, new.safe_contact.as_deref(), entropy)?,
        v(course.safe_contact_confirmed),
        v(course.first_contact),
        v(stage),
        v(start),
        v(closing.and_then(|closing| closing.date)),
        v(closing.map(|closing| closing.reason.code())),
        v(closing.and_then(|closing| closing.decided_by).map(DecidedBy::code)),
        v(closing.map(|closing| closing.recorded)),
        v(new.derived.worker),
        v(new.derived.last_two_way),
        v(new.derived.plan_changed),
        v(new.derived.answered_text()),
        v(now),
        v(closing.and_then(|closing| closing.follow_up).map(FollowUpWay::code)),
    ]);
    Ok(statement.counting(course.id))
}

const fn stage_columns(stage: Stage) -> (&'static str, Option<Date>, Option<Closing>) {
    match stage {
        Stage::ContactMaking => (CONTACT_MAKING, None, None),
        Stage::Running { start } => (RUNNING, Some(start), None),
        Stage::Closed { start, closing } => (CLOSED, start, Some(closing)),
    }
}

const UPDATE: Sql = Sql::one(
    "update course set safe_contact_confirmed = $4, first_contact = $5, stage = $6, start = $7, closed_on = $8, \
     closing_reason = $9, decided_by = $10, closing_recorded = $11, worker_id = $12, last_two_way = $13, \
     plan_changed = $14, answered = $15, changed_at = $16, follow_up = $17, version = version + 1 \
     where organisation_id = $1 and id = $2 and version = $3",
);

/// Changes the countable facts of a course, if nothing in it was changed since `course.version`.
pub fn update(scope: &Scope, course: &Course, derived: &Derived, now: i64) -> Statement {
    let (stage, start, closing) = stage_columns(course.stage);
    UPDATE
        .with([
            v(scope.organisation()),
            v(course.id),
            v(course.version),
            v(course.safe_contact_confirmed),
            v(course.first_contact),
            v(stage),
            v(start),
            v(closing.and_then(|closing| closing.date)),
            v(closing.map(|closing| closing.reason.code())),
            v(closing.and_then(|closing| closing.decided_by).map(DecidedBy::code)),
            v(closing.map(|closing| closing.recorded)),
            v(derived.worker),
            v(derived.last_two_way),
            v(derived.plan_changed),
            v(derived.answered_text()),
            v(now),
            v(closing.and_then(|closing| closing.follow_up).map(FollowUpWay::code)),
        ])
        .exactly_one()
        .counting(course.id)
}

/// Whether a statement changes stage or worker of a course, or begins one.
pub(crate) fn changes_counts(sql: &Sql) -> bool {
    sql.lite == INSERT.lite || sql.lite == UPDATE.lite
}

const TOUCH: Sql = Sql::one(
    "update course set changed_at = $3, version = version + 1 where organisation_id = $1 and id = $2",
);

/// Counts the version of a course up: added by the unit itself wherever something within a course changes.
pub(crate) fn touch(organisation: OrganisationId, course: CourseId, now: i64) -> Statement {
    TOUCH.with([v(organisation), v(course), v(now)]).exactly_one().counting(course)
}

const CONTACT_MADE: Sql = Sql::one(
    "update course set last_two_way = case when last_two_way < $3 then $3 else last_two_way end, changed_at = $4, \
     version = version + 1 where organisation_id = $1 and id = $2",
);

/// Notes a two-way contact on a day. Adds up with whatever others write meanwhile, so it conflicts with nothing.
pub fn contact_made(scope: &Scope, course: CourseId, day: Date, now: i64) -> Statement {
    CONTACT_MADE.with([v(scope.organisation()), v(course), v(day), v(now)]).exactly_one().counting(course)
}

const ANSWERED: Sql = Sql::one(
    "update course set answered = case when answered = '' then $3 else answered || ';' || $3 end, changed_at = $4, \
     version = version + 1 where organisation_id = $1 and id = $2",
);

/// Notes that an instrument was answered at an occasion. Adds up, conflicts with nothing.
pub fn answered(
    scope: &Scope,
    course: CourseId,
    (instrument, occasion): (&InstrumentId, &str),
    now: i64,
) -> Statement {
    let pair = answered_text(instrument, occasion);
    ANSWERED.with([v(scope.organisation()), v(course), v(pair), v(now)]).exactly_one().counting(course)
}

const PLAN_CHANGED: Sql = Sql::one(
    "update course set plan_changed = case when plan_changed is null or plan_changed < $3 then $3 \
     else plan_changed end, changed_at = $4, version = version + 1 where organisation_id = $1 and id = $2",
);

/// Notes that the plan was changed on a day. Adds up, conflicts with nothing.
pub fn plan_changed(scope: &Scope, course: CourseId, day: Date, now: i64) -> Statement {
    PLAN_CHANGED.with([v(scope.organisation()), v(course), v(day), v(now)]).exactly_one().counting(course)
}

const VERSION: Sql = Sql::one("select version from course where organisation_id = $1 and id = $2");

const VERSION_OWN: Sql = Sql::one(
    "select c.version from course c where c.organisation_id = $1 and c.id = $2 and exists (select 1 from assignment a \
     where a.organisation_id = c.organisation_id and a.course_id = c.id and a.worker_id = $3 and a.from_day <= $4 \
     and (a.to_day is null or a.to_day >= $4))",
);

/// The present version of a course, if it is within the scope on that day.
pub(crate) async fn version(
    connection: &mut Connection,
    scope: &Scope,
    id: CourseId,
    today: Date,
) -> Result<Option<i64>, StoreError> {
    use domain::policy::Reach;
    let statement = match scope.reach() {
        Reach::Own(_) => VERSION_OWN.with([v(scope.organisation()), v(id), v(own(scope)), v(today)]),
        Reach::Organisation => VERSION.with([v(scope.organisation()), v(id)]),
        Reach::Aggregates | Reach::House => return Ok(None),
    };
    connection.rows(statement).await?.first().map(|row| row.columns().int()).transpose()
}

/// The columns that [`read_columns`] takes, in its order.
macro_rules! row_columns {
    () => {
        "id, citizen_id, programme, track, site, code, previous_id, safe_contact_confirmed, first_contact, stage, \
         start, closed_on, closing_reason, decided_by, follow_up, closing_recorded, worker_id, last_two_way, plan_changed, \
         answered, created_at, changed_at, version, safe_contact_sealed is not null, alias_sealed"
    };
}
pub(crate) use row_columns;

const LOAD: Sql = Sql::one(concat!(
    "select ",
    row_columns!(),
    ", safe_contact_sealed, closing_note_sealed, long_term_plan_sealed from course \
     where organisation_id = $1 and id = $2"
));

/// The sealed columns of a course but for its alias.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) safe_contact: Option<String>,
    pub(crate) closing_note: Option<String>,
    pub(crate) long_term_plan: Option<String>,
}

/// One course without its events.
pub(crate) async fn load(
    connection: &mut Connection,
    key: &CourseKey,
) -> Result<Option<(CourseRow, Words)>, StoreError> {
    let rows = connection.rows(LOAD.with([v(key.organisation), v(key.subject)])).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let mut columns = row.columns();
    let (mut read, alias) = read_columns(&mut columns, key.organisation)?;
    read.alias = open_alias(key, &alias)?;
    let words = Words {
        safe_contact: key.open_option(SAFE_CONTACT, key.subject, columns.bytes_or_none()?)?,
        closing_note: key.open_option(CLOSING_NOTE, key.subject, columns.bytes_or_none()?)?,
        long_term_plan: key.open_option(LONG_TERM_PLAN, key.subject, columns.bytes_or_none()?)?,
    };
    Ok(Some((read, words)))
}

pub(crate) fn open_alias(key: &CourseKey, sealed: &[u8]) -> Result<String, StoreError> {
    key.open(ALIAS, key.subject, sealed)
}

/// A course from [`row_columns`], without events, promises and alias; and the sealed alias.
pub(crate) fn read_columns(
    columns: &mut Columns<'_>,
    organisation: OrganisationId,
) -> Result<(CourseRow, Vec<u8>), StoreError> {
    let mut course = Course {
        id: CourseId::new(columns.id()?),
        organisation,
        citizen: CitizenId::new(columns.id()?),
        programme: ProgrammeId(columns.text()?),
        track: columns.code(Track::parse)?,
        code: String::new(),
        previous: None,
        first_contact: Date::MIN,
        stage: Stage::ContactMaking,
        events: Vec::new(),
        safe_contact_confirmed: None,
        version: 0,
    };
    let site = columns.text()?;
    course.code = columns.text()?;
    course.previous = columns.id_or_none()?.map(CourseId::new);
    course.safe_contact_confirmed = columns.date_or_none()?;
    course.first_contact = columns.date()?;
    course.stage = stage_of(columns, course.id)?;
    let derived = Derived {
        worker: columns.id_or_none()?.map(UserId::new),
        last_two_way: columns.date()?,
        plan_changed: columns.date_or_none()?,
        answered: answered_of(&columns.text()?),
    };
    let (created_at, changed_at) = (columns.int()?, columns.int()?);
    course.version = columns.int()?;
    let has_safe_contact = columns.flag()?;
    let alias = columns.bytes()?;
    let row = CourseRow {
        course,
        site,
        alias: String::new(),
        has_safe_contact,
        derived,
        promises: Vec::new(),
        decisions: Vec::new(),
        created_at,
        changed_at,
    };
    Ok((row, alias))
}

fn stage_of(columns: &mut Columns<'_>, id: CourseId) -> Result<Stage, StoreError> {
    let damaged = || StoreError::Damaged(format!("stage of course {id}"));
    let (stage, start, date) = (columns.text()?, columns.date_or_none()?, columns.date_or_none()?);
    let reason = columns.code_or_none(ClosingReason::parse)?;
    let decided_by = columns.code_or_none(DecidedBy::parse)?;
    let follow_up = columns.code_or_none(FollowUpWay::parse)?;
    let recorded = columns.date_or_none()?;
    match stage.as_str() {
        CONTACT_MAKING => Ok(Stage::ContactMaking),
        RUNNING => Ok(Stage::Running { start: start.ok_or_else(damaged)? }),
        CLOSED => {
            let (Some(reason), Some(recorded)) = (reason, recorded) else { return Err(damaged()) };
            Ok(Stage::Closed { start, closing: Closing { date, reason, decided_by, follow_up, recorded } })
        }
        _ => Err(damaged()),
    }
}

/// Codes remembered (about 100 bytes each).
const CODES: usize = 20_000;
/// Codes with the courses they belong to.
pub(crate) type Codes = Mutex<HashMap<(OrganisationId, String), CourseId>>;

const BY_CODE: Sql = Sql::one("select id from course where organisation_id = $1 and code = $2");

impl Store {
    /// The course with this code, of the whole organisation: read it with [`Store::course`], which asks whether
    /// it is within the scope. A code stays with its course for ever, so it is remembered.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn course_by_code(&self, scope: &Scope, code: &str) -> Result<Option<CourseId>, StoreError> {
        let known = (scope.organisation(), code.to_owned());
        {
            let codes = self.inner.codes.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(id) = codes.get(&known) {
                return Ok(Some(*id));
            }
        }
        let row = self.row(BY_CODE.with([v(scope.organisation()), v(code.to_owned())])).await?;
        let found = row.map(|row| row.columns().id().map(CourseId::new)).transpose()?;
        if let Some(id) = found {
            let mut codes = self.inner.codes.lock().unwrap_or_else(PoisonError::into_inner);
            if codes.len() >= CODES {
                codes.clear();
            }
            codes.insert(known, id);
        }
        Ok(found)
    }
}
