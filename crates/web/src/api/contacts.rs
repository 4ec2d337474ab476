//! Contacts of a course: read, recorded, corrected, taken back.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::Date;
use domain::contact::{
    ContactKind, ContactOutcome, ContactPlace, ContactRole, MeetingKind, NewTime, Participant,
};
use domain::id::CourseId;
use serde::Serialize;
use service::contact::{
    self, ChangeContact, ContactFacts, NewPromise, NextAppointment, RecordContact, UndoContact,
};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::Caller;
use super::course::{ContactView, which};
use super::input::{Body, Object};
use super::on_course::OnCourse;
use super::problem::ApiProblem;
use super::wire::{Clock, Day, Id, code, json};
use crate::site::Site;

pub(super) fn routes() -> OpenApiRouter<Site> {
    let one = OpenApiRouter::new().routes(routes!(list, record)).routes(routes!(change, undo));
    one.merge(super::group::routes())
}

/// A body with the facts of a contact: the same when it is recorded and when it is corrected. (One schema taken into another
/// would not do: neither may have fields that it does not name.)
macro_rules! contact_body {
    ($(#[$about:meta])* $name:ident { $($first:tt)* } { $($more:tt)* }) => {
        $(#[$about])*
        #[derive(ToSchema)]
        #[expect(dead_code, reason = "describes what is read field by field")]
        pub(super) struct $name {
            $($first)*
            /// Day.
            date: Day,
            /// Time of day.
            time: Option<Clock>,
            /// What it was.
            kind: code::ContactKind,
            /// Support or coordination; follows from the kind when not said.
            role: Option<code::ContactRole>,
            /// How it went; `held` when nothing is said.
            outcome: Option<code::ContactOutcome>,
            /// Whether a new time was offered; kept where it was moved or did not take place.
            new_time: Option<code::NewTime>,
            /// Minutes.
            #[schema(minimum = 1, maximum = 1440)]
            minutes: Option<u16>,
            /// Where.
            place: Option<code::ContactPlace>,
            /// Who joined.
            joined: Option<Vec<code::Participant>>,
            /// Special meeting of the method.
            meeting: Option<code::MeetingKind>,
            /// Areas touched, as keys of the programme.
            areas: Option<Vec<String>>,
            /// A note.
            note: Option<String>,
            $($more)*
        }
    };
}

contact_body! {
    /// A contact to record.
    NewContact {} {
        /// The agreed meeting that this was.
        settles: Option<Id>,
        /// The next meeting, agreed at this one.
        next: Option<NewAppointment>,
        /// A promise made.
        promise: Option<NewPromiseBody>,
    }
}

contact_body! {
    /// A contact as it is to be, in the place of what stands there.
    ChangedContact {
        /// The version it was read at.
        version: i64,
    } {}
}

/// The next meeting.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(super) struct NewAppointment {
    /// Day.
    date: Day,
    /// Time of day.
    time: Option<Clock>,
    /// What it will be; `meeting` when nothing is said.
    kind: Option<code::ContactKind>,
    /// Where.
    place: Option<code::ContactPlace>,
}

/// A promise.
#[derive(ToSchema)]
#[schema(as = NewPromise)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(super) struct NewPromiseBody {
    /// What was promised.
    what: String,
    /// Until when.
    until: Day,
}

/// The contacts of a course, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ContactList<'a> {
    /// The contacts; those taken back have `undone_at`.
    contacts: Vec<ContactView<'a>>,
}

/// What was recorded.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RecordedContact {
    /// The contact.
    id: Id,
    /// The next meeting.
    next: Option<Id>,
    /// The promise.
    promise: Option<Id>,
}

/// The contacts of a course
#[utoipa::path(
    get,
    path = "/courses/{course}/contacts",
    tag = "contacts",
    operation_id = "listContacts",
    params(("course" = String, Path, description = "Id or code.")),
    responses((status = 200, description = "The contacts.", body = ContactList))
)]
async fn list(
    State(site): State<Site>,
    caller: Caller,
    Path(course): Path<String>,
) -> Result<Response, ApiProblem> {
    let page = service::course::open(&site.ctx, &caller.actor, &which(&course), None).await?;
    let contacts: Vec<_> = page.record.contacts.iter().map(ContactView::from).collect();
    let about = 64 + 512 * contacts.len();
    Ok(json(StatusCode::OK, &ContactList { contacts }, about))
}

/// Record a contact
///
/// Only day and kind are needed. The next meeting and a promise are made with it.
#[utoipa::path(
    post,
    path = "/courses/{course}/contacts",
    tag = "contacts",
    operation_id = "recordContact",
    params(
        ("course" = String, Path, description = "Id or code."),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters."),
    ),
    request_body(content = NewContact, example = json!({
        "date": "2026-11-24", "time": "10:00", "kind": "meeting", "outcome": "held", "minutes": 45,
        "place": "office", "joined": ["network"],
        "next": { "date": "2026-12-01", "time": "10:00" }
    })),
    responses((status = 201, description = "It is recorded.", body = RecordedContact,
        headers(("Location" = String, description = "Its address."))))
)]
async fn record(on: OnCourse, body: Body) -> Result<Response, ApiProblem> {
    let (command, faults) = body.command(|object| read_contact(object, on.course));
    if !faults.is_empty() {
        return Err(ApiProblem::all(faults, contact::check(on.ctx(), on.actor(), &command).await));
    }
    on.made(contact::record(on.ctx(), on.actor(), command, on.sent()).await, |made| {
        let (next, promise) = (made.next.map(Id::from), made.promise.map(Id::from));
        let view = RecordedContact { id: made.contact.into(), next, promise };
        (format!("contacts/{}", made.contact), view)
    })
}

/// Correct a contact
///
/// It becomes what is sent. Should somebody else have corrected it since `version`, the answer is 409 with both.
#[utoipa::path(
    put,
    path = "/courses/{course}/contacts/{contact}",
    tag = "contacts",
    operation_id = "changeContact",
    params(
        ("course" = String, Path, description = "Id or code."),
        ("contact" = Id, Path, description = "The contact."),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters."),
    ),
    request_body(content = ChangedContact, example = json!({
        "version": 1, "date": "2026-11-24", "kind": "call", "outcome": "unanswered"
    })),
    responses((status = 204, description = "It is corrected."))
)]
async fn change(on: OnCourse, body: Body) -> Result<Response, ApiProblem> {
    let (course, contact) = (on.course, on.part()?);
    let command = body.read(|object| {
        let version = object.needed("version", Object::number);
        let (facts, note) = (read_facts(object), object.text("note").unwrap_or_default());
        Some(ChangeContact { course, contact, version: version?, facts, note })
    })?;
    on.done(contact::change(on.ctx(), on.actor(), command, on.sent()).await)
}

/// Take a contact back
///
/// It stays readable as taken back.
#[utoipa::path(
    delete,
    path = "/courses/{course}/contacts/{contact}",
    tag = "contacts",
    operation_id = "undoContact",
    params(
        ("course" = String, Path, description = "Id or code."),
        ("contact" = Id, Path, description = "The contact."),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters."),
    ),
    responses((status = 204, description = "It is taken back."))
)]
async fn undo(on: OnCourse) -> Result<Response, ApiProblem> {
    let command = UndoContact { course: on.course, contact: on.part()? };
    on.done(contact::undo(on.ctx(), on.actor(), command, on.sent()).await)
}

fn read_facts(object: &mut Object) -> ContactFacts {
    ContactFacts {
        date: object.needed("date", Object::day).unwrap_or(Date::MIN),
        time: object.clock("time"),
        kind: object
            .needed("kind", |object, key| object.code(key, ContactKind::parse))
            .unwrap_or(ContactKind::Meeting),
        role: object.code("role", ContactRole::parse),
        outcome: object.code("outcome", ContactOutcome::parse).unwrap_or(ContactOutcome::Held),
        new_time: object.code("new_time", NewTime::parse),
        minutes: object.number("minutes"),
        place: object.code("place", ContactPlace::parse),
        joined: object.texts("joined", Participant::parse).unwrap_or_default(),
        meeting: object.code("meeting", MeetingKind::parse),
        areas: object.texts("areas", |area| Some(area.to_owned())).unwrap_or_default(),
    }
}

pub(super) fn read_contact(object: &mut Object, course: CourseId) -> RecordContact {
    let next = object.object("next", |object| {
        let (date, time) = (object.needed("date", Object::day), object.clock("time"));
        let kind = object.code("kind", ContactKind::parse).unwrap_or(ContactKind::Meeting);
        let place = object.code("place", ContactPlace::parse);
        Some(NextAppointment { date: date?, time, kind, place })
    });
    let promise = object.object("promise", |object| {
        let (what, until) = (object.needed("what", Object::text), object.needed("until", Object::day));
        Some(NewPromise { what: what?, until: until? })
    });
    RecordContact {
        course,
        facts: read_facts(object),
        note: object.text("note").unwrap_or_default(),
        settles: object.id("settles"),
        next,
        promise,
    }
}
