//! A row on its way out of the database: columns are taken in the order of the `select` list, each as the kind it
//! must have. What cannot be read as that is damage, never a default.

use domain::Date;
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use crate::error::StoreError;
use crate::here::{Cells, cell};

/// A row of either database, by the way it came.
pub(crate) enum Row {
    Pg(PgRow),
    Here(Cells),
}

/// Takes the columns of a row one after the other.
pub(crate) struct Columns<'r> {
    row: &'r Row,
    next: usize,
}

impl Row {
    pub(crate) const fn columns(&self) -> Columns<'_> {
        Columns { row: self, next: 0 }
    }
}

/// One body for both databases. Unchecked: PostgreSQL's small integers are read as `i64` too.
macro_rules! take {
    ($self:ident, $kind:ty) => {{
        let index = $self.next;
        $self.next += 1;
        match $self.row {
            Row::Pg(row) => row.try_get_unchecked::<Option<$kind>, _>(index).map_err(StoreError::from),
            Row::Here(cells) => cell::<$kind>(cells, index),
        }
    }};
}

impl Columns<'_> {
    fn needed<T>(&self, value: Option<T>) -> Result<T, StoreError> {
        value.ok_or_else(|| StoreError::Damaged(format!("column {} is empty", self.next)))
    }
    pub(crate) fn id_or_none(&mut self) -> Result<Option<Uuid>, StoreError> {
        take!(self, Uuid)
    }
    pub(crate) fn id(&mut self) -> Result<Uuid, StoreError> {
        let value = self.id_or_none()?;
        self.needed(value)
    }
    pub(crate) fn int_or_none(&mut self) -> Result<Option<i64>, StoreError> {
        take!(self, i64)
    }
    pub(crate) fn int(&mut self) -> Result<i64, StoreError> {
        let value = self.int_or_none()?;
        self.needed(value)
    }
    /// A whole number of a smaller type.
    pub(crate) fn number<T: TryFrom<i64>>(&mut self) -> Result<T, StoreError> {
        let value = self.int()?;
        T::try_from(value).map_err(|_| StoreError::Damaged(format!("number {value} out of range")))
    }
    pub(crate) fn number_or_none<T: TryFrom<i64>>(&mut self) -> Result<Option<T>, StoreError> {
        let Some(value) = self.int_or_none()? else { return Ok(None) };
        T::try_from(value).map(Some).map_err(|_| StoreError::Damaged(format!("number {value} out of range")))
    }
    pub(crate) fn real_or_none(&mut self) -> Result<Option<f64>, StoreError> {
        take!(self, f64)
    }
    pub(crate) fn text_or_none(&mut self) -> Result<Option<String>, StoreError> {
        take!(self, String)
    }
    pub(crate) fn text(&mut self) -> Result<String, StoreError> {
        let value = self.text_or_none()?;
        self.needed(value)
    }
    pub(crate) fn bytes_or_none(&mut self) -> Result<Option<Vec<u8>>, StoreError> {
        take!(self, Vec<u8>)
    }
    pub(crate) fn bytes(&mut self) -> Result<Vec<u8>, StoreError> {
        let value = self.bytes_or_none()?;
        self.needed(value)
    }
    pub(crate) fn flag(&mut self) -> Result<bool, StoreError> {
        let value = take!(self, bool)?;
        self.needed(value)
    }
    pub(crate) fn flag_or_none(&mut self) -> Result<Option<bool>, StoreError> {
        take!(self, bool)
    }
    pub(crate) fn date(&mut self) -> Result<Date, StoreError> {
        let value = self.date_or_none()?;
        self.needed(value)
    }
    pub(crate) fn date_or_none(&mut self) -> Result<Option<Date>, StoreError> {
        self.text_or_none()?
            .map(|text| text.parse().map_err(|_| StoreError::Damaged(format!("date {text:?}"))))
            .transpose()
    }
    /// A code of a closed set.
    pub(crate) fn code<T>(&mut self, parse: impl Fn(&str) -> Option<T>) -> Result<T, StoreError> {
        let value = self.code_or_none(parse)?;
        self.needed(value)
    }
    pub(crate) fn code_or_none<T>(
        &mut self,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, StoreError> {
        self.text_or_none()?
            .map(|text| parse(&text).ok_or_else(|| StoreError::Damaged(format!("code {text:?}"))))
            .transpose()
    }
}
