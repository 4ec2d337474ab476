//! Findings and records → charts (SVG), HTML, PDF, XLSX, CSV, print. No database, no statistics.

pub mod chart;
pub mod table;
