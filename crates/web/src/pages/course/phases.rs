//! The phases: begun, corrected, paused, resumed, moved. Each change of the plan says why; nothing here closes a course.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::course::Stage;
use domain::id::PhaseEventId;
use domain::phase::{Cause, MoveKind, PhaseChange};
use service::course as courses;
use service::course::{Begin, CorrectStart, MoveEnd, Pause, Resume, TakeBackPhaseChange};
use service::{Error, Sent};

use super::forms::{self, Filled, FormPage, FormPart, Here, came_back, course_page, here, sent};
use super::reading::Reader;
use super::view::timeline::phase_change;
use super::widgets::{Choice, Field, Kind, Maker, Widget};
use crate::flash::Flash;
use crate::form::Fields;
use crate::page::see_other;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;

/// All that can be done with the phases as they stand.
pub(crate) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let here = here(&site, &who, &code).await?;
    let mut filled = Filled::default();
    let mut lines = Lines::default();
    for (line, path) in lines.iter_mut().zip(WITH_WORDS) {
        // The fields of the forms have names of their own, so what was kept of each fills one page.
        let action = format!("{}/fase/{path}", here.href);
        let kept = forms::filled(&site, &who, &action, Fields::default()).await?;
        kept.fields.pairs().filter(|(name, _)| *name != "once").for_each(|(name, value)| {
            filled.fields.put(name, value);
        });
        *line = kept.draft_line.unwrap_or_default();
    }
    page(&site, &who, &here, (&filled, lines))
}

/// The forms of the page in which something is written.
const WITH_WORDS: [&str; 2] = ["pause", "flyt"];
/// What is said of their drafts.
type Lines = [String; WITH_WORDS.len()];

fn page(
    site: &Site,
    who: &SignedIn,
    here: &Here,
    (filled, lines): (&Filled, Lines),
) -> Result<Response, Problem> {
    let words = who.words;
    let Here { course, href } = here;
    let page = course_page(site, who, href, "phase-page-title")?;
    let make = filled.maker(words);
    let parts = match course.course().stage {
        Stage::ContactMaking => vec![begin_part(&make, here)],
        Stage::Running { .. } => running_parts(&make, here),
        Stage::Closed { .. } => Vec::new(),
    };
    let parts = parts.into_iter().map(|part| match WITH_WORDS.iter().position(|path| *path == part.id) {
        Some(place) => {
            FormPart { draft: true, draft_line: lines.get(place).cloned().unwrap_or_default(), ..part }
        }
        None => part,
    });
    let mut shown =
        FormPage::new(filled.around(page), (href.clone(), course.alias().to_owned()), parts.collect());
    shown.lines = super::view::about::changes(words, course);
    shown.answer()
}

fn begin_part(make: &Maker<'_>, here: &Here) -> FormPart {
    let words = make.words;
    let today = here.course.today.to_string();
    let field = make.field(Kind::Date, "start", "phase-begin-date");
    let value = if field.value.is_empty() { today } else { field.value.clone() };
    FormPart {
        id: "start",
        heading: words.say("phase-begin-title").into_owned(),
        lead: words.say("phase-begin-lead").into_owned(),
        action: format!("{}/fase/start", here.href),
        widgets: vec![Widget::Field(Field { value, ..field })],
        submit: words.say("phase-begin-do").into_owned(),
        primary: true,
        ..FormPart::default()
    }
}

fn causes(make: &Maker<'_>) -> Vec<Choice> {
    make.codes("phase-cause", Cause::ALL.iter().map(|cause| cause.code()))
}

fn running_parts(make: &Maker<'_>, here: &Here) -> Vec<FormPart> {
    let open_pause = here
        .course
        .course()
        .events
        .iter()
        .any(|event| matches!(event.change, PhaseChange::Pause { to: None, .. }));
    let mut parts = vec![if open_pause { resume_part(make, here) } else { pause_part(make, here) }];
    parts.push(move_part(make, here));
    parts.push(correct_part(make, here));
    for event in &here.course.course().events {
        parts.push(FormPart {
            id: "tilbage",
            lead: phase_change(make.words, event),
            action: format!("{}/fase/{}/fortryd", here.href, event.id.uuid().simple()),
            submit: make.words.say("act-undo").into_owned(),
            ..FormPart::default()
        });
    }
    parts
}

fn pause_part(make: &Maker<'_>, here: &Here) -> FormPart {
    let words = make.words;
    let hint = words.say("phase-pause-to-hint").into_owned();
    FormPart {
        id: "pause",
        heading: words.say("phase-pause-title").into_owned(),
        lead: words.say("phase-pause-lead").into_owned(),
        action: format!("{}/fase/pause", here.href),
        widgets: vec![
            Widget::Field(make.field(Kind::Date, "from", "phase-pause-from")),
            Widget::Field(Field { hint, ..make.field(Kind::Date, "pause_to", "phase-pause-to") }),
            Widget::Chips(make.chips("cause", "phase-cause", causes(make))),
            Widget::Field(make.field(Kind::Line, "reason", "phase-reason")),
        ],
        submit: words.say("phase-pause-do").into_owned(),
        ..FormPart::default()
    }
}

fn resume_part(make: &Maker<'_>, here: &Here) -> FormPart {
    let words = make.words;
    FormPart {
        id: "videre",
        heading: words.say("phase-resume-title").into_owned(),
        action: format!("{}/fase/videre", here.href),
        widgets: vec![Widget::Field(make.field(Kind::Date, "to", "phase-resume-to"))],
        submit: words.say("phase-resume-do").into_owned(),
        primary: true,
        ..FormPart::default()
    }
}

fn move_part(make: &Maker<'_>, here: &Here) -> FormPart {
    let words = make.words;
    let schedule = here.course.schedule.iter().flat_map(|schedule| &schedule.phases);
    let phases = schedule.map(|span| {
        let name = words.fill("course-band-phase", &[("p", span.phase.into())]);
        let until = words.fill("course-band-until", &[("date", words.day(span.end).into())]);
        Choice::new(span.phase.to_string(), format!("{name}, {until}"))
    });
    let kinds = make.codes("phase-move", MoveKind::ALL.iter().map(|kind| kind.code()));
    FormPart {
        id: "flyt",
        heading: words.say("phase-move-title").into_owned(),
        lead: words.say("phase-move-lead").into_owned(),
        action: format!("{}/fase/flyt", here.href),
        widgets: vec![
            Widget::Chips(make.chips("phase", "phase-move-phase", phases.collect())),
            Widget::Field(make.field(Kind::Date, "move_to", "phase-move-to")),
            Widget::Chips(make.chips("kind", "phase-move-kind", kinds)),
            Widget::Chips(make.chips("move_cause", "phase-cause", causes(make))),
            Widget::Field(make.field(Kind::Line, "move_reason", "phase-reason")),
        ],
        submit: words.say("phase-move-do").into_owned(),
        ..FormPart::default()
    }
}

fn correct_part(make: &Maker<'_>, here: &Here) -> FormPart {
    let words = make.words;
    let field = make.field(Kind::Date, "start", "phase-begin-date");
    let start = here.course.course().start().map(|start| start.to_string()).unwrap_or_default();
    let value = if field.value.is_empty() { start } else { field.value.clone() };
    FormPart {
        id: "ret",
        heading: words.say("phase-correct-title").into_owned(),
        action: format!("{}/fase/ret", here.href),
        widgets: vec![Widget::Field(Field { value, ..field })],
        submit: words.say("phase-correct-do").into_owned(),
        ..FormPart::default()
    }
}

/// What came of an act: on to the course, or back to the form.
async fn done(
    (site, who, here): (&Site, &SignedIn, &Here),
    (path, flash): (&str, &'static str),
    (fields, result): (Fields, Result<Option<PhaseEventId>, Error>),
) -> Result<Response, Problem> {
    match result {
        Ok(event) => {
            let flash = Flash::new(flash);
            let undo = event.map(|id| format!("{}/fase/{}/fortryd", here.href, id.uuid().simple()));
            Ok(see_other(site, &here.href, &undo.into_iter().fold(flash, Flash::undo)))
        }
        Err(error) => {
            let action = format!("{}/fase/{path}", here.href);
            let filled = came_back(site, who, &action, (fields, renamed(path, error))).await?;
            let mut lines = Lines::default();
            let slot = lines.iter_mut().zip(WITH_WORDS).find(|(_, known)| *known == path);
            if let Some((line, _)) = slot {
                *line = filled.draft_line.clone().unwrap_or_default();
            }
            page(site, who, here, (&filled, lines))
        }
    }
}

/// The faults of one form of this page under the names its fields have here: several forms share the page.
fn renamed(path: &str, error: Error) -> Error {
    let Error::Refused(mut refusals) = error else { return error };
    for refusal in &mut refusals {
        refusal.field = match (path, refusal.field) {
            ("pause", Some("to")) => Some("pause_to"),
            ("flyt", Some("to")) => Some("move_to"),
            ("flyt", Some("reason")) => Some("move_reason"),
            (_, field) => field,
        };
    }
    Error::Refused(refusals)
}

/// Begins phase 1.
pub(crate) async fn begin(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let here = here(&site, &who, &code).await?;
    let action = format!("{}/fase/start", here.href);
    let mut reader = Reader::new(&fields);
    let start = reader.needed_date("start");
    let course = here.course.course().id;
    let result = match reader.finish(start.map(|start| Begin { course, start })) {
        Ok(command) => {
            courses::begin(&site.ctx, &who.actor, command, sent(&fields, &action)).await.map(|()| None)
        }
        Err(error) => Err(error),
    };
    done((&site, &who, &here), ("start", "phase-begun"), (fields, result)).await
}

/// Corrects the first day of phase 1.
pub(crate) async fn correct(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let here = here(&site, &who, &code).await?;
    let action = format!("{}/fase/ret", here.href);
    let mut reader = Reader::new(&fields);
    let start = reader.needed_date("start");
    let course = here.course.course().id;
    let result = match reader.finish(start.map(|start| CorrectStart { course, start })) {
        Ok(command) => courses::correct_start(&site.ctx, &who.actor, command, sent(&fields, &action))
            .await
            .map(|()| None),
        Err(error) => Err(error),
    };
    done((&site, &who, &here), ("ret", "phase-corrected"), (fields, result)).await
}

/// Lets the course rest.
pub(crate) async fn pause(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let here = here(&site, &who, &code).await?;
    let action = format!("{}/fase/pause", here.href);
    let mut reader = Reader::new(&fields);
    let (from, to) = (reader.needed_date("from"), reader.date("pause_to"));
    let cause = reader.needed("cause", Cause::parse);
    let reason = reader.words("reason");
    let course = here.course.course().id;
    let wish = from.zip(cause).map(|(from, cause)| Pause { course, from, to, cause, reason });
    let result = match reader.finish(wish) {
        Ok(command) => courses::pause(&site.ctx, &who.actor, command, sent(&fields, &action)).await.map(Some),
        Err(error) => Err(error),
    };
    done((&site, &who, &here), ("pause", "phase-paused"), (fields, result)).await
}

/// Goes on.
pub(crate) async fn resume(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let here = here(&site, &who, &code).await?;
    let action = format!("{}/fase/videre", here.href);
    let mut reader = Reader::new(&fields);
    let to = reader.needed_date("to");
    let course = here.course.course().id;
    let result = match reader.finish(to.map(|to| Resume { course, to })) {
        Ok(command) => {
            courses::resume(&site.ctx, &who.actor, command, sent(&fields, &action)).await.map(|()| None)
        }
        Err(error) => Err(error),
    };
    done((&site, &who, &here), ("videre", "phase-resumed"), (fields, result)).await
}

/// Moves the last day of a phase.
pub(crate) async fn move_end(
    State(site): State<Site>,
    who: SignedIn,
    Path(code): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let here = here(&site, &who, &code).await?;
    let action = format!("{}/fase/flyt", here.href);
    let mut reader = Reader::new(&fields);
    let (phase, to) = (reader.needed("phase", |n| n.parse::<u8>().ok()), reader.needed_date("move_to"));
    let (kind, cause) = (reader.needed("kind", MoveKind::parse), reader.needed("move_cause", Cause::parse));
    let reason = reader.words("move_reason");
    let course = here.course.course().id;
    let wish = phase.zip(to).zip(kind.zip(cause));
    let wish = wish.map(|((phase, to), (kind, cause))| MoveEnd { course, phase, to, kind, cause, reason });
    let result = match reader.finish(wish) {
        Ok(command) => {
            courses::move_end(&site.ctx, &who.actor, command, sent(&fields, &action)).await.map(Some)
        }
        Err(error) => Err(error),
    };
    done((&site, &who, &here), ("flyt", "phase-moved"), (fields, result)).await
}

/// Takes a change of the phases back.
pub(crate) async fn take_back(
    State(site): State<Site>,
    who: SignedIn,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let Here { course, href } = here(&site, &who, &code).await?;
    let event: PhaseEventId = forms::id(&id)?;
    let command = TakeBackPhaseChange { course: course.course().id, event };
    courses::take_back(&site.ctx, &who.actor, command, Sent::default()).await?;
    Ok(see_other(&site, &href, &Flash::new("course-undone")))
}
