//! Signatures on files that leave the house (Ed25519): whoever has the file can see that not a byte was changed since the
//! holder of the key let it out, and that two files come from the same key.

use std::fmt::Write as _;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use zeroize::Zeroizing;

use crate::VaultError;
use crate::entropy::{self, Entropy};

const FILE_HEAD: &str = "fodfaeste signing key 1";

/// A key that signs. It is a secret.
pub struct SignKey(SigningKey);

impl SignKey {
    /// A fresh key.
    ///
    /// # Errors
    /// [`VaultError::NoEntropy`].
    pub fn generate(entropy: &mut dyn Entropy) -> Result<Self, VaultError> {
        let seed = Zeroizing::new(entropy::bytes::<32>(entropy)?);
        Ok(Self(SigningKey::from_bytes(&seed)))
    }

    /// The public half, 64 hexadecimal digits.
    pub fn public(&self) -> String {
        hex(self.0.verifying_key().as_bytes())
    }

    /// The signature of some bytes, 128 hexadecimal digits.
    pub fn sign(&self, bytes: &[u8]) -> String {
        hex(&self.0.sign(bytes).to_bytes())
    }

    /// The text of a key file: a line that says what it is, a line of 64 hexadecimal digits. It is a secret.
    pub fn to_file(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{FILE_HEAD}\n{}\n", hex(self.0.as_bytes())))
    }

    /// The key in the text of a key file.
    ///
    /// # Errors
    /// [`VaultError::BadKey`].
    pub fn from_file(text: &str) -> Result<Self, VaultError> {
        let digits = text.strip_prefix(FILE_HEAD).ok_or(VaultError::BadKey)?.trim();
        let seed = Zeroizing::new(unhex::<32>(digits)?);
        Ok(Self(SigningKey::from_bytes(&seed)))
    }
}

/// Whether a signature of some bytes was made with the key whose public half this is.
///
/// # Errors
/// [`VaultError::BadKey`] when the key or the signature cannot be read; [`VaultError::CannotOpen`] when it does not fit.
pub fn verify(public: &str, bytes: &[u8], signature: &str) -> Result<(), VaultError> {
    let key = VerifyingKey::from_bytes(&unhex::<32>(public)?).map_err(|_| VaultError::BadKey)?;
    let signature = Signature::from_bytes(&unhex::<64>(signature)?);
    key.verify_strict(bytes, &signature).map_err(|_| VaultError::CannotOpen)
}

/// Bytes as hexadecimal digits, two small ones each.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a String cannot fail.
        let _written = write!(out, "{byte:02x}");
        out
    })
}

fn unhex<const N: usize>(digits: &str) -> Result<[u8; N], VaultError> {
    let small = digits.bytes().all(|digit| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit));
    if digits.len() != 2 * N || !small {
        return Err(VaultError::BadKey);
    }
    let mut bytes = [0u8; N];
    for (at, byte) in bytes.iter_mut().enumerate() {
        let pair = digits.get(2 * at..2 * at + 2).ok_or(VaultError::BadKey)?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| VaultError::BadKey)?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OsEntropy;

    #[test]
    fn a_signature_fits_its_bytes_and_its_key_and_nothing_else() {
        let key = SignKey::generate(&mut OsEntropy).unwrap();
        let other = SignKey::generate(&mut OsEntropy).unwrap();
        let signature = key.sign(b"so many");
        assert_eq!(verify(&key.public(), b"so many", &signature), Ok(()));
        assert_eq!(verify(&key.public(), b"so mamy", &signature), Err(VaultError::CannotOpen));
        assert_eq!(verify(&other.public(), b"so many", &signature), Err(VaultError::CannotOpen));
        assert_eq!(verify("00", b"so many", &signature), Err(VaultError::BadKey));
        let again = SignKey::from_file(&key.to_file()).unwrap();
        assert_eq!(again.sign(b"so many"), signature);
        assert!(SignKey::from_file("something else\n00\n").is_err());
    }

    /// RFC 8032, 7.1, test 2.
    #[test]
    fn it_is_ed25519() {
        let seed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
        let key = SignKey::from_file(&format!("{FILE_HEAD}\n{seed}\n")).unwrap();
        assert_eq!(key.public(), "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        let expected = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                        085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
        assert_eq!(key.sign(&[0x72]), expected);
    }
}
