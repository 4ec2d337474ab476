//! The items of the method that each course is held against: `[[fidelity]]`.

use domain::contact::MeetingKind;
use domain::fidelity::Rule;

use super::FidelitySpec;
use super::section::Section;

/// Words for the rules.
const RULES: [&str; 10] = [
    "time_limit",
    "equal_phases",
    "areas",
    "meetings",
    "supports",
    "tapering",
    "not_ended_by_programme",
    "early_contacts",
    "plan_made",
    "meeting",
];
/// Most days that a limit can have.
const MOST_DAYS: u32 = 366;

pub(super) fn fidelity(root: &Section<'_, '_>) -> Vec<FidelitySpec> {
    let mut items: Vec<FidelitySpec> = Vec::new();
    for section in root.sections("fidelity") {
        let key = section.needed("key");
        let (label, source) = (section.label("label"), section.text("source").map(|at| at.value));
        let named = section.needed("rule");
        let rule = named.as_ref().and_then(|named| {
            let found = rule(&section, &named.value);
            if found.is_none() && !RULES.contains(&named.value.as_str()) {
                section.unknown_name("rule", named.line, &named.value, &RULES);
            }
            found
        });
        // Of a rule that is not known no key is known either.
        if named.as_ref().is_some_and(|named| RULES.contains(&named.value.as_str())) {
            section.finish();
        }
        let (Some(key), Some(rule)) = (key, rule) else { continue };
        if items.iter().any(|known| known.key == key.value) {
            section.invalid("key", key.line, &key.value, "key = \"…\"");
        }
        items.push(FidelitySpec { key: key.value, label, source, rule });
    }
    items
}

fn rule(section: &Section<'_, '_>, name: &str) -> Option<Rule> {
    let days =
        |key: &'static str| needed(section, key, "30").filter(|days| within(section, key, *days, MOST_DAYS));
    Some(match name {
        "time_limit" => Rule::TimeLimit { grace_days: optional(section, "grace_days")? },
        "equal_phases" => Rule::EqualPhases { tolerance_days: days("tolerance_days")? },
        "areas" => {
            let (phase, least, most) = (phase(section), least(section), needed(section, "most", "3"));
            let (least, most) = (least?, most?);
            if least > most {
                section.invalid("most", section.line(), &most.to_string(), &format!("≥ {least}"));
            }
            Rule::Areas { phase: phase?, least, most }
        }
        "meetings" => {
            let outside_office = section.flag("outside_office").unwrap_or(false);
            let (phase, least) = (phase(section), least(section));
            Rule::Meetings { phase: phase?, least: least?, outside_office }
        }
        "supports" => {
            let (phase, least) = (phase(section), least(section));
            Rule::Supports { phase: phase?, least: least? }
        }
        "tapering" => Rule::Tapering,
        "not_ended_by_programme" => Rule::NotEndedByProgramme,
        "early_contacts" => {
            let (days, least) = (days("days"), least(section));
            Rule::EarlyContacts { days: days?, least: least? }
        }
        "plan_made" => Rule::PlanMade { phase: phase(section)? },
        "meeting" => Rule::Meeting { kind: meeting(section)? },
        _ => return None,
    })
}

fn needed(section: &Section<'_, '_>, key: &'static str, example: &str) -> Option<u32> {
    if !section.holds(key) {
        section.missing(key);
    }
    section.whole(key, example)
}

/// A number of days that may be left out; nothing where it is none.
fn optional(section: &Section<'_, '_>, key: &'static str) -> Option<u32> {
    if !section.holds(key) {
        return Some(0);
    }
    section.whole(key, "14").filter(|days| within(section, key, *days, MOST_DAYS))
}

fn least(section: &Section<'_, '_>) -> Option<u32> {
    needed(section, "least", "3")
}

/// Phase 1 or 2: of the third it is known only in the end who was in it for how long.
fn phase(section: &Section<'_, '_>) -> Option<u8> {
    let phase = needed(section, "phase", "1")?;
    u8::try_from(phase).ok().filter(|_| within(section, "phase", phase, 2))
}

fn within(section: &Section<'_, '_>, key: &'static str, number: u32, most: u32) -> bool {
    let fits = number <= most;
    if !fits {
        section.invalid(key, section.line(), &number.to_string(), &format!("1–{most}"));
    }
    fits
}

fn meeting(section: &Section<'_, '_>) -> Option<MeetingKind> {
    let named = section.needed("meeting")?;
    let found = MeetingKind::parse(&named.value);
    if found.is_none() {
        let known: Vec<&str> = MeetingKind::ALL.iter().map(|one| one.code()).collect();
        section.unknown_name("meeting", named.line, &named.value, &known);
    }
    found
}
