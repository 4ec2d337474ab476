//! How a write arrives: with a key that makes it one however often it is sent, and from a draft that it clears. The
//! answer of a write is kept with its key as codes and ids, never words.

use std::fmt::Debug;

use domain::policy::Actor;
use store::{Idempotency, Outcome, Statement, Unit};
use uuid::Uuid;

use crate::context::Context;
use crate::error::Error;

/// Longest key a client may choose, bytes.
const KEY_MAX: usize = 200;

/// How a write arrives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sent {
    /// The idempotency key of the form or request: the same key gives the same answer and one effect.
    pub key: Option<String>,
    /// The draft it was written in, as [`crate::draft`] names it: removed in the same transaction.
    pub draft: Option<String>,
}

impl Sent {
    /// With this key.
    pub fn with_key(key: impl Into<String>) -> Self {
        Self { key: Some(key.into()), draft: None }
    }
    /// The same, from a draft.
    #[must_use]
    pub fn from_draft(mut self, form: impl Into<String>) -> Self {
        self.draft = Some(form.into());
        self
    }
}

/// What a write answers: codes and ids that can be kept beside its key.
pub(crate) trait Answer: Sized {
    /// The answer as text.
    fn text(&self) -> String;
    /// The answer of a text.
    fn parse(text: &str) -> Option<Self>;
}

/// Ids joined by spaces, `-` where there is none.
pub(crate) fn ids_text(ids: &[Option<Uuid>]) -> String {
    let parts: Vec<String> =
        ids.iter().map(|id| id.map_or_else(|| "-".to_owned(), |id| id.to_string())).collect();
    parts.join(" ")
}

/// As many ids as asked for.
pub(crate) fn ids_of<const N: usize>(text: &str) -> Option<[Option<Uuid>; N]> {
    let ids: Option<Vec<Option<Uuid>>> = text
        .split(' ')
        .map(|part| if part == "-" { Some(None) } else { Uuid::parse_str(part).ok().map(Some) })
        .collect();
    ids?.try_into().ok()
}

/// An answer that is one id.
macro_rules! id_answers {
    ($($kind:ty),*) => {$(
        impl Answer for $kind {
            fn text(&self) -> String {
                self.uuid().to_string()
            }
            fn parse(text: &str) -> Option<Self> {
                Uuid::parse_str(text).ok().map(Self::new)
            }
        }
    )*};
}
id_answers!(
    domain::id::CourseId,
    domain::id::ContactId,
    domain::id::ResponseId,
    domain::id::FocusAreaId,
    domain::id::SupporterId,
    domain::id::AppointmentId,
    domain::id::PromiseId,
    domain::id::AssignmentId,
    domain::id::PhaseEventId,
    domain::id::EnquiryId,
    domain::id::HandoverId,
    domain::id::StepId,
    domain::id::DecisionId,
    domain::id::StudyId
);

impl Answer for usize {
    fn text(&self) -> String {
        self.to_string()
    }
    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Answer for () {
    fn text(&self) -> String {
        String::new()
    }
    fn parse(text: &str) -> Option<Self> {
        text.is_empty().then_some(())
    }
}

/// A write on its way: its key with the fingerprint of what is asked, and the draft it clears.
#[derive(Debug)]
pub(crate) struct Request {
    actor: Actor,
    once: Option<(String, [u8; 32])>,
    draft: Option<String>,
}

impl Request {
    /// The request of this actor for this intention. The fingerprint covers all that was sent, and is keyed: words
    /// cannot be guessed from it.
    pub(crate) fn new(
        ctx: &Context,
        actor: &Actor,
        intention: &'static str,
        command: &impl Debug,
        sent: Sent,
    ) -> Result<Self, Error> {
        let Some(key) = sent.key.filter(|key| !key.is_empty() && key.len() <= KEY_MAX) else {
            return Ok(Self { actor: *actor, once: None, draft: sent.draft });
        };
        let body = format!("{command:?}");
        let fields = [actor.user.0.as_bytes().as_slice(), intention.as_bytes(), body.as_bytes()];
        let fingerprint = ctx.store.fingerprint(actor.organisation, &fields)?;
        // Keys are the client's: two people who choose the same must not meet.
        let key = format!("{}/{key}", actor.user.0.simple());
        Ok(Self { actor: *actor, once: Some((key, fingerprint)), draft: sent.draft })
    }

    /// The answer, if this very request was done before: asked before deciding, for what was done may not be done
    /// twice (a closed course cannot be closed).
    pub(crate) async fn answered<A: Answer>(&self, ctx: &Context) -> Result<Option<A>, Error> {
        let Some((key, request)) = &self.once else { return Ok(None) };
        let once = Idempotency { key: key.clone(), request: *request, answer: String::new() };
        match ctx.store.repeated(self.actor.organisation, &once).await? {
            Some(Outcome::Repeated { answer }) => parse(&answer).map(Some),
            _ => Ok(None),
        }
    }

    /// Writes the unit once and clears the draft with it; gives the answer, or the one given before.
    pub(crate) async fn save<A: Answer>(self, ctx: &Context, unit: Unit, answer: A) -> Result<A, Error> {
        let cleared: Option<Statement> =
            self.draft.map(|form| store::draft::remove(self.actor.organisation, self.actor.user, form));
        let once = self.once.map(|(key, request)| Idempotency { key, request, answer: answer.text() });
        match ctx.store.write(unit.and_all(cleared).once(once)).await? {
            Outcome::Done => Ok(answer),
            Outcome::Repeated { answer } => parse(&answer),
        }
    }
}

fn parse<A: Answer>(text: &str) -> Result<A, Error> {
    let damaged = || store::StoreError::Damaged("answer kept with an idempotency key".to_owned());
    A::parse(text).ok_or_else(|| damaged().into())
}
