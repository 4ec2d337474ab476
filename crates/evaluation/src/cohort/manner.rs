//! How and when the primary measure was answered: with whom, in which way, inside the planned time or not.

use jiff::civil::Date;

use crate::package::codes::Informer;
use crate::package::{self, Package, Response};
use crate::quick::Map;
use crate::study::Study;

/// Counts of answers to the primary measure's instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Manner {
    /// Responses with a known informer, and how many of them were given with staff.
    pub(crate) informers: [u64; 2],
    /// Persons whose way of answering is known at both ends of the change, and how many of them changed it.
    pub(crate) ways: [u64; 2],
    /// Dated responses with a planned day, and how many of them lie outside the window round it.
    pub(crate) timed: [u64; 2],
}

pub(super) fn manner(package: &Package, courses: &[&package::Course], study: &Study) -> Manner {
    let instrument = study.measures.get(study.primary).and_then(|one| one.columns.instrument.as_deref());
    let by_id: Map<&str, &package::Course> =
        courses.iter().map(|course| (course.course_id.as_str(), *course)).collect();
    let mut found = Manner::default();
    let mut ends: Map<&str, [Option<&Response>; 2]> = Map::default();
    let asked = |one: &&Response| instrument.is_none_or(|instrument| one.instrument.as_str() == instrument);
    for response in package.responses.iter().filter(asked) {
        let Some(course) = by_id.get(response.course_id.as_str()) else { continue };
        if let Some(informer) = response.informer {
            found.informers[0] += 1;
            found.informers[1] += u64::from(matches!(informer, Informer::WithStaff | Informer::Staff));
        }
        let Some(position) = study.occasions.iter().position(|one| one.key == response.occasion.as_str())
        else {
            continue;
        };
        if let Some((due, day)) = due(course, study, position).zip(response.date) {
            let [first, last] = study.window;
            let off = f64::from((day - due).get_days());
            found.timed[0] += 1;
            found.timed[1] += u64::from(off < first || off > last);
        }
        let end = [study.from, study.to].iter().position(|end| *end == position);
        if let Some(place) =
            end.and_then(|end| ends.entry(course.course_id.as_str()).or_default().get_mut(end))
        {
            *place = Some(response);
        }
    }
    for [from, to] in ends.into_values() {
        let Some((from, to)) = from.zip(to) else { continue };
        let informers = from.informer.zip(to.informer);
        let modes = from.mode.zip(to.mode);
        if informers.is_some() || modes.is_some() {
            found.ways[0] += 1;
            let changed = informers.is_some_and(|(a, b)| a != b) || modes.is_some_and(|(a, b)| a != b);
            found.ways[1] += u64::from(changed);
        }
    }
    found
}

/// The day a measurement belongs to: the start, the end of the phase before it, the closing.
fn due(course: &package::Course, study: &Study, position: usize) -> Option<Date> {
    if position <= study.from {
        return course.start;
    }
    if position >= study.to {
        return if position == study.to { course.closing_date } else { None };
    }
    match position - study.from {
        1 => course.phase1_end,
        2 => course.phase2_end,
        _ => course.planned_end,
    }
}
