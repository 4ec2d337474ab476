//! Evaluation of the live record: the findings as `docs/findings.md` describes them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::programme::ProgrammeId;
use evaluation::disclosure::Released;
use serde::Serialize;
use service::evaluate::{Ask, Evaluation, Period, evaluate};
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
pub(super) struct EvaluationView<'a> {
    /// Programme.
    #[schema(example = "cti-9")]
    programme: &'a str,
    /// Last day the record is known of.
    data_cut: Day,
    /// First and last day on which the courses began; all of them where nothing is said.
    from: Option<Day>,
    /// See `from`.
    to: Option<Day>,
    /// Newer numbers that are not let out yet; absent where these are the newest, or where a day was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    held_back: Option<HeldBack>,
    /// The findings, `fodfaeste-findings/1`; `null` where there are so few courses that somebody could be known.
    #[schema(value_type = Option<serde_json::Map<String, serde_json::Value>>)]
    findings: Option<&'a Released>,
}

/// Numbers that are not let out yet.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HeldBack {
    /// The day they are of.
    data_cut: Day,
    /// Why: `release-differs`, `release-hidden`, `release-gives-away` or `release-slice`.
    #[schema(example = "release-differs")]
    code: &'static str,
}

/// Evaluate a programme on the live record
///
/// Numbers are of the end of a month, and of whole months of first days. The same programme, period and day give the same
/// numbers, whoever asks. Numbers that, beside those let out before, would tell of a few persons are refused with 409 and
/// a code that begins with `release-`; without `until` the newest that may be seen are given. The shape is described in
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
        ("until" = Option<Day>, Query, description = "The record as it stood at the end of the last month that was over on this day."),
    ),
    responses(
        (status = 200, description = "The numbers.", body = EvaluationView),
        (status = 409, description = "The numbers are not let out: beside earlier ones they would tell of a few persons."),
    )
)]
async fn read(State(site): State<Site>, caller: Caller, query: Query) -> Result<Response, ApiProblem> {
    let ask = query.read(|parameters| Ask {
        programme: ProgrammeId(parameters.needed("programme")),
        until: parameters.day("until"),
        period: Period { from: parameters.day("from"), to: parameters.day("to") },
    })?;
    let made = evaluate(&site.ctx, &caller.actor, &ask).await.map_err(ApiProblem::of_query)?;
    Ok(shown(&made))
}

/// An evaluation as it is answered.
pub(super) fn shown(made: &Evaluation) -> Response {
    let view = EvaluationView {
        programme: &made.programme.0,
        data_cut: made.data_cut.into(),
        from: made.period.from.map(Day),
        to: made.period.to.map(Day),
        held_back: made
            .held_back
            .as_ref()
            .map(|withheld| HeldBack { data_cut: withheld.asked.into(), code: withheld.why.code() }),
        findings: made.findings.as_deref(),
    };
    json(StatusCode::OK, &view, 65_536)
}
