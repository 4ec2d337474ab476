//! Supporters: persons and services that carry on when the worker steps back. What they are called and what they
//! take over are sealed words.

use jiff::civil::Date;

use crate::id::{CourseId, SupporterId};

crate::coded! {
    /// What kind of supporter.
    SupporterKind {
        /// Family.
        Family = "family",
        /// Friend.
        Friend = "friend",
        /// Partner.
        Partner = "partner",
        /// General practitioner or other health services.
        Health = "health",
        /// NGO or association.
        Ngo = "ngo",
        /// Municipal service.
        Municipality = "municipality",
        /// Treatment for alcohol or drugs.
        Treatment = "treatment",
        /// Education or work.
        EducationWork = "education_work",
        /// Somebody else.
        Other = "other",
    }
}

crate::coded! {
    /// How strong a tie is.
    Strength {
        /// Weak.
        Weak = "weak",
        /// Some.
        Some = "some",
        /// Strong.
        Strong = "strong",
    }
}

/// A supporter of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supporter {
    /// Its id.
    pub id: SupporterId,
    /// The course.
    pub course: CourseId,
    /// What kind.
    pub kind: SupporterKind,
    /// How strong the citizen finds it, if said.
    pub strength: Option<Strength>,
    /// How strong the team finds it, if said.
    pub team_strength: Option<Strength>,
    /// Since when.
    pub since: Date,
    /// Carries a task on after the course.
    pub takes_over: bool,
    /// Still holding: said at the last look, `None` while not said.
    pub holding: Option<bool>,
    /// The lasting way into the municipality.
    pub municipal_entry: bool,
    /// Day the tie ended, if it did.
    pub ended: Option<Date>,
}
