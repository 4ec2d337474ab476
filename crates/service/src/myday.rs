//! My day: what somebody sees first. Today's appointments, drafts, what is mine to do, what I do as a deputy, and my
//! courses with the longest silent first. Everything left out is counted.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::Date;
use domain::appointment::Appointment;
use domain::assignment::Assignment;
use domain::audit::{Act, AuditEvent, SubjectKind};
use domain::due::{Duty, Urgency};
use domain::id::{CourseId, UserId};
use domain::phase::add_days;
use domain::policy::{Action, Actor, Scope, authorise};
use jiff::civil::{DateTime, Time};
use store::CourseRow;
use uuid::Uuid;

use crate::context::Context;
use crate::course::Told;
use crate::duties;
use crate::error::Error;
use crate::line::{self, CourseLine, CourseRef, DutyLine};

/// Days ahead in which the next appointment is looked for.
const AHEAD_DAYS: i32 = 60;
/// Between these hours nothing is said about what is past its time.
const QUIET_FROM: i8 = 22;
const QUIET_TO: i8 = 6;

/// My day.
#[derive(Debug, Clone, PartialEq)]
pub struct MyDay {
    /// Date and clock in Denmark.
    pub now: DateTime,
    /// Late in the evening and at night: the sentence on top says nothing about lateness.
    pub quiet: bool,
    /// Today's appointments, by time.
    pub appointments: Vec<AppointmentLine>,
    /// The next appointment after today.
    pub next_appointment: Option<AppointmentLine>,
    /// What was typed and not sent, newest first.
    pub drafts: Vec<DraftLine>,
    /// Who has read my courses without working on them, with the alias.
    pub told: Vec<(Told, String)>,
    /// What is mine to do.
    pub mine: Duties,
    /// What I do for others.
    pub deputy: Vec<DeputyDuties>,
    /// My open courses, the longest silent first.
    pub courses: Vec<Arc<CourseLine>>,
    /// Courses in which I stand in from a later day: how many from when.
    pub later_deputy: Vec<(Date, usize)>,
    /// My closed courses, which the list leaves out.
    pub hidden_closed: u64,
}

/// An appointment as a line.
#[derive(Debug, Clone, PartialEq)]
pub struct AppointmentLine {
    /// Day.
    pub date: Date,
    /// Time of day, if agreed.
    pub time: Option<Time>,
    /// With whom.
    pub course: CourseRef,
    /// The agreement.
    pub appointment: Appointment,
    /// True when nobody has met yet: the first meeting.
    pub first_meeting: bool,
}

/// A draft as a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLine {
    /// Which form: the draft's own key.
    pub form: String,
    /// Of which course, if it is of one that may be seen.
    pub course: Option<CourseRef>,
    /// Last change, date and clock in Denmark.
    pub updated: DateTime,
}

/// Duties by urgency.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Duties {
    /// Past their time.
    pub over: Vec<DutyLine>,
    /// Within a week.
    pub week: Vec<DutyLine>,
    /// Can wait.
    pub later: Vec<DutyLine>,
}

impl Duties {
    /// Groups duties that are sorted already.
    fn of(lines: Vec<DutyLine>) -> Self {
        let mut duties = Self::default();
        for line in lines {
            match line.due.urgency {
                Urgency::Overdue => duties.over.push(line),
                Urgency::Week => duties.week.push(line),
                Urgency::Later => duties.later.push(line),
            }
        }
        duties
    }
    /// How many wait: past their time or within the week.
    pub fn count(&self) -> usize {
        self.over.len() + self.week.len()
    }
    /// True when there are none at all.
    pub fn is_empty(&self) -> bool {
        self.count() == 0 && self.later.is_empty()
    }
}

/// Duties as a deputy for somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct DeputyDuties {
    /// For whom, by name; absent for courses without a worker.
    pub name: Option<String>,
    /// Until when, if that is agreed.
    pub until: Option<Date>,
    /// Courses.
    pub courses: Vec<Arc<CourseLine>>,
    /// What waits.
    pub duties: Duties,
}

/// Opens my day.
///
/// # Errors
/// `notfound` for those who have no courses of their own to see.
pub async fn open(ctx: &Context, actor: &Actor) -> Result<MyDay, Error> {
    let scope = authorise(actor, Action::ReadCourses)?;
    let (today, now) = (ctx.today(), ctx.local());
    let reach = gather(ctx, &scope, actor.user).await?;
    let (own, others): (Vec<_>, Vec<_>) =
        reach.rows.iter().cloned().partition(|row| row.derived.worker == Some(actor.user));
    let mut mine = duties::of_courses(ctx, own.iter().chain(&reach.closed));
    mine.retain(|line| !matches!(line.due.duty, Duty::Decision { .. }));
    with_words(ctx, &scope, &mut mine).await?;
    mine.extend(own_enquiries(ctx, actor).await?);
    mine.extend(own_decisions(ctx, actor, &reach.rows).await?);
    duties::sort(&mut mine);
    let (appointments, next_appointment) = appointments(ctx, &scope, actor.user, &reach.rows).await?;
    let hour = now.hour();
    Ok(MyDay {
        quiet: !(QUIET_TO..QUIET_FROM).contains(&hour),
        appointments,
        next_appointment,
        drafts: drafts(ctx, actor, &reach.rows).await?,
        told: told_of(ctx, actor, &own).await?,
        mine: Duties::of(mine),
        deputy: deputy(ctx, &scope, &others, &reach.ties).await?,
        courses: lines(ctx, &own),
        later_deputy: later_deputy(&reach.ties, today),
        hidden_closed: hidden_closed(ctx, &scope, actor.user).await?,
        now,
    })
}

/// The courses that concern somebody, and where she stands in.
struct Reach {
    rows: Vec<Arc<CourseRow>>,
    closed: Vec<Arc<CourseRow>>,
    ties: Vec<Assignment>,
}

async fn gather(ctx: &Context, scope: &Scope, user: UserId) -> Result<Reach, Error> {
    // A leader reaches everybody's courses: here she sees those on which she is the worker herself.
    let only = scope.only_own().is_none().then_some(user);
    Ok(Reach {
        rows: duties::open_courses(ctx, scope, only).await?,
        closed: duties::closed_courses(ctx, scope, Some(user)).await?,
        ties: ctx.store.deputy_ties(scope, user, ctx.today()).await?,
    })
}

/// Visits to these courses, with their aliases.
async fn told_of(ctx: &Context, actor: &Actor, own: &[Arc<CourseRow>]) -> Result<Vec<(Told, String)>, Error> {
    let told = crate::course::told(ctx, actor).await?;
    let alias = |told: Told| {
        let row = own.iter().find(|row| row.course.id == told.course)?;
        Some((told, row.alias.clone()))
    };
    Ok(told.into_iter().filter_map(alias).collect())
}

fn lines(ctx: &Context, rows: &[Arc<CourseRow>]) -> Vec<Arc<CourseLine>> {
    rows.iter().filter_map(|row| line::of(ctx, row)).collect()
}

/// The enquiries that are mine to answer: my own, and those nobody looks after where I oversee the team.
pub(crate) async fn own_enquiries(ctx: &Context, actor: &Actor) -> Result<Vec<DutyLine>, Error> {
    let Ok(scope) = authorise(actor, Action::Enquiries) else { return Ok(Vec::new()) };
    let mut list = duties::of_enquiries(ctx, &scope).await?;
    list.retain(|line| line.worker == Some(actor.user));
    Ok(list)
}

/// What meetings gave the asker to do, with its words: also on courses that she cannot open otherwise.
pub(crate) async fn own_decisions(
    ctx: &Context,
    actor: &Actor,
    reached: &[Arc<CourseRow>],
) -> Result<Vec<DutyLine>, Error> {
    let scope = authorise(actor, Action::OwnDecisions)?;
    let rows = ctx.store.courses_waiting_for(&scope).await?;
    let mut list = duties::of_courses(ctx, &rows);
    list.retain(|line| matches!(line.due.duty, Duty::Decision { who, .. } if who == actor.user));
    let open = |line: &DutyLine| {
        let id = line.course.as_ref().map(|course| course.id);
        scope_reaches(actor) || reached.iter().any(|row| Some(row.course.id) == id)
    };
    for line in &mut list {
        line.beyond = !open(line);
    }
    with_words(ctx, &scope, &mut list).await?;
    Ok(list)
}

/// Whether the asker can open every course.
fn scope_reaches(actor: &Actor) -> bool {
    authorise(actor, Action::ReadCourses).is_ok_and(|scope| scope.only_own().is_none())
}

/// Adds the words of promises and decisions, which are sealed with the course: reading them is accounted for.
async fn with_words(ctx: &Context, scope: &Scope, list: &mut [DutyLine]) -> Result<(), Error> {
    for line in list {
        let Some(course) = &line.course else { continue };
        if !matches!(line.due.duty, Duty::Promise { .. } | Duty::Decision { .. }) {
            continue;
        }
        let event = AuditEvent {
            organisation: scope.organisation(),
            actor: Some(scope.actor()),
            act: Act::ReadCourse,
            subject_kind: SubjectKind::Course,
            subject: course.id.uuid(),
            at: ctx.now(),
            purpose: "own_duty",
        };
        let Some(record) = ctx.store.course(scope, course.id, ctx.today()).await? else { continue };
        ctx.store.account_reading(event).await?;
        line.promise = match line.due.duty {
            Duty::Promise { promise, .. } => {
                record.promises.iter().find(|(known, _)| known.id == promise).map(|(_, words)| words.clone())
            }
            Duty::Decision { decision, .. } => record
                .decisions
                .iter()
                .find(|entry| entry.decision.id == decision)
                .and_then(|entry| entry.words.clone()),
            _ => None,
        };
    }
    Ok(())
}

async fn appointments(
    ctx: &Context,
    scope: &Scope,
    user: UserId,
    rows: &[Arc<CourseRow>],
) -> Result<(Vec<AppointmentLine>, Option<AppointmentLine>), Error> {
    let today = ctx.today();
    let agreed = ctx.store.appointments(scope, user, (today, add_days(today, AHEAD_DAYS))).await?;
    let mut lines: Vec<AppointmentLine> = agreed
        .into_iter()
        .filter_map(|appointment| {
            let row = rows.iter().find(|row| row.course.id == appointment.course)?;
            Some(AppointmentLine {
                date: appointment.date,
                time: appointment.time,
                course: line::of(ctx, row)?.course.clone(),
                first_meeting: row.course.start().is_none()
                    && row.derived.last_two_way <= row.course.first_contact,
                appointment,
            })
        })
        .collect();
    lines.sort_by_key(|line| (line.date, line.time));
    let later = lines.partition_point(|line| line.date <= today);
    let next = lines.get(later).cloned();
    lines.truncate(later);
    Ok((lines, next))
}

async fn drafts(ctx: &Context, actor: &Actor, rows: &[Arc<CourseRow>]) -> Result<Vec<DraftLine>, Error> {
    let course = |form: &str| {
        let id = form.split('/').find_map(|part| Uuid::parse_str(part).ok()).map(CourseId::new);
        let code =
            |row: &&Arc<CourseRow>| form.split('/').any(|part| part.eq_ignore_ascii_case(&row.course.code));
        let row = rows.iter().find(|row| Some(row.course.id) == id).or_else(|| rows.iter().find(code))?;
        Some(line::of(ctx, row)?.course.clone())
    };
    let drafts = crate::draft::list(ctx, actor).await?;
    let line = |draft: crate::draft::DraftLine| DraftLine {
        course: course(&draft.form),
        form: draft.form,
        updated: ctx.local_of(draft.updated_at),
    };
    Ok(drafts.into_iter().map(line).collect())
}

async fn deputy(
    ctx: &Context,
    scope: &Scope,
    others: &[Arc<CourseRow>],
    ties: &[Assignment],
) -> Result<Vec<DeputyDuties>, Error> {
    if others.is_empty() {
        return Ok(Vec::new());
    }
    let today = ctx.today();
    let users = ctx.store.users(scope.organisation()).await?;
    let mut groups: BTreeMap<_, Vec<Arc<CourseRow>>> = BTreeMap::new();
    for row in others {
        let tie = ties.iter().find(|tie| tie.course == row.course.id && tie.holds_on(today));
        let key = (row.derived.worker, tie.and_then(|tie| tie.to));
        groups.entry(key).or_default().push(Arc::clone(row));
    }
    let mut list = Vec::new();
    for ((worker, until), rows) in groups {
        let mut waiting = duties::of_courses(ctx, &rows);
        // Who stands in does what is due on the course; what the team gave somebody to do stays hers.
        waiting.retain(|line| !matches!(line.due.duty, Duty::Decision { .. }));
        with_words(ctx, scope, &mut waiting).await?;
        let name = users.iter().find(|user| Some(user.id) == worker).map(|user| user.name.clone());
        list.push(DeputyDuties { name, until, courses: lines(ctx, &rows), duties: Duties::of(waiting) });
    }
    Ok(list)
}

fn later_deputy(ties: &[Assignment], today: Date) -> Vec<(Date, usize)> {
    let mut later: BTreeMap<Date, usize> = BTreeMap::new();
    for tie in ties.iter().filter(|tie| tie.from > today) {
        *later.entry(tie.from).or_default() += 1;
    }
    later.into_iter().collect()
}

async fn hidden_closed(ctx: &Context, scope: &Scope, user: UserId) -> Result<u64, Error> {
    let archived = duties::archived(ctx);
    let tallies = ctx.store.tallies(scope, ctx.today(), ctx.now()).await?;
    let closed = tallies.iter().filter(|tally| {
        tally.stage == store::record::StageFilter::Closed
            && tally.worker == Some(user)
            && !archived.contains(&tally.programme)
    });
    Ok(closed.map(|tally| tally.courses).sum())
}
