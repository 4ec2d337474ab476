//! Contacts: meetings, calls, messages, accompaniments, coordination; their notes sealed.

use domain::contact::{
    Contact, ContactKind, ContactOutcome, ContactPlace, ContactRole, MeetingKind, NewTime, Participant,
};
use domain::id::{ContactId, CourseId, UserId};
use domain::policy::Scope;
use vault::Entropy;

use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::record::{belongs, clock, clock_of, codes, course_of, joined, parts};
use crate::row::{Columns, Row};
use crate::sql::{Sql, Statement, v};

const NOTE: &str = "contact.note";

pub(crate) const ALL: &[&Sql] = &[&INSERT, &UPDATE, &UNDO, &REDO, &OF_COURSE];

/// A contact as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactEntry {
    /// Its countable facts.
    pub contact: Contact,
    /// Its note.
    pub note: Option<String>,
    /// When it was recorded, microseconds since 1970 UTC.
    pub recorded_at: i64,
    /// When it was taken back.
    pub undone_at: Option<i64>,
    /// Counts changes; a new one has 1.
    pub version: i64,
}

const INSERT: Sql = Sql::one(
    "insert into contact (organisation_id, course_id, id, worker_id, day, clock, kind, role, outcome, minutes, \
     place, joined, meeting, areas, note_sealed, recorded_at, version, new_time) \
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1, $17)",
);

/// Adds a contact with its note.
///
/// # Errors
/// [`StoreError::Sealed`], or [`StoreError::Reference`] for the key of another course.
pub fn insert(
    scope: &Scope,
    key: &CourseKey,
    contact: &Contact,
    note: Option<&str>,
    recorded_at: i64,
    entropy: &mut dyn Entropy,
) -> Result<Statement, StoreError> {
    let statement = INSERT.with([
        v(scope.organisation()),
        v(belongs(scope, key, contact.course)?),
        v(contact.id),
        v(contact.worker),
        v(contact.date),
        v(contact.time.map(clock)),
        v(contact.kind.code()),
        v(contact.role.code()),
        v(contact.outcome.code()),
        v(contact.minutes),
        v(contact.place.map(ContactPlace::code)),
        v(joined(contact.joined.iter().map(|joined| joined.code()))),
        v(contact.meeting.map(MeetingKind::code)),
        v(joined(contact.areas.iter().map(String::as_str))),
        key.seal_option(NOTE, contact.id.uuid(), note, entropy)?,
        v(recorded_at),
        v(contact.new_time.map(NewTime::code)),
    ]);
    Ok(statement.within(contact.course))
}

const UPDATE: Sql = Sql::one(
    "update contact set worker_id = $5, day = $6, clock = $7, kind = $8, role = $9, outcome = $10, minutes = $11, \
     place = $12, joined = $13, meeting = $14, areas = $15, note_sealed = $16, new_time = $17, \
     version = version + 1 \
     where organisation_id = $1 and course_id = $2 and id = $3 and version = $4 and undone_at is null",
);

/// Corrects a contact, if nobody else did since this version.
///
/// # Errors
/// [`StoreError::Sealed`], or [`StoreError::Reference`] for the key of another course.
pub fn update(
    scope: &Scope,
    key: &CourseKey,
    contact: &Contact,
    note: Option<&str>,
    version: i64,
    entropy: &mut dyn Entropy,
) -> Result<Statement, StoreError> {
    let statement = UPDATE.with([
        v(scope.organisation()),
        v(belongs(scope, key, contact.course)?),
        v(contact.id),
        v(version),
        v(contact.worker),
        v(contact.date),
        v(contact.time.map(clock)),
        v(contact.kind.code()),
        v(contact.role.code()),
        v(contact.outcome.code()),
        v(contact.minutes),
        v(contact.place.map(ContactPlace::code)),
        v(joined(contact.joined.iter().map(|joined| joined.code()))),
        v(contact.meeting.map(MeetingKind::code)),
        v(joined(contact.areas.iter().map(String::as_str))),
        key.seal_option(NOTE, contact.id.uuid(), note, entropy)?,
        v(contact.new_time.map(NewTime::code)),
    ]);
    Ok(statement.exactly_one().within(contact.course))
}

const UNDO: Sql = Sql::one(
    "update contact set undone_at = $4, version = version + 1 \
     where organisation_id = $1 and course_id = $2 and id = $3 and undone_at is null",
);

/// Takes a contact back; it stays readable as taken back.
pub fn undo(scope: &Scope, course: CourseId, id: ContactId, at: i64) -> Statement {
    UNDO.with([v(scope.organisation()), v(course), v(id), v(at)]).exactly_one().within(course)
}

const REDO: Sql = Sql::one(
    "update contact set undone_at = null, version = version + 1 \
     where organisation_id = $1 and course_id = $2 and id = $3 and undone_at is not null",
);

/// Lets a contact that was taken back stand again.
pub fn redo(scope: &Scope, course: CourseId, id: ContactId) -> Statement {
    REDO.with([v(scope.organisation()), v(course), v(id)]).exactly_one().within(course)
}

pub(crate) const OF_COURSE: Sql = Sql::one(
    "select id, worker_id, day, clock, kind, role, outcome, new_time, minutes, place, joined, meeting, areas, recorded_at, \
     undone_at, version, note_sealed from contact where organisation_id = $1 and course_id = $2 \
     order by day, recorded_at, id",
);

/// A contact from its columns up to `version`, without its note.
pub(crate) fn read_columns(columns: &mut Columns<'_>, course: CourseId) -> Result<ContactEntry, StoreError> {
    let contact = Contact {
        id: ContactId::new(columns.id()?),
        course,
        worker: UserId::new(columns.id()?),
        date: columns.date()?,
        time: clock_of(columns.text_or_none()?)?,
        kind: columns.code(ContactKind::parse)?,
        role: columns.code(ContactRole::parse)?,
        outcome: columns.code(ContactOutcome::parse)?,
        new_time: columns.code_or_none(NewTime::parse)?,
        minutes: columns.number_or_none()?,
        place: columns.code_or_none(ContactPlace::parse)?,
        joined: codes(&columns.text()?, Participant::parse)?,
        meeting: columns.code_or_none(MeetingKind::parse)?,
        areas: parts(&columns.text()?).map(str::to_owned).collect(),
    };
    Ok(ContactEntry {
        contact,
        note: None,
        recorded_at: columns.int()?,
        undone_at: columns.int_or_none()?,
        version: columns.int()?,
    })
}

pub(crate) fn read(row: &Row, key: &CourseKey) -> Result<ContactEntry, StoreError> {
    let mut columns = row.columns();
    let entry = read_columns(&mut columns, course_of(key))?;
    let note = key.open_option(NOTE, entry.contact.id.uuid(), columns.bytes_or_none()?)?;
    Ok(ContactEntry { note, ..entry })
}
