//! `cargo xtask load`: a bounded load on a real server on loopback. Prints one JSON object: for each request its rate,
//! p50 and p99 in milliseconds and the server's CPU time a request; besides that the rate of the import, the time
//! from start to the first page and the memory at rest. Stops by itself; sends traffic nowhere but to the server it
//! started.

mod client;
mod measure;
mod package;
mod server;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use measure::{Load, Request};
use server::Server;

/// What may be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Options {
    /// Courses in the database before the load begins.
    courses: usize,
    /// Courses in a second database, on which the list is measured once more.
    compare: Option<usize>,
    /// Seconds for each kind of request.
    seconds: u64,
    /// Connections kept open.
    connections: usize,
    /// A program that is built already; without it the release build is made.
    program: Option<PathBuf>,
    /// The one thing that is measured; all when nothing is said.
    only: Option<Only>,
}

/// What can be measured alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Only {
    /// Rows a second of an import.
    Import,
    /// Start to the first page, and memory at rest.
    Idle,
    /// One course with five measurements written.
    Create,
    /// The list of 50 courses.
    List,
    /// A course with its whole history.
    Open,
}

impl Only {
    const ALL: [(&str, Self); 5] = [
        ("import", Self::Import),
        ("idle", Self::Idle),
        ("create", Self::Create),
        ("list", Self::List),
        ("open", Self::Open),
    ];

    fn parse(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|(name, _)| *name == text);
        let names = || Self::ALL.map(|(name, _)| name).join(", ");
        found.map(|(_, only)| only).ok_or_else(|| format!("--only is one of {}, not {text}", names()))
    }
}

impl Options {
    /// Reads `--courses N --compare N --seconds N --connections N --program FILE --only WHAT`.
    ///
    /// # Errors
    /// Says which word is wrong.
    pub(crate) fn parse(words: &[String]) -> Result<Self, String> {
        let mut options =
            Self { courses: 2_000, compare: None, seconds: 10, connections: 8, program: None, only: None };
        for pair in words.chunks(2) {
            let [name, value] = pair else {
                return Err(format!("{} needs a number", pair.join(" ")));
            };
            if name == "--program" {
                options.program = Some(PathBuf::from(value));
                continue;
            }
            if name == "--only" {
                options.only = Some(Only::parse(value)?);
                continue;
            }
            let number: u32 = value.parse().map_err(|_| format!("{name} needs a number, not {value}"))?;
            let number = usize::try_from(number).map_err(|error| error.to_string())?;
            match name.as_str() {
                "--courses" => options.courses = number,
                "--compare" => options.compare = Some(number),
                "--seconds" => options.seconds = number.clamp(1, 120) as u64,
                "--connections" => options.connections = number.clamp(1, 64),
                other => return Err(format!("unknown option: {other}")),
            }
        }
        Ok(options)
    }
}

/// Builds the program, loads a fresh municipality and measures.
///
/// # Errors
/// Says what did not work.
pub(crate) fn run(root: &Path, options: &Options) -> Result<Value, String> {
    let program = match &options.program {
        Some(program) => program.clone(),
        None => build(root)?,
    };
    let first = Municipality::prepare(&program, options.courses)?;
    let result = first.whole(options)?;
    let compared = match options.compare {
        Some(courses) => Some(Municipality::prepare(&program, courses)?.list(options)?),
        None => None,
    };
    Ok(json!({ "measured": result, "compared": compared }))
}

/// Builds what users run: the release profile.
fn build(root: &Path) -> Result<PathBuf, String> {
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--release", "-p", "fodfaeste"])
        .current_dir(root)
        .status()
        .map_err(|error| format!("cargo could not be run: {error}"))?;
    if !built.success() {
        return Err("the program could not be built".to_owned());
    }
    // This task itself lies in <target>/<profile>/, so the release build lies beside that folder.
    let here = std::env::current_exe().map_err(|error| error.to_string())?;
    let target = here.ancestors().nth(2).ok_or("no target folder")?;
    Ok(target.join("release").join("fodfaeste"))
}

/// A municipality in a folder of its own, which goes with it.
struct Municipality {
    folder: tempfile::TempDir,
    program: PathBuf,
    courses: usize,
    imported: Value,
}

impl Municipality {
    fn prepare(program: &Path, courses: usize) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let data = folder.path().join("data");
        Server::start(program, &data)?.stop()?;
        let package = folder.path().join("package");
        let rows = package::write(&package, courses).map_err(|error| error.to_string())?;
        let seconds = server::import(program, &data, &package)?;
        let imported = json!({
            "rows": rows,
            "seconds": round(seconds),
            "rows_per_second": rate(rows, seconds),
        });
        Ok(Self { folder, program: program.to_path_buf(), courses, imported })
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// All that is measured on one server.
    fn whole(&self, options: &Options) -> Result<Value, String> {
        let server = Server::start(&self.program, &self.data())?;
        let idle = server.memory()?;
        let load = Load { server: &server, connections: options.connections, time: time(options) };
        let wanted = |what: Only| options.only.is_none_or(|only| only == what);
        let mut result = serde_json::Map::new();
        let mut put = |name: &str, value: Value| drop(result.insert(name.to_owned(), value));
        put("courses", self.courses.into());
        put("connections", options.connections.into());
        if wanted(Only::Import) {
            put("import", self.imported.clone());
        }
        if wanted(Only::Idle) {
            put("start_to_first_page_ms", round(server.first_page_ms).into());
            put("idle_mib", round(idle.resident).into());
            put("idle_own_mib", round(idle.own).into());
        }
        let ids = if wanted(Only::Open) { measure::ids(&server)? } else { Vec::new() };
        if wanted(Only::Create) {
            put("create_course_with_five_measurements", load.run(&Request::Create)?);
        }
        if wanted(Only::List) {
            put("list_of_50", load.run(&Request::List)?);
        }
        if wanted(Only::Open) {
            put("course_with_history", load.run(&Request::Open { ids })?);
        }
        server.stop()?;
        Ok(Value::Object(result))
    }

    /// The list alone.
    fn list(&self, options: &Options) -> Result<Value, String> {
        let server = Server::start(&self.program, &self.data())?;
        let load = Load { server: &server, connections: options.connections, time: time(options) };
        let list = load.run(&Request::List)?;
        let first_page = round(server.first_page_ms);
        server.stop()?;
        Ok(json!({
            "courses": self.courses,
            "import": self.imported,
            "start_to_first_page_ms": first_page,
            "list_of_50": list,
        }))
    }
}

fn time(options: &Options) -> Duration {
    Duration::from_secs(options.seconds)
}

/// Three decimals are more than the machine's noise allows.
fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^53")]
fn rate(count: usize, seconds: f64) -> f64 {
    (count as f64 / seconds).round()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_and_faults_are_said() {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let options = Options::parse(&words("--courses 10 --compare 20 --seconds 1")).unwrap();
        let expected =
            Options { courses: 10, compare: Some(20), seconds: 1, connections: 8, program: None, only: None };
        assert_eq!(options, expected);
        assert_eq!(Options::parse(&words("--only import")).unwrap().only, Some(Only::Import));
        assert!(Options::parse(&words("--only lunch")).unwrap_err().contains("idle"));
        assert!(Options::parse(&words("--courses")).unwrap_err().contains("needs a number"));
        assert!(Options::parse(&words("--courses many")).unwrap_err().contains("many"));
        assert!(Options::parse(&words("--people 3")).unwrap_err().contains("--people"));
    }
}
