//! The table of `docs/statistics.md` that says which entry of which reference file is which method, and which test reproduces it:
//! no entry may be missing there, and no test may be named that is not there.

use std::collections::BTreeSet;

use super::super::support::{beside_folder, root};

/// File and entry of each line of the table, with the tests it names.
fn lines() -> Vec<(String, String, Vec<String>)> {
    let text = std::fs::read_to_string(root().join("docs/statistics.md")).unwrap();
    let quoted =
        |cell: &str| -> Vec<String> { cell.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
    let rows = text.lines().filter(|line| line.starts_with("| `") && line.contains(".json`"));
    rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [file, entry, _, stats, evaluation] = cells[..] else { panic!("five cells: {line}") };
        let tests = [quoted(stats), quoted(evaluation)].concat();
        (quoted(file).concat(), quoted(entry).concat(), tests)
    })
    .collect()
}

#[test]
fn every_entry_of_every_reference_file_stands_in_the_table() {
    let Some(folder) = beside_folder() else { return };
    let known: BTreeSet<(String, String)> =
        lines().into_iter().map(|(file, entry, _)| (file, entry)).collect();
    let mut there = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let file: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        for entry in file.as_object().unwrap().keys().filter(|key| *key != "meta") {
            there.insert((name.clone(), entry.clone()));
        }
    }
    assert_eq!(there, known);
}

#[test]
fn every_test_that_the_table_names_is_there() {
    let mut sources = String::new();
    let mut waiting = vec![root().join("crates/stats/tests"), root().join("crates/evaluation/tests")];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                sources.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let lines = lines();
    assert!(lines.len() > 30);
    for (file, entry, tests) in lines {
        assert!(!tests.is_empty(), "{file} {entry}");
        for test in tests {
            assert!(sources.contains(&format!("fn {test}()")), "{file} {entry}: no test {test}");
        }
    }
}
