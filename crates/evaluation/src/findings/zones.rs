//! What a spread of individual change says in words, whether or not neighbouring zones were joined.

use super::Individual;

impl Individual {
    /// How many rose noticeably.
    pub fn rose(&self) -> u64 {
        self.towards("rose")
    }

    /// How many fell noticeably.
    pub fn fell(&self) -> u64 {
        self.towards("fell")
    }

    /// How many rose by more than one person's measurement can waver; absent where that zone is joined with its neighbour.
    pub fn rose_reliably(&self) -> Option<u64> {
        self.zones.iter().find(|zone| zone.key == "rose_reliable").map(|zone| zone.share.x)
    }

    /// Zones of one direction, by the beginning of their key: `fell` itself is both falling zones joined.
    fn towards(&self, direction: &str) -> u64 {
        self.zones.iter().filter(|zone| zone.key.starts_with(direction)).map(|zone| zone.share.x).sum()
    }
}
