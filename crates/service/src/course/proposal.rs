//! What the page for starting a course proposes: alias, programmes, workers with their load, and what an enquiry or an
//! earlier course brings along. Decides nothing.

use std::sync::Arc;

use domain::Date;
use domain::id::{CourseId, UserId};
use domain::phase::{self, Schedule};
use domain::policy::{Action, Actor, Scope, authorise};
use domain::programme::{Programme, ProgrammeId};
use domain::refusal::RefusalCode;
use domain::workload::{Workload, workload};
use store::CourseRow;
use store::record::{CourseFilter, EnquiryEntry, StageFilter};
use store::user::UserRow;

use crate::context::Context;
use crate::course::StartWho;
use crate::course::alias::suggest;
use crate::course::start::{an_enquiry, earlier};
use crate::error::Error;

/// Courses of a worker looked at for her load.
const CASELOAD: u16 = 200;

/// What the page proposes.
#[derive(Debug, Clone)]
pub struct StartForm {
    /// An alias that is not in use among the courses in reach.
    pub alias: String,
    /// Programmes on which a course can begin.
    pub programmes: Vec<Arc<Programme>>,
    /// Today: proposed as first contact and as start.
    pub today: Date,
    /// Day of the first meeting, from the enquiry, else today.
    pub first_contact: Date,
    /// Who can be its worker, with her load today; the asker first.
    pub workers: Vec<Load>,
    /// The enquiry it comes from.
    pub enquiry: Option<EnquiryEntry>,
    /// The earlier course of a former participant.
    pub previous: Option<PreviousCourse>,
}

/// A worker with her load.
#[derive(Debug, Clone)]
pub struct Load {
    /// Who.
    pub user: UserRow,
    /// What she carries now; none where the asker may not see it.
    pub now: Option<Workload>,
    /// And with this course.
    pub then: Option<Workload>,
}

/// The earlier course of a former participant: only what links the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviousCourse {
    /// Which.
    pub course: CourseId,
    /// Its code.
    pub code: String,
    /// Its alias.
    pub alias: String,
    /// When it ended, if it has and that is known.
    pub closed: Option<Date>,
}

/// What the page for starting a course proposes.
///
/// # Errors
/// `notfound`.
pub async fn start_form(ctx: &Context, actor: &Actor, from: StartWho) -> Result<StartForm, Error> {
    let scope = authorise(actor, Action::WriteCourses)?;
    let today = ctx.today();
    let enquiry = match from.enquiry {
        Some(id) => Some(an_enquiry(ctx, actor, id).await?.1),
        None => None,
    };
    let previous = match from.previous {
        Some(id) => Some(previous_course(ctx, actor, id).await?),
        None => None,
    };
    let in_reach = open_courses(ctx, &scope, None).await?;
    Ok(StartForm {
        alias: suggest(ctx, &in_reach.iter().map(|row| row.alias.as_str()).collect::<Vec<_>>())?,
        programmes: ctx.content.running_programmes().cloned().collect(),
        today,
        first_contact: enquiry.as_ref().and_then(|entry| entry.enquiry.met).unwrap_or(today),
        workers: loads(ctx, &scope, &in_reach).await?,
        enquiry,
        previous,
    })
}

/// The phases of a course that would begin on a day.
///
/// # Errors
/// `unknown` for a programme that does not exist.
pub fn preview(ctx: &Context, programme: &ProgrammeId, start: Date) -> Result<Schedule, Error> {
    let programme =
        ctx.content.programme(programme).ok_or_else(|| Error::of("programme", RefusalCode::Unknown))?;
    Ok(phase::schedule(programme, start, &[]))
}

/// An earlier course, as far as it is linked to.
///
/// # Errors
/// `notfound`.
pub async fn previous_course(ctx: &Context, actor: &Actor, id: CourseId) -> Result<PreviousCourse, Error> {
    let row = earlier(ctx, actor, id).await?;
    let closed = row.course.closing().and_then(|closing| closing.date);
    Ok(PreviousCourse { course: id, code: row.course.code, alias: row.alias, closed })
}

async fn open_courses(
    ctx: &Context,
    scope: &Scope,
    worker: Option<UserId>,
) -> Result<Vec<Arc<CourseRow>>, Error> {
    let filter =
        CourseFilter { stage: StageFilter::Open, worker, limit: CASELOAD, ..CourseFilter::default() };
    Ok(ctx.store.courses(scope, &filter, ctx.today()).await?.rows)
}

/// The load of everybody who can be its worker, as far as the asker sees their courses.
async fn loads(ctx: &Context, scope: &Scope, in_reach: &[Arc<CourseRow>]) -> Result<Vec<Load>, Error> {
    let staff = ctx.store.staff(scope.organisation(), ctx.now()).await?;
    let mut loads = Vec::new();
    for user in staff.iter().filter(|user| user.carries_courses()) {
        let rows = match scope.only_own() {
            None => Some(open_courses(ctx, scope, Some(user.id)).await?),
            Some(me) if me == user.id => {
                Some(in_reach.iter().filter(|row| row.derived.worker == Some(me)).cloned().collect())
            }
            Some(_) => None,
        };
        loads.push(load(ctx, user, rows.as_deref()));
    }
    loads.sort_by(|a, b| {
        let first = |load: &Load| load.user.id != scope.actor();
        first(a).cmp(&first(b)).then_with(|| a.user.name.cmp(&b.user.name))
    });
    Ok(loads)
}

fn load(ctx: &Context, user: &UserRow, rows: Option<&[Arc<CourseRow>]>) -> Load {
    let today = ctx.today();
    let phases = rows.map(|rows| {
        let phase = |row: &Arc<CourseRow>| {
            let programme = ctx.content.programme(&row.course.programme)?;
            Some(row.course.phase_on(programme, today))
        };
        rows.iter().filter_map(phase).collect::<Vec<u8>>()
    });
    let limits = ctx.content.running_programmes().next().map(|programme| &programme.limits);
    let carried = |phases: &[u8]| limits.map(|limits| workload(phases, user.hours_per_cent, limits));
    let now = phases.as_deref().and_then(carried);
    let then = phases.and_then(|mut phases| {
        phases.push(1);
        carried(&phases)
    });
    Load { user: user.clone(), now, then }
}
