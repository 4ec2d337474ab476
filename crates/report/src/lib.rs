//! Findings and records → charts (SVG), HTML, PDF, XLSX, CSV, JSON. No database, no statistics, no clock: the same
//! findings give the same bytes.

pub mod chart;
pub mod document;
#[cfg(test)]
mod fixture;
mod formats;
pub mod html;
mod pdf;
mod period;
mod section;
pub mod sentence;
pub mod table;
mod tables;
mod words;

pub use formats::{Error, Format, Options, Rendered, render};
pub use period::period_name;
pub use words::Words;
