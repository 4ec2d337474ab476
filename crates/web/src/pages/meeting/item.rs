//! One course in a meeting: seen in short, and what the team makes of it.

use std::borrow::Cow;

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use domain::meeting::Outcome;
use domain::phase::add_days;
use service::course::{CoursePage, Which};
use service::draft::{self, SaveDraft};
use service::meeting::{self, Decide, MeetingPage, Said, TakeBack};
use service::record::DecisionEntry;

use super::agenda::MeetingTemplate;
use super::{Room, course, day_of, open, room};
use crate::flash::Flash;
use crate::form::Fields;
use crate::page::see_other;
use crate::pages::course::forms::{self, Filled, came_back, draft_name, fields, filled, sent};
use crate::pages::course::reading::{self, Reader};
use crate::pages::course::view::band::Band;
use crate::pages::course::widgets::{Choice, Field, Kind, Pick};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

/// The course in short.
pub(super) struct Course {
    pub(super) alias: String,
    pub(super) code: String,
    pub(super) noname: bool,
    /// Its own page.
    pub(super) href: String,
    pub(super) sentence: String,
    pub(super) worker: Option<String>,
    pub(super) band: Band,
    /// What is due.
    pub(super) due: Vec<String>,
    /// The last contacts.
    pub(super) contacts: Vec<String>,
    /// The latest note with its day, where it was asked for.
    pub(super) note: Option<(String, String)>,
    /// The plan: area; goal and activities where they were asked for.
    pub(super) plan: Vec<(String, Option<String>, Vec<String>)>,
    /// The last measurements.
    pub(super) measures: Vec<Cow<'static, str>>,
    /// The network, where it was asked for.
    pub(super) network: Vec<String>,
    /// What was decided earlier.
    pub(super) earlier: Vec<Earlier>,
}

/// What was decided earlier.
pub(super) struct Earlier {
    pub(super) day: String,
    pub(super) text: Option<String>,
    pub(super) what: String,
}

/// What the team makes of it.
pub(super) struct Form {
    pub(super) action: String,
    /// True where the words are shown that are not for the wall.
    pub(super) words: bool,
    pub(super) issue: Field,
    pub(super) decided: Field,
    pub(super) who: Pick,
    pub(super) until: Field,
    pub(super) draft_line: String,
}

/// Days ahead that are proposed for what is decided: the next meeting.
const AHEAD: i32 = 7;

/// The form's own address, without what is shown.
fn action(room: &Room, code: &str) -> String {
    format!("{}/{}", room.base, code.to_lowercase())
}

/// A course of the meeting.
pub(super) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Path((day, code)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let day = day_of(&day)?;
    let room = room(day, query.as_deref());
    let meeting = match open(&site, &who, &room, day).await? {
        Ok(meeting) => meeting,
        Err(minutes) => return Ok(minutes),
    };
    let page = meeting::course(&site.ctx, &who.actor, day, &Which::Code(code)).await?;
    let filled = filled(&site, &who, &action(&room, &page.course().code), proposed(&page, &meeting)).await?;
    shown(&site, &who, (&room, &meeting, &page), &filled)
}

/// The worker of the course, by the next meeting.
fn proposed(page: &CoursePage, meeting: &MeetingPage) -> Fields {
    fields(vec![
        ("who", page.worker().map(|worker| worker.uuid().simple().to_string())),
        ("until", Some(add_days(meeting.meeting.day, AHEAD).to_string())),
    ])
}

fn shown(
    site: &Site,
    who: &SignedIn,
    (room, meeting, page): (&Room, &MeetingPage, &CoursePage),
    filled: &Filled,
) -> Result<Response, Problem> {
    let words = who.words;
    let mut template = MeetingTemplate::new(who, (room, meeting), Some(page.course().id));
    template.page = filled.around(template.page.with_once(site)?);
    template.course = Some(course::course(words, page, room.words));
    template.form = Some(form(words, (room, meeting, page), filled));
    template.answer()
}

fn form(words: Words, (room, meeting, page): (&Room, &MeetingPage, &CoursePage), filled: &Filled) -> Form {
    let make = filled.maker(words);
    let nobody = Choice::new("", words.say("meet-nobody"));
    let member =
        |user: &service::record::UserRow| Choice::new(user.id.uuid().simple().to_string(), user.name.clone());
    let able = meeting.staff.iter().filter(|user| user.carries_courses()).map(member);
    let staff = std::iter::once(nobody).chain(able).collect();
    Form {
        action: action(room, &page.course().code),
        words: room.words,
        issue: make.field(Kind::Area, "issue", "meet-issue"),
        decided: Field {
            hint: words.say("meet-hint").into_owned(),
            ..make.field(Kind::Area, "words", "meet-decision")
        },
        who: make.pick("who", "meet-who", vec![(String::new(), staff)]),
        until: make.field(Kind::Date, "until", "meet-until"),
        draft_line: filled.draft_line.clone().unwrap_or_default(),
    }
}

/// Reads the form.
fn command(page: &CoursePage, day: domain::Date, typed: &Fields) -> Result<Decide, service::Error> {
    let mut reader = Reader::new(typed);
    let who = reader.code("who", |text| forms::id(text).ok());
    let until = reader.date("until");
    let said = match typed.raw("act") {
        "ikke-nu" => Said::NotNow,
        "spring-over" => Said::Skipped,
        _ => Said::Talked,
    };
    let (issue, words) = (reader.words("issue"), reader.words("words"));
    reader.finish(Some(Decide { day, course: page.course().id, said, issue, words, who, until }))
}

/// Saves, and on to the next.
pub(super) async fn save(
    State(site): State<Site>,
    who: SignedIn,
    Path((day, code)): Path<(String, String)>,
    typed: Fields,
) -> Result<Response, Problem> {
    let day = day_of(&day)?;
    let room = Room::new(day, typed.text("ord").is_some());
    let page = meeting::course(&site.ctx, &who.actor, day, &Which::Code(code)).await?;
    let action = action(&room, &page.course().code);
    let saved = match command(&page, day, &typed) {
        Ok(command) => {
            let said = command.said;
            let saved = meeting::decide(&site.ctx, &who.actor, command, sent(&typed, &action)).await;
            saved.map(|id| (id, said))
        }
        Err(error) => Err(error),
    };
    let meeting = meeting::agenda(&site.ctx, &who.actor, day).await?;
    let (id, said) = match saved {
        Ok(saved) => saved,
        Err(error) => {
            let filled = came_back(&site, &who, &action, (typed, error)).await?;
            return shown(&site, &who, (&room, &meeting, &page), &filled);
        }
    };
    let next = meeting.next(Some(page.course().id));
    let next = next.map_or_else(|| room.at(""), |line| room.course(&line.course.code));
    let flash = Flash::new(saved_key(said, meeting.dealt.get(&page.course().id)));
    let undo = format!("{action}/{}/fortryd", id.uuid().simple());
    Ok(see_other(&site, &next, &flash.undo(undo)))
}

/// What is said of what was saved.
fn saved_key(said: Said, outcome: Option<&Outcome>) -> &'static str {
    match (said, outcome) {
        (Said::NotNow, _) => "meet-saved-not-now",
        (Said::Skipped, _) => "meet-saved-skipped",
        (Said::Talked, Some(Outcome::Decided)) => "meet-saved-decided",
        (Said::Talked, _) => "meet-saved-noted",
    }
}

/// Takes back what was written down; what it said stands in the form again.
pub(super) async fn undo(
    State(site): State<Site>,
    who: SignedIn,
    Path((day, code, id)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let day = day_of(&day)?;
    let page = meeting::course(&site.ctx, &who.actor, day, &Which::Code(code)).await?;
    let back = TakeBack { day, course: page.course().id, decision: forms::id(&id)? };
    let entry = meeting::take_back(&site.ctx, &who.actor, back).await?;
    let action = action(&Room::new(day, false), &page.course().code);
    let kept = SaveDraft { form: draft_name(&action), body: reading::kept(&typed_again(entry)) };
    draft::save(&site.ctx, &who.actor, kept).await?;
    Ok(see_other(&site, &action, &Flash::new("meet-undone")))
}

fn typed_again(entry: DecisionEntry) -> Fields {
    let id = |who: domain::id::UserId| who.uuid().simple().to_string();
    fields(vec![
        ("issue", entry.issue),
        ("words", entry.words),
        ("who", entry.decision.who.map(id)),
        ("until", entry.decision.until.map(|until| until.to_string())),
    ])
}
