//! What went wrong, as `application/problem+json` (RFC 9457): a stable code, a title and a remedy in the client's
//! language, every fault at its place. Never a trace, never a difference between what does not exist and what may
//! not be seen.

use std::borrow::Cow;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::refusal::{Refusal, RefusalCode};
use locale::Language;
use serde::Serialize;
use service::{Conflict, Error, Withheld};

use super::fault::{Fault, FaultView};
use super::wire::{Day, Id, Moment};
use crate::site::Site;
use crate::withheld;
use crate::words::Words;

/// Why a request was not answered as asked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ApiProblem {
    /// No token, or one that does not hold.
    Unauthorised,
    /// It does not exist, or the caller may not know of it.
    NotFound,
    /// The method is not known at this address.
    Method,
    /// The body is no JSON.
    Malformed {
        /// Line of the first fault, from 1.
        line: usize,
        /// Column of the first fault, from 1.
        column: usize,
    },
    /// Something about the request itself cannot be read.
    Unreadable,
    /// The body is not said to be JSON.
    Unsupported,
    /// The body is larger than is taken.
    TooLarge,
    /// Faults of what was sent, all of them.
    Faults(Vec<Fault>),
    /// What is asked does not go with how things stand.
    State(RefusalCode),
    /// Somebody else was first, and here are both versions.
    Conflict(Option<Box<Conflict>>),
    /// Numbers that are not let out.
    Withheld(Box<Withheld>),
    /// This idempotency key came with another request before.
    KeyReused,
    /// An idempotency key that cannot be one.
    KeyWrong,
    /// Reading works, writing does not.
    ReadOnly,
    /// A fault of the program; the text is for the log only.
    Server(String),
}

impl ApiProblem {
    /// Status of the answer.
    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::Unauthorised => StatusCode::UNAUTHORIZED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Malformed { .. } | Self::KeyWrong | Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Unsupported => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Faults(_) | Self::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::State(_) | Self::Conflict(_) | Self::Withheld(_) => StatusCode::CONFLICT,
            Self::ReadOnly => StatusCode::SERVICE_UNAVAILABLE,
            Self::Server(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The stable code; its words are `api-<code>`, `api-<code>-text` and `api-<code>-remedy`.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::Withheld(withheld) => withheld.why.code(),
            Self::Unauthorised => "unauthorised",
            Self::NotFound => "notfound",
            Self::Method => "method",
            Self::Malformed { .. } => "malformed",
            Self::Unreadable => "unreadable",
            Self::Unsupported => "unsupported",
            Self::TooLarge => "toolarge",
            Self::Faults(_) => "faults",
            Self::State(code) => code.code(),
            Self::Conflict(_) => "conflict",
            Self::KeyReused => "keyreused",
            Self::KeyWrong => "keywrong",
            Self::ReadOnly => "readonly",
            Self::Server(_) => "server",
        }
    }

    /// The faults of the shape together with those of what is meant, where they are not about the same.
    pub(crate) fn all(mut faults: Vec<Fault>, meant: Result<(), Error>) -> Self {
        match meant.map_err(Self::from) {
            Ok(()) => {}
            Err(Self::Faults(more)) => {
                let shape = faults.len();
                let fresh = |fault: &Fault| !faults.iter().take(shape).any(|known| known.covers(fault));
                let more: Vec<Fault> = more.into_iter().filter(fresh).collect();
                faults.extend(more);
            }
            Err(other) => return other,
        }
        Self::Faults(faults)
    }
    /// What is wrong with the parameters of a query.
    pub(crate) fn of_query(error: Error) -> Self {
        match Self::from(error) {
            Self::Faults(faults) => Self::Faults(faults.into_iter().map(Fault::in_query).collect()),
            other => other,
        }
    }

    /// The same where the address names a part of a course: a part that is not known does not exist.
    pub(crate) fn of_part(error: Error, part: &'static str) -> Self {
        let unknown = |refusal: &Refusal| refusal.field == Some(part) && refusal.code == RefusalCode::Unknown;
        if error.refusals().iter().any(unknown) { Self::NotFound } else { error.into() }
    }
}

impl From<Error> for ApiProblem {
    fn from(error: Error) -> Self {
        if error.is_not_found() {
            return Self::NotFound;
        }
        match error {
            Error::Refused(refusals) => refused(&refusals),
            Error::Conflict(conflict) => Self::Conflict(Some(conflict)),
            Error::Withheld(withheld) => Self::Withheld(withheld),
            other => match other.code() {
                "keyreused" => Self::KeyReused,
                "readonly" => Self::ReadOnly,
                "conflict" => Self::Conflict(None),
                "duplicate" => Self::State(RefusalCode::Duplicate),
                _ => Self::Server(other.to_string()),
            },
        }
    }
}

/// Refusals about fields are faults of what was sent; others tell how things stand.
fn refused(refusals: &[Refusal]) -> ApiProblem {
    if refusals.iter().any(|refusal| refusal.field.is_some()) {
        return ApiProblem::Faults(refusals.iter().map(Fault::of).collect());
    }
    match refusals.first().map(|refusal| refusal.code) {
        Some(RefusalCode::Conflict) => ApiProblem::Conflict(None),
        Some(code) => ApiProblem::State(code),
        None => ApiProblem::Server("refused for no reason".to_owned()),
    }
}

impl IntoResponse for ApiProblem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// A problem as it is written.
#[derive(Debug, Serialize)]
struct ProblemView<'a> {
    r#type: String,
    title: Cow<'static, str>,
    status: u16,
    code: &'a str,
    detail: Cow<'static, str>,
    remedy: Cow<'static, str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FaultView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conflict: Option<ConflictView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withheld: Option<WithheldView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    incident: Option<&'a str>,
}

/// What was asked for, and what stands in the way.
#[derive(Debug, Serialize)]
struct WithheldView {
    data_cut: Day,
    earlier: Option<Day>,
}

#[derive(Debug, Serialize)]
struct ConflictView<'a> {
    version: i64,
    by: Option<Id>,
    at: Option<Moment>,
    fields: Vec<FieldView<'a>>,
}

#[derive(Debug, Serialize)]
struct FieldView<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    block: Option<String>,
    field: &'a str,
    yours: Option<&'a str>,
    theirs: Option<&'a str>,
}

fn view<'a>(problem: &'a ApiProblem, words: Words, incident: Option<&'a str>) -> ProblemView<'a> {
    let code = problem.code();
    let (title, detail, remedy) = match problem {
        ApiProblem::State(state) => {
            // The sentence of a refusal holds its remedy.
            let refusal = Refusal::new(*state);
            (words.say("api-state"), crate::form::sentence(&refusal, words), words.say("api-state-remedy"))
        }
        ApiProblem::Withheld(held) => {
            (words.say("api-withheld"), withheld::why(held, words), withheld::remedy(held, words))
        }
        _ => (
            words.say(&format!("api-{code}")),
            words.say(&format!("api-{code}-text")),
            words.say(&format!("api-{code}-remedy")),
        ),
    };
    let (errors, conflict, place) = match problem {
        ApiProblem::Faults(faults) => {
            (faults.iter().map(|fault| fault.view(words)).collect(), None, (None, None))
        }
        ApiProblem::Conflict(Some(conflict)) => (Vec::new(), Some(both(conflict)), (None, None)),
        ApiProblem::Malformed { line, column } => (Vec::new(), None, (Some(*line), Some(*column))),
        _ => (Vec::new(), None, (None, None)),
    };
    let withheld = match problem {
        ApiProblem::Withheld(held) => {
            Some(WithheldView { data_cut: held.asked.into(), earlier: held.why.earlier().map(Day) })
        }
        _ => None,
    };
    ProblemView {
        r#type: format!("urn:fodfaeste:problem:{code}"),
        title,
        status: problem.status().as_u16(),
        code,
        detail,
        remedy,
        errors,
        line: place.0,
        column: place.1,
        conflict,
        withheld,
        incident,
    }
}

fn both(conflict: &Conflict) -> ConflictView<'_> {
    ConflictView {
        version: conflict.version,
        by: conflict.by.map(Id::from),
        at: conflict.at.map(Moment),
        fields: conflict
            .fields
            .iter()
            .map(|field| FieldView {
                block: field.block.map(|block| block.to_string()),
                field: field.field,
                yours: field.yours.as_deref(),
                theirs: field.theirs.as_deref(),
            })
            .collect(),
    }
}

/// Writes out what went wrong behind it, in the language the client asks for.
pub(crate) async fn problems(State(site): State<Site>, request: Request, next: Next) -> Response {
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = accepted.map_or(Language::Da, Language::from_accept);
    let response = next.run(request).await;
    if !(response.status().is_client_error() || response.status().is_server_error()) {
        return response;
    }
    written(&site, language, response)
}

fn written(site: &Site, language: Language, mut response: Response) -> Response {
    let problem = match (response.extensions_mut().remove::<ApiProblem>(), response.status()) {
        (Some(problem), _) => problem,
        (None, StatusCode::METHOD_NOT_ALLOWED) => ApiProblem::Method,
        (None, StatusCode::NOT_FOUND) => ApiProblem::NotFound,
        (None, StatusCode::PAYLOAD_TOO_LARGE) => ApiProblem::TooLarge,
        (None, status) if status.is_client_error() => ApiProblem::Unreadable,
        (None, status) => ApiProblem::Server(format!("an answer without a reason: {status}")),
    };
    let incident = matches!(problem, ApiProblem::Server(_)).then(|| site.incident());
    if let (ApiProblem::Server(reason), Some(id)) = (&problem, &incident) {
        tracing::error!(id, reason, "API request failed");
        metrics::counter!("fodfaeste_request_failures_total").increment(1);
    }
    let words = Words { language, today: site.ctx.today() };
    let body = serde_json::to_vec(&view(&problem, words, incident.as_deref())).unwrap_or_default();
    let kind = HeaderValue::from_static("application/problem+json");
    let mut told = (problem.status(), [(header::CONTENT_TYPE, kind)], body).into_response();
    let headers = told.headers_mut();
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    if problem == ApiProblem::Unauthorised {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"fodfaeste\""));
    }
    if let Some(allow) = response.headers().get(header::ALLOW) {
        headers.insert(header::ALLOW, allow.clone());
    }
    told
}
