//! Where randomness comes from: an argument everywhere, the operating system in production, a seeded source in
//! tests and simulations. Makes no randomness of its own.

use crate::VaultError;

/// A source of unpredictable bytes.
pub trait Entropy: Send {
    /// Fills all of `bytes`.
    ///
    /// # Errors
    /// [`VaultError::NoEntropy`] when the source fails; then nothing made from `bytes` may be used.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), VaultError>;
}

/// The operating system's source, the only one to use outside tests.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), VaultError> {
        getrandom::fill(bytes).map_err(|_| VaultError::NoEntropy)
    }
}

impl<E: Entropy + ?Sized> Entropy for &mut E {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), VaultError> {
        (**self).fill(bytes)
    }
}

/// `N` fresh bytes.
pub(crate) fn bytes<const N: usize>(entropy: &mut dyn Entropy) -> Result<[u8; N], VaultError> {
    let mut out = [0; N];
    entropy.fill(&mut out)?;
    Ok(out)
}

/// Bytes drawn beforehand: work done in parallel with them comes out the same in whatever order it is done, and a failing
/// source is noticed before it begins. Also hands an [`Entropy`] to crates that ask for `rand_core` 0.10. Never repeats
/// its bytes: when they are used up it fails.
pub struct Drawn<const N: usize> {
    pool: [u8; N],
    used: usize,
}

impl<const N: usize> Drawn<N> {
    /// Draws them.
    ///
    /// # Errors
    /// [`VaultError::NoEntropy`].
    pub fn draw(entropy: &mut dyn Entropy) -> Result<Self, VaultError> {
        Ok(Self { pool: bytes(entropy)?, used: 0 })
    }
    /// Whether the consumer asked for more than was drawn: what it made must then be thrown away.
    pub(crate) fn overdrawn(&self) -> bool {
        self.used > N
    }
}

impl<const N: usize> std::fmt::Debug for Drawn<N> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Drawn(…)")
    }
}

impl<const N: usize> Entropy for Drawn<N> {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), VaultError> {
        let end = self.used.saturating_add(bytes.len());
        let source = self.pool.get(self.used..end).ok_or(VaultError::NoEntropy)?;
        bytes.copy_from_slice(source);
        self.used = end;
        Ok(())
    }
}

impl<const N: usize> hpke::rand_core::TryRng for Drawn<N> {
    type Error = std::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        let mut out = [0; 4];
        self.try_fill_bytes(&mut out)?;
        Ok(u32::from_le_bytes(out))
    }
    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        let mut out = [0; 8];
        self.try_fill_bytes(&mut out)?;
        Ok(u64::from_le_bytes(out))
    }
    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Self::Error> {
        let end = self.used.saturating_add(out.len());
        if let Some(source) = self.pool.get(self.used..end) {
            out.copy_from_slice(source);
        }
        self.used = end;
        Ok(())
    }
}

impl<const N: usize> hpke::rand_core::TryCryptoRng for Drawn<N> {}

impl<const N: usize> Drop for Drawn<N> {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.pool);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake;

    #[test]
    fn what_was_drawn_is_given_once_and_no_more() {
        let mut drawn = Drawn::<8>::draw(&mut fake::Seeded(1)).unwrap();
        let (mut first, mut second) = ([0; 4], [0; 4]);
        drawn.fill(&mut first).unwrap();
        drawn.fill(&mut second).unwrap();
        assert_ne!(first, second);
        assert_eq!(drawn.fill(&mut first), Err(VaultError::NoEntropy));
        assert!(Drawn::<8>::draw(&mut fake::Broken).is_err());
    }
}
