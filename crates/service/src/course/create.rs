//! A course with its measurements, written at once: for machines that bring a whole course, in one transaction and
//! without reading anything first.

use domain::Date;
use domain::assignment::AssignmentRole;
use domain::id::{CourseId, ResponseId, UserId};
use domain::instrument::InstrumentId;
use domain::policy::{Action, Actor, authorise};
use domain::programme::{ProgrammeId, Track};
use domain::refusal::{Refusal, RefusalCode};
use domain::response::{Answers, Informer, Mode};
use store::record::course::NewCourse;
use store::record::{assignment, response};

use crate::context::Context;
use crate::course::new::{Asked, new_course, programme, written};
use crate::course::start::{Started, begin_unit, tie};
use crate::error::Error;
use crate::response::decide;
use crate::sent::{Request, Sent};

/// Responses that one request may bring.
pub const RESPONSES_MAX: usize = 200;

/// A course with its measurements.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateCourse {
    /// Programme.
    pub programme: ProgrammeId,
    /// Track; never changed afterwards.
    pub track: Track,
    /// Key of the site, or empty.
    pub site: String,
    /// What the citizen is called here; one is suggested when none is given.
    pub alias: Option<String>,
    /// Day of the first contact.
    pub first_contact: Date,
    /// First day of phase 1, when it has begun.
    pub start: Option<Date>,
    /// Its fixed worker; the sender when none is given.
    pub worker: Option<UserId>,
    /// How the citizen may be contacted safely.
    pub safe_contact: Option<String>,
    /// What was measured.
    pub responses: Vec<NewResponse>,
}

/// A filled-in instrument to record.
#[derive(Debug, Clone, PartialEq)]
pub struct NewResponse {
    /// Instrument.
    pub instrument: InstrumentId,
    /// Occasion of the programme.
    pub occasion: String,
    /// Day it was answered.
    pub date: Date,
    /// How.
    pub mode: Mode,
    /// By whom.
    pub informer: Informer,
    /// Answers by item.
    pub answers: Answers,
}

/// Writes a course with its measurements; one act, one event: that it was begun by this sender.
///
/// # Errors
/// Every fault of what was sent: `unknown` programme, worker, instrument, occasion or item, `range`, `future`,
/// `order`, and of words `empty`, `toolong`, `cpr`.
pub async fn create_with_responses(
    ctx: &Context,
    actor: &Actor,
    command: CreateCourse,
    sent: Sent,
) -> Result<Started, Error> {
    let request = || Request::new(ctx, actor, "course.create", &command, sent.clone());
    if let Some(answer) = request()?.answered(ctx).await? {
        return Ok(answer);
    }
    let scope = authorise(actor, Action::WriteCourses)?;
    let worker = command.worker.unwrap_or(actor.user);
    let (new, responses) = decide_all(ctx, actor, &command).await?;
    let unit = |new: &NewCourse| {
        let mut unit = begin_unit(ctx, &scope, new, true)?;
        unit.push(assignment::insert(&scope, &tie(ctx, &new.course, worker, AssignmentRole::Worker)?));
        let of_course = (new.course.id, responses.as_slice());
        Ok(unit.and_all(response::insert_all(&scope, of_course, Some(actor.user), ctx.now())))
    };
    written(ctx, new, request, unit).await
}

/// Finds what [`create_with_responses`] would refuse, and writes nothing.
///
/// # Errors
/// Those of [`create_with_responses`].
pub async fn check_create(ctx: &Context, actor: &Actor, command: &CreateCourse) -> Result<(), Error> {
    authorise(actor, Action::WriteCourses)?;
    decide_all(ctx, actor, command).await.map(|_| ())
}

/// The course and its responses, or every fault.
async fn decide_all(
    ctx: &Context,
    actor: &Actor,
    command: &CreateCourse,
) -> Result<(NewCourse, Vec<domain::response::Response>), Error> {
    let mut faults: Vec<Refusal> = Vec::new();
    let asked = Asked {
        programme: &command.programme,
        track: command.track,
        site: &command.site,
        alias: command.alias.as_deref(),
        first_contact: command.first_contact,
        start: command.start,
        worker: command.worker.unwrap_or(actor.user),
        deputy: None,
        safe_contact: command.safe_contact.as_deref().unwrap_or_default(),
        previous: None,
    };
    let new = new_course(ctx, actor, &asked, &mut faults).await?;
    if command.responses.len() > RESPONSES_MAX {
        faults.push(
            Refusal::of("responses", RefusalCode::OutOfRange).with("min", 0).with("max", RESPONSES_MAX),
        );
    }
    let id = new.as_ref().map_or_else(|| ctx.uuid().map(CourseId::new), |new| Ok(new.course.id))?;
    let mut responses = Vec::with_capacity(command.responses.len());
    for (number, new) in command.responses.iter().take(RESPONSES_MAX).enumerate() {
        let Some(programme) = programme(ctx, &command.programme) else { break };
        let response = ResponseId::new(ctx.uuid()?);
        match decide(ctx, programme, (id, response), new, ctx.today()) {
            Ok(response) => responses.push(response),
            // Which of them: its place in the request, from 0.
            Err(more) => faults.extend(more.into_iter().map(|fault| fault.with("response", number))),
        }
    }
    let (Some(mut new), true) = (new, faults.is_empty()) else { return Err(faults.into()) };
    new.derived.answered = responses.iter().map(|r| (r.instrument.clone(), r.occasion.clone())).collect();
    Ok((new, responses))
}
