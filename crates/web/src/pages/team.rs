//! The team: before the meeting a leader sees who is silent, who changes phase, who carries too much. Nobody is
//! ranked, and every number opens the list behind it.

use std::borrow::Cow;
use std::fmt::Write as _;

use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use domain::due::DutyKind;
use domain::id::UserId;
use locale::{Decimals, Value};
use report::chart::{self, Load, Place as ChartPlace, TeamLoad, Width};
use service::team::{self, TalkFirst, Team, TeamRow};

use crate::form::Fields;
use crate::page::{Page, Place, render};
use crate::pages::parts::{DutyItem, course_address};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/teamet", get(show))
        .route("/teamet/liste", get(behind))
        .route("/teamet/dagsorden", get(agenda))
}

/// The columns of the table.
const KINDS: [DutyKind; 9] = [
    DutyKind::Silent,
    DutyKind::Form,
    DutyKind::Plan,
    DutyKind::Phase,
    DutyKind::Enquiry,
    DutyKind::Promise,
    DutyKind::Decision,
    DutyKind::SafeContact,
    DutyKind::Closing,
];

/// Width of a full load bar, in its own units.
const BAR: f64 = 96.0;

struct Column {
    name: Cow<'static, str>,
    rule: Cow<'static, str>,
}

struct Number {
    count: usize,
    late: bool,
    word: String,
    address: String,
}

struct Row {
    name: Cow<'static, str>,
    address: String,
    carries: Cow<'static, str>,
    /// Length of the bar and what it says; absent without a ceiling.
    load: Option<(String, Cow<'static, str>)>,
    numbers: Vec<Number>,
}

/// A sentence with a link in it.
struct Linked {
    before: String,
    link: String,
    after: String,
    address: String,
}

#[derive(Template)]
#[template(path = "team.html")]
struct TeamPage {
    page: Page,
    sum: Cow<'static, str>,
    first: Vec<Linked>,
    clear: Option<Cow<'static, str>>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    totals: Vec<usize>,
    /// The team's load as a picture, for a wide page and for a phone.
    load: Option<[String; 2]>,
    hidden: Option<Cow<'static, str>>,
}

async fn show(State(site): State<Site>, who: SignedIn) -> Result<Response, Problem> {
    let team = team::open(&site.ctx, &who.actor).await?;
    let words = who.words;
    let column = |kind: &DutyKind| Column {
        name: words.word("team-kind", kind.code()),
        rule: words.word("team-rule", kind.code()),
    };
    let total = |kind: &DutyKind| team.totals.get(kind).map_or(0, |waiting| waiting.count);
    render(&TeamPage {
        page: Page::new(&who, "nav-team", Place::Team),
        sum: words.count("team-sum", team.courses),
        first: team.first.iter().map(|item| talk_first(item, words)).collect(),
        clear: clear(&team, words),
        columns: KINDS.iter().map(column).collect(),
        rows: team.rows.iter().map(|one| row(one, words)).collect(),
        totals: KINDS.iter().map(total).collect(),
        load: load_picture(&team, words),
        hidden: (team.hidden > 0).then(|| words.count("team-hidden", team.hidden)),
    })
}

fn clear(team: &Team, words: Words) -> Option<Cow<'static, str>> {
    if team.totals.values().any(|waiting| waiting.count > 0) {
        return None;
    }
    Some(match team.next_phase_change {
        Some(day) => words.fill("team-clear", &[("date", words.day(day).into())]),
        None => words.say("team-clear-none"),
    })
}

fn address(worker: &str, kind: &str) -> String {
    format!("/teamet/liste?hos={worker}&slags={kind}")
}

fn worker_of(row: &TeamRow) -> String {
    row.worker.map_or_else(|| "ingen".to_owned(), |id| id.to_string())
}

fn row(row: &TeamRow, words: Words) -> Row {
    let worker = worker_of(row);
    let number = |kind: &DutyKind| {
        let waiting = row.waiting.get(kind);
        Number {
            count: waiting.map_or(0, |waiting| waiting.count),
            late: waiting.is_some_and(|waiting| waiting.overdue),
            word: words.word("team-kind", kind.code()).to_lowercase(),
            address: address(&worker, kind.code()),
        }
    };
    let courses = i64::from(row.load.courses);
    let carries = if row.worker.is_none() {
        words.count("team-carries-nobody", courses)
    } else {
        let hours = hours(row.hours_per_cent, words);
        words.fill("team-carries", &[("n", Value::Count(courses)), ("hours", hours.into())])
    };
    Row {
        name: if row.worker.is_none() { words.say("team-nobody") } else { row.name.clone().into() },
        address: format!("/forloeb?hos={worker}"),
        carries,
        load: (row.load.ceiling > 0.0).then(|| load(row, words)),
        numbers: KINDS.iter().map(number).collect(),
    }
}

/// "fuld tid", "halv tid", "80 pct."
fn hours(per_cent: u8, words: Words) -> Cow<'static, str> {
    match per_cent {
        100.. => words.say("team-hours-full"),
        50 => words.say("team-hours-half"),
        other => words.count("users-hours-n", other),
    }
}

/// Workers whose load is drawn in one picture; of more the bars in the table say the same in less room.
const PICTURED: usize = 12;

/// What each carries against what her hours reach to; a picture from two workers on.
fn load_picture(team: &Team, words: Words) -> Option<[String; 2]> {
    let line = |row: &TeamRow| TeamLoad {
        name: row.name.clone(),
        load: Load { weight: row.load.weighted, ceiling: row.load.ceiling },
    };
    let rows: Vec<TeamLoad> =
        team.rows.iter().filter(|row| row.worker.is_some() && row.load.ceiling > 0.0).map(line).collect();
    let drawn = |id: &str, width: Width| {
        chart::team_load(&rows, ChartPlace { id, language: words.language, width }).svg
    };
    (2..=PICTURED)
        .contains(&rows.len())
        .then(|| [drawn("load-wide", Width::Wide), drawn("load-narrow", Width::Narrow)])
}

/// "8,5 af 10" and the length of its bar.
fn load(row: &TeamRow, words: Words) -> (String, Cow<'static, str>) {
    let number = |value: f64| {
        let decimals = usize::from((value - value.round()).abs() >= 0.05);
        locale::decimal(words.language, value, Decimals::from_digits(decimals))
    };
    let mut length = String::new();
    let share = (row.load.weighted / row.load.ceiling).clamp(0.0, 1.0);
    // Writing into a string cannot fail.
    write!(length, "{:.0}", share * BAR).unwrap_or_default();
    let values = [("a", number(row.load.weighted).into()), ("b", number(row.load.ceiling).into())];
    (length, words.fill("team-load-of", &values))
}

/// Where the link stands in a sentence of the catalogue until it is cut there.
const LINK: &str = "\u{1}";

fn linked(sentence: &str, link: String, address: String) -> Linked {
    let (before, after) = sentence.split_once(LINK).unwrap_or((sentence, ""));
    Linked { before: before.to_owned(), link, after: after.to_owned(), address }
}

fn talk_first(item: &TalkFirst, words: Words) -> Linked {
    match item {
        TalkFirst::Silent { course, days } => {
            let values = [("alias", LINK.into()), ("n", (*days).into()), ("p", course.phase.into())];
            let key = if course.phase == 0 { "team-silent-first" } else { "team-silent" };
            linked(&words.fill(key, &values), course.alias.clone(), course_address(course))
        }
        TalkFirst::WithoutWorker { courses } => linked(
            &format!("{LINK}."),
            words.count("team-without-worker", *courses).into_owned(),
            "/forloeb?hos=ingen".to_owned(),
        ),
        TalkFirst::Load { worker, name, courses, hours_per_cent } => {
            let hours = hours(*hours_per_cent, words);
            let values = [("name", name.into()), ("n", (*courses).into()), ("hours", hours.into())];
            let sentence = format!("{} {LINK}", words.fill("team-load", &values));
            linked(&sentence, words.say("team-load-link").into_owned(), format!("/forloeb?hos={worker}"))
        }
        TalkFirst::PastEnd { course, end } => {
            let values = [("alias", LINK.into()), ("date", words.day(*end).into())];
            linked(&words.fill("team-past-end", &values), course.alias.clone(), course_address(course))
        }
        TalkFirst::Enquiry { days } => {
            let sentence = format!("{} {LINK}", words.count("due-enquiry", *days));
            linked(&sentence, words.say("team-enquiry-link").into_owned(), "/henvendelser".to_owned())
        }
    }
}

#[derive(Template)]
#[template(path = "team_list.html")]
struct BehindPage {
    page: Page,
    heading: String,
    /// How many are in the list.
    count: usize,
    /// How many wait that this list leaves out.
    hidden: usize,
    duties: Vec<DutyItem>,
    /// What is shown of how many, where it is not all.
    shown: Option<Cow<'static, str>>,
    /// The page before, and the next.
    back: Option<String>,
    next: Option<String>,
}

async fn behind(
    State(site): State<Site>,
    who: SignedIn,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    let typed = Fields::parse(raw.unwrap_or_default().as_bytes());
    let kind = DutyKind::parse(typed.raw("slags"));
    let worker: Option<Option<UserId>> = match typed.raw("hos") {
        "" => None,
        "ingen" => Some(None),
        id => Some(Some(id.parse().map_err(|_| Problem::NotFound)?)),
    };
    let team::Behind { lines, all } = team::behind(&site.ctx, &who.actor, worker, kind).await?;
    let words = who.words;
    let mut heading = kind
        .map_or_else(|| words.say("team-matrix"), |kind| words.word("team-kind", kind.code()))
        .into_owned();
    if let Some(worker) = worker {
        let name = match worker {
            None => words.say("team-nobody").into_owned(),
            Some(id) => name_of(&site, &who, id).await?,
        };
        heading = format!("{heading} · {name}");
    }
    let count = lines.len();
    let from = typed.raw("fra").parse::<usize>().unwrap_or(0).min(count);
    let until = (from + BEHIND).min(count);
    let at = |from: usize| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in typed.pairs().filter(|(name, value)| *name != "fra" && !value.is_empty()) {
            query.append_pair(name, value);
        }
        if from > 0 {
            query.append_pair("fra", &from.to_string());
        }
        format!("/teamet/liste?{}", query.finish())
    };
    let item = |line| DutyItem::new(line, words, &site.ctx);
    let values = [("a", (from + 1).into()), ("b", until.into()), ("k", count.into())];
    render(&BehindPage {
        page: Page::new(&who, "nav-team", Place::Team),
        heading,
        hidden: all.saturating_sub(count),
        duties: lines.get(from..until).unwrap_or_default().iter().map(item).collect(),
        shown: (until - from < count).then(|| words.fill("paging-shown", &values)),
        back: (from > 0).then(|| at(from.saturating_sub(BEHIND))),
        next: (until < count).then(|| at(until)),
        count,
    })
}

/// Things on a page of the list behind a number.
const BEHIND: usize = 100;
/// Things of a kind on the printed agenda; the others wait behind the figure.
const PRINTED: usize = 20;

/// What waits, by kind: to be talked through, on paper.
struct Matter {
    heading: Cow<'static, str>,
    /// How many there are.
    count: usize,
    duties: Vec<DutyItem>,
    /// How many more there are than are shown, and where.
    more: Option<(Cow<'static, str>, String)>,
}

#[derive(Template)]
#[template(path = "team_agenda.html")]
struct AgendaPage {
    page: Page,
    made: String,
    first: Vec<Linked>,
    matters: Vec<Matter>,
}

async fn agenda(State(site): State<Site>, who: SignedIn) -> Result<Response, Problem> {
    let words = who.words;
    let (team, waiting) = team::agenda(&site.ctx, &who.actor).await?;
    let matter = |kind: &DutyKind| {
        let of_kind = || waiting.iter().filter(|line| line.due.duty.kind() == *kind);
        let count = of_kind().count();
        let more = count.saturating_sub(PRINTED);
        (count > 0).then(|| Matter {
            heading: words.word("team-kind", kind.code()),
            count,
            duties: of_kind().take(PRINTED).map(|line| DutyItem::new(line, words, &site.ctx)).collect(),
            more: (more > 0)
                .then(|| (words.count("meet-more", more), format!("/teamet/liste?slags={}", kind.code()))),
        })
    };
    let matters = KINDS.iter().filter_map(matter).collect();
    render(&AgendaPage {
        page: Page::new(&who, "team-agenda", Place::Team),
        made: words.long_day(site.ctx.today()),
        first: team.first.iter().map(|item| talk_first(item, words)).collect(),
        matters,
    })
}

async fn name_of(site: &Site, who: &SignedIn, id: UserId) -> Result<String, Problem> {
    let colleagues = service::session::users::colleagues(&site.ctx, &who.actor).await?;
    let found = colleagues.into_iter().find(|member| member.user.id == id);
    found.map(|member| member.user.name).ok_or(Problem::NotFound)
}
