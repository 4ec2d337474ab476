//! The team meeting: the agenda that the record writes, one course after another, and what is decided. What is on
//! the wall shows no note, no words of the citizen and no name of her network; they are shown where somebody asks for them.

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::Date;
use domain::id::UserId;
use service::Sent;
use service::meeting::{self, Attend, MeetingPage, Settle};

use crate::flash::{Flash, is_own_path};
use crate::form::Fields;
use crate::page::see_other;
use crate::pages::course::forms;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;

mod agenda;
mod course;
mod item;
mod minutes;

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/teamet/moede", get(minutes::held).post(begin))
        .route("/teamet/moede/{day}", get(next))
        .route("/teamet/moede/{day}/referat", get(minutes::show))
        .route("/teamet/moede/{day}/til-stede", post(attend))
        .route("/teamet/moede/{day}/last/{worker}", get(carrying))
        .route("/teamet/moede/{day}/{code}", get(item::show).post(item::save))
        .route("/teamet/moede/{day}/{code}/{id}/fortryd", post(item::undo))
        .route("/teamet/beslutning/{course}/{id}", post(done))
        .route("/teamet/beslutning/{course}/{id}/fortryd", post(open_again))
}

/// A meeting on the screen: its address, and whether the words are shown that are not for the wall.
#[derive(Debug, Clone)]
struct Room {
    /// `/teamet/moede/2026-11-24`.
    base: String,
    /// Words are shown.
    words: bool,
}

impl Room {
    fn new(day: Date, words: bool) -> Self {
        Self { base: format!("/teamet/moede/{day}"), words }
    }
    /// The address of a part of the meeting, with the words shown or not as they are now.
    fn at(&self, part: &str) -> String {
        format!("{}{part}{}", self.base, if self.words { "?ord=1" } else { "" })
    }
    fn course(&self, code: &str) -> String {
        self.at(&format!("/{}", code.to_lowercase()))
    }
}

/// The day in an address; what is none does not exist.
fn day_of(text: &str) -> Result<Date, Problem> {
    text.parse().map_err(|_| Problem::NotFound)
}

/// The meeting of an address.
fn room(day: Date, query: Option<&str>) -> Room {
    let typed = Fields::parse(query.unwrap_or_default().as_bytes());
    Room::new(day, typed.text("ord").is_some())
}

/// Opens today's meeting.
async fn begin(State(site): State<Site>, who: SignedIn) -> Result<Response, Problem> {
    let day = meeting::begin(&site.ctx, &who.actor, Sent::default()).await?;
    Ok(Redirect::to(&Room::new(day, false).at("")).into_response())
}

/// A meeting that can be written in; an older one is shown as its minutes.
async fn open(
    site: &Site,
    who: &SignedIn,
    room: &Room,
    day: Date,
) -> Result<Result<MeetingPage, Response>, Problem> {
    let page = meeting::agenda(&site.ctx, &who.actor, day).await?;
    let minutes = || Redirect::to(&format!("{}/referat", room.base)).into_response();
    Ok(if page.open { Ok(page) } else { Err(minutes()) })
}

/// On to the next course that waits; at the end, or where nothing stands on the agenda, the meeting without one.
async fn next(
    State(site): State<Site>,
    who: SignedIn,
    Path(day): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let day = day_of(&day)?;
    let room = room(day, query.as_deref());
    match open(&site, &who, &room, day).await? {
        Err(minutes) => Ok(minutes),
        Ok(page) => match page.next(None) {
            Some(line) => Ok(Redirect::to(&room.course(&line.course.code)).into_response()),
            None => agenda::ended(&who, (&room, &page)),
        },
    }
}

/// A worker over the ceiling: her courses, each to be talked of.
async fn carrying(
    State(site): State<Site>,
    who: SignedIn,
    Path((day, worker)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let day = day_of(&day)?;
    let room = room(day, query.as_deref());
    let worker: UserId = forms::id(&worker)?;
    match open(&site, &who, &room, day).await? {
        Err(minutes) => Ok(minutes),
        Ok(page) => {
            let over = page.over.iter().find(|over| over.worker == worker).ok_or(Problem::NotFound)?;
            agenda::carrying(&who, (&room, &page), over)
        }
    }
}

/// Says who was there.
async fn attend(
    State(site): State<Site>,
    who: SignedIn,
    Path(day): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let day = day_of(&day)?;
    let present = fields.all("present").map(forms::id).collect::<Result<Vec<UserId>, Problem>>()?;
    meeting::attend(&site.ctx, &who.actor, Attend { day, present }, Sent::default()).await?;
    let back = fields.text("fra").filter(|path| is_own_path(path)).map(str::to_owned);
    let back = back.unwrap_or_else(|| Room::new(day, false).at(""));
    Ok(see_other(&site, &back, &Flash::new("meet-present-saved")))
}

/// What a meeting gave somebody to do was done.
async fn done(
    State(site): State<Site>,
    who: SignedIn,
    Path((course, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Problem> {
    let settled = Settle { course: forms::id(&course)?, decision: forms::id(&id)?, done: true };
    meeting::settle(&site.ctx, &who.actor, settled, Sent::default()).await?;
    // From the course's own page there is no other way back.
    let course_page = format!("/forloeb/id/{course}");
    let back = fields.text("fra").filter(|path| is_own_path(path)).unwrap_or(&course_page);
    let undo = format!("/teamet/beslutning/{course}/{id}/fortryd");
    Ok(see_other(&site, back, &Flash::new("meet-done").undo(undo)))
}

/// It is to be done after all.
async fn open_again(
    State(site): State<Site>,
    who: SignedIn,
    Path((course, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let settled = Settle { course: forms::id(&course)?, decision: forms::id(&id)?, done: false };
    meeting::settle(&site.ctx, &who.actor, settled, Sent::default()).await?;
    Ok(see_other(&site, "/min-dag", &Flash::new("course-undone")))
}
