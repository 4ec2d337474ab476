//! Filled-in instruments: answers are countable and not sealed.

use domain::id::{CourseId, ResponseId, UserId};
use domain::instrument::InstrumentId;
use domain::policy::Scope;
use domain::response::{Informer, Mode, Response, from_text, to_text};

use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::record::course_of;
use crate::row::{Columns, Row};
use crate::sql::{Sql, Statement, Value, v};

pub(crate) const ALL: &[&Sql] = &[&INSERT, &INSERT_FIVE, &UPDATE, &UNDO, &OF_COURSE];

/// A filled-in instrument as it stands in the record.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseEntry {
    /// The response.
    pub response: Response,
    /// Who recorded it; none for responses brought in from elsewhere.
    pub recorded_by: Option<UserId>,
    /// When, microseconds since 1970 UTC.
    pub recorded_at: i64,
    /// When it was taken back.
    pub undone_at: Option<i64>,
    /// Counts changes; a new one has 1.
    pub version: i64,
}

const INSERT: Sql = Sql::one(
    "insert into response (organisation_id, course_id, id, instrument, instrument_version, occasion, day, mode, \
     informer, answers, score, recorded_by, recorded_at, version) \
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)",
);

/// Adds a response.
pub fn insert(
    scope: &Scope,
    response: &Response,
    recorded_by: Option<UserId>,
    recorded_at: i64,
) -> Statement {
    INSERT
        .with([
            v(scope.organisation()),
            v(response.course),
            v(response.id),
            v(response.instrument.0.clone()),
            v(response.version.clone()),
            v(response.occasion.clone()),
            v(response.date),
            v(response.mode.code()),
            v(response.informer.code()),
            v(to_text(&response.answers)),
            v(response.score),
            v(recorded_by),
            v(recorded_at),
        ])
        .within(response.course)
}

const INSERT_FIVE: Sql = Sql::one(
    "insert into response (organisation_id, course_id, id, instrument, instrument_version, occasion, day, mode, \
     informer, answers, score, recorded_by, recorded_at, version) values \
     ($1, $2, $5, $6, $7, $8, $9, $10, $11, $12, $13, $3, $4, 1), \
     ($1, $2, $14, $15, $16, $17, $18, $19, $20, $21, $22, $3, $4, 1), \
     ($1, $2, $23, $24, $25, $26, $27, $28, $29, $30, $31, $3, $4, 1), \
     ($1, $2, $32, $33, $34, $35, $36, $37, $38, $39, $40, $3, $4, 1), \
     ($1, $2, $41, $42, $43, $44, $45, $46, $47, $48, $49, $3, $4, 1)",
);

/// Adds responses of one course, five with one statement: a statement costs more than a row.
pub fn insert_all(
    scope: &Scope,
    (course, responses): (CourseId, &[Response]),
    recorded_by: Option<UserId>,
    recorded_at: i64,
) -> Vec<Statement> {
    let fives = responses.chunks_exact(5);
    let rest = fives.remainder().iter();
    let five = |five: &[Response]| {
        let shared = [v(scope.organisation()), v(course), v(recorded_by), v(recorded_at)];
        let values = shared.into_iter().chain(five.iter().flat_map(own_values));
        INSERT_FIVE.with_values(values.collect()).within(course)
    };
    let fives = fives.map(five);
    fives.chain(rest.map(|response| insert(scope, response, recorded_by, recorded_at))).collect()
}

/// What a row has of its own.
fn own_values(response: &Response) -> [Value; 9] {
    [
        v(response.id),
        v(response.instrument.0.clone()),
        v(response.version.clone()),
        v(response.occasion.clone()),
        v(response.date),
        v(response.mode.code()),
        v(response.informer.code()),
        v(to_text(&response.answers)),
        v(response.score),
    ]
}

const UPDATE: Sql = Sql::one(
    "update response set occasion = $5, day = $6, mode = $7, informer = $8, answers = $9, score = $10, \
     version = version + 1 \
     where organisation_id = $1 and course_id = $2 and id = $3 and version = $4 and undone_at is null",
);

/// Corrects a response, if nobody else did since this version.
pub fn update(scope: &Scope, response: &Response, version: i64) -> Statement {
    UPDATE
        .with([
            v(scope.organisation()),
            v(response.course),
            v(response.id),
            v(version),
            v(response.occasion.clone()),
            v(response.date),
            v(response.mode.code()),
            v(response.informer.code()),
            v(to_text(&response.answers)),
            v(response.score),
        ])
        .exactly_one()
        .within(response.course)
}

const UNDO: Sql = Sql::one(
    "update response set undone_at = $4, version = version + 1 \
     where organisation_id = $1 and course_id = $2 and id = $3 and undone_at is null",
);

/// Takes a response back; it stays readable as taken back.
pub fn undo(scope: &Scope, course: CourseId, id: ResponseId, at: i64) -> Statement {
    UNDO.with([v(scope.organisation()), v(course), v(id), v(at)]).exactly_one().within(course)
}

pub(crate) const OF_COURSE: Sql = Sql::one(
    "select id, instrument, instrument_version, occasion, day, mode, informer, answers, score, recorded_by, \
     recorded_at, undone_at, version from response \
     where organisation_id = $1 and course_id = $2 order by day, recorded_at, id",
);

pub(crate) fn read_columns(columns: &mut Columns<'_>, course: CourseId) -> Result<ResponseEntry, StoreError> {
    let id = ResponseId::new(columns.id()?);
    let response = Response {
        id,
        course,
        instrument: InstrumentId(columns.text()?),
        version: columns.text()?,
        occasion: columns.text()?,
        date: columns.date()?,
        mode: columns.code(Mode::parse)?,
        informer: columns.code(Informer::parse)?,
        answers: from_text(&columns.text()?)
            .ok_or_else(|| StoreError::Damaged(format!("answers of response {id}")))?,
        score: columns.real_or_none()?,
    };
    Ok(ResponseEntry {
        response,
        recorded_by: columns.id_or_none()?.map(UserId::new),
        recorded_at: columns.int()?,
        undone_at: columns.int_or_none()?,
        version: columns.int()?,
    })
}

pub(crate) fn read(row: &Row, key: &CourseKey) -> Result<ResponseEntry, StoreError> {
    read_columns(&mut row.columns(), course_of(key))
}
