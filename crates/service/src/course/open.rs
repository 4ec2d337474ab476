//! The course page: the whole record of one course, its phases on this day, what is due. Opening it is a reading, and
//! written down with its purpose before anything is shown.

use std::sync::Arc;

use domain::Date;
use domain::appointment::{Appointment, Promise};
use domain::assignment::{Assignment, AssignmentRole};
use domain::audit::Act;
use domain::course::{Closing, Course, UNDO_CLOSING_DAYS};
use domain::due::{self, Due};
use domain::id::{CourseId, UserId};
use domain::phase::{PhaseSpan, Schedule, add_days};
use domain::policy::{Action, Actor, Scope, authorise, may};
use domain::programme::Programme;
use domain::silence::days_silent;
use store::CourseRecord;
use store::user::UserRow;

use crate::case::{event, programme_of, purpose_of};
use crate::content::Content;
use crate::context::Context;
use crate::error::Error;

/// Which course is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// The one with this id.
    Id(CourseId),
    /// The one with this code; capitals and small letters are the same.
    Code(String),
}

domain::coded! {
    /// Why somebody is at a course.
    Purpose {
        /// Her own course.
        Own = "own_course",
        /// She stands in.
        Deputy = "deputy",
        /// She oversees it.
        Oversight = "oversight",
        /// Supervision of the method.
        Supervision = "supervision",
        /// She takes it over.
        Handover = "handover",
        /// The team talks of it at its meeting.
        Meeting = "team_meeting",
        /// A question from the citizen.
        Request = "request",
        /// Something else; said elsewhere.
        Other = "other",
    }
}

/// How the reader is tied to the course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// She is its worker.
    Worker,
    /// She stands in, until this day if an end is agreed.
    Deputy {
        /// Last day.
        until: Option<Date>,
    },
    /// She oversees it.
    Oversees,
}

/// Everything the course page shows.
#[derive(Debug, Clone)]
pub struct CoursePage {
    /// The course with its whole history, words opened.
    pub record: Arc<CourseRecord>,
    /// Its programme.
    pub programme: Arc<Programme>,
    /// Programmes and instruments, for the measurements.
    pub content: Arc<Content>,
    /// The day it is seen on.
    pub today: Date,
    /// Its phases; none while contact is being made.
    pub schedule: Option<Schedule>,
    /// The phase today: 0 while contact is being made, the phase of its last day once closed.
    pub phase: u8,
    /// Days since the last two-way contact.
    pub days_silent: i32,
    /// What is due, most urgent first; the first is the next step.
    pub due: Vec<Due>,
    /// How the reader is tied to it.
    pub tie: Tie,
    /// The purpose the reading was written down with.
    pub purpose: Purpose,
    /// True when the reader may write in it (facts of a closed course stand in any case).
    pub writable: bool,
    /// The staff, for names.
    pub staff: Arc<Vec<UserRow>>,
}

impl CoursePage {
    /// The course.
    pub fn course(&self) -> &Course {
        &self.record.row.course
    }
    /// What the citizen is called here.
    pub fn alias(&self) -> &str {
        &self.record.row.alias
    }
    /// The phase it stands in today, with its days; none while contact is being made.
    pub fn span(&self) -> Option<&PhaseSpan> {
        self.schedule.as_ref().and_then(|schedule| schedule.phase(self.phase))
    }
    /// Week of the phase and weeks in all; none while contact is being made, when closed, and past its end.
    pub fn week(&self) -> Option<(i32, i32)> {
        let span = self.span().filter(|span| self.course().is_open() && span.contains(self.today))?;
        Some(span.week(self.today))
    }
    /// First and last day of the pause today.
    pub fn pause(&self) -> Option<(Date, Option<Date>)> {
        let pauses = &self.schedule.as_ref()?.pauses;
        pauses.iter().find(|(from, to)| *from <= self.today && to.is_none_or(|to| self.today <= to)).copied()
    }
    /// How it ended.
    pub fn closing(&self) -> Option<Closing> {
        self.course().closing()
    }
    /// Last day on which the closing can be undone; none when it is open or that day is over.
    pub fn reopen_until(&self) -> Option<Date> {
        let until = add_days(self.closing()?.recorded, UNDO_CLOSING_DAYS);
        (self.today <= until).then_some(until)
    }
    /// Its fixed worker today.
    pub fn worker(&self) -> Option<UserId> {
        domain::assignment::worker_on(&self.record.assignments, self.today)
    }
    /// Those who stand in today.
    pub fn deputies(&self) -> impl Iterator<Item = &Assignment> {
        let today = self.today;
        self.record.assignments.iter().filter(move |a| a.role == AssignmentRole::Deputy && a.holds_on(today))
    }
    /// A member of staff.
    pub fn member(&self, id: UserId) -> Option<&UserRow> {
        self.staff.iter().find(|user| user.id == id)
    }
    /// Agreed meetings not settled, from today on.
    pub fn appointments(&self) -> impl Iterator<Item = &Appointment> {
        let ahead = self.record.appointments.iter().filter(|entry| entry.settled_at.is_none());
        ahead.map(|entry| &entry.appointment).filter(|appointment| appointment.date >= self.today)
    }
    /// Promises not kept yet, with their words.
    pub fn open_promises(&self) -> impl Iterator<Item = &(Promise, String)> {
        self.record.promises.iter().filter(|(promise, _)| promise.kept.is_none())
    }
    /// The plan in force today.
    pub fn plan(&self) -> crate::plan::PlanView {
        crate::plan::in_force(&self.record, &self.programme, self.phase.max(1), self.today)
    }
}

/// Opens a course. With `purpose` none said: her own course, as a deputy, or oversight.
///
/// # Errors
/// `notfound` for what does not exist or is out of reach; a store that cannot write the reading down shows nothing.
pub async fn open(
    ctx: &Context,
    actor: &Actor,
    which: &Which,
    purpose: Option<Purpose>,
) -> Result<CoursePage, Error> {
    let scope = authorise(actor, Action::ReadCourses)?;
    let today = ctx.today();
    let record = find(ctx, &scope, which, today).await?;
    let (tie, usual) = tie(&scope, &record, today);
    let course = record.row.course.id;
    let said = match purpose {
        None if tie == Tie::Oversees => ctx.store.visit_in_force(&scope, course, ctx.now()).await?,
        _ => None,
    };
    let said = purpose.or_else(|| said.as_deref().and_then(Purpose::parse));
    let purpose = said.filter(|_| tie == Tie::Oversees).unwrap_or(usual);
    let reading = event(&scope, (Act::ReadCourse, course), purpose.code(), ctx.now());
    ctx.store.account_reading(reading).await?;
    let programme = Arc::clone(programme_of(ctx, &record.row.course)?);
    let course = &record.row.course;
    let schedule = course.schedule(&programme);
    let phase = course.phase_on(&programme, today);
    let facts = record.row.facts();
    Ok(CoursePage {
        due: due::due(&facts, &programme, today),
        days_silent: days_silent(facts.last_two_way, course.first_contact, today),
        content: Arc::clone(&ctx.content),
        staff: ctx.store.staff(scope.organisation(), ctx.now()).await?,
        writable: may(actor, Action::WriteCourses),
        record,
        programme,
        today,
        schedule,
        phase,
        tie,
        purpose,
    })
}

async fn find(ctx: &Context, scope: &Scope, which: &Which, today: Date) -> Result<Arc<CourseRecord>, Error> {
    let id = meant(ctx, scope, which).await?;
    ctx.store.course(scope, id, today).await?.ok_or_else(Error::not_found)
}

pub(crate) async fn meant(ctx: &Context, scope: &Scope, which: &Which) -> Result<CourseId, Error> {
    match which {
        Which::Id(id) => Ok(*id),
        Which::Code(code) => {
            let code = code.to_ascii_uppercase();
            ctx.store.course_by_code(scope, &code).await?.ok_or_else(Error::not_found)
        }
    }
}

/// The id of the course that is meant, for a command on it. Whether it is within reach is asked by that command.
///
/// # Errors
/// `notfound` for an unknown code, and for those who see no course.
pub async fn id_of(ctx: &Context, actor: &Actor, which: &Which) -> Result<CourseId, Error> {
    let scope = authorise(actor, Action::ReadCourses)?;
    meant(ctx, &scope, which).await
}

fn tie(scope: &Scope, record: &CourseRecord, today: Date) -> (Tie, Purpose) {
    let purpose = purpose_of(scope, record, today);
    let tie = match purpose {
        Purpose::Own => Tie::Worker,
        Purpose::Deputy => {
            let mine = record.assignments.iter().filter(|a| a.worker == scope.actor() && a.holds_on(today));
            Tie::Deputy { until: mine.filter_map(|a| a.to).max() }
        }
        _ => Tie::Oversees,
    };
    (tie, purpose)
}
