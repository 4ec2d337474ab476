//! Taking back a change of a plan or a network in one tap: what it replaced stands again, what it added goes. By whoever
//! made it, within a day, and only while nobody has changed the same since.

use domain::audit::Act;
use domain::id::{CourseId, StepId};
use domain::policy::Actor;
use domain::refusal::{Refusal, RefusalCode};
use store::record::course;
use store::record::step::{self, Added, Replaced, Step};
use store::{Statement, StoreError};

use crate::case::Case;
use crate::context::{Context, TAKE_BACK};
use crate::error::Error;
use crate::sent::{Request, Sent};

/// A change is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeBack {
    /// The course.
    pub course: CourseId,
    /// The change.
    pub step: StepId,
}

/// The statements that keep what a change replaces and adds; they come before its own.
pub(crate) fn kept(case: &Case, id: StepId, replaced: &[Replaced], added: Vec<Added>) -> Vec<Statement> {
    let step = Step {
        id,
        course: case.id(),
        by: case.scope.actor(),
        at: case.now,
        added,
        plan_changed: case.record.row.derived.plan_changed,
        undone_at: None,
    };
    let mut statements = vec![step::insert(&case.scope, &step)];
    statements.extend(replaced.iter().map(|row| step::keep(&case.scope, (case.id(), id), *row)));
    statements
}

/// Takes a change back.
///
/// # Errors
/// `notfound` for what is not there or somebody else's, `closed`, `toolate` after a day, once it was taken back, or when
/// the same was changed since.
pub async fn take_back(ctx: &Context, actor: &Actor, command: TakeBack, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "step.take_back", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    let found = ctx.store.step(&case.scope, case.id(), command.step).await?;
    let (made, replaced) = found.filter(|(made, _)| made.by == actor.user).ok_or_else(Error::not_found)?;
    let too_late = || Error::from(Refusal::new(RefusalCode::TooLate));
    if made.undone_at.is_some() || made.at < case.now.saturating_sub(TAKE_BACK) || in_use(&case, &made) {
        return Err(too_late());
    }
    let statements = step::take_back(&case.scope, &made, &replaced, case.now);
    let of_network = replaced.iter().any(|row| matches!(row, Replaced::Supporter(_)));
    let unit = if of_network {
        case.unit(Act::ChangedNetwork, statements)
    } else {
        let mut derived = case.record.row.derived.clone();
        derived.plan_changed = made.plan_changed;
        let update = course::update(&case.scope, case.course(), &derived, case.now);
        case.unit(Act::ChangedPlan, statements).and(update)
    };
    match request.save(ctx, unit, ()).await {
        Err(Error::Refused(refusals)) if refusals.iter().all(|r| r.code == RefusalCode::Conflict) => {
            Err(too_late())
        }
        Err(Error::Store(StoreError::Reference)) => Err(too_late()),
        other => other,
    }
}

/// Whether something that the change did not add stands in an area that it added.
fn in_use(case: &Case, made: &Step) -> bool {
    let activities = || case.record.activities.iter().map(|entry| &entry.activity);
    made.added.iter().any(|added| match added {
        Added::Activity(_) => false,
        Added::Area(area) => {
            activities().any(|a| a.focus_area == *area && !made.added.contains(&Added::Activity(a.id)))
        }
    })
}

#[cfg(test)]
mod tests;
