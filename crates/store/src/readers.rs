//! Connections to a file for reading: a few, each lent to one reader at a time. A read runs on the thread that asks;
//! what else that thread was to do goes on elsewhere meanwhile. Knows no table.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::StoreError;
use crate::here::{Cells, Here};
use crate::sql::Statement;

/// Connections for reading. More than cores are of no use to an embedded database.
const READERS: usize = 4;

/// The readers of a file; each is opened when it is first needed.
#[derive(Debug)]
pub(crate) struct Readers {
    path: PathBuf,
    turns: Arc<Semaphore>,
    idle: Mutex<Vec<Here>>,
}

/// A reader that is lent; it goes back by itself.
pub(crate) struct Lent {
    /// Empty only while it goes back.
    here: Option<Here>,
    readers: Arc<Readers>,
    _turn: OwnedSemaphorePermit,
}

impl Readers {
    pub(crate) fn of(path: PathBuf) -> Self {
        Self { path, turns: Arc::new(Semaphore::new(READERS)), idle: Mutex::default() }
    }

    /// Waits for a reader.
    pub(crate) async fn lend(self: &Arc<Self>) -> Result<Lent, StoreError> {
        let closed = |_| StoreError::Unavailable("the readers are closed".to_owned());
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(closed)?;
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let here = idle.map_or_else(|| Here::reader(&self.path), Ok)?;
        Ok(Lent { here: Some(here), readers: Arc::clone(self), _turn: turn })
    }

    /// Lends nothing more and closes those that are lent as they come back.
    pub(crate) fn close(&self) {
        self.turns.close();
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Lent {
    /// Runs a read and takes all its rows.
    pub(crate) fn rows(&self, statement: &Statement) -> Result<Vec<Cells>, StoreError> {
        self.with(|here| here.rows(statement))
    }

    /// Runs a write, which the database refuses.
    pub(crate) fn execute(&self, statement: &Statement) -> Result<u64, StoreError> {
        self.with(|here| here.execute(statement.sql.lite, &statement.values))
    }

    /// Lets the database check a statement without running it.
    pub(crate) fn check(&self, text: &'static str) -> Result<(), StoreError> {
        self.with(|here| here.check(text))
    }

    /// Closes it instead of giving it back.
    pub(crate) fn discard(mut self) {
        drop(self.here.take());
    }

    fn with<T>(&self, run: impl FnOnce(&Here) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let gone = || StoreError::Unavailable("a reader that went back".to_owned());
        let here = self.here.as_ref().ok_or_else(gone)?;
        aside(|| run(here))
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(here) = self.here.take().filter(|_| !self.readers.turns.is_closed()) {
            self.readers.idle.lock().unwrap_or_else(PoisonError::into_inner).push(here);
        }
    }
}

/// Runs what may take long. Where there are other threads, they take over what waits for this one.
fn aside<T>(run: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|handle| handle.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(run),
        _ => run(),
    }
}
