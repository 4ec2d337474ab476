//! How and when the primary measure was answered: with whom, in which way, inside the planned time or not.

use jiff::civil::Date;

use super::from_package::age;
use crate::package::codes::Informer;
use crate::package::{self, Package, Response};
use crate::quick::Map;
use crate::study::Study;

/// Counts of answers to the primary measure's instrument.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Manner {
    /// Responses with a known informer, and how many of them were given with staff.
    pub(crate) informers: [u64; 2],
    /// Persons whose way of answering is known at both ends of the change, and how many of them changed it.
    pub(crate) ways: [u64; 2],
    /// Dated responses with a planned day, and how many of them lie outside the window round it.
    pub(crate) timed: [u64; 2],
    /// At each occasion of each course whether the newest response came after its planned time; nothing where that is not
    /// known.
    pub(crate) late: Vec<Vec<Option<bool>>>,
}

pub(super) fn manner(package: &Package, courses: &[&package::Course], study: &Study) -> Manner {
    let instrument = study.measures.get(study.primary).and_then(|one| one.columns.instrument.as_deref());
    let by_id: Map<&str, usize> =
        courses.iter().enumerate().map(|(place, course)| (course.course_id.as_str(), place)).collect();
    let mut found = Manner::default();
    let mut newest: Vec<Vec<Option<&Response>>> = vec![vec![None; courses.len()]; study.occasions.len()];
    let asked = |one: &&Response| instrument.is_none_or(|instrument| one.instrument.as_str() == instrument);
    for response in package.responses.iter().filter(asked) {
        let Some(place) = by_id.get(response.course_id.as_str()).copied() else { continue };
        if let Some(informer) = response.informer {
            found.informers[0] += 1;
            found.informers[1] += u64::from(matches!(informer, Informer::WithStaff | Informer::Staff));
        }
        let Some(position) = study.occasions.iter().position(|one| one.key == response.occasion.as_str())
        else {
            continue;
        };
        if let Some(off) = courses.get(place).and_then(|course| off_time(course, study, position, response)) {
            let [first, last] = study.window;
            found.timed[0] += 1;
            found.timed[1] += u64::from(off < first || off > last);
        }
        if let Some(kept) = newest.get_mut(position).and_then(|courses| courses.get_mut(place))
            && kept.is_none_or(|kept| age(response) > age(kept))
        {
            *kept = Some(response);
        }
    }
    let is_late = |position: usize, course: &package::Course, response: Option<&Response>| {
        response.and_then(|one| off_time(course, study, position, one)).map(|off| off > study.window[1])
    };
    let late_at = |(position, at): (usize, &Vec<Option<&Response>>)| {
        at.iter().zip(courses).map(|(response, course)| is_late(position, course, *response)).collect()
    };
    found.late = newest.iter().enumerate().map(late_at).collect();
    let end = |position: usize| newest.get(position).into_iter().flatten();
    for (from, to) in end(study.from).zip(end(study.to)) {
        let Some((from, to)) = from.zip(*to) else { continue };
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

/// Days from the day a response belongs to until it was given.
fn off_time(course: &package::Course, study: &Study, position: usize, response: &Response) -> Option<f64> {
    let (due, day) = due(course, study, position).zip(response.date)?;
    Some(f64::from((day - due).get_days()))
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
