//! A number that may have to stay hidden.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A number that is shown, or hidden because it could tell of a single person. `evaluate` shows all of them; what may
/// leave is decided by [`crate::disclosure`] alone. As JSON it is the number, or `null` when it is hidden;
/// [`Findings::suppressed`](super::Findings::suppressed) says where and by which rule. Hidden is never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
pub enum Figure<T> {
    /// The number.
    Shown(T),
    /// There is a number, and it is not told.
    Hidden,
}

impl<T> Figure<T> {
    /// The number, if it may be seen.
    pub fn shown(self) -> Option<T> {
        match self {
            Self::Shown(value) => Some(value),
            Self::Hidden => None,
        }
    }

    /// The same, borrowed.
    pub const fn as_ref(&self) -> Figure<&T> {
        match self {
            Self::Shown(value) => Figure::Shown(value),
            Self::Hidden => Figure::Hidden,
        }
    }

    /// Whether it is hidden.
    pub const fn is_hidden(&self) -> bool {
        matches!(self, Self::Hidden)
    }

    /// A number that is not told; what an older file does not know of.
    pub const fn hidden() -> Self {
        Self::Hidden
    }

    /// Another number made of this one: hidden stays hidden.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Figure<U> {
        match self {
            Self::Shown(value) => Figure::Shown(make(value)),
            Self::Hidden => Figure::Hidden,
        }
    }

    /// Both, where both may be seen.
    pub fn zip<U>(self, other: Figure<U>) -> Figure<(T, U)> {
        match (self, other) {
            (Self::Shown(one), Figure::Shown(two)) => Figure::Shown((one, two)),
            _ => Figure::Hidden,
        }
    }

    /// A number that may be missing and may be hidden; absent when it is either.
    pub fn seen(figure: Option<Self>) -> Option<T> {
        figure.and_then(Self::shown)
    }
}

impl<T> From<T> for Figure<T> {
    fn from(value: T) -> Self {
        Self::Shown(value)
    }
}

impl<T: PartialEq> PartialEq<T> for Figure<T> {
    fn eq(&self, other: &T) -> bool {
        matches!(self, Self::Shown(value) if value == other)
    }
}

/// The word that stands for a hidden number where there is no reader: there `null` is what is absent.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    Hidden,
}

impl<T: Serialize> Serialize for Figure<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Shown(value) => value.serialize(serializer),
            Self::Hidden if serializer.is_human_readable() => serializer.serialize_none(),
            Self::Hidden => Word::Hidden.serialize(serializer),
        }
    }
}

/// What a figure can be read from.
#[derive(Deserialize)]
#[serde(untagged)]
enum Form<T> {
    Shown(T),
    Hidden(Word),
    Null(#[serde(deserialize_with = "nothing")] ()),
}

/// Reads nothing, in each form that says so: formats differ between an empty value and none at all.
pub(super) fn nothing<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    Option::<()>::deserialize(deserializer).map(|_| ())
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Figure<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Form::deserialize(deserializer)? {
            Form::Shown(value) => Self::Shown(value),
            Form::Hidden(Word::Hidden) | Form::Null(()) => Self::Hidden,
        })
    }
}
