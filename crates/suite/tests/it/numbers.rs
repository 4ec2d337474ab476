//! One truth: what the page's own evaluation says of the record is what the command line says of the same courses in
//! files, to the last digit.

use serde_json::Value;

use crate::form::decoded;
use crate::program::{Program, run};
use crate::visitor::Visitor;

const STUDY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/studies/exit-2013-16.toml");

#[test]
fn the_record_and_the_files_give_the_same_findings() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let ran = run(&["evaluate", STUDY, "--out", out.to_str().unwrap(), "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let files = std::fs::read_to_string(out.join("findings.json")).unwrap();
    let files: Value = serde_json::from_str(&files).unwrap();
    assert_eq!(files["schema"], "fodfaeste-findings/1");
    assert_eq!(files["flow"]["started"], 147);

    let program = Program::start(&folder.path().join("house"));
    let mut elin = Visitor::machine(&program, "evaluator");
    let answer = elin.get("/api/v1/evaluation?programme=exit-2013-16");
    assert_eq!(answer.status, 200, "{}", answer.body);
    let record: Value = serde_json::from_str(&answer.body).unwrap();
    let record = record["findings"].as_object().expect("findings");
    let files = files.as_object().unwrap();
    assert!(files.len() >= 10, "{:?}", files.keys());
    for (key, value) in files {
        // Where the rows came from is the one thing that differs, and is said.
        let (mut record, mut value) = (record.get(key).cloned().unwrap_or_default(), value.clone());
        if key == "provenance" {
            record.as_object_mut().unwrap().remove("sources");
            value.as_object_mut().unwrap().remove("sources");
        }
        assert_eq!(record, value, "{key} differs");
    }
    assert_eq!(record.len(), files.len());

    // And what the evaluator takes home from the page is that file too.
    let mut elin = Visitor::with_role(&program, "evaluator");
    let page = elin.get("/resultater?indsats=exit-2013-16").body;
    let link = page.split(" href=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(href, _)| href);
    let link = link.map(decoded);
    let link = link.filter(|href| href.starts_with("/resultater/hent")).find(|href| href.contains("json"));
    let taken = elin.get(&link.expect("a link to the numbers"));
    let taken: Value = serde_json::from_str(&taken.body).unwrap();
    assert_eq!(taken["measures"], files["measures"]);
}

#[test]
fn a_kept_study_is_taken_out_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let house = folder.path().join("house");
    let program = Program::start(&house);
    let mut elin = Visitor::machine(&program, "evaluator");
    let new = serde_json::json!({
        "name": "Til udvalget", "programme": "exit-2013-16", "without_groups": ["misuse"]
    });
    let made = elin.post_json("/api/v1/studies", &new);
    assert_eq!(made.status, 201, "{}", made.body);
    let made: Value = serde_json::from_str(&made.body).unwrap();
    let shown = elin.get(&format!("/api/v1/studies/{}/evaluation", made["id"].as_str().unwrap()));
    let shown: Value = serde_json::from_str(&shown.body).unwrap();

    let (house, out) = (house.display().to_string(), folder.path().join("out"));
    let taken = |name: &str| {
        let out = out.display().to_string();
        run(&["evaluate", "--saved", name, "--out", &out, "--format", "json", "--data", &house])
    };
    let ran = taken("til UDVALGET");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let file = std::fs::read_to_string(out.join("findings.json")).unwrap();
    let file: Value = serde_json::from_str(&file).unwrap();
    assert_eq!(file["title"], "Til udvalget");
    assert_eq!(file, shown["findings"]);
    assert_eq!(taken("En anden").code, 2);
}
