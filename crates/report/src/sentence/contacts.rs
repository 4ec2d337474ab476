//! Contacts (S12): support and coordination a week in the first and the last phase.

use evaluation::findings::{Contacts, PhaseContacts};

use crate::words::{Words, rounded};

/// S12: how support changed from the first phase to the last, and where coordination was.
pub(crate) fn contacts(words: &Words<'_>, contacts: &Contacts) -> Option<String> {
    let in_use: Vec<&PhaseContacts> = contacts.phases.iter().filter(|phase| phase.days > 0).collect();
    let (first, last) = (in_use.first()?, in_use.last()?);
    let per_week = |rate: f64| words.number(rate, 1);
    let (a, c) = (rounded(first.support_per_week, 1), rounded(last.support_per_week, 1));
    let key = match a.total_cmp(&c) {
        _ if in_use.len() == 1 => "s12-one",
        std::cmp::Ordering::Greater => "s12",
        std::cmp::Ordering::Less => "s12-rose",
        std::cmp::Ordering::Equal => "s12-same",
    };
    let coordinated = |phase: &&PhaseContacts| phase.coordination_per_week > 0.0;
    let coordination = match (in_use.iter().any(coordinated), in_use.len()) {
        (false, _) => "s12-coordination-none",
        (true, 1) => "s12-coordination-one",
        (true, _) => "s12-coordination",
    };
    let rates = [
        ("k1", per_week(first.coordination_per_week).into()),
        ("k3", per_week(last.coordination_per_week).into()),
    ];
    Some(words.say(
        key,
        &[
            ("a", per_week(a).into()),
            ("c", per_week(c).into()),
            ("first", first.phase.into()),
            ("last", last.phase.into()),
            ("coordination", words.say(coordination, &rates).into()),
        ],
    ))
}
