//! A course as a line of a list, and the list. Lines are written once and remembered as long as neither the course nor
//! the day has changed; who may see which of them is asked each time, before anything is looked up here.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use axum::response::Response;
use domain::course::{Closing, Stage};
use domain::due::Urgency;
use domain::id::CourseId;
use serde::Serialize;
use service::courses::{CourseList, Hidden};
use service::line::CourseLine;
use utoipa::ToSchema;

use crate::api::due::DueView;
use crate::api::problem::ApiProblem;
use crate::api::wire::{Day, Id, bytes, code};

/// Where a course stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StageView {
    /// Contact is being made; the clock does not run.
    ContactMaking,
    /// Phase 1 has begun.
    Running,
    /// It has ended.
    Closed,
}

impl From<Stage> for StageView {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::ContactMaking => Self::ContactMaking,
            Stage::Running { .. } => Self::Running,
            Stage::Closed { .. } => Self::Closed,
        }
    }
}

/// Week of a phase.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(crate) struct WeekView {
    /// Week of the phase, from 1.
    pub(crate) week: i32,
    /// Weeks of the phase in all.
    pub(crate) of: i32,
}

impl From<(i32, i32)> for WeekView {
    fn from((week, of): (i32, i32)) -> Self {
        Self { week, of }
    }
}

/// The next phase.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(crate) struct NextPhase {
    /// Which, from 1.
    pub(crate) phase: u8,
    /// Its first day.
    pub(crate) on: Day,
}

/// How a course ended.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(crate) struct ClosingView<'a> {
    /// Its last day; not known for some courses brought in from elsewhere.
    pub(crate) date: Option<Day>,
    /// Why.
    pub(crate) reason: code::ClosingReason,
    /// Who decided, if said.
    pub(crate) decided_by: Option<code::DecidedBy>,
    /// Whether and how she may be reached afterwards; absent while she was not asked.
    pub(crate) follow_up: Option<code::FollowUpWay>,
    /// Day it was recorded.
    pub(crate) recorded: Day,
    /// What was said of it; only in the whole record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<&'a str>,
}

impl From<Closing> for ClosingView<'_> {
    fn from(closing: Closing) -> Self {
        Self {
            date: closing.date.map(Day),
            reason: closing.reason.into(),
            decided_by: closing.decided_by.map(code::DecidedBy),
            follow_up: closing.follow_up.map(code::FollowUpWay),
            recorded: Day(closing.recorded),
            note: None,
        }
    }
}

/// A course as a line of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LineView<'a> {
    /// Its id.
    pub(crate) id: Id,
    /// Four characters for reading aloud; either id or code opens the course.
    #[schema(example = "4F7K")]
    pub(crate) code: &'a str,
    /// What the citizen is called here.
    #[schema(example = "Havtorn")]
    pub(crate) alias: &'a str,
    /// By which programme.
    #[schema(example = "cti-9")]
    pub(crate) programme: &'a str,
    /// On which track.
    pub(crate) track: code::Track,
    /// Key of the site, or empty.
    pub(crate) site: &'a str,
    /// Its fixed worker today.
    pub(crate) worker: Option<Id>,
    /// Where it stands.
    pub(crate) stage: StageView,
    /// Phase today: 0 while contact is being made.
    pub(crate) phase: u8,
    /// Week of the phase.
    pub(crate) week: Option<WeekView>,
    /// Day of the first contact.
    pub(crate) first_contact: Day,
    /// First day of phase 1, once it has one.
    pub(crate) start: Option<Day>,
    /// How it ended, if it has.
    pub(crate) closing: Option<ClosingView<'a>>,
    /// True while it rests.
    pub(crate) paused: bool,
    /// Day of the last contact in which both reached each other; the first contact while there is none.
    pub(crate) last_two_way: Day,
    /// Days since.
    pub(crate) days_silent: i32,
    /// True when that is longer than the phase's rhythm.
    pub(crate) silent: bool,
    /// The next phase, while there is one ahead.
    pub(crate) next_phase: Option<NextPhase>,
    /// What is past its time or due within the week, most urgent first; what can wait stands on the course.
    pub(crate) due: Vec<DueView<'a>>,
    /// Counts changes.
    pub(crate) version: i64,
}

impl<'a> LineView<'a> {
    pub(crate) fn of(line: &'a CourseLine) -> Self {
        let start = match line.stage {
            Stage::ContactMaking => None,
            Stage::Running { start } => Some(start),
            Stage::Closed { start, .. } => start,
        };
        let waiting = line.due.iter().filter(|due| due.urgency != Urgency::Later);
        Self {
            id: line.course.id.into(),
            code: &line.course.code,
            alias: &line.course.alias,
            programme: &line.programme.0,
            track: line.course.track.into(),
            site: &line.site,
            worker: line.worker.map(Id::from),
            stage: line.stage.into(),
            phase: line.course.phase,
            week: line.course.week.map(WeekView::from),
            first_contact: line.first_contact.into(),
            start: start.map(Day),
            closing: line.closing.map(ClosingView::from),
            paused: line.paused,
            last_two_way: line.last_two_way.into(),
            days_silent: line.days_silent,
            silent: line.silent,
            next_phase: line.next_phase.map(|(phase, on)| NextPhase { phase, on: Day(on) }),
            due: waiting.map(DueView::from).collect(),
            version: line.version,
        }
    }
}

/// What a list leaves out of what the caller may see.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(crate) struct HiddenView {
    /// By the filters, where that is known.
    pub(crate) by_filter: Option<u64>,
    /// Closed courses, while the list shows open ones.
    pub(crate) closed: u64,
    /// Courses of archived programmes.
    pub(crate) archived: u64,
}

impl From<Hidden> for HiddenView {
    fn from(hidden: Hidden) -> Self {
        Self { by_filter: hidden.by_filter, closed: hidden.closed, archived: hidden.archived }
    }
}

/// A page of the courses within reach, the longest silent first.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is written piece by piece")]
pub(crate) struct ListView<'a> {
    /// The courses.
    courses: Vec<LineView<'a>>,
    /// What to send as `after` for the next page; `null` on the last page.
    next: Option<&'a str>,
    /// How many match in all, where that is known.
    matching: Option<u64>,
    /// What is left out.
    hidden: HiddenView,
}

/// What follows the courses of a page.
#[derive(Serialize)]
struct Rest<'a> {
    next: Option<&'a str>,
    matching: Option<u64>,
    hidden: HiddenView,
}

/// Lines remembered as they were written (about 700 bytes each).
const REMEMBERED: usize = 8_000;
/// Bytes that a line comes to, about.
const LINE: usize = 700;

/// Lines as they were written.
#[derive(Debug, Default)]
pub(crate) struct Lines(Mutex<HashMap<CourseId, Written>>);

#[derive(Debug)]
struct Written {
    /// The very line that was written: while it is held here, no other has its place in memory.
    line: Arc<CourseLine>,
    json: Box<[u8]>,
}

impl Lines {
    /// A page of the list.
    pub(crate) fn page(&self, list: &CourseList) -> Result<Response, ApiProblem> {
        let mut body = Vec::with_capacity(256 + LINE * list.lines.len());
        let written = self.write(list, &mut body);
        written.map_err(|error| ApiProblem::Server(error.to_string()))?;
        Ok(bytes(StatusCode::OK, body))
    }

    fn write(&self, list: &CourseList, body: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        body.extend_from_slice(b"{\"courses\":[");
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (place, line) in list.lines.iter().enumerate() {
            if place > 0 {
                body.push(b',');
            }
            let written = known.get(&line.course.id).filter(|written| Arc::ptr_eq(&written.line, line));
            if let Some(written) = written {
                body.extend_from_slice(&written.json);
                continue;
            }
            let json = serde_json::to_vec(&LineView::of(line))?;
            body.extend_from_slice(&json);
            if known.len() >= REMEMBERED {
                known.clear();
            }
            known.insert(line.course.id, Written { line: Arc::clone(line), json: json.into() });
        }
        drop(known);
        body.extend_from_slice(b"],");
        let rest = Rest { next: list.next.as_deref(), matching: list.matching, hidden: list.hidden.into() };
        // The rest of the object: without the bracket that opens it.
        body.extend(serde_json::to_vec(&rest)?.into_iter().skip(1));
        Ok(())
    }
}
