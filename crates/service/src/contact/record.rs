//! Recording a contact, correcting it, taking it back. Nothing is mandatory but the course, a day and what it was.

use domain::Date;
use domain::appointment::{Appointment, Promise};
use domain::audit::Act;
use domain::contact::{self, Contact, usual_role};
use domain::id::{AppointmentId, ContactId, PromiseId};
use domain::policy::Actor;
use domain::refusal::{Refusal, RefusalCode};
use domain::words::{LINE_MAX, NOTE_MAX, free_text};
use store::record::{ContactEntry, appointment, contact as table, course, promise};
use store::{CourseRecord, Statement};

use crate::case::{Case, differs};
use crate::contact::{ChangeContact, ContactFacts, NextAppointment, RecordContact, RedoContact, UndoContact};
use crate::context::Context;
use crate::error::{Error, FieldConflict};
use crate::sent::{Answer, Request, Sent, ids_of, ids_text};

/// What was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// The contact.
    pub contact: ContactId,
    /// The next meeting.
    pub next: Option<AppointmentId>,
    /// The promise.
    pub promise: Option<PromiseId>,
}

impl Answer for Recorded {
    fn text(&self) -> String {
        let (next, promise) = (self.next.map(AppointmentId::uuid), self.promise.map(PromiseId::uuid));
        ids_text(&[Some(self.contact.uuid()), next, promise])
    }
    fn parse(text: &str) -> Option<Self> {
        let [contact, next, promise] = ids_of(text)?;
        Some(Self {
            contact: ContactId::new(contact?),
            next: next.map(AppointmentId::new),
            promise: promise.map(PromiseId::new),
        })
    }
}

/// Records a contact, with the next meeting and a promise if they are given.
///
/// # Errors
/// `notfound`, `closed`; every fault of what was said: `future`, `range`, `unknown` area or appointment, `order` of
/// the next meeting, and of words `toolong`, `cpr`.
pub async fn record(
    ctx: &Context,
    actor: &Actor,
    command: RecordContact,
    sent: Sent,
) -> Result<Recorded, Error> {
    let request = Request::new(ctx, actor, "contact.record", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    let decided = decide_all(ctx, &case, actor, &command)?;
    let (statements, answer) = written(ctx, &case, decided)?;
    request.save(ctx, case.unit(Act::RecordedContact, statements), answer).await
}

/// The statements that write what was decided, and what is answered.
pub(super) fn written(
    ctx: &Context,
    case: &Case,
    decided: Decided,
) -> Result<(Vec<Statement>, Recorded), Error> {
    let Decided { contact, note, settled, next, promise } = decided;
    let id = contact.id;
    let entropy = &mut ctx.randomness();
    let (scope, key) = (&case.scope, &case.key);
    let mut statements = vec![table::insert(scope, key, &contact, note.as_deref(), case.now, entropy)?];
    if contact.two_way() {
        statements.push(course::contact_made(scope, case.id(), contact.date, case.now));
    }
    statements.extend(settled);
    statements.extend(next.as_ref().map(|next| appointment::insert(scope, next)));
    let answer = Recorded {
        contact: id,
        next: next.as_ref().map(|next| next.id),
        promise: promise.as_ref().map(|(promise, _)| promise.id),
    };
    if let Some((promise, what)) = promise {
        statements.push(promise::insert(scope, key, &promise, &what, entropy)?);
    }
    Ok((statements, answer))
}

/// Finds what [`record`] would refuse, and writes nothing.
///
/// # Errors
/// Those of [`record`].
pub async fn check(ctx: &Context, actor: &Actor, command: &RecordContact) -> Result<(), Error> {
    let case = Case::running(ctx, actor, command.course).await?;
    decide_all(ctx, &case, actor, command).map(|_| ())
}

/// What a command comes to.
pub(super) struct Decided {
    contact: Contact,
    note: Option<String>,
    settled: Option<Statement>,
    next: Option<Appointment>,
    promise: Option<(Promise, String)>,
}

/// What is to be written, or every fault.
pub(super) fn decide_all(
    ctx: &Context,
    case: &Case,
    actor: &Actor,
    command: &RecordContact,
) -> Result<Decided, Error> {
    let id = ContactId::new(ctx.uuid()?);
    let mut faults = Vec::new();
    let contact = decide(ctx, case, (actor, id), &command.facts, &mut faults)?;
    let note = free_text("note", &command.note, NOTE_MAX).map_err(|fault| faults.push(fault)).ok().flatten();
    let settled = settled(case, command, &mut faults);
    let next = next(ctx, case, (actor, command), &mut faults)?;
    let promise = promised(ctx, case, (actor, command), &mut faults)?;
    match contact {
        Some(contact) if faults.is_empty() => Ok(Decided { contact, note, settled, next, promise }),
        _ => Err(faults.into()),
    }
}

/// Corrects a contact.
///
/// # Errors
/// `notfound`, `unknown`, the faults of [`record`], and a conflict with both versions when somebody else corrected it
/// meanwhile.
pub async fn change(ctx: &Context, actor: &Actor, command: ChangeContact, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "contact.change", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    let before = entry(&case.record, command.contact, false)?.clone();
    let mut faults = Vec::new();
    let contact = decide(ctx, &case, (actor, command.contact), &command.facts, &mut faults)?;
    let note = free_text("note", &command.note, NOTE_MAX).map_err(|fault| faults.push(fault)).ok().flatten();
    let (Some(mut contact), true) = (contact, faults.is_empty()) else { return Err(faults.into()) };
    // Who was in contact stays; who corrects stands in the trail.
    contact.worker = before.contact.worker;
    if before.version != command.version {
        let fields = differing(&contact, note.as_deref(), &before);
        return Err(case.conflict(ctx, Act::ChangedContact, before.version, fields).await?);
    }
    let entropy = &mut ctx.randomness();
    let (scope, key) = (&case.scope, &case.key);
    let update = table::update(scope, key, &contact, note.as_deref(), command.version, entropy)?;
    let mut after = CourseRecord::clone(&case.record);
    if let Some(entry) = after.contacts.iter_mut().find(|entry| entry.contact.id == command.contact) {
        entry.contact = contact;
    }
    request.save(ctx, case.unit(Act::ChangedContact, [update, derived(&case, &after)]), ()).await
}

/// Takes a contact back; it stays readable as taken back.
///
/// # Errors
/// `notfound`, `closed`, `unknown`.
pub async fn undo(ctx: &Context, actor: &Actor, command: UndoContact, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "contact.undo", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    let statements = taken_back(&case, command.contact)?;
    request.save(ctx, case.unit(Act::ChangedContact, statements), ()).await
}

/// The statements that take a contact back; the agreed meeting that it settled is open again.
pub(super) fn taken_back(case: &Case, contact: ContactId) -> Result<Vec<Statement>, Error> {
    let recorded_at = entry(&case.record, contact, false)?.recorded_at;
    let undone = table::undo(&case.scope, case.id(), contact, case.now);
    let after = with_undone(case, contact, Some(case.now));
    // A contact and what it settles are written in one unit, with one time.
    let settled = case.record.appointments.iter().filter(|entry| entry.settled_at == Some(recorded_at));
    let mut statements = vec![undone, derived(case, &after)];
    statements
        .extend(settled.map(|entry| appointment::settle(&case.scope, case.id(), entry.appointment.id, None)));
    Ok(statements)
}

/// Lets a contact that was taken back stand again; it settles anew the one meeting agreed for its day.
///
/// # Errors
/// `notfound`, `closed`, `unknown`.
pub async fn redo(ctx: &Context, actor: &Actor, command: RedoContact, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "contact.redo", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    let standing = entry(&case.record, command.contact, true)?;
    let redone = table::redo(&case.scope, case.id(), command.contact);
    let after = with_undone(&case, command.contact, None);
    let settled = agreed_for(&case, standing.contact.date)
        .map(|id| appointment::settle(&case.scope, case.id(), id, Some(standing.recorded_at)));
    let unit = case.unit(Act::ChangedContact, [redone, derived(&case, &after)]).and_all(settled);
    request.save(ctx, unit, ()).await
}

/// The contact that the facts say, or their faults.
fn decide(
    ctx: &Context,
    case: &Case,
    (actor, id): (&Actor, ContactId),
    facts: &ContactFacts,
    faults: &mut Vec<Refusal>,
) -> Result<Option<Contact>, Error> {
    let programme = case.programme(ctx)?;
    if facts.areas.iter().any(|area| programme.area(area).is_none()) {
        faults.push(Refusal::of("areas", RefusalCode::Unknown));
    }
    let contact = Contact {
        id,
        course: case.id(),
        worker: actor.user,
        date: facts.date,
        time: facts.time,
        kind: facts.kind,
        role: facts.role.unwrap_or(usual_role(facts.kind)),
        outcome: facts.outcome,
        new_time: facts.new_time,
        minutes: facts.minutes,
        place: facts.place,
        joined: facts.joined.clone(),
        meeting: facts.meeting,
        areas: facts.areas.clone(),
    };
    Ok(contact::parse(contact, case.today).map_err(|more| faults.extend(more)).ok())
}

/// The open meeting agreed for a day, where exactly one is.
pub(super) fn agreed_for(case: &Case, day: Date) -> Option<AppointmentId> {
    let open = case.record.appointments.iter().filter(|entry| entry.settled_at.is_none());
    let mut open = open.filter(|entry| entry.appointment.date == day);
    open.next().filter(|_| open.next().is_none()).map(|entry| entry.appointment.id)
}

fn settled(case: &Case, command: &RecordContact, faults: &mut Vec<Refusal>) -> Option<Statement> {
    let id = command.settles?;
    let known = case.record.appointments.iter().find(|entry| entry.appointment.id == id);
    match known {
        None => faults.push(Refusal::of("settles", RefusalCode::Unknown)),
        Some(entry) if entry.settled_at.is_none() => {
            return Some(appointment::settle(&case.scope, case.id(), id, Some(case.now)));
        }
        Some(_) => {}
    }
    None
}

fn next(
    ctx: &Context,
    case: &Case,
    (actor, command): (&Actor, &RecordContact),
    faults: &mut Vec<Refusal>,
) -> Result<Option<Appointment>, Error> {
    let Some(next) = &command.next else { return Ok(None) };
    let NextAppointment { date, time, kind, place } = *next;
    let id = AppointmentId::new(ctx.uuid()?);
    let next = Appointment { id, course: case.id(), worker: actor.user, date, time, kind, place };
    Ok(next.agreed(case.today).map_err(|fault| faults.push(fault.about("next_date"))).ok())
}

fn promised(
    ctx: &Context,
    case: &Case,
    (actor, command): (&Actor, &RecordContact),
    faults: &mut Vec<Refusal>,
) -> Result<Option<(Promise, String)>, Error> {
    let Some(new) = &command.promise else { return Ok(None) };
    let what = match free_text("promise", &new.what, LINE_MAX) {
        Ok(Some(what)) => what,
        Ok(None) => return Ok(None),
        Err(fault) => {
            faults.push(fault);
            return Ok(None);
        }
    };
    let (id, made) = (PromiseId::new(ctx.uuid()?), command.facts.date);
    let promise = Promise { id, course: case.id(), worker: actor.user, made, until: new.until, kept: None };
    let promise = promise.made().map_err(|fault| faults.push(fault.about("promise_until")));
    Ok(promise.ok().map(|promise| (promise, what)))
}

fn entry(record: &CourseRecord, id: ContactId, undone: bool) -> Result<&ContactEntry, Error> {
    record
        .contacts
        .iter()
        .find(|entry| entry.contact.id == id && entry.undone_at.is_some() == undone)
        .ok_or_else(|| Error::of("contact", RefusalCode::Unknown))
}

fn with_undone(case: &Case, id: ContactId, at: Option<i64>) -> CourseRecord {
    let mut after = CourseRecord::clone(&case.record);
    if let Some(entry) = after.contacts.iter_mut().find(|entry| entry.contact.id == id) {
        entry.undone_at = at;
    }
    after
}

/// The statement that writes what follows from the contacts as they are then.
fn derived(case: &Case, after: &CourseRecord) -> Statement {
    let mut derived = case.record.row.derived.clone();
    derived.last_two_way = after.derive(case.today).last_two_way;
    course::update(&case.scope, case.course(), &derived, case.now)
}

/// The fields in which what was to be written differs from what stands there.
fn differing(yours: &Contact, note: Option<&str>, theirs: &ContactEntry) -> Vec<FieldConflict> {
    let mut fields = Vec::new();
    let (a, b) = (yours, &theirs.contact);
    let list = |codes: Vec<&str>| Some(codes.join(";")).filter(|text| !text.is_empty());
    let mut compare = |field, yours, theirs| differs(&mut fields, field, yours, theirs);
    compare("date", Some(a.date.to_string()), Some(b.date.to_string()));
    compare("time", a.time.map(|t| t.to_string()), b.time.map(|t| t.to_string()));
    compare("kind", Some(a.kind.code().to_owned()), Some(b.kind.code().to_owned()));
    compare("role", Some(a.role.code().to_owned()), Some(b.role.code().to_owned()));
    compare("outcome", Some(a.outcome.code().to_owned()), Some(b.outcome.code().to_owned()));
    compare("new_time", a.new_time.map(|n| n.code().to_owned()), b.new_time.map(|n| n.code().to_owned()));
    compare("minutes", a.minutes.map(|m| m.to_string()), b.minutes.map(|m| m.to_string()));
    compare("place", a.place.map(|p| p.code().to_owned()), b.place.map(|p| p.code().to_owned()));
    let joined = |c: &Contact| list(c.joined.iter().map(|joined| joined.code()).collect());
    compare("joined", joined(a), joined(b));
    compare("meeting", a.meeting.map(|m| m.code().to_owned()), b.meeting.map(|m| m.code().to_owned()));
    let areas = |c: &Contact| list(c.areas.iter().map(String::as_str).collect());
    compare("areas", areas(a), areas(b));
    compare("note", note.map(str::to_owned), theirs.note.clone());
    fields
}
