//! *Hvorfor vil du læse?* Between a reader and a course on which she does not work stands one calm page: why, for two
//! hours, and who is told.

use axum::extract::{Path, Query, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::CourseId;
use serde::Deserialize;
use service::Error;
use service::course::{AskToRead, Purpose, Which, Why, ask_to_read, asks_why};

use super::forms::{self, Filled, FormPage, FormPart, came_back, sent};
use super::widgets::{Field, Kind, Widget};
use crate::flash::is_own_path;
use crate::form::Fields;
use crate::page::{Page, Place};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;

/// The purposes to choose from; own words besides.
const PURPOSES: [Purpose; 3] = [Purpose::Supervision, Purpose::Handover, Purpose::Request];

/// Where it goes on to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Onwards {
    til: String,
}

/// The course that an address shows, below `/forloeb`.
fn course_of(path: &str) -> Option<Which> {
    let mut parts = path.strip_prefix("/forloeb/")?.split('/');
    match (parts.next()?, parts.next()) {
        ("start", _) | (_, Some("hvorfor")) => None,
        ("id", Some(id)) => uuid::Uuid::try_parse(id).ok().map(|id| Which::Id(CourseId::new(id))),
        (code, _) => Some(Which::Code(code.to_owned())),
    }
}

/// Lets those on who work on the course or have said why; to others it asks.
pub(crate) async fn only_with_reason(
    State(site): State<Site>,
    who: SignedIn,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let shown = matches!(*request.method(), Method::GET | Method::HEAD);
    let which = course_of(request.uri().path()).filter(|_| shown);
    // What does not exist says so itself.
    let why = match which {
        Some(which) => asks_why(&site.ctx, &who.actor, &which).await.unwrap_or(None),
        None => None,
    };
    let Some(why) = why else { return Ok(next.run(request).await) };
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("til", &who.visit.address);
    Ok(Redirect::to(&format!("{}/hvorfor?{}", forms::href(&why.code), query.finish())).into_response())
}

/// The question.
pub(crate) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    Query(onwards): Query<Onwards>,
) -> Result<Response, Problem> {
    match asks_why(&site.ctx, &who.actor, &Which::Code(code.clone())).await? {
        Some(why) => page(&site, &who, (&why, &onwards.til), &Filled::default()),
        None => Ok(Redirect::to(&forms::href(&code)).into_response()),
    }
}

fn page(
    site: &Site,
    who: &SignedIn,
    (why, onwards): (&Why, &str),
    filled: &Filled,
) -> Result<Response, Problem> {
    let words = who.words;
    let page = Page::new(who, "read-why-title", Place::Courses).with_once(site)?;
    let make = filled.maker(words);
    let choices = make.codes("read-why", PURPOSES.map(Purpose::code));
    let reason = Field {
        aside: words.say("contact-note-optional").into_owned(),
        ..make.field(Kind::Line, "reason", "read-why-words")
    };
    let part = FormPart {
        id: "hvorfor",
        action: format!("{}/hvorfor", forms::href(&why.code)),
        hidden: vec![("til", onwards.to_owned())],
        widgets: vec![Widget::Chips(make.chips("purpose", "read-why-ask", choices)), Widget::Field(reason)],
        submit: words.say("read-why-do").into_owned(),
        primary: true,
        ..FormPart::default()
    };
    let back = ("/forloeb".to_owned(), words.say("course-back").into_owned());
    let mut shown = FormPage::new(filled.around(page), back, vec![part]);
    shown.lead = match &why.worker {
        Some(worker) => words.fill("read-why-text", &[("worker", worker.as_str().into())]),
        None => words.say("read-why-text-nobody"),
    }
    .into_owned();
    shown.answer()
}

/// Takes the answer and goes on to what was to be read.
pub(crate) async fn save(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let href = forms::href(&code);
    let onwards = fields.text("til").filter(|path| is_own_path(path)).unwrap_or(&href).to_owned();
    let Some(why) = asks_why(&site.ctx, &who.actor, &Which::Code(code)).await? else {
        return Ok(Redirect::to(&onwards).into_response());
    };
    let command = AskToRead {
        course: why.course,
        purpose: Purpose::parse(fields.raw("purpose")).filter(|purpose| PURPOSES.contains(purpose)),
        reason: fields.raw("reason").to_owned(),
    };
    let action = format!("{href}/hvorfor");
    match ask_to_read(&site.ctx, &who.actor, command, sent(&fields, &action)).await {
        Ok(()) => Ok(Redirect::to(&onwards).into_response()),
        Err(error @ Error::Refused(_)) => {
            let filled = came_back(&site, &who, &action, (fields, error)).await?;
            page(&site, &who, (&why, &onwards), &filled)
        }
        Err(error) => Err(error.into()),
    }
}
