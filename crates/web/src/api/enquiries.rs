//! Enquiries: somebody knocks. The log, a new one, one, and what becomes of it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::enquiry::{Door, EnquiryOutcome, TargetGroup};
use domain::id::EnquiryId;
use serde::Serialize;
use service::enquiries::{self, ChangeEnquiry, CorrectEnquiry, EarlierView, EnquiryView, RecordEnquiry, Tab};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::{Caller, Once};
use super::input::{Body, Object, Query};
use super::problem::ApiProblem;
use super::wire::{Day, Id, code, created, json};
use crate::site::Site;

pub(super) fn routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new().routes(routes!(list, record)).routes(routes!(read, change)).routes(routes!(correct))
}

/// An enquiry.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EnquiryView)]
pub(super) struct EnquiryLine<'a> {
    /// Its id.
    id: Id,
    /// Which way it came.
    door: code::Door,
    /// Day it was asked.
    asked: Day,
    /// Day a first meeting was offered.
    offered: Option<Day>,
    /// Day of the first meeting.
    met: Option<Day>,
    /// Whether it is within the target group; none while nobody has said so.
    target_group: Option<code::TargetGroup>,
    /// What came of it.
    outcome: Option<code::EnquiryOutcome>,
    /// Day that was settled.
    settled: Option<Day>,
    /// The course it became, where the caller may see it.
    course_code: Option<&'a str>,
    /// Who looks after it.
    owner: Option<Id>,
    /// What was said.
    said: Option<&'a str>,
    /// Why it came to this outcome.
    reason: Option<&'a str>,
    /// Days it has waited for an answer; none when it was answered.
    waiting_days: Option<i32>,
    /// Counts changes; a change names it.
    version: i64,
    /// What stood there before it was changed, the latest first; only where one enquiry is read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<EarlierValue<'a>>,
}

/// What stood in an enquiry before a change.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EarlierValue<'a> {
    /// Which of its fields.
    field: code::EnquiryField,
    /// What stood there: a code, a date, a name, or words.
    value: &'a str,
    /// Why it was corrected, where that was said.
    why: Option<&'a str>,
    /// Who changed it, by name.
    by: &'a str,
    /// The day on which it was changed.
    on: Day,
}

impl<'a> From<&'a EarlierView> for EarlierValue<'a> {
    fn from(earlier: &'a EarlierView) -> Self {
        Self {
            field: earlier.field.into(),
            value: &earlier.value,
            why: earlier.why.as_deref(),
            by: &earlier.by,
            on: earlier.at.date().into(),
        }
    }
}

impl<'a> From<&'a EnquiryView> for EnquiryLine<'a> {
    fn from(view: &'a EnquiryView) -> Self {
        let enquiry = &view.enquiry;
        Self {
            id: enquiry.id.into(),
            door: enquiry.door.into(),
            asked: enquiry.asked.into(),
            offered: enquiry.offered.map(Day),
            met: enquiry.met.map(Day),
            target_group: enquiry.target_group.map(code::TargetGroup),
            outcome: enquiry.outcome.map(code::EnquiryOutcome),
            settled: enquiry.settled.map(Day),
            course_code: view.course_code.as_deref(),
            owner: enquiry.owner.map(Id::from),
            said: view.said.as_deref(),
            reason: view.reason.as_deref(),
            waiting_days: view.waiting_days,
            version: view.version,
            earlier: view.earlier.iter().map(EarlierValue::from).collect(),
        }
    }
}

/// How many enquiries a standing list holds.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TabCount {
    /// Which list.
    tab: code::EnquiryTab,
    /// How many.
    count: usize,
}

/// A standing list of enquiries, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EnquiryList<'a> {
    /// The enquiries.
    enquiries: Vec<EnquiryLine<'a>>,
    /// How many each list holds.
    tabs: Vec<TabCount>,
    /// Settled ones from before this day are left out.
    back_to: Day,
}

/// An enquiry to record. Door and day are enough.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(super) struct NewEnquiry {
    /// Which way it came.
    door: code::Door,
    /// Day it was asked.
    asked: Day,
    /// What was said, in words.
    said: Option<String>,
    /// Who looks after it.
    owner: Option<Id>,
    /// Day a first meeting was offered.
    offered: Option<Day>,
    /// Day of the first meeting.
    met: Option<Day>,
    /// Whether it is within the target group.
    target_group: Option<code::TargetGroup>,
}

/// What becomes of an enquiry; what is not there stays as it is.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(super) struct ChangedEnquiry {
    /// The version it was read at.
    version: i64,
    /// Who looks after it.
    owner: Option<Id>,
    /// Day a first meeting was offered.
    offered: Option<Day>,
    /// Day of the first meeting.
    met: Option<Day>,
    /// What was said, in words.
    said: Option<String>,
    /// Whether it is within the target group.
    target_group: Option<code::TargetGroup>,
    /// What came of it.
    outcome: Option<code::EnquiryOutcome>,
    /// Why, in words.
    reason: Option<String>,
}

/// What was set once, as it is to be.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(super) struct CorrectedEnquiry {
    /// The version it was read at.
    version: i64,
    /// Which way it came.
    door: code::Door,
    /// Day it was asked, not after the day on which it was recorded.
    asked: Day,
    /// Day a first meeting was offered; none when none was.
    offered: Option<Day>,
    /// Day of the first meeting; none when there was none.
    met: Option<Day>,
    /// Why it is corrected.
    why: String,
}

/// What was recorded.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RecordedEnquiry {
    /// The enquiry.
    id: Id,
}

/// A standing list of enquiries
#[utoipa::path(
    get,
    path = "/enquiries",
    tag = "enquiries",
    operation_id = "listEnquiries",
    params(("tab" = Option<String>, Query,
        description = "`new` (when nothing is said), `mine`, `offered`, `waiting_list`, `settled`.")),
    responses((status = 200, description = "The list.", body = EnquiryList))
)]
async fn list(State(site): State<Site>, caller: Caller, query: Query) -> Result<Response, ApiProblem> {
    let tab = query.read(|parameters| parameters.code("tab", Tab::parse))?.unwrap_or(Tab::New);
    let log = enquiries::list(&site.ctx, &caller.actor, tab).await?;
    let view = EnquiryList {
        enquiries: log.lines.iter().map(EnquiryLine::from).collect(),
        tabs: log.tabs.iter().map(|(tab, count)| TabCount { tab: (*tab).into(), count: *count }).collect(),
        back_to: log.back_to.into(),
    };
    Ok(json(StatusCode::OK, &view, 256 + 384 * log.lines.len()))
}

/// Record an enquiry
#[utoipa::path(
    post,
    path = "/enquiries",
    tag = "enquiries",
    operation_id = "recordEnquiry",
    params(("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters.")),
    request_body(content = NewEnquiry, example = json!({ "door": "ngo", "asked": "2026-11-23" })),
    responses((status = 201, description = "It is recorded.", body = RecordedEnquiry,
        headers(("Location" = String, description = "Its address."))))
)]
async fn record(
    State(site): State<Site>,
    caller: Caller,
    once: Once,
    body: Body,
) -> Result<Response, ApiProblem> {
    let command = body.read(|object| {
        let door = object.needed("door", |object, key| object.code(key, Door::parse));
        let asked = object.needed("asked", Object::day);
        let (said, owner) = (object.text("said").unwrap_or_default(), object.id("owner"));
        let (offered, met) = (object.day("offered"), object.day("met"));
        let target_group = object.code("target_group", TargetGroup::parse);
        Some(RecordEnquiry { door: door?, asked: asked?, said, owner, offered, met, target_group })
    })?;
    let id = enquiries::record(&site.ctx, &caller.actor, command, once.0).await?;
    Ok(created(format_args!("/api/v1/enquiries/{id}"), &RecordedEnquiry { id: id.into() }))
}

/// An enquiry
#[utoipa::path(
    get,
    path = "/enquiries/{enquiry}",
    tag = "enquiries",
    operation_id = "readEnquiry",
    params(("enquiry" = Id, Path, description = "The enquiry.")),
    responses((status = 200, description = "The enquiry.", body = EnquiryLine))
)]
async fn read(
    State(site): State<Site>,
    caller: Caller,
    Path(enquiry): Path<String>,
) -> Result<Response, ApiProblem> {
    let found = enquiries::open(&site.ctx, &caller.actor, enquiry_of(&enquiry)?).await?;
    Ok(json(StatusCode::OK, &EnquiryLine::from(&found), 512))
}

/// Answer, settle or correct an enquiry
///
/// A date that is set is not set again. Should somebody else have changed it since `version`, the answer is 409 with
/// both.
#[utoipa::path(
    patch,
    path = "/enquiries/{enquiry}",
    tag = "enquiries",
    operation_id = "changeEnquiry",
    params(
        ("enquiry" = Id, Path, description = "The enquiry."),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters."),
    ),
    request_body(content = ChangedEnquiry, example = json!({ "version": 1, "offered": "2026-11-26" })),
    responses((status = 204, description = "Done."))
)]
async fn change(
    State(site): State<Site>,
    caller: Caller,
    Path(enquiry): Path<String>,
    once: Once,
    body: Body,
) -> Result<Response, ApiProblem> {
    let id = enquiry_of(&enquiry)?;
    let command = body.read(|object| {
        let version = object.needed("version", Object::number);
        let (owner, offered, met) = (object.id("owner"), object.day("offered"), object.day("met"));
        let outcome = object.code("outcome", EnquiryOutcome::parse);
        let (said, reason) = (object.text("said"), object.text("reason"));
        let target_group = object.code("target_group", TargetGroup::parse);
        let version = version?;
        Some(ChangeEnquiry { id, version, owner, offered, met, said, target_group, outcome, reason })
    })?;
    enquiries::change(&site.ctx, &caller.actor, command, once.0).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Correct what was set once of an enquiry
///
/// Which way it came and its three dates, all as they are to be, with a reason. What stood there before stays to be seen.
#[utoipa::path(
    post,
    path = "/enquiries/{enquiry}/correct",
    tag = "enquiries",
    operation_id = "correctEnquiry",
    params(
        ("enquiry" = Id, Path, description = "The enquiry."),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters."),
    ),
    request_body(content = CorrectedEnquiry, example = json!({
        "version": 2, "door": "ngo", "asked": "2026-11-22", "why": "Skrevet med forkert dag"
    })),
    responses((status = 204, description = "Done."))
)]
async fn correct(
    State(site): State<Site>,
    caller: Caller,
    Path(enquiry): Path<String>,
    once: Once,
    body: Body,
) -> Result<Response, ApiProblem> {
    let id = enquiry_of(&enquiry)?;
    let command = body.read(|object| {
        let version = object.needed("version", Object::number);
        let door = object.needed("door", |object, key| object.code(key, Door::parse));
        let (asked, why) = (object.needed("asked", Object::day), object.needed("why", Object::text));
        let (offered, met) = (object.day("offered"), object.day("met"));
        let (version, door, asked, why) = (version?, door?, asked?, why?);
        Some(CorrectEnquiry { id, version, door, asked, offered, met, why })
    })?;
    enquiries::correct(&site.ctx, &caller.actor, command, once.0).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn enquiry_of(text: &str) -> Result<EnquiryId, ApiProblem> {
    text.parse().map_err(|_| ApiProblem::NotFound)
}
