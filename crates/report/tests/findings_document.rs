//! `docs/findings.md` and real findings say the same: every key is described, every described key is there.
#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use evaluation::disclosure::{Released, Slice, periods_beside};
use evaluation::package::load_folder;
use evaluation::{Cohort, Study, evaluate};
use serde_json::Value;

/// Key → type (with what is said of its absence), for each table of the page.
type Page = BTreeMap<String, BTreeMap<String, String>>;

fn page() -> Page {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/findings.md");
    let text = std::fs::read_to_string(path).expect("the page is there");
    let mut page = Page::new();
    let mut table = String::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            name.clone_into(&mut table);
        }
        let mut cells = line.split('|').map(str::trim);
        let (Some(""), Some(key), Some(kind)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let absent = cells.next().is_some_and(|meaning| meaning.contains("may be absent"));
        let kind = if absent { format!("{kind} · may be absent") } else { kind.to_owned() };
        if let Some(key) = key.strip_prefix('`').and_then(|key| key.strip_suffix('`')) {
            page.entry(table.clone()).or_default().insert(key.to_owned(), kind);
        }
    }
    page
}

fn check(page: &Page, kind: &str, value: &Value, at: &str, seen: &mut BTreeSet<String>) {
    let plain = kind.trim_end_matches(" · may be absent");
    if let Some(inner) = plain.strip_prefix('[').and_then(|kind| kind.strip_suffix(']')) {
        let list = value.as_array().unwrap_or_else(|| panic!("{at} is no list"));
        for value in list {
            check(page, inner, value, &format!("{at}[]"), seen);
        }
        return;
    }
    let name = kind.split(' ').next().unwrap_or_default();
    let may_be_null = kind.contains("or null") || kind.contains("or hidden");
    let reason = value.get("not_estimable").is_some();
    match value {
        Value::Null => assert!(may_be_null, "{at} is null and the page does not say that it may be"),
        Value::Object(_) if reason => {
            assert!(kind.contains("or reason"), "{at} is not estimable, described as {kind}");
        }
        Value::Object(_) if name == "map" || name == "label" => {}
        Value::Object(object) => {
            let keys = page.get(name).unwrap_or_else(|| panic!("{at}: no table {name:?}"));
            for (key, value) in object {
                let kind =
                    keys.get(key).unwrap_or_else(|| panic!("{at}.{key} is not described under {name}"));
                seen.insert(format!("{name}.{key}"));
                check(page, kind, value, &format!("{at}.{key}"), seen);
            }
        }
        _ => assert!(fits(name, value), "{at} = {value} is described as {kind}"),
    }
}

/// Whether a value without keys is of the type.
fn fits(name: &str, value: &Value) -> bool {
    match name {
        "interval" => {
            value.as_array().is_some_and(|ends| ends.len() == 2 && ends.iter().all(Value::is_number))
        }
        "share" | "p" => value.as_f64().is_some_and(|number| (0.0..=1.0).contains(&number)),
        "count" => value.is_u64(),
        "number" => value.is_number(),
        "yes/no" => value.is_boolean(),
        _ => matches!(name, "text" | "date") && value.is_string(),
    }
}

/// The same with two periods beside each other.
fn with_periods(study: &Study, released: Released) -> Released {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/training/exit-2013-16");
    let (package, _) = load_folder(folder.as_ref()).expect("the package");
    let smaller = study.of_periods();
    let day = |text: &str| Some(text.parse().expect("a day"));
    let periods = [
        Slice { from: None, to: day("2014-12-31") },
        Slice { from: day("2015-01-01"), to: day("2016-12-31") },
    ];
    let out =
        periods_beside(&package, &smaller, (&periods, 5), &[]).expect("it fits").expect("enough in both");
    let told: Vec<(Slice, &Released)> = out.iter().map(|one| (one.period, &one.released)).collect();
    released.with_periods(&told)
}

#[test]
fn the_page_describes_real_findings_key_by_key() {
    let page = page();
    let mut seen = BTreeSet::new();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/studies/exit-2013-16.toml");
    let study = Study::read(path.as_ref()).expect("the study");
    let findings = evaluate(&Cohort::load(&study).expect("the cohort"), &study);
    let whole = serde_json::to_value(&findings).expect("findings can be written");
    check(&page, "Findings", &whole, "exit", &mut seen);
    let released = evaluation::release(findings, study.disclosure);
    let written = serde_json::to_value(&released).expect("findings can be written");
    check(&page, "Findings", &written, "exit", &mut seen);
    let compared = serde_json::to_value(with_periods(&study, released)).expect("findings can be written");
    check(&page, "Findings", &compared, "exit", &mut seen);
    for (table, keys) in &page {
        for (key, kind) in keys {
            let known = seen.contains(&format!("{table}.{key}")) || kind.contains("may be absent");
            assert!(known, "{table}.{key} is described and never written");
        }
    }
}
