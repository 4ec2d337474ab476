//! The course list (P3) and search: find a course in three seconds. Filters are a GET form, so that each list has an
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
use domain::programme::{ProgrammeId, Track, in_language};
use service::courses::{self, CourseList, Query, Sort, StageFilter, Tab, WorkerFilter};
use service::session::users::{self, Member};

use crate::form::{Choice, Fields};
use crate::page::{Page, Place, render};
use crate::pages::parts::CourseItem;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/forloeb", get(list)).route("/soeg", get(search))
}

/// A row of the list.
struct Row {
    item: CourseItem,
    without_name: bool,
    next: Cow<'static, str>,
    late: bool,
    worker: String,
}

/// A standing list as a tab.
struct TabLink {
    words: Cow<'static, str>,
    count: Option<usize>,
    address: String,
    here: bool,
}

/// A filter.
struct Select {
    name: &'static str,
    label: Cow<'static, str>,
    options: Vec<Choice>,
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
    hidden: Vec<(Cow<'static, str>, String)>,
    shown: Option<Cow<'static, str>>,
    back: Option<(String, &'static str)>,
    next: Option<String>,
    may_start: bool,
}

/// The names of the standing lists in addresses.
const TABS: [(&str, Tab, &str); 6] = [
    ("", Tab::All, "list-tab-all"),
    ("stille", Tab::Silent, "list-tab-silent"),
    ("faseskift", Tab::PhaseChange, "list-tab-phase"),
    ("uden-startmaaling", Tab::WithoutBaseline, "list-tab-baseline"),
    ("uden-netvaerk", Tab::WithoutNetwork, "list-tab-network"),
    ("uden-langsigtet-plan", Tab::WithoutLongTermPlan, "list-tab-longterm"),
];

const SORTS: [(&str, Sort, &str); 4] = [
    ("alias", Sort::Alias, "list-column-alias"),
    ("kode", Sort::Code, "list-column-code"),
    ("fase", Sort::Phase, "list-column-phase"),
    ("", Sort::Silence, "list-column-silence"),
];

const STAGES: [(&str, StageFilter, &str); 5] = [
    ("", StageFilter::Open, "list-stage-open"),
    ("kontakt", StageFilter::ContactMaking, "list-stage-contact"),
    ("igang", StageFilter::Running, "list-stage-running"),
    ("afsluttede", StageFilter::Closed, "list-stage-closed"),
    ("alle", StageFilter::All, "list-stage-all"),
];

fn named<T: Copy>(table: &[(&str, T, &str)], name: &str, default: T) -> T {
    table.iter().find(|(known, ..)| *known == name).map_or(default, |(_, value, _)| *value)
}

/// What the address asks for.
fn query(typed: &Fields, who: &SignedIn) -> Query {
    let worker = match typed.raw("hos") {
        "" => None,
        "mig" => Some(WorkerFilter::User(who.actor.user)),
        "ingen" => Some(WorkerFilter::Nobody),
        id => id.parse().ok().map(WorkerFilter::User),
    };
    let sort = match typed.raw("orden") {
        "naeste" => Sort::Next,
        name => named(&SORTS, name, Sort::Silence),
    };
    Query {
        text: typed.raw("q").trim().to_owned(),
        stage: named(&STAGES, typed.raw("stadie"), StageFilter::Open),
        programme: typed.text("indsats").map(|id| ProgrammeId(id.to_owned())),
        archived: typed.raw("arkiv") == "1",
        worker,
        phase: typed.number("fase").ok().flatten(),
        tab: named(&TABS, typed.raw("liste"), Tab::All),
        sort,
        descending: typed.raw("vend") == "1",
        after: typed.text("efter").map(str::to_owned),
        ..Query::default()
    }
}

/// The same list with some things otherwise; from its beginning.
fn address(typed: &Fields, changes: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let dropped = |name: &str| name == "efter" || changes.iter().any(|(known, _)| *known == name);
    for (name, value) in typed.pairs().filter(|(name, value)| !dropped(name) && !value.is_empty()) {
        query.append_pair(name, value);
    }
    for (name, value) in changes.iter().filter(|(_, value)| !value.is_empty()) {
        query.append_pair(name, value);
    }
    match query.finish() {
        query if query.is_empty() => "/forloeb".to_owned(),
        query => format!("/forloeb?{query}"),
    }
}

async fn list(State(site): State<Site>, who: SignedIn, RawQuery(raw): RawQuery) -> Result<Response, Problem> {
    let typed = Fields::parse(raw.unwrap_or_default().as_bytes());
    let words = who.words;
    let query = query(&typed, &who);
    let list = courses::list(&site.ctx, &who.actor, &query).await?;
    let tabs = courses::tabs(&site.ctx, &who.actor).await?;
    let colleagues = users::colleagues(&site.ctx, &who.actor).await?;
    let names = names(&colleagues);
    let rows: Vec<Row> = list.lines.iter().map(|line| row(line, words, &names)).collect();
    let page = Page::new(&who, "nav-courses", Place::Courses);
    let (shown, back, next) = paging(&typed, &query, &list, words);
    render(&CoursesPage {
        count: list.matching.map(|count| words.number(count)),
        tabs: tab_links(&typed, &query, &tabs, words),
        selects: selects(&site, &who, &typed, &colleagues),
        kept: kept(&typed),
        filters: ["q", "fase", "hos", "stadie", "indsats"]
            .iter()
            .filter(|name| typed.text(name).is_some())
            .count(),
        columns: columns(&typed, &query, list.sortable, words),
        empty: empty(&list, words),
        hidden: hidden(&typed, &list, words),
        may_start: page.viewer().is_some_and(|viewer| viewer.may(Action::WriteCourses)),
        shown,
        back,
        next,
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
        item: CourseItem::new(line, words),
        without_name: line.course.track == Track::NoName,
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
fn next_step(due: &Due, words: Words) -> Cow<'static, str> {
    match due.duty.kind() {
        DutyKind::Phase => words.fill("list-next-phase", &[("date", words.short_day(due.day).into())]),
        kind => words.word("list-next", kind.code()),
    }
}

fn tab_links(typed: &Fields, query: &Query, counts: &[(Tab, Option<usize>)], words: Words) -> Vec<TabLink> {
    TABS.iter()
        .map(|(name, tab, key)| TabLink {
            words: words.say(key),
            count: counts.iter().find(|(known, _)| known == tab).and_then(|(_, count)| *count),
            address: address(typed, &[("liste", name)]),
            here: query.tab == *tab,
        })
        .collect()
}

fn kept(typed: &Fields) -> Vec<(&'static str, String)> {
    let names = ["liste", "orden", "vend", "arkiv"].into_iter();
    names.filter_map(|name| Some((name, typed.text(name)?.to_owned()))).collect()
}

fn selects(site: &Site, who: &SignedIn, typed: &Fields, colleagues: &[Member]) -> Vec<Select> {
    let words = who.words;
    let stage = |(name, _, key): &(&'static str, StageFilter, &str)| {
        Choice::new(*name, words.say(key), typed.raw("stadie"))
    };
    let filters = [
        ("fase", "list-phase-label", phases(typed, words)),
        ("hos", "list-worker-label", workers(typed, who, colleagues)),
        ("stadie", "list-stage-label", STAGES.iter().map(stage).collect()),
        ("indsats", "list-programme-label", programmes(site, typed, words)),
    ];
    filters.into_iter().map(|(name, key, options)| Select { name, label: words.say(key), options }).collect()
}

fn phases(typed: &Fields, words: Words) -> Vec<Choice> {
    let typed = typed.raw("fase");
    let mut choices = vec![Choice::new("", words.say("list-any"), typed)];
    choices.push(Choice::new("0", words.say("line-contact-making"), typed));
    for phase in 1..=3 {
        choices.push(Choice::new(phase.to_string(), words.fill("list-phase", &[("p", phase.into())]), typed));
    }
    choices
}

fn workers(typed: &Fields, who: &SignedIn, colleagues: &[Member]) -> Vec<Choice> {
    let (words, typed) = (who.words, typed.raw("hos"));
    let mut choices = vec![
        Choice::new("", words.say("list-any"), typed),
        Choice::new("mig", words.say("list-me"), typed),
        Choice::new("ingen", words.say("list-nobody"), typed),
    ];
    let others = colleagues.iter().filter(|member| {
        member.user.id != who.actor.user
            && member.user.active
            && member.user.role == domain::policy::Role::Worker
    });
    if domain::policy::may(&who.actor, Action::OverseeTeam) {
        choices.extend(
            others.map(|member| Choice::new(member.user.id.to_string(), member.user.name.clone(), typed)),
        );
    }
    choices
}

fn programmes(site: &Site, typed: &Fields, words: Words) -> Vec<Choice> {
    let typed = typed.raw("indsats");
    let mut choices = vec![Choice::new("", words.say("list-any"), typed)];
    for programme in site.ctx.content.programmes() {
        let name = in_language(&programme.name, words.language.tag()).unwrap_or(&programme.id.0).to_owned();
        choices.push(Choice::new(programme.id.0.clone(), name, typed));
    }
    choices
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
fn hidden(typed: &Fields, list: &CourseList, words: Words) -> Vec<(Cow<'static, str>, String)> {
    let mut lines = Vec::new();
    if let Some(count) = list.hidden.by_filter.filter(|count| *count > 0) {
        lines.push((words.count("frame-hidden-filter", count), "/forloeb".to_owned()));
    }
    if list.hidden.closed > 0 {
        lines.push((
            words.count("frame-hidden-closed", list.hidden.closed),
            address(typed, &[("stadie", "alle")]),
        ));
    }
    if list.hidden.archived > 0 {
        let all = address(typed, &[("stadie", "alle"), ("arkiv", "1")]);
        lines.push((words.count("frame-hidden-archived", list.hidden.archived), all));
    }
    lines
}

type Paging = (Option<Cow<'static, str>>, Option<(String, &'static str)>, Option<String>);

/// What is shown of how many, the way back and the way on.
fn paging(typed: &Fields, query: &Query, list: &CourseList, words: Words) -> Paging {
    let end = |first: u64| first + u64::try_from(list.lines.len()).unwrap_or(0);
    let shown =
        match (list.first, list.matching) {
            (Some(first), Some(all)) if !list.lines.is_empty() => Some(words.fill(
                "paging-shown",
                &[("a", (first + 1).into()), ("b", end(first).into()), ("k", all.into())],
            )),
            _ => None,
        };
    let to = |place: String| {
        let base = address(typed, &[]);
        let joint = if base.contains('?') { '&' } else { '?' };
        format!("{base}{joint}efter={place}")
    };
    let before = list.first.filter(|first| *first > u64::from(query.limit));
    let back = match (query.after.is_some(), before) {
        (false, _) => None,
        (true, Some(first)) => Some((to((first - u64::from(query.limit)).to_string()), "act-previous")),
        (true, None) => Some((address(typed, &[]), "paging-first")),
    };
    (shown, back, list.next.clone().map(to))
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    page: Page,
    text: String,
    found: Option<Vec<CourseItem>>,
    more: bool,
}

async fn search(
    State(site): State<Site>,
    who: SignedIn,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    let typed = Fields::parse(raw.unwrap_or_default().as_bytes());
    let text = typed.raw("q").trim().to_owned();
    let found = service::search::find(&site.ctx, &who.actor, &text).await?;
    let items = found.lines.iter().map(|line| CourseItem::new(line, who.words)).collect();
    let page = Page::new(&who, "nav-search", Place::Search);
    render(&SearchPage { page, found: (!text.is_empty()).then_some(items), text, more: found.more })
}
