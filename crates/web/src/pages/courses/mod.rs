//! The course list: find a course in three seconds. Filters are a GET form, so that each list has an
//! address; nothing is left out without the line that says so.

use std::borrow::Cow;
use std::collections::HashMap;

use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use domain::due::{Due, DutyKind};
use domain::id::UserId;
use domain::policy::Action;
use service::courses::{self, CourseList, Query, Tab, saved};
use service::session::users::{self, Member};

use self::address::{SORTS, TABS, address, query};
use self::filters::{Select, selects};
use self::lists::OpenList;
use self::paging::Paging;
use crate::form::Fields;
use crate::page::{Page, Place, render};
use crate::pages::parts::CourseItem;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

mod address;
mod filters;
mod lists;
mod paging;

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/forloeb", get(list)).merge(lists::routes())
}

/// A row of the list.
struct Row {
    item: CourseItem,
    /// What choosing it is called.
    pick: Cow<'static, str>,
    next: Cow<'static, str>,
    late: bool,
    worker: String,
}

/// A list as a tab.
struct TabLink {
    words: Cow<'static, str>,
    count: Option<usize>,
    address: String,
    here: bool,
    /// True when what is shown is no longer what was kept.
    changed: bool,
}

/// A heading of a column that sorts.
struct Column {
    words: Cow<'static, str>,
    address: String,
    /// `ascending` or `descending` for the one in force.
    order: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "courses.html")]
struct CoursesPage {
    page: Page,
    count: Option<String>,
    tabs: Vec<TabLink>,
    typed: Fields,
    /// What the tabs and headings chose, kept by the form.
    kept: Vec<(&'static str, String)>,
    selects: Vec<Select>,
    /// How many filters are in force.
    filters: usize,
    columns: Vec<Column>,
    rows: Vec<Row>,
    empty: Option<Cow<'static, str>>,
    /// What is left out, the address that shows it, and the word on the link.
    hidden: Vec<(Cow<'static, str>, String, &'static str)>,
    paging: Paging,
    /// How many are chosen, with `{n}` for the script to fill in.
    picked: Cow<'static, str>,
    may_start: bool,
    /// The list of one's own that is open.
    open: Option<OpenList>,
    /// Where this list is kept, where it is not yet.
    keep: Option<String>,
    /// How many lists of one's own there are.
    own: usize,
    /// True on a phone while courses are being chosen.
    picking: bool,
    /// Where choosing begins or ends.
    pick: String,
    /// Opens with the filters unfolded.
    unfolded: bool,
}

async fn list(State(site): State<Site>, who: SignedIn, RawQuery(raw): RawQuery) -> Result<Response, Problem> {
    let typed = Fields::parse(raw.unwrap_or_default().as_bytes());
    let words = who.words;
    let query = query(&typed, &who);
    let list = courses::list(&site.ctx, &who.actor, &query).await?;
    let tabs = courses::tabs(&site.ctx, &who.actor).await?;
    let own = saved::saved(&site.ctx, &who.actor).await?;
    let colleagues = users::colleagues(&site.ctx, &who.actor).await?;
    let names = names(&colleagues);
    let rows: Vec<Row> = list.lines.iter().map(|line| row(line, words, &names)).collect();
    let page = Page::new(&who, "nav-courses", Place::Courses);
    let open = lists::open(&typed, &query, &own);
    let mut all_tabs = tab_links(&typed, (&query, open.is_some()), &tabs, &who);
    all_tabs.extend(lists::tabs(&site, &who, &own, open.as_ref()).await?);
    let filters = filters::NAMES.iter().filter(|name| typed.text(name).is_some()).count();
    let picking = typed.raw("vaelg") == "1";
    render(&CoursesPage {
        count: list.matching.map(|count| words.number(count)),
        tabs: all_tabs,
        keep: open.is_none().then(|| lists::keep_address(&typed)),
        own: own.len(),
        pick: address(&typed, &[("vaelg", if picking { "" } else { "1" })]),
        picking,
        unfolded: filters > 0 && open.is_none(),
        open,
        selects: selects(&site, &who, &typed, &colleagues),
        kept: kept(&typed),
        filters,
        columns: columns(&typed, &query, list.sortable, words),
        empty: empty(&list, words),
        hidden: hidden(&typed, &list, words),
        may_start: page.viewer().is_some_and(|viewer| viewer.may(Action::WriteCourses)),
        picked: words.fill("list-picked-n", &[("n", "{n}".into())]),
        paging: Paging::of(&typed, &query, &list, words),
        rows,
        typed,
        page,
    })
}

fn names(colleagues: &[Member]) -> HashMap<UserId, &str> {
    colleagues.iter().map(|member| (member.user.id, member.user.name.as_str())).collect()
}

fn row(line: &service::line::CourseLine, words: Words, names: &HashMap<UserId, &str>) -> Row {
    let due = line.next();
    Row {
        pick: words.fill("list-pick", &[("alias", line.course.alias.as_str().into())]),
        item: CourseItem::new(line, words),
        next: due.map_or(Cow::Borrowed(""), |due| next_step(due, words)),
        late: due.is_some_and(|due| due.urgency == domain::due::Urgency::Overdue),
        // The first name is enough beside forty others.
        worker: line
            .worker
            .and_then(|id| names.get(&id))
            .and_then(|name| name.split_whitespace().next())
            .unwrap_or("–")
            .to_owned(),
    }
}

/// What waits, in a word or two.
pub(crate) fn next_step(due: &Due, words: Words) -> Cow<'static, str> {
    match due.duty.kind() {
        DutyKind::Phase => words.fill("list-next-phase", &[("date", words.short_day(due.day).into())]),
        kind => words.word("list-next", kind.code()),
    }
}

fn tab_links(
    typed: &Fields,
    (query, own): (&Query, bool),
    counts: &[(Tab, Option<usize>)],
    who: &SignedIn,
) -> Vec<TabLink> {
    // A worker's reach are her own courses.
    let mine = !domain::policy::may(&who.actor, Action::OverseeTeam);
    TABS.iter()
        .map(|(name, tab, key)| TabLink {
            words: who.words.say(if mine && *tab == Tab::All { "list-tab-mine" } else { key }),
            count: counts.iter().find(|(known, _)| known == tab).and_then(|(_, count)| *count),
            address: if own { plain_tab(name) } else { address(typed, &[("liste", name)]) },
            here: !own && query.tab == *tab,
            changed: false,
        })
        .collect()
}

/// A standing list without the filters of the list of one's own that is open.
fn plain_tab(name: &str) -> String {
    if name.is_empty() { "/forloeb".to_owned() } else { format!("/forloeb?liste={name}") }
}

fn kept(typed: &Fields) -> Vec<(&'static str, String)> {
    let names = ["liste", "orden", "vend", "arkiv", "gemt", "vaelg"].into_iter();
    names.filter_map(|name| Some((name, typed.text(name)?.to_owned()))).collect()
}

fn columns(typed: &Fields, query: &Query, sortable: bool, words: Words) -> Vec<Column> {
    SORTS
        .iter()
        .map(|(name, sort, key)| {
            let here = query.sort == *sort;
            let turned = here && !query.descending;
            let order = here.then_some(if query.descending { "descending" } else { "ascending" });
            let address = address(typed, &[("orden", name), ("vend", if turned { "1" } else { "" })]);
            Column { words: words.say(key), address: if sortable { address } else { String::new() }, order }
        })
        .collect()
}

fn empty(list: &CourseList, words: Words) -> Option<Cow<'static, str>> {
    if !list.lines.is_empty() {
        return None;
    }
    Some(match list.hidden.by_filter {
        Some(0) => words.say("list-empty-all"),
        Some(all) => words.count("list-empty-filter", all),
        None => words.say("list-empty-page"),
    })
}

/// What is left out, and the address that shows it.
fn hidden(typed: &Fields, list: &CourseList, words: Words) -> Vec<(Cow<'static, str>, String, &'static str)> {
    let mut lines = Vec::new();
    if let Some(count) = list.hidden.by_filter.filter(|count| *count > 0) {
        lines.push((words.count("frame-hidden-filter", count), "/forloeb".to_owned(), "frame-reset"));
    }
    if list.hidden.closed > 0 {
        lines.push((
            words.count("frame-hidden-closed", list.hidden.closed),
            address(typed, &[("stadie", "alle")]),
            "frame-show",
        ));
    }
    if list.hidden.archived > 0 {
        let all = address(typed, &[("stadie", "alle"), ("arkiv", "1")]);
        lines.push((words.count("frame-hidden-archived", list.hidden.archived), all, "frame-show"));
    }
    lines
}
