//! What a list is asked for, and which courses match.

use std::sync::Arc;

use domain::id::{CourseId, UserId};
use domain::phase::{add_days, schedule};
use domain::policy::Scope;
use domain::programme::{OccasionAt, Programme, ProgrammeId};
use domain::refusal::RefusalCode;
use store::CourseRow;
use store::record::tally::Part;
use store::record::{Cursor, StageFilter, Tally};

use super::PAGE;
use crate::context::Context;
use crate::error::Error;
use crate::line::CourseLine;

domain::coded! {
    /// The standing lists.
    Tab {
        /// All that the reach holds.
        All = "all",
        /// Silent for longer than the phase's rhythm.
        Silent = "silent",
        /// A phase change within fourteen days.
        PhaseChange = "phase_change",
        /// The first measurement is missing.
        WithoutBaseline = "without_baseline",
        /// Nobody in the network.
        WithoutNetwork = "without_network",
        /// In the last phase without a long-term plan.
        WithoutLongTermPlan = "without_long_term_plan",
    }
}

domain::coded! {
    /// By what a list is sorted. Never by a score.
    Sort {
        /// The longest silent first.
        Silence = "silence",
        /// By alias.
        Alias = "alias",
        /// By code.
        Code = "code",
        /// By phase and week.
        Phase = "phase",
        /// By the first day of phase 1.
        Start = "start",
        /// By what waits most urgently.
        Next = "next",
    }
}

/// Whose courses a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkerFilter {
    /// Of this fixed worker.
    User(UserId),
    /// Without a worker.
    Nobody,
}

impl WorkerFilter {
    pub(super) const fn user(self) -> Option<UserId> {
        match self {
            Self::User(user) => Some(user),
            Self::Nobody => None,
        }
    }
}

/// What a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Alias or code, or a part of an alias; empty for all.
    pub text: String,
    /// Stages; open ones when nothing is said.
    pub stage: StageFilter,
    /// One programme.
    pub programme: Option<ProgrammeId>,
    /// Also courses of archived programmes.
    pub archived: bool,
    /// Whose.
    pub worker: Option<WorkerFilter>,
    /// In this phase today; 0 is contact-making.
    pub phase: Option<u8>,
    /// A standing list.
    pub tab: Tab,
    /// By what it is sorted.
    pub sort: Sort,
    /// The other way round.
    pub descending: bool,
    /// Where the last page ended.
    pub after: Option<String>,
    /// Courses on a page.
    pub limit: u16,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            text: String::new(),
            stage: StageFilter::Open,
            programme: None,
            archived: false,
            worker: None,
            phase: None,
            tab: Tab::All,
            sort: Sort::Silence,
            descending: false,
            after: None,
            limit: PAGE,
        }
    }
}

impl Query {
    /// Whether courses of a tally pass the filters that are counted without looking at a course.
    pub(super) fn lets_through(&self, tally: &Tally, archived: bool) -> bool {
        let stage = match self.stage {
            StageFilter::All => true,
            StageFilter::Open => tally.stage != StageFilter::Closed,
            one => tally.stage == one,
        };
        let programme = match &self.programme {
            Some(programme) => tally.programme == *programme,
            None => self.archived || !archived,
        };
        let worker = match self.worker {
            None => true,
            Some(WorkerFilter::User(user)) => tally.worker == Some(user),
            Some(WorkerFilter::Nobody) => tally.worker.is_none(),
        };
        stage && programme && worker
    }

    pub(super) fn sort(&self, lines: &mut [Arc<CourseLine>]) {
        match self.sort {
            Sort::Silence => lines.sort_by_key(|line| (line.last_two_way, line.course.id)),
            Sort::Alias => lines.sort_by_cached_key(|line| (alphabet(&line.course.alias), line.course.id)),
            Sort::Code => lines.sort_by_cached_key(|line| line.course.code.clone()),
            Sort::Phase => lines.sort_by_key(|line| (line.course.phase, line.course.week, line.course.id)),
            Sort::Start => lines.sort_by_key(|line| {
                (
                    line.schedule
                        .as_ref()
                        .and_then(|schedule| schedule.phases.first().map(|span| span.start)),
                    line.course.id,
                )
            }),
            Sort::Next => lines.sort_by_key(|line| {
                let next = line.due.first().map(|due| (due.urgency, due.day));
                (next.is_none(), next, line.course.id)
            }),
        }
        if self.descending {
            lines.reverse();
        }
    }
}

/// A text as Danish sorts it: capitals like small letters, æ ø å last.
pub(crate) fn alphabet(text: &str) -> Vec<u32> {
    let place = |c: char| match c {
        'æ' | 'ä' => 0x7b,
        'ø' | 'ö' => 0x7c,
        'å' => 0x7d,
        other => u32::from(other),
    };
    text.to_lowercase().chars().map(place).collect()
}

/// Where a page ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum After {
    /// After this course, in the order of silence.
    Course(Cursor),
    /// After so many, in any order.
    Place(usize),
}

impl After {
    pub(super) fn of(row: &CourseRow) -> Self {
        Self::Course(Cursor { last_two_way: row.derived.last_two_way, course: row.course.id })
    }
    pub(super) fn text(&self) -> String {
        match self {
            Self::Course(cursor) => format!("{}_{}", cursor.last_two_way, cursor.course),
            Self::Place(place) => place.to_string(),
        }
    }
    pub(super) fn parse(text: &str) -> Result<Self, Error> {
        let course = |text: &str| {
            let (day, course) = text.split_once('_')?;
            let (last_two_way, course) = (day.parse().ok()?, course.parse().ok().map(CourseId::new)?);
            Some(Self::Course(Cursor { last_two_way, course }))
        };
        course(text)
            .or_else(|| text.parse().ok().map(Self::Place))
            .ok_or_else(|| Error::of("after", RefusalCode::Unknown))
    }
    pub(super) const fn cursor(&self) -> Option<Cursor> {
        match self {
            Self::Course(cursor) => Some(*cursor),
            Self::Place(_) => None,
        }
    }
    /// The place in sorted lines from which the next page goes on.
    pub(super) fn place(&self, lines: &[Arc<CourseLine>]) -> usize {
        match self {
            Self::Place(place) => *place,
            Self::Course(cursor) => {
                let at = lines.iter().position(|line| line.course.id == cursor.course);
                at.map_or(lines.len(), |at| at + 1)
            }
        }
    }
}

/// Decides which courses match what no index knows.
pub(super) struct Matcher<'a> {
    ctx: &'a Context,
    scope: &'a Scope,
    query: &'a Query,
    text: String,
}

impl<'a> Matcher<'a> {
    pub(super) fn new(ctx: &'a Context, scope: &'a Scope, query: &'a Query) -> Self {
        Self { ctx, scope, query, text: query.text.trim().to_lowercase() }
    }

    /// True when the index alone decides.
    pub(super) fn by_index(&self) -> bool {
        self.text.is_empty()
            && self.query.phase.is_none()
            && self.query.tab == Tab::All
            && self.query.worker != Some(WorkerFilter::Nobody)
    }

    /// The courses among these that match.
    pub(super) async fn keep(&self, rows: Vec<Arc<CourseRow>>) -> Result<Vec<Arc<CourseRow>>, Error> {
        let mut rows = rows;
        rows.retain(|row| self.matches(row));
        let lacking = match self.query.tab {
            Tab::WithoutNetwork => Part::Network,
            Tab::WithoutLongTermPlan => Part::LongTermPlan,
            _ => return Ok(rows),
        };
        let ids: Vec<CourseId> = rows.iter().map(|row| row.course.id).collect();
        let with = self.ctx.store.courses_with(self.scope, lacking, &ids).await?;
        rows.retain(|row| !with.contains(&row.course.id));
        Ok(rows)
    }

    fn matches(&self, row: &CourseRow) -> bool {
        let Some(programme) = self.ctx.content.programme(&row.course.programme) else { return false };
        let today = self.ctx.today();
        let worker = match self.query.worker {
            Some(WorkerFilter::Nobody) => row.derived.worker.is_none(),
            _ => true,
        };
        let phase = self.query.phase.is_none_or(|phase| row.course.phase_on(programme, today) == phase);
        worker && phase && self.has_text(row) && self.of_tab(row, programme)
    }

    fn has_text(&self, row: &CourseRow) -> bool {
        self.text.is_empty()
            || row.course.code.to_lowercase() == self.text
            || row.alias.to_lowercase().contains(&self.text)
    }

    fn of_tab(&self, row: &CourseRow, programme: &Programme) -> bool {
        let today = self.ctx.today();
        match self.query.tab {
            Tab::All => true,
            Tab::Silent => crate::line::of(self.ctx, row).is_some_and(|line| line.silent),
            Tab::PhaseChange => {
                row.course.is_open() && {
                    let notice = add_days(today, domain::due::PHASE_NOTICE_DAYS);
                    let begins = |start| schedule(programme, start, &row.course.events);
                    let schedule = row.course.start().map(begins);
                    schedule.is_some_and(|s| {
                        s.phases.iter().any(|span| today < span.start && span.start <= notice)
                    })
                }
            }
            Tab::WithoutBaseline => {
                row.course.start().is_some_and(|start| start <= today) && {
                    let first =
                        programme.occasions.iter().filter(|occasion| occasion.at == OccasionAt::Start);
                    first
                        .flat_map(|occasion| occasion.instruments.iter().map(move |id| (id, &occasion.key)))
                        .any(|(id, key)| {
                            !row.derived.answered.iter().any(|(done, at)| done == id && at == key)
                        })
                }
            }
            Tab::WithoutNetwork => row.course.is_open(),
            Tab::WithoutLongTermPlan => {
                let last = u8::try_from(programme.phases.len()).unwrap_or(u8::MAX);
                row.course.is_open() && row.course.phase_on(programme, today) == last
            }
        }
    }
}
