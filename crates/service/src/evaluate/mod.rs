//! Evaluation of the live record: the cohort of a programme as it stood on a day, and the findings made of it. The same
//! programme, period and day give the same numbers, whoever asks; the record's package goes through the same functions
//! as one from a folder.

mod compare;
mod cut;
mod moments;
mod release;
mod study;

use domain::Date;
use domain::audit::{Act, AuditEvent, SubjectKind};
use domain::policy::{Action, Actor, Scope, authorise};
use domain::programme::{Programme, ProgrammeId};
use domain::refusal::{Refusal, RefusalCode};
use evaluation::disclosure::Released;

use crate::context::Context;
use crate::error::{Error, Withheld};
use release::Question;
pub(crate) use study::text as study_text;

pub use compare::{Compare, Compared, HeldPeriod, HeldWhy};
pub use cut::Period;
pub use moments::{Engine, LiveMoments, MomentsAsk, SiteAsk, moments, site_moments};

/// Fewest courses that numbers are made of: with fewer somebody could be known by them.
pub const LEAST_COURSES: usize = 5;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Programme.
    pub programme: ProgrammeId,
    /// The record as it stood at the end of the last month that was over on this day; today when nothing is said.
    pub until: Option<Date>,
    /// Courses that began phase 1 in the months of this period; all when nothing is said.
    pub period: Period,
    /// Periods beside each other.
    pub compare: Compare,
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
    /// Newer numbers that are not let out yet, where no day was asked for.
    pub held_back: Option<Withheld>,
    /// What became of the periods that were asked for beside each other; absent where none were, or where there are no
    /// numbers. Where they are let out they are part of the findings.
    pub compared: Option<Compared>,
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

/// Evaluates a programme on the live record: as of the end of a month, and once for all who ask. What was let out is shown
/// again as it was; what was not is judged beside all that was let out of the programme before.
///
/// # Errors
/// `notfound` for those who may not, and for an unknown programme; `until` with `future`, `to` with `order`;
/// [`Error::Withheld`] where the numbers would, beside earlier ones, tell of a few persons: of the day asked for, or of
/// any day where none was asked for; [`Error::Files`] when the programme's study asks for what the programme has not.
pub async fn evaluate(ctx: &Context, actor: &Actor, ask: &Ask) -> Result<Evaluation, Error> {
    let scope = authorise(actor, Action::Evaluate)?;
    let programme = ctx.content.programme(&ask.programme).ok_or_else(Error::not_found)?;
    let text = study_text(&ctx.content, programme);
    let asked = (ask.until, ask.period, &ask.compare);
    // Findings are large: what waits for them lies on the heap.
    let made = Box::pin(of_study(ctx, &scope, (programme, &text), asked)).await;
    ctx.store.account_reading(event(ctx, &scope)).await?;
    made
}

/// Evaluates a study of a programme on the live record; who calls this accounts for it.
pub(crate) async fn of_study(
    ctx: &Context,
    scope: &Scope,
    (programme, text): (&Programme, &str),
    (until, period, compare): (Option<Date>, Period, &Compare),
) -> Result<Evaluation, Error> {
    check_days(ctx, until, period, compare)?;
    let question = Question::of_text(ctx, programme, text, period.of_months())?;
    let cut = cut::settled(ctx.today(), until);
    let made = if until.is_some() {
        let findings = question.at(ctx, scope, cut).await?;
        release::Made { cut, findings, held_back: None }
    } else {
        question.newest(ctx, scope, cut).await?
    };
    // The data of a finished programme end before.
    let told = made.findings.as_ref().and_then(|found| found.provenance.data_cut.as_ref()?.parse().ok());
    let (findings, compared) = match made.findings {
        Some(found) => beside(ctx, scope, (&question, text), (made.cut, compare), found).await?,
        None => (None, None),
    };
    Ok(Evaluation {
        programme: programme.id.clone(),
        data_cut: told.unwrap_or(made.cut),
        period: question.period,
        held_back: made.held_back,
        compared,
        findings: findings.map(Box::new),
    })
}

/// The months of the periods that a study puts beside each other: those that its numbers stand in, where some were let
/// out; before that those that they would.
pub(crate) async fn months_of(
    ctx: &Context,
    scope: &Scope,
    (programme, text): (&Programme, &str),
    (until, period, compare): (Option<Date>, Period, &Compare),
) -> Result<Vec<Period>, Error> {
    let cut = cut::settled(ctx.today(), until);
    if !compare.goes_by_the_newest() {
        return Ok(compare.settled(cut));
    }
    let question = Question::of_text(ctx, programme, text, period.of_months())?;
    let newest = question.last_start(ctx, scope, cut).await?;
    ctx.store.account_reading(event(ctx, scope)).await?;
    Ok(compare.settled(newest))
}

/// Puts the periods asked for beside the numbers.
async fn beside(
    ctx: &Context,
    scope: &Scope,
    (question, text): (&Question, &str),
    (cut, compare): (Date, &Compare),
    found: Released,
) -> Result<(Option<Released>, Option<Compared>), Error> {
    let newest = release::told_start(&found).unwrap_or(cut);
    let periods = compare.settled(newest).into_iter();
    let questions: Vec<Question> = periods.map(|period| question.beside_others(text, period)).collect();
    if questions.is_empty() {
        return Ok((Some(found), None));
    }
    let (found, compared) = compare::beside(ctx, scope, (&questions, cut), found).await?;
    Ok((Some(found), Some(compared)))
}

/// What is wrong with the days asked for.
pub(crate) fn check_days(
    ctx: &Context,
    until: Option<Date>,
    period: Period,
    compare: &Compare,
) -> Result<(), Error> {
    let mut faults = Vec::new();
    if until.is_some_and(|until| until > ctx.today()) {
        faults.push(Refusal::of("until", RefusalCode::DateInFuture));
    }
    if let (Some(from), Some(to)) = (period.from, period.to)
        && to < from
    {
        faults.push(Refusal::of("to", RefusalCode::DateOrder).with("after", from));
    }
    faults.extend(compare.faults(ctx.today()));
    if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
}

/// The event that accounts for an evaluation.
pub(crate) fn event(ctx: &Context, scope: &Scope) -> AuditEvent {
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
mod attack;
#[cfg(test)]
mod compare_tests;
#[cfg(test)]
mod cuts_tests;
#[cfg(test)]
mod tests;
