//! Agreed meetings ahead: added, settled, opened again.

use domain::Date;
use domain::appointment::Appointment;
use domain::audit::Act;
use domain::contact::{ContactKind, ContactPlace};
use domain::id::{AppointmentId, CourseId, UserId};
use domain::policy::Actor;
use domain::refusal::{Refusal, RefusalCode};
use jiff::civil::Time;
use store::record::appointment;

use crate::assignment::carrier;
use crate::case::Case;
use crate::context::Context;
use crate::error::Error;
use crate::sent::{Request, Sent};

/// A meeting is agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddAppointment {
    /// The course.
    pub course: CourseId,
    /// With whom; the asker when not said.
    pub worker: Option<UserId>,
    /// Day.
    pub date: Date,
    /// Time of day.
    pub time: Option<Time>,
    /// What it will be.
    pub kind: ContactKind,
    /// Where.
    pub place: Option<ContactPlace>,
}

/// An agreed meeting is settled: held, moved or cancelled; or open after all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettleAppointment {
    /// The course.
    pub course: CourseId,
    /// Which.
    pub appointment: AppointmentId,
    /// Settled, or open again.
    pub settled: bool,
}

/// Adds an agreed meeting.
///
/// # Errors
/// `notfound`, `closed`, `order` before today, `unknown` worker.
pub async fn add(
    ctx: &Context,
    actor: &Actor,
    command: AddAppointment,
    sent: Sent,
) -> Result<AppointmentId, Error> {
    let request = Request::new(ctx, actor, "appointment.add", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    let AddAppointment { date, time, kind, place, .. } = command;
    let worker = command.worker.unwrap_or(actor.user);
    let id = AppointmentId::new(ctx.uuid()?);
    let agreed = Appointment { id, course: case.id(), worker, date, time, kind, place }.agreed(case.today);
    let known = carrier(ctx, actor.organisation, ("worker", worker)).await?;
    let agreed = match (agreed, known) {
        (Ok(agreed), Ok(())) => agreed,
        (agreed, known) => {
            let faults: Vec<Refusal> = agreed.err().into_iter().chain(known.err()).collect();
            return Err(faults.into());
        }
    };
    let insert = appointment::insert(&case.scope, &agreed);
    request.save(ctx, case.unit(Act::ChangedCourse, [insert]), id).await
}

/// Settles an agreed meeting, or opens it again.
///
/// # Errors
/// `notfound`, `closed`, `unknown`.
pub async fn settle(
    ctx: &Context,
    actor: &Actor,
    command: SettleAppointment,
    sent: Sent,
) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "appointment.settle", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    if !case.record.appointments.iter().any(|entry| entry.appointment.id == command.appointment) {
        return Err(Error::of("appointment", RefusalCode::Unknown));
    }
    let at = command.settled.then_some(case.now);
    let settle = appointment::settle(&case.scope, case.id(), command.appointment, at);
    request.save(ctx, case.unit(Act::ChangedCourse, [settle]), ()).await
}
