//! Lists of courses, the longest silent first, page by page. A page asks the database for ids and versions alone
//! and takes the rest from memory where it is remembered at that version; a page costs the same however many
//! courses there are.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::Date;
use domain::id::{CourseId, DecisionId, OrganisationId, PromiseId, UserId};
use domain::meeting::OpenDecision;
use domain::policy::{Reach, Scope};
use domain::programme::ProgrammeId;
use uuid::Uuid;

use crate::connection::Connection;
use crate::error::StoreError;
use crate::record::course::{self, CLOSED, CONTACT_MAKING, RUNNING, row_columns};
use crate::record::{CourseRow, own, phase_event};
use crate::sql::{Sql, Statement, Value, v};
use crate::store::Store;

pub(crate) const ALL: &[&Sql] = &[&PAGE, &PAGE_OF_WORKER, &PAGE_OWN, &ROWS, &EVENTS, &PROMISES, &DECISIONS];

/// Which stages a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StageFilter {
    /// Contact-making and running.
    #[default]
    Open,
    /// Contact-making.
    ContactMaking,
    /// Running.
    Running,
    /// Closed.
    Closed,
    /// All.
    All,
}

impl StageFilter {
    const fn stages(self) -> &'static [&'static str] {
        match self {
            Self::Open => &[RUNNING, CONTACT_MAKING],
            Self::ContactMaking => &[CONTACT_MAKING],
            Self::Running => &[RUNNING],
            Self::Closed => &[CLOSED],
            Self::All => &[RUNNING, CONTACT_MAKING, CLOSED],
        }
    }
}

/// Most programmes that a list can leave out.
pub const WITHOUT_MAX: usize = 4;

/// Where the last page ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// Day of the last two-way contact of its last course.
    pub last_two_way: Date,
    /// Its last course.
    pub course: CourseId,
}

/// What a list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CourseFilter {
    /// Stages.
    pub stage: StageFilter,
    /// One programme only.
    pub programme: Option<ProgrammeId>,
    /// Without these programmes, at most [`WITHOUT_MAX`]; ignored where one programme is asked for.
    pub without: Vec<ProgrammeId>,
    /// One fixed worker only.
    pub worker: Option<UserId>,
    /// After the end of the page before.
    pub after: Option<Cursor>,
    /// Courses on a page.
    pub limit: u16,
}

/// A page of courses, the longest silent first.
#[derive(Debug, Clone, PartialEq)]
pub struct CoursePage {
    /// The courses.
    pub rows: Vec<Arc<CourseRow>>,
    /// Where the next page begins; none on the last page.
    pub next: Option<Cursor>,
}

/// One stage of a page: its index gives the order, so the database reads no more than a page of it.
///
/// The limit is an expression on purpose: SQLite would plan anew each time for the value of a bare one.
macro_rules! stage {
    ($more:literal) => {
        concat!(
            "select id, version, last_two_way from course where organisation_id = $1 and stage = $2 \
             and (last_two_way, id) > ($3, $4) and (programme = $5 or $5 is null) \
             and programme not in ($7, $8, $9, $10)",
            $more,
            " order by last_two_way, id limit cast($6 as bigint)"
        )
    };
}

const PAGE: Sql = Sql::one(stage!(""));

const PAGE_OF_WORKER: Sql = Sql::one(stage!(" and worker_id = $11"));

const PAGE_OWN: Sql = Sql::one(stage!(
    " and (worker_id = $11 or $11 is null) and id in (select course_id from assignment where organisation_id = $1 \
     and worker_id = $12 and from_day <= $13 and (to_day is null or to_day >= $13))"
));

/// Fifty ids after the organisation: enough for a page, and one statement for any number.
macro_rules! fifty {
    () => {
        "($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, \
         $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, \
         $45, $46, $47, $48, $49, $50, $51)"
    };
}
pub(crate) use fifty;

/// How many ids [`fifty`] takes.
pub(crate) const FIFTY: usize = 50;

const ROWS: Sql = Sql::one(concat!(
    "select ",
    row_columns!(),
    " from course where organisation_id = $1 and id in ",
    fifty!()
));

const EVENTS: Sql = Sql::one(concat!(
    "select course_id, id, recorded, kind, phase, from_day, to_day, cause from phase_event \
     where organisation_id = $1 and course_id in ",
    fifty!(),
    " order by course_id, recorded, id"
));

const PROMISES: Sql = Sql::one(concat!(
    "select course_id, id, until_day from promise where organisation_id = $1 and kept is null and course_id in ",
    fifty!(),
    " order by course_id, until_day, id"
));

const DECISIONS: Sql = Sql::one(concat!(
    "select course_id, id, who_id, until_day from decision where organisation_id = $1 and outcome = 'decided' \
     and done is null and undone_at is null and course_id in ",
    fifty!(),
    " order by course_id, until_day, id"
));

/// A statement that takes an organisation and up to fifty ids.
pub(crate) fn with_ids(sql: Sql, organisation: OrganisationId, ids: &[Uuid]) -> Statement {
    let mut values = Vec::with_capacity(FIFTY + 1);
    values.push(v(organisation));
    values.extend(ids.iter().copied().map(Value::from));
    values.resize(FIFTY + 1, v(Uuid::nil()));
    Statement { sql, values, expect: crate::sql::Expect::Any, course: None }
}

/// What reads a page: one statement for each stage. None where the scope holds no course.
fn page_statements(scope: &Scope, filter: &CourseFilter, today: Date) -> Vec<Statement> {
    let (sql, more) = match (scope.reach(), filter.worker) {
        (Reach::Own(_), worker) => (PAGE_OWN, vec![v(worker), v(own(scope)), v(today)]),
        (Reach::Organisation, None) => (PAGE, Vec::new()),
        (Reach::Organisation, worker) => (PAGE_OF_WORKER, vec![v(worker)]),
        (Reach::Aggregates | Reach::House, _) => return Vec::new(),
    };
    // Before any day there is, whatever a year looks like as text.
    let (day, course) = filter.after.map_or_else(
        || (String::new(), CourseId::new(Uuid::nil())),
        |after| (after.last_two_way.to_string(), after.course),
    );
    let left_out = if filter.programme.is_none() { filter.without.as_slice() } else { &[] };
    let of_stage = |stage: &&'static str| {
        let mut values = vec![
            v(scope.organisation()),
            v(*stage),
            v(day.clone()),
            v(course),
            v(filter.programme.as_ref().map(|programme| programme.0.clone())),
            v(i64::from(filter.limit) + 1),
        ];
        let mut left_out = left_out.iter().map(|programme| programme.0.clone());
        values.extend((0..WITHOUT_MAX).map(|_| v(left_out.next().unwrap_or_default())));
        values.extend(more.iter().cloned());
        Statement { sql, values, expect: crate::sql::Expect::Any, course: None }
    };
    filter.stage.stages().iter().map(of_stage).collect()
}

impl Store {
    /// A page of the courses within the scope, the longest silent first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], [`StoreError::Damaged`], [`StoreError::Sealed`], [`StoreError::Locked`].
    pub async fn courses(
        &self,
        scope: &Scope,
        filter: &CourseFilter,
        today: Date,
    ) -> Result<CoursePage, StoreError> {
        let mut connection = self.inner.pool.reader().await?;
        let mut found = Vec::new();
        for statement in page_statements(scope, filter, today) {
            for row in connection.rows(statement).await? {
                let mut columns = row.columns();
                let (id, version) = (columns.id()?, columns.int()?);
                found.push((columns.text()?, id, version));
            }
        }
        // Each stage comes in order; days as text are ordered as days.
        found.sort();
        let limit = usize::from(filter.limit);
        let more = found.len() > limit;
        let keys: Vec<(Uuid, i64)> =
            found.into_iter().take(limit).map(|(_, id, version)| (id, version)).collect();
        let rows = self.course_rows(&mut connection, scope.organisation(), &keys).await?;
        let next = rows
            .last()
            .filter(|_| more)
            .map(|row| Cursor { last_two_way: row.derived.last_two_way, course: row.course.id });
        Ok(CoursePage { rows, next })
    }

    /// The rows with these ids at these versions or later, in this order: from memory, else fifty at a time.
    pub(crate) async fn course_rows(
        &self,
        connection: &mut Connection,
        organisation: OrganisationId,
        keys: &[(Uuid, i64)],
    ) -> Result<Vec<Arc<CourseRow>>, StoreError> {
        let known = |(id, version): &(Uuid, i64)| self.inner.rows.get(organisation.uuid(), *id, *version);
        let mut rows: Vec<Option<Arc<CourseRow>>> = keys.iter().map(known).collect();
        let missing: Vec<Uuid> =
            keys.iter().zip(&rows).filter(|(_, row)| row.is_none()).map(|((id, _), _)| *id).collect();
        if !missing.is_empty() {
            let mut read = BTreeMap::new();
            for ids in missing.chunks(FIFTY) {
                read.append(&mut self.read_rows(connection, organisation, ids).await?);
            }
            for ((id, _), slot) in keys.iter().zip(&mut rows).filter(|(_, row)| row.is_none()) {
                *slot = read.remove(id);
            }
        }
        Ok(rows.into_iter().flatten().collect())
    }

    /// Reads rows from the database. The courses first, then what belongs to them: so a version remembered is
    /// never newer than what is remembered with it.
    async fn read_rows(
        &self,
        connection: &mut Connection,
        organisation: OrganisationId,
        ids: &[Uuid],
    ) -> Result<BTreeMap<Uuid, Arc<CourseRow>>, StoreError> {
        let found = connection.rows(with_ids(ROWS, organisation, ids)).await?;
        let keys = self.keys_with(connection, organisation, ids).await?;
        let mut rows = BTreeMap::new();
        for row in &found {
            let (mut read, alias) = course::read_columns(&mut row.columns(), organisation)?;
            let id = read.course.id.uuid();
            read.alias = course::open_alias(keys.get(&id).ok_or(StoreError::Locked)?, &alias)?;
            rows.insert(id, read);
        }
        for row in connection.rows(with_ids(EVENTS, organisation, ids)).await? {
            let mut columns = row.columns();
            let course = columns.id()?;
            let event = phase_event::read_columns(&mut columns)?;
            if let Some(row) = rows.get_mut(&course) {
                row.course.events.push(event);
            }
        }
        for row in connection.rows(with_ids(PROMISES, organisation, ids)).await? {
            let mut columns = row.columns();
            let course = columns.id()?;
            let promise = (PromiseId::new(columns.id()?), columns.date()?);
            if let Some(row) = rows.get_mut(&course) {
                row.promises.push(promise);
            }
        }
        for row in connection.rows(with_ids(DECISIONS, organisation, ids)).await? {
            let mut columns = row.columns();
            let course = columns.id()?;
            let (id, who) = (DecisionId::new(columns.id()?), UserId::new(columns.id()?));
            let decision = OpenDecision { id, who, until: columns.date()? };
            if let Some(row) = rows.get_mut(&course) {
                row.decisions.push(decision);
            }
        }
        let remembered = rows.into_iter().map(|(id, row)| {
            let row = Arc::new(row);
            self.inner.rows.put(organisation.uuid(), id, row.course.version, Arc::clone(&row));
            (id, row)
        });
        Ok(remembered.collect())
    }
}
