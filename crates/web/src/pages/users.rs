//! Members of staff, for the administrator: listed, added, changed, shut out, given a new password.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use domain::id::UserId;
use domain::policy::Role;
use service::session::users::{self, ChangeMember, Member, NewMember};
use service::{Conflict, Error, FieldConflict};

use crate::flash::Flash;
use crate::form::{Choice, Faults, Fields};
use crate::page::{Page, Place, render, render_as, render_faults, see_other};
use crate::pages::course::conflict::{Both, First, Row, carried, resolve};
use crate::pages::kept;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/brugere", get(list))
        .route("/brugere/ny", get(blank).post(add))
        .route("/brugere/{id}", get(show).post(change))
        .route("/brugere/{id}/adgangskode", post(set_password))
}

#[derive(Template)]
#[template(path = "users.html")]
struct UsersPage {
    page: Page,
    members: Vec<Member>,
}

#[derive(Template)]
#[template(path = "user.html")]
struct UserPage<'a> {
    page: Page,
    /// The one shown; `None` for a new one.
    member: Option<&'a Member>,
    action: String,
    login: &'a str,
    full_name: &'a str,
    hours: &'a str,
    roles: Vec<Choice>,
    languages: Vec<Choice>,
    states: Vec<Choice>,
}

impl<'a> UserPage<'a> {
    fn new(page: Page, member: Option<&'a Member>, typed: &'a Fields) -> Self {
        let words = page.words;
        let action =
            member.map_or_else(|| "/brugere/ny".to_owned(), |member| format!("/brugere/{}", member.user.id));
        let role = |role: &Role| Choice::new(role.code(), words.word("role", role.code()), typed.raw("role"));
        Self {
            page,
            member,
            action,
            login: typed.raw("login"),
            full_name: typed.raw("name"),
            hours: typed.raw("hours"),
            roles: Role::ALL.iter().map(role).collect(),
            languages: languages(typed.raw("language")),
            states: states(words, typed.raw("active")),
        }
    }
}

/// The languages by their own names.
pub(crate) fn languages(typed: &str) -> Vec<Choice> {
    vec![Choice::new("da", "Dansk", typed), Choice::new("en", "English", typed)]
}

fn states(words: Words, typed: &str) -> Vec<Choice> {
    vec![
        Choice::new("yes", words.say("users-active"), typed),
        Choice::new("no", words.say("users-out"), typed),
    ]
}

async fn list(State(site): State<Site>, who: SignedIn) -> Result<Response, Problem> {
    let mut members = users::list(&site.ctx, &who.actor).await?;
    // Who has no access stands last.
    members.sort_by_key(|member| !member.user.active);
    render(&UsersPage { page: Page::new(&who, "nav-users", Place::Users), members })
}

/// What is kept of a new one, as its address names it.
const NEW: &str = "brugere/ny";

async fn blank(State(site): State<Site>, who: SignedIn) -> Result<Response, Problem> {
    // The list is read for its check of what she may do.
    users::list(&site.ctx, &who.actor).await?;
    let mut typed = Fields::default();
    typed.put("role", Role::Worker.code());
    typed.put("hours", "100");
    typed.put("language", who.words.language.tag());
    kept::over(&site, &who, NEW, &mut typed).await?;
    render(&UserPage::new(Page::new(&who, "users-new", Place::Users), None, &typed))
}

async fn add(State(site): State<Site>, who: SignedIn, typed: Fields) -> Result<Response, Problem> {
    let command = NewMember {
        login: typed.raw("login").to_owned(),
        name: typed.raw("name").to_owned(),
        role: Role::parse(typed.raw("role")).unwrap_or(Role::Worker),
        hours_per_cent: typed.raw("hours").parse().unwrap_or(0),
        language: typed.raw("language").to_owned(),
        password: typed.text("password").map(str::to_owned),
    };
    match users::add(&site.ctx, &who.actor, command).await {
        Ok(_) => {
            kept::clear(&site, &who, NEW).await?;
            Ok(see_other(&site, "/brugere", &Flash::new("users-saved")))
        }
        Err(error) => {
            let page =
                Page::new(&who, "users-new", Place::Users).with_faults(Faults::of(error, who.words)?, "");
            render_faults(&UserPage::new(page, None, &typed))
        }
    }
}

async fn member(site: &Site, who: &SignedIn, id: &str) -> Result<Member, Error> {
    let id: UserId = id.parse().map_err(|_| Error::not_found())?;
    let members = users::list(&site.ctx, &who.actor).await?;
    members.into_iter().find(|member| member.user.id == id).ok_or_else(Error::not_found)
}

async fn show(State(site): State<Site>, who: SignedIn, Path(id): Path<String>) -> Result<Response, Problem> {
    let member = member(&site, &who, &id).await?;
    let mut typed = typed_of(&member);
    kept::over(&site, &who, &form_of(&member), &mut typed).await?;
    render(&UserPage::new(Page::new(&who, "users-one", Place::Users), Some(&member), &typed))
}

/// What is kept of one, as its address names it.
fn form_of(member: &Member) -> String {
    format!("brugere/{}", member.user.id)
}

fn typed_of(member: &Member) -> Fields {
    let mut typed = Fields::default();
    typed.put("login", member.user.login.as_str());
    typed.put("name", member.user.name.as_str());
    typed.put("hours", member.user.hours_per_cent.to_string());
    typed.put("role", member.user.role.code());
    typed.put("language", member.language.as_str());
    typed.put("active", if member.user.active { "yes" } else { "no" });
    typed
}

async fn change(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
    mut typed: Fields,
) -> Result<Response, Problem> {
    resolve(&mut typed);
    let member = member(&site, &who, &id).await?;
    let command = ChangeMember {
        id: member.user.id,
        version: typed.raw("version").parse().unwrap_or(member.version),
        name: typed.raw("name").to_owned(),
        role: Role::parse(typed.raw("role")).unwrap_or(member.user.role),
        hours_per_cent: typed.raw("hours").parse().unwrap_or(0),
        language: typed.raw("language").to_owned(),
        active: typed.raw("active") != "no",
    };
    let result = users::change(&site.ctx, &who.actor, command).await;
    match &result {
        Ok(()) => kept::clear(&site, &who, &form_of(&member)).await?,
        Err(Error::Conflict(conflict)) => return both(&site, &who, (&member, &typed, conflict)).await,
        Err(_) => {}
    }
    answer(&site, &who, (&member, &typed), result)
}

async fn set_password(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
    typed: Fields,
) -> Result<Response, Problem> {
    let member = member(&site, &who, &id).await?;
    let result =
        users::set_password(&site.ctx, &who.actor, member.user.id, typed.raw("password").to_owned()).await;
    answer(&site, &who, (&member, &typed_of(&member)), result)
}

/// Both versions of what two changed at once, to choose from.
async fn both(
    site: &Site,
    who: &SignedIn,
    (member, typed, conflict): (&Member, &Fields, &Conflict),
) -> Result<Response, Problem> {
    let words = who.words;
    let staff = users::list(&site.ctx, &who.actor).await?;
    let by = conflict.by.and_then(|id| staff.iter().find(|one| one.user.id == id));
    let mut hidden = carried(typed);
    hidden.push(("version".to_owned(), conflict.version.to_string()));
    let mut rows = Vec::new();
    for field in &conflict.fields {
        hidden.push((format!("theirs_{}", field.field), field.theirs.clone().unwrap_or_default()));
        rows.push(version_row(field, words));
    }
    let name = by.map(|one| one.user.name.as_str());
    let First { title, text, theirs_label } = First::of(site, who, (conflict, name), &rows);
    let template = Both {
        page: Page::new(who, title, Place::Users).with_once(site)?,
        href: format!("/brugere/{}", member.user.id),
        alias: words.say("users-one").into_owned(),
        action: format!("/brugere/{}", member.user.id),
        text,
        theirs_label,
        hidden,
        rows,
    };
    render_as(StatusCode::CONFLICT, &template)
}

/// A field in both versions.
fn version_row(field: &FieldConflict, words: Words) -> Row {
    let label = match field.field {
        "role" => "users-role",
        "hours" => "users-hours",
        "language" => "users-language",
        "active" => "users-state",
        _ => "users-name",
    };
    let shown = |value: &Option<String>| {
        let value = value.as_deref().unwrap_or_default();
        match field.field {
            "role" => words.word("role", value).into_owned(),
            "hours" => {
                let hours = value.parse::<u8>();
                hours.map_or_else(
                    |_| value.to_owned(),
                    |hours| words.count("users-hours-n", hours).into_owned(),
                )
            }
            "language" => languages(value)
                .into_iter()
                .find(|choice| choice.picked)
                .map_or_else(|| value.to_owned(), |choice| choice.words.into_owned()),
            "active" => words.say(if value == "no" { "users-out" } else { "users-active" }).into_owned(),
            _ => value.to_owned(),
        }
    };
    Row {
        field: field.field.to_owned(),
        label: words.say(label).into_owned(),
        yours: vec![shown(&field.yours)],
        theirs: vec![shown(&field.theirs)],
        both: false,
    }
}

/// Back to the list, or the page again with what is to be mended.
fn answer(
    site: &Site,
    who: &SignedIn,
    (member, typed): (&Member, &Fields),
    result: Result<(), Error>,
) -> Result<Response, Problem> {
    match result {
        Ok(()) => Ok(see_other(site, "/brugere", &Flash::new("users-saved"))),
        Err(error) => {
            let page =
                Page::new(who, "users-one", Place::Users).with_faults(Faults::of(error, who.words)?, "");
            render_faults(&UserPage::new(page, Some(member), typed))
        }
    }
}
