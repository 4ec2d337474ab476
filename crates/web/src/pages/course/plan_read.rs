//! The plan to read: as it stood before, and the page that can be given away.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use service::plan as plans;

use super::forms::{Here, course_page, here};
use super::plan::form;
use super::say;
use super::view::plan::{Goal, goal};
use crate::page::{Page, Place, render};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;

#[derive(Template)]
#[template(path = "course/plan_old.html")]
struct Earlier {
    page: Page,
    href: String,
    plans: Vec<(String, Vec<Goal>)>,
}

/// The plans before.
pub(crate) async fn earlier(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let (form, href) = form(&site, &who, &code).await?;
    let (words, course) = (who.words, &form.page);
    let plans = form.versions.iter().map(|day| {
        let plan = plans::before(&course.record, &course.programme, form.phase, *day);
        let title = words.fill("course-plan-old", &[("date", words.day(*day).into())]).into_owned();
        (title, plan.areas.iter().map(|area| goal(words, course, &area.entry, &area.activities)).collect())
    });
    render(&Earlier {
        page: course_page(&site, &who, &href, "plan-old-title")?,
        plans: plans.collect(),
        href,
    })
}

/// With or without the alias.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PrintChoice {
    alias: String,
}

#[derive(Template)]
#[template(path = "course/plan_print.html")]
struct Given {
    page: Page,
    href: String,
    alias: Option<String>,
    goals: Vec<Goal>,
    next: Option<String>,
}

/// The page that can be given away: no code, no logo, no municipality; the alias only where it was asked for.
pub(crate) async fn print(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    axum::extract::Query(choice): axum::extract::Query<PrintChoice>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let words = who.words;
    let plan = course.plan();
    let next = course.appointments().min_by_key(|next| (next.date, next.time)).map(|next| {
        let day = say::capital(&words.long_day(next.date));
        next.time.map_or_else(|| day.clone(), |time| format!("{day} {}", words.at(time)))
    });
    render(&Given {
        page: Page::new(&who, "plan-print-title", Place::Courses).handed_over(),
        alias: (choice.alias == "1").then(|| course.alias().to_owned()),
        goals: plan.areas.iter().map(|area| goal(words, &course, &area.entry, &area.activities)).collect(),
        next,
        href,
    })
}
