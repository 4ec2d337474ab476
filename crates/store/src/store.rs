//! The store as the floors above hold it: reads and writes units. The functions that know a table stand in the
//! module of that table; the decisions stand above.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use domain::id::OrganisationId;
use vault::{KeyRing, PrivateKey};

use crate::cache::Cache;
use crate::db::{Place, Pool};
use crate::error::StoreError;
use crate::keys::Holder;
use crate::record::{CourseRecord, CourseRow};
use crate::row::Row;
use crate::sql::Statement;
use crate::unit::{Outcome, Unit};
use crate::writer::Writer;

/// Data keys remembered unwrapped (about 200 bytes each).
const KEYS: usize = 20_000;
/// Courses remembered as a line of a list (about 1 KiB each).
const ROWS: usize = 16_000;
/// Courses remembered with their whole history (about 20 KiB each).
const RECORDS: usize = 4_000;

/// The open database. Cheap to clone; all clones share pools, writer and keys.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) pool: Pool,
    writer: Writer,
    pub(crate) ring: KeyRing,
    pub(crate) holders: RwLock<BTreeMap<OrganisationId, Arc<Holder>>>,
    pub(crate) readings: crate::reading::Readings,
    pub(crate) sessions: crate::session::SessionCache,
    pub(crate) staff: crate::user::Staff,
    pub(crate) codes: crate::record::course::Codes,
    pub(crate) rows: Cache<CourseRow>,
    pub(crate) records: Cache<CourseRecord>,
    pub(crate) tallies: crate::record::tally::Tallies,
}

impl Store {
    /// Opens the database and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Migration`].
    pub async fn open(place: &Place) -> Result<Self, StoreError> {
        let (pool, own) = Pool::open(place).await?;
        let writer = Writer::start(&pool, own)?;
        let inner = Inner {
            pool,
            writer,
            ring: KeyRing::new(KEYS),
            holders: RwLock::default(),
            readings: crate::reading::Readings::default(),
            sessions: crate::session::SessionCache::default(),
            staff: crate::user::Staff::default(),
            codes: crate::record::course::Codes::default(),
            rows: Cache::new(ROWS),
            records: Cache::new(RECORDS),
            tallies: crate::record::tally::Tallies::default(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Loads the private key of an organisation, without which its words stay sealed.
    pub fn unlock(&self, organisation: OrganisationId, key: PrivateKey) {
        let mut holders = self.inner.holders.write().unwrap_or_else(PoisonError::into_inner);
        holders.insert(organisation, Arc::new(Holder::new(key)));
    }

    /// Writes a unit: all of it or nothing. When this returns `Ok` it is on the disk.
    ///
    /// # Errors
    /// Any [`StoreError`] that a statement of the unit gives; then nothing of it was written.
    pub async fn write(&self, mut unit: Unit) -> Result<Outcome, StoreError> {
        unit.count_versions();
        let (organisation, counts) = (unit.organisation, unit.changes_counts());
        let outcome = self.inner.writer.write(unit).await;
        if counts {
            self.inner.tallies.forget(organisation);
        }
        outcome
    }

    /// Runs a read.
    pub(crate) async fn rows(&self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        self.inner.pool.reader().await?.rows(statement).await
    }

    /// Runs a read that gives one row or none.
    pub(crate) async fn row(&self, statement: Statement) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(statement).await?.into_iter().next())
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.rows(crate::registry::PING.with([])).await.map(|_| ())
    }

    /// Closes all connections. What was acknowledged is on the disk in any case.
    pub async fn close(&self) {
        self.inner.pool.close().await;
        // Last: on a file it folds the write-ahead log into it.
        self.inner.writer.close().await;
    }
}
