//! Log-in and lock (P1). A wrong name and a wrong password read the same. Who comes with a form in her hands after
//! the session ended finds it again: where the session had only idled it is kept for her at once; otherwise the page
//! carries it, and after log-in it is a draft.

use std::borrow::Cow;

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;

use crate::flash::is_own_path;
use crate::page::{Page, render, render_as};
use crate::problem::Problem;
use crate::session::Visit;
use crate::site::Site;

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(front))
        .route("/log-ind", get(show))
}

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage<'a> {
    page: Page,
    /// What is said above the fields.
    note: Cow<'static, str>,
    /// Why the last try failed.
    wrong: Option<Cow<'static, str>>,
    /// Where to go afterwards.
    target: &'a str,
    /// A form that came when the session was over.
    kept: &'a str,
    /// The name typed.
    login: &'a str,
    /// True while there is nobody who could log in.
    nobody: bool,
}

impl<'a> LoginPage<'a> {
    fn new(visit: &Visit, title: &str, target: &'a str) -> Self {
        let page = Page::open(visit, title);
        Self { page, note: Cow::Borrowed(""), wrong: None, target, kept: "", login: "", nobody: false }
    }
}

/// Where to go after log-in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Target {
    til: String,
    laast: String,
}

/// The address of the log-in page that leads back to another.
pub(crate) fn address(back: &str) -> String {
    if back.len() <= 1 {
        return "/log-ind".to_owned();
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    format!("/log-ind?{}", query.append_pair("til", back).finish())
}

async fn front(visit: Visit) -> Redirect {
    Redirect::to(visit.viewer.as_ref().map_or("/log-ind", |viewer| viewer.home()))
}

async fn show(
    State(_): State<Site>,
    visit: Visit,
    Query(target): Query<Target>,
) -> Result<Response, Problem> {
    if let Some(viewer) = &visit.viewer {
        let back = if is_own_path(&target.til) { target.til.as_str() } else { viewer.home() };
        return Ok(Redirect::to(back).into_response());
    }
    let locked = !target.laast.is_empty();
    let mut template = LoginPage::new(&visit, if locked { "login-locked" } else { "login-title" }, &target.til);
    if locked {
        template.note = template.page.t("login-locked-text");
    }
    render(&template)
}

/// A form that came after the session ended. It is kept for its author where the session had only idled; in any case
/// the page carries it.
pub(crate) fn ended(
    visit: &Visit,
    typed: &str,
) -> Result<Response, Problem> {
    let mut template = LoginPage::new(visit, "login-title", &visit.address);
    template.note = template.page.t("session-expired");
    template.kept = typed;
    render_as(StatusCode::UNAUTHORIZED, &template)
}
