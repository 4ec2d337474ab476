//! A small house with three members of staff, and a browser that keeps its cookies.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use domain::id::OrganisationId;
use domain::policy::{Actor, Role};
use service::content::Content;
use service::session::users::{self, NewMember};
use service::{Context, FixedClock, Randomness};
use store::{Place, Store};
use tower::ServiceExt;
use vault::PrivateKey;
use vault::fake::Seeded;
use web::{Settings, Site};

use crate::postgres::server;

/// 24 November 2026, 11 o'clock in Denmark, microseconds.
pub(crate) const NOW: i64 = 1_795_514_400_000_000;
pub(crate) const PASSWORD: &str = "rav og tang ved stranden";
/// The password of everybody in the training municipality.
pub(crate) const TRAINING: &str = "oevelse goer mester";

/// The house and its pages.
pub(crate) struct House {
    pub(crate) ctx: Context,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) router: Router,
    pub(crate) organisation: OrganisationId,
    _folder: tempfile::TempDir,
}

/// A fresh file without an organisation.
async fn empty() -> (tempfile::TempDir, Context, Arc<FixedClock>) {
    let folder = tempfile::tempdir().unwrap();
    let (ctx, clock) = context(&Place::File(folder.path().join("fodfaeste.db"))).await;
    (folder, ctx, clock)
}

async fn context(place: &Place) -> (Context, Arc<FixedClock>) {
    let store = Store::open(place).await.unwrap();
    let clock = Arc::new(FixedClock::at(NOW));
    let settings =
        service::Settings { clock: clock.clone(), randomness: Randomness::new(Seeded(7)), synthetic: true };
    (Context::new(store, Content::embedded().unwrap(), settings), clock)
}

/// A house with `sanne` (worker), `karen` (leader), `eva` (evaluator) and `adam` (administrator).
pub(crate) async fn house() -> House {
    house_in(empty().await).await
}

/// The same on PostgreSQL with the address of its database, or nothing where that was switched off.
pub(crate) async fn house_on_postgres() -> Option<(House, String)> {
    let (place, url) = on_server().await?;
    Some((house_in(place).await, url))
}

type Built = (tempfile::TempDir, Context, Arc<FixedClock>);

async fn house_in((folder, ctx, clock): Built) -> House {
    let organisation = OrganisationId::new(uuid::Uuid::from_u128(1));
    let key = PrivateKey::generate(&mut ctx.randomness()).unwrap();
    service::house::found(&ctx, organisation, ("Øvekommunen", "da"), key).await.unwrap();
    let member = |login: &str, name: &str, role| NewMember {
        login: login.to_owned(),
        name: name.to_owned(),
        role,
        hours_per_cent: 100,
        language: "da".to_owned(),
        password: Some(PASSWORD.to_owned()),
    };
    let adam = users::add_first(&ctx, organisation, member("adam", "Adam Øvelse", Role::Administrator));
    let adam = Actor { user: adam.await.unwrap(), organisation, role: Role::Administrator };
    for (login, name, role) in [
        ("sanne", "Sanne Øvelse", Role::Worker),
        ("karen", "Karen Øvelse", Role::Leader),
        ("eva", "Eva Øvelse", Role::Evaluator),
    ] {
        users::add(&ctx, &adam, member(login, name, role)).await.unwrap();
    }
    let router = web::router(Site::new(ctx.clone(), Settings::default())).unwrap();
    House { ctx, clock, router, organisation, _folder: folder }
}

/// The training municipality.
pub(crate) async fn training() -> House {
    training_in(empty().await).await
}

/// The training municipality, and a browser in which one of its people has logged in.
pub(crate) async fn town(login: &str) -> (House, Browser) {
    let house = training().await;
    let browser = Browser::signed_in_with(&house, login, TRAINING).await;
    (house, browser)
}

/// Somebody of a house.
pub(crate) async fn actor(house: &House, login: &str) -> Actor {
    let (user, _) = house.ctx.store.user_by_login(login).await.unwrap().unwrap();
    Actor { user: user.id, organisation: user.organisation, role: user.role }
}

/// The training municipality on PostgreSQL, or nothing where that was switched off.
pub(crate) async fn training_on_postgres() -> Option<House> {
    Some(training_in(on_server().await?.0).await)
}

/// A fresh database on the tests' PostgreSQL, and its address.
async fn on_server() -> Option<(Built, String)> {
    static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let server = server()?;
    let name = format!("house_{}", NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
    server.tool("createdb", &[&name]);
    let url = server.url(&name);
    let (ctx, clock) = context(&Place::Server(url.clone())).await;
    Some(((tempfile::tempdir().unwrap(), ctx, clock), url))
}

async fn training_in((folder, ctx, clock): Built) -> House {
    let key = PrivateKey::generate(&mut ctx.randomness()).unwrap();
    let organisation = OrganisationId::new(uuid::Uuid::from_u128(2));
    service::training::found(&ctx, organisation, key, 42).await.unwrap();
    let router = web::router(Site::new(ctx.clone(), Settings::default())).unwrap();
    House { ctx, clock, router, organisation, _folder: folder }
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }
    pub(crate) fn title(&self) -> &str {
        let (_, rest) = self.body.split_once("<title>").unwrap_or(("", ""));
        rest.split_once("</title>").map_or("", |(title, _)| title)
    }
}

/// The value of the first hidden field of a name.
pub(crate) fn hidden(body: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = body.split_once(&mark).unwrap_or_else(|| panic!("no field {name} in {body}"));
    rest.split('"').next().unwrap().to_owned()
}

/// Where *Fortryd* leads.
pub(crate) fn undo(answer: &Answer) -> String {
    let (_, rest) = answer.body.split_once("role=\"status\"><div class=\"alert-body\"").expect("a message");
    let (_, rest) = rest.split_once("action=\"").expect("a way back");
    rest.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&")
}

/// A browser: it keeps cookies and sends what browsers send.
pub(crate) struct Browser {
    router: Router,
    pub(crate) cookies: BTreeMap<String, String>,
    pub(crate) language: &'static str,
    pub(crate) site: &'static str,
}

impl Browser {
    pub(crate) fn new(house: &House) -> Self {
        Self { router: house.router.clone(), cookies: BTreeMap::new(), language: "da", site: "same-origin" }
    }
    pub(crate) async fn signed_in(house: &House, login: &str) -> Self {
        Self::signed_in_with(house, login, PASSWORD).await
    }
    pub(crate) async fn signed_in_with(house: &House, login: &str, password: &str) -> Self {
        let mut browser = Self::new(house);
        let answer =
            browser.post("/log-ind", &format!("login={login}&password={}", password.replace(' ', "+"))).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser
    }
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, "").await
    }
    pub(crate) async fn post(&mut self, path: &str, body: &str) -> Answer {
        self.send(Method::POST, path, body).await
    }
    async fn send(&mut self, method: Method, path: &str, body: &str) -> Answer {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "localhost")
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", self.site)
            .header(header::COOKIE, cookies.join("; "))
            .body(Body::from(body.to_owned()))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let (pair, rest) = line.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let body = String::from_utf8_lossy(&to_bytes(body, usize::MAX).await.unwrap()).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}
