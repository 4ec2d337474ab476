//! Makes the report of a study: reads, computes, renders, writes.

use std::path::Path;

use evaluation::cohort::Cohort;
use evaluation::disclosure::{Groups, Memory, Release, Released, Stopped};
use evaluation::findings::{Findings, Programme};
use evaluation::study::Data;
use evaluation::{Counted, Disclosure, Study};
use report::{Format, Options, Rendered, render};
use service::studies;

use crate::args::Evaluate;
use crate::config::Config;
use crate::house;
use crate::periods;
use crate::place::{Readers, put_in_place};
use crate::tell::{Failure, Teller};

/// `fodfaeste evaluate`.
pub(crate) async fn run(evaluate: &Evaluate, config: &Config, teller: &Teller) -> Result<(), Failure> {
    let formats = formats(&evaluate.format)?;
    let Some(study) = &evaluate.study else {
        let findings = saved(evaluate.saved.as_deref().unwrap_or_default(), config, teller).await?;
        return put(&findings, &formats, &evaluate.out, teller);
    };
    let study = Study::read(study)?;
    let findings = match &evaluate.log {
        log if !study.periods.is_empty() => periods(log.as_deref(), &study)?,
        None => {
            let mut findings = evaluation::evaluate_data(&study)?;
            findings.programme = described(&findings)?;
            let unlogged = !findings.synthetic;
            let shown = evaluation::release(findings, study.disclosure);
            put(&shown, &formats, &evaluate.out, teller)?;
            if unlogged {
                teller.note("evaluate-unlogged", []);
            }
            return Ok(());
        }
        // Groups that tell whom the tables are about.
        Some(log) => {
            let (counted, groups) = Counted::read_with_groups(&study)?;
            let mut findings = counted.findings(&study);
            findings.programme = described(&findings)?;
            judged(log, &groups, study.disclosure, findings)?.remember(log)?
        }
    };
    put(&findings, &formats, &evaluate.out, teller)
}

/// The numbers of a study that the house keeps.
async fn saved(name: &str, config: &Config, teller: &Teller) -> Result<Released, Failure> {
    let ctx = house::open(config, config.synthetic).await?;
    let actor = house::administrator(&ctx).await?;
    let made = studies::run_out(&ctx, &actor, name).await;
    ctx.store.close().await;
    let made = made.map_err(|error| {
        if error.is_not_found() { Failure::call("evaluate-saved", [("name", &name)]) } else { error.into() }
    })?;
    if let Some(withheld) = &made.held_back {
        teller.say("evaluate-held", [("asked", &withheld.asked), ("shown", &made.data_cut)]);
    }
    for held in made.compared.iter().flat_map(|compared| &compared.held) {
        let day = |day: Option<domain::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let period = format!("{}–{}", day(held.period.from), day(held.period.to));
        teller.say("evaluate-period", [("period", &period), ("code", &held.why.code())]);
    }
    made.findings.map(|findings| *findings).ok_or_else(|| Failure::call("evaluate-few", []))
}

/// A study that puts periods beside each other.
fn periods(log: Option<&Path>, study: &Study) -> Result<Released, Failure> {
    let Data::Package(folder) = &study.data else {
        // The record has no folder; that it cannot be read from a file is told where every study is read.
        return Err(Cohort::load(study)
            .err()
            .map_or_else(|| Failure::call("evaluate-few", []), Failure::from));
    };
    let before = log.map(remembered).transpose()?.unwrap_or_default();
    let finish = |found: Findings| Ok(Findings { programme: described(&found)?, ..found });
    let made = periods::evaluate(folder, study, &before, finish)?;
    if let Some(log) = log {
        remember(log, made.releases)?;
    }
    Ok(made.shown)
}

/// The formats asked for, each once.
pub(crate) fn formats(words: &str) -> Result<Vec<Format>, Failure> {
    let mut formats = Vec::new();
    for word in words.split(',').filter(|word| !word.trim().is_empty()) {
        let format: Format = word.parse().map_err(|_| unknown(word))?;
        if !formats.contains(&format) {
            formats.push(format);
        }
    }
    Ok(formats)
}

/// Findings that may leave, and the log as it is once they have.
pub(crate) struct Judged {
    pub(crate) shown: Released,
    releases: Vec<Release>,
}

impl Judged {
    /// Writes the log: they leave.
    pub(crate) fn remember(self, log: &Path) -> Result<Released, Failure> {
        remember(log, self.releases)?;
        Ok(self.shown)
    }
}

/// Judges findings that are about these groups beside all releases of a log.
pub(crate) fn judged(
    log: &Path,
    groups: &Groups,
    rules: Disclosure,
    findings: Findings,
) -> Result<Judged, Failure> {
    let mut releases = remembered(log)?;
    let out = Memory::of(&releases).release(findings, rules, groups);
    let (shown, release) = out.map_err(|stopped| told(&stopped))?;
    releases.push(release);
    Ok(Judged { shown, releases })
}

fn unread(log: &Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::call("log-unread", [("file", &log.display()), ("reason", error)])
}

/// The releases of a log; none where there is no log yet.
fn remembered(log: &Path) -> Result<Vec<Release>, Failure> {
    match std::fs::read(log) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| unread(log, &error)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(unread(log, &error)),
    }
}

/// Writes a log, each release once.
fn remember(log: &Path, releases: Vec<Release>) -> Result<(), Failure> {
    let mut once: Vec<Release> = Vec::with_capacity(releases.len());
    for release in releases {
        match once.iter_mut().find(|earlier| earlier.id == release.id) {
            // Let out first without periods, and now beside some: it is known of what time it was, and who is in it.
            Some(earlier) => {
                earlier.period = earlier.period.or(release.period);
                earlier.roll = earlier.roll.take().or(release.roll);
            }
            None => once.push(release),
        }
    }
    let text = serde_json::to_vec(&once).map_err(|error| Failure::program(&error))?;
    // It tells whoever has the ids who is in which group: as confidential as the data.
    put_in_place(log, &text, Readers::Owner).map_err(|error| unread(log, &error))
}

/// Why a report is not made, and what to do.
pub(crate) fn told(stopped: &Stopped) -> Failure {
    let cut = stopped.earlier().map_or_else(|| "–".to_owned(), |day| day.to_string());
    let code = stopped.code();
    match stopped {
        Stopped::Differs { group, .. } => Failure::call(code, [("cut", &cut), ("group", group)]),
        Stopped::AboutHidden { .. } => Failure::call(code, [("cut", &cut)]),
        Stopped::Slice { from, to } => {
            let day = |day: &Option<domain::Date>| day.map(|day| day.to_string()).unwrap_or_default();
            Failure::call(code, [("stretch", &format!("{}–{}", day(from), day(to)))])
        }
        Stopped::Sums { group } => Failure::call(code, [("group", group)]),
        Stopped::GivesAway => Failure::call(code, []),
    }
}

/// Renders and writes, and tells of each file.
pub(crate) fn put(
    findings: &Released,
    formats: &[Format],
    out: &Path,
    teller: &Teller,
) -> Result<(), Failure> {
    let options = Options { language: teller.language() };
    let mut files = Vec::new();
    for format in formats {
        files.extend(render(findings, &options, *format).map_err(|error| Failure::program(&error))?);
    }
    let written = write(out, &files).map_err(|error| {
        Failure::call("export-unwritten", [("folder", &out.display()), ("reason", &error)])
    })?;
    teller.result(&serde_json::json!({ "files": written }));
    for file in &written {
        teller.say("evaluate-written", [("file", file)]);
    }
    Ok(())
}

/// The programme the data name, as the program's own content describes it.
fn described(findings: &Findings) -> Result<Option<Programme>, Failure> {
    let Some(setting) = &findings.setting else { return Ok(None) };
    Ok(service::content::Content::embedded()?.described(&setting.programme))
}

fn unknown(word: &str) -> Failure {
    let known = Format::ALL.map(Format::name).join(", ");
    Failure::call("evaluate-format", [("value", &word), ("known", &known)])
}

fn write(folder: &Path, files: &[Rendered]) -> std::io::Result<Vec<String>> {
    std::fs::create_dir_all(folder)?;
    let mut written = Vec::with_capacity(files.len());
    for file in files {
        let path = folder.join(&file.name);
        std::fs::write(&path, &file.bytes)?;
        written.push(path.display().to_string());
    }
    Ok(written)
}
