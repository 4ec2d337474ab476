//! The rows of a row group: a batch of each column as text, then row by row.

use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{DataType, Int96};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader as _, SerializedFileReader};

use super::Column;
use super::kind::{Kind, float};
use crate::delimited::Record;
use crate::fault::Fault;

/// Rows that are decoded at a time.
const BATCH: usize = 4096;

/// Julian day of 1970-01-01.
const EPOCH: i128 = 2_440_588;
const NANOSECONDS_OF_A_DAY: i128 = 86_400_000_000_000;

/// The rows of one row group.
pub(super) struct Rows<'c> {
    cells: Vec<Option<Cells<'c>>>,
    count: usize,
    first: u64,
    file: &'c str,
}

/// A column that is being read.
struct Cells<'c> {
    column: &'c Column,
    kind: Kind,
    reader: ColumnReader,
    levels: Vec<i16>,
    text: String,
    ends: Vec<usize>,
}

impl<'c> Rows<'c> {
    /// Begins to read; `first` is the line of the first row.
    pub(super) fn of(
        reader: &SerializedFileReader<std::fs::File>,
        group: usize,
        rows: usize,
        columns: &[Option<&'c Column>],
        file: &'c str,
        first: u64,
    ) -> Result<Self, ParquetError> {
        if group >= reader.num_row_groups() {
            return Err(ParquetError::General("row group".to_owned()));
        }
        let row_group = reader.get_row_group(group)?;
        let cells = |column: Option<&'c Column>| {
            let Some((column, kind)) = column.and_then(|one| Some((one, *one.kind.as_ref().ok()?))) else {
                return Ok(None);
            };
            if column.stored >= row_group.num_columns() {
                return Err(ParquetError::General(column.heading.clone()));
            }
            let reader = row_group.get_column_reader(column.stored)?;
            let (levels, text, ends) = (Vec::new(), String::new(), Vec::new());
            Ok(Some(Cells { column, kind, reader, levels, text, ends }))
        };
        let cells: Result<Vec<_>, ParquetError> = columns.iter().copied().map(cells).collect();
        Ok(Self { cells: cells?, count: rows, first, file })
    }

    /// Gives each row; what is wrong with the values ends the row group with a fault at its place.
    pub(super) fn each(&mut self, row: &mut dyn FnMut(&Record)) -> Result<Result<(), Fault>, ParquetError> {
        let mut record = Record::default();
        let mut done = 0;
        while done < self.count {
            let batch = BATCH.min(self.count - done);
            let line = self.first + done as u64;
            for cells in self.cells.iter_mut().flatten() {
                if let Err((place, value)) = cells.fill(batch)? {
                    let fault = Fault::new(self.file, cells.kind.fault()).at(line + place as u64);
                    let fault = fault.column(&cells.column.heading).with("encoding", "UTF-8");
                    return Ok(Err(fault.with("value", value)));
                }
            }
            for (place, line) in (0..batch).zip(line..) {
                record.begin(line);
                for cells in &self.cells {
                    record.push(cells.as_ref().map_or("", |cells| cells.at(place)));
                }
                row(&record);
            }
            done += batch;
        }
        Ok(Ok(()))
    }
}

impl Cells<'_> {
    fn at(&self, place: usize) -> &str {
        let end = self.ends.get(place).copied().unwrap_or_default();
        let before = place.checked_sub(1).and_then(|before| self.ends.get(before));
        self.text.get(before.copied().unwrap_or_default()..end).unwrap_or_default()
    }

    /// Reads so many rows; the first value that is none of its kind ends it.
    fn fill(&mut self, rows: usize) -> Result<Result<(), Misfit>, ParquetError> {
        let kind = self.kind;
        let mut into = Batch {
            rows,
            optional: self.column.optional,
            levels: &mut self.levels,
            text: &mut self.text,
            ends: &mut self.ends,
        };
        match &mut self.reader {
            ColumnReader::BoolColumnReader(reader) => into.take(reader, |value, text| {
                text.push_str(if *value { "true" } else { "false" });
                kind == Kind::Boolean
            }),
            ColumnReader::Int32ColumnReader(reader) => {
                into.take(reader, |value, text| kind.whole(i64::from(*value), 32, text))
            }
            ColumnReader::Int64ColumnReader(reader) => {
                into.take(reader, |value, text| kind.whole(*value, 64, text))
            }
            ColumnReader::Int96ColumnReader(reader) => {
                into.take(reader, |value, text| kind.moment(nanoseconds(value), text))
            }
            ColumnReader::FloatColumnReader(reader) => into.take(reader, |value, text| {
                float(*value, text);
                true
            }),
            ColumnReader::DoubleColumnReader(reader) => into.take(reader, |value, text| {
                float(*value, text);
                true
            }),
            ColumnReader::ByteArrayColumnReader(reader) => {
                into.take(reader, |value, text| kind.bytes(value.data(), text))
            }
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                into.take(reader, |value, text| kind.bytes(value.data(), text))
            }
        }
    }
}

/// Nanoseconds since 1970 of a value of twelve bytes.
fn nanoseconds(value: &Int96) -> i128 {
    let [low, high, day] = *value.data() else { return i128::MAX };
    let of_day = i128::from(high) << 32 | i128::from(low);
    (i128::from(day) - EPOCH) * NANOSECONDS_OF_A_DAY + of_day
}

/// The row of a batch with a value that is none of its kind, and that value.
type Misfit = (usize, String);

/// Where a batch of a column goes.
struct Batch<'b> {
    rows: usize,
    optional: bool,
    levels: &'b mut Vec<i16>,
    text: &'b mut String,
    ends: &'b mut Vec<usize>,
}

impl Batch<'_> {
    fn take<T: DataType>(
        &mut self,
        reader: &mut ColumnReaderImpl<T>,
        write: impl Fn(&T::T, &mut String) -> bool,
    ) -> Result<Result<(), Misfit>, ParquetError> {
        self.levels.clear();
        self.text.clear();
        self.ends.clear();
        let mut values: Vec<T::T> = Vec::with_capacity(self.rows);
        let levels = self.optional.then_some(&mut *self.levels);
        let (read, ..) = reader.read_records(self.rows, levels, None, &mut values)?;
        if read < self.rows {
            return Err(ParquetError::EOF(format!("{read} < {}", self.rows)));
        }
        let mut values = values.iter();
        for row in 0..self.rows {
            let there = !self.optional || self.levels.get(row).is_some_and(|level| *level > 0);
            if there {
                let value = values.next().ok_or_else(|| ParquetError::EOF(row.to_string()))?;
                if !write(value, self.text) {
                    return Ok(Err((row, value.to_string())));
                }
            }
            self.ends.push(self.text.len());
        }
        Ok(Ok(()))
    }
}
