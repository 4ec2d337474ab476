//! Programmes as their owners described them: phases, areas, what is asked when, limits, terms of the instruments.

use std::borrow::Cow;

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use domain::programme::{OccasionAt, Programme, ProgrammeId, Text, in_language};
use service::programme::{self, ProgrammeView};

use crate::page::{Page, Place, render};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/indsatser", get(list)).route("/indsatser/{id}", get(show))
}

struct Line {
    address: String,
    name: String,
    shape: Cow<'static, str>,
    archived: bool,
    courses: Cow<'static, str>,
}

#[derive(Template)]
#[template(path = "programmes.html")]
struct ProgrammesPage {
    page: Page,
    lines: Vec<Line>,
}

struct Phase {
    name: String,
    months: Cow<'static, str>,
    rhythm: Cow<'static, str>,
}

struct Occasion {
    name: String,
    when: Cow<'static, str>,
    instruments: Vec<String>,
    optional: bool,
}

struct Form {
    name: String,
    terms: String,
    installed: bool,
}

#[derive(Template)]
#[template(path = "programme.html")]
struct ProgrammePage {
    page: Page,
    name: String,
    lead: String,
    archived: bool,
    phases: Vec<Phase>,
    areas: Vec<String>,
    life_areas: Vec<String>,
    occasions: Vec<Occasion>,
    forms: Vec<Form>,
    limits: Vec<Cow<'static, str>>,
    courses: Cow<'static, str>,
    version: String,
}

fn say(text: &Text, words: Words) -> String {
    in_language(text, words.language.tag()).unwrap_or_default().to_owned()
}

async fn list(State(site): State<Site>, who: SignedIn) -> Result<Response, Problem> {
    let words = who.words;
    let views = programme::list(&site.ctx, &who.actor).await?;
    let line = |view: &ProgrammeView| {
        let programme = &view.programme;
        Line {
            address: format!("/indsatser/{}", programme.id.0),
            name: say(&programme.name, words),
            shape: words.count("programme-months", programme.months()),
            archived: programme.archived,
            courses: courses(view, words),
        }
    };
    let lines = views.iter().map(line).collect();
    render(&ProgrammesPage { page: Page::new(&who, "nav-programmes", Place::More), lines })
}

fn courses(view: &ProgrammeView, words: Words) -> Cow<'static, str> {
    let Some(counts) = view.courses else { return Cow::Borrowed("") };
    // Of an archived programme nobody's own courses are left: that would read as if nobody had ever been in it.
    if view.programme.archived && counts.contact_making + counts.running + counts.closed == 0 {
        return Cow::Borrowed("");
    }
    let values =
        [("a", counts.contact_making.into()), ("b", counts.running.into()), ("c", counts.closed.into())];
    words.fill("programme-courses", &values)
}

async fn show(State(site): State<Site>, who: SignedIn, Path(id): Path<String>) -> Result<Response, Problem> {
    let words = who.words;
    let view = programme::open(&site.ctx, &who.actor, &ProgrammeId(id)).await?;
    let programme = &view.programme;
    render(&ProgrammePage {
        page: Page::new(&who, "programme-title", Place::More),
        name: say(&programme.name, words),
        lead: say(&programme.description, words),
        archived: programme.archived,
        phases: phases(programme, words),
        areas: programme.areas.iter().map(|area| say(&area.name, words)).collect(),
        life_areas: programme.life_areas.iter().map(|area| say(&area.name, words)).collect(),
        occasions: occasions(&view, words),
        forms: forms(&view, words),
        limits: limits(programme, words),
        courses: courses(&view, words),
        version: programme.version.clone(),
    })
}

fn phases(programme: &Programme, words: Words) -> Vec<Phase> {
    let making = &programme.contact_making;
    let first = Phase {
        name: say(&making.name, words),
        months: words.say("programme-own-dates"),
        rhythm: words.count("programme-rhythm", making.contact_every_days),
    };
    let phase = |model: &domain::programme::PhaseModel| Phase {
        name: say(&model.name, words),
        months: words.count("date-months", model.months),
        rhythm: words.count("programme-rhythm", model.contact_every_days),
    };
    std::iter::once(first).chain(programme.phases.iter().map(phase)).collect()
}

fn occasions(view: &ProgrammeView, words: Words) -> Vec<Occasion> {
    let name = |id: &domain::instrument::InstrumentId| {
        let entry = view.instruments.iter().find(|entry| entry.definition.id == *id);
        entry.map_or_else(|| id.as_str().to_owned(), |entry| say(&entry.definition.name, words))
    };
    view.programme
        .occasions
        .iter()
        .map(|plan| {
            let (title, time) = (say(&plan.name, words), when(plan.at, words));
            // Where the name says when it is, that is not said twice.
            let same = title.to_lowercase() == *time;
            Occasion {
                when: if same { Cow::Borrowed("") } else { time },
                name: title,
                instruments: plan.instruments.iter().map(name).collect(),
                optional: plan.optional,
            }
        })
        .collect()
}

fn when(at: OccasionAt, words: Words) -> Cow<'static, str> {
    match at {
        OccasionAt::Start => words.say("programme-at-start"),
        OccasionAt::PhaseEnd(phase) => words.fill("programme-at-phase-end", &[("p", phase.into())]),
        OccasionAt::Closing => words.say("programme-at-closing"),
        OccasionAt::AfterClosing(months) => words.count("programme-at-after", months),
    }
}

fn forms(view: &ProgrammeView, words: Words) -> Vec<Form> {
    let form = |entry: &service::content::InstrumentEntry| {
        let licence = &entry.licence;
        let parts = [Some(licence.holder.clone()), Some(licence.id.clone()), licence.attribution.clone()];
        Form {
            name: say(&entry.definition.name, words),
            terms: parts
                .into_iter()
                .flatten()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
            installed: entry.definition.texts_installed,
        }
    };
    view.instruments.iter().map(form).collect()
}

fn limits(programme: &Programme, words: Words) -> Vec<Cow<'static, str>> {
    let limits = &programme.limits;
    vec![
        words.count("programme-limit-caseload", limits.caseload_per_full_time),
        words.fill(
            "programme-limit-areas",
            &[("a", limits.focus_areas_min.into()), ("b", limits.focus_areas_max.into())],
        ),
        words.count("programme-limit-meeting", limits.meeting_interval_days),
    ]
}
