//! Enquiries: somebody knocks. List, open, record, answer, settle. No person is made of one; beginning a course from
//! one is [`crate::course`]'s part. The three dates (asked, offered, met) are set once and never overwritten.

use std::collections::BTreeMap;

use domain::Date;
use domain::audit::{Act, AuditEvent, SubjectKind};
use domain::due::{Due, due_enquiry};
use domain::enquiry::{Door, Enquiry, EnquiryOutcome, waiting_days};
use domain::id::{EnquiryId, UserId};
use domain::phase::add_days;
use domain::policy::{Action, Actor, Scope, authorise};
use domain::refusal::{Refusal, RefusalCode};
use domain::words::{LINE_MAX, NOTE_MAX, free_text};
use jiff::civil::DateTime;
use store::record::{EnquiryEntry, enquiry};
use store::{CourseKey, StoreError, Unit};

use crate::context::Context;
use crate::error::{Conflict, Error, FieldConflict};
use crate::sent::{Request, Sent};

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

/// A new enquiry. Nothing but the door and the day is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordEnquiry {
    /// Which way it came.
    pub door: Door,
    /// Day it was asked.
    pub asked: Date,
    /// What was said, in words.
    pub said: String,
    /// Who looks after it.
    pub owner: Option<UserId>,
    /// Day a first meeting was offered.
    pub offered: Option<Date>,
    /// Day of the first meeting.
    pub met: Option<Date>,
}

/// A change of an enquiry: what is `None` stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeEnquiry {
    /// Which.
    pub id: EnquiryId,
    /// The version it was read at.
    pub version: i64,
    /// Who looks after it.
    pub owner: Option<UserId>,
    /// Day a first meeting was offered.
    pub offered: Option<Date>,
    /// Day of the first meeting.
    pub met: Option<Date>,
    /// What was said, in words.
    pub said: Option<String>,
    /// What came of it.
    pub outcome: Option<EnquiryOutcome>,
    /// Why, in words.
    pub reason: Option<String>,
}

/// Opens the log at one of its lists.
///
/// # Errors
/// `notfound` for those who have nothing to do with enquiries.
pub async fn list(ctx: &Context, actor: &Actor, tab: Tab) -> Result<EnquiryLog, Error> {
    let scope = authorise(actor, Action::Enquiries)?;
    let back_to = add_days(ctx.today(), -BACK_DAYS);
    let entries = ctx.store.enquiries(&scope, back_to, MOST).await?;
    let users = ctx.store.users(scope.organisation()).await?;
    let name = |id: UserId| users.iter().find(|user| user.id == id).map(|user| user.name.clone());
    let tabs =
        Tab::ALL.iter().map(|tab| (*tab, entries.iter().filter(|entry| is_in(entry, *tab, actor)).count()));
    let mut funnel: BTreeMap<Door, Funnel> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.enquiry.asked >= back_to) {
        count(funnel.entry(entry.enquiry.door).or_default(), &entry.enquiry);
    }
    Ok(EnquiryLog {
        tabs: tabs.collect(),
        funnel,
        since: back_to,
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
    }
}

/// Opens one enquiry.
///
/// # Errors
/// `notfound`.
pub async fn open(ctx: &Context, actor: &Actor, id: EnquiryId) -> Result<EnquiryView, Error> {
    let scope = authorise(actor, Action::Enquiries)?;
    let entry = ctx.store.enquiry(&scope, id).await?.ok_or_else(Error::not_found)?;
    let owner = match entry.enquiry.owner {
        Some(owner) => ctx.store.user(scope.organisation(), owner).await?.map(|user| user.name),
        None => None,
    };
    let course_code = match (entry.enquiry.course, authorise(actor, Action::ReadCourses)) {
        (Some(course), Ok(scope)) => {
            let record = ctx.store.course(&scope, course, ctx.today()).await?;
            record.map(|record| record.row.course.code.clone())
        }
        _ => None,
    };
    Ok(view(ctx, &entry, owner, course_code))
}

/// Records an enquiry.
///
/// # Errors
/// `notfound`, or every fault: `future` and `order` of the dates, `toolong` and `cpr` of the words, `unknown` owner.
pub async fn record(
    ctx: &Context,
    actor: &Actor,
    command: RecordEnquiry,
    sent: Sent,
) -> Result<EnquiryId, Error> {
    let request = Request::new(ctx, actor, "enquiry.record", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let scope = authorise(actor, Action::Enquiries)?;
    let id: EnquiryId = ctx.id()?;
    let mut faults = Vec::new();
    let said = words("said", &command.said, NOTE_MAX, &mut faults);
    let enquiry = Enquiry {
        id,
        door: command.door,
        asked: command.asked,
        offered: command.offered,
        met: command.met,
        outcome: None,
        settled: None,
        course: None,
        owner: command.owner,
    };
    check(ctx, &scope, &enquiry, &mut faults).await?;
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let entry = EnquiryEntry { enquiry, said, reason: None, recorded_at: ctx.now(), version: 1 };
    let unit = Unit::new(event(ctx, &scope, id));
    let (key, wrap) = new_key(ctx, &scope, id)?;
    let row = enquiry::insert(&scope, &key, &entry, &mut ctx.randomness())?;
    request.save(ctx, unit.and(wrap).and(row), id).await
}

/// The key of a new enquiry, and the statement that stores it wrapped.
fn new_key(ctx: &Context, scope: &Scope, id: EnquiryId) -> Result<(CourseKey, store::Statement), Error> {
    let public = ctx.store.public_key(scope.organisation())?;
    let subject = ("enquiry", id.uuid());
    Ok(store::keys::create(scope.organisation(), subject, &public, ctx.now(), &mut ctx.randomness())?)
}

/// Answers, settles or corrects an enquiry. A date that is set is not set again.
///
/// # Errors
/// `notfound`; `duplicate` for a date that is set already and would become another; every other fault as in
/// [`record`]; [`Error::Conflict`] with both versions of the words when somebody else changed it meanwhile.
pub async fn change(ctx: &Context, actor: &Actor, command: ChangeEnquiry, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "enquiry.change", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let scope = authorise(actor, Action::Enquiries)?;
    let id = command.id;
    let before = ctx.store.enquiry(&scope, id).await?.ok_or_else(Error::not_found)?;
    let mut faults = Vec::new();
    let after = changed(ctx, &before, &command, &mut faults);
    check(ctx, &scope, &after.enquiry, &mut faults).await?;
    if !faults.is_empty() {
        return Err(faults.into());
    }
    if before.version != command.version {
        return Err(conflict(&before, &after));
    }
    let key = ctx.store.key(scope.organisation(), id.uuid()).await?.ok_or(StoreError::Locked)?;
    let row = enquiry::update(&scope, &key, &after, &mut ctx.randomness())?;
    request.save(ctx, Unit::new(event(ctx, &scope, id)).and(row), ()).await
}

fn changed(
    ctx: &Context,
    before: &EnquiryEntry,
    command: &ChangeEnquiry,
    faults: &mut Vec<Refusal>,
) -> EnquiryEntry {
    let mut after = before.clone();
    let enquiry = &mut after.enquiry;
    enquiry.owner = command.owner.or(enquiry.owner);
    for (field, old, new) in
        [("offered", &mut enquiry.offered, command.offered), ("met", &mut enquiry.met, command.met)]
    {
        match (*old, new) {
            (None, new) => *old = new,
            (Some(set), Some(new)) if set != new => faults.push(Refusal::of(field, RefusalCode::Duplicate)),
            _ => {}
        }
    }
    if let Some(outcome) = command.outcome {
        // A course is begun from it where courses begin; here it can only be let go.
        if outcome == EnquiryOutcome::Course && enquiry.course.is_none() {
            faults.push(Refusal::of("outcome", RefusalCode::NotAllowed));
        }
        enquiry.outcome = Some(outcome);
        let settles = outcome != EnquiryOutcome::Waiting;
        enquiry.settled = enquiry.settled.or_else(|| settles.then(|| ctx.today()));
    }
    if let Some(said) = &command.said {
        after.said = words("said", said, NOTE_MAX, faults);
    }
    if let Some(reason) = &command.reason {
        after.reason = words("reason", reason, LINE_MAX, faults);
    }
    after
}

fn conflict(before: &EnquiryEntry, after: &EnquiryEntry) -> Error {
    let field = |field, yours: &Option<String>, theirs: &Option<String>| {
        (yours != theirs).then(|| FieldConflict {
            block: None,
            field,
            yours: yours.clone(),
            theirs: theirs.clone(),
        })
    };
    let fields = [
        field("said", &after.said, &before.said),
        field("reason", &after.reason, &before.reason),
        field(
            "outcome",
            &after.enquiry.outcome.map(|outcome| outcome.code().to_owned()),
            &before.enquiry.outcome.map(|outcome| outcome.code().to_owned()),
        ),
    ];
    let fields = fields.into_iter().flatten().collect();
    Error::Conflict(Box::new(Conflict { fields, by: None, at: None, version: before.version }))
}

fn words(field: &'static str, text: &str, max: usize, faults: &mut Vec<Refusal>) -> Option<String> {
    free_text(field, text, max).unwrap_or_else(|fault| {
        faults.push(fault);
        None
    })
}

async fn check(
    ctx: &Context,
    scope: &Scope,
    enquiry: &Enquiry,
    faults: &mut Vec<Refusal>,
) -> Result<(), Error> {
    let today = ctx.today();
    for (field, day) in [("asked", Some(enquiry.asked)), ("met", enquiry.met)] {
        if day.is_some_and(|day| day > today) {
            faults.push(Refusal::of(field, RefusalCode::DateInFuture));
        }
    }
    for (field, day) in [("offered", enquiry.offered), ("met", enquiry.met)] {
        if day.is_some_and(|day| day < enquiry.asked) {
            faults.push(Refusal::of(field, RefusalCode::DateOrder).with("after", enquiry.asked));
        }
    }
    if let Some(owner) = enquiry.owner
        && ctx.store.user(scope.organisation(), owner).await?.is_none()
    {
        faults.push(Refusal::of("owner", RefusalCode::Unknown));
    }
    Ok(())
}

fn event(ctx: &Context, scope: &Scope, id: EnquiryId) -> AuditEvent {
    AuditEvent {
        organisation: scope.organisation(),
        actor: Some(scope.actor()),
        act: Act::ChangedEnquiry,
        subject_kind: SubjectKind::Enquiry,
        subject: id.uuid(),
        at: ctx.now(),
        purpose: "enquiry",
    }
}
