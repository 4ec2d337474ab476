//! From a cohort and a study to findings: flow, change, drop-out, sub-groups. No database, no text in any language.

pub mod delimited;
pub mod fault;
pub mod findings;
pub mod mapping;
pub mod package;
pub mod toml_text;
