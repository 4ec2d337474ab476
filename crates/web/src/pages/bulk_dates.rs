//! The dates of several courses moved at once: what each phase will end on stands there before anything happens.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::id::PhaseEventId;
use domain::phase::{Cause, add_days};
use service::course::{self, MOVE_MAX, MoveEnds, MovedEnds, TakeBackEnds, Which};
use service::line::CourseLine;
use service::{Error, Sent};

use crate::flash::Flash;
use crate::form::{Choice, Faults, Fields};
use crate::page::{Page, Place, render, render_faults, see_other};
use crate::pages::bulk::{Chosen, sent};
use crate::pages::course::reading::Reader;
use crate::pages::kept;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

/// What is kept of it, as its address names it.
const FORM: &str = "forloeb/valgte/datoer";
/// Days that are proposed.
const DAYS: i32 = 14;

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/forloeb/valgte/datoer", get(show).post(save))
        .route("/forloeb/valgte/datoer/fortryd", post(take_back))
}

/// A course whose phase ends on another day.
struct Moving {
    alias: String,
    sentence: String,
}

#[derive(Template)]
#[template(path = "bulk_dates.html")]
struct DatesPage {
    page: Page,
    back: String,
    hidden: Vec<(&'static str, String)>,
    typed: Fields,
    moving: Vec<Moving>,
    /// Chosen ones without a phase that could end.
    staying: Vec<String>,
    causes: Vec<Choice>,
}

async fn show(State(site): State<Site>, who: SignedIn, RawQuery(raw): RawQuery) -> Result<Response, Problem> {
    let mut typed = Fields::parse(raw.unwrap_or_default().as_bytes());
    if typed.text("c").is_none() {
        kept::over(&site, &who, FORM, &mut typed).await?;
    }
    let chosen = match Chosen::of(&site, &who, &typed, MOVE_MAX).await? {
        Ok(chosen) => chosen,
        Err(back) => return Ok(back),
    };
    if typed.text("days").is_none() {
        typed.put("days", DAYS.to_string());
    }
    let page = Page::new(&who, "bulk-dates", Place::Courses).with_once(&site)?;
    render(&page_of(&who, page, typed, &chosen))
}

fn page_of(who: &SignedIn, page: Page, typed: Fields, chosen: &Chosen) -> DatesPage {
    let words = who.words;
    let days = typed.number("days").ok().flatten().unwrap_or(0);
    let (mut moving, mut staying) = (Vec::new(), Vec::new());
    for line in &chosen.lines {
        match sentence(line, days, words) {
            Some(sentence) => moving.push(Moving { alias: line.course.alias.clone(), sentence }),
            None => staying.push(line.course.alias.clone()),
        }
    }
    let cause = |cause: &Cause| {
        Choice::new(cause.code(), words.word("phase-cause", cause.code()), typed.raw("cause"))
    };
    DatesPage {
        back: chosen.back.clone(),
        hidden: chosen.hidden(),
        causes: Cause::ALL.iter().map(cause).collect(),
        moving,
        staying,
        typed,
        page,
    }
}

/// "fase 2 slutter 4. januar; så 18. januar"; none where no phase runs.
fn sentence(line: &CourseLine, days: i32, words: Words) -> Option<String> {
    let span = line.schedule.as_ref()?.phase(line.course.phase).filter(|_| line.closing.is_none())?;
    let values = [
        ("p", span.phase.into()),
        ("date", words.day(span.end).into()),
        ("new", words.day(add_days(span.end, days)).into()),
    ];
    Some(words.fill("bulk-dates-line", &values).into_owned())
}

fn moves(line: &CourseLine) -> bool {
    line.closing.is_none() && line.schedule.as_ref().is_some_and(|s| s.phase(line.course.phase).is_some())
}

async fn save(State(site): State<Site>, who: SignedIn, typed: Fields) -> Result<Response, Problem> {
    let chosen = match Chosen::of(&site, &who, &typed, MOVE_MAX).await? {
        Ok(chosen) => chosen,
        Err(back) => return Ok(back),
    };
    let courses: Vec<_> = chosen.lines.iter().filter(|line| moves(line)).map(|line| line.course.id).collect();
    let mut reader = Reader::new(&typed);
    let days = reader.number("days").unwrap_or(0);
    let cause = reader.needed("cause", Cause::parse);
    let reason = reader.words("reason");
    let result =
        match reader.finish(cause.map(|cause| MoveEnds { courses, days, cause, reason: reason.clone() })) {
            Ok(command) => course::move_ends(&site.ctx, &who.actor, command, sent(&typed, FORM)).await,
            Err(Error::Refused(mut faults)) => {
                // The reason is looked at in the same go, so that all is told at once.
                faults.extend(domain::words::reason("reason", &reason).err());
                Err(faults.into())
            }
            Err(other) => Err(other),
        };
    match result {
        Ok(moved) => {
            let flash = Flash::new("bulk-dates-done").with("n", moved.0.len().to_string());
            Ok(see_other(&site, &chosen.back, &flash.undo(undo_address(&chosen.lines, &moved))))
        }
        Err(error) => {
            let page = Page::new(&who, "bulk-dates", Place::Courses);
            let page = page.with_faults(Faults::of(error, who.words)?, typed.raw("once"));
            render_faults(&page_of(&who, page, typed, &chosen))
        }
    }
}

fn undo_address(lines: &[Arc<CourseLine>], moved: &MovedEnds) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (course, event) in &moved.0 {
        if let Some(line) = lines.iter().find(|line| line.course.id == *course) {
            let code = line.course.code.to_lowercase();
            query.append_pair("k", &format!("{code}-{}", event.uuid().simple()));
        }
    }
    format!("/forloeb/valgte/datoer/fortryd?{}", query.finish())
}

async fn take_back(
    State(site): State<Site>,
    who: SignedIn,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    let typed = Fields::parse(raw.unwrap_or_default().as_bytes());
    let mut changes = Vec::new();
    for change in typed.all("k") {
        let (code, event) = change.split_once('-').ok_or(Problem::NotFound)?;
        let event: PhaseEventId = event.parse().map_err(|_| Problem::NotFound)?;
        let which = Which::Code(code.to_owned());
        changes.push((course::id_of(&site.ctx, &who.actor, &which).await?, event));
    }
    let flash = Flash::new("bulk-dates-undone").with("n", changes.len().to_string());
    course::take_back_ends(&site.ctx, &who.actor, TakeBackEnds { changes }, Sent::default()).await?;
    Ok(see_other(&site, "/forloeb", &flash))
}
