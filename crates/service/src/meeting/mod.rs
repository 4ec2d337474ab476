//! The team meeting: its agenda as the record writes it, who was there, what is decided of each course, what was decided
//! before. For whoever oversees the team; what a meeting gives somebody to do is hers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::Date;
use domain::audit::{Act, AuditEvent, SubjectKind};
use domain::id::{CourseId, MeetingId, UserId};
use domain::meeting::{self as rules, Heard, Matter, Meeting, NEW_DAYS, Outcome, TALKED_DAYS};
use domain::phase::add_days;
use domain::policy::{Action, Actor, Scope, authorise};
use domain::refusal::{Refusal, RefusalCode};
use domain::workload::Workload;
use store::record::decision::Talked;
use store::record::meeting;
use store::user::UserRow;
use store::{CourseRow, Unit};

use crate::context::Context;
use crate::course::{CoursePage, Purpose, Which, open};
use crate::duties;
use crate::error::Error;
use crate::line::{self, CourseLine};
use crate::sent::{Request, Sent};
use crate::workload;

mod decide;
mod held;
#[cfg(test)]
mod tests;

pub use decide::{Decide, Said, Settle, TakeBack, decide, settle, take_back};
pub use held::{Attendance, Held, Minutes, MinutesLine, held, minutes};

/// Courses of one matter that are shown; the others wait behind the figure.
pub const SHOWN: usize = 12;

/// A meeting with its agenda.
#[derive(Debug, Clone)]
pub struct MeetingPage {
    /// The meeting.
    pub meeting: Meeting,
    /// True while something can be written down of it.
    pub open: bool,
    /// The agenda, matter by matter; without those that nothing stands under.
    pub groups: Vec<Group>,
    /// What was talked of that the agenda does not hold.
    pub besides: Vec<Arc<CourseLine>>,
    /// Workers over their ceiling.
    pub over: Vec<Over>,
    /// What became of the courses at this meeting; of one talked of twice, the last.
    pub dealt: BTreeMap<CourseId, Outcome>,
    /// Courses in this week's round, and open ones.
    pub round: (usize, usize),
    /// Who can be there, by name: workers and leaders, and whoever was.
    pub staff: Vec<UserRow>,
}

/// The courses under one matter.
#[derive(Debug, Clone)]
pub struct Group {
    /// The matter.
    pub matter: Matter,
    /// Its courses, the most urgent first, each with why it stands there besides.
    pub items: Vec<(Arc<CourseLine>, Vec<Matter>)>,
    /// How many more there are.
    pub more: usize,
}

/// A worker over the ceiling of her hours.
#[derive(Debug, Clone, PartialEq)]
pub struct Over {
    /// Who.
    pub worker: UserId,
    /// Her name.
    pub name: String,
    /// What she carries.
    pub load: Workload,
    /// Her open courses, the longest silent first.
    pub courses: Vec<Arc<CourseLine>>,
}

impl MeetingPage {
    /// The courses of the agenda in its order.
    pub fn courses(&self) -> impl Iterator<Item = &Arc<CourseLine>> {
        self.groups.iter().flat_map(|group| group.items.iter().map(|(line, _)| line))
    }
    /// How many of them have been dealt with, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        let done = self.courses().filter(|line| self.dealt.contains_key(&line.course.id));
        (done.count(), self.courses().count())
    }
    /// The course to go on with after another: the next one not dealt with, from the top once the end is reached.
    pub fn next(&self, after: Option<CourseId>) -> Option<&Arc<CourseLine>> {
        let from =
            after.and_then(|id| self.courses().position(|line| line.course.id == id)).map_or(0, |at| at + 1);
        let waits = |line: &&Arc<CourseLine>| {
            !self.dealt.contains_key(&line.course.id) && Some(line.course.id) != after
        };
        self.courses().skip(from).find(waits).or_else(|| self.courses().take(from).find(waits))
    }
}

/// Opens today's meeting with the asker in it, or finds the one that was opened; gives its day.
///
/// # Errors
/// `notfound` for those who do not oversee the team.
pub async fn begin(ctx: &Context, actor: &Actor, sent: Sent) -> Result<Date, Error> {
    let scope = authorise(actor, Action::OverseeTeam)?;
    let today = ctx.today();
    let request = Request::new(ctx, actor, "meeting.begin", &today, sent)?;
    if ctx.store.meeting(&scope, today).await?.is_some() {
        return Ok(today);
    }
    let id = MeetingId::new(ctx.uuid()?);
    let meeting = Meeting { id, day: today, led_by: actor.user, present: vec![actor.user] };
    let unit = Unit::new(event(&scope, id, ctx.now())).and_all(meeting::insert(&scope, &meeting, ctx.now()));
    request.save(ctx, unit, ()).await?;
    Ok(today)
}

/// A meeting with its agenda.
///
/// # Errors
/// `notfound` for those who do not oversee the team, and where none was held on that day.
pub async fn agenda(ctx: &Context, actor: &Actor, day: Date) -> Result<MeetingPage, Error> {
    let scope = authorise(actor, Action::OverseeTeam)?;
    let meeting = ctx.store.meeting(&scope, day).await?.ok_or_else(Error::not_found)?;
    let rows = duties::open_courses(ctx, &scope, None).await?;
    let lines: Vec<Arc<CourseLine>> = rows.iter().filter_map(|row| line::of(ctx, row)).collect();
    let dealt: BTreeMap<CourseId, Outcome> = ctx
        .store
        .decisions_at(&scope, meeting.id)
        .await?
        .into_iter()
        .map(|(course, _, outcome)| (course, outcome))
        .collect();
    let written = written(ctx, &scope, &meeting, &lines).await?;
    let users = ctx.store.users(scope.organisation()).await?;
    let (groups, listed) = groups(&written, &lines, &dealt);
    let besides =
        lines.iter().filter(|line| dealt.contains_key(&line.course.id) && !listed.contains(&line.course.id));
    Ok(MeetingPage {
        open: meeting.is_open(ctx.today()),
        besides: besides.cloned().collect(),
        over: over(ctx, &users, &rows, &lines),
        round: (written.round, written.open),
        staff: users.into_iter().filter(|user| attends(user, &meeting)).collect(),
        groups,
        dealt,
        meeting,
    })
}

/// Whether somebody can be at the meeting, or was.
fn attends(user: &UserRow, meeting: &Meeting) -> bool {
    user.carries_courses() || meeting.present.contains(&user.id)
}

/// The agenda as the rules write it, from what the record says on this day.
async fn written(
    ctx: &Context,
    scope: &Scope,
    meeting: &Meeting,
    lines: &[Arc<CourseLine>],
) -> Result<rules::Agenda, Error> {
    let from = add_days(meeting.day, -TALKED_DAYS);
    let before = ctx.store.meetings(scope, (from, add_days(meeting.day, -1)), 1).await?;
    let since = before.first().map_or_else(|| add_days(meeting.day, -NEW_DAYS), |before| before.day);
    let talked = ctx.store.talked_of(scope, (from, meeting.day)).await?;
    let talked: BTreeMap<CourseId, Talked> = talked.into_iter().map(|one| (one.course, one)).collect();
    let heard: Vec<Heard<'_>> = lines
        .iter()
        .map(|line| {
            let talked = talked.get(&line.course.id);
            let start =
                line.schedule.as_ref().and_then(|schedule| schedule.phases.first()).map(|span| span.start);
            let start = start.filter(|start| *start <= meeting.day);
            Heard {
                course: line.course.id,
                begun: start.map_or(line.first_contact, |start| start.max(line.first_contact)),
                last: talked.and_then(|talked| talked.last),
                skipped: talked.is_some_and(|talked| talked.skipped),
                due: &line.due,
            }
        })
        .collect();
    Ok(rules::agenda(&heard, since))
}

/// The agenda matter by matter, and which courses are shown. Of a long matter the first are, and those dealt with.
fn groups(
    agenda: &rules::Agenda,
    lines: &[Arc<CourseLine>],
    dealt: &BTreeMap<CourseId, Outcome>,
) -> (Vec<Group>, BTreeSet<CourseId>) {
    let by_id: BTreeMap<CourseId, &Arc<CourseLine>> =
        lines.iter().map(|line| (line.course.id, line)).collect();
    let (mut groups, mut listed) = (Vec::new(), BTreeSet::new());
    for matter in Matter::ALL {
        let mut group = Group { matter: *matter, items: Vec::new(), more: 0 };
        for item in agenda.items.iter().filter(|item| item.matter == *matter) {
            let Some(line) = by_id.get(&item.course) else { continue };
            if group.items.len() < SHOWN || dealt.contains_key(&item.course) {
                listed.insert(item.course);
                group.items.push((Arc::clone(line), item.also.clone()));
            } else {
                group.more += 1;
            }
        }
        if !group.items.is_empty() {
            groups.push(group);
        }
    }
    (groups, listed)
}

/// The workers over their ceiling, by name.
fn over(ctx: &Context, users: &[UserRow], rows: &[Arc<CourseRow>], lines: &[Arc<CourseLine>]) -> Vec<Over> {
    let loads = workload::loads(ctx, rows);
    let over = |user: &UserRow| {
        let load = workload::of_worker(ctx, loads.get(&user.id)?, user.hours_per_cent);
        let beyond = load.ceiling > 0.0 && load.weighted > load.ceiling;
        let courses = lines.iter().filter(|line| line.worker == Some(user.id)).cloned();
        beyond.then(|| Over { worker: user.id, name: user.name.clone(), load, courses: courses.collect() })
    };
    users.iter().filter_map(over).collect()
}

/// Opens a course within a meeting: the team talks of it, and that is the purpose written down.
///
/// # Errors
/// `notfound` for those who do not oversee the team, where no meeting is open on that day, and for a course that is
/// closed or does not exist.
pub async fn course(ctx: &Context, actor: &Actor, day: Date, which: &Which) -> Result<CoursePage, Error> {
    let scope = authorise(actor, Action::OverseeTeam)?;
    writable(ctx, &scope, day).await?;
    let page = open(ctx, actor, which, Some(Purpose::Meeting)).await?;
    if page.course().is_open() { Ok(page) } else { Err(Error::not_found()) }
}

/// The meeting of a day, while something can be written down of it.
async fn writable(ctx: &Context, scope: &Scope, day: Date) -> Result<Meeting, Error> {
    let meeting = ctx.store.meeting(scope, day).await?.ok_or_else(Error::not_found)?;
    if meeting.is_open(ctx.today()) { Ok(meeting) } else { Err(Refusal::new(RefusalCode::TooLate).into()) }
}

/// Who was at a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attend {
    /// Its day.
    pub day: Date,
    /// Who was there.
    pub present: Vec<UserId>,
}

/// Says who was there.
///
/// # Errors
/// `notfound`, `toolate` a week after the meeting, `unknown` for somebody who is no worker and no leader here.
pub async fn attend(ctx: &Context, actor: &Actor, command: Attend, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "meeting.attend", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let scope = authorise(actor, Action::OverseeTeam)?;
    let meeting = writable(ctx, &scope, command.day).await?;
    let users = ctx.store.users(scope.organisation()).await?;
    let known = |id: &UserId| users.iter().any(|user| user.id == *id && attends(user, &meeting));
    if !command.present.iter().all(known) {
        return Err(Error::of("present", RefusalCode::Unknown));
    }
    let present: BTreeSet<UserId> = command.present.into_iter().collect();
    let present: Vec<UserId> = present.into_iter().collect();
    let unit = Unit::new(event(&scope, meeting.id, ctx.now()))
        .and_all(meeting::set_present(&scope, meeting.id, &present));
    request.save(ctx, unit, ()).await
}

/// That a meeting was opened, or said who was there.
fn event(scope: &Scope, meeting: MeetingId, at: i64) -> AuditEvent {
    AuditEvent {
        organisation: scope.organisation(),
        actor: Some(scope.actor()),
        act: Act::HeldMeeting,
        subject_kind: SubjectKind::Meeting,
        subject: meeting.uuid(),
        at,
        purpose: Purpose::Meeting.code(),
    }
}
