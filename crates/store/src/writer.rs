//! The writer: takes all waiting units, runs them in one transaction, commits once, and only then tells each of them.
//! Should one of several fail, they are run anew, each in its own savepoint, and the one that fails undoes itself
//! alone; a commit that fails fails them all.
//!
//! On SQLite there is one writer, because the database has one: a thread with a connection of its own, on which a whole
//! transaction runs without changing threads. A commit waits for the disk, so what arrives meanwhile shares the next.
//! On PostgreSQL several writers share the organisations between them, because each
//! organisation's audit chain is a queue in any case. Decides nothing about what is written.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError, RwLock};

use domain::id::OrganisationId;
use tokio::sync::{mpsc, oneshot};

use crate::audit::{self, Head};
use crate::connection::Connection;
use crate::db::Pool;
use crate::error::StoreError;
use crate::here::Here;
use crate::idempotency;
use crate::sql::Sql;
use crate::unit::{Outcome, Unit};

/// Units that may wait before a caller has to.
const QUEUE: usize = 1024;
/// Units in one transaction: bounds how long a commit can grow and so how long anybody waits.
const BATCH: usize = 128;
/// Writers on PostgreSQL.
const WRITERS_PG: usize = 4;

const BEGIN: Sql = Sql::pair("begin immediate", "begin");
const COMMIT: Sql = Sql::one("commit");
const ROLLBACK: Sql = Sql::one("rollback");
const MARK: Sql = Sql::one("savepoint unit");
const KEEP: Sql = Sql::one("release savepoint unit");
const UNDO: Sql =
    Sql::pair("rollback to savepoint unit", "rollback to savepoint unit; release savepoint unit");

struct Job {
    unit: Unit,
    done: oneshot::Sender<Result<Outcome, StoreError>>,
}

/// The writers' side that callers hold.
#[derive(Debug)]
pub(crate) struct Writer {
    /// Empty once it is closed.
    queues: RwLock<Vec<mpsc::Sender<Job>>>,
    /// Tells when the writer of a file has ended and its connection is closed.
    ended: Mutex<Option<oneshot::Receiver<()>>>,
}

impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Job")
    }
}

/// Where the connection of a writer comes from.
enum Source {
    /// The pool of a server, one for each transaction.
    Pool(Pool),
    /// The writer's own to a file; none after it was given up.
    Own { path: PathBuf, idle: Option<Here> },
}

impl Source {
    async fn lend(&mut self) -> Result<Connection, StoreError> {
        match self {
            Self::Pool(pool) => pool.reader().await,
            Self::Own { path, idle } => {
                idle.take().map_or_else(|| Here::open(path), Ok).map(Connection::Here)
            }
        }
    }

    fn take_back(&mut self, connection: Connection) {
        if let (Self::Own { idle, .. }, Connection::Here(own)) = (self, connection) {
            *idle = Some(own);
        }
    }
}

impl Writer {
    /// Starts the writers of a database; `own` is the connection of the one writer of a file. They end when the
    /// `Writer` is closed or dropped and the queue is empty.
    pub(crate) fn start(pool: &Pool, own: Option<Here>) -> Result<Self, StoreError> {
        let Some(own) = own else {
            let queues = (0..WRITERS_PG).map(|_| {
                let (send, receive) = mpsc::channel(QUEUE);
                tokio::spawn(run(Source::Pool(pool.clone()), receive));
                send
            });
            return Ok(Self { queues: RwLock::new(queues.collect()), ended: Mutex::new(None) });
        };
        let (send, receive) = mpsc::channel(QUEUE);
        let (end, ended) = oneshot::channel();
        let source = Source::Own { path: own.path().to_owned(), idle: Some(own) };
        let runtime = tokio::runtime::Handle::current();
        let thread = std::thread::Builder::new().name("writer".to_owned());
        thread
            .spawn(move || {
                runtime.block_on(run(source, receive));
                // Nobody waits for it where the process just ends.
                let _nobody = end.send(());
            })
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        Ok(Self { queues: RwLock::new(vec![send]), ended: Mutex::new(Some(ended)) })
    }

    /// Writes a unit; returns when it is durable or has failed. Dropping the future does not stop the unit.
    pub(crate) async fn write(&self, unit: Unit) -> Result<Outcome, StoreError> {
        let (done, answer) = oneshot::channel();
        let [.., last] = *unit.organisation.uuid().as_bytes();
        let closed = || StoreError::Unavailable("the writer has stopped".to_owned());
        let queue = {
            let queues = self.queues.read().unwrap_or_else(PoisonError::into_inner);
            queues.get(usize::from(last) % queues.len().max(1)).cloned().ok_or_else(closed)?
        };
        queue.send(Job { unit, done }).await.map_err(|_| closed())?;
        answer.await.map_err(|_| closed())?
    }

    /// Takes nothing more, writes what waits and closes the writer's own connection.
    pub(crate) async fn close(&self) {
        self.queues.write().unwrap_or_else(PoisonError::into_inner).clear();
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(ended) = ended {
            // An error says that it has ended too.
            drop(ended.await);
        }
    }
}

async fn run(mut source: Source, mut queue: mpsc::Receiver<Job>) {
    let mut jobs = Vec::with_capacity(BATCH);
    while queue.recv_many(&mut jobs, BATCH).await > 0 {
        let (units, waiting): (Vec<_>, Vec<_>) = jobs.drain(..).map(|job| (job.unit, job.done)).unzip();
        let results = match source.lend().await {
            Ok(connection) => batch(&mut source, connection, units).await,
            Err(error) => Err(error),
        };
        for (index, done) in waiting.into_iter().enumerate() {
            let result = match &results {
                Ok(results) => results.get(index).cloned().unwrap_or(Err(StoreError::Conflict)),
                Err(error) => Err(error.clone()),
            };
            // Who asked may have gone; what was written stays written.
            drop(done.send(result));
        }
    }
}

type Heads = BTreeMap<OrganisationId, Head>;

/// One transaction. `Err` means that nothing of it was written.
async fn batch(
    source: &mut Source,
    mut connection: Connection,
    units: Vec<Unit>,
) -> Result<Vec<Result<Outcome, StoreError>>, StoreError> {
    let written = transaction(&mut connection, &units).await;
    // The state of the connection is unknown: SQLite may have rolled back by itself, a server may be gone.
    if written.is_err() && connection.control(ROLLBACK).await.is_err() {
        connection.discard().await;
    } else {
        source.take_back(connection);
    }
    written
}

async fn transaction(
    connection: &mut Connection,
    units: &[Unit],
) -> Result<Vec<Result<Outcome, StoreError>>, StoreError> {
    match together(connection, units).await? {
        Some(results) => Ok(results),
        None => one_by_one(connection, units).await,
    }
}

/// All units with nothing between them: nearly always each of them succeeds. `None`, and nothing written, where one
/// of several did not, for then it has to be undone alone.
async fn together(
    connection: &mut Connection,
    units: &[Unit],
) -> Result<Option<Vec<Result<Outcome, StoreError>>>, StoreError> {
    connection.control(BEGIN).await?;
    let mut results = Vec::with_capacity(units.len());
    let mut events = Vec::with_capacity(units.len());
    for unit in units {
        match run_unit(connection, unit).await {
            Ok(outcome) => {
                if outcome == Outcome::Done {
                    events.extend(unit.events.iter().map(|event| (unit.organisation, event)));
                }
                results.push(Ok(outcome));
            }
            Err(error) if error.is_fatal() => return Err(error),
            Err(error) => {
                connection.control(ROLLBACK).await?;
                return Ok((units.len() == 1).then(|| vec![Err(error)]));
            }
        }
    }
    let mut heads = Heads::new();
    let mut rows = Vec::with_capacity(events.len());
    for (organisation, event) in events {
        let (row, next) = audit::row_after(head(connection, &heads, organisation).await?, event);
        rows.push(row);
        heads.insert(organisation, next);
    }
    for statement in audit::append_all(rows) {
        connection.execute(&statement).await?;
    }
    commit(connection, heads).await?;
    Ok(Some(results))
}

/// Each unit in its own savepoint: one that fails undoes itself alone.
async fn one_by_one(
    connection: &mut Connection,
    units: &[Unit],
) -> Result<Vec<Result<Outcome, StoreError>>, StoreError> {
    connection.control(BEGIN).await?;
    let mut heads = Heads::new();
    let mut results = Vec::with_capacity(units.len());
    for unit in units {
        connection.control(MARK).await?;
        match accounted(connection, &mut heads, unit).await {
            Ok(outcome @ Outcome::Done) => {
                connection.control(KEEP).await?;
                results.push(Ok(outcome));
            }
            Err(error) if error.is_fatal() => return Err(error),
            refused => {
                connection.control(UNDO).await?;
                results.push(refused);
            }
        }
    }
    commit(connection, heads).await?;
    Ok(results)
}

async fn commit(connection: &mut Connection, heads: Heads) -> Result<(), StoreError> {
    for (organisation, head) in heads {
        connection.execute(&audit::set_head(organisation, head)).await?;
    }
    connection.control(COMMIT).await
}

/// The end of an organisation's chain within this transaction.
async fn head(
    connection: &mut Connection,
    heads: &Heads,
    organisation: OrganisationId,
) -> Result<Head, StoreError> {
    match heads.get(&organisation) {
        Some(head) => Ok(*head),
        None => audit::head(connection, organisation).await,
    }
}

/// One unit and its events. Where it fails, the ends of the chains stay as they were.
async fn accounted(
    connection: &mut Connection,
    heads: &mut Heads,
    unit: &Unit,
) -> Result<Outcome, StoreError> {
    let outcome = run_unit(connection, unit).await?;
    if outcome == Outcome::Done && !unit.events.is_empty() {
        let mut last = head(connection, heads, unit.organisation).await?;
        for event in &unit.events {
            let (statement, next) = audit::append(last, event);
            connection.execute(&statement).await?;
            last = next;
        }
        heads.insert(unit.organisation, last);
    }
    Ok(outcome)
}

/// What one unit writes, but for its events.
async fn run_unit(connection: &mut Connection, unit: &Unit) -> Result<Outcome, StoreError> {
    if let Some(once) = &unit.idempotency {
        let key = idempotency::remember(unit.organisation, once, unit.now);
        let added = connection.execute(&key).await?;
        if added == 0 {
            return idempotency::recall(connection, unit.organisation, once).await;
        }
    }
    for statement in &unit.statements {
        connection.execute(statement).await?;
    }
    Ok(Outcome::Done)
}
