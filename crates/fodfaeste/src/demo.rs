//! The training municipality: built once into its folder, kept there, and served on this machine only.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};
use service::Context;
use vault::PrivateKey;

use crate::args::Demo;
use crate::config::Config;
use crate::tell::{Failure, Teller};
use crate::{house, serve, transfer};

/// Where the training municipality lies when nothing is said.
const FOLDER: &str = "data/training";
/// Who can log in: written last, so that its being there says that all is built.
const PEOPLE: &str = "training.json";
/// Says that the folder was begun by this program and may be begun again.
const BEGUN: &str = "training.begun";
/// The finished programme, in the content that the program carries.
const PACKAGE: &str = "training/exit-2013-16";
/// The same people and the same life in every training municipality.
const SEED: u64 = 2026;

/// Who can log in, as it is printed.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct People {
    users: Vec<Person>,
    /// One API token for each role.
    tokens: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Person {
    login: String,
    password: String,
    role: String,
    name: String,
}

/// `fodfaeste demo`.
pub(crate) async fn run(demo: &Demo, config: &Config, teller: &Teller) -> Result<(), Failure> {
    let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, demo.port));
    // Public faces of a server have no place here: whatever a configuration says, this stays on the machine.
    let config = config.with_folder(FOLDER);
    let config = Config { listen, database: None, keys: None, metrics: None, https: false, ..config };
    let listener = serve::bind(listen).await?;
    if !is_built(&config) {
        build(&config, teller).await?;
        drop(listener);
        return Err(begin_anew());
    }
    let ctx = house::open(&config, true).await?;
    let people = people(&config)?;
    let url = format!("http://{}", serve::address(&listener)?);
    teller.result(&serde_json::json!({ "url": url, "users": people.users, "tokens": people.tokens }));
    teller.say("demo-ready", [("url", &url)]);
    for person in &people.users {
        let Person { login, password, role, name } = person;
        teller.say("demo-user", [("login", login), ("password", password), ("role", role), ("name", name)]);
    }
    teller.say("demo-stop", []);
    serve::answer(ctx, listener, &config).await
}

/// Whether the municipality lies complete in its folder.
fn is_built(config: &Config) -> bool {
    config.folder().join(PEOPLE).exists()
}

fn people(config: &Config) -> Result<People, Failure> {
    let text = fs::read_to_string(config.folder().join(PEOPLE)).map_err(|error| Failure::program(&error))?;
    serde_json::from_str(&text).map_err(|error| Failure::program(&error))
}

/// This program in place of itself, called as it was: what it took to build the municipality, a hundred megabytes and more,
/// does not stay in the memory of the server. Comes back only when that fails.
fn begin_anew() -> Failure {
    use std::os::unix::process::CommandExt as _;
    match std::env::current_exe() {
        Ok(program) => Failure::program(&Command::new(program).args(std::env::args_os().skip(1)).exec()),
        Err(error) => Failure::program(&error),
    }
}

/// Builds the municipality into its folder.
async fn build(config: &Config, teller: &Teller) -> Result<(), Failure> {
    let folder = config.folder();
    let begun = folder.join(BEGUN);
    let empty = fs::read_dir(&folder).map_or(true, |mut entries| entries.next().is_none());
    if !empty && !begun.exists() {
        return Err(Failure::call("demo-other-house", [("folder", &folder.display())]));
    }
    if begun.exists() {
        // Broken off in the middle last time: nothing in it is anybody's work yet.
        fs::remove_dir_all(&folder).map_err(|error| Failure::program(&error))?;
    }
    teller.note("demo-building", []);
    fs::create_dir_all(config.keys()).map_err(|error| Failure::program(&error))?;
    fs::write(&begun, "").map_err(|error| Failure::program(&error))?;
    let ctx = house::make(config, true).await?;
    let people = found(&ctx, config).await?;
    transfer::import_shipped(&ctx, PACKAGE).await?;
    ctx.store.close().await;
    write(&folder.join(PEOPLE), &people).map_err(|error| Failure::program(&error))?;
    fs::remove_file(&begun).map_err(|error| Failure::program(&error))
}

/// Founds Øvekommunen and stores its key.
async fn found(ctx: &Context, config: &Config) -> Result<People, Failure> {
    let key = PrivateKey::generate(&mut ctx.randomness()).map_err(|error| Failure::program(&error))?;
    let organisation = domain::id::OrganisationId::new(ctx.uuid()?);
    let file: PathBuf = store::keyfile::path(&config.keys(), organisation);
    store::keyfile::create(&file, &key)?;
    let founded = service::training::found(ctx, organisation, key, SEED).await?;
    let mut people = People { users: Vec::new(), tokens: BTreeMap::new() };
    for user in founded.users {
        let role = user.role.code().to_owned();
        if let Some(token) = user.token {
            people.tokens.entry(role.clone()).or_insert(token);
        }
        people.users.push(Person { login: user.login, password: user.password, role, name: user.name });
    }
    Ok(people)
}

/// Only its owner may read who can log in.
fn write(path: &Path, people: &People) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let text = serde_json::to_string_pretty(people).map_err(std::io::Error::other)?;
    let beside = path.with_extension("new");
    let mut file =
        fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(beside, path)
}
