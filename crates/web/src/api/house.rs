//! Who calls and what waits for her; programmes and instruments as they are defined.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::programme::{Area, OccasionAt, OccasionPlan, ProgrammeId};
use serde::Serialize;
use service::line::DutyLine;
use service::myday;
use service::programme::{self, ProgrammeView};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::Caller;
use super::due::DueView;
use super::problem::ApiProblem;
use super::wire::{Id, TextView, code, json};
use crate::site::Site;

pub(super) fn routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(me))
        .routes(routes!(due))
        .routes(routes!(programmes))
        .routes(routes!(read_programme))
}

/// Who calls.
#[derive(Debug, Serialize, ToSchema)]
struct Me<'a> {
    /// Her id.
    id: Id,
    /// Her name, as colleagues see it.
    name: &'a str,
    /// Her initials.
    initials: &'a str,
    /// What she is here.
    role: code::Role,
    /// Her organisation.
    organisation: Id,
    /// Her language: `da` or `en`.
    language: &'a str,
    /// True where all people are invented.
    synthetic: bool,
}

/// Who calls
#[utoipa::path(
    get,
    path = "/me",
    tag = "me",
    operation_id = "readMe",
    responses((status = 200, description = "The member of staff for whom the token acts.", body = Me))
)]
async fn me(State(site): State<Site>, caller: Caller) -> Result<Response, ApiProblem> {
    let (actor, viewer) = (caller.actor, &caller.viewer);
    let view = Me {
        id: actor.user.into(),
        name: &viewer.name,
        initials: &viewer.initials,
        role: actor.role.into(),
        organisation: Id(actor.organisation.uuid()),
        language: &viewer.language,
        synthetic: site.ctx.synthetic(),
    };
    Ok(json(StatusCode::OK, &view, 384))
}

/// A duty on a course or enquiry.
#[derive(Debug, Serialize, ToSchema)]
struct DutyView<'a> {
    /// The course; none for an enquiry.
    course: Option<Id>,
    /// Its code.
    code: Option<&'a str>,
    /// What the citizen is called here.
    alias: Option<&'a str>,
    /// What was promised or decided.
    promise: Option<&'a str>,
    /// The duty.
    #[serde(flatten)]
    due: DueView<'a>,
}

/// What waits for the caller, most urgent first.
#[derive(Debug, Serialize, ToSchema)]
struct MyDuties<'a> {
    /// How many are past their time or due within the week.
    count: usize,
    /// The duties on her own courses and enquiries.
    duties: Vec<DutyView<'a>>,
    /// Those on courses on which she stands in.
    deputy: Vec<DutyView<'a>>,
}

fn duty(line: &DutyLine) -> DutyView<'_> {
    let course = line.course.as_ref();
    DutyView {
        course: course.map(|course| course.id.into()),
        code: course.map(|course| course.code.as_str()),
        alias: course.map(|course| course.alias.as_str()),
        promise: line.promise.as_deref(),
        due: DueView::from(&line.due),
    }
}

fn lines(duties: &myday::Duties) -> impl Iterator<Item = DutyView<'_>> {
    duties.over.iter().chain(&duties.week).chain(&duties.later).map(duty)
}

/// What waits for the caller
#[utoipa::path(
    get,
    path = "/due",
    tag = "me",
    operation_id = "listDuties",
    responses((status = 200, description = "Her duties.", body = MyDuties))
)]
async fn due(State(site): State<Site>, caller: Caller) -> Result<Response, ApiProblem> {
    let day = myday::open(&site.ctx, &caller.actor).await?;
    let deputy = day.deputy.iter().flat_map(|group| lines(&group.duties));
    let view =
        MyDuties { count: day.mine.count(), duties: lines(&day.mine).collect(), deputy: deputy.collect() };
    Ok(json(StatusCode::OK, &view, 1_024))
}

/// A programme.
#[derive(Debug, Serialize, ToSchema)]
struct ProgrammeDescription<'a> {
    /// Key.
    #[schema(example = "cti-9")]
    id: &'a str,
    /// Version of the description.
    version: &'a str,
    /// Neutral public name.
    name: TextView<'a>,
    /// What it is, in a sentence or two.
    description: TextView<'a>,
    /// Finished: no new course.
    archived: bool,
    /// Tracks a course can be on.
    tracks: Vec<code::Track>,
    /// Planned contact while contact is being made: one at least every so many days.
    contact_making_every_days: u16,
    /// The phases, in order.
    phases: Vec<PhaseDescription<'a>>,
    /// Areas to work on.
    areas: Vec<AreaDescription<'a>>,
    /// Areas rated in the life-situation profile.
    life_areas: Vec<AreaDescription<'a>>,
    /// Occasions of measurement, in order.
    occasions: Vec<OccasionDescription<'a>>,
    /// Courses within the caller's reach; none where she sees no course.
    courses: Option<CourseCounts>,
}

/// A phase of the model.
#[derive(Debug, Serialize, ToSchema)]
struct PhaseDescription<'a> {
    /// Length in calendar months.
    months: u8,
    /// Short name.
    name: TextView<'a>,
    /// Planned contact: one at least every so many days.
    contact_every_days: u16,
}

/// An area of life.
#[derive(Debug, Serialize, ToSchema)]
struct AreaDescription<'a> {
    /// Key.
    #[schema(example = "bolig")]
    key: &'a str,
    /// Name.
    name: TextView<'a>,
}

/// An occasion of measurement.
#[derive(Debug, Serialize, ToSchema)]
struct OccasionDescription<'a> {
    /// Key.
    #[schema(example = "phase1")]
    key: &'a str,
    /// Name.
    name: TextView<'a>,
    /// The day it belongs to: `start`, `phase_end`, `closing`, `after_closing`.
    #[schema(example = "phase_end")]
    at: &'static str,
    /// Phase, or months after closing.
    number: Option<u8>,
    /// First day it can be answered, days before that day.
    opens_days_before: u16,
    /// Last day in time, days after that day.
    closes_days_after: u16,
    /// Only where the citizen has agreed to it.
    optional: bool,
    /// Instruments due then.
    instruments: Vec<&'a str>,
}

/// Courses of a programme.
#[derive(Debug, Serialize, ToSchema)]
struct CourseCounts {
    /// Contact-making.
    contact_making: u64,
    /// Running.
    running: u64,
    /// Closed.
    closed: u64,
}

/// The programmes, live ones first.
#[derive(Debug, Serialize, ToSchema)]
struct ProgrammeList<'a> {
    /// The programmes.
    programmes: Vec<ProgrammeDescription<'a>>,
}

fn areas(areas: &[Area]) -> Vec<AreaDescription<'_>> {
    areas.iter().map(|area| AreaDescription { key: &area.key, name: TextView(&area.name) }).collect()
}

fn occasion(plan: &OccasionPlan) -> OccasionDescription<'_> {
    let (at, number) = match plan.at {
        OccasionAt::Start => ("start", None),
        OccasionAt::PhaseEnd(phase) => ("phase_end", Some(phase)),
        OccasionAt::Closing => ("closing", None),
        OccasionAt::AfterClosing(months) => ("after_closing", Some(months)),
    };
    OccasionDescription {
        key: &plan.key,
        name: TextView(&plan.name),
        at,
        number,
        opens_days_before: plan.opens_days_before,
        closes_days_after: plan.closes_days_after,
        optional: plan.optional,
        instruments: plan.instruments.iter().map(domain::instrument::InstrumentId::as_str).collect(),
    }
}

fn description(view: &ProgrammeView) -> ProgrammeDescription<'_> {
    let programme = &view.programme;
    let phases = programme.phases.iter().map(|phase| PhaseDescription {
        months: phase.months,
        name: TextView(&phase.name),
        contact_every_days: phase.contact_every_days,
    });
    ProgrammeDescription {
        id: &programme.id.0,
        version: &programme.version,
        name: TextView(&programme.name),
        description: TextView(&programme.description),
        archived: programme.archived,
        tracks: programme.tracks.iter().copied().map(code::Track).collect(),
        contact_making_every_days: programme.contact_making.contact_every_days,
        phases: phases.collect(),
        areas: areas(&programme.areas),
        life_areas: areas(&programme.life_areas),
        occasions: programme.occasions.iter().map(occasion).collect(),
        courses: view.courses.map(|counts| CourseCounts {
            contact_making: counts.contact_making,
            running: counts.running,
            closed: counts.closed,
        }),
    }
}

/// The programmes, live ones first
#[utoipa::path(
    get,
    path = "/programmes",
    tag = "programmes",
    operation_id = "listProgrammes",
    responses((status = 200, description = "The programmes.", body = ProgrammeList))
)]
async fn programmes(State(site): State<Site>, caller: Caller) -> Result<Response, ApiProblem> {
    let views = programme::list(&site.ctx, &caller.actor).await?;
    let list = ProgrammeList { programmes: views.iter().map(description).collect() };
    Ok(json(StatusCode::OK, &list, 16_384))
}

/// A programme
#[utoipa::path(
    get,
    path = "/programmes/{programme}",
    tag = "programmes",
    operation_id = "readProgramme",
    params(("programme" = String, Path, description = "Key.", example = "cti-9")),
    responses((status = 200, description = "The programme.", body = ProgrammeDescription))
)]
async fn read_programme(
    State(site): State<Site>,
    caller: Caller,
    Path(programme): Path<String>,
) -> Result<Response, ApiProblem> {
    let view = programme::open(&site.ctx, &caller.actor, &ProgrammeId(programme)).await?;
    Ok(json(StatusCode::OK, &description(&view), 8_192))
}
