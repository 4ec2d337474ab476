//! A package → the record: rows are gathered course by course and written in large units, several on their way at
//! once, so that making the next one and storing the last go on together.

use std::collections::{BTreeMap, HashMap};

use domain::audit::{Act, SubjectKind};
use domain::enquiry::Enquiry;
use domain::id::{CitizenId, CourseId, EnquiryId, UserId};
use domain::policy::{Role, Scope};
use domain::programme::{Programme, ProgrammeId};
use domain::refusal::{Refusal, RefusalCode};
use evaluation::package::{Package, Worker};
use store::record::{EnquiryEntry, enquiry, kept};
use store::user::UserRow;
use store::{Outcome, Statement, StoreError, Unit};
use tokio::task::JoinSet;

use super::course::{Group, House, Maker};
use super::kept::differences;
use super::{event, ids, manifest, rows, whole_house};
use crate::context::Context;
use crate::error::Error;
use crate::session::users::initials;

/// Statements in a unit, about: bounds what a unit holds in memory and how long others wait for it.
const STATEMENTS: usize = 4_000;
/// Units on their way to the disk.
const WAITING: usize = 3;
/// Brings a checked package in.
pub(super) async fn bring(ctx: &Context, scope: &Scope, package: &Package) -> Result<(), Error> {
    let programme = ProgrammeId(package.manifest.programme.to_string());
    let programme =
        ctx.content.programme(&programme).ok_or_else(|| Refusal::of("programme", RefusalCode::Unknown))?;
    let mut first = Vec::new();
    let kind = (manifest::KIND, manifest::id(&programme.id));
    first.push(kept::insert(scope, kind, &programme.id, manifest::text(&package.manifest)));
    workers(ctx, scope, programme, package, &mut first).await?;
    let opened = event(scope, Act::Imported, ctx.now(), whole_house(scope));
    ctx.store.write_access(Unit::new(opened).and_all(first)).await?;
    let house = House { ctx, scope, programme, data_cut: package.manifest.data_cut };
    let mut writer =
        Writer { ctx, scope, waiting: JoinSet::new(), statements: Vec::new(), courses: Vec::new() };
    let groups = groups(package);
    let chains = chains(&groups);
    for chain in &chains {
        let mut citizens: HashMap<CourseId, CitizenId> = HashMap::new();
        for (id, group) in chain {
            course(&house, (id, group), &mut citizens, &mut writer).await?;
        }
        if writer.statements.len() >= STATEMENTS {
            writer.flush().await?;
        }
    }
    enquiries(&house, package, &mut writer)?;
    writer.flush().await?;
    writer.finish().await
}

/// Members of staff for the workers that are not there yet.
async fn workers(
    ctx: &Context,
    scope: &Scope,
    programme: &Programme,
    package: &Package,
    statements: &mut Vec<Statement>,
) -> Result<(), Error> {
    let staff = ctx.store.users(scope.organisation()).await?;
    let organisations = ctx.store.organisations().await?;
    let own = organisations.into_iter().find(|known| known.id == scope.organisation());
    let language = own.map_or_else(|| "da".to_owned(), |known| known.language);
    for worker in &package.workers {
        let id = UserId::new(ids::to_uuid(worker.worker_id.as_str()));
        let there = staff.iter().find(|user| user.id == id);
        let row = there.cloned().unwrap_or_else(|| inactive(ctx, scope, &language, id, worker));
        if there.is_none() {
            statements.push(store::user::insert(&row, None));
        }
        if let Some(facts) = rows::worker(&row).and_then(|made| differences(&made, worker)) {
            statements.push(kept::insert(scope, ("workers", id.uuid()), &programme.id, facts));
        } else if there.is_none() {
            // So that a worker without any tie is told again.
            statements.push(kept::insert(scope, ("workers", id.uuid()), &programme.id, String::new()));
        }
    }
    Ok(())
}

fn inactive(ctx: &Context, scope: &Scope, language: &str, id: UserId, worker: &Worker) -> UserRow {
    let name = worker.worker_id.to_string();
    UserRow {
        organisation: scope.organisation(),
        id,
        login: format!("{}@import", name.to_lowercase()),
        initials: initials(&name.replace(['-', '_', '.'], " ")),
        name,
        role: Role::Worker,
        hours_per_cent: worker
            .hours_per_cent
            .and_then(|hours| u8::try_from(hours).ok())
            .filter(|hours| (1..=100).contains(hours))
            .unwrap_or(100),
        language: language.to_owned(),
        active: false,
        created_at: ctx.now(),
        version: 1,
    }
}

type Groups<'a> = BTreeMap<&'a str, Group<'a>>;

/// The rows of each course.
fn groups(package: &Package) -> Groups<'_> {
    let mut groups = Groups::new();
    for row in &package.courses {
        groups.entry(row.course_id.as_str()).or_default().course = Some(row);
    }
    let mut places: HashMap<&str, (&str, usize)> = HashMap::with_capacity(package.responses.len());
    for row in &package.responses {
        let responses = &mut groups.entry(row.course_id.as_str()).or_default().responses;
        places.insert(row.response_id.as_str(), (row.course_id.as_str(), responses.len()));
        responses.push((row, Vec::new()));
    }
    for row in &package.answers {
        let place = places.get(row.response_id.as_str());
        let response = place
            .and_then(|(course, at)| groups.get_mut(course).and_then(|group| group.responses.get_mut(*at)));
        if let Some((_, answers)) = response {
            answers.push(row);
        }
    }
    macro_rules! gather {
        ($($table:ident)*) => {$(
            for row in &package.$table {
                groups.entry(row.course_id.as_str()).or_default().$table.push(row);
            }
        )*};
    }
    gather!(phase_events contacts assignments focus_areas activities supporters);
    groups
}

/// Courses of one citizen.
type Chain<'a, 'g> = Vec<(&'a str, &'g Group<'a>)>;

/// Courses of one citizen together, the earliest first; each chain is written in one unit.
fn chains<'a, 'g>(groups: &'g Groups<'a>) -> Vec<Chain<'a, 'g>> {
    let previous = |id: &str| {
        let course = groups.get(id).and_then(|group| group.course);
        course.and_then(|course| course.previous_course.as_ref()).map(|id| id.as_str().to_owned())
    };
    let mut chains: BTreeMap<String, Vec<(usize, &'a str, &'g Group<'a>)>> = BTreeMap::new();
    for (id, group) in groups {
        let (mut root, mut length) = ((*id).to_owned(), 0);
        while let Some(earlier) = previous(&root).filter(|_| length < groups.len()) {
            root = earlier;
            length += 1;
        }
        chains.entry(root).or_default().push((length, *id, group));
    }
    let ordered = |mut chain: Vec<(usize, &'a str, &'g Group<'a>)>| {
        chain.sort_by_key(|(length, id, _)| (*length, *id));
        chain.into_iter().map(|(_, id, group)| (id, group)).collect()
    };
    chains.into_values().map(ordered).collect()
}

async fn course(
    house: &House<'_>,
    (text, group): (&str, &Group<'_>),
    citizens: &mut HashMap<CourseId, CitizenId>,
    writer: &mut Writer<'_>,
) -> Result<(), Error> {
    let (ctx, scope) = (house.ctx, house.scope);
    let id = CourseId::new(ids::to_uuid(text));
    writer.courses.push(id);
    let Some(row) = group.course else {
        let record = ctx.store.course(scope, id, ctx.today()).await?.ok_or(StoreError::Reference)?;
        let key = ctx.store.key(scope.organisation(), id.uuid()).await?.ok_or(StoreError::Locked)?;
        let areas = record.focus_areas.iter().map(|entry| entry.area.clone()).collect();
        let mut maker = Maker::new(house, key, id, group).with_areas(areas);
        maker.history(group)?;
        writer.statements.extend(maker.add());
        return Ok(());
    };
    let subject = ("course", id.uuid());
    let (key, wrapped) =
        ctx.store.new_key(scope.organisation(), subject, ctx.now(), &mut ctx.randomness())?;
    writer.statements.push(wrapped);
    let citizen = citizen(house, row, citizens, writer).await?;
    citizens.insert(id, citizen);
    let mut maker = Maker::new(house, key, id, group);
    maker.history(group)?;
    writer.statements.extend(maker.begin(row, citizen)?);
    Ok(())
}

/// The citizen of the course before, or a new one.
async fn citizen(
    house: &House<'_>,
    row: &evaluation::package::Course,
    known: &HashMap<CourseId, CitizenId>,
    writer: &mut Writer<'_>,
) -> Result<CitizenId, Error> {
    let (ctx, scope) = (house.ctx, house.scope);
    if let Some(previous) = &row.previous_course {
        let previous = CourseId::new(ids::to_uuid(previous.as_str()));
        if let Some(citizen) = known.get(&previous) {
            return Ok(*citizen);
        }
        if let Some(record) = ctx.store.course(scope, previous, ctx.today()).await? {
            return Ok(record.row.course.citizen);
        }
    }
    let citizen = CitizenId::new(ctx.uuid()?);
    writer.statements.push(store::record::course::insert_citizen(scope, citizen, ctx.now()));
    Ok(citizen)
}

fn enquiries(house: &House<'_>, package: &Package, writer: &mut Writer<'_>) -> Result<(), Error> {
    let (ctx, scope) = (house.ctx, house.scope);
    if package.enquiries.is_empty() {
        return Ok(());
    }
    for row in &package.enquiries {
        let id = EnquiryId::new(ids::to_uuid(row.enquiry_id.as_str()));
        let made = Enquiry {
            id,
            door: row.door,
            asked: row.asked,
            offered: row.offered,
            met: row.met,
            target_group: row.target_group,
            outcome: row.outcome,
            settled: row.settled,
            course: row.course_id.as_ref().map(|course| CourseId::new(ids::to_uuid(course.as_str()))),
            owner: None,
        };
        let subject = ("enquiry", id.uuid());
        let (key, wrapped) =
            ctx.store.new_key(scope.organisation(), subject, ctx.now(), &mut ctx.randomness())?;
        let facts = rows::enquiry(&made).and_then(|made| differences(&made, row));
        // One that became no course is told with this programme because it is kept.
        let facts = facts.or_else(|| row.course_id.is_none().then(String::new));
        let entry =
            EnquiryEntry { enquiry: made, said: None, reason: None, recorded_at: ctx.now(), version: 1 };
        writer.statements.push(wrapped);
        writer.statements.push(enquiry::insert(scope, &key, &entry, &mut ctx.randomness())?);
        if let Some(facts) = facts {
            let kind = ("enquiries", id.uuid());
            writer.statements.push(kept::insert(scope, kind, &house.programme.id, facts));
        }
    }
    Ok(())
}

/// Units on their way.
struct Writer<'a> {
    ctx: &'a Context,
    scope: &'a Scope,
    waiting: JoinSet<Result<Outcome, StoreError>>,
    statements: Vec<Statement>,
    courses: Vec<CourseId>,
}

impl Writer<'_> {
    /// Sends what was gathered, once there is room.
    async fn flush(&mut self) -> Result<(), Error> {
        if self.statements.is_empty() {
            return Ok(());
        }
        while self.waiting.len() >= WAITING {
            self.one_done().await?;
        }
        let now = self.ctx.now();
        let mut unit = Unit::new(event(self.scope, Act::Imported, now, whole_house(self.scope)));
        for course in self.courses.drain(..) {
            let subject = (SubjectKind::Course, course.uuid());
            unit = unit.accounted(event(self.scope, Act::Imported, now, subject));
        }
        let unit = unit.and_all(self.statements.drain(..));
        let store = self.ctx.store.clone();
        self.waiting.spawn(async move { store.write(unit).await });
        Ok(())
    }

    async fn one_done(&mut self) -> Result<(), Error> {
        match self.waiting.join_next().await {
            Some(Ok(Ok(_))) | None => Ok(()),
            Some(Ok(Err(error))) => Err(error.into()),
            Some(Err(error)) => Err(StoreError::Unavailable(error.to_string()).into()),
        }
    }

    async fn finish(mut self) -> Result<(), Error> {
        while !self.waiting.is_empty() {
            self.one_done().await?;
        }
        Ok(())
    }
}
