//! Recording a response, correcting it, taking it back. Scored by the domain; an answer that is no number stays what
//! it is.

use domain::Date;
use domain::audit::Act;
use domain::id::{CourseId, ResponseId};
use domain::policy::Actor;
use domain::programme::Programme;
use domain::refusal::{Refusal, RefusalCode};
use domain::response::{Answers, Informer, Mode, Response, check as check_answers, to_text};
use domain::scoring;
use store::record::{ResponseEntry, course, response};
use store::{CourseRecord, Statement};

use crate::case::{Case, differs};
use crate::context::Context;
use crate::course::NewResponse;
use crate::error::{Error, FieldConflict};
use crate::response::draft_name;
use crate::sent::{Request, Sent};

/// A form is filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordResponse {
    /// The course.
    pub course: CourseId,
    /// What was answered.
    pub new: NewResponse,
}

/// A response is corrected.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeResponse {
    /// The course.
    pub course: CourseId,
    /// Which response.
    pub response: ResponseId,
    /// The version it was read at.
    pub version: i64,
    /// Occasion.
    pub occasion: String,
    /// Day.
    pub date: Date,
    /// How.
    pub mode: Mode,
    /// By whom.
    pub informer: Informer,
    /// Answers.
    pub answers: Answers,
}

/// A response is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoResponse {
    /// The course.
    pub course: CourseId,
    /// Which response.
    pub response: ResponseId,
}

/// Records a response. A closed course takes responses too: its closing form, its follow-ups.
///
/// # Errors
/// `notfound`; every fault of what was sent: `unknown` instrument, occasion or item, `range`, `future`.
pub async fn record(
    ctx: &Context,
    actor: &Actor,
    command: RecordResponse,
    sent: Sent,
) -> Result<ResponseId, Error> {
    let request = Request::new(ctx, actor, "response.record", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::open(ctx, actor, command.course).await?;
    let id = ResponseId::new(ctx.uuid()?);
    let response = decide(ctx, case.programme(ctx)?, (case.id(), id), &command.new, case.today)?;
    let noted =
        course::answered(&case.scope, case.id(), (&response.instrument, &response.occasion), case.now);
    // Answers kept one at a time have become this response.
    let kept = draft_name(case.id(), &response.instrument, &response.occasion);
    let cleared = store::draft::remove(actor.organisation, actor.user, kept);
    let insert = response::insert(&case.scope, &response, Some(actor.user), case.now);
    request.save(ctx, case.unit(Act::RecordedResponse, [insert, noted, cleared]), id).await
}

/// Finds what [`record`] would refuse, and writes nothing.
///
/// # Errors
/// Those of [`record`].
pub async fn check(ctx: &Context, actor: &Actor, command: &RecordResponse) -> Result<(), Error> {
    let case = Case::open(ctx, actor, command.course).await?;
    let ids = (case.id(), ResponseId::new(ctx.uuid()?));
    Ok(decide(ctx, case.programme(ctx)?, ids, &command.new, case.today).map(|_| ())?)
}

/// Corrects a response.
///
/// # Errors
/// `notfound`, `unknown`, the faults of [`record`], and a conflict with both versions when somebody else corrected it
/// meanwhile.
pub async fn change(ctx: &Context, actor: &Actor, command: ChangeResponse, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "response.change", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::open(ctx, actor, command.course).await?;
    let before = entry(&case.record, command.response)?;
    let new = NewResponse {
        instrument: before.response.instrument.clone(),
        occasion: command.occasion,
        date: command.date,
        mode: command.mode,
        informer: command.informer,
        answers: command.answers,
    };
    let ids = (case.id(), command.response);
    let response = decide(ctx, case.programme(ctx)?, ids, &new, case.today)?;
    if before.version != command.version {
        let fields = differing(&response, before);
        return Err(case.conflict(ctx, Act::RecordedResponse, before.version, fields).await?);
    }
    let update = response::update(&case.scope, &response, command.version);
    let mut after = CourseRecord::clone(&case.record);
    if let Some(entry) = after.responses.iter_mut().find(|entry| entry.response.id == command.response) {
        entry.response = response;
    }
    request.save(ctx, case.unit(Act::RecordedResponse, [update, derived(&case, &after)]), ()).await
}

/// Takes a response back; it stays readable as taken back.
///
/// # Errors
/// `notfound`, `unknown`.
pub async fn undo(ctx: &Context, actor: &Actor, command: UndoResponse, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "response.undo", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::open(ctx, actor, command.course).await?;
    entry(&case.record, command.response)?;
    let undone = response::undo(&case.scope, case.id(), command.response, case.now);
    let mut after = CourseRecord::clone(&case.record);
    if let Some(entry) = after.responses.iter_mut().find(|entry| entry.response.id == command.response) {
        entry.undone_at = Some(case.now);
    }
    request.save(ctx, case.unit(Act::RecordedResponse, [undone, derived(&case, &after)]), ()).await
}

/// The response that was sent, scored; or every fault.
pub(crate) fn decide(
    ctx: &Context,
    programme: &Programme,
    (course, id): (CourseId, ResponseId),
    new: &NewResponse,
    today: Date,
) -> Result<Response, Vec<Refusal>> {
    let mut faults = Vec::new();
    if programme.occasion(&new.occasion).is_none() {
        faults.push(Refusal::of("occasion", RefusalCode::Unknown));
    }
    if new.date > today {
        faults.push(Refusal::of("date", RefusalCode::DateInFuture));
    }
    let Some(instrument) = ctx.content.instrument(&programme.id, &new.instrument) else {
        faults.push(Refusal::of("instrument", RefusalCode::Unknown));
        return Err(faults);
    };
    if let Err(more) = check_answers(instrument, &new.answers) {
        faults.extend(more);
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Response {
        id,
        course,
        instrument: new.instrument.clone(),
        version: instrument.version.clone(),
        occasion: new.occasion.clone(),
        date: new.date,
        mode: new.mode,
        informer: new.informer,
        score: scoring::score(instrument, &new.answers),
        answers: new.answers.clone(),
    })
}

fn entry(record: &CourseRecord, id: ResponseId) -> Result<&ResponseEntry, Error> {
    record
        .responses
        .iter()
        .find(|entry| entry.response.id == id && entry.undone_at.is_none())
        .ok_or_else(|| Error::of("response", RefusalCode::Unknown))
}

/// The statement that writes what follows from the responses as they are then.
fn derived(case: &Case, after: &CourseRecord) -> Statement {
    let mut derived = case.record.row.derived.clone();
    derived.answered = after.derive(case.today).answered;
    course::update(&case.scope, case.course(), &derived, case.now)
}

/// The fields in which what was to be written differs from what stands there.
fn differing(yours: &Response, theirs: &ResponseEntry) -> Vec<FieldConflict> {
    let mut fields = Vec::new();
    let (a, b) = (yours, &theirs.response);
    let mut compare =
        |field, yours: String, theirs: String| differs(&mut fields, field, Some(yours), Some(theirs));
    compare("occasion", a.occasion.clone(), b.occasion.clone());
    compare("date", a.date.to_string(), b.date.to_string());
    compare("mode", a.mode.code().to_owned(), b.mode.code().to_owned());
    compare("informer", a.informer.code().to_owned(), b.informer.code().to_owned());
    compare("answers", to_text(&a.answers), to_text(&b.answers));
    fields
}
