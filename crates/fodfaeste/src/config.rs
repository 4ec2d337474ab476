//! Configuration: one TOML file, over it the environment (`FODFAESTE_…`), over that the arguments. A key that is not
//! known is a fault with its line, in the file as in the environment.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use evaluation::fault::{Fault, FaultCode};
use evaluation::toml_text;
use serde::Deserialize;
use store::Place;

use crate::args::Args;
use crate::tell::Failure;

/// What the environment's names begin with.
const PREFIX: &str = "FODFAESTE_";
/// The file of the database in the data folder.
const DATABASE: &str = "fodfaeste.db";
/// Where metrics are read when the server itself is not bound to loopback.
const METRICS: &str = "127.0.0.1:4181";

/// The keys of the file; in the environment in capital letters after `FODFAESTE_`.
const KEYS: &[&str] = &[
    "data",
    "database",
    "keys",
    "content",
    "listen",
    "metrics",
    "https",
    "trusted_origins",
    "language",
    "synthetic",
    "log",
];

/// What an installation decides.
#[derive(Debug, Clone)]
pub(crate) struct Config {
    /// Folder of the house, as given; the subcommands have their own when nothing was said.
    pub(crate) data: Option<PathBuf>,
    /// Path of a file or address of a server, where it is not the usual file.
    pub(crate) database: Option<String>,
    /// Folder of the keys, where it is not the usual one.
    pub(crate) keys: Option<PathBuf>,
    /// Folder laid over the content that the program carries.
    pub(crate) content: Option<PathBuf>,
    /// Where the server listens.
    pub(crate) listen: SocketAddr,
    /// Where metrics are read, when not at the server's own address.
    pub(crate) metrics: Option<SocketAddr>,
    /// Reached by https, through a proxy.
    pub(crate) https: bool,
    /// Origins of which forms are also taken.
    pub(crate) trusted_origins: Vec<String>,
    /// Language of what is said on the command line.
    pub(crate) language: Option<String>,
    /// All people are invented.
    pub(crate) synthetic: bool,
    /// What is logged.
    pub(crate) log: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    data: Option<PathBuf>,
    database: Option<String>,
    keys: Option<PathBuf>,
    content: Option<PathBuf>,
    listen: Option<String>,
    metrics: Option<String>,
    https: Option<bool>,
    trusted_origins: Option<Vec<String>>,
    language: Option<String>,
    synthetic: Option<bool>,
    log: Option<String>,
}

/// The variables of the environment that matter here.
#[expect(clippy::disallowed_methods, reason = "this is the configuration")]
pub(crate) fn environment() -> BTreeMap<String, String> {
    let mut known: BTreeMap<String, String> =
        std::env::vars().filter(|(name, _)| name.starts_with(PREFIX)).collect();
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        if let Ok(value) = std::env::var(name) {
            known.insert(name.to_owned(), value);
        }
    }
    known
}

impl Config {
    /// Reads file, environment and arguments.
    ///
    /// # Errors
    /// Every fault, with its place.
    pub(crate) fn read(args: &Args, environment: &BTreeMap<String, String>) -> Result<Self, Failure> {
        let file = args.config.clone().or_else(|| environment.get("FODFAESTE_CONFIG").map(PathBuf::from));
        let mut faults = Vec::new();
        let mut text = Text::default();
        let (mut name, mut source) = (String::new(), String::new());
        if let Some(file) = file {
            name = file.display().to_string();
            source = std::fs::read_to_string(&file).map_err(|error| unreadable(&name, &error))?;
            text = toml_text::parse(&name, &source).map_err(|fault| Failure::Faults(vec![fault]))?;
        }
        text.over(environment, &mut faults);
        let mut wrong = |key: &str, value: &str, expected: &str| {
            let fault = Fault::new(name.clone(), FaultCode::KeyInvalid).column(key).with("name", key);
            let line = toml_text::line_of(&source, key);
            faults.push(Fault { line, ..fault.with("value", value).with("expected", expected) });
        };
        let mut address = |key: &str, value: Option<&str>| {
            let value = value?;
            let parsed = value.parse().ok();
            if parsed.is_none() {
                wrong(key, value, "127.0.0.1:4180");
            }
            parsed
        };
        let listen = address("listen", text.listen.as_deref()).unwrap_or(LISTEN);
        let metrics = address("metrics", text.metrics.as_deref());
        if let Some(language) = text.language.as_deref().filter(|tag| !matches!(*tag, "da" | "en")) {
            wrong("language", language, "da, en");
        }
        if !faults.is_empty() {
            return Err(Failure::Faults(faults));
        }
        let elsewhere = || METRICS.parse().ok().filter(|_| !listen.ip().is_loopback());
        Ok(Self {
            data: args.data.clone().or(text.data),
            database: text.database,
            keys: text.keys,
            content: text.content,
            listen,
            metrics: metrics.or_else(elsewhere),
            https: text.https.unwrap_or(false),
            trusted_origins: text.trusted_origins.unwrap_or_default(),
            language: text.language,
            synthetic: text.synthetic.unwrap_or(false),
            log: text.log.unwrap_or_else(|| "warn".to_owned()),
        })
    }

    /// The folder of the house.
    pub(crate) fn folder(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(|| PathBuf::from("data"))
    }

    /// The same with a folder where nothing was said.
    pub(crate) fn with_folder(&self, folder: &str) -> Self {
        Self { data: Some(self.data.clone().unwrap_or_else(|| PathBuf::from(folder))), ..self.clone() }
    }

    /// Where the database is.
    pub(crate) fn place(&self) -> Place {
        self.database.as_deref().map_or_else(|| Place::File(self.folder().join(DATABASE)), Place::parse)
    }

    /// The folder of the keys.
    pub(crate) fn keys(&self) -> PathBuf {
        self.keys.clone().unwrap_or_else(|| self.folder().join("keys"))
    }
}

/// Where the server listens when nothing is said: this machine only.
const LISTEN: SocketAddr = SocketAddr::V4(std::net::SocketAddrV4::new(std::net::Ipv4Addr::LOCALHOST, 4180));

fn unreadable(name: &str, error: &std::io::Error) -> Failure {
    Failure::Faults(vec![Fault::unread(name, name, error)])
}

impl Text {
    /// Lays the environment over the file.
    fn over(&mut self, environment: &BTreeMap<String, String>, faults: &mut Vec<Fault>) {
        for (name, value) in environment {
            let Some(key) = name.strip_prefix(PREFIX).map(str::to_lowercase) else { continue };
            // The tests of the project are steered by variables of their own.
            if key == "config" || key.starts_with("test_") {
                continue;
            }
            let value = value.clone();
            let mut flag = |slot: &mut Option<bool>| match value.as_str() {
                "true" | "1" => *slot = Some(true),
                "false" | "0" => *slot = Some(false),
                other => faults.push(
                    Fault::new("", FaultCode::KeyInvalid)
                        .column(name)
                        .with("name", name)
                        .with("value", other)
                        .with("expected", "true, false"),
                ),
            };
            match key.as_str() {
                "data" => self.data = Some(value.into()),
                "database" => self.database = Some(value),
                "keys" => self.keys = Some(value.into()),
                "content" => self.content = Some(value.into()),
                "listen" => self.listen = Some(value),
                "metrics" => self.metrics = Some(value),
                "https" => flag(&mut self.https),
                "trusted_origins" => {
                    self.trusted_origins = Some(value.split(',').map(|one| one.trim().to_owned()).collect());
                }
                "language" => self.language = Some(value),
                "synthetic" => flag(&mut self.synthetic),
                "log" => self.log = Some(value),
                _ => {
                    let known: Vec<String> =
                        KEYS.iter().map(|key| format!("{PREFIX}{}", key.to_uppercase())).collect();
                    let fault = Fault::new("", FaultCode::KeyUnknown).column(name).with("name", name);
                    faults.push(fault.with("known", known.join(", ")));
                }
            }
        }
    }
}
