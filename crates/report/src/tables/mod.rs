//! The report's tables as files for spreadsheets and statistics programs: CSV and XLSX. No numbers beyond the published
//! rounding: extra decimals would undo what was hidden.

mod csv_file;
mod sheet;

pub(crate) use csv_file::csv_files;
pub(crate) use sheet::workbook;

use crate::table::Table;

/// The name of a table's CSV file.
pub(crate) fn file_name(table: &Table) -> String {
    format!("table-{}.csv", table.name)
}

/// The header of a column in one line: group and title together.
pub(crate) fn header(column: &crate::table::Column) -> String {
    column.group.as_ref().map_or_else(|| column.title.clone(), |group| format!("{group}: {}", column.title))
}
