//! Turns problems into pages: in the language of the person, inside the frame where she is signed in, with an id
//! for the log where the program is at fault, and never with a trace. What was written in a form that could not be
//! taken is not lost: it is given back on the page, and where she is known kept as a draft of the form too. Of a form that
//! another site sent nothing is done or kept.

use std::any::Any;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use service::draft::SaveDraft;

use super::look::MOST;
use crate::form::Fields;
use crate::pages::login;
use crate::pages::problem::{self, Rescued};
use crate::problem::Problem;
use crate::session::Visit;
use crate::site::Site;
use crate::words::Words;

/// Renders what went wrong behind it.
pub(crate) async fn problems(State(site): State<Site>, request: Request, next: Next) -> Response {
    let visit = request.extensions().get::<Arc<Visit>>().cloned();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let (mut response, body) = answer(request, next).await;
    let Some(problem) = arisen(&mut response, &method) else { return response };
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
    let rescued = rescue(&site, &visit, &problem, &body).await;
    let page = problem::page(&visit, &problem, incident.as_deref(), rescued);
    let mut page = page.unwrap_or_else(|_| problem.plain());
    if let Some(allow) = response.headers().get(header::ALLOW) {
        page.headers_mut().insert(header::ALLOW, allow.clone());
    }
    page
}

/// What went wrong, if anything did. Whoever only wanted to read is not told that reading works.
fn arisen(response: &mut Response, method: &Method) -> Option<Problem> {
    let problem = match (response.extensions_mut().remove::<Problem>(), response.status()) {
        (Some(problem), _) => problem,
        (None, StatusCode::METHOD_NOT_ALLOWED) => Problem::Method,
        (None, StatusCode::PAYLOAD_TOO_LARGE) => Problem::Unreadable,
        (None, _) => return None,
    };
    let reads = method == Method::GET || method == Method::HEAD;
    Some(if problem == Problem::ReadOnly && reads { Problem::Unreachable } else { problem })
}

/// What becomes of the words of a form that was not taken.
async fn rescue(site: &Site, visit: &Visit, problem: &Problem, body: &[u8]) -> Rescued {
    let words = typed_words(body);
    match (problem, &visit.viewer) {
        _ if words.is_empty() => Rescued::Nothing,
        (Problem::Foreign | Problem::Conflict, _) | (Problem::Server(_) | Problem::ReadOnly, None) => {
            Rescued::GivenBack(words)
        }
        (Problem::Server(_) | Problem::ReadOnly, Some(viewer)) => {
            let draft =
                SaveDraft { form: login::form_of(&visit.address).to_owned(), body: login::draft_of(body) };
            match service::draft::save(&site.ctx, &viewer.actor, draft).await {
                Ok(_) => Rescued::Draft(words),
                Err(_) => Rescued::GivenBack(words),
            }
        }
        _ => Rescued::Nothing,
    }
}

/// The answer, and the body of a form, which may be wanted once more.
async fn answer(request: Request, next: Next) -> (Response, Bytes) {
    if !is_form(&request) {
        return (next.run(request).await, Bytes::new());
    }
    let (parts, body) = request.into_parts();
    match axum::body::to_bytes(body, MOST).await {
        Ok(body) => (next.run(Request::from_parts(parts, Body::from(body.clone()))).await, body),
        Err(_) => (Problem::Unreadable.into_response(), Bytes::new()),
    }
}

fn is_form(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    request.method() == Method::POST
        && kind.is_some_and(|kind| kind.starts_with(b"application/x-www-form-urlencoded"))
}

/// What somebody wrote: no codes, dates, ids or keys, and never a password.
fn typed_words(body: &[u8]) -> Vec<String> {
    let codes = |text: &str| {
        text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.:/?=&%".contains(c))
    };
    let secret = |name: &str| login::SECRET.contains(&name) || matches!(name, "kept" | "til" | "fra");
    let fields = Fields::parse(body);
    let pairs = fields.pairs().filter(|(name, value)| !secret(name) && !codes(value.trim()));
    pairs.map(|(_, value)| value.to_owned()).collect()
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
