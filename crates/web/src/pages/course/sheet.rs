//! An instrument all at once: rows of questions, columns of answers, for what was answered on paper or in a talk.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::Date;
use domain::id::ResponseId;
use domain::instrument::{Instrument, InstrumentId, Item, ItemKind};
use domain::response::{Answer, Answers, Informer, Mode};
use service::Error;
use service::course::{CoursePage, NewResponse, Which, open};
use service::response::{self as responses, ChangeResponse, FormAsked, FormView, RecordResponse};

use super::conflict::not_saved;
use super::forms::{self, Filled, Here, came_back, course_page, filled, here, sent};
use super::questions::{Question, area_of, field, others, question, read_all};
use super::reading::Reader;
use super::say;
use super::widgets::{Chips, Choice, Field, Kind, Widget};
use crate::flash::Flash;
use crate::form::Fields;
use crate::page::{Page, render, render_faults, see_other};
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

#[derive(Template)]
#[template(path = "course/sheet.html")]
struct Sheet {
    page: Page,
    href: String,
    alias: String,
    name: String,
    occasion: String,
    action: String,
    notes: Vec<String>,
    version: String,
    head: Vec<Widget>,
    matrices: Vec<Matrix>,
    questions: Vec<Question>,
    keys: String,
    source: String,
    draft_line: String,
    has_draft: bool,
    hand: Option<String>,
}

/// Questions with the same answers.
struct Matrix {
    caption: String,
    columns: Vec<(String, String)>,
    rows: Vec<MatrixRow>,
    ten: bool,
}

/// One of them.
struct MatrixRow {
    field: String,
    text: String,
    choices: Vec<Choice>,
}

/// The form, its occasion and the way its answers go.
struct Asked<'a> {
    course: &'a CoursePage,
    instrument: &'a Instrument,
    occasion: &'a str,
    action: String,
    notes: Vec<String>,
    hand: Option<String>,
}

/// The instrument and occasion of a number in an address.
pub(crate) async fn asked(
    site: &Site,
    who: &SignedIn,
    (code, number): (&str, &str),
) -> Result<(FormView, String), Problem> {
    let which = Which::Code(code.to_owned());
    let page = open(&site.ctx, &who.actor, &which, None).await?;
    let (occasion, instrument) = say::numbered(&page.programme, number).ok_or(Problem::NotFound)?;
    let asked = FormAsked { which, instrument: instrument.clone(), occasion: Some(occasion.to_owned()) };
    let view = responses::form(&site.ctx, &who.actor, &asked).await?;
    let href = forms::href(&page.course().code);
    Ok((view, href))
}

fn of_view<'a>(words: Words, view: &'a FormView, href: &str, number: &str) -> Asked<'a> {
    let mut notes = Vec::new();
    notes.extend(
        view.not_due_until
            .map(|date| words.fill("ask-notdue", &[("date", words.day(date).into())]).into_owned()),
    );
    if !view.instrument.texts_installed {
        notes.push(words.say("ask-nopack").into_owned());
        notes.push(words.say("ask-nopack-typed").into_owned());
    }
    let handed = view.instrument.citizen_answers && view.instrument.texts_installed;
    Asked {
        course: &view.page,
        instrument: &view.instrument,
        occasion: &view.occasion,
        action: format!("{href}/skema/{number}"),
        notes,
        hand: handed.then(|| format!("{href}/skema/{number}/giv")),
    }
}

/// What stands in the fields of these answers.
fn known(instrument: &Instrument, answers: &Answers, rest: [(&str, String); 3]) -> Fields {
    let mut pairs: Vec<(String, String)> =
        rest.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    for item in &instrument.items {
        let Some(answer) = answers.get(&item.key) else { continue };
        match (&item.kind, answer) {
            (ItemKind::Several { options }, Answer::Value(bits)) => {
                let set = options.iter().filter(|option| bits >> option.value & 1 == 1);
                pairs.extend(set.map(|option| (field(item), option.value.to_string())));
            }
            _ => pairs.push((field(item), answer.code())),
        }
    }
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    Fields::parse(body.as_bytes())
}

/// The sheet.
pub(crate) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (view, href) = asked(&site, &who, (&code, &number)).await?;
    if let Some(entry) = &view.recorded {
        let path = format!("{href}/besvarelse/{}", entry.response.id.uuid().simple());
        return Ok(axum::response::IntoResponse::into_response(axum::response::Redirect::to(&path)));
    }
    let asked = of_view(who.words, &view, &href, &number);
    let rest = [
        ("date", view.page.today.to_string()),
        ("informer", Informer::WithStaff.code().to_owned()),
        ("mode", Mode::Paper.code().to_owned()),
    ];
    let filled = filled(&site, &who, &asked.action, known(&view.instrument, &view.kept, rest)).await?;
    page(&site, &who, (&asked, &href), &filled)
}

fn page(
    site: &Site,
    who: &SignedIn,
    (asked, href): (&Asked<'_>, &str),
    filled: &Filled,
) -> Result<Response, Problem> {
    let words = who.words;
    let instrument = asked.instrument;
    let answers = read_all(instrument, &filled.fields).unwrap_or_default();
    let (matrices, questions) = layout(words, asked, &answers);
    let page = course_page(site, who, href, "ask-title")?.with_savebar();
    let sheet = Sheet {
        page: filled.around(page),
        href: href.to_owned(),
        alias: asked.course.alias().to_owned(),
        name: say::text(words, &instrument.name).to_owned(),
        occasion: say::occasion(words, asked.course, asked.occasion),
        action: asked.action.clone(),
        notes: asked.notes.clone(),
        version: filled.fields.raw("version").to_owned(),
        head: head(words, filled),
        keys: keys(words, &matrices),
        matrices,
        questions,
        source: say::text(words, &instrument.attribution).to_owned(),
        has_draft: filled.draft_line.is_some(),
        draft_line: filled.draft_line.clone().unwrap_or_default(),
        hand: asked.hand.clone(),
    };
    if filled.faults.is_empty() { render(&sheet) } else { render_faults(&sheet) }
}

fn keys(words: Words, matrices: &[Matrix]) -> String {
    match matrices.first() {
        Some(matrix) if matrix.ten => words.say("ask-keys-profile").into_owned(),
        Some(Matrix { columns, .. }) => {
            let values: Vec<&str> = columns
                .iter()
                .map(|(value, _)| value.as_str())
                .filter(|v| v.parse::<i32>().is_ok())
                .collect();
            let ends = [
                ("high", values.first().copied().unwrap_or_default().into()),
                ("low", values.last().copied().unwrap_or_default().into()),
            ];
            words.fill("ask-keys", &ends).into_owned()
        }
        None => String::new(),
    }
}

fn head(words: Words, filled: &Filled) -> Vec<Widget> {
    let make = filled.maker(words);
    let informers = make.codes("ask-informer", Informer::ALL.iter().map(|informer| informer.code()));
    let modes = make.codes("ask-mode", Mode::ALL.iter().map(|mode| mode.code()));
    vec![
        Widget::Field(Field { ..make.field(Kind::Date, "date", "ask-date") }),
        Widget::Chips(Chips { ..make.chips("informer", "ask-informer", informers) }),
        Widget::Chips(Chips { ..make.chips("mode", "ask-mode", modes) }),
    ]
}

/// Questions on the same scale stand together in a table; the others follow one by one.
fn layout(words: Words, asked: &Asked<'_>, answers: &Answers) -> (Vec<Matrix>, Vec<Question>) {
    let mut matrices: Vec<((i32, i32, bool), Matrix)> = Vec::new();
    let mut questions = Vec::new();
    for (number, item) in (1usize..).zip(&asked.instrument.items) {
        let mut asked_now = question(words, item, answers.get(&item.key).copied(), true);
        let area = area_of(words, asked.course, item);
        if let ItemKind::Scale { min, max, .. } = &item.kind {
            let key = (*min, *max, area.is_some());
            let row = matrix_row(words, (number, item), (area, &asked_now));
            match matrices.iter_mut().find(|(known, _)| *known == key) {
                Some((_, matrix)) => matrix.rows.push(row),
                None => matrices.push((key, matrix(words, &asked_now, row))),
            }
        } else {
            if let Some(area) = area {
                asked_now.text = format!("{area}: {}", asked_now.text);
            }
            questions.push(asked_now);
        }
    }
    (matrices.into_iter().map(|(_, matrix)| matrix).collect(), questions)
}

fn matrix(words: Words, first: &Question, row: MatrixRow) -> Matrix {
    let shown = first.options.iter().map(|choice| (choice.value.clone(), choice.label.clone()));
    let more = others(words, true).into_iter().map(|choice| (choice.value, choice.label));
    Matrix {
        caption: first.text.clone(),
        columns: shown.chain(more).collect(),
        rows: vec![row],
        ten: first.ten,
    }
}

fn matrix_row(
    words: Words,
    (number, item): (usize, &Item),
    (area, question): (Option<String>, &Question),
) -> MatrixRow {
    let text = match area {
        Some(area) => area,
        None if item.text.is_empty() => words.fill("ask-item", &[("i", number.into())]).into_owned(),
        None => question.text.clone(),
    };
    let choices = question.options.iter().chain(&question.others).cloned().collect();
    MatrixRow { field: field(item), text, choices }
}

/// What was sent, as it is recorded.
fn sheet(
    (instrument, id, occasion): (&Instrument, &InstrumentId, &str),
    fields: &Fields,
) -> Result<NewResponse, Error> {
    let mut reader = Reader::new(fields);
    let date: Option<Date> = reader.needed_date("date");
    let informer = reader.needed("informer", Informer::parse);
    let mode = reader.needed("mode", Mode::parse);
    let answers = read_all(instrument, fields).map_err(|faults| reader.faults(faults)).ok();
    let wish = date.zip(informer).zip(mode.zip(answers));
    let (instrument, occasion) = (id.clone(), occasion.to_owned());
    reader.finish(wish.map(|((date, informer), (mode, answers))| NewResponse {
        instrument,
        occasion,
        date,
        mode,
        informer,
        answers,
    }))
}

/// Records the sheet.
pub(crate) async fn save(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, number)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (view, href) = asked(&site, &who, (&code, &number)).await?;
    let asked = of_view(who.words, &view, &href, &number);
    let recorded = match sheet((&view.instrument, &view.instrument.id, &view.occasion), &fields) {
        Ok(new) => {
            let command = RecordResponse { course: view.page.course().id, new };
            responses::record(&site.ctx, &who.actor, command, sent(&fields, &asked.action)).await
        }
        Err(error) => Err(error),
    };
    match recorded {
        Ok(id) => {
            let target = format!("{href}/besvarelse/{}", id.uuid().simple());
            Ok(see_other(&site, &target, &Flash::new("ask-saved").undo(format!("{target}/fortryd"))))
        }
        Err(error) => {
            let filled = came_back(&site, &who, &asked.action, (fields, error)).await?;
            page(&site, &who, (&asked, &href), &filled)
        }
    }
}

/// The sheet of what was recorded.
pub(crate) async fn edit(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let entry = entry(&course, &id)?;
    let response = &entry.response;
    let instrument =
        course.content.instrument(&course.programme.id, &response.instrument).ok_or(Problem::NotFound)?;
    let rest = [
        ("date", response.date.to_string()),
        ("informer", response.informer.code().to_owned()),
        ("mode", response.mode.code().to_owned()),
    ];
    let mut known = known(instrument, &response.answers, rest);
    known.put("version", entry.version.to_string());
    let asked = of_entry(&course, instrument, &response.occasion, format!("{href}/besvarelse/{id}/ret"));
    let filled = filled(&site, &who, &asked.action, known).await?;
    page(&site, &who, (&asked, &href), &filled)
}

fn of_entry<'a>(
    course: &'a CoursePage,
    instrument: &'a Instrument,
    occasion: &'a str,
    action: String,
) -> Asked<'a> {
    Asked { course, instrument, occasion, action, notes: Vec::new(), hand: None }
}

fn entry<'a>(course: &'a CoursePage, id: &str) -> Result<&'a service::record::ResponseEntry, Problem> {
    let id: ResponseId = forms::id(id)?;
    let mut standing = course.record.responses.iter().filter(|entry| entry.undone_at.is_none());
    standing.find(|entry| entry.response.id == id).ok_or(Problem::NotFound)
}

/// Corrects what was recorded. Where somebody else was first, both versions are shown.
pub(crate) async fn change(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
    mut fields: Fields,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let response = &entry(&course, &id)?.response;
    let instrument =
        course.content.instrument(&course.programme.id, &response.instrument).ok_or(Problem::NotFound)?;
    super::conflict::resolve(&mut fields);
    let asked = of_entry(&course, instrument, &response.occasion, format!("{href}/besvarelse/{id}/ret"));
    let changed = match sheet((instrument, &instrument.id, &response.occasion), &fields) {
        Ok(new) => {
            let command = ChangeResponse {
                course: course.course().id,
                response: response.id,
                version: fields.raw("version").parse().unwrap_or(0),
                occasion: new.occasion,
                date: new.date,
                mode: new.mode,
                informer: new.informer,
                answers: new.answers,
            };
            responses::change(&site.ctx, &who.actor, command, sent(&fields, &asked.action)).await
        }
        Err(error) => Err(error),
    };
    match changed {
        Ok(()) => Ok(see_other(&site, &format!("{href}/besvarelse/{id}"), &Flash::new("ask-changed"))),
        Err(error) => {
            not_saved(&site, &who, (&course, &href), (&asked.action, fields, error), |filled| {
                page(&site, &who, (&asked, &href), filled)
            })
            .await
        }
    }
}
