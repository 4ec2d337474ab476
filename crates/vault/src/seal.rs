//! Sealing of words: XChaCha20-Poly1305 under a data key, bound to the place where the words stand.
//!
//! Form of a sealed value: one version byte (`1`), a random nonce of 24 bytes, ciphertext with its 16-byte tag.
//! The version byte is authenticated too. Words are padded before sealing (ISO/IEC 7816-4: one byte `0x80`, then
//! zeros), so that a copy of the database tells little about how long they are. Chooses no keys and stores nothing.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{Entropy, Id, VaultError, entropy};

/// The only form written today.
const VERSION: u8 = 1;
const NONCE: usize = 24;
const TAG: usize = 16;
/// Sealed values grow in steps of this many bytes up to [`FINE_UNTIL`], then in steps of [`COARSE`].
const FINE: usize = 32;
const FINE_UNTIL: usize = 512;
const COARSE: usize = 256;

/// The key of one course (or of another subject that owns words): 32 bytes, wiped from memory when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct DataKey([u8; 32]);

impl DataKey {
    /// A fresh key.
    ///
    /// # Errors
    /// [`VaultError::NoEntropy`].
    pub fn generate(entropy: &mut dyn Entropy) -> Result<Self, VaultError> {
        Ok(Self(entropy::bytes(entropy)?))
    }
    pub(crate) fn from_slice(bytes: &[u8]) -> Result<Self, VaultError> {
        bytes.try_into().map(Self).map_err(|_| VaultError::BadKey)
    }
    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataKey(…)")
    }
}

/// The place words are sealed for. A value opened for any other place fails, so nothing can be moved between
/// organisations, courses, fields, rows or versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Associated<'a> {
    /// Organisation.
    pub organisation: Id,
    /// Course, or the subject that owns the key.
    pub course: Id,
    /// Table and column, such as `contact.note`.
    pub field: &'a str,
    /// The row the value stands in (the course itself for a column of the course).
    pub row: Id,
    /// Version of the value's meaning; 1 until a field changes what it holds.
    pub version: u32,
}

impl Associated<'_> {
    /// Canonical bytes: fixed-length parts, the only variable one last but for its length before it.
    fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(1 + 16 * 3 + 4 + 8 + self.field.len());
        out.push(VERSION);
        out.extend_from_slice(&self.organisation);
        out.extend_from_slice(&self.course);
        out.extend_from_slice(&self.row);
        out.extend_from_slice(&self.version.to_le_bytes());
        out.extend_from_slice(&(self.field.len() as u64).to_le_bytes());
        out.extend_from_slice(self.field.as_bytes());
        out
    }
}

/// Sealed words, ready to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed(pub Vec<u8>);

/// Seals `plaintext` for the place `associated`.
///
/// # Errors
/// [`VaultError::NoEntropy`] or [`VaultError::Refused`].
pub fn seal(
    key: &DataKey,
    associated: &Associated<'_>,
    plaintext: &[u8],
    entropy: &mut dyn Entropy,
) -> Result<Sealed, VaultError> {
    let nonce: [u8; NONCE] = entropy::bytes(entropy)?;
    let padded = pad(plaintext);
    let aad = associated.bytes();
    let cipher = XChaCha20Poly1305::new(key.as_bytes().into())
        .encrypt(&XNonce::from(nonce), Payload { msg: &padded, aad: &aad })
        .map_err(|_| VaultError::Refused)?;
    let mut out = Vec::with_capacity(1 + NONCE + cipher.len());
    out.push(VERSION);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&cipher);
    Ok(Sealed(out))
}

/// Opens what [`seal`] made for the same place with the same key.
///
/// # Errors
/// [`VaultError::UnknownForm`] for bytes of another version, otherwise [`VaultError::CannotOpen`].
pub fn open(
    key: &DataKey,
    associated: &Associated<'_>,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let (version, rest) = sealed.split_first().ok_or(VaultError::CannotOpen)?;
    if *version != VERSION {
        return Err(VaultError::UnknownForm);
    }
    if rest.len() < NONCE + TAG {
        return Err(VaultError::CannotOpen);
    }
    let (nonce, cipher) = rest.split_at(NONCE);
    let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| VaultError::CannotOpen)?;
    let aad = associated.bytes();
    let mut padded = Zeroizing::new(
        XChaCha20Poly1305::new(key.as_bytes().into())
            .decrypt(&XNonce::from(nonce), Payload { msg: cipher, aad: &aad })
            .map_err(|_| VaultError::CannotOpen)?,
    );
    let length = unpadded_length(&padded).ok_or(VaultError::CannotOpen)?;
    padded.truncate(length);
    Ok(padded)
}

fn pad(plaintext: &[u8]) -> Zeroizing<Vec<u8>> {
    let needed = plaintext.len() + 1;
    let step = if needed <= FINE_UNTIL { FINE } else { COARSE };
    let length = needed.div_ceil(step) * step;
    let mut out = Zeroizing::new(Vec::with_capacity(length));
    out.extend_from_slice(plaintext);
    out.push(0x80);
    out.resize(length, 0);
    out
}

/// Runs after authentication, so its timing tells nothing to one without the key.
fn unpadded_length(padded: &[u8]) -> Option<usize> {
    let mark = padded.iter().rposition(|byte| *byte != 0)?;
    (padded.get(mark) == Some(&0x80)).then_some(mark)
}

#[cfg(test)]
#[path = "seal_tests.rs"]
mod tests;
