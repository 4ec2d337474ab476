//! Organisations: the first part of every key. Each has its own audit chain and its own key pair, of which only
//! the public half is stored here.

use domain::id::OrganisationId;
use vault::PublicKey;

use crate::audit;
use crate::error::StoreError;
use crate::row::Row;
use crate::sql::{Sql, Statement, v};
use crate::store::Store;

/// A municipality or organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Language of its mails and exports: `da` or `en`.
    pub language: String,
    /// What data keys are wrapped to.
    pub public_key: PublicKey,
    /// When it was made, microseconds since 1970 UTC.
    pub created_at: i64,
}

pub(crate) const ALL: &[&Sql] = &[&INSERT, &EVERY];

const INSERT: Sql = Sql::one(
    "insert into organisation (id, name, language, public_key, created_at) values ($1, $2, $3, $4, $5)",
);

/// Adds an organisation with its empty audit chain.
pub fn insert(organisation: &Organisation) -> [Statement; 2] {
    let row = INSERT.with([
        v(organisation.id),
        v(organisation.name.clone()),
        v(organisation.language.clone()),
        v(organisation.public_key.to_bytes()),
        v(organisation.created_at),
    ]);
    [row, audit::start(organisation.id)]
}

const EVERY: Sql =
    Sql::one("select id, name, language, public_key, created_at from organisation order by created_at, id");

fn read(row: &Row) -> Result<Organisation, StoreError> {
    let mut columns = row.columns();
    Ok(Organisation {
        id: OrganisationId::new(columns.id()?),
        name: columns.text()?,
        language: columns.text()?,
        public_key: PublicKey::from_bytes(&columns.bytes()?)?,
        created_at: columns.int()?,
    })
}

impl Store {
    /// All organisations, oldest first: for the start of the program and the command line.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`].
    pub async fn organisations(&self) -> Result<Vec<Organisation>, StoreError> {
        self.rows(EVERY.with([])).await?.iter().map(read).collect()
    }
}
