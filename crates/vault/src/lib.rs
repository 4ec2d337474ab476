//! Keys, sealing, passwords, tokens and the audit hash chain: the only crate with cryptography.
//!
//! Everything is a pure function of its arguments: randomness comes in through [`Entropy`], time is never asked
//! for. The crate knows no file, no database and no word of the domain: ids are sixteen bytes, a field is a name.
//! Words are sealed with a [`DataKey`] ([`seal`]); data keys are wrapped to recipients ([`wrap`]) and remembered
//! unwrapped for a while ([`ring`]).

pub mod chain;
pub mod entropy;
#[cfg(any(test, feature = "fake"))]
pub mod fake;
pub mod keypair;
pub mod password;
pub mod ring;
pub mod seal;
pub mod sign;
pub mod token;
pub mod wrap;

pub use chain::ChainHash;
pub use entropy::{Drawn, Entropy, OsEntropy};
pub use keypair::{PrivateKey, PublicKey};
pub use ring::KeyRing;
pub use seal::{Associated, DataKey, Sealed};
pub use token::Secret;
pub use wrap::{KeyWrap, Recipient, RecipientKind, Sender};
/// A value wiped from memory when dropped.
pub use zeroize::Zeroizing;

/// An id as its sixteen bytes.
pub type Id = [u8; 16];

/// Why something could not be opened, sealed or checked. None of them says more than that: an attacker learns
/// nothing from the kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VaultError {
    /// The bytes were not made by this key for this place, or were changed since.
    CannotOpen,
    /// The bytes have a form that this version does not know.
    UnknownForm,
    /// A key file or key is not readable as one.
    BadKey,
    /// The source of randomness failed.
    NoEntropy,
    /// The primitive refused (out of memory, too long).
    Refused,
}

impl std::fmt::Display for VaultError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::CannotOpen => "vault.cannot-open",
            Self::UnknownForm => "vault.unknown-form",
            Self::BadKey => "vault.bad-key",
            Self::NoEntropy => "vault.no-entropy",
            Self::Refused => "vault.refused",
        })
    }
}

impl std::error::Error for VaultError {}
