//! What waits on whom: one gathering of courses and enquiries that *My day*, the team page and every count use.
//! Courses of archived programmes ask for nothing.

use std::sync::Arc;

use domain::due::{DutyKind, Urgency, asked_days, due_enquiry};
use domain::id::UserId;
use domain::phase::add_days;
use domain::policy::Scope;
use domain::programme::ProgrammeId;
use store::CourseRow;
use store::record::{ClosedSince, CourseFilter, StageFilter};

use crate::context::Context;
use crate::error::Error;
use crate::line::{DutyLine, duties};

/// Courses read at once.
const PAGE: u16 = 500;
/// Closed courses looked through for what is owed of them.
const CLOSED: u16 = 2_000;
/// Enquiries looked through.
const ENQUIRIES: u16 = 1_000;
/// Days of enquiries that are looked through; open ones of any age come besides.
const ENQUIRY_DAYS: i32 = 30;

/// The programmes that ask for nothing any more.
pub(crate) fn archived(ctx: &Context) -> Vec<ProgrammeId> {
    let archived = ctx.content.programmes().filter(|programme| programme.archived);
    archived.map(|programme| programme.id.clone()).collect()
}

/// All open courses within the scope, the longest silent first: of one fixed worker, or of all.
pub(crate) async fn open_courses(
    ctx: &Context,
    scope: &Scope,
    worker: Option<UserId>,
) -> Result<Vec<Arc<CourseRow>>, Error> {
    let mut filter = CourseFilter {
        stage: StageFilter::Open,
        without: archived(ctx),
        worker,
        limit: PAGE,
        ..CourseFilter::default()
    };
    let mut rows = Vec::new();
    loop {
        let mut page = ctx.store.courses(scope, &filter, ctx.today()).await?;
        rows.append(&mut page.rows);
        match page.next {
            None => return Ok(rows),
            next => filter.after = next,
        }
    }
}

/// The courses closed so lately that what is owed of them, or a follow-up with her yes, is still asked for.
pub(crate) async fn closed_courses(
    ctx: &Context,
    scope: &Scope,
    worker: Option<UserId>,
) -> Result<Vec<Arc<CourseRow>>, Error> {
    let today = ctx.today();
    let open = ctx.content.programmes().filter(|programme| !programme.archived);
    let (any, follow_up) =
        open.map(|programme| asked_days(programme)).fold((0, 0), |a, b| (a.0.max(b.0), a.1.max(b.1)));
    let since =
        ClosedSince { today, any: add_days(today, -any), with_follow_up: add_days(today, -follow_up) };
    Ok(ctx.store.closed_since(scope, since, worker, CLOSED).await?)
}

/// The duties on these courses, most urgent first.
pub(crate) fn of_courses<'a>(
    ctx: &Context,
    rows: impl IntoIterator<Item = &'a Arc<CourseRow>>,
) -> Vec<DutyLine> {
    let mut list: Vec<DutyLine> = rows.into_iter().flat_map(|row| duties(ctx, row)).collect();
    sort(&mut list);
    list
}

/// The enquiries that wait for an answer, as duties of their owners.
pub(crate) async fn of_enquiries(ctx: &Context, scope: &Scope) -> Result<Vec<DutyLine>, Error> {
    let today = ctx.today();
    let entries = ctx.store.enquiries(scope, add_days(today, -ENQUIRY_DAYS), ENQUIRIES).await?;
    let line = |entry: &store::record::EnquiryEntry| {
        let due = due_enquiry(&entry.enquiry, today)?;
        let worker = entry.enquiry.owner;
        Some(DutyLine { course: None, programme: None, worker, due, promise: None, beyond: false })
    };
    Ok(entries.iter().filter_map(line).collect())
}

/// Most urgent first, then by day, kind and alias.
pub(crate) fn sort(list: &mut [DutyLine]) {
    let key = |line: &DutyLine| {
        let alias = line.course.as_ref().map(|course| course.alias.clone());
        (line.due.urgency, line.due.day, line.due.duty.kind(), alias)
    };
    list.sort_by_key(key);
}

/// How many duties there are, and whether one of them is past its time. Only what is past its time or due within the
/// week is counted, on every page alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    /// How many.
    pub count: usize,
    /// At least one is past its time.
    pub overdue: bool,
}

impl Waiting {
    /// Counts one duty.
    pub(crate) fn add(&mut self, line: &DutyLine) {
        if line.due.urgency != Urgency::Later {
            self.count += 1;
            self.overdue |= line.due.urgency == Urgency::Overdue;
        }
    }
}

/// True when a duty is of a kind, or of any.
pub(crate) fn is_of(line: &DutyLine, kind: Option<DutyKind>) -> bool {
    kind.is_none_or(|kind| line.due.duty.kind() == kind)
}
