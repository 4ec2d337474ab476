//! The record on disk: SQL, migrations, rows to domain values and back, on SQLite and PostgreSQL. Holds no
//! decisions: who may read or write what is decided by `domain::policy`, whose `Scope` every query on personal
//! data takes; what is to be written comes as a [`Unit`], which cannot be made without an audit event.
//!
//! A store function is one SQL text beside the function that runs it, binds, one conversion. Words are sealed on
//! their way in and opened on their way out ([`keys`]). Writes are grouped ([`writer`]). Times are microseconds
//! since 1970 UTC and come from the caller, as does randomness.

pub mod audit;
pub mod backup;
mod cache;
mod connection;
mod db;
pub mod draft;
mod error;
mod here;
pub mod idempotency;
pub mod keyfile;
pub mod keys;
pub mod organisation;
mod readers;
pub mod reading;
pub mod record;
mod registry;
pub mod release;
mod row;
pub mod saved_list;
pub mod session;
mod sql;
mod store;
pub mod study;
mod unit;
pub mod user;
mod verify;
mod writer;

/// A day in times of the record, microseconds.
pub const DAY: i64 = 24 * 60 * 60 * 1_000_000;

pub use audit::AuditRow;
pub use db::Place;
pub use error::StoreError;
pub use keys::CourseKey;
pub use record::{CourseRecord, CourseRow};
pub use sql::{Sql, Statement, Value};
pub use store::Store;
pub use unit::{Idempotency, Outcome, Unit};
pub use verify::Verification;
