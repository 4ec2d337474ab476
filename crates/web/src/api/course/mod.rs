//! Courses: the list, a new one, one as a whole, and what moves it on.

mod acts;
mod line;
mod new;
mod parts;
mod plan;
mod view;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::id::{CourseId, UserId};
use domain::programme::ProgrammeId;
use serde::Serialize;
use service::course::{Purpose, Which, check_create, create_with_responses, open};
use service::courses::{self, PAGE, PAGE_MAX, Sort, StageFilter, Tab, WorkerFilter};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::{Caller, Once};
use super::input::{Body, Parameters, Query};
use super::problem::ApiProblem;
use super::wire::{Id, created, json};
use crate::site::Site;
pub(crate) use line::Lines;
use line::ListView;
pub(super) use new::{NewCourse, NewResponse, answers, read_response};
pub(super) use parts::{ContactView, ResponseView};
pub(super) use view::{CourseView, responses};

/// Bytes that a contact or a response comes to, about.
const PART: usize = 640;

pub(super) fn routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(read))
        .routes(routes!(acts::begin))
        .routes(routes!(acts::pause))
        .routes(routes!(acts::resume))
        .routes(routes!(acts::close))
        .routes(routes!(acts::set_follow_up))
}

/// Which course an address means: by id, else by code.
pub(super) fn which(text: &str) -> Which {
    match text.parse() {
        Ok(id) => Which::Id(CourseId::new(id)),
        Err(_) => Which::Code(text.to_owned()),
    }
}

/// The id of the course that an address means.
pub(super) async fn id_of(site: &Site, caller: &Caller, text: &str) -> Result<CourseId, ApiProblem> {
    Ok(service::course::id_of(&site.ctx, &caller.actor, &which(text)).await?)
}

pub(super) fn stage(text: &str) -> Option<StageFilter> {
    match text {
        "open" => Some(StageFilter::Open),
        "contact_making" => Some(StageFilter::ContactMaking),
        "running" => Some(StageFilter::Running),
        "closed" => Some(StageFilter::Closed),
        "all" => Some(StageFilter::All),
        _ => None,
    }
}

pub(super) fn worker(text: &str) -> Option<WorkerFilter> {
    match text {
        "none" => Some(WorkerFilter::Nobody),
        id => id.parse().ok().map(|id| WorkerFilter::User(UserId::new(id))),
    }
}

fn asked(parameters: &mut Parameters) -> courses::Query {
    let usual = courses::Query::default();
    courses::Query {
        text: parameters.text("q").unwrap_or_default(),
        stage: parameters.code("stage", stage).unwrap_or(usual.stage),
        programme: parameters.text("programme").map(ProgrammeId),
        archived: parameters.flag("archived").unwrap_or_default(),
        worker: parameters.code("worker", worker),
        phase: parameters.number("phase", (0, 9)).and_then(|phase| u8::try_from(phase).ok()),
        tab: parameters.code("tab", Tab::parse).unwrap_or(usual.tab),
        sort: parameters.code("sort", Sort::parse).unwrap_or(usual.sort),
        descending: parameters.flag("descending").unwrap_or_default(),
        after: parameters.text("after"),
        limit: parameters.number("limit", (1, PAGE_MAX)).unwrap_or(PAGE),
    }
}

/// The courses within reach, the longest silent first
///
/// A worker sees those on which she is the worker or a deputy today, a leader those of the organisation. Open courses
/// when no stage is asked for; what is left out is counted in `hidden`.
#[utoipa::path(
    get,
    path = "/courses",
    tag = "courses",
    operation_id = "listCourses",
    params(
        ("limit" = Option<u16>, Query, description = "Courses on a page, 1–200; 50 when nothing is said."),
        ("after" = Option<String>, Query, description = "`next` of the page before."),
        ("programme" = Option<String>, Query, description = "Of this programme.", example = "cti-9"),
        ("archived" = Option<bool>, Query, description = "Also those of archived programmes."),
        ("worker" = Option<String>, Query, description = "Of the fixed worker with this id, or `none`."),
        ("stage" = Option<String>, Query,
            description = "`open` (when nothing is said), `contact_making`, `running`, `closed`, `all`."),
        ("phase" = Option<u8>, Query, description = "In this phase today; 0 is contact-making."),
        ("q" = Option<String>, Query, description = "A code, or a part of an alias."),
        ("tab" = Option<String>, Query,
            description = "A standing list: `all`, `silent`, `phase_change`, `without_baseline`, `without_network`, \
                           `without_long_term_plan`."),
        ("sort" = Option<String>, Query,
            description = "`silence` (when nothing is said), `alias`, `code`, `phase`, `start`, `next`."),
        ("descending" = Option<bool>, Query, description = "The other way round."),
    ),
    responses((status = 200, description = "A page of the list.", body = ListView))
)]
async fn list(State(site): State<Site>, caller: Caller, query: Query) -> Result<Response, ApiProblem> {
    let asked = query.read(asked)?;
    let found = courses::list(&site.ctx, &caller.actor, &asked).await;
    let list = found.map_err(ApiProblem::of_query)?;
    site.lines.page(&list)
}

/// What was made.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CreatedCourse {
    /// Its id.
    pub(super) id: Id,
    /// Its code.
    #[schema(example = "4F7K")]
    pub(super) code: String,
    /// Its version as it was made.
    pub(super) version: i64,
}

/// Begin a course, with what was measured so far
///
/// All of it is written at once, or nothing. With an `Idempotency-Key` the same request makes one course however often
/// it is sent.
#[utoipa::path(
    post,
    path = "/courses",
    tag = "courses",
    operation_id = "createCourse",
    params(("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters.")),
    request_body(content = NewCourse, example = json!({
        "programme": "cti-9",
        "track": "no_name",
        "alias": "Havtorn",
        "first_contact": "2026-04-20",
        "start": "2026-05-04",
        "responses": [{
            "instrument": "who5",
            "occasion": "start",
            "date": "2026-05-04",
            "mode": "screen",
            "informer": "with_staff",
            "answers": { "happy": 2, "calm": 1, "active": 2, "rested": "does_not_know", "interest": 3 }
        }]
    })),
    responses((status = 201, description = "It is begun.", body = CreatedCourse,
        headers(("Location" = String, description = "Its address."))))
)]
async fn create(
    State(site): State<Site>,
    caller: Caller,
    once: Once,
    body: Body,
) -> Result<Response, ApiProblem> {
    let (command, faults) = body.command(new::read_course);
    if !faults.is_empty() {
        return Err(ApiProblem::all(faults, check_create(&site.ctx, &caller.actor, &command).await));
    }
    let made = create_with_responses(&site.ctx, &caller.actor, command, once.0).await?;
    let view = CreatedCourse { id: made.course.into(), code: made.code, version: 1 };
    Ok(created(format_args!("/api/v1/courses/{}", made.course), &view))
}

/// A course with its whole history
///
/// The reading is written down for the citizen, with its purpose.
#[utoipa::path(
    get,
    path = "/courses/{course}",
    tag = "courses",
    operation_id = "readCourse",
    params(
        ("course" = String, Path, description = "Id or code.", example = "4F7K"),
        ("purpose" = Option<String>, Query,
            description = "Why she who oversees it reads it: `oversight` (when nothing is said), `supervision`, \
                           `handover`, `request`, `other`."),
    ),
    responses((status = 200, description = "The course.", body = CourseView))
)]
async fn read(
    State(site): State<Site>,
    caller: Caller,
    Path(course): Path<String>,
    query: Query,
) -> Result<Response, ApiProblem> {
    let purpose = query.read(|parameters| parameters.code("purpose", Purpose::parse))?;
    let page = open(&site.ctx, &caller.actor, &which(&course), purpose).await?;
    let about = 2_048 + PART * (page.record.contacts.len() + page.record.responses.len());
    Ok(json(StatusCode::OK, &CourseView::of(&page), about))
}
