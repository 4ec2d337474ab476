//! The answer to one item, with the three special answers kept apart from each other and from a missing one.

use super::value::{Cell, Code, Codes, Kind, Problem};

/// An answer to one item. An item that was left empty has no row at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerValue {
    /// A whole number.
    Number(i32),
    /// A code of the item's options.
    Code(Code),
    /// Several codes of the item's options, two at least.
    Several(Codes),
    /// The item was not asked.
    NotAsked,
    /// The citizen will not answer it.
    WillNotAnswer,
    /// The citizen does not know.
    DoesNotKnow,
}

impl AnswerValue {
    fn of(mut codes: Codes) -> Self {
        match codes.0.pop() {
            Some(only) if codes.0.is_empty() => Self::Code(only),
            last => {
                codes.0.extend(last);
                Self::Several(codes)
            }
        }
    }
    /// The codes of a coded answer, one or several.
    pub fn codes(&self) -> &[Code] {
        match self {
            Self::Code(code) => std::slice::from_ref(code),
            Self::Several(codes) => &codes.0,
            _ => &[],
        }
    }
    /// Number of a numeric answer.
    pub const fn number(&self) -> Option<i32> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }
    /// Code of a coded answer.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Code(code) => Some(code.as_str()),
            _ => None,
        }
    }
}

impl Cell for AnswerValue {
    const KIND: Kind = Kind::Answer;
    fn parse(text: &str) -> Result<Self, Problem> {
        if let Ok(number) = text.parse() {
            return Ok(Self::Number(number));
        }
        match text {
            "not_asked" => Ok(Self::NotAsked),
            "will_not_answer" => Ok(Self::WillNotAnswer),
            "does_not_know" => Ok(Self::DoesNotKnow),
            _ if text.contains('|') => Codes::parse(text).map(Self::of),
            _ => Code::parse(text).map(Self::Code),
        }
    }
    fn write(&self, out: &mut String) {
        match self {
            Self::Number(number) => out.push_str(&number.to_string()),
            Self::Code(code) => code.write(out),
            Self::Several(codes) => codes.write(out),
            Self::NotAsked => out.push_str("not_asked"),
            Self::WillNotAnswer => out.push_str("will_not_answer"),
            Self::DoesNotKnow => out.push_str("does_not_know"),
        }
    }
}
