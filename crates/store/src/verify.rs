//! Is the record whole? Asks the database, checks every statement of the program against it, recomputes the audit
//! chains and opens every wrapped key. Changes nothing.

use domain::id::OrganisationId;
use uuid::Uuid;

use crate::audit::BrokenChain;
use crate::error::StoreError;
use crate::sql::Sql;
use crate::store::Store;

pub(crate) const ALL: &[&Sql] = &[&INTEGRITY];

/// PostgreSQL checks its pages itself as it reads them; there the tables are read by the checks that follow.
const INTEGRITY: Sql = Sql::pair("select integrity_check from pragma_integrity_check", "select 'ok'::text");

/// What was checked and what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verification {
    /// What the database says of itself; empty when it is whole.
    pub damage: Vec<String>,
    /// Statements checked.
    pub statements: usize,
    /// Those that the database refuses, with its reason.
    pub refused: Vec<String>,
    /// Audit events checked.
    pub events: u64,
    /// Broken audit chains.
    pub broken: Vec<BrokenChain>,
    /// Wrapped keys opened.
    pub keys: u64,
    /// Subjects whose key does not open.
    pub closed: Vec<Uuid>,
    /// Organisations whose private key is not loaded: their keys were not tried.
    pub locked: Vec<OrganisationId>,
}

impl Verification {
    /// True when nothing is wrong and nothing was left out.
    pub fn is_whole(&self) -> bool {
        self.damage.is_empty()
            && self.refused.is_empty()
            && self.broken.is_empty()
            && self.closed.is_empty()
            && self.locked.is_empty()
    }
}

impl Store {
    /// Checks everything. The keys of organisations whose private key was given to [`Store::unlock`] are opened.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Damaged`] where not even the check can be made.
    pub async fn verify(&self) -> Result<Verification, StoreError> {
        let mut found = Verification { damage: self.damage().await?, ..Verification::default() };
        (found.statements, found.refused) = self.verify_statements().await?;
        (found.events, found.broken) = self.verify_audit().await?;
        for organisation in self.organisations().await? {
            match self.verify_wraps(organisation.id).await {
                Ok((tried, closed)) => {
                    found.keys += tried;
                    found.closed.extend(closed);
                }
                Err(StoreError::Locked) => found.locked.push(organisation.id),
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }

    async fn damage(&self) -> Result<Vec<String>, StoreError> {
        let rows = self.rows(INTEGRITY.with([])).await?;
        let texts: Result<Vec<String>, StoreError> = rows.iter().map(|row| row.columns().text()).collect();
        Ok(texts?.into_iter().filter(|text| text != "ok").collect())
    }
}
