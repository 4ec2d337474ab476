//! The rules of the domain at its boundary: values in, values out.

mod clock;
mod course;
mod due;
mod policy;
mod sample;
mod score;
