//! Data keys: made for a subject (a course, an enquiry, a member of staff's drafts), stored only wrapped, opened
//! with the organisation's private key and remembered for a while. Seals and opens the words of rows.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::id::OrganisationId;
use uuid::Uuid;
use vault::{
    Associated, DataKey, Entropy, Id, KeyWrap, PrivateKey, Recipient, RecipientKind, Sender, VaultError,
};

use crate::connection::Connection;
use crate::error::StoreError;
use crate::record::list;
use crate::sql::{Sql, Statement, Value, v};
use crate::store::Store;

pub(crate) const ALL: &[&Sql] = &[&INSERT, &OWN, &OWN_OF_MANY, &EVERY];

/// Version of what the sealed fields mean.
pub(crate) const FIELD_VERSION: u32 = 1;

const INSERT: Sql = Sql::one(
    "insert into key_wrap (organisation_id, subject_id, generation, recipient_kind, recipient_id, subject_kind, \
     suite, wrapped, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
);

/// What opens an organisation's words: its private key, and the sender new data keys are wrapped with.
#[derive(Debug)]
pub(crate) struct Holder {
    recipient: Recipient,
    sender: Mutex<Option<Arc<Sender>>>,
}

impl Holder {
    pub(crate) fn new(key: PrivateKey) -> Self {
        Self { recipient: Recipient::new(key), sender: Mutex::default() }
    }

    /// The sender in use, or a new one when there is none or it has wrapped enough.
    fn sender(&self, organisation: Id, entropy: &mut dyn Entropy) -> Result<Arc<Sender>, VaultError> {
        let mut current = self.sender.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = current.as_ref().filter(|sender| !sender.is_spent()) {
            return Ok(Arc::clone(sender));
        }
        let to = (RecipientKind::Organisation, organisation);
        let sender = Arc::new(Sender::set_up(to, &self.recipient.private().public(), entropy)?);
        *current = Some(Arc::clone(&sender));
        Ok(sender)
    }
}

const OWN: Sql = Sql::one(
    "select recipient_kind, recipient_id, suite, wrapped from key_wrap where organisation_id = $1 \
     and subject_id = $2 and recipient_kind = 'organisation' and recipient_id = $1 order by generation desc limit 1",
);

const OWN_OF_MANY: Sql = Sql::one(concat!(
    "select subject_id, recipient_kind, recipient_id, suite, wrapped from key_wrap where organisation_id = $1 \
     and recipient_kind = 'organisation' and recipient_id = $1 and subject_id in ",
    list::fifty!(),
    " order by subject_id, generation"
));

const EVERY: Sql = Sql::one(
    "select subject_id, recipient_kind, recipient_id, suite, wrapped from key_wrap where organisation_id = $1 \
     and subject_id > $2 and recipient_kind = 'organisation' order by subject_id limit cast($3 as bigint)",
);

fn wrap_of(columns: &mut crate::row::Columns<'_>) -> Result<KeyWrap, StoreError> {
    Ok(KeyWrap {
        kind: columns.code(RecipientKind::parse)?,
        recipient: *columns.id()?.as_bytes(),
        suite: columns.number()?,
        bytes: columns.bytes()?,
    })
}

/// The data key of a subject, bound to the place its words stand in.
#[derive(Debug, Clone)]
pub struct CourseKey {
    pub(crate) organisation: OrganisationId,
    pub(crate) subject: Uuid,
    key: DataKey,
}

impl CourseKey {
    fn place<'a>(&self, field: &'a str, row: Uuid) -> Associated<'a> {
        Associated {
            organisation: *self.organisation.uuid().as_bytes(),
            course: *self.subject.as_bytes(),
            field,
            row: *row.as_bytes(),
            version: FIELD_VERSION,
        }
    }

    /// Words sealed for a field (`table.column`) of a row.
    ///
    /// # Errors
    /// [`StoreError::Sealed`].
    pub(crate) fn seal(
        &self,
        field: &'static str,
        row: Uuid,
        words: &str,
        entropy: &mut dyn Entropy,
    ) -> Result<Value, StoreError> {
        Ok(v(vault::seal::seal(&self.key, &self.place(field, row), words.as_bytes(), entropy)?.0))
    }

    /// The same for words that may be missing.
    ///
    /// # Errors
    /// [`StoreError::Sealed`].
    pub(crate) fn seal_option(
        &self,
        field: &'static str,
        row: Uuid,
        words: Option<&str>,
        entropy: &mut dyn Entropy,
    ) -> Result<Value, StoreError> {
        words.map_or(Ok(Value::Bytes(None)), |words| self.seal(field, row, words, entropy))
    }

    /// The words of a field of a row.
    ///
    /// # Errors
    /// [`StoreError::Sealed`] when they were sealed for another place or changed.
    pub(crate) fn open(&self, field: &'static str, row: Uuid, sealed: &[u8]) -> Result<String, StoreError> {
        let bytes = vault::seal::open(&self.key, &self.place(field, row), sealed)?;
        std::str::from_utf8(&bytes).map(str::to_owned).map_err(|_| StoreError::Sealed(VaultError::CannotOpen))
    }

    /// The same for words that may be missing.
    ///
    /// # Errors
    /// [`StoreError::Sealed`].
    pub(crate) fn open_option(
        &self,
        field: &'static str,
        row: Uuid,
        sealed: Option<Vec<u8>>,
    ) -> Result<Option<String>, StoreError> {
        sealed.map(|sealed| self.open(field, row, &sealed)).transpose()
    }
}

impl Store {
    /// The data key of a subject; `None` when it has none.
    ///
    /// # Errors
    /// [`StoreError::Locked`] without the organisation's private key, [`StoreError::Sealed`] when the wrap does
    /// not open.
    pub async fn key(
        &self,
        organisation: OrganisationId,
        subject: Uuid,
    ) -> Result<Option<CourseKey>, StoreError> {
        if let Some(key) = self.known_key(organisation, subject) {
            return Ok(Some(key));
        }
        let mut connection = self.inner.pool.reader().await?;
        self.key_with(&mut connection, organisation, subject).await
    }

    fn known_key(&self, organisation: OrganisationId, subject: Uuid) -> Option<CourseKey> {
        let key = self.inner.ring.get(*organisation.uuid().as_bytes(), *subject.as_bytes())?;
        Some(CourseKey { organisation, subject, key })
    }

    /// The same over a connection that the caller holds.
    pub(crate) async fn key_with(
        &self,
        connection: &mut Connection,
        organisation: OrganisationId,
        subject: Uuid,
    ) -> Result<Option<CourseKey>, StoreError> {
        if let Some(key) = self.known_key(organisation, subject) {
            return Ok(Some(key));
        }
        let rows = connection.rows(OWN.with([v(organisation), v(subject)])).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let wrap = wrap_of(&mut row.columns())?;
        self.unwrap(organisation, subject, &wrap).map(Some)
    }

    /// The data keys of up to fifty subjects.
    pub(crate) async fn keys_with(
        &self,
        connection: &mut Connection,
        organisation: OrganisationId,
        subjects: &[Uuid],
    ) -> Result<BTreeMap<Uuid, CourseKey>, StoreError> {
        let known = |id: &Uuid| self.known_key(organisation, *id).map(|key| (*id, key));
        let mut keys: BTreeMap<Uuid, CourseKey> = subjects.iter().filter_map(known).collect();
        let missing: Vec<Uuid> = subjects.iter().filter(|id| !keys.contains_key(id)).copied().collect();
        if !missing.is_empty() {
            for row in connection.rows(list::with_ids(OWN_OF_MANY, organisation, &missing)).await? {
                let mut columns = row.columns();
                let subject = columns.id()?;
                let wrap = wrap_of(&mut columns)?;
                keys.insert(subject, self.unwrap(organisation, subject, &wrap)?);
            }
        }
        Ok(keys)
    }

    /// A fresh data key for a subject, and the statement that stores it wrapped to the organisation. Words sealed with the
    /// key belong into the same unit.
    ///
    /// # Errors
    /// [`StoreError::Locked`] without the organisation's private key; [`StoreError::Sealed`] when randomness fails.
    pub fn new_key(
        &self,
        organisation: OrganisationId,
        (kind, subject): (&'static str, Uuid),
        now: i64,
        entropy: &mut dyn Entropy,
    ) -> Result<(CourseKey, Statement), StoreError> {
        let own = *organisation.uuid().as_bytes();
        let key = DataKey::generate(entropy)?;
        let sender = self.holder(organisation)?.sender(own, entropy)?;
        let wrap = sender.wrap(&key, (own, *subject.as_bytes()), entropy)?;
        let statement = INSERT.with([
            v(organisation),
            v(subject),
            v(1_i64),
            v(wrap.kind.code()),
            v(Uuid::from_bytes(wrap.recipient)),
            v(kind),
            v(wrap.suite),
            v(wrap.bytes),
            v(now),
        ]);
        Ok((CourseKey { organisation, subject, key }, statement))
    }

    fn holder(&self, organisation: OrganisationId) -> Result<Arc<Holder>, StoreError> {
        let holders = self.inner.holders.read().unwrap_or_else(PoisonError::into_inner);
        holders.get(&organisation).map(Arc::clone).ok_or(StoreError::Locked)
    }

    /// The fingerprint of a request, for [`crate::Idempotency`]: keyed, so that the words in it cannot be guessed
    /// from it.
    ///
    /// # Errors
    /// [`StoreError::Locked`].
    pub fn fingerprint(
        &self,
        organisation: OrganisationId,
        fields: &[&[u8]],
    ) -> Result<[u8; 32], StoreError> {
        Ok(self.holder(organisation)?.recipient.private().mark(fields))
    }

    /// Opens a wrap, or takes the key from memory; remembers it.
    pub(crate) fn unwrap(
        &self,
        organisation: OrganisationId,
        subject: Uuid,
        wrap: &KeyWrap,
    ) -> Result<CourseKey, StoreError> {
        let ids = (*organisation.uuid().as_bytes(), *subject.as_bytes());
        let key = if let Some(key) = self.inner.ring.get(ids.0, ids.1) {
            key
        } else {
            self.holder(organisation)?.recipient.unwrap(wrap, ids)?
        };
        self.inner.ring.put(ids.0, ids.1, key.clone());
        Ok(CourseKey { organisation, subject, key })
    }

    /// Opens every wrap of an organisation with its private key, without remembering; the subjects whose wrap
    /// does not open, and how many were tried.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Unavailable`].
    pub(crate) async fn verify_wraps(
        &self,
        organisation: OrganisationId,
    ) -> Result<(u64, Vec<Uuid>), StoreError> {
        let holder = self.holder(organisation)?;
        let (mut after, mut tried, mut failed) = (Uuid::nil(), 0, Vec::new());
        loop {
            let rows = self.rows(EVERY.with([v(organisation), v(after), v(1_000_i64)])).await?;
            for row in &rows {
                let mut columns = row.columns();
                after = columns.id()?;
                tried += 1;
                let ids = (*organisation.uuid().as_bytes(), *after.as_bytes());
                let opened = wrap_of(&mut columns).map(|wrap| holder.recipient.unwrap(&wrap, ids));
                if !matches!(opened, Ok(Ok(_))) {
                    failed.push(after);
                }
            }
            if rows.is_empty() {
                return Ok((tried, failed));
            }
        }
    }
}
