//! Members of staff: listed, added, changed, shut out by the administrator. Passwords are set by the administrator or
//! by their owner and are known to nobody afterwards.

use domain::audit::{Act, AuditEvent, SubjectKind};
use domain::id::{OrganisationId, UserId};
use domain::policy::{Action, Actor, Role, Scope, authorise};
use domain::refusal::{Refusal, RefusalCode};
use domain::user::User;
use domain::words::free_text;
use store::Unit;
use store::user::UserRow;

use super::folded;
use crate::case::differs;
use crate::context::Context;
use crate::error::{Conflict, Error, FieldConflict};

/// Shortest password, characters.
pub const PASSWORD_MIN: usize = 12;
/// Longest password, characters.
pub const PASSWORD_MAX: usize = 200;
/// Longest name, characters.
const NAME_MAX: usize = 80;

/// A member of staff as the administrator sees her.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub user: User,
    /// Initials.
    pub initials: String,
    /// `da` or `en`.
    pub language: String,
    /// Since when, microseconds since 1970 UTC.
    pub created_at: i64,
    /// Counts changes; a change names the version it was made from.
    pub version: i64,
}

impl From<UserRow> for Member {
    fn from(row: UserRow) -> Self {
        Self {
            user: User {
                id: row.id,
                login: row.login,
                name: row.name,
                role: row.role,
                hours_per_cent: row.hours_per_cent,
                active: row.active,
            },
            initials: row.initials,
            language: row.language,
            created_at: row.created_at,
            version: row.version,
        }
    }
}

/// A member of staff to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMember {
    /// Name to log in with.
    pub login: String,
    /// Name that colleagues see.
    pub name: String,
    /// What she may do.
    pub role: Role,
    /// Share of full time, per cent.
    pub hours_per_cent: u8,
    /// `da` or `en`.
    pub language: String,
    /// First password; without one she cannot log in yet.
    pub password: Option<String>,
}

/// What can be changed of a member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeMember {
    /// Who.
    pub id: UserId,
    /// The version the change was made from.
    pub version: i64,
    /// Name that colleagues see.
    pub name: String,
    /// What she may do.
    pub role: Role,
    /// Share of full time, per cent.
    pub hours_per_cent: u8,
    /// `da` or `en`.
    pub language: String,
    /// False shuts her out, at once.
    pub active: bool,
}

/// All members of staff, by name.
///
/// # Errors
/// `notfound` for those who do not administer users.
pub async fn list(ctx: &Context, actor: &Actor) -> Result<Vec<Member>, Error> {
    let scope = authorise(actor, Action::AdministerUsers)?;
    Ok(ctx.store.users(scope.organisation()).await?.into_iter().map(Member::from).collect())
}

/// The colleagues of somebody who works with courses: for choosing a worker, and for names beside what they did.
///
/// # Errors
/// `notfound` for those who see no course.
pub async fn colleagues(ctx: &Context, actor: &Actor) -> Result<Vec<Member>, Error> {
    let scope = authorise(actor, Action::ReadCourses)?;
    Ok(ctx.store.users(scope.organisation()).await?.into_iter().map(Member::from).collect())
}

/// Adds a member of staff.
///
/// # Errors
/// `notfound`, or every field that does not do (`login`, `name`, `hours`, `language`, `password`).
pub async fn add(ctx: &Context, actor: &Actor, new: NewMember) -> Result<UserId, Error> {
    let scope = authorise(actor, Action::AdministerUsers)?;
    let event = |id: UserId| event(ctx, &scope, id, "add_user");
    insert(ctx, scope.organisation(), new, event).await
}

/// Adds the first administrator of an organisation that has no staff yet: the setting up of an installation.
///
/// # Errors
/// `duplicate` when there is somebody already, or every field that does not do.
pub async fn add_first(ctx: &Context, organisation: OrganisationId, new: NewMember) -> Result<UserId, Error> {
    if !ctx.store.users(organisation).await?.is_empty() {
        return Err(Refusal::new(RefusalCode::Duplicate).into());
    }
    let event = |id: UserId| AuditEvent {
        organisation,
        actor: None,
        act: Act::Initialised,
        subject_kind: SubjectKind::User,
        subject: id.uuid(),
        at: ctx.now(),
        purpose: "first_user",
    };
    insert(ctx, organisation, NewMember { role: Role::Administrator, ..new }, event).await
}

pub(crate) async fn insert(
    ctx: &Context,
    organisation: OrganisationId,
    new: NewMember,
    event: impl Fn(UserId) -> AuditEvent,
) -> Result<UserId, Error> {
    let login = folded(&new.login);
    let mut faults = Vec::new();
    let unfit = |c: char| c.is_whitespace() || c.is_control();
    if login.is_empty() || login.chars().count() > NAME_MAX || login.contains(unfit) {
        faults.push(Refusal::of("login", RefusalCode::Empty));
    } else if ctx.store.user_by_login(&login).await?.is_some() {
        faults.push(Refusal::of("login", RefusalCode::Duplicate));
    }
    let name = checked(&new.name, new.hours_per_cent, &new.language, &mut faults);
    if let Some(password) = &new.password {
        faults.extend(password_fault(password, &login));
    }
    let (Some(name), true) = (name, faults.is_empty()) else { return Err(faults.into()) };
    let hash = match new.password {
        Some(password) => Some(hashed(ctx, password).await?),
        None => None,
    };
    let id: UserId = ctx.id()?;
    let row = UserRow {
        organisation,
        id,
        login,
        initials: initials(&name),
        name,
        role: new.role,
        hours_per_cent: new.hours_per_cent,
        language: new.language,
        active: true,
        created_at: ctx.now(),
        version: 1,
    };
    ctx.store.write_access(Unit::new(event(id)).and(store::user::insert(&row, hash))).await?;
    Ok(id)
}

/// Changes a member of staff. Whoever is shut out is out at her next request.
///
/// # Errors
/// `notfound`, every field that does not do, `notallowed` when the last administrator would be gone, or a conflict with
/// both versions when somebody else changed it meanwhile.
pub async fn change(ctx: &Context, actor: &Actor, change: ChangeMember) -> Result<(), Error> {
    let scope = authorise(actor, Action::AdministerUsers)?;
    let row = ctx.store.user(scope.organisation(), change.id).await?.ok_or_else(Error::not_found)?;
    let mut faults = Vec::new();
    let name = checked(&change.name, change.hours_per_cent, &change.language, &mut faults);
    let stays = change.active && change.role == Role::Administrator;
    if row.role == Role::Administrator && row.active && !stays && last_administrator(ctx, &row).await? {
        faults.push(Refusal::of("role", RefusalCode::NotAllowed));
    }
    let (Some(name), true) = (name, faults.is_empty()) else { return Err(faults.into()) };
    let changed = UserRow {
        initials: initials(&name),
        name,
        role: change.role,
        hours_per_cent: change.hours_per_cent,
        language: change.language,
        active: change.active,
        ..row.clone()
    };
    if change.version != row.version {
        let fields = differing(&changed, &row);
        // Two who came to the same have no conflict.
        if !fields.is_empty() {
            return Err(conflict(ctx, &row, fields).await?);
        }
    }
    let mut unit = Unit::new(event(ctx, &scope, change.id, "change_user"));
    unit.push(store::user::update(&changed));
    if !changed.active {
        unit = unit.and_all(store::session::shut_out(scope.organisation(), change.id, ctx.now()));
    }
    ctx.store.write_access(unit).await?;
    Ok(())
}

/// The fields in which what was to be written differs from what stands there.
fn differing(yours: &UserRow, theirs: &UserRow) -> Vec<FieldConflict> {
    let mut fields = Vec::new();
    let mut compare =
        |field, yours: String, theirs: String| differs(&mut fields, field, Some(yours), Some(theirs));
    compare("name", yours.name.clone(), theirs.name.clone());
    compare("role", yours.role.code().to_owned(), theirs.role.code().to_owned());
    compare("hours", yours.hours_per_cent.to_string(), theirs.hours_per_cent.to_string());
    compare("language", yours.language.clone(), theirs.language.clone());
    let active = |row: &UserRow| if row.active { "yes" } else { "no" }.to_owned();
    compare("active", active(yours), active(theirs));
    fields
}

/// Both versions, with who was first and when.
async fn conflict(ctx: &Context, row: &UserRow, fields: Vec<FieldConflict>) -> Result<Error, Error> {
    let events = ctx.store.audit_page(row.organisation, Some(row.id.uuid()), None, 50).await?;
    // Tokens and passwords are of the same user, and no part of what two can write at once.
    let writes = |purpose: &str| matches!(purpose, "change_user" | "own_profile");
    let last = events.iter().find(|event| event.act == Act::ChangedUser.code() && writes(&event.purpose));
    Ok(Error::Conflict(Box::new(Conflict {
        fields,
        by: last.and_then(|event| event.actor).map(UserId::new),
        at: last.map(|event| event.at),
        version: row.version,
    })))
}

async fn last_administrator(ctx: &Context, row: &UserRow) -> Result<bool, Error> {
    let users = ctx.store.users(row.organisation).await?;
    Ok(!users.iter().any(|user| user.id != row.id && user.role == Role::Administrator && user.active))
}

/// Sets the password of a member of staff and ends her sessions and API tokens: whoever knew the old one may have made some.
///
/// # Errors
/// `notfound`, or `password` with `tooshort` or `toolong`.
pub async fn set_password(ctx: &Context, actor: &Actor, id: UserId, password: String) -> Result<(), Error> {
    let scope = authorise(actor, Action::AdministerUsers)?;
    let row = ctx.store.user(scope.organisation(), id).await?.ok_or_else(Error::not_found)?;
    replace_password(ctx, &row, password, event(ctx, &scope, id, "set_password")).await
}

pub(super) async fn replace_password(
    ctx: &Context,
    row: &UserRow,
    password: String,
    event: AuditEvent,
) -> Result<(), Error> {
    if let Some(fault) = password_fault(&password, &row.login) {
        return Err(fault.into());
    }
    let hash = hashed(ctx, password).await?;
    let unit = Unit::new(event)
        .and(store::user::set_password(row.organisation, row.id, hash))
        .and_all(store::session::shut_out(row.organisation, row.id, ctx.now()));
    ctx.store.write_access(unit).await?;
    Ok(())
}

fn event(ctx: &Context, scope: &Scope, id: UserId, purpose: &'static str) -> AuditEvent {
    AuditEvent {
        organisation: scope.organisation(),
        actor: Some(scope.actor()),
        act: Act::ChangedUser,
        subject_kind: SubjectKind::User,
        subject: id.uuid(),
        at: ctx.now(),
        purpose,
    }
}

/// The hash of a password, made where it blocks nobody.
pub(crate) async fn hashed(ctx: &Context, password: String) -> Result<String, Error> {
    let mut randomness = ctx.randomness();
    let hash = tokio::task::spawn_blocking(move || vault::password::hash(&password, &mut randomness)).await;
    Ok(hash.unwrap_or(Err(vault::VaultError::Refused))?)
}

fn checked(name: &str, hours: u8, language: &str, faults: &mut Vec<Refusal>) -> Option<String> {
    if hours == 0 || hours > 100 {
        faults.push(Refusal::of("hours", RefusalCode::OutOfRange).with("min", 1).with("max", 100));
    }
    if !locale::Language::ALL.iter().any(|known| known.tag() == language) {
        faults.push(Refusal::of("language", RefusalCode::Unknown));
    }
    match free_text("name", name, NAME_MAX) {
        Ok(Some(name)) => Some(name),
        Ok(None) => {
            faults.push(Refusal::of("name", RefusalCode::Empty));
            None
        }
        Err(fault) => {
            faults.push(fault);
            None
        }
    }
}

fn password_fault(password: &str, login: &str) -> Option<Refusal> {
    let length = password.chars().count();
    if length < PASSWORD_MIN || folded(password) == *login {
        return Some(Refusal::of("password", RefusalCode::TooShort).with("min", PASSWORD_MIN));
    }
    (length > PASSWORD_MAX).then(|| Refusal::of("password", RefusalCode::TooLong).with("max", PASSWORD_MAX))
}

/// The first letters of the first and the last word of a name.
pub(crate) fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}
