//! What a change of a plan or a network replaced, so that it can be taken back: the rows as they were, copied column by
//! column within the database with their words still sealed, and the ids of the rows that were added.

use domain::Date;
use domain::id::{ActivityId, CourseId, FocusAreaId, StepId, SupporterId, UserId};
use domain::policy::Scope;
use uuid::Uuid;

use crate::error::StoreError;
use crate::row::Row;
use crate::sql::{Sql, Statement, v};
use crate::store::Store;

pub(crate) const ALL: &[&Sql] = &[
    &INSERT,
    &UNDO,
    &GET,
    &KEEP_AREA,
    &KEEP_ACTIVITY,
    &KEEP_SUPPORTER,
    &AREAS_BACK,
    &ACTIVITIES_BACK,
    &SUPPORTERS_BACK,
    &KEPT,
    &REMOVE_AREA,
    &REMOVE_ACTIVITY,
];

/// A row that a step added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// A focus area.
    Area(FocusAreaId),
    /// An activity.
    Activity(ActivityId),
}

/// A row that a step changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaced {
    /// A focus area.
    Area(FocusAreaId),
    /// An activity.
    Activity(ActivityId),
    /// A supporter.
    Supporter(SupporterId),
}

/// A change that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: StepId,
    /// The course.
    pub course: CourseId,
    /// Who made it.
    pub by: UserId,
    /// When, microseconds since 1970 UTC.
    pub at: i64,
    /// What was added.
    pub added: Vec<Added>,
    /// The day on which the plan had been changed last before.
    pub plan_changed: Option<Date>,
    /// When it was taken back, microseconds since 1970 UTC.
    pub undone_at: Option<i64>,
}

impl Added {
    fn text(self) -> String {
        match self {
            Self::Area(id) => format!("area={id}"),
            Self::Activity(id) => format!("activity={id}"),
        }
    }
    fn parse(text: &str) -> Option<Self> {
        let (kind, id) = text.split_once('=')?;
        let id: Uuid = id.parse().ok()?;
        Some(match kind {
            "area" => Self::Area(FocusAreaId::new(id)),
            "activity" => Self::Activity(ActivityId::new(id)),
            _ => return None,
        })
    }
}

const INSERT: Sql = Sql::one(
    "insert into step (organisation_id, course_id, id, made_by, made_at, added, plan_changed) \
     values ($1, $2, $3, $4, $5, $6, $7)",
);

/// Notes a step; it stands before the statements of [`keep`] in their unit.
pub fn insert(scope: &Scope, step: &Step) -> Statement {
    let added: Vec<String> = step.added.iter().map(|added| added.text()).collect();
    INSERT
        .with([
            v(scope.organisation()),
            v(step.course),
            v(step.id),
            v(step.by),
            v(step.at),
            v(added.join(";")),
            v(step.plan_changed),
        ])
        .within(step.course)
}

const KEEP_AREA: Sql = Sql::one(
    "insert into focus_area_before (organisation_id, course_id, step_id, id, area, let_go, result, goal_sealed, version) \
     select organisation_id, course_id, $4, id, area, let_go, result, goal_sealed, version from focus_area \
     where organisation_id = $1 and course_id = $2 and id = $3",
);
const KEEP_ACTIVITY: Sql = Sql::one(
    "insert into activity_before (organisation_id, course_id, step_id, id, provider, state, planned, state_date, \
     until_day, adjusted_in_phase2, handed_over_to, title_sealed, version) \
     select organisation_id, course_id, $4, id, provider, state, planned, state_date, until_day, adjusted_in_phase2, \
     handed_over_to, title_sealed, version from activity where organisation_id = $1 and course_id = $2 and id = $3",
);
const KEEP_SUPPORTER: Sql = Sql::one(
    "insert into supporter_before (organisation_id, course_id, step_id, id, kind, strength, team_strength, since, \
     takes_over, holding, municipal_entry, ended, name_sealed, task_sealed, version) \
     select organisation_id, course_id, $4, id, kind, strength, team_strength, since, takes_over, holding, \
     municipal_entry, ended, name_sealed, task_sealed, version from supporter \
     where organisation_id = $1 and course_id = $2 and id = $3",
);

/// Keeps a row as it stands; it comes before the statement that changes the row.
pub fn keep(scope: &Scope, (course, step): (CourseId, StepId), row: Replaced) -> Statement {
    let (sql, id) = match row {
        Replaced::Area(id) => (KEEP_AREA, id.uuid()),
        Replaced::Activity(id) => (KEEP_ACTIVITY, id.uuid()),
        Replaced::Supporter(id) => (KEEP_SUPPORTER, id.uuid()),
    };
    sql.with([v(scope.organisation()), v(course), v(id), v(step)]).exactly_one().within(course)
}

const UNDO: Sql = Sql::one(
    "update step set undone_at = $4 where organisation_id = $1 and course_id = $2 and id = $3 and undone_at is null",
);
const AREAS_BACK: Sql = Sql::one(
    "update focus_area set area = b.area, let_go = b.let_go, result = b.result, goal_sealed = b.goal_sealed, \
     version = focus_area.version + 1 from focus_area_before b \
     where focus_area.organisation_id = $1 and focus_area.course_id = $2 and focus_area.id = $3 \
     and b.organisation_id = $1 and b.course_id = $2 and b.step_id = $4 and b.id = focus_area.id \
     and focus_area.version = b.version + 1",
);
const ACTIVITIES_BACK: Sql = Sql::one(
    "update activity set provider = b.provider, state = b.state, planned = b.planned, state_date = b.state_date, \
     until_day = b.until_day, adjusted_in_phase2 = b.adjusted_in_phase2, handed_over_to = b.handed_over_to, \
     title_sealed = b.title_sealed, version = activity.version + 1 from activity_before b \
     where activity.organisation_id = $1 and activity.course_id = $2 and activity.id = $3 \
     and b.organisation_id = $1 and b.course_id = $2 and b.step_id = $4 and b.id = activity.id \
     and activity.version = b.version + 1",
);
const SUPPORTERS_BACK: Sql = Sql::one(
    "update supporter set kind = b.kind, strength = b.strength, team_strength = b.team_strength, since = b.since, \
     takes_over = b.takes_over, holding = b.holding, municipal_entry = b.municipal_entry, ended = b.ended, \
     name_sealed = b.name_sealed, task_sealed = b.task_sealed, version = supporter.version + 1 \
     from supporter_before b \
     where supporter.organisation_id = $1 and supporter.course_id = $2 and supporter.id = $3 \
     and b.organisation_id = $1 and b.course_id = $2 and b.step_id = $4 and b.id = supporter.id \
     and supporter.version = b.version + 1",
);
const REMOVE_AREA: Sql = Sql::one(
    "delete from focus_area where organisation_id = $1 and course_id = $2 and id = $3 and version = 1",
);
const REMOVE_ACTIVITY: Sql = Sql::one(
    "delete from activity where organisation_id = $1 and course_id = $2 and id = $3 and version = 1",
);

/// The statements that take a step back: what was added goes, what was replaced stands again. Whatever somebody changed
/// since makes the whole a [`StoreError::Conflict`].
pub fn take_back(scope: &Scope, step: &Step, replaced: &[Replaced], now: i64) -> Vec<Statement> {
    let (organisation, course) = (scope.organisation(), step.course);
    let undone = UNDO.with([v(organisation), v(course), v(step.id), v(now)]);
    // An activity goes before the area it stands in.
    let mut added = step.added.clone();
    added.sort_by_key(|added| matches!(added, Added::Area(_)));
    let gone = added.into_iter().map(|added| match added {
        Added::Activity(id) => REMOVE_ACTIVITY.with([v(organisation), v(course), v(id)]),
        Added::Area(id) => REMOVE_AREA.with([v(organisation), v(course), v(id)]),
    });
    let back = replaced.iter().map(|row| {
        let (sql, id) = match *row {
            Replaced::Area(id) => (AREAS_BACK, id.uuid()),
            Replaced::Activity(id) => (ACTIVITIES_BACK, id.uuid()),
            Replaced::Supporter(id) => (SUPPORTERS_BACK, id.uuid()),
        };
        sql.with([v(organisation), v(course), v(id), v(step.id)])
    });
    let all = std::iter::once(undone).chain(gone).chain(back);
    all.map(|statement| statement.exactly_one().within(course)).collect()
}

const GET: Sql = Sql::one(
    "select made_by, made_at, added, plan_changed, undone_at from step \
     where organisation_id = $1 and course_id = $2 and id = $3",
);
const KEPT: Sql = Sql::one(
    "select 'area', id from focus_area_before where organisation_id = $1 and course_id = $2 and step_id = $3 \
     union all select 'activity', id from activity_before \
     where organisation_id = $1 and course_id = $2 and step_id = $3 \
     union all select 'supporter', id from supporter_before \
     where organisation_id = $1 and course_id = $2 and step_id = $3",
);

fn read(row: &Row, (course, id): (CourseId, StepId)) -> Result<Step, StoreError> {
    let mut columns = row.columns();
    let (by, at, added) = (UserId::new(columns.id()?), columns.int()?, columns.text()?);
    let damaged = || StoreError::Damaged("what a step added".to_owned());
    let added: Option<Vec<Added>> =
        added.split(';').filter(|text| !text.is_empty()).map(Added::parse).collect();
    let added = added.ok_or_else(damaged)?;
    let plan_changed = columns.date_or_none()?;
    Ok(Step { id, course, by, at, added, plan_changed, undone_at: columns.int_or_none()? })
}

fn replaced(row: &Row) -> Result<Replaced, StoreError> {
    let mut columns = row.columns();
    let (kind, id) = (columns.text()?, columns.id()?);
    Ok(match kind.as_str() {
        "area" => Replaced::Area(FocusAreaId::new(id)),
        "activity" => Replaced::Activity(ActivityId::new(id)),
        _ => Replaced::Supporter(SupporterId::new(id)),
    })
}

impl Store {
    /// A step of a course with the rows that it replaced.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn step(
        &self,
        scope: &Scope,
        course: CourseId,
        id: StepId,
    ) -> Result<Option<(Step, Vec<Replaced>)>, StoreError> {
        let place = || [v(scope.organisation()), v(course), v(id)];
        let Some(row) = self.row(GET.with(place())).await? else { return Ok(None) };
        let step = read(&row, (course, id))?;
        let kept: Result<Vec<Replaced>, StoreError> =
            self.rows(KEPT.with(place())).await?.iter().map(replaced).collect();
        Ok(Some((step, kept?)))
    }
}
