//! From a cohort and a study to findings: flow, change, drop-out, sub-groups. No database, no text in any language.

pub mod cohort;
mod columnar;
pub mod delimited;
pub mod disclosure;
mod evaluate;
pub mod fault;
pub mod findings;
pub mod mapping;
pub mod package;
mod parallel;
pub mod pooling;
mod quick;
mod sheet;
pub mod study;
pub mod toml_text;

pub use cohort::Cohort;
pub use disclosure::{Disclosure, Released, release};
pub use evaluate::{Changed, Counted, UnitCount, compare, compare_changes, evaluate, evaluate_data};
pub use study::Study;
