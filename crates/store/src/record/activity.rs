//! Activities of the plan; titles are sealed.

use domain::id::{ActivityId, FocusAreaId};
use domain::plan::{Activity, ActivityState, Provider};
use domain::policy::Scope;
use vault::Entropy;

use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::record::{belongs, course_of};
use crate::row::Row;
use crate::sql::{Sql, Statement, v};

const TITLE: &str = "activity.title";

pub(crate) const ALL: &[&Sql] = &[&INSERT, &UPDATE, &OF_COURSE];

/// An activity as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityEntry {
    /// Its countable facts.
    pub activity: Activity,
    /// What it is.
    pub title: String,
    /// Counts changes; a new one has 1.
    pub version: i64,
}

const INSERT: Sql = Sql::one(
    "insert into activity (organisation_id, course_id, id, focus_area_id, provider, state, planned, state_date, \
     until_day, adjusted_in_phase2, handed_over_to, title_sealed, version) \
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)",
);

/// Adds an activity with its title.
///
/// # Errors
/// [`StoreError::Sealed`], or [`StoreError::Reference`] for the key of another course.
pub fn insert(
    scope: &Scope,
    key: &CourseKey,
    activity: &Activity,
    title: &str,
    entropy: &mut dyn Entropy,
) -> Result<Statement, StoreError> {
    let statement = INSERT.with([
        v(scope.organisation()),
        v(belongs(scope, key, activity.course)?),
        v(activity.id),
        v(activity.focus_area),
        v(activity.provider.map(Provider::code)),
        v(activity.state.code()),
        v(activity.planned),
        v(activity.state_date),
        v(activity.until),
        v(activity.adjusted_in_phase2),
        v(activity.handed_over_to.map(Provider::code)),
        key.seal(TITLE, activity.id.uuid(), title, entropy)?,
    ]);
    Ok(statement.within(activity.course))
}

const UPDATE: Sql = Sql::one(
    "update activity set provider = $5, state = $6, planned = $7, state_date = $8, until_day = $9, \
     adjusted_in_phase2 = $10, handed_over_to = $11, title_sealed = $12, version = version + 1 \
     where organisation_id = $1 and course_id = $2 and id = $3 and version = $4",
);

/// Changes an activity, if nobody else did since this version.
///
/// # Errors
/// [`StoreError::Sealed`], or [`StoreError::Reference`] for the key of another course.
pub fn update(
    scope: &Scope,
    key: &CourseKey,
    entry: &ActivityEntry,
    entropy: &mut dyn Entropy,
) -> Result<Statement, StoreError> {
    let activity = &entry.activity;
    let statement = UPDATE.with([
        v(scope.organisation()),
        v(belongs(scope, key, activity.course)?),
        v(activity.id),
        v(entry.version),
        v(activity.provider.map(Provider::code)),
        v(activity.state.code()),
        v(activity.planned),
        v(activity.state_date),
        v(activity.until),
        v(activity.adjusted_in_phase2),
        v(activity.handed_over_to.map(Provider::code)),
        key.seal(TITLE, activity.id.uuid(), &entry.title, entropy)?,
    ]);
    Ok(statement.exactly_one().within(activity.course))
}

pub(crate) const OF_COURSE: Sql = Sql::one(
    "select id, focus_area_id, provider, state, planned, state_date, until_day, adjusted_in_phase2, \
     handed_over_to, version, title_sealed from activity \
     where organisation_id = $1 and course_id = $2 order by planned, id",
);

pub(crate) fn read(row: &Row, key: &CourseKey) -> Result<ActivityEntry, StoreError> {
    let mut columns = row.columns();
    let activity = Activity {
        id: ActivityId::new(columns.id()?),
        course: course_of(key),
        focus_area: FocusAreaId::new(columns.id()?),
        provider: columns.code_or_none(Provider::parse)?,
        state: columns.code(ActivityState::parse)?,
        planned: columns.date()?,
        state_date: columns.date()?,
        until: columns.date_or_none()?,
        adjusted_in_phase2: columns.flag()?,
        handed_over_to: columns.code_or_none(Provider::parse)?,
    };
    let version = columns.int()?;
    let title = key.open(TITLE, activity.id.uuid(), &columns.bytes()?)?;
    Ok(ActivityEntry { activity, title, version })
}
