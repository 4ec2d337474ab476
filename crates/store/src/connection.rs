//! One connection to either database: the only place that knows which of the two it is when a statement runs.

use sqlx::Arguments as _;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, Postgres};

use crate::error::StoreError;
use crate::here::Here;
use crate::readers::Lent;
use crate::row::Row;
use crate::sql::{Expect, Sql, Statement, Value};

/// A connection: to a file, lent for reading or the writer's own, or to a server.
pub(crate) enum Connection {
    Lent(Lent),
    Here(Here),
    Pg(PoolConnection<Postgres>),
}

/// Values as the arguments of a server.
fn arguments(values: &[Value]) -> Result<PgArguments, StoreError> {
    let mut arguments = PgArguments::default();
    arguments.reserve(values.len(), 0);
    for value in values {
        match value {
            Value::Id(value) => arguments.add(*value),
            Value::Int(value) => arguments.add(*value),
            Value::Text(value) => arguments.add(value.as_deref()),
            Value::Bytes(value) => arguments.add(value.as_deref()),
            Value::Flag(value) => arguments.add(*value),
            Value::Real(value) => arguments.add(*value),
        }
        .map_err(|error| StoreError::Check(error.to_string()))?;
    }
    Ok(arguments)
}

impl Connection {
    /// Runs a read and takes all its rows.
    pub(crate) async fn rows(&mut self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        match self {
            Self::Lent(reader) => Ok(reader.rows(&statement)?.into_iter().map(Row::Here).collect()),
            Self::Pg(connection) => {
                let arguments = arguments(&statement.values)?;
                let rows = sqlx::query_with(statement.sql.pg, arguments).fetch_all(&mut **connection);
                Ok(rows.await?.into_iter().map(Row::Pg).collect())
            }
            Self::Here(connection) => Ok(connection.rows(&statement)?.into_iter().map(Row::Here).collect()),
        }
    }

    /// Runs a write; tells how many rows it changed, having checked what was expected.
    pub(crate) async fn execute(&mut self, statement: &Statement) -> Result<u64, StoreError> {
        let expect = statement.expect;
        let changed = match self {
            Self::Lent(reader) => reader.execute(statement)?,
            Self::Pg(connection) => {
                let arguments = arguments(&statement.values)?;
                sqlx::query_with(statement.sql.pg, arguments)
                    .execute(&mut **connection)
                    .await?
                    .rows_affected()
            }
            Self::Here(connection) => connection.execute(statement.sql.lite, &statement.values)?,
        };
        if expect == Expect::One && changed != 1 {
            return Err(StoreError::Conflict);
        }
        Ok(changed)
    }

    /// Lets the database check a statement without running it: its words, tables, columns and types.
    pub(crate) async fn check(&mut self, sql: Sql) -> Result<(), StoreError> {
        use sqlx::{Executor as _, SqlSafeStr as _};
        match self {
            Self::Lent(reader) => reader.check(sql.lite)?,
            Self::Pg(connection) => connection.prepare(sql.pg.into_sql_str()).await.map(drop)?,
            Self::Here(connection) => connection.check(sql.lite)?,
        }
        Ok(())
    }

    /// Begins, ends or marks a transaction.
    pub(crate) async fn control(&mut self, sql: Sql) -> Result<(), StoreError> {
        match self {
            Self::Lent(reader) => reader.execute(&sql.with([])).map(|_| ())?,
            Self::Pg(connection) => sqlx::raw_sql(sql.pg).execute(&mut **connection).await.map(|_| ())?,
            Self::Here(connection) => connection.execute(sql.lite, &[]).map(|_| ())?,
        }
        Ok(())
    }

    /// Gives up a connection whose state is unknown.
    pub(crate) async fn discard(self) {
        // The connection is lost either way; there is nobody to tell.
        match self {
            Self::Lent(reader) => reader.discard(),
            Self::Pg(connection) => connection.close().await.unwrap_or_default(),
            Self::Here(connection) => drop(connection),
        }
    }
}
