//! Studies that an organisation keeps: a programme's study with what is left out of it, a day and a period, under a name.
//! They belong to the organisation; who may see evaluations opens them, who answers for them keeps and changes them.

mod asks;

use domain::audit::{Act, AuditEvent, SubjectKind};
use domain::id::StudyId;
use domain::policy::{Action, Actor, Scope, authorise};
use domain::programme::{Programme, ProgrammeId};
use domain::refusal::{Refusal, RefusalCode};
use domain::words::free_text;
use evaluation::findings::Label;
use evaluation::study::Study;
use store::Unit;
use store::study::{StudyRow, insert, rename as rename_row, set_removed};

use crate::context::{Context, TAKE_BACK};
use crate::error::Error;
use crate::evaluate::{self, Evaluation, study_text};
use crate::sent::{Request, Sent};

pub use asks::Asks;

/// Studies that an organisation can keep.
pub const STUDIES_MAX: usize = 200;
/// Longest name, characters.
pub const NAME_MAX: usize = 80;

/// A study that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptStudy {
    /// Id.
    pub id: StudyId,
    /// Its name.
    pub name: String,
    /// The programme it is about.
    pub programme: ProgrammeId,
    /// What it asks for.
    pub asks: Asks,
}

/// A study is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeepStudy {
    /// Its name.
    pub name: String,
    /// The programme it is about.
    pub programme: ProgrammeId,
    /// What it asks for.
    pub asks: Asks,
}

/// What of a programme's study can be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Name.
    pub name: String,
    /// Label in the languages of the study.
    pub label: Label,
    /// True for what the study is mostly about: it stays.
    pub primary: bool,
}

/// Measures and sub-groups of a programme's study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// Measures.
    pub measures: Vec<Part>,
    /// Sub-groups.
    pub groups: Vec<Part>,
    /// Its threshold.
    pub threshold: u64,
}

/// What can be left out of the study of a programme.
///
/// # Errors
/// `notfound` for those who may see no evaluation, and for an unknown programme.
pub fn parts(ctx: &Context, actor: &Actor, programme: &ProgrammeId) -> Result<Parts, Error> {
    authorise(actor, Action::Evaluate)?;
    parts_of(ctx, known(ctx, programme)?)
}

fn known<'c>(ctx: &'c Context, programme: &ProgrammeId) -> Result<&'c Programme, Error> {
    ctx.content.programme(programme).map(AsRef::as_ref).ok_or_else(Error::not_found)
}

fn parts_of(ctx: &Context, programme: &Programme) -> Result<Parts, Error> {
    let study = Study::parse("study", &study_text(&ctx.content, programme))?;
    let measures = study.measures.iter().enumerate().map(|(at, one)| Part {
        name: one.name.clone(),
        label: one.label.clone(),
        primary: at == study.primary,
    });
    let groups = study.subgroups.iter().map(|one| Part {
        name: one.name.clone(),
        label: one.label.clone(),
        primary: false,
    });
    Ok(Parts {
        measures: measures.collect(),
        groups: groups.collect(),
        threshold: study.disclosure.threshold,
    })
}

/// The studies of the organisation, by name.
///
/// # Errors
/// `notfound` for those who may see no evaluation.
pub async fn list(ctx: &Context, actor: &Actor) -> Result<Vec<KeptStudy>, Error> {
    let scope = authorise(actor, Action::Evaluate)?;
    let mut studies: Vec<KeptStudy> = standing(ctx, &scope).await?.into_iter().map(read).collect();
    studies.sort_by_key(|study| study.name.to_lowercase());
    Ok(studies)
}

/// The rows that were not thrown away.
async fn standing(ctx: &Context, scope: &Scope) -> Result<Vec<StudyRow>, Error> {
    let rows = ctx.store.studies(scope).await?;
    Ok(rows.into_iter().filter(|row| row.removed_at.is_none()).collect())
}

fn read(row: StudyRow) -> KeptStudy {
    KeptStudy { id: row.id, name: row.name, programme: row.programme, asks: Asks::from_text(&row.asks) }
}

/// One study.
///
/// # Errors
/// `notfound`.
pub async fn get(ctx: &Context, actor: &Actor, id: StudyId) -> Result<KeptStudy, Error> {
    let scope = authorise(actor, Action::Evaluate)?;
    Ok(read(row(ctx, &scope, id).await?))
}

async fn row(ctx: &Context, scope: &Scope, id: StudyId) -> Result<StudyRow, Error> {
    standing(ctx, scope).await?.into_iter().find(|row| row.id == id).ok_or_else(Error::not_found)
}

/// Keeps a study.
///
/// # Errors
/// `notfound` for those who may not; all faults at once: `programme` with `unknown`; `name` with `empty`, `toolong`, `cpr`,
/// `duplicate`; `until` with `future`, `to` with `order`; `threshold` with `range`; `measures` and `groups` with `unknown`
/// for what the programme's study has not, `measures` with `empty` where its main measure is left out.
pub async fn keep(ctx: &Context, actor: &Actor, command: KeepStudy, sent: Sent) -> Result<StudyId, Error> {
    let scope = authorise(actor, Action::KeepStudies)?;
    // Asked first: what was kept before has this name by now.
    let request = Request::new(ctx, actor, "study.keep", &command, sent)?;
    if let Some(before) = request.answered(ctx).await? {
        return Ok(before);
    }
    kept(ctx, &scope, command, request).await
}

async fn kept(ctx: &Context, scope: &Scope, command: KeepStudy, request: Request) -> Result<StudyId, Error> {
    let standing = standing(ctx, scope).await?;
    let name = decide(ctx, &command, &standing)?;
    let row = StudyRow {
        id: ctx.id()?,
        name,
        programme: command.programme,
        asks: command.asks.to_text(),
        made_by: scope.actor(),
        made_at: ctx.now(),
        removed_at: None,
        version: 1,
    };
    let unit = Unit::new(event(ctx, scope, row.id)).and(insert(scope.organisation(), &row));
    request.save(ctx, unit, row.id).await
}

/// Leave to keep studies; for a form that would be refused.
///
/// # Errors
/// `notfound` for those who may not.
pub fn may_keep(actor: &Actor) -> Result<(), Error> {
    Ok(authorise(actor, Action::KeepStudies).map(|_| ())?)
}

/// Keeps a study again under a name made of this one: `name`, or with the first number that is free.
///
/// # Errors
/// `notfound`; the faults of the name as in [`keep`].
pub async fn copy(
    ctx: &Context,
    actor: &Actor,
    (id, text): (StudyId, &str),
    sent: Sent,
) -> Result<StudyId, Error> {
    let scope = authorise(actor, Action::KeepStudies)?;
    let request = Request::new(ctx, actor, "study.copy", &(id, text), sent)?;
    if let Some(before) = request.answered(ctx).await? {
        return Ok(before);
    }
    let standing = standing(ctx, &scope).await?;
    let row = standing.iter().find(|row| row.id == id).ok_or_else(Error::not_found)?;
    let text: String = text.chars().take(NAME_MAX - 5).collect();
    let free = (1..=STUDIES_MAX).find_map(|number| {
        let named = if number == 1 { text.clone() } else { format!("{text} {number}") };
        name(&named, None, &standing).ok()
    });
    let command = KeepStudy {
        name: free.unwrap_or(text),
        programme: row.programme.clone(),
        asks: Asks::from_text(&row.asks),
    };
    kept(ctx, &scope, command, request).await
}

/// All that is wrong with a study, or its name as it is kept.
fn decide(ctx: &Context, command: &KeepStudy, standing: &[StudyRow]) -> Result<String, Error> {
    let mut faults = Vec::new();
    let name = name(&command.name, None, standing).map_err(|refusal| faults.push(refusal));
    let asks = &command.asks;
    match known(ctx, &command.programme) {
        Ok(programme) => faults.extend(unknown(&parts_of(ctx, programme)?, asks)),
        Err(_) => faults.push(Refusal::of("programme", RefusalCode::Unknown)),
    }
    if let Err(Error::Refused(more)) = evaluate::check_days(ctx, asks.until, asks.period, &asks.compare) {
        faults.extend(more);
    }
    if !asks.threshold_fits() {
        let (least, most) = (evaluation::Disclosure::LEAST, evaluation::Disclosure::MOST);
        let range = Refusal::of("threshold", RefusalCode::OutOfRange);
        faults.push(range.with("min", least.to_string()).with("max", most.to_string()));
    }
    if standing.len() >= STUDIES_MAX {
        let range = Refusal::of("name", RefusalCode::OutOfRange);
        faults.push(range.with("min", 1).with("max", STUDIES_MAX));
    }
    match name {
        Ok(name) if faults.is_empty() => Ok(name),
        _ => Err(faults.into()),
    }
}

/// What is to be left out and is not there, or has to stay.
fn unknown(parts: &Parts, asks: &Asks) -> Vec<Refusal> {
    let has = |list: &[Part], name: &String| list.iter().any(|part| part.name == *name);
    let mut faults = Vec::new();
    if asks.without_measures.iter().any(|name| !has(&parts.measures, name)) {
        faults.push(Refusal::of("measures", RefusalCode::Unknown));
    }
    if parts.measures.iter().any(|part| part.primary && asks.without_measures.contains(&part.name)) {
        faults.push(Refusal::of("measures", RefusalCode::Empty));
    }
    if asks.without_groups.iter().any(|name| !has(&parts.groups, name)) {
        faults.push(Refusal::of("groups", RefusalCode::Unknown));
    }
    faults
}

/// The name, told apart from the other studies by anybody who reads it.
fn name(text: &str, own: Option<StudyId>, standing: &[StudyRow]) -> Result<String, Refusal> {
    let name = free_text("name", text, NAME_MAX)?.ok_or_else(|| Refusal::of("name", RefusalCode::Empty))?;
    let same = |row: &StudyRow| Some(row.id) != own && row.name.to_lowercase() == name.to_lowercase();
    if standing.iter().any(same) { Err(Refusal::of("name", RefusalCode::Duplicate)) } else { Ok(name) }
}

/// Gives a study another name.
///
/// # Errors
/// `notfound`; the faults of the name as in [`keep`]; a conflict when somebody else changed it meanwhile.
pub async fn rename(ctx: &Context, actor: &Actor, id: StudyId, text: &str) -> Result<(), Error> {
    let scope = authorise(actor, Action::KeepStudies)?;
    let standing = standing(ctx, &scope).await?;
    let row = standing.iter().find(|row| row.id == id).ok_or_else(Error::not_found)?;
    let name = name(text, Some(id), &standing)?;
    let statement = rename_row(scope.organisation(), row, name);
    ctx.store.write(Unit::new(event(ctx, &scope, id)).and(statement)).await?;
    Ok(())
}

/// Throws a study away; it can be fetched back for a day.
///
/// # Errors
/// `notfound`; a conflict when somebody else changed it meanwhile.
pub async fn remove(ctx: &Context, actor: &Actor, id: StudyId) -> Result<(), Error> {
    let scope = authorise(actor, Action::KeepStudies)?;
    let row = row(ctx, &scope, id).await?;
    let statement = set_removed(scope.organisation(), &row, Some(ctx.now()));
    ctx.store.write(Unit::new(event(ctx, &scope, id)).and(statement)).await?;
    Ok(())
}

/// Fetches back a study that was thrown away within a day.
///
/// # Errors
/// `notfound` when there is none, `toolate` after a day, `duplicate` when another has its name by now.
pub async fn fetch_back(ctx: &Context, actor: &Actor, id: StudyId) -> Result<(), Error> {
    let scope = authorise(actor, Action::KeepStudies)?;
    let rows = ctx.store.studies(&scope).await?;
    let row = rows.iter().find(|row| row.id == id).ok_or_else(Error::not_found)?;
    let removed = row.removed_at.ok_or_else(Error::not_found)?;
    if removed < ctx.now().saturating_sub(TAKE_BACK) {
        return Err(Refusal::new(RefusalCode::TooLate).into());
    }
    let others: Vec<StudyRow> = rows.iter().filter(|other| other.removed_at.is_none()).cloned().collect();
    name(&row.name, Some(id), &others)?;
    let statement = set_removed(scope.organisation(), row, None);
    ctx.store.write(Unit::new(event(ctx, &scope, id)).and(statement)).await?;
    Ok(())
}

/// The study as a file: read by the command line like any other.
///
/// # Errors
/// `notfound`.
pub async fn as_file(ctx: &Context, actor: &Actor, id: StudyId) -> Result<String, Error> {
    let scope = authorise(actor, Action::Evaluate)?;
    let study = read(row(ctx, &scope, id).await?);
    let (programme, text, asks) = (known(ctx, &study.programme)?, text_of(ctx, &study)?, &study.asks);
    // The months that the page shows, so that the file asks for the same.
    let asked = (asks.until, asks.period, &asks.compare);
    let periods = Box::pin(evaluate::months_of(ctx, &scope, (programme, &text), asked)).await?;
    Ok(asks::with_periods(text, &periods))
}

fn text_of(ctx: &Context, study: &KeptStudy) -> Result<String, Error> {
    let own = study_text(&ctx.content, known(ctx, &study.programme)?);
    study.asks.applied(&own, &study.name).ok_or_else(Error::not_found)
}

/// Evaluates a study on the live record.
///
/// # Errors
/// `notfound`; otherwise as [`evaluate::evaluate`].
pub async fn run(ctx: &Context, actor: &Actor, id: StudyId) -> Result<Evaluation, Error> {
    let scope = authorise(actor, Action::Evaluate)?;
    let study = read(row(ctx, &scope, id).await?);
    let found = evaluated(ctx, &scope, &study).await;
    ctx.store.account_reading(evaluate::event(ctx, &scope)).await?;
    found
}

/// Evaluates the study of a name and takes the numbers out of the house: the command line does.
///
/// # Errors
/// `notfound` for those who may not take anything out, and for an unknown name; otherwise as [`run`].
pub async fn run_out(ctx: &Context, actor: &Actor, name: &str) -> Result<Evaluation, Error> {
    let scope = authorise(actor, Action::Transfer)?;
    let wanted = name.trim().to_lowercase();
    let rows = standing(ctx, &scope).await?;
    let row = rows.into_iter().find(|row| row.name.to_lowercase() == wanted).ok_or_else(Error::not_found)?;
    let found = evaluated(ctx, &scope, &read(row)).await;
    let exported = AuditEvent { act: Act::Exported, ..evaluate::event(ctx, &scope) };
    ctx.store.account_reading(exported).await?;
    found
}

async fn evaluated(ctx: &Context, scope: &Scope, study: &KeptStudy) -> Result<Evaluation, Error> {
    let text = text_of(ctx, study)?;
    let programme = known(ctx, &study.programme)?;
    let asks = &study.asks;
    // Boxed: what an evaluation holds while it waits is large.
    let asked = (asks.until, asks.period, &asks.compare);
    Box::pin(evaluate::of_study(ctx, scope, (programme, &text), asked)).await
}

fn event(ctx: &Context, scope: &Scope, id: StudyId) -> AuditEvent {
    AuditEvent {
        organisation: scope.organisation(),
        actor: Some(scope.actor()),
        act: Act::ChangedStudy,
        subject_kind: SubjectKind::Study,
        subject: id.uuid(),
        at: ctx.now(),
        purpose: "study",
    }
}

#[cfg(test)]
mod tests;
