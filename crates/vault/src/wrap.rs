//! Wrapping of data keys to recipients with HPKE (RFC 9180), base mode: DHKEM(X25519, HKDF-SHA256),
//! HKDF-SHA256, and its interface for secret export.
//!
//! A [`Sender`] is set up once to a recipient, which costs two operations on the curve, and then wraps many keys: for each it
//! exports a secret of its own (RFC 9180, 5.3), bound to the place the key belongs to, and seals the key with it. A
//! [`Recipient`] sets up its half once for each sender. Today the only recipient is the organisation, whose private key lies
//! in a file outside the database. A wrap names its recipient by kind and id, so wraps to single users need no other shape.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use hpke::aead::{AeadCtxR, AeadCtxS, ChaCha20Poly1305, ExportOnlyAead};
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use zeroize::Zeroizing;

use crate::entropy::Drawn;
use crate::keypair::{PrivateKey, PublicKey};
use crate::{Associated, DataKey, Entropy, Id, VaultError, seal};

type Kdf = HkdfSha256;
pub(crate) type Curve = X25519HkdfSha256;

/// Number of the suite as stored: X25519, HKDF-SHA256, an exported secret for XChaCha20-Poly1305.
pub const SUITE: i16 = 2;
/// The suite before it, opened but no longer made: a message of its own for each key, ChaCha20-Poly1305.
const MESSAGE: i16 = 1;
const ENCAPSULATED: usize = 32;
const INFO: &[u8] = b"fodfaeste data key 2";
/// How many keys one sender wraps before another is set up.
const KEYS_OF_A_SENDER: u32 = 1_024;
/// How many senders a recipient remembers.
const SENDERS_REMEMBERED: usize = 1_024;

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
    /// The sender's encapsulated key (32 bytes), then the sealed data key.
    pub bytes: Vec<u8>,
}

/// What a wrap belongs to: the context its secret is exported for. A wrap cannot be moved to another subject, organisation
/// or recipient.
fn binding((organisation, subject): (Id, Id), kind: RecipientKind, recipient: Id) -> Vec<u8> {
    let mut out = Vec::with_capacity(64);
    out.extend_from_slice(&organisation);
    out.extend_from_slice(&subject);
    out.extend_from_slice(&recipient);
    out.extend_from_slice(kind.code().as_bytes());
    out
}

/// The place of the sealed data key itself.
fn place((organisation, subject): (Id, Id), recipient: Id) -> Associated<'static> {
    Associated { organisation, course: subject, field: "key_wrap.wrapped", row: recipient, version: 1 }
}

/// The key exported into `buffer` by one half of a context.
fn exported(
    export: impl FnOnce(&mut [u8]) -> Result<(), hpke::HpkeError>,
    failed: VaultError,
) -> Result<DataKey, VaultError> {
    let mut secret = Zeroizing::new([0_u8; 32]);
    export(&mut *secret).map_err(|_| failed)?;
    DataKey::from_slice(&*secret)
}

/// A sender's context to one recipient.
pub struct Sender {
    kind: RecipientKind,
    recipient: Id,
    encapsulated: [u8; ENCAPSULATED],
    context: AeadCtxS<ExportOnlyAead, Kdf, Curve>,
    used: AtomicU32,
}

impl std::fmt::Debug for Sender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sender(…)")
    }
}

impl Sender {
    /// Sets up a context to a recipient with a fresh encapsulated key.
    ///
    /// # Errors
    /// [`VaultError::NoEntropy`] or [`VaultError::Refused`].
    pub fn set_up(
        (kind, recipient): (RecipientKind, Id),
        public: &PublicKey,
        entropy: &mut dyn Entropy,
    ) -> Result<Self, VaultError> {
        let mut drawn = Drawn::<64>::draw(entropy)?;
        let (encapsulated, context) = hpke::setup_sender_with_rng::<ExportOnlyAead, Kdf, Curve>(
            &OpModeS::Base,
            &public.0,
            INFO,
            &mut drawn,
        )
        .map_err(|_| VaultError::Refused)?;
        if drawn.overdrawn() {
            return Err(VaultError::NoEntropy);
        }
        let encapsulated = encapsulated.to_bytes().into();
        Ok(Self { kind, recipient, encapsulated, context, used: AtomicU32::new(0) })
    }

    /// Whether it has wrapped as many keys as one sender should, so that a secret that leaks tells of few.
    pub fn is_spent(&self) -> bool {
        self.used.load(Ordering::Relaxed) >= KEYS_OF_A_SENDER
    }

    /// Wraps the data key of a subject (a course, an enquiry …) of an organisation.
    ///
    /// # Errors
    /// [`VaultError::NoEntropy`] or [`VaultError::Refused`].
    pub fn wrap(
        &self,
        key: &DataKey,
        subject: (Id, Id),
        entropy: &mut dyn Entropy,
    ) -> Result<KeyWrap, VaultError> {
        self.used.fetch_add(1, Ordering::Relaxed);
        let bound = binding(subject, self.kind, self.recipient);
        let secret = exported(|out| self.context.export(&bound, out), VaultError::Refused)?;
        let sealed = seal::seal(&secret, &place(subject, self.recipient), key.as_bytes(), entropy)?;
        let bytes = [&self.encapsulated[..], &sealed.0].concat();
        Ok(KeyWrap { kind: self.kind, recipient: self.recipient, suite: SUITE, bytes })
    }
}

/// A recipient's private key and its half of the contexts of senders it has seen.
pub struct Recipient {
    private: PrivateKey,
    contexts: Mutex<HashMap<[u8; ENCAPSULATED], AeadCtxR<ExportOnlyAead, Kdf, Curve>>>,
}

impl std::fmt::Debug for Recipient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Recipient(…)")
    }
}

impl Recipient {
    /// The holder of this key.
    pub fn new(private: PrivateKey) -> Self {
        Self { private, contexts: Mutex::default() }
    }

    /// Its private key.
    pub const fn private(&self) -> &PrivateKey {
        &self.private
    }

    /// Unwraps the data key of `subject`, an organisation's.
    ///
    /// # Errors
    /// [`VaultError::UnknownForm`] for another suite, otherwise [`VaultError::CannotOpen`].
    pub fn unwrap(&self, wrap: &KeyWrap, subject: (Id, Id)) -> Result<DataKey, VaultError> {
        let (sender, sealed) = wrap.bytes.split_first_chunk().ok_or(VaultError::CannotOpen)?;
        let bound = binding(subject, wrap.kind, wrap.recipient);
        match wrap.suite {
            SUITE => {}
            MESSAGE => return self.message(sender, sealed, &bound),
            _ => return Err(VaultError::UnknownForm),
        }
        let secret = self.exported(sender, &bound)?;
        let bytes = seal::open(&secret, &place(subject, wrap.recipient), sealed)
            .map_err(|_| VaultError::CannotOpen)?;
        DataKey::from_slice(&bytes)
    }

    /// A key that came as a message of its own.
    fn message(&self, sender: &[u8], sealed: &[u8], bound: &[u8]) -> Result<DataKey, VaultError> {
        let sender = <Curve as Kem>::EncappedKey::from_bytes(sender).map_err(|_| VaultError::CannotOpen)?;
        let (mode, info) = (OpModeR::Base, b"fodfaeste data key 1");
        let private = &self.private.0;
        hpke::single_shot_open::<ChaCha20Poly1305, Kdf, Curve>(&mode, private, &sender, info, sealed, bound)
            .map_err(|_| VaultError::CannotOpen)
            .and_then(|bytes| DataKey::from_slice(&Zeroizing::new(bytes)))
    }

    fn exported(&self, sender: &[u8; ENCAPSULATED], bound: &[u8]) -> Result<DataKey, VaultError> {
        let export = |context: &AeadCtxR<ExportOnlyAead, Kdf, Curve>| {
            exported(|out| context.export(bound, out), VaultError::CannotOpen)
        };
        let known = || self.contexts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(context) = known().get(sender) {
            return export(context);
        }
        let encapsulated =
            <Curve as Kem>::EncappedKey::from_bytes(sender).map_err(|_| VaultError::CannotOpen)?;
        // Outside the lock: the operation on the curve is what takes long.
        let context = hpke::setup_receiver(&OpModeR::Base, &self.private.0, &encapsulated, INFO)
            .map_err(|_| VaultError::CannotOpen)?;
        let secret = export(&context);
        let mut contexts = known();
        if contexts.len() >= SENDERS_REMEMBERED {
            contexts.clear();
        }
        contexts.insert(*sender, context);
        secret
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake::{Broken, Seeded};

    const PLACE: (Id, Id) = ([1; 16], [2; 16]);
    const TO: (RecipientKind, Id) = (RecipientKind::Organisation, [1; 16]);

    fn keys() -> (Recipient, Sender, DataKey) {
        let private = PrivateKey::generate(&mut Seeded(1)).unwrap();
        let sender = Sender::set_up(TO, &private.public(), &mut Seeded(3)).unwrap();
        (Recipient::new(private), sender, DataKey::generate(&mut Seeded(2)).unwrap())
    }

    #[test]
    fn a_wrapped_key_unwraps_for_its_recipient_and_its_subject_only() {
        let (recipient, sender, key) = keys();
        let wrapped = sender.wrap(&key, PLACE, &mut Seeded(4)).unwrap();
        // Twice: setting the context up, and remembering it.
        for _ in 0..2 {
            assert_eq!(recipient.unwrap(&wrapped, PLACE).unwrap().as_bytes(), key.as_bytes());
            assert!(recipient.unwrap(&wrapped, ([1; 16], [3; 16])).is_err());
            assert!(recipient.unwrap(&wrapped, ([2; 16], [2; 16])).is_err());
            let moved = KeyWrap { kind: RecipientKind::User, ..wrapped.clone() };
            assert!(recipient.unwrap(&moved, PLACE).is_err());
            let handed_on = KeyWrap { recipient: [7; 16], ..wrapped.clone() };
            assert!(recipient.unwrap(&handed_on, PLACE).is_err());
        }
        let stranger = Recipient::new(PrivateKey::generate(&mut Seeded(9)).unwrap());
        assert!(stranger.unwrap(&wrapped, PLACE).is_err());
        let newer = KeyWrap { suite: 3, ..wrapped };
        assert_eq!(recipient.unwrap(&newer, PLACE).unwrap_err(), VaultError::UnknownForm);
    }

    #[test]
    fn a_key_wrapped_as_a_message_of_its_own_still_opens() {
        let (recipient, _, key) = keys();
        let bound = binding(PLACE, TO.0, TO.1);
        let mut drawn = Drawn::<64>::draw(&mut Seeded(3)).unwrap();
        let (mode, public, info) = (OpModeS::Base, recipient.private().public(), b"fodfaeste data key 1");
        let (sender, sealed) = hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, Kdf, Curve>(
            &mode,
            &public.0,
            info,
            key.as_bytes(),
            &bound,
            &mut drawn,
        )
        .unwrap();
        let bytes = [&sender.to_bytes()[..], &sealed].concat();
        let wrapped = KeyWrap { kind: TO.0, recipient: TO.1, suite: MESSAGE, bytes };
        assert_eq!(recipient.unwrap(&wrapped, PLACE).unwrap().as_bytes(), key.as_bytes());
        assert!(recipient.unwrap(&wrapped, ([1; 16], [3; 16])).is_err());
    }

    #[test]
    fn every_changed_byte_of_a_wrap_is_noticed() {
        let (recipient, sender, key) = keys();
        let wrapped = sender.wrap(&key, PLACE, &mut Seeded(4)).unwrap();
        for position in 0..wrapped.bytes.len() {
            let mut changed = wrapped.clone();
            changed.bytes[position] ^= 1;
            assert!(recipient.unwrap(&changed, PLACE).is_err(), "byte {position}");
            changed.bytes.truncate(position);
            assert!(recipient.unwrap(&changed, PLACE).is_err(), "cut at {position}");
        }
    }

    #[test]
    fn keys_of_one_sender_have_secrets_of_their_own() {
        let (recipient, sender, key) = keys();
        let other = ([1; 16], [3; 16]);
        let (one, two) = (
            sender.wrap(&key, PLACE, &mut Seeded(4)).unwrap(),
            sender.wrap(&key, other, &mut Seeded(4)).unwrap(),
        );
        // With one nonce and one key, equal secrets would show as equal ciphertexts.
        assert_eq!(one.bytes[..57], two.bytes[..57], "sender, form and nonce");
        assert!(one.bytes[57..].iter().zip(&two.bytes[57..]).filter(|(a, b)| a == b).count() < 16);
        assert_eq!(recipient.unwrap(&two, other).unwrap().as_bytes(), key.as_bytes());
    }

    #[test]
    fn the_same_key_wraps_differently_each_time_and_never_without_randomness() {
        let (recipient, sender, key) = keys();
        let mut entropy = Seeded(3);
        let first = sender.wrap(&key, PLACE, &mut entropy).unwrap();
        assert_ne!(first, sender.wrap(&key, PLACE, &mut entropy).unwrap());
        assert!(sender.wrap(&key, PLACE, &mut Broken).is_err());
        assert!(Sender::set_up(TO, &recipient.private().public(), &mut Broken).is_err());
    }

    #[test]
    fn a_sender_is_spent_after_its_share_and_its_wraps_open_beside_those_of_many_others() {
        let (recipient, sender, key) = keys();
        let mut entropy = Seeded(5);
        for _ in 0..KEYS_OF_A_SENDER {
            assert!(!sender.is_spent());
            sender.wrap(&key, PLACE, &mut entropy).unwrap();
        }
        assert!(sender.is_spent());
        let last = sender.wrap(&key, PLACE, &mut entropy).unwrap();
        for _ in 0..=SENDERS_REMEMBERED {
            let sender = Sender::set_up(TO, &recipient.private().public(), &mut entropy).unwrap();
            let wrapped = sender.wrap(&key, PLACE, &mut entropy).unwrap();
            assert_eq!(recipient.unwrap(&wrapped, PLACE).unwrap().as_bytes(), key.as_bytes());
        }
        assert!(recipient.contexts.lock().unwrap().len() <= SENDERS_REMEMBERED);
        assert_eq!(recipient.unwrap(&last, PLACE).unwrap().as_bytes(), key.as_bytes());
    }
}
