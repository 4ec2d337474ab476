//! What is done with several courses at once: another worker, a file, a print. Each act shows first what will happen,
//! and can be taken back. The courses stand in the address by their codes, so that every step is a page of its own.

use std::fmt::Write as _;
use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::course::Stage;
use domain::id::{HandoverId, UserId};
use service::assignment::{self, COURSES_MAX, HandOver};
use service::courses::chosen;
use service::line::CourseLine;
use service::session::users;
use service::{Error, Sent};

use crate::flash::{Flash, is_own_path};
use crate::form::{Faults, Fields};
use crate::page::{Page, Place, render, see_other};
use crate::pages::course::forms::{Filled, FormPage, FormPart};
use crate::pages::course::reading::Reader;
use crate::pages::course::widgets::{Choice, Kind, Widget};
use crate::pages::kept;
use crate::pages::parts::CourseItem;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/forloeb/valgte/medarbejder", get(worker).post(hand_over))
        .route("/forloeb/valgte/print", get(print))
        .route("/forloeb/valgte/eksport", get(export))
        .route("/forloeb/skift/{id}/fortryd", post(take_back))
}

/// Where a handover is taken back.
pub(crate) fn take_back_address(id: HandoverId) -> String {
    format!("/forloeb/skift/{id}/fortryd")
}

/// What was chosen in a list, and where the list was.
pub(crate) struct Chosen {
    /// The courses, in the order of the list.
    pub(crate) lines: Vec<Arc<CourseLine>>,
    /// The list that they were chosen in.
    pub(crate) back: String,
}

impl Chosen {
    /// The courses that a form or address names. Without any, and with too many, the way leads back
    /// to the list, which says so.
    pub(crate) async fn of(
        site: &Site,
        who: &SignedIn,
        typed: &Fields,
        max: usize,
    ) -> Result<Result<Self, Response>, Problem> {
        let back = back(typed).to_owned();
        let codes = codes(typed);
        if codes.is_empty() {
            return Ok(Err(see_other(site, &back, &Flash::new("bulk-none"))));
        }
        if codes.len() > max {
            let flash = Flash::new("bulk-toomany").with("n", max.to_string());
            return Ok(Err(see_other(site, &back, &flash)));
        }
        let lines = chosen::chosen(&site.ctx, &who.actor, &codes).await?;
        Ok(Ok(Self { lines, back }))
    }
    /// What a form carries on of it.
    pub(crate) fn hidden(&self) -> Vec<(&'static str, String)> {
        let mut hidden = vec![("fra", self.back.clone())];
        hidden.extend(self.lines.iter().map(|line| ("c", line.course.code.to_lowercase())));
        hidden
    }
}

fn codes(typed: &Fields) -> Vec<String> {
    typed.all("c").map(str::to_owned).collect()
}

/// The list to go back to.
fn back(typed: &Fields) -> &str {
    typed.text("fra").filter(|path| is_own_path(path) && path.starts_with("/forloeb")).unwrap_or("/forloeb")
}

/// "Solsort · fase 2, uge 9 · hos Sanne Øvelse"
fn said(line: &CourseLine, words: Words, names: &[users::Member]) -> String {
    let item = CourseItem::new(line, words);
    let worker = names.iter().find(|member| Some(member.user.id) == line.worker);
    let with = worker.map_or_else(
        || words.say("team-nobody").into_owned(),
        |member| format!("{} {}", words.say("list-column-worker").to_lowercase(), member.user.name),
    );
    format!("{} · {} · {with}", item.alias, item.standing)
}

/// The draft of a handover, as its address names it.
const WORKER: &str = "forloeb/valgte/medarbejder";

async fn worker(
    State(site): State<Site>,
    who: SignedIn,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    let mut typed = Fields::parse(raw.unwrap_or_default().as_bytes());
    if typed.text("c").is_none() {
        kept::over(&site, &who, WORKER, &mut typed).await?;
    }
    let chosen = match Chosen::of(&site, &who, &typed, COURSES_MAX).await? {
        Ok(chosen) => chosen,
        Err(back) => return Ok(back),
    };
    if typed.text("from").is_none() {
        typed.put("from", site.ctx.today().to_string());
    }
    worker_page(&site, &who, &chosen, &Filled::proposed(typed)).await
}

/// Who takes over, from when; and what that moves.
async fn worker_page(
    site: &Site,
    who: &SignedIn,
    chosen: &Chosen,
    filled: &Filled,
) -> Result<Response, Problem> {
    let words = who.words;
    let open: Vec<_> = chosen.lines.iter().filter(|line| line.closing.is_none()).collect();
    let ids: Vec<_> = open.iter().map(|line| line.course.id).collect();
    let preview = assignment::preview(&site.ctx, &who.actor, &ids).await?;
    let staff = users::colleagues(&site.ctx, &who.actor).await?;
    let make = filled.maker(words);
    let mut to = vec![Choice::new("", words.say("phase-worker-choose"))];
    let members = staff.iter().filter(|member| member.user.carries_courses());
    to.extend(members.map(|member| Choice::new(member.user.id.to_string(), member.user.name.clone())));
    let part = FormPart {
        id: "medarbejder",
        action: "/forloeb/valgte/medarbejder".to_owned(),
        hidden: chosen.hidden(),
        widgets: vec![
            Widget::Pick(make.pick("to", "phase-worker-new", vec![(String::new(), to)])),
            Widget::Field(make.field(Kind::Date, "from", "phase-worker-from")),
        ],
        submit: words.say("bulk-worker-do").into_owned(),
        primary: true,
        ..FormPart::default()
    };
    let page = filled.around(Page::new(who, "bulk-worker", Place::Courses).with_once(site)?);
    let back = (chosen.back.clone(), words.say("nav-courses").into_owned());
    let mut shown = FormPage::new(page, back, vec![part]);
    let values = [("n", preview.courses.into()), ("k", preview.follow.into())];
    shown.lead = words.fill("bulk-preview", &values).into_owned();
    shown.lines = open.iter().map(|line| said(line, words, &staff)).collect();
    let closed = chosen.lines.len() - open.len();
    if closed > 0 {
        shown.lines.push(words.count("bulk-closed", closed).into_owned());
    }
    shown.answer()
}

async fn hand_over(State(site): State<Site>, who: SignedIn, typed: Fields) -> Result<Response, Problem> {
    let chosen = match Chosen::of(&site, &who, &typed, COURSES_MAX).await? {
        Ok(chosen) => chosen,
        Err(back) => return Ok(back),
    };
    let open = chosen.lines.iter().filter(|line| line.closing.is_none());
    let courses: Vec<_> = open.map(|line| line.course.id).collect();
    let count = courses.len();
    let mut reader = Reader::new(&typed);
    let to = reader.needed("to", |id| id.parse().ok().map(UserId::new));
    let from = reader.needed_date("from");
    let result = match reader.finish(to.zip(from).map(|(to, from)| HandOver { courses, to, from })) {
        Ok(command) => assignment::hand_over(&site.ctx, &who.actor, command, sent(&typed, WORKER)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(id) => {
            let flash = Flash::new("bulk-worker-done").with("n", count.to_string());
            Ok(see_other(&site, &chosen.back, &flash.undo(take_back_address(id))))
        }
        Err(error) => {
            let filled = came_back(&site, &who, typed, error)?;
            worker_page(&site, &who, &chosen, &filled).await
        }
    }
}

/// How a form was sent: its key, and what was kept of it when a session ended.
pub(crate) fn sent(typed: &Fields, form: &str) -> Sent {
    Sent { key: typed.text("once").map(str::to_owned), draft: Some(form.to_owned()) }
}

/// A form without a draft that came back with what is to be mended.
pub(crate) fn came_back(site: &Site, who: &SignedIn, typed: Fields, error: Error) -> Result<Filled, Problem> {
    let faults = Faults::of(error, who.words)?;
    // What was refused has left no trace: the key may go on, or be a new one.
    let once = typed
        .text("once")
        .map_or_else(|| site.ctx.uuid().map(|id| id.to_string()), |key| Ok(key.to_owned()))?;
    Ok(Filled { fields: typed, faults, once: Some(once), ..Filled::default() })
}

async fn take_back(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: HandoverId = id.parse().map_err(|_| Problem::NotFound)?;
    let count = assignment::take_back(&site.ctx, &who.actor, id, Sent::default()).await?;
    let flash = Flash::new("bulk-worker-undone").with("n", count.to_string());
    Ok(see_other(&site, "/forloeb", &flash))
}

#[derive(Template)]
#[template(path = "bulk_print.html")]
struct PrintPage {
    page: Page,
    back: String,
    made: String,
    rows: Vec<(CourseItem, String, String)>,
}

async fn print(
    State(site): State<Site>,
    who: SignedIn,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    let typed = Fields::parse(raw.unwrap_or_default().as_bytes());
    let chosen = match Chosen::of(&site, &who, &typed, COURSES_MAX).await? {
        Ok(chosen) => chosen,
        Err(back) => return Ok(back),
    };
    let words = who.words;
    let staff = users::colleagues(&site.ctx, &who.actor).await?;
    let row = |line: &Arc<CourseLine>| {
        let next = line.next().map(|due| super::courses::next_step(due, words).into_owned());
        let worker = staff.iter().find(|member| Some(member.user.id) == line.worker);
        let worker = worker.map_or_else(|| "–".to_owned(), |member| member.user.name.clone());
        (CourseItem::new(line, words), next.unwrap_or_default(), worker)
    };
    let rows = chosen.lines.iter().map(row).collect();
    let made = words.long_day(site.ctx.today());
    let page = Page::new(&who, "nav-courses", Place::Courses);
    render(&PrintPage { page, back: chosen.back, made, rows })
}

const fn stage(line: &CourseLine) -> &'static str {
    match line.stage {
        Stage::ContactMaking => "contact_making",
        Stage::Running { .. } => "running",
        Stage::Closed { .. } => "closed",
    }
}

/// The chosen courses as a file: facts that can be counted, the code, no alias. Taking them out is written down.
async fn export(
    State(site): State<Site>,
    who: SignedIn,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    let typed = Fields::parse(raw.unwrap_or_default().as_bytes());
    let codes = codes(&typed);
    if codes.is_empty() {
        return Ok(see_other(&site, back(&typed), &Flash::new("bulk-none")));
    }
    let lines = chosen::taken_out(&site.ctx, &who.actor, &codes).await?;
    let mut text = String::from(
        "code,programme,track,stage,phase,week,first_contact,last_two_way,days_silent,silent,next_due,next_due_day\r\n",
    );
    for line in &lines {
        let week = line.course.week.map(|(week, _)| week.to_string()).unwrap_or_default();
        let next = line.due.first();
        // Writing into a string cannot fail.
        let _ = write!(
            text,
            "{},{},{},{},{},{week},{},{},{},{},{},{}\r\n",
            line.course.code,
            line.programme.0,
            line.course.track.code(),
            stage(line),
            line.course.phase,
            line.first_contact,
            line.last_two_way,
            line.days_silent,
            u8::from(line.silent),
            next.map_or("", |due| due.duty.kind().code()),
            next.map(|due| due.day.to_string()).unwrap_or_default(),
        );
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"liste-{}.csv\"", site.ctx.today())),
    ];
    Ok((headers, text).into_response())
}
