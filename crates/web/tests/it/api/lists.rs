//! Lists of one's own and contacts with several citizens by way of the API.

use axum::http::Method;
use serde_json::json;

use super::{Client, begun, course};
use crate::house::house;

#[tokio::test]
async fn a_list_of_ones_own_is_kept_changed_and_thrown_away() {
    let house = house().await;
    let (sanne, karen) = (Client::of(&house, "sanne").await, Client::of(&house, "karen").await);
    let query = json!({ "phase": 3, "tab": "without_long_term_plan", "worker": "none", "sort": "alias" });
    let made = sanne.post("/lists", &json!({ "name": "Fase 3", "pinned": true, "query": query })).await;
    let id = made.with(201)["id"].as_str().unwrap().to_owned();
    assert_eq!(made.header("location"), format!("/api/v1/lists/{id}"));
    let lists = sanne.get("/lists").await.with(200);
    assert_eq!(lists["lists"], json!([{ "id": id, "name": "Fase 3", "pinned": true, "query": query }]));
    assert_eq!(karen.get("/lists").await.with(200)["lists"], json!([]), "hers alone");

    let twice = sanne.post("/lists", &json!({ "name": "fase 3" })).await.with(422);
    assert_eq!(twice["errors"][0]["pointer"], "/name");
    let wrong = json!({ "name": "x", "pinned": "yes", "query": { "phase": "3", "stage": "old", "more": 1 } });
    let faults = sanne.post("/lists", &wrong).await.with(422);
    assert_eq!(faults["errors"].as_array().unwrap().len(), 4, "{faults}");

    let path = format!("/lists/{id}");
    let change = |body: serde_json::Value| sanne.send(Method::PATCH, &path, Some(body.to_string()));
    change(json!({ "name": "Rolige", "pinned": false, "query": { "tab": "silent" } })).await.with(204);
    let lists = sanne.get("/lists").await.with(200);
    let now = json!([{ "id": id, "name": "Rolige", "pinned": false, "query": { "tab": "silent" } }]);
    assert_eq!(lists["lists"], now);
    karen.send(Method::DELETE, &path, None).await.with(404);
    sanne.send(Method::DELETE, &path, None).await.with(204);
    assert_eq!(sanne.get("/lists").await.with(200)["lists"], json!([]));
}

#[tokio::test]
async fn a_contact_with_several_citizens_is_one_entry_each() {
    let house = house().await;
    let sanne = Client::of(&house, "sanne").await;
    let first = begun(&sanne).await;
    let mut other = course();
    other["alias"] = json!("Klit");
    let second = sanne.post("/courses", &other).await.with(201);
    let (second, code) = (second["id"].as_str().unwrap(), second["code"].as_str().unwrap());
    let group = json!({
        "members": [{ "course": first }, { "course": code, "note": "Tog billeder." }],
        "contact": { "date": "2026-11-24", "kind": "meeting", "minutes": 90, "note": "Vi lavede mad." }
    });
    let once = sanne.with("idempotency-key", "group-1");
    let made = once.post("/group-contacts", &group).await.with(201);
    assert_eq!(once.post("/group-contacts", &group).await.with(201), made, "once, however often it is sent");
    let entries = made["entries"].as_array().unwrap();
    assert_eq!((&entries[0]["course"], &entries[1]["course"]), (&json!(first), &json!(second)));
    let contacts = sanne.get(&format!("/courses/{second}/contacts")).await.with(200);
    assert_eq!(contacts["contacts"].as_array().unwrap().len(), 1);
    assert_eq!(contacts["contacts"][0]["note"], "Vi lavede mad.\n\nTog billeder.");

    let wrong = json!({ "members": [{ "note": 3 }], "contact": { "kind": "party" } });
    let faults = sanne.post("/group-contacts", &wrong).await.with(422);
    assert!(faults["errors"].as_array().unwrap().len() >= 3, "{faults}");
    sanne.post("/group-contacts/undo", &made).await.with(204);
    let contacts = sanne.get(&format!("/courses/{first}/contacts")).await.with(200);
    assert!(contacts["contacts"][0]["undone_at"].is_string(), "{contacts}");
}
