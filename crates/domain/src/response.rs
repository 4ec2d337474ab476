//! A filled-in instrument. *Not asked*, *will not answer* and *does not know* are answers of their own, kept apart
//! from each other and from nothing at all.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::id::{CourseId, ResponseId};
use crate::instrument::{Instrument, InstrumentId};
use crate::refusal::{Refusal, RefusalCode};

/// One answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// A value of the item.
    Value(i32),
    /// The question was not asked.
    NotAsked,
    /// She would rather not answer.
    WillNotAnswer,
    /// She does not know.
    DoesNotKnow,
}

impl Answer {
    /// The stable text: the number, `not_asked`, `will_not_answer` or `does_not_know`.
    pub fn code(self) -> String {
        match self {
            Self::Value(value) => value.to_string(),
            Self::NotAsked => "not_asked".to_owned(),
            Self::WillNotAnswer => "will_not_answer".to_owned(),
            Self::DoesNotKnow => "does_not_know".to_owned(),
        }
    }
    /// The answer of a stable text.
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "not_asked" => Some(Self::NotAsked),
            "will_not_answer" => Some(Self::WillNotAnswer),
            "does_not_know" => Some(Self::DoesNotKnow),
            number => number.parse().ok().map(Self::Value),
        }
    }
    /// The number, if it is one.
    pub fn value(self) -> Option<i32> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }
}

/// Answers by item key; an item without an entry has no answer.
pub type Answers = BTreeMap<String, Answer>;

crate::coded! {
    /// Who answered.
    Informer {
        /// The citizen.
        Citizen = "citizen",
        /// The citizen, together with staff.
        WithStaff = "with_staff",
        /// The citizen, together with a relative.
        WithRelative = "with_relative",
        /// Staff alone.
        Staff = "staff",
        /// A relative alone.
        Relative = "relative",
    }
}

crate::coded! {
    /// How it was answered.
    Mode {
        /// On a screen.
        Screen = "screen",
        /// On paper.
        Paper = "paper",
        /// As a talk.
        Interview = "interview",
        /// By telephone.
        Phone = "phone",
    }
}

/// A filled-in instrument of a course.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// Its id.
    pub id: ResponseId,
    /// The course.
    pub course: CourseId,
    /// Which instrument.
    pub instrument: InstrumentId,
    /// In which version.
    pub version: String,
    /// Occasion of the programme it belongs to.
    pub occasion: String,
    /// Day it was answered.
    pub date: Date,
    /// How.
    pub mode: Mode,
    /// By whom.
    pub informer: Informer,
    /// The answers.
    pub answers: Answers,
    /// Score by the instrument's rule, if it can be computed.
    pub score: Option<f64>,
}

/// Checks answers against the instrument.
///
/// # Errors
/// Every fault: an item that does not exist (`unknown`), a value that the item does not have (`range`).
pub fn check(instrument: &Instrument, answers: &Answers) -> Result<(), Vec<Refusal>> {
    let faults: Vec<Refusal> = answers
        .iter()
        .filter_map(|(key, answer)| match (instrument.item(key), answer.value()) {
            (None, _) => Some(Refusal::of("answers", RefusalCode::Unknown).with("item", key)),
            (Some(item), Some(value)) if !item.kind.allows(value) => {
                Some(Refusal::of("answers", RefusalCode::OutOfRange).with("item", key).with("value", value))
            }
            _ => None,
        })
        .collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// The answers in their stored form: `item=code` joined by `;`, in the order of the keys.
pub fn to_text(answers: &Answers) -> String {
    let parts: Vec<String> = answers.iter().map(|(key, answer)| format!("{key}={}", answer.code())).collect();
    parts.join(";")
}

/// The answers of a stored form; `None` when it is damaged.
pub fn from_text(text: &str) -> Option<Answers> {
    text.split(';')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (key, code) = part.split_once('=')?;
            Some((key.to_owned(), Answer::parse(code)?))
        })
        .collect()
}
