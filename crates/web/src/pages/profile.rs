//! One's own profile: language, density of lists, password, where one is signed in and shutting out a telephone that is
//! lost, and the tokens of programs that act for one.

use std::borrow::Cow;

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::Response;
use axum::routing::{get, post};
use domain::refusal::{Refusal, RefusalCode};
use service::Error;
use service::session::profile::{self, Profile};
use service::session::tokens::{self, NewToken};

use crate::flash::Flash;
use crate::form::{Choice, Faults, FieldFault, Fields};
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
        .route("/profil/noegler", post(make_token))
        .route("/profil/noegler/{id}/luk", post(end_token))
}

/// Where somebody is signed in.
struct Session {
    device: String,
    seen: String,
}

/// A token as listed: never its text.
struct Token {
    id: String,
    label: String,
    until: Option<Cow<'static, str>>,
}

/// Days for which a token may be made; the first is chosen until another is.
const DAYS: [(&str, &str); 3] =
    [("30", "me-token-days-30"), ("90", "me-token-days-90"), ("366", "me-token-days-366")];

#[derive(Template)]
#[template(path = "me.html")]
struct ProfilePage {
    page: Page,
    profile: Profile,
    languages: Vec<Choice>,
    densities: Vec<Choice>,
    sessions: Vec<Session>,
    tokens: Vec<Token>,
    /// How a token to be made was described.
    token_label: String,
    days: Vec<Choice>,
    /// A token that was made: shown this once.
    made: Option<String>,
}

async fn page(site: &Site, who: &SignedIn, page: Page, typed: &Fields) -> Result<ProfilePage, Problem> {
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
    let until = |moment| {
        let day = words.day(site.ctx.local_of(moment).date());
        words.fill("me-token-until", &[("date", day.into())])
    };
    let tokens = profile.tokens.iter().map(|token| Token {
        id: token.id.simple().to_string(),
        label: token.label.clone(),
        until: token.ends_at.map(until),
    });
    let tokens = tokens.collect();
    let chosen_days = typed.text("days").unwrap_or(DAYS[0].0);
    let days = DAYS.iter().map(|(days, key)| Choice::new(*days, words.say(key), chosen_days)).collect();
    let languages = languages(&profile.member.language);
    let chosen = if page.visit.compact { COMPACT } else { "" };
    let density = |(value, key)| Choice::new(value, words.say(key), chosen);
    let densities = [("", "me-density-usual"), (COMPACT, "me-density-compact")].map(density).into();
    let token_label = typed.raw("label").to_owned();
    Ok(ProfilePage { page, profile, languages, densities, sessions, tokens, token_label, days, made: None })
}

/// The page again, with what is to be mended. A password that does not fit is said as such, and when one may try again.
async fn again(site: &Site, who: &SignedIn, error: Error, typed: &Fields) -> Result<Response, Problem> {
    let words = who.words;
    let faults = match error {
        Error::LoginSlow { until } => {
            let time = words.clock(site.ctx.local_of(until).time());
            let message = words.fill("login-slow", &[("time", time.into())]);
            Faults(vec![FieldFault { field: "", message }])
        }
        Error::Refused(refusals) if refusals.iter().any(is_wrong_password) => {
            let field = refusals.iter().find_map(|refusal| refusal.field).unwrap_or_default();
            Faults(vec![FieldFault { field, message: words.say("me-wrong") }])
        }
        error => Faults::of(error, words)?,
    };
    let once = site.ctx.uuid()?.to_string();
    let frame = Page::new(who, "nav-profile", Place::More).with_faults(faults, &once);
    render_faults(&page(site, who, frame, typed).await?)
}

fn is_wrong_password(refusal: &Refusal) -> bool {
    refusal.code == RefusalCode::Unknown && matches!(refusal.field, Some("old" | "confirm"))
}

async fn show(State(site): State<Site>, who: SignedIn) -> Result<Response, Problem> {
    let frame = Page::new(&who, "nav-profile", Place::More).with_once(&site)?;
    render(&page(&site, &who, frame, &Fields::default()).await?)
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
        Err(error) => again(&site, &who, error, &typed).await,
    }
}

/// Makes a token and shows it this once: it stands in no address, no cookie and no store.
async fn make_token(State(site): State<Site>, who: SignedIn, typed: Fields) -> Result<Response, Problem> {
    let new = NewToken {
        user: who.actor.user,
        label: typed.raw("label").to_owned(),
        days: typed.raw("days").parse().unwrap_or(0),
        once: typed.raw("once").parse().ok(),
    };
    match profile::make_token(&site.ctx, &who.actor, typed.raw("confirm").to_owned(), new).await {
        Err(Error::Refused(refusals)) if refusals.iter().any(|one| one.field == Some("once")) => {
            Ok(see_other(&site, "/profil", &Flash::new("me-token-before")))
        }
        Ok(made) => {
            let frame = Page::new(&who, "nav-profile", Place::More).with_once(&site)?;
            let mut template = page(&site, &who, frame, &Fields::default()).await?;
            template.made = Some(made.secret.to_text());
            render(&template)
        }
        Err(error) => again(&site, &who, error, &typed).await,
    }
}

async fn end_token(
    State(site): State<Site>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    tokens::revoke(&site.ctx, &who.actor, id).await?;
    Ok(see_other(&site, "/profil", &Flash::new("me-token-ended")))
}

async fn end_sessions(State(site): State<Site>, who: SignedIn) -> Result<Response, Problem> {
    profile::end_sessions(&site.ctx, &who.actor).await?;
    Ok(see_other(&site, "/log-ind", &Flash::new("me-ended")))
}
