//! Enquiries: somebody knocks. List, open, record, answer, settle. No person is made of one; beginning a course from
//! one is [`crate::course`]'s part. The three dates (asked, offered, met) are set once and never overwritten.

mod change;
mod earlier;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::Date;
use domain::due::{Due, due_enquiry};
use domain::enquiry::{Door, Enquiry, EnquiryOutcome, waiting_days};
use domain::id::{EnquiryId, UserId};
use domain::phase::add_days;
use domain::policy::{Action, Actor, authorise};
use jiff::civil::DateTime;
use store::record::EnquiryEntry;

pub use change::{ChangeEnquiry, RecordEnquiry, change, check, check_change, record};
pub use earlier::{CorrectEnquiry, EarlierView, correct};

use crate::context::Context;
use crate::error::Error;

/// Days of enquiries that a list looks back; open ones of any age come besides.
pub const BACK_DAYS: i32 = 400;
/// Enquiries looked through at most.
const MOST: u16 = 5_000;

domain::coded! {
    /// The standing lists.
    Tab {
        /// Not answered yet.
        New = "new",
        /// Open and mine.
        Mine = "mine",
        /// A meeting is offered, nobody has met.
        Offered = "offered",
        /// On the waiting list.
        WaitingList = "waiting_list",
        /// Settled.
        Settled = "settled",
    }
}

/// An enquiry as a line and as a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnquiryView {
    /// Its countable facts.
    pub enquiry: Enquiry,
    /// What was said.
    pub said: Option<String>,
    /// Why it came to this outcome.
    pub reason: Option<String>,
    /// Who looks after it, by name.
    pub owner: Option<String>,
    /// Days it has waited for an answer; absent when it was answered.
    pub waiting_days: Option<i32>,
    /// The duty it is, if it waits.
    pub due: Option<Due>,
    /// Code of the course it became, where the reader may see it.
    pub course_code: Option<String>,
    /// When it was recorded, date and clock in Denmark.
    pub recorded: DateTime,
    /// Counts changes.
    pub version: i64,
    /// What stood there before it was changed, the latest first; only where one is opened, not in a list.
    pub earlier: Vec<EarlierView>,
}

/// The log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnquiryLog {
    /// The enquiries of the list asked for, newest first.
    pub lines: Vec<EnquiryView>,
    /// How many each list holds.
    pub tabs: Vec<(Tab, usize)>,
    /// What became of the enquiries since a day, by door.
    pub funnel: BTreeMap<Door, Funnel>,
    /// First day of the funnel.
    pub since: Date,
    /// The latest enquiry of all: day and door.
    pub latest: Option<(Date, Door)>,
    /// Settled ones older than the list reaches are left out.
    pub back_to: Date,
}

/// What became of the enquiries through one door.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Funnel {
    /// Asked.
    pub asked: usize,
    /// Offered a meeting.
    pub offered: usize,
    /// Met.
    pub met: usize,
    /// Became a course.
    pub courses: usize,
    /// Outcomes, where there is one.
    pub outcomes: BTreeMap<EnquiryOutcome, usize>,
}

/// Opens the log at one of its lists.
///
/// # Errors
/// `notfound` for those who have nothing to do with enquiries.
pub async fn list(ctx: &Context, actor: &Actor, tab: Tab) -> Result<EnquiryLog, Error> {
    list_since(ctx, actor, tab, BACK_DAYS).await
}

/// The same with the funnel of the last so many days, at most [`BACK_DAYS`].
///
/// # Errors
/// Those of [`list`].
pub async fn list_since(ctx: &Context, actor: &Actor, tab: Tab, days: i32) -> Result<EnquiryLog, Error> {
    let scope = authorise(actor, Action::Enquiries)?;
    let back_to = add_days(ctx.today(), -BACK_DAYS);
    let entries = ctx.store.enquiries(&scope, back_to, MOST).await?;
    let users = ctx.store.users(scope.organisation()).await?;
    let name = |id: UserId| users.iter().find(|user| user.id == id).map(|user| user.name.clone());
    let tabs =
        Tab::ALL.iter().map(|tab| (*tab, entries.iter().filter(|entry| is_in(entry, *tab, actor)).count()));
    let mut funnel: BTreeMap<Door, Funnel> = BTreeMap::new();
    let since = add_days(ctx.today(), -days.clamp(1, BACK_DAYS));
    for entry in entries.iter().filter(|entry| entry.enquiry.asked >= since) {
        count(funnel.entry(entry.enquiry.door).or_default(), &entry.enquiry);
    }
    Ok(EnquiryLog {
        tabs: tabs.collect(),
        funnel,
        since,
        latest: entries.first().map(|entry| (entry.enquiry.asked, entry.enquiry.door)),
        back_to,
        lines: entries
            .iter()
            .filter(|entry| is_in(entry, tab, actor))
            .map(|entry| view(ctx, entry, entry.enquiry.owner.and_then(name), None))
            .collect(),
    })
}

fn is_in(entry: &EnquiryEntry, tab: Tab, actor: &Actor) -> bool {
    let enquiry = &entry.enquiry;
    let waiting = enquiry.outcome == Some(EnquiryOutcome::Waiting);
    let open = enquiry.outcome.is_none();
    match tab {
        Tab::New => open && enquiry.offered.is_none() && enquiry.met.is_none(),
        Tab::Mine => (open || waiting) && enquiry.owner == Some(actor.user),
        Tab::Offered => open && (enquiry.offered.is_some() || enquiry.met.is_some()),
        Tab::WaitingList => waiting,
        Tab::Settled => !open && !waiting,
    }
}

fn count(funnel: &mut Funnel, enquiry: &Enquiry) {
    funnel.asked += 1;
    funnel.offered += usize::from(enquiry.offered.is_some() || enquiry.met.is_some());
    funnel.met += usize::from(enquiry.met.is_some());
    funnel.courses += usize::from(enquiry.outcome == Some(EnquiryOutcome::Course));
    if let Some(outcome) = enquiry.outcome {
        *funnel.outcomes.entry(outcome).or_default() += 1;
    }
}

fn view(
    ctx: &Context,
    entry: &EnquiryEntry,
    owner: Option<String>,
    course_code: Option<String>,
) -> EnquiryView {
    let today = ctx.today();
    EnquiryView {
        waiting_days: waiting_days(&entry.enquiry, today),
        due: due_enquiry(&entry.enquiry, today),
        enquiry: entry.enquiry.clone(),
        said: entry.said.clone(),
        reason: entry.reason.clone(),
        owner,
        course_code,
        recorded: ctx.local_of(entry.recorded_at),
        version: entry.version,
        earlier: Vec::new(),
    }
}

/// Opens one enquiry.
///
/// # Errors
/// `notfound`.
pub async fn open(ctx: &Context, actor: &Actor, id: EnquiryId) -> Result<EnquiryView, Error> {
    let scope = authorise(actor, Action::Enquiries)?;
    let entry = ctx.store.enquiry(&scope, id).await?.ok_or_else(Error::not_found)?;
    let users = ctx.store.users(scope.organisation()).await?;
    let owner = entry.enquiry.owner.and_then(|owner| users.iter().find(|user| user.id == owner));
    let owner = owner.map(|user| user.name.clone());
    let earlier = earlier::seen(ctx, &scope, (id, &users)).await?;
    let course_code = match (entry.enquiry.course, authorise(actor, Action::ReadCourses)) {
        (Some(course), Ok(scope)) => {
            let record = ctx.store.course(&scope, course, ctx.today()).await?;
            record.map(|record| record.row.course.code.clone())
        }
        _ => None,
    };
    Ok(EnquiryView { earlier, ..view(ctx, &entry, owner, course_code) })
}
