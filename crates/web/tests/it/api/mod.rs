//! The JSON API at its boundary: a client with a token, and what it is told.

mod courses;
mod document;
mod lists;
mod permission;
mod refusals;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use domain::policy::Role;
use serde_json::{Value, json};
use service::session::tokens::{self, NewToken};
use service::session::users::{self, NewMember};
use tower::ServiceExt;

use crate::house::{House, PASSWORD, actor, house};

/// A client with a token, or without one.
#[derive(Clone)]
pub(crate) struct Client {
    router: Router,
    token: Option<String>,
    headers: Vec<(&'static str, String)>,
}

/// What it was told.
pub(crate) struct Told {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) text: String,
}

impl Told {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
    /// The body, of an answer with this status.
    pub(crate) fn with(&self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        if self.text.is_empty() { Value::Null } else { self.json() }
    }
}

impl Client {
    pub(super) fn nobody(house: &House) -> Self {
        Self { router: house.router.clone(), token: None, headers: Vec::new() }
    }
    /// A client with this token.
    pub(crate) fn with_token(house: &House, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..Self::nobody(house) }
    }
    /// A client that acts for somebody.
    pub(crate) async fn of(house: &House, login: &str) -> Self {
        let actor = actor(house, login).await;
        let new = NewToken { user: actor.user, label: "test".to_owned(), days: 30, once: None };
        let made = tokens::make(&house.ctx, &actor, new).await.unwrap();
        Self::with_token(house, &made.secret.to_text())
    }
    /// The same with one more header.
    pub(crate) fn with(&self, name: &'static str, value: impl Into<String>) -> Self {
        let mut client = self.clone();
        client.headers.push((name, value.into()));
        client
    }
    pub(crate) async fn get(&self, path: &str) -> Told {
        self.send(Method::GET, path, None).await
    }
    pub(super) async fn post(&self, path: &str, body: &Value) -> Told {
        self.send(Method::POST, path, Some(body.to_string())).await
    }
    pub(super) async fn send(&self, method: Method, path: &str, body: Option<String>) -> Told {
        let mut request =
            Request::builder().method(method).uri(format!("/api/v1{path}")).header(header::HOST, "localhost");
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let typed = self.headers.iter().any(|(name, _)| *name == "content-type");
        if body.is_some() && !typed {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let request = request.body(Body::from(body.unwrap_or_default())).unwrap();
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let told = Told {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        };
        assert_eq!(told.header("cache-control"), "no-store", "{path}");
        if told.status != StatusCode::NO_CONTENT {
            assert_eq!(told.header("content-length"), told.text.len().to_string(), "{path}");
        }
        told
    }
}

/// A house with a second worker, `ali`.
pub(super) async fn two_workers() -> House {
    let house = house().await;
    let adam = actor(&house, "adam").await;
    let member = NewMember {
        login: "ali".to_owned(),
        name: "Ali Øvelse".to_owned(),
        role: Role::Worker,
        hours_per_cent: 100,
        language: "da".to_owned(),
        password: Some(PASSWORD.to_owned()),
    };
    users::add(&house.ctx, &adam, member).await.unwrap();
    house
}

/// A course with two measurements.
pub(super) fn course() -> Value {
    let response = |occasion: &str, date: &str, level: i32| {
        json!({
            "instrument": "who5", "occasion": occasion, "date": date,
            "answers": { "happy": level, "calm": level, "active": level, "rested": level, "interest": level },
        })
    };
    json!({
        "programme": "cti-9", "track": "no_name", "alias": "Havtorn",
        "first_contact": "2026-04-20", "start": "2026-05-04",
        "responses": [response("start", "2026-05-04", 1), response("phase1", "2026-08-03", 3)],
    })
}

/// Begins a course and returns its id.
pub(super) async fn begun(client: &Client) -> String {
    let made = client.post("/courses", &course()).await.with(201);
    made["id"].as_str().unwrap().to_owned()
}
