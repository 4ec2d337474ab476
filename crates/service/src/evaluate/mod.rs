//! Evaluation of the live record: the cohort of a programme as it stood on a day, and the findings made of it. The same
//! programme, period and day give the same numbers, whoever asks; the record's package goes through the same functions
//! as one from a folder.

mod cut;
mod moments;
mod study;

use domain::Date;
use domain::audit::{Act, AuditEvent, SubjectKind};
use domain::policy::{Action, Actor, Scope, authorise};
use domain::programme::{Programme, ProgrammeId};
use domain::refusal::{Refusal, RefusalCode};
use evaluation::cohort::Cohort;
use evaluation::disclosure::Released;
use evaluation::fault::Fault;
use evaluation::findings::Findings;
use evaluation::package::Package;
use evaluation::study::Study;

use crate::context::Context;
use crate::error::Error;

pub use cut::Period;
pub use moments::{Engine, LiveMoments, MomentsAsk, SiteAsk, moments, site_moments};

/// Fewest courses that numbers are made of: with fewer somebody could be known by them.
pub const LEAST_COURSES: usize = 5;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Programme.
    pub programme: ProgrammeId,
    /// The record as it stood at the end of this day; today when nothing is said.
    pub until: Option<Date>,
    /// Courses that began phase 1 within this period; all when nothing is said.
    pub period: Period,
}

/// An evaluation.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// Programme.
    pub programme: ProgrammeId,
    /// Last day the record is known of.
    pub data_cut: Date,
    /// Courses that began within it.
    pub period: Period,
    /// The numbers; absent where there are fewer than [`LEAST_COURSES`] courses.
    pub findings: Option<Box<Released>>,
}

/// The programmes that can be evaluated: live ones first, by name.
///
/// # Errors
/// `notfound` for those who may see no evaluation.
pub fn programmes(ctx: &Context, actor: &Actor) -> Result<Vec<Programme>, Error> {
    authorise(actor, Action::Evaluate)?;
    let mut programmes: Vec<Programme> =
        ctx.content.programmes().map(|programme| (**programme).clone()).collect();
    programmes.sort_by_key(|programme| (programme.archived, programme.name_in("da").to_owned()));
    Ok(programmes)
}

/// Evaluates a programme on the live record.
///
/// # Errors
/// `notfound` for those who may not, and for an unknown programme; `until` with `future`, `to` with `order`;
/// [`Error::Files`] when the programme's study asks for what the programme has not.
pub async fn evaluate(ctx: &Context, actor: &Actor, ask: &Ask) -> Result<Evaluation, Error> {
    let scope = authorise(actor, Action::Evaluate)?;
    let programme = ctx.content.programme(&ask.programme).ok_or_else(Error::not_found)?;
    check_days(ctx, ask.until, ask.period)?;
    let study = study::of(&ctx.content, programme)?;
    let package = crate::transfer::package_of(ctx, &scope, &ask.programme).await?;
    let package = cut::cut(package, ask.until, ask.period);
    let (data_cut, title) = (package.manifest.data_cut, package.manifest.title.clone());
    let began = package.courses.iter().filter(|course| course.start.is_some()).count();
    let findings = if began < LEAST_COURSES {
        None
    } else {
        let described = ctx.content.described(&ask.programme.0);
        let made = tokio::task::spawn_blocking(move || findings(&package, &study, described)).await;
        Some(Box::new(made.map_err(|_| store::StoreError::Unavailable(title))??))
    };
    ctx.store.account_reading(event(ctx, &scope)).await?;
    Ok(Evaluation { programme: ask.programme.clone(), data_cut, period: ask.period, findings })
}

fn check_days(ctx: &Context, until: Option<Date>, period: Period) -> Result<(), Error> {
    let mut faults = Vec::new();
    if until.is_some_and(|until| until > ctx.today()) {
        faults.push(Refusal::of("until", RefusalCode::DateInFuture));
    }
    if let (Some(from), Some(to)) = (period.from, period.to)
        && to < from
    {
        faults.push(Refusal::of("to", RefusalCode::DateOrder).with("after", from));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
}

/// The findings of a package, as from a folder.
fn findings(
    package: &Package,
    study: &Study,
    described: Option<evaluation::findings::Programme>,
) -> Result<Released, Vec<Fault>> {
    let cohort = Cohort::from_package(package, &[], study)?;
    let found = evaluation::evaluate(&cohort, study);
    Ok(evaluation::release(Findings { programme: described, ..found }, study.disclosure))
}

fn event(ctx: &Context, scope: &Scope) -> AuditEvent {
    AuditEvent {
        organisation: scope.organisation(),
        actor: Some(scope.actor()),
        act: Act::Evaluated,
        subject_kind: SubjectKind::Organisation,
        subject: scope.organisation().uuid(),
        at: ctx.now(),
        purpose: "evaluate",
    }
}

#[cfg(test)]
mod tests;
