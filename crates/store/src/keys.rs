//! Data keys: made for a subject (a course, an enquiry, a member of staff's drafts), stored only wrapped, opened
//! with the organisation's private key and remembered for a while. Seals and opens the words of rows.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use domain::id::OrganisationId;
use uuid::Uuid;
use vault::{Associated, DataKey, Drawn, Entropy, KeyWrap, PublicKey, RecipientKind, VaultError};

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

/// A fresh data key for a subject, and the statement that stores it wrapped to the organisation. Words sealed
/// with the key belong into the same unit.
///
/// # Errors
/// [`StoreError::Sealed`] when randomness fails.
pub fn create(
    organisation: OrganisationId,
    (kind, subject): (&'static str, Uuid),
    public: &PublicKey,
    now: i64,
    entropy: &mut dyn Entropy,
) -> Result<(CourseKey, Statement), StoreError> {
    let key = DataKey::generate(entropy)?;
    let own = *organisation.uuid().as_bytes();
    let wrap = vault::wrap::wrap(
        &key,
        (own, *subject.as_bytes()),
        (RecipientKind::Organisation, own),
        public,
        entropy,
    )?;
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

/// Randomness of one key and its wrap, bytes.
const OF_ONE: usize = 32 + 64;

/// The same for many subjects, on all cores: each costs two operations on the curve. Randomness is drawn first, in the
/// order of the subjects, so that the outcome does not depend on which core was quicker.
///
/// # Errors
/// [`StoreError::Sealed`] when randomness fails.
pub fn create_all(
    organisation: OrganisationId,
    kind: &'static str,
    subjects: &[Uuid],
    (public, now): (&PublicKey, i64),
    entropy: &mut dyn Entropy,
) -> Result<Vec<(CourseKey, Statement)>, StoreError> {
    let draw = |subject: &Uuid| Ok((*subject, Drawn::<OF_ONE>::draw(entropy)?));
    let mut drawn = subjects.iter().map(draw).collect::<Result<Vec<_>, VaultError>>()?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = drawn.len().div_ceil(threads).max(1);
    let work = |(subject, drawn): &mut (Uuid, Drawn<OF_ONE>)| {
        create(organisation, (kind, *subject), public, now, drawn)
    };
    std::thread::scope(|scope| {
        let shares = drawn.chunks_mut(share);
        let threads: Vec<_> =
            shares.map(|share| scope.spawn(move || share.iter_mut().map(work).collect())).collect();
        let mut all = Vec::with_capacity(subjects.len());
        for thread in threads {
            let done: Result<Vec<_>, StoreError> =
                thread.join().map_err(|_| StoreError::Unavailable("a thread that seals".to_owned()))?;
            all.append(&mut done?);
        }
        Ok(all)
    })
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

    /// What an organisation's data keys are wrapped to, from its loaded private key.
    ///
    /// # Errors
    /// [`StoreError::Locked`].
    pub fn public_key(&self, organisation: OrganisationId) -> Result<PublicKey, StoreError> {
        let private = self.inner.private.read().unwrap_or_else(PoisonError::into_inner);
        private.get(&organisation).map(|pair| pair.1.clone()).ok_or(StoreError::Locked)
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
        let private = self.inner.private.read().unwrap_or_else(PoisonError::into_inner);
        private.get(&organisation).map(|pair| pair.0.mark(fields)).ok_or(StoreError::Locked)
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
            let private = self.inner.private.read().unwrap_or_else(PoisonError::into_inner);
            let (private, _) = private.get(&organisation).ok_or(StoreError::Locked)?;
            vault::wrap::unwrap(wrap, ids, private)?
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
        let private = {
            let keys = self.inner.private.read().unwrap_or_else(PoisonError::into_inner);
            keys.get(&organisation).map(|pair| pair.0.clone()).ok_or(StoreError::Locked)?
        };
        let (mut after, mut tried, mut failed) = (Uuid::nil(), 0, Vec::new());
        loop {
            let rows = self.rows(EVERY.with([v(organisation), v(after), v(1_000_i64)])).await?;
            for row in &rows {
                let mut columns = row.columns();
                after = columns.id()?;
                tried += 1;
                let ids = (*organisation.uuid().as_bytes(), *after.as_bytes());
                let opened = wrap_of(&mut columns).map(|wrap| vault::wrap::unwrap(&wrap, ids, &private));
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
