//! Filled-in instruments of a course: read, recorded, corrected, taken back.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::response::{Informer, Mode};
use serde::Serialize;
use service::response::{self, ChangeResponse, RecordResponse, UndoResponse};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::Caller;
use super::course::{NewResponse, ResponseView, answers, read_response, responses, which};
use super::input::{Body, Object};
use super::on_course::OnCourse;
use super::problem::ApiProblem;
use super::wire::{AnswersView, Day, Id, code, json};
use crate::site::Site;

pub(super) fn routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new().routes(routes!(list, record)).routes(routes!(change, undo))
}

/// The filled-in instruments of a course, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ResponseList<'a> {
    /// The responses; those taken back have `undone_at`.
    responses: Vec<ResponseView<'a>>,
}

/// What was recorded.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RecordedResponse {
    /// The response.
    id: Id,
}

/// A response as it is to be, in the place of what stands there.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(super) struct ChangedResponse {
    /// The version it was read at.
    version: i64,
    /// Occasion of the programme.
    #[schema(example = "start")]
    occasion: String,
    /// Day it was answered.
    date: Day,
    /// How; `screen` when nothing is said.
    mode: Option<code::Mode>,
    /// By whom; `citizen` when nothing is said.
    informer: Option<code::Informer>,
    /// The answers.
    answers: AnswersView<'static>,
}

/// The filled-in instruments of a course
#[utoipa::path(
    get,
    path = "/courses/{course}/responses",
    tag = "responses",
    operation_id = "listResponses",
    params(("course" = String, Path, description = "Id or code.")),
    responses((status = 200, description = "The responses.", body = ResponseList))
)]
async fn list(
    State(site): State<Site>,
    caller: Caller,
    Path(course): Path<String>,
) -> Result<Response, ApiProblem> {
    let page = service::course::open(&site.ctx, &caller.actor, &which(&course), None).await?;
    let responses: Vec<_> = responses(&page).collect();
    let about = 64 + 640 * responses.len();
    Ok(json(StatusCode::OK, &ResponseList { responses }, about))
}

/// Record a filled-in instrument
///
/// It is scored by the instrument's rule. A closed course takes responses too: its closing form, its follow-ups.
#[utoipa::path(
    post,
    path = "/courses/{course}/responses",
    tag = "responses",
    operation_id = "recordResponse",
    params(
        ("course" = String, Path, description = "Id or code."),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters."),
    ),
    request_body(content = NewResponse, example = json!({
        "instrument": "who5", "occasion": "phase1", "date": "2026-11-24", "mode": "interview",
        "informer": "with_staff",
        "answers": { "happy": 3, "calm": 2, "active": 3, "rested": 2, "interest": "will_not_answer" }
    })),
    responses((status = 201, description = "It is recorded.", body = RecordedResponse,
        headers(("Location" = String, description = "Its address."))))
)]
async fn record(on: OnCourse, body: Body) -> Result<Response, ApiProblem> {
    let (new, faults) = body.command(read_response);
    let command = RecordResponse { course: on.course, new };
    if !faults.is_empty() {
        return Err(ApiProblem::all(faults, response::check(on.ctx(), on.actor(), &command).await));
    }
    on.made(response::record(on.ctx(), on.actor(), command, on.sent()).await, |id| {
        (format!("responses/{id}"), RecordedResponse { id: id.into() })
    })
}

/// Correct a response
///
/// It becomes what is sent. Should somebody else have corrected it since `version`, the answer is 409 with both.
#[utoipa::path(
    put,
    path = "/courses/{course}/responses/{response}",
    tag = "responses",
    operation_id = "changeResponse",
    params(
        ("course" = String, Path, description = "Id or code."),
        ("response" = Id, Path, description = "The response."),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters."),
    ),
    request_body(content = ChangedResponse, example = json!({
        "version": 1, "occasion": "phase1", "date": "2026-11-24",
        "answers": { "happy": 3, "calm": 2, "active": 3, "rested": 2, "interest": 4 }
    })),
    responses((status = 204, description = "It is corrected."))
)]
async fn change(on: OnCourse, body: Body) -> Result<Response, ApiProblem> {
    let (course, response) = (on.course, on.part()?);
    let command = body.read(|object| {
        let version = object.needed("version", Object::number);
        let occasion = object.needed("occasion", Object::text);
        let date = object.needed("date", Object::day);
        let mode = object.code("mode", Mode::parse).unwrap_or(Mode::Screen);
        let informer = object.code("informer", Informer::parse).unwrap_or(Informer::Citizen);
        let answers = object.needed("answers", answers);
        let (version, occasion, date, answers) = (version?, occasion?, date?, answers?);
        Some(ChangeResponse { course, response, version, occasion, date, mode, informer, answers })
    })?;
    on.done(response::change(on.ctx(), on.actor(), command, on.sent()).await)
}

/// Take a response back
///
/// It stays readable as taken back.
#[utoipa::path(
    delete,
    path = "/courses/{course}/responses/{response}",
    tag = "responses",
    operation_id = "undoResponse",
    params(
        ("course" = String, Path, description = "Id or code."),
        ("response" = Id, Path, description = "The response."),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters."),
    ),
    responses((status = 204, description = "It is taken back."))
)]
async fn undo(on: OnCourse) -> Result<Response, ApiProblem> {
    let command = UndoResponse { course: on.course, response: on.part()? };
    on.done(response::undo(on.ctx(), on.actor(), command, on.sent()).await)
}
