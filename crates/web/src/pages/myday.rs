//! My day: what she should do now, in the order in which she would choose herself.

use std::borrow::Cow;

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::Date;
use serde::Deserialize;
use service::myday::{self, AppointmentLine, DraftLine, Duties, MyDay};

use crate::cookie;
use crate::page::{Page, Place, render};
use crate::pages::course::say::capital;
use crate::pages::more::YEAR;
use crate::pages::parts::{CourseItem, DutyItem, course_address};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

/// Its address.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/min-dag", get(show)).route("/min-dag/begyndt", post(hide_first))
}

/// What is unfolded without script.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Unfolded {
    senere: String,
}

struct Appointment {
    time: String,
    clock: String,
    alias: String,
    without_name: bool,
    address: String,
    what: Cow<'static, str>,
}

struct Draft {
    alias: Cow<'static, str>,
    when: String,
    form: String,
}

struct DutyGroups {
    over: Vec<DutyItem>,
    week: Vec<DutyItem>,
    later: Vec<DutyItem>,
    /// How many can wait, and until which month.
    waits: Option<Cow<'static, str>>,
    count: usize,
}

impl DutyGroups {
    fn new(duties: &Duties, words: Words, site: &Site) -> Self {
        let items = |lines: &[service::line::DutyLine]| -> Vec<DutyItem> {
            lines.iter().map(|line| DutyItem::new(line, words, &site.ctx)).collect()
        };
        let first = duties.later.first().map(|line| line.due.day);
        let waits = first.map(|day| {
            let month = locale::month_name(words.language, day.month());
            words.fill("frame-hidden-later", &[("n", duties.later.len().into()), ("month", month.into())])
        });
        Self {
            count: duties.count(),
            over: items(&duties.over),
            week: items(&duties.week),
            later: items(&duties.later),
            waits,
        }
    }
}

struct Deputy {
    heading: Cow<'static, str>,
    duties: DutyGroups,
    courses: Vec<CourseItem>,
}

#[derive(Template)]
#[template(path = "myday.html")]
struct MyDayPage {
    page: Page,
    heading: String,
    sum: Cow<'static, str>,
    /// True where there is a second page: what she oversees.
    oversees: bool,
    appointments: Vec<Appointment>,
    drafts: Vec<Draft>,
    told: Vec<String>,
    mine: DutyGroups,
    show_later: bool,
    /// Said when nothing waits.
    clear: Option<Cow<'static, str>>,
    deputy: Vec<Deputy>,
    courses: Vec<CourseItem>,
    hidden: Vec<Cow<'static, str>>,
    first_day: bool,
}

/// The cookie that says that the first steps are known.
const BEGUN: &str = "begyndt";

/// The first steps are known: they are not shown on this device any more.
async fn hide_first(State(site): State<Site>, _who: SignedIn) -> Response {
    let mut response = Redirect::to("/min-dag").into_response();
    let known = cookie::set(BEGUN, "1", Some(YEAR), site.settings.https);
    response.headers_mut().extend(known.map(|value| (header::SET_COOKIE, value)));
    response
}

async fn show(
    State(site): State<Site>,
    who: SignedIn,
    headers: HeaderMap,
    Query(unfolded): Query<Unfolded>,
) -> Result<Response, Problem> {
    let day = myday::open(&site.ctx, &who.actor).await?;
    let words = who.words;
    let page = Page::new(&who, "nav-myday", Place::MyDay);
    let mine = DutyGroups::new(&day.mine, words, &site);
    let told =
        day.told.iter().map(|(told, alias)| crate::pages::course::told(words, &site.ctx, told, Some(alias)));
    let template = MyDayPage {
        told: told.collect(),
        heading: capital(&words.long_day(day.now.date())),
        sum: sum(&day, words),
        oversees: domain::policy::may(&who.actor, domain::policy::Action::OverseeTeam),
        appointments: day.appointments.iter().map(|line| appointment(line, words)).collect(),
        drafts: day.drafts.iter().map(|line| draft(line, words)).collect(),
        clear: (mine.count == 0).then(|| clear(&day, words)),
        show_later: !unfolded.senere.is_empty(),
        mine,
        deputy: day.deputy.iter().map(|deputy| as_deputy(deputy, words, &site)).collect(),
        courses: day.courses.iter().map(|line| CourseItem::new(line, words)).collect(),
        hidden: hidden(&day, words),
        first_day: cookie::read(&headers, BEGUN).is_none()
            && day.courses.is_empty()
            && day.hidden_closed == 0
            && day.deputy.is_empty(),
        page,
    };
    render(&template)
}

/// The one sentence on top. Late in the evening it says nothing about what waits.
fn sum(day: &MyDay, words: Words) -> Cow<'static, str> {
    let appointments = day.appointments.len();
    if day.quiet {
        return words.fill("myday-sum-quiet", &[("a", appointments.into())]);
    }
    let waiting = day.mine.count();
    words.fill("myday-sum", &[("a", appointments.into()), ("b", waiting.into())])
}

fn clear(day: &MyDay, words: Words) -> Cow<'static, str> {
    match &day.next_appointment {
        None => words.say("myday-empty-none"),
        Some(next) => {
            let time = next.time.map(|time| format!(" {}", words.at(time))).unwrap_or_default();
            let when = format!("{}{time}", words.long_day(next.date));
            words.fill("myday-empty", &[("when", when.into())])
        }
    }
}

fn appointment(line: &AppointmentLine, words: Words) -> Appointment {
    let what = if line.first_meeting {
        words.say("myday-first-meeting")
    } else {
        words.word("myday-kind", line.appointment.kind.code())
    };
    Appointment {
        time: line.time.map(|time| time.strftime("%H:%M").to_string()).unwrap_or_default(),
        clock: line.time.map(|time| words.clock(time)).unwrap_or_default(),
        alias: line.course.alias.clone(),
        without_name: line.course.track == domain::programme::Track::NoName,
        address: course_address(&line.course),
        what,
    }
}

fn draft(line: &DraftLine, words: Words) -> Draft {
    let alias = line
        .course
        .as_ref()
        .map_or_else(|| words.say(draft_key(&line.form)), |course| course.alias.clone().into());
    let when = format!("{} {}", words.relative(line.updated.date()), words.at(line.updated.time()));
    Draft { alias, when, form: line.form.clone() }
}

/// What a draft that is of no course is called.
fn draft_key(form: &str) -> &'static str {
    match form {
        super::group::DRAFT => "myday-draft-group",
        "henvendelser/ny" => "myday-draft-enquiry",
        "forloeb/start" => "myday-draft-start",
        form if form.starts_with("teamet/moede/") => "myday-draft-meeting",
        form if form.starts_with("henvendelser/") => "myday-draft-enquiry-one",
        _ => "myday-draft-other",
    }
}

fn as_deputy(deputy: &myday::DeputyDuties, words: Words, site: &Site) -> Deputy {
    let heading = match (&deputy.name, deputy.until) {
        (Some(name), Some(until)) => {
            words.fill("myday-deputy", &[("name", name.into()), ("date", words.day(until).into())])
        }
        (Some(name), None) => words.fill("myday-deputy-open", &[("name", name.into())]),
        (None, _) => words.say("myday-deputy-nobody"),
    };
    Deputy {
        heading,
        duties: DutyGroups::new(&deputy.duties, words, site),
        courses: deputy.courses.iter().map(|line| CourseItem::new(line, words)).collect(),
    }
}

fn hidden(day: &MyDay, words: Words) -> Vec<Cow<'static, str>> {
    let later = |(from, courses): &(Date, usize)| {
        let values = [("n", (*courses).into()), ("day", words.long_day(*from).into())];
        words.fill("frame-hidden-deputy", &values)
    };
    let mut hidden: Vec<_> = day.later_deputy.iter().map(later).collect();
    hidden.extend((day.hidden_closed > 0).then(|| words.count("frame-hidden-closed", day.hidden_closed)));
    hidden
}
