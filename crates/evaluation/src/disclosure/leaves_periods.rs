//! Every number of periods side by side and where it comes from: a number that a release of the period itself tells, or
//! made of such. A key that is new stands here first, or the test fails.

use std::collections::BTreeSet;

use jiff::civil::date;
use serde_json::Value;

use super::leaves::{fits, numbers};
use super::tests::exit;
use super::*;
use crate::Study;
use crate::findings::Estimable;
use crate::package::load_folder;

/// Paths of a number in `periods`, and where the release of the period tells the same; empty for what is made of numbers
/// beside it that stand here too.
const KNOWN: &[(&str, &str)] = &[
    ("periods/*/started", "flow/started"),
    ("periods/*/closed", "flow/closed"),
    ("periods/*/running", "flow/running"),
    ("periods/*/left_early", "dropout/left_early"),
    // Of left_early and of those who stayed, both told.
    ("periods/*/fate_known", ""),
    ("periods/*/left_early_share/**", ""),
    ("periods/*/who/*/cell/**", "baseline/rows/*/all/"),
    ("periods/*/measures/*/occasions/**", "measures/*/occasions/"),
    ("periods/*/measures/*/change/**", "measures/*/change/"),
    ("periods/*/contacts/*/**", "contacts/phases/*/"),
    ("differences/*/period", ""),
    ("differences/*/against", ""),
    // Of n, mean and spread of both.
    ("differences/*/change/**", ""),
    ("differences/*/start/**", ""),
    // Of counts of both.
    ("differences/*/shares/**", ""),
];

fn told() -> (Vec<LetOut>, Released) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content");
    let folder = std::path::Path::new(folder);
    let study = Study::read(&folder.join("studies/exit-2013-16.toml")).unwrap().of_periods();
    let (package, _) = load_folder(&folder.join("training/exit-2013-16")).unwrap();
    let to = Some(date(2014, 12, 31));
    let periods = [Slice { from: None, to }, Slice { from: Some(date(2015, 1, 1)), to: None }];
    let out = periods_beside(&package, &study, (&periods, 5), &[]).unwrap().unwrap();
    let beside: Vec<(Slice, &Released)> = out.iter().map(|one| (one.period, &one.released)).collect();
    let shown = exit().with_periods(&beside);
    (out, shown)
}

/// The path in the release of the period: the stars filled in the order they come, what is left of the path after them.
fn own_path(path: &[String], pattern: &str, own: &str) -> String {
    let parts: Vec<&str> = pattern.split('/').collect();
    let stars = parts.iter().zip(path).skip(2).filter(|(part, _)| **part == "*").map(|(_, key)| key.as_str());
    let mut stars = stars.collect::<Vec<_>>().into_iter();
    let filled: Vec<&str> =
        own.split('/').map(|part| if part == "*" { stars.next().unwrap() } else { part }).collect();
    let filled = filled.join("/");
    let Some(before) = pattern.strip_suffix("/**") else { return filled };
    filled + &path[before.split('/').count()..].join("/")
}

#[test]
fn every_number_of_periods_is_told_by_the_release_of_the_period_or_made_of_such() {
    let (out, shown) = told();
    let mut found = Vec::new();
    numbers(&serde_json::to_value(shown.periods.as_ref().unwrap()).unwrap(), &mut Vec::new(), &mut found);
    let mut used = BTreeSet::new();
    let mut same = 0;
    for (path, value) in found {
        let name = path.join("/");
        let known = KNOWN.iter().enumerate().find(|(_, (pattern, _))| fits(pattern, &path));
        let (at, (pattern, own)) = known.unwrap_or_else(|| panic!("{name} is new: where is it told?"));
        used.insert(at);
        if own.is_empty() {
            continue;
        }
        let period: usize = path[1].parse().unwrap();
        let release = serde_json::to_value(&out[period].released).unwrap();
        let place = own_path(&path, pattern, own);
        let told = release.pointer(&format!("/{place}")).and_then(Value::as_f64);
        assert_eq!(told, Some(value), "{name} is not {place}");
        same += 1;
    }
    let unused: Vec<&str> = KNOWN
        .iter()
        .enumerate()
        .filter(|(at, _)| !used.contains(at))
        .map(|(_, (pattern, _))| *pattern)
        .collect();
    assert!(unused.is_empty(), "{unused:?} are not in the periods");
    assert!(same > 100, "{same}");
}

#[test]
fn what_is_hidden_of_a_period_is_in_no_difference() {
    let (mut out, _) = told();
    let first = &mut out[0].released.0;
    first.dropout.as_mut().unwrap().left_early = crate::findings::Figure::Hidden;
    first.measures[0].change = Estimable::Not { not_estimable: crate::findings::Reason::Suppressed };
    first.measures[0].occasions[0].sd = Some(crate::findings::Figure::Hidden);
    let beside: Vec<(Slice, &Released)> = out.iter().map(|one| (one.period, &one.released)).collect();
    let shown = exit().with_periods(&beside);
    let found = shown.periods.as_ref().unwrap();
    assert!(found.periods[0].fate_known.is_hidden());
    let between = &found.differences[0];
    assert!(between.change.value().is_none() && between.start.value().is_none());
    let hidden = |of: &str| {
        between
            .shares
            .iter()
            .filter(|one| one.of == of)
            .all(|one| one.difference.is_hidden() && one.newcombe95.is_hidden())
    };
    assert!(hidden("left_early") && hidden("paired"), "{between:?}");
}
