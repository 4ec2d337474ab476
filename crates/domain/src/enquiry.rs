//! Somebody knocks: door, dates, outcome and reason. No person is made of it; what was said is a sealed word.

use jiff::civil::Date;

use crate::id::{CourseId, EnquiryId, UserId};

crate::coded! {
    /// Which way it came.
    Door {
        /// An NGO.
        Ngo = "ngo",
        /// Another municipal service.
        Municipality = "municipality",
        /// The person herself.
        Own = "self",
        /// Health services.
        Health = "health",
        /// Somebody else.
        Other = "other",
    }
}

crate::coded! {
    /// What came of it.
    EnquiryOutcome {
        /// A course.
        Course = "course",
        /// Waiting list.
        Waiting = "waiting",
        /// Referred to somebody else.
        Referred = "referred",
        /// Not within the target group.
        NotTargetGroup = "not_target_group",
        /// Did not want it.
        DoesNotWant = "does_not_want",
        /// Had no energy for it now.
        NoEnergy = "no_energy",
        /// Contact was lost.
        Lost = "lost",
    }
}

/// An enquiry; each of the three dates is set once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enquiry {
    /// Its id.
    pub id: EnquiryId,
    /// Which way it came.
    pub door: Door,
    /// Day it was asked.
    pub asked: Date,
    /// Day a first meeting was offered.
    pub offered: Option<Date>,
    /// Day of the first meeting.
    pub met: Option<Date>,
    /// What came of it.
    pub outcome: Option<EnquiryOutcome>,
    /// Day that was settled.
    pub settled: Option<Date>,
    /// The course it became.
    pub course: Option<CourseId>,
    /// Who looks after it.
    pub owner: Option<UserId>,
}

/// Days an enquiry may wait for an answer before it becomes a duty.
pub const ANSWER_DAYS: i32 = 2;

/// Days an open enquiry without an offer has waited; `None` when it was answered or settled.
pub fn waiting_days(enquiry: &Enquiry, today: Date) -> Option<i32> {
    (enquiry.offered.is_none() && enquiry.met.is_none() && enquiry.outcome.is_none())
        .then(|| crate::silence::days_between(enquiry.asked, today))
}
