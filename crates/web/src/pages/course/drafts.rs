//! Drafts: saved while typing, gone on with, thrown away after one question, fetched back within a day. A draft's name
//! is the address of its form; only its author ever sees it.

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::CourseId;
use domain::instrument::InstrumentId;
use serde_json::json;
use service::course::{Which, open};
use service::draft::{self, SaveDraft};

use super::forms::href;
use super::reading::kept;
use super::say;
use crate::flash::Flash;
use crate::form::Fields;
use crate::page::{Page, Place, render, see_other};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;

/// Saves what was typed so far; answers the time in words.
pub(crate) async fn save(
    State(site): State<Site>,
    who: SignedIn,
    Path(form): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let at = draft::save(&site.ctx, &who.actor, SaveDraft { form, body: kept(&fields) }).await?;
    let time = who.words.clock(site.ctx.local_of(at).time());
    Ok(Json(json!({ "time": time })).into_response())
}

/// On to the form of a draft.
pub(crate) async fn go_on(
    State(site): State<Site>,
    who: SignedIn,
    Path(form): Path<String>,
) -> Result<Response, Problem> {
    Ok(Redirect::to(&address(&site, &who, &form).await?).into_response())
}

/// Where the form of a draft stands. Answers kept one at a time are named by course, instrument and occasion.
async fn address(site: &Site, who: &SignedIn, form: &str) -> Result<String, Problem> {
    let mut parts = form.split('/');
    let (first, course, instrument, occasion) = (parts.next(), parts.next(), parts.next(), parts.next());
    let (Some("answers"), Some(course), Some(instrument), Some(occasion)) =
        (first, course, instrument, occasion)
    else {
        return Ok(format!("/{form}"));
    };
    let course: CourseId = course.parse().map_err(|_| Problem::NotFound)?;
    let page = open(&site.ctx, &who.actor, &Which::Id(course), None).await?;
    let number = say::number(&page.programme, occasion, &InstrumentId(instrument.to_owned()));
    let number = number.ok_or(Problem::NotFound)?;
    Ok(format!("{}/skema/{number}", href(&page.course().code)))
}

#[derive(Template)]
#[template(path = "course/discard.html")]
struct Question {
    page: Page,
    action: String,
    back: String,
    there: bool,
}

/// Asks once before a draft is thrown away.
pub(crate) async fn ask(
    State(site): State<Site>,
    who: SignedIn,
    Path(form): Path<String>,
) -> Result<Response, Problem> {
    let there = draft::load(&site.ctx, &who.actor, &form).await?.is_some();
    let back = address(&site, &who, &form).await?;
    let page = Page::new(&who, "draft-discard-title", Place::MyDay);
    render(&Question { page, action: format!("/kladde-smid/{form}"), back, there })
}

/// Throws a draft away; it can be fetched back.
pub(crate) async fn discard(
    State(site): State<Site>,
    who: SignedIn,
    Path(form): Path<String>,
) -> Result<Response, Problem> {
    draft::discard(&site.ctx, &who.actor, &form).await?;
    let flash = Flash::new("draft-discarded").undo(format!("/kladde-hent/{form}"));
    Ok(see_other(&site, "/min-dag", &flash))
}

/// Fetches a draft back.
pub(crate) async fn fetch_back(
    State(site): State<Site>,
    who: SignedIn,
    Path(form): Path<String>,
) -> Result<Response, Problem> {
    draft::fetch_back(&site.ctx, &who.actor, &form).await?;
    let target = address(&site, &who, &form).await?;
    Ok(see_other(&site, &target, &Flash::new("draft-back")))
}
