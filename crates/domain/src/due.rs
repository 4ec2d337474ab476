//! The due engine: what is waiting on a course, for whom, since when and by which rule. One function; *My day*, the
//! course page, the team page and every count call it.

use jiff::civil::Date;

use crate::course::{Course, FollowUpWay};
use crate::enquiry::{self, Enquiry};
use crate::id::{DecisionId, EnquiryId, PromiseId, UserId};
use crate::instrument::InstrumentId;
use crate::meeting::OpenDecision;
use crate::phase::{Schedule, add_days};
use crate::programme::Programme;
use crate::silence::{days_between, days_silent};

mod forms;

pub use forms::{Lived, Window, asked_days, owed, window};
use forms::{follow_ups, forms};

/// Days before a phase change in which it is announced.
pub const PHASE_NOTICE_DAYS: i32 = 14;
/// Days into a phase in which its plan is gone through.
pub const PLAN_REVIEW_DAYS: i32 = 30;
/// Days that a safe-contact agreement holds before it is confirmed anew.
pub const SAFE_CONTACT_DAYS: i32 = 92;
/// Days after the start in which plan and first measurement are made.
pub const SETTLING_DAYS: i32 = 30;
/// Days after a closing in which what is owed of it is still asked for.
pub const CLOSING_DAYS: i32 = 365;
/// Days after the window of a follow-up in which it is still asked for; then it lapses.
pub const FOLLOW_UP_LATE_DAYS: i32 = 28;
/// Days ahead that belong to "this week".
pub const WEEK_DAYS: i32 = 7;

crate::coded! {
    /// How it stands with time. Past its time is no fault, only first in line.
    Urgency {
        /// Past its time.
        Overdue = "overdue",
        /// Within a week.
        Week = "week",
        /// Can wait.
        Later = "later",
    }
}

crate::coded! {
    /// Columns of the team page.
    DutyKind {
        /// Silent for longer than the phase's rhythm.
        Silent = "silent",
        /// A form to fill in.
        Form = "form",
        /// A plan to make or go through.
        Plan = "plan",
        /// A phase change ahead.
        Phase = "phase",
        /// A promise to keep.
        Promise = "promise",
        /// A safe-contact agreement to confirm.
        SafeContact = "safe",
        /// A closing form to fill in, or a course past its end.
        Closing = "closing",
        /// An enquiry to answer.
        Enquiry = "enquiry",
        /// What was decided at a team meeting.
        Decision = "decision",
    }
}

/// What is waiting, with the numbers of its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Duty {
    /// No two-way contact for `days`; the rhythm of `phase` is every `rhythm` days.
    Silent {
        /// Days since the last two-way contact.
        days: i32,
        /// Phase, 0 while contact is made.
        phase: u8,
        /// Days of the rhythm.
        rhythm: i32,
    },
    /// An instrument is due at an occasion.
    Form {
        /// Which.
        instrument: InstrumentId,
        /// When it belongs.
        occasion: String,
        /// Whole months from the start to that day.
        months: i32,
        /// First day it can be answered.
        from: Date,
        /// Last day in time.
        to: Date,
    },
    /// The first measurement is missing and late.
    Baseline {
        /// Which instrument.
        instrument: InstrumentId,
        /// Occasion.
        occasion: String,
    },
    /// There is no plan yet.
    PlanMissing,
    /// The plan is to be gone through.
    PlanReview {
        /// By when.
        by: Date,
    },
    /// The next phase begins.
    PhaseChange {
        /// Which.
        phase: u8,
        /// In how many days.
        days: i32,
        /// On which day.
        on: Date,
    },
    /// A promise.
    Promise {
        /// Which; its words are sealed.
        promise: PromiseId,
        /// Until when.
        until: Date,
    },
    /// What was decided at a team meeting: the duty of the one who does it, whoever works on the course.
    Decision {
        /// Which; its words are sealed.
        decision: DecisionId,
        /// Who does it.
        who: UserId,
        /// By when.
        until: Date,
    },
    /// The safe-contact agreement was last confirmed long ago.
    SafeContact {
        /// When it was to be confirmed.
        was_due: Date,
    },
    /// The closing form of a closed course is missing.
    ClosingForm {
        /// Which instrument.
        instrument: InstrumentId,
        /// Occasion.
        occasion: String,
    },
    /// A follow-up after the closing, to which she has said yes.
    FollowUp {
        /// Which.
        occasion: String,
        /// Months after the closing.
        months: u8,
        /// How she may be reached.
        way: FollowUpWay,
        /// Its instruments without an answer, in the programme's order; never empty.
        instruments: Vec<InstrumentId>,
        /// First day it can be answered.
        from: Date,
        /// Last day in time.
        to: Date,
    },
    /// The last phase is over and the course still runs.
    PastEnd {
        /// Last planned day.
        end: Date,
    },
    /// An enquiry waits.
    Enquiry {
        /// Which.
        enquiry: EnquiryId,
        /// Days.
        days: i32,
    },
}

impl Duty {
    /// Its column on the team page.
    pub fn kind(&self) -> DutyKind {
        match self {
            Self::Silent { .. } => DutyKind::Silent,
            Self::Form { .. } | Self::Baseline { .. } | Self::FollowUp { .. } => DutyKind::Form,
            Self::PlanMissing | Self::PlanReview { .. } => DutyKind::Plan,
            Self::PhaseChange { .. } => DutyKind::Phase,
            Self::Promise { .. } => DutyKind::Promise,
            Self::SafeContact { .. } => DutyKind::SafeContact,
            Self::ClosingForm { .. } | Self::PastEnd { .. } => DutyKind::Closing,
            Self::Enquiry { .. } => DutyKind::Enquiry,
            Self::Decision { .. } => DutyKind::Decision,
        }
    }
}

/// A duty with its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What.
    pub duty: Duty,
    /// The day by which it was or is to be done.
    pub day: Date,
    /// How it stands.
    pub urgency: Urgency,
}

/// What the engine needs to know of a course: countable facts only.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// The course.
    pub course: Course,
    /// Its fixed worker today.
    pub worker: Option<UserId>,
    /// Day of the last two-way contact.
    pub last_two_way: Option<Date>,
    /// Day on which the focus areas in force were chosen or last changed.
    pub plan_changed: Option<Date>,
    /// Instruments answered: instrument, occasion.
    pub answered: Vec<(InstrumentId, String)>,
    /// Promises not kept yet: id, until when.
    pub promises: Vec<(PromiseId, Date)>,
    /// Decisions of team meetings that wait for the one who does them.
    pub decisions: Vec<OpenDecision>,
    /// True when there is a safe-contact agreement.
    pub has_safe_contact: bool,
}

/// Everything waiting on a course on a day, most urgent first. A course that rests is asked for nothing beyond what the
/// team decided, one of an archived programme for nothing at all; a closed one only for what belongs to its closing, and
/// for a follow-up with her yes.
pub fn due(facts: &Facts, programme: &Programme, today: Date) -> Vec<Due> {
    let schedule = facts.course.schedule(programme);
    let mut list = Vec::new();
    if programme.archived {
        return list;
    }
    let open = facts.course.is_open();
    if open {
        decisions(facts, today, &mut list);
    }
    if !(open && schedule.as_ref().is_some_and(|s| s.paused_on(today))) {
        if open {
            running(facts, (programme, schedule.as_ref()), today, &mut list);
        }
        forms(facts, programme, schedule.as_ref(), today, &mut list);
        follow_ups(facts, programme, today, &mut list);
    }
    list.sort_by_key(|due| (due.urgency, due.day, due.duty.kind()));
    list
}

/// What is asked for on a course that is open and does not rest.
fn running(
    facts: &Facts,
    (programme, schedule): (&Programme, Option<&Schedule>),
    today: Date,
    list: &mut Vec<Due>,
) {
    silence(facts, programme, today, list);
    if let Some(schedule) = schedule {
        plan(facts, schedule, today, list);
        phase_change(schedule, today, list);
    }
    promises(facts, today, list);
    safe_contact(facts, today, list);
}

/// The duty of an enquiry that waits for an answer.
pub fn due_enquiry(item: &Enquiry, today: Date) -> Option<Due> {
    let days = enquiry::waiting_days(item, today)?;
    let day = add_days(item.asked, enquiry::ANSWER_DAYS);
    Some(dated(Duty::Enquiry { enquiry: item.id, days }, day, today))
}

fn dated(duty: Duty, day: Date, today: Date) -> Due {
    let urgency = match days_between(today, day) {
        ..0 => Urgency::Overdue,
        0..=WEEK_DAYS => Urgency::Week,
        _ => Urgency::Later,
    };
    Due { duty, day, urgency }
}

fn silence(facts: &Facts, programme: &Programme, today: Date, list: &mut Vec<Due>) {
    let phase = facts.course.phase_on(programme, today);
    let Some(rhythm) = programme.rhythm(phase) else { return };
    let days = days_silent(facts.last_two_way, facts.course.first_contact, today);
    if days > rhythm {
        let day = add_days(today, rhythm - days);
        list.push(dated(Duty::Silent { days, phase, rhythm }, day, today));
    }
}

fn plan(facts: &Facts, schedule: &Schedule, today: Date, list: &mut Vec<Due>) {
    let Some(span) = schedule.phase_on(today) else { return };
    match facts.plan_changed {
        None => list.push(dated(Duty::PlanMissing, add_days(span.start, SETTLING_DAYS), today)),
        Some(changed) if changed < span.start && today <= span.end => {
            let by = add_days(span.start, PLAN_REVIEW_DAYS);
            list.push(dated(Duty::PlanReview { by }, by, today));
        }
        Some(_) => {}
    }
}

fn phase_change(schedule: &Schedule, today: Date, list: &mut Vec<Due>) {
    let Some(span) = schedule.phase_on(today) else { return };
    match schedule.after(span.phase) {
        Some(next) => {
            let days = days_between(today, next.start);
            if (1..=PHASE_NOTICE_DAYS).contains(&days) {
                list.push(dated(
                    Duty::PhaseChange { phase: next.phase, days, on: next.start },
                    next.start,
                    today,
                ));
            }
        }
        None if today > span.end => list.push(dated(Duty::PastEnd { end: span.end }, span.end, today)),
        None => {}
    }
}

fn promises(facts: &Facts, today: Date, list: &mut Vec<Due>) {
    for (promise, until) in &facts.promises {
        list.push(dated(Duty::Promise { promise: *promise, until: *until }, *until, today));
    }
}

fn decisions(facts: &Facts, today: Date, list: &mut Vec<Due>) {
    for OpenDecision { id, who, until } in &facts.decisions {
        list.push(dated(Duty::Decision { decision: *id, who: *who, until: *until }, *until, today));
    }
}

fn safe_contact(facts: &Facts, today: Date, list: &mut Vec<Due>) {
    let Some(confirmed) = facts.course.safe_contact_confirmed.filter(|_| facts.has_safe_contact) else {
        return;
    };
    let was_due = add_days(confirmed, SAFE_CONTACT_DAYS);
    if was_due <= add_days(today, WEEK_DAYS) {
        list.push(dated(Duty::SafeContact { was_due }, was_due, today));
    }
}
