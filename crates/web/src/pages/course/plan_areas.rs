//! The areas of the plan, chosen by the citizen for a phase.

use axum::extract::{Path, State};
use axum::response::Response;
use service::plan::{self as plans, AddGoal, ChooseArea, PlanForm};

use super::forms::{Filled, FormPage, FormPart, came_back, course_page, filled, sent};
use super::plan::form;
use super::reading::Reader;
use super::say;
use super::widgets::{Chips, Choice, Widget};
use crate::form::Fields;
use crate::page::see_other;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;

/// The areas to choose from.
pub(crate) async fn areas(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let (form, href) = form(&site, &who, &code).await?;
    let action = format!("{href}/plan/omraader");
    let filled = filled(&site, &who, &action, Fields::default()).await?;
    areas_page(&site, &who, (&form, &href), &filled)
}

fn areas_page(
    site: &Site,
    who: &SignedIn,
    (form, href): (&PlanForm, &str),
    filled: &Filled,
) -> Result<Response, Problem> {
    let words = who.words;
    let make = filled.maker(words);
    let action = format!("{href}/plan/omraader");
    let (least, most) = form.plan.usual;
    let usual = [("low", least.to_string().into()), ("high", most.to_string().into())];
    let free = form.free.iter().map(|area| Choice::new(area.key.clone(), say::text(words, &area.name)));
    let chips = Chips {
        several: true,
        hint: words.fill("plan-areas-hint", &usual).into_owned(),
        ..make.chips("areas", "plan-areas-title", free.collect())
    };
    let page = course_page(site, who, href, "plan-areas-title")?;
    let part = FormPart {
        id: "omraader",
        action,
        hidden: vec![("phase", form.phase.to_string())],
        widgets: vec![Widget::Chips(chips)],
        submit: words.say("plan-areas-save").into_owned(),
        primary: true,
        ..FormPart::default()
    };
    let back = (format!("{href}/plan"), words.say("plan-title").into_owned());
    let mut shown = FormPage::new(filled.around(page), back, vec![part]);
    shown.lead = words.fill("plan-areas-lead", &[("p", form.phase.into())]).into_owned();
    if form.plan.phase == form.phase {
        let names: Vec<String> = form
            .plan
            .areas
            .iter()
            .map(|area| say::area(words, &form.page.programme, &area.entry.area.area))
            .collect();
        shown
            .lines
            .push(words.fill("plan-areas-standing", &[("areas", names.join(", ").into())]).into_owned());
    }
    shown.answer()
}

/// Chooses areas.
pub(crate) async fn choose(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (form, href) = form(&site, &who, &code).await?;
    let action = format!("{href}/plan/omraader");
    let areas =
        fields.all("areas").map(|area| AddGoal { area: area.to_owned(), goal: String::new() }).collect();
    let mut reader = Reader::new(&fields);
    let phase = reader.number("phase");
    let chosen = match reader.finish(Some(ChooseArea { course: form.page.course().id, phase, areas })) {
        Ok(command) => plans::choose(&site.ctx, &who.actor, command, sent(&fields, &action)).await,
        Err(error) => Err(error),
    };
    match chosen {
        Ok(step) => Ok(see_other(&site, &format!("{href}/plan"), &super::plan::saved_flash(&href, step))),
        Err(error) => {
            let filled = came_back(&site, &who, &action, (fields, error)).await?;
            areas_page(&site, &who, (&form, &href), &filled)
        }
    }
}
