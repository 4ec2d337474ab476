//! Whether a course followed the method, item by item, out of what was recorded.
//!
//! The items and their limits are a programme's own choice, mostly from what is public of CACTI's self-assessment of 2014 (items 1,
//! 2, 3, 5, 6, 8, 9, 10) and of the Danish guide. The anchors of CACTI's fidelity scale are not public: nothing here is its score, and
//! there is no total. What was not recorded is not taken as not done.

use jiff::civil::Date;

use crate::contact::MeetingKind;
use crate::course::{ClosingReason, DecidedBy};

/// Phases of a course.
const PHASES: usize = 3;

/// What is asked of a course.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule {
    /// The course ended no later than so many days after its planned last day.
    TimeLimit {
        /// Days that do not count.
        grace_days: u32,
    },
    /// Its three phases differ from a third of their whole by no more than so many days.
    EqualPhases {
        /// Days.
        tolerance_days: u32,
    },
    /// So many areas were chosen in a phase.
    Areas {
        /// 1 or 2.
        phase: u8,
        /// At least.
        least: u32,
        /// At most.
        most: u32,
    },
    /// Worker and citizen met so often in a phase.
    Meetings {
        /// 1 or 2.
        phase: u8,
        /// At least.
        least: u32,
        /// Only those that were not at the team's place count.
        outside_office: bool,
    },
    /// Network or other services were met or spoken with so often in a phase.
    Supports {
        /// 1 or 2.
        phase: u8,
        /// At least.
        least: u32,
    },
    /// Fewer contacts with the citizen a day in each phase than in the one before.
    Tapering,
    /// The programme did not end the course before its planned last day.
    NotEndedByProgramme,
    /// So many contacts that reached the citizen in the first days.
    EarlyContacts {
        /// Days from the first day of phase 1.
        days: u32,
        /// At least.
        least: u32,
    },
    /// The activity plan was made before the end of a phase.
    PlanMade {
        /// 1 or 2.
        phase: u8,
    },
    /// A meeting about handing over, or the last meeting, was held.
    Meeting {
        /// Which.
        kind: MeetingKind,
    },
}

/// Which courses an item is asked of; of the others it cannot be asked yet, or any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedOf {
    /// Closed ones.
    Closed,
    /// Those that reached a phase, 2 or 3.
    Reached(u8),
}

/// What can be said of one course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// It was so.
    Met,
    /// It was not.
    NotMet,
    /// It was not recorded, or is not over yet.
    NotAssessable,
}

/// A contact that took place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Held {
    /// Day.
    pub date: Date,
    /// Face to face with the citizen.
    pub met: bool,
    /// It reached the citizen, face to face or by telephone or message.
    pub reached: bool,
    /// Whether it was elsewhere than at the team's place, where that is known.
    pub outside: Option<bool>,
    /// Network or other services took part.
    pub supports: bool,
    /// What the meeting was for.
    pub meeting: Option<MeetingKind>,
}

/// What was recorded of a course.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts<'f> {
    /// First day of phase 1.
    pub start: Date,
    /// Last days of phases 1 and 2, and the planned last day of phase 3.
    pub phase_ends: [Option<Date>; PHASES],
    /// Last day it is known to have run.
    pub end: Date,
    /// Whether it is closed.
    pub closed: bool,
    /// The day it was closed, where that is known.
    pub closing: Option<Date>,
    /// Why it was closed.
    pub reason: Option<ClosingReason>,
    /// Who decided it.
    pub decided_by: Option<DecidedBy>,
    /// The day the activity plan was made; none where there is none.
    pub plan: Option<Date>,
    /// Areas chosen in each phase.
    pub areas: [u32; PHASES],
    /// Contacts that took place.
    pub contacts: &'f [Held],
    /// Whether the data say of meetings what they were for.
    pub knows_meetings: bool,
}

impl Rule {
    /// Which courses it is asked of.
    pub const fn asked_of(&self) -> AskedOf {
        match *self {
            Self::TimeLimit { .. } | Self::NotEndedByProgramme | Self::EarlyContacts { .. } => {
                AskedOf::Closed
            }
            Self::Areas { phase, .. }
            | Self::Meetings { phase, .. }
            | Self::Supports { phase, .. }
            | Self::PlanMade { phase } => AskedOf::Reached(phase + 1),
            Self::EqualPhases { .. } | Self::Tapering | Self::Meeting { .. } => AskedOf::Reached(3),
        }
    }

    /// What it says of a course that it is asked of.
    pub fn judge(&self, facts: &Facts<'_>) -> Judgement {
        match *self {
            Self::TimeLimit { grace_days } => facts.within_time(grace_days),
            Self::EqualPhases { tolerance_days } => facts.equal_phases(tolerance_days),
            Self::Areas { phase, least, most } => facts.areas(phase, [least, most]),
            Self::Meetings { phase, least, outside_office } => facts.meetings(phase, least, outside_office),
            Self::Supports { phase, least } => {
                facts.counted(facts.in_phase(phase), |held| Some(held.supports), least)
            }
            Self::Tapering => facts.tapering(),
            Self::NotEndedByProgramme => facts.not_ended_by_programme(),
            Self::EarlyContacts { days, least } => {
                let last = facts.start.saturating_add(jiff::Span::new().days(i64::from(days) - 1));
                facts.counted(Some((facts.start, last)), |held| Some(held.reached), least)
            }
            Self::PlanMade { phase } => facts.plan_made(phase),
            Self::Meeting { kind } => facts.meeting(kind),
        }
    }
}

const fn judged(met: bool) -> Judgement {
    if met { Judgement::Met } else { Judgement::NotMet }
}

impl Facts<'_> {
    fn phase_end(&self, phase: usize) -> Option<Date> {
        self.phase_ends.get(phase.checked_sub(1)?).copied().flatten()
    }

    /// First and last day of a phase, as far as the course ran.
    fn in_phase(&self, phase: u8) -> Option<(Date, Date)> {
        let phase = usize::from(phase);
        let first = if phase == 1 { self.start } else { self.phase_end(phase - 1)?.tomorrow().ok()? };
        let last = if phase < PHASES { self.phase_end(phase)?.min(self.end) } else { self.end };
        (first <= last).then_some((first, last))
    }

    /// Whether so many contacts fit in a span of days. Of a course without any contact nothing was recorded; and where those of
    /// which it is not known would make the difference, it cannot be said.
    fn counted(
        &self,
        days: Option<(Date, Date)>,
        fits: impl Fn(&Held) -> Option<bool>,
        least: u32,
    ) -> Judgement {
        let Some((from, until)) = days.filter(|_| !self.contacts.is_empty()) else {
            return Judgement::NotAssessable;
        };
        let (mut sure, mut unsure) = (0_u32, 0_u32);
        for held in self.contacts.iter().filter(|held| (from..=until).contains(&held.date)) {
            match fits(held) {
                Some(true) => sure += 1,
                Some(false) => {}
                None => unsure += 1,
            }
        }
        if sure >= least || sure + unsure < least { judged(sure >= least) } else { Judgement::NotAssessable }
    }

    fn meetings(&self, phase: u8, least: u32, outside_office: bool) -> Judgement {
        let fits = |held: &Held| match (held.met, outside_office) {
            (false, _) => Some(false),
            (true, false) => Some(true),
            (true, true) => held.outside,
        };
        self.counted(self.in_phase(phase), fits, least)
    }

    fn within_time(&self, grace_days: u32) -> Judgement {
        let Some((closing, planned)) = self.closing.zip(self.phase_end(PHASES)) else {
            return Judgement::NotAssessable;
        };
        let last = planned.saturating_add(jiff::Span::new().days(i64::from(grace_days)));
        judged(closing <= last)
    }

    fn equal_phases(&self, tolerance_days: u32) -> Judgement {
        let ends: Option<Vec<Date>> = self.phase_ends.iter().copied().collect();
        let Some((ends, before)) = ends.zip(self.start.yesterday().ok()) else {
            return Judgement::NotAssessable;
        };
        let firsts = std::iter::once(before).chain(ends.iter().copied());
        let lengths: Vec<i32> = firsts.zip(&ends).map(|(from, to)| (*to - from).get_days()).collect();
        let whole: i32 = lengths.iter().sum();
        let tolerance = i32::try_from(tolerance_days).unwrap_or(i32::MAX);
        // In thirds of days, so that nothing is rounded.
        judged(lengths.iter().all(|length| (3 * length - whole).abs() <= tolerance.saturating_mul(3)))
    }

    fn areas(&self, phase: u8, [least, most]: [u32; 2]) -> Judgement {
        let chosen = usize::from(phase).checked_sub(1).and_then(|at| self.areas.get(at)).copied();
        match chosen {
            Some(chosen) if self.areas.iter().any(|areas| *areas > 0) => {
                judged((least..=most).contains(&chosen))
            }
            _ => Judgement::NotAssessable,
        }
    }

    /// Contacts with the citizen a day, in every phase that is over.
    fn tapering(&self) -> Judgement {
        let a_day = |phase: u8| {
            let (first, last) = self.in_phase(phase)?;
            let held = self.contacts.iter().filter(|held| held.reached);
            let count =
                u32::try_from(held.filter(|held| (first..=last).contains(&held.date)).count()).ok()?;
            Some(f64::from(count) / f64::from((last - first).get_days() + 1))
        };
        let is_over = self.phase_end(PHASES).is_some_and(|planned| planned <= self.end);
        let last = if is_over { 3 } else { 2 };
        let rates: Option<Vec<f64>> = (1..=last).map(a_day).collect();
        match rates {
            Some(rates) if rates.first().is_some_and(|first| *first > 0.0) => {
                judged(rates.is_sorted_by(|before, after| before > after))
            }
            _ => Judgement::NotAssessable,
        }
    }

    fn not_ended_by_programme(&self) -> Judgement {
        let early = self.closing.zip(self.phase_end(PHASES)).map(|(closing, planned)| closing < planned);
        if early == Some(false) || self.reason == Some(ClosingReason::PhasesDone) {
            return Judgement::Met;
        }
        match (self.reason, self.decided_by) {
            (Some(ClosingReason::ProgrammeStopped), _) | (_, Some(DecidedBy::Team)) => Judgement::NotMet,
            (reason, None) if !reason.is_some_and(is_the_citizens) => Judgement::NotAssessable,
            _ => Judgement::Met,
        }
    }

    fn plan_made(&self, phase: u8) -> Judgement {
        match self.phase_end(usize::from(phase)) {
            Some(last) => judged(self.plan.is_some_and(|made| made <= last)),
            None => Judgement::NotAssessable,
        }
    }

    fn meeting(&self, kind: MeetingKind) -> Judgement {
        let held = self.contacts.iter().any(|held| held.meeting == Some(kind));
        match (held, self.knows_meetings && self.closed) {
            (true, _) => Judgement::Met,
            (false, true) => Judgement::NotMet,
            (false, false) => Judgement::NotAssessable,
        }
    }
}

/// Whether a reason lies with the citizen or her life, and not with the programme.
const fn is_the_citizens(reason: ClosingReason) -> bool {
    matches!(
        reason,
        ClosingReason::DidNotWish
            | ClosingReason::NoNewWorker
            | ClosingReason::LostContact
            | ClosingReason::Moved
            | ClosingReason::Institution
            | ClosingReason::Died
    )
}

#[cfg(test)]
mod tests;
