//! From a cohort and a study to findings: flow, change, drop-out, sub-groups. No database, no text in any language.

pub mod fault;
pub mod findings;
