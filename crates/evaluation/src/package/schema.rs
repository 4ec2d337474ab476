//! What a table of the package is: its file, its columns, its key and what refers to what. Reader, writer, checker
//! and data dictionary all work from these descriptions.

use super::value::{Kind, Problem};

/// A table: one CSV file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// Name, the file's without `.csv`.
    pub name: &'static str,
    /// What one row is, in Danish.
    pub da: &'static str,
    /// What one row is, in English.
    pub en: &'static str,
    /// The columns in the order they are written.
    pub columns: &'static [Column],
    /// The columns that together occur once only; empty where equal rows may stand.
    pub key: &'static [&'static str],
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Heading.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether a cell may be empty.
    pub optional: bool,
    /// Unit (`years`, `minutes`), or empty.
    pub unit: &'static str,
    /// The table whose key its cells repeat, or empty.
    pub refers_to: &'static str,
    /// Meaning in Danish.
    pub da: &'static str,
    /// Meaning in English.
    pub en: &'static str,
}

impl Table {
    /// Its file in the package.
    pub fn file(&self) -> String {
        format!("{}.csv", self.name)
    }
    /// Position of a column.
    pub fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|known| known.name == column)
    }
}

/// A row of a table.
pub trait Row: Sized {
    /// Its table.
    const TABLE: Table;
    /// Reads a row; `cell` gives the text at a column's position, `fault` hears of each cell that was not taken.
    /// A row with a fault is not made.
    fn read<'a>(cell: &dyn Fn(usize) -> &'a str, fault: &mut dyn FnMut(usize, Problem)) -> Option<Self>;
    /// Writes the cell at a column's position.
    fn write(&self, column: usize, out: &mut String);
}
