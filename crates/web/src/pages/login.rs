//! Log-in and lock. A wrong name and a wrong password read the same. Who comes with a form in her hands after
//! the session ended finds it again: where the session had only idled it is kept for her at once; otherwise the page
//! carries it, and after log-in it is a draft.

use std::borrow::Cow;

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use service::Error;
use service::draft::SaveDraft;
use service::session::{self, LogIn};

use crate::cookie;
use crate::flash::{Flash, is_own_path};
use crate::form::Fields;
use crate::page::{Page, render, render_as, see_other};
use crate::pages::course::conflict::{is_of_both, resolve};
use crate::problem::Problem;
use crate::session::{Visit, cookie_name};
use crate::site::Site;

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(front))
        .route("/log-ind", get(show).post(log_in))
        .route("/laas", post(lock))
        .route("/log-ud", post(log_out))
}

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage<'a> {
    page: Page,
    /// What is said above the fields.
    note: Cow<'static, str>,
    /// Why the last try failed.
    wrong: Option<Cow<'static, str>>,
    /// Where to go afterwards.
    target: &'a str,
    /// A form that came when the session was over.
    kept: &'a str,
    /// The name typed.
    login: &'a str,
    /// True while there is nobody who could log in.
    nobody: bool,
    /// Whose device it is, while it is locked: her name, and the question whether it is somebody else.
    device: Option<(String, Cow<'static, str>)>,
}

impl<'a> LoginPage<'a> {
    fn new(visit: &Visit, title: &str, target: &'a str) -> Self {
        let page = Page::open(visit, title);
        Self {
            page,
            note: Cow::Borrowed(""),
            wrong: None,
            target,
            kept: "",
            login: "",
            nobody: false,
            device: None,
        }
    }

    /// The locked page of a device that somebody locked or left idle.
    fn locked(&mut self, owner: &'a session::Viewer, visit: &Visit) {
        let first = owner.name.split_whitespace().next().unwrap_or(&owner.name);
        let other = visit.words.fill("login-other", &[("name", first.into())]);
        self.device = Some((owner.name.clone(), other));
        self.login = &owner.login;
        self.page.title = visit.words.say("login-locked");
    }
}

/// Where to go after log-in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Target {
    til: String,
    laast: String,
}

/// The address of the log-in page that leads back to another.
pub(crate) fn address(back: &str) -> String {
    if back.len() <= 1 {
        return "/log-ind".to_owned();
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    format!("/log-ind?{}", query.append_pair("til", back).finish())
}

async fn front(visit: Visit) -> Redirect {
    Redirect::to(visit.viewer.as_ref().map_or("/log-ind", |viewer| viewer.home()))
}

async fn show(
    State(site): State<Site>,
    visit: Visit,
    headers: HeaderMap,
    Query(target): Query<Target>,
) -> Result<Response, Problem> {
    if let Some(viewer) = &visit.viewer {
        let back = if is_own_path(&target.til) { target.til.as_str() } else { viewer.home() };
        return Ok(Redirect::to(back).into_response());
    }
    let locked = !target.laast.is_empty();
    let mut template =
        LoginPage::new(&visit, if locked { "login-locked" } else { "login-title" }, &target.til);
    if locked {
        template.note = template.page.t("login-locked-text");
    }
    let owner = owner(&site, &headers).await?;
    if let Some(owner) = &owner {
        template.locked(owner, &visit);
    }
    template.nobody = session::nobody_yet(&site.ctx).await?;
    render(&template)
}

/// Whose device it is, where the session was locked or left idle.
async fn owner(site: &Site, headers: &HeaderMap) -> Result<Option<session::Viewer>, Problem> {
    let secret = cookie::read(headers, cookie_name(site.settings.https)).unwrap_or_default();
    Ok(session::locked_by(&site.ctx, secret).await?)
}

/// A form that came after the session ended. It is kept for its author where the session had only idled; in any case
/// the page carries it.
pub(crate) async fn ended(
    site: &Site,
    visit: &Visit,
    headers: &HeaderMap,
    typed: &str,
) -> Result<Response, Problem> {
    let told = draft_of(typed.as_bytes());
    let typed = told.as_str();
    let owner = owner(site, headers).await?;
    if let Some(owner) = &owner {
        let draft = SaveDraft { form: form_of(&visit.address).to_owned(), body: typed.to_owned() };
        // What cannot be kept as a draft is still carried by the page.
        service::draft::save(&site.ctx, &owner.actor, draft).await.ok();
    }
    let mut template = LoginPage::new(visit, "login-title", &visit.address);
    template.note = template.page.t("session-expired");
    template.kept = typed;
    if let Some(owner) = &owner {
        template.locked(owner, visit);
    }
    render_as(StatusCode::UNAUTHORIZED, &template)
}

/// Names of fields with a password.
pub(crate) const SECRET: [&str; 3] = ["password", "old", "confirm"];

/// What was typed, as a draft keeps it: what was chosen between two versions has taken its place, and passwords stand in no
/// draft and no page: those are typed again.
pub(crate) fn draft_of(typed: &[u8]) -> String {
    let mut fields = Fields::parse(typed);
    resolve(&mut fields);
    let told = fields.pairs().filter(|(name, _)| !SECRET.contains(name) && !is_of_both(name));
    form_urlencoded::Serializer::new(String::new()).extend_pairs(told).finish()
}

/// The name of a form's draft: its path.
pub(crate) fn form_of(address: &str) -> &str {
    address.split('?').next().unwrap_or_default().trim_start_matches('/')
}

async fn log_in(
    State(site): State<Site>,
    visit: Visit,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Problem> {
    let typed = LogIn {
        login: fields.raw("login").to_owned(),
        password: fields.raw("password").to_owned(),
        device: device(&headers),
    };
    let wrong = match session::log_in(&site.ctx, typed).await {
        Ok(begun) => return welcome(&site, &begun, &fields).await,
        Err(Error::LoginWrong) => visit.words.say("login-wrong"),
        Err(Error::LoginSlow { until }) => {
            let time = visit.words.clock(site.ctx.local_of(until).time());
            visit.words.fill("login-slow", &[("time", time.into())])
        }
        Err(other) => return Err(other.into()),
    };
    let mut template = LoginPage::new(&visit, "login-title", fields.raw("til"));
    let owner = owner(&site, &headers).await?.filter(|owner| owner.login == fields.raw("login"));
    if let Some(owner) = &owner {
        template.locked(owner, &visit);
    }
    (template.wrong, template.kept, template.login) = (Some(wrong), fields.raw("kept"), fields.raw("login"));
    render_as(StatusCode::UNPROCESSABLE_ENTITY, &template)
}

/// After log-in: back to where she was, with what she had typed.
async fn welcome(site: &Site, begun: &session::Begun, fields: &Fields) -> Result<Response, Problem> {
    let home = crate::session::home(begun.viewer.actor.role);
    let target = fields.text("til").filter(|path| is_own_path(path)).unwrap_or(home);
    let mut response = match fields.text("kept") {
        Some(kept) => {
            let draft = SaveDraft { form: form_of(target).to_owned(), body: kept.to_owned() };
            service::draft::save(&site.ctx, &begun.viewer.actor, draft).await?;
            see_other(site, target, &Flash::new("session-kept"))
        }
        None => Redirect::to(target).into_response(),
    };
    let https = site.settings.https;
    // Without an age: the cookie goes when the browser is closed, also on a machine that others use.
    let session = cookie::set(cookie_name(https), &begun.secret.to_text(), None, https);
    response.headers_mut().extend(session.map(|value| (header::SET_COOKIE, value)));
    Ok(response)
}

/// What a browser calls itself, in two words; never its address.
fn device(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let pick = |known: &[&'static str]| known.iter().copied().find(|name| agent.contains(name)).unwrap_or("");
    let system = pick(&["iPhone", "iPad", "Android", "Windows", "Macintosh", "Linux"]);
    let browser = pick(&["Firefox", "Edg", "Chrome", "Safari"]);
    match (browser, system) {
        ("", "") => "–".to_owned(),
        (browser, system) => format!("{} · {system}", if browser == "Edg" { "Edge" } else { browser }),
    }
}

/// Locks the device: the cookie stays, worth nothing but to know whose it is; what the browser keeps of pages is cleared.
async fn lock(State(site): State<Site>, headers: HeaderMap) -> Result<Response, Problem> {
    if let Some(secret) = cookie::read(&headers, cookie_name(site.settings.https)) {
        session::lock(&site.ctx, secret).await?;
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("laast", "1").extend_pairs(came_from(&headers).map(|path| ("til", path)));
    Ok(cleared(&format!("/log-ind?{}", query.finish())))
}

/// The path of the page on which *Lås* was pressed.
fn came_from(headers: &HeaderMap) -> Option<String> {
    let referrer = headers.get(header::REFERER)?.to_str().ok()?;
    let (_, rest) = referrer.split_once("://")?;
    let path = rest.split_once('/').map(|(_, path)| format!("/{path}"))?;
    is_own_path(&path).then_some(path)
}

/// On to a page, with what the browser keeps of others cleared.
fn cleared(to: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    let clear = HeaderValue::from_static("\"cache\", \"storage\"");
    response.headers_mut().insert("clear-site-data", clear);
    response
}

/// Ends the session; the device knows nobody any more.
async fn log_out(State(site): State<Site>, headers: HeaderMap) -> Result<Response, Problem> {
    let https = site.settings.https;
    let name = cookie_name(https);
    if let Some(secret) = cookie::read(&headers, name) {
        session::log_out(&site.ctx, secret).await?;
    }
    let mut response = cleared("/log-ind");
    let gone = cookie::set(name, "", Some(0), https).map(|value| (header::SET_COOKIE, value));
    response.headers_mut().extend(gone);
    Ok(response)
}
