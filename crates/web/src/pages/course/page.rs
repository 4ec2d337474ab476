//! The course page, its print and the page behind *Mere*. Opening it is a reading, written down before anything
//! is shown.

use std::borrow::Cow;
use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::course::Stage;
use domain::id::CourseId;
use serde::Deserialize;
use service::course::{CoursePage, Filter, Section, Which, open, readers};

use super::forms::{Here, here, href};
use super::view::about::{About, about};
use super::view::band::{Band, band};
use super::view::head::{Head, Next, Safe, head, next, safe};
use super::view::measures::{Measure, measures, others};
use super::view::network::{Network, View, network};
use super::view::one_line::one_line;
use super::view::plan::{PlanSection, plan};
use super::view::timeline::{FILTERS, Timeline, timeline};
use crate::page::{Page, Place, render};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;

/// What the address chooses.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Choice {
    /// What the timeline shows.
    vis: String,
    /// All of it.
    alle: String,
    /// Who has read.
    laest: String,
    /// Whose view of the network.
    blik: String,
    /// The course on one line, too.
    linje: String,
}

#[derive(Template)]
#[template(path = "course/page.html")]
struct Shown {
    page: Page,
    sections: Sections,
}

#[derive(Template)]
#[template(path = "course/print.html")]
struct Printed {
    page: Page,
    sections: Sections,
    made: String,
}

/// The sections of a course page.
struct Sections {
    href: String,
    told: Vec<String>,
    open: bool,
    writable: bool,
    first: bool,
    head: Head,
    band: Band,
    next: Next,
    safe: Safe,
    timeline: Timeline,
    /// The course on one line, wide and for a phone, where it is asked for.
    line: Option<[String; 2]>,
    /// Where to ask for it, if there is one.
    line_at: Option<String>,
    plan: PlanSection,
    measures: Vec<Measure>,
    others: Vec<(String, String, String)>,
    network: Network,
    about: About,
    /// What others changed since the reader was last here.
    new: BTreeSet<Section>,
}

impl Sections {
    /// True for a section in which there is something new.
    fn is_new(&self, section: &str) -> bool {
        Section::parse(section).is_some_and(|section| self.new.contains(&section))
    }
}

/// The course page.
pub(crate) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    Query(choice): Query<Choice>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let filter = FILTERS.iter().find(|(_, name, _)| *name == choice.vis).map_or(Filter::All, |(f, ..)| *f);
    let sections = sections(
        &site,
        &who,
        (&course, &href),
        (filter, choice.alle == "1", choice.laest == "1", View::of(&choice.blik)),
    )
    .await?;
    let line = if choice.linje == "1" { one_line(who.words, &course, &href) } else { None };
    let sections = Sections { line, ..sections };
    let page = Page::new(&who, "course-title", Place::Courses);
    let page = if sections.open { page.new_contact_at(format!("{href}/kontakt")) } else { page };
    render(&Shown { page, sections })
}

/// The whole course on paper.
pub(crate) async fn print(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let sections = sections(&site, &who, (&course, &href), (Filter::All, true, false, View::Citizen)).await?;
    let sections = Sections { line: one_line(who.words, &course, &href), ..sections };
    let page = Page::new(&who, "course-print-title", Place::Courses);
    let made = page
        .words
        .fill("course-print-made", &[("date", page.words.day(page.words.today).into())])
        .into_owned();
    render(&Printed { page, sections, made })
}

async fn sections(
    site: &Site,
    who: &SignedIn,
    (course, href): (&CoursePage, &str),
    (filter, whole, readings, view): (Filter, bool, bool, View),
) -> Result<Sections, Problem> {
    let words = who.words;
    let readings =
        if readings { Some(readers(&site.ctx, &who.actor, course.course().id, None).await?) } else { None };
    let open = course.writable && course.course().is_open();
    let told = match course.tie {
        service::course::Tie::Worker => service::course::told(&site.ctx, &who.actor).await?,
        _ => Vec::new(),
    };
    let of_this = told.iter().filter(|told| told.course == course.course().id);
    let told = of_this.map(|told| super::say::told(words, &site.ctx, told, None)).collect();
    Ok(Sections {
        told,
        open,
        writable: course.writable,
        first: open && course.record.contacts.is_empty() && course.record.responses.is_empty(),
        head: head(words, course),
        band: band(words, course),
        next: next(words, course, href),
        safe: safe(words, course),
        timeline: timeline(words, course, href, filter, whole),
        line: None,
        line_at: course.schedule.as_ref().map(|_| format!("{href}?linje=1#tidslinje")),
        plan: plan(words, course, href),
        measures: measures(words, course),
        others: others(words, course, href),
        network: network(words, course, (href, "#netvaerk", view)),
        about: about(words, &site.ctx, course, readings),
        new: service::course::news(&site.ctx, &who.actor, course).await?,
        href: href.to_owned(),
    })
}

#[derive(Template)]
#[template(path = "course/more.html")]
struct More {
    page: Page,
    alias: String,
    href: String,
    links: Vec<(String, Cow<'static, str>)>,
}

/// What happens more seldom on a course.
pub(crate) async fn more(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let page = Page::new(&who, "course-more-title", Place::Courses);
    let mut paths: Vec<(&str, &str)> = Vec::new();
    match course.course().stage {
        _ if !course.writable => {}
        Stage::ContactMaking => paths.push(("fase", "course-more-begin")),
        Stage::Running { .. } => paths.push(("fase", "course-more-phases")),
        Stage::Closed { .. } => {}
    }
    if course.writable && course.course().is_open() {
        paths.extend([
            ("plan", "course-more-plan"),
            ("langsigtet-plan", "course-more-longterm"),
            ("netvaerk", "course-more-network"),
            ("sikker-kontakt", "course-more-safe"),
            ("medarbejder", "course-more-worker"),
            ("alias", "course-more-alias"),
        ]);
    }
    paths.extend([("plan/print", "course-more-planprint"), ("print", "course-more-print")]);
    if course.writable && course.course().is_open() {
        paths.push(("afslut", "course-more-close"));
    } else if course.writable && course.reopen_until().is_some() {
        paths.push(("genaabn", "course-more-reopen"));
    }
    let mut links: Vec<_> = paths.iter().map(|(path, key)| (format!("{href}/{path}"), page.t(key))).collect();
    if course.writable && !course.course().is_open() {
        links.push((format!("{href}/opfoelgning"), page.t("course-more-followup")));
        let again = format!("/forloeb/start?efter={}", course.course().id.uuid().simple());
        links.push((again, page.t("course-more-again")));
    }
    render(&More { alias: course.alias().to_owned(), page, href, links })
}

/// A course by its id: on to its address.
pub(crate) async fn by_id(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: CourseId = super::forms::id(&id)?;
    let course = open(&site.ctx, &who.actor, &Which::Id(id), None).await?;
    Ok(Redirect::to(&href(&course.course().code)).into_response())
}
