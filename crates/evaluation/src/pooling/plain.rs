//! Parts of findings as TOML, in which there is no null: what is hidden is the word `hidden`, what is absent is left out.

use ciborium::Value as Cbor;
use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserialize as _, Deserializer, Serialize, Serializer};
use toml::Value as Toml;

/// Writes a part that is there.
#[expect(clippy::ref_option, reason = "what serde calls")]
pub(super) fn serialize<T: Serialize, S: Serializer>(
    part: &Option<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    // CBOR tells hidden from absent, as JSON and TOML do not.
    let cbor = Cbor::serialized(part).map_err(S::Error::custom)?;
    to_toml(cbor).ok_or_else(|| S::Error::custom("a number too large for TOML"))?.serialize(serializer)
}

/// Reads it again.
pub(super) fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let toml = Toml::deserialize(deserializer)?;
    to_cbor(toml).deserialized().map(Some).map_err(D::Error::custom)
}

/// Nothing of what TOML cannot hold.
fn to_toml(value: Cbor) -> Option<Toml> {
    Some(match value {
        Cbor::Bool(value) => Toml::Boolean(value),
        Cbor::Integer(value) => Toml::Integer(i128::from(value).try_into().ok()?),
        Cbor::Float(value) => Toml::Float(value),
        Cbor::Text(value) => Toml::String(value),
        Cbor::Array(all) => Toml::Array(all.into_iter().map(to_toml).collect::<Option<_>>()?),
        Cbor::Map(entries) => {
            let there = entries.into_iter().filter(|(_, value)| !value.is_null());
            let entry = |(key, value): (Cbor, Cbor)| Some((key.into_text().ok()?, to_toml(value)?));
            Toml::Table(there.map(entry).collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

fn to_cbor(value: Toml) -> Cbor {
    match value {
        Toml::Boolean(value) => Cbor::Bool(value),
        Toml::Integer(value) => Cbor::Integer(value.into()),
        Toml::Float(value) => Cbor::Float(value),
        Toml::String(value) => Cbor::Text(value),
        Toml::Datetime(value) => Cbor::Text(value.to_string()),
        Toml::Array(all) => Cbor::Array(all.into_iter().map(to_cbor).collect()),
        Toml::Table(table) => {
            Cbor::Map(table.into_iter().map(|(key, value)| (Cbor::Text(key), to_cbor(value))).collect())
        }
    }
}
