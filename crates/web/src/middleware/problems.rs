//! Turns problems into pages: in the language of the person, inside the frame where she is signed in, with an id
//! for the log where the program is at fault, and never with a trace.

use std::any::Any;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::pages::problem;
use crate::problem::Problem;
use crate::session::Visit;
use crate::site::Site;
use crate::words::Words;

/// Renders what went wrong behind it.
pub(crate) async fn problems(State(site): State<Site>, request: Request, next: Next) -> Response {
    let visit = request.extensions().get::<Arc<Visit>>().cloned();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut response = next.run(request).await;
    let problem = match (response.extensions_mut().remove::<Problem>(), response.status()) {
        (Some(problem), _) => problem,
        (None, StatusCode::METHOD_NOT_ALLOWED) => Problem::Method,
        (None, StatusCode::PAYLOAD_TOO_LARGE) => Problem::Unreadable,
        (None, _) => return response,
    };
    let incident = matches!(problem, Problem::Server(_)).then(|| site.incident());
    if let (Problem::Server(reason), Some(id)) = (&problem, &incident) {
        tracing::error!(%method, path, id, reason, "request failed");
        metrics::counter!("fodfaeste_request_failures_total").increment(1);
    }
    let visit = visit
        .unwrap_or_else(|| Arc::new(Visit::unknown(Words::danish(site.ctx.today()), site.ctx.synthetic())));
    let page = problem::page(&visit, &problem, incident.as_deref());
    let mut page = page.unwrap_or_else(|_| plain(&problem));
    if let Some(allow) = response.headers().get(header::ALLOW) {
        page.headers_mut().insert(header::ALLOW, allow.clone());
    }
    page
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
