//! What went wrong, on its way to a page. A handler gives a [`Problem`]; the middleware that knows the language and
//! the person turns it into a page with a way on. Never a trace, never a difference between what does not exist and
//! what may not be seen.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::refusal::{Refusal, RefusalCode};
use locale::Language;
use service::{Error, Withheld};

/// Why there is no page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Problem {
    /// It does not exist, or she may not know of it.
    NotFound,
    /// Refused by the rules, where no form can show it.
    Refused(Vec<Refusal>),
    /// Somebody else was first.
    Conflict,
    /// A form from another site, or one that cannot be read.
    Foreign,
    /// What came could not be read.
    Unreadable,
    /// Numbers that are not let out.
    Withheld(Box<Withheld>),
    /// Reading works, writing does not.
    ReadOnly,
    /// Not even reading works.
    Unreachable,
    /// The method is not known at this address.
    Method,
    /// A fault of the program; the text is for the log only.
    Server(String),
}

impl Problem {
    /// A body or query that cannot be read.
    pub(crate) fn unreadable() -> Self {
        Self::Unreadable
    }

    /// Status of the answer.
    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict | Self::Withheld(_) => StatusCode::CONFLICT,
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::ReadOnly | Self::Unreachable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Server(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The stem of its two sentences in the catalogue: `problem-<key>` and `problem-<key>-text`.
    pub(crate) const fn key(&self) -> &'static str {
        match self {
            Self::NotFound | Self::Method => "notfound",
            Self::Refused(_) => "refused",
            Self::Conflict => "conflict",
            Self::Withheld(_) => "withheld",
            Self::Foreign => "foreign",
            Self::Unreadable => "unreadable",
            Self::ReadOnly => "readonly",
            Self::Unreachable => "unreachable",
            Self::Server(_) => "server",
        }
    }

    /// Its two sentences without a page: where the language is not known, or when even its page cannot be made.
    pub(crate) fn plain(&self) -> Response {
        let key = self.key();
        let say = |key: &str| locale::text(Language::Da, key, &[]);
        let text = format!("{}\n{}\n", say(&format!("problem-{key}")), say(&format!("problem-{key}-text")));
        (self.status(), text).into_response()
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        if error.is_not_found() {
            return Self::NotFound;
        }
        match error {
            Error::Refused(refusals)
                if refusals.iter().any(|refusal| refusal.code == RefusalCode::Conflict) =>
            {
                Self::Conflict
            }
            Error::Refused(refusals) => Self::Refused(refusals),
            Error::Conflict(_) => Self::Conflict,
            Error::Withheld(withheld) => Self::Withheld(withheld),
            error if error.code() == "readonly" => Self::ReadOnly,
            other => Self::Server(other.to_string()),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Error::from(refusal).into()
    }
}

impl From<askama::Error> for Problem {
    fn from(error: askama::Error) -> Self {
        Self::Server(format!("template: {error}"))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn without_a_page_a_problem_still_says_what_happened_and_what_to_do() {
        let foreign = Problem::Foreign.plain();
        assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
        let text = axum::body::to_bytes(foreign.into_body(), usize::MAX).await.unwrap();
        let text = String::from_utf8(text.to_vec()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert!(
            matches!(*lines, ["Det kom ikke herfra", what] if what.ends_with("send den igen.")),
            "{text}"
        );
    }
}
