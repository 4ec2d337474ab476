//! Nothing that was answered is lost, however the program ends; what is sent twice happens once.

use serde_json::{Value, json};

use crate::program::{Program, run};
use crate::visitor::{Answer, Visitor};

/// Kills in one run. Each is a fresh chance for a write that was answered and not on the disk.
const KILLS: usize = 12;

fn parsed(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("not JSON: {}", answer.body))
}

fn new_course(worker: &mut Visitor) -> String {
    let course = json!({ "programme": "cti-9", "track": "no_name", "first_contact": "2026-04-20", "start": "2026-05-04" });
    let answer = worker.post_json("/api/v1/courses", &course);
    assert_eq!(answer.status, 201, "{}", answer.body);
    parsed(&answer)["id"].as_str().unwrap().to_owned()
}

fn contact(note: &str) -> Value {
    json!({ "date": "2026-05-12", "kind": "meeting", "outcome": "held", "minutes": 45, "note": note })
}

#[test]
fn an_answered_contact_survives_a_kill_right_after_the_answer() {
    let data = tempfile::tempdir().unwrap();
    let mut program = Program::start(data.path());
    let mut worker = Visitor::machine(&program, "worker");
    let course = new_course(&mut worker);
    let path = format!("/api/v1/courses/{course}/contacts");
    let mut notes = Vec::new();
    for round in 0..KILLS {
        notes.push(format!("Runde {round}"));
        let answer = worker.post_json(&path, &contact(notes.last().unwrap()));
        assert_eq!(answer.status, 201, "{}", answer.body);
        program = program.restart();
        worker.follow(&program);
        let kept = parsed(&worker.get(&path));
        let kept: Vec<&str> =
            kept["contacts"].as_array().unwrap().iter().filter_map(|c| c["note"].as_str()).collect();
        assert_eq!(kept, notes, "after kill {round}");
    }
    drop(program);
    let verified = run(&["verify", "--data", data.path().to_str().unwrap()]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
}

#[test]
fn the_same_key_gives_the_same_answer_and_one_effect_even_after_a_kill() {
    let data = tempfile::tempdir().unwrap();
    let mut program = Program::start(data.path());
    let mut worker = Visitor::machine(&program, "worker");
    let course = new_course(&mut worker);
    let path = format!("/api/v1/courses/{course}/contacts");
    worker.repeat_as(Some("sendt-to-gange"));
    let first = worker.post_json(&path, &contact("Kun én gang"));
    program = program.restart();
    worker.follow(&program);
    let second = worker.post_json(&path, &contact("Kun én gang"));
    assert_eq!((first.status, second.status), (201, 201), "{}{}", first.body, second.body);
    assert_eq!(parsed(&first)["id"], parsed(&second)["id"]);
    worker.repeat_as(None);
    assert_eq!(parsed(&worker.get(&path))["contacts"].as_array().unwrap().len(), 1);
}
