//! The door: findings in, files out, in both languages, for a whole programme and for a foreign file of scores.
#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[cfg(test)]
mod attack;

use evaluation::findings::Findings;
use evaluation::{Cohort, Disclosure, Released, Study, evaluate, release};
use locale::Language;
use report::{Format, Options, Rendered, render};

fn findings(name: &str) -> Released {
    if name == "exit" {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/studies/exit-2013-16.toml");
        let study = Study::read(path.as_ref()).expect("the study");
        return release(evaluate(&Cohort::load(&study).expect("the cohort"), &study), study.disclosure);
    }
    let path = format!("{}/tests/findings/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the findings are there");
    release(
        serde_json::from_str::<Findings>(&text).expect("findings in the public shape"),
        Disclosure::default(),
    )
}

fn files(findings: &Released, language: Language, format: Format) -> Vec<Rendered> {
    render(findings, &Options { language }, format).unwrap_or_else(|fault| panic!("{format:?}: {fault}"))
}

#[test]
fn every_format_of_both_reports_is_made_and_made_alike_twice() {
    let keep = std::env::var_os("FODFAESTE_KEEP_REPORTS").map(std::path::PathBuf::from);
    for name in ["exit", "foreign"] {
        let findings = findings(name);
        for language in Language::ALL {
            for format in Format::ALL {
                let made = files(&findings, language, format);
                assert!(!made.is_empty());
                // Typesetting twice is slow without optimisation; once is enough to see that nothing outside gets in.
                if format != Format::Pdf || (name, language) == ("foreign", Language::Da) {
                    assert_eq!(made, files(&findings, language, format), "{name} {language:?} {format:?}");
                }
                if let Some(folder) = &keep {
                    let folder = folder.join(format!("{name}-{}", language.tag()));
                    std::fs::create_dir_all(&folder).expect("a folder");
                    for file in &made {
                        std::fs::write(folder.join(&file.name), &file.bytes).expect("a file");
                    }
                }
            }
        }
    }
}
