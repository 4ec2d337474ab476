//! One function per intention, each a recipe: authorise, load, decide, save, audit. What it returns holds values of
//! the domain, never sentences and never HTML. Nothing here reads a clock or makes randomness: both come through the
//! [`Context`].

mod case;
pub mod content;
mod context;
mod error;
mod sent;

// The desk: who is signed in, and what somebody sees before she opens a course.
pub mod courses;
pub mod duties;
pub mod enquiries;
pub mod evaluate;
pub mod house;
pub mod line;
pub mod meeting;
pub mod myday;
pub mod programme;
pub mod search;
pub mod session;
pub mod step;
pub mod studies;
pub mod team;
pub mod training;
pub mod workload;

// The course: what is done on one.
pub mod appointment;
pub mod assignment;
pub mod contact;
pub mod course;
pub mod draft;
pub mod network;
pub mod plan;
pub mod promise;
pub mod record;
pub mod response;

// Files in and out.
pub mod transfer;

#[cfg(test)]
mod sample;

pub use context::{Clock, Context, FixedClock, Randomness, Settings, SystemClock};
pub use error::{Conflict, Error, FieldConflict, Withheld};
pub use sent::Sent;
