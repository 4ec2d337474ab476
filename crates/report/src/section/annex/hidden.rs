//! What is hidden: which table, by which rule, how many cells, primary and secondary together; never which cell was small.

use std::collections::BTreeMap;

use evaluation::findings::{Rule, Suppressed};

use super::super::Draft;
use crate::table::{Cell, Table};

pub(super) fn write(draft: &mut Draft<'_>) {
    let findings = draft.findings;
    if let Some(threshold) = findings.provenance.settings.get("disclosure_threshold") {
        let said = draft.words.say("hidden-threshold", &[("threshold", threshold.into())]);
        draft.text(said);
    }
    if findings.suppressed.is_empty() {
        let said = draft.say("hidden-none");
        draft.text(said);
        return;
    }
    let said = draft.words.say("hidden-some", &[("n", findings.suppressed.len().into())]);
    draft.text(said);
    let table = table(draft, &findings.suppressed);
    draft.table(table);
}

fn table(draft: &Draft<'_>, suppressed: &[Suppressed]) -> Table {
    let columns =
        vec![draft.words_column("where").room(5), draft.words_column("rule").room(8), draft.column("cells")];
    let mut table = Table::new("hidden", draft.say("t-hidden"), columns);
    let mut counts: BTreeMap<(String, Rule), u64> = BTreeMap::new();
    let mut places: Vec<String> = Vec::new();
    for one in suppressed {
        let place = place(draft, &one.path);
        if !places.contains(&place) {
            places.push(place.clone());
        }
        *counts.entry((place, one.rule)).or_default() += 1;
    }
    for place in places {
        for ((_, rule), n) in counts.iter().filter(|((at, _), _)| *at == place) {
            let rule = draft.say(rule_key(*rule));
            table.row(vec![Cell::Text(place.clone()), Cell::Text(rule), Cell::Count(*n)]);
        }
    }
    table
}

const fn rule_key(rule: Rule) -> &'static str {
    match rule {
        Rule::SmallCountOrComplement => "rule-count",
        Rule::TooFewForMean => "rule-mean",
        Rule::TooFewForQuantile => "rule-quantile",
        Rule::LowDenominator => "rule-share",
        Rule::FollowsHidden => "rule-follows",
    }
}

/// The part of the report a path belongs to; of a measure also its name.
fn place(draft: &Draft<'_>, path: &str) -> String {
    let mut parts = path.trim_start_matches('/').split('/');
    let top = parts.next().unwrap_or_default();
    let at = parts.next().and_then(|place| place.parse::<usize>().ok());
    let inner = parts.next().unwrap_or_default();
    let key = |name: &str| format!("hidden-in-{}", name.replace('_', "-"));
    let known = |name: &str| locale::has(draft.words.language, &format!("report-{}", key(name)));
    let words = |name: &str| if known(name) { draft.say(&key(name)) } else { draft.say("hidden-in-other") };
    let measure = at.filter(|_| top == "measures").and_then(|at| draft.findings.measures.get(at));
    measure
        .map_or_else(|| words(top), |measure| format!("{}: {}", draft.words.measure(measure), words(inner)))
}
