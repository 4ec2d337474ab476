//! What the numbers mean, in the words of the pages.

use evaluation::findings::Findings;

use super::super::question::plain;
use crate::words::{Words, upper_first};

/// What the numbers mean, those that are there.
pub(super) fn definitions(words: &Words<'_>, findings: &Findings) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let mut define = |key: &str, value: Option<String>| {
        let fill = value
            .map_or_else(Vec::new, |value| vec![("value", value.clone().into()), ("months", value.into())]);
        facts.push((words.say(&format!("dt-{key}"), &[]), words.say(&format!("d-{key}"), &fill)));
    };
    if let Some(flow) = &findings.flow {
        define("started", None);
        define("closed", None);
        define("full", Some(plain(words, flow.full_course_months)));
        define("owed", None);
        if !flow.left_in_phase.is_empty() {
            define("left", None);
        }
    }
    if findings.contacts.is_some() {
        define("support", None);
    }
    define("interval", None);
    define("missing", None);
    let who5 = findings.measures.iter().any(crate::words::is_who5);
    if who5 {
        define("who5", None);
    }
    let several = findings.measures.iter().filter(|measure| measure.family.is_none()).count() > 1;
    for measure in findings.measures.iter().filter(|measure| measure.family.is_none()) {
        let limits = [
            ("risk", measure.risk_at_or_below),
            ("relevant", measure.relevant_change),
            ("reliable", measure.reliable_change),
        ];
        for (key, value) in limits {
            let Some(value) = value.map(|value| plain(words, value)) else { continue };
            let mut name = words.say(&format!("dt-{key}"), &[]);
            if several {
                name = format!("{name} · {}", upper_first(&words.measure(measure)));
            }
            facts.push((name, words.say(&format!("d-{key}"), &[("value", value.into())])));
        }
    }
    facts
}
