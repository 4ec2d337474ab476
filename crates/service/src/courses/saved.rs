//! Lists that somebody keeps for herself: a name for what a list is asked for. Hers alone; thrown away, one can be
//! fetched back for a day.

use domain::id::{OrganisationId, SavedListId, UserId};
use domain::policy::{Action, Actor, authorise};
use domain::programme::ProgrammeId;
use domain::refusal::{Refusal, RefusalCode};
use domain::words::free_text;
use store::record::StageFilter;
use store::saved_list::{ListChange, SavedList as Row};

use super::{Query, Sort, Tab, WorkerFilter, list};
use crate::context::{Context, TAKE_BACK};
use crate::error::Error;

/// Lists that one person can keep.
pub const LISTS_MAX: usize = 50;
/// Longest name, characters.
pub const NAME_MAX: usize = 60;

/// A list that somebody keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedList {
    /// Id.
    pub id: SavedListId,
    /// What she calls it.
    pub name: String,
    /// What it is asked for.
    pub query: Query,
    /// True when it stands among the tabs.
    pub pinned: bool,
}

/// A list is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeepList {
    /// What she calls it.
    pub name: String,
    /// What it is asked for; where a page began is left out.
    pub query: Query,
    /// Among the tabs.
    pub pinned: bool,
}

/// A kept list is changed: what is `None` stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeList {
    /// Which.
    pub id: SavedListId,
    /// Another name.
    pub name: Option<String>,
    /// Another question.
    pub query: Option<Query>,
    /// Among the tabs or not.
    pub pinned: Option<bool>,
}

/// Whose lists, in which organisation.
type Owner = (OrganisationId, UserId);

/// Whose lists they are; now, and the time before which those thrown away are gone.
fn owner(ctx: &Context, actor: &Actor) -> Result<(Owner, (i64, i64)), Error> {
    authorise(actor, Action::ReadCourses)?;
    let now = ctx.now();
    Ok(((actor.organisation, actor.user), (now, now.saturating_sub(TAKE_BACK))))
}

/// The lists of the asker: pinned ones first, each group in the order in which they were made.
///
/// # Errors
/// `notfound` for those who see no course.
pub async fn saved(ctx: &Context, actor: &Actor) -> Result<Vec<SavedList>, Error> {
    let (owner, _) = owner(ctx, actor)?;
    let rows = ctx.store.saved_lists(owner).await?;
    let mut lists: Vec<SavedList> =
        rows.into_iter().filter(|row| row.removed_at.is_none()).map(read).collect();
    lists.sort_by_key(|list| !list.pinned);
    Ok(lists)
}

fn read(row: Row) -> SavedList {
    SavedList { id: row.id, name: row.name, query: parse(&row.query), pinned: row.pinned_at.is_some() }
}

/// How many courses a kept list holds today; `None` where there are too many to count at each opening of a page.
///
/// # Errors
/// `notfound` for those who see no course.
pub async fn count(ctx: &Context, actor: &Actor, query: &Query) -> Result<Option<u64>, Error> {
    let found = list(ctx, actor, &Query { limit: 1, ..query.clone() }).await?;
    Ok(found.matching.filter(|_| found.sortable))
}

/// Keeps a list.
///
/// # Errors
/// `notfound`; `empty`, `toolong` and `cpr` of the name, `duplicate` of another list, `range` when there are too many.
pub async fn keep(ctx: &Context, actor: &Actor, command: KeepList) -> Result<SavedListId, Error> {
    let (owner, times) = owner(ctx, actor)?;
    let lists = saved(ctx, actor).await?;
    let name = name(&command.name, None, &lists)?;
    if lists.len() >= LISTS_MAX {
        return Err(Refusal::of("name", RefusalCode::OutOfRange)
            .with("min", 1)
            .with("max", LISTS_MAX)
            .into());
    }
    let row = Row {
        id: ctx.id()?,
        name,
        query: text(&command.query),
        pinned_at: command.pinned.then_some(times.0),
        created_at: times.0,
        removed_at: None,
    };
    let id = row.id;
    let change = ListChange::Keep(row);
    ctx.store.change_saved_list(owner, &change, times, &mut ctx.randomness()).await?;
    Ok(id)
}

/// Changes a list.
///
/// # Errors
/// `notfound`; the faults of the name as in [`keep`].
pub async fn change(ctx: &Context, actor: &Actor, command: ChangeList) -> Result<(), Error> {
    let (owner, times) = owner(ctx, actor)?;
    let lists = saved(ctx, actor).await?;
    let before = lists.iter().find(|list| list.id == command.id).ok_or_else(Error::not_found)?;
    let name = command.name.as_deref().map(|text| name(text, Some(before.id), &lists)).transpose()?;
    if name.is_some() || command.query.is_some() {
        let row = Row {
            id: before.id,
            name: name.unwrap_or_else(|| before.name.clone()),
            query: text(command.query.as_ref().unwrap_or(&before.query)),
            pinned_at: None,
            created_at: 0,
            removed_at: None,
        };
        let change = ListChange::Become(row);
        ctx.store.change_saved_list(owner, &change, times, &mut ctx.randomness()).await?;
    }
    if let Some(pinned) = command.pinned.filter(|pinned| *pinned != before.pinned) {
        let change = ListChange::Pin(before.id, pinned.then_some(times.0));
        ctx.store.change_saved_list(owner, &change, times, &mut ctx.randomness()).await?;
    }
    Ok(())
}

/// Throws a list away; it can be fetched back for a day.
///
/// # Errors
/// `notfound`.
pub async fn remove(ctx: &Context, actor: &Actor, id: SavedListId) -> Result<(), Error> {
    let (owner, times) = owner(ctx, actor)?;
    let lists = saved(ctx, actor).await?;
    let known = lists.iter().any(|list| list.id == id);
    if !known {
        return Err(Error::not_found());
    }
    let change = ListChange::Remove(id, Some(times.0));
    Ok(ctx.store.change_saved_list(owner, &change, times, &mut ctx.randomness()).await?)
}

/// Fetches back a list that was thrown away within a day.
///
/// # Errors
/// `notfound` when there is none, `toolate` after a day.
pub async fn fetch_back(ctx: &Context, actor: &Actor, id: SavedListId) -> Result<(), Error> {
    let (owner, times) = owner(ctx, actor)?;
    let rows = ctx.store.saved_lists(owner).await?;
    let row = rows.iter().find(|row| row.id == id).ok_or_else(Error::not_found)?;
    let removed = row.removed_at.ok_or_else(Error::not_found)?;
    if removed < times.1 {
        return Err(Error::of("list", RefusalCode::TooLate));
    }
    let change = ListChange::Remove(id, None);
    Ok(ctx.store.change_saved_list(owner, &change, times, &mut ctx.randomness()).await?)
}

/// The name, told apart from the other lists by anybody who reads it.
fn name(text: &str, own: Option<SavedListId>, lists: &[SavedList]) -> Result<String, Error> {
    let name = free_text("name", text, NAME_MAX)?.ok_or_else(|| Refusal::of("name", RefusalCode::Empty))?;
    let same = |list: &&SavedList| Some(list.id) != own && list.name.to_lowercase() == name.to_lowercase();
    match lists.iter().find(same) {
        Some(_) => Err(Error::of("name", RefusalCode::Duplicate)),
        None => Ok(name),
    }
}

const STAGES: [(&str, StageFilter); 5] = [
    ("open", StageFilter::Open),
    ("contact_making", StageFilter::ContactMaking),
    ("running", StageFilter::Running),
    ("closed", StageFilter::Closed),
    ("all", StageFilter::All),
];

fn stage_code(stage: StageFilter) -> &'static str {
    STAGES.iter().find(|(_, known)| *known == stage).map_or("open", |(code, _)| *code)
}

fn stage_of(code: &str) -> Option<StageFilter> {
    STAGES.iter().find(|(known, _)| *known == code).map(|(_, stage)| *stage)
}

/// What a list is asked for, as it is kept: `key=value` by lines, what is usual left out.
fn text(query: &Query) -> String {
    let mut lines = Vec::new();
    let mut put = |key: &str, value: &str| lines.push(format!("{key}={}", value.replace('\n', " ")));
    if !query.text.trim().is_empty() {
        put("text", query.text.trim());
    }
    if query.stage != StageFilter::Open {
        put("stage", stage_code(query.stage));
    }
    if let Some(programme) = &query.programme {
        put("programme", &programme.0);
    }
    if query.archived {
        put("archived", "1");
    }
    match query.worker {
        Some(WorkerFilter::User(user)) => put("worker", &user.to_string()),
        Some(WorkerFilter::Nobody) => put("worker", "nobody"),
        None => {}
    }
    if let Some(phase) = query.phase {
        put("phase", &phase.to_string());
    }
    if query.tab != Tab::All {
        put("list", query.tab.code());
    }
    if query.sort != Sort::Silence {
        put("sort", query.sort.code());
    }
    if query.descending {
        put("descending", "1");
    }
    lines.join("\n")
}

/// Reads it; what a later version no longer knows is left out.
fn parse(text: &str) -> Query {
    let mut query = Query::default();
    for (key, value) in text.lines().filter_map(|line| line.split_once('=')) {
        match key {
            "text" => value.clone_into(&mut query.text),
            "stage" => query.stage = stage_of(value).unwrap_or(query.stage),
            "programme" => query.programme = Some(ProgrammeId(value.to_owned())),
            "archived" => query.archived = true,
            "worker" if value == "nobody" => query.worker = Some(WorkerFilter::Nobody),
            "worker" => query.worker = value.parse().ok().map(WorkerFilter::User),
            "phase" => query.phase = value.parse().ok(),
            "list" => query.tab = Tab::parse(value).unwrap_or(query.tab),
            "sort" => query.sort = Sort::parse(value).unwrap_or(query.sort),
            "descending" => query.descending = true,
            _ => {}
        }
    }
    query
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::on_both;

    on_both! {
        a_list_is_its_owners_alone_and_can_be_fetched_back_for_a_day,
    }

    #[test]
    fn what_a_list_is_asked_for_is_kept_whole() {
        let query = Query {
            text: "Hav=torn".to_owned(),
            stage: StageFilter::Closed,
            programme: Some(ProgrammeId("cti-9".to_owned())),
            archived: true,
            worker: Some(WorkerFilter::User(UserId::new(uuid::Uuid::from_u128(7)))),
            phase: Some(2),
            tab: Tab::WithoutNetwork,
            sort: Sort::Alias,
            descending: true,
            ..Query::default()
        };
        assert_eq!(parse(&text(&query)), query);
        assert_eq!(text(&Query::default()), "");
        let paged = Query { after: Some("50".to_owned()), ..Query::default() };
        assert_eq!(parse(&text(&paged)), Query::default(), "a list begins at its beginning");
        let nobody = Query { worker: Some(WorkerFilter::Nobody), ..Query::default() };
        assert_eq!(parse(&text(&nobody)), nobody);
    }

    #[expect(clippy::cognitive_complexity, reason = "a test tells a story; it becomes one by a macro")]
    async fn a_list_is_its_owners_alone_and_can_be_fetched_back_for_a_day() {
        let house = crate::sample::house().await;
        let (ctx, sanne) = (&house.ctx, &house.sanne);
        let query = Query { phase: Some(2), ..Query::default() };
        let new = |name: &str| KeepList { name: name.to_owned(), query: query.clone(), pinned: true };
        let id = keep(ctx, sanne, new("Fase 2, stille")).await.unwrap();
        assert!(saved(ctx, &house.leader).await.unwrap().is_empty());
        let again = keep(ctx, sanne, new(" fase 2, STILLE ")).await.unwrap_err();
        assert_eq!(again.refusals().first().unwrap().code, RefusalCode::Duplicate);
        assert!(keep(ctx, sanne, new("  ")).await.is_err());
        assert!(keep(ctx, sanne, new(&"x".repeat(NAME_MAX + 1))).await.is_err());

        let renamed = ChangeList { id, name: Some("Rolige".to_owned()), query: None, pinned: Some(false) };
        change(ctx, sanne, renamed).await.unwrap();
        let lists = saved(ctx, sanne).await.unwrap();
        let expected = SavedList { id, name: "Rolige".to_owned(), query: query.clone(), pinned: false };
        assert_eq!(lists, std::slice::from_ref(&expected));
        assert!(remove(ctx, &house.leader, id).await.unwrap_err().is_not_found());

        remove(ctx, sanne, id).await.unwrap();
        assert!(saved(ctx, sanne).await.unwrap().is_empty());
        fetch_back(ctx, sanne, id).await.unwrap();
        assert_eq!(saved(ctx, sanne).await.unwrap(), [expected]);
        remove(ctx, sanne, id).await.unwrap();
        house.clock.advance(TAKE_BACK + 1);
        assert!(fetch_back(ctx, sanne, id).await.is_err());
        let evaluator = Actor { role: domain::policy::Role::Evaluator, ..*sanne };
        assert!(saved(ctx, &evaluator).await.unwrap_err().is_not_found());
    }
}
