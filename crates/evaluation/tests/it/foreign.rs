//! A foreign file: the `BtheB` trial in long form (GPL, not part of this project), against R's numbers for it. Where the
//! file is absent the test says so and ends.

use std::fmt::Write as _;

use evaluation::findings::Estimable;
use serde_json::Value;

use super::support::{beside, close, measure, on_file};

const STUDY: &str = r#"title = "Beat the Blues"
[data]
file = "btheb_long.csv"
person = "subject"
occasion = "time"
order = ["0", "2", "3", "5", "8"]
from = "0"
to = "8"
[[measure]]
name = "bdi"
kind = "score"
column = "bdi"
relevant_change = 5
[[subgroup]]
name = "programme"
column = "treatment"
yes = ["BtheB"]
[[characteristic]]
column = "drug"
kind = "yes_no"
[[characteristic]]
column = "length"
kind = "choice"
"#;

/// The file and the reference numbers, or nothing and a line that says so.
fn reference() -> Option<(String, Value)> {
    let (numbers, file, _) = beside("paired.json", "btheb_long.csv", "btheb_wide.csv")?;
    Some((file, numbers))
}

/// The value before treatment stands in a column of its own; here it becomes rows of month 0.
fn with_start(file: &str) -> String {
    let mut out = String::from(file);
    let mut seen = std::collections::BTreeSet::new();
    for line in file.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        if seen.insert(cells[0]) {
            writeln!(out, "{},0,{}", cells[..5].join(","), cells[4]).unwrap();
        }
    }
    out
}

#[test]
fn a_foreign_trial_gives_rs_numbers() {
    let Some((file, numbers)) = reference() else { return };
    let file = with_start(&file);
    for (to, label) in [("2", "BtheB bdi.pre -> bdi.2m"), ("8", "BtheB bdi.pre -> bdi.8m (completers)")] {
        let study = STUDY.replace("to = \"8\"", &format!("to = \"{to}\""));
        let findings = on_file(&study, &file);
        let expected =
            numbers["paired"].as_array().unwrap().iter().find(|one| one["label"] == label).unwrap();
        let change = measure(&findings, "bdi").change.value().unwrap();
        assert_eq!(change.n, expected["n"].as_u64().unwrap());
        close(change.mean_from, &expected["mean_x"]);
        close(change.mean_to, &expected["mean_y"]);
        close(change.difference, &expected["mean_diff"]);
        close(change.sd, &expected["sd_diff"]);
        close(change.t, &expected["t"]);
        close(change.p, &expected["p"]);
        close(change.ci95[0], &expected["ci95"][0]);
        close(change.ci95[1], &expected["ci95"][1]);
        close(change.dz, &expected["dz"]);
    }
}

#[test]
fn a_file_without_courses_has_no_flow_and_says_what_it_has() {
    let Some((file, _)) = reference() else { return };
    let study = STUDY.replace("\"0\", ", "").replace("from = \"0\"", "from = \"2\"");
    let findings = on_file(&study, &file);
    assert_eq!((findings.provenance.persons, findings.provenance.rows), (100, 400));
    assert!(findings.flow.is_none() && findings.contacts.is_none() && findings.dropout.is_none());
    let bdi = measure(&findings, "bdi");
    assert_eq!(bdi.occasions.iter().map(|at| at.n).collect::<Vec<_>>(), [97, 73, 58, 52]);
    assert_eq!(bdi.change.value().unwrap().n, 52);
    assert_eq!(bdi.paired_shares, Estimable::NotApplicable(()));
    let rows = &findings.baseline.as_ref().unwrap().rows;
    assert_eq!(rows.len(), 3);
    assert_eq!(rows.iter().map(|row| row.all.n).collect::<Vec<_>>(), [100, 100, 100]);
    assert!(findings.limits.iter().any(|limit| limit.id == "missing_at_last"));
    assert!(bdi.occasions[0].bands.len() > 3);
}
