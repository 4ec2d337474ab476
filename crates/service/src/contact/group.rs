//! One contact with several citizens at once: an entry in each course, with what is common to all written once. All or
//! none, and taken back together.

use domain::audit::Act;
use domain::id::{ContactId, CourseId};
use domain::policy::Actor;
use domain::refusal::{Refusal, RefusalCode};

use super::RecordContact;
use super::record::{Recorded, agreed_for, decide_all, taken_back, written};
use crate::case::Case;
use crate::context::Context;
use crate::error::Error;
use crate::sent::{Answer, Request, Sent};

/// Courses in one group contact.
pub const GROUP_MAX: usize = 30;

/// A contact with several citizens: one entry each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordGroup {
    /// The entries; each of another course.
    pub contacts: Vec<RecordContact>,
}

/// A group contact is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoGroup {
    /// The entries.
    pub contacts: Vec<(CourseId, ContactId)>,
}

/// What was recorded: each course with its entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedGroup(pub Vec<(CourseId, ContactId)>);

impl Answer for RecordedGroup {
    fn text(&self) -> String {
        let pairs: Vec<String> =
            self.0.iter().map(|(course, contact)| format!("{course} {contact}")).collect();
        pairs.join(";")
    }
    fn parse(text: &str) -> Option<Self> {
        let pair = |text: &str| {
            let (course, contact) = text.split_once(' ')?;
            Some((course.parse().ok()?, contact.parse().ok()?))
        };
        text.split(';').map(pair).collect::<Option<Vec<_>>>().map(Self)
    }
}

/// Records a contact with several citizens, in one transaction: one entry and one audit event for each course.
///
/// # Errors
/// `notfound` for any course out of reach, `closed`, `empty`, `range` and `duplicate` of the courses; every fault of
/// [`super::record`] once, however many entries have it.
pub async fn record_group(
    ctx: &Context,
    actor: &Actor,
    command: RecordGroup,
    sent: Sent,
) -> Result<RecordedGroup, Error> {
    let request = Request::new(ctx, actor, "contact.record_group", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let courses: Vec<CourseId> = command.contacts.iter().map(|contact| contact.course).collect();
    several(&courses)?;
    let (mut unit, mut recorded, mut faults) = (None, Vec::new(), Vec::<Refusal>::new());
    for contact in &command.contacts {
        let case = Case::running(ctx, actor, contact.course).await?;
        let contact = settling(&case, contact);
        match decide_all(ctx, &case, actor, &contact) {
            Ok(decided) => {
                let (statements, Recorded { contact: id, .. }) = written(ctx, &case, decided)?;
                recorded.push((case.id(), id));
                unit = Some(case.unit(Act::RecordedContact, statements).joined_to(unit));
            }
            Err(Error::Refused(more)) => {
                for fault in more {
                    if !faults.contains(&fault) {
                        faults.push(fault);
                    }
                }
            }
            Err(other) => return Err(other),
        }
    }
    match unit {
        Some(unit) if faults.is_empty() => request.save(ctx, unit, RecordedGroup(recorded)).await,
        _ => Err(faults.into()),
    }
}

/// Takes a group contact back, all entries or none; they stay readable as taken back.
///
/// # Errors
/// `notfound`, `closed`, `unknown`; `empty`, `range` and `duplicate` of the entries.
pub async fn undo_group(ctx: &Context, actor: &Actor, command: UndoGroup, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "contact.undo_group", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let courses: Vec<CourseId> = command.contacts.iter().map(|(course, _)| *course).collect();
    several(&courses)?;
    let mut unit = None;
    for (course, contact) in &command.contacts {
        let case = Case::running(ctx, actor, *course).await?;
        let statements = taken_back(&case, *contact)?;
        unit = Some(case.unit(Act::ChangedContact, statements).joined_to(unit));
    }
    let unit = unit.ok_or_else(|| Error::of("courses", RefusalCode::Empty))?;
    request.save(ctx, unit, ()).await
}

/// The entry as what was agreed for that day, where exactly one meeting was.
fn settling(case: &Case, contact: &RecordContact) -> RecordContact {
    let only = || agreed_for(case, contact.facts.date);
    RecordContact { settles: contact.settles.or_else(only), ..contact.clone() }
}

/// Refuses none, too many, and one twice.
fn several(courses: &[CourseId]) -> Result<(), Error> {
    let mut known = courses.to_vec();
    known.sort_unstable();
    known.dedup();
    if courses.is_empty() {
        return Err(Error::of("courses", RefusalCode::Empty));
    }
    if courses.len() > GROUP_MAX {
        return Err(Refusal::of("courses", RefusalCode::OutOfRange)
            .with("min", 1)
            .with("max", GROUP_MAX)
            .into());
    }
    if known.len() < courses.len() {
        return Err(Error::of("courses", RefusalCode::Duplicate));
    }
    Ok(())
}
