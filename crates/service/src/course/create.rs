//! A course with its measurements, written at once: for machines that bring a whole course, in one transaction and
//! without reading anything first.

use domain::Date;
use domain::assignment::AssignmentRole;
use domain::course::{Course, Stage};
use domain::id::{CitizenId, CourseId, ResponseId, UserId};
use domain::instrument::InstrumentId;
use domain::policy::{Action, Actor, authorise};
use domain::programme::{ProgrammeId, Track};
use domain::refusal::{Refusal, RefusalCode};
use domain::response::{Answers, Informer, Mode};
use domain::words::{Alias, NOTE_MAX, free_text};
use store::StoreError;
use store::record::course::NewCourse;
use store::record::{Derived, assignment, response};

use crate::context::Context;
use crate::course::alias;
use crate::course::start::{Started, begin_unit, tie};
use crate::error::Error;
use crate::response::decide;
use crate::sent::{Request, Sent};

/// Responses that one request may bring.
pub const RESPONSES_MAX: usize = 200;
/// Tries to find a code that is free.
const TRIES: usize = 12;

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
    let scope = authorise(actor, Action::WriteCourses)?;
    let worker = command.worker.unwrap_or(actor.user);
    let (mut new, responses) = decide_all(ctx, actor, &command).await?;
    for tries in 0..TRIES {
        new.course.code = alias::code(ctx, alias::code_length(tries))?;
        let (mut unit, _) = begin_unit(ctx, &scope, &new, true)?;
        unit.push(assignment::insert(&scope, &tie(ctx, &new.course, worker, AssignmentRole::Worker)?));
        let of_course = (new.course.id, responses.as_slice());
        unit = unit.and_all(response::insert_all(&scope, of_course, Some(actor.user), ctx.now()));
        let request = Request::new(ctx, actor, "course.create", &command, sent.clone())?;
        let answer = Started { course: new.course.id, code: new.course.code.clone() };
        match request.save(ctx, unit, answer).await {
            // The code is another course's: a new one.
            Err(Error::Store(StoreError::Duplicate)) => {}
            done => return done,
        }
    }
    Err(Error::of("code", RefusalCode::Duplicate))
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
    let today = ctx.today();
    let mut faults: Vec<Refusal> = Vec::new();
    let staff = ctx.store.staff(actor.organisation, ctx.now()).await?;
    let worker = command.worker.unwrap_or(actor.user);
    if !staff.iter().any(|user| user.id == worker && user.active) {
        faults.push(Refusal::of("worker", RefusalCode::Unknown));
    }
    if command.first_contact > today {
        faults.push(Refusal::of("first_contact", RefusalCode::DateInFuture));
    }
    if command.start.is_some_and(|start| start < command.first_contact) {
        let after = command.first_contact;
        faults.push(Refusal::of("start", RefusalCode::DateOrder).with("after", after));
    }
    if command.responses.len() > RESPONSES_MAX {
        faults.push(
            Refusal::of("responses", RefusalCode::OutOfRange).with("min", 0).with("max", RESPONSES_MAX),
        );
    }
    let alias = match &command.alias {
        Some(alias) => Alias::parse(alias).map(|alias| alias.as_str().to_owned()),
        None => Ok(alias::suggest(ctx, &[])?),
    };
    let alias = alias.map_err(|fault| faults.push(fault)).unwrap_or_default();
    let safe = free_text("safe_contact", command.safe_contact.as_deref().unwrap_or_default(), NOTE_MAX);
    let safe_contact = safe.map_err(|fault| faults.push(fault)).ok().flatten();
    let id = CourseId::new(ctx.uuid()?);
    let mut responses = Vec::with_capacity(command.responses.len());
    match ctx.content.programme(&command.programme) {
        None => faults.push(Refusal::of("programme", RefusalCode::Unknown)),
        Some(programme) => {
            for (number, new) in command.responses.iter().take(RESPONSES_MAX).enumerate() {
                let response = ResponseId::new(ctx.uuid()?);
                match decide(ctx, programme, (id, response), new, today) {
                    Ok(response) => responses.push(response),
                    // Which of them: its place in the request, from 0.
                    Err(more) => faults.extend(more.into_iter().map(|fault| fault.with("response", number))),
                }
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let course = Course {
        id,
        organisation: actor.organisation,
        citizen: CitizenId::new(ctx.uuid()?),
        programme: command.programme.clone(),
        track: command.track,
        code: String::new(),
        previous: None,
        first_contact: command.first_contact,
        stage: command.start.map_or(Stage::ContactMaking, |start| Stage::Running { start }),
        events: Vec::new(),
        safe_contact_confirmed: safe_contact.as_ref().map(|_| today),
        version: 1,
    };
    let answered = responses.iter().map(|r| (r.instrument.clone(), r.occasion.clone())).collect();
    let derived =
        Derived { worker: Some(worker), last_two_way: command.first_contact, plan_changed: None, answered };
    Ok((NewCourse { course, site: command.site.clone(), alias, safe_contact, derived }, responses))
}
