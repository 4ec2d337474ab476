//! Focus areas of the plan; goals are sealed.

use domain::id::{CourseId, FocusAreaId};
use domain::plan::{FocusArea, GoalResult};
use domain::policy::Scope;
use vault::Entropy;

use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::record::{belongs, course_of};
use crate::row::{Columns, Row};
use crate::sql::{Sql, Statement, v};

const GOAL: &str = "focus_area.goal";

pub(crate) const ALL: &[&Sql] = &[&INSERT, &UPDATE, &OF_COURSE];

/// A focus area as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FocusAreaEntry {
    /// Its countable facts.
    pub area: FocusArea,
    /// The goal in the citizen's words.
    pub goal: Option<String>,
    /// Counts changes; a new one has 1.
    pub version: i64,
}

const INSERT: Sql = Sql::one(
    "insert into focus_area (organisation_id, course_id, id, phase, area, chosen, let_go, result, goal_sealed, \
     version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)",
);

/// Adds a focus area with its goal.
///
/// # Errors
/// [`StoreError::Sealed`], or [`StoreError::Reference`] for the key of another course.
pub fn insert(
    scope: &Scope,
    key: &CourseKey,
    area: &FocusArea,
    goal: Option<&str>,
    entropy: &mut dyn Entropy,
) -> Result<Statement, StoreError> {
    let statement = INSERT.with([
        v(scope.organisation()),
        v(belongs(scope, key, area.course)?),
        v(area.id),
        v(area.phase),
        v(area.area.clone()),
        v(area.chosen),
        v(area.let_go),
        v(area.result.map(GoalResult::code)),
        key.seal_option(GOAL, area.id.uuid(), goal, entropy)?,
    ]);
    Ok(statement.within(area.course))
}

const UPDATE: Sql = Sql::one(
    "update focus_area set area = $5, let_go = $6, result = $7, goal_sealed = $8, version = version + 1 \
     where organisation_id = $1 and course_id = $2 and id = $3 and version = $4",
);

/// Changes area, end, result and goal, if nobody else did since this version.
///
/// # Errors
/// [`StoreError::Sealed`], or [`StoreError::Reference`] for the key of another course.
pub fn update(
    scope: &Scope,
    key: &CourseKey,
    entry: &FocusAreaEntry,
    entropy: &mut dyn Entropy,
) -> Result<Statement, StoreError> {
    let area = &entry.area;
    let statement = UPDATE.with([
        v(scope.organisation()),
        v(belongs(scope, key, area.course)?),
        v(area.id),
        v(entry.version),
        v(area.area.clone()),
        v(area.let_go),
        v(area.result.map(GoalResult::code)),
        key.seal_option(GOAL, area.id.uuid(), entry.goal.as_deref(), entropy)?,
    ]);
    Ok(statement.exactly_one().within(area.course))
}

pub(crate) const OF_COURSE: Sql = Sql::one(
    "select id, phase, area, chosen, let_go, result, version, goal_sealed from focus_area \
     where organisation_id = $1 and course_id = $2 order by phase, chosen, id",
);

/// A focus area from its columns up to `version`, without its goal.
pub(crate) fn read_columns(
    columns: &mut Columns<'_>,
    course: CourseId,
) -> Result<FocusAreaEntry, StoreError> {
    let area = FocusArea {
        id: FocusAreaId::new(columns.id()?),
        course,
        phase: columns.number()?,
        area: columns.text()?,
        chosen: columns.date()?,
        let_go: columns.date_or_none()?,
        result: columns.code_or_none(GoalResult::parse)?,
    };
    Ok(FocusAreaEntry { area, goal: None, version: columns.int()? })
}

pub(crate) fn read(row: &Row, key: &CourseKey) -> Result<FocusAreaEntry, StoreError> {
    let mut columns = row.columns();
    let entry = read_columns(&mut columns, course_of(key))?;
    let goal = key.open_option(GOAL, entry.area.id.uuid(), columns.bytes_or_none()?)?;
    Ok(FocusAreaEntry { goal, ..entry })
}
