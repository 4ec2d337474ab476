//! *Mere*, the switch of language, the accessibility statement.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use locale::Language;

use crate::cookie;
use crate::flash::is_own_path;
use crate::form::Fields;
use crate::page::{Page, Place, render};
use crate::problem::Problem;
use crate::session::{LANGUAGE, SignedIn, Visit};
use crate::site::Site;

/// A year: how long a chosen language is remembered, seconds.
pub(super) const YEAR: u32 = 365 * 24 * 60 * 60;

/// Addresses that need nobody signed in.
pub(crate) fn open_routes() -> Router<Site> {
    Router::new().route("/sprog", post(language)).route("/tilgaengelighed", get(accessibility))
}

/// Addresses for people who are signed in.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/mere", get(more))
}

#[derive(Template)]
#[template(path = "more.html")]
struct MorePage {
    page: Page,
}

async fn more(who: SignedIn) -> Result<Response, Problem> {
    render(&MorePage { page: Page::new(&who, "nav-more", Place::More) })
}

#[derive(Template)]
#[template(path = "accessibility.html")]
struct AccessibilityPage {
    page: Page,
}

async fn accessibility(visit: Visit) -> Result<Response, Problem> {
    render(&AccessibilityPage { page: Page::open(&visit, "frame-accessibility") })
}

/// Remembers a language on this device and goes back to the page.
async fn language(State(site): State<Site>, fields: Fields) -> Response {
    let back = fields.text("fra").filter(|path| is_own_path(path)).unwrap_or("/");
    let mut response = Redirect::to(back).into_response();
    if let Some(language) = fields.text("til").and_then(Language::from_tag) {
        let chosen = cookie::set(LANGUAGE, language.tag(), Some(YEAR), site.settings.https);
        response.headers_mut().extend(chosen.map(|value| (header::SET_COOKIE, value)));
    }
    response
}
