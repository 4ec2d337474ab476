//! Password hashes: Argon2id, stored as PHC strings. Checking takes as long for an unknown user as for a known
//! one. Knows no users and makes no rules about what a good password is.

use argon2::password_hash::PasswordVerifier;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, Version};

use crate::{Entropy, VaultError, entropy};

/// Memory of one hash, KiB (OWASP's first choice for Argon2id: 19 MiB, two passes, one lane).
pub const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over the memory.
pub const PASSES: u32 = 2;
/// Lanes.
pub const LANES: u32 = 1;
const SALT: usize = 16;

/// A hash that no password fits, made with the same cost: what an unknown user is checked against.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn argon() -> Result<Argon2<'static>, VaultError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| VaultError::Refused)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The hash of a password, as a PHC string with its own salt and cost.
///
/// # Errors
/// [`VaultError::NoEntropy`] or [`VaultError::Refused`].
pub fn hash(password: &str, entropy: &mut dyn Entropy) -> Result<String, VaultError> {
    use argon2::password_hash::CustomizedPasswordHasher as _;
    let salt: [u8; SALT] = entropy::bytes(entropy)?;
    let argon = argon()?;
    let params = argon.params().clone();
    argon
        .hash_password_customized(password.as_bytes(), &salt, Some("argon2id"), Some(0x13), params)
        .map(|hash: PasswordHash| hash.to_string())
        .map_err(|_| VaultError::Refused)
}

/// Whether `password` fits `stored`. With `None` (no such user) the same work is done and the answer is no.
/// Takes tens of milliseconds of one core: run it where it blocks nobody.
pub fn verify(password: &str, stored: Option<&str>) -> bool {
    let known = stored.and_then(|text| PasswordHash::new(text).ok());
    let (hash, known) = match known {
        Some(hash) => (Some(hash), true),
        None => (PasswordHash::new(NOBODY).ok(), false),
    };
    let (Some(hash), Ok(argon)) = (hash, argon()) else { return false };
    argon.verify_password(password.as_bytes(), &hash).is_ok() && known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake::Seeded;

    #[test]
    fn the_right_password_fits_and_no_other() {
        let stored = hash("rav og tang ved stranden", &mut Seeded(1)).unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(verify("rav og tang ved stranden", Some(&stored)));
        assert!(!verify("rav og tang ved strande", Some(&stored)));
        assert!(!verify("", Some(&stored)));
    }

    #[test]
    fn an_unknown_user_or_a_damaged_hash_never_fits() {
        assert!(!verify("rav", None));
        assert!(!verify("", None));
        assert!(!verify("rav", Some("rav")));
        assert!(PasswordHash::new(NOBODY).is_ok(), "the stand-in must cost the same as a real one");
    }

    #[test]
    fn the_same_password_is_hashed_with_another_salt_each_time() {
        let mut entropy = Seeded(1);
        assert_ne!(hash("rav", &mut entropy).unwrap(), hash("rav", &mut entropy).unwrap());
    }
}
