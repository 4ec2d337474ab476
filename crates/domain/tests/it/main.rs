//! The rules of the domain at its boundary: values in, values out.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod clock;
mod course;
mod due;
mod meeting;
mod policy;
mod sample;
mod score;
