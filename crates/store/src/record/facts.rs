//! The countable facts of all courses of a programme, table by table and without any word: what packages and
//! evaluations are made from. One statement for each table, however many courses there are.

use domain::assignment::Assignment;
use domain::enquiry::{Door, Enquiry, EnquiryOutcome, TargetGroup};
use domain::id::{ActivityId, CourseId, EnquiryId, FocusAreaId, SupporterId, UserId};
use domain::network::{Strength, Supporter, SupporterKind};
use domain::phase::PhaseEvent;
use domain::plan::{Activity, ActivityState, FocusArea, Provider};
use domain::policy::{Reach, Scope};
use domain::programme::ProgrammeId;
use domain::response::Response;

use crate::error::StoreError;
use crate::record::course::{self, row_columns};
use crate::record::kept::{self, Kept};
use crate::record::{CourseRow, contact, focus_area, phase_event, response};
use crate::row::{Columns, Row};
use crate::sql::{Sql, v};
use crate::store::Store;

pub(crate) const ALL: &[&Sql] = &[
    &PROGRAMMES,
    &COURSES,
    &PHASE_EVENTS,
    &ASSIGNMENTS,
    &CONTACTS,
    &FOCUS_AREAS,
    &ACTIVITIES,
    &SUPPORTERS,
    &RESPONSES,
    &ENQUIRIES,
];

/// The facts of a programme. What was taken back is left out.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Courses, without alias, events and promises.
    pub courses: Vec<CourseRow>,
    /// Changes of phases.
    pub phase_events: Vec<(CourseId, PhaseEvent)>,
    /// Ties of workers.
    pub assignments: Vec<Assignment>,
    /// Contacts.
    pub contacts: Vec<domain::contact::Contact>,
    /// Focus areas.
    pub focus_areas: Vec<FocusArea>,
    /// Activities.
    pub activities: Vec<Activity>,
    /// Supporters.
    pub supporters: Vec<Supporter>,
    /// Responses.
    pub responses: Vec<Response>,
    /// Enquiries of the whole organisation.
    pub enquiries: Vec<Enquiry>,
    /// What packages said beyond that.
    pub kept: Vec<Kept>,
}

const PROGRAMMES: Sql = Sql::one(
    "select programme, count(*) from course where organisation_id = $1 group by programme order by 1",
);

const COURSES: Sql = Sql::one(concat!(
    "select ",
    row_columns!(),
    " from course where organisation_id = $1 and programme = $2 order by id"
));

/// Columns of a table within the courses of a programme, course by course.
macro_rules! of_programme {
    ($columns:literal, $table:literal, $more:literal) => {
        concat!(
            "select course_id, ",
            $columns,
            " from ",
            $table,
            " where organisation_id = $1 and course_id in \
             (select id from course where organisation_id = $1 and programme = $2)",
            $more
        )
    };
}

const PHASE_EVENTS: Sql = Sql::one(of_programme!(
    "id, recorded, kind, phase, from_day, to_day, cause",
    "phase_event",
    " order by course_id, recorded, id"
));
const ASSIGNMENTS: Sql = Sql::one(of_programme!(
    "id, worker_id, role, from_day, to_day",
    "assignment",
    " order by course_id, from_day, id"
));
const CONTACTS: Sql = Sql::one(of_programme!(
    "id, worker_id, day, clock, kind, role, outcome, new_time, minutes, place, joined, meeting, areas, recorded_at, \
     undone_at, version",
    "contact",
    " and undone_at is null order by course_id, id"
));
const FOCUS_AREAS: Sql = Sql::one(of_programme!(
    "id, phase, area, chosen, let_go, result, version",
    "focus_area",
    " order by course_id, id"
));
const ACTIVITIES: Sql = Sql::one(of_programme!(
    "id, focus_area_id, provider, state, planned, state_date, until_day, adjusted_in_phase2, handed_over_to",
    "activity",
    " order by course_id, id"
));
const SUPPORTERS: Sql = Sql::one(of_programme!(
    "id, kind, strength, team_strength, since, takes_over, holding, municipal_entry, ended",
    "supporter",
    " order by course_id, id"
));
const RESPONSES: Sql = Sql::one(of_programme!(
    "id, instrument, instrument_version, occasion, day, mode, informer, answers, score, recorded_by, recorded_at, \
     undone_at, version",
    "response",
    " and undone_at is null order by course_id, id"
));
const ENQUIRIES: Sql = Sql::one(
    "select id, door, asked, offered, met, target_group, outcome, settled, course_id, owner_id from enquiry \
     where organisation_id = $1 order by id",
);

impl Store {
    /// The programmes that have courses, and how many.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn programmes_in_use(&self, scope: &Scope) -> Result<Vec<(ProgrammeId, i64)>, StoreError> {
        if !counts(scope) {
            return Ok(Vec::new());
        }
        let rows = self.rows(PROGRAMMES.with([v(scope.organisation())])).await?;
        rows.iter()
            .map(|row| {
                let mut columns = row.columns();
                Ok((ProgrammeId(columns.text()?), columns.int()?))
            })
            .collect()
    }

    /// The facts of a programme, for a scope that reaches the organisation or its aggregates; nothing for others.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn facts(&self, scope: &Scope, programme: &ProgrammeId) -> Result<Facts, StoreError> {
        if !counts(scope) {
            return Ok(Facts::default());
        }
        let organisation = scope.organisation();
        let of = |sql: Sql| sql.with([v(organisation), v(programme.0.clone())]);
        let course_row =
            |row: &Row| course::read_columns(&mut row.columns(), organisation).map(|(row, _)| row);
        let courses = all(&self.rows(of(COURSES)).await?, course_row)?;
        let phase_events = within(&self.rows(of(PHASE_EVENTS)).await?, |columns, course| {
            phase_event::read_columns(columns).map(|event| (course, event))
        })?;
        Ok(Facts {
            courses,
            phase_events,
            assignments: within(&self.rows(of(ASSIGNMENTS)).await?, assignment)?,
            contacts: within(&self.rows(of(CONTACTS)).await?, |columns, course| {
                contact::read_columns(columns, course).map(|entry| entry.contact)
            })?,
            focus_areas: within(&self.rows(of(FOCUS_AREAS)).await?, |columns, course| {
                focus_area::read_columns(columns, course).map(|entry| entry.area)
            })?,
            activities: within(&self.rows(of(ACTIVITIES)).await?, activity)?,
            supporters: within(&self.rows(of(SUPPORTERS)).await?, supporter)?,
            responses: within(&self.rows(of(RESPONSES)).await?, |columns, course| {
                response::read_columns(columns, course).map(|entry| entry.response)
            })?,
            enquiries: all(&self.rows(ENQUIRIES.with([v(organisation)])).await?, enquiry)?,
            kept: all(&self.rows(of(kept::OF_PROGRAMME)).await?, kept::read)?,
        })
    }
}

/// Whether a scope may count what is in the whole organisation.
pub(crate) fn counts(scope: &Scope) -> bool {
    matches!(scope.reach(), Reach::Organisation | Reach::Aggregates)
}

fn all<T>(rows: &[Row], read: impl Fn(&Row) -> Result<T, StoreError>) -> Result<Vec<T>, StoreError> {
    rows.iter().map(read).collect()
}

fn within<T>(
    rows: &[Row],
    read: impl Fn(&mut Columns<'_>, CourseId) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    rows.iter()
        .map(|row| {
            let mut columns = row.columns();
            let course = CourseId::new(columns.id()?);
            read(&mut columns, course)
        })
        .collect()
}

fn assignment(columns: &mut Columns<'_>, course: CourseId) -> Result<Assignment, StoreError> {
    Ok(Assignment {
        id: domain::id::AssignmentId::new(columns.id()?),
        course,
        worker: UserId::new(columns.id()?),
        role: columns.code(domain::assignment::AssignmentRole::parse)?,
        from: columns.date()?,
        to: columns.date_or_none()?,
    })
}

fn activity(columns: &mut Columns<'_>, course: CourseId) -> Result<Activity, StoreError> {
    Ok(Activity {
        id: ActivityId::new(columns.id()?),
        course,
        focus_area: FocusAreaId::new(columns.id()?),
        provider: columns.code_or_none(Provider::parse)?,
        state: columns.code(ActivityState::parse)?,
        planned: columns.date()?,
        state_date: columns.date()?,
        until: columns.date_or_none()?,
        adjusted_in_phase2: columns.flag()?,
        handed_over_to: columns.code_or_none(Provider::parse)?,
    })
}

fn supporter(columns: &mut Columns<'_>, course: CourseId) -> Result<Supporter, StoreError> {
    Ok(Supporter {
        id: SupporterId::new(columns.id()?),
        course,
        kind: columns.code(SupporterKind::parse)?,
        strength: columns.code_or_none(Strength::parse)?,
        team_strength: columns.code_or_none(Strength::parse)?,
        since: columns.date()?,
        takes_over: columns.flag()?,
        holding: columns.flag_or_none()?,
        municipal_entry: columns.flag()?,
        ended: columns.date_or_none()?,
    })
}

fn enquiry(row: &Row) -> Result<Enquiry, StoreError> {
    let mut columns = row.columns();
    Ok(Enquiry {
        id: EnquiryId::new(columns.id()?),
        door: columns.code(Door::parse)?,
        asked: columns.date()?,
        offered: columns.date_or_none()?,
        met: columns.date_or_none()?,
        target_group: columns.code_or_none(TargetGroup::parse)?,
        outcome: columns.code_or_none(EnquiryOutcome::parse)?,
        settled: columns.date_or_none()?,
        course: columns.id_or_none()?.map(CourseId::new),
        owner: columns.id_or_none()?.map(UserId::new),
    })
}
