//! What is written down about every act: who, what, on what, when, and for which purpose. No words of the record.

use uuid::Uuid;

use crate::id::{OrganisationId, UserId};

crate::coded! {
    /// What was done.
    Act {
        /// Logged in.
        LoggedIn = "logged_in",
        /// Logged out or locked.
        LoggedOut = "logged_out",
        /// Read a course.
        ReadCourse = "read_course",
        /// Began a course.
        CreatedCourse = "created_course",
        /// Changed a course, its phases or its plan.
        ChangedCourse = "changed_course",
        /// Closed a course.
        ClosedCourse = "closed_course",
        /// Took a closing back.
        ReopenedCourse = "reopened_course",
        /// Recorded a contact.
        RecordedContact = "recorded_contact",
        /// Changed or took back a contact.
        ChangedContact = "changed_contact",
        /// Recorded a response.
        RecordedResponse = "recorded_response",
        /// Changed the plan.
        ChangedPlan = "changed_plan",
        /// Changed the network.
        ChangedNetwork = "changed_network",
        /// Recorded or changed an enquiry.
        ChangedEnquiry = "changed_enquiry",
        /// Changed who works on a course.
        ChangedAssignment = "changed_assignment",
        /// Opened a team meeting, or said who was there.
        HeldMeeting = "held_meeting",
        /// Wrote down, took back or did what a team meeting decided.
        ChangedDecision = "changed_decision",
        /// Made an evaluation.
        Evaluated = "evaluated",
        /// Let the numbers of an evaluation out for the first time.
        Released = "released",
        /// Kept, changed or threw away a study.
        ChangedStudy = "changed_study",
        /// Brought a package in.
        Imported = "imported",
        /// Took a package out.
        Exported = "exported",
        /// Changed users.
        ChangedUser = "changed_user",
        /// Set the house up.
        Initialised = "initialised",
        /// Kept or threw away a draft.
        ChangedDraft = "changed_draft",
    }
}

crate::coded! {
    /// What it was done on.
    SubjectKind {
        /// The organisation as a whole.
        Organisation = "organisation",
        /// A user.
        User = "user",
        /// A course.
        Course = "course",
        /// An enquiry.
        Enquiry = "enquiry",
        /// A kept study.
        Study = "study",
        /// A team meeting.
        Meeting = "meeting",
    }
}

/// One event, written in the same transaction as the act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEvent {
    /// Whose log.
    pub organisation: OrganisationId,
    /// Who did it; absent for the program itself.
    pub actor: Option<UserId>,
    /// What.
    pub act: Act,
    /// On what kind of thing.
    pub subject_kind: SubjectKind,
    /// On which one.
    pub subject: Uuid,
    /// When, microseconds since 1970 UTC.
    pub at: i64,
    /// For which purpose, as a code (`own_course`, `oversight`, …).
    pub purpose: &'static str,
}
