//! The OpenAPI document: served as it is committed, whole in itself.

use std::path::Path;

use serde_json::Value;

use super::Client;
use crate::house::house;

#[tokio::test]
async fn the_document_is_the_one_that_is_committed() {
    let house = house().await;
    let served = Client::nobody(&house).get("/openapi.json").await;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(&path, &served.text).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        served.text == committed,
        "docs/openapi.json is not what is served: run this test with UPDATE_OPENAPI=1 and look at the difference"
    );
}

#[tokio::test]
async fn every_operation_is_described() {
    let house = house().await;
    let document = Client::nobody(&house).get("/openapi.json").await.with(200);
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    assert_eq!(document["info"]["title"], "Fodfæste");
    assert!(document["info"]["contact"]["name"].is_string());
    let tags: Vec<_> = document["tags"].as_array().unwrap().iter().map(|tag| &tag["name"]).collect();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let at = format!("{method} {path}");
            assert!(operation["operationId"].is_string() && operation["summary"].is_string(), "{at}");
            assert!(tags.contains(&&operation["tags"][0]), "{at}");
            assert!(operation["responses"]["401"].is_object(), "{at}");
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                assert!(parameter["description"].is_string(), "{at}: {}", parameter["name"]);
            }
        }
    }
    references(&document, &document);
}

/// Every reference leads somewhere.
fn references(value: &Value, document: &Value) {
    match value {
        Value::Object(map) => {
            if let Some(target) = map.get("$ref").and_then(Value::as_str) {
                let pointer = target.strip_prefix('#').unwrap();
                assert!(document.pointer(pointer).is_some(), "{target}");
            }
            map.values().for_each(|inner| references(inner, document));
        }
        Value::Array(list) => list.iter().for_each(|inner| references(inner, document)),
        _ => {}
    }
}
