//! Between municipalities: lets out a signed file of moments, of a study's data or of the record, and pools the files of
//! several places.

use std::path::{Path, PathBuf};

use domain::programme::ProgrammeId;
use evaluation::pooling::{self, FileFault, PoolFault};
use evaluation::{Counted, Study};
use service::evaluate::{Engine, SiteAsk, site_moments};
use vault::OsEntropy;
use vault::sign::SignKey;

use crate::args;
use crate::config::Config;
use crate::evaluate::{formats, put};
use crate::house;
use crate::tell::{Failure, Teller};

/// `fodfaeste moments`: a draft for the eyes of whoever approves, or the signed file.
pub(crate) async fn moments(asked: &args::Moments, config: &Config, teller: &Teller) -> Result<(), Failure> {
    let (mut found, engine) = match (&asked.study, &asked.programme) {
        (Some(study), _) => (of_study(study, asked.site.as_deref())?, None),
        (None, Some(programme)) => of_record(programme, asked, config).await?,
        (None, None) => return Err(Failure::Call("moments-of-nothing", Vec::new())),
    };
    let approved = asked.approve.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let text = match approved {
        None => pooling::draft(&found),
        Some(name) => {
            name.clone_into(&mut found.approved_by);
            let place = asked.key.clone().unwrap_or_else(|| config.folder().join("signing.key"));
            pooling::signed(&found, &key(&place)?)
        }
    };
    let text = text.map_err(|error| Failure::program(&error))?;
    std::fs::write(&asked.out, text).map_err(|error| unwritten(&asked.out, &error))?;
    let sum = |of: fn(&pooling::SiteMeasure) -> u64| found.measure.iter().map(of).max().unwrap_or_default();
    let (coarsened, left_out) = (sum(|one| one.coarsened), sum(|one| one.left_out));
    let by_class = found.measure.iter().any(|one| !one.covariate.is_empty());
    let unclassed = by_class.then(|| sum(|one| one.unclassed));
    teller.result(&serde_json::json!({
        "file": asked.out.display().to_string(),
        "signed": approved.is_some(),
        "coarsened": coarsened,
        "left_out": left_out,
        "unclassed": unclassed,
        "engine": engine,
    }));
    teller.say("moments-written", [("file", &asked.out.display()), ("persons", &found.persons)]);
    match engine {
        Some("database") => teller.say("moments-by-database", []),
        Some(_) => teller.say("moments-by-process", []),
        None => {}
    }
    teller.say("moments-coarsened", [("coarsened", &coarsened), ("out", &left_out)]);
    if let Some(unclassed) = unclassed {
        teller.say("moments-unclassed", [("unclassed", &unclassed)]);
    }
    if approved.is_none() {
        teller.say("moments-draft", []);
    }
    Ok(())
}

/// Of the data that a study names.
fn of_study(study: &Path, site: Option<&str>) -> Result<pooling::Moments, Failure> {
    let study = Study::read(study)?;
    let counted = Counted::read(&study)?;
    let released = evaluation::release(counted.findings(&study), study.disclosure);
    Ok(counted.moments(site.unwrap_or(&study.title), &study, &released))
}

/// Of the record of a house, with who added up.
async fn of_record(
    programme: &str,
    asked: &args::Moments,
    config: &Config,
) -> Result<(pooling::Moments, Option<&'static str>), Failure> {
    let ctx = house::open(config, config.synthetic).await?;
    let actor = house::administrator(&ctx).await?;
    let ask = SiteAsk {
        programme: ProgrammeId(programme.to_owned()),
        site: asked.site.clone(),
        until: asked.until,
        engine: asked.engine.as_deref().map(|word| match word {
            "database" => Engine::Database,
            _ => Engine::Process,
        }),
    };
    let found = site_moments(&ctx, &actor, &ask).await;
    ctx.store.close().await;
    let (found, engine) = found.map_err(|error| match error.code() {
        "notfound" => Failure::call("moments-programme", [("programme", &programme)]),
        "unknown" => Failure::Call("moments-engine", Vec::new()),
        _ => error.into(),
    })?;
    Ok((found, Some(if engine == Engine::Database { "database" } else { "process" })))
}

fn unwritten(file: &Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::call("file-unwritten", [("file", &file.display()), ("reason", error)])
}

/// The key of the house, made on first use so that only its owner can read it.
fn key(place: &PathBuf) -> Result<SignKey, Failure> {
    let failed = |error: &dyn std::fmt::Display| unwritten(place, error);
    match std::fs::read_to_string(place) {
        Ok(text) => SignKey::from_file(&text).map_err(|error| failed(&error)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let key = SignKey::generate(&mut OsEntropy).map_err(|error| failed(&error))?;
            if let Some(folder) = place.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                std::fs::create_dir_all(folder).map_err(|error| failed(&error))?;
            }
            private(place, key.to_file().as_bytes()).map_err(|error| failed(&error))?;
            Ok(key)
        }
        Err(error) => Err(failed(&error)),
    }
}

/// A new file that only its owner may read.
fn private(place: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(place)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// `fodfaeste pool`: checks every signature, pools, and puts the report on paper.
pub(crate) fn pool(asked: &args::Pool, teller: &Teller) -> Result<(), Failure> {
    let formats = formats(&asked.format)?;
    let mut files = Vec::with_capacity(asked.files.len());
    for file in &asked.files {
        let fault = |key: &'static str, reason: &str| {
            Failure::call(key, [("file", &file.display()), ("reason", &reason)])
        };
        let text =
            std::fs::read_to_string(file).map_err(|error| fault("pool-unreadable", &error.to_string()))?;
        let (moments, key) = pooling::open(&text).map_err(|wrong| match wrong {
            FileFault::Unsigned => fault("pool-unsigned", ""),
            FileFault::Changed => fault("pool-changed", ""),
            FileFault::Unreadable(reason) => fault("pool-unreadable", &reason),
        })?;
        teller.say("pool-read", [("site", &moments.site), ("approved", &moments.approved_by), ("key", &key)]);
        files.push(moments);
    }
    let threshold = files.iter().map(|file| file.threshold).max().unwrap_or_default();
    let findings = pooling::pool(&files).map_err(|wrong| match wrong {
        PoolFault::TooFew => Failure::call("pool-too-few", []),
        PoolFault::SamePlace(site) => Failure::call("pool-same", [("site", &site)]),
        PoolFault::SameNumbers { site, other } => {
            Failure::call("pool-twice", [("site", &site), ("other", &other)])
        }
        PoolFault::Differs { site, what } => {
            Failure::call("pool-differs", [("site", &site), ("what", &what)])
        }
    })?;
    let released = evaluation::release(findings, evaluation::Disclosure { threshold });
    put(&released, &formats, &asked.out, teller)
}
