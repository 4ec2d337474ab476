//! Starting a course: programme and track, alias, dates with the phases drawn, who, safe contact. Only programme,
//! track and date are needed, and the date is preset; everything can be changed afterwards. No field asks who it is.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Date;
use domain::id::{CourseId, EnquiryId, UserId};
use domain::phase::Schedule;
use domain::programme::{Programme, ProgrammeId, Track};
use report::chart::{self, PhaseBand, Place as ChartPlace, Width};
use serde::Deserialize;
use service::Error;
use service::course::{self as courses, Load, StartCourse, StartForm, StartWho};

use super::forms::{self, Filled, came_back, fields as put, filled, sent};
use super::reading::Reader;
use super::widgets::{Chips, Choice, Field, Kind, Maker, Widget};
use crate::flash::Flash;
use crate::form::Fields;
use crate::page::{Page, Place, render, render_faults, see_other};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

/// The address of the form.
const ACTION: &str = "/forloeb/start";

/// Where a start comes from.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct From {
    /// An enquiry.
    henvendelse: String,
    /// An earlier course.
    efter: String,
}

#[derive(Template)]
#[template(path = "course/start.html")]
struct Start {
    page: Page,
    hidden: Vec<(&'static str, String)>,
    lines: Vec<String>,
    none: bool,
    programme: Vec<Widget>,
    tracks: Vec<String>,
    alias: Widget,
    when: Vec<Widget>,
    band: String,
    phases: Vec<String>,
    funding: Option<String>,
    who: Vec<Widget>,
    loads: Vec<String>,
    safe: Widget,
    draft_line: String,
}

fn from(henvendelse: &str, efter: &str) -> StartWho {
    StartWho {
        enquiry: uuid::Uuid::try_parse(henvendelse).ok().map(EnquiryId::new),
        previous: uuid::Uuid::try_parse(efter).ok().map(CourseId::new),
    }
}

/// The page for starting a course.
pub(crate) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Query(query): Query<From>,
) -> Result<Response, Problem> {
    let form = courses::start_form(&site.ctx, &who.actor, from(&query.henvendelse, &query.efter)).await?;
    let filled = filled(&site, &who, ACTION, proposed(&form, &query)).await?;
    page(&site, &who, &form, &filled)
}

fn proposed(form: &StartForm, query: &From) -> Fields {
    let programme = form.programmes.first();
    let track = programme.and_then(|programme| programme.tracks.first());
    put(vec![
        ("programme", programme.map(|programme| programme.id.0.clone())),
        ("track", track.map(|track| track.code().to_owned())),
        ("alias", Some(form.previous.as_ref().map_or(&form.alias, |previous| &previous.alias).clone())),
        ("first_contact", Some(form.first_contact.to_string())),
        ("start", Some(form.today.to_string())),
        ("worker", form.workers.first().map(|load| load.user.id.uuid().simple().to_string())),
        ("henvendelse", Some(query.henvendelse.clone()).filter(|id| !id.is_empty())),
        ("efter", Some(query.efter.clone()).filter(|id| !id.is_empty())),
    ])
}

fn page(site: &Site, who: &SignedIn, form: &StartForm, filled: &Filled) -> Result<Response, Problem> {
    let words = who.words;
    let make = filled.maker(words);
    let chosen = form.programmes.iter().find(|programme| programme.id.0 == filled.fields.raw("programme"));
    let chosen = chosen.or_else(|| form.programmes.first());
    let start = filled.fields.date("start").ok().flatten();
    let schedule =
        chosen.map(|programme| domain::phase::schedule(programme, start.unwrap_or(form.today), &[]));
    let page = Page::new(who, "start-title", Place::Courses).with_once(site)?;
    let hidden = ["henvendelse", "efter"].map(|name| (name, filled.fields.raw(name).to_owned()));
    let template = Start {
        page: filled.around(page),
        hidden: hidden.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        lines: lines(words, form),
        none: form.programmes.is_empty(),
        programme: programme_widgets(&make, form),
        tracks: ["start-track-noname", "start-track-decided"].map(|key| words.say(key).into_owned()).to_vec(),
        alias: alias_widget(&make, form),
        when: when_widgets(&make),
        band: schedule.as_ref().map(|schedule| band(words, form.today, schedule)).unwrap_or_default(),
        phases: schedule.as_ref().map(|schedule| phases(words, schedule)).unwrap_or_default(),
        funding: chosen
            .zip(schedule.as_ref())
            .and_then(|(programme, schedule)| funding(words, programme, schedule)),
        who: who_widgets(&make, form),
        loads: form.workers.iter().filter_map(|load| load_line(words, load)).collect(),
        safe: Widget::Field(Field {
            hint: words.say("course-safe-hint").into_owned(),
            ..make.field(Kind::Area, "safe_contact", "course-safe-label")
        }),
        draft_line: filled.draft_line.clone().unwrap_or_default(),
    };
    if filled.faults.is_empty() { render(&template) } else { render_faults(&template) }
}

fn lines(words: Words, form: &StartForm) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(
        form.previous.as_ref().map(|previous| {
            words.fill("start-again", &[("code", previous.code.as_str().into())]).into_owned()
        }),
    );
    lines.extend(form.enquiry.as_ref().map(|entry| {
        words.fill("start-fromenquiry", &[("date", words.day(entry.enquiry.asked).into())]).into_owned()
    }));
    lines
}

fn programme_widgets(make: &Maker<'_>, form: &StartForm) -> Vec<Widget> {
    let tag = make.words.language.tag();
    let programmes =
        form.programmes.iter().map(|programme| Choice::new(programme.id.0.clone(), programme.name_in(tag)));
    let tracks = vec![
        Choice::new(Track::NoName.code(), make.words.say("course-noname")),
        Choice::new(Track::Decided.code(), make.words.say("course-decided")),
    ];
    vec![
        Widget::Chips(Chips { ..make.chips("programme", "start-programme-label", programmes.collect()) }),
        Widget::Chips(Chips { ..make.chips("track", "start-track-label", tracks) }),
    ]
}

fn alias_widget(make: &Maker<'_>, form: &StartForm) -> Widget {
    let hint = make.words.fill("start-alias-hint", &[("alias", form.alias.as_str().into())]).into_owned();
    Widget::Field(Field { hint, ..make.field(Kind::Line, "alias", "start-alias") })
}

fn when_widgets(make: &Maker<'_>) -> Vec<Widget> {
    let hint = make.words.say("start-phase1-hint").into_owned();
    vec![
        Widget::Field(make.field(Kind::Date, "first_contact", "start-first")),
        Widget::Field(Field { hint, ..make.field(Kind::Date, "start", "start-phase1") }),
    ]
}

fn who_widgets(make: &Maker<'_>, form: &StartForm) -> Vec<Widget> {
    let user = |load: &Load| Choice::new(load.user.id.uuid().simple().to_string(), load.user.name.clone());
    let workers: Vec<Choice> = form.workers.iter().map(user).collect();
    let mut deputies = vec![Choice::new("", make.words.say("start-deputy-none"))];
    deputies.extend(form.workers.iter().map(user));
    vec![
        Widget::Pick(make.pick("worker", "start-worker", vec![(String::new(), workers)])),
        Widget::Pick(make.pick("deputy", "start-deputy", vec![(String::new(), deputies)])),
    ]
}

/// What a worker carries now, and with this course.
fn load_line(words: Words, load: &Load) -> Option<String> {
    let (now, then) = (load.now?, load.then?);
    let whole = |number: f64| locale::Value::Number(number, u8::from(number.fract() > 0.05));
    let values = [
        ("name", load.user.name.as_str().into()),
        ("a", whole(now.weighted)),
        ("cap", super::say::score(words, now.ceiling).into()),
        ("b", whole(then.weighted)),
    ];
    Some(words.fill("start-load", &values).into_owned())
}

fn band(words: Words, today: Date, schedule: &Schedule) -> String {
    let input = PhaseBand {
        schedule,
        contact_making_from: None,
        contacts: &[],
        today,
        closed: None,
        follow_ups: &[],
    };
    chart::phase_band(&input, ChartPlace { id: "band", language: words.language, width: Width::Wide }).svg
}

fn phases(words: Words, schedule: &Schedule) -> Vec<String> {
    schedule
        .phases
        .iter()
        .map(|span| {
            let name = words.fill("course-band-phase", &[("p", span.phase.into())]);
            format!("{name}: {}", locale::range(words.language, span.start, span.end, words.today))
        })
        .collect()
}

/// Said where the funding ends before the phases do; starting is possible all the same.
fn funding(words: Words, programme: &Programme, schedule: &Schedule) -> Option<String> {
    let (ends, last) = (programme.funding_ends?, schedule.end()?);
    let values = [("end", words.day(last).into()), ("fund", words.day(ends).into())];
    (ends < last).then(|| words.fill("start-funding", &values).into_owned())
}

/// Starts the course; or keeps it for later, or shows the phases, as was pressed.
pub(crate) async fn save(
    State(site): State<Site>,
    who: SignedIn,
    fields: Fields,
) -> Result<Response, Problem> {
    let origin = from(fields.raw("henvendelse"), fields.raw("efter"));
    if matches!(fields.raw("act"), "later" | "phases") {
        let body = super::reading::kept(&fields);
        let form = forms::draft_name(ACTION);
        service::draft::save(&site.ctx, &who.actor, service::draft::SaveDraft { form, body }).await?;
        let later = fields.has("act", "later");
        return Ok(if later {
            see_other(&site, "/min-dag", &Flash::new("draft-kept"))
        } else {
            Redirect::to(&format!("{ACTION}#hvornaar")).into_response()
        });
    }
    let started = match command(&fields, origin) {
        Ok(command) => {
            let begun = command.start.is_some();
            courses::start(&site.ctx, &who.actor, command, sent(&fields, ACTION))
                .await
                .map(|started| (started, begun))
        }
        Err(error) => Err(error),
    };
    match started {
        Ok((started, begun)) => {
            let flash = Flash::new(if begun { "start-done-begun" } else { "start-done-pre" });
            Ok(see_other(&site, &forms::href(&started.code), &flash))
        }
        Err(error) => {
            let form = courses::start_form(&site.ctx, &who.actor, origin).await?;
            let filled = came_back(&site, &who, ACTION, (fields, error)).await?;
            page(&site, &who, &form, &filled)
        }
    }
}

fn command(fields: &Fields, from: StartWho) -> Result<StartCourse, Error> {
    let user = |text: &str| uuid::Uuid::try_parse(text).ok().map(UserId::new);
    let mut reader = Reader::new(fields);
    let programme = reader.needed("programme", |id| Some(ProgrammeId(id.to_owned())));
    let track = reader.needed("track", Track::parse);
    let first_contact = reader.needed_date("first_contact");
    let start = reader.date("start");
    let worker = reader.needed("worker", user);
    let deputy = reader.code("deputy", user);
    let (alias, safe_contact) = (reader.words("alias"), reader.words("safe_contact"));
    let wish = programme.zip(track).zip(first_contact.zip(worker));
    reader.finish(wish.map(|((programme, track), (first_contact, worker))| StartCourse {
        programme,
        track,
        site: String::new(),
        alias,
        first_contact,
        start,
        worker,
        deputy,
        safe_contact,
        from,
    }))
}
