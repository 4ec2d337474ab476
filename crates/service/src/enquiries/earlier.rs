//! What was set of an enquiry and is set otherwise now. A door or a date that was written wrongly is corrected with a
//! reason; whatever is changed, what stood there before can be seen with who changed it and when.

use domain::Date;
use domain::enquiry::{Door, Enquiry, EnquiryField, overwritten};
use domain::id::EnquiryId;
use domain::policy::{Action, Actor, Scope, authorise};
use domain::refusal::{Refusal, RefusalCode};
use domain::words::reason;
use jiff::civil::DateTime;
use store::record::enquiry_earlier::{self, Earlier};
use store::record::{EnquiryEntry, enquiry};
use store::user::UserRow;
use store::{CourseKey, Statement, StoreError, Unit};

use super::change;
use crate::context::Context;
use crate::error::{Error, FieldConflict};
use crate::sent::{Request, Sent};

/// What was set once is set right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectEnquiry {
    /// Which.
    pub id: EnquiryId,
    /// The version it was read at.
    pub version: i64,
    /// Which way it came.
    pub door: Door,
    /// Day it was asked: not after the day on which it was written down, so that a correction never makes the waiting
    /// begin anew.
    pub asked: Date,
    /// Day a first meeting was offered; `None`: none was.
    pub offered: Option<Date>,
    /// Day of the first meeting; `None`: there was none.
    pub met: Option<Date>,
    /// Why, so that others understand it.
    pub why: String,
}

/// What stood in an enquiry before a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierView {
    /// Which of its fields.
    pub field: EnquiryField,
    /// What stood there: a code, an id or an ISO date, or words.
    pub value: String,
    /// Why it was corrected, where that was said.
    pub why: Option<String>,
    /// Who changed it, by name; empty where nobody of that id is known.
    pub by: String,
    /// When, date and clock in Denmark.
    pub at: DateTime,
}

/// Corrects what was set once.
///
/// # Errors
/// `notfound`; `reason` without one, and of it `toolong`, `cpr`; of the dates `future` and `order`, for `asked` also
/// `written` after the day on which it was written down; [`Error::Conflict`] with both versions when somebody else changed it meanwhile.
pub async fn correct(ctx: &Context, actor: &Actor, command: CorrectEnquiry, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "enquiry.correct", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let scope = authorise(actor, Action::Enquiries)?;
    let before = ctx.store.enquiry(&scope, command.id).await?.ok_or_else(Error::not_found)?;
    let (after, why) = decided(ctx, &before, &command)?;
    if before.version != command.version {
        let fields = differing(&before.enquiry, &after.enquiry);
        if !fields.is_empty() {
            return Err(change::conflict(ctx, &scope, &before, fields).await?);
        }
    }
    let id = command.id;
    let key = ctx.store.key(scope.organisation(), id.uuid()).await?.ok_or(StoreError::Locked)?;
    let row = enquiry::update(&scope, &key, &after, &mut ctx.randomness())?;
    let kept = kept(ctx, (&scope, &key), (&before, &after), Some(&why))?;
    let unit = Unit::new(change::event(ctx, &scope, id)).and(row).and_all(kept);
    request.save(ctx, unit, ()).await
}

/// What is to be written and why, or every fault.
fn decided(
    ctx: &Context,
    before: &EnquiryEntry,
    command: &CorrectEnquiry,
) -> Result<(EnquiryEntry, String), Error> {
    let mut faults = Vec::new();
    let mut after = before.clone();
    let enquiry = &mut after.enquiry;
    (enquiry.door, enquiry.asked) = (command.door, command.asked);
    (enquiry.offered, enquiry.met) = (command.offered, command.met);
    let why = reason("why", &command.why).map_err(|fault| faults.push(fault)).ok();
    faults.extend(after.enquiry.date_faults(ctx.today()));
    let written = ctx.local_of(before.recorded_at).date();
    if command.asked > written && command.asked <= ctx.today() {
        faults.push(Refusal::of("asked", RefusalCode::DateAfterWritten).with("max", written));
    }
    match why {
        Some(why) if faults.is_empty() => Ok((after, why)),
        _ => Err(faults.into()),
    }
}

/// The fields in which what was to be written differs from what stands there.
fn differing(theirs: &Enquiry, yours: &Enquiry) -> Vec<FieldConflict> {
    let mut fields = Vec::new();
    let mut compare = |field, yours, theirs| crate::case::differs(&mut fields, field, yours, theirs);
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    compare("door", Some(yours.door.code().to_owned()), Some(theirs.door.code().to_owned()));
    compare("asked", day(Some(yours.asked)), day(Some(theirs.asked)));
    compare("offered", day(yours.offered), day(theirs.offered));
    compare("met", day(yours.met), day(theirs.met));
    fields
}

/// The statements that keep what stood before a change.
pub(super) fn kept(
    ctx: &Context,
    (scope, key): (&Scope, &CourseKey),
    (before, after): (&EnquiryEntry, &EnquiryEntry),
    why: Option<&str>,
) -> Result<Vec<Statement>, Error> {
    let mut stood = overwritten(&before.enquiry, &after.enquiry);
    for (field, was, is) in [
        (EnquiryField::Said, &before.said, &after.said),
        (EnquiryField::Reason, &before.reason, &after.reason),
    ] {
        stood.extend(was.as_ref().filter(|_| was != is).map(|was| (field, was.clone())));
    }
    let mut statements = Vec::with_capacity(stood.len());
    for (field, value) in stood {
        let earlier = Earlier {
            id: ctx.uuid()?,
            enquiry: before.enquiry.id,
            field,
            value,
            why: why.map(str::to_owned),
            by: scope.actor(),
            at: ctx.now(),
        };
        statements.push(enquiry_earlier::insert(scope, key, &earlier, &mut ctx.randomness())?);
    }
    Ok(statements)
}

/// What stood in an enquiry, the latest change first, with names.
pub(super) async fn seen(
    ctx: &Context,
    scope: &Scope,
    (id, users): (EnquiryId, &[UserRow]),
) -> Result<Vec<EarlierView>, Error> {
    let name = |id| users.iter().find(|user| user.id == id).map(|user| user.name.clone()).unwrap_or_default();
    let earlier = ctx.store.enquiry_earlier(scope, id).await?;
    let shown = earlier.into_iter().map(|one| {
        let value = match one.field {
            EnquiryField::Owner => one.value.parse().ok().map(name).unwrap_or_default(),
            _ => one.value,
        };
        let (by, at) = (name(one.by), ctx.local_of(one.at));
        EarlierView { field: one.field, value, why: one.why, by, at }
    });
    Ok(shown.collect())
}
