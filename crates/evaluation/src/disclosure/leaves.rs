//! Every number of the findings and why it may be told: a key that is new stands here first, or the test fails.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::tests::{EXIT, exit};
use super::*;

/// Why a number may be told.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Why {
    /// How many started, answered, were measured: always told.
    Told,
    /// A count of persons that is a cell of the equations, under its own path or that of what it stands in.
    Cell,
    /// Made of cells beside it, and hidden with them.
    OfCells,
    /// Of so many persons as its `n` says, or the one above it: never of too few.
    Enough,
    /// Of persons, made coarse so that nobody is counted alone.
    Coarse,
    /// Of a share that is in no equation: judged by itself.
    Share,
    /// Not of persons: contacts, money, the study, the programme, a method's own numbers.
    NotOfPersons,
}

use Why::{Cell, Coarse, Enough, NotOfPersons, OfCells, Share, Told};

/// Paths with `*` for one part and `**` for all that follows; the first that fits counts.
const KNOWN: &[(&str, Why)] = &[
    ("baseline/all", Told),
    ("baseline/with_last", Told),
    ("baseline/without_last", Told),
    ("baseline/rows/*/*/n", Told),
    ("baseline/rows/*/*/missing", Told),
    ("baseline/rows/*/*/x", Cell),
    ("baseline/rows/*/*/mean", Enough),
    ("baseline/rows/*/*/sd", Enough),
    ("baseline/rows/*/standardised_difference", OfCells),
    ("contacts/phases/*/courses", Cell),
    ("contacts/phases/*/**", NotOfPersons),
    ("contacts/windows/*/courses", Coarse),
    ("contacts/windows/*/**", NotOfPersons),
    ("contacts/before", NotOfPersons),
    ("contacts/planned_phase_ends/*", NotOfPersons),
    ("dose/n", Told),
    ("dose/bands/*/n", Coarse),
    ("dose/bands/*/from", Coarse),
    ("dose/bands/*/to", Coarse),
    ("dose/**", Enough),
    ("dropout/left_early", Cell),
    ("dropout/stayed", Cell),
    ("dropout/rows/*/*/n", Told),
    ("dropout/rows/*/*/missing", Told),
    ("dropout/rows/*/*/x", Cell),
    ("dropout/rows/*/*/mean", Enough),
    ("dropout/rows/*/*/sd", Enough),
    ("dropout/rows/*/standardised_difference", OfCells),
    ("dropout/start_n/*", Told),
    ("dropout/early_change_n/*", Told),
    // Both sides are enough, or all of it is hidden with the number of those who left.
    ("dropout/**", OfCells),
    ("families/*/progress/at_least", NotOfPersons),
    ("families/*/progress/share/n", Told),
    ("families/*/progress/share/x", Cell),
    ("families/*/progress/**", OfCells),
    ("families/*/overall/n", Told),
    ("families/*/overall/progress/n", Told),
    ("families/*/overall/progress/x", Cell),
    ("families/*/overall/progress/**", OfCells),
    // How many did not change is what is left out of the test.
    ("families/*/overall/wilcoxon/**", OfCells),
    ("families/*/overall/**", Enough),
    ("families/*/overall_occasions/*/n", Told),
    ("families/*/overall_occasions/*/missing", Told),
    ("families/*/overall_occasions/**", Enough),
    ("fidelity/*/limits/*", NotOfPersons),
    ("fidelity/*/share/**", OfCells),
    ("fidelity/*/*", Cell),
    ("flow/started", Told),
    ("flow/closing_forms", Told),
    ("flow/full_course_months", NotOfPersons),
    ("flow/left_in_phase/*/phase", NotOfPersons),
    ("flow/measured/*/received", Told),
    ("flow/**", Cell),
    // Gone with the counts they are made of.
    ("limits/*/parameters/running", OfCells),
    ("limits/*/parameters/missing", OfCells),
    ("limits/*/parameters/owed", OfCells),
    // How many of how many: nobody or enough on both sides, of ten or more.
    ("limits/*/parameters/share", Share),
    ("limits/*/parameters/responses", Share),
    ("limits/*/parameters/with_staff", Share),
    ("limits/*/parameters/pairs", Share),
    ("limits/*/parameters/changed", Share),
    // Measures, families and groups of the study, and lines of its table.
    ("limits/*/parameters/measures", NotOfPersons),
    ("limits/*/parameters/families", NotOfPersons),
    ("limits/*/parameters/groups", NotOfPersons),
    ("limits/*/parameters/compared", NotOfPersons),
    ("limits/*/parameters/differing", NotOfPersons),
    ("measures/*/range/*", NotOfPersons),
    ("measures/*/step", NotOfPersons),
    ("measures/*/risk_at_or_below", NotOfPersons),
    ("measures/*/relevant_change", NotOfPersons),
    ("measures/*/reliable_change", NotOfPersons),
    ("measures/*/alpha/*/n", Told),
    ("measures/*/alpha/*/items", NotOfPersons),
    ("measures/*/alpha/**", Enough),
    ("measures/*/cautious/n", Told),
    ("measures/*/cautious/assumed", Told),
    ("measures/*/cautious/**", Enough),
    ("measures/*/change/n", Told),
    ("measures/*/change/progress/n", Told),
    ("measures/*/change/progress/x", Cell),
    ("measures/*/change/progress/**", OfCells),
    ("measures/*/change/wilcoxon/**", OfCells),
    ("measures/*/change/**", Enough),
    ("measures/*/individual/n", Told),
    ("measures/*/individual/bands/**", NotOfPersons),
    ("measures/*/individual/from_band_to_band/**", Coarse),
    ("measures/*/individual/jacobson_truax/reliable", NotOfPersons),
    ("measures/*/individual/jacobson_truax/cut_off", NotOfPersons),
    ("measures/*/individual/jacobson_truax/**", OfCells),
    ("measures/*/individual/zones/*/from", NotOfPersons),
    ("measures/*/individual/zones/*/to", NotOfPersons),
    ("measures/*/individual/zones/*/share/n", Told),
    ("measures/*/individual/zones/*/share/x", Cell),
    ("measures/*/individual/zones/**", OfCells),
    ("measures/*/models/*/n", Told),
    ("measures/*/models/*/persons", Told),
    ("measures/*/models/*/left_out", Told),
    ("measures/*/models/**", Enough),
    ("measures/*/occasions/*/n", Told),
    ("measures/*/occasions/*/missing", Told),
    ("measures/*/occasions/*/x", Cell),
    ("measures/*/occasions/*/at_risk/n", Told),
    ("measures/*/occasions/*/at_risk/x", Cell),
    ("measures/*/occasions/*/at_risk/**", OfCells),
    ("measures/*/occasions/*/share", OfCells),
    ("measures/*/occasions/*/wilson95/*", OfCells),
    ("measures/*/occasions/*/clopper_pearson95/*", OfCells),
    ("measures/*/occasions/*/bands/*/from", NotOfPersons),
    ("measures/*/occasions/*/bands/*/to", NotOfPersons),
    // Of scores without a limit of risk the bands are joined until nobody is counted alone.
    ("measures/*/occasions/*/bands/*/n", Coarse),
    ("measures/*/occasions/**", Enough),
    ("measures/*/paired_shares/n", Told),
    ("measures/*/paired_shares/yes_from", Cell),
    ("measures/*/paired_shares/yes_to", Cell),
    ("measures/*/paired_shares/yes_yes", Cell),
    ("measures/*/paired_shares/yes_no", Cell),
    ("measures/*/paired_shares/no_yes", Cell),
    ("measures/*/paired_shares/no_no", Cell),
    ("measures/*/paired_shares/**", OfCells),
    ("provenance/**", Told),
    ("sensitivity/*/n", Told),
    ("sensitivity/*/missing", Told),
    ("sensitivity/*/early_change_n/*", Told),
    ("sensitivity/*/imputed/imputations", NotOfPersons),
    ("sensitivity/*/imputed/seed", NotOfPersons),
    ("sensitivity/**", Enough),
    ("series/*/points/*/n", Told),
    // Contacts that were not held.
    ("series/*/points/*/x", NotOfPersons),
    ("series/*/points/*/year", NotOfPersons),
    ("series/*/points/*/quarter", NotOfPersons),
    ("series/*/points/**", Enough),
    ("series/**", OfCells),
    ("setting/**", NotOfPersons),
    ("subgroups/*/interaction/**", OfCells),
    ("subgroups/*/model_interaction/**", OfCells),
    ("subgroups/*/*/n", Cell),
    ("subgroups/*/*/progress/n", Cell),
    ("subgroups/*/*/progress/x", Cell),
    ("subgroups/*/*/progress/**", OfCells),
    ("subgroups/*/*/wilcoxon/**", OfCells),
    ("subgroups/**", Enough),
    ("survival/*/cox/**", OfCells),
    ("survival/*/log_rank/**", OfCells),
    ("survival/*/strata/*/months/*/month", NotOfPersons),
    ("survival/*/strata/*/months/**", Coarse),
    ("survival/*/strata/*/median_days", Coarse),
    ("survival/*/strata/*/median_ci95/*", Coarse),
    ("survival/*/strata/**", Cell),
];

pub(super) fn fits(pattern: &str, path: &[String]) -> bool {
    let parts: Vec<&str> = pattern.split('/').collect();
    let (parts, open) = match parts.split_last() {
        Some((&"**", before)) => (before.to_vec(), true),
        _ => (parts, false),
    };
    let long_enough = if open { path.len() > parts.len() } else { path.len() == parts.len() };
    long_enough && parts.iter().zip(path).all(|(part, key)| *part == "*" || part == key)
}

/// All numbers with their paths.
pub(super) fn numbers(value: &Value, path: &mut Vec<String>, out: &mut Vec<(Vec<String>, f64)>) {
    let mut inside = |key: String, value: &Value| {
        path.push(key);
        numbers(value, path, out);
        path.pop();
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| inside(key.clone(), value)),
        Value::Array(list) => list.iter().enumerate().for_each(|(at, value)| inside(at.to_string(), value)),
        Value::Number(number) => out.push((path.clone(), number.as_f64().unwrap())),
        _ => {}
    }
}

fn all(findings: &Findings) -> Vec<(Vec<String>, f64)> {
    let mut out = Vec::new();
    numbers(&serde_json::to_value(findings).unwrap(), &mut Vec::new(), &mut out);
    out
}

fn why(path: &[String]) -> Option<(usize, Why)> {
    KNOWN.iter().enumerate().find(|(_, (pattern, _))| fits(pattern, path)).map(|(at, (_, why))| (at, *why))
}

/// The `n` beside a number, or of what it stands in.
fn n_of(path: &[String], known: &BTreeMap<Vec<String>, f64>) -> Option<f64> {
    (1..path.len()).rev().find_map(|up| {
        let mut beside = path.get(..up)?.to_vec();
        beside.push("n".to_owned());
        known.get(&beside).copied()
    })
}

#[test]
fn every_number_of_the_findings_says_why_it_may_be_told() {
    let system = collect::collect(&EXIT);
    let mut used = BTreeSet::new();
    for (path, _) in all(&EXIT) {
        let name = path.join("/");
        let (at, why) = why(&path).unwrap_or_else(|| panic!("{name} is new: why may it be told?"));
        used.insert(at);
        if why == Cell {
            let parent = path[..path.len() - 1].join("/");
            let known = [&name, &parent].into_iter().any(|name| system.names.contains_key(name));
            let curve = name.replace("/share/x", "").replace("/progress/n", "");
            assert!(known || system.names.contains_key(&curve), "{name} is in no equation");
        }
    }
    let unused: Vec<&str> = KNOWN
        .iter()
        .enumerate()
        .filter(|(at, _)| !used.contains(at))
        .map(|(_, (pattern, _))| *pattern)
        .collect();
    assert!(unused.is_empty(), "{unused:?} are not in the findings");
    assert_eq!(why(&["flow".to_owned(), "new".to_owned(), "key".to_owned()]).map(|(_, why)| why), Some(Cell));
    assert_eq!(why(&["new".to_owned()]), None, "an unknown number is found");
}

#[test]
fn what_is_released_is_of_enough_persons() {
    let numbers = all(&exit());
    let known: BTreeMap<Vec<String>, f64> = numbers.iter().cloned().collect();
    let mut checked = 0;
    for (path, value) in &numbers {
        match why(path).unwrap().1 {
            Enough => {
                let n = n_of(path, &known);
                assert!(n.is_none_or(|n| n >= 5.0), "{} of {n:?}", path.join("/"));
                checked += usize::from(n.is_some());
            }
            Share if path.last().is_some_and(|key| key != "share") => {
                assert!(*value >= 5.0, "{} is {value}", path.join("/"));
                checked += 1;
            }
            Cell | Coarse
                if path.last().is_some_and(|key| ["x", "n", "left", "events"].contains(&key.as_str())) =>
            {
                let share = value.fract() != 0.0;
                assert!(share || *value == 0.0 || *value >= 5.0, "{} is {value}", path.join("/"));
                checked += 1;
            }
            _ => {}
        }
    }
    assert!(checked > 1_000, "{checked}");
}

#[test]
fn what_people_wrote_goes_through_untouched() {
    use crate::findings::{Written, WrittenSection};
    // It is told because its author tells it, numbers in it too: the gate reads no words.
    let one = Written {
        section: WrittenSection::Learning,
        author: "The board".to_owned(),
        date: "2026-11-01".to_owned(),
        text: [("en".to_owned(), "Two of the three who left came back.".to_owned())].into(),
    };
    let mut findings: Findings = EXIT.clone();
    findings.written = vec![one.clone()];
    let told = release(findings, Disclosure::default());
    assert_eq!(told.written, [one]);
}
