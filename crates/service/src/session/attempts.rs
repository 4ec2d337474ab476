//! Failed tries at each name, to slow guessing down. Kept in memory: a name that exists and one that does not are
//! treated alike, and nothing of it is written. Also bounds how many passwords are checked at the same time, for each
//! takes 19 MiB and a core.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::Semaphore;

/// Tries that are free.
const FREE: u32 = 5;
/// Waiting after the first try beyond, microseconds; doubled by each further one.
const FIRST_WAIT: i64 = 30_000_000;
/// Longest waiting.
const LONGEST_WAIT: i64 = 15 * 60 * 1_000_000;
/// After so long without a try a name begins anew.
const FORGOTTEN_AFTER: i64 = 60 * 60 * 1_000_000;
/// Names remembered.
const MANY: usize = 50_000;
/// Passwords checked at the same time.
const AT_ONCE: usize = 2;

/// Failed tries by name.
#[derive(Debug)]
pub(crate) struct Attempts {
    names: Mutex<HashMap<String, Tries>>,
    pub(super) checking: Semaphore,
}

#[derive(Debug, Clone, Copy)]
struct Tries {
    failed: u32,
    last: i64,
    until: i64,
}

impl Default for Attempts {
    fn default() -> Self {
        Self { names: Mutex::default(), checking: Semaphore::new(AT_ONCE) }
    }
}

impl Attempts {
    /// Until when no try at this name is taken, if that lies ahead.
    pub(super) fn wait(&self, name: &str, now: i64) -> Option<i64> {
        let names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        names.get(name).map(|tries| tries.until).filter(|until| now < *until)
    }

    /// Notes a failed try.
    pub(super) fn failed(&self, name: &str, now: i64) {
        let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        if names.len() >= MANY {
            names.retain(|_, tries| now - tries.last < FORGOTTEN_AFTER);
            if names.len() >= MANY {
                names.clear();
            }
        }
        let known = names.get(name).copied().filter(|tries| now - tries.last < FORGOTTEN_AFTER);
        let failed = known.map_or(0, |tries| tries.failed).saturating_add(1);
        let until = match failed.checked_sub(FREE) {
            None | Some(0) => now,
            Some(beyond) => now + FIRST_WAIT.saturating_mul(1 << (beyond - 1).min(10)).min(LONGEST_WAIT),
        };
        names.insert(name.to_owned(), Tries { failed, last: now, until });
    }

    /// Forgets the failed tries of somebody who got in.
    pub(super) fn passed(&self, name: &str) {
        self.names.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_five_tries_each_further_one_waits_twice_as_long_up_to_a_quarter_of_an_hour() {
        let attempts = Attempts::default();
        for _ in 0..5 {
            attempts.failed("sanne", 0);
        }
        assert_eq!(attempts.wait("sanne", 0), None);
        attempts.failed("sanne", 0);
        assert_eq!(attempts.wait("sanne", 0), Some(30_000_000));
        attempts.failed("sanne", 0);
        assert_eq!(attempts.wait("sanne", 0), Some(60_000_000));
        for _ in 0..40 {
            attempts.failed("sanne", 0);
        }
        assert_eq!(attempts.wait("sanne", 0), Some(LONGEST_WAIT));
        assert_eq!(attempts.wait("ali", 0), None);
        attempts.passed("sanne");
        assert_eq!(attempts.wait("sanne", 0), None);
    }
}
