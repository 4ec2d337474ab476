//! A screen in the citizen's hands: a cookie names the one form it may show, and every other address is the lock.
//! It is no permission; it only takes some away until somebody logs in again.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use crate::cookie;
use crate::session::cookie_name;
use crate::site::Site;

/// The cookie.
const NAME: &str = "givet";
/// What it says once the form is done: nothing may be shown.
const LOCKED: &str = "laast";

/// True when the screen is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Handed(pub(crate) bool);

impl<S: Sync> FromRequestParts<S> for Handed {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(path(&parts.headers).is_some()))
    }
}

fn path(headers: &HeaderMap) -> Option<&str> {
    cookie::read(headers, NAME).filter(|path| !path.is_empty())
}

/// The cookie of a form's address.
pub(crate) fn given(path: &str, https: bool) -> Option<HeaderValue> {
    cookie::set(NAME, path, None, https)
}

/// The cookie of a screen whose form is done.
pub(crate) fn locked(https: bool) -> Option<HeaderValue> {
    cookie::set(NAME, LOCKED, None, https)
}

/// Lets a screen that was handed over show its form and nothing else: everything else ends the session.
pub(crate) async fn only_handed(State(site): State<Site>, request: Request, next: Next) -> Response {
    let Some(allowed) = path(request.headers()) else { return next.run(request).await };
    let asked = request.uri().path();
    let within =
        asked.strip_prefix(allowed).is_some_and(|rest| matches!(rest, "/svar" | "/rest" | "/samlet"));
    if within {
        return next.run(request).await;
    }
    if let Some(secret) = cookie::read(request.headers(), cookie_name(site.settings.https))
        && let Err(error) = service::session::log_out(&site.ctx, secret).await
    {
        tracing::error!(%error, "a session that was handed over could not be ended");
    }
    let mut response = Redirect::to("/log-ind").into_response();
    for name in [NAME, cookie_name(site.settings.https)] {
        let gone = cookie::set(name, "", Some(0), site.settings.https);
        response.headers_mut().extend(gone.map(|cookie| (header::SET_COOKIE, cookie)));
    }
    response
}
