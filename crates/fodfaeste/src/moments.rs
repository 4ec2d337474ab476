//! Lets out a signed file of moments, of a study's data or of the record: a draft first, then what was read of it.

use std::path::{Path, PathBuf};

use domain::programme::ProgrammeId;
use evaluation::pooling::{self, Moments, SiteMeasure};
use evaluation::study::Data;
use evaluation::{Counted, Study};
use service::evaluate::{Engine, SiteAsk, site_moments};

use crate::args;
use crate::config::Config;
use crate::evaluate::{Judged, judged};
use crate::house;
use crate::place::{Readers, put_in_place};
use crate::signing;
use crate::tell::{Failure, Teller};

/// A draft that somebody has read.
struct Draft {
    text: String,
    moments: Moments,
}

/// What the data give, and what a log is to remember of it.
struct Found {
    moments: Moments,
    /// Who added up, where the record was asked.
    engine: Option<&'static str>,
    judged: Option<Judged>,
}

/// `fodfaeste moments`: a draft for the eyes of whoever approves, or the signed file.
pub(crate) async fn moments(asked: &args::Moments, config: &Config, teller: &Teller) -> Result<(), Failure> {
    let place = asked.key.clone().unwrap_or_else(|| config.folder().join("signing.key"));
    let kept = [Some(&*place), asked.log.as_deref(), asked.study.as_deref(), asked.draft.as_deref()];
    apart(&asked.out, kept)?;
    let read = asked.draft.as_deref().map(draft).transpose()?;
    let mut found = match (&asked.study, &asked.programme) {
        (Some(study), _) => of_study(study, asked, read.as_ref())?,
        (None, Some(programme)) => of_record(programme, asked, (config, read.as_ref())).await?,
        (None, None) => return Err(Failure::Call("moments-of-nothing", Vec::new())),
    };
    if let (Some(read), Some(file)) = (&read, &asked.draft) {
        is_still(read, &found.moments, file)?;
    }
    let approved = asked.approve.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let text = match approved {
        None => pooling::draft(&found.moments),
        Some(name) => {
            name.clone_into(&mut found.moments.approved_by);
            let key = signing::key(&place, teller)?;
            // Before the file is there: one that left unremembered would be forgotten. A draft has not left.
            if let (Some(judged), Some(log)) = (found.judged.take(), &asked.log) {
                judged.remember(log)?;
            }
            pooling::signed(&found.moments, &key)
        }
    };
    let text = text.map_err(|error| Failure::program(&error))?;
    put_in_place(&asked.out, text.as_bytes(), Readers::Any).map_err(|error| {
        Failure::call("file-unwritten", [("file", &asked.out.display()), ("reason", &error)])
    })?;
    tell(&found.moments, asked, found.engine, teller);
    Ok(())
}

/// Refuses to write over what is read, or over a key or log that would be lost.
fn apart<'f>(out: &Path, others: impl IntoIterator<Item = Option<&'f Path>>) -> Result<(), Failure> {
    if others.into_iter().flatten().any(|other| real(other) == real(out)) {
        return Err(Failure::call("moments-out-in-use", [("file", &out.display())]));
    }
    Ok(())
}

/// The one name of a file; one that is not there yet has that of its folder.
fn real(file: &Path) -> PathBuf {
    if let Ok(real) = file.canonicalize() {
        return real;
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    folder.join(file.file_name().unwrap_or_default())
}

/// Tells what was written, and how much of it had to be made coarser.
fn tell(found: &Moments, asked: &args::Moments, engine: Option<&str>, teller: &Teller) {
    let most = |of: fn(&SiteMeasure) -> u64| found.measure.iter().map(of).max().unwrap_or_default();
    let (coarsened, left_out) = (most(|one| one.coarsened), most(|one| one.left_out));
    let by_class = found.measure.iter().any(|one| !one.covariate.is_empty());
    let unclassed = by_class.then(|| most(|one| one.unclassed));
    let signed = !found.approved_by.is_empty();
    teller.result(&serde_json::json!({
        "file": asked.out.display().to_string(),
        "signed": signed,
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
    if !signed {
        teller.say("moments-draft", []);
    }
}

/// Reads a draft that was made before.
fn draft(file: &Path) -> Result<Draft, Failure> {
    let fault = |reason: &dyn std::fmt::Display| {
        Failure::call("moments-no-draft", [("file", &file.display()), ("reason", reason)])
    };
    let text = std::fs::read_to_string(file).map_err(|error| fault(&error))?;
    let moments = pooling::read_draft(&text).map_err(|reason| fault(&reason))?;
    Ok(Draft { text, moments })
}

/// Whether the data still give the draft that was read, to the byte.
fn is_still(read: &Draft, found: &Moments, file: &Path) -> Result<(), Failure> {
    let now = pooling::draft(found).map_err(|error| Failure::program(&error))?;
    if now == read.text {
        return Ok(());
    }
    let same = now.lines().zip(read.text.lines()).take_while(|(now, then)| now == then).count();
    Err(Failure::call("moments-other-draft", [("file", &file.display()), ("line", &(same + 1))]))
}

/// The name of the place: as it is asked for, else as it stands in the draft.
fn site<'n>(asked: &'n args::Moments, read: Option<&'n Draft>) -> Option<&'n str> {
    asked.site.as_deref().or_else(|| Some(read?.moments.site.as_str()))
}

/// Of the data that a study names; beside what was let out before, where there is a log.
fn of_study(study: &Path, asked: &args::Moments, read: Option<&Draft>) -> Result<Found, Failure> {
    let study = Study::read(study)?;
    if let Data::File(file) = &study.data {
        apart(&asked.out, [Some(&**file)])?;
    }
    let site = site(asked, read).unwrap_or(&study.title);
    let Some(log) = asked.log.as_deref() else {
        let counted = Counted::read(&study)?;
        let released = evaluation::release(counted.findings(&study), study.disclosure);
        return Ok(Found { moments: counted.moments(site, &study, &released), engine: None, judged: None });
    };
    let (counted, groups) = Counted::read_with_groups(&study)?;
    let judged = judged(log, &groups.of_moments(&study), study.disclosure, counted.findings(&study))?;
    let moments = counted.moments(site, &study, &judged.shown);
    Ok(Found { moments, engine: None, judged: Some(judged) })
}

/// Of the record of a house, with who added up.
async fn of_record(
    programme: &str,
    asked: &args::Moments,
    (config, read): (&Config, Option<&Draft>),
) -> Result<Found, Failure> {
    let ctx = house::open(config, config.synthetic).await?;
    let actor = house::administrator(&ctx).await?;
    let day = || read?.moments.data_cut.as_deref()?.parse().ok();
    let ask = SiteAsk {
        programme: ProgrammeId(programme.to_owned()),
        site: site(asked, read).map(str::to_owned),
        until: asked.until.or_else(day),
        engine: asked.engine.as_deref().map(|word| match word {
            "database" => Engine::Database,
            _ => Engine::Process,
        }),
    };
    let found = site_moments(&ctx, &actor, &ask).await;
    ctx.store.close().await;
    let (moments, engine) = found.map_err(|error| match error.code() {
        "notfound" => Failure::call("moments-programme", [("programme", &programme)]),
        "unknown" => Failure::Call("moments-engine", Vec::new()),
        "empty" => Failure::Call("moments-not-let-out", Vec::new()),
        "tooshort" => Failure::Call("evaluate-few", Vec::new()),
        _ => error.into(),
    })?;
    let engine = Some(if engine == Engine::Database { "database" } else { "process" });
    Ok(Found { moments, engine, judged: None })
}
