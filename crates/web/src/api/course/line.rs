//! A course as a line of a list, and the list.

use domain::course::{Closing, Stage};
use serde::Serialize;
use service::courses::{CourseList, Hidden};
use service::line::CourseLine;
use utoipa::ToSchema;

use crate::api::due::DueView;
use crate::api::wire::{Day, Id, code};

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
    /// What waits, most urgent first.
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
            due: line.due.iter().map(DueView::from).collect(),
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
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListView<'a> {
    /// The courses.
    pub(crate) courses: Vec<LineView<'a>>,
    /// What to send as `after` for the next page; `null` on the last page.
    pub(crate) next: Option<&'a str>,
    /// How many match in all, where that is known.
    pub(crate) matching: Option<u64>,
    /// What is left out.
    pub(crate) hidden: HiddenView,
}

impl<'a> ListView<'a> {
    pub(crate) fn of(list: &'a CourseList) -> Self {
        Self {
            courses: list.lines.iter().map(|line| LineView::of(line)).collect(),
            next: list.next.as_deref(),
            matching: list.matching,
            hidden: list.hidden.into(),
        }
    }
}
