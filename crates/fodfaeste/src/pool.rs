//! Pools the files of moments of several places into one report.

use std::collections::BTreeMap;
use std::path::Path;

use evaluation::findings::Findings;
use evaluation::pooling::{self, FileFault, KeyFault, KnownKeys, Moments, PoolFault};

use crate::args;
use crate::evaluate::{formats, put};
use crate::tell::{Failure, Teller};

/// `fodfaeste pool`: checks every signature and, where keys are known, by whom it is; pools, and puts the report on paper.
pub(crate) fn pool(asked: &args::Pool, teller: &Teller) -> Result<(), Failure> {
    let formats = formats(&asked.format)?;
    let known = asked.keys.as_deref().map(known_keys).transpose()?;
    let mut files: Vec<Moments> = Vec::with_capacity(asked.files.len());
    let mut keys: Vec<String> = Vec::new();
    for file in &asked.files {
        let (moments, key) = open(file)?;
        if let Some(known) = &known {
            compare(known, &moments.site, &key)?;
        }
        teller.say("pool-read", [("site", &moments.site), ("approved", &moments.approved_by), ("key", &key)]);
        files.push(moments);
        keys.push(key);
    }
    let compared = if known.is_some() { files.len() } else { 0 };
    if known.is_none() {
        teller.say("pool-keys-not-compared", []);
        one_key(&files, &keys, teller);
    }
    let threshold = files.iter().map(|file| file.threshold).max().unwrap_or_default();
    let mut findings = pooled(&files)?;
    findings.provenance.settings.insert("pooled_keys_compared".to_owned(), compared.to_string());
    let released = evaluation::release(findings, evaluation::Disclosure { threshold });
    put(&released, &formats, &asked.out, teller)
}

/// Names places that are signed for with one key. Mostly a house signs for one place, and under two names its persons would count
/// twice; but a house of several places signs for all of them, and files of the very same numbers are refused anyway.
fn one_key(files: &[Moments], keys: &[String], teller: &Teller) {
    let mut sites: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (file, key) in files.iter().zip(keys) {
        sites.entry(key).or_default().push(&file.site);
    }
    for sites in sites.values().filter(|sites| sites.len() > 1) {
        teller.note("pool-one-key", [("sites", &sites.join(", "))]);
    }
}

fn known_keys(file: &Path) -> Result<KnownKeys, Failure> {
    let fault = |reason: &dyn std::fmt::Display| {
        Failure::call("pool-keys-unreadable", [("file", &file.display()), ("reason", reason)])
    };
    let text = std::fs::read_to_string(file).map_err(|error| fault(&error))?;
    KnownKeys::read(&text).map_err(|reason| fault(&reason))
}

/// A signed file with the public key it was signed with.
fn open(file: &Path) -> Result<(Moments, String), Failure> {
    let fault = |key: &'static str, reason: &str| {
        Failure::call(key, [("file", &file.display()), ("reason", &reason)])
    };
    let text = std::fs::read_to_string(file).map_err(|error| fault("pool-unreadable", &error.to_string()))?;
    pooling::open(&text).map_err(|wrong| match wrong {
        FileFault::Unsigned => fault("pool-unsigned", ""),
        FileFault::Changed => fault("pool-changed", ""),
        FileFault::Unreadable(reason) => fault("pool-unreadable", &reason),
    })
}

fn compare(known: &KnownKeys, site: &str, key: &str) -> Result<(), Failure> {
    known.compare(site, key).map_err(|fault| {
        let sentence = match fault {
            KeyFault::UnknownPlace => "pool-key-unknown",
            KeyFault::OtherKey => "pool-key-other",
        };
        Failure::call(sentence, [("site", &site), ("key", &key)])
    })
}

fn pooled(files: &[Moments]) -> Result<Findings, Failure> {
    pooling::pool(files).map_err(|wrong| match wrong {
        PoolFault::TooFew => Failure::call("pool-too-few", []),
        PoolFault::SamePlace(site) => Failure::call("pool-same", [("site", &site)]),
        PoolFault::SameNumbers { site, other } => {
            Failure::call("pool-twice", [("site", &site), ("other", &other)])
        }
        PoolFault::Differs { site, what } => {
            Failure::call("pool-differs", [("site", &site), ("what", &what)])
        }
    })
}
