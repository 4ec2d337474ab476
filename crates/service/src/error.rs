//! Why an intention was not carried out: codes and figures, never sentences. One refusal or several at once, a
//! conflict with both versions, a log-in that failed, files with faults, or a store that did not answer.

use domain::Date;
use domain::id::UserId;
use domain::refusal::{Refusal, RefusalCode};
use evaluation::disclosure::Stopped;
use evaluation::fault::Fault;
use store::StoreError;
use uuid::Uuid;
use vault::VaultError;

/// Why it was not done. Nothing was written.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Refused by the rules, for every reason at once; never empty.
    #[error("refused: {0:?}")]
    Refused(Vec<Refusal>),
    /// Somebody else was first, and here are both versions.
    #[error("conflict")]
    Conflict(Box<Conflict>),
    /// Name and password do not fit, or she may not log in; which of these is not told.
    #[error("login-wrong")]
    LoginWrong,
    /// Too many tries at this name.
    #[error("login-slow")]
    LoginSlow {
        /// When the next try is taken, microseconds since 1970 UTC.
        until: i64,
    },
    /// Files that cannot be used, each fault at its place.
    #[error("files: {} faults", .0.len())]
    Files(Vec<Fault>),
    /// Numbers that are not let out: beside earlier ones they would tell of a few persons.
    #[error("withheld: {}", .0.why.code())]
    Withheld(Box<Withheld>),
    /// The store did not do it.
    #[error(transparent)]
    Store(StoreError),
}

/// Numbers that are not let out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// Why.
    pub why: Stopped,
    /// The data cut that was asked for.
    pub asked: Date,
    /// How many persons have to make the difference.
    pub least: u64,
}

/// What two people wrote in the same place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Fields that differ.
    pub fields: Vec<FieldConflict>,
    /// Who was first.
    pub by: Option<UserId>,
    /// When that was written, microseconds since 1970 UTC.
    pub at: Option<i64>,
    /// The version it has now: what a second try names.
    pub version: i64,
}

/// One field, in both versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldConflict {
    /// The block it stands in, where a form has several of a kind: the activity's id.
    pub block: Option<Uuid>,
    /// Which.
    pub field: &'static str,
    /// What was to be written.
    pub yours: Option<String>,
    /// What stands there.
    pub theirs: Option<String>,
}

impl Error {
    /// What does not exist, or may not be known.
    pub fn not_found() -> Self {
        Refusal::not_found().into()
    }
    /// One refusal about a field.
    pub fn of(field: &'static str, code: RefusalCode) -> Self {
        Refusal::of(field, code).into()
    }
    /// The stable code: that of the first refusal, or the kind. The catalogue entry of its sentence is
    /// `error-<code>`, of `login-…` the code itself.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusals) => refusals.first().map_or("server", |refusal| refusal.code.code()),
            Self::Conflict(_) => RefusalCode::Conflict.code(),
            Self::LoginWrong => "login-wrong",
            Self::LoginSlow { .. } => "login-slow",
            Self::Files(_) => "files",
            Self::Withheld(withheld) => withheld.why.code(),
            Self::Store(error) => store_code(error),
        }
    }
    /// The refusals, none for other kinds.
    pub fn refusals(&self) -> &[Refusal] {
        match self {
            Self::Refused(refusals) => refusals,
            _ => &[],
        }
    }
    /// True for what does not exist, or may not be known: the answer is 404.
    pub fn is_not_found(&self) -> bool {
        self.refusals().first().is_some_and(|refusal| refusal.code == RefusalCode::NotFound)
    }
}

/// The code of a store failure as people are told of it.
const fn store_code(error: &StoreError) -> &'static str {
    match error {
        StoreError::Conflict => RefusalCode::Conflict.code(),
        StoreError::Duplicate => RefusalCode::Duplicate.code(),
        StoreError::KeyReused => "keyreused",
        StoreError::Unavailable(_) => "readonly",
        _ => "server",
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(vec![refusal])
    }
}

impl From<Vec<Refusal>> for Error {
    fn from(refusals: Vec<Refusal>) -> Self {
        Self::Refused(refusals)
    }
}

impl From<Vec<Fault>> for Error {
    fn from(faults: Vec<Fault>) -> Self {
        Self::Files(faults)
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Refusal::new(RefusalCode::Conflict).into(),
            other => Self::Store(other),
        }
    }
}

impl From<VaultError> for Error {
    fn from(error: VaultError) -> Self {
        Self::Store(error.into())
    }
}
