//! The tidy check: lists the files git knows, runs each rule over them, collects every fault. Decides nothing itself and
//! writes nothing; the rules stand in the files beside this one.

mod crates;
mod decisions;
mod floors;
mod sources;
mod words;

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// No file in git may be larger: what is bigger belongs in a package or is made by the build.
const MAX_BYTES: u64 = 1_000_000;

/// One broken rule: where, what, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Path from the root of the repository.
    pub(crate) file: String,
    /// Line, counted from 1; 0 when the whole file is meant.
    pub(crate) line: usize,
    /// What is the case.
    pub(crate) what: String,
    /// What to do.
    pub(crate) remedy: &'static str,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {} – {}", self.file, self.what, self.remedy),
            line => write!(f, "{}:{line}: {} – {}", self.file, self.what, self.remedy),
        }
    }
}

/// What the run found.
#[derive(Debug)]
pub(crate) struct Report {
    /// How many files were looked at.
    pub(crate) files: usize,
    /// Every fault, in the order of the files.
    pub(crate) faults: Vec<Fault>,
}

/// Checks the repository at `root`.
///
/// # Errors
/// A sentence when git cannot list the files or `ARCHITECTURE.md` cannot be read.
pub(crate) fn run(root: &Path) -> Result<Report, String> {
    let files = tracked(root)?;
    let mut faults = Vec::new();
    let architecture = std::fs::read_to_string(root.join("ARCHITECTURE.md"))
        .map_err(|error| format!("ARCHITECTURE.md: {error}"))?;
    let manifests = crates::read(root, &files, &mut faults);
    faults.extend(floors::check(&architecture, &manifests));
    faults.extend(crates::check_homes(&manifests));
    // Without the list every decision is told to be missing in it.
    let list = std::fs::read_to_string(root.join(decisions::LIST)).unwrap_or_default();
    for file in &files {
        faults.extend(check_file(root, file, &list));
    }
    Ok(Report { files: files.len(), faults })
}

/// The rules that look at one file; `decisions` is the list of them.
fn check_file(root: &Path, file: &str, decisions: &str) -> Vec<Fault> {
    let mut faults = words::check_path(file);
    let path = root.join(file);
    let Ok(meta) = std::fs::metadata(&path) else { return faults };
    if meta.len() > MAX_BYTES {
        faults.push(Fault {
            file: file.to_owned(),
            line: 0,
            what: format!("{} bytes, more than {MAX_BYTES}", meta.len()),
            remedy: "make it at build time, or shrink it",
        });
        return faults;
    }
    let Ok(text) = std::fs::read_to_string(&path) else { return faults };
    faults.extend(words::check_text(file, &text));
    faults.extend(decisions::check(file, &text, decisions));
    if ends(file, "rs") {
        faults.extend(sources::check(file, &text));
    }
    faults
}

/// Whether the file's ending is `ending` (without the dot).
fn ends(file: &str, ending: &str) -> bool {
    Path::new(file).extension().is_some_and(|found| found == ending)
}

/// Files under version control and new ones not ignored, sorted; deleted ones left out.
fn tracked(root: &Path) -> Result<Vec<String>, String> {
    let output = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(root)
        .output()
        .map_err(|error| format!("git ls-files: {error}"))?;
    if !output.status.success() {
        return Err(format!("git ls-files: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    let mut files: Vec<String> = String::from_utf8_lossy(&output.stdout)
        .split('\0')
        .filter(|name| !name.is_empty() && PathBuf::from(root).join(name).exists())
        .map(str::to_owned)
        .collect();
    files.sort();
    files.dedup();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_listed_and_checked_where_git_knows_them() {
        let root = crate::root();
        let report = run(&root).expect("tidy runs in its own repository");
        assert!(report.files > 20, "tidy saw only {} files", report.files);
        assert!(run(Path::new("/")).is_err(), "outside a repository tidy must say that it cannot run");
    }

    #[test]
    fn a_fault_names_file_line_and_remedy() {
        let fault = Fault { file: "a.rs".into(), line: 3, what: "too long".into(), remedy: "split it" };
        assert_eq!(fault.to_string(), "a.rs:3: too long – split it");
        assert_eq!(Fault { line: 0, ..fault }.to_string(), "a.rs: too long – split it");
    }
}
