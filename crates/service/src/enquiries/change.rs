//! What is written of an enquiry: recorded, answered, settled, corrected. What is at fault is told all at once; two who
//! change the same see both versions.

use domain::Date;
use domain::audit::{Act, AuditEvent, SubjectKind};
use domain::enquiry::{Door, Enquiry, EnquiryOutcome, TargetGroup};
use domain::id::{EnquiryId, UserId};
use domain::policy::{Action, Actor, Scope, authorise};
use domain::refusal::{Refusal, RefusalCode};
use domain::words::{LINE_MAX, NOTE_MAX, free_text};
use store::record::{EnquiryEntry, enquiry};
use store::{CourseKey, StoreError, Unit};

use super::earlier;
use crate::assignment::carrier;
use crate::context::Context;
use crate::error::{Conflict, Error, FieldConflict};
use crate::sent::{Request, Sent};

/// A new enquiry. Nothing but the door and the day is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordEnquiry {
    /// Which way it came.
    pub door: Door,
    /// Day it was asked.
    pub asked: Date,
    /// What was said, in words.
    pub said: String,
    /// Who looks after it.
    pub owner: Option<UserId>,
    /// Day a first meeting was offered.
    pub offered: Option<Date>,
    /// Day of the first meeting.
    pub met: Option<Date>,
    /// Whether it is within the target group, if said.
    pub target_group: Option<TargetGroup>,
}

/// A change of an enquiry: what is `None` stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeEnquiry {
    /// Which.
    pub id: EnquiryId,
    /// The version it was read at.
    pub version: i64,
    /// Who looks after it.
    pub owner: Option<UserId>,
    /// Day a first meeting was offered.
    pub offered: Option<Date>,
    /// Day of the first meeting.
    pub met: Option<Date>,
    /// What was said, in words.
    pub said: Option<String>,
    /// Whether it is within the target group.
    pub target_group: Option<TargetGroup>,
    /// What came of it.
    pub outcome: Option<EnquiryOutcome>,
    /// Why, in words.
    pub reason: Option<String>,
}

/// Records an enquiry.
///
/// # Errors
/// `notfound`, or every fault: `future` and `order` of the dates, `toolong` and `cpr` of the words, `unknown` owner.
pub async fn record(
    ctx: &Context,
    actor: &Actor,
    command: RecordEnquiry,
    sent: Sent,
) -> Result<EnquiryId, Error> {
    let request = Request::new(ctx, actor, "enquiry.record", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let (scope, entry) = decided(ctx, actor, &command).await?;
    let id = entry.enquiry.id;
    let unit = Unit::new(event(ctx, &scope, id));
    let (key, wrap) = new_key(ctx, &scope, id)?;
    let row = enquiry::insert(&scope, &key, &entry, &mut ctx.randomness())?;
    request.save(ctx, unit.and(wrap).and(row), id).await
}

/// Finds what [`record`] would refuse, and writes nothing.
///
/// # Errors
/// Those of [`record`].
pub async fn check(ctx: &Context, actor: &Actor, command: &RecordEnquiry) -> Result<(), Error> {
    decided(ctx, actor, command).await.map(|_| ())
}

/// What is to be written, or every fault.
async fn decided(
    ctx: &Context,
    actor: &Actor,
    command: &RecordEnquiry,
) -> Result<(Scope, EnquiryEntry), Error> {
    let scope = authorise(actor, Action::Enquiries)?;
    let mut faults = Vec::new();
    let said = words("said", &command.said, NOTE_MAX, &mut faults);
    let enquiry = Enquiry {
        id: ctx.id()?,
        door: command.door,
        asked: command.asked,
        offered: command.offered,
        met: command.met,
        target_group: command.target_group,
        outcome: None,
        settled: None,
        course: None,
        owner: command.owner,
    };
    faults.extend(enquiry.date_faults(ctx.today()));
    faults.extend(owner_fault(ctx, &scope, (None, enquiry.owner)).await?);
    if !faults.is_empty() {
        return Err(faults.into());
    }
    Ok((scope, EnquiryEntry { enquiry, said, reason: None, recorded_at: ctx.now(), version: 1 }))
}

/// The key of a new enquiry, and the statement that stores it wrapped.
fn new_key(ctx: &Context, scope: &Scope, id: EnquiryId) -> Result<(CourseKey, store::Statement), Error> {
    let subject = ("enquiry", id.uuid());
    Ok(ctx.store.new_key(scope.organisation(), subject, ctx.now(), &mut ctx.randomness())?)
}

/// Answers, settles or corrects an enquiry. A date that is set is not set again.
///
/// # Errors
/// `notfound`; `duplicate` for a date that is set already and would become another; every other fault as in
/// [`record`]; [`Error::Conflict`] with both versions of the words when somebody else changed it meanwhile.
pub async fn change(ctx: &Context, actor: &Actor, command: ChangeEnquiry, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "enquiry.change", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let (scope, before, after) = decided_change(ctx, actor, &command).await?;
    let id = command.id;
    if before.version != command.version {
        let fields = differing(&before, &after);
        // Two who came to the same have no conflict.
        if !fields.is_empty() {
            return Err(conflict(ctx, &scope, &before, fields).await?);
        }
    }
    let key = ctx.store.key(scope.organisation(), id.uuid()).await?.ok_or(StoreError::Locked)?;
    let row = enquiry::update(&scope, &key, &after, &mut ctx.randomness())?;
    let earlier = earlier::kept(ctx, (&scope, &key), (&before, &after), None)?;
    request.save(ctx, Unit::new(event(ctx, &scope, id)).and(row).and_all(earlier), ()).await
}

/// Finds what [`change`] would refuse, and writes nothing; a conflict is none of it.
///
/// # Errors
/// Those of [`change`], but for the conflict.
pub async fn check_change(ctx: &Context, actor: &Actor, command: &ChangeEnquiry) -> Result<(), Error> {
    decided_change(ctx, actor, command).await.map(|_| ())
}

/// What stands there and what is to be written, or every fault.
async fn decided_change(
    ctx: &Context,
    actor: &Actor,
    command: &ChangeEnquiry,
) -> Result<(Scope, EnquiryEntry, EnquiryEntry), Error> {
    let scope = authorise(actor, Action::Enquiries)?;
    let before = ctx.store.enquiry(&scope, command.id).await?.ok_or_else(Error::not_found)?;
    let mut faults = Vec::new();
    let after = changed(ctx, &before, command, &mut faults);
    faults.extend(after.enquiry.date_faults(ctx.today()));
    faults.extend(owner_fault(ctx, &scope, (before.enquiry.owner, after.enquiry.owner)).await?);
    if faults.is_empty() { Ok((scope, before, after)) } else { Err(faults.into()) }
}

fn changed(
    ctx: &Context,
    before: &EnquiryEntry,
    command: &ChangeEnquiry,
    faults: &mut Vec<Refusal>,
) -> EnquiryEntry {
    let mut after = before.clone();
    let enquiry = &mut after.enquiry;
    enquiry.owner = command.owner.or(enquiry.owner);
    enquiry.target_group = command.target_group.or(enquiry.target_group);
    for (field, old, new) in
        [("offered", &mut enquiry.offered, command.offered), ("met", &mut enquiry.met, command.met)]
    {
        match (*old, new) {
            (None, new) => *old = new,
            (Some(set), Some(new)) if set != new => faults.push(Refusal::of(field, RefusalCode::Duplicate)),
            _ => {}
        }
    }
    if let Some(outcome) = command.outcome {
        // A course is begun from it where courses begin; here it can only be let go.
        if outcome == EnquiryOutcome::Course && enquiry.course.is_none() {
            faults.push(Refusal::of("outcome", RefusalCode::NotAllowed));
        }
        enquiry.outcome = Some(outcome);
        let settles = outcome != EnquiryOutcome::Waiting;
        enquiry.settled = enquiry.settled.or_else(|| settles.then(|| ctx.today()));
    }
    if let Some(said) = &command.said {
        after.said = words("said", said, NOTE_MAX, faults);
    }
    if let Some(reason) = &command.reason {
        after.reason = words("reason", reason, LINE_MAX, faults);
    }
    after
}

/// The fields in which what was to be written differs from what stands there.
fn differing(theirs: &EnquiryEntry, yours: &EnquiryEntry) -> Vec<FieldConflict> {
    let mut fields = Vec::new();
    let mut compare = |field, yours, theirs| crate::case::differs(&mut fields, field, yours, theirs);
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let outcome = |entry: &EnquiryEntry| entry.enquiry.outcome.map(|outcome| outcome.code().to_owned());
    let owner = |entry: &EnquiryEntry| entry.enquiry.owner.map(|owner| owner.to_string());
    compare("offered", day(yours.enquiry.offered), day(theirs.enquiry.offered));
    compare("met", day(yours.enquiry.met), day(theirs.enquiry.met));
    let group = |entry: &EnquiryEntry| entry.enquiry.target_group.map(|group| group.code().to_owned());
    compare("target_group", group(yours), group(theirs));
    compare("said", yours.said.clone(), theirs.said.clone());
    compare("outcome", outcome(yours), outcome(theirs));
    compare("reason", yours.reason.clone(), theirs.reason.clone());
    compare("owner", owner(yours), owner(theirs));
    fields
}

/// Both versions, with who was first and when.
pub(super) async fn conflict(
    ctx: &Context,
    scope: &Scope,
    before: &EnquiryEntry,
    fields: Vec<FieldConflict>,
) -> Result<Error, Error> {
    let subject = Some(before.enquiry.id.uuid());
    let events = ctx.store.audit_page(scope.organisation(), subject, None, 1).await?;
    let last = events.first();
    Ok(Error::Conflict(Box::new(Conflict {
        fields,
        by: last.and_then(|event| event.actor).map(UserId::new),
        at: last.map(|event| event.at),
        version: before.version,
    })))
}

fn words(field: &'static str, text: &str, max: usize, faults: &mut Vec<Refusal>) -> Option<String> {
    free_text(field, text, max).unwrap_or_else(|fault| {
        faults.push(fault);
        None
    })
}

/// Refuses to give an enquiry to somebody who can carry nothing; who owns it already stays, whatever became of her.
async fn owner_fault(
    ctx: &Context,
    scope: &Scope,
    (before, after): (Option<UserId>, Option<UserId>),
) -> Result<Option<Refusal>, Error> {
    match after.filter(|_| before != after) {
        Some(owner) => Ok(carrier(ctx, scope.organisation(), ("owner", owner)).await?.err()),
        None => Ok(None),
    }
}

pub(super) fn event(ctx: &Context, scope: &Scope, id: EnquiryId) -> AuditEvent {
    AuditEvent {
        organisation: scope.organisation(),
        actor: Some(scope.actor()),
        act: Act::ChangedEnquiry,
        subject_kind: SubjectKind::Enquiry,
        subject: id.uuid(),
        at: ctx.now(),
        purpose: "enquiry",
    }
}
