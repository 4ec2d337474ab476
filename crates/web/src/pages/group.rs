//! One contact with several citizens: what is common is written once, what is one citizen's own beside her alias. One
//! entry in each course; saved and taken back together.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::contact::{ContactKind, ContactOutcome};
use domain::programme::{AreaKey, Programme};
use domain::words::may_lead_to_a_person;
use service::contact::{self, GROUP_MAX, RecordContact, RecordGroup, RecordedGroup, UndoGroup};
use service::course::Which;
use service::line::CourseLine;
use service::{Error, Sent};

use crate::flash::Flash;
use crate::form::Fields;
use crate::page::{Page, Place, render, render_faults, see_other};
use crate::pages::bulk::Chosen;
use crate::pages::course::contact_form::{Areas, Parts, command, parts};
use crate::pages::course::forms::{Filled, came_back, fields, filled, sent};
use crate::pages::parts::standing;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;

/// Where it is written.
const HERE: &str = "/forloeb/valgte/kontakt";
/// Its draft, as its address names it.
pub(crate) const DRAFT: &str = "forloeb/valgte/kontakt";

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route(HERE, get(show).post(save))
        .route("/kontakt/flere", get(with_whom))
        .route("/kontakt/flere/fortryd", post(undo))
}

/// A citizen of the group.
struct Member {
    code: String,
    alias: String,
    standing: String,
    there: bool,
    note: String,
}

#[derive(Template)]
#[template(path = "group.html")]
struct GroupPage {
    page: Page,
    back: String,
    action: &'static str,
    lead: String,
    members: Vec<Member>,
    parts: Parts,
    draft_line: String,
    has_draft: bool,
}

/// Chosen in a list; without any, those of the draft.
async fn show(State(site): State<Site>, who: SignedIn, RawQuery(raw): RawQuery) -> Result<Response, Problem> {
    let typed = Fields::parse(raw.unwrap_or_default().as_bytes());
    let mut filled = filled(&site, &who, HERE, proposed(&site)).await?;
    if typed.text("c").is_some() {
        let codes: Vec<&str> = typed.all("c").collect();
        filled.fields.put_all("c", codes.iter().copied());
        filled.fields.put_all("blandt", codes);
        filled.fields.put("fra", typed.raw("fra"));
    }
    page(&site, &who, &filled).await
}

/// Now, a meeting that took place. What it was about and how long it took are not guessed.
fn proposed(site: &Site) -> Fields {
    let now = site.ctx.local();
    fields(vec![
        ("date", Some(now.date().to_string())),
        ("time", Some(format!("{:02}:{:02}", now.hour(), now.minute() / 5 * 5))),
        ("kind", Some(ContactKind::Meeting.code().to_owned())),
        ("outcome", Some(ContactOutcome::Held.code().to_owned())),
        ("next_kind", Some(ContactKind::Meeting.code().to_owned())),
    ])
}

/// All who were chosen, also those whose mark was taken away.
fn among(typed: &Fields) -> Fields {
    let name = if typed.text("blandt").is_some() { "blandt" } else { "c" };
    let mut all = fields(vec![("fra", Some(typed.raw("fra").to_owned()))]);
    all.put_all("c", typed.all(name));
    all
}

async fn page(site: &Site, who: &SignedIn, filled: &Filled) -> Result<Response, Problem> {
    let words = who.words;
    let chosen = match Chosen::of(site, who, &among(&filled.fields), GROUP_MAX).await? {
        Ok(chosen) => chosen,
        Err(back) => return Ok(back),
    };
    let open: Vec<&Arc<CourseLine>> = chosen.lines.iter().filter(|line| line.closing.is_none()).collect();
    let programme = common(site, &open).ok_or(Problem::NotFound)?;
    let first: Vec<AreaKey> = programme.areas.iter().map(|area| area.key.clone()).collect();
    let areas = Areas { first: &first, of_plan: false, programme: &programme };
    let member = |line: &&Arc<CourseLine>| {
        let code = line.course.code.to_lowercase();
        Member {
            there: filled.fields.has("c", &code),
            note: filled.fields.raw(&format!("note-{code}")).to_owned(),
            alias: line.course.alias.clone(),
            standing: standing(&line.course, words).into_owned(),
            code,
        }
    };
    let page = Page::new(who, "group-title", Place::NewContact).with_savebar().with_once(site)?;
    let template = GroupPage {
        page: filled.around(page),
        back: chosen.back.clone(),
        action: HERE,
        lead: words.count("group-lead", open.len()).into_owned(),
        members: open.iter().map(member).collect(),
        parts: parts(words, filled, &areas),
        draft_line: filled.draft_line.clone().unwrap_or_default(),
        has_draft: filled.draft_line.is_some(),
    };
    if filled.faults.is_empty() { render(&template) } else { render_faults(&template) }
}

/// A programme with the areas that those of all these courses share.
fn common(site: &Site, lines: &[&Arc<CourseLine>]) -> Option<Programme> {
    let of = |line: &&Arc<CourseLine>| site.ctx.content.programme(&line.programme).cloned();
    let mut programmes = lines.iter().filter_map(of);
    let mut shared = Programme::clone(&*programmes.next()?);
    for programme in programmes {
        shared.areas.retain(|area| programme.area(&area.key).is_some());
    }
    Some(shared)
}

/// An entry for each citizen who was there: the common part, and her own words after the common ones.
fn contacts(lines: &[Arc<CourseLine>], typed: &Fields) -> Result<Vec<RecordContact>, Error> {
    let there = lines.iter().filter(|line| line.closing.is_none());
    let there = there.filter(|line| typed.has("c", &line.course.code.to_lowercase()));
    let entry = |line: &Arc<CourseLine>| {
        let mut contact = command(line.course.id, typed)?;
        let own = typed.text(&format!("note-{}", line.course.code.to_lowercase())).unwrap_or_default();
        let note = [contact.note.trim(), own].join("\n\n");
        note.trim().clone_into(&mut contact.note);
        Ok(contact)
    };
    there.map(entry).collect()
}

async fn save(State(site): State<Site>, who: SignedIn, typed: Fields) -> Result<Response, Problem> {
    let chosen = match Chosen::of(&site, &who, &among(&typed), GROUP_MAX).await? {
        Ok(chosen) => chosen,
        Err(back) => return Ok(back),
    };
    let mut asks = false;
    let recorded = match contacts(&chosen.lines, &typed) {
        Ok(contacts) => {
            asks = contacts.iter().any(|contact| may_lead_to_a_person(&contact.note));
            let command = RecordGroup { contacts };
            contact::record_group(&site.ctx, &who.actor, command, sent(&typed, HERE)).await
        }
        Err(error) => Err(error),
    };
    match recorded {
        Ok(recorded) => {
            let key = if asks { "group-saved-asks" } else { "group-saved" };
            let flash = Flash::new(key).with("n", recorded.0.len().to_string());
            Ok(see_other(&site, &chosen.back, &flash.undo(undo_address(&chosen.lines, &recorded))))
        }
        Err(error) => page(&site, &who, &came_back(&site, &who, HERE, (typed, error)).await?).await,
    }
}

/// Where it is taken back: each course with its entry.
fn undo_address(lines: &[Arc<CourseLine>], recorded: &RecordedGroup) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (course, contact) in &recorded.0 {
        if let Some(line) = lines.iter().find(|line| line.course.id == *course) {
            let code = line.course.code.to_lowercase();
            query.append_pair("k", &format!("{code}-{}", contact.uuid().simple()));
        }
    }
    format!("/kontakt/flere/fortryd?{}", query.finish())
}

async fn undo(State(site): State<Site>, who: SignedIn, RawQuery(raw): RawQuery) -> Result<Response, Problem> {
    let typed = Fields::parse(raw.unwrap_or_default().as_bytes());
    let mut contacts = Vec::new();
    for entry in typed.all("k") {
        let (code, contact) = entry.split_once('-').ok_or(Problem::NotFound)?;
        let contact = uuid::Uuid::try_parse(contact).map_err(|_| Problem::NotFound)?;
        let which = Which::Code(code.to_owned());
        contacts.push((service::course::id_of(&site.ctx, &who.actor, &which).await?, contact.into()));
    }
    let flash = Flash::new("group-undone").with("n", contacts.len().to_string());
    contact::undo_group(&site.ctx, &who.actor, UndoGroup { contacts }, Sent::default()).await?;
    Ok(see_other(&site, "/forloeb", &flash))
}

#[derive(Template)]
#[template(path = "group_whom.html")]
struct WhomPage {
    page: Page,
    rows: Vec<(String, String, String)>,
}

/// With whom? Her own courses, the latest contact first, several at once.
async fn with_whom(State(site): State<Site>, who: SignedIn) -> Result<Response, Problem> {
    let rows = contact::with_whom(&site.ctx, &who.actor).await?;
    let rows = rows
        .iter()
        .map(|row| {
            let since = who.words.relative(row.derived.last_two_way);
            (row.course.code.to_lowercase(), row.alias.clone(), since)
        })
        .collect();
    render(&WhomPage { page: Page::new(&who, "group-title", Place::NewContact), rows })
}
