//! A unit of work: statements that happen all or not at all, with the audit event that says who did what. There
//! is no other way to write to the record.

use domain::audit::AuditEvent;
use domain::id::OrganisationId;

use crate::sql::Statement;

/// A request that may come twice: the key it carries, what it asked for, and what it is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotency {
    /// The key the client chose.
    pub key: String,
    /// Fingerprint of who asked for what (user, route, body): the same key for something else is refused.
    pub request: [u8; 32],
    /// The answer to give each time: codes and ids, never words, for it is stored unsealed.
    pub answer: String,
}

/// What became of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is on the disk.
    Done,
    /// The same request was done before; nothing happened now. This was the answer then.
    Repeated {
        /// The answer given then.
        answer: String,
    },
}

/// Statements and the audit events they come with, for one organisation.
#[derive(Debug)]
pub struct Unit {
    pub(crate) organisation: OrganisationId,
    pub(crate) statements: Vec<Statement>,
    pub(crate) events: Vec<AuditEvent>,
    pub(crate) idempotency: Option<Idempotency>,
    pub(crate) now: i64,
}

impl Unit {
    /// A unit with the event that accounts for it.
    pub fn new(event: AuditEvent) -> Self {
        Self {
            organisation: event.organisation,
            now: event.at,
            statements: Vec::new(),
            events: vec![event],
            idempotency: None,
        }
    }
    /// What is no part of the record and accounted for elsewhere: that a session was used, text not sent yet,
    /// clearing away what has expired. Only the store itself may write so.
    pub(crate) const fn housekeeping(organisation: OrganisationId, now: i64) -> Self {
        Self { organisation, now, statements: Vec::new(), events: Vec::new(), idempotency: None }
    }
    /// The same with one more statement.
    #[must_use]
    pub fn and(mut self, statement: Statement) -> Self {
        self.statements.push(statement);
        self
    }
    /// The same with more statements.
    #[must_use]
    pub fn and_all(mut self, statements: impl IntoIterator<Item = Statement>) -> Self {
        self.statements.extend(statements);
        self
    }
    /// The same with a second event, of the same organisation.
    #[must_use]
    pub fn accounted(mut self, mut event: AuditEvent) -> Self {
        event.organisation = self.organisation;
        self.events.push(event);
        self
    }
    /// Both as one: what the other does and accounts for happens with it, of the same organisation.
    #[must_use]
    pub fn joined(mut self, other: Self) -> Self {
        self.statements.extend(other.statements);
        other.events.into_iter().fold(self, Self::accounted)
    }
    /// What was before with this as one more part of it; this alone where nothing was before.
    #[must_use]
    pub fn joined_to(self, before: Option<Self>) -> Self {
        match before {
            None => self,
            Some(before) => before.joined(self),
        }
    }
    /// The same, done once however often it is sent.
    #[must_use]
    pub fn once(mut self, idempotency: Option<Idempotency>) -> Self {
        self.idempotency = idempotency;
        self
    }
    /// Counts up the version of every course that the statements change and that none of them counts.
    pub(crate) fn count_versions(&mut self) {
        let touched: Vec<_> = self.statements.iter().filter_map(|statement| statement.course).collect();
        let mut missing: Vec<_> = touched
            .iter()
            .map(|touched| touched.course)
            .filter(|course| !touched.iter().any(|other| other.counted && other.course == *course))
            .collect();
        missing.sort_unstable();
        missing.dedup();
        let (organisation, now) = (self.organisation, self.now);
        self.statements.extend(
            missing.into_iter().map(|course| crate::record::course::touch(organisation, course, now)),
        );
    }
    /// Whether a course is begun, closed or handed over in it: what counts of courses depend on.
    pub(crate) fn changes_counts(&self) -> bool {
        self.statements.iter().any(|statement| crate::record::course::changes_counts(&statement.sql))
    }
    /// Adds a statement.
    pub fn push(&mut self, statement: Statement) {
        self.statements.push(statement);
    }
}
