//! Key pairs of recipients (X25519): the public half data keys are wrapped to, the private half that opens them, and its
//! file. Reads and writes no files: a key file is text handed in and out.

use std::fmt::Write as _;

use hpke::{Deserializable, Kem, Serializable};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::wrap::Curve;
use crate::{Entropy, VaultError, entropy};

const FILE_HEAD: &str = "fodfaeste-organisation-key-1";

/// A recipient's public key.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey(pub(crate) <Curve as Kem>::PublicKey);

impl PublicKey {
    /// Its 32 bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes().to_vec()
    }
    /// The key with these bytes.
    ///
    /// # Errors
    /// [`VaultError::BadKey`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, VaultError> {
        <Curve as Kem>::PublicKey::from_bytes(bytes).map(Self).map_err(|_| VaultError::BadKey)
    }
}

impl std::fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PublicKey(…)")
    }
}

/// A recipient's private key (wiped when dropped by the curve's own type).
#[derive(Clone)]
pub struct PrivateKey(pub(crate) <Curve as Kem>::PrivateKey);

impl std::fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PrivateKey(…)")
    }
}

impl PrivateKey {
    /// A fresh key.
    ///
    /// # Errors
    /// [`VaultError::NoEntropy`].
    pub fn generate(entropy: &mut dyn Entropy) -> Result<Self, VaultError> {
        let seed = Zeroizing::new(entropy::bytes::<32>(entropy)?);
        Ok(Self(Curve::derive_keypair(&*seed).0))
    }
    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey(Curve::sk_to_pk(&self.0))
    }
    /// A mark of these fields that only the holder of the key can make: for comparing what must not be kept, where
    /// a bare hash would let a thief of the database try out likely words. Each field is preceded by its length.
    pub fn mark(&self, fields: &[&[u8]]) -> [u8; 32] {
        let key = Zeroizing::new(self.0.to_bytes().to_vec());
        let inner = digest(&key, 1, fields);
        digest(&key, 2, &[&inner])
    }
    /// The text of a key file: a line that says what it is, a line of 64 hexadecimal digits. It is a secret.
    pub fn to_file(&self) -> Zeroizing<String> {
        let mut out = Zeroizing::new(format!("{FILE_HEAD}\n"));
        for byte in Zeroizing::new(self.0.to_bytes().to_vec()).iter() {
            // Writing to a String cannot fail.
            let _written = write!(out, "{byte:02x}");
        }
        out.push('\n');
        out
    }
    /// The key in the text of a key file.
    ///
    /// # Errors
    /// [`VaultError::BadKey`].
    pub fn from_file(text: &str) -> Result<Self, VaultError> {
        let mut lines = text.lines();
        if lines.next() != Some(FILE_HEAD) {
            return Err(VaultError::BadKey);
        }
        let digits = lines.next().ok_or(VaultError::BadKey)?.trim();
        if digits.len() != 64 || lines.any(|line| !line.trim().is_empty()) {
            return Err(VaultError::BadKey);
        }
        let mut bytes = Zeroizing::new([0u8; 32]);
        for (index, byte) in bytes.iter_mut().enumerate() {
            let pair = digits.get(index * 2..index * 2 + 2).ok_or(VaultError::BadKey)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| VaultError::BadKey)?;
        }
        <Curve as Kem>::PrivateKey::from_bytes(&*bytes).map(Self).map_err(|_| VaultError::BadKey)
    }
}

/// SHA-256 over a label, the key, a round and length-prefixed fields; hashed twice with the key, so that nothing can be
/// appended.
fn digest(key: &[u8], round: u8, fields: &[&[u8]]) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(b"fodfaeste mark 1");
    digest.update(key);
    digest.update([round]);
    for field in fields {
        digest.update((field.len() as u64).to_le_bytes());
        digest.update(field);
    }
    digest.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake::Seeded;

    #[test]
    fn a_key_file_reads_back_and_a_damaged_one_is_refused() {
        let private = PrivateKey::generate(&mut Seeded(1)).unwrap();
        let text = private.to_file();
        let back = PrivateKey::from_file(&text).unwrap();
        assert_eq!(back.public(), private.public());
        assert_eq!(PublicKey::from_bytes(&private.public().to_bytes()).unwrap(), private.public());
        let damaged = ["", "hello", &text[..60], &text.replace("key-1", "key-2"), &format!("{}ff\n", *text)];
        for bad in damaged {
            assert_eq!(PrivateKey::from_file(bad).unwrap_err(), VaultError::BadKey, "{bad:?}");
        }
        assert_eq!(format!("{private:?}"), "PrivateKey(…)");
    }
}
