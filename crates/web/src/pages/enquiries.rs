//! Enquiries (P10): somebody knocked. Kept in twenty seconds, answered, and known later by which door it came. No
//! person is made of it, and nobody is asked who it is.

use std::borrow::Cow;

use askama::Template;
use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use domain::Date;
use domain::enquiry::{Door, EnquiryOutcome};
use domain::id::EnquiryId;
use domain::policy::{Action, Role};
use domain::refusal::{Refusal, RefusalCode};
use service::enquiries::{self, ChangeEnquiry, EnquiryLog, EnquiryView, RecordEnquiry, Tab};
use service::session::users;
use service::{Error, Sent};

use crate::flash::Flash;
use crate::form::{Choice, Faults, Fields};
use crate::page::{Page, Place, render, render_faults, see_other};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/henvendelser", get(list))
        .route("/henvendelser/ny", get(blank).post(record))
        .route("/henvendelser/{id}", get(show).post(change))
}

/// The lists: name in the address, list, key.
const TABS: [(&str, Tab, &str); 5] = [
    ("", Tab::New, "enq-tab-new"),
    ("mine", Tab::Mine, "enq-tab-mine"),
    ("tilbudt", Tab::Offered, "enq-tab-offered"),
    ("venteliste", Tab::WaitingList, "enq-tab-waiting"),
    ("afgjorte", Tab::Settled, "enq-tab-settled"),
];

struct TabLink {
    words: Cow<'static, str>,
    count: usize,
    address: String,
    here: bool,
}

/// An enquiry as a line.
struct Line {
    address: String,
    day: String,
    door: Cow<'static, str>,
    said: String,
    state: Cow<'static, str>,
    late: bool,
    owner: String,
}

/// A row of the funnel.
struct DoorRow {
    door: Cow<'static, str>,
    numbers: [String; 4],
}

#[derive(Template)]
#[template(path = "enquiries.html")]
struct EnquiriesPage {
    page: Page,
    tabs: Vec<TabLink>,
    lines: Vec<Line>,
    empty: Cow<'static, str>,
    since: String,
    funnel: Vec<DoorRow>,
}

async fn list(State(site): State<Site>, who: SignedIn, RawQuery(raw): RawQuery) -> Result<Response, Problem> {
    let typed = Fields::parse(raw.unwrap_or_default().as_bytes());
    let chosen =
        TABS.iter().find(|(name, ..)| *name == typed.raw("liste")).map_or(Tab::New, |(_, tab, _)| *tab);
    let log = enquiries::list(&site.ctx, &who.actor, chosen).await?;
    let words = who.words;
    render(&EnquiriesPage {
        page: Page::new(&who, "nav-enquiries", Place::Enquiries),
        tabs: tab_links(&log, chosen, words),
        lines: log.lines.iter().map(|line| self::line(line, words)).collect(),
        empty: empty(&log, chosen, words),
        since: words.day(log.since),
        funnel: funnel(&log, words),
    })
}

fn tab_links(log: &EnquiryLog, chosen: Tab, words: Words) -> Vec<TabLink> {
    let link = |(name, tab, key): &(&str, Tab, &str)| TabLink {
        words: words.say(key),
        count: log.tabs.iter().find(|(known, _)| known == tab).map_or(0, |(_, count)| *count),
        address: if name.is_empty() {
            "/henvendelser".to_owned()
        } else {
            format!("/henvendelser?liste={name}")
        },
        here: *tab == chosen,
    };
    TABS.iter().map(link).collect()
}

fn line(view: &EnquiryView, words: Words) -> Line {
    let waiting = view.waiting_days.filter(|days| *days > 0);
    let state = match (view.enquiry.outcome, waiting) {
        (Some(outcome), _) => words.word("enq-outcome", outcome.code()),
        (None, Some(days)) => words.count("enq-waits", days),
        (None, None) if view.enquiry.met.is_some() => words.say("enq-state-met"),
        (None, None) if view.enquiry.offered.is_some() => words.say("enq-state-offered"),
        (None, None) => words.say("date-today"),
    };
    Line {
        address: format!("/henvendelser/{}", view.enquiry.id),
        day: words.short_day(view.enquiry.asked),
        door: words.word("enq-door", view.enquiry.door.code()),
        said: view.said.clone().unwrap_or_default(),
        state,
        late: view.due.as_ref().is_some_and(|due| due.urgency == domain::due::Urgency::Overdue),
        owner: view.owner.clone().unwrap_or_default(),
    }
}

fn empty(log: &EnquiryLog, chosen: Tab, words: Words) -> Cow<'static, str> {
    match (&log.latest, chosen) {
        (Some((day, door)), Tab::New) => {
            let door = words.word("enq-door", door.code());
            words.fill("enq-empty-door", &[("date", words.day(*day).into()), ("door", door.into())])
        }
        (None, Tab::New) => words.say("enq-empty-all"),
        _ => words.say("enq-empty-tab"),
    }
}

fn funnel(log: &EnquiryLog, words: Words) -> Vec<DoorRow> {
    let row = |(door, funnel): (&Door, &enquiries::Funnel)| DoorRow {
        door: words.word("enq-door", door.code()),
        numbers: [funnel.asked, funnel.offered, funnel.met, funnel.courses].map(|n| words.number(n)),
    };
    log.funnel.iter().map(row).collect()
}

#[derive(Template)]
#[template(path = "enquiry.html")]
struct EnquiryPage {
    page: Page,
    /// The one shown; `None` for a new one.
    view: Option<EnquiryView>,
    action: String,
    /// What is known and cannot be typed again: dates that are set.
    facts: Vec<(Cow<'static, str>, String)>,
    typed: Fields,
    doors: Vec<Choice>,
    outcomes: Vec<Choice>,
    owners: Vec<Choice>,
    /// Where a course begins from it.
    start: Option<String>,
    course: Option<String>,
}

/// The page of a new one or of one that is there, with what was typed.
async fn form(
    site: &Site,
    who: &SignedIn,
    (page, view, typed): (Page, Option<EnquiryView>, Fields),
) -> Result<EnquiryPage, Problem> {
    let words = who.words;
    let action = view
        .as_ref()
        .map_or_else(|| "/henvendelser/ny".to_owned(), |view| format!("/henvendelser/{}", view.enquiry.id));
    let open = view.as_ref().filter(|view| view.enquiry.course.is_none());
    let start = open.filter(|_| domain::policy::may(&who.actor, Action::WriteCourses));
    Ok(EnquiryPage {
        doors: Door::ALL
            .iter()
            .map(|door| Choice::new(door.code(), words.word("enq-door", door.code()), typed.raw("door")))
            .collect(),
        outcomes: outcomes(&typed, words),
        owners: owners(site, who, typed.raw("owner")).await?,
        facts: view.as_ref().map(|view| facts(view, words)).unwrap_or_default(),
        start: start.map(|view| format!("/forloeb/start?henvendelse={}", view.enquiry.id)),
        course: view
            .as_ref()
            .and_then(|view| view.course_code.as_ref())
            .map(|code| format!("/forloeb/{}", code.to_lowercase())),
        action,
        page,
        view,
        typed,
    })
}

fn outcomes(typed: &Fields, words: Words) -> Vec<Choice> {
    let typed = typed.raw("outcome");
    let mut choices = vec![Choice::new("", words.say("enq-outcome-open"), typed)];
    // A course begins by its own button; it is an outcome that nobody picks.
    let picked =
        EnquiryOutcome::ALL.iter().filter(|outcome| **outcome != EnquiryOutcome::Course || typed == "course");
    choices.extend(
        picked.map(|outcome| Choice::new(outcome.code(), words.word("enq-outcome", outcome.code()), typed)),
    );
    choices
}

async fn owners(site: &Site, who: &SignedIn, typed: &str) -> Result<Vec<Choice>, Problem> {
    let mut choices = vec![Choice::new("", who.words.say("enq-owner-nobody"), typed)];
    for member in users::colleagues(&site.ctx, &who.actor).await? {
        if member.user.active && matches!(member.user.role, Role::Worker | Role::Leader) {
            choices.push(Choice::new(member.user.id.to_string(), member.user.name, typed));
        }
    }
    Ok(choices)
}

fn facts(view: &EnquiryView, words: Words) -> Vec<(Cow<'static, str>, String)> {
    let enquiry = &view.enquiry;
    let days = [
        ("enq-dates-asked", Some(enquiry.asked)),
        ("enq-dates-offered", enquiry.offered),
        ("enq-dates-met", enquiry.met),
        ("enq-dates-settled", enquiry.settled),
    ];
    let mut facts =
        vec![(words.say("enq-door-short"), words.word("enq-door", enquiry.door.code()).into_owned())];
    facts.extend(days.into_iter().filter_map(|(key, day)| Some((words.say(key), words.long_day(day?)))));
    let recorded = format!("{} {}", words.relative(view.recorded.date()), words.at(view.recorded.time()));
    facts.push((words.say("enq-recorded"), recorded));
    facts
}

async fn blank(State(site): State<Site>, who: SignedIn) -> Result<Response, Problem> {
    let mut typed = Fields::default();
    typed.put("asked", site.ctx.today().to_string());
    typed.put("door", Door::Ngo.code());
    typed.put("owner", who.actor.user.to_string());
    if let Some(draft) = service::draft::load(&site.ctx, &who.actor, NEW).await? {
        for (name, value) in Fields::parse(draft.body.as_bytes()).pairs() {
            typed.put(name, value);
        }
    }
    let page = Page::new(&who, "enq-new", Place::Enquiries).with_once(&site)?;
    render(&form(&site, &who, (page, None, typed)).await?)
}

/// The dates of a form, each read on its own so that all faults are told at once.
fn dates(typed: &Fields, faults: &mut Vec<Refusal>) -> [Option<Date>; 3] {
    ["asked", "offered", "met"].map(|name| {
        typed.date(name).unwrap_or_else(|fault| {
            faults.push(fault);
            None
        })
    })
}

/// The draft of a new one, as its address names it.
const NEW: &str = "henvendelser/ny";

fn sent(typed: &Fields, draft: Option<&str>) -> Sent {
    Sent { key: typed.text("once").map(str::to_owned), draft: draft.map(str::to_owned) }
}

async fn record(State(site): State<Site>, who: SignedIn, typed: Fields) -> Result<Response, Problem> {
    let mut faults = Vec::new();
    let [asked, offered, met] = dates(&typed, &mut faults);
    let command = RecordEnquiry {
        door: Door::parse(typed.raw("door")).unwrap_or(Door::Other),
        asked: asked.unwrap_or_else(|| site.ctx.today()),
        said: typed.raw("said").to_owned(),
        owner: typed.raw("owner").parse().ok(),
        offered,
        met,
    };
    let result = if faults.is_empty() {
        enquiries::record(&site.ctx, &who.actor, command, sent(&typed, Some(NEW))).await
    } else {
        Err(faults.into())
    };
    match result {
        Ok(_) => Ok(see_other(&site, "/henvendelser", &Flash::new("enq-saved"))),
        Err(error) => {
            let faults = Faults::of(error, who.words)?;
            let page = Page::new(&who, "enq-new", Place::Enquiries).with_faults(faults, typed.raw("once"));
            render_faults(&form(&site, &who, (page, None, typed)).await?)
        }
    }
}

fn id_of(id: &str) -> Result<EnquiryId, Problem> {
    id.parse().map_err(|_| Problem::NotFound)
}

async fn show(State(site): State<Site>, who: SignedIn, Path(id): Path<String>) -> Result<Response, Problem> {
    let view = enquiries::open(&site.ctx, &who.actor, id_of(&id)?).await?;
    let mut typed = Fields::default();
    typed.put("said", view.said.clone().unwrap_or_default());
    typed.put("reason", view.reason.clone().unwrap_or_default());
    typed.put("outcome", view.enquiry.outcome.map_or("", EnquiryOutcome::code));
    typed.put("owner", view.enquiry.owner.map(|owner| owner.to_string()).unwrap_or_default());
    typed.put("version", view.version.to_string());
    let page = Page::new(&who, "enq-one", Place::Enquiries).with_once(&site)?;
    render(&form(&site, &who, (page, Some(view), typed)).await?)
}

async fn change(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
    typed: Fields,
) -> Result<Response, Problem> {
    let view = enquiries::open(&site.ctx, &who.actor, id_of(&id)?).await?;
    let mut faults = Vec::new();
    let [_, offered, met] = dates(&typed, &mut faults);
    let outcome =
        EnquiryOutcome::parse(typed.raw("outcome")).filter(|outcome| Some(*outcome) != view.enquiry.outcome);
    let command = ChangeEnquiry {
        id: view.enquiry.id,
        version: typed.raw("version").parse().unwrap_or(view.version),
        owner: typed.raw("owner").parse().ok(),
        offered,
        met,
        said: Some(typed.raw("said").to_owned()),
        outcome,
        reason: Some(typed.raw("reason").to_owned()),
    };
    let result = if faults.is_empty() {
        enquiries::change(&site.ctx, &who.actor, command, sent(&typed, None)).await
    } else {
        Err(faults.into())
    };
    let faults = match result {
        Ok(()) => return Ok(see_other(&site, "/henvendelser", &Flash::new("enq-saved"))),
        // What is to be written is kept in the form, under the version that stands there now.
        Err(Error::Conflict(_)) => Refusal::of("said", RefusalCode::Conflict).into(),
        Err(error) => error,
    };
    let faults = Faults::of(faults, who.words)?;
    let mut typed = typed;
    typed.put("version", view.version.to_string());
    let page = Page::new(&who, "enq-one", Place::Enquiries).with_faults(faults, "").with_once(&site)?;
    render_faults(&form(&site, &who, (page, Some(view), typed)).await?)
}
