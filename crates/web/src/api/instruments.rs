//! Instruments as a programme asks them: items, scoring, bands, limits of change with their sources.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::instrument::{Choice, Instrument, InstrumentId, Item, ItemKind, Scoring};
use domain::programme::ProgrammeId;
use serde::Serialize;
use service::content::Licence;
use service::programme::instrument;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::Caller;
use super::input::Query;
use super::problem::ApiProblem;
use super::wire::{TextView, json};
use crate::site::Site;

pub(super) fn routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new().routes(routes!(read))
}

/// An instrument.
#[derive(Debug, Serialize, ToSchema)]
struct InstrumentDescription<'a> {
    /// Key.
    #[schema(example = "who5")]
    id: &'a str,
    /// Version; scoring is never changed within one.
    #[schema(example = "1.0.0")]
    version: &'a str,
    /// Name for staff.
    name: TextView<'a>,
    /// Short name beside charts.
    short_name: TextView<'a>,
    /// Source line that the licence asks for.
    attribution: TextView<'a>,
    /// Terms of use.
    licence: LicenceDescription<'a>,
    /// False while the texts of the items are not installed.
    texts_installed: bool,
    /// Items in order.
    items: Vec<ItemDescription<'a>>,
    /// How a score comes about: `sum_times` (of all items, times `factor`), `mean_answered`; none without a score.
    scoring: Option<&'static str>,
    /// The factor.
    factor: Option<f64>,
    /// Bands of the score, from low to high.
    bands: Vec<BandDescription<'a>>,
    /// What counts as a change.
    change: Option<ChangeDescription<'a>>,
}

/// Terms of use.
#[derive(Debug, Serialize, ToSchema)]
struct LicenceDescription<'a> {
    /// SPDX identifier.
    id: &'a str,
    /// Who owns it.
    holder: &'a str,
    /// Where it stands.
    url: Option<&'a str>,
}

/// An item.
#[derive(Debug, Serialize, ToSchema)]
struct ItemDescription<'a> {
    /// Key: that of an answer.
    #[schema(example = "happy")]
    key: &'a str,
    /// The question; empty while texts are not installed.
    text: TextView<'a>,
    /// What can be answered: `scale`, `yes_no` (1, 0), `choice`, `several` (bits of the options added up), `number`.
    #[schema(example = "scale")]
    kind: &'static str,
    /// Lowest value.
    min: Option<i32>,
    /// Highest value.
    max: Option<i32>,
    /// The options of a choice.
    options: Vec<OptionDescription<'a>>,
    /// Part of the score.
    scored: bool,
    /// Left out without being missed.
    optional: bool,
}

/// An option of a choice.
#[derive(Debug, Serialize, ToSchema)]
struct OptionDescription<'a> {
    /// The value (number of the bit for `several`).
    value: i32,
    /// Stable key, used in files.
    key: &'a str,
    /// Word on screen.
    text: TextView<'a>,
}

/// A band of the score.
#[derive(Debug, Serialize, ToSchema)]
struct BandDescription<'a> {
    /// Highest score in it.
    up_to: f64,
    /// Key.
    key: &'a str,
    /// Words on screen.
    text: TextView<'a>,
    /// True for a band that asks for a talk.
    at_risk: bool,
}

/// What counts as a change, with where that is from.
#[derive(Debug, Serialize, ToSchema)]
struct ChangeDescription<'a> {
    /// Least change that counts as noticeable.
    relevant: f64,
    /// Where that is from.
    relevant_source: &'a str,
    /// Least change beyond one person's measurement noise (95 %).
    reliable: Option<f64>,
    /// Where that is from.
    reliable_source: Option<&'a str>,
}

fn item(item: &Item) -> ItemDescription<'_> {
    let (kind, options): (_, &[Choice]) = match &item.kind {
        ItemKind::Scale { .. } => ("scale", &[]),
        ItemKind::YesNo => ("yes_no", &[]),
        ItemKind::Choice { options } => ("choice", options),
        ItemKind::Several { options } => ("several", options),
        ItemKind::Number { .. } => ("number", &[]),
    };
    let range = item.kind.range();
    ItemDescription {
        key: &item.key,
        text: TextView(&item.text),
        kind,
        min: range.map(|range| range.0),
        max: range.map(|range| range.1),
        options: options.iter().map(option).collect(),
        scored: item.scored,
        optional: item.optional,
    }
}

fn option(choice: &Choice) -> OptionDescription<'_> {
    OptionDescription { value: choice.value, key: &choice.key, text: TextView(&choice.text) }
}

fn description<'a>(instrument: &'a Instrument, licence: &'a Licence) -> InstrumentDescription<'a> {
    let (scoring, factor) = match instrument.scoring {
        Some(Scoring::SumTimes { factor }) => (Some("sum_times"), Some(factor)),
        Some(Scoring::MeanAnswered) => (Some("mean_answered"), None),
        None => (None, None),
    };
    let bands = instrument.bands.iter().map(|band| BandDescription {
        up_to: band.up_to,
        key: &band.key,
        text: TextView(&band.text),
        at_risk: band.at_risk,
    });
    InstrumentDescription {
        id: instrument.id.as_str(),
        version: &instrument.version,
        name: TextView(&instrument.name),
        short_name: TextView(&instrument.short_name),
        attribution: TextView(&instrument.attribution),
        licence: LicenceDescription { id: &licence.id, holder: &licence.holder, url: licence.url.as_deref() },
        texts_installed: instrument.texts_installed,
        items: instrument.items.iter().map(item).collect(),
        scoring,
        factor,
        bands: bands.collect(),
        change: instrument.change.as_ref().map(|change| ChangeDescription {
            relevant: change.relevant,
            relevant_source: &change.relevant_source,
            reliable: change.reliable,
            reliable_source: change.reliable_source.as_deref(),
        }),
    }
}

/// An instrument
///
/// One that is asked for each area of life has the items of all areas of a programme when that is named.
#[utoipa::path(
    get,
    path = "/instruments/{instrument}",
    tag = "programmes",
    operation_id = "readInstrument",
    params(
        ("instrument" = String, Path, description = "Key.", example = "who5"),
        ("programme" = Option<String>, Query, description = "As this programme asks it."),
    ),
    responses((status = 200, description = "The instrument.", body = InstrumentDescription))
)]
async fn read(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    query: Query,
) -> Result<Response, ApiProblem> {
    let programme = query.read(|parameters| parameters.text("programme"))?.map(ProgrammeId);
    let (asked, entry) = instrument(&site.ctx, &caller.actor, &InstrumentId(id), programme.as_ref())?;
    Ok(json(StatusCode::OK, &description(asked, &entry.licence), 8_192))
}
