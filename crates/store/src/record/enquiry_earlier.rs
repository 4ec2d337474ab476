//! What stood in an enquiry before it was changed: nothing that was set goes without a trace. Facts are columns, words are
//! sealed with the enquiry's own key.

use domain::enquiry::EnquiryField;
use domain::id::{EnquiryId, UserId};
use domain::policy::Scope;
use uuid::Uuid;
use vault::Entropy;

use crate::error::StoreError;
use crate::keys::CourseKey;
use crate::record::enquiry::own_key;
use crate::row::Row;
use crate::sql::{Sql, Statement, v};
use crate::store::Store;

const WORDS: &str = "enquiry_earlier.words";
const WHY: &str = "enquiry_earlier.why";

pub(crate) const ALL: &[&Sql] = &[&INSERT, &OF_ENQUIRY];

/// A value of an enquiry that no longer stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Its own id.
    pub id: Uuid,
    /// The enquiry.
    pub enquiry: EnquiryId,
    /// Which of its fields.
    pub field: EnquiryField,
    /// What stood there: a code, an id or an ISO date, or words.
    pub value: String,
    /// Why it was corrected, where that was said.
    pub why: Option<String>,
    /// Who changed it.
    pub by: UserId,
    /// When, microseconds since 1970 UTC; the same for all that was changed at once.
    pub at: i64,
}

const INSERT: Sql = Sql::one(
    "insert into enquiry_earlier (organisation_id, enquiry_id, id, field, fact, words_sealed, why_sealed, made_by, \
     made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
);

const fn is_words(field: EnquiryField) -> bool {
    matches!(field, EnquiryField::Said | EnquiryField::Reason)
}

/// Keeps what stood there.
///
/// # Errors
/// [`StoreError::Sealed`], or [`StoreError::Reference`] for the key of something else.
pub fn insert(
    scope: &Scope,
    key: &CourseKey,
    earlier: &Earlier,
    entropy: &mut dyn Entropy,
) -> Result<Statement, StoreError> {
    own_key(scope, key, earlier.enquiry)?;
    let sealed = is_words(earlier.field);
    let words = Some(earlier.value.as_str()).filter(|_| sealed);
    Ok(INSERT.with([
        v(scope.organisation()),
        v(earlier.enquiry),
        v(earlier.id),
        v(earlier.field.code()),
        v(Some(earlier.value.clone()).filter(|_| !sealed)),
        key.seal_option(WORDS, earlier.id, words, entropy)?,
        key.seal_option(WHY, earlier.id, earlier.why.as_deref(), entropy)?,
        v(earlier.by),
        v(earlier.at),
    ]))
}

const OF_ENQUIRY: Sql = Sql::one(
    "select id, field, fact, made_by, made_at, words_sealed, why_sealed from enquiry_earlier \
     where organisation_id = $1 and enquiry_id = $2 order by made_at desc, id",
);

fn read(row: &Row, enquiry: EnquiryId, key: &CourseKey) -> Result<Earlier, StoreError> {
    let mut columns = row.columns();
    let (id, field, fact) = (columns.id()?, columns.code(EnquiryField::parse)?, columns.text_or_none()?);
    let (by, at) = (UserId::new(columns.id()?), columns.int()?);
    let words = key.open_option(WORDS, id, columns.bytes_or_none()?)?;
    let why = key.open_option(WHY, id, columns.bytes_or_none()?)?;
    let value = fact.or(words).ok_or_else(|| StoreError::Damaged(format!("what enquiry {enquiry} was")))?;
    Ok(Earlier { id, enquiry, field, value, why, by, at })
}

impl Store {
    /// What stood in an enquiry before, the latest change first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], [`StoreError::Damaged`], [`StoreError::Sealed`], [`StoreError::Locked`].
    pub async fn enquiry_earlier(&self, scope: &Scope, id: EnquiryId) -> Result<Vec<Earlier>, StoreError> {
        let rows = self.rows(OF_ENQUIRY.with([v(scope.organisation()), v(id)])).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.key(scope.organisation(), id.uuid()).await?.ok_or(StoreError::Locked)?;
        rows.iter().map(|row| read(row, id, &key)).collect()
    }
}
