//! Who is looking: the session behind the cookie, the language, the message for this page. Found once for each
//! request by the middleware; handlers take [`SignedIn`] where somebody must be, [`Visit`] where nobody need be.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use domain::policy::{Action, Actor, Role};
use locale::Language;

use crate::cookie;
use crate::flash::{self, Flash};
use crate::problem::Problem;
use crate::site::Site;
use crate::words::Words;

/// The cookie of the language.
pub(crate) const LANGUAGE: &str = "sprog";

/// The cookie of the density, and what it holds for the compact one.
pub(crate) const DENSITY: &str = "taethed";
pub(crate) const COMPACT: &str = "kompakt";

/// Name of the session cookie; with https it is bound to this host by its name.
pub(crate) const fn cookie_name(https: bool) -> &'static str {
    if https { "__Host-fodfaeste" } else { "fodfaeste" }
}

/// A person who is signed in, as the frame shows her.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Viewer {
    /// Who asks.
    pub(crate) actor: Actor,
    /// Her name.
    pub(crate) name: String,
}

impl Viewer {
    /// True when the menu has this entry for her. Never instead of the check in `service`.
    pub(crate) fn may(&self, action: Action) -> bool {
        domain::policy::may(&self.actor, action)
    }
    /// True for a team leader; the head says so beside her name.
    pub(crate) fn is_leader(&self) -> bool {
        self.actor.role == Role::Leader
    }
    /// The key of the name of the page where she begins.
    pub(crate) fn home_key(&self) -> &'static str {
        match self.actor.role {
            Role::Worker | Role::Leader => "nav-myday",
            Role::Evaluator => "nav-results",
            Role::Administrator => "nav-users",
        }
    }
    /// Where she begins.
    pub(crate) fn home(&self) -> &'static str {
        home(self.actor.role)
    }
}

/// Where somebody of this role begins.
pub(crate) const fn home(role: Role) -> &'static str {
    match role {
        Role::Worker | Role::Leader => "/min-dag",
        Role::Evaluator => "/resultater",
        Role::Administrator => "/brugere",
    }
}

/// What is known of a request before any handler: language, day, person, message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Visit {
    /// Language and day.
    pub(crate) words: Words,
    /// The person, if one is signed in.
    pub(crate) viewer: Option<Viewer>,
    /// What was saved on the page before.
    pub(crate) flash: Option<Flash>,
    /// Path and query of the address.
    pub(crate) address: String,
    /// True for htmx: the frame is there already.
    pub(crate) partial: bool,
    /// True in the training municipality.
    pub(crate) practice: bool,
    /// True where lists are to be compact on this device.
    pub(crate) compact: bool,
}

impl Visit {
    /// A visit of which nothing is known, for what goes wrong before anything was looked at.
    pub(crate) fn unknown(words: Words, practice: bool) -> Self {
        Self {
            words,
            viewer: None,
            flash: None,
            address: "/".to_owned(),
            partial: false,
            practice,
            compact: false,
        }
    }
    /// Looks at a request.
    pub(crate) async fn of(site: &Site, parts: &Parts) -> Result<Self, Problem> {
        let headers = &parts.headers;
        let token = cookie::read(headers, cookie_name(site.settings.https));
        let found = match token {
            Some(token) => find(site, token).await?,
            None => None,
        };
        let chosen = cookie::read(headers, LANGUAGE).and_then(Language::from_tag);
        let language =
            chosen.or(found.as_ref().map(|(_, language)| *language)).unwrap_or_else(|| accepted(headers));
        Ok(Self {
            words: Words { language, today: site.ctx.today() },
            viewer: found.map(|(viewer, _)| viewer),
            flash: cookie::read(headers, flash::NAME).and_then(Flash::read),
            address: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            partial: headers.contains_key("hx-request")
                && !headers.contains_key("hx-history-restore-request"),
            practice: site.ctx.synthetic(),
            compact: cookie::read(headers, DENSITY) == Some(COMPACT),
        })
    }
}

fn accepted(headers: &HeaderMap) -> Language {
    let accepted = headers.get("accept-language").and_then(|value| value.to_str().ok());
    Language::from_accept(accepted.unwrap_or_default())
}

/// The person behind a session's secret, with the language of her profile.
async fn find(site: &Site, secret: &str) -> Result<Option<(Viewer, Language)>, Problem> {
    let Some(found) = service::session::current(&site.ctx, secret).await? else { return Ok(None) };
    let language = Language::from_tag(&found.language).unwrap_or_default();
    Ok(Some((Viewer { actor: found.actor, name: found.name }, language)))
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        match parts.extensions.get::<Arc<Self>>() {
            Some(visit) => Ok(Self::clone(visit)),
            None => Self::of(site, parts).await,
        }
    }
}

/// Somebody who is signed in. Without a session there is the log-in page, with what she typed kept.
#[derive(Debug, Clone)]
pub(crate) struct SignedIn {
    /// Who asks: the first argument of every service function.
    pub(crate) actor: Actor,
    /// Words of her language.
    pub(crate) words: Words,
    /// What is known of the request.
    pub(crate) visit: Arc<Visit>,
}

impl FromRequestParts<Site> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Site) -> Result<Self, Problem> {
        // The middleware of the signed-in routes has let nobody else through.
        let visit = parts.extensions.get::<Arc<Visit>>().cloned().ok_or(Problem::NotFound)?;
        let actor = visit.viewer.as_ref().map(|viewer| viewer.actor).ok_or(Problem::NotFound)?;
        Ok(Self { actor, words: visit.words, visit })
    }
}
