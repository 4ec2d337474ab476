//! The life-situation profile seen as a whole: all areas, last time and now, and which of them she wants to work
//! on. No web, no star, no steps from bad to good, nobody else's figures.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::response::Answer;
use domain::scoring;
use report::chart::{self, Place as ChartPlace, Profile, ProfileArea, Width};
use service::response::{FormView, ProfileRow, profile};

use super::ask::record;
use super::handed::Handed;
use super::say;
use super::sheet::asked;
use crate::form::Fields;
use crate::page::{Page, Place, render};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

#[derive(Template)]
#[template(path = "course/profile.html")]
struct Summary {
    page: Page,
    action: String,
    svg: String,
    rows: Vec<Row>,
    first_time: bool,
    mean: String,
    count: String,
    back: usize,
}

/// An area.
struct Row {
    area: String,
    field: String,
    before: String,
    now: String,
    change: String,
    chosen: bool,
}

/// All areas, last time and now.
pub(crate) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (view, href) = asked(&site, &who, (&code, &number)).await?;
    let words = who.words;
    let rows = profile(&view.page, view.earlier.as_ref().map(|earlier| &earlier.answers), Some(&view.kept));
    let chosen = rows.iter().filter(|row| row.chosen).count();
    let limits = &view.page.programme.limits;
    let usual = [
        ("n", chosen.into()),
        ("low", limits.focus_areas_min.to_string().into()),
        ("high", limits.focus_areas_max.to_string().into()),
    ];
    let template = Summary {
        page: Page::new(&who, "ask-title", Place::Courses).handed_over().with_once(&site)?,
        action: format!("{href}/skema/{number}"),
        first_time: view.earlier.is_none(),
        svg: picture(words, &view, &rows),
        mean: mean(words, &view),
        count: words.fill("profile-count-few", &usual).into_owned(),
        back: view.page.programme.life_areas.len(),
        rows: rows.iter().map(|row| line(words, &view, row)).collect(),
    };
    render(&template)
}

fn picture(words: Words, view: &FormView, rows: &[ProfileRow]) -> String {
    let value =
        |answer: Option<Answer>| answer.and_then(Answer::value).and_then(|value| u8::try_from(value).ok());
    let names: Vec<String> =
        rows.iter().map(|row| say::area(words, &view.page.programme, &row.area)).collect();
    let areas: Vec<ProfileArea<'_>> = rows
        .iter()
        .zip(&names)
        .map(|(row, name)| ProfileArea {
            name,
            last: value(row.before),
            now: value(row.now),
            chosen: row.chosen,
        })
        .collect();
    let (low, high) = view.instrument.score_range().unwrap_or((1.0, 10.0));
    let input = Profile { range: [low, high], areas: &areas };
    let place = ChartPlace { id: "profil", language: words.language, width: Width::Narrow };
    chart::profile(&input, place).svg
}

fn line(words: Words, view: &FormView, row: &ProfileRow) -> Row {
    let shown = |answer: Option<Answer>| match answer {
        None => words.say("ask-none").into_owned(),
        Some(Answer::Value(value)) => value.to_string(),
        Some(Answer::NotAsked) => words.say("answer-notasked").into_owned(),
        Some(Answer::WillNotAnswer) => words.say("answer-wont").into_owned(),
        Some(Answer::DoesNotKnow) => words.say("answer-dontknow").into_owned(),
    };
    let change = match (row.before.and_then(Answer::value), row.now.and_then(Answer::value)) {
        (Some(before), Some(now)) if now > before => {
            words.fill("profile-up", &[("d", (now - before).into())]).into_owned()
        }
        (Some(before), Some(now)) if now < before => {
            words.fill("profile-down", &[("d", (before - now).into())]).into_owned()
        }
        (Some(_), Some(_)) => words.say("profile-same").into_owned(),
        _ => String::new(),
    };
    Row {
        area: say::area(words, &view.page.programme, &row.area),
        field: row.area.clone(),
        before: row.before.map_or_else(String::new, |answer| shown(Some(answer))),
        now: shown(row.now),
        change,
        chosen: row.chosen,
    }
}

/// The mean over the areas answered both times, with how many.
fn mean(words: Words, view: &FormView) -> String {
    let Some(earlier) = &view.earlier else { return String::new() };
    let Some(change) = scoring::change(&view.instrument, &earlier.answers, &view.kept) else {
        return String::new();
    };
    let way = if change.difference < 0.0 { "profile-mean-down" } else { "profile-mean-up" };
    let values = [("n", change.items.into()), ("d", locale::Value::Number(change.difference.abs(), 1))];
    words.fill(way, &values).into_owned()
}

/// Records the profile with what she chose.
pub(crate) async fn save(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, number)): Path<(String, String)>,
    handed: Handed,
    fields: Fields,
) -> Result<Response, Problem> {
    let (view, href) = asked(&site, &who, (&code, &number)).await?;
    let action = format!("{href}/skema/{number}");
    let mut answers = view.kept.clone();
    for area in &view.page.programme.life_areas {
        let key = format!("{}.now", area.key);
        if view.instrument.item(&key).is_some() && answers.contains_key(&area.key) {
            answers.insert(key, Answer::Value(i32::from(fields.has("now", &area.key))));
        }
    }
    record(&site, &who, (&view, &href, &action), (answers, handed, fields)).await
}
