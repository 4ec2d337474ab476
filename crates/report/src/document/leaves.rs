//! Every number of the findings stands in the report or its files: a number that is changed changes the document. Those
//! that do not are named here, each with why.

use evaluation::findings::Findings;
use locale::Language;
use serde_json::{Number, Value};

use super::*;
use crate::fixture::everything;

/// Numbers that stand nowhere but in `findings.json`, and why.
const KEPT: &[(&str, &str)] = &[
    ("*/missing", "the size of the side less its n, both of which stand"),
    ("*/share", "x of n, both of which stand"),
    (
        "comparison/case_mix/*",
        "stands with the comparison that has more places, which here is that of changes",
    ),
    ("flow/closing_forms_owed", "one for each closed course, and the closed stand"),
    ("limits/*", "the sentence of a limit takes its numbers from what it is about"),
    ("measures/*/models/*/terms/*/t", "estimate ÷ standard error, both of which stand"),
    ("survival/*/log_rank/df", "one fewer than the groups, which are two"),
    ("fidelity/*/share/clopper_pearson95/*", "the exact interval beside Wilson's, which stands"),
];

/// Whether a path fits one of them: the part before the star begins it, the part after it ends it.
fn is_kept(kept: &str, path: &str) -> bool {
    let (begin, end) = match kept.split_once('*') {
        Some(("", end)) => ("", end),
        Some((begin, "")) => (begin, ""),
        _ => return kept == path,
    };
    path.starts_with(begin) && path.ends_with(end)
}

/// A place in the findings: keys, and `*` for any place of a list.
type Pattern = Vec<String>;

/// Collects the patterns of all numbers.
fn patterns(value: &Value, path: &mut Pattern, out: &mut Vec<Pattern>) {
    let mut inside = |key: &str, value: &Value| {
        path.push(key.to_owned());
        patterns(value, path, out);
        path.pop();
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| inside(key, value)),
        Value::Array(list) => list.iter().for_each(|value| inside("*", value)),
        Value::Number(_) if !out.contains(path) => out.push(path.clone()),
        _ => {}
    }
}

/// Another number of the same kind.
fn another(number: &Number) -> Option<Number> {
    match number.as_u64() {
        Some(whole) => Some((whole + 7).into()),
        None => Number::from_f64(number.as_f64()? * 1.5 + 0.37),
    }
}

/// Changes every number at a pattern.
fn change(value: &mut Value, pattern: &[String]) {
    match (pattern.split_first(), value) {
        (None, Value::Number(number)) => *number = another(number).unwrap(),
        (Some((key, rest)), Value::Object(map)) => {
            map.get_mut(key).into_iter().for_each(|value| change(value, rest));
        }
        (Some((_, rest)), Value::Array(list)) => list.iter_mut().for_each(|value| change(value, rest)),
        _ => {}
    }
}

#[test]
fn every_number_of_the_findings_stands_in_the_report_or_is_named_with_a_reason() {
    let findings = everything();
    let whole = serde_json::to_value(&findings).unwrap();
    let plain = Document::of(&findings, Language::En);
    let mut all = Vec::new();
    patterns(&whole, &mut Vec::new(), &mut all);
    let is_told = |pattern: &Pattern| {
        let mut other = whole.clone();
        change(&mut other, pattern);
        let other: Findings = serde_json::from_value(other).unwrap();
        Document::of(&other, Language::En) != plain
    };
    let (half, rest) = all.split_at(all.len() / 2);
    let untold = |patterns: &[Pattern]| -> Vec<String> {
        patterns.iter().filter(|one| !is_told(one)).map(|one| one.join("/")).collect()
    };
    let found = std::thread::scope(|scope| {
        let first = scope.spawn(|| untold(half));
        let mut found = untold(rest);
        found.extend(first.join().unwrap());
        found
    });
    let named = |path: &str| KEPT.iter().any(|(kept, _)| is_kept(kept, path));
    let new: Vec<&String> = found.iter().filter(|path| !named(path)).collect();
    assert!(new.is_empty(), "{} of {} stand nowhere: {new:#?}", new.len(), all.len());
    let told: Vec<&str> = KEPT
        .iter()
        .map(|(kept, _)| *kept)
        .filter(|kept| !found.iter().any(|path| is_kept(kept, path)))
        .collect();
    assert!(told.is_empty(), "{told:?} stand in the report, or are in no findings");
}
