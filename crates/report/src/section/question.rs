//! Question and measures: what was asked of the data, fixed before the answer.

use evaluation::findings::{Measure, MeasureKind};

use super::Draft;
use crate::document::Block;
use crate::words::{Words, change, lower_first};

pub(super) fn write(draft: &mut Draft<'_>) {
    let words = draft.words;
    let findings = draft.findings;
    draft.section("question", &draft.say("h-question"));
    let mut facts = Vec::new();
    let mut fact = |key: &str, text: String| {
        if !text.is_empty() {
            facts.push((words.say(key, &[]), text));
        }
    };
    let population = findings.flow.as_ref().map_or_else(
        || words.say("q-population-persons", &[("n", findings.provenance.persons.into())]),
        |flow| words.say("q-population-courses", &[("n", flow.started.into())]),
    );
    let design = findings.comparator.as_ref().map_or_else(
        || words.say("q-design-text", &[]),
        |found| words.say("q-design-comparator", &[("comparator", words.label(&found.name, "").into())]),
    );
    // Of a file nobody here knows when it was written.
    let recorded = findings.flow.as_ref().map(|_| words.say("q-design-recorded", &[]));
    fact("q-design", std::iter::once(design).chain(recorded).collect::<Vec<_>>().join(" "));
    fact("q-population", population);
    let measures: Vec<String> = single_measures(&words, &findings.measures)
        .chain(findings.families.iter().map(|family| {
            let areas: Vec<String> = family
                .measures
                .iter()
                .filter_map(|name| words.measure_named(name))
                .map(|measure| lower_first(&words.measure(measure)))
                .collect();
            format!("{}: {}", words.label(&family.label, &family.name), words.list(&areas))
        }))
        .collect();
    fact("q-variables", sentences(&measures));
    let occasions: Vec<String> =
        findings.occasions.iter().map(|occasion| words.occasion(&occasion.key)).collect();
    fact("q-occasions", crate::words::upper_first(&words.list(&occasions)));
    if let Some((from, to)) = ends(&findings.measures) {
        let (from, to) = (words.occasion(from), words.occasion(to));
        fact("q-window", words.say("q-window-text", &[("from", from.into()), ("to", to.clone().into())]));
        fact("q-early", words.say("q-early-text", &[("to", to.into())]));
    }
    let has = |kind: MeasureKind| findings.measures.iter().any(|measure| measure.kind == kind);
    let shares = has(MeasureKind::YesNo) || findings.measures.iter().any(|m| m.risk_at_or_below.is_some());
    let summary: Vec<String> = [
        has(MeasureKind::Score).then(|| words.say("q-summary-score", &[])),
        shares.then(|| words.say("q-summary-share", &[])),
    ]
    .into_iter()
    .flatten()
    .collect();
    fact("q-summary", summary.join(" "));
    let mut groups: Vec<String> = Vec::new();
    for group in &findings.subgroups {
        let name = lower_first(&words.label(&group.label, &group.name));
        if !groups.contains(&name) {
            groups.push(name);
        }
    }
    fact("q-subgroups", crate::words::upper_first(&words.list(&groups)));
    draft.blocks.push(Block::Facts(facts));
}

fn sentences(items: &[String]) -> String {
    items.iter().map(|item| format!("{item}.")).collect::<Vec<_>>().join(" ")
}

/// Measures outside families, each with its limits.
fn single_measures<'a>(words: &'a Words<'_>, measures: &'a [Measure]) -> impl Iterator<Item = String> + 'a {
    measures.iter().filter(|measure| measure.family.is_none()).map(|measure| {
        let limit = |key: &str, value: Option<f64>| {
            value.map(|value| words.say(key, &[("value", plain(words, value).into())]))
        };
        let limits: Vec<String> = [
            limit("q-risk", measure.risk_at_or_below),
            limit("q-relevant", measure.relevant_change),
            limit("q-reliable", measure.reliable_change),
        ]
        .into_iter()
        .flatten()
        .collect();
        let name = words.measure(measure);
        if limits.is_empty() { name } else { format!("{name} ({})", limits.join("; ")) }
    })
}

/// A limit of the study as its author wrote it: no decimals when whole.
pub(super) fn plain(words: &Words<'_>, value: f64) -> String {
    let decimals = (0..3).find(|decimals| {
        let scaled = value * 10_f64.powi(*decimals);
        (scaled - scaled.round()).abs() < 1e-9
    });
    words.number(value, decimals.and_then(|decimals| u8::try_from(decimals).ok()).unwrap_or(2))
}

/// The two occasions that are compared.
fn ends(measures: &[Measure]) -> Option<(&str, &str)> {
    measures.iter().find_map(|measure| {
        let shares = || measure.paired_shares.value().map(|shares| (&*shares.from, &*shares.to));
        change(measure).map(|change| (&*change.from, &*change.to)).or_else(shares)
    })
}
