//! Readings: the first reading of a course by somebody within a quarter of an hour is one durable audit event,
//! written before the answer is given; further readings in that time are covered by it. What is covered is
//! remembered in memory only: after a restart a reading is written once too often, never once too seldom.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::audit::{Act, AuditEvent};
use domain::id::{OrganisationId, UserId};
use uuid::Uuid;

use crate::error::StoreError;
use crate::store::Store;
use crate::unit::Unit;

/// For how long one event covers further readings, microseconds.
pub const COVERED: i64 = 15 * 60 * 1_000_000;
/// Readings remembered before the expired ones are cleared away.
const MANY: usize = 50_000;

/// Which readings are covered until when.
#[derive(Debug, Default)]
pub(crate) struct Readings {
    until: Mutex<HashMap<Reading, i64>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Reading {
    organisation: OrganisationId,
    reader: UserId,
    subject: Uuid,
    act: Act,
    purpose: &'static str,
}

impl Readings {
    fn covers(&self, reading: &Reading, now: i64) -> bool {
        let until = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that was set back must not stretch the time that is covered.
        until.get(reading).is_some_and(|until| now < *until && until.saturating_sub(now) <= COVERED)
    }
    fn cover(&self, reading: Reading, now: i64) {
        let mut until = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        if until.len() >= MANY {
            until.retain(|_, until| now < *until);
        }
        if until.len() < MANY {
            until.insert(reading, now.saturating_add(COVERED));
        }
    }
}

impl Store {
    /// Accounts for a reading before its answer is given. What the program itself reads is written
    /// each time.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then nothing may be shown.
    pub async fn account_reading(&self, event: AuditEvent) -> Result<(), StoreError> {
        let now = event.at;
        let reading = event.actor.map(|reader| Reading {
            organisation: event.organisation,
            reader,
            subject: event.subject,
            act: event.act,
            purpose: event.purpose,
        });
        if reading.as_ref().is_some_and(|reading| self.inner.readings.covers(reading, now)) {
            return Ok(());
        }
        self.write(Unit::new(event)).await?;
        if let Some(reading) = reading {
            self.inner.readings.cover(reading, now);
        }
        Ok(())
    }
}
