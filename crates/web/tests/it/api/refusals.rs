//! What a client is told when something is wrong: all of it at once, at its place, in its language.

use axum::http::Method;
use serde_json::{Value, json};

use super::{Client, course};
use crate::house::house;

fn places(problem: &Value) -> Vec<(&str, &str)> {
    let errors = problem["errors"].as_array().unwrap();
    let told = |error: &Value| error["detail"].as_str().is_some_and(|detail| detail.ends_with('.'));
    assert!(errors.iter().all(told), "{errors:?}");
    errors
        .iter()
        .map(|error| {
            let at = error["pointer"].as_str().or(error["parameter"].as_str()).unwrap();
            (at, error["code"].as_str().unwrap())
        })
        .collect()
}

#[tokio::test]
async fn every_fault_of_the_shape_is_told_at_once() {
    let house = house().await;
    let sanne = Client::of(&house, "sanne").await;
    let body = json!({
        "programme": 9, "track": "both", "first_contact": "20-04-2026", "navn": "x",
        "responses": [{ "instrument": "who5", "occasion": "start", "date": "2026-05-04",
                        "answers": { "happy": "3", "calm": 2.5 }, "score": 52 }, "who5"],
    });
    let told = sanne.post("/courses", &body).await;
    let problem = told.with(422);
    assert_eq!(told.header("content-type"), "application/problem+json");
    assert_eq!((&problem["code"], &problem["status"]), (&json!("faults"), &json!(422)));
    assert_eq!(problem["type"], "urn:fodfaeste:problem:faults");
    assert_eq!(
        places(&problem),
        [
            ("/programme", "type"),
            ("/track", "unknown"),
            ("/first_contact", "date"),
            ("/responses/0/answers/calm", "unknown"),
            ("/responses/0/answers/happy", "unknown"),
            ("/responses/0/score", "key"),
            ("/responses/1", "type"),
            ("/navn", "key"),
        ]
    );
    assert_eq!(sanne.get("/courses").await.with(200)["matching"], 0);
}

#[tokio::test]
async fn every_fault_of_what_was_meant_is_told_at_once() {
    let house = house().await;
    let sanne = Client::of(&house, "sanne").await;
    let mut body = course();
    body["first_contact"] = json!("2027-01-01");
    body["alias"] = json!("010190-1234");
    body["worker"] = json!("00000000-0000-0000-0000-00000000dead");
    body["responses"][0]["occasion"] = json!("never");
    body["responses"][1]["answers"]["calm"] = json!(7);
    body["responses"][1]["answers"]["unheard"] = json!(1);
    body["navn"] = json!("x");
    let problem = sanne.post("/courses", &body).await.with(422);
    let mut found = places(&problem);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("/alias", "cpr"),
            ("/first_contact", "future"),
            ("/navn", "key"),
            ("/responses/0/occasion", "unknown"),
            ("/responses/1/answers/calm", "range"),
            ("/responses/1/answers/unheard", "unknown"),
            ("/start", "order"),
            ("/worker", "unknown"),
        ]
    );
}

#[tokio::test]
async fn what_cannot_be_read_is_told_with_its_place() {
    let house = house().await;
    let sanne = Client::of(&house, "sanne").await;
    let told = sanne.send(Method::POST, "/courses", Some("{\n  \"programme\": ,".to_owned())).await;
    let problem = told.with(400);
    assert_eq!((&problem["line"], &problem["column"]), (&json!(2), &json!(16)));
    let form = sanne.with("content-type", "application/x-www-form-urlencoded");
    form.send(Method::POST, "/courses", Some("programme=cti-9".to_owned())).await.with(415);
    let large = format!("{{\"alias\": \"{}\"}}", "a".repeat(1024 * 1024));
    sanne.send(Method::POST, "/courses", Some(large)).await.with(413);
    let told = sanne.send(Method::PUT, "/courses", Some("{}".to_owned())).await;
    assert_eq!(told.with(405)["code"], "method");
    assert!(told.header("allow").contains("POST"), "{}", told.header("allow"));
    assert_eq!(sanne.get("/nothing/here").await.with(404)["code"], "notfound");
    assert_eq!(sanne.get("/courses/%ff").await.with(400)["code"], "unreadable");
}

#[tokio::test]
async fn parameters_are_checked_like_keys() {
    let house = house().await;
    let sanne = Client::of(&house, "sanne").await;
    let problem = sanne.get("/courses?limit=0&stage=gone&worker=me&side=2").await.with(422);
    let mut found = places(&problem);
    found.sort_unstable();
    assert_eq!(
        found,
        [("limit", "range"), ("side", "parameter"), ("stage", "unknown"), ("worker", "unknown")]
    );
    assert_eq!(places(&sanne.get("/courses?after=nonsense").await.with(422)), [("after", "unknown")]);
}

#[tokio::test]
async fn words_are_those_of_the_client() {
    let house = house().await;
    let sanne = Client::of(&house, "sanne").await;
    let danish = sanne.get("/courses/ZZZZ").await;
    let english = sanne.with("accept-language", "en").get("/courses/ZZZZ").await;
    assert_eq!((danish.header("content-language"), english.header("content-language")), ("da", "en"));
    let (danish, english) = (danish.with(404), english.with(404));
    assert_eq!(danish["code"], english["code"]);
    for key in ["title", "detail", "remedy"] {
        assert_ne!(danish[key], english[key], "{key}");
    }
}
