//! A course as a line of a list, and a duty as a line of a list: what every page that shows many courses needs of one.
//! Made from the countable facts by the domain's own functions, so that all pages count alike.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::Date;
use domain::course::{Closing, Stage};
use domain::due::{Due, Duty, Urgency, due};
use domain::id::{CourseId, UserId};
use domain::phase::Schedule;
use domain::programme::{Programme, ProgrammeId, Track};
use domain::silence::days_silent;
use store::CourseRow;

use crate::context::Context;

/// Lines remembered (about one KiB each).
const REMEMBERED: usize = 8_000;

/// A course as somebody refers to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseRef {
    /// Id.
    pub id: CourseId,
    /// Four characters for reading aloud and for addresses.
    pub code: String,
    /// What the citizen is called here.
    pub alias: String,
    /// On which track.
    pub track: Track,
    /// Phase today: 0 while contact is being made.
    pub phase: u8,
    /// Week of the phase and weeks in all.
    pub week: Option<(i32, i32)>,
}

/// A course as a line of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseLine {
    /// Which.
    pub course: CourseRef,
    /// Programme.
    pub programme: ProgrammeId,
    /// Site, or empty.
    pub site: String,
    /// Fixed worker today.
    pub worker: Option<UserId>,
    /// Where it stands.
    pub stage: Stage,
    /// First contact.
    pub first_contact: Date,
    /// How it ended, if it has.
    pub closing: Option<Closing>,
    /// Its phases with planned and actual days, once the clock runs: for the small wedge.
    pub schedule: Option<Schedule>,
    /// True while it rests.
    pub paused: bool,
    /// Day of the last two-way contact (the first contact while there is none).
    pub last_two_way: Date,
    /// Days since.
    pub days_silent: i32,
    /// True when that is longer than the phase's rhythm (never while it rests or once it is closed).
    pub silent: bool,
    /// Day on which the next phase begins, and which.
    pub next_phase: Option<(u8, Date)>,
    /// Everything waiting, most urgent first.
    pub due: Vec<Due>,
    /// Counts changes.
    pub version: i64,
}

impl CourseLine {
    /// What waits most urgently, if anything does within the week.
    pub fn next(&self) -> Option<&Due> {
        self.due.first().filter(|due| due.urgency != Urgency::Later)
    }
}

/// A duty as a line of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct DutyLine {
    /// On which course; absent for an enquiry.
    pub course: Option<CourseRef>,
    /// By which programme, for names of instruments and occasions.
    pub programme: Option<ProgrammeId>,
    /// Whose it is: the course's fixed worker, the enquiry's owner, the one whom a meeting gave it to do.
    pub worker: Option<UserId>,
    /// What, by when, how urgent.
    pub due: Due,
    /// What was promised or decided, in words, where the reader may know.
    pub promise: Option<String>,
    /// True where the reader cannot open the course: a meeting gave her something to do on it and nothing else.
    pub beyond: bool,
}

/// Who a course is, on a day.
fn referred(row: &CourseRow, schedule: Option<&Schedule>, today: Date) -> CourseRef {
    let day = row.course.closing().and_then(|closing| closing.date).map_or(today, |last| last.min(today));
    let span = schedule.and_then(|schedule| schedule.phase_on(day));
    CourseRef {
        id: row.course.id,
        code: row.course.code.clone(),
        alias: row.alias.clone(),
        track: row.course.track,
        phase: span.map_or(0, |span| span.phase),
        week: span.map(|span| span.week(day)),
    }
}

/// A course as a line, today: remembered as long as neither the course nor the day has changed.
pub(crate) fn of(ctx: &Context, row: &CourseRow) -> Option<Arc<CourseLine>> {
    let today = ctx.today();
    if let Some(known) = ctx.lines.get(row, today) {
        return Some(known);
    }
    let programme = ctx.content.programme(&row.course.programme)?;
    let made = Arc::new(line(row, programme, today));
    ctx.lines.put(row.course.id, today, Arc::clone(&made));
    Some(made)
}

/// Lines of courses, by course.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    known: Mutex<HashMap<CourseId, (Date, Arc<CourseLine>)>>,
}

impl Lines {
    fn get(&self, row: &CourseRow, today: Date) -> Option<Arc<CourseLine>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let (day, line) = known.get(&row.course.id)?;
        (*day == today && line.version == row.course.version).then(|| Arc::clone(line))
    }
    fn put(&self, course: CourseId, today: Date, line: Arc<CourseLine>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(course, (today, line));
    }
}

/// A course as a line, on a day.
fn line(row: &CourseRow, programme: &Programme, today: Date) -> CourseLine {
    let schedule = row.course.schedule(programme);
    let course = referred(row, schedule.as_ref(), today);
    let paused = schedule.as_ref().is_some_and(|schedule| schedule.paused_on(today));
    let days = days_silent(Some(row.derived.last_two_way), row.course.first_contact, today);
    let rhythm = programme.rhythm(course.phase);
    let next_phase = schedule.as_ref().filter(|_| row.course.is_open()).and_then(|schedule| {
        let next = schedule.phases.iter().find(|span| span.start > today)?;
        Some((next.phase, next.start))
    });
    CourseLine {
        programme: row.course.programme.clone(),
        site: row.site.clone(),
        worker: row.derived.worker,
        stage: row.course.stage,
        first_contact: row.course.first_contact,
        closing: row.course.closing(),
        paused,
        last_two_way: row.derived.last_two_way,
        days_silent: days,
        silent: row.course.is_open() && !paused && rhythm.is_some_and(|rhythm| days > rhythm),
        next_phase,
        due: due(&row.facts(), programme, today),
        version: row.course.version,
        course,
        schedule,
    }
}

/// The duties of a course, today.
pub(crate) fn duties(ctx: &Context, row: &CourseRow) -> Vec<DutyLine> {
    let Some(line) = of(ctx, row) else { return Vec::new() };
    let duty = |due: &Due| DutyLine {
        course: Some(line.course.clone()),
        programme: Some(line.programme.clone()),
        worker: match due.duty {
            Duty::Decision { who, .. } => Some(who),
            _ => line.worker,
        },
        due: due.clone(),
        promise: None,
        beyond: false,
    };
    line.due.iter().map(duty).collect()
}
