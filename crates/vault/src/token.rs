//! Secrets that a machine or a browser carries: API tokens and session ids. Thirty-two random bytes, shown once,
//! stored only as their SHA-256. (No slow hash is needed: 256 random bits cannot be guessed.) Knows no users.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{Entropy, VaultError, entropy};

const LENGTH: usize = 32;

/// A secret as its bearer holds it.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secret([u8; LENGTH]);

impl Secret {
    /// A fresh one.
    ///
    /// # Errors
    /// [`VaultError::NoEntropy`].
    pub fn generate(entropy: &mut dyn Entropy) -> Result<Self, VaultError> {
        entropy::bytes(entropy).map(Self)
    }
    /// The secret as text: 64 hexadecimal digits. Show it once, store it never.
    pub fn to_text(&self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut out = String::with_capacity(LENGTH * 2);
        for byte in self.0 {
            for nibble in [byte >> 4, byte & 15] {
                if let Some(digit) = DIGITS.get(usize::from(nibble)) {
                    out.push(char::from(*digit));
                }
            }
        }
        out
    }
    /// The secret in what a bearer sent, or `None` when it has not its form.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != LENGTH * 2 {
            return None;
        }
        let mut out = [0; LENGTH];
        for (slot, pair) in out.iter_mut().zip(bytes.chunks_exact(2)) {
            let [high, low] = pair else { return None };
            *slot = nibble(*high)? << 4 | nibble(*low)?;
        }
        Some(Self(out))
    }
    /// What is stored of it.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
    /// Whether `stored` was made from this secret, in constant time.
    pub fn fits(&self, stored: &[u8]) -> bool {
        self.hash().ct_eq(stored).into()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

const fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake::Seeded;

    #[test]
    fn a_secret_reads_back_from_its_text_and_fits_its_hash_only() {
        let mut entropy = Seeded(4);
        let secret = Secret::generate(&mut entropy).unwrap();
        let other = Secret::generate(&mut entropy).unwrap();
        let back = Secret::parse(&secret.to_text()).unwrap();
        assert!(back.fits(&secret.hash()));
        assert!(!other.fits(&secret.hash()));
        assert!(!secret.fits(&secret.hash()[..31]));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn what_has_not_the_form_of_a_secret_is_none() {
        let text = Secret::generate(&mut Seeded(4)).unwrap().to_text();
        for bad in ["", &text[1..], &text.to_uppercase(), &format!("{text}0"), &"æ".repeat(32)] {
            assert!(Secret::parse(bad).is_none(), "{bad}");
        }
    }
}
