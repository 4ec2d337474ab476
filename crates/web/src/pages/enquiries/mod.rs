//! Enquiries: somebody knocked. Kept in twenty seconds, answered, and known later by which door it came. No
//! person is made of it, and nobody is asked who it is.

use std::borrow::Cow;

use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use domain::enquiry::Door;
use domain::id::EnquiryId;
use service::enquiries::{self, EnquiryLog, EnquiryView, Tab};

use crate::form::Fields;
use crate::page::{Page, Place, render};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

mod conflict;
mod correct;
mod one;

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/henvendelser", get(list))
        .route("/henvendelser/ny", get(one::blank).post(one::record))
        .route("/henvendelser/{id}", get(one::show).post(one::change))
        .route("/henvendelser/{id}/ret", get(correct::show).post(correct::save))
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
    /// True while nobody has answered: then it can be answered from the row.
    open: bool,
    owner: String,
    /// True for the one that is open beside the list.
    here: bool,
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
    periods: Vec<TabLink>,
    funnel: Vec<DoorRow>,
}

async fn list(State(site): State<Site>, who: SignedIn, RawQuery(raw): RawQuery) -> Result<Response, Problem> {
    let typed = Fields::parse(raw.unwrap_or_default().as_bytes());
    let chosen =
        TABS.iter().find(|(name, ..)| *name == typed.raw("liste")).map_or(Tab::New, |(_, tab, _)| *tab);
    let days = typed.number("dage").ok().flatten().unwrap_or(enquiries::BACK_DAYS);
    let log = enquiries::list_since(&site.ctx, &who.actor, chosen, days).await?;
    let words = who.words;
    render(&EnquiriesPage {
        page: Page::new(&who, "nav-enquiries", Place::Enquiries),
        tabs: tab_links(&log, chosen, words),
        lines: log.lines.iter().map(|line| self::line(line, None, words)).collect(),
        empty: empty(&log, chosen, words),
        since: words.day(log.since),
        periods: periods(typed.raw("liste"), days, words),
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

/// The periods of the funnel, days.
const PERIODS: [(i32, &str); 3] =
    [(30, "enq-period-month"), (90, "enq-period-quarter"), (enquiries::BACK_DAYS, "enq-period-year")];

fn periods(tab: &str, chosen: i32, words: Words) -> Vec<TabLink> {
    let link = |(days, key): &(i32, &str)| TabLink {
        words: words.say(key),
        count: 0,
        address: match tab {
            "" => format!("/henvendelser?dage={days}#veje"),
            tab => format!("/henvendelser?liste={tab}&dage={days}#veje"),
        },
        here: *days == chosen,
    };
    PERIODS.iter().map(link).collect()
}

fn line(view: &EnquiryView, here: Option<EnquiryId>, words: Words) -> Line {
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
        open: view.enquiry.outcome.is_none(),
        owner: view.owner.clone().unwrap_or_default(),
        here: here == Some(view.enquiry.id),
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
