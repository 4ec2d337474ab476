//! A programme as its owner described it, for reading: phases, areas, occasions with their instruments, limits, and
//! the terms of use of the instruments.

use domain::instrument::{Instrument, InstrumentId};
use domain::policy::{Action, Actor, authorise};
use domain::programme::{Programme, ProgrammeId};
use store::record::StageFilter;

use crate::content::InstrumentEntry;
use crate::context::Context;
use crate::error::Error;

/// A programme with what stands around it.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgrammeView {
    /// The description.
    pub programme: Programme,
    /// Its instruments in the order in which they first fall due.
    pub instruments: Vec<InstrumentEntry>,
    /// How many courses of it the reader may see, where she may see courses.
    pub courses: Option<ProgrammeCounts>,
}

/// Courses of a programme within the reader's reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProgrammeCounts {
    /// Contact-making.
    pub contact_making: u64,
    /// Running.
    pub running: u64,
    /// Closed.
    pub closed: u64,
}

/// All programmes, live ones first.
///
/// # Errors
/// `notfound` for those who may not read programmes.
pub async fn list(ctx: &Context, actor: &Actor) -> Result<Vec<ProgrammeView>, Error> {
    authorise(actor, Action::ReadProgrammes)?;
    let mut programmes: Vec<&Programme> = ctx.content.programmes().map(|programme| &**programme).collect();
    programmes.sort_by_key(|programme| programme.archived);
    let mut views = Vec::new();
    for programme in programmes {
        views.push(view(ctx, actor, programme).await?);
    }
    Ok(views)
}

/// One programme.
///
/// # Errors
/// `notfound`.
pub async fn open(ctx: &Context, actor: &Actor, id: &ProgrammeId) -> Result<ProgrammeView, Error> {
    authorise(actor, Action::ReadProgrammes)?;
    let programme = ctx.content.programme(id).ok_or_else(Error::not_found)?;
    view(ctx, actor, programme).await
}

async fn view(ctx: &Context, actor: &Actor, programme: &Programme) -> Result<ProgrammeView, Error> {
    let mut instruments: Vec<InstrumentEntry> = Vec::new();
    for id in programme.occasions.iter().flat_map(|occasion| &occasion.instruments) {
        if !instruments.iter().any(|entry| entry.definition.id == *id) {
            instruments.extend(ctx.content.entry(id).cloned());
        }
    }
    let courses = match authorise(actor, Action::ReadCourses) {
        Err(_) => None,
        Ok(scope) => {
            let tallies = ctx.store.tallies(&scope, ctx.today(), ctx.now()).await?;
            let mut counts = ProgrammeCounts::default();
            for tally in tallies.iter().filter(|tally| tally.programme == programme.id) {
                match tally.stage {
                    StageFilter::ContactMaking => counts.contact_making += tally.courses,
                    StageFilter::Running => counts.running += tally.courses,
                    _ => counts.closed += tally.courses,
                }
            }
            Some(counts)
        }
    };
    Ok(ProgrammeView { programme: programme.clone(), instruments, courses })
}

/// An instrument as a programme asks it, or as it is defined, and its entry with the terms of use.
///
/// # Errors
/// `notfound`, also for an unknown programme.
pub fn instrument<'a>(
    ctx: &'a Context,
    actor: &Actor,
    id: &InstrumentId,
    programme: Option<&ProgrammeId>,
) -> Result<(&'a Instrument, &'a InstrumentEntry), Error> {
    authorise(actor, Action::ReadProgrammes)?;
    let entry = ctx.content.entry(id).ok_or_else(Error::not_found)?;
    let asked = match programme {
        None => &entry.definition,
        Some(programme) => {
            ctx.content.programme(programme).ok_or_else(Error::not_found)?;
            ctx.content.instrument(programme, id).ok_or_else(Error::not_found)?
        }
    };
    Ok((asked, entry))
}
