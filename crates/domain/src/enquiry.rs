//! Somebody knocks: door, dates, outcome and reason. No person is made of it; what was said is a sealed word.

use jiff::civil::Date;

use crate::id::{CourseId, EnquiryId, UserId};
use crate::refusal::{Refusal, RefusalCode};

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

crate::coded! {
    /// Whether whoever knocked is one of those the programme is for.
    TargetGroup {
        /// She is.
        Yes = "yes",
        /// She is not.
        No = "no",
        /// It cannot be told: on the border.
        Grey = "grey",
    }
}

crate::coded! {
    /// What is kept of an enquiry, for saying which of it was changed.
    EnquiryField {
        /// Which way it came.
        Door = "door",
        /// Day it was asked.
        Asked = "asked",
        /// Day a first meeting was offered.
        Offered = "offered",
        /// Day of the first meeting.
        Met = "met",
        /// Whether it is within the target group.
        TargetGroup = "target_group",
        /// What was said.
        Said = "said",
        /// What came of it.
        Outcome = "outcome",
        /// Why, in words.
        Reason = "reason",
        /// Who looks after it.
        Owner = "owner",
    }
}

/// An enquiry; each of the three dates is set once. What was set wrongly is corrected with a reason, and what stood there
/// can still be seen.
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
    /// Whether it is within the target group; `None` while nobody has said so.
    pub target_group: Option<TargetGroup>,
    /// What came of it.
    pub outcome: Option<EnquiryOutcome>,
    /// Day that was settled.
    pub settled: Option<Date>,
    /// The course it became.
    pub course: Option<CourseId>,
    /// Who looks after it.
    pub owner: Option<UserId>,
}

impl Enquiry {
    /// What is wrong with its dates on the day they are written down: `future` of what has not happened yet, `order` of
    /// what would have come before it was asked. A meeting may be offered for a day ahead.
    pub fn date_faults(&self, today: Date) -> Vec<Refusal> {
        let mut faults = Vec::new();
        for (field, day) in [("asked", Some(self.asked)), ("met", self.met)] {
            if day.is_some_and(|day| day > today) {
                faults.push(Refusal::of(field, RefusalCode::DateInFuture));
            }
        }
        for (field, day) in [("offered", self.offered), ("met", self.met)] {
            if day.is_some_and(|day| day < self.asked) {
                faults.push(Refusal::of(field, RefusalCode::DateOrder).with("after", self.asked));
            }
        }
        faults
    }
}

/// Days an enquiry may wait for an answer before it becomes a duty.
pub const ANSWER_DAYS: i32 = 2;

/// Days an open enquiry without an offer has waited; `None` when it was answered or settled.
pub fn waiting_days(enquiry: &Enquiry, today: Date) -> Option<i32> {
    (enquiry.offered.is_none() && enquiry.met.is_none() && enquiry.outcome.is_none())
        .then(|| crate::silence::days_between(enquiry.asked, today))
}

/// The facts of an enquiry that were set and no longer stand after a change, as texts: codes, ids and ISO dates. What was
/// empty before is none of them.
pub fn overwritten(before: &Enquiry, after: &Enquiry) -> Vec<(EnquiryField, String)> {
    use EnquiryField as F;
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let facts = |enquiry: &Enquiry| {
        [
            (F::Door, Some(enquiry.door.code().to_owned())),
            (F::Asked, day(Some(enquiry.asked))),
            (F::Offered, day(enquiry.offered)),
            (F::Met, day(enquiry.met)),
            (F::TargetGroup, enquiry.target_group.map(|group| group.code().to_owned())),
            (F::Outcome, enquiry.outcome.map(|outcome| outcome.code().to_owned())),
            (F::Owner, enquiry.owner.map(|owner| owner.to_string())),
        ]
    };
    let pairs = facts(before).into_iter().zip(facts(after));
    pairs.filter(|(was, is)| was != is).filter_map(|((field, was), _)| Some((field, was?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i8) -> Date {
        Date::constant(2026, 11, day)
    }

    fn waiting() -> Enquiry {
        Enquiry {
            id: EnquiryId::new(uuid::Uuid::nil()),
            door: Door::Ngo,
            asked: day(20),
            offered: Some(day(22)),
            met: None,
            target_group: None,
            outcome: Some(EnquiryOutcome::Waiting),
            settled: None,
            course: None,
            owner: None,
        }
    }

    #[test]
    fn what_is_asked_and_met_has_happened_and_nothing_comes_before_it_was_asked() {
        let today = day(24);
        let faults = |enquiry: Enquiry| {
            let faults = enquiry.date_faults(today);
            faults.into_iter().map(|fault| (fault.field.unwrap_or(""), fault.code)).collect::<Vec<_>>()
        };
        assert_eq!(faults(Enquiry { offered: Some(day(30)), met: Some(today), ..waiting() }), []);
        let (future, order) = (RefusalCode::DateInFuture, RefusalCode::DateOrder);
        let early = Enquiry { offered: Some(day(19)), met: Some(day(19)), ..waiting() };
        assert_eq!(faults(early), [("offered", order), ("met", order)]);
        let ahead = Enquiry { asked: day(25), offered: None, met: Some(day(26)), ..waiting() };
        assert_eq!(faults(ahead), [("asked", future), ("met", future)]);
    }

    #[test]
    fn only_what_stood_and_no_longer_stands_is_overwritten() {
        let before = waiting();
        let after = Enquiry {
            door: Door::Own,
            offered: None,
            met: Some(day(23)),
            target_group: Some(TargetGroup::Grey),
            ..before.clone()
        };
        let was = overwritten(&before, &after);
        let was: Vec<(EnquiryField, &str)> = was.iter().map(|(field, was)| (*field, was.as_str())).collect();
        assert_eq!(was, [(EnquiryField::Door, "ngo"), (EnquiryField::Offered, "2026-11-22")]);
        assert!(overwritten(&after, &after).is_empty());
    }
}
