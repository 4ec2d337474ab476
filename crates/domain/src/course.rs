//! A course: one citizen through contact-making, three phases, closing and follow-up. A state carries only the data
//! valid in it; an operation takes the course and the date and returns the course as it is then, or a refusal.
//!
//! Nothing closes a course by itself, and no gap refuses a closing.

use jiff::civil::Date;

use crate::id::{CitizenId, CourseId, OrganisationId, PhaseEventId};
use crate::phase::{self, Cause, MoveKind, PhaseChange, PhaseEvent, Schedule, add_days};
use crate::programme::{Programme, ProgrammeId, Track};
use crate::refusal::{Refusal, RefusalCode, check_end};

/// Days in which a closing can be undone.
pub const UNDO_CLOSING_DAYS: i32 = 14;

crate::coded! {
    /// Why a course ended. Reasons of citizen and of programme are kept apart.
    ClosingReason {
        /// The goals were reached.
        GoalsReached = "goals_reached",
        /// All phases were gone through.
        PhasesDone = "phases_done",
        /// The citizen did not wish to go on.
        DidNotWish = "did_not_wish",
        /// The citizen did not want a new worker.
        NoNewWorker = "no_new_worker",
        /// Contact was lost.
        LostContact = "lost_contact",
        /// Moved away.
        Moved = "moved",
        /// Admitted, or in prison.
        Institution = "institution",
        /// Died.
        Died = "died",
        /// The programme or organisation stopped.
        ProgrammeStopped = "programme_stopped",
        /// Something else.
        Other = "other",
        /// Not known (courses brought in from elsewhere).
        NotKnown = "not_known",
    }
}

crate::coded! {
    /// Who decided that it ended.
    DecidedBy {
        /// The citizen.
        Citizen = "citizen",
        /// Citizen and worker together.
        Together = "together",
        /// The worker or team.
        Team = "team",
        /// Others.
        Others = "others",
    }
}

crate::coded! {
    /// How the citizen may be reached after the closing. Without her yes nobody asks.
    FollowUpWay {
        /// By telephone.
        Call = "call",
        /// By message.
        Message = "message",
        /// At a meeting.
        Meeting = "meeting",
        /// Through somebody in her network.
        Supporter = "supporter",
        /// She would rather not.
        No = "no",
    }
}

/// How a course ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    /// Last day; not known for some courses brought in from elsewhere.
    pub date: Option<Date>,
    /// Why.
    pub reason: ClosingReason,
    /// Who decided, if said.
    pub decided_by: Option<DecidedBy>,
    /// Whether and how she may be reached afterwards; `None` while she was not asked.
    pub follow_up: Option<FollowUpWay>,
    /// Day it was recorded.
    pub recorded: Date,
}

/// Where a course stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Contact is being made; the clock does not run.
    ContactMaking,
    /// Phase 1 has begun.
    Running {
        /// First day of phase 1.
        start: Date,
    },
    /// It has ended.
    Closed {
        /// First day of phase 1, if it ever began.
        start: Option<Date>,
        /// How it ended.
        closing: Closing,
    },
}

impl Stage {
    /// Where a new course stands: contact is being made, or phase 1 begins on a day.
    ///
    /// # Errors
    /// Every fault: `future` of the first contact, `order` when phase 1 would begin before it.
    pub fn at_first(first_contact: Date, start: Option<Date>, today: Date) -> Result<Self, Vec<Refusal>> {
        let mut faults = Vec::new();
        if first_contact > today {
            faults.push(Refusal::of("first_contact", RefusalCode::DateInFuture));
        }
        if start.is_some_and(|start| start < first_contact) {
            faults.push(Refusal::of("start", RefusalCode::DateOrder).with("after", first_contact));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(start.map_or(Self::ContactMaking, |start| Self::Running { start }))
    }
}

/// A course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// Its id.
    pub id: CourseId,
    /// Its organisation.
    pub organisation: OrganisationId,
    /// Whose it is.
    pub citizen: CitizenId,
    /// By which programme.
    pub programme: ProgrammeId,
    /// On which track; never changed.
    pub track: Track,
    /// Four characters for reading aloud, for example `4F7K`.
    pub code: String,
    /// The course before it, of a former participant.
    pub previous: Option<CourseId>,
    /// Day of the first contact.
    pub first_contact: Date,
    /// Where it stands.
    pub stage: Stage,
    /// Changes of its phases.
    pub events: Vec<PhaseEvent>,
    /// Day the safe-contact agreement was confirmed.
    pub safe_contact_confirmed: Option<Date>,
    /// Counts the changes; a change made from an older version is a conflict.
    pub version: i64,
}

impl Course {
    /// First day of phase 1, if it has begun.
    pub fn start(&self) -> Option<Date> {
        match self.stage {
            Stage::ContactMaking => None,
            Stage::Running { start } => Some(start),
            Stage::Closed { start, .. } => start,
        }
    }
    /// How it ended, if it has.
    pub fn closing(&self) -> Option<Closing> {
        match self.stage {
            Stage::Closed { closing, .. } => Some(closing),
            _ => None,
        }
    }
    /// How she is followed up after the closing: only with her yes, and never after a death.
    pub fn follow_up(&self) -> Option<FollowUpWay> {
        let closing = self.closing().filter(|closing| closing.reason != ClosingReason::Died)?;
        closing.follow_up.filter(|way| *way != FollowUpWay::No)
    }
    /// True until it is closed.
    pub fn is_open(&self) -> bool {
        self.closing().is_none()
    }
    /// Its schedule, once phase 1 has a date.
    pub fn schedule(&self, programme: &Programme) -> Option<Schedule> {
        self.start().map(|start| phase::schedule(programme, start, &self.events))
    }
    /// The phase it stands in on a day: 0 while contact is being made, and the phase of its last day once closed.
    pub fn phase_on(&self, programme: &Programme, day: Date) -> u8 {
        let day = self.closing().and_then(|closing| closing.date).map_or(day, |last| last.min(day));
        self.schedule(programme)
            .and_then(|schedule| schedule.phase_on(day).map(|span| span.phase))
            .unwrap_or(0)
    }

    /// Begins phase 1.
    ///
    /// # Errors
    /// `alreadystarted`, `closed`, or `order` when the day lies before the first contact.
    pub fn begin(mut self, start: Date) -> Result<Self, Refusal> {
        match self.stage {
            Stage::Closed { .. } => return Err(Refusal::new(RefusalCode::CourseClosed)),
            Stage::Running { .. } => return Err(Refusal::new(RefusalCode::AlreadyStarted)),
            Stage::ContactMaking if start < self.first_contact => {
                return Err(Refusal::of("start", RefusalCode::DateOrder).with("after", self.first_contact));
            }
            Stage::ContactMaking => self.stage = Stage::Running { start },
        }
        Ok(self)
    }

    /// Rests from a day, until a day if that is known.
    ///
    /// # Errors
    /// `closed`, `notstarted`, `order` when it ends before it begins, `alreadypaused` when it rests on one of the days.
    pub fn pause(
        self,
        id: PhaseEventId,
        from: Date,
        to: Option<Date>,
        cause: Cause,
        today: Date,
    ) -> Result<Self, Refusal> {
        let start = self.running()?;
        if to.is_some_and(|to| to < from) || from < start {
            return Err(Refusal::of("to", RefusalCode::DateOrder).with("after", from.max(start)));
        }
        let overlaps = self.events.iter().any(|event| match event.change {
            PhaseChange::Pause { from: f, to: t } => {
                t.is_none_or(|t| from <= t) && to.is_none_or(|to| f <= to)
            }
            PhaseChange::EndMoved { .. } => false,
        });
        if overlaps {
            return Err(Refusal::of("from", RefusalCode::AlreadyPaused));
        }
        Ok(self.with_event(PhaseEvent {
            id,
            recorded: today,
            cause,
            change: PhaseChange::Pause { from, to },
        }))
    }

    /// Ends the open pause; `to` is its last day.
    ///
    /// # Errors
    /// `closed`, `unknown` when there is none, `order` when it would end before it began.
    pub fn resume(mut self, to: Date) -> Result<Self, Refusal> {
        self.running()?;
        let open = self.events.iter_mut().find_map(|event| match &mut event.change {
            PhaseChange::Pause { from, to: end @ None } => Some((*from, end)),
            _ => None,
        });
        match open {
            None => return Err(Refusal::of("to", RefusalCode::Unknown)),
            Some((from, _)) if to < from => {
                return Err(Refusal::of("to", RefusalCode::DateOrder).with("after", from));
            }
            Some((_, end)) => *end = Some(to),
        }
        Ok(self)
    }

    /// Moves the last day of a phase: early end, extension or correction.
    ///
    /// # Errors
    /// `closed`, `notstarted`, `unknown` for a phase that the model has not, `order` when the phase would end
    /// before it begins.
    pub fn move_end(self, programme: &Programme, event: EndMove, today: Date) -> Result<Self, Refusal> {
        let EndMove { id, phase, to, kind, cause } = event;
        let start = self.running()?;
        let schedule = phase::schedule(programme, start, &self.events);
        let span = schedule.phase(phase).ok_or_else(|| Refusal::of("phase", RefusalCode::Unknown))?;
        if to < span.start {
            return Err(Refusal::of("to", RefusalCode::DateOrder).with("after", span.start));
        }
        Ok(self.with_event(PhaseEvent {
            id,
            recorded: today,
            cause,
            change: PhaseChange::EndMoved { phase, to, kind },
        }))
    }

    /// Corrects the first day of phase 1.
    ///
    /// # Errors
    /// `closed`, `notstarted`, `order` when it lies before the first contact.
    pub fn correct_start(mut self, start: Date) -> Result<Self, Refusal> {
        self.running()?;
        if start < self.first_contact {
            return Err(Refusal::of("start", RefusalCode::DateOrder).with("after", self.first_contact));
        }
        self.stage = Stage::Running { start };
        Ok(self)
    }

    /// Ends the course. Nothing that is missing refuses it.
    ///
    /// # Errors
    /// `closed` when it has ended already, `future`, or `order` when the day lies before the first contact.
    pub fn close(mut self, closing: Closing, today: Date) -> Result<Self, Refusal> {
        if !self.is_open() {
            return Err(Refusal::new(RefusalCode::CourseClosed));
        }
        check_end("date", closing.date, self.first_contact, today)?;
        self.stage = Stage::Closed { start: self.start(), closing };
        Ok(self)
    }

    /// Says anew whether and how she may be reached after the closing: a yes can be given later, and taken back.
    ///
    /// # Errors
    /// `unknown` when it is not closed.
    pub fn agree_follow_up(mut self, way: Option<FollowUpWay>) -> Result<Self, Refusal> {
        let Stage::Closed { closing, .. } = &mut self.stage else {
            return Err(Refusal::new(RefusalCode::Unknown));
        };
        closing.follow_up = way;
        Ok(self)
    }

    /// Takes a closing back within [`UNDO_CLOSING_DAYS`].
    ///
    /// # Errors
    /// `toolate` after that, `unknown` when it is not closed.
    pub fn reopen(mut self, today: Date) -> Result<Self, Refusal> {
        let Stage::Closed { start, closing } = self.stage else {
            return Err(Refusal::new(RefusalCode::Unknown));
        };
        if today > add_days(closing.recorded, UNDO_CLOSING_DAYS) {
            return Err(Refusal::new(RefusalCode::TooLate));
        }
        self.stage = start.map_or(Stage::ContactMaking, |start| Stage::Running { start });
        Ok(self)
    }

    fn running(&self) -> Result<Date, Refusal> {
        match self.stage {
            Stage::Running { start } => Ok(start),
            Stage::ContactMaking => Err(Refusal::new(RefusalCode::NotStarted)),
            Stage::Closed { .. } => Err(Refusal::new(RefusalCode::CourseClosed)),
        }
    }

    fn with_event(mut self, event: PhaseEvent) -> Self {
        self.events.push(event);
        self
    }
}

/// A parsed wish to move the last day of a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndMove {
    /// Id of the event to be.
    pub id: PhaseEventId,
    /// 1-based.
    pub phase: u8,
    /// New last day.
    pub to: Date,
    /// Why.
    pub kind: MoveKind,
    /// What made it so.
    pub cause: Cause,
}
