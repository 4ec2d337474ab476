//! Finds out once who is looking, and lets only signed-in people on. A form that comes when the session is over is
//! not lost: the log-in page carries it, and after log-in it is kept as a draft.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use crate::pages::login;
use crate::problem::Problem;
use crate::session::Visit;
use crate::site::Site;
use crate::{cookie, flash};

/// The most a form may weigh, bytes.
pub(crate) const MOST: usize = 512 * 1024;

/// Puts a [`Visit`] beside the request. A message that was shown is taken away.
pub(crate) async fn look(
    State(site): State<Site>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let visit = Arc::new(Visit::of(&site, &parts).await?);
    let shows = visit.flash.is_some() && parts.method == Method::GET;
    let mut request = Request::from_parts(parts, body);
    request.extensions_mut().insert(visit);
    let mut response = next.run(request).await;
    if shows && is_page(&response) {
        let gone = cookie::set(flash::NAME, "", Some(0), site.settings.https);
        response.headers_mut().extend(gone.map(|value| (header::SET_COOKIE, value)));
    }
    Ok(response)
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    kind.is_some_and(|kind| kind.starts_with(b"text/html"))
}

/// Lets signed-in people on; for others there is the log-in page.
pub(crate) async fn only_signed_in(
    State(site): State<Site>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let visit = request.extensions().get::<Arc<Visit>>().cloned().ok_or(Problem::NotFound)?;
    if visit.viewer.is_some() {
        return Ok(next.run(request).await);
    }
    if request.method() == Method::POST {
        let (parts, body) = request.into_parts();
        let typed = axum::body::to_bytes(body, MOST).await.map_err(|_| Problem::unreadable())?;
        let typed = std::str::from_utf8(&typed).unwrap_or_default();
        return login::ended(&site, &visit, &parts.headers, typed).await;
    }
    let target = login::address(&visit.address);
    if visit.partial {
        // htmx would put the log-in page into the list; the whole page has to go there.
        return Ok(([("hx-redirect", target)], "").into_response());
    }
    Ok(Redirect::to(&target).into_response())
}
