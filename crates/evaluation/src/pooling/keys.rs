//! The public keys that are known of places: a file can be signed by anybody, and only whoever has compared the key knows by
//! whom.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Public keys by the name of their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownKeys(BTreeMap<String, String>);

/// Why a file is not taken to be of the place it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFault {
    /// No key is known of the place.
    UnknownPlace,
    /// It is signed with another key than the one known of the place.
    OtherKey,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    keys: BTreeMap<String, String>,
}

/// The name of a place as it is compared: a letter more or less large is no other place.
pub(super) fn plain(site: &str) -> String {
    site.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl KnownKeys {
    /// Reads a TOML file: a table `keys` with a place and its public key (64 hexadecimal digits) on each line.
    ///
    /// # Errors
    /// What is wrong with the file, as the reader of TOML says it; the name of a place whose key is none, or that stands there
    /// twice.
    pub fn read(text: &str) -> Result<Self, String> {
        let file: KeyFile = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut known = BTreeMap::new();
        for (site, key) in file.keys {
            let key = key.trim().to_lowercase();
            let is_key = key.len() == 64 && key.bytes().all(|digit| digit.is_ascii_hexdigit());
            if !is_key || known.insert(plain(&site), key).is_some() {
                return Err(site);
            }
        }
        Ok(Self(known))
    }

    /// Compares the key that a place's file was signed with.
    ///
    /// # Errors
    /// [`KeyFault`].
    pub fn compare(&self, site: &str, key: &str) -> Result<(), KeyFault> {
        match self.0.get(&plain(site)) {
            None => Err(KeyFault::UnknownPlace),
            Some(known) if known == key => Ok(()),
            Some(_) => Err(KeyFault::OtherKey),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_compared_by_the_name_of_its_place() {
        let (own, other) = ("ab".repeat(32), "cd".repeat(32));
        let known =
            KnownKeys::read(&format!("[keys]\n\"Vester  By\" = \"{}\"\n", own.to_uppercase())).unwrap();
        assert_eq!(known.compare("vester by", &own), Ok(()));
        assert_eq!(known.compare("Vester By", &other), Err(KeyFault::OtherKey));
        assert_eq!(known.compare("Øster By", &own), Err(KeyFault::UnknownPlace));
    }

    #[test]
    fn a_file_of_keys_that_cannot_be_one_is_refused() {
        let key = "ab".repeat(32);
        let twice = format!("[keys]\n\"A\" = \"{key}\"\n\"a\" = \"{key}\"\n");
        for (text, named) in [("[keys]\nA = \"12\"\n", "A"), (&twice, "a"), ("[key]\n", "key"), ("x", "x")] {
            let wrong = KnownKeys::read(text).unwrap_err();
            assert!(wrong.contains(named), "{wrong}");
        }
    }
}
