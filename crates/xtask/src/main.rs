//! House keeping as a program: `cargo xtask tidy` checks the rules that neither the compiler nor clippy can see.
//!
//! It reads the sources and never changes them. `cargo xtask load` measures the program under a bounded load.

mod load;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str =
    "usage: cargo xtask tidy | load [--courses N] [--compare N] [--seconds N] [--connections N]
       [--program FILE] [--only import|idle|create|list|open]
  tidy   check floors, file headers, file sizes and forbidden things against ARCHITECTURE.md
  load   measure a release build under a bounded load on loopback; prints JSON";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.first().map(String::as_str) {
        Some("tidy") => tidy(),
        Some("load") => load(words.get(1..).unwrap_or_default()),
        Some(unknown) => {
            say(&format!("unknown task: {unknown}\n{USAGE}"));
            ExitCode::from(2)
        }
        None => {
            say(USAGE);
            ExitCode::from(2)
        }
    }
}

/// Runs every check and prints one line per fault.
fn tidy() -> ExitCode {
    match tidy::run(&root()) {
        Ok(report) if report.faults.is_empty() => {
            say(&format!("tidy: {} files in order", report.files));
            ExitCode::SUCCESS
        }
        Ok(report) => {
            for fault in &report.faults {
                say(&fault.to_string());
            }
            say(&format!("tidy: {} faults in {} files", report.faults.len(), report.files));
            ExitCode::FAILURE
        }
        Err(error) => {
            say(&format!("tidy could not run: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Measures and prints one JSON object.
fn load(words: &[String]) -> ExitCode {
    let options = match load::Options::parse(words) {
        Ok(options) => options,
        Err(fault) => {
            say(&format!("{fault}\n{USAGE}"));
            return ExitCode::from(2);
        }
    };
    match load::run(&root(), &options) {
        Ok(result) => {
            say(&format!("{result:#}"));
            ExitCode::SUCCESS
        }
        Err(fault) => {
            say(&format!("load could not run: {fault}"));
            ExitCode::FAILURE
        }
    }
}

/// The folder of the workspace: two above this crate.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// The one place where this program prints.
#[expect(clippy::print_stdout, reason = "a command-line tool speaks through standard output")]
fn say(text: &str) {
    println!("{text}");
}
