//! Studies that the organisation keeps: a list with what can be done with each, and the form that keeps one of what the
//! results page shows. A kept study is opened as results (`/resultater?undersoegelse=…`).

use std::borrow::Cow;

use askama::Template;
use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::id::StudyId;
use domain::policy::{Action, may};
use domain::programme::ProgrammeId;
use domain::refusal::Refusal;
use service::Sent;
use service::evaluate::{self, Compare, Period};
use service::studies::{self, Asks, KeepStudy, KeptStudy, Part, Parts};

use crate::flash::Flash;
use crate::form::{Choice, Faults, Fields};
use crate::page::{Page, Place, render, render_faults, see_other};
use crate::pages::bulk::sent;
use crate::pages::{compare, kept};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

const LIST: &str = "/resultater/undersoegelser";
/// The draft of a new study, as its address names it.
const NEW: &str = "resultater/undersoegelser/ny";

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/resultater/undersoegelser", get(all))
        .route("/resultater/undersoegelser/ny", get(blank).post(keep))
        .route("/resultater/undersoegelser/{id}", post(rename))
        .route("/resultater/undersoegelser/{id}/kopi", post(copy))
        .route("/resultater/undersoegelser/{id}/slet", post(remove))
        .route("/resultater/undersoegelser/{id}/hent", post(fetch_back))
        .route("/resultater/undersoegelser/{id}/fil", get(file))
}

/// The id that an address names.
pub(super) fn id_of(id: &str) -> Result<StudyId, Problem> {
    id.parse().map_err(|_| Problem::NotFound)
}

/// Where a study is opened.
pub(super) fn address(id: StudyId) -> String {
    format!("/resultater?undersoegelse={id}")
}

/// A study in the list.
struct Line {
    id: String,
    name: String,
    about: String,
    address: String,
    /// What was typed as its name and cannot be.
    typed: Option<String>,
}

#[derive(Template)]
#[template(path = "studies.html")]
struct StudiesPage {
    page: Page,
    lines: Vec<Line>,
    may_keep: bool,
}

/// What a study asks for, in a line.
fn about(study: &KeptStudy, programme: &str, words: Words) -> String {
    let mut parts = vec![programme.to_owned()];
    if let Some(until) = study.asks.until {
        parts.push(words.fill("study-until", &[("date", words.day(until).into())]).into_owned());
    }
    parts.extend(period(study.asks.period, words).map(Cow::into_owned));
    parts.extend(compare::named(&study.asks.compare, words).map(Cow::into_owned));
    let left_out = study.asks.without_measures.len() + study.asks.without_groups.len();
    if left_out > 0 {
        parts.push(words.count("study-without", left_out).into_owned());
    }
    if let Some(threshold) = study.asks.threshold {
        parts.push(words.count("study-threshold-is", threshold).into_owned());
    }
    parts.join(" · ")
}

fn period(period: Period, words: Words) -> Option<Cow<'static, str>> {
    let day = |day| words.day(day);
    Some(match (period.from, period.to) {
        (Some(from), Some(to)) => {
            words.fill("study-between", &[("from", day(from).into()), ("to", day(to).into())])
        }
        (Some(from), None) => words.fill("study-since", &[("from", day(from).into())]),
        (None, Some(to)) => words.fill("study-before", &[("to", day(to).into())]),
        (None, None) => return None,
    })
}

async fn studies_page(
    site: &Site,
    who: &SignedIn,
    (page, at_fault): (Page, Option<(StudyId, &str)>),
) -> Result<StudiesPage, Problem> {
    let programmes = evaluate::programmes(&site.ctx, &who.actor)?;
    let name = |id: &ProgrammeId| {
        let found = programmes.iter().find(|programme| programme.id == *id);
        found.map_or("", |programme| programme.name_in(who.words.language.tag()))
    };
    let line = |study: KeptStudy| Line {
        id: study.id.to_string(),
        about: about(&study, name(&study.programme), who.words),
        address: address(study.id),
        typed: at_fault.filter(|(id, _)| *id == study.id).map(|(_, typed)| typed.to_owned()),
        name: study.name,
    };
    let lines = studies::list(&site.ctx, &who.actor).await?.into_iter().map(line).collect();
    Ok(StudiesPage { page, lines, may_keep: may(&who.actor, Action::KeepStudies) })
}

async fn all(State(site): State<Site>, who: SignedIn) -> Result<Response, Problem> {
    let page = Page::new(&who, "study-all", Place::Results).with_once(&site)?;
    render(&studies_page(&site, &who, (page, None)).await?)
}

#[derive(Template)]
#[template(path = "study_new.html")]
struct NewPage {
    page: Page,
    typed: Fields,
    programme: String,
    /// The programme as people call it, and what else is asked, in a line.
    about: String,
    measures: Vec<Choice>,
    /// What the study is mostly about, and that it stays.
    primary_hint: Cow<'static, str>,
    groups: Vec<Choice>,
    thresholds: Vec<Choice>,
    back: String,
}

fn label(part: &Part, words: Words) -> String {
    let found = part.label.get(words.language.tag()).or_else(|| part.label.values().next());
    found.unwrap_or(&part.name).clone()
}

fn choices(parts: &[Part], field: &str, typed: &Fields, words: Words) -> Vec<Choice> {
    let others = parts.iter().filter(|part| !part.primary);
    others
        .map(|part| Choice {
            picked: typed.has(field, &part.name),
            value: part.name.clone().into(),
            words: label(part, words).into(),
        })
        .collect()
}

/// The days that were typed.
fn days(typed: &Fields) -> (Option<domain::Date>, Period, Compare, Vec<Refusal>) {
    let mut faults = Vec::new();
    let mut day = |name| {
        typed.date(name).unwrap_or_else(|fault| {
            faults.push(fault);
            None
        })
    };
    let (until, from, to) = (day("until"), day("from"), day("to"));
    let compare = compare::asked(typed, &mut faults);
    (until, Period { from, to }, compare, faults)
}

fn new_page(
    site: &Site,
    who: &SignedIn,
    (page, typed): (Page, Fields),
    parts: &Parts,
) -> Result<NewPage, Problem> {
    let id = typed.raw("indsats").to_owned();
    let programmes = evaluate::programmes(&site.ctx, &who.actor)?;
    let found = programmes.iter().find(|programme| programme.id.0 == id).ok_or(Problem::NotFound)?;
    let words = who.words;
    let (until, period, compare, _) = days(&typed);
    let asks = Asks { until, period, compare, ..Asks::default() };
    let shown = KeptStudy {
        id: StudyId::new(uuid::Uuid::nil()),
        name: String::new(),
        programme: found.id.clone(),
        asks,
    };
    let primary = parts.measures.iter().find(|part| part.primary);
    let primary = primary.map(|part| label(part, words)).unwrap_or_default();
    let threshold = typed.text("threshold").map_or_else(|| parts.threshold.to_string(), ToOwned::to_owned);
    Ok(NewPage {
        about: about(&shown, found.name_in(words.language.tag()), words),
        measures: choices(&parts.measures, "measure", &typed, words),
        primary_hint: words.fill("study-measures-hint", &[("name", primary.as_str().into())]),
        groups: choices(&parts.groups, "group", &typed, words),
        thresholds: (evaluation::Disclosure::LEAST..=evaluation::Disclosure::MOST)
            .map(|number| Choice::new(number.to_string(), number.to_string(), &threshold))
            .collect(),
        back: super::results::address_of(&typed, &id),
        programme: id,
        page,
        typed,
    })
}

async fn blank(
    State(site): State<Site>,
    who: SignedIn,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    let mut typed = Fields::parse(raw.unwrap_or_default().as_bytes());
    studies::may_keep(&who.actor)?;
    // A study that is open is where a new one begins.
    let base = match typed.text("undersoegelse") {
        Some(id) => Some(studies::get(&site.ctx, &who.actor, id_of(id)?).await?),
        None => None,
    };
    if let Some(base) = &base {
        typed.put("indsats", base.programme.0.clone());
        let Asks { until, period, threshold, compare, .. } = &base.asks;
        typed.put("compare", compare.to_text());
        for (name, day) in [("until", until), ("from", &period.from), ("to", &period.to)] {
            typed.put(name, day.map(|day| day.to_string()).unwrap_or_default());
        }
        typed.put("threshold", threshold.map(|number| number.to_string()).unwrap_or_default());
    }
    let parts = studies::parts(&site.ctx, &who.actor, &ProgrammeId(typed.raw("indsats").to_owned()))?;
    let asks = base.map(|base| base.asks).unwrap_or_default();
    let inside = |list: &[Part], without: &std::collections::BTreeSet<String>| -> Vec<String> {
        list.iter().map(|part| part.name.clone()).filter(|name| !without.contains(name)).collect()
    };
    let measures = inside(&parts.measures, &asks.without_measures);
    typed.put_all("measure", measures.iter().map(String::as_str));
    let groups = inside(&parts.groups, &asks.without_groups);
    typed.put_all("group", groups.iter().map(String::as_str));
    kept::over(&site, &who, NEW, &mut typed).await?;
    let page = Page::new(&who, "study-keep", Place::Results).with_once(&site)?;
    render(&new_page(&site, &who, (page, typed), &parts)?)
}

/// What was chosen.
fn command(typed: &Fields, parts: &Parts) -> Result<KeepStudy, Vec<Refusal>> {
    let (until, period, compare, mut faults) = days(typed);
    let without = |list: &[Part], field: &str| {
        let off = list.iter().filter(|part| !part.primary && !typed.has(field, &part.name));
        off.map(|part| part.name.clone()).collect()
    };
    let threshold = typed.number("threshold").unwrap_or_else(|fault| {
        faults.push(fault);
        None
    });
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(KeepStudy {
        name: typed.raw("name").to_owned(),
        programme: ProgrammeId(typed.raw("indsats").to_owned()),
        asks: Asks {
            until,
            period,
            compare,
            without_measures: without(&parts.measures, "measure"),
            without_groups: without(&parts.groups, "group"),
            threshold: threshold.filter(|number| *number != parts.threshold),
        },
    })
}

async fn keep(State(site): State<Site>, who: SignedIn, typed: Fields) -> Result<Response, Problem> {
    let parts = studies::parts(&site.ctx, &who.actor, &ProgrammeId(typed.raw("indsats").to_owned()))?;
    let done = match command(&typed, &parts) {
        Ok(command) => studies::keep(&site.ctx, &who.actor, command, sent(&typed, NEW)).await,
        Err(faults) => Err(faults.into()),
    };
    match done {
        Ok(id) => Ok(see_other(&site, &address(id), &Flash::new("study-kept"))),
        Err(error) => {
            let page = Page::new(&who, "study-keep", Place::Results);
            let page = page.with_faults(Faults::of(error, who.words)?, typed.raw("once"));
            render_faults(&new_page(&site, &who, (page, typed), &parts)?)
        }
    }
}

async fn rename(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
    typed: Fields,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    match studies::rename(&site.ctx, &who.actor, id, typed.raw("name")).await {
        Ok(()) => Ok(see_other(&site, LIST, &Flash::new("study-renamed"))),
        Err(error) => {
            let page = Page::new(&who, "study-all", Place::Results);
            let once = site.ctx.uuid()?.to_string();
            let page = page.with_faults(Faults::of(error, who.words)?, &once);
            render_faults(&studies_page(&site, &who, (page, Some((id, typed.raw("name"))))).await?)
        }
    }
}

async fn copy(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
    typed: Fields,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let study = studies::get(&site.ctx, &who.actor, id).await?;
    let name = who.words.fill("study-copy-name", &[("name", study.name.as_str().into())]);
    let sent = Sent { key: typed.text("once").map(str::to_owned), draft: None };
    studies::copy(&site.ctx, &who.actor, (id, &name), sent).await?;
    Ok(see_other(&site, LIST, &Flash::new("study-copied")))
}

async fn remove(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    studies::remove(&site.ctx, &who.actor, id).await?;
    let flash = Flash::new("study-removed").undo(format!("{LIST}/{id}/hent"));
    Ok(see_other(&site, LIST, &flash))
}

async fn fetch_back(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    studies::fetch_back(&site.ctx, &who.actor, id_of(&id)?).await?;
    Ok(see_other(&site, LIST, &Flash::new("study-back")))
}

/// The study as a file.
async fn file(State(site): State<Site>, who: SignedIn, Path(id): Path<String>) -> Result<Response, Problem> {
    let text = studies::as_file(&site.ctx, &who.actor, id_of(&id)?).await?;
    let kind = HeaderValue::from_static("application/toml");
    let name = HeaderValue::from_static("attachment; filename=\"study.toml\"");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], text).into_response())
}
