//! Wrapping of data keys to recipients with HPKE (RFC 9180), base mode: DHKEM(X25519, HKDF-SHA256),
//! HKDF-SHA256, ChaCha20-Poly1305.
//!
//! Today the only recipient is the organisation, whose private key lies in a file outside the database. A wrap
//! names its recipient by kind and id, so wraps to single users need no other shape. Reads and writes no files:
//! a key file is text handed in and out.

use std::fmt::Write as _;

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::entropy::Drawn;
use crate::{DataKey, Entropy, Id, VaultError, entropy};

type Aead = ChaCha20Poly1305;
type Kdf = HkdfSha256;
type Curve = X25519HkdfSha256;

/// Number of the suite as stored: X25519, HKDF-SHA256, ChaCha20-Poly1305.
pub const SUITE: i16 = 1;
const ENCAPSULATED: usize = 32;
const INFO: &[u8] = b"fodfaeste data key 1";
const FILE_HEAD: &str = "fodfaeste-organisation-key-1";

/// Whom a data key is wrapped to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecipientKind {
    /// The organisation: its server opens.
    Organisation,
    /// One member of staff.
    User,
    /// A share of the recovery by several custodians.
    Custodian,
}

impl RecipientKind {
    /// The stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::User => "user",
            Self::Custodian => "custodian",
        }
    }
    /// The kind with this code.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Organisation, Self::User, Self::Custodian].into_iter().find(|kind| kind.code() == code)
    }
}

/// A data key wrapped to one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyWrap {
    /// Kind of recipient.
    pub kind: RecipientKind,
    /// Which recipient.
    pub recipient: Id,
    /// The suite, [`SUITE`] today.
    pub suite: i16,
    /// Encapsulated key, then ciphertext: 80 bytes.
    pub bytes: Vec<u8>,
}

/// A recipient's public key.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey(<Curve as Kem>::PublicKey);

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
pub struct PrivateKey(<Curve as Kem>::PrivateKey);

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

/// What a wrap belongs to; a wrap cannot be moved to another subject or organisation.
fn binding(organisation: Id, subject: Id, kind: RecipientKind, recipient: Id) -> Vec<u8> {
    let mut out = Vec::with_capacity(64);
    out.extend_from_slice(&organisation);
    out.extend_from_slice(&subject);
    out.extend_from_slice(&recipient);
    out.extend_from_slice(kind.code().as_bytes());
    out
}

/// Wraps the data key of `subject` (a course, an enquiry …) to a recipient.
///
/// # Errors
/// [`VaultError::NoEntropy`] or [`VaultError::Refused`].
pub fn wrap(
    key: &DataKey,
    (organisation, subject): (Id, Id),
    (kind, recipient): (RecipientKind, Id),
    public: &PublicKey,
    entropy: &mut dyn Entropy,
) -> Result<KeyWrap, VaultError> {
    let mut drawn = Drawn::<64>::draw(entropy)?;
    let aad = binding(organisation, subject, kind, recipient);
    let (encapsulated, cipher) = hpke::single_shot_seal_with_rng::<Aead, Kdf, Curve>(
        &OpModeS::Base,
        &public.0,
        INFO,
        key.as_bytes(),
        &aad,
        &mut drawn,
    )
    .map_err(|_| VaultError::Refused)?;
    if drawn.overdrawn() {
        return Err(VaultError::NoEntropy);
    }
    let mut bytes = encapsulated.to_bytes().to_vec();
    bytes.extend_from_slice(&cipher);
    Ok(KeyWrap { kind, recipient, suite: SUITE, bytes })
}

/// Unwraps the data key of `subject`.
///
/// # Errors
/// [`VaultError::UnknownForm`] for another suite, otherwise [`VaultError::CannotOpen`].
pub fn unwrap(
    wrap: &KeyWrap,
    (organisation, subject): (Id, Id),
    private: &PrivateKey,
) -> Result<DataKey, VaultError> {
    if wrap.suite != SUITE {
        return Err(VaultError::UnknownForm);
    }
    let (encapsulated, cipher) = wrap.bytes.split_at_checked(ENCAPSULATED).ok_or(VaultError::CannotOpen)?;
    let encapsulated =
        <Curve as Kem>::EncappedKey::from_bytes(encapsulated).map_err(|_| VaultError::CannotOpen)?;
    let aad = binding(organisation, subject, wrap.kind, wrap.recipient);
    let bytes = hpke::single_shot_open::<Aead, Kdf, Curve>(
        &OpModeR::Base,
        &private.0,
        &encapsulated,
        INFO,
        cipher,
        &aad,
    )
    .map_err(|_| VaultError::CannotOpen)?;
    DataKey::from_slice(&Zeroizing::new(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::fake::{Broken, Counting};

    const PLACE: (Id, Id) = ([1; 16], [2; 16]);
    const TO: (RecipientKind, Id) = (RecipientKind::Organisation, [1; 16]);

    fn keys() -> (PrivateKey, DataKey) {
        (PrivateKey::generate(&mut Counting(1)).unwrap(), DataKey::generate(&mut Counting(2)).unwrap())
    }

    #[test]
    fn a_wrapped_key_unwraps_for_its_recipient_and_its_subject_only() {
        let (private, key) = keys();
        let wrapped = wrap(&key, PLACE, TO, &private.public(), &mut Counting(3)).unwrap();
        assert_eq!(wrapped.bytes.len(), 80);
        assert_eq!(unwrap(&wrapped, PLACE, &private).unwrap().as_bytes(), key.as_bytes());

        let stranger = PrivateKey::generate(&mut Counting(9)).unwrap();
        assert!(unwrap(&wrapped, PLACE, &stranger).is_err());
        assert!(unwrap(&wrapped, ([1; 16], [3; 16]), &private).is_err());
        assert!(unwrap(&wrapped, ([2; 16], [2; 16]), &private).is_err());
        let moved = KeyWrap { kind: RecipientKind::User, ..wrapped.clone() };
        assert!(unwrap(&moved, PLACE, &private).is_err());
        let newer = KeyWrap { suite: 2, ..wrapped };
        assert_eq!(unwrap(&newer, PLACE, &private).unwrap_err(), VaultError::UnknownForm);
    }

    #[test]
    fn every_changed_byte_of_a_wrap_is_noticed() {
        let (private, key) = keys();
        let wrapped = wrap(&key, PLACE, TO, &private.public(), &mut Counting(3)).unwrap();
        for position in 0..wrapped.bytes.len() {
            let mut changed = wrapped.clone();
            changed.bytes[position] ^= 1;
            assert!(unwrap(&changed, PLACE, &private).is_err(), "byte {position}");
            changed.bytes.truncate(position);
            assert!(unwrap(&changed, PLACE, &private).is_err(), "cut at {position}");
        }
    }

    #[test]
    fn the_same_key_wraps_differently_each_time_and_never_without_randomness() {
        let (private, key) = keys();
        let mut entropy = Counting(3);
        let first = wrap(&key, PLACE, TO, &private.public(), &mut entropy).unwrap();
        assert_ne!(first, wrap(&key, PLACE, TO, &private.public(), &mut entropy).unwrap());
        assert!(wrap(&key, PLACE, TO, &private.public(), &mut Broken).is_err());
    }

    #[test]
    fn a_key_file_reads_back_and_a_damaged_one_is_refused() {
        let (private, _) = keys();
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
