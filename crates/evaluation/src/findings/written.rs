//! Words that people write beside the numbers: who wrote them, when, and what they are about. Nothing here is computed.

use serde::{Deserialize, Serialize};

use super::Label;

/// What somebody wrote. It goes through the gate untouched: it is told because its author tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// What it is about.
    pub section: WrittenSection,
    /// Who wrote it: a person or a body, as it is to be printed.
    pub author: String,
    /// The day it was written, ISO 8601.
    pub date: String,
    /// The words, by language; an empty line parts paragraphs.
    pub text: Label,
}

macro_rules! sections {
    ($($(#[doc = $doc:literal])* $Name:ident $key:literal,)*) => {
        /// What words are about: parts of the report that only people can write, and the twelve headings that
        /// interventions are described under.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum WrittenSection {
            $($(#[doc = $doc])* #[serde(rename = $key)] $Name,)*
        }

        impl WrittenSection {
            /// All of them, in the order of the report.
            pub const ALL: &'static [Self] = &[$(Self::$Name),*];

            /// The key, as a study and the findings have it.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$Name => $key,)*
                }
            }
        }
    };
}

sections! {
    /// What the authors read out of the numbers.
    Interpretation "interpretation",
    /// Where the study left its approved plan.
    Deviations "deviations",
    /// What was learnt, and what is tried next.
    Learning "learning",
    /// Who paid, and what it cost.
    Money "money",
    /// Heading 1: name.
    Name "tidier_name",
    /// Heading 2: why.
    Why "tidier_why",
    /// Heading 3: materials.
    Materials "tidier_materials",
    /// Heading 4: procedures.
    Procedures "tidier_procedures",
    /// Heading 5: who provided.
    Provider "tidier_provider",
    /// Heading 6: how.
    How "tidier_how",
    /// Heading 7: where.
    Place "tidier_where",
    /// Heading 8: when and how much.
    Amount "tidier_when_and_how_much",
    /// Heading 9: tailoring.
    Tailoring "tidier_tailoring",
    /// Heading 10: modifications.
    Modifications "tidier_modifications",
    /// Heading 11: fidelity as planned.
    Planned "tidier_fidelity_planned",
    /// Heading 12: fidelity as it was.
    Actual "tidier_fidelity_actual",
}

impl WrittenSection {
    /// Parts that are none of the twelve headings.
    const OWN: usize = 4;

    /// Its number among the twelve headings, from 1; absent for a part of its own.
    pub fn tidier(self) -> Option<usize> {
        let at = Self::ALL.iter().position(|one| *one == self)?;
        (at + 1).checked_sub(Self::OWN).filter(|number| *number > 0)
    }

    /// The part of a key.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.key() == key)
    }
}
