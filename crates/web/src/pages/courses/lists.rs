//! Lists of one's own: a name for filters and search together. Kept, pinned among the tabs, renamed, changed, thrown
//! away and fetched back.

use askama::Template;
use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::id::SavedListId;
use service::courses::Query;
use service::courses::saved::{self, ChangeList, KeepList, SavedList};

use super::TabLink;
use super::address::{address, fields_of, query, same};
use crate::flash::Flash;
use crate::form::{Faults, Fields};
use crate::page::{Page, Place, render, render_faults, see_other};
use crate::pages::kept;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;

/// Pinned lists whose courses are counted at each opening of the page.
const COUNTED: usize = 8;

/// Their addresses.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/forloeb/lister", get(all))
        .route("/forloeb/lister/ny", get(blank).post(keep))
        .route("/forloeb/lister/{id}", post(rename))
        .route("/forloeb/lister/{id}/aendring", post(become_this))
        .route("/forloeb/lister/{id}/fast", post(pin))
        .route("/forloeb/lister/{id}/slet", post(remove))
        .route("/forloeb/lister/{id}/hent", post(fetch_back))
}

/// The list of one's own that is open.
pub(super) struct OpenList {
    id: SavedListId,
    /// True when what is shown is no longer what was kept.
    pub(super) changed: bool,
    /// Where the change is kept.
    pub(super) keep: String,
    /// What is shown, for the change.
    pub(super) asked: Vec<(String, String)>,
}

/// The list that the address names, if it is one of hers.
pub(super) fn open(typed: &Fields, query: &Query, own: &[SavedList]) -> Option<OpenList> {
    let id: SavedListId = typed.raw("gemt").parse().ok()?;
    let list = own.iter().find(|list| list.id == id)?;
    let pairs = typed.pairs().filter(|(name, _)| !matches!(*name, "gemt" | "efter" | "vaelg"));
    Some(OpenList {
        id,
        changed: !same(query, &list.query),
        keep: format!("/forloeb/lister/{id}/aendring"),
        asked: pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
    })
}

/// The pinned lists as tabs, and the open one also when it is not pinned.
pub(super) async fn tabs(
    site: &Site,
    who: &SignedIn,
    own: &[SavedList],
    open: Option<&OpenList>,
) -> Result<Vec<TabLink>, Problem> {
    let mut tabs = Vec::new();
    for list in own {
        let here = open.filter(|open| open.id == list.id);
        if !list.pinned && here.is_none() {
            continue;
        }
        let count =
            if tabs.len() < COUNTED { saved::count(&site.ctx, &who.actor, &list.query).await? } else { None };
        tabs.push(TabLink {
            words: list.name.clone().into(),
            count: count.and_then(|count| usize::try_from(count).ok()),
            address: list_address(list, who),
            here: here.is_some(),
            changed: here.is_some_and(|open| open.changed),
        });
    }
    Ok(tabs)
}

fn list_address(list: &SavedList, who: &SignedIn) -> String {
    let id = list.id.to_string();
    address(&fields_of(&list.query, who.actor.user), &[("gemt", &id)])
}

/// Where what is shown is kept as a list.
pub(super) fn keep_address(typed: &Fields) -> String {
    let here = address(typed, &[("vaelg", ""), ("gemt", "")]);
    here.replacen("/forloeb", "/forloeb/lister/ny", 1)
}

#[derive(Template)]
#[template(path = "list_new.html")]
struct NewPage {
    page: Page,
    typed: Fields,
    /// What the list is asked for.
    asked: Vec<(String, String)>,
    /// The list that was open.
    back: String,
}

fn new_page(typed: Fields, page: Page) -> NewPage {
    let own = |name: &str| matches!(name, "name" | "pinned" | "sent" | "efter" | "vaelg" | "gemt");
    let mut asked = Fields::default();
    for (name, value) in typed.pairs().filter(|(name, _)| !own(name)) {
        asked.put(name, value);
    }
    let back = address(&asked, &[]);
    let asked = asked.pairs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    NewPage { page, typed, asked, back }
}

/// The draft of a new list, as its address names it.
const NEW: &str = "forloeb/lister/ny";

async fn blank(
    State(site): State<Site>,
    who: SignedIn,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    // Her lists are read for the check of what she may do.
    saved::saved(&site.ctx, &who.actor).await?;
    let mut typed = Fields::parse(raw.unwrap_or_default().as_bytes());
    typed.put("pinned", "1");
    kept::over(&site, &who, NEW, &mut typed).await?;
    render(&new_page(typed, Page::new(&who, "list-keep", Place::Courses)))
}

async fn keep(State(site): State<Site>, who: SignedIn, typed: Fields) -> Result<Response, Problem> {
    let asked = query(&typed, &who);
    let command = KeepList {
        name: typed.raw("name").to_owned(),
        query: asked.clone(),
        pinned: typed.raw("pinned") == "1",
    };
    match saved::keep(&site.ctx, &who.actor, command).await {
        Ok(id) => {
            kept::clear(&site, &who, NEW).await?;
            let to = address(&fields_of(&asked, who.actor.user), &[("gemt", &id.to_string())]);
            Ok(see_other(&site, &to, &Flash::new("list-kept")))
        }
        Err(error) => {
            let page = Page::new(&who, "list-keep", Place::Courses);
            render_faults(&new_page(typed, page.with_faults(Faults::of(error, who.words)?, "")))
        }
    }
}

/// A list in the list of lists.
struct Line {
    id: String,
    name: String,
    pinned: bool,
    address: String,
    /// What was typed as its name and cannot be.
    typed: Option<String>,
}

#[derive(Template)]
#[template(path = "lists.html")]
struct ListsPage {
    page: Page,
    lines: Vec<Line>,
}

async fn lists_page(
    site: &Site,
    who: &SignedIn,
    (page, at_fault): (Page, Option<(SavedListId, &str)>),
) -> Result<ListsPage, Problem> {
    let own = saved::saved(&site.ctx, &who.actor).await?;
    let mut lines = Vec::with_capacity(own.len());
    for list in &own {
        let mut again = Fields::default();
        let kept = kept::over(site, who, &rename_form(list.id), &mut again).await?;
        let at_fault = at_fault.filter(|(id, _)| *id == list.id).map(|(_, typed)| typed.to_owned());
        lines.push(Line {
            id: list.id.to_string(),
            name: list.name.clone(),
            pinned: list.pinned,
            address: list_address(list, who),
            typed: at_fault.or_else(|| kept.then(|| again.raw("name").to_owned())),
        });
    }
    Ok(ListsPage { page, lines })
}

async fn all(State(site): State<Site>, who: SignedIn) -> Result<Response, Problem> {
    let page = Page::new(&who, "list-own", Place::Courses);
    render(&lists_page(&site, &who, (page, None)).await?)
}

/// The draft of another name, as its address names it.
fn rename_form(id: SavedListId) -> String {
    format!("forloeb/lister/{id}")
}

fn id_of(id: &str) -> Result<SavedListId, Problem> {
    id.parse().map_err(|_| Problem::NotFound)
}

const fn nothing(id: SavedListId) -> ChangeList {
    ChangeList { id, name: None, query: None, pinned: None }
}

async fn rename(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
    typed: Fields,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let command = ChangeList { name: Some(typed.raw("name").to_owned()), ..nothing(id) };
    match saved::change(&site.ctx, &who.actor, command).await {
        Ok(()) => {
            kept::clear(&site, &who, &rename_form(id)).await?;
            Ok(see_other(&site, "/forloeb/lister", &Flash::new("list-changed")))
        }
        Err(error) => {
            let page = Page::new(&who, "list-own", Place::Courses);
            let page = page.with_faults(Faults::of(error, who.words)?, "");
            render_faults(&lists_page(&site, &who, (page, Some((id, typed.raw("name"))))).await?)
        }
    }
}

/// What is shown now is what the list is asked for from now on.
async fn become_this(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
    typed: Fields,
) -> Result<Response, Problem> {
    let (id, asked) = (id_of(&id)?, query(&typed, &who));
    let command = ChangeList { query: Some(asked.clone()), ..nothing(id) };
    saved::change(&site.ctx, &who.actor, command).await?;
    let to = address(&fields_of(&asked, who.actor.user), &[("gemt", &id.to_string())]);
    Ok(see_other(&site, &to, &Flash::new("list-changed")))
}

async fn pin(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
    typed: Fields,
) -> Result<Response, Problem> {
    let pinned = typed.raw("pinned") == "1";
    let command = ChangeList { pinned: Some(pinned), ..nothing(id_of(&id)?) };
    saved::change(&site.ctx, &who.actor, command).await?;
    let said = if pinned { "list-pinned" } else { "list-unpinned" };
    Ok(see_other(&site, "/forloeb/lister", &Flash::new(said)))
}

async fn remove(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    saved::remove(&site.ctx, &who.actor, id).await?;
    let flash = Flash::new("list-removed").undo(format!("/forloeb/lister/{id}/hent"));
    Ok(see_other(&site, "/forloeb/lister", &flash))
}

async fn fetch_back(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    saved::fetch_back(&site.ctx, &who.actor, id_of(&id)?).await?;
    Ok(see_other(&site, "/forloeb/lister", &Flash::new("list-back")))
}
