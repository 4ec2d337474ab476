//! The record: one module for each table, and what is read of a course as a whole. Writes are [`Statement`]s for
//! a unit; reads take a [`Scope`] and the day on which it is judged whose course it is.
//!
//! [`Statement`]: crate::Statement

use std::sync::Arc;

use domain::Date;
use domain::appointment::Promise;
use domain::assignment::Assignment;
use domain::course::Course;
use domain::due::Facts;
use domain::id::{CourseId, OrganisationId, PhaseEventId, PromiseId, UserId};
use domain::meeting::OpenDecision;
use domain::policy::Scope;
use uuid::Uuid;

use crate::connection::Connection;
use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::row::Row;
use crate::sql::{Sql, v};
use crate::store::Store;

pub mod activity;
pub mod appointment;
pub mod assignment;
pub mod contact;
pub mod course;
pub(crate) mod course_words;
pub mod decision;
mod derived;
pub mod enquiry;
pub mod enquiry_earlier;
pub mod facts;
pub mod focus_area;
pub mod handover;
pub mod kept;
pub mod list;
pub mod meeting;
pub mod moments;
pub mod phase_event;
pub mod promise;
pub mod response;
pub mod step;
pub mod supporter;
pub mod tally;
pub mod visit;

pub use activity::ActivityEntry;
pub use appointment::AppointmentEntry;
pub use contact::ContactEntry;
pub use course_words::Word;
pub use decision::DecisionEntry;
pub use derived::Derived;
pub use enquiry::EnquiryEntry;
pub use focus_area::FocusAreaEntry;
pub use list::{CourseFilter, CoursePage, Cursor, StageFilter};
pub use response::ResponseEntry;
pub use supporter::SupporterEntry;
pub use tally::{ClosedSince, Tally};

/// A course as a line of a list and as the due engine needs it: countable facts and the alias.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseRow {
    /// The course with the changes of its phases.
    pub course: Course,
    /// Where it is run: key of the site, or empty.
    pub site: String,
    /// What the citizen is called here.
    pub alias: String,
    /// Whether there is a safe-contact agreement.
    pub has_safe_contact: bool,
    /// What lists are sorted and counted by.
    pub derived: Derived,
    /// Promises not kept yet: which, until when.
    pub promises: Vec<(PromiseId, Date)>,
    /// Decisions of team meetings that wait for the one who does them.
    pub decisions: Vec<OpenDecision>,
    /// When it was begun here, microseconds since 1970 UTC.
    pub created_at: i64,
    /// When anything in it changed last, microseconds since 1970 UTC.
    pub changed_at: i64,
}

impl CourseRow {
    /// What the due engine asks for.
    pub fn facts(&self) -> Facts {
        Facts {
            course: self.course.clone(),
            worker: self.derived.worker,
            last_two_way: Some(self.derived.last_two_way),
            plan_changed: self.derived.plan_changed,
            answered: self.derived.answered.clone(),
            promises: self.promises.clone(),
            decisions: self.decisions.clone(),
            has_safe_contact: self.has_safe_contact,
        }
    }
}

/// A course with its whole history, words opened. Lists are in the order things happened.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseRecord {
    /// The course.
    pub row: CourseRow,
    /// How she may be contacted safely, in words.
    pub safe_contact: Option<String>,
    /// What was said at closing.
    pub closing_note: Option<String>,
    /// Long-term plan of phase 3.
    pub long_term_plan: Option<String>,
    /// Why a phase was changed, in words, by the id of the change.
    pub reasons: Vec<(PhaseEventId, String)>,
    /// Who worked on it when.
    pub assignments: Vec<Assignment>,
    /// Contacts, also those taken back.
    pub contacts: Vec<ContactEntry>,
    /// Agreed meetings, also those settled.
    pub appointments: Vec<AppointmentEntry>,
    /// Promises with their words.
    pub promises: Vec<(Promise, String)>,
    /// Focus areas of all phases.
    pub focus_areas: Vec<FocusAreaEntry>,
    /// Activities of the plan.
    pub activities: Vec<ActivityEntry>,
    /// The network.
    pub supporters: Vec<SupporterEntry>,
    /// Filled-in instruments, also those taken back.
    pub responses: Vec<ResponseEntry>,
    /// What the team made of it at its meetings, also what was taken back.
    pub decisions: Vec<DecisionEntry>,
}

impl CourseRecord {
    /// The columns that repeat what the history says, computed anew from it by the domain's own functions: for
    /// after something was taken back or corrected.
    pub fn derive(&self, today: Date) -> Derived {
        let contacts = self.contacts.iter().filter(|entry| entry.undone_at.is_none());
        let plan_changed = self
            .focus_areas
            .iter()
            .flat_map(|entry| [Some(entry.area.chosen), entry.area.let_go])
            .chain(self.activities.iter().map(|entry| Some(entry.activity.state_date)))
            .flatten()
            .max();
        Derived {
            worker: domain::assignment::worker_on(&self.assignments, today),
            last_two_way: domain::silence::last_two_way(contacts.map(|entry| &entry.contact), today)
                .unwrap_or(self.row.course.first_contact),
            plan_changed,
            answered: self
                .responses
                .iter()
                .filter(|entry| entry.undone_at.is_none())
                .map(|entry| (entry.response.instrument.clone(), entry.response.occasion.clone()))
                .collect(),
        }
    }
}

/// A list as it is stored: its parts joined by `;`, empty when there are none.
pub(crate) fn joined<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    parts.into_iter().collect::<Vec<_>>().join(";")
}

/// The parts of a stored list.
pub(crate) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').filter(|part| !part.is_empty())
}

/// A stored list of codes.
pub(crate) fn codes<T>(text: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, StoreError> {
    parts(text)
        .map(|part| parse(part).ok_or_else(|| StoreError::Damaged(format!("code {part:?} in a list"))))
        .collect()
}

/// A time of day as it is stored: `HH:MM`.
pub(crate) fn clock(time: jiff::civil::Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A stored time of day.
pub(crate) fn clock_of(text: Option<String>) -> Result<Option<jiff::civil::Time>, StoreError> {
    text.map(|text| text.parse().map_err(|_| StoreError::Damaged(format!("time {text:?}")))).transpose()
}

/// Reads all rows of one table that belong to a course, oldest first as the statement orders them.
pub(crate) async fn of_course<T>(
    connection: &mut Connection,
    sql: Sql,
    key: &CourseKey,
    read: impl Fn(&Row, &CourseKey) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let rows = connection.rows(sql.with([v(key.organisation), v(key.subject)])).await?;
    rows.iter().map(|row| read(row, key)).collect()
}

impl Store {
    /// A course with its whole history, if it is within the scope on that day.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], [`StoreError::Damaged`], [`StoreError::Sealed`], [`StoreError::Locked`].
    pub async fn course(
        &self,
        scope: &Scope,
        id: CourseId,
        today: Date,
    ) -> Result<Option<Arc<CourseRecord>>, StoreError> {
        let mut connection = self.inner.pool.reader().await?;
        let Some(version) = course::version(&mut connection, scope, id, today).await? else {
            return Ok(None);
        };
        let organisation = scope.organisation();
        if let Some(known) = self.inner.records.get(organisation.uuid(), id.uuid(), version) {
            return Ok(Some(known));
        }
        let Some((record, version)) = self.load(&mut connection, organisation, id).await? else {
            return Ok(None);
        };
        let record = Arc::new(record);
        self.inner.records.put(organisation.uuid(), id.uuid(), version, Arc::clone(&record));
        Ok(Some(record))
    }

    /// Reads a whole course. The course itself is read first: should something be written meanwhile, the version
    /// remembered is too old rather than too new, and the next reader reads again.
    async fn load(
        &self,
        connection: &mut Connection,
        organisation: OrganisationId,
        id: CourseId,
    ) -> Result<Option<(CourseRecord, i64)>, StoreError> {
        let key = self.key_with(connection, organisation, id.uuid()).await?.ok_or(StoreError::Locked)?;
        let Some((mut row, words)) = course::load(connection, &key).await? else { return Ok(None) };
        let version = row.course.version;
        let events = of_course(connection, phase_event::OF_COURSE, &key, phase_event::read).await?;
        let mut reasons = Vec::with_capacity(events.len());
        for (event, reason) in events {
            reasons.push((event.id, reason));
            row.course.events.push(event);
        }
        let promises = of_course(connection, promise::OF_COURSE, &key, promise::read).await?;
        row.promises = promise::open_of(&promises);
        let decisions = of_course(connection, decision::OF_COURSE, &key, decision::read).await?;
        row.decisions = decision::open_of(&decisions);
        let record = CourseRecord {
            row,
            safe_contact: words.safe_contact,
            closing_note: words.closing_note,
            long_term_plan: words.long_term_plan,
            reasons,
            assignments: of_course(connection, assignment::OF_COURSE, &key, assignment::read).await?,
            contacts: of_course(connection, contact::OF_COURSE, &key, contact::read).await?,
            appointments: of_course(connection, appointment::OF_COURSE, &key, appointment::read).await?,
            promises,
            focus_areas: of_course(connection, focus_area::OF_COURSE, &key, focus_area::read).await?,
            activities: of_course(connection, activity::OF_COURSE, &key, activity::read).await?,
            supporters: of_course(connection, supporter::OF_COURSE, &key, supporter::read).await?,
            responses: of_course(connection, response::OF_COURSE, &key, response::read).await?,
            decisions,
        };
        Ok(Some((record, version)))
    }
}

/// The user whose own courses alone are in reach, as a value for a statement.
pub(crate) fn own(scope: &Scope) -> Option<UserId> {
    scope.only_own()
}

/// The id of the course a key belongs to.
pub(crate) fn course_of(key: &CourseKey) -> CourseId {
    CourseId::new(key.subject)
}

/// Checks that words are sealed with the key of the course and organisation that the statement names.
pub(crate) fn belongs(scope: &Scope, key: &CourseKey, course: CourseId) -> Result<Uuid, StoreError> {
    if key.organisation == scope.organisation() && key.subject == course.uuid() {
        Ok(course.uuid())
    } else {
        Err(StoreError::Reference)
    }
}
