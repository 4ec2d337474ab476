//! Studies that the organisation keeps: a programme's study with what is left out of it, under a name.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::id::StudyId;
use domain::programme::ProgrammeId;
use serde::Serialize;
use service::evaluate::{Compare, Period};
use service::studies::{self, Asks, KeepStudy, KeptStudy};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::{Caller, Once};
use super::evaluation::{EvaluationView, shown};
use super::input::Body;
use super::problem::ApiProblem;
use super::wire::{Day, Id, created, json};
use crate::site::Site;

pub(super) fn routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new().routes(routes!(list, keep)).routes(routes!(read, remove)).routes(routes!(run))
}

/// A study that is kept.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StudyView {
    /// Its id.
    id: Id,
    /// Its name, which stands on its reports.
    #[schema(example = "Til udvalget")]
    name: String,
    /// The programme it is about.
    #[schema(example = "cti-12")]
    programme: String,
    /// The record as it stood at the end of the last month that was over on this day; the newest where nothing is said.
    until: Option<Day>,
    /// Courses that began phase 1 in the months from this day on.
    from: Option<Day>,
    /// Courses that began phase 1 in the months up to this day.
    to: Option<Day>,
    /// Periods of first days beside each other, as in `GET /evaluation`; absent where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    compare: Option<String>,
    /// Measures of the programme's study that are left out.
    without_measures: Vec<String>,
    /// Sub-groups of it that are left out.
    without_groups: Vec<String>,
    /// Counts below it are hidden; that of the programme's study where nothing is said.
    threshold: Option<u64>,
}

/// Studies, by name.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StudyList {
    /// The studies.
    studies: Vec<StudyView>,
}

/// A study with its file.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WholeStudy {
    /// The study.
    #[serde(flatten)]
    study: StudyView,
    /// The same as a study file (`docs/study.md`).
    toml: String,
}

/// A study to keep.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(super) struct NewStudy {
    /// Its name; no other study of the organisation is called so.
    #[schema(max_length = 80)]
    name: String,
    /// The programme it is about.
    programme: String,
    /// As in a study that is kept.
    until: Option<Day>,
    /// As in a study that is kept.
    from: Option<Day>,
    /// As in a study that is kept.
    to: Option<Day>,
    /// As in a study that is kept.
    compare: Option<String>,
    /// Measures to leave out; not the one that the study is mostly about.
    without_measures: Option<Vec<String>>,
    /// Sub-groups to leave out.
    without_groups: Option<Vec<String>>,
    /// 3 to 10.
    #[schema(minimum = 3, maximum = 10)]
    threshold: Option<u64>,
}

/// What was kept.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MadeStudy {
    /// The study.
    id: Id,
}

fn view(study: &KeptStudy) -> StudyView {
    let Asks { until, period, compare, without_measures, without_groups, threshold } = &study.asks;
    StudyView {
        id: study.id.into(),
        name: study.name.clone(),
        programme: study.programme.0.clone(),
        until: until.map(Day),
        from: period.from.map(Day),
        to: period.to.map(Day),
        compare: Some(compare.to_text()).filter(|text| !text.is_empty()),
        without_measures: without_measures.iter().cloned().collect(),
        without_groups: without_groups.iter().cloned().collect(),
        threshold: *threshold,
    }
}

/// The studies that the organisation keeps
#[utoipa::path(
    get,
    path = "/studies",
    tag = "evaluation",
    operation_id = "listStudies",
    responses((status = 200, description = "The studies.", body = StudyList))
)]
async fn list(State(site): State<Site>, caller: Caller) -> Result<Response, ApiProblem> {
    let studies: Vec<_> = studies::list(&site.ctx, &caller.actor).await?.iter().map(view).collect();
    let about = 64 + 256 * studies.len();
    Ok(json(StatusCode::OK, &StudyList { studies }, about))
}

/// Keep a study
///
/// It belongs to the organisation.
#[utoipa::path(
    post,
    path = "/studies",
    tag = "evaluation",
    operation_id = "keepStudy",
    params(("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters.")),
    request_body(content = NewStudy, example = json!({
        "name": "Til udvalget", "programme": "cti-12", "without_measures": ["bolig"], "threshold": 6
    })),
    responses((status = 201, description = "It is kept.", body = MadeStudy,
        headers(("Location" = String, description = "Its address."))))
)]
async fn keep(
    State(site): State<Site>,
    caller: Caller,
    once: Once,
    body: Body,
) -> Result<Response, ApiProblem> {
    let command = body.read(|object| {
        let name = object.needed("name", super::input::Object::text);
        let programme = object.needed("programme", super::input::Object::text);
        let (until, from, to) = (object.day("until"), object.day("from"), object.day("to"));
        let compare = object.code("compare", |text| Compare::parse(text).ok()).unwrap_or_default();
        let mut names = |key| object.texts(key, |name| Some(name.to_owned())).unwrap_or_default();
        let (measures, groups) = (names("without_measures"), names("without_groups"));
        Some(KeepStudy {
            name: name?,
            programme: ProgrammeId(programme?),
            asks: Asks {
                until,
                period: Period { from, to },
                compare,
                without_measures: measures.into_iter().collect(),
                without_groups: groups.into_iter().collect(),
                threshold: object.number("threshold"),
            },
        })
    })?;
    let id = studies::keep(&site.ctx, &caller.actor, command, once.0).await?;
    Ok(created(format_args!("/api/v1/studies/{id}"), &MadeStudy { id: id.into() }))
}

/// A study, and its file
#[utoipa::path(
    get,
    path = "/studies/{study}",
    tag = "evaluation",
    operation_id = "readStudy",
    params(("study" = Id, Path, description = "The study.")),
    responses((status = 200, description = "The study.", body = WholeStudy))
)]
async fn read(
    State(site): State<Site>,
    caller: Caller,
    Path(study): Path<String>,
) -> Result<Response, ApiProblem> {
    let id = study_of(&study)?;
    let study = view(&studies::get(&site.ctx, &caller.actor, id).await?);
    let toml = studies::as_file(&site.ctx, &caller.actor, id).await?;
    Ok(json(StatusCode::OK, &WholeStudy { study, toml }, 16_384))
}

/// Throw a study away
///
/// It can be fetched back for a day, on the page.
#[utoipa::path(
    delete,
    path = "/studies/{study}",
    tag = "evaluation",
    operation_id = "removeStudy",
    params(("study" = Id, Path, description = "The study.")),
    responses((status = 204, description = "It is thrown away."))
)]
async fn remove(
    State(site): State<Site>,
    caller: Caller,
    Path(study): Path<String>,
) -> Result<Response, ApiProblem> {
    studies::remove(&site.ctx, &caller.actor, study_of(&study)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Evaluate a kept study on the live record
///
/// As `GET /evaluation`, with what the study asks for.
#[utoipa::path(
    get,
    path = "/studies/{study}/evaluation",
    tag = "evaluation",
    operation_id = "evaluateStudy",
    params(("study" = Id, Path, description = "The study.")),
    responses(
        (status = 200, description = "The numbers.", body = EvaluationView),
        (status = 409, description = "The numbers are not let out: beside earlier ones they would tell of a few persons."),
    )
)]
async fn run(
    State(site): State<Site>,
    caller: Caller,
    Path(study): Path<String>,
) -> Result<Response, ApiProblem> {
    Ok(shown(&studies::run(&site.ctx, &caller.actor, study_of(&study)?).await?))
}

fn study_of(text: &str) -> Result<StudyId, ApiProblem> {
    text.parse().map_err(|_| ApiProblem::NotFound)
}
