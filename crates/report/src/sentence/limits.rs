//! Limits of the design (L1–L14): printed when the findings say that their condition holds, in the findings' order.

use evaluation::findings::{BaselineRow, Figure, Findings, Limit};
use locale::Value;

use super::asked;
use crate::words::{Words, change, full_decimals, lower_first, primary};

/// A standardised difference from here on is told as one.
const NOTABLE_DIFFERENCE: f64 = 0.25;
/// At most so many characteristics are named in one sentence; the rest is in the table.
const NAMED: usize = 4;

/// All limits that hold, as whole sentences.
pub(crate) fn limits(words: &Words<'_>, findings: &Findings) -> Vec<String> {
    const AFTER_HIDDEN: [&str; 3] = ["running", "few_pairs", "synthetic"];
    let at = findings.limits.iter().position(|limit| AFTER_HIDDEN.contains(&limit.id.as_str()));
    let (before, after) = findings.limits.split_at(at.unwrap_or(findings.limits.len()));
    let said = |limits: &[Limit]| -> Vec<String> {
        limits.iter().filter_map(|limit| sentence(words, findings, limit)).collect()
    };
    let hidden = findings.suppressed.len();
    let mut all = said(before);
    all.extend((hidden > 0).then(|| words.say("l11", &[("h", hidden.into())])));
    all.extend(said(after));
    all
}

fn sentence(words: &Words<'_>, findings: &Findings, limit: &Limit) -> Option<String> {
    match limit.id.as_str() {
        "no_comparison" => Some(no_comparison(words, findings)),
        "start_in_crisis" => Some(words.say("l2", &[])),
        "picked_on_start" => Some(words.say("l3", &[])),
        "missing_at_last" => missing_at_last(words, findings),
        "with_staff" => Some(of_all(words, limit, "l5", ["with_staff", "responses"])),
        "mode_changed" => Some(of_all(words, limit, "l6", ["changed", "pairs"])),
        "outside_window" => Some(of_all(words, limit, "l7", ["outside", "responses"])),
        "group_after_data" => after_data(words, findings),
        "far_values" => far_values(words, findings),
        "repeated_rows" => Some(words.say("l-repeated", &[])),
        "own_rating" => Some(words.say("l8", &[])),
        "many_measures" => Some(many_measures(words, findings)),
        "running" => {
            let running = findings
                .flow
                .as_ref()
                .and_then(|flow| flow.running.shown())
                .filter(|running| *running > 0)?;
            Some(words.say("l12", &[("r", running.into())]))
        }
        "few_pairs" => few_pairs(words, findings),
        "synthetic" => Some(words.say("l14", &[])),
        _ => None,
    }
}

/// L5–L7: how many of how many, or that it was some, where the number is hidden.
fn of_all(words: &Words<'_>, limit: &Limit, key: &str, [x, n]: [&str; 2]) -> String {
    let number = |name: &str| limit.parameters.get(name).copied();
    let Some((x, n)) = number(x).zip(number(n)) else { return words.say(&format!("{key}-some"), &[]) };
    let count = |value: f64| Value::Number(value, 0);
    words.say(key, &[("x", count(x)), ("n", count(n)), ("p", count((100.0 * x / n).round()))])
}

/// L10: the groups that were chosen after the data were seen.
fn after_data(words: &Words<'_>, findings: &Findings) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for group in findings.subgroups.iter().filter(|group| group.after_data) {
        let name = lower_first(&words.label(&group.label, &group.name));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let fill = [("k", names.len().into()), ("groups", crate::words::upper_first(&words.list(&names)).into())];
    (!names.is_empty()).then(|| words.say("l10", &fill))
}

/// L1, which the first page has too.
pub(crate) fn no_comparison(words: &Words<'_>, findings: &Findings) -> String {
    words.say(if findings.flow.is_some() { "l1" } else { "l1-persons" }, &[])
}

/// L4: who is missing at the end, and whether they were like the others at the start.
fn missing_at_last(words: &Words<'_>, findings: &Findings) -> Option<String> {
    let asked = asked(findings)?;
    let missing = asked.missing();
    if missing == 0 {
        return None;
    }
    let Some(baseline) = findings.baseline.as_ref().filter(|_| asked.courses) else {
        let key = if asked.courses { "l4-plain" } else { "l4-plain-persons" };
        let to = words.occasion(&asked.occasion);
        return Some(words.say(key, &[("m", missing.into()), ("to", to.into())]));
    };
    let mut differing: Vec<(&BaselineRow, f64)> = baseline
        .rows
        .iter()
        .filter_map(|row| Figure::seen(row.standardised_difference).map(|difference| (row, difference.abs())))
        .filter(|(_, difference)| *difference >= NOTABLE_DIFFERENCE)
        .collect();
    if differing.is_empty() {
        return Some(words.say("l4-like", &[("m", missing.into())]));
    }
    differing.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let mut names: Vec<String> = Vec::new();
    for (row, _) in differing {
        let name = lower_first(&words.label(&row.label, &row.name));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.len() > NAMED {
        names.truncate(NAMED);
        names.push(words.say("l4-others", &[]));
    }
    Some(words.say("l4-differed", &[("m", missing.into()), ("vars", words.list(&names).into())]))
}

/// Measures with a value that may be a slip.
fn far_values(words: &Words<'_>, findings: &Findings) -> Option<String> {
    let far = findings.measures.iter().filter(|measure| measure.far_values);
    let names: Vec<String> = far.map(|measure| lower_first(&words.measure(measure))).collect();
    (!names.is_empty()).then(|| words.say("l-far", &[("measures", words.list(&names).into())]))
}

/// L9: how many measures were looked at, and which were adjusted together.
fn many_measures(words: &Words<'_>, findings: &Findings) -> String {
    let k = findings.measures.len();
    let families: Vec<String> = findings
        .families
        .iter()
        .map(|family| lower_first(&words.label(&family.label, &family.name)))
        .collect();
    if families.is_empty() {
        return words.say("l9-plain", &[("k", k.into())]);
    }
    words.say("l9", &[("k", k.into()), ("families", words.list(&families).into())])
}

/// L13: the interval of the primary measure is wide.
fn few_pairs(words: &Words<'_>, findings: &Findings) -> Option<String> {
    let measure = primary(findings)?;
    let change = change(measure)?;
    let [low, high] = change.ci95;
    let half = words.number((high - low) / 2.0, full_decimals(measure));
    Some(words.say("l13", &[("n", change.n.into()), ("h", half.into())]))
}
