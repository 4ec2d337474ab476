//! The API does what its own document says: every operation is called with the body the document gives as its example,
//! and answers with the success that the document promises.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

use crate::program::Program;
use crate::visitor::{Answer, Visitor};

/// The day the examples of the document are told on.
const TOLD: &str = "2026-11-26";

/// The document, and the operations that were done.
struct Tried {
    document: Value,
    done: Vec<String>,
}

impl Tried {
    /// Calls an operation with its example; what stands in braces is filled in.
    fn call(&mut self, visitor: &mut Visitor, operation: &str, fill: &[(&str, &str)]) -> Value {
        let (_, _, described) = self.find(operation);
        let mut body = described["requestBody"]["content"]["application/json"]["example"].clone();
        to_today(&mut body);
        self.send(visitor, operation, fill, &body)
    }
    /// The same with a body that says what only this record knows.
    fn send(&mut self, visitor: &mut Visitor, operation: &str, fill: &[(&str, &str)], body: &Value) -> Value {
        let (path, method, described) = self.find(operation);
        let mut address = format!("/api/v1{path}");
        for (name, value) in fill {
            if address.contains(&format!("{{{name}}}")) {
                address = address.replace(&format!("{{{name}}}"), value);
            } else {
                let sign = if address.contains('?') { '&' } else { '?' };
                address = format!("{address}{sign}{name}={value}");
            }
        }
        let answer = match method.as_str() {
            "get" => visitor.get(&address),
            other => visitor.send_json(other, &address, body),
        };
        let promised = described["responses"].as_object().unwrap();
        let success = promised.keys().find(|status| status.starts_with('2')).expect("a success is described");
        assert_eq!(&answer.status.to_string(), success, "{operation} {address} {body}: {}", answer.body);
        self.done.push(operation.to_owned());
        read(&answer)
    }
    fn find(&self, operation: &str) -> (String, String, Value) {
        let all = operations(&self.document);
        all.get(operation).cloned().unwrap_or_else(|| panic!("{operation} is not described"))
    }
}

fn read(answer: &Answer) -> Value {
    if answer.body.is_empty() { Value::Null } else { serde_json::from_str(&answer.body).unwrap() }
}

/// Operations by name: path, method, description.
fn operations(document: &Value) -> BTreeMap<String, (String, String, Value)> {
    let mut all = BTreeMap::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, described) in methods.as_object().unwrap() {
            let name = described["operationId"].as_str().expect("a name").to_owned();
            all.insert(name, (path.clone(), method.clone(), described.clone()));
        }
    }
    all
}

#[test]
fn every_operation_succeeds_as_its_example_says() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::start(data.path());
    let mut worker = Visitor::machine(&program, "worker");
    let document = read(&worker.get("/api/v1/openapi.json"));
    let mut tried = Tried { document, done: Vec::new() };
    let id = |made: &Value| made["id"].as_str().unwrap_or_else(|| panic!("no id in {made}")).to_owned();

    tried.call(&mut worker, "readMe", &[]);
    tried.call(&mut worker, "listDuties", &[]);
    let programmes = tried.call(&mut worker, "listProgrammes", &[]);
    let programme = id(&programmes["programmes"][0]);
    tried.call(&mut worker, "readProgramme", &[("programme", &programme)]);
    tried.call(&mut worker, "readInstrument", &[("instrument", "who5")]);

    let made = tried.call(&mut worker, "createCourse", &[]);
    let course = id(&made);
    let course = [("course", course.as_str())];
    let whole = tried.call(&mut worker, "readCourse", &course);
    assert_eq!(whole["responses"].as_array().unwrap().len(), 1);
    tried.call(&mut worker, "listCourses", &[("limit", "5"), ("sort", "silence")]);

    let contact = id(&tried.call(&mut worker, "recordContact", &course));
    let listed = tried.call(&mut worker, "listContacts", &course);
    assert_eq!(listed["contacts"].as_array().unwrap().len(), 1);
    tried.call(&mut worker, "changeContact", &[course[0], ("contact", &contact)]);
    tried.call(&mut worker, "undoContact", &[course[0], ("contact", &contact)]);

    let response = id(&tried.call(&mut worker, "recordResponse", &course));
    let listed = tried.call(&mut worker, "listResponses", &course);
    assert_eq!(listed["responses"].as_array().unwrap().len(), 2);
    tried.call(&mut worker, "changeResponse", &[course[0], ("response", &response)]);
    tried.call(&mut worker, "undoResponse", &[course[0], ("response", &response)]);

    tried.call(&mut worker, "pauseCourse", &course);
    tried.call(&mut worker, "resumeCourse", &course);
    tried.call(&mut worker, "closeCourse", &course);
    begun(&mut tried, &mut worker);

    let enquiry = id(&tried.call(&mut worker, "recordEnquiry", &[]));
    tried.call(&mut worker, "listEnquiries", &[]);
    tried.call(&mut worker, "readEnquiry", &[("enquiry", &enquiry)]);
    tried.call(&mut worker, "changeEnquiry", &[("enquiry", &enquiry)]);
    tried.call(&mut worker, "correctEnquiry", &[("enquiry", &enquiry)]);

    tried.call(&mut worker, "setFollowUp", &course);
    let group = tried.call(&mut worker, "recordGroupContact", &[]);
    tried.send(&mut worker, "undoGroupContact", &[], &group);
    let list = id(&tried.call(&mut worker, "keepList", &[]));
    let list = [("list", list.as_str())];
    tried.call(&mut worker, "changeList", &list);
    assert_eq!(tried.call(&mut worker, "listLists", &[])["lists"].as_array().unwrap().len(), 1);
    tried.call(&mut worker, "removeList", &list);

    let mut evaluator = Visitor::machine(&program, "evaluator");
    let made = tried.call(&mut evaluator, "evaluate", &[("programme", "exit-2013-16")]);
    assert_eq!(made["findings"]["flow"]["started"], 147);

    let study = id(&tried.call(&mut evaluator, "keepStudy", &[]));
    let study = [("study", study.as_str())];
    assert_eq!(tried.call(&mut evaluator, "readStudy", &study)["threshold"], 6);
    let studies = tried.call(&mut evaluator, "listStudies", &[]);
    assert_eq!(studies["studies"].as_array().unwrap().len(), 1);
    let made = tried.call(&mut evaluator, "evaluateStudy", &study);
    assert_eq!(made["findings"]["title"], "Til udvalget");
    tried.call(&mut evaluator, "removeStudy", &study);

    let missing: Vec<String> =
        operations(&tried.document).into_keys().filter(|name| !tried.done.contains(name)).collect();
    assert_eq!(missing, Vec::<String>::new(), "operations that nobody called");
}

/// Phase 1 begins on a course that has no start yet.
fn begun(tried: &mut Tried, worker: &mut Visitor) {
    let (_, _, described) = tried.find("createCourse");
    let mut new = described["requestBody"]["content"]["application/json"]["example"].clone();
    to_today(&mut new);
    for key in ["start", "responses"] {
        new.as_object_mut().unwrap().remove(key);
    }
    let made = worker.post_json("/api/v1/courses", &new);
    assert_eq!(made.status, 201, "{}", made.body);
    let course = read(&made)["id"].as_str().unwrap().to_owned();
    tried.call(worker, "beginCourse", &[("course", &course)]);
}

/// Moves the days of an example so that they lie as far from today as they lay from the day it is told on.
fn to_today(body: &mut Value) {
    match body {
        Value::String(text)
            if text.len() == 10 && text.starts_with("20") && text.matches('-').count() == 2 =>
        {
            let moved = date(&["-d", &format!("{text} + {} days", days_since_told()), "+%F"]);
            *text = moved;
        }
        Value::Array(items) => items.iter_mut().for_each(to_today),
        Value::Object(fields) => fields.values_mut().for_each(to_today),
        _ => {}
    }
}

fn days_since_told() -> i64 {
    let day = |text: &str| date(&["-u", "-d", text, "+%s"]).parse::<i64>().unwrap() / 86_400;
    day(&date(&["+%F"])) - day(TOLD)
}

/// The machine's own calendar.
fn date(arguments: &[&str]) -> String {
    let output = Command::new("date").args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
