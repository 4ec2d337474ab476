//! The team meeting: its agenda, which the record writes by itself, and what is decided there. A decision with somebody
//! who does it and a day by which is her duty; one without is a note.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::due::{Due, Duty, Urgency};
use crate::id::{CourseId, DecisionId, MeetingId, UserId};

/// Meetings within which every open course has its turn in the round: with one a week, every four weeks. A choice of this
/// house (the drawn agenda has 12 of 50); the method asks for weekly supervision and does not say of how many courses.
pub const ROUND: usize = 4;
/// Days back in which a course counts as new where no meeting was held before.
pub const NEW_DAYS: i32 = 14;
/// Days after a meeting in which something can still be written down of it.
pub const WRITE_DAYS: i32 = 7;
/// A meeting longer ago than so many days counts as none when it is asked what was talked of last.
pub const TALKED_DAYS: i32 = 400;

crate::coded! {
    /// What became of a course at a meeting.
    Outcome {
        /// Something was decided, with somebody who does it and a day.
        Decided = "decided",
        /// It was talked of; what was said is a note.
        Noted = "noted",
        /// It was talked of, and nothing is to be done now.
        NotNow = "not_now",
        /// There was no time: it comes first next time.
        Skipped = "skipped",
    }
}

crate::coded! {
    /// Why a course is on the agenda, in the agenda's order.
    Matter {
        /// It was skipped last time.
        Skipped = "skipped",
        /// It has begun since the last meeting.
        New = "new",
        /// It changes phase soon.
        Phase = "phase",
        /// It has been silent for longer than the phase's rhythm.
        Silent = "silent",
        /// Outside the plan: past its end, or its plan is not made or not gone through in time.
        Outside = "outside",
        /// What was decided earlier is due.
        Decision = "decision",
        /// Its turn in the round of all open courses.
        Round = "round",
    }
}

/// A meeting of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Its id.
    pub id: MeetingId,
    /// Its day; one meeting a day.
    pub day: Date,
    /// Who opened it.
    pub led_by: UserId,
    /// Who was there.
    pub present: Vec<UserId>,
}

impl Meeting {
    /// True while something can be written down of it.
    pub fn is_open(&self, today: Date) -> bool {
        (0..=WRITE_DAYS).contains(&crate::silence::days_between(self.day, today))
    }
}

/// What the team made of a course at a meeting; its words are sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// The course.
    pub course: CourseId,
    /// The meeting.
    pub meeting: MeetingId,
    /// What became of it.
    pub outcome: Outcome,
    /// Who does it.
    pub who: Option<UserId>,
    /// By when.
    pub until: Option<Date>,
    /// Day on which it was done.
    pub done: Option<Date>,
}

/// A decision that waits for the one who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenDecision {
    /// Which.
    pub id: DecisionId,
    /// Who does it.
    pub who: UserId,
    /// By when.
    pub until: Date,
}

impl Decision {
    /// The duty that it is, while it is one.
    pub fn open(&self) -> Option<OpenDecision> {
        let open = self.outcome == Outcome::Decided && self.done.is_none();
        Some(OpenDecision { id: self.id, who: self.who.filter(|_| open)?, until: self.until? })
    }
}

/// What became of a course of which this was said. A duty needs words, somebody and a day; what lacks one of them is a
/// note, whatever was filled in before anybody wrote.
pub fn outcome(words: bool, who: Option<UserId>, until: Option<Date>) -> Outcome {
    if words && who.is_some() && until.is_some() { Outcome::Decided } else { Outcome::Noted }
}

/// An open course as the agenda sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heard<'a> {
    /// Which.
    pub course: CourseId,
    /// When it began: the first contact or phase 1, whichever was later.
    pub begun: Date,
    /// Day of the last meeting at which it was talked of.
    pub last: Option<Date>,
    /// True when it was skipped since.
    pub skipped: bool,
    /// What is due on it.
    pub due: &'a [Due],
}

/// A course on the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Which.
    pub course: CourseId,
    /// Why first of all.
    pub matter: Matter,
    /// Why besides.
    pub also: Vec<Matter>,
}

/// The agenda.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agenda {
    /// The courses, each once, matter by matter, within one the most urgent first.
    pub items: Vec<Item>,
    /// How many courses this week's round holds, those included that are on the agenda for another matter.
    pub round: usize,
    /// How many open courses there are.
    pub open: usize,
}

/// Writes the agenda of a meeting. `since` is the day of the last meeting.
///
/// The round takes as many courses as it takes to have talked of all of them within [`ROUND`] meetings, those not talked of
/// for longest first.
pub fn agenda(heard: &[Heard<'_>], since: Date) -> Agenda {
    let turn = turns(heard);
    let mut found: Vec<(Matter, Date, Item)> = heard
        .iter()
        .filter_map(|one| {
            let matters = matters(one, since, turn.contains(&one.course));
            let ((matter, day), rest) = matters.split_first()?;
            let also = rest.iter().map(|(matter, _)| *matter).filter(|matter| *matter != Matter::Round);
            Some((*matter, *day, Item { course: one.course, matter: *matter, also: also.collect() }))
        })
        .collect();
    found.sort_by_key(|(matter, day, item)| (*matter, *day, item.course));
    Agenda { items: found.into_iter().map(|(.., item)| item).collect(), round: turn.len(), open: heard.len() }
}

/// Why a course is on the agenda, in the agenda's order, each with the day that says how urgent it is.
fn matters(one: &Heard<'_>, since: Date, turn: bool) -> Vec<(Matter, Date)> {
    let mut matters: BTreeMap<Matter, Date> = BTreeMap::new();
    let last = one.last.unwrap_or(one.begun);
    if one.skipped {
        matters.insert(Matter::Skipped, last);
    }
    if one.begun > since || (one.last.is_none() && one.begun == since) {
        matters.insert(Matter::New, one.begun);
    }
    for due in one.due {
        if let Some(matter) = matter_of(due) {
            matters.entry(matter).and_modify(|day| *day = due.day.min(*day)).or_insert(due.day);
        }
    }
    if turn {
        matters.insert(Matter::Round, last);
    }
    matters.into_iter().collect()
}

/// The matter that a duty makes a course one of.
fn matter_of(due: &Due) -> Option<Matter> {
    let over = due.urgency == Urgency::Overdue;
    match due.duty {
        Duty::Silent { .. } => Some(Matter::Silent),
        Duty::PhaseChange { .. } => Some(Matter::Phase),
        Duty::PastEnd { .. } => Some(Matter::Outside),
        Duty::PlanMissing | Duty::PlanReview { .. } if over => Some(Matter::Outside),
        Duty::Decision { .. } if due.urgency != Urgency::Later => Some(Matter::Decision),
        _ => None,
    }
}

/// The courses whose turn it is at this meeting.
fn turns(heard: &[Heard<'_>]) -> BTreeSet<CourseId> {
    let mut queue: Vec<&Heard<'_>> = heard.iter().collect();
    queue.sort_by_key(|one| (one.last, one.begun, one.course));
    queue.iter().take(heard.len().div_ceil(ROUND)).map(|one| one.course).collect()
}
