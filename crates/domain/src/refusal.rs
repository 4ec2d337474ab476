//! Why something was not done: a stable code with parameters. The sentence is a translation (`error.*`), made
//! elsewhere.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::coded;

coded! {
    /// The kinds of refusal.
    RefusalCode {
        /// It does not exist, or the asker may not know that it does: the two are never told apart.
        NotFound = "notfound",
        /// The role may not do this at all.
        NotAllowed = "notallowed",
        /// A date that does not exist or cannot be read.
        DateInvalid = "date",
        /// A time of day that cannot be read.
        TimeInvalid = "time",
        /// A date after today where only the past makes sense.
        DateInFuture = "future",
        /// A date after the day on which it was written down, `max`.
        DateAfterWritten = "written",
        /// A date before the one it follows.
        DateOrder = "order",
        /// A period begins before the one before it, up to `to`, is over.
        Overlap = "overlap",
        /// Fewer periods than make a comparison, or more than stand beside each other: `min`–`max`.
        PeriodNumber = "periods",
        /// The text looks like a CPR number.
        LooksLikeCpr = "cpr",
        /// A change that others must understand needs a reason.
        ReasonMissing = "reason",
        /// Nothing was written where the act needs something.
        Empty = "empty",
        /// Shorter than the least `min`.
        TooShort = "tooshort",
        /// Longer than the limit `max`.
        TooLong = "toolong",
        /// Not one of the known values.
        Unknown = "unknown",
        /// A number outside `min`–`max`.
        OutOfRange = "range",
        /// The course is closed; its facts stand.
        CourseClosed = "closed",
        /// Phase 1 has not begun.
        NotStarted = "notstarted",
        /// Phase 1 has begun already.
        AlreadyStarted = "alreadystarted",
        /// A pause is open already.
        AlreadyPaused = "alreadypaused",
        /// It was changed by somebody else meanwhile.
        Conflict = "conflict",
        /// Put away by somebody else meanwhile; it can be taken up again.
        PutAway = "putaway",
        /// It can no longer be undone.
        TooLate = "toolate",
        /// Already there.
        Duplicate = "duplicate",
    }
}

/// A refusal: its code, the field it is about and what its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Which.
    pub code: RefusalCode,
    /// The form field or API property it is about, if one.
    pub field: Option<&'static str>,
    /// What the sentence fills in.
    pub parameters: BTreeMap<&'static str, String>,
}

impl Refusal {
    /// A refusal about nothing in particular.
    pub fn new(code: RefusalCode) -> Self {
        Self { code, field: None, parameters: BTreeMap::new() }
    }
    /// A refusal about one field.
    pub fn of(field: &'static str, code: RefusalCode) -> Self {
        Self { code, field: Some(field), parameters: BTreeMap::new() }
    }
    /// The same with a parameter.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Parameter>) -> Self {
        self.parameters.insert(name, value.into().0);
        self
    }
    /// The same about a field that is called so where it was filled in.
    #[must_use]
    pub fn about(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }
    /// Does not exist, or may not be known.
    pub fn not_found() -> Self {
        Self::new(RefusalCode::NotFound)
    }
}

/// Refuses the last day of something that began on a day where it lies after today or before that day.
///
/// # Errors
/// `future`, or `order` with the day on which it began, both about `field`.
pub(crate) fn check_end(
    field: &'static str,
    end: Option<Date>,
    began: Date,
    today: Date,
) -> Result<(), Refusal> {
    match end {
        Some(end) if end > today => Err(Refusal::of(field, RefusalCode::DateInFuture)),
        Some(end) if end < began => Err(Refusal::of(field, RefusalCode::DateOrder).with("after", began)),
        _ => Ok(()),
    }
}

/// The text of a parameter.
#[derive(Debug)]
pub struct Parameter(String);

macro_rules! parameters {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Parameter {
            fn from(value: $kind) -> Self {
                Self(value.to_string())
            }
        }
    )*};
}
parameters!(&str, &String, String, i32, u8, u16, usize, Date);
