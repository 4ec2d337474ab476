//! Sets a house up: folder, key, organisation, first administrator.

use domain::id::OrganisationId;
use service::session::users::NewMember;
use vault::{PrivateKey, Secret};

use crate::args::Init;
use crate::config::Config;
use crate::house;
use crate::tell::{Failure, Teller};

/// `fodfaeste init`.
pub(crate) async fn run(init: &Init, config: &Config, teller: &Teller) -> Result<(), Failure> {
    let ctx = house::make(config, config.synthetic).await?;
    if let Some(organisation) = ctx.store.organisations().await?.first() {
        return Err(Failure::call("init-again", [("name", &organisation.name)]));
    }
    let organisation = OrganisationId::new(ctx.uuid()?);
    let key = PrivateKey::generate(&mut ctx.randomness()).map_err(|error| Failure::program(&error))?;
    let file = store::keyfile::path(&config.keys(), organisation);
    store::keyfile::create(&file, &key)?;
    let language = teller.language().tag();
    service::house::found(&ctx, organisation, (&init.name, language), key).await?;
    let password = Secret::generate(&mut ctx.randomness()).map_err(|error| Failure::program(&error))?;
    let password: String = password.to_text().chars().take(20).collect();
    let first = NewMember {
        login: init.login.clone(),
        name: init.login.clone(),
        role: domain::policy::Role::Administrator,
        hours_per_cent: 100,
        language: language.to_owned(),
        password: Some(password.clone()),
    };
    service::session::users::add_first(&ctx, organisation, first).await?;
    ctx.store.close().await;
    let folder = config.folder();
    teller.result(&serde_json::json!({
        "data": folder, "key": file, "login": init.login, "password": password,
    }));
    teller.say("init-done", [("folder", &folder.display())]);
    teller.say("init-key", [("file", &file.display())]);
    teller.say("init-admin", [("login", &init.login), ("password", &password)]);
    Ok(())
}
