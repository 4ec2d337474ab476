//! Rows of a package from what the record holds: one function for each table, and nothing is looked up here.

use domain::Date;
use domain::course::{Course, Stage};
use domain::id::UserId;
use domain::phase::{PhaseChange, PhaseEvent, schedule};
use domain::plan::FocusArea;
use domain::programme::Programme;
use domain::response::Response;
use evaluation::package::codes::{PhaseEventKind, Status};
use evaluation::package::{self as tables, Code, Codes, Id};
use store::user::UserRow;
use uuid::Uuid;

use super::ids;

/// An id of the record as text. Every text that [`ids::to_text`] gives is an id of a package.
pub(super) fn id(id: Uuid) -> Option<Id> {
    Id::new(&ids::to_text(id))
}

fn code(text: &str) -> Option<Code> {
    Code::new(text)
}

fn user(user: UserId) -> Option<Id> {
    id(user.uuid())
}

pub(super) fn worker(row: &UserRow) -> Option<tables::Worker> {
    Some(tables::Worker {
        worker_id: user(row.id)?,
        site: None,
        employed_from: None,
        employed_to: None,
        full_time: None,
        hours_per_cent: Some(u32::from(row.hours_per_cent)),
    })
}

/// A course with what its history says of it: the day of the first plan, whether there is a closing form.
pub(super) fn course(
    course: &Course,
    site: &str,
    programme: &Programme,
    (plan_date, closing_form): (Option<Date>, bool),
) -> Option<tables::Course> {
    let (start, closing) = match course.stage {
        Stage::ContactMaking => (None, None),
        Stage::Running { start } => (Some(start), None),
        Stage::Closed { start, closing } => (start, Some(closing)),
    };
    let clock = start.map(|start| schedule(programme, start, &course.events));
    let end = |phase: u8| clock.as_ref().and_then(|clock| clock.phase(phase)).map(|span| span.end);
    let planned_end = clock.as_ref().and_then(|clock| clock.phases.last()).map(|span| span.planned_end);
    Some(tables::Course {
        course_id: id(course.id.uuid())?,
        previous_course: course.previous.and_then(|previous| id(previous.uuid())),
        programme: code(&course.programme.0)?,
        site: code(site),
        track: course.track,
        first_contact: Some(course.first_contact),
        start,
        phase1_end: end(1),
        phase2_end: end(2),
        planned_end,
        plan_date,
        status: match course.stage {
            Stage::ContactMaking => Status::ContactMaking,
            Stage::Running { .. } => Status::Running,
            Stage::Closed { .. } => Status::Closed,
        },
        closing_date: closing.and_then(|closing| closing.date),
        closing_reason: closing.map(|closing| closing.reason),
        decided_by: closing.and_then(|closing| closing.decided_by),
        follow_up: closing.and_then(|closing| closing.follow_up),
        closing_form,
    })
}

pub(super) fn phase_event(course: Uuid, event: &PhaseEvent) -> Option<tables::PhaseEvent> {
    use domain::phase::MoveKind;
    let (kind, phase, from, to) = match event.change {
        PhaseChange::Pause { from, to } => (PhaseEventKind::Pause, None, Some(from), to),
        PhaseChange::EndMoved { phase, to, kind } => {
            let kind = match kind {
                MoveKind::EarlyEnd => PhaseEventKind::EarlyEnd,
                MoveKind::Extension => PhaseEventKind::Extension,
                MoveKind::Correction => PhaseEventKind::Correction,
            };
            (kind, Some(u32::from(phase)), None, Some(to))
        }
    };
    Some(tables::PhaseEvent {
        course_id: id(course)?,
        kind,
        phase,
        from,
        to,
        recorded: Some(event.recorded),
        cause: Some(event.cause),
    })
}

pub(super) fn response(response: &Response) -> Option<tables::Response> {
    Some(tables::Response {
        response_id: id(response.id.uuid())?,
        course_id: id(response.course.uuid())?,
        instrument: code(response.instrument.as_str())?,
        version: code(&response.version)?,
        occasion: code(&response.occasion)?,
        date: Some(response.date),
        mode: Some(response.mode),
        informer: Some(response.informer),
    })
}

pub(super) fn contact(contact: &domain::contact::Contact) -> Option<tables::Contact> {
    Some(tables::Contact {
        contact_id: id(contact.id.uuid())?,
        course_id: id(contact.course.uuid())?,
        date: contact.date,
        time: contact.time,
        kind: contact.kind,
        role: contact.role,
        outcome: contact.outcome,
        new_time: contact.new_time,
        minutes: contact.minutes.map(u32::from),
        place: contact.place.and_then(|place| code(place.code())),
        joined: Codes(contact.joined.iter().filter_map(|joined| code(joined.code())).collect()),
        worker: user(contact.worker),
        meeting: contact.meeting,
        areas: Codes(contact.areas.iter().filter_map(|area| code(area)).collect()),
    })
}

pub(super) fn assignment(tie: &domain::assignment::Assignment) -> Option<tables::Assignment> {
    Some(tables::Assignment {
        course_id: id(tie.course.uuid())?,
        worker: user(tie.worker)?,
        role: tie.role,
        from: tie.from,
        to: tie.to,
    })
}

pub(super) fn focus_area(area: &FocusArea) -> Option<tables::FocusArea> {
    Some(tables::FocusArea {
        course_id: id(area.course.uuid())?,
        phase: u32::from(area.phase),
        area: code(&area.area)?,
        chosen: Some(area.chosen),
        let_go: area.let_go,
        result: area.result,
    })
}

pub(super) fn activity(activity: &domain::plan::Activity, area: &FocusArea) -> Option<tables::Activity> {
    Some(tables::Activity {
        activity_id: id(activity.id.uuid())?,
        course_id: id(activity.course.uuid())?,
        phase: u32::from(area.phase),
        area: code(&area.area)?,
        kind: None,
        provider: activity.provider.and_then(|provider| code(provider.code())),
        state: activity.state,
        start: Some(activity.planned),
        state_date: Some(activity.state_date),
        until: activity.until,
        adjusted_in_phase2: Some(activity.adjusted_in_phase2),
        handed_over_to: activity.handed_over_to.and_then(|provider| code(provider.code())),
    })
}

pub(super) fn supporter(supporter: &domain::network::Supporter) -> Option<tables::Supporter> {
    Some(tables::Supporter {
        supporter_id: id(supporter.id.uuid())?,
        course_id: id(supporter.course.uuid())?,
        kind: code(supporter.kind.code())?,
        strength: supporter.strength,
        team_strength: supporter.team_strength,
        since: Some(supporter.since),
        ended: supporter.ended,
        takes_over: Some(supporter.takes_over),
        holds: supporter.holding,
        municipal_entry: Some(supporter.municipal_entry),
    })
}

pub(super) fn enquiry(enquiry: &domain::enquiry::Enquiry) -> Option<tables::Enquiry> {
    Some(tables::Enquiry {
        enquiry_id: id(enquiry.id.uuid())?,
        asked: enquiry.asked,
        offered: enquiry.offered,
        met: enquiry.met,
        site: None,
        door: enquiry.door,
        target_group: enquiry.target_group,
        outcome: enquiry.outcome,
        settled: enquiry.settled,
        course_id: enquiry.course.and_then(|course| id(course.uuid())),
    })
}
