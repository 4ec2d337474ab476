//! One question at a time, on a screen that may be in the citizen's hands: no frame, no answer preset, each
//! answer kept at once, no score afterwards. Handed over, the screen leads nowhere else until somebody logs in.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use domain::instrument::Item;
use domain::response::{Answers, Informer, Mode};
use serde::Deserialize;
use service::course::{NewResponse, Which};
use service::response::{self as responses, FormAsked, FormView, KeepAnswer, RecordResponse};

use super::forms::{came_back, sent};
use super::questions::{Question, area_of, question, read, stem, steps};
use super::sheet::asked;
use super::{handed, say};
use crate::flash::Flash;
use crate::form::Fields;
use crate::page::{Page, Place, render, see_other};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;

/// Which question.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct At {
    nr: usize,
}

#[derive(Template)]
#[template(path = "course/hand_over.html")]
struct HandOver {
    page: Page,
    href: String,
    alias: String,
    name: String,
    action: String,
    notes: Vec<String>,
    installed: bool,
    here: bool,
}

/// How it is to be filled in: on a screen that is handed over, or together.
pub(crate) async fn hand_over(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (view, href) = asked(&site, &who, (&code, &number)).await?;
    let words = who.words;
    let late = view
        .not_due_until
        .map(|date| words.fill("ask-notdue", &[("date", words.day(date).into())]).into_owned());
    let template = HandOver {
        page: Page::new(&who, "ask-title", Place::Courses),
        alias: view.page.alias().to_owned(),
        name: say::text(words, &view.instrument.name).to_owned(),
        action: format!("{href}/skema/{number}"),
        notes: late.into_iter().collect(),
        installed: view.instrument.texts_installed,
        here: view.recorded.is_none(),
        href,
    };
    render(&template)
}

/// Hands the screen over: from now on it shows these questions and nothing else.
pub(crate) async fn give(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (_, href) = asked(&site, &who, (&code, &number)).await?;
    let path = format!("{href}/skema/{number}");
    let mut response = Redirect::to(&format!("{path}/svar?nr=1")).into_response();
    let cookie = handed::given(&path, site.settings.https);
    response.headers_mut().extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    Ok(response)
}

#[derive(Template)]
#[template(path = "course/ask.html")]
struct Asked {
    page: Page,
    action: String,
    progress: String,
    dots: Vec<&'static str>,
    heading: String,
    instruction: String,
    questions: Vec<Question>,
    nr: usize,
    last: bool,
    handed: bool,
    source: String,
}

/// A question alone.
pub(crate) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, number)): Path<(String, String)>,
    Query(at): Query<At>,
    handed: handed::Handed,
) -> Result<Response, Problem> {
    let (view, href) = asked(&site, &who, (&code, &number)).await?;
    let action = format!("{href}/skema/{number}");
    if view.recorded.is_some() || !view.instrument.texts_installed {
        return Ok(Redirect::to(&format!("{action}/giv")).into_response());
    }
    let words = who.words;
    let steps = steps(&view.instrument);
    let nr = at.nr.clamp(1, steps.len().max(1));
    let step = steps.get(nr - 1).ok_or(Problem::NotFound)?;
    let first = step.first().ok_or(Problem::NotFound)?;
    let area = area_of(words, &view.page, first);
    let mut questions: Vec<Question> =
        step.iter().map(|item| question(words, item, view.kept.get(&item.key).copied(), false)).collect();
    let key = if area.is_some() { "profile-progress" } else { "ask-progress" };
    let counted = [("i", nr.into()), ("n", steps.len().into())];
    let heading = area.unwrap_or_else(|| {
        let text = say::text(words, &first.text).to_owned();
        questions.iter_mut().take(1).for_each(|question| question.text.clear());
        text
    });
    let dots = (1..=steps.len()).map(|n| match n.cmp(&nr) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "ahead",
    });
    let template = Asked {
        page: Page::new(&who, "ask-title", Place::Courses).handed_over().with_once(&site)?,
        action,
        progress: [
            words.fill(key, &counted).into_owned(),
            say::text(words, &view.instrument.period).to_owned(),
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · "),
        dots: dots.collect(),
        heading,
        instruction: if nr == 1 {
            say::text(words, &view.instrument.instruction).to_owned()
        } else {
            String::new()
        },
        questions,
        nr,
        last: nr == steps.len(),
        handed: handed.0,
        source: say::text(words, &view.instrument.attribution).to_owned(),
    };
    render(&template)
}

/// Keeps the answers of a page and goes where was pressed: back, on, or out.
pub(crate) async fn answer(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, number)): Path<(String, String)>,
    handed: handed::Handed,
    fields: Fields,
) -> Result<Response, Problem> {
    let (view, href) = asked(&site, &who, (&code, &number)).await?;
    let action = format!("{href}/skema/{number}");
    let nr: usize = fields.raw("nr").parse().unwrap_or(1);
    let all = steps(&view.instrument);
    let step: &[&Item] = all.get(nr.saturating_sub(1)).map_or(&[], Vec::as_slice);
    for item in step {
        keep(&site, &who, (&view, item), &fields).await?;
    }
    let target = match fields.raw("til") {
        "stop" => return stop(&site, &who, handed, &href),
        "back" => format!("{action}/svar?nr={}", nr.saturating_sub(1).max(1)),
        _ if nr < all.len() => format!("{action}/svar?nr={}", nr + 1),
        _ if view.instrument.items.iter().any(|item| item.key != stem(&item.key)) => {
            format!("{action}/samlet")
        }
        _ => format!("{action}/rest"),
    };
    Ok(Redirect::to(&target).into_response())
}

async fn keep(
    site: &Site,
    who: &SignedIn,
    (view, item): (&FormView, &Item),
    fields: &Fields,
) -> Result<(), Problem> {
    let answer = read(item, fields)?;
    if view.kept.get(&item.key).copied() == answer {
        return Ok(());
    }
    let which = Which::Id(view.page.course().id);
    let asked =
        FormAsked { which, instrument: view.instrument.id.clone(), occasion: Some(view.occasion.clone()) };
    let command = KeepAnswer { asked, item: item.key.clone(), answer };
    responses::keep_answer(&site.ctx, &who.actor, command).await?;
    Ok(())
}

/// Stops: the answers are kept. A screen that was handed over is locked.
fn stop(site: &Site, who: &SignedIn, handed: handed::Handed, href: &str) -> Result<Response, Problem> {
    if handed.0 {
        return thanks(site, who, "ask-done-draft");
    }
    Ok(see_other(site, href, &Flash::new("ask-stopped")))
}

#[derive(Template)]
#[template(path = "course/thanks.html")]
struct Thanks {
    page: Page,
    line: &'static str,
}

/// *Tak. Giv skærmen tilbage.* And nothing else.
fn thanks(site: &Site, who: &SignedIn, line: &'static str) -> Result<Response, Problem> {
    let mut response =
        render(&Thanks { page: Page::new(who, "ask-title", Place::Courses).handed_over(), line })?;
    let locked = handed::locked(site.settings.https);
    response.headers_mut().extend(locked.map(|cookie| (header::SET_COOKIE, cookie)));
    Ok(response)
}

#[derive(Template)]
#[template(path = "course/rest.html")]
struct Rest {
    page: Page,
    action: String,
    open: usize,
    first: usize,
}

/// After the last question: once more those without an answer, with the choice to leave them.
pub(crate) async fn rest(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (view, href) = asked(&site, &who, (&code, &number)).await?;
    let action = format!("{href}/skema/{number}");
    let all = steps(&view.instrument);
    let missing =
        |step: &Vec<&Item>| step.iter().any(|item| !item.optional && !view.kept.contains_key(&item.key));
    let open = all.iter().filter(|step| missing(step)).count();
    let first = all.iter().position(missing).map_or(1, |place| place + 1);
    let page = Page::new(&who, "ask-title", Place::Courses).handed_over().with_once(&site)?;
    render(&Rest { page, action, open, first })
}

/// Records what was answered.
pub(crate) async fn finish(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, number)): Path<(String, String)>,
    handed: handed::Handed,
    fields: Fields,
) -> Result<Response, Problem> {
    let (view, href) = asked(&site, &who, (&code, &number)).await?;
    let action = format!("{href}/skema/{number}");
    let answers = view.kept.clone();
    record(&site, &who, (&view, &href, &action), (answers, handed, fields)).await
}

/// Records answers given one at a time; handed over, the screen is locked with thanks.
pub(crate) async fn record(
    site: &Site,
    who: &SignedIn,
    (view, href, action): (&FormView, &str, &str),
    (answers, handed, fields): (Answers, handed::Handed, Fields),
) -> Result<Response, Problem> {
    let new = NewResponse {
        instrument: view.instrument.id.clone(),
        occasion: view.occasion.clone(),
        date: view.page.today,
        mode: Mode::Screen,
        informer: if handed.0 { Informer::Citizen } else { Informer::WithStaff },
        answers,
    };
    let command = RecordResponse { course: view.page.course().id, new };
    match responses::record(&site.ctx, &who.actor, command, sent(&fields, action)).await {
        Ok(_) if handed.0 => thanks(site, who, ""),
        Ok(id) => {
            let target = format!("{href}/besvarelse/{}", id.uuid().simple());
            Ok(see_other(site, &target, &Flash::new("ask-saved").undo(format!("{target}/fortryd"))))
        }
        Err(error) => {
            // The answers are kept one by one already; what cannot be recorded now can be sent again.
            came_back(site, who, action, (fields, error)).await?;
            Ok(Redirect::to(&format!("{action}/rest")).into_response())
        }
    }
}
