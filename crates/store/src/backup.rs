//! A copy of the whole database at one moment, made while others read and write. Holds what the database holds:
//! countable facts, sealed words and wrapped keys, never the organisation's private key.

use std::path::Path;

use sqlx::{ConnectOptions as _, Connection as _};

use crate::db::{Place, file_options};
use crate::error::StoreError;
use crate::sql::Sql;

pub(crate) const ALL: &[&Sql] = &[&COPY];

/// SQLite alone runs it; PostgreSQL has its own tool for this. (`vacuum` cannot be prepared there, so the second
/// text only keeps the pair prepared.)
const COPY: Sql = Sql::pair("vacuum into $1", "select $1::text");

/// Writes a copy of the database into a new file.
///
/// # Errors
/// [`StoreError::Unsupported`] for a PostgreSQL server (`pg_dump` is the way there), [`StoreError::Duplicate`]
/// when the file exists, [`StoreError::Unavailable`] when it cannot be written or there is no database.
pub async fn copy_to(place: &Place, target: &Path) -> Result<(), StoreError> {
    let Place::File(source) = place else { return Err(StoreError::Unsupported("pg_dump")) };
    if target.exists() {
        return Err(StoreError::Duplicate);
    }
    let text = target.to_str().ok_or_else(|| StoreError::Unavailable(target.display().to_string()))?;
    let mut connection = file_options(source).create_if_missing(false).connect().await?;
    let copied = sqlx::query(COPY.lite).bind(text).execute(&mut connection).await;
    connection.close().await?;
    copied?;
    // On the disk before anybody is told that it is there.
    let synced = std::fs::File::open(target).and_then(|file| file.sync_all());
    synced.map_err(|error| StoreError::Unavailable(error.to_string()))
}
