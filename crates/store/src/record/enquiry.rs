//! Enquiries: somebody knocks. No person is made of it; what was said is sealed with the enquiry's own key.

use domain::Date;
use domain::enquiry::{Door, Enquiry, EnquiryOutcome, TargetGroup};
use domain::id::{CourseId, EnquiryId, UserId};
use domain::policy::Scope;
use vault::Entropy;

use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::row::Row;
use crate::sql::{Sql, Statement, v};
use crate::store::Store;

const SAID: &str = "enquiry.said";
const REASON: &str = "enquiry.reason";

pub(crate) const ALL: &[&Sql] = &[&INSERT, &UPDATE, &GET, &SINCE];

/// An enquiry as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnquiryEntry {
    /// Its countable facts.
    pub enquiry: Enquiry,
    /// What was said.
    pub said: Option<String>,
    /// Why it came to this outcome.
    pub reason: Option<String>,
    /// When it was recorded, microseconds since 1970 UTC.
    pub recorded_at: i64,
    /// Counts changes; a new one has 1.
    pub version: i64,
}

const INSERT: Sql = Sql::one(
    "insert into enquiry (organisation_id, id, door, asked, offered, met, outcome, settled, course_id, owner_id, \
     said_sealed, reason_sealed, recorded_at, target_group, version) \
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)",
);

/// Adds an enquiry; its key is made with [`Store::new_key`](crate::Store::new_key) for the subject `("enquiry", id)` in the same
/// unit.
///
/// # Errors
/// [`StoreError::Sealed`], or [`StoreError::Reference`] for the key of something else.
pub fn insert(
    scope: &Scope,
    key: &CourseKey,
    entry: &EnquiryEntry,
    entropy: &mut dyn Entropy,
) -> Result<Statement, StoreError> {
    let enquiry = &entry.enquiry;
    let id = own_key(scope, key, enquiry.id)?;
    Ok(INSERT.with([
        v(scope.organisation()),
        v(enquiry.id),
        v(enquiry.door.code()),
        v(enquiry.asked),
        v(enquiry.offered),
        v(enquiry.met),
        v(enquiry.outcome.map(EnquiryOutcome::code)),
        v(enquiry.settled),
        v(enquiry.course),
        v(enquiry.owner),
        key.seal_option(SAID, id, entry.said.as_deref(), entropy)?,
        key.seal_option(REASON, id, entry.reason.as_deref(), entropy)?,
        v(entry.recorded_at),
        v(enquiry.target_group.map(TargetGroup::code)),
    ]))
}

pub(crate) fn own_key(scope: &Scope, key: &CourseKey, id: EnquiryId) -> Result<uuid::Uuid, StoreError> {
    let fits = key.organisation == scope.organisation() && key.subject == id.uuid();
    fits.then_some(id.uuid()).ok_or(StoreError::Reference)
}

const UPDATE: Sql = Sql::one(
    "update enquiry set door = $4, asked = $5, offered = $6, met = $7, outcome = $8, settled = $9, course_id = $10, \
     owner_id = $11, said_sealed = $12, reason_sealed = $13, target_group = $14, version = version + 1 \
     where organisation_id = $1 and id = $2 and version = $3",
);

/// Changes an enquiry, if nobody else did since this version.
///
/// # Errors
/// [`StoreError::Sealed`], or [`StoreError::Reference`] for the key of something else.
pub fn update(
    scope: &Scope,
    key: &CourseKey,
    entry: &EnquiryEntry,
    entropy: &mut dyn Entropy,
) -> Result<Statement, StoreError> {
    let enquiry = &entry.enquiry;
    let id = own_key(scope, key, enquiry.id)?;
    let statement = UPDATE.with([
        v(scope.organisation()),
        v(enquiry.id),
        v(entry.version),
        v(enquiry.door.code()),
        v(enquiry.asked),
        v(enquiry.offered),
        v(enquiry.met),
        v(enquiry.outcome.map(EnquiryOutcome::code)),
        v(enquiry.settled),
        v(enquiry.course),
        v(enquiry.owner),
        key.seal_option(SAID, id, entry.said.as_deref(), entropy)?,
        key.seal_option(REASON, id, entry.reason.as_deref(), entropy)?,
        v(enquiry.target_group.map(TargetGroup::code)),
    ]);
    Ok(statement.exactly_one())
}

const GET: Sql = Sql::one(
    "select id, door, asked, offered, met, target_group, outcome, settled, course_id, owner_id, recorded_at, version, \
     said_sealed, reason_sealed from enquiry where organisation_id = $1 and id = $2",
);

const SINCE: Sql = Sql::one(
    "select id, door, asked, offered, met, target_group, outcome, settled, course_id, owner_id, recorded_at, version, \
     said_sealed, reason_sealed from enquiry \
     where organisation_id = $1 and (asked >= $2 or (settled is null and outcome is null)) \
     order by asked desc, id desc limit cast($3 as bigint)",
);

impl Store {
    /// One enquiry with its words.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], [`StoreError::Damaged`], [`StoreError::Sealed`], [`StoreError::Locked`].
    pub async fn enquiry(&self, scope: &Scope, id: EnquiryId) -> Result<Option<EnquiryEntry>, StoreError> {
        let Some(row) = self.row(GET.with([v(scope.organisation()), v(id)])).await? else { return Ok(None) };
        self.read_enquiry(scope, &row).await.map(Some)
    }

    /// The enquiries since a day, and the open ones of any age, newest first.
    ///
    /// # Errors
    /// As [`Store::enquiry`].
    pub async fn enquiries(
        &self,
        scope: &Scope,
        since: Date,
        limit: u16,
    ) -> Result<Vec<EnquiryEntry>, StoreError> {
        let rows = self.rows(SINCE.with([v(scope.organisation()), v(since), v(limit)])).await?;
        let mut entries = Vec::with_capacity(rows.len());
        for row in &rows {
            entries.push(self.read_enquiry(scope, row).await?);
        }
        Ok(entries)
    }

    async fn read_enquiry(&self, scope: &Scope, row: &Row) -> Result<EnquiryEntry, StoreError> {
        let mut columns = row.columns();
        let enquiry = Enquiry {
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
        };
        let (recorded_at, version) = (columns.int()?, columns.int()?);
        let (said, reason) = (columns.bytes_or_none()?, columns.bytes_or_none()?);
        let id = enquiry.id.uuid();
        let mut entry = EnquiryEntry { enquiry, said: None, reason: None, recorded_at, version };
        if said.is_some() || reason.is_some() {
            let key = self.key(scope.organisation(), id).await?.ok_or(StoreError::Locked)?;
            entry.said = key.open_option(SAID, id, said)?;
            entry.reason = key.open_option(REASON, id, reason)?;
        }
        Ok(entry)
    }
}
