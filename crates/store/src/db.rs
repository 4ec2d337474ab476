//! The two databases behind one door: opens pools, brings the schema up to date, lends connections. Knows no
//! table.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::connection::Connection;
use crate::error::StoreError;
use crate::here::Here;
use crate::readers::Readers;

/// Prepared statements kept open on each connection; more than the registry holds.
pub(crate) const STATEMENTS: usize = 300;
const CONNECTIONS_PG: u32 = 16;
pub(crate) const BUSY: Duration = Duration::from_secs(10);

/// What every connection to a file is told. The write-ahead log lets readers go on while one writes; a commit returns
/// when it is on the disk; what is deleted is overwritten.
pub(crate) const PRAGMAS: &[(&str, &str)] = &[
    ("journal_mode", "wal"),
    ("synchronous", "full"),
    ("foreign_keys", "on"),
    ("secure_delete", "on"),
    ("temp_store", "memory"),
    ("cache_size", "-16000"),
    ("mmap_size", "268435456"),
    ("trusted_schema", "off"),
    ("cell_size_check", "on"),
];

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

/// Connections to one database. A file has one writer with a connection of its own ([`crate::here`]).
#[derive(Debug, Clone)]
pub(crate) enum Pool {
    Lite(Arc<Readers>),
    Pg(PgPool),
}

impl Pool {
    /// Opens the pool, brings the schema up to date and opens the writer's own connection where there is one.
    pub(crate) async fn open(place: &Place) -> Result<(Self, Option<Here>), StoreError> {
        match place {
            Place::File(path) => open_file(path).await.map(|(pool, writer)| (pool, Some(writer))),
            Place::Server(url) => open_server(url).await.map(|pool| (pool, None)),
        }
    }

    /// Whether it is a PostgreSQL server.
    pub(crate) const fn is_server(&self) -> bool {
        matches!(self, Self::Pg(_))
    }

    pub(crate) async fn reader(&self) -> Result<Connection, StoreError> {
        Ok(match self {
            Self::Lite(readers) => Connection::Lent(readers.lend().await?),
            Self::Pg(pool) => Connection::Pg(pool.acquire().await?),
        })
    }

    /// Closes the connections of the pool.
    pub(crate) async fn close(&self) {
        match self {
            Self::Lite(readers) => readers.close(),
            Self::Pg(pool) => pool.close().await,
        }
    }
}

/// How a connection to a file is opened for migrating and copying.
pub(crate) fn file_options(path: &Path) -> SqliteConnectOptions {
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(true).busy_timeout(BUSY);
    let told = PRAGMAS.iter().fold(options, |options, (name, value)| options.pragma(*name, *value));
    told.disable_statement_logging()
}

async fn open_file(path: &Path) -> Result<(Pool, Here), StoreError> {
    let mut migrating = file_options(path).connect().await?;
    MIGRATIONS_LITE.run(&mut migrating).await?;
    // Opened before the other is closed: the last to close folds the log into the file, which may take a while.
    let writer = Here::open(path)?;
    migrating.close().await?;
    Ok((Pool::Lite(Arc::new(Readers::of(path.to_owned()))), writer))
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
