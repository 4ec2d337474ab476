//! What is said of each course by each item of the method, out of a package.

use domain::contact::ContactPlace;
use domain::fidelity::{Facts, Held, Judgement};
use jiff::civil::Date;

use crate::package::codes::{ContactKind, ContactOutcome, Status};
use crate::package::{self, Package};
use crate::quick::Map;
use crate::study::Study;

/// What was recorded beside the course itself.
#[derive(Default)]
struct Recorded {
    contacts: Vec<Held>,
    /// Day of the last contact, whether it took place or not: then the course was running.
    last_contact: Option<Date>,
    areas: [u32; 3],
}

/// Item × course; nothing where the study asks for none.
pub(super) fn fidelity(
    package: &Package,
    courses: &[&package::Course],
    study: &Study,
) -> Vec<Vec<Judgement>> {
    if study.fidelity.is_empty() {
        return Vec::new();
    }
    let recorded = recorded(package);
    let nothing = Recorded::default();
    let knows_meetings = package.contacts.iter().any(|contact| contact.meeting.is_some());
    let cut = package.manifest.data_cut;
    let facts: Vec<Option<Facts<'_>>> = courses
        .iter()
        .map(|course| {
            let own = recorded.get(course.course_id.as_str()).unwrap_or(&nothing);
            facts(course, own, (cut, knows_meetings))
        })
        .collect();
    let judge = |item: &crate::study::FidelitySpec| {
        let one = |facts: &Option<Facts<'_>>| {
            facts.as_ref().map_or(Judgement::NotAssessable, |facts| item.rule.judge(facts))
        };
        facts.iter().map(one).collect()
    };
    study.fidelity.iter().map(judge).collect()
}

fn recorded(package: &Package) -> Map<&str, Recorded> {
    let mut all: Map<&str, Recorded> = Map::default();
    for contact in &package.contacts {
        let own = all.entry(contact.course_id.as_str()).or_default();
        own.last_contact = own.last_contact.max(Some(contact.date));
        if contact.outcome == ContactOutcome::Held {
            own.contacts.push(contact_held(contact));
        }
    }
    for area in &package.focus_areas {
        let own = all.entry(area.course_id.as_str()).or_default();
        let place = area.phase.checked_sub(1).and_then(|phase| usize::try_from(phase).ok());
        if let Some(count) = place.and_then(|place| own.areas.get_mut(place)) {
            *count += 1;
        }
    }
    all
}

fn contact_held(contact: &package::Contact) -> Held {
    let met = matches!(contact.kind, ContactKind::Meeting | ContactKind::Accompaniment);
    let place = contact.place.as_ref().and_then(|place| ContactPlace::parse(place.as_str()));
    Held {
        date: contact.date,
        met,
        reached: contact.kind != ContactKind::Coordination,
        outside: match (contact.kind, place) {
            // Going along to somebody is never at the team's place.
            (ContactKind::Accompaniment, _) => Some(true),
            (_, Some(ContactPlace::None) | None) => None,
            (_, Some(place)) => Some(place != ContactPlace::Office),
        },
        supports: contact.kind == ContactKind::Coordination || !contact.joined.0.is_empty(),
        meeting: contact.meeting,
    }
}

fn facts<'r>(
    course: &package::Course,
    recorded: &'r Recorded,
    (cut, knows_meetings): (Date, bool),
) -> Option<Facts<'r>> {
    let start = course.start?;
    let closed = course.status == Status::Closed;
    let end = if closed { course.closing_date.or(recorded.last_contact).unwrap_or(start) } else { cut };
    Some(Facts {
        start,
        phase_ends: [course.phase1_end, course.phase2_end, course.planned_end],
        end: end.min(cut).max(start),
        closed,
        closing: course.closing_date,
        reason: course.closing_reason,
        decided_by: course.decided_by,
        plan: course.plan_date,
        areas: recorded.areas,
        contacts: &recorded.contacts,
        knows_meetings,
    })
}
