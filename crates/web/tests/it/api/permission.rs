//! Who may do what by way of the API: every operation of the document is tried without permission.

use axum::http::Method;
use domain::audit::Act;
use serde_json::Value;

use super::{Client, begun, two_workers};
use crate::house::{Browser, House};

/// An operation of the document: its method, its path with these values, and the example of its body.
struct Operation {
    method: Method,
    path: String,
    body: Option<String>,
}

/// Every operation of the document, on this course.
async fn operations(house: &House, course: &str) -> Vec<Operation> {
    let document = Client::nobody(house).get("/openapi.json").await.with(200);
    let mut list = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let body = &operation["requestBody"]["content"]["application/json"]["example"];
            assert!(operation.get("requestBody").is_none() || body.is_object(), "{method} {path}");
            let other = "01935b2a-7c00-7000-8000-000000000001";
            let named = path
                .replace("{course}", course)
                .replace("{programme}", "cti-9")
                .replace("{instrument}", "who5")
                .replace("{contact}", other)
                .replace("{response}", other)
                .replace("{enquiry}", other)
                .replace("{list}", other)
                .replace("{study}", other);
            assert!(!named.contains('{'), "{named}");
            let required = operation["parameters"].as_array().is_some_and(|parameters| {
                parameters.iter().any(|p| p["in"] == "query" && p["required"] == true)
            });
            let path = if required { format!("{named}?programme=cti-9") } else { named };
            list.push(Operation { method, path, body: body.is_object().then(|| Value::to_string(body)) });
        }
    }
    assert!(list.len() >= 20, "{}", list.len());
    list
}

#[tokio::test]
async fn without_a_token_nothing_is_told() {
    let house = two_workers().await;
    let course = begun(&Client::of(&house, "sanne").await).await;
    let browser = Browser::signed_in(&house, "sanne").await;
    let cookies: Vec<_> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let session = browser.cookies.get("fodfaeste").unwrap();
    let nobody = Client::nobody(&house);
    let callers = [
        nobody.clone(),
        nobody.with("authorization", "Bearer"),
        nobody.with("authorization", "Bearer ff_guessed"),
        nobody.with("authorization", format!("Bearer {session}")),
        nobody.with("authorization", "Basic c2FubmU6cmF2"),
        nobody.with("cookie", cookies.join("; ")),
    ];
    for operation in operations(&house, &course).await {
        for caller in &callers {
            let told = caller.send(operation.method.clone(), &operation.path, operation.body.clone()).await;
            assert_eq!(told.with(401)["code"], "unauthorised", "{} {}", operation.method, operation.path);
            assert!(told.header("www-authenticate").starts_with("Bearer"));
        }
    }
}

#[tokio::test]
async fn what_one_may_not_do_does_not_exist() {
    let house = two_workers().await;
    let course = begun(&Client::of(&house, "sanne").await).await;
    let (ali, eva, adam) =
        (Client::of(&house, "ali").await, Client::of(&house, "eva").await, Client::of(&house, "adam").await);
    for Operation { method, path, body } in operations(&house, &course).await {
        let about_course = path.starts_with(&format!("/courses/{course}"));
        let about_people = path.starts_with("/courses") || path.starts_with("/enquiries") || path == "/due";
        for (who, client, hidden) in
            [("ali", &ali, about_course), ("eva", &eva, about_people), ("adam", &adam, about_people)]
        {
            let told = client.send(method.clone(), &path, body.clone()).await;
            if hidden {
                assert_eq!(told.with(404)["code"], "notfound", "{who} {method} {path}");
            } else {
                assert!(told.status.as_u16() < 500, "{who} {method} {path}: {}", told.text);
            }
        }
    }
    let read = Client::of(&house, "sanne").await.get(&format!("/courses/{course}")).await.with(200);
    assert_eq!(read["version"], 1, "nothing was changed");
}

#[tokio::test]
async fn the_example_of_every_operation_works() {
    let house = two_workers().await;
    let karen = Client::of(&house, "karen").await;
    let course = begun(&karen).await;
    for Operation { method, path, body } in operations(&house, &course).await {
        let told = karen.send(method.clone(), &path, body).await;
        let status = told.status.as_u16();
        // Parts that are named by an id or code of the document do not exist here; a running course is not begun again.
        let fits = (path.contains("00000000001") || path.starts_with("/group-contacts")) && status == 404
            || path.ends_with("/begin") && status == 409
            || path.ends_with("/resume") && matches!(status, 204 | 422)
            || matches!(status, 200 | 201 | 204);
        assert!(fits || (status == 409 && path.contains(&course)), "{method} {path}: {status} {}", told.text);
    }
}

#[tokio::test]
async fn a_leader_reaches_all_and_every_reading_is_written_down() {
    let house = two_workers().await;
    let course = begun(&Client::of(&house, "sanne").await).await;
    let karen = Client::of(&house, "karen").await;
    assert_eq!(karen.get("/courses").await.with(200)["matching"], 1);
    let read = karen.get(&format!("/courses/{course}?purpose=supervision")).await.with(200);
    assert_eq!(read["purpose"], "supervision");
    // The second time comes from memory and is covered by the first.
    karen.get(&format!("/courses/{course}?purpose=supervision")).await.with(200);
    let rows = house
        .ctx
        .store
        .audit_page(house.organisation, Some(course.parse().unwrap()), None, 10)
        .await
        .unwrap();
    let readings: Vec<_> = rows.iter().filter(|row| row.act == Act::ReadCourse.code()).collect();
    assert_eq!(readings.len(), 1, "{rows:?}");
    assert_eq!(readings[0].purpose, "supervision");
}
