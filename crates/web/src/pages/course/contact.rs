//! Recording a contact, correcting it, taking it back; and promises that were kept.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::id::{ContactId, PromiseId};
use domain::words::may_lead_to_a_person;
use serde::Deserialize;
use service::Sent;
use service::contact::{self, ChangeContact, Preset, RedoContact, UndoContact};
use service::course::{CoursePage, Which};
use service::promise::{self, KeepPromise};

use super::conflict::not_saved;
use super::contact_form::{Areas, Parts, command, correction, parts, proposed, recorded};
use super::forms::{self, Filled, Here, came_back, filled, here, sent};
use super::say;
use super::view::timeline::paragraphs;
use crate::flash::Flash;
use crate::form::Fields;
use crate::page::{Page, Place, render, render_faults, see_other};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

#[derive(Template)]
#[template(path = "course/contact.html")]
struct Form {
    page: Page,
    back: (String, String),
    action: String,
    when: String,
    when_open: bool,
    preset: String,
    settles: String,
    version: String,
    parts: Parts,
    aside: Aside,
    draft: bool,
    draft_line: String,
    has_draft: bool,
    takeback: Option<String>,
}

/// What helps to remember.
#[derive(Debug, Default)]
struct Aside {
    last: Option<(String, Vec<String>)>,
    goals_of: String,
    goals: Vec<String>,
    promises: Vec<String>,
}

/// Where it begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct From {
    /// With an empty form, whatever draft there is.
    ny: String,
}

/// The form for a new contact.
pub(crate) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    Query(_from): Query<From>,
) -> Result<Response, Problem> {
    let preset = contact::preset(&site.ctx, &who.actor, &Which::Code(code)).await?;
    let href = forms::href(&preset.page.course().code);
    let action = format!("{href}/kontakt");
    let filled = filled(&site, &who, &action, proposed(&preset)).await?;
    page(&site, &who, (&preset, &href), &filled)
}

fn page(
    site: &Site,
    who: &SignedIn,
    (preset, href): (&Preset, &str),
    filled: &Filled,
) -> Result<Response, Problem> {
    let words = who.words;
    let page = Page::new(who, "contact-title", Place::NewContact).with_savebar().with_once(site)?;
    let areas =
        Areas { first: &preset.areas, of_plan: preset.areas_of_plan, programme: &preset.page.programme };
    let form = Form {
        page: filled.around(page),
        back: (href.to_owned(), preset.page.alias().to_owned()),
        action: format!("{href}/kontakt"),
        when: when(words, &filled.fields),
        when_open: filled.faults.at("date").is_some() || filled.faults.at("time").is_some(),
        preset: words
            .say(if preset.as_last_time { "contact-preset" } else { "contact-preset-none" })
            .into_owned(),
        settles: filled.fields.raw("settles").to_owned(),
        version: String::new(),
        parts: parts(words, filled, &areas),
        aside: aside(words, preset),
        draft: true,
        draft_line: filled.draft_line.clone().unwrap_or_default(),
        has_draft: filled.draft_line.is_some(),
        takeback: None,
    };
    if filled.faults.is_empty() { render(&form) } else { render_faults(&form) }
}

/// `I dag kl. 10.00`.
fn when(words: Words, fields: &Fields) -> String {
    let date = fields.date("date").ok().flatten().unwrap_or(words.today);
    let time = fields.text("time").and_then(super::reading::time);
    let day = if date == words.today {
        words.say("contact-today").into_owned()
    } else {
        say::capital(&words.long_day(date))
    };
    time.map_or_else(|| day.clone(), |time| format!("{day} {}", words.at(time)))
}

fn aside(words: Words, preset: &Preset) -> Aside {
    let alias = preset.page.alias();
    Aside {
        last: preset.last.as_ref().map(|entry| {
            let heading = say::capital(&words.long_day(entry.contact.date));
            let mut lines = vec![format!("{}. {}.", heading, say::contact(words, &entry.contact))];
            lines.extend(entry.note.iter().flat_map(|note| paragraphs(note)));
            (words.say("contact-last").into_owned(), lines)
        }),
        goals_of: words.fill("contact-goals-of", &[("alias", alias.into())]).into_owned(),
        goals: preset.goals.iter().map(|(_, goal)| goal.clone()).collect(),
        promises: preset
            .promises
            .iter()
            .map(|(promise, what)| {
                let values = [("what", say::inside(what).into()), ("date", words.day(promise.until).into())];
                words.fill("contact-promised-line", &values).into_owned()
            })
            .collect(),
    }
}

/// Records what was sent; with *Gem, og skriv en til* the form comes again.
pub(crate) async fn save(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let preset = contact::preset(&site.ctx, &who.actor, &Which::Code(code)).await?;
    let href = forms::href(&preset.page.course().code);
    let action = format!("{href}/kontakt");
    let recorded = match command(preset.page.course().id, &fields) {
        Ok(command) => contact::record(&site.ctx, &who.actor, command, sent(&fields, &action)).await,
        Err(error) => Err(error),
    };
    match recorded {
        Ok(recorded) => {
            let undo = format!("{action}/{}/fortryd", recorded.contact.uuid().simple());
            let (flash, place) = kept(["contact-saved", "contact-saved-asks"], &fields);
            let target = if fields.has("act", "again") { action } else { format!("{href}{place}") };
            Ok(see_other(&site, &target, &flash.undo(undo)))
        }
        Err(error) => {
            let filled = came_back(&site, &who, &action, (fields, error)).await?;
            page(&site, &who, (&preset, &href), &filled)
        }
    }
}

/// The message that a contact is kept. Where its note may lead to a person it asks whether it must: afterwards, for the
/// guess is often wrong, and nothing is refused for it. With it the place on the page to go to: a question must be seen, so it is
/// where messages stand.
fn kept([key, asks]: [&str; 2], fields: &Fields) -> (Flash, &'static str) {
    if may_lead_to_a_person(fields.raw("note")) {
        (Flash::new(asks), "#indhold")
    } else {
        (Flash::new(key), "#tidslinje")
    }
}

/// The form for a contact that was recorded.
pub(crate) async fn edit(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let id: ContactId = forms::id(&id)?;
    let entry = entry(&course, id)?;
    let known = recorded(&entry.contact, entry.note.as_deref(), entry.version);
    let action = format!("{href}/kontakt/{}", id.uuid().simple());
    let filled = filled(&site, &who, &action, known).await?;
    edit_page(&site, &who, (&course, &href, id), &filled)
}

fn entry(course: &CoursePage, id: ContactId) -> Result<&service::record::ContactEntry, Problem> {
    let mut standing = course.record.contacts.iter().filter(|entry| entry.undone_at.is_none());
    standing.find(|entry| entry.contact.id == id).ok_or(Problem::NotFound)
}

fn edit_page(
    site: &Site,
    who: &SignedIn,
    (course, href, id): (&CoursePage, &str, ContactId),
    filled: &Filled,
) -> Result<Response, Problem> {
    let words = who.words;
    let open = course.writable && course.course().is_open();
    let title = if open { "contact-edit-title" } else { "contact-see-title" };
    let page = Page::new(who, title, Place::Courses).with_savebar().with_once(site)?;
    let areas: Vec<_> = course.plan().areas.iter().map(|area| area.entry.area.area.clone()).collect();
    let all: Vec<_> = course.programme.areas.iter().map(|area| area.key.clone()).collect();
    let of_plan = !areas.is_empty();
    let first = if of_plan { areas } else { all };
    let areas = Areas { first: &first, of_plan, programme: &course.programme };
    let action = format!("{href}/kontakt/{}", id.uuid().simple());
    let writer = entry(course, id).ok().and_then(|entry| course.member(entry.contact.worker));
    let form = Form {
        page: filled.around(page),
        back: (href.to_owned(), course.alias().to_owned()),
        when: when(words, &filled.fields),
        when_open: filled.faults.at("date").is_some() || filled.faults.at("time").is_some(),
        preset: writer
            .map(|user| words.fill("contact-writer", &[("name", user.name.as_str().into())]).into_owned())
            .unwrap_or_default(),
        settles: String::new(),
        version: filled.fields.raw("version").to_owned(),
        parts: parts(words, filled, &areas),
        aside: Aside::default(),
        draft: open,
        draft_line: filled.draft_line.clone().unwrap_or_default(),
        has_draft: filled.draft_line.is_some(),
        takeback: open.then(|| format!("{action}/fortryd")),
        action,
    };
    if filled.faults.is_empty() { render(&form) } else { render_faults(&form) }
}

/// Corrects a contact. Where somebody else was first, both versions are shown.
pub(crate) async fn change(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
    mut fields: Fields,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let id: ContactId = forms::id(&id)?;
    super::conflict::resolve(&mut fields);
    let action = format!("{href}/kontakt/{}", id.uuid().simple());
    let changed = match correction(&fields) {
        Ok((facts, note, version)) => {
            let command = ChangeContact { course: course.course().id, contact: id, version, facts, note };
            contact::change(&site.ctx, &who.actor, command, sent(&fields, &action)).await
        }
        Err(error) => Err(error),
    };
    match changed {
        Ok(()) => {
            let (flash, place) = kept(["contact-changed", "contact-changed-asks"], &fields);
            Ok(see_other(&site, &format!("{href}{place}"), &flash))
        }
        Err(error) => {
            not_saved(&site, &who, (&course, &href), (&action, fields, error), |filled| {
                edit_page(&site, &who, (&course, &href, id), filled)
            })
            .await
        }
    }
}

/// Takes a contact back.
pub(crate) async fn undo(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let contact: ContactId = forms::id(&id)?;
    let command = UndoContact { course: course.course().id, contact };
    contact::undo(&site.ctx, &who.actor, command, Sent::default()).await?;
    let again = format!("{href}/kontakt/{}/genskab", contact.uuid().simple());
    Ok(see_other(&site, &format!("{href}#tidslinje"), &Flash::new("contact-undone").undo(again)))
}

/// Lets it stand again.
pub(crate) async fn redo(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let command = RedoContact { course: course.course().id, contact: forms::id(&id)? };
    contact::redo(&site.ctx, &who.actor, command, Sent::default()).await?;
    Ok(see_other(&site, &format!("{href}#tidslinje"), &Flash::new("contact-restored")))
}

/// A promise was kept.
pub(crate) async fn promise_kept(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let id: PromiseId = forms::id(&id)?;
    let command = KeepPromise { course: course.course().id, promise: id, kept: Some(course.today) };
    promise::keep(&site.ctx, &who.actor, command, Sent::default()).await?;
    let undo = format!("{href}/loefte/{}/fortryd", id.uuid().simple());
    Ok(see_other(&site, &href, &Flash::new("course-saved").undo(undo)))
}

/// It was not kept after all.
pub(crate) async fn promise_open(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let command = KeepPromise { course: course.course().id, promise: forms::id(&id)?, kept: None };
    promise::keep(&site.ctx, &who.actor, command, Sent::default()).await?;
    Ok(see_other(&site, &href, &Flash::new("course-undone")))
}

#[derive(Template)]
#[template(path = "course/whom.html")]
struct Whom {
    page: Page,
    rows: Vec<(String, String, String)>,
    /// True where she oversees the courses of the team: nobody need give her one.
    oversees: bool,
}

/// With whom? Her own courses, the latest contact first.
pub(crate) async fn with_whom(State(site): State<Site>, who: SignedIn) -> Result<Response, Problem> {
    let rows = contact::with_whom(&site.ctx, &who.actor).await?;
    let page = Page::new(&who, "contact-title", Place::NewContact);
    let rows = rows
        .iter()
        .map(|row| {
            let since = page.words.relative(row.derived.last_two_way);
            (format!("{}/kontakt", forms::href(&row.course.code)), row.alias.clone(), since)
        })
        .collect();
    let oversees = domain::policy::may(&who.actor, domain::policy::Action::OverseeTeam);
    render(&Whom { page, rows, oversees })
}
