//! What moves a course on: its beginning, its pauses, its closing.

use axum::response::Response;
use domain::course::{ClosingReason, DecidedBy, FollowUpWay};
use domain::id::CourseId;
use domain::phase::Cause;
use service::course::{self, Begin, CloseCourse, Pause, Resume, SetFollowUp};
use utoipa::ToSchema;

use super::new::{NewResponse, read_response};
use crate::api::input::{Body, Object};
use crate::api::on_course::OnCourse;
use crate::api::problem::ApiProblem;
use crate::api::wire::{Day, code};

/// Phase 1 begins.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(crate) struct BeginBody {
    /// First day of phase 1.
    start: Day,
}

/// The course rests.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(crate) struct PauseBody {
    /// First day of rest.
    from: Day,
    /// Last day of rest, if known.
    to: Option<Day>,
    /// What made it so.
    cause: code::Cause,
    /// Why, in words.
    #[schema(example = "Indlagt")]
    reason: String,
}

/// The course goes on.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(crate) struct ResumeBody {
    /// Last day of rest.
    to: Day,
}

/// The course ends.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(crate) struct CloseBody {
    /// Its last day.
    date: Day,
    /// Why.
    reason: code::ClosingReason,
    /// Who decided.
    decided_by: Option<code::DecidedBy>,
    /// Whether and how she may be reached afterwards; absent while she was not asked.
    follow_up: Option<code::FollowUpWay>,
    /// What was said.
    note: Option<String>,
    /// The long-term plan; without it the plan stays as it is.
    long_term_plan: Option<String>,
    /// The closing form, when it is filled in at once.
    form: Option<NewResponse>,
}

/// She says anew how she may be reached.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(crate) struct FollowUpBody {
    /// How, or that she would rather not; absent when it is not known what she wants.
    way: Option<code::FollowUpWay>,
}

/// Begin phase 1
#[utoipa::path(
    post,
    path = "/courses/{course}/begin",
    tag = "courses",
    operation_id = "beginCourse",
    params(
        ("course" = String, Path, description = "Id or code."),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters."),
    ),
    request_body(content = BeginBody, example = json!({ "start": "2026-11-24" })),
    responses((status = 204, description = "Done."))
)]
pub(super) async fn begin(on: OnCourse, body: Body) -> Result<Response, ApiProblem> {
    let start = body.read(|object| object.needed("start", Object::day))?;
    let command = Begin { course: on.course, start };
    on.done(course::begin(on.ctx(), on.actor(), command, on.sent()).await)
}

/// Let a course rest
#[utoipa::path(
    post,
    path = "/courses/{course}/pause",
    tag = "courses",
    operation_id = "pauseCourse",
    params(
        ("course" = String, Path, description = "Id or code."),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters."),
    ),
    request_body(content = PauseBody, example = json!({
        "from": "2026-11-20", "cause": "surroundings", "reason": "Indlagt"
    })),
    responses((status = 204, description = "Done."))
)]
pub(super) async fn pause(on: OnCourse, body: Body) -> Result<Response, ApiProblem> {
    let command = body.read(|object| {
        let from = object.needed("from", Object::day);
        let cause = object.needed("cause", |object, key| object.code(key, Cause::parse));
        let (to, reason) = (object.day("to"), object.needed("reason", Object::text));
        Some(Pause { course: on.course, from: from?, to, cause: cause?, reason: reason? })
    })?;
    on.done(course::pause(on.ctx(), on.actor(), command, on.sent()).await)
}

/// End a pause
#[utoipa::path(
    post,
    path = "/courses/{course}/resume",
    tag = "courses",
    operation_id = "resumeCourse",
    params(
        ("course" = String, Path, description = "Id or code."),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters."),
    ),
    request_body(content = ResumeBody, example = json!({ "to": "2026-11-23" })),
    responses((status = 204, description = "Done."))
)]
pub(super) async fn resume(on: OnCourse, body: Body) -> Result<Response, ApiProblem> {
    let to = body.read(|object| object.needed("to", Object::day))?;
    on.done(course::resume(on.ctx(), on.actor(), Resume { course: on.course, to }, on.sent()).await)
}

/// Close a course
///
/// Nothing that is missing refuses a closing; it becomes a duty.
#[utoipa::path(
    post,
    path = "/courses/{course}/close",
    tag = "courses",
    operation_id = "closeCourse",
    params(
        ("course" = String, Path, description = "Id or code."),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters."),
    ),
    request_body(content = CloseBody, example = json!({
        "date": "2026-11-24", "reason": "phases_done", "decided_by": "together"
    })),
    responses((status = 204, description = "Done."))
)]
pub(super) async fn close(on: OnCourse, body: Body) -> Result<Response, ApiProblem> {
    let command = body.read(|object| read_close(object, on.course))?;
    on.done(course::close(on.ctx(), on.actor(), command, on.sent()).await)
}

/// Say how she may be reached after the closing
///
/// A yes can be given later than at the closing, and taken back. Without it no follow-up is asked for.
#[utoipa::path(
    put,
    path = "/courses/{course}/follow-up",
    tag = "courses",
    operation_id = "setFollowUp",
    params(
        ("course" = String, Path, description = "Id or code."),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters."),
    ),
    request_body(content = FollowUpBody, example = json!({ "way": "message" })),
    responses((status = 204, description = "Done."))
)]
pub(super) async fn set_follow_up(on: OnCourse, body: Body) -> Result<Response, ApiProblem> {
    let way = body.read(|object| Some(object.code("way", FollowUpWay::parse)))?;
    let command = SetFollowUp { course: on.course, way };
    on.done(course::set_follow_up(on.ctx(), on.actor(), command, on.sent()).await)
}

fn read_close(object: &mut Object, course: CourseId) -> Option<CloseCourse> {
    let date = object.needed("date", Object::day);
    let reason = object.needed("reason", |object, key| object.code(key, ClosingReason::parse));
    let decided_by = object.code("decided_by", DecidedBy::parse);
    let follow_up = object.code("follow_up", FollowUpWay::parse);
    let (note, long_term_plan) = (object.text("note"), object.text("long_term_plan"));
    let form = object.object("form", |object| Some(read_response(object)));
    Some(CloseCourse {
        course,
        date: date?,
        reason: reason?,
        decided_by,
        follow_up,
        note: note.unwrap_or_default(),
        goals: Vec::new(),
        takes_over: Vec::new(),
        long_term_plan,
        plan_version: None,
        form,
    })
}
