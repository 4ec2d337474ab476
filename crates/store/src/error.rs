//! What can go wrong between the program and its database, as codes. No sentences: the words are made elsewhere.

use vault::VaultError;

/// Why a read or a write did not happen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// What was to be changed is no longer as it was read: somebody else was first.
    #[error("store.conflict")]
    Conflict,
    /// It exists already.
    #[error("store.duplicate")]
    Duplicate,
    /// It refers to something that does not exist.
    #[error("store.reference")]
    Reference,
    /// The idempotency key was used for another request before.
    #[error("store.key-reused")]
    KeyReused,
    /// The value breaks a rule of the schema; a fault of the program.
    #[error("store.check: {0}")]
    Check(String),
    /// The database cannot be reached, is full or refuses. Nothing was written.
    #[error("store.unavailable: {0}")]
    Unavailable(String),
    /// Something stored cannot be read as what it should be: where.
    #[error("store.damaged: {0}")]
    Damaged(String),
    /// Words cannot be sealed or opened.
    #[error("store.sealed: {0}")]
    Sealed(#[from] VaultError),
    /// The private key of the organisation is not loaded.
    #[error("store.locked")]
    Locked,
    /// The database was made by a newer version, or its migrations were changed.
    #[error("store.migration: {0}")]
    Migration(String),
    /// Not possible on this kind of database: what to use instead.
    #[error("store.unsupported: {0}")]
    Unsupported(&'static str),
}

impl StoreError {
    /// Whether the transaction itself is lost, and with it every job in it.
    pub(crate) const fn is_fatal(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::error::ErrorKind;
        match &error {
            sqlx::Error::Database(database) => match database.kind() {
                ErrorKind::UniqueViolation => Self::Duplicate,
                ErrorKind::ForeignKeyViolation => Self::Reference,
                ErrorKind::NotNullViolation | ErrorKind::CheckViolation => {
                    Self::Check(database.message().to_owned())
                }
                _ => Self::Unavailable(database.message().to_owned()),
            },
            sqlx::Error::ColumnDecode { .. }
            | sqlx::Error::Decode(_)
            | sqlx::Error::ColumnNotFound(_)
            | sqlx::Error::ColumnIndexOutOfBounds { .. } => Self::Damaged(error.to_string()),
            _ => Self::Unavailable(error.to_string()),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Self::Migration(error.to_string())
    }
}
