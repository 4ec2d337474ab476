//! The addresses of the house and what surrounds them. Pages add their own routes in `pages`, machines find theirs in
//! `api`, around which there is no session and no page.

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::middleware::{MOST, headers, look, only_signed_in, panicked, problems};
use crate::problem::Problem;
use crate::site::Site;
use crate::{api, assets, pages};

/// All pages over a state. Serve it on loopback behind a proxy that speaks https, or bare for one's own machine.
///
/// # Errors
/// When a trusted origin is no origin (scheme, host and port, nothing more).
pub fn router(site: Site) -> Result<Router, String> {
    let mut csrf = CsrfLayer::new();
    for origin in &site.settings.trusted_origins {
        csrf = csrf.add_trusted_origin(origin).map_err(|error| error.to_string())?;
    }
    let foreign = |_: ProtectionError| Problem::Foreign.into_response();
    let signed_in = pages::signed_in()
        .layer(from_fn_with_state(site.clone(), pages::course::only_with_reason))
        .layer(from_fn_with_state(site.clone(), pages::course::only_handed))
        .layer(from_fn_with_state(site.clone(), only_signed_in));
    let compression = CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(SizeAbove::new(1_024).and(NotForContentType::new("application/pdf")));
    let staff = signed_in
        .merge(pages::open())
        .fallback(|| async { Problem::NotFound })
        .layer(CatchPanicLayer::custom(panicked))
        .layer(csrf.with_rejection_response(foreign))
        .layer(from_fn_with_state(site.clone(), problems))
        .layer(from_fn_with_state(site.clone(), look))
        .layer(map_response(page_or_problem))
        .layer(DefaultBodyLimit::max(MOST))
        .layer(compression);
    let all = Router::new()
        .merge(assets::routes())
        .merge(operations(&site))
        .merge(api::routes(&site))
        .fallback_service(staff.with_state(site.clone()))
        .layer(from_fn_with_state(site.clone(), headers));
    Ok(all.with_state(site))
}

/// A problem that arose before the language was known still gets words.
async fn page_or_problem(response: Response) -> Response {
    match response.extensions().get::<Problem>() {
        Some(problem) => problem.plain(),
        None => response,
    }
}

/// What the machines around it ask: does it live, is it ready, what has it counted.
fn operations(site: &Site) -> Router<Site> {
    let routes = Router::new().route("/healthz", get(|| async { "ok\n" })).route("/readyz", get(ready));
    match site.settings.metrics.clone() {
        Some(metrics) => routes.route("/metrics", get(move || async move { metrics.render() })),
        None => routes,
    }
}

/// Ready when the store answers.
async fn ready(State(site): State<Site>) -> Response {
    match service::house::answers(&site.ctx).await {
        Ok(()) => "ready\n".into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n").into_response(),
    }
}
