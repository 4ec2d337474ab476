//! The record → a package: the facts of a programme, row by row, and what earlier packages said beyond them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use domain::Date;
use domain::id::{CourseId, FocusAreaId, UserId};
use domain::phase::PhaseEvent;
use domain::plan::FocusArea;
use domain::policy::Scope;
use domain::programme::{Programme, ProgrammeId};
use domain::refusal::{Refusal, RefusalCode};
use evaluation::package::{Answer, Code, Package};
use store::record::facts::Facts;

use super::kept::Shelf;
use super::{answers, ids, manifest, rows};
use crate::context::Context;
use crate::error::Error;

/// The package of a programme.
pub(super) async fn package(ctx: &Context, scope: &Scope, programme: &ProgrammeId) -> Result<Package, Error> {
    let programme =
        ctx.content.programme(programme).ok_or_else(|| Refusal::of("programme", RefusalCode::Unknown))?;
    let mut facts = ctx.store.facts(scope, &programme.id).await?;
    let shelf = Shelf::new(std::mem::take(&mut facts.kept));
    let manifest =
        manifest::of(ctx, programme, &shelf).ok_or_else(|| Refusal::of("programme", RefusalCode::Unknown))?;
    let mut package = Package::empty(manifest);
    courses(&mut facts, programme, &shelf, &mut package);
    responses(ctx, programme, &facts, &shelf, &mut package);
    history(&facts, &shelf, &mut package);
    workers(ctx, scope, &shelf, &mut package).await?;
    plan(&facts, &shelf, &mut package);
    enquiries(&facts, programme, &shelf, &mut package);
    sites(&mut package);
    package.sort();
    Ok(package)
}

/// Those whom the rows name, and those a package named.
async fn workers(ctx: &Context, scope: &Scope, shelf: &Shelf, package: &mut Package) -> Result<(), Error> {
    let ties = package.assignments.iter().map(|tie| &tie.worker);
    let met = package.contacts.iter().filter_map(|contact| contact.worker.as_ref());
    let mut named: BTreeSet<UserId> =
        ties.chain(met).map(|worker| UserId::new(ids::to_uuid(worker.as_str()))).collect();
    named.extend(shelf.ids("workers").into_iter().map(UserId::new));
    for user in ctx.store.users(scope.organisation()).await? {
        if named.contains(&user.id)
            && let Some(row) = rows::worker(&user)
        {
            package.workers.extend(shelf.said(row, user.id.uuid()));
        }
    }
    Ok(())
}

fn courses(facts: &mut Facts, programme: &Programme, shelf: &Shelf, package: &mut Package) {
    let mut events: HashMap<CourseId, Vec<PhaseEvent>> = HashMap::new();
    for (course, event) in &facts.phase_events {
        events.entry(*course).or_default().push(event.clone());
    }
    let mut plans: HashMap<CourseId, Date> = HashMap::new();
    for area in &facts.focus_areas {
        plans.entry(area.course).and_modify(|day| *day = area.chosen.min(*day)).or_insert(area.chosen);
    }
    let closed: HashSet<CourseId> = facts
        .responses
        .iter()
        .filter(|response| response.instrument.as_str() == "closing")
        .map(|response| response.course)
        .collect();
    for row in &mut facts.courses {
        let id = row.course.id;
        row.course.events = events.remove(&id).unwrap_or_default();
        let history = (plans.get(&id).copied(), closed.contains(&id));
        let made = rows::course(&row.course, &row.site, programme, history);
        package.courses.extend(made.and_then(|made| shelf.said(made, id.uuid())));
    }
}

fn responses(ctx: &Context, programme: &Programme, facts: &Facts, shelf: &Shelf, package: &mut Package) {
    for response in &facts.responses {
        let said = rows::response(response).and_then(|row| shelf.said(row, response.id.uuid()));
        let Some(row) = said else { continue };
        let instrument = ctx.content.instrument(&programme.id, &response.instrument);
        for (item, answer) in &response.answers {
            let Some(code) = Code::new(item) else { continue };
            let value = answers::said(instrument.map(AsRef::as_ref), item, *answer);
            package.answers.push(Answer { response_id: row.response_id.clone(), item: code, value });
        }
        package.responses.push(row);
    }
}

fn history(facts: &Facts, shelf: &Shelf, package: &mut Package) {
    for (course, event) in &facts.phase_events {
        let row = rows::phase_event(course.uuid(), event);
        package.phase_events.extend(row.and_then(|row| shelf.said(row, event.id.uuid())));
    }
    for contact in &facts.contacts {
        let row = rows::contact(contact);
        package.contacts.extend(row.and_then(|row| shelf.said(row, contact.id.uuid())));
    }
    for tie in &facts.assignments {
        let row = rows::assignment(tie);
        package.assignments.extend(row.and_then(|row| shelf.said(row, tie.id.uuid())));
    }
    for supporter in &facts.supporters {
        let row = rows::supporter(supporter);
        package.supporters.extend(row.and_then(|row| shelf.said(row, supporter.id.uuid())));
    }
}

fn plan(facts: &Facts, shelf: &Shelf, package: &mut Package) {
    let areas: BTreeMap<FocusAreaId, &FocusArea> =
        facts.focus_areas.iter().map(|area| (area.id, area)).collect();
    for area in &facts.focus_areas {
        let row = rows::focus_area(area);
        package.focus_areas.extend(row.and_then(|row| shelf.said(row, area.id.uuid())));
    }
    for activity in &facts.activities {
        let row = areas.get(&activity.focus_area).and_then(|area| rows::activity(activity, area));
        package.activities.extend(row.and_then(|row| shelf.said(row, activity.id.uuid())));
    }
}

/// Enquiries that became a course of the programme; those that became none are told with every running programme,
/// and with the finished one whose package named them.
fn enquiries(facts: &Facts, programme: &Programme, shelf: &Shelf, package: &mut Package) {
    let own: HashSet<CourseId> = facts.courses.iter().map(|row| row.course.id).collect();
    for enquiry in &facts.enquiries {
        let id = enquiry.id.uuid();
        let named = shelf.facts("enquiries", id).is_some();
        let told = enquiry.course.map_or(named || !programme.archived, |course| own.contains(&course));
        if told {
            let row = rows::enquiry(enquiry);
            package.enquiries.extend(row.and_then(|row| shelf.said(row, id)));
        }
    }
}

/// A site that no package named is called by its code.
fn sites(package: &mut Package) {
    let courses = package.courses.iter().filter_map(|course| course.site.clone());
    let used: BTreeSet<Code> = courses.collect();
    for site in used {
        let label = site.to_string();
        package.manifest.sites.entry(site).or_insert(label);
    }
}
