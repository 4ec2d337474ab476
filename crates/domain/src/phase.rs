//! The phase clock: which phase a course is in on a date. Phases follow each other by calendar, equally long by the
//! programme's model; a pause, an extension, an early end or a correction moves what comes after, with a reason.
//!
//! Source: CTI moves through its phases by calendar, set by the model and not by readiness (CACTI's model; the
//! Danish implementation guide of 2017, twelve months in three equal phases).

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::id::PhaseEventId;
use crate::programme::Programme;
use crate::silence::days_between;

crate::coded! {
    /// Why the end of a phase was moved.
    MoveKind {
        /// The phase ended earlier than planned.
        EarlyEnd = "early_end",
        /// It was extended.
        Extension = "extension",
        /// The date was wrong.
        Correction = "correction",
    }
}

crate::coded! {
    /// Whether model, surroundings or citizen made the course leave the model.
    Cause {
        /// The citizen's wish or situation.
        Citizen = "citizen",
        /// Waiting time, law, other services.
        Surroundings = "surroundings",
        /// The programme itself.
        Programme = "programme",
    }
}

/// A change of the planned phases. Its reason in words is sealed apart; the cause is countable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseEvent {
    /// Its id.
    pub id: PhaseEventId,
    /// Day it was recorded.
    pub recorded: Date,
    /// What made it so.
    pub cause: Cause,
    /// What changed.
    pub change: PhaseChange,
}

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhaseChange {
    /// The course rests.
    Pause {
        /// First day of rest.
        from: Date,
        /// Last day of rest, while known.
        to: Option<Date>,
    },
    /// The last day of a phase was moved.
    EndMoved {
        /// 1-based.
        phase: u8,
        /// The new last day.
        to: Date,
        /// Why.
        kind: MoveKind,
    },
}

/// A phase with its planned and actual days; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhaseSpan {
    /// 1-based.
    pub phase: u8,
    /// First day by the model.
    pub planned_start: Date,
    /// Last day by the model.
    pub planned_end: Date,
    /// First day as it is.
    pub start: Date,
    /// Last day as it is.
    pub end: Date,
}

impl PhaseSpan {
    /// True on a day within the phase.
    pub fn contains(&self, day: Date) -> bool {
        self.start <= day && day <= self.end
    }
    /// Week of the phase on a day (1-based) and weeks in all, whole or begun.
    pub fn week(&self, day: Date) -> (i32, i32) {
        let weeks = |days: i32| days.div_euclid(7) + 1;
        (weeks(days_between(self.start, day)), weeks(days_between(self.start, self.end)))
    }
}

/// All phases of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// The phases in order.
    pub phases: Vec<PhaseSpan>,
    /// Pauses: first and last day.
    pub pauses: Vec<(Date, Option<Date>)>,
}

/// The schedule of a course whose phase 1 begins on a day.
///
/// By the model, phase *k* begins `months(1..k-1)` calendar months after the start and ends the day before the
/// next begins. A moved end moves the phases after it by keeping their lengths in months. A pause of known length
/// moves the end of the phase it begins in, when the programme says that pauses move phases.
pub fn schedule(programme: &Programme, start: Date, events: &[PhaseEvent]) -> Schedule {
    let mut phases = Vec::with_capacity(programme.phases.len());
    let (mut actual, mut planned_months) = (start, 0i32);
    for (number, model) in (1u8..).zip(&programme.phases) {
        let planned_start = add_months(start, planned_months);
        planned_months += i32::from(model.months);
        let planned_end = day_before(add_months(start, planned_months));
        let untouched = if actual == planned_start {
            planned_end
        } else {
            day_before(add_months(actual, i32::from(model.months)))
        };
        let end =
            moved_end(number, events).unwrap_or_else(|| rested_end(programme, events, actual, untouched));
        let end = end.max(actual);
        phases.push(PhaseSpan { phase: number, planned_start, planned_end, start: actual, end });
        actual = add_days(end, 1);
    }
    Schedule { phases, pauses: pauses(events) }
}

impl Schedule {
    /// The phase on a day: `None` before the first; the last one after its end, for time never closes a course.
    pub fn phase_on(&self, day: Date) -> Option<&PhaseSpan> {
        self.phases.iter().rev().find(|phase| phase.start <= day)
    }
    /// Last day of the last phase.
    pub fn end(&self) -> Option<Date> {
        self.phases.last().map(|phase| phase.end)
    }
    /// The phase after this one.
    pub fn after(&self, phase: u8) -> Option<&PhaseSpan> {
        self.phases.iter().find(|span| span.phase == phase + 1)
    }
    /// The phase with this number.
    pub fn phase(&self, number: u8) -> Option<&PhaseSpan> {
        self.phases.iter().find(|span| span.phase == number)
    }
    /// True while the course rests.
    pub fn paused_on(&self, day: Date) -> bool {
        self.pauses.iter().any(|(from, to)| *from <= day && to.is_none_or(|to| day <= to))
    }
}

fn pauses(events: &[PhaseEvent]) -> Vec<(Date, Option<Date>)> {
    let mut pauses: Vec<_> = events
        .iter()
        .filter_map(|event| match event.change {
            PhaseChange::Pause { from, to } => Some((from, to)),
            PhaseChange::EndMoved { .. } => None,
        })
        .collect();
    pauses.sort_unstable();
    pauses
}

/// The end said last for a phase.
fn moved_end(number: u8, events: &[PhaseEvent]) -> Option<Date> {
    events
        .iter()
        .filter_map(|event| match event.change {
            PhaseChange::EndMoved { phase, to, .. } if phase == number => {
                Some((event.recorded, event.id, to))
            }
            _ => None,
        })
        .max()
        .map(|(_, _, to)| to)
}

fn rested_end(programme: &Programme, events: &[PhaseEvent], start: Date, end: Date) -> Date {
    if !programme.pause_moves_phases {
        return end;
    }
    pauses(events).into_iter().fold(end, |end, (from, to)| match to {
        Some(to) if start <= from && from <= end => add_days(end, days_between(from, to) + 1),
        _ => end,
    })
}

/// A date so many calendar months later; the last day of the month where the day does not exist.
pub fn add_months(date: Date, months: i32) -> Date {
    date.saturating_add(months.months())
}

/// A date so many days later.
pub fn add_days(date: Date, days: i32) -> Date {
    date.saturating_add(Span::new().days(days))
}

fn day_before(date: Date) -> Date {
    add_days(date, -1)
}
