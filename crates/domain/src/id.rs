//! Ids that cannot be mixed up: one type for each kind of thing, all of them random UUIDs (version 7).

use std::fmt;

use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The id of this kind with the given value.
            pub const fn new(value: Uuid) -> Self {
                Self(value)
            }
            /// The bare value, for storage and wire.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }
        impl From<Uuid> for $name {
            fn from(value: Uuid) -> Self {
                Self(value)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// A municipality or organisation: first part of every key.
    OrganisationId;
    /// A member of staff.
    UserId;
    /// A citizen: a pseudonym, never an identity.
    CitizenId;
    /// A course of one citizen.
    CourseId;
    /// A worker's tie to a course.
    AssignmentId;
    /// A change of the planned phases.
    PhaseEventId;
    /// A contact.
    ContactId;
    /// An agreed meeting ahead.
    AppointmentId;
    /// A promise made to the citizen.
    PromiseId;
    /// A focus area of a phase.
    FocusAreaId;
    /// An activity of the plan.
    ActivityId;
    /// A supporter in the network.
    SupporterId;
    /// A filled-in instrument.
    ResponseId;
    /// An enquiry.
    EnquiryId;
    /// Text not sent yet.
    DraftId;
    /// A list that somebody keeps for herself.
    SavedListId;
    /// A study that an organisation keeps.
    StudyId;
    /// Courses handed over together.
    HandoverId;
    /// A change of a plan or a network that can be taken back.
    StepId;
    /// A meeting of the team.
    MeetingId;
    /// What the team made of a course at a meeting.
    DecisionId;
}
