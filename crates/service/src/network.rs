//! The network: persons and services that carry on when the worker steps back. Added, changed, still holding, ended.

use domain::Date;
use domain::audit::Act;
use domain::id::{CourseId, StepId, SupporterId};
use domain::network::{Strength, Supporter, SupporterKind};
use domain::policy::Actor;
use domain::refusal::{Refusal, RefusalCode};
use domain::words::{LINE_MAX, free_text};
use store::record::step::Replaced;
use store::record::{SupporterEntry, supporter};

use crate::case::{Case, differs};
use crate::context::Context;
use crate::error::{Error, FieldConflict};
use crate::sent::{Request, Sent};

/// What is said of a supporter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupporterFacts {
    /// What kind.
    pub kind: SupporterKind,
    /// What she is called here; may be empty.
    pub name: String,
    /// What she takes over; may be empty.
    pub task: String,
    /// How strong the citizen finds the tie.
    pub strength: Option<Strength>,
    /// How strong the team finds it.
    pub team_strength: Option<Strength>,
    /// Since when.
    pub since: Date,
    /// Carries a task on after the course.
    pub takes_over: bool,
    /// Still holding, as said at the last look.
    pub holding: Option<bool>,
    /// The lasting way into the municipality.
    pub municipal_entry: bool,
}

/// A supporter is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddSupporter {
    /// The course.
    pub course: CourseId,
    /// What is said of her.
    pub facts: SupporterFacts,
}

/// A supporter is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeSupporter {
    /// The course.
    pub course: CourseId,
    /// Which.
    pub supporter: SupporterId,
    /// The version it was read at.
    pub version: i64,
    /// What is said of her.
    pub facts: SupporterFacts,
    /// The day on which the tie ended; `None` when it stands.
    pub ended: Option<Date>,
}

/// A tie ended, or (`None`) stands after all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndSupporter {
    /// The course.
    pub course: CourseId,
    /// Which.
    pub supporter: SupporterId,
    /// On which day.
    pub ended: Option<Date>,
}

/// Whether a supporter still holds, in one tap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SayHolding {
    /// The course.
    pub course: CourseId,
    /// Which.
    pub supporter: SupporterId,
    /// Holding; `None` takes what was said away.
    pub holding: Option<bool>,
}

/// What was just added is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoSupporter {
    /// The course.
    pub course: CourseId,
    /// Which.
    pub supporter: SupporterId,
}

/// Adds a supporter.
///
/// # Errors
/// `notfound`, `closed`; `future`; of the words `toolong`, `cpr`.
pub async fn add(
    ctx: &Context,
    actor: &Actor,
    command: AddSupporter,
    sent: Sent,
) -> Result<SupporterId, Error> {
    let request = Request::new(ctx, actor, "network.add", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    let id = SupporterId::new(ctx.uuid()?);
    let entry = decide(&case, id, &command.facts)?;
    let words = (entry.name.as_deref(), entry.task.as_deref());
    let insert = supporter::insert(&case.scope, &case.key, &entry.supporter, words, &mut ctx.randomness())?;
    request.save(ctx, case.unit(Act::ChangedNetwork, [insert]), id).await
}

/// Changes a supporter; gives what takes it back.
///
/// # Errors
/// `notfound`, `closed`, `unknown`, the faults of [`add`] and [`end`], a conflict with both versions.
pub async fn change(
    ctx: &Context,
    actor: &Actor,
    command: ChangeSupporter,
    sent: Sent,
) -> Result<StepId, Error> {
    let request = Request::new(ctx, actor, "network.change", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    let before = entry(&case, command.supporter)?;
    let mut after = decide(&case, command.supporter, &command.facts)?;
    after.supporter = after.supporter.end(command.ended, case.today)?;
    after.version = command.version;
    if before.version != command.version {
        let fields = differing(&after, before);
        return Err(case.conflict(ctx, Act::ChangedNetwork, before.version, fields).await?);
    }
    let step = StepId::new(ctx.uuid()?);
    let mut statements =
        crate::step::kept(&case, step, &[Replaced::Supporter(command.supporter)], Vec::new());
    statements.push(supporter::update(&case.scope, &case.key, &after, &mut ctx.randomness())?);
    request.save(ctx, case.unit(Act::ChangedNetwork, statements), step).await
}

/// Takes back a supporter that was added and not changed since.
///
/// # Errors
/// `notfound`, `closed`, `unknown`; `conflict` when somebody changed it meanwhile.
pub async fn undo_add(ctx: &Context, actor: &Actor, command: UndoSupporter, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "network.undo_add", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    entry(&case, command.supporter)?;
    let removed = supporter::remove(&case.scope, case.id(), command.supporter);
    request.save(ctx, case.unit(Act::ChangedNetwork, [removed]), ()).await
}

/// Ends a tie, or lets it stand again.
///
/// # Errors
/// `notfound`, `closed`, `unknown`, `future`, `order` before it began.
pub async fn end(ctx: &Context, actor: &Actor, command: EndSupporter, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "network.end", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    let mut after = entry(&case, command.supporter)?.clone();
    after.supporter = after.supporter.end(command.ended, case.today)?;
    save(ctx, &case, request, &after).await
}

/// Says whether a supporter still holds.
///
/// # Errors
/// `notfound`, `closed`, `unknown`.
pub async fn say_holding(ctx: &Context, actor: &Actor, command: SayHolding, sent: Sent) -> Result<(), Error> {
    let request = Request::new(ctx, actor, "network.say_holding", &command, sent)?;
    if let Some(answer) = request.answered(ctx).await? {
        return Ok(answer);
    }
    let case = Case::running(ctx, actor, command.course).await?;
    let mut after = entry(&case, command.supporter)?.clone();
    after.supporter.holding = command.holding;
    save(ctx, &case, request, &after).await
}

async fn save(ctx: &Context, case: &Case, request: Request, after: &SupporterEntry) -> Result<(), Error> {
    let update = supporter::update(&case.scope, &case.key, after, &mut ctx.randomness())?;
    request.save(ctx, case.unit(Act::ChangedNetwork, [update]), ()).await
}

fn entry(case: &Case, id: SupporterId) -> Result<&SupporterEntry, Error> {
    let found = case.record.supporters.iter().find(|entry| entry.supporter.id == id);
    found.ok_or_else(|| Error::of("supporter", RefusalCode::Unknown))
}

/// The supporter that the facts say, or every fault.
fn decide(case: &Case, id: SupporterId, facts: &SupporterFacts) -> Result<SupporterEntry, Vec<Refusal>> {
    let mut faults = Vec::new();
    let supporter = Supporter {
        id,
        course: case.id(),
        kind: facts.kind,
        strength: facts.strength,
        team_strength: facts.team_strength,
        since: facts.since,
        takes_over: facts.takes_over,
        holding: facts.holding,
        municipal_entry: facts.municipal_entry,
        ended: None,
    };
    let supporter = supporter.parse(case.today).map_err(|fault| faults.push(fault)).ok();
    let name = free_text("name", &facts.name, LINE_MAX).map_err(|fault| faults.push(fault)).ok().flatten();
    let task = free_text("task", &facts.task, LINE_MAX).map_err(|fault| faults.push(fault)).ok().flatten();
    let (Some(supporter), true) = (supporter, faults.is_empty()) else { return Err(faults) };
    Ok(SupporterEntry { supporter, name, task, version: 1 })
}

/// The fields in which what was to be written differs from what stands there.
fn differing(yours: &SupporterEntry, theirs: &SupporterEntry) -> Vec<FieldConflict> {
    let mut fields = Vec::new();
    let (a, b) = (&yours.supporter, &theirs.supporter);
    let mut compare = |field, yours, theirs| differs(&mut fields, field, yours, theirs);
    compare("name", yours.name.clone(), theirs.name.clone());
    compare("task", yours.task.clone(), theirs.task.clone());
    compare("kind", Some(a.kind.code().to_owned()), Some(b.kind.code().to_owned()));
    let strength = |strength: Option<Strength>| strength.map(|strength| strength.code().to_owned());
    compare("strength", strength(a.strength), strength(b.strength));
    compare("team_strength", strength(a.team_strength), strength(b.team_strength));
    compare("since", Some(a.since.to_string()), Some(b.since.to_string()));
    let flag = |flag: bool| Some(if flag { "yes" } else { "no" }.to_owned());
    compare("takes_over", flag(a.takes_over), flag(b.takes_over));
    compare("holding", a.holding.and_then(flag), b.holding.and_then(flag));
    compare("municipal_entry", flag(a.municipal_entry), flag(b.municipal_entry));
    compare("ended", a.ended.map(|day| day.to_string()), b.ended.map(|day| day.to_string()));
    fields
}
