//! Starting a course. Only programme, track and a date are needed; a former participant's earlier course is linked,
//! and nothing is copied silently.

use domain::Date;
use domain::assignment::{Assignment, AssignmentRole};
use domain::audit::{Act, AuditEvent, SubjectKind};
use domain::course::Course;
use domain::enquiry::EnquiryOutcome;
use domain::id::{AssignmentId, CourseId, EnquiryId, UserId};
use domain::policy::{Action, Actor, Scope, authorise};
use domain::programme::{ProgrammeId, Track};
use domain::refusal::RefusalCode;
use store::record::course::NewCourse;
use store::record::{EnquiryEntry, assignment, course, enquiry};
use store::{CourseKey, CourseRow, Statement, StoreError, Unit};

use crate::case::event;
use crate::context::Context;
use crate::course::new::{Asked, new_course, written};
use crate::course::{Purpose, Which};
use crate::error::Error;
use crate::sent::{Answer, Request, Sent, ids_of, ids_text};

/// Where a start comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StartWho {
    /// From an enquiry.
    pub enquiry: Option<EnquiryId>,
    /// After an earlier course of the same citizen.
    pub previous: Option<CourseId>,
}

/// A course is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartCourse {
    /// Programme.
    pub programme: ProgrammeId,
    /// Track; never changed afterwards.
    pub track: Track,
    /// Key of the site, or empty.
    pub site: String,
    /// What the citizen is called here.
    pub alias: String,
    /// Day of the first contact.
    pub first_contact: Date,
    /// First day of phase 1, when it begins at once.
    pub start: Option<Date>,
    /// Its fixed worker.
    pub worker: UserId,
    /// Who stands in when she is away.
    pub deputy: Option<UserId>,
    /// How the citizen may be contacted safely; may wait.
    pub safe_contact: String,
    /// Where it comes from.
    pub from: StartWho,
}

/// A started course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Started {
    /// Its id.
    pub course: CourseId,
    /// Its code, for its address.
    pub code: String,
}

impl Answer for Started {
    fn text(&self) -> String {
        format!("{} {}", ids_text(&[Some(self.course.uuid())]), self.code)
    }
    fn parse(text: &str) -> Option<Self> {
        let (id, code) = text.split_once(' ')?;
        let [course] = ids_of(id)?;
        Some(Self { course: CourseId::new(course?), code: code.to_owned() })
    }
}

/// Starts a course.
///
/// # Errors
/// `notfound` for an enquiry or earlier course out of reach; `unknown` programme, worker or deputy; `empty`,
/// `toolong`, `cpr` of the words; `future` or `order` of the dates; all faults at once.
pub async fn start(ctx: &Context, actor: &Actor, command: StartCourse, sent: Sent) -> Result<Started, Error> {
    let request = Request::new(ctx, actor, "course.start", &command, sent.clone())?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let scope = authorise(actor, Action::WriteCourses)?;
    let previous = match command.from.previous {
        Some(id) => Some((id, earlier(ctx, actor, id).await?.course.citizen)),
        None => None,
    };
    let mut faults = Vec::new();
    let asked = Asked {
        programme: &command.programme,
        track: command.track,
        site: &command.site,
        alias: Some(&command.alias),
        first_contact: command.first_contact,
        start: command.start,
        worker: command.worker,
        deputy: command.deputy,
        safe_contact: &command.safe_contact,
        previous,
    };
    let Some(new) = new_course(ctx, actor, &asked, &mut faults).await? else { return Err(faults.into()) };
    let enquiry = match command.from.enquiry {
        Some(id) => Some(an_enquiry(ctx, actor, id).await?),
        None => None,
    };
    let request = || Request::new(ctx, actor, "course.start", &command, sent.clone());
    let unit = |new: &NewCourse| {
        let mut unit = begin_unit(ctx, &scope, new, previous.is_none())?;
        for (worker, role) in
            [(Some(command.worker), AssignmentRole::Worker), (command.deputy, AssignmentRole::Deputy)]
        {
            let Some(worker) = worker else { continue };
            unit.push(assignment::insert(&scope, &tie(ctx, &new.course, worker, role)?));
        }
        match enquiry.clone() {
            Some(enquiry) => becomes(ctx, &scope, unit, enquiry, &new.course),
            None => Ok(unit),
        }
    };
    written(ctx, new, request, unit).await
}

/// The unit that a new course begins with: citizen, key, course.
pub(super) fn begin_unit(
    ctx: &Context,
    scope: &Scope,
    new: &NewCourse,
    new_citizen: bool,
) -> Result<Unit, Error> {
    let (now, id) = (ctx.now(), new.course.id);
    let mut unit = Unit::new(event(scope, (Act::CreatedCourse, id), Purpose::Own.code(), now));
    if new_citizen {
        unit.push(course::insert_citizen(scope, new.course.citizen, now));
    }
    let entropy = &mut ctx.randomness();
    let (key, kept) = ctx.store.new_key(scope.organisation(), ("course", id.uuid()), now, entropy)?;
    unit.push(kept);
    unit.push(course::insert(scope, &key, new, now, entropy)?);
    Ok(unit)
}

/// The tie of somebody to a new course, from its first day.
pub(super) fn tie(
    ctx: &Context,
    course: &Course,
    worker: UserId,
    role: AssignmentRole,
) -> Result<Assignment, Error> {
    let id = AssignmentId::new(ctx.uuid()?);
    Ok(Assignment { id, course: course.id, worker, role, from: course.first_contact, to: None })
}

/// The enquiry becomes this course.
fn becomes(
    ctx: &Context,
    scope: &Scope,
    unit: Unit,
    (key, mut entry): (CourseKey, EnquiryEntry),
    course: &Course,
) -> Result<Unit, Error> {
    let id = entry.enquiry.id;
    entry.enquiry.met = entry.enquiry.met.or(Some(course.first_contact));
    entry.enquiry.outcome = Some(EnquiryOutcome::Course);
    entry.enquiry.settled = entry.enquiry.settled.or(Some(ctx.today()));
    entry.enquiry.course = Some(course.id);
    let settled: Statement = enquiry::update(scope, &key, &entry, &mut ctx.randomness())?;
    Ok(unit.and(settled).accounted(AuditEvent {
        organisation: scope.organisation(),
        actor: Some(scope.actor()),
        act: Act::ChangedEnquiry,
        subject_kind: SubjectKind::Enquiry,
        subject: id.uuid(),
        at: ctx.now(),
        purpose: Purpose::Own.code(),
    }))
}

pub(super) async fn an_enquiry(
    ctx: &Context,
    actor: &Actor,
    id: EnquiryId,
) -> Result<(CourseKey, EnquiryEntry), Error> {
    let scope = authorise(actor, Action::Enquiries)?;
    let entry = ctx.store.enquiry(&scope, id).await?.ok_or_else(Error::not_found)?;
    if entry.enquiry.course.is_some() {
        return Err(Error::of("enquiry", RefusalCode::Duplicate));
    }
    let key = ctx.store.key(scope.organisation(), id.uuid()).await?.ok_or(StoreError::Locked)?;
    Ok((key, entry))
}

/// The earlier course, read as any other.
pub(super) async fn earlier(ctx: &Context, actor: &Actor, id: CourseId) -> Result<CourseRow, Error> {
    let page = crate::course::open(ctx, actor, &Which::Id(id), None).await?;
    Ok(page.record.row.clone())
}
