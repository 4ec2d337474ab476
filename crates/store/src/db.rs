//! The two databases behind one door: opens pools, brings the schema up to date, lends connections. Knows no
//! table.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::time::Duration;

use sqlx::ConnectOptions as _;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use crate::connection::Connection;
use crate::error::StoreError;

/// Prepared statements kept open on each connection; more than the registry holds.
const STATEMENTS: usize = 300;
/// Connections for reading. More than cores are of no use to an embedded database.
const READERS_LITE: u32 = 4;
const CONNECTIONS_PG: u32 = 16;
const BUSY: Duration = Duration::from_secs(10);

pub(crate) static MIGRATIONS_LITE: Migrator = sqlx::migrate!("migrations/sqlite");
pub(crate) static MIGRATIONS_PG: Migrator = sqlx::migrate!("migrations/postgres");

/// Where the database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file on this machine; made when it is not there.
    File(PathBuf),
    /// A PostgreSQL server: `postgres://…`.
    Server(String),
}

impl Place {
    /// The place that a configuration names: `postgres://…` or `postgresql://…` is a server, all else a file.
    pub fn parse(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Server(text.to_owned())
        } else {
            Self::File(PathBuf::from(text.strip_prefix("sqlite://").unwrap_or(text)))
        }
    }
}

/// Connections to one database: many readers; the writers have their own.
#[derive(Debug, Clone)]
pub(crate) enum Pool {
    Lite { readers: SqlitePool, writer: SqlitePool },
    Pg(PgPool),
}

impl Pool {
    pub(crate) async fn open(place: &Place) -> Result<Self, StoreError> {
        match place {
            Place::File(path) => open_file(path).await,
            Place::Server(url) => open_server(url).await,
        }
    }

    pub(crate) const fn is_postgres(&self) -> bool {
        matches!(self, Self::Pg(_))
    }

    pub(crate) async fn reader(&self) -> Result<Connection, StoreError> {
        Ok(match self {
            Self::Lite { readers, .. } => Connection::Lite(readers.acquire().await?),
            Self::Pg(pool) => Connection::Pg(pool.acquire().await?),
        })
    }

    pub(crate) async fn writer(&self) -> Result<Connection, StoreError> {
        Ok(match self {
            Self::Lite { writer, .. } => Connection::Lite(writer.acquire().await?),
            Self::Pg(pool) => Connection::Pg(pool.acquire().await?),
        })
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Lite { readers, writer } => {
                readers.close().await;
                // Last: it folds the write-ahead log into the file.
                writer.close().await;
            }
            Self::Pg(pool) => pool.close().await,
        }
    }
}

/// What every connection to a file is told.
pub(crate) fn file_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .pragma("secure_delete", "on")
        .pragma("temp_store", "memory")
        .pragma("cache_size", "-16000")
        .pragma("mmap_size", "268435456")
        .pragma("trusted_schema", "off")
        .pragma("cell_size_check", "on")
        .statement_cache_capacity(STATEMENTS)
        .row_buffer_size(128)
        .disable_statement_logging()
}

async fn open_file(path: &Path) -> Result<Pool, StoreError> {
    let options = file_options(path);
    let pool = |most: u32| SqlitePoolOptions::new().max_connections(most).test_before_acquire(false);
    let writer = pool(1).max_lifetime(None).idle_timeout(None).connect_with(options.clone()).await?;
    MIGRATIONS_LITE.run(&writer).await?;
    let readers = pool(READERS_LITE)
        .max_lifetime(None)
        .idle_timeout(None)
        .connect_lazy_with(options.pragma("query_only", "on"));
    Ok(Pool::Lite { readers, writer })
}

async fn open_server(url: &str) -> Result<Pool, StoreError> {
    let options = PgConnectOptions::from_str(url)?
        .application_name("fodfaeste")
        .statement_cache_capacity(STATEMENTS)
        .disable_statement_logging();
    let pool = PgPoolOptions::new().max_connections(CONNECTIONS_PG).connect_with(options).await?;
    MIGRATIONS_PG.run(&pool).await?;
    Ok(Pool::Pg(pool))
}
