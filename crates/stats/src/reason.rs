//! Why something cannot be estimated. No sentence: callers have their own words.

/// The reason there is no estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unestimable {
    /// No observation at all.
    Empty,
    /// One observation where at least two are needed.
    OnlyOne,
    /// All observations are equal, so the spread is zero and a t-value does not exist.
    NoSpread,
    /// An input is not a finite number, or a count is larger than its total.
    BadInput,
}
