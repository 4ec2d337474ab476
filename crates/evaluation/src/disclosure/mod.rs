//! The gate: the one place through which every aggregate leaves. Findings come in with all their numbers and go out as
//! [`Released`], in which nothing tells of a single person. Report, page, interface and command line take nothing else.

use std::ops::Deref;

use crate::findings::Findings;

/// Findings that may be shown. Only the gate makes them.
#[derive(Debug, Clone, PartialEq)]
pub struct Released(Findings);

impl Deref for Released {
    type Target = Findings;

    fn deref(&self) -> &Findings {
        &self.0
    }
}

impl serde::Serialize for Released {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Lets findings out.
pub const fn release(findings: Findings) -> Released {
    Released(findings)
}
