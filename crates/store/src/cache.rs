//! What was read of a course, remembered with the version it was read at. Nothing is answered from here without
//! asking the database for the present version first, so no reader sees less than what was acknowledged, in
//! whichever process it was written. Bounded: the longest unused go first.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

/// Independently locked parts.
const PARTS: usize = 16;

type Key = (Uuid, Uuid);

/// Values by organisation and id, each with its version.
#[derive(Debug)]
pub(crate) struct Cache<T> {
    parts: Vec<Mutex<Part<T>>>,
    capacity_of_part: usize,
}

#[derive(Debug)]
struct Part<T> {
    entries: HashMap<Key, Entry<T>>,
    tick: u64,
}

#[derive(Debug)]
struct Entry<T> {
    used: u64,
    version: i64,
    value: Arc<T>,
}

impl<T> Cache<T> {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            parts: (0..PARTS).map(|_| Mutex::new(Part { entries: HashMap::new(), tick: 0 })).collect(),
            capacity_of_part: capacity.div_ceil(PARTS).max(1),
        }
    }

    fn part(&self, id: Uuid) -> Option<MutexGuard<'_, Part<T>>> {
        let [.., last] = *id.as_bytes();
        let part = self.parts.get(usize::from(last) % PARTS)?;
        Some(part.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The value, if it is remembered at this very version.
    pub(crate) fn get(&self, organisation: Uuid, id: Uuid, version: i64) -> Option<Arc<T>> {
        let mut part = self.part(id)?;
        part.tick += 1;
        let tick = part.tick;
        let entry = part.entries.get_mut(&(organisation, id))?;
        entry.used = tick;
        (entry.version == version).then(|| Arc::clone(&entry.value))
    }

    /// Remembers a value, unless a later version is remembered already.
    pub(crate) fn put(&self, organisation: Uuid, id: Uuid, version: i64, value: Arc<T>) {
        let Some(mut part) = self.part(id) else { return };
        part.tick += 1;
        let used = part.tick;
        if part.entries.get(&(organisation, id)).is_some_and(|entry| entry.version > version) {
            return;
        }
        part.entries.insert((organisation, id), Entry { used, version, value });
        if part.entries.len() > self.capacity_of_part {
            let oldest = part.entries.iter().min_by_key(|(_, entry)| entry.used).map(|(key, _)| *key);
            if let Some(oldest) = oldest {
                part.entries.remove(&oldest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_version_is_given_and_an_older_one_never_replaces_a_newer() {
        let cache = Cache::new(100);
        let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
        cache.put(a, b, 2, Arc::new("two"));
        assert_eq!(cache.get(a, b, 2).as_deref(), Some(&"two"));
        assert!(cache.get(a, b, 1).is_none() && cache.get(a, b, 3).is_none() && cache.get(b, b, 2).is_none());
        cache.put(a, b, 1, Arc::new("one"));
        assert_eq!(cache.get(a, b, 2).as_deref(), Some(&"two"));
    }

    #[test]
    fn it_never_grows_beyond_its_size_and_keeps_what_is_used() {
        let cache = Cache::new(PARTS * 4);
        let id = |n: u128| Uuid::from_u128(n << 8);
        for n in 0..1_000 {
            cache.put(id(0), id(n), 1, Arc::new(n));
            assert!(cache.get(id(0), id(0), 1).is_some(), "in use all the time");
        }
        let kept = (0..1_000).filter(|n| cache.get(id(0), id(*n), 1).is_some()).count();
        assert_eq!(kept, 4);
    }
}
