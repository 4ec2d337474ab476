//! What is known of a person as a number that is equal only for the same facts.

use super::persons;
use crate::cohort::{Contact, Course, Trait};

/// A number for what is known of a course.
pub(super) fn of_course(course: &Course) -> u64 {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let parts = [
        course.status.code(),
        &day(course.start),
        &day(course.closing_date),
        course.closing_reason.map_or("", |reason| reason.code()),
        if course.follow_up { "follow-up" } else { "" },
        if course.closing_form { "form" } else { "" },
    ];
    persons::key(&parts.join("|"))
}

/// A number for what a person answered.
pub(super) fn of_trait(values: &Trait, person: usize) -> Option<u64> {
    let (Trait::Values(numbers) | Trait::Levels(_, numbers)) = values;
    let number = numbers.get(person).copied().filter(|value| !value.is_nan())?;
    let Trait::Levels(levels, _) = values else { return Some(number.to_bits()) };
    let level = (0..).zip(levels).find(|(at, _)| f64::from(*at).total_cmp(&number).is_eq());
    Some(persons::key(level.map_or("", |(_, level): (u32, _)| level)))
}

/// A number for the contacts of each person.
pub(super) fn of_contacts(contacts: &[Contact], persons: usize) -> Vec<u64> {
    let mut of = vec![0u64; persons];
    for contact in contacts {
        let Some(sum) = usize::try_from(contact.person).ok().and_then(|at| of.get_mut(at)) else { continue };
        let parts = [
            contact.date.to_string(),
            contact.kind.code().to_owned(),
            contact.role.code().to_owned(),
            contact.held.to_string(),
            contact.minutes.to_string(),
        ];
        *sum = sum.wrapping_add(persons::key(&parts.join("|")));
    }
    of
}
