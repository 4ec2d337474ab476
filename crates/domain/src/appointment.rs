//! Agreed meetings ahead, and promises to keep.

use jiff::civil::{Date, Time};

use crate::contact::{ContactKind, ContactPlace};
use crate::id::{AppointmentId, CourseId, PromiseId, UserId};
use crate::refusal::{Refusal, RefusalCode, check_end};

/// An agreed meeting or call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// Its id.
    pub id: AppointmentId,
    /// The course.
    pub course: CourseId,
    /// With whom.
    pub worker: UserId,
    /// Day.
    pub date: Date,
    /// Time of day.
    pub time: Option<Time>,
    /// What it will be.
    pub kind: ContactKind,
    /// Where, if agreed.
    pub place: Option<ContactPlace>,
}

impl Appointment {
    /// The meeting as it is agreed on a day.
    ///
    /// # Errors
    /// `order` when it lies before today.
    pub fn agreed(self, today: Date) -> Result<Self, Refusal> {
        if self.date < today {
            return Err(Refusal::of("date", RefusalCode::DateOrder).with("after", today));
        }
        Ok(self)
    }
}

/// A promise made to the citizen; what was promised is a sealed word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Its id.
    pub id: PromiseId,
    /// The course.
    pub course: CourseId,
    /// Who promised.
    pub worker: UserId,
    /// Day of the promise.
    pub made: Date,
    /// Until when.
    pub until: Date,
    /// Day it was kept.
    pub kept: Option<Date>,
}

impl Promise {
    /// The promise as it is made. What was promised at a contact written down later may be over already: it counts from
    /// the day on which it was made.
    ///
    /// # Errors
    /// `order` when it is to be kept before it was made.
    pub fn made(self) -> Result<Self, Refusal> {
        if self.until < self.made {
            return Err(Refusal::of("until", RefusalCode::DateOrder).with("after", self.made));
        }
        Ok(self)
    }

    /// The promise kept on a day, or (`None`) open after all.
    ///
    /// # Errors
    /// `future`, or `order` before it was made.
    pub fn kept(mut self, kept: Option<Date>, today: Date) -> Result<Self, Refusal> {
        check_end("kept", kept, self.made, today)?;
        self.kept = kept;
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

    fn meeting(date: Date) -> Appointment {
        Appointment {
            id: AppointmentId::new(Uuid::nil()),
            course: CourseId::new(Uuid::nil()),
            worker: UserId::new(Uuid::nil()),
            date,
            time: None,
            kind: ContactKind::Meeting,
            place: None,
        }
    }

    fn promise(made: Date, until: Date) -> Promise {
        Promise {
            id: PromiseId::new(Uuid::nil()),
            course: CourseId::new(Uuid::nil()),
            worker: UserId::new(Uuid::nil()),
            made,
            until,
            kept: None,
        }
    }

    fn order(field: &'static str, after: Date) -> Refusal {
        Refusal::of(field, RefusalCode::DateOrder).with("after", after)
    }

    #[test]
    fn a_meeting_is_agreed_for_today_or_later() {
        assert_eq!(meeting(DAY_BEFORE).agreed(TODAY), Err(order("date", TODAY)));
        assert_eq!(meeting(TODAY).agreed(TODAY), Ok(meeting(TODAY)));
        assert!(meeting(DAY_AFTER).agreed(TODAY).is_ok());
    }

    #[test]
    fn a_promise_is_to_be_kept_on_the_day_it_was_made_or_later() {
        assert_eq!(promise(TODAY, DAY_BEFORE).made(), Err(order("until", TODAY)));
        assert!(promise(TODAY, TODAY).made().is_ok());
        assert!(promise(DAY_BEFORE, DAY_BEFORE).made().is_ok(), "what was promised at an earlier contact");
    }

    #[test]
    fn a_promise_was_kept_between_the_day_it_was_made_and_today_or_is_open() {
        let made = promise(TODAY, DAY_AFTER);
        let future = Refusal::of("kept", RefusalCode::DateInFuture);
        assert_eq!(made.clone().kept(Some(DAY_AFTER), TODAY), Err(future));
        assert_eq!(made.clone().kept(Some(DAY_BEFORE), TODAY), Err(order("kept", TODAY)));
        let kept = made.clone().kept(Some(TODAY), TODAY).unwrap();
        assert_eq!(kept.kept, Some(TODAY));
        assert_eq!(kept.kept(None, TODAY), Ok(made));
    }
}
