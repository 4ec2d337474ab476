//! Every number of the reference files beside the project (`../shared/data/statistics/*.json`): each is computed anew and
//! held against the file, and each file is looked through for numbers that no check has asked for. What is no result (a
//! version, the data handed in) or belongs to no method of this crate is named with its reason, so that nothing can be
//! forgotten in silence. Without the files these tests say so and pass.
#![expect(clippy::cast_precision_loss, reason = "small counts")]
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "helpers of tests")]

#[expect(dead_code, reason = "the tests of `evaluation` use the rest")]
mod golden;
#[expect(dead_code, reason = "shared with the other tests")]
#[path = "../models/support.rs"]
mod support;

mod cohort;
mod gee;
mod gee_slips;
mod logistic;
mod misc;
mod mixed;
mod paired;
mod survival;
