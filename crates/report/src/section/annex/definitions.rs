//! What the numbers mean, in the words of the pages, each a place that the captions of figures point to.

use evaluation::findings::{Family, Findings, Measure, MeasureKind};

use super::super::question::plain;
use super::super::score::slug;
use crate::document::Definition;
use crate::words::{Fill, Words, is_who5, upper_first};

/// The definitions of what is there.
struct Defined<'a> {
    words: Words<'a>,
    all: Vec<Definition>,
}

impl Defined<'_> {
    fn add(&mut self, key: &str, fill: &[Fill<'_>]) {
        let name = self.words.say(&format!("dt-{key}"), &[]);
        self.named(key, &anchor(key), name, fill);
    }

    fn named(&mut self, key: &str, id: &str, name: String, fill: &[Fill<'_>]) {
        let text = self.words.say(&format!("d-{key}"), fill);
        self.all.push(Definition { id: id.to_owned(), name, text });
    }
}

/// The anchor of a definition.
pub(crate) fn anchor(key: &str) -> String {
    format!("definition-{key}")
}

/// The anchor of the definition of a measure's limit.
pub(crate) fn limit_anchor(key: &str, measure: &Measure) -> String {
    anchor(&format!("{key}-{}", slug(&measure.name)))
}

/// The anchor of the definition of a family's areas.
pub(crate) fn areas_anchor(family: &Family) -> String {
    anchor(&format!("areas-{}", slug(&family.name)))
}

/// What the numbers mean, those that are there.
pub(super) fn definitions(words: &Words<'_>, findings: &Findings) -> Vec<Definition> {
    let mut defined = Defined { words: *words, all: Vec::new() };
    of_courses(&mut defined, findings);
    let kinds = |kind: MeasureKind| findings.measures.iter().any(|measure| measure.kind == kind);
    if kinds(MeasureKind::Score) {
        defined.add("change", &[]);
    }
    if kinds(MeasureKind::YesNo) || findings.measures.iter().any(|one| one.risk_at_or_below.is_some()) {
        defined.add("share", &[]);
    }
    defined.add("interval", &[]);
    defined.add("missing", &[]);
    if findings.measures.iter().any(is_who5) {
        defined.add("who5", &[]);
    }
    let alone: Vec<&Measure> = findings.measures.iter().filter(|one| one.family.is_none()).collect();
    for measure in &alone {
        limits(&mut defined, measure, alone.len() > 1);
    }
    for family in &findings.families {
        areas(&mut defined, family);
    }
    if !findings.series.is_empty() {
        defined.add("usual", &[]);
    }
    if findings.comparison.is_some() || findings.change_comparison.is_some() {
        defined.add("chance", &[]);
    }
    defined.all
}

fn of_courses(defined: &mut Defined<'_>, findings: &Findings) {
    if let Some(flow) = &findings.flow {
        defined.add("started", &[]);
        defined.add("closed", &[]);
        let months = plain(&defined.words, flow.full_course_months);
        defined.add("full", &[("months", months.into())]);
        defined.add("owed", &[]);
        if !flow.left_in_phase.is_empty() {
            defined.add("left", &[]);
        }
    }
    if findings.contacts.is_some() {
        defined.add("support", &[]);
    }
    if !findings.fidelity.is_empty() {
        defined.add("fidelity", &[]);
    }
}

/// The limits of a measure that stands alone; with its name where there are several such measures.
fn limits(defined: &mut Defined<'_>, measure: &Measure, several: bool) {
    let limits = [
        ("risk", measure.risk_at_or_below),
        ("relevant", measure.relevant_change),
        ("reliable", measure.reliable_change),
    ];
    for (key, value) in limits {
        let Some(value) = value.map(|value| plain(&defined.words, value)) else { continue };
        let mut name = defined.words.say(&format!("dt-{key}"), &[]);
        if several {
            name = format!("{name} · {}", upper_first(&defined.words.measure(measure)));
        }
        defined.named(key, &limit_anchor(key, measure), name, &[("value", value.into())]);
    }
}

/// What the areas of a family are rated on.
fn areas(defined: &mut Defined<'_>, family: &Family) {
    let words = defined.words;
    let range = |name: &String| {
        let [low, high] = words.measure_named(name)?.range?;
        Some([plain(&words, low), plain(&words, high)])
    };
    let mut ranges: Vec<[String; 2]> = family.measures.iter().filter_map(range).collect();
    ranges.dedup();
    let name = upper_first(&defined.words.label(&family.label, &family.name));
    let id = areas_anchor(family);
    let k = ("k", family.measures.len().into());
    match ranges.as_slice() {
        [[low, high]] => {
            defined.named("areas-rated", &id, name, &[k, ("low", low.into()), ("high", high.into())]);
        }
        _ => defined.named("areas", &id, name, &[k]),
    }
}
