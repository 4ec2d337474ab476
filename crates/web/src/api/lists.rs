//! Lists of courses that the caller keeps for herself: a name for what a list is asked for.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::id::SavedListId;
use domain::programme::ProgrammeId;
use serde::Serialize;
use service::courses::saved::{self, ChangeList, KeepList, SavedList};
use service::courses::{Query, Sort, StageFilter, Tab, WorkerFilter};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::Caller;
use super::course::{stage, worker};
use super::input::{Body, Object};
use super::problem::ApiProblem;
use super::wire::{Id, created, json};
use crate::site::Site;

pub(super) fn routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new().routes(routes!(list, keep)).routes(routes!(change, remove))
}

/// What a list is asked for: the parameters of `GET /courses` by their names; what is not there is as usual.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Asked {
    /// A code, or a part of an alias.
    #[serde(skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    /// `open` (when nothing is said), `contact_making`, `running`, `closed`, `all`.
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<&'static str>,
    /// Of this programme.
    #[serde(skip_serializing_if = "Option::is_none")]
    programme: Option<String>,
    /// Also courses of archived programmes.
    #[serde(skip_serializing_if = "Option::is_none")]
    archived: Option<bool>,
    /// Of the fixed worker with this id, or `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    worker: Option<String>,
    /// In this phase today; 0 is contact-making.
    #[serde(skip_serializing_if = "Option::is_none")]
    phase: Option<u8>,
    /// A standing list.
    #[serde(skip_serializing_if = "Option::is_none")]
    tab: Option<&'static str>,
    /// By what it is sorted.
    #[serde(skip_serializing_if = "Option::is_none")]
    sort: Option<&'static str>,
    /// The other way round.
    #[serde(skip_serializing_if = "Option::is_none")]
    descending: Option<bool>,
}

impl From<&Query> for Asked {
    fn from(query: &Query) -> Self {
        let stage = match query.stage {
            StageFilter::Open => None,
            StageFilter::ContactMaking => Some("contact_making"),
            StageFilter::Running => Some("running"),
            StageFilter::Closed => Some("closed"),
            StageFilter::All => Some("all"),
        };
        Self {
            q: Some(query.text.clone()).filter(|text| !text.is_empty()),
            stage,
            programme: query.programme.as_ref().map(|programme| programme.0.clone()),
            archived: query.archived.then_some(true),
            worker: query.worker.map(|worker| match worker {
                WorkerFilter::User(user) => user.to_string(),
                WorkerFilter::Nobody => "none".to_owned(),
            }),
            phase: query.phase,
            tab: (query.tab != Tab::All).then(|| query.tab.code()),
            sort: (query.sort != Sort::Silence).then(|| query.sort.code()),
            descending: query.descending.then_some(true),
        }
    }
}

/// A list that the caller keeps.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ListOfOnesOwn {
    /// Its id.
    id: Id,
    /// What she calls it.
    #[schema(example = "Fase 3 uden plan")]
    name: String,
    /// True when it stands among the tabs of the page.
    pinned: bool,
    /// What it is asked for.
    query: Asked,
}

/// The lists that the caller keeps, pinned ones first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ListsOfOnesOwn {
    /// The lists.
    lists: Vec<ListOfOnesOwn>,
}

/// A list to keep.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(super) struct NewList {
    /// What she calls it; no other of her lists is called so.
    #[schema(max_length = 60)]
    name: String,
    /// Among the tabs of the page; `false` when nothing is said.
    pinned: Option<bool>,
    /// What it is asked for; all open courses when nothing is said.
    query: Option<Asked>,
}

/// A list as it is to be; what is not there stays as it is.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(super) struct ChangedList {
    /// Another name.
    name: Option<String>,
    /// Among the tabs of the page or not.
    pinned: Option<bool>,
    /// Another question, in the place of the one that stands there.
    query: Option<Asked>,
}

/// What was kept.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct KeptList {
    /// The list.
    id: Id,
}

/// The lists that the caller keeps for herself
#[utoipa::path(
    get,
    path = "/lists",
    tag = "courses",
    operation_id = "listLists",
    responses((status = 200, description = "The lists.", body = ListsOfOnesOwn))
)]
async fn list(State(site): State<Site>, caller: Caller) -> Result<Response, ApiProblem> {
    let own = saved::saved(&site.ctx, &caller.actor).await?;
    let view = |list: SavedList| ListOfOnesOwn {
        id: list.id.into(),
        query: Asked::from(&list.query),
        name: list.name,
        pinned: list.pinned,
    };
    let lists: Vec<_> = own.into_iter().map(view).collect();
    let about = 64 + 256 * lists.len();
    Ok(json(StatusCode::OK, &ListsOfOnesOwn { lists }, about))
}

/// Keep a list
///
/// It is hers alone, and always shows what fits on the day.
#[utoipa::path(
    post,
    path = "/lists",
    tag = "courses",
    operation_id = "keepList",
    request_body(content = NewList, example = json!({
        "name": "Fase 3 uden plan", "pinned": true, "query": { "phase": 3, "tab": "without_long_term_plan" }
    })),
    responses((status = 201, description = "It is kept.", body = KeptList,
        headers(("Location" = String, description = "Its address."))))
)]
async fn keep(State(site): State<Site>, caller: Caller, body: Body) -> Result<Response, ApiProblem> {
    let command = body.read(|object| {
        let (name, pinned) = (object.needed("name", Object::text), object.flag("pinned"));
        let query = object.object("query", |object| Some(asked(object))).unwrap_or_default();
        Some(KeepList { name: name?, query, pinned: pinned.unwrap_or_default() })
    })?;
    let id = saved::keep(&site.ctx, &caller.actor, command).await?;
    Ok(created(format_args!("/api/v1/lists/{id}"), &KeptList { id: id.into() }))
}

/// Rename, pin or change a list
#[utoipa::path(
    patch,
    path = "/lists/{list}",
    tag = "courses",
    operation_id = "changeList",
    params(("list" = Id, Path, description = "The list.")),
    request_body(content = ChangedList, example = json!({ "name": "Fase 3", "pinned": false })),
    responses((status = 204, description = "Done."))
)]
async fn change(
    State(site): State<Site>,
    caller: Caller,
    Path(list): Path<String>,
    body: Body,
) -> Result<Response, ApiProblem> {
    let id = list_of(&list)?;
    let command = body.read(|object| {
        let (name, pinned) = (object.text("name"), object.flag("pinned"));
        Some(ChangeList { id, name, query: object.object("query", |object| Some(asked(object))), pinned })
    })?;
    saved::change(&site.ctx, &caller.actor, command).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Throw a list away
///
/// It can be fetched back for a day, on the page.
#[utoipa::path(
    delete,
    path = "/lists/{list}",
    tag = "courses",
    operation_id = "removeList",
    params(("list" = Id, Path, description = "The list.")),
    responses((status = 204, description = "It is thrown away."))
)]
async fn remove(
    State(site): State<Site>,
    caller: Caller,
    Path(list): Path<String>,
) -> Result<Response, ApiProblem> {
    saved::remove(&site.ctx, &caller.actor, list_of(&list)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn list_of(text: &str) -> Result<SavedListId, ApiProblem> {
    text.parse().map_err(|_| ApiProblem::NotFound)
}

fn asked(object: &mut Object) -> Query {
    let usual = Query::default();
    Query {
        text: object.text("q").unwrap_or_default(),
        stage: object.code("stage", stage).unwrap_or(usual.stage),
        programme: object.text("programme").map(ProgrammeId),
        archived: object.flag("archived").unwrap_or_default(),
        worker: object.code("worker", worker),
        phase: object.number("phase"),
        tab: object.code("tab", Tab::parse).unwrap_or(usual.tab),
        sort: object.code("sort", Sort::parse).unwrap_or(usual.sort),
        descending: object.flag("descending").unwrap_or_default(),
        ..usual
    }
}
