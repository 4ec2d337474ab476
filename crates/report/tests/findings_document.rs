//! `docs/findings.md` and real findings say the same: every key is described, every described key is there.
#![expect(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use evaluation::disclosure::{Released, Slice, periods_beside};
use evaluation::package::{Package, load_folder};
use evaluation::pooling::{Moments, pool, site_moments};
use evaluation::{Cohort, Study, evaluate};
use serde_json::Value;

#[path = "../src/fixture.rs"]
mod fixture;

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
    // A model says beside its other keys why it cannot be estimated.
    let own_key = page.get(name).is_some_and(|keys| keys.contains_key("not_estimable"));
    let reason = value.get("not_estimable").is_some() && !own_key;
    match value {
        Value::Null => assert!(may_be_null, "{at} is null and the page does not say that it may be"),
        Value::Object(_) if reason => {
            assert!(kind.contains("or reason"), "{at} is not estimable, described as {kind}");
        }
        Value::Object(_) if name == "map" || name == "label" => {}
        Value::Object(object) => {
            let keys = page.get(name).unwrap_or_else(|| panic!("{at}: no table {name:?}"));
            for (key, kind) in keys {
                let there = object.contains_key(key) || kind.contains("may be absent");
                assert!(there, "{at}.{key} is absent and the page does not say that it may be");
            }
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

fn package() -> Package {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/training/exit-2013-16");
    load_folder(folder.as_ref()).expect("the package").0
}

/// Two stretches of time.
fn halves() -> [Slice; 2] {
    let day = |text: &str| Some(text.parse().expect("a day"));
    [Slice { from: None, to: day("2014-12-31") }, Slice { from: day("2015-01-01"), to: day("2016-12-31") }]
}

/// Those who began early and those who began late as if they were two places, pooled.
fn pooled(study: &Study) -> Released {
    let file = |(site, part): (&str, Slice)| {
        let cohort = Cohort::from_package(&package().within(part), &[], study).expect("a cohort");
        let released = evaluation::release(evaluate(&cohort, study), study.disclosure);
        Moments { approved_by: "Leder".to_owned(), ..site_moments(site, &cohort, study, &released) }
    };
    let files: Vec<Moments> = ["Nord", "Syd"].into_iter().zip(halves()).map(file).collect();
    evaluation::release(pool(&files).expect("two places of one study"), study.disclosure)
}

/// The same with two periods beside each other.
fn with_periods(study: &Study, released: Released) -> Released {
    let (package, periods) = (package(), halves());
    let smaller = study.of_periods();
    let out =
        periods_beside(&package, &smaller, (&periods, 5), &[]).expect("it fits").expect("enough in both");
    let told: Vec<(Slice, &Released)> = out.iter().map(|one| (one.period, &one.released)).collect();
    released.with_periods(&told)
}

/// Keys that none of the findings here has, and why.
const NEVER_SEEN: [(&str, &str); 4] = [
    ("Count.label", "reasons for closing have words of the report's own"),
    ("Measure.far_values", "no value of the invented courses is a slip"),
    ("Model.fallback", "the random slope is not singular here"),
    ("Subgroup.after_data", "the groups were fixed before the data"),
];

#[test]
fn the_page_describes_real_findings_key_by_key() {
    let page = page();
    let mut seen = BTreeSet::new();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/studies/exit-2013-16.toml");
    let study = Study::read(path.as_ref()).expect("the study");
    let findings = fixture::exit();
    let whole = serde_json::to_value(&findings).expect("findings can be written");
    check(&page, "Findings", &whole, "exit", &mut seen);
    let released = evaluation::release(findings, study.disclosure);
    let written = serde_json::to_value(&released).expect("findings can be written");
    check(&page, "Findings", &written, "exit", &mut seen);
    let compared = serde_json::to_value(with_periods(&study, released)).expect("findings can be written");
    check(&page, "Findings", &compared, "exit", &mut seen);
    for (what, findings) in [
        ("every model", serde_json::to_value(fixture::everything())),
        ("a file", serde_json::to_value(fixture::foreign())),
        ("pooled", serde_json::to_value(pooled(&study))),
    ] {
        check(&page, "Findings", &findings.expect("findings can be written"), what, &mut seen);
    }
    let described =
        page.iter().flat_map(|(table, keys)| keys.keys().map(move |key| format!("{table}.{key}")));
    let unseen: Vec<String> = described.filter(|key| !seen.contains(key)).collect();
    assert_eq!(unseen, NEVER_SEEN.map(|(key, _)| key), "described and never written");
}
