//! A new course and new responses as they are sent.

use domain::Date;
use domain::instrument::InstrumentId;
use domain::programme::{ProgrammeId, Track};
use domain::response::{Answer, Answers, Informer, Mode};
use serde_json::Value;
use service::course;
use utoipa::ToSchema;

use crate::api::input::Object;
use crate::api::wire::{AnswersView, Day, Id, code};

/// A course to begin.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(crate) struct NewCourse {
    /// Programme; one that is not archived is usual.
    #[schema(example = "cti-9")]
    programme: String,
    /// Track; never changed afterwards.
    track: code::Track,
    /// Key of the site.
    site: Option<String>,
    /// What the citizen is called here: no name. One is suggested when none is given.
    #[schema(example = "Havtorn")]
    alias: Option<String>,
    /// Day of the first contact.
    first_contact: Day,
    /// First day of phase 1, when it has begun.
    start: Option<Day>,
    /// Its fixed worker; the caller when none is given.
    worker: Option<Id>,
    /// How the citizen may be contacted safely.
    safe_contact: Option<String>,
    /// What was measured so far, at most 200.
    responses: Option<Vec<NewResponse>>,
}

/// A filled-in instrument to record.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(crate) struct NewResponse {
    /// Instrument.
    #[schema(example = "who5")]
    instrument: String,
    /// Occasion of the programme.
    #[schema(example = "start")]
    occasion: String,
    /// Day it was answered.
    date: Day,
    /// How; `screen` when nothing is said.
    mode: Option<code::Mode>,
    /// By whom; `citizen` when nothing is said.
    informer: Option<code::Informer>,
    /// The answers.
    answers: AnswersView<'static>,
}

/// Reads a course to begin.
pub(crate) fn read_course(object: &mut Object) -> course::CreateCourse {
    course::CreateCourse {
        programme: ProgrammeId(object.needed("programme", Object::text).unwrap_or_default()),
        track: object.needed("track", |object, key| object.code(key, Track::parse)).unwrap_or(Track::NoName),
        site: object.text("site").unwrap_or_default(),
        alias: object.text("alias"),
        first_contact: object.needed("first_contact", Object::day).unwrap_or(Date::MIN),
        start: object.day("start"),
        worker: object.id("worker"),
        safe_contact: object.text("safe_contact"),
        responses: object.objects("responses", |object| Some(read_response(object))).unwrap_or_default(),
    }
}

/// Reads a response to record.
pub(crate) fn read_response(object: &mut Object) -> course::NewResponse {
    course::NewResponse {
        instrument: InstrumentId(object.needed("instrument", Object::text).unwrap_or_default()),
        occasion: object.needed("occasion", Object::text).unwrap_or_default(),
        date: object.needed("date", Object::day).unwrap_or(Date::MIN),
        mode: object.code("mode", Mode::parse).unwrap_or(Mode::Screen),
        informer: object.code("informer", Informer::parse).unwrap_or(Informer::Citizen),
        answers: object.needed("answers", answers).unwrap_or_default(),
    }
}

/// Reads answers by item.
pub(crate) fn answers(object: &mut Object, key: &str) -> Option<Answers> {
    object.object(key, |object| Some(object.entries(answer).into_iter().collect()))
}

fn answer(value: &Value) -> Option<Answer> {
    match value {
        Value::Number(number) => i32::try_from(number.as_i64()?).ok().map(Answer::Value),
        // A number as text is none: what is a number comes as one.
        Value::String(code) => Answer::parse(code).filter(|answer| answer.value().is_none()),
        _ => None,
    }
}
