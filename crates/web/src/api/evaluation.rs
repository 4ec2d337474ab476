//! Evaluation of the live record: the findings as `docs/findings.md` describes them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::programme::ProgrammeId;
use evaluation::disclosure::Released;
use serde::Serialize;
use service::evaluate::{Ask, Period, evaluate};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::Caller;
use super::input::Query;
use super::problem::ApiProblem;
use super::wire::{Day, json};
use crate::site::Site;

pub(super) fn routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new().routes(routes!(read))
}

/// An evaluation.
#[derive(Debug, Serialize, ToSchema)]
struct EvaluationView<'a> {
    /// Programme.
    #[schema(example = "cti-9")]
    programme: &'a str,
    /// Last day the record is known of.
    data_cut: Day,
    /// First and last day on which the courses began; all of them where nothing is said.
    from: Option<Day>,
    /// See `from`.
    to: Option<Day>,
    /// The findings, `fodfaeste-findings/1`; `null` where there are so few courses that somebody could be known.
    #[schema(value_type = Option<serde_json::Map<String, serde_json::Value>>)]
    findings: Option<&'a Released>,
}

/// Evaluate a programme on the live record
///
/// The same programme, period and day give the same numbers, whoever asks. The shape is described in
/// `docs/findings.md`.
#[utoipa::path(
    get,
    path = "/evaluation",
    tag = "evaluation",
    operation_id = "evaluate",
    params(
        ("programme" = String, Query, description = "Programme.", example = "cti-9"),
        ("from" = Option<Day>, Query, description = "Courses that began phase 1 on this day or later."),
        ("to" = Option<Day>, Query, description = "Courses that began phase 1 on this day or earlier."),
        ("until" = Option<Day>, Query, description = "The record as it stood at the end of this day."),
    ),
    responses((status = 200, description = "The numbers.", body = EvaluationView))
)]
async fn read(State(site): State<Site>, caller: Caller, query: Query) -> Result<Response, ApiProblem> {
    let ask = query.read(|parameters| Ask {
        programme: ProgrammeId(parameters.needed("programme")),
        until: parameters.day("until"),
        period: Period { from: parameters.day("from"), to: parameters.day("to") },
    })?;
    let made = evaluate(&site.ctx, &caller.actor, &ask).await.map_err(ApiProblem::of_query)?;
    let view = EvaluationView {
        programme: &made.programme.0,
        data_cut: made.data_cut.into(),
        from: made.period.from.map(Day),
        to: made.period.to.map(Day),
        findings: made.findings.as_deref(),
    };
    Ok(json(StatusCode::OK, &view, 65_536))
}
