//! The network: who is in it, added, changed, still holding, no longer in it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::id::{StepId, SupporterId};
use domain::network::{Strength, SupporterKind};
use serde::Deserialize;
use service::course::CoursePage;
use service::network::{
    self as supporters, AddSupporter, ChangeSupporter, EndSupporter, SupporterFacts, UndoSupporter,
};
use service::record::SupporterEntry;
use service::step::{TakeBack, take_back};
use service::{Error, Sent};

use super::conflict::not_saved;
use super::forms::{
    self, Filled, FormPage, FormPart, Here, came_back, course_page, fields as put, filled, here, sent,
};
use super::reading::Reader;
use super::view::network::{Network, Row, View, network, row};
use super::widgets::{Choice, Field, Kind, Maker, Pick, Tick, Widget};
use crate::flash::Flash;
use crate::form::Fields;
use crate::page::{Page, render, see_other};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;

#[derive(Template)]
#[template(path = "course/network_page.html")]
struct NetworkPage {
    page: Page,
    href: String,
    alias: String,
    open: bool,
    network: Network,
    former: Vec<Row>,
}

/// Whose view is shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Choose {
    blik: String,
}

/// The network with its acts.
pub(crate) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    Query(choice): Query<Choose>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let view = View::of(&choice.blik);
    let gone =
        course.record.supporters.iter().filter(|e| e.supporter.ended.is_some_and(|day| day <= course.today));
    let template = NetworkPage {
        page: course_page(&site, &who, &href, "network-title")?,
        alias: course.alias().to_owned(),
        open: course.writable && course.course().is_open(),
        network: network(who.words, &course, (&format!("{href}/netvaerk"), "", view)),
        former: gone.map(|entry| row(who.words, entry, view)).collect(),
        href,
    };
    render(&template)
}

/// Somebody new.
pub(crate) async fn new(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let action = format!("{href}/netvaerk/ny");
    let proposed = put(vec![("since", Some(course.today.to_string()))]);
    let filled = filled(&site, &who, &action, proposed).await?;
    form_page(&site, &who, (&href, &action), (&filled, false))
}

fn form_page(
    site: &Site,
    who: &SignedIn,
    (href, action): (&str, &str),
    (filled, known): (&Filled, bool),
) -> Result<Response, Problem> {
    let words = who.words;
    let title = if known { "network-edit-title" } else { "network-add-title" };
    let page = course_page(site, who, href, title)?;
    let part = FormPart {
        id: "netvaerk",
        action: action.to_owned(),
        hidden: vec![("version", filled.fields.raw("version").to_owned())],
        widgets: widgets(&filled.maker(words), known),
        submit: words.say("network-save").into_owned(),
        primary: true,
        draft: true,
        draft_line: filled.draft_line.clone().unwrap_or_default(),
        ..FormPart::default()
    };
    let back = (format!("{href}/netvaerk"), words.say("network-title").into_owned());
    FormPage::new(filled.around(page), back, vec![part]).answer()
}

fn widgets(make: &Maker<'_>, known: bool) -> Vec<Widget> {
    let words = make.words;
    let hint = |key: &str| words.say(key).into_owned();
    let kinds = make.codes("network-kind", SupporterKind::ALL.iter().map(|kind| kind.code()));
    let strengths = make.codes("network-strength", Strength::ALL.iter().map(|strength| strength.code()));
    let holding = vec![
        Choice::new("yes", words.say("network-holding-yes")),
        Choice::new("no", words.say("network-holding-no")),
        Choice::new("", words.say("network-holding-none")),
    ];
    let mut widgets = vec![
        Widget::Pick(Pick { ..make.pick("kind", "network-kind", vec![(String::new(), kinds)]) }),
        Widget::Field(Field {
            hint: hint("network-name-hint"),
            ..make.field(Kind::Line, "name", "network-name")
        }),
        Widget::Field(Field {
            hint: hint("network-task-hint"),
            ..make.field(Kind::Line, "task", "network-task")
        }),
        Widget::Tick(Tick { ..make.tick("takes_over", "network-takes-over") }),
        Widget::Chips(make.chips("strength", "network-strength-hers", strengths.clone())),
        Widget::Chips(make.chips("team_strength", "network-strength-team", strengths)),
        Widget::Field(make.field(Kind::Date, "since", "network-since")),
        Widget::Tick(make.tick("municipal_entry", "network-entry-is")),
    ];
    if known {
        widgets.push(Widget::Chips(make.chips("holding", "network-holding-ask", holding)));
        let ended = make.field(Kind::Date, "ended", "network-ended-date");
        widgets.push(Widget::Field(Field { hint: hint("network-end"), ..ended }));
    }
    widgets
}

fn facts(reader: &mut Reader<'_>, fields: &Fields) -> Option<SupporterFacts> {
    let kind = reader.needed("kind", SupporterKind::parse);
    let since = reader.needed_date("since");
    Some(SupporterFacts {
        name: reader.words("name"),
        task: reader.words("task"),
        strength: reader.code("strength", Strength::parse),
        team_strength: reader.code("team_strength", Strength::parse),
        takes_over: fields.text("takes_over").is_some_and(|value| value != "no"),
        holding: fields.text("holding").map(|value| value == "yes"),
        municipal_entry: fields.text("municipal_entry").is_some_and(|value| value != "no"),
        kind: kind?,
        since: since?,
    })
}

/// Adds somebody.
pub(crate) async fn add(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let action = format!("{href}/netvaerk/ny");
    let mut reader = Reader::new(&fields);
    let facts = facts(&mut reader, &fields);
    let added = match reader.finish(facts) {
        Ok(facts) => {
            let command = AddSupporter { course: course.course().id, facts };
            supporters::add(&site.ctx, &who.actor, command, sent(&fields, &action)).await
        }
        Err(error) => Err(error),
    };
    match added {
        Ok(id) => {
            let undo = format!("{href}/netvaerk/{}/fortryd", id.uuid().simple());
            Ok(see_other(&site, &format!("{href}/netvaerk"), &Flash::new("network-saved").undo(undo)))
        }
        Err(error) => {
            let filled = came_back(&site, &who, &action, (fields, error)).await?;
            form_page(&site, &who, (&href, &action), (&filled, false))
        }
    }
}

fn entry<'a>(course: &'a CoursePage, id: &str) -> Result<&'a SupporterEntry, Problem> {
    let id: SupporterId = forms::id(id)?;
    course.record.supporters.iter().find(|entry| entry.supporter.id == id).ok_or(Problem::NotFound)
}

/// Somebody who is in it.
pub(crate) async fn edit(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let entry = entry(&course, &id)?;
    let action = format!("{href}/netvaerk/{id}");
    let supporter = &entry.supporter;
    let yes = |flag: bool| flag.then(|| "1".to_owned());
    let known = put(vec![
        ("kind", Some(supporter.kind.code().to_owned())),
        ("name", entry.name.clone()),
        ("task", entry.task.clone()),
        ("strength", supporter.strength.map(|strength| strength.code().to_owned())),
        ("team_strength", supporter.team_strength.map(|strength| strength.code().to_owned())),
        ("since", Some(supporter.since.to_string())),
        ("takes_over", yes(supporter.takes_over)),
        ("municipal_entry", yes(supporter.municipal_entry)),
        ("holding", supporter.holding.map(|holding| if holding { "yes" } else { "no" }.to_owned())),
        ("ended", supporter.ended.map(|day| day.to_string())),
        ("version", Some(entry.version.to_string())),
    ]);
    let filled = filled(&site, &who, &action, known).await?;
    form_page(&site, &who, (&href, &action), (&filled, true))
}

/// Changes somebody. Where a colleague was first, both versions are shown.
pub(crate) async fn change(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
    mut fields: Fields,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let action = format!("{href}/netvaerk/{id}");
    super::conflict::resolve(&mut fields);
    match changed(&site, &who, (&course, &action), (entry(&course, &id)?, &fields)).await {
        Ok((ended, step)) => {
            let flash = Flash::new(if ended { "network-left" } else { "network-saved" });
            let flash = flash.undo(format!("{href}/netvaerk/aendring/{}/fortryd", step.uuid().simple()));
            Ok(see_other(&site, &format!("{href}/netvaerk"), &flash))
        }
        Err(error) => {
            not_saved(&site, &who, (&course, &href), (&action, fields, error), |filled| {
                form_page(&site, &who, (&href, &action), (filled, true))
            })
            .await
        }
    }
}

async fn changed(
    site: &Site,
    who: &SignedIn,
    (course, action): (&CoursePage, &str),
    (entry, fields): (&SupporterEntry, &Fields),
) -> Result<(bool, StepId), Error> {
    let mut reader = Reader::new(fields);
    let facts = facts(&mut reader, fields);
    let ended = reader.date("ended");
    let version = reader.number("version").unwrap_or(0);
    let facts = reader.finish(facts)?;
    let (course, supporter) = (course.course().id, entry.supporter.id);
    let command = ChangeSupporter { course, supporter, version, facts, ended };
    let step = supporters::change(&site.ctx, &who.actor, command, sent(fields, action)).await?;
    Ok((entry.supporter.ended.is_none() && ended.is_some(), step))
}

/// Takes a change of the network back.
pub(crate) async fn take_change_back(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, step)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let command = TakeBack { course: course.course().id, step: forms::id(&step)? };
    take_back(&site.ctx, &who.actor, command, Sent::default()).await?;
    Ok(see_other(&site, &format!("{href}/netvaerk"), &Flash::new("course-undone")))
}

/// Takes back somebody who was just added.
pub(crate) async fn undo(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let command = UndoSupporter { course: course.course().id, supporter: forms::id(&id)? };
    supporters::undo_add(&site.ctx, &who.actor, command, Sent::default()).await?;
    Ok(see_other(&site, &format!("{href}/netvaerk"), &Flash::new("course-undone")))
}

/// Lets a tie stand again that was said to have ended.
pub(crate) async fn again(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let command = EndSupporter { course: course.course().id, supporter: forms::id(&id)?, ended: None };
    supporters::end(&site.ctx, &who.actor, command, Sent::default()).await?;
    Ok(see_other(&site, &format!("{href}/netvaerk"), &Flash::new("course-undone")))
}
