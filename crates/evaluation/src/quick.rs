//! Maps for the many short keys of a file. Their hash is seeded anew in each process, as the standard library's is, but
//! takes a fraction of the time.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

pub(crate) type Map<K, V> = HashMap<K, V, RandomState>;
pub(crate) type Set<K> = HashSet<K, RandomState>;
