//! Which form to fill in, and what a filled-in one says: for staff, never on the citizen's screen.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::due::window;
use domain::id::ResponseId;
use domain::scoring;
use service::Sent;
use service::course::{CoursePage, Which};
use service::response::{self as responses, Outcome, UndoResponse};

use super::forms::{self, Here, course_page, here};
use super::view::measures::change_sentence;
use super::{questions, say};
use crate::flash::Flash;
use crate::page::{Page, render, see_other};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

#[derive(Template)]
#[template(path = "course/choose.html")]
struct List {
    page: Page,
    href: String,
    alias: String,
    groups: Vec<(String, Vec<Line>)>,
}

/// A form at an occasion.
struct Line {
    name: String,
    occasion: String,
    when: String,
    /// Where it is filled in; none where it was answered.
    number: String,
    /// Where the answers stand.
    answered: Option<String>,
    /// The citizen may answer it herself.
    handed: bool,
}

/// The forms of the programme: those that can be answered now, later ones, answered ones.
pub(crate) async fn choose(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let words = who.words;
    let (mut now, mut later, mut answered) = (Vec::new(), Vec::new(), Vec::new());
    for plan in &course.programme.occasions {
        let window = window(course.course(), course.schedule.as_ref(), plan);
        for id in &plan.instruments {
            let Some(line) = line(words, &course, &href, (&plan.key, id)) else { continue };
            let day = |date| words.day(date).into();
            match (window, &line.answered) {
                (_, Some(_)) => answered.push(line),
                (Some(window), None) if window.to < course.today => {
                    let when = words.fill("ask-list-over", &[("date", day(window.to))]).into_owned();
                    now.push(Line { when, ..line });
                }
                (Some(window), None) if window.from <= course.today => {
                    let when = words.fill("ask-list-until", &[("date", day(window.to))]).into_owned();
                    now.push(Line { when, ..line });
                }
                (Some(window), None) => {
                    let when = words.fill("ask-list-from", &[("date", day(window.from))]).into_owned();
                    later.push(Line { when, ..line });
                }
                (None, None) => later.push(line),
            }
        }
    }
    let heading = |key: &str| words.say(key).into_owned();
    let groups = [("ask-list-due", now), ("ask-list-later", later), ("ask-list-answered", answered)];
    let groups =
        groups.into_iter().filter(|(_, lines)| !lines.is_empty()).map(|(key, lines)| (heading(key), lines));
    let page = course_page(&site, &who, &href, "ask-title")?;
    render(&List { page, alias: course.alias().to_owned(), groups: groups.collect(), href })
}

fn line(
    words: Words,
    course: &CoursePage,
    href: &str,
    (occasion, id): (&str, &domain::instrument::InstrumentId),
) -> Option<Line> {
    let instrument = course.content.instrument(&course.programme.id, id)?;
    let done = course.responses(instrument).find(|entry| entry.response.occasion == occasion);
    Some(Line {
        name: say::text(words, &instrument.name).to_owned(),
        occasion: say::occasion(words, course, occasion),
        when: done.map_or_else(String::new, |entry| {
            words.fill("ask-list-done", &[("date", words.day(entry.response.date).into())]).into_owned()
        }),
        number: say::number(&course.programme, occasion, id)?,
        answered: done.map(|entry| format!("{href}/besvarelse/{}", entry.response.id.uuid().simple())),
        handed: instrument.citizen_answers && instrument.texts_installed,
    })
}

#[derive(Template)]
#[template(path = "course/response.html")]
struct Shown {
    page: Page,
    href: String,
    alias: String,
    name: String,
    occasion: String,
    meta: String,
    score: String,
    lines: Vec<String>,
    talk: bool,
    rows: Vec<(String, String)>,
    source: String,
    id: String,
    writable: bool,
}

/// What was answered, and what it says.
pub(crate) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let id: ResponseId = forms::id(&id)?;
    let outcome = responses::outcome(&site.ctx, &who.actor, &Which::Code(code), id).await?;
    let words = who.words;
    let href = forms::href(&outcome.page.course().code);
    let (instrument, response) = (&outcome.instrument, &outcome.entry.response);
    let meta = [
        words.long_day(response.date),
        words.word("ask-informer", response.informer.code()).into_owned(),
        words.word("ask-mode", response.mode.code()).into_owned(),
    ];
    let (score, lines) = result(words, &outcome);
    let rows = instrument.items.iter().enumerate().map(|(number, item)| {
        let text = match questions::area_of(words, &outcome.page, item) {
            Some(area) => format!("{area}: {}", say::text(words, &item.text)),
            None if item.text.is_empty() => {
                words.fill("ask-item", &[("i", (number + 1).into())]).into_owned()
            }
            None => say::text(words, &item.text).to_owned(),
        };
        (text, questions::shown(words, item, response.answers.get(&item.key).copied()))
    });
    let template = Shown {
        page: course_page(&site, &who, &href, "ask-title")?,
        alias: outcome.page.alias().to_owned(),
        name: say::text(words, &instrument.name).to_owned(),
        occasion: say::occasion(words, &outcome.page, &response.occasion),
        meta: say::capital(&meta.join(" · ")),
        talk: !instrument.bands.is_empty() && response.score.is_some(),
        rows: rows.collect(),
        source: say::text(words, &instrument.attribution).to_owned(),
        id: id.uuid().simple().to_string(),
        writable: outcome.page.writable,
        score,
        lines,
        href,
    };
    render(&template)
}

/// The figure with its sentences.
fn result(words: Words, outcome: &Outcome) -> (String, Vec<String>) {
    let instrument = &outcome.instrument;
    if instrument.scoring.is_none() {
        return (String::new(), Vec::new());
    }
    let Some(score) = outcome.entry.response.score else {
        return (String::new(), vec![words.say("ask-noscore").into_owned()]);
    };
    let mut lines = Vec::new();
    if let Some(band) = scoring::band(instrument, score) {
        lines.push(format!("{}.", say::text(words, &band.text).trim_end_matches('.')));
    }
    lines.extend(outcome.since_start.as_ref().map(|change| change_sentence(words, instrument, change)));
    (say::score(words, score), lines)
}

/// Takes a response back.
pub(crate) async fn undo(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let command = UndoResponse { course: course.course().id, response: forms::id(&id)? };
    responses::undo(&site.ctx, &who.actor, command, Sent::default()).await?;
    Ok(see_other(&site, &format!("{href}#maalinger"), &Flash::new("ask-undone")))
}
