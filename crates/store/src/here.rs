//! A connection to a file: statements run on the thread that asks, one call each and no change of threads between
//! them. The writer has one of its own, readers are lent theirs ([`crate::readers`]). Knows no table.

use std::path::{Path, PathBuf};

use rusqlite::ffi::{
    SQLITE_CONSTRAINT_CHECK, SQLITE_CONSTRAINT_FOREIGNKEY, SQLITE_CONSTRAINT_NOTNULL,
    SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE,
};
use rusqlite::types::{ToSqlOutput, Value as Cell, ValueRef};
use rusqlite::{Connection, Statement, ToSql};
use uuid::Uuid;

use crate::db::{BUSY, PRAGMAS, STATEMENTS};
use crate::error::StoreError;
use crate::sql::{self, Value};

/// A connection that belongs to one thread at a time.
#[derive(Debug)]
pub(crate) struct Here {
    connection: Connection,
    path: PathBuf,
}

/// The cells of a row, in the order of the `select` list.
pub(crate) type Cells = Vec<Cell>;

impl Here {
    /// Opens a file that exists and has its schema.
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(BUSY)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        for (name, value) in PRAGMAS {
            connection.pragma_update(None, name, value)?;
        }
        Ok(Self { connection, path: path.to_owned() })
    }

    /// Opens the same for reading alone.
    pub(crate) fn reader(path: &Path) -> Result<Self, StoreError> {
        let here = Self::open(path)?;
        here.connection.pragma_update(None, "query_only", "on")?;
        Ok(here)
    }

    /// Which file it is of.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Runs a read and takes all its rows.
    pub(crate) fn rows(&self, statement: &sql::Statement) -> Result<Vec<Cells>, StoreError> {
        let mut prepared = self.connection.prepare_cached(statement.sql.lite)?;
        let width = prepared.column_count();
        bind(&mut prepared, &statement.values)?;
        let mut found = prepared.raw_query();
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            rows.push((0..width).map(|index| row.get(index)).collect::<Result<Cells, _>>()?);
        }
        Ok(rows)
    }

    /// Runs a write; tells how many rows it changed.
    pub(crate) fn execute(&self, text: &'static str, values: &[Value]) -> Result<u64, StoreError> {
        let mut prepared = self.connection.prepare_cached(text)?;
        bind(&mut prepared, values)?;
        let changed = prepared.raw_execute()?;
        u64::try_from(changed).map_err(|error| StoreError::Check(error.to_string()))
    }

    /// Lets the database check a statement without running it.
    pub(crate) fn check(&self, text: &'static str) -> Result<(), StoreError> {
        self.connection.prepare(text).map(drop).map_err(StoreError::from)
    }
}

/// To SQLite `$2` is a name, and places are numbered as names first appear: each value goes by its name.
fn bind(prepared: &mut Statement<'_>, values: &[Value]) -> Result<(), StoreError> {
    for place in 1..=prepared.parameter_count() {
        let name = prepared.parameter_name(place).and_then(|name| name.strip_prefix('$'));
        let number: Option<usize> = name.and_then(|number| number.parse().ok());
        let value = number.and_then(|number| values.get(number.checked_sub(1)?));
        let missing = || StoreError::Check(format!("no value for place {place}"));
        prepared.raw_bind_parameter(place, value.ok_or_else(missing)?)?;
    }
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let borrowed = match self {
            Self::Id(value) => value.as_ref().map(|id| ValueRef::Blob(id.as_bytes())),
            Self::Int(value) => value.map(ValueRef::Integer),
            Self::Text(value) => value.as_deref().map(|text| ValueRef::Text(text.as_bytes())),
            Self::Bytes(value) => value.as_deref().map(ValueRef::Blob),
            Self::Flag(value) => value.map(|flag| ValueRef::Integer(i64::from(flag))),
            Self::Real(value) => value.map(ValueRef::Real),
        };
        Ok(ToSqlOutput::Borrowed(borrowed.unwrap_or(ValueRef::Null)))
    }
}

/// A kind of value that a cell may hold; `Err` when it holds another.
pub(crate) trait OfCell: Sized {
    /// The value of a cell that is not empty.
    fn of(cell: &Cell) -> Option<Self>;
}

macro_rules! of_cell {
    ($($kind:ty: $pattern:pat => $value:expr;)*) => {$(
        impl OfCell for $kind {
            fn of(cell: &Cell) -> Option<Self> {
                match cell {
                    $pattern => $value,
                    _ => None,
                }
            }
        }
    )*};
}

of_cell! {
    i64: Cell::Integer(number) => Some(*number);
    bool: Cell::Integer(number) => Some(*number != 0);
    f64: Cell::Real(number) => Some(*number);
    String: Cell::Text(text) => Some(text.clone());
    Vec<u8>: Cell::Blob(bytes) => Some(bytes.clone());
    Uuid: Cell::Blob(bytes) => Self::from_slice(bytes).ok();
}

/// The value of a cell, `None` when it is empty.
pub(crate) fn cell<T: OfCell>(cells: &[Cell], index: usize) -> Result<Option<T>, StoreError> {
    match cells.get(index) {
        Some(Cell::Null) => Ok(None),
        Some(filled) => match T::of(filled) {
            Some(value) => Ok(Some(value)),
            None => Err(StoreError::Damaged(format!("kind of column {index}"))),
        },
        None => Err(StoreError::Damaged(format!("no column {index}"))),
    }
}

impl From<rusqlite::Error> for StoreError {
    /// As for the pool: see the conversion from its errors.
    fn from(error: rusqlite::Error) -> Self {
        let code = error.sqlite_error().map(|error| error.extended_code);
        match code {
            Some(SQLITE_CONSTRAINT_UNIQUE | SQLITE_CONSTRAINT_PRIMARYKEY) => Self::Duplicate,
            Some(SQLITE_CONSTRAINT_FOREIGNKEY) => Self::Reference,
            Some(SQLITE_CONSTRAINT_NOTNULL | SQLITE_CONSTRAINT_CHECK) => Self::Check(error.to_string()),
            _ => Self::Unavailable(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::{Sql, v};

    #[test]
    fn every_kind_of_value_comes_back_as_it_went_in_and_nothing_as_another() {
        let folder = tempfile::tempdir().unwrap();
        let here = Here::open(&folder.path().join("a.db")).unwrap();
        let id = Uuid::from_u128(7);
        let values = [v(id), v(5_i64), v("words"), v(vec![1_u8, 2]), v(true), v(0.5), Value::Text(None)];
        let turned = here.rows(&Sql::one("select $2, $1").with([v(1_i64), v(2_i64)])).unwrap();
        assert_eq!(cell::<i64>(&turned[0], 0).unwrap(), Some(2), "by name, not by place");
        let rows = here.rows(&Sql::one("select $1, $2, $3, $4, $5, $6, $7").with(values)).unwrap();
        let row = &rows[0];
        assert_eq!(cell::<Uuid>(row, 0).unwrap(), Some(id));
        assert_eq!(cell::<i64>(row, 1).unwrap(), Some(5));
        assert_eq!(cell::<String>(row, 2).unwrap().as_deref(), Some("words"));
        assert_eq!(cell::<Vec<u8>>(row, 3).unwrap(), Some(vec![1, 2]));
        assert_eq!(cell::<bool>(row, 4).unwrap(), Some(true));
        assert_eq!(cell::<f64>(row, 5).unwrap(), Some(0.5));
        assert_eq!(cell::<String>(row, 6).unwrap(), None);
        assert!(
            cell::<i64>(row, 2).is_err() && cell::<Uuid>(row, 3).is_err() && cell::<i64>(row, 9).is_err()
        );
    }

    #[test]
    fn a_write_waits_for_the_disk_and_faults_have_their_codes() {
        let folder = tempfile::tempdir().unwrap();
        let here = Here::open(&folder.path().join("a.db")).unwrap();
        let pragma = |text| cell::<i64>(&here.rows(&Sql::one(text).with([])).unwrap()[0], 0).unwrap();
        assert_eq!(pragma("pragma synchronous"), Some(2), "2 is FULL");
        assert_eq!(pragma("pragma foreign_keys"), Some(1));
        let mode = here.rows(&Sql::one("pragma journal_mode").with([])).unwrap();
        assert_eq!(cell::<String>(&mode[0], 0).unwrap().as_deref(), Some("wal"));
        here.execute("create table a (id integer primary key, n integer not null check (n > 0)) strict", &[])
            .unwrap();
        here.execute("create table b (a integer references a (id)) strict", &[]).unwrap();
        let insert = "insert into a (id, n) values ($1, $2)";
        assert_eq!(here.execute(insert, &[v(1_i64), v(1_i64)]), Ok(1));
        assert_eq!(here.execute(insert, &[v(1_i64), v(1_i64)]), Err(StoreError::Duplicate));
        assert!(matches!(here.execute(insert, &[v(2_i64), v(0_i64)]), Err(StoreError::Check(_))));
        assert!(matches!(here.execute(insert, &[v(2_i64), Value::Int(None)]), Err(StoreError::Check(_))));
        assert_eq!(here.execute("insert into b (a) values ($1)", &[v(9_i64)]), Err(StoreError::Reference));
    }
}
