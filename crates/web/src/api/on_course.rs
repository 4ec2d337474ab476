//! A write on one course, as every handler of one needs it: who calls, which course the address means, which part of it,
//! and the key that makes it one. A handler reads its command, gives it to one function of the service, and answers.

use std::collections::HashMap;
use std::str::FromStr;

use axum::extract::{FromRequestParts, Path};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::id::CourseId;
use domain::policy::Actor;
use serde::Serialize;
use service::{Context, Error, Sent};

use super::caller::{Caller, Once};
use super::course::id_of;
use super::problem::ApiProblem;
use super::wire::created;
use crate::site::Site;

/// Parts of a course that an address names.
const PARTS: [&str; 2] = ["contact", "response"];

/// A write on one course.
pub(super) struct OnCourse {
    site: Site,
    caller: Caller,
    /// The course.
    pub(super) course: CourseId,
    /// The part that the address names, and what it is called there.
    part: Option<(&'static str, String)>,
    sent: Sent,
}

impl OnCourse {
    /// The first argument of every service function.
    pub(super) fn ctx(&self) -> &Context {
        &self.site.ctx
    }
    /// The second.
    pub(super) fn actor(&self) -> &Actor {
        &self.caller.actor
    }
    /// The last.
    pub(super) fn sent(&self) -> Sent {
        self.sent.clone()
    }
    /// The id of the part that the address names; anything else does not exist.
    pub(super) fn part<T: FromStr>(&self) -> Result<T, ApiProblem> {
        let (_, text) = self.part.as_ref().ok_or(ApiProblem::NotFound)?;
        text.parse().map_err(|_| ApiProblem::NotFound)
    }
    /// 204, or what was refused; a part that is not known does not exist.
    pub(super) fn done<T>(&self, result: Result<T, Error>) -> Result<Response, ApiProblem> {
        result.map_err(|error| self.refused(error))?;
        Ok(StatusCode::NO_CONTENT.into_response())
    }
    /// 201 with the address of what was made below the course, or what was refused.
    pub(super) fn made<T, V: Serialize>(
        &self,
        result: Result<T, Error>,
        told: impl FnOnce(T) -> (String, V),
    ) -> Result<Response, ApiProblem> {
        let (below, view) = told(result.map_err(|error| self.refused(error))?);
        Ok(created(format_args!("/api/v1/courses/{}/{below}", self.course), &view))
    }
    fn refused(&self, error: Error) -> ApiProblem {
        match self.part {
            Some((part, _)) => ApiProblem::of_part(error, part),
            None => error.into(),
        }
    }
}

impl FromRequestParts<Site> for OnCourse {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Self::Rejection> {
        let caller = Caller::from_request_parts(parts, site).await?;
        let Path(named) = Path::<HashMap<String, String>>::from_request_parts(parts, site)
            .await
            .map_err(|_| ApiProblem::NotFound)?;
        let Once(sent) = Once::from_request_parts(parts, site).await?;
        let course = named.get("course").ok_or(ApiProblem::NotFound)?;
        let course = id_of(site, &caller, course).await?;
        let part = PARTS.iter().find_map(|part| Some((*part, named.get(*part)?.clone())));
        Ok(Self { site: site.clone(), caller, course, part, sent })
    }
}
