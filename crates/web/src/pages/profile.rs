//! One's own profile: language, density of lists, password, where one is signed in, and shutting out a telephone that is lost.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::Response;
use axum::routing::{get, post};
use service::session::profile::{self, Profile};

use crate::flash::Flash;
use crate::form::{Choice, Faults, Fields};
use crate::page::{Page, Place, render, render_faults, see_other};
use crate::pages::more::YEAR;
use crate::pages::users::languages;
use crate::problem::Problem;
use crate::session::{COMPACT, DENSITY, LANGUAGE, SignedIn};
use crate::site::Site;

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/profil", get(show))
        .route("/profil/sprog", post(set_language))
        .route("/profil/taethed", post(set_density))
        .route("/profil/adgangskode", post(set_password))
        .route("/profil/luk", post(end_sessions))
}

/// Where somebody is signed in.
struct Session {
    device: String,
    seen: String,
}

#[derive(Template)]
#[template(path = "me.html")]
struct ProfilePage {
    page: Page,
    profile: Profile,
    languages: Vec<Choice>,
    densities: Vec<Choice>,
    sessions: Vec<Session>,
}

async fn page(site: &Site, who: &SignedIn, page: Page) -> Result<ProfilePage, Problem> {
    let profile = profile::open(&site.ctx, &who.actor).await?;
    let words = who.words;
    let sessions = profile
        .sessions
        .iter()
        .map(|session| {
            let seen = site.ctx.local_of(session.seen_at);
            let seen = format!("{} {}", words.relative(seen.date()), words.at(seen.time()));
            Session { device: session.device.clone(), seen }
        })
        .collect();
    let languages = languages(&profile.member.language);
    let chosen = if page.visit.compact { COMPACT } else { "" };
    let density = |(value, key)| Choice::new(value, words.say(key), chosen);
    let densities = [("", "me-density-usual"), (COMPACT, "me-density-compact")].map(density).into();
    Ok(ProfilePage { page, profile, languages, densities, sessions })
}

async fn show(State(site): State<Site>, who: SignedIn) -> Result<Response, Problem> {
    render(&page(&site, &who, Page::new(&who, "nav-profile", Place::More)).await?)
}

async fn set_language(State(site): State<Site>, who: SignedIn, typed: Fields) -> Result<Response, Problem> {
    profile::set_language(&site.ctx, &who.actor, typed.raw("language")).await?;
    let mut response = see_other(&site, "/profil", &Flash::new("me-saved"));
    // What was chosen for this device only gives way to the profile.
    let gone = crate::cookie::set(LANGUAGE, "", Some(0), site.settings.https);
    response.headers_mut().extend(gone.map(|value| (header::SET_COOKIE, value)));
    Ok(response)
}

/// How close the rows of lists stand, on this device.
async fn set_density(State(site): State<Site>, _who: SignedIn, typed: Fields) -> Response {
    let mut response = see_other(&site, "/profil", &Flash::new("me-density-saved"));
    let compact = typed.raw("density") == COMPACT;
    let (value, age) = if compact { (COMPACT, YEAR) } else { ("", 0) };
    let chosen = crate::cookie::set(DENSITY, value, Some(age), site.settings.https);
    response.headers_mut().extend(chosen.map(|value| (header::SET_COOKIE, value)));
    response
}

async fn set_password(State(site): State<Site>, who: SignedIn, typed: Fields) -> Result<Response, Problem> {
    let (old, new) = (typed.raw("old").to_owned(), typed.raw("password").to_owned());
    match profile::set_password(&site.ctx, &who.actor, old, new).await {
        Ok(()) => Ok(see_other(&site, "/log-ind", &Flash::new("me-password-saved"))),
        Err(error) => {
            let frame =
                Page::new(&who, "nav-profile", Place::More).with_faults(Faults::of(error, who.words)?, "");
            render_faults(&page(&site, &who, frame).await?)
        }
    }
}

async fn end_sessions(State(site): State<Site>, who: SignedIn) -> Result<Response, Problem> {
    profile::end_sessions(&site.ctx, &who.actor).await?;
    Ok(see_other(&site, "/log-ind", &Flash::new("me-ended")))
}
