//! Closing a course: when, why, the goals, who carries on, what happens afterwards; and taking it back. Nothing
//! that is missing stands in the way. Death has a short form: the date, and nothing more is asked.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::course::{ClosingReason, DecidedBy, FollowUpWay};
use domain::id::FocusAreaId;
use domain::plan::GoalResult;
use serde::Deserialize;
use service::Error;
use service::course::{self as courses, CloseCourse, CloseForm, ReopenCourse, Which};

use super::conflict::not_saved;
use super::forms::{
    self, Filled, FormPage, FormPart, came_back, course_page, fields as put, filled, here, sent,
};
use super::reading::Reader;
use super::say;
use super::view::network::who;
use super::widgets::{Choice, Field, Kind, Maker, Pick, Widget};
use crate::flash::Flash;
use crate::form::Fields;
use crate::page::{Page, render, render_faults, see_other};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

/// The short form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Short {
    kort: String,
}

#[derive(Template)]
#[template(path = "course/close.html")]
struct Closing {
    page: Page,
    href: String,
    alias: String,
    action: String,
    /// Of the long-term plan that stands in the form.
    version: String,
    short: bool,
    head: Vec<Widget>,
    goals: Vec<Goal>,
    network: Vec<(String, String, String, bool)>,
    rest: Vec<Widget>,
    missing: Vec<String>,
    follow_up: Option<Widget>,
    happens: Vec<String>,
    draft_line: String,
}

/// A goal with the question how far it was reached.
struct Goal {
    name: String,
    said: Option<String>,
    field: String,
    choices: Vec<Choice>,
}

/// The form for closing.
pub(crate) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    Query(short): Query<Short>,
) -> Result<Response, Problem> {
    let form = courses::close_form(&site.ctx, &who.actor, &Which::Code(code)).await?;
    let href = forms::href(&form.page.course().code);
    let action = format!("{href}/afslut");
    let filled = filled(&site, &who, &action, proposed(&form)).await?;
    page(&site, &who, (&form, &href), (&filled, short.kort == "1"))
}

fn proposed(form: &CloseForm) -> Fields {
    let mut fields = put(vec![
        ("date", Some(form.date.to_string())),
        ("long_term_plan", form.page.record.long_term_plan.clone()),
        ("version", Some(courses::version_of(form.page.record.long_term_plan.as_deref()).to_string())),
    ]);
    for entry in form.network.iter().filter(|entry| entry.supporter.takes_over) {
        fields.put(&format!("t_{}", entry.supporter.id.uuid().simple()), "1");
    }
    fields
}

fn page(
    site: &Site,
    who: &SignedIn,
    (form, href): (&CloseForm, &str),
    (filled, short): (&Filled, bool),
) -> Result<Response, Problem> {
    let words = who.words;
    let make = filled.maker(words);
    let page = course_page(site, who, href, "close-title")?;
    let closing = Closing {
        page: filled.around(page),
        href: href.to_owned(),
        alias: form.page.alias().to_owned(),
        action: format!("{href}/afslut"),
        version: filled.fields.raw("version").to_owned(),
        short,
        head: head(&make, short),
        goals: if short { Vec::new() } else { goals(&make, form) },
        network: if short { Vec::new() } else { network(&make, form) },
        rest: rest(&make),
        missing: missing(words, form),
        follow_up: (!short && !form.follow_ups.is_empty())
            .then(|| Widget::Chips(super::follow_up::chips(&make, &form.page.programme))),
        happens: happens(words, form),
        draft_line: filled.draft_line.clone().unwrap_or_default(),
    };
    if filled.faults.is_empty() { render(&closing) } else { render_faults(&closing) }
}

fn head(make: &Maker<'_>, short: bool) -> Vec<Widget> {
    use ClosingReason as R;
    let words = make.words;
    let group = |key: &str, reasons: &[R]| {
        let choices = make.codes("close-reason", reasons.iter().map(|reason| reason.code()));
        (words.say(key).into_owned(), choices)
    };
    let mut groups = vec![(String::new(), vec![Choice::new("", words.say("close-reason-choose"))])];
    groups.extend([
        group(
            "close-reason-citizen",
            &[R::GoalsReached, R::PhasesDone, R::DidNotWish, R::NoNewWorker, R::LostContact],
        ),
        group("close-reason-life", &[R::Moved, R::Institution, R::Died, R::Other]),
        group("close-reason-programme", &[R::ProgrammeStopped]),
    ]);
    let mut decided = vec![Choice::new("", words.say("close-decided-none"))];
    decided.extend(make.codes("close-decided", DecidedBy::ALL.iter().map(|by| by.code())));
    let date = Widget::Field(make.field(Kind::Date, "date", "close-date"));
    if short {
        return vec![date];
    }
    vec![
        date,
        Widget::Pick(Pick { ..make.pick("reason", "close-reason", groups) }),
        Widget::Pick(make.pick("decided_by", "close-decided", vec![(String::new(), decided)])),
    ]
}

fn goals(make: &Maker<'_>, form: &CloseForm) -> Vec<Goal> {
    let goals = form.goals.iter().map(|goal| {
        let field = format!("g_{}", goal.area.area.id.uuid().simple());
        let picked = make.fields.raw(&field);
        let mut choices = make.codes("close-goal", GoalResult::ALL.iter().map(|result| result.code()));
        for choice in &mut choices {
            choice.picked = choice.value == picked;
        }
        let name = say::area(make.words, &form.page.programme, &goal.area.area.area);
        Goal { name, said: goal.area.goal.clone(), field, choices }
    });
    goals.collect()
}

fn network(make: &Maker<'_>, form: &CloseForm) -> Vec<(String, String, String, bool)> {
    let entries = form.network.iter().map(|entry| {
        let field = format!("t_{}", entry.supporter.id.uuid().simple());
        let picked = make.fields.text(&field).is_some();
        (field, who(make.words, entry), entry.task.clone().unwrap_or_default(), picked)
    });
    entries.collect()
}

fn rest(make: &Maker<'_>) -> Vec<Widget> {
    let hint = |key: &str| make.words.say(key).into_owned();
    vec![
        Widget::Field(Field {
            hint: hint("close-plan-hint"),
            ..make.field(Kind::Area, "long_term_plan", "close-plan")
        }),
        Widget::Field(Field {
            hint: hint("close-note-hint"),
            ..make.field(Kind::Area, "note", "close-note")
        }),
    ]
}

/// The last measurements that are missing: they can wait.
fn missing(words: Words, form: &CloseForm) -> Vec<String> {
    form.missing
        .iter()
        .map(|(_, id)| {
            let name = say::instrument_name(words, &form.page, id).into();
            words.fill("close-forms-open", &[("form", name)]).into_owned()
        })
        .collect()
}

/// What happens when it is pressed.
fn happens(words: Words, form: &CloseForm) -> Vec<String> {
    let open = form.lapses.len() + form.open;
    let lapses =
        if open == 0 { words.say("close-happens-noopen") } else { words.count("close-happens-open", open) };
    let mut happens = vec![lapses.into_owned()];
    let days: Vec<String> = form.follow_ups.iter().map(|follow| words.day(follow.window.target)).collect();
    if let Some(listed) = super::view::timeline::listed(words, days) {
        happens.push(words.fill("close-happens-follow", &[("dates", listed.into())]).into_owned());
    }
    happens.push(words.say("close-happens-undo").into_owned());
    happens
}

/// Closes.
pub(crate) async fn save(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    mut fields: Fields,
) -> Result<Response, Problem> {
    super::conflict::resolve(&mut fields);
    let form = courses::close_form(&site.ctx, &who.actor, &Which::Code(code)).await?;
    let href = forms::href(&form.page.course().code);
    let action = format!("{href}/afslut");
    let closed = match command(&form, &fields) {
        Ok(command) => courses::close(&site.ctx, &who.actor, command, sent(&fields, &action)).await,
        Err(error) => Err(error),
    };
    match closed {
        Ok(()) => {
            let until = who.words.day(form.undo_until);
            let flash = Flash::new("close-done").with("date", until).undo(format!("{href}/genaabn"));
            Ok(see_other(&site, &href, &flash))
        }
        Err(error) => {
            let short = fields.raw("kort") == "1";
            not_saved(&site, &who, (&form.page, &href), (&action, fields, error), |filled| {
                page(&site, &who, (&form, &href), (filled, short))
            })
            .await
        }
    }
}

fn command(form: &CloseForm, fields: &Fields) -> Result<CloseCourse, Error> {
    let mut reader = Reader::new(fields);
    let short = fields.raw("kort") == "1";
    let date = reader.needed_date("date");
    let reason =
        if short { Some(ClosingReason::Died) } else { reader.needed("reason", ClosingReason::parse) };
    let goal = |id: FocusAreaId| GoalResult::parse(fields.raw(&format!("g_{}", id.uuid().simple())));
    let goals = form.goals.iter().filter_map(|g| Some((g.area.area.id, goal(g.area.area.id)?)));
    let agreed = |entry: &&service::record::SupporterEntry| {
        if short {
            entry.supporter.takes_over
        } else {
            fields.text(&format!("t_{}", entry.supporter.id.uuid().simple())).is_some()
        }
    };
    let takes_over = form.network.iter().filter(agreed).map(|entry| entry.supporter.id).collect();
    let decided_by = reader.code("decided_by", DecidedBy::parse);
    let follow_up = reader.code("follow_up", FollowUpWay::parse);
    let (note, plan) = (reader.words("note"), reader.words("long_term_plan"));
    let course = form.page.course().id;
    let goals = goals.collect();
    reader.finish(date.zip(reason).map(|(date, reason)| CloseCourse {
        course,
        date,
        reason,
        decided_by,
        follow_up,
        note,
        goals,
        takes_over,
        long_term_plan: (!short).then_some(plan),
        plan_version: Some(fields.raw("version").parse().unwrap_or(0)),
        form: None,
    }))
}

/// The form for taking a closing back.
pub(crate) async fn undo_form(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    undo_page(&site, &who, &code, &Filled::default()).await
}

async fn undo_page(site: &Site, who: &SignedIn, code: &str, filled: &Filled) -> Result<Response, Problem> {
    let here = here(site, who, code).await?;
    let words = who.words;
    let page = course_page(site, who, &here.href, "close-undo-title")?;
    let part = FormPart {
        id: "genaabn",
        action: format!("{}/genaabn", here.href),
        widgets: vec![Widget::Field(filled.maker(words).field(Kind::Line, "reason", "close-undo-reason"))],
        submit: words.say("close-undo-do").into_owned(),
        primary: true,
        ..FormPart::default()
    };
    let back = (here.href.clone(), here.course.alias().to_owned());
    FormPage::new(filled.around(page), back, vec![part]).answer()
}

/// Takes a closing back. From the message after closing it comes without a reason, and the form asks for one.
pub(crate) async fn undo(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let here = here(&site, &who, &code).await?;
    let action = format!("{}/genaabn", here.href);
    if fields.pairs().next().is_none() {
        return Ok(axum::response::IntoResponse::into_response(axum::response::Redirect::to(&action)));
    }
    let command = ReopenCourse { course: here.course.course().id, reason: fields.raw("reason").to_owned() };
    match courses::reopen(&site.ctx, &who.actor, command, sent(&fields, &action)).await {
        Ok(()) => Ok(see_other(&site, &here.href, &Flash::new("close-undone"))),
        Err(error) => {
            let filled = came_back(&site, &who, &action, (fields, error)).await?;
            undo_page(&site, &who, &code, &filled).await
        }
    }
}
