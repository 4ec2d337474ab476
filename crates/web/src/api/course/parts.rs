//! What belongs to a course: who works on it, contacts, agreements, phases, measurements.

use domain::appointment::Promise;
use domain::assignment::Assignment;
use domain::contact::Contact;
use domain::instrument::Instrument;
use domain::phase::{PhaseChange, PhaseEvent, PhaseSpan};
use domain::{response::Response, scoring};
use serde::Serialize;
use service::record::{AppointmentEntry, ContactEntry, ResponseEntry};
use utoipa::ToSchema;

use crate::api::wire::{AnswersView, Clock, Day, Id, Moment, code};

/// A member of staff on a course.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AssignmentView {
    /// Its id.
    pub(crate) id: Id,
    /// Who.
    pub(crate) worker: Id,
    /// In which capacity.
    pub(crate) role: code::AssignmentRole,
    /// First day.
    pub(crate) from: Day,
    /// Last day, if it has ended or an end is agreed.
    pub(crate) to: Option<Day>,
}

impl From<&Assignment> for AssignmentView {
    fn from(tie: &Assignment) -> Self {
        Self {
            id: tie.id.into(),
            worker: tie.worker.into(),
            role: tie.role.into(),
            from: tie.from.into(),
            to: tie.to.map(Day),
        }
    }
}

/// A contact.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContactView<'a> {
    /// Its id.
    pub(crate) id: Id,
    /// Who was in contact.
    pub(crate) worker: Id,
    /// Day.
    pub(crate) date: Day,
    /// Time of day.
    pub(crate) time: Option<Clock>,
    /// What it was.
    pub(crate) kind: code::ContactKind,
    /// Support or coordination.
    pub(crate) role: code::ContactRole,
    /// How it went.
    pub(crate) outcome: code::ContactOutcome,
    /// Whether a new time was offered, if it was moved or did not take place and that was noted.
    pub(crate) new_time: Option<code::NewTime>,
    /// Minutes.
    #[schema(example = 45)]
    pub(crate) minutes: Option<u16>,
    /// Where.
    pub(crate) place: Option<code::ContactPlace>,
    /// Who joined.
    pub(crate) joined: Vec<code::Participant>,
    /// Special meeting of the method.
    pub(crate) meeting: Option<code::MeetingKind>,
    /// Areas touched, as keys of the programme.
    pub(crate) areas: &'a [String],
    /// The note.
    pub(crate) note: Option<&'a str>,
    /// When it was recorded.
    pub(crate) recorded_at: Moment,
    /// When it was taken back, if it was.
    pub(crate) undone_at: Option<Moment>,
    /// Counts changes; a change names it.
    pub(crate) version: i64,
}

impl<'a> From<&'a ContactEntry> for ContactView<'a> {
    fn from(entry: &'a ContactEntry) -> Self {
        let contact: &Contact = &entry.contact;
        Self {
            id: contact.id.into(),
            worker: contact.worker.into(),
            date: contact.date.into(),
            time: contact.time.map(Clock),
            kind: contact.kind.into(),
            role: contact.role.into(),
            outcome: contact.outcome.into(),
            new_time: contact.new_time.map(code::NewTime),
            minutes: contact.minutes,
            place: contact.place.map(code::ContactPlace),
            joined: contact.joined.iter().copied().map(code::Participant).collect(),
            meeting: contact.meeting.map(code::MeetingKind),
            areas: &contact.areas,
            note: entry.note.as_deref(),
            recorded_at: Moment(entry.recorded_at),
            undone_at: entry.undone_at.map(Moment),
            version: entry.version,
        }
    }
}

/// A filled-in instrument.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ResponseView<'a> {
    /// Its id.
    pub(crate) id: Id,
    /// Which instrument.
    #[schema(example = "who5")]
    pub(crate) instrument: &'a str,
    /// In which version.
    #[schema(example = "1.0.0")]
    pub(crate) instrument_version: &'a str,
    /// Occasion of the programme.
    #[schema(example = "start")]
    pub(crate) occasion: &'a str,
    /// Day it was answered.
    pub(crate) date: Day,
    /// How.
    pub(crate) mode: code::Mode,
    /// By whom.
    pub(crate) informer: code::Informer,
    /// Score by the instrument's rule, if it can be computed.
    #[schema(example = 52.0)]
    pub(crate) score: Option<f64>,
    /// Key of the band the score lies in.
    #[schema(example = "ok")]
    pub(crate) band: Option<&'a str>,
    /// True when that band asks for a talk.
    pub(crate) at_risk: bool,
    /// The answers.
    pub(crate) answers: AnswersView<'a>,
    /// Who recorded it; none for what was brought in from elsewhere.
    pub(crate) recorded_by: Option<Id>,
    /// When.
    pub(crate) recorded_at: Moment,
    /// When it was taken back, if it was.
    pub(crate) undone_at: Option<Moment>,
    /// Counts changes; a change names it.
    pub(crate) version: i64,
}

impl<'a> ResponseView<'a> {
    pub(crate) fn of(entry: &'a ResponseEntry, instrument: Option<&'a Instrument>) -> Self {
        let response: &Response = &entry.response;
        let band = instrument.zip(response.score).and_then(|(known, score)| scoring::band(known, score));
        Self {
            id: response.id.into(),
            instrument: response.instrument.as_str(),
            instrument_version: &response.version,
            occasion: &response.occasion,
            date: response.date.into(),
            mode: response.mode.into(),
            informer: response.informer.into(),
            score: response.score,
            band: band.map(|band| band.key.as_str()),
            at_risk: band.is_some_and(|band| band.at_risk),
            answers: AnswersView(&response.answers),
            recorded_by: entry.recorded_by.map(Id::from),
            recorded_at: Moment(entry.recorded_at),
            undone_at: entry.undone_at.map(Moment),
            version: entry.version,
        }
    }
}

/// An agreed meeting or call.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AppointmentView {
    /// Its id.
    pub(crate) id: Id,
    /// With whom.
    pub(crate) worker: Id,
    /// Day.
    pub(crate) date: Day,
    /// Time of day.
    pub(crate) time: Option<Clock>,
    /// What it will be.
    pub(crate) kind: code::ContactKind,
    /// Where.
    pub(crate) place: Option<code::ContactPlace>,
    /// When it was settled (held, moved, cancelled).
    pub(crate) settled_at: Option<Moment>,
}

impl From<&AppointmentEntry> for AppointmentView {
    fn from(entry: &AppointmentEntry) -> Self {
        let appointment = &entry.appointment;
        Self {
            id: appointment.id.into(),
            worker: appointment.worker.into(),
            date: appointment.date.into(),
            time: appointment.time.map(Clock),
            kind: appointment.kind.into(),
            place: appointment.place.map(code::ContactPlace),
            settled_at: entry.settled_at.map(Moment),
        }
    }
}

/// A promise made to the citizen.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PromiseView<'a> {
    /// Its id.
    pub(crate) id: Id,
    /// Who promised.
    pub(crate) worker: Id,
    /// What.
    pub(crate) what: &'a str,
    /// Day of the promise.
    pub(crate) made: Day,
    /// Until when.
    pub(crate) until: Day,
    /// Day it was kept.
    pub(crate) kept: Option<Day>,
}

impl<'a> From<&'a (Promise, String)> for PromiseView<'a> {
    fn from((promise, what): &'a (Promise, String)) -> Self {
        Self {
            id: promise.id.into(),
            worker: promise.worker.into(),
            what,
            made: promise.made.into(),
            until: promise.until.into(),
            kept: promise.kept.map(Day),
        }
    }
}

/// A phase with its planned and actual days; both ends belong to it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PhaseView {
    /// From 1.
    pub(crate) phase: u8,
    /// First day by the model.
    pub(crate) planned_start: Day,
    /// Last day by the model.
    pub(crate) planned_end: Day,
    /// First day as it is.
    pub(crate) start: Day,
    /// Last day as it is.
    pub(crate) end: Day,
}

impl From<&PhaseSpan> for PhaseView {
    fn from(span: &PhaseSpan) -> Self {
        Self {
            phase: span.phase,
            planned_start: span.planned_start.into(),
            planned_end: span.planned_end.into(),
            start: span.start.into(),
            end: span.end.into(),
        }
    }
}

/// A change of the phases: a pause (`from`, `to`), or the last day of a phase moved (`phase`, `to`, `kind`).
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PhaseChangeView<'a> {
    /// Its id.
    pub(crate) id: Id,
    /// `pause` or `end_moved`.
    #[schema(example = "pause")]
    pub(crate) change: &'static str,
    /// Phase, from 1.
    pub(crate) phase: Option<u8>,
    /// First day of rest.
    pub(crate) from: Option<Day>,
    /// Last day of rest, or the new last day of the phase.
    pub(crate) to: Option<Day>,
    /// Why an end was moved.
    pub(crate) kind: Option<code::MoveKind>,
    /// What made it so.
    pub(crate) cause: code::Cause,
    /// Why, in words.
    pub(crate) reason: Option<&'a str>,
    /// Day it was recorded.
    pub(crate) recorded: Day,
}

impl<'a> PhaseChangeView<'a> {
    pub(crate) fn of(event: &PhaseEvent, reason: Option<&'a str>) -> Self {
        let (change, phase, from, to, kind) = match event.change {
            PhaseChange::Pause { from, to } => ("pause", None, Some(from), to, None),
            PhaseChange::EndMoved { phase, to, kind } => {
                ("end_moved", Some(phase), None, Some(to), Some(kind))
            }
        };
        Self {
            id: event.id.into(),
            change,
            phase,
            from: from.map(Day),
            to: to.map(Day),
            kind: kind.map(code::MoveKind),
            cause: event.cause.into(),
            reason,
            recorded: event.recorded.into(),
        }
    }
}
