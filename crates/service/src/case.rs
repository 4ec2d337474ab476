//! The beginning of every recipe on a course: authorise, load; and its audit event. A course out of reach does not
//! exist.

use std::sync::Arc;

use domain::Date;
use domain::audit::{Act, AuditEvent, SubjectKind};
use domain::course::Course;
use domain::id::{CourseId, UserId};
use domain::policy::{Action, Actor, Reach, Scope, authorise};
use domain::programme::Programme;
use domain::refusal::{Refusal, RefusalCode};
use store::{CourseKey, CourseRecord, Statement, StoreError, Unit};

use crate::context::Context;
use crate::course::Purpose;
use crate::error::{Conflict, Error, FieldConflict};

/// A course in the hands of somebody who may write in it.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) scope: Scope,
    pub(crate) record: Arc<CourseRecord>,
    pub(crate) key: CourseKey,
    pub(crate) now: i64,
    pub(crate) today: Date,
}

impl Case {
    /// The course, for writing.
    ///
    /// # Errors
    /// `notfound` for what does not exist or is out of reach.
    pub(crate) async fn open(ctx: &Context, actor: &Actor, course: CourseId) -> Result<Self, Error> {
        Self::within(ctx, authorise(actor, Action::WriteCourses)?, course).await
    }

    /// The same, where the leave to write came another way.
    ///
    /// # Errors
    /// `notfound` for what does not exist or is out of reach.
    pub(crate) async fn within(ctx: &Context, scope: Scope, course: CourseId) -> Result<Self, Error> {
        let (now, today) = (ctx.now(), ctx.today());
        let record = ctx.store.course(&scope, course, today).await?.ok_or_else(Error::not_found)?;
        let key = ctx.store.key(scope.organisation(), course.uuid()).await?.ok_or(StoreError::Locked)?;
        Ok(Self { scope, record, key, now, today })
    }

    /// The same, refused when it is closed: its facts stand.
    ///
    /// # Errors
    /// `notfound`, `closed`.
    pub(crate) async fn running(ctx: &Context, actor: &Actor, course: CourseId) -> Result<Self, Error> {
        let case = Self::open(ctx, actor, course).await?;
        if case.course().is_open() { Ok(case) } else { Err(Refusal::new(RefusalCode::CourseClosed).into()) }
    }

    pub(crate) fn course(&self) -> &Course {
        &self.record.row.course
    }
    pub(crate) fn id(&self) -> CourseId {
        self.course().id
    }
    pub(crate) fn programme<'a>(&self, ctx: &'a Context) -> Result<&'a Arc<Programme>, Error> {
        programme_of(ctx, self.course())
    }
    /// The phase today; 1 while contact is being made, for a plan may be begun then.
    pub(crate) fn phase(&self, ctx: &Context) -> Result<u8, Error> {
        Ok(self.course().phase_on(self.programme(ctx)?, self.today).max(1))
    }

    /// The audit event of an act on this course.
    pub(crate) fn event(&self, act: Act) -> AuditEvent {
        let purpose = purpose_of(&self.scope, &self.record, self.today);
        event(&self.scope, (act, self.id()), purpose.code(), self.now)
    }
    /// A unit of an act with these statements.
    pub(crate) fn unit(&self, act: Act, statements: impl IntoIterator<Item = Statement>) -> Unit {
        Unit::new(self.event(act)).and_all(statements)
    }
    /// Who changed something of this kind last, for a conflict.
    pub(crate) async fn conflict(
        &self,
        ctx: &Context,
        act: Act,
        version: i64,
        fields: Vec<FieldConflict>,
    ) -> Result<Error, Error> {
        let organisation = self.scope.organisation();
        let events = ctx.store.audit_page(organisation, Some(self.id().uuid()), None, 50).await?;
        let last = events.iter().find(|event| event.act == act.code());
        Ok(Error::Conflict(Box::new(Conflict {
            fields,
            by: last.and_then(|event| event.actor).map(UserId::new),
            at: last.map(|event| event.at),
            version,
        })))
    }
}

/// The programme of a course.
pub(crate) fn programme_of<'a>(ctx: &'a Context, course: &Course) -> Result<&'a Arc<Programme>, Error> {
    ctx.content
        .programme(&course.programme)
        .ok_or_else(|| StoreError::Damaged(format!("programme of course {}", course.id)).into())
}

/// An event on a course.
pub(crate) fn event(
    scope: &Scope,
    (act, course): (Act, CourseId),
    purpose: &'static str,
    at: i64,
) -> AuditEvent {
    AuditEvent {
        organisation: scope.organisation(),
        actor: Some(scope.actor()),
        act,
        subject_kind: SubjectKind::Course,
        subject: course.uuid(),
        at,
        purpose,
    }
}

/// Why somebody is at a course, where nothing else is said: her own, as a deputy, or because she oversees it.
pub(crate) fn purpose_of(scope: &Scope, record: &CourseRecord, today: Date) -> Purpose {
    use domain::assignment::AssignmentRole as R;
    let me = scope.actor();
    let mine =
        |role| record.assignments.iter().any(|a| a.worker == me && a.role == role && a.holds_on(today));
    match scope.reach() {
        _ if mine(R::Worker) => Purpose::Own,
        _ if mine(R::Deputy) => Purpose::Deputy,
        Reach::Own(_) | Reach::Organisation | Reach::Aggregates | Reach::House => Purpose::Oversight,
    }
}

/// Adds a field to a conflict where the two differ.
pub(crate) fn differs(
    fields: &mut Vec<FieldConflict>,
    field: &'static str,
    yours: Option<String>,
    theirs: Option<String>,
) {
    if yours != theirs {
        fields.push(FieldConflict { block: None, field, yours, theirs });
    }
}
