//! Supporters: persons and services that carry on when the worker steps back. What they are called and what they
//! take over are sealed words.

use jiff::civil::Date;

use crate::id::{CourseId, SupporterId};
use crate::refusal::{Refusal, RefusalCode, check_end};

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

impl Supporter {
    /// The supporter as the facts say her.
    ///
    /// # Errors
    /// `future` when the tie is said to begin after today.
    pub fn parse(self, today: Date) -> Result<Self, Refusal> {
        if self.since > today {
            return Err(Refusal::of("since", RefusalCode::DateInFuture));
        }
        Ok(self)
    }

    /// The tie ended on a day, or (`None`) standing after all.
    ///
    /// # Errors
    /// `future`, or `order` before it began.
    pub fn end(mut self, ended: Option<Date>, today: Date) -> Result<Self, Refusal> {
        check_end("ended", ended, self.since, today)?;
        self.ended = ended;
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 24);
    const DAY_BEFORE: Date = Date::constant(2026, 11, 23);
    const DAY_AFTER: Date = Date::constant(2026, 11, 25);

    fn friend(since: Date) -> Supporter {
        Supporter {
            id: SupporterId::new(Uuid::nil()),
            course: CourseId::new(Uuid::nil()),
            kind: SupporterKind::Friend,
            strength: None,
            team_strength: None,
            since,
            takes_over: false,
            holding: None,
            municipal_entry: false,
            ended: None,
        }
    }

    #[test]
    fn a_tie_begins_today_or_before() {
        let future = Refusal::of("since", RefusalCode::DateInFuture);
        assert_eq!(friend(DAY_AFTER).parse(TODAY), Err(future));
        assert_eq!(friend(TODAY).parse(TODAY), Ok(friend(TODAY)));
    }

    #[test]
    fn a_tie_ended_between_its_first_day_and_today_or_stands() {
        let future = Refusal::of("ended", RefusalCode::DateInFuture);
        let order = Refusal::of("ended", RefusalCode::DateOrder).with("after", TODAY);
        assert_eq!(friend(TODAY).end(Some(DAY_AFTER), TODAY), Err(future));
        assert_eq!(friend(TODAY).end(Some(DAY_BEFORE), TODAY), Err(order));
        let ended = friend(TODAY).end(Some(TODAY), TODAY).unwrap();
        assert_eq!(ended.ended, Some(TODAY));
        assert_eq!(ended.end(None, TODAY), Ok(friend(TODAY)));
    }
}
