//! The words of Critical Time Intervention as types, and its rules as pure functions: phase clock, due engine,
//! scoring, policy. No I/O, no clock, no randomness, no SQL, no serde, no sentence in any language.
//!
//! An operation takes the value, the date and a parsed command, and returns the new value or a [`Refusal`].
//! Each truth is decided once, here: what phase a course is in ([`phase`]), what is due ([`due`]), how long it has
//! been silent ([`silence`]), what a score means ([`scoring`]), who may do what ([`policy`]).

pub mod appointment;
pub mod assignment;
pub mod audit;
pub mod codes;
pub mod contact;
pub mod course;
pub mod due;
pub mod enquiry;
pub mod fidelity;
pub mod id;
pub mod instrument;
pub mod meeting;
pub mod network;
pub mod phase;
pub mod plan;
pub mod policy;
pub mod programme;
pub mod refusal;
pub mod response;
pub mod scoring;
pub mod silence;
pub mod user;
pub mod words;
pub mod workload;

pub use jiff::civil::Date;
pub use refusal::Refusal;
