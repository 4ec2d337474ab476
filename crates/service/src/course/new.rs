//! What every new course has in common, whether a person starts it or a machine brings it whole: what is refused, and
//! the code under which it is written.

use domain::Date;
use domain::course::{Course, Stage};
use domain::id::{CitizenId, CourseId, UserId};
use domain::policy::Actor;
use domain::programme::{Programme, ProgrammeId, Track};
use domain::refusal::{Refusal, RefusalCode};
use domain::words::{Alias, NOTE_MAX, free_text};
use store::record::Derived;
use store::record::course::NewCourse;
use store::{StoreError, Unit};

use crate::assignment::carrier;
use crate::context::Context;
use crate::course::alias;
use crate::course::start::Started;
use crate::error::Error;
use crate::sent::Request;

/// Tries to find a code that is free.
const TRIES: usize = 12;

/// What is asked of a new course.
pub(super) struct Asked<'a> {
    pub(super) programme: &'a ProgrammeId,
    pub(super) track: Track,
    pub(super) site: &'a str,
    /// One is suggested when none is given.
    pub(super) alias: Option<&'a str>,
    pub(super) first_contact: Date,
    pub(super) start: Option<Date>,
    pub(super) worker: UserId,
    pub(super) deputy: Option<UserId>,
    pub(super) safe_contact: &'a str,
    /// The earlier course of the same citizen, and who that is.
    pub(super) previous: Option<(CourseId, CitizenId)>,
}

/// The new course, still without its code; or `None`, with what is wrong added to the faults.
pub(super) async fn new_course(
    ctx: &Context,
    actor: &Actor,
    asked: &Asked<'_>,
    faults: &mut Vec<Refusal>,
) -> Result<Option<NewCourse>, Error> {
    let before = faults.len();
    if programme(ctx, asked.programme).is_none() {
        faults.push(Refusal::of("programme", RefusalCode::Unknown));
    }
    faults.extend(staffed(ctx, actor, asked).await?);
    let stage = Stage::at_first(asked.first_contact, asked.start, ctx.today());
    let stage = stage.map_err(|more| faults.extend(more)).ok();
    let alias = match asked.alias {
        Some(alias) => Alias::parse(alias).map(|alias| alias.as_str().to_owned()),
        None => Ok(alias::suggest(ctx, &[])?),
    };
    let alias = alias.map_err(|fault| faults.push(fault)).ok();
    let safe_contact = free_text("safe_contact", asked.safe_contact, NOTE_MAX);
    let safe_contact = safe_contact.map_err(|fault| faults.push(fault)).ok().flatten();
    let (Some(stage), Some(alias), true) = (stage, alias, faults.len() == before) else { return Ok(None) };
    let course = Course {
        id: CourseId::new(ctx.uuid()?),
        organisation: actor.organisation,
        citizen: asked.previous.map_or_else(|| ctx.uuid().map(CitizenId::new), |(_, citizen)| Ok(citizen))?,
        programme: asked.programme.clone(),
        track: asked.track,
        code: String::new(),
        previous: asked.previous.map(|(id, _)| id),
        first_contact: asked.first_contact,
        stage,
        events: Vec::new(),
        safe_contact_confirmed: safe_contact.as_ref().map(|_| ctx.today()),
        version: 1,
    };
    let derived = Derived {
        worker: Some(asked.worker),
        last_two_way: asked.first_contact,
        plan_changed: None,
        answered: Vec::new(),
    };
    Ok(Some(NewCourse { course, site: asked.site.to_owned(), alias, safe_contact, derived }))
}

/// The programme of this id, where courses still begin on it.
pub(super) fn programme<'a>(ctx: &'a Context, id: &ProgrammeId) -> Option<&'a Programme> {
    ctx.content.programme(id).map(AsRef::as_ref).filter(|programme| !programme.archived)
}

/// What is wrong with who is to work on it.
async fn staffed(ctx: &Context, actor: &Actor, asked: &Asked<'_>) -> Result<Vec<Refusal>, Error> {
    let mut faults = Vec::new();
    faults.extend(carrier(ctx, actor.organisation, ("worker", asked.worker)).await?.err());
    if let Some(deputy) = asked.deputy {
        let known = carrier(ctx, actor.organisation, ("deputy", deputy)).await?;
        let other = (deputy != asked.worker).then_some(()).ok_or(Refusal::of("deputy", RefusalCode::Unknown));
        faults.extend(known.and(other).err());
    }
    Ok(faults)
}

/// Writes a new course under a code that no other course has: where one is taken, another is tried.
pub(super) async fn written(
    ctx: &Context,
    mut new: NewCourse,
    request: impl Fn() -> Result<Request, Error>,
    unit: impl Fn(&NewCourse) -> Result<Unit, Error>,
) -> Result<Started, Error> {
    for tries in 0..TRIES {
        new.course.code = alias::code(ctx, alias::code_length(tries))?;
        let answer = Started { course: new.course.id, code: new.course.code.clone() };
        match request()?.save(ctx, unit(&new)?, answer).await {
            Err(Error::Store(StoreError::Duplicate)) => {}
            done => return done,
        }
    }
    Err(Error::of("code", RefusalCode::Duplicate))
}

#[cfg(test)]
mod tests;
