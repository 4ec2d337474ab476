//! The meetings that were held, who was at them, and the minutes of one.

use std::collections::{BTreeMap, BTreeSet};

use domain::Date;
use domain::audit::Act;
use domain::id::{CourseId, UserId};
use domain::meeting::Meeting;
use domain::phase::add_days;
use domain::policy::{Action, Actor, Scope, authorise};
use store::record::decision::DecisionEntry;
use store::user::UserRow;

use super::attends;
use crate::case::event;
use crate::context::Context;
use crate::course::Purpose;
use crate::error::Error;
use crate::line::{self, CourseLine};

/// Weeks that are looked back over.
const WEEKS: i32 = 12;
/// Meetings told at most.
const MOST: u16 = 200;

/// The meetings of the last weeks: how many weeks had one, and who was there how often. Supervision of the method asks
/// for one a week.
#[derive(Debug, Clone)]
pub struct Held {
    /// The meetings, the latest first, with how many things each gave somebody to do.
    pub meetings: Vec<(Meeting, u64)>,
    /// Weeks looked back over.
    pub weeks: i32,
    /// Those with at least one meeting.
    pub with_meeting: usize,
    /// Who was there, by name.
    pub attendance: Vec<Attendance>,
    /// The staff, for names.
    pub staff: Vec<UserRow>,
}

/// How often somebody was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// Her name.
    pub name: String,
    /// At how many of the meetings.
    pub times: usize,
}

/// The meetings of the last twelve weeks, today's included.
///
/// # Errors
/// `notfound` for those who do not oversee the team.
pub async fn held(ctx: &Context, actor: &Actor) -> Result<Held, Error> {
    let scope = authorise(actor, Action::OverseeTeam)?;
    let today = ctx.today();
    let span = (add_days(today, 1 - WEEKS * 7), today);
    let meetings = ctx.store.meetings(&scope, span, MOST).await?;
    let said = ctx.store.decided_at(&scope, span).await?;
    let staff = ctx.store.users(scope.organisation()).await?;
    let weeks: BTreeSet<i32> =
        meetings.iter().map(|m| domain::silence::days_between(m.day, today) / 7).collect();
    let times = |id: UserId| meetings.iter().filter(|meeting| meeting.present.contains(&id)).count();
    let was_there = |user: &&UserRow| meetings.iter().any(|meeting| attends(user, meeting));
    let attendance = staff
        .iter()
        .filter(was_there)
        .map(|user| Attendance { name: user.name.clone(), times: times(user.id) })
        .collect();
    let counted = |meeting: Meeting| {
        let decisions = said.get(&meeting.id).copied().unwrap_or(0);
        (meeting, decisions)
    };
    Ok(Held {
        with_meeting: weeks.len(),
        meetings: meetings.into_iter().map(counted).collect(),
        weeks: WEEKS,
        attendance,
        staff,
    })
}

/// The minutes of a meeting.
#[derive(Debug, Clone)]
pub struct Minutes {
    /// The meeting.
    pub meeting: Meeting,
    /// What became of the courses, in the order it was written down.
    pub lines: Vec<MinutesLine>,
    /// The staff, for names.
    pub staff: Vec<UserRow>,
    /// True while something can be written down of it.
    pub open: bool,
}

/// A course in the minutes.
#[derive(Debug, Clone)]
pub struct MinutesLine {
    /// The course as it stands today.
    pub course: std::sync::Arc<CourseLine>,
    /// What was made of it.
    pub entry: DecisionEntry,
}

/// The minutes of the meeting of a day. Each course in it is read for the meeting, and that is written down.
///
/// # Errors
/// `notfound` for those who do not oversee the team, and where no meeting was held on that day.
pub async fn minutes(ctx: &Context, actor: &Actor, day: Date) -> Result<Minutes, Error> {
    let scope = authorise(actor, Action::OverseeTeam)?;
    let meeting = ctx.store.meeting(&scope, day).await?.ok_or_else(Error::not_found)?;
    let made = ctx.store.decisions_at(&scope, meeting.id).await?;
    let courses: BTreeSet<CourseId> = made.iter().map(|(course, ..)| *course).collect();
    let mut read = BTreeMap::new();
    for course in courses {
        read.extend(in_minutes(ctx, &scope, course).await?.map(|found| (course, found)));
    }
    let lines = made.iter().filter_map(|(course, id, _)| {
        let (line, entries) = read.get(course)?;
        let entry = entries.iter().find(|entry| entry.decision.id == *id)?.clone();
        Some(MinutesLine { course: std::sync::Arc::clone(line), entry })
    });
    Ok(Minutes {
        lines: lines.collect(),
        staff: ctx.store.users(scope.organisation()).await?,
        open: meeting.is_open(ctx.today()),
        meeting,
    })
}

/// A course and what was made of it, read for the meeting.
async fn in_minutes(
    ctx: &Context,
    scope: &Scope,
    course: CourseId,
) -> Result<Option<(std::sync::Arc<CourseLine>, Vec<DecisionEntry>)>, Error> {
    let Some(record) = ctx.store.course(scope, course, ctx.today()).await? else { return Ok(None) };
    let Some(line) = line::of(ctx, &record.row) else { return Ok(None) };
    let purpose = Purpose::Meeting.code();
    ctx.store.account_reading(event(scope, (Act::ReadCourse, course), purpose, ctx.now())).await?;
    Ok(Some((line, record.decisions.clone())))
}
