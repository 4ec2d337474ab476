//! Makes the report of a study: reads, computes, renders, writes.

use std::path::Path;

use evaluation::Study;
use evaluation::cohort::Cohort;
use evaluation::findings::{Findings, Programme};
use report::{Format, Options, Rendered, render};

use crate::args::Evaluate;
use crate::tell::{Failure, Teller};

/// `fodfaeste evaluate`.
pub(crate) fn run(evaluate: &Evaluate, teller: &Teller) -> Result<(), Failure> {
    let mut formats = Vec::new();
    for word in evaluate.format.split(',').filter(|word| !word.trim().is_empty()) {
        let format: Format = word.parse().map_err(|_| unknown(word))?;
        if !formats.contains(&format) {
            formats.push(format);
        }
    }
    let study = Study::read(&evaluate.study)?;
    let cohort = Cohort::load(&study)?;
    let mut findings = evaluation::evaluate(&cohort, &study);
    findings.programme = described(&findings)?;
    let findings = evaluation::release(findings, study.disclosure);
    let options = Options { language: teller.language() };
    let mut files = Vec::new();
    for format in formats {
        files.extend(render(&findings, &options, format).map_err(|error| Failure::program(&error))?);
    }
    let written = write(&evaluate.out, &files).map_err(|error| {
        Failure::call("export-unwritten", [("folder", &evaluate.out.display()), ("reason", &error)])
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
