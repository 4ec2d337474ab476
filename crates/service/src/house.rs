//! Setting an organisation up: its row, its key pair, its empty audit chain. The private key is given by the caller,
//! who keeps it outside the database.

use domain::audit::{Act, AuditEvent, SubjectKind};
use domain::id::OrganisationId;
use store::Unit;
use store::organisation::Organisation;
use vault::PrivateKey;

use crate::context::Context;
use crate::error::Error;

/// Adds an organisation and loads its key. Store the key durably first: without it no word of the record can be read.
///
/// # Errors
/// [`Error::Store`].
pub async fn found(
    ctx: &Context,
    id: OrganisationId,
    (name, language): (&str, &str),
    key: PrivateKey,
) -> Result<(), Error> {
    let organisation = Organisation {
        id,
        name: name.to_owned(),
        language: language.to_owned(),
        public_key: key.public(),
        created_at: ctx.now(),
    };
    let event = AuditEvent {
        organisation: id,
        actor: None,
        act: Act::Initialised,
        subject_kind: SubjectKind::Organisation,
        subject: id.uuid(),
        at: ctx.now(),
        purpose: "found",
    };
    ctx.store.write(Unit::new(event).and_all(store::organisation::insert(&organisation))).await?;
    ctx.store.unlock(id, key);
    Ok(())
}

/// Whether the record answers: asked before requests are sent here.
///
/// # Errors
/// [`Error::Store`].
pub async fn answers(ctx: &Context) -> Result<(), Error> {
    Ok(ctx.store.ping().await?)
}

/// Clears away what is kept for a time only: sessions that have ended, drafts nobody touched for two months, keys of
/// repeated requests. To be run now and then, an hour apart.
///
/// # Errors
/// [`Error::Store`].
pub async fn sweep(ctx: &Context) -> Result<(), Error> {
    let now = ctx.now();
    for organisation in ctx.store.organisations().await? {
        ctx.store.clear_sessions(organisation.id, now, now - crate::session::KEPT).await?;
        ctx.store.clear_drafts(organisation.id, now).await?;
        ctx.store.clear_repeated(organisation.id, now).await?;
    }
    Ok(())
}
