//! The long-term plan of phase 3: what holds when the course is over, and who. Written here or as the course is closed.

use axum::extract::{Path, State};
use axum::response::Response;
use service::course::{SetLongTermPlan, set_long_term_plan, version_of};

use super::conflict::not_saved;
use super::forms::{Filled, FormPage, FormPart, Here, course_page, fields as put, filled, here, sent};
use super::widgets::{Field, Kind, Widget};
use crate::flash::Flash;
use crate::form::Fields;
use crate::page::see_other;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;

fn action(here: &Here) -> String {
    format!("{}/langsigtet-plan", here.href)
}

/// The plan as it stands, to be written on.
pub(crate) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let here = here(&site, &who, &code).await?;
    let stands = here.course.record.long_term_plan.clone();
    let version = version_of(stands.as_deref()).to_string();
    let known = put(vec![("long_term_plan", stands), ("version", Some(version))]);
    let filled = filled(&site, &who, &action(&here), known).await?;
    page(&site, &who, &here, &filled)
}

fn page(site: &Site, who: &SignedIn, here: &Here, filled: &Filled) -> Result<Response, Problem> {
    let words = who.words;
    let page = course_page(site, who, &here.href, "close-plan")?;
    let hint = words.say("close-plan-hint").into_owned();
    let field = Field { hint, ..filled.maker(words).field(Kind::Area, "long_term_plan", "close-plan") };
    let part = FormPart {
        id: "langsigtet",
        action: action(here),
        hidden: vec![("version", filled.fields.raw("version").to_owned())],
        widgets: vec![Widget::Field(field)],
        submit: words.say("plan-longterm-save").into_owned(),
        primary: true,
        draft: true,
        draft_line: filled.draft_line.clone().unwrap_or_default(),
        ..FormPart::default()
    };
    let back = (here.href.clone(), here.course.alias().to_owned());
    FormPage::new(filled.around(page), back, vec![part]).answer()
}

/// Keeps the plan. Where somebody else was first, both versions are shown.
pub(crate) async fn save(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    mut fields: Fields,
) -> Result<Response, Problem> {
    let here = here(&site, &who, &code).await?;
    let action = action(&here);
    super::conflict::resolve(&mut fields);
    let command = SetLongTermPlan {
        course: here.course.course().id,
        version: Some(fields.raw("version").parse().unwrap_or(0)),
        plan: fields.raw("long_term_plan").to_owned(),
    };
    match set_long_term_plan(&site.ctx, &who.actor, command, sent(&fields, &action)).await {
        Ok(()) => Ok(see_other(&site, &here.href, &Flash::new("course-saved"))),
        Err(error) => {
            not_saved(&site, &who, (&here.course, &here.href), (&action, fields, error), |filled| {
                page(&site, &who, &here, filled)
            })
            .await
        }
    }
}
