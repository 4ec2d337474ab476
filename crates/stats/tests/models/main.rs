//! The models and further tests against the references beside the project (see `support.rs`), closed forms and laws.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "helpers of tests")]

mod cohort;
mod gee;
mod imputation;
mod laws;
mod laws_of_events;
mod logistic;
mod missing;
mod mixed;
mod own_times;
mod paired;
mod support;
mod survival;
mod units;
