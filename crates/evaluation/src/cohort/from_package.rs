//! A cohort package → cohort: one person for each course that began phase 1, one row for each course and occasion, made
//! of the newest response to each instrument. Cells go through the same rules as those of a long file.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Builder;
use super::chunk::Chunk;
use super::slots::{Slot, Slots};
use super::{Cohort, Contact, Course, fidelity, manner};
use crate::fault::{Fault, FaultCode};
use crate::findings::{Occasion, Setting, Source};
use crate::package::codes::{ContactOutcome, FollowUpWay};
use crate::package::value::Cell;
use crate::package::{self, AnswerValue, Package, Response, SourceFile};
use crate::quick::Map;
use crate::study::{Columns, Study};

/// The columns of a course that a study may name.
const COURSE_COLUMNS: [&str; 5] = ["site", "track", "programme", "plan", "closing_reason"];

pub(super) fn read(package: &Package, sources: &[SourceFile], study: &Study) -> Result<Cohort, Vec<Fault>> {
    let slots = Slots::of(study, false);
    let columns = Named::of(package, study, &slots)?;
    let courses = started(package);
    let mut builder = Builder::new(&slots, study.occasions.len(), ("answers.csv", "occasion"), None);
    for course in &courses {
        builder.add(course.course_id.as_str());
    }
    let (chunk, replaced) = rows(package, &courses, study, &columns);
    builder.absorb(chunk);
    let mut built = builder.finish().map_err(|faults| faults.told(""))?;
    let steady =
        built.covariates.iter_mut().zip(&study.covariates).filter(|(_, asked)| !asked.kind.is_of_rows());
    steady.for_each(|(covariate, _)| covariate.carry_first());
    let place: Map<&str, u32> = courses.iter().map(|c| c.course_id.as_str()).zip(0..).collect();
    let contacts: Vec<Contact> = package
        .contacts
        .iter()
        .filter_map(|one| Some(contact(one, *place.get(one.course_id.as_str())?)))
        .collect();
    Ok(Cohort {
        persons: built.persons,
        keys: built.keys,
        rows: built.rows,
        sources: sources_of(package, sources),
        synthetic: package.manifest.synthetic || study.synthetic.unwrap_or(false),
        data_cut: Some(package.manifest.data_cut),
        occasions: labelled(package, study),
        anchors: package
            .manifest
            .occasions
            .iter()
            .filter_map(|one| Some((one.key.as_str().to_owned(), one.at?)))
            .collect(),
        measures: built.measures,
        groups: built.groups,
        characteristics: built.characteristics,
        covariates: built.covariates,
        items: built.items,
        courses: Some(courses_of(&courses, &contacts, &package.phase_events)),
        contacts: (!contacts.is_empty()).then_some(contacts),
        enquiries: (!package.enquiries.is_empty()).then_some(package.enquiries.len() as u64),
        manner: manner::manner(package, &courses, study),
        replaced,
        fidelity: fidelity::fidelity(package, &courses, study),
        setting: Some(setting(package, &courses)),
    })
}

/// Sites with a course, and the workers.
fn setting(package: &Package, courses: &[&package::Course]) -> Setting {
    let sites: BTreeSet<&str> =
        courses.iter().filter_map(|course| course.site.as_ref()).map(package::value::Code::as_str).collect();
    Setting {
        programme: package.manifest.programme.as_str().to_owned(),
        sites: sites.len() as u64,
        workers: package.workers.len() as u64,
    }
}

/// Courses that began phase 1 by the data cut, in the order of their ids.
fn started(package: &Package) -> Vec<&package::Course> {
    let begun = |course: &&package::Course| course.start.is_some_and(|day| day <= package.manifest.data_cut);
    let mut courses: Vec<&package::Course> = package.courses.iter().filter(begun).collect();
    courses.sort_by(|a, b| a.course_id.as_str().cmp(b.course_id.as_str()));
    courses
}

/// The columns that slots ask for, each by instrument and item, or from the course itself.
struct Named {
    columns: Vec<Column>,
    places: Vec<Vec<usize>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Column {
    Item {
        instrument: String,
        item: String,
    },
    Course(&'static str),
    /// The day of the response to an instrument; of the first one of the row where none is named.
    Day(Option<String>),
}

/// What the day of a response is called.
const DAY: &str = "date";

impl Named {
    fn of(package: &Package, study: &Study, slots: &Slots<'_>) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        for occasion in &study.occasions {
            let known: Vec<&str> = package.manifest.occasions.iter().map(|one| one.key.as_str()).collect();
            if !known.contains(&occasion.key.as_str()) {
                let fault = Fault::new(package::manifest::FILE, FaultCode::NameUnknown).column("order");
                faults.push(fault.with("name", &occasion.key).with("known", known.join(", ")));
            }
        }
        let items = items(package);
        let mut columns: Vec<Column> = Vec::new();
        let mut places = Vec::new();
        for slot in &slots.all {
            let mut of_slot = Vec::new();
            for name in &slot.columns.names {
                match column(slot, name, &items) {
                    Ok(column) => {
                        let place = columns.iter().position(|known| *known == column);
                        of_slot.push(place.unwrap_or(columns.len()));
                        if place.is_none() {
                            columns.push(column);
                        }
                    }
                    Err(known) => {
                        let fault = Fault::new("answers.csv", FaultCode::NameUnknown).column(name);
                        faults.push(fault.with("name", name).with("known", known));
                    }
                }
            }
            places.push(of_slot);
        }
        faults.sort();
        faults.dedup();
        if faults.is_empty() { Ok(Self { columns, places }) } else { Err(faults) }
    }
}

/// Instruments by item.
fn items(package: &Package) -> BTreeMap<&str, Vec<&str>> {
    let instruments: Map<&str, &str> =
        package.responses.iter().map(|r| (r.response_id.as_str(), r.instrument.as_str())).collect();
    let mut items: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for answer in &package.answers {
        let Some(instrument) = instruments.get(answer.response_id.as_str()) else { continue };
        let of_item = items.entry(answer.item.as_str()).or_default();
        if !of_item.contains(instrument) {
            of_item.push(instrument);
        }
    }
    items
}

/// What a name means; otherwise the names that are known. With an instrument it is taken at its word, because nobody
/// may have answered that item yet.
fn column(slot: &Slot<'_>, name: &str, items: &BTreeMap<&str, Vec<&str>>) -> Result<Column, String> {
    let columns: &Columns = slot.columns;
    if slot.is_day() && name == DAY {
        return Ok(Column::Day(columns.instrument.clone()));
    }
    let item = |instrument: &str| Column::Item { instrument: instrument.to_owned(), item: name.to_owned() };
    if let Some(instrument) = &columns.instrument {
        return Ok(item(instrument));
    }
    if let Some(course) = COURSE_COLUMNS.iter().find(|known| **known == name) {
        return Ok(Column::Course(course));
    }
    match items.get(name).map(Vec::as_slice) {
        Some([only]) => Ok(item(only)),
        Some(several) => {
            Err(several.iter().map(|one| format!("{one}: {name}")).collect::<Vec<_>>().join(", "))
        }
        None => {
            let known: Vec<&str> = COURSE_COLUMNS.iter().chain(items.keys()).copied().collect();
            Err(known.join(", "))
        }
    }
}

/// One row for each course and occasion that has a response, and how many responses a newer one took the place of.
fn rows(package: &Package, courses: &[&package::Course], study: &Study, named: &Named) -> (Chunk, u64) {
    let slots = Slots::of(study, false);
    let place: Map<&str, usize> = courses.iter().map(|c| c.course_id.as_str()).zip(0..).collect();
    let occasion = |key: &str| study.occasions.iter().position(|one| one.key == key);
    let mut newest: BTreeMap<(usize, usize), BTreeMap<&str, &Response>> = BTreeMap::new();
    if named.columns.iter().any(|column| matches!(column, Column::Course(_))) {
        // A course without any response still has its own columns.
        newest.extend((0..courses.len()).map(|course| ((course, 0), BTreeMap::new())));
    }
    let mut replaced = 0;
    for response in &package.responses {
        let at = place.get(response.course_id.as_str()).copied().zip(occasion(response.occasion.as_str()));
        let Some(at) = at else { continue };
        let of_row = newest.entry(at).or_default();
        let kept = of_row.entry(response.instrument.as_str()).or_insert(response);
        if kept.response_id != response.response_id {
            replaced += 1;
            if age(response) > age(kept) {
                *kept = response;
            }
        }
    }
    let mut answers: Map<&str, Vec<(&str, &AnswerValue)>> = Map::default();
    for answer in &package.answers {
        let of_response = answers.entry(answer.response_id.as_str()).or_default();
        of_response.push((answer.item.as_str(), &answer.value));
    }
    let mut chunk = Chunk::new(&slots);
    let mut cells = vec![String::new(); named.columns.len()];
    for (row, ((course, occasion), responses)) in newest.into_iter().enumerate() {
        let Some(course) = courses.get(course) else { continue };
        for (column, text) in named.columns.iter().zip(&mut cells) {
            text.clear();
            cell(column, course, &responses, &answers, text);
        }
        chunk.rows += responses.len() as u64;
        chunk.row(course.course_id.as_str(), u8::try_from(occasion).unwrap_or(u8::MAX), row as u64 + 1);
        put(&slots, named, &cells, course.course_id.as_str(), &mut chunk);
    }
    (chunk, replaced)
}

/// A response with a date is newer than one without; the id decides between equals.
pub(super) fn age(response: &Response) -> (Option<jiff::civil::Date>, &str) {
    (response.date, response.response_id.as_str())
}

fn cell(
    column: &Column,
    course: &package::Course,
    responses: &BTreeMap<&str, &Response>,
    answers: &Map<&str, Vec<(&str, &AnswerValue)>>,
    text: &mut String,
) {
    match column {
        Column::Item { instrument, item } => {
            let response = responses.get(instrument.as_str());
            let given = response.and_then(|response| answers.get(response.response_id.as_str()));
            let answer = given.and_then(|given| given.iter().find(|(known, _)| known == item));
            match answer.map(|(_, value)| *value) {
                None
                | Some(AnswerValue::NotAsked | AnswerValue::WillNotAnswer | AnswerValue::DoesNotKnow) => {}
                Some(value) => value.write(text),
            }
        }
        Column::Day(instrument) => {
            let asked = |(key, _): &(&&str, &&Response)| instrument.as_deref().is_none_or(|one| one == **key);
            let days = responses.iter().filter(asked).filter_map(|(_, response)| response.date);
            days.min().write(text);
        }
        Column::Course(name) => match *name {
            "site" => course.site.write(text),
            "track" => course.track.write(text),
            "programme" => course.programme.write(text),
            "plan" => course.plan_date.is_some().write(text),
            _ => course.closing_reason.write(text),
        },
    }
}

fn put(slots: &Slots<'_>, named: &Named, cells: &[String], course: &str, chunk: &mut Chunk) {
    let text = |place: usize| cells.get(place).map(String::as_str).unwrap_or_default();
    for (index, (slot, places)) in slots.all.iter().zip(&named.places).enumerate() {
        let (mut faults, mut answers) = (Vec::new(), Vec::new());
        let value = slots.read(slot, places, &text, &mut answers, &mut |column, (code, parameters)| {
            let name = slot.columns.names.get(column).map(String::as_str).unwrap_or_default();
            let fault = Fault::new("answers.csv", code).column(name).with("course", course);
            faults.push(parameters.into_iter().fold(fault, |fault, (name, value)| fault.with(name, value)));
        });
        chunk.answers(index, &answers);
        chunk.put(index, value);
        for fault in faults {
            chunk.fault(fault);
        }
    }
}

fn sources_of(package: &Package, sources: &[SourceFile]) -> Vec<Source> {
    if sources.is_empty() {
        return vec![Source { name: "record".to_owned(), sha256: None, rows: package.rows() }];
    }
    sources
        .iter()
        .map(|file| Source { name: file.name.clone(), sha256: Some(file.sha256.clone()), rows: file.rows })
        .collect()
}

/// The study's occasions, with the package's labels where the study has none.
fn labelled(package: &Package, study: &Study) -> Vec<Occasion> {
    let label = |occasion: &Occasion| {
        let of_package = package.manifest.occasions.iter().find(|one| one.key.as_str() == occasion.key);
        match of_package {
            Some(one) if occasion.label.is_empty() => {
                [("da".to_owned(), one.da.clone()), ("en".to_owned(), one.en.clone())].into()
            }
            _ => occasion.label.clone(),
        }
    };
    study.occasions.iter().map(|one| Occasion { key: one.key.clone(), label: label(one) }).collect()
}

fn contact(contact: &package::Contact, person: u32) -> Contact {
    Contact {
        person,
        date: contact.date,
        kind: contact.kind,
        role: contact.role,
        held: contact.outcome == ContactOutcome::Held,
        minutes: contact.minutes.unwrap_or_default(),
    }
}

fn courses_of(
    courses: &[&package::Course],
    contacts: &[Contact],
    events: &[package::PhaseEvent],
) -> Vec<Course> {
    let mut changes: Map<&str, BTreeSet<&'static str>> = Map::default();
    for event in events {
        changes.entry(event.course_id.as_str()).or_default().insert(event.kind.code());
    }
    let mut last = vec![None; courses.len()];
    for contact in contacts {
        let seen = usize::try_from(contact.person).ok().and_then(|person| last.get_mut(person));
        if let Some(seen) = seen {
            *seen = (*seen).max(Some(contact.date));
        }
    }
    let course = |(course, last_contact): (&&package::Course, Option<jiff::civil::Date>)| Course {
        start: course.start,
        phase_ends: [course.phase1_end, course.phase2_end, course.planned_end],
        status: course.status,
        closing_date: course.closing_date,
        closing_reason: course.closing_reason,
        changes: changes.get(course.course_id.as_str()).cloned().unwrap_or_default(),
        follow_up: course.follow_up.is_some_and(|way| way != FollowUpWay::No),
        closing_form: course.closing_form,
        last_contact,
    };
    courses.iter().zip(last).map(course).collect()
}
