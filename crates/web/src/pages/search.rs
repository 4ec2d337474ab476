//! Search: a course by alias or code, as far as the asker may see.

use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::get;

use crate::form::Fields;
use crate::page::{Page, Place, render};
use crate::pages::parts::CourseItem;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;

/// Its address.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/soeg", get(search))
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    page: Page,
    text: String,
    found: Option<Vec<CourseItem>>,
    more: bool,
}

async fn search(
    State(site): State<Site>,
    who: SignedIn,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    let typed = Fields::parse(raw.unwrap_or_default().as_bytes());
    let text = typed.raw("q").trim().to_owned();
    let found = service::search::find(&site.ctx, &who.actor, &text).await?;
    let items = found.lines.iter().map(|line| CourseItem::new(line, who.words)).collect();
    let page = Page::new(&who, "nav-search", Place::Search);
    render(&SearchPage { page, found: (!text.is_empty()).then_some(items), text, more: found.more })
}
