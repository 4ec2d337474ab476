//! Sources of randomness for tests: predictable, so that a failure replays from its seed. Not part of the program: compiled
//! for tests, and for those of other crates by the feature `fake`.

use crate::{Entropy, VaultError};

/// A seeded source (splitmix64): other bytes at each call, the same ones from the same seed.
#[derive(Debug, Clone)]
pub struct Seeded(pub u64);

impl Entropy for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), VaultError> {
        for chunk in bytes.chunks_mut(8) {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = self.0;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            for (byte, fresh) in chunk.iter_mut().zip((z ^ (z >> 31)).to_le_bytes()) {
                *byte = fresh;
            }
        }
        Ok(())
    }
}

/// A source that is broken.
#[derive(Debug, Clone, Copy)]
pub struct Broken;

impl Entropy for Broken {
    fn fill(&mut self, _: &mut [u8]) -> Result<(), VaultError> {
        Err(VaultError::NoEntropy)
    }
}
