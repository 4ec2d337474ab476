//! Reads the crates' manifests and checks that each library which decides a promise has its one home: SQL in the store,
//! cryptography in the vault, HTTP in the web. Knows nothing of floors (see `floors`).

use super::Fault;
use std::collections::BTreeSet;
use std::path::Path;

/// What tidy needs of a `Cargo.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Manifest {
    /// Name of the crate (= its folder).
    pub(crate) name: String,
    /// Everything named under `dependencies`, `dev-dependencies` and `build-dependencies`.
    pub(crate) all: BTreeSet<String>,
    /// Only `dependencies` and `build-dependencies`: what ends up in the program.
    pub(crate) shipped: BTreeSet<String>,
}

/// Third-party crate, where it may be used, and why.
const HOMES: &[(&str, &[&str], &str)] = &[
    ("sqlx", &["store"], "SQL lives in the store"),
    ("rusqlite", &["store"], "SQL lives in the store"),
    ("chacha20poly1305", &["vault"], "cryptography lives in the vault"),
    ("hpke", &["vault"], "cryptography lives in the vault"),
    ("curve25519-dalek", &["vault"], "cryptography lives in the vault"),
    ("argon2", &["vault"], "cryptography lives in the vault"),
    ("sha2", &["vault"], "cryptography lives in the vault"),
    ("blake2", &["vault"], "cryptography lives in the vault"),
    ("blake3", &["vault"], "cryptography lives in the vault"),
    ("hmac", &["vault"], "cryptography lives in the vault"),
    ("ring", &["vault"], "cryptography lives in the vault"),
    ("subtle", &["vault"], "cryptography lives in the vault"),
    ("ed25519-dalek", &["vault"], "cryptography lives in the vault"),
    ("axum", &["web"], "HTTP lives in the web"),
    ("axum-extra", &["web"], "HTTP lives in the web"),
    ("askama", &["web"], "pages live in the web"),
    ("typst", &["report"], "typesetting lives in the report"),
    ("fluent", &["locale"], "sentences live in the catalogues"),
    ("clap", &["fodfaeste"], "the command line lives on top"),
];

/// Reads each `crates/*/Cargo.toml` among `files`; an unreadable one is a fault.
pub(crate) fn read(root: &Path, files: &[String], faults: &mut Vec<Fault>) -> Vec<Manifest> {
    let mut manifests = Vec::new();
    for file in files {
        let Some(folder) = file.strip_prefix("crates/").and_then(|rest| rest.strip_suffix("/Cargo.toml"))
        else {
            continue;
        };
        if folder.contains('/') {
            continue;
        }
        match std::fs::read_to_string(root.join(file))
            .map_err(|error| error.to_string())
            .and_then(|t| parse(&t))
        {
            Ok(manifest) => manifests.push(Manifest { name: folder.to_owned(), ..manifest }),
            Err(what) => {
                faults.push(Fault {
                    file: file.clone(),
                    line: 0,
                    what,
                    remedy: "write it as Cargo expects it",
                });
            }
        }
    }
    manifests
}

/// Parses one manifest.
fn parse(text: &str) -> Result<Manifest, String> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.message().to_owned())?;
    let name = table
        .get("package")
        .and_then(|package| package.get("name"))
        .and_then(toml::Value::as_str)
        .ok_or_else(|| "no package name".to_owned())?
        .to_owned();
    let mut shipped = names(table.get("dependencies"));
    shipped.extend(names(table.get("build-dependencies")));
    let mut all = shipped.clone();
    all.extend(names(table.get("dev-dependencies")));
    Ok(Manifest { name, all, shipped })
}

fn names(value: Option<&toml::Value>) -> BTreeSet<String> {
    value.and_then(toml::Value::as_table).map(|table| table.keys().cloned().collect()).unwrap_or_default()
}

/// A library with a home is used nowhere else in what is shipped, and `domain` stays free of serialisation.
pub(crate) fn check_homes(manifests: &[Manifest]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for manifest in manifests {
        let file = format!("crates/{}/Cargo.toml", manifest.name);
        let beside = matches!(manifest.name.as_str(), "suite" | "xtask");
        for (library, homes, why) in HOMES {
            if manifest.shipped.contains(*library) && !homes.contains(&manifest.name.as_str()) && !beside {
                faults.push(Fault {
                    file: file.clone(),
                    line: 0,
                    what: format!("depends on {library}, but {why}"),
                    remedy: "call the crate that owns it",
                });
            }
        }
        if manifest.name == "domain" && manifest.shipped.iter().any(|name| name.starts_with("serde")) {
            faults.push(Fault {
                file,
                line: 0,
                what: "domain depends on serde".to_owned(),
                remedy: "make a serialisable twin at the edge",
            });
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(name: &str, shipped: &[&str]) -> Manifest {
        let shipped: BTreeSet<String> = shipped.iter().map(|s| (*s).to_owned()).collect();
        Manifest { name: name.into(), all: shipped.clone(), shipped }
    }

    #[test]
    fn a_manifest_gives_its_dependencies_of_all_kinds() {
        let got = parse("[package]\nname='a'\n[dependencies]\nb.workspace=true\n[dev-dependencies]\nc='1'")
            .unwrap();
        assert_eq!(got.shipped.iter().collect::<Vec<_>>(), ["b"]);
        assert_eq!(got.all.iter().collect::<Vec<_>>(), ["b", "c"]);
        assert!(parse("[package]").is_err());
        assert!(parse("not toml").is_err());
    }

    #[test]
    fn sql_outside_the_store_and_cryptography_outside_the_vault_are_faults() {
        assert!(check_homes(&[manifest("store", &["sqlx"]), manifest("vault", &["hpke"])]).is_empty());
        let faults = check_homes(&[manifest("web", &["sqlx", "axum"]), manifest("store", &["sha2"])]);
        let told: Vec<&str> = faults.iter().map(|fault| fault.what.as_str()).collect();
        assert_eq!(
            told,
            [
                "depends on sqlx, but SQL lives in the store",
                "depends on sha2, but cryptography lives in the vault"
            ]
        );
    }

    #[test]
    fn serialisation_in_the_domain_is_a_fault() {
        assert_eq!(check_homes(&[manifest("domain", &["serde_json"])]).len(), 1);
        assert!(check_homes(&[manifest("evaluation", &["serde"])]).is_empty());
    }
}
