//! Evaluation of the live record: the findings as `docs/findings.md` describes them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::programme::ProgrammeId;
use evaluation::disclosure::Released;
use serde::Serialize;
use service::evaluate::{Ask, Compare, Compared, Evaluation, Period, evaluate};
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
    /// What became of the periods that were asked for beside each other; absent where none were. Where nothing is held they
    /// are `findings.periods`.
    #[serde(skip_serializing_if = "Option::is_none")]
    compared: Option<ComparedView>,
    /// The findings, `fodfaeste-findings/1`; `null` where there are so few courses that somebody could be known.
    #[schema(value_type = Option<serde_json::Map<String, serde_json::Value>>)]
    findings: Option<&'a Released>,
}

/// Numbers that are not let out yet.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HeldBack {
    /// The day they are of.
    data_cut: Day,
    /// Why: `release-differs`, `release-hidden`, `release-gives-away`, `release-slice` or `release-sums`.
    #[schema(example = "release-differs")]
    code: &'static str,
}

/// Periods beside each other.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ComparedView {
    /// The periods, in order of time.
    periods: Vec<PeriodView>,
    /// Periods that stand in the way; then none is told. Empty where all are.
    held: Vec<HeldView>,
}

/// A period of first days.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PeriodView {
    /// First day; null where it is open.
    from: Option<Day>,
    /// Last day; null where it is open.
    to: Option<Day>,
}

/// A period that is not told.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HeldView {
    /// Which.
    #[serde(flatten)]
    period: PeriodView,
    /// Why: `period-nobody`, `period-few`, or a code that begins with `release-`.
    #[schema(example = "period-few")]
    code: &'static str,
}

fn period_view(period: Period) -> PeriodView {
    PeriodView { from: period.from.map(Day), to: period.to.map(Day) }
}

fn compared_view(compared: &Compared) -> ComparedView {
    let held = |one: &service::evaluate::HeldPeriod| HeldView {
        period: period_view(one.period),
        code: one.why.code(),
    };
    ComparedView {
        periods: compared.periods.iter().copied().map(period_view).collect(),
        held: compared.held.iter().map(held).collect(),
    }
}

/// Evaluate a programme on the live record
///
/// Numbers are of the end of a month, and of whole months of first days. The same programme, period and day give the same
/// numbers, whoever asks. Numbers that, beside those let out before, would tell of a few persons are refused with 409 and
/// a code that begins with `release-`; without `until` the newest that may be seen are given. The shape is described in
/// `docs/findings.md`. With `compare` courses that began in different periods stand beside each other; where one of the
/// periods cannot be told, none is, and `compared` says why.
#[utoipa::path(
    get,
    path = "/evaluation",
    tag = "evaluation",
    operation_id = "evaluate",
    params(
        ("programme" = String, Query, description = "Programme.", example = "cti-9"),
        ("from" = Option<Day>, Query, description = "Courses that began phase 1 on this day or later."),
        ("to" = Option<Day>, Query, description = "Courses that began phase 1 on this day or earlier."),
        ("compare" = Option<String>, Query, description = "Periods of first days beside each other: `years` or \
            `half-years` (the newest in which courses began, and the one before), or two to four of whole months.",
            example = "2025-01..2025-12,2026-01..2026-12"),
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
        compare: parameters.code("compare", |text| Compare::parse(text).ok()).unwrap_or_default(),
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
        compared: made.compared.as_ref().map(compared_view),
        findings: made.findings.as_deref(),
    };
    json(StatusCode::OK, &view, 65_536)
}
