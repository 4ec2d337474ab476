//! The JSON API under `/api/v1`, for machines of the municipality: the same intentions as the pages, for the member of
//! staff whose token is sent. The document at `openapi.json` is made from the handlers themselves.

mod caller;
mod contacts;
mod course;
mod document;
mod due;
mod enquiries;
mod evaluation;
mod fault;
mod group;
mod house;
mod input;
mod instruments;
mod lists;
mod on_course;
mod problem;
mod responses;
mod studies;
mod wire;

use std::any::Any;
use std::sync::LazyLock;

use axum::Router;
use axum::body::Bytes;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa_axum::router::OpenApiRouter;

use crate::site::Site;
pub(crate) use course::Lines;
use problem::{ApiProblem, problems};

/// Where the API is found.
const BASE: &str = "/api/v1";
/// The most a body may weigh, bytes.
const MOST: usize = 1024 * 1024;

/// The API.
pub(crate) fn routes(site: &Site) -> Router<Site> {
    let (router, _) = all().split_for_parts();
    let router = router
        .route("/openapi.json", get(|| async { described() }))
        .fallback(|| async { ApiProblem::NotFound })
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(site.clone(), problems))
        .layer(DefaultBodyLimit::max(MOST));
    Router::new().nest(BASE, router)
}

fn all() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .merge(house::routes())
        .merge(course::routes())
        .merge(contacts::routes())
        .merge(responses::routes())
        .merge(lists::routes())
        .merge(enquiries::routes())
        .merge(instruments::routes())
        .merge(evaluation::routes())
        .merge(studies::routes())
}

/// The document of the API. Few ask for it, and it takes a catalogue of texts to write, so it is written for the first who
/// does.
static DOCUMENT: LazyLock<Bytes> =
    LazyLock::new(|| Bytes::from(document::written(all().split_for_parts().1)));

fn described() -> Response {
    let kind = HeaderValue::from_static("application/vnd.oai.openapi+json;version=3.1");
    ([(header::CONTENT_TYPE, kind)], DOCUMENT.clone()).into_response()
}

/// A handler that stopped in the middle: the request is answered as a fault of the program.
#[expect(clippy::needless_pass_by_value, reason = "the shape that the layer asks for")]
fn panicked(reason: Box<dyn Any + Send + 'static>) -> Response {
    let text = reason
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| reason.downcast_ref::<&str>().copied())
        .unwrap_or("no reason given");
    ApiProblem::Server(format!("panic: {text}")).into_response()
}
