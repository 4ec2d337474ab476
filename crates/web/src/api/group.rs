//! One contact with several citizens: an entry in each course, recorded and taken back together.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::id::CourseId;
use serde::Serialize;
use service::contact::{self, RecordContact, RecordGroup, UndoGroup};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::{Caller, Once};
use super::contacts::{NewContact, read_contact};
use super::course::id_of;
use super::input::{Body, Object};
use super::problem::ApiProblem;
use super::wire::{Id, json};
use crate::site::Site;

pub(super) fn routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new().routes(routes!(record)).routes(routes!(undo))
}

/// A citizen who was there.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(super) struct GroupMember {
    /// Id or code of her course.
    #[schema(example = "4F7K")]
    course: String,
    /// What is only about her; it follows the common note.
    note: Option<String>,
}

/// A contact with several citizens.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(super) struct NewGroupContact {
    /// Who was there, at most thirty.
    members: Vec<GroupMember>,
    /// What is common to all of them.
    contact: NewContact,
}

/// An entry.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct GroupEntry {
    /// The course.
    course: Id,
    /// Its contact.
    contact: Id,
}

/// What was recorded.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RecordedGroup {
    /// The entries, in the order of the members.
    entries: Vec<GroupEntry>,
}

/// Entries to take back.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(super) struct GroupToUndo {
    /// The entries as they were answered.
    entries: Vec<EntryToUndo>,
}

/// An entry to take back.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(super) struct EntryToUndo {
    /// The course.
    course: Id,
    /// Its contact.
    contact: Id,
}

/// Record a contact with several citizens
///
/// One entry in each course, all or none. Where exactly one meeting was agreed for the day, it is settled.
#[utoipa::path(
    post,
    path = "/group-contacts",
    tag = "contacts",
    operation_id = "recordGroupContact",
    params(("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters.")),
    request_body(content = NewGroupContact, example = json!({
        "members": [{ "course": "4F7K" }, { "course": "9K2D", "note": "Tog billeder." }],
        "contact": { "date": "2026-11-24", "kind": "meeting", "minutes": 90, "note": "Vi lavede mad." }
    })),
    responses((status = 201, description = "It is recorded.", body = RecordedGroup))
)]
async fn record(
    State(site): State<Site>,
    caller: Caller,
    once: Once,
    body: Body,
) -> Result<Response, ApiProblem> {
    let nobody = CourseId::new(uuid::Uuid::nil());
    let (members, common) = body.read(|object| {
        let members = object.needed("members", |object, key| object.objects(key, member));
        let common = object
            .needed("contact", |object, key| object.object(key, |object| Some(read_contact(object, nobody))));
        Some((members?, common?))
    })?;
    let mut contacts = Vec::with_capacity(members.len());
    for (course, note) in members {
        let course = id_of(&site, &caller, &course).await?;
        let note = [common.note.trim(), note.trim()].join("\n\n").trim().to_owned();
        contacts.push(RecordContact { course, note, ..common.clone() });
    }
    let made = contact::record_group(&site.ctx, &caller.actor, RecordGroup { contacts }, once.0).await?;
    let entry = |(course, contact): &(CourseId, domain::id::ContactId)| GroupEntry {
        course: (*course).into(),
        contact: (*contact).into(),
    };
    let entries: Vec<_> = made.0.iter().map(entry).collect();
    let about = 64 + 128 * entries.len();
    Ok(json(StatusCode::CREATED, &RecordedGroup { entries }, about))
}

fn member(object: &mut Object) -> Option<(String, String)> {
    let (course, note) = (object.needed("course", Object::text), object.text("note"));
    Some((course?, note.unwrap_or_default()))
}

/// Take a contact with several citizens back
///
/// All entries or none; they stay readable as taken back.
#[utoipa::path(
    post,
    path = "/group-contacts/undo",
    tag = "contacts",
    operation_id = "undoGroupContact",
    params(("Idempotency-Key" = Option<String>, Header, description = "At most 200 characters.")),
    request_body(content = GroupToUndo, example = json!({
        "entries": [{
            "course": "01935b2a-7c00-7000-8000-000000000001",
            "contact": "01935b2a-7c00-7000-8000-000000000002"
        }]
    })),
    responses((status = 204, description = "It is taken back."))
)]
async fn undo(
    State(site): State<Site>,
    caller: Caller,
    once: Once,
    body: Body,
) -> Result<Response, ApiProblem> {
    let contacts = body.read(|object| object.needed("entries", |object, key| object.objects(key, entry)))?;
    contact::undo_group(&site.ctx, &caller.actor, UndoGroup { contacts }, once.0).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn entry(object: &mut Object) -> Option<(CourseId, domain::id::ContactId)> {
    let (course, contact) = (object.needed("course", Object::id), object.needed("contact", Object::id));
    Some((course?, contact?))
}
