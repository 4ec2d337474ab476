//! Unwrapped data keys remembered for a while, because an X25519 operation for each line of a list is too slow.
//! Bounded: the keys longest unused are forgotten (and wiped) first. Unwraps nothing itself and shares nothing
//! between processes.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use crate::{DataKey, Id};

/// How many independently locked parts a ring has, so that requests on several cores do not wait for each other.
const PARTS: usize = 16;

/// Data keys by organisation and subject.
pub struct KeyRing {
    parts: Vec<Mutex<Part>>,
    capacity_of_part: usize,
}

#[derive(Default)]
struct Part {
    keys: HashMap<(Id, Id), (u64, DataKey)>,
    by_use: BTreeMap<u64, (Id, Id)>,
    tick: u64,
}

impl KeyRing {
    /// A ring that holds about `capacity` keys (about 200 bytes each).
    pub fn new(capacity: usize) -> Self {
        Self {
            parts: (0..PARTS).map(|_| Mutex::default()).collect(),
            capacity_of_part: capacity.div_ceil(PARTS).max(1),
        }
    }

    fn part(&self, subject: &Id) -> Option<&Mutex<Part>> {
        // The last byte of an id is random in every version used here.
        let [.., last] = subject;
        self.parts.get(usize::from(*last) % PARTS)
    }

    /// The key of a subject, if it is remembered.
    pub fn get(&self, organisation: Id, subject: Id) -> Option<DataKey> {
        let mut part = self.part(&subject)?.lock().unwrap_or_else(PoisonError::into_inner);
        part.tick += 1;
        let tick = part.tick;
        let (used, key) = part.keys.get_mut(&(organisation, subject))?;
        let before = std::mem::replace(used, tick);
        let key = key.clone();
        part.by_use.remove(&before);
        part.by_use.insert(tick, (organisation, subject));
        Some(key)
    }

    /// Remembers the key of a subject.
    pub fn put(&self, organisation: Id, subject: Id, key: DataKey) {
        let Some(part) = self.part(&subject) else { return };
        let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
        part.tick += 1;
        let tick = part.tick;
        if let Some((before, _)) = part.keys.insert((organisation, subject), (tick, key)) {
            part.by_use.remove(&before);
        }
        part.by_use.insert(tick, (organisation, subject));
        while part.keys.len() > self.capacity_of_part {
            let Some((_, oldest)) = part.by_use.pop_first() else { break };
            part.keys.remove(&oldest);
        }
    }

    /// Forgets the key of a subject, as when it was rotated or destroyed.
    pub fn forget(&self, organisation: Id, subject: Id) {
        let Some(part) = self.part(&subject) else { return };
        let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((used, _)) = part.keys.remove(&(organisation, subject)) {
            part.by_use.remove(&used);
        }
    }

    /// Number of keys remembered now.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.lock().unwrap_or_else(PoisonError::into_inner).keys.len()).sum()
    }

    /// Whether no key is remembered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl std::fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KeyRing({} keys)", self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake::Seeded;

    fn id(n: u16) -> Id {
        let mut id = [0; 16];
        id[12..14].copy_from_slice(&n.to_be_bytes());
        id
    }
    fn key(seed: u64) -> DataKey {
        DataKey::generate(&mut Seeded(seed)).unwrap()
    }

    #[test]
    fn a_key_put_in_comes_out_for_its_own_organisation_and_subject_only() {
        let ring = KeyRing::new(100);
        ring.put(id(1), id(2), key(7));
        assert_eq!(ring.get(id(1), id(2)).unwrap().as_bytes(), key(7).as_bytes());
        assert!(ring.get(id(2), id(2)).is_none());
        ring.forget(id(1), id(2));
        assert!(ring.get(id(1), id(2)).is_none() && ring.is_empty());
    }

    #[test]
    fn the_longest_unused_key_is_forgotten_first_and_the_ring_never_grows_beyond_its_size() {
        let ring = KeyRing::new(4 * PARTS); // all ids below end in zero: one part of four
        for n in 0..4 {
            ring.put(id(0), id(n), key(u64::from(n)));
        }
        assert!(ring.get(id(0), id(0)).is_some());
        ring.put(id(0), id(9), key(9));
        assert!(ring.get(id(0), id(1)).is_none(), "1 was unused longest");
        assert!(ring.get(id(0), id(0)).is_some());
        for n in 0..1000 {
            ring.put(id(0), id(n), key(1));
        }
        assert_eq!(ring.len(), 4);
    }
}
