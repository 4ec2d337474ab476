//! The course list: search, filters, sorting, paging, and how much is left out by a filter.
//!
//! The plain list, longest silent first, is read page by page through an index and costs the same however many courses
//! there are. What no index knows (alias, phase, what a course lacks) is looked for in all courses where there are at
//! most [`ALL_MAX`], and otherwise page after page from the longest silent on.

pub mod chosen;
mod query;
pub mod saved;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use domain::policy::{Action, Actor, Scope, authorise};
use store::record::{CourseFilter, Tally};

pub use query::{Query, Sort, Tab, WorkerFilter};
pub use store::record::StageFilter;

use crate::context::Context;
use crate::duties::archived;
use crate::error::Error;
use crate::line::{self, CourseLine};
use query::{After, Matcher};

/// Courses up to which all are looked at to find some.
pub const ALL_MAX: u64 = 5_000;
/// Courses looked at for one page where there are more.
const WALK_MAX: usize = 4_000;
/// Courses read at once while looking.
const STRIDE: u16 = 500;
/// Courses on a page when nothing is said, and at most.
pub const PAGE: u16 = 50;
/// Most courses on a page.
pub const PAGE_MAX: u16 = 200;

/// A page of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseList {
    /// The courses of the page.
    pub lines: Vec<Arc<CourseLine>>,
    /// How many match in all, where that is known.
    pub matching: Option<u64>,
    /// Number of the first line of the page, from 0, where that is known.
    pub first: Option<u64>,
    /// Where the next page begins; absent on the last page.
    pub next: Option<String>,
    /// What is left out.
    pub hidden: Hidden,
    /// False where there are too many courses to sort by anything but silence.
    pub sortable: bool,
}

/// What a list leaves out of what its reader may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hidden {
    /// By the filter, where that is known.
    pub by_filter: Option<u64>,
    /// Closed courses, while the list shows open ones.
    pub closed: u64,
    /// Courses of archived programmes.
    pub archived: u64,
}

/// A page of the courses within reach.
///
/// # Errors
/// `notfound` for those who see no course; `after` with `unknown` for what is no place in a list.
pub async fn list(ctx: &Context, actor: &Actor, query: &Query) -> Result<CourseList, Error> {
    let scope = authorise(actor, Action::ReadCourses)?;
    let tallies = ctx.store.tallies(&scope, ctx.today(), ctx.now()).await?;
    let counts = Counts::of(ctx, query, &tallies);
    let limit = query.limit.clamp(1, PAGE_MAX);
    let after = query.after.as_deref().map(After::parse).transpose()?;
    let sortable = counts.candidates <= ALL_MAX;
    let matcher = Matcher::new(ctx, &scope, query);
    // A page by its number is found by counting, which is done where all are looked at.
    let numbered = sortable && matches!(after, Some(After::Place(_)));
    let page = if matcher.by_index() && (query.sort == Sort::Silence || !sortable) && !numbered {
        let page = by_index(ctx, &scope, query, after.as_ref(), limit).await?;
        Page { matching: Some(counts.candidates), ..page }
    } else if sortable {
        among_all(ctx, &scope, query, &matcher, (after.as_ref(), limit)).await?
    } else {
        walk(ctx, &scope, query, &matcher, (after.as_ref(), limit)).await?
    };
    Ok(CourseList {
        hidden: counts.hidden(page.matching),
        lines: page.lines,
        matching: page.matching,
        first: page.first,
        next: page.next,
        sortable,
    })
}

/// How many open courses there are for each of the standing lists: one's own for a worker, the team's for a leader.
/// `None` where there are too many to count at each opening of the page.
///
/// # Errors
/// `notfound` for those who see no course.
pub async fn tabs(ctx: &Context, actor: &Actor) -> Result<Vec<(Tab, Option<usize>)>, Error> {
    let scope = authorise(actor, Action::ReadCourses)?;
    let tallies = ctx.store.tallies(&scope, ctx.today(), ctx.now()).await?;
    if Counts::of(ctx, &Query::default(), &tallies).candidates > ALL_MAX {
        return Ok(Tab::ALL.iter().map(|tab| (*tab, None)).collect());
    }
    let mut counts = Vec::new();
    let rows = crate::duties::open_courses(ctx, &scope, None).await?;
    for tab in Tab::ALL {
        let query = Query { tab: *tab, ..Query::default() };
        let matcher = Matcher::new(ctx, &scope, &query);
        counts.push((*tab, Some(matcher.keep(rows.clone()).await?.len())));
    }
    Ok(counts)
}

/// What is counted without looking at a course.
struct Counts {
    /// Those that the filters known to the index let through.
    candidates: u64,
    /// All within the reach, open and of live programmes.
    open: u64,
    closed: u64,
    archived: u64,
    by_default: bool,
}

impl Counts {
    fn of(ctx: &Context, query: &Query, tallies: &[Tally]) -> Self {
        let archived = archived(ctx);
        let is_archived = |tally: &&Tally| archived.contains(&tally.programme);
        let is_closed = |tally: &&Tally| tally.stage == StageFilter::Closed;
        let sum =
            |some: &dyn Fn(&&Tally) -> bool| tallies.iter().filter(|t| some(t)).map(|t| t.courses).sum();
        let by_default = query.stage == StageFilter::Open && !query.archived && query.programme.is_none();
        Self {
            candidates: sum(&|tally| query.lets_through(tally, is_archived(tally))),
            open: sum(&|tally| !is_archived(tally) && !is_closed(tally)),
            closed: sum(&|tally| !is_archived(tally) && is_closed(tally)),
            archived: sum(&|tally| is_archived(tally)),
            by_default,
        }
    }

    fn hidden(&self, matching: Option<u64>) -> Hidden {
        let all = self.open + if self.by_default { 0 } else { self.closed + self.archived };
        Hidden {
            by_filter: matching.map(|shown| all.saturating_sub(shown)),
            closed: if self.by_default { self.closed } else { 0 },
            archived: if self.by_default { self.archived } else { 0 },
        }
    }
}

struct Page {
    lines: Vec<Arc<CourseLine>>,
    matching: Option<u64>,
    first: Option<u64>,
    next: Option<String>,
}

fn filter(ctx: &Context, query: &Query, limit: u16) -> CourseFilter {
    CourseFilter {
        stage: query.stage,
        programme: query.programme.clone(),
        without: if query.archived { Vec::new() } else { archived(ctx) },
        worker: query.worker.and_then(WorkerFilter::user),
        after: None,
        limit,
    }
}

async fn by_index(
    ctx: &Context,
    scope: &Scope,
    query: &Query,
    after: Option<&After>,
    limit: u16,
) -> Result<Page, Error> {
    let filter = CourseFilter { after: after.and_then(After::cursor), ..filter(ctx, query, limit) };
    let page = ctx.store.courses(scope, &filter, ctx.today()).await?;
    Ok(Page {
        lines: page.rows.iter().filter_map(|row| line::of(ctx, row)).collect(),
        matching: None,
        first: after.is_none().then_some(0),
        next: page.next.map(|cursor| After::Course(cursor).text()),
    })
}

async fn among_all(
    ctx: &Context,
    scope: &Scope,
    query: &Query,
    matcher: &Matcher<'_>,
    (after, limit): (Option<&After>, u16),
) -> Result<Page, Error> {
    let mut filter = filter(ctx, query, STRIDE);
    let mut rows = Vec::new();
    loop {
        let mut page = ctx.store.courses(scope, &filter, ctx.today()).await?;
        rows.append(&mut page.rows);
        match page.next {
            None => break,
            next => filter.after = next,
        }
    }
    let rows = matcher.keep(rows).await?;
    let matching = rows.len();
    let mut lines: Vec<Arc<CourseLine>> = rows.iter().filter_map(|row| line::of(ctx, row)).collect();
    query.sort(&mut lines);
    let first = after.map_or(0, |after| after.place(&lines));
    let end = first.saturating_add(usize::from(limit));
    let next = (end < lines.len()).then(|| After::Place(end).text());
    let lines: Vec<_> = lines.into_iter().skip(first).take(usize::from(limit)).collect();
    Ok(Page { lines, matching: Some(matching as u64), first: Some(first as u64), next })
}

/// Looks page after page, from the longest silent on, until there is a page of courses that match or enough was
/// looked at; the next page goes on from there.
async fn walk(
    ctx: &Context,
    scope: &Scope,
    query: &Query,
    matcher: &Matcher<'_>,
    (after, limit): (Option<&After>, u16),
) -> Result<Page, Error> {
    let mut filter = CourseFilter { after: after.and_then(After::cursor), ..filter(ctx, query, STRIDE) };
    let (mut found, mut looked_at) = (Vec::new(), 0);
    let next = loop {
        let page = ctx.store.courses(scope, &filter, ctx.today()).await?;
        looked_at += page.rows.len();
        found.extend(matcher.keep(page.rows).await?);
        let enough = found.len() > usize::from(limit);
        match page.next {
            _ if enough => {
                found.truncate(usize::from(limit));
                break found.last().map(|row| After::of(row));
            }
            None => break None,
            Some(cursor) if looked_at >= WALK_MAX => break Some(After::Course(cursor)),
            next => filter.after = next,
        }
    };
    Ok(Page {
        lines: found.iter().filter_map(|row| line::of(ctx, row)).collect(),
        matching: None,
        first: after.is_none().then_some(0),
        next: next.map(|after| after.text()),
    })
}
