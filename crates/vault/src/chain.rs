//! The hash chain of the audit trail: each link is the SHA-256 of the link before and of its own canonical bytes,
//! so that nothing can be changed, removed, added or moved in the middle unnoticed. Stores nothing; that the end
//! was not cut off must be known from outside (the head).

use sha2::{Digest, Sha256};

/// One link: 32 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainHash(pub [u8; 32]);

impl ChainHash {
    /// What the first event of a chain follows.
    pub const START: Self = Self([0; 32]);

    /// A link read from storage.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
    /// The link that follows this one for an event with these fields. Each field is preceded by its length, so
    /// no two lists of fields give the same bytes.
    #[must_use]
    pub fn next(self, fields: &[&[u8]]) -> Self {
        let mut digest = Sha256::new();
        digest.update(b"fodfaeste audit 1");
        digest.update(self.0);
        for field in fields {
            digest.update((field.len() as u64).to_le_bytes());
            digest.update(field);
        }
        Self(digest.finalize().into())
    }
}

/// SHA-256 of anything that is compared, not kept: the body of a request, the text of a file.
pub fn fingerprint(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The same of what a reader gives, without keeping it.
///
/// # Errors
/// What the reader says.
pub fn fingerprint_of(mut from: impl std::io::Read) -> std::io::Result<[u8; 32]> {
    let mut sum = Sha256::new();
    let mut room = vec![0; 1 << 16];
    loop {
        match from.read(&mut room)? {
            0 => return Ok(sum.finalize().into()),
            read => sum.update(room.get(..read).unwrap_or_default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_depends_on_the_link_before_on_each_field_and_on_where_fields_end() {
        let first = ChainHash::START.next(&[b"ab", b"c"]);
        assert_eq!(first, ChainHash::START.next(&[b"ab", b"c"]));
        assert_ne!(first, ChainHash::START.next(&[b"a", b"bc"]));
        assert_ne!(first, ChainHash::START.next(&[b"ab", b"c", b""]));
        assert_ne!(first, first.next(&[b"ab", b"c"]));
        assert_eq!(ChainHash::from_slice(&first.0), Some(first));
        assert_eq!(ChainHash::from_slice(&first.0[1..]), None);
    }
}
