//! The record out to a cohort package, and a cohort package in. A package holds countable facts and pseudonymous ids,
//! never words: aliases, names, notes and goals neither leave nor enter the house here. What a package says and the
//! record has no column for is kept beside it, so that what came in goes out the same.

mod answers;
mod bring;
mod check;
mod course;
mod ids;
mod kept;
mod manifest;
mod plan;
mod rows;
mod take;

use domain::audit::{Act, AuditEvent, SubjectKind};
use domain::policy::{Action, Actor, Scope, authorise};
use domain::programme::ProgrammeId;
use evaluation::fault::Fault;
use evaluation::package::{Known, Package, Reading};
use store::Unit;
use uuid::Uuid;

use crate::context::Context;
use crate::error::Error;

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Imported {
    /// Rows brought in.
    pub rows: u64,
    /// Rows that the record held exactly so already.
    pub already: u64,
    /// Courses among the rows brought in.
    pub courses: u64,
}

/// The programmes that have courses, and how many each has.
///
/// # Errors
/// `notfound` for those who may not take packages out.
pub async fn programmes(ctx: &Context, actor: &Actor) -> Result<Vec<(ProgrammeId, i64)>, Error> {
    let scope = authorise(actor, Action::Transfer)?;
    Ok(ctx.store.programmes_in_use(&scope).await?)
}

/// Takes the facts of a programme out, and accounts for it.
///
/// # Errors
/// `notfound` for those who may not, [`Error::Store`].
pub async fn export(ctx: &Context, actor: &Actor, programme: &ProgrammeId) -> Result<Package, Error> {
    let scope = authorise(actor, Action::Transfer)?;
    let package = package_of(ctx, &scope, programme).await?;
    ctx.store.write(Unit::new(event(&scope, Act::Exported, ctx.now(), whole_house(&scope)))).await?;
    Ok(package)
}

/// The facts of a programme as a package: what the evaluation of the live record is made from. Whoever calls this
/// accounts for it.
///
/// # Errors
/// [`Error::Store`].
pub async fn package_of(ctx: &Context, scope: &Scope, programme: &ProgrammeId) -> Result<Package, Error> {
    take::package(ctx, scope, programme).await
}

/// What the record holds of a programme already: a package is read onto it.
///
/// # Errors
/// `notfound` for those who may not bring packages in, [`Error::Store`].
pub async fn known(ctx: &Context, actor: &Actor, programme: &ProgrammeId) -> Result<Known, Error> {
    let scope = authorise(actor, Action::Transfer)?;
    // Also of a programme that has no courses yet: an enquiry that became no course is told with every running one.
    match ctx.content.programme(programme) {
        Some(_) => Ok(Known::of(&take::package(ctx, &scope, programme).await?)),
        None => Ok(Known::nothing()),
    }
}

/// What the content of this house does not know of a reading (programme, instruments, items): with it nothing comes in.
pub fn faults(ctx: &Context, reading: &Reading) -> Vec<Fault> {
    check::check(ctx, &reading.package)
}

/// Brings the new rows of a reading in, in large groups: workers become members of staff who cannot log in, called by
/// their pseudonymous ids, and aliases are suggested ones. Each course brought in is one event of the audit trail.
///
/// # Errors
/// `notfound` for those who may not; [`Error::Files`] with what the content of this house does not know (programme,
/// instruments, items), and then nothing was written; [`Error::Store`], and then what was written before stands and
/// is passed over when the same is brought in again.
pub async fn import(ctx: &Context, actor: &Actor, reading: &Reading) -> Result<Imported, Error> {
    let scope = authorise(actor, Action::Transfer)?;
    let package = &reading.package;
    let faults = faults(ctx, reading);
    if !faults.is_empty() {
        return Err(Error::Files(faults));
    }
    bring::bring(ctx, &scope, package).await?;
    Ok(Imported {
        rows: package.rows(),
        already: reading.already,
        courses: u64::try_from(package.courses.len()).unwrap_or(u64::MAX),
    })
}

fn whole_house(scope: &Scope) -> (SubjectKind, Uuid) {
    (SubjectKind::Organisation, scope.organisation().uuid())
}

fn event(scope: &Scope, act: Act, now: i64, (subject_kind, subject): (SubjectKind, Uuid)) -> AuditEvent {
    AuditEvent {
        organisation: scope.organisation(),
        actor: Some(scope.actor()),
        act,
        subject_kind,
        subject,
        at: now,
        purpose: "transfer",
    }
}

#[cfg(test)]
mod tests;
