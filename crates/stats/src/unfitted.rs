//! Why a model cannot be fitted. No sentence: callers have their own words.

use crate::Unestimable;

/// The reason a model has no fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unfitted {
    /// No observation at all.
    Empty,
    /// An input is not a finite number, or lengths do not fit each other.
    BadInput,
    /// The columns are linearly dependent, or there are no more observations than columns.
    Collinear,
    /// Nothing is left to estimate: the columns explain every value exactly.
    NoSpread,
    /// The data do not determine the parameters: the likelihood has no inner maximum.
    Undetermined,
    /// A combination of the columns tells the outcomes apart perfectly, so that a coefficient is infinite.
    Separated,
}

impl From<Unestimable> for Unfitted {
    fn from(reason: Unestimable) -> Self {
        match reason {
            Unestimable::Empty => Self::Empty,
            Unestimable::OnlyOne => Self::Collinear,
            Unestimable::NoSpread => Self::NoSpread,
            Unestimable::BadInput => Self::BadInput,
        }
    }
}
