//! The training municipality *Øvekommunen*: a living team of invented people around today's date, made from a seed, so
//! that every page has something to show. The same seed on the same day gives the same municipality.

mod chance;
mod course;
mod enquiries;
mod life;
mod measured;
mod municipality;
mod script;
mod told;

use std::collections::BTreeMap;

use domain::audit::{Act, AuditEvent, SubjectKind};
use domain::id::{DraftId, OrganisationId, UserId};
use domain::policy::{Action, Actor, Role, Scope, authorise};
use store::session::TokenRow;
use store::user::UserRow;
use store::{DAY, Statement, Unit};
use uuid::Uuid;
use vault::{PrivateKey, Secret};

use crate::context::Context;
use crate::error::Error;
use chance::Chance;
use course::moment;
use municipality::Maker;
use script::{Person, Script};

/// Courses written in one transaction.
const AT_ONCE: usize = 20;
/// Days that the API tokens are valid.
const TOKEN_DAYS: i64 = 365;

/// The training municipality as it was made.
#[derive(Debug, Clone)]
pub struct Founded {
    /// Its id.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// Who can log in.
    pub users: Vec<FoundedUser>,
    /// Courses, open and closed.
    pub courses: usize,
}

/// Somebody who can log in to the training municipality.
#[derive(Debug, Clone)]
pub struct FoundedUser {
    /// Name to log in with.
    pub login: String,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Password.
    pub password: String,
    /// API token; the first of each role has one.
    pub token: Option<String>,
}

/// Makes the training municipality in a store that has none.
///
/// # Errors
/// [`Error::Files`] when its script is not as it should be, [`Error::Store`].
pub async fn found(ctx: &Context, id: OrganisationId, key: PrivateKey, seed: u64) -> Result<Founded, Error> {
    let script = Script::load(ctx.content.source())?;
    let name = script.team.organisation.clone();
    crate::house::found(ctx, id, (&name, "da"), key).await?;
    let mut chance = Chance::new(seed);
    let (users, staff) = people(ctx, id, &script, &mut chance).await?;
    let leader = staff.get("karen").or_else(|| staff.values().next()).copied();
    let actor = Actor { user: leader.ok_or_else(Error::not_found)?, organisation: id, role: Role::Leader };
    let scope = authorise(&actor, Action::WriteCourses)?;
    let mut maker = Maker::new((&script, &ctx.content), &scope, &staff, (ctx.today(), chance));
    let courses = maker.courses();
    let (made, chance) = (courses.len(), maker.chance);
    let knocked: Vec<enquiries::Became> = courses.iter().map(enquiries::Became::of).collect();
    write_courses(ctx, &scope, courses).await?;
    enquiries::write(ctx, &scope, &script.texts, (&staff, &knocked, chance)).await?;
    if let Some(sanne) = staff.get("sanne") {
        draft(ctx, (id, *sanne), &script).await?;
    }
    Ok(Founded { organisation: id, name, users, courses: made })
}

fn event(ctx: &Context, organisation: OrganisationId, act: Act) -> AuditEvent {
    AuditEvent {
        organisation,
        actor: None,
        act,
        subject_kind: SubjectKind::Organisation,
        subject: organisation.uuid(),
        at: ctx.now(),
        purpose: "training",
    }
}

async fn people(
    ctx: &Context,
    organisation: OrganisationId,
    script: &Script,
    chance: &mut Chance,
) -> Result<(Vec<FoundedUser>, BTreeMap<String, UserId>), Error> {
    let mut unit = Unit::new(event(ctx, organisation, Act::ChangedUser));
    let (mut users, mut staff) = (Vec::new(), BTreeMap::new());
    for person in &script.team.person {
        let id: UserId = chance.id(moment(ctx.today()) - 900 * DAY);
        let Some(role) = Role::parse(&person.role) else { continue };
        let row = row(ctx, organisation, id, (person, role));
        let hash = crate::session::users::hashed(ctx, script.team.password.clone()).await?;
        unit.push(store::user::insert(&row, Some(hash)));
        let mut user = FoundedUser {
            login: row.login,
            name: row.name,
            role,
            password: script.team.password.clone(),
            token: None,
        };
        if !users.iter().any(|known: &FoundedUser| known.role == role) {
            let (statement, text) = token(ctx, (organisation, id), chance)?;
            unit.push(statement);
            user.token = Some(text);
        }
        users.push(user);
        staff.insert(person.key.clone(), id);
    }
    ctx.store.write_access(unit).await?;
    Ok((users, staff))
}

fn row(ctx: &Context, organisation: OrganisationId, id: UserId, (person, role): (&Person, Role)) -> UserRow {
    UserRow {
        organisation,
        id,
        login: person.key.clone(),
        name: person.name.clone(),
        initials: crate::session::users::initials(&person.name),
        role,
        hours_per_cent: person.hours,
        language: "da".to_owned(),
        active: true,
        created_at: ctx.now(),
        version: 1,
    }
}

fn token(
    ctx: &Context,
    (organisation, user): (OrganisationId, UserId),
    chance: &mut Chance,
) -> Result<(Statement, String), Error> {
    let secret = Secret::generate(&mut ctx.randomness())?;
    let row = TokenRow {
        organisation,
        id: chance.id::<Uuid>(ctx.now()),
        user,
        label: "Øvekommunen".to_owned(),
        created_at: ctx.now(),
        ends_at: Some(ctx.now() + TOKEN_DAYS * DAY),
        revoked_at: None,
    };
    Ok((store::session::insert_token(&row, secret.hash()), secret.to_text()))
}

async fn write_courses(ctx: &Context, scope: &Scope, courses: Vec<course::Whole>) -> Result<(), Error> {
    let (today, mut randomness) = (ctx.today(), ctx.randomness());
    let mut courses = courses.into_iter().peekable();
    while courses.peek().is_some() {
        let mut unit = Unit::new(event(ctx, scope.organisation(), Act::CreatedCourse));
        for whole in courses.by_ref().take(AT_ONCE) {
            unit = unit.and_all(whole.statements(scope, &ctx.store, today, &mut randomness)?);
        }
        ctx.store.write(unit).await?;
    }
    Ok(())
}

/// What Sanne typed yesterday afternoon and did not send.
async fn draft(ctx: &Context, owner: (OrganisationId, UserId), script: &Script) -> Result<(), Error> {
    let course = script.team.course.iter().find(|course| course.has("draft"));
    let Some(code) = course.and_then(|course| course.code.clone()) else { return Ok(()) };
    let yesterday = domain::phase::add_days(ctx.today(), -1);
    let draft = store::draft::Draft {
        id: ctx.id::<DraftId>()?,
        form: format!("forloeb/{}/kontakt", code.to_lowercase()),
        body: format!(
            "date={yesterday}&time=16%3A30&kind=call&outcome=held&minutes=15&\
             note=Ringede%20selv%20og%20fortalte%2C%20at%20"
        ),
        updated_at: ctx.moment_of(yesterday.at(16, 42, 0, 0)),
    };
    Ok(ctx.store.save_draft(owner, &draft, &mut ctx.randomness()).await?)
}

#[cfg(test)]
mod tests;
