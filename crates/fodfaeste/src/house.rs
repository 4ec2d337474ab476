//! The house as the subcommands open it: store, keys, content, context.

use std::path::Path;

use domain::policy::{Actor, Role};
use service::content::{Content, Source};
use service::{Context, Settings};
use store::{Place, Store};

use crate::config::Config;
use crate::tell::Failure;

/// The content that the program carries, with the installation's folder over it.
pub(crate) fn content(config: &Config) -> Result<Content, Failure> {
    let source = config.content.clone().map_or_else(Source::embedded, Source::with_folder);
    Ok(Content::load(source)?)
}

/// Opens the database; it is made when it is not there.
pub(crate) async fn make(config: &Config, synthetic: bool) -> Result<Context, Failure> {
    let content = content(config)?;
    for folder in [config.folder(), config.keys()] {
        std::fs::create_dir_all(&folder).map_err(|error| Failure::program(&error))?;
    }
    let store = Store::open(&config.place()).await?;
    Ok(Context::new(store, content, Settings { synthetic, ..Settings::default() }))
}

/// Opens the database of a house that is there.
pub(crate) async fn open_store(config: &Config) -> Result<Store, Failure> {
    let none = || Failure::call("house-none", [("folder", &config.folder().display())]);
    if let Place::File(file) = config.place()
        && !file.exists()
    {
        return Err(none());
    }
    let store = Store::open(&config.place()).await?;
    if store.organisations().await?.is_empty() { Err(none()) } else { Ok(store) }
}

/// Opens a house that is there, with the keys of all its organisations.
pub(crate) async fn open(config: &Config, synthetic: bool) -> Result<Context, Failure> {
    let content = content(config)?;
    let store = open_store(config).await?;
    for organisation in store.organisations().await? {
        let file = store::keyfile::path(&config.keys(), organisation.id);
        store.unlock(organisation.id, key(&file)?);
    }
    Ok(Context::new(store, content, Settings { synthetic, ..Settings::default() }))
}

/// Loads the keys that are there.
pub(crate) async fn unlock_what_opens(store: &Store, config: &Config) -> Result<(), Failure> {
    for organisation in store.organisations().await? {
        let file = store::keyfile::path(&config.keys(), organisation.id);
        if let Ok(key) = key(&file) {
            store.unlock(organisation.id, key);
        }
    }
    Ok(())
}

fn key(file: &Path) -> Result<vault::PrivateKey, Failure> {
    store::keyfile::load(file)
        .map_err(|error| Failure::call("house-key", [("file", &file.display()), ("reason", &error)]))
}

/// On whose behalf the command line acts: the first administrator.
pub(crate) async fn administrator(ctx: &Context) -> Result<Actor, Failure> {
    for organisation in ctx.store.organisations().await? {
        let users = ctx.store.users(organisation.id).await?;
        if let Some(user) = users.iter().find(|user| user.role == Role::Administrator && user.active) {
            return Ok(Actor { user: user.id, organisation: organisation.id, role: user.role });
        }
    }
    Err(Failure::Call("house-administrator", Vec::new()))
}
