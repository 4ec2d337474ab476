//! What a leader oversees: load and duties of each worker, each number with the list behind it, and what to talk of
//! first. Ranks nobody.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::Date;
use domain::due::{Due, Duty, DutyKind, Urgency};
use domain::id::UserId;
use domain::policy::{Action, Actor, Role, authorise};
use domain::workload::Workload;
use store::CourseRow;
use store::user::UserRow;

use crate::context::Context;
use crate::duties::{self, Waiting, is_of};
use crate::error::Error;
use crate::line::{self, CourseRef, DutyLine};
use crate::workload;

/// Sentences at most under *talk of it first*.
const FIRST_MAX: usize = 5;
/// Share of the ceiling from which a load is worth a talk.
const HEAVY: f64 = 0.85;

/// The team.
#[derive(Debug, Clone, PartialEq)]
pub struct Team {
    /// The day it is of.
    pub today: Date,
    /// Open courses.
    pub courses: usize,
    /// One row for each worker with courses, by name; then courses without a worker, if there are any.
    pub rows: Vec<TeamRow>,
    /// Totals by kind.
    pub totals: BTreeMap<DutyKind, Waiting>,
    /// What to talk of first, at most five.
    pub first: Vec<TalkFirst>,
    /// The next phase change of all.
    pub next_phase_change: Option<Date>,
    /// Courses of archived programmes and closed ones, left out.
    pub hidden: u64,
}

/// A worker's row.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamRow {
    /// Who; absent for courses without a worker and enquiries without an owner.
    pub worker: Option<UserId>,
    /// Name; empty without a worker.
    pub name: String,
    /// Initials.
    pub initials: String,
    /// Share of full time, per cent.
    pub hours_per_cent: u8,
    /// What she carries.
    pub load: Workload,
    /// Duties by kind; a kind without any is absent.
    pub waiting: BTreeMap<DutyKind, Waiting>,
}

impl TeamRow {
    /// All her duties: the same number as in *Mine to do*.
    pub fn count(&self) -> usize {
        self.waiting.values().map(|waiting| waiting.count).sum()
    }
}

/// What to talk of first, chosen by fixed rules: the longest silent course beyond its rhythm, courses without a
/// worker, a heavy load, a course past its planned end, an enquiry that has waited too long.
#[derive(Debug, Clone, PartialEq)]
pub enum TalkFirst {
    /// The course that has been silent longest.
    Silent {
        /// Which.
        course: CourseRef,
        /// Days.
        days: i32,
    },
    /// Courses nobody works on.
    WithoutWorker {
        /// How many.
        courses: usize,
    },
    /// A worker near or over her ceiling.
    Load {
        /// Who.
        worker: UserId,
        /// Name.
        name: String,
        /// Courses.
        courses: u32,
        /// Share of full time, per cent.
        hours_per_cent: u8,
    },
    /// A course past its last planned day.
    PastEnd {
        /// Which.
        course: CourseRef,
        /// That day.
        end: Date,
    },
    /// An enquiry that has waited for an answer.
    Enquiry {
        /// Days.
        days: i32,
    },
}

/// Opens the team page.
///
/// # Errors
/// `notfound` for those who do not oversee the team.
pub async fn open(ctx: &Context, actor: &Actor) -> Result<Team, Error> {
    made(ctx, actor, &gather(ctx, actor).await?).await
}

/// The team with everything that is counted: past its time or within the week, most urgent first.
///
/// # Errors
/// `notfound` for those who do not oversee the team.
pub async fn agenda(ctx: &Context, actor: &Actor) -> Result<(Team, Vec<DutyLine>), Error> {
    let gathered = gather(ctx, actor).await?;
    let team = made(ctx, actor, &gathered).await?;
    let mut list = gathered.duties;
    list.retain(|line| line.due.urgency != Urgency::Later);
    Ok((team, list))
}

async fn made(ctx: &Context, actor: &Actor, gathered: &Gathered) -> Result<Team, Error> {
    let scope = authorise(actor, Action::OverseeTeam)?;
    let today = ctx.today();
    let users = ctx.store.users(scope.organisation()).await?;
    let rows = rows(ctx, &users, gathered);
    let mut totals: BTreeMap<DutyKind, Waiting> = BTreeMap::new();
    for (kind, waiting) in rows.iter().flat_map(|row| &row.waiting) {
        let total = totals.entry(*kind).or_default();
        total.count += waiting.count;
        total.overdue |= waiting.overdue;
    }
    let archived = duties::archived(ctx);
    let tallies = ctx.store.tallies(&scope, today, ctx.now()).await?;
    let shown = gathered.open.len();
    let all: u64 = tallies.iter().map(|tally| tally.courses).sum();
    debug_assert!(archived.len() <= store::record::list::WITHOUT_MAX, "all archived programmes are left out");
    Ok(Team {
        today,
        courses: shown,
        first: first(&gathered.duties, &rows),
        next_phase_change: next_phase_change(ctx, &gathered.open),
        hidden: all.saturating_sub(shown as u64),
        rows,
        totals,
    })
}

/// The list behind a number of the team page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Behind {
    /// What is counted there, most urgent first.
    pub lines: Vec<DutyLine>,
    /// How many things wait in all.
    pub all: usize,
}

/// The list behind a number of the team page: of a worker (`Some(None)`: without one; `None`: of all) and of a kind
/// (`None`: of all kinds). Only what is counted: past its time or within the week.
///
/// # Errors
/// `notfound` for those who do not oversee the team.
pub async fn behind(
    ctx: &Context,
    actor: &Actor,
    worker: Option<Option<UserId>>,
    kind: Option<DutyKind>,
) -> Result<Behind, Error> {
    let mut lines = gather(ctx, actor).await?.duties;
    lines.retain(|line| line.due.urgency != Urgency::Later);
    let all = lines.len();
    lines.retain(|line| worker.is_none_or(|worker| line.worker == worker) && is_of(line, kind));
    Ok(Behind { lines, all })
}

struct Gathered {
    open: Vec<Arc<CourseRow>>,
    duties: Vec<DutyLine>,
}

async fn gather(ctx: &Context, actor: &Actor) -> Result<Gathered, Error> {
    let scope = authorise(actor, Action::OverseeTeam)?;
    let open = duties::open_courses(ctx, &scope, None).await?;
    let closed = duties::closed_courses(ctx, &scope, None).await?;
    let mut list = duties::of_courses(ctx, open.iter().chain(&closed));
    if let Ok(scope) = authorise(actor, Action::Enquiries) {
        list.extend(duties::of_enquiries(ctx, &scope).await?);
    }
    duties::sort(&mut list);
    Ok(Gathered { open, duties: list })
}

fn rows(ctx: &Context, users: &[UserRow], gathered: &Gathered) -> Vec<TeamRow> {
    let loads = workload::loads(ctx, &gathered.open);
    let mut counted: BTreeMap<Option<UserId>, BTreeMap<DutyKind, Waiting>> = BTreeMap::new();
    for line in gathered.duties.iter().filter(|line| line.due.urgency != Urgency::Later) {
        counted.entry(line.worker).or_default().entry(line.due.duty.kind()).or_default().add(line);
    }
    let waiting_of = |worker: Option<UserId>| counted.get(&worker).cloned().unwrap_or_default();
    let row = |user: &UserRow| {
        let waiting = waiting_of(Some(user.id));
        let carried = loads.get(&user.id);
        let works = carried.is_some() || !waiting.is_empty() || (user.active && user.role == Role::Worker);
        works.then(|| TeamRow {
            worker: Some(user.id),
            name: user.name.clone(),
            initials: user.initials.clone(),
            hours_per_cent: user.hours_per_cent,
            load: workload::of_worker(ctx, carried.unwrap_or(&BTreeMap::new()), user.hours_per_cent),
            waiting,
        })
    };
    let mut rows: Vec<TeamRow> = users.iter().filter_map(row).collect();
    let nobodys = gathered.open.iter().filter(|row| row.derived.worker.is_none()).count();
    let waiting = waiting_of(None);
    if nobodys > 0 || !waiting.is_empty() {
        let courses = u32::try_from(nobodys).unwrap_or(u32::MAX);
        rows.push(TeamRow {
            worker: None,
            name: String::new(),
            initials: String::new(),
            hours_per_cent: 0,
            load: Workload { courses, weighted: f64::from(courses), ceiling: 0.0 },
            waiting,
        });
    }
    rows
}

fn first(list: &[DutyLine], rows: &[TeamRow]) -> Vec<TalkFirst> {
    let of_course = |pick: fn(&Due) -> Option<i32>| {
        list.iter()
            .filter_map(|line| Some((pick(&line.due)?, line.course.clone()?, line.due.day)))
            .max_by_key(|(days, ..)| *days)
    };
    let silent = of_course(|due| match due.duty {
        Duty::Silent { days, .. } => Some(days),
        _ => None,
    });
    let past_end = of_course(|due| matches!(due.duty, Duty::PastEnd { .. }).then_some(0));
    let enquiry = list.iter().filter_map(|line| match line.due.duty {
        Duty::Enquiry { days, .. } if line.due.urgency == Urgency::Overdue => Some(days),
        _ => None,
    });
    let nobodys = rows.iter().find(|row| row.worker.is_none()).map_or(0, |row| row.load.courses);
    let heavy =
        rows.iter().filter(|row| row.load.weighted >= row.load.ceiling * HEAVY && row.load.ceiling > 0.0);
    let load = heavy.filter_map(|row| {
        Some(TalkFirst::Load {
            worker: row.worker?,
            name: row.name.clone(),
            courses: row.load.courses,
            hours_per_cent: row.hours_per_cent,
        })
    });
    let mut first = Vec::new();
    first.extend(silent.map(|(days, course, _)| TalkFirst::Silent { course, days }));
    first.extend((nobodys > 0).then_some(TalkFirst::WithoutWorker { courses: nobodys as usize }));
    first.extend(enquiry.max().map(|days| TalkFirst::Enquiry { days }));
    first.extend(load);
    first.extend(past_end.map(|(_, course, end)| TalkFirst::PastEnd { course, end }));
    first.truncate(FIRST_MAX);
    first
}

fn next_phase_change(ctx: &Context, rows: &[Arc<CourseRow>]) -> Option<Date> {
    rows.iter().filter_map(|row| line::of(ctx, row)?.next_phase).map(|(_, day)| day).min()
}
