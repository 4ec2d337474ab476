//! What the form for a contact proposes: kind, length and place as last time with this person, the time of today's
//! appointment or now. Areas are not proposed: they are the one tap that is the worker's judgement.

use std::sync::Arc;

use domain::Date;
use domain::appointment::{Appointment, Promise};
use domain::contact::{ContactKind, ContactOutcome, ContactPlace};
use domain::id::AppointmentId;
use domain::policy::{Action, Actor, authorise};
use domain::programme::AreaKey;
use jiff::civil::Time;
use store::CourseRow;
use store::record::{ContactEntry, CourseFilter, StageFilter};

use crate::context::Context;
use crate::course::{CoursePage, Which, open};
use crate::error::Error;

/// Minutes proposed when there is no last time.
const USUAL_MINUTES: u16 = 45;
/// Courses offered under "with whom".
const OFFERED: u16 = 200;

/// The form before anything is typed.
#[derive(Debug, Clone)]
pub struct Preset {
    /// The course.
    pub page: CoursePage,
    /// Day proposed.
    pub date: Date,
    /// Time of day proposed: of today's appointment, else now.
    pub time: Time,
    /// Kind: of today's appointment, else as last time.
    pub kind: ContactKind,
    /// Outcome: it took place.
    pub outcome: ContactOutcome,
    /// Minutes as last time.
    pub minutes: Option<u16>,
    /// Place: of today's appointment, else as last time.
    pub place: Option<ContactPlace>,
    /// Today's appointment, which the contact settles.
    pub appointment: Option<AppointmentId>,
    /// True when something stands as last time: then the form says so.
    pub as_last_time: bool,
    /// The last contact that took place.
    pub last: Option<ContactEntry>,
    /// Areas to choose from: those of the plan in force, else all of the programme.
    pub areas: Vec<AreaKey>,
    /// True when the areas are those of a plan.
    pub areas_of_plan: bool,
    /// Goals of the plan in force, in her words.
    pub goals: Vec<(AreaKey, String)>,
    /// Promises not kept yet.
    pub promises: Vec<(Promise, String)>,
}

/// A course to record a contact on.
pub type WithWhom = Arc<CourseRow>;

/// The asker's own open courses, the latest contact first.
///
/// # Errors
/// `notfound`.
pub async fn with_whom(ctx: &Context, actor: &Actor) -> Result<Vec<WithWhom>, Error> {
    let scope = authorise(actor, Action::WriteCourses)?;
    let worker = Some(actor.user).filter(|_| scope.only_own().is_none());
    let filter = CourseFilter { stage: StageFilter::Open, worker, limit: OFFERED, ..CourseFilter::default() };
    let mut rows = ctx.store.courses(&scope, &filter, ctx.today()).await?.rows;
    rows.reverse();
    Ok(rows)
}

/// The form for a contact on a course.
///
/// # Errors
/// `notfound`.
pub async fn preset(ctx: &Context, actor: &Actor, which: &Which) -> Result<Preset, Error> {
    authorise(actor, Action::WriteCourses)?;
    let page = open(ctx, actor, which, None).await?;
    let now = ctx.local();
    let appointment = todays(&page, actor);
    let standing = page.record.contacts.iter().filter(|entry| entry.undone_at.is_none());
    let last = standing
        .filter(|entry| entry.contact.outcome == ContactOutcome::Held)
        .filter(|entry| entry.contact.kind != ContactKind::Coordination)
        .max_by_key(|entry| (entry.contact.date, entry.recorded_at))
        .cloned();
    let plan = page.plan();
    let areas: Vec<AreaKey> = plan.areas.iter().map(|area| area.entry.area.area.clone()).collect();
    let goals =
        plan.areas.iter().filter_map(|area| Some((area.entry.area.area.clone(), area.entry.goal.clone()?)));
    Ok(Preset {
        date: now.date(),
        time: appointment.as_ref().and_then(|a| a.time).unwrap_or_else(|| to_minute(now.time())),
        kind: appointment
            .as_ref()
            .map(|a| a.kind)
            .or_else(|| last.as_ref().map(|entry| entry.contact.kind))
            .unwrap_or(ContactKind::Meeting),
        outcome: ContactOutcome::Held,
        minutes: last.as_ref().map_or(Some(USUAL_MINUTES), |entry| entry.contact.minutes),
        place: appointment
            .as_ref()
            .and_then(|a| a.place)
            .or_else(|| last.as_ref().and_then(|entry| entry.contact.place)),
        appointment: appointment.as_ref().map(|a| a.id),
        as_last_time: last.is_some(),
        goals: goals.collect(),
        promises: page.open_promises().cloned().collect(),
        areas_of_plan: !areas.is_empty(),
        areas: if areas.is_empty() { all_areas(&page) } else { areas },
        last,
        page,
    })
}

/// Today's agreed meeting: the asker's own before another's, the earliest first.
fn todays(page: &CoursePage, actor: &Actor) -> Option<Appointment> {
    let today = page.appointments().filter(|appointment| appointment.date == page.today);
    today.min_by_key(|a| (a.worker != actor.user, a.time, a.id)).cloned()
}

fn all_areas(page: &CoursePage) -> Vec<AreaKey> {
    page.programme.areas.iter().map(|area| area.key.clone()).collect()
}

fn to_minute(time: Time) -> Time {
    Time::new(time.hour(), time.minute(), 0, 0).unwrap_or(time)
}
