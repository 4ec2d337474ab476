//! A statement: its one text for both databases, and its values. The text is always a constant that the registry
//! knows, so that a test can prepare every statement on both databases; nothing is ever glued together from input.

use std::borrow::Cow;

use domain::Date;
use domain::id::CourseId;
use uuid::Uuid;

/// One SQL text. Both databases take `$1` placeholders; the few statements that cannot be the same are a pair.
#[derive(Debug, Clone, Copy)]
pub struct Sql {
    pub(crate) lite: &'static str,
    pub(crate) pg: &'static str,
}

impl Sql {
    /// The same text for both databases.
    pub(crate) const fn one(text: &'static str) -> Self {
        Self { lite: text, pg: text }
    }
    /// Two texts, where the databases really differ (listed and counted by a test).
    pub(crate) const fn pair(lite: &'static str, pg: &'static str) -> Self {
        Self { lite, pg }
    }
    /// A read with these values.
    pub(crate) fn with<const N: usize>(self, values: [Value; N]) -> Statement {
        self.with_values(values.into())
    }
    /// The same, with values that were counted elsewhere.
    pub(crate) const fn with_values(self, values: Vec<Value>) -> Statement {
        Statement { sql: self, values, expect: Expect::Any, course: None }
    }
}

/// How many rows a write must change, otherwise the whole unit is undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expect {
    /// Any number.
    Any,
    /// Exactly one: an update that names the version it was read at. Otherwise [`crate::StoreError::Conflict`].
    One,
}

/// A statement with its values, ready to run.
#[derive(Debug, Clone)]
pub struct Statement {
    pub(crate) sql: Sql,
    pub(crate) values: Vec<Value>,
    pub(crate) expect: Expect,
    pub(crate) course: Option<Touched>,
}

/// The course whose record a write changes: its version must count it, for what was read of a course is
/// remembered by version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Touched {
    pub(crate) course: CourseId,
    /// Whether the statement itself counts the version up.
    pub(crate) counted: bool,
}

impl Statement {
    /// The same, as a change within this course; the unit counts its version up.
    #[must_use]
    pub(crate) const fn within(mut self, course: CourseId) -> Self {
        self.course = Some(Touched { course, counted: false });
        self
    }
    /// The same, as a change that counts the version of this course itself.
    #[must_use]
    pub(crate) const fn counting(mut self, course: CourseId) -> Self {
        self.course = Some(Touched { course, counted: true });
        self
    }
    /// The same, but it must change exactly one row.
    #[must_use]
    pub(crate) fn exactly_one(mut self) -> Self {
        self.expect = Expect::One;
        self
    }
}

/// A value on its way into the database. Each kind carries its own "none", because PostgreSQL wants to know what
/// kind of nothing it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// An id.
    Id(Option<Uuid>),
    /// A whole number, a time in microseconds.
    Int(Option<i64>),
    /// Text, a code, an ISO date.
    Text(Option<Cow<'static, str>>),
    /// Bytes: sealed words, hashes.
    Bytes(Option<Vec<u8>>),
    /// Yes or no.
    Flag(Option<bool>),
    /// A number with decimals.
    Real(Option<f64>),
}

/// Anything that can be a [`Value`].
pub(crate) fn v(value: impl Into<Value>) -> Value {
    value.into()
}

macro_rules! values {
    ($($from:ty => $kind:ident($convert:expr);)*) => {$(
        impl From<$from> for Value {
            fn from(value: $from) -> Self {
                Self::$kind(Some($convert(value)))
            }
        }
        impl From<Option<$from>> for Value {
            fn from(value: Option<$from>) -> Self {
                Self::$kind(value.map($convert))
            }
        }
    )*};
}

values! {
    Uuid => Id(|id| id);
    domain::id::OrganisationId => Id(|id: domain::id::OrganisationId| id.uuid());
    domain::id::UserId => Id(|id: domain::id::UserId| id.uuid());
    domain::id::CitizenId => Id(|id: domain::id::CitizenId| id.uuid());
    CourseId => Id(|id: CourseId| id.uuid());
    domain::id::AssignmentId => Id(|id: domain::id::AssignmentId| id.uuid());
    domain::id::PhaseEventId => Id(|id: domain::id::PhaseEventId| id.uuid());
    domain::id::ContactId => Id(|id: domain::id::ContactId| id.uuid());
    domain::id::AppointmentId => Id(|id: domain::id::AppointmentId| id.uuid());
    domain::id::PromiseId => Id(|id: domain::id::PromiseId| id.uuid());
    domain::id::FocusAreaId => Id(|id: domain::id::FocusAreaId| id.uuid());
    domain::id::ActivityId => Id(|id: domain::id::ActivityId| id.uuid());
    domain::id::SupporterId => Id(|id: domain::id::SupporterId| id.uuid());
    domain::id::ResponseId => Id(|id: domain::id::ResponseId| id.uuid());
    domain::id::EnquiryId => Id(|id: domain::id::EnquiryId| id.uuid());
    domain::id::DraftId => Id(|id: domain::id::DraftId| id.uuid());
    domain::id::SavedListId => Id(|id: domain::id::SavedListId| id.uuid());
    domain::id::StudyId => Id(|id: domain::id::StudyId| id.uuid());
    domain::id::HandoverId => Id(|id: domain::id::HandoverId| id.uuid());
    domain::id::StepId => Id(|id: domain::id::StepId| id.uuid());
    domain::id::MeetingId => Id(|id: domain::id::MeetingId| id.uuid());
    domain::id::DecisionId => Id(|id: domain::id::DecisionId| id.uuid());
    i64 => Int(|number| number);
    i32 => Int(i64::from);
    u32 => Int(i64::from);
    i16 => Int(i64::from);
    u16 => Int(i64::from);
    i8 => Int(i64::from);
    u8 => Int(i64::from);
    &'static str => Text(Cow::Borrowed);
    String => Text(Cow::Owned);
    Date => Text(|date: Date| Cow::Owned(date.to_string()));
    Vec<u8> => Bytes(|bytes| bytes);
    [u8; 32] => Bytes(|bytes: [u8; 32]| bytes.to_vec());
    bool => Flag(|flag| flag);
    f64 => Real(|number| number);
}
