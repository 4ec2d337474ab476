//! What is decided of a course at a meeting, taken back, carried out. With words, somebody and a day it is her duty.

use domain::Date;
use domain::audit::Act;
use domain::id::{CourseId, DecisionId, UserId};
use domain::meeting::{Decision, Outcome, outcome};
use domain::policy::{Action, Actor, authorise, may};
use domain::refusal::{Refusal, RefusalCode};
use domain::words::{NOTE_MAX, free_text};
use store::Unit;
use store::record::decision::{self, DecisionEntry};

use super::writable;
use crate::assignment;
use crate::case::{Case, event, purpose_of};
use crate::context::{Context, TAKE_BACK};
use crate::course::Purpose;
use crate::error::Error;
use crate::sent::{Request, Sent};

domain::coded! {
    /// What the team makes of a course.
    Said {
        /// It was talked of: a decision or a note.
        Talked = "talked",
        /// Not now.
        NotNow = "not_now",
        /// No time: it comes first next time.
        Skipped = "skipped",
    }
}

/// What the team makes of a course. All of it may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decide {
    /// The day of the meeting.
    pub day: Date,
    /// The course.
    pub course: CourseId,
    /// What it makes of it.
    pub said: Said,
    /// What the matter is.
    pub issue: String,
    /// What is decided.
    pub words: String,
    /// Who does it.
    pub who: Option<UserId>,
    /// By when.
    pub until: Option<Date>,
}

/// What was written down is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeBack {
    /// The day of the meeting.
    pub day: Date,
    /// The course.
    pub course: CourseId,
    /// Which.
    pub decision: DecisionId,
}

/// What was decided was done, or is to be done after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settle {
    /// The course.
    pub course: CourseId,
    /// Which.
    pub decision: DecisionId,
    /// True when it was done.
    pub done: bool,
}

/// Writes down what the team makes of a course.
///
/// # Errors
/// `notfound`, `toolate` a week after the meeting, `closed`; every fault of the fields at once: `toolong`, `cpr`,
/// `unknown` person, `order` of the day by which, before the meeting.
pub async fn decide(ctx: &Context, actor: &Actor, command: Decide, sent: Sent) -> Result<DecisionId, Error> {
    let request = Request::new(ctx, actor, "meeting.decide", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let scope = authorise(actor, Action::OverseeTeam)?;
    let meeting = writable(ctx, &scope, command.day).await?;
    let case = Case::running(ctx, actor, command.course).await?;
    let (issue, words) = checked(ctx, &case, &command).await?;
    let outcome = match command.said {
        Said::Talked => outcome(words.is_some(), command.who, command.until),
        Said::NotNow => Outcome::NotNow,
        Said::Skipped => Outcome::Skipped,
    };
    let id = DecisionId::new(ctx.uuid()?);
    // Somebody and a day are proposed before anything is decided: without words they say nothing.
    let (who, until) = if words.is_some() { (command.who, command.until) } else { (None, None) };
    let entry = DecisionEntry {
        decision: Decision { id, course: case.id(), meeting: meeting.id, outcome, who, until, done: None },
        day: meeting.day,
        issue,
        words,
        by: actor.user,
        recorded_at: case.now,
        undone_at: None,
    };
    let insert = decision::insert(&case.scope, &case.key, &entry, &mut ctx.randomness())?;
    request.save(ctx, unit(&case).and(insert), id).await
}

/// The words, trimmed, once all is as it may be.
async fn checked(
    ctx: &Context,
    case: &Case,
    command: &Decide,
) -> Result<(Option<String>, Option<String>), Error> {
    let mut faults = Vec::new();
    let mut read = |field, text: &str| {
        free_text(field, text, NOTE_MAX).unwrap_or_else(|fault| {
            faults.push(fault);
            None
        })
    };
    let (issue, decided) = (read("issue", &command.issue), read("words", &command.words));
    if command.until.is_some_and(|until| until < command.day) {
        faults.push(Refusal::of("until", RefusalCode::DateOrder).with("after", command.day));
    }
    if let Some(who) = command.who {
        faults.extend(assignment::carrier(ctx, case.scope.organisation(), ("who", who)).await?.err());
    }
    if faults.is_empty() { Ok((issue, decided)) } else { Err(faults.into()) }
}

/// Takes back what was written down of a course, and gives what it said: within a day, by whoever wrote it.
///
/// # Errors
/// `notfound` for what is not there or somebody else's, `toolate` after a day or once it was taken back or done.
pub async fn take_back(ctx: &Context, actor: &Actor, command: TakeBack) -> Result<DecisionEntry, Error> {
    let scope = authorise(actor, Action::OverseeTeam)?;
    let case = Case::running(ctx, actor, command.course).await?;
    let entry = found(&case, command.decision)
        .filter(|entry| entry.by == scope.actor() && entry.day == command.day)
        .ok_or_else(Error::not_found)?;
    let late = entry.recorded_at < case.now.saturating_sub(TAKE_BACK);
    if late || entry.undone_at.is_some() || entry.decision.done.is_some() {
        return Err(Refusal::new(RefusalCode::TooLate).into());
    }
    let back = decision::take_back(&case.scope, case.id(), command.decision, case.now);
    ctx.store.write(unit(&case).and(back)).await?;
    Ok(entry)
}

/// Notes that what was decided was done, or that it is open after all: by the one it was given to, by those who work on the
/// course, and by whoever oversees the team.
///
/// # Errors
/// `notfound`, `closed`, `unknown` for what is no duty of anybody.
pub async fn settle(ctx: &Context, actor: &Actor, command: Settle, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "meeting.settle", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::within(ctx, authorise(actor, Action::OwnDecisions)?, command.course).await?;
    let entry = found(&case, command.decision).filter(|entry| entry.undone_at.is_none());
    let entry = entry.ok_or_else(Error::not_found)?;
    let tied = purpose_of(&case.scope, &case.record, case.today) != Purpose::Oversight;
    if entry.decision.who != Some(actor.user) && !tied && !may(actor, Action::OverseeTeam) {
        return Err(Error::not_found());
    }
    if !case.course().is_open() {
        return Err(Refusal::new(RefusalCode::CourseClosed).into());
    }
    if entry.decision.outcome != Outcome::Decided {
        return Err(Error::of("decision", RefusalCode::Unknown));
    }
    let done = command.done.then_some(case.today);
    let noted = decision::set_done(&case.scope, case.id(), command.decision, done);
    request.save(ctx, unit(&case).and(noted), ()).await
}

fn found(case: &Case, id: DecisionId) -> Option<DecisionEntry> {
    case.record.decisions.iter().find(|entry| entry.decision.id == id).cloned()
}

fn unit(case: &Case) -> Unit {
    let purpose = Purpose::Meeting.code();
    Unit::new(event(&case.scope, (Act::ChangedDecision, case.id()), purpose, case.now))
}
