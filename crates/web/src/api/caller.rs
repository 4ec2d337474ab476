//! Who calls: the member of staff for whom an API token acts. The session cookie of a browser counts for nothing
//! here, so no page of another site can make a browser call.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use domain::policy::Actor;
use service::Sent;
use service::session::Viewer;

use super::problem::ApiProblem;
use crate::site::Site;

/// Longest `Idempotency-Key`, bytes.
const KEY_MAX: usize = 200;

/// A caller with a valid token.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    /// Who asks: the first argument of every service function.
    pub(crate) actor: Actor,
    /// Her name and more.
    pub(crate) viewer: Viewer,
}

fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

impl FromRequestParts<Site> for Caller {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Self::Rejection> {
        let token = token(&parts.headers).ok_or(ApiProblem::Unauthorised)?;
        let viewer = service::session::bearer(&site.ctx, token).await?.ok_or(ApiProblem::Unauthorised)?;
        Ok(Self { actor: viewer.actor, viewer })
    }
}

/// How a write arrives: with the client's `Idempotency-Key`, if it sent one.
#[derive(Debug, Clone)]
pub(crate) struct Once(pub(crate) Sent);

impl FromRequestParts<Site> for Once {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, _: &Site) -> Result<Self, Self::Rejection> {
        let Some(key) = parts.headers.get("idempotency-key") else { return Ok(Self(Sent::default())) };
        let key = key.to_str().map(str::trim).map_err(|_| ApiProblem::KeyWrong)?;
        if key.is_empty() || key.len() > KEY_MAX {
            return Err(ApiProblem::KeyWrong);
        }
        Ok(Self(Sent::with_key(key)))
    }
}
