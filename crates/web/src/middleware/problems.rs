//! Turns problems into pages: in the language of the person, inside the frame where she is signed in, with an id
//! for the log where the program is at fault, and never with a trace. A form that another site sent is refused, but
//! what was written in it is given back on the page: neither done nor kept, and not lost.

use std::any::Any;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::look::MOST;
use crate::form::Fields;
use crate::pages::problem;
use crate::problem::Problem;
use crate::session::Visit;
use crate::site::Site;
use crate::words::Words;

/// Renders what went wrong behind it.
pub(crate) async fn problems(State(site): State<Site>, request: Request, next: Next) -> Response {
    let visit = request.extensions().get::<Arc<Visit>>().cloned();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let (mut response, typed) = answer(request, next).await;
    let problem = match (response.extensions_mut().remove::<Problem>(), response.status()) {
        (Some(problem), _) => problem,
        (None, StatusCode::METHOD_NOT_ALLOWED) => Problem::Method,
        (None, StatusCode::PAYLOAD_TOO_LARGE) => Problem::Unreadable,
        (None, _) => return response,
    };
    if problem == Problem::Method && method == Method::GET && response.headers().contains_key(header::ALLOW) {
        // After log-in one is led to where a form was sent; where no page stands, the one above it is meant.
        let above = path.rsplit_once('/').map_or("/", |(above, _)| above);
        return Redirect::to(if above.is_empty() { "/" } else { above }).into_response();
    }
    let incident = matches!(problem, Problem::Server(_)).then(|| site.incident());
    if let (Problem::Server(reason), Some(id)) = (&problem, &incident) {
        tracing::error!(%method, path, id, reason, "request failed");
        metrics::counter!("fodfaeste_request_failures_total").increment(1);
    }
    let visit = visit
        .unwrap_or_else(|| Arc::new(Visit::unknown(Words::danish(site.ctx.today()), site.ctx.synthetic())));
    let typed = if problem == Problem::Foreign { typed } else { Vec::new() };
    let page = problem::page(&visit, &problem, incident.as_deref(), typed);
    let mut page = page.unwrap_or_else(|_| plain(&problem));
    if let Some(allow) = response.headers().get(header::ALLOW) {
        page.headers_mut().insert(header::ALLOW, allow.clone());
    }
    page
}

/// The answer, and the words of a form that may have come from elsewhere.
async fn answer(request: Request, next: Next) -> (Response, Vec<String>) {
    if !may_be_foreign(&request) {
        return (next.run(request).await, Vec::new());
    }
    match with_words(request).await {
        Some((request, typed)) => (next.run(request).await, typed),
        None => (Problem::Unreadable.into_response(), Vec::new()),
    }
}

/// True for a form that did not plainly come from a page of this house.
fn may_be_foreign(request: &Request) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    request.method() == Method::POST
        && !matches!(header("sec-fetch-site"), Some("same-origin" | "none"))
        && header("content-type").is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

/// The request, and the words that were typed in it; none for one that is too long.
async fn with_words(request: Request) -> Option<(Request, Vec<String>)> {
    let (parts, body) = request.into_parts();
    let bytes = axum::body::to_bytes(body, MOST).await.ok()?;
    let words = typed_words(&bytes);
    Some((Request::from_parts(parts, Body::from(bytes)), words))
}

/// What somebody wrote: no codes, dates, ids or keys, and never a password.
fn typed_words(body: &[u8]) -> Vec<String> {
    let codes = |text: &str| {
        text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.:/?=&%".contains(c))
    };
    let secret = |name: &str| matches!(name, "password" | "old" | "kept" | "til" | "fra");
    let fields = Fields::parse(body);
    let pairs = fields.pairs().filter(|(name, value)| !secret(name) && !codes(value.trim()));
    pairs.map(|(_, value)| value.to_owned()).collect()
}

/// When even the page of a problem cannot be made.
fn plain(problem: &Problem) -> Response {
    (problem.status(), "Det gik galt hos os. Prøv igen om lidt.\n").into_response()
}

/// A handler that stopped in the middle: the request is answered as a fault of the program.
#[expect(clippy::needless_pass_by_value, reason = "the shape that the layer asks for")]
pub(crate) fn panicked(reason: Box<dyn Any + Send + 'static>) -> Response {
    let text = reason
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| reason.downcast_ref::<&str>().copied())
        .unwrap_or("no reason given");
    Problem::Server(format!("panic: {text}")).into_response()
}
