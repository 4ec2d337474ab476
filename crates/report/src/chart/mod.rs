//! The charts, drawn as SVG: plain numbers and a language in, picture, words and table out. No findings, no files.

use crate::table::Table;

/// A chart with everything that must stand with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The picture: one `<svg>` element with title and description inside.
    pub svg: String,
    /// The finding in one sentence; the picture's heading.
    pub title: String,
    /// The same message with its numbers; the alternative text.
    pub description: String,
    /// The same numbers as a table.
    pub table: Table,
}
