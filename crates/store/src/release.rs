//! What left the record as numbers: for each release the groups of persons it was about and the findings as they were let
//! out, in bytes that the evaluation reads. Decides nothing about what may leave; a release that somebody else numbered
//! first is not written.

use domain::Date;
use domain::audit::AuditEvent;
use domain::policy::Scope;
use domain::programme::ProgrammeId;

use crate::error::StoreError;
use crate::row::Row;
use crate::sql::{Sql, v};
use crate::store::Store;
use crate::unit::Unit;

pub(crate) const ALL: &[&Sql] = &[&INSERT, &FIND, &LATEST, &TOLD];

/// A release as it is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRelease {
    /// Its number in the programme: one more than the last that was read.
    pub number: i64,
    /// Digest of study and period.
    pub question: String,
    /// The day the data were cut.
    pub data_cut: Date,
    /// First and last day of the period; open where there is none.
    pub period: (Option<Date>, Option<Date>),
    /// The groups it is about.
    pub told: Vec<u8>,
    /// The findings.
    pub findings: Vec<u8>,
}

/// What is judged against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its number.
    pub number: i64,
    /// The day the data were cut.
    pub data_cut: Date,
    /// First and last day of the period.
    pub period: (Option<Date>, Option<Date>),
    /// The groups it is about.
    pub told: Vec<u8>,
}

const INSERT: Sql = Sql::one(
    "insert into evaluation_release (organisation_id, programme, number, question, data_cut, first_day, last_day, told, \
     findings, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
);

const FIND: Sql = Sql::one(
    "select data_cut, findings from evaluation_release \
     where organisation_id = $1 and programme = $2 and question = $3 and data_cut = $4",
);

const LATEST: Sql = Sql::one(
    "select data_cut, findings from evaluation_release \
     where organisation_id = $1 and programme = $2 and question = $3 and data_cut < $4 order by data_cut desc limit 1",
);

const TOLD: Sql = Sql::one(
    "select number, data_cut, first_day, last_day, told from evaluation_release \
     where organisation_id = $1 and programme = $2 order by number",
);

fn findings(row: &Row) -> Result<(Date, Vec<u8>), StoreError> {
    let mut columns = row.columns();
    Ok((columns.date()?, columns.bytes()?))
}

fn told(row: &Row) -> Result<Told, StoreError> {
    let mut columns = row.columns();
    Ok(Told {
        number: columns.int()?,
        data_cut: columns.date()?,
        period: (columns.date_or_none()?, columns.date_or_none()?),
        told: columns.bytes()?,
    })
}

impl Store {
    /// The findings that were let out for a question, as of a day.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn release_of(
        &self,
        scope: &Scope,
        (programme, question): (&ProgrammeId, &str),
        data_cut: Date,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let asked = [v(programme.0.clone()), v(question.to_owned()), v(data_cut)];
        let [programme, question, day] = asked;
        let row = self.row(FIND.with([v(scope.organisation()), programme, question, day])).await?;
        row.map(|row| findings(&row).map(|(_, bytes)| bytes)).transpose()
    }

    /// The newest findings that were let out for a question, as of a day before another.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn release_before(
        &self,
        scope: &Scope,
        (programme, question): (&ProgrammeId, &str),
        before: Date,
    ) -> Result<Option<(Date, Vec<u8>)>, StoreError> {
        let asked = [v(programme.0.clone()), v(question.to_owned()), v(before)];
        let [programme, question, day] = asked;
        let row = self.row(LATEST.with([v(scope.organisation()), programme, question, day])).await?;
        row.map(|row| findings(&row)).transpose()
    }

    /// All that was let out of a programme, in order.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn releases(&self, scope: &Scope, programme: &ProgrammeId) -> Result<Vec<Told>, StoreError> {
        let rows = self.rows(TOLD.with([v(scope.organisation()), v(programme.0.clone())])).await?;
        rows.iter().map(told).collect()
    }

    /// Adds releases with their audit event, unless another took a number since all were read: then what they were judged
    /// against is no longer all, and none is added.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] where another was first; [`StoreError::Unavailable`].
    pub async fn add_releases(
        &self,
        programme: &ProgrammeId,
        releases: Vec<NewRelease>,
        event: AuditEvent,
    ) -> Result<(), StoreError> {
        let (organisation, actor, at) = (event.organisation, event.actor, event.at);
        let statement = |release: NewRelease| {
            INSERT.with([
                v(organisation),
                v(programme.0.clone()),
                v(release.number),
                v(release.question),
                v(release.data_cut),
                v(release.period.0),
                v(release.period.1),
                v(release.told),
                v(release.findings),
                v(actor),
                v(at),
            ])
        };
        let unit = releases.into_iter().map(statement).fold(Unit::new(event), Unit::and);
        self.write(unit).await.map(|_| ())
    }
}
